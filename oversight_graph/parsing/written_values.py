"""Values as they are written: which text is an id or reads as it stands, and how a message quotes them."""

from __future__ import annotations

import re
import unicodedata

import yaml

from oversight_graph.messages import Message, message
from oversight_graph.parsing.document import MappingNode, SequenceNode, Value

LONGEST = 60
UNKNOWN = "unknown"
INTEGER = re.compile(r"(?:0|-?[1-9][0-9]*)\Z")  # no leading zero: YAML reads 010 as 8
_FRACTION = re.compile(r"-?[0-9]+\.[0-9]+\Z")
_RESOLVERS = yaml.SafeLoader.yaml_implicit_resolvers


def reads_as_written(value: str) -> bool:
    """Whether an unquoted YAML scalar is text, or a number that reads as it is written (contract §1).

    Parameters
    ----------
    value
        The scalar, as it stands in the file.

    Returns
    -------
    False for what YAML makes a truth value, a date or another number of.

    Examples
    --------
    >>> [reads_as_written(word) for word in ("530100", "no", "010", "2020-01-01", "财政局", "1_000")]
    [True, False, False, False, True, False]
    """
    if any(pattern.match(value) for _, pattern in _RESOLVERS.get(value[:1], ())):
        return bool(INTEGER.match(value) or (_FRACTION.match(value) and repr(float(value)) == value))
    return True


def is_id(text: str) -> bool:
    """Whether a text can be an id: letters and digits of any script, with the vowel signs that Tibetan and others write apart, `.`, `_` and `-` (contract §1).

    Parameters
    ----------
    text
        What is written.

    Returns
    -------
    True for an empty text, too.
    """
    return all(letter in "._-" or unicodedata.category(letter)[0] in "LMN" for letter in text)


def cut(text: str) -> str:
    """A text as a message quotes it: not longer than a line.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    At most LONGEST characters, and `…` for the rest.
    """
    return str(text) if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def shape(value: Value) -> Message:
    """What was written, as a message says it: quoted, where it is no list or mapping.

    Parameters
    ----------
    value
        Any value of a document.

    Returns
    -------
    To be put into another message.
    """
    if isinstance(value, MappingNode):
        return message("parsing.a_mapping")
    if isinstance(value, SequenceNode):
        return message("parsing.a_list")
    if value is None:
        return message("parsing.empty")
    return message("parsing.quoted", text=str(value).lower() if isinstance(value, bool) else cut(value))
