"""JSON text as documents that know their lines."""

from __future__ import annotations

import json
import re

from oversight_graph.messages import message
from oversight_graph.parsing.document import ParseError, SequenceNode
from oversight_graph.parsing.document_builder import DocumentBuilder

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[{}\[\]]|[^\s,:{}\[\]"]+|\n', re.DOTALL)
_TOKEN_TEXT = re.Match[bytes].group
_QUOTE = ord('"')
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}


def documents(text: str) -> SequenceNode:
    """The chart, or the list of charts, of a JSON text.

    Parameters
    ----------
    text
        The whole text.

    Returns
    -------
    A list of documents; numbers stay the text that was written. Cost: linear.

    Raises
    ------
    ParseError
        For what isn't JSON, or is nested too deeply.
    """
    try:
        # the grammar is the standard library's, its mappings are dropped as they close; below they are made with their places
        json.loads(text, parse_int=str, parse_float=str, parse_constant=_no_number, object_pairs_hook=_nothing)
    except json.JSONDecodeError as error:
        raise ParseError(error.lineno, message("parsing.not_json", column=error.colno, reason=error.msg)) from None
    except RecursionError:
        raise ParseError(0, message("parsing.nested_too_deeply")) from None
    raw = text.encode()  # the text itself may take twice as much
    del text
    builder, line = DocumentBuilder(), 1
    nothing: dict[int, str] = {}
    for token in map(_TOKEN_TEXT, _TOKEN.finditer(raw)):
        if token == b"\n":
            line += 1
        elif token == b"{":
            builder.begin_mapping(line)
        elif token == b"[":
            builder.begin_list(line)
        elif token in b"}]":
            builder.end(nothing)
        elif token[0] == _QUOTE:
            builder.scalar(json.loads(token) if b"\\" in token else token[1:-1].decode(), line)
        else:
            word = token.decode()
            builder.scalar(_WORDS.get(word, word), line, plain=word not in _WORDS)
    whole = builder.documents[0]
    return whole if isinstance(whole, SequenceNode) else builder.documents


def _nothing(_: object) -> None:
    """What is kept of a mapping whose grammar alone is of interest."""


def _no_number(word: str) -> None:
    raise ParseError(0, message("parsing.no_json_number", word=word))
