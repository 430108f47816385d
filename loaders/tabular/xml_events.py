"""XML of unknown origin, read in one pass without a tree: no document types, no entities, and nothing too long, too deep or too much."""

from __future__ import annotations

from collections.abc import Iterable
from xml.parsers import expat

from oversight_graph.loaders.tabular.limits import MAX_LETTERS, too_long
from oversight_graph.loaders.tabular.zip_members import damaged
from oversight_graph.parsing.document import ParseError

MAX_DEPTH = 200  # tables in tables in text boxes reach some fifty
MAX_ELEMENTS = 6_000_000  # of a part; three million cells with a value each
_MAX_ATTRIBUTES = 200


class Pieces:
    """A text that stands in several elements, for no longer than a text may be."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._letters = 0

    def add(self, text: str) -> None:
        self._letters += len(text)
        if self._letters > MAX_LETTERS:
            raise too_long()
        self._pieces.append(text)

    def take(self) -> str:
        """The whole, which begins anew."""
        if not self._letters:
            return ""
        text = "".join(self._pieces)
        self._pieces.clear()
        self._letters = 0
        return text


class Events:
    """Subclasses take `opened(name, attributes)` and `closed(name, text)`: names without their prefix, the text of an element that holds
    nothing else (of mixed content: what stands behind the last tag)."""

    def __init__(self) -> None:
        self.depth = 0
        self._elements = self._letters = 0
        self._text: list[str] = []
        self._names: dict[str, str] = {}

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def closed(self, name: str, text: str) -> None:
        raise NotImplementedError

    def read(self, chunks: Iterable[bytes], what: str) -> None:
        """All of a part that is called `what`. Raises ParseError for what isn't plain XML."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = self._refuse
        try:
            held = 0
            for chunk in chunks:
                held = 0 if b"<" in chunk or b"<\0" in chunk or b"\0<" in chunk else held + len(chunk)
                if held > MAX_LETTERS * 8:  # a tag or a comment that never ends: the parser would keep it all
                    raise too_long()
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise damaged(f"{what}, line {error.lineno}: {expat.ErrorString(error.code)}") from None
        except (LookupError, ValueError) as error:  # of expat, for an encoding that it doesn't know
            if "coding" not in str(error):
                raise
            raise damaged(f"{what} names an encoding that isn't known") from None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self._elements += 1
        if self._letters:
            self._text.clear()
            self._letters = 0
        if self.depth > MAX_DEPTH or self._elements > MAX_ELEMENTS or len(attributes) > _MAX_ATTRIBUTES:
            raise ParseError(0, "the file nests or holds more elements than any table needs", "copy the table into a new file")
        self.opened(self._local(name), attributes)

    def _end(self, name: str) -> None:
        self.depth -= 1
        text = ""
        if self._letters:
            text = "".join(self._text)
            self._text.clear()
            self._letters = 0
        self.closed(self._local(name), text)

    def _local(self, name: str) -> str:
        known = self._names.get(name)
        if known is None:
            if len(self._names) > 1_000:
                self._names.clear()
            known = self._names[name] = name.rpartition(":")[2]
        return known

    def _characters(self, data: str) -> None:
        self._letters += len(data)
        if self._letters > MAX_LETTERS:
            raise too_long()
        self._text.append(data)

    def _refuse(self, *_: object) -> None:
        raise ParseError(
            0, "the file declares a document type or entities, which no workbook or document needs", "save it again with Excel, Word, WPS or LibreOffice"
        )
