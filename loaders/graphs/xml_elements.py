"""XML as a stream of elements, read by defusedxml: no document type, no entities, nothing from elsewhere, nothing without end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol
from xml.sax.handler import ContentHandler, ErrorHandler

from oversight_graph.loaders.graphs.network import limited
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.parsing.document import ParseError

_PIECE = 1 << 16
_LONGEST = 1 << 20  # of a value; no text of a chart comes near it
_DEEPEST = 100
_MOST = 2_000_000  # elements: more than a file of that size holds of a graph, and as many as are read in seconds


class ElementVisitor(Protocol):
    """Told of each element of its `names` (without prefix): as it begins, and as it ends with the text that stood in it itself."""

    names: frozenset[str]

    def begins(self, name: str, attributes: Mapping[str, str], line: int) -> None: ...

    def ends(self, name: str, text: str) -> None: ...


def visit(source_file: SourceFile, visitor: ElementVisitor) -> None:
    """Tell a visitor of all elements of a file. Raises ParseError for what isn't XML, or XML that isn't safe to read.

    Holds one element at a time. Cost: linear, some seconds for a million elements.
    """
    from xml.sax import SAXParseException

    from defusedxml.common import DefusedXmlException
    from defusedxml.expatreader import DefusedExpatParser

    raw = limited(source_file).raw
    parser = DefusedExpatParser(forbid_dtd=True)
    handler = _Handler(visitor, parser)
    parser.setContentHandler(handler)
    parser.setErrorHandler(_Raise())
    try:
        for start in range(0, len(raw), _PIECE):
            handler.silent += _PIECE
            if handler.silent > 2 * _LONGEST:  # expat tells of a tag only once it has read it whole
                raise _too_long(parser.getLineNumber())
            parser.feed(raw[start : start + _PIECE])
        parser.close()
    except DefusedXmlException:
        line = int(parser.getLineNumber() or 0)
        todo = "remove the `<!DOCTYPE …>` and what it declares, and write the values out"
        raise ParseError(line, "the file declares a document type or entities, which aren't read", todo) from None
    except SAXParseException as error:
        line = int(error.getLineNumber() or 0)
        raise ParseError(
            line, f"this isn't XML (column {(error.getColumnNumber() or 0) + 1}): {error.getMessage()}", "is the file complete? Mend this place"
        ) from None
    except (ValueError, LookupError):  # of expat, for an encoding that it doesn't know
        raise ParseError(1, "the encoding that the file names isn't read", "save it as UTF-8, and let its first line say so") from None


def _too_long(line: int | None) -> ParseError:
    return ParseError(int(line or 0), f"a value is longer than {_LONGEST >> 20} MB", "is this the right file? Remove the value")


_NO_TEXT: list[str] = []
"""Of every element that nobody asks for; nothing is added to it."""


class _Raise(ErrorHandler):
    def warning(self, exception: BaseException) -> None:
        """What expat warns of changes nothing that is read."""


class _Handler(ContentHandler):
    def __init__(self, visitor: ElementVisitor, parser: Any) -> None:
        super().__init__()
        self._visitor, self._parser, self._names = visitor, parser, visitor.names
        self._texts: list[list[str]] = []
        self._length = self._number = 0
        self.silent = 0

    def startElement(self, name: str, attrs: Any) -> None:
        self.silent = self._length = 0
        self._number += 1
        if self._number > _MOST:
            raise ParseError(self._parser.getLineNumber(), f"the file holds more than {_MOST:,} elements", "is this the right file? If so, split it")
        if len(self._texts) >= _DEEPEST:
            raise ParseError(self._parser.getLineNumber(), "elements stand in each other too deeply", "is this the right file?")
        plain = name.rpartition(":")[2]
        self._texts.append([] if plain in self._names else _NO_TEXT)
        if plain not in self._names:
            return
        found = {key.rpartition(":")[2]: value for key, value in attrs.items()}
        if sum(map(len, found.values())) > _LONGEST:
            raise _too_long(self._parser.getLineNumber())
        self._visitor.begins(plain, found, self._parser.getLineNumber())

    def characters(self, content: str) -> None:
        self.silent = 0
        self._length += len(content)
        if self._length > _LONGEST:
            raise _too_long(self._parser.getLineNumber())
        text = self._texts[-1] if self._texts else _NO_TEXT
        if text is not _NO_TEXT:
            text.append(content)

    def endElement(self, name: str) -> None:
        self.silent = self._length = 0
        text = self._texts.pop()
        if text is not _NO_TEXT:
            self._visitor.ends(name.rpartition(":")[2], "".join(text).strip())
