"""YAML text as documents that know their lines."""

from __future__ import annotations

import yaml

from oversight_graph.messages import Text, message
from oversight_graph.parsing.document import ParseError, SequenceNode
from oversight_graph.parsing.document_builder import DocumentBuilder

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = {"", "~", "null", "Null", "NULL"}


def documents(text: str) -> SequenceNode:
    """The documents of a YAML text, empty ones left out.

    Parameters
    ----------
    text
        The whole text.

    Returns
    -------
    A list of documents. Cost: linear.

    Raises
    ------
    ParseError
        For what isn't YAML, for tags, and for aliases that grow without bound.
    """
    raw = text.encode()  # what the parser reads; the text itself may take twice as much
    del text
    builder = DocumentBuilder()
    anchors: dict[int, str] = {}  # depth at which an anchored container stands open
    try:
        for event in yaml.parse(raw, Loader=_Loader):
            line = event.start_mark.line + 1 if event.start_mark else 0
            if isinstance(event, yaml.ScalarEvent):
                if event.tag is not None and event.tag != "tag:yaml.org,2002:str":
                    raise _tagged(event.tag, line)
                plain = not event.style and event.tag is None
                empty = plain and event.value in _NULLS
                builder.scalar(None if empty else event.value, line, event.anchor, plain and not empty)
            elif isinstance(event, yaml.CollectionStartEvent):
                if event.tag is not None:
                    raise _tagged(event.tag, line)
                (builder.begin_mapping if isinstance(event, yaml.MappingStartEvent) else builder.begin_list)(line, event.anchor)
                if event.anchor:
                    anchors[builder.depth] = event.anchor
            elif isinstance(event, yaml.CollectionEndEvent):
                builder.end(anchors)
            elif isinstance(event, yaml.AliasEvent):
                builder.alias(event.anchor or "", line)
    except yaml.MarkedYAMLError as error:
        raise _malformed(error, raw.decode()) from None
    except yaml.reader.ReaderError as error:
        text = raw.decode()
        line = text.count("\n", 0, max(0, text.find(chr(error.character)))) + 1  # its position is one of bytes, or of letters
        raise ParseError(line, message("parsing.control_character", number=int(error.character))) from None
    except yaml.YAMLError as error:
        raise ParseError(0, message("parsing.not_yaml", reason=" ".join(str(error).split()))) from None
    read = builder.documents
    if None in read:  # `---` at the end of a file begins a document that holds nothing
        kept = [number for number, value in enumerate(read) if value is not None]
        read[:], read.lines = [read[number] for number in kept], [read.lines[number] for number in kept]
    return read


def _tagged(tag: str, line: int) -> ParseError:
    return ParseError(line, message("parsing.tag", tag=tag.replace("tag:yaml.org,2002:", "!!")))


def _malformed(error: yaml.MarkedYAMLError, text: str) -> ParseError:
    mark, context = error.problem_mark or error.context_mark, error.context or ""
    line = min(mark.line, text.rstrip().count("\n")) + 1 if mark else 0  # what is missing at the end is told of the last line
    for term, sign in (("a flow mapping", "`{…}`"), ("a flow sequence", "`[…]`")):
        context = context.replace(term, sign)
    if mark and "\t" in text.split("\n")[line - 1]:
        how = message("parsing.indent_with_spaces")
    elif "block" in context or "mapping values" in (error.problem or ""):
        how = message("parsing.indent_alike")
    else:
        how = message("parsing.close_what_is_open")
    said: Text = context
    if context and error.context_mark and error.context_mark.line + 1 < line:
        said = message("parsing.begun_in_line", context=context, line=error.context_mark.line + 1)
    return ParseError(line, message("parsing.not_yaml_here", reason=[part for part in (said, error.problem) if part], how=how))
