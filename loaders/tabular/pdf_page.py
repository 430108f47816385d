"""One page of a PDF as pieces of text and ruled lines with their places, and how much of it is read at most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from oversight_graph.messages import message
from oversight_graph.parsing.document import ParseError

if TYPE_CHECKING:
    from pypdf import PageObject

MAX_OPERATIONS = 400_000  # of a file; a page that is full of small cells has some thousand
MAX_CONTENT = 6 << 20  # bytes of all pages, unpacked: pypdf takes a second for each megabyte
MAX_LETTERS = 2_000_000  # of a file
_STRAIGHT = 1.0  # points by which a line may be off
_THIN = 3.0  # points up to which a filled rectangle is a line
_MOVES = frozenset({b"Td", b"TD", b"Tm", b"T*", b"'", b'"'})
_STROKES = frozenset({b"S", b"s", b"B", b"B*", b"b", b"b*"})
_FILLS = frozenset({b"f", b"F", b"f*"})
Point = tuple[float, float]


class TextPiece(NamedTuple):
    """A text that is written at one place: where it begins on its base line, and how large its letters are, in points."""

    x: float
    y: float
    size: float
    text: str

    @property
    def right(self) -> float:
        """About where it ends: letters of Latin are half as wide as others."""
        return self.x + self.size * sum(0.5 if ord(letter) < 0x2E80 else 1.0 for letter in self.text)


class RuledLine(NamedTuple):
    """A line along an axis: `at` is its height or its distance from the left, from `low` to `high` it reaches."""

    at: float
    low: float
    high: float


class PageLimits:
    """Counts what has been read of a file. Raises ParseError where it becomes more than tables need."""

    def __init__(self) -> None:
        self._operations = self._letters = self._content = 0

    def count(self, operations: int = 0, letters: int = 0, content: int = 0) -> None:
        """Count more of each.

        Parameters
        ----------
        operations, letters, content
            Steps of drawing, letters shown, bytes of pages.

        Raises
        ------
        ParseError
            Beyond the limits.
        """
        self._operations += operations
        self._letters += letters
        self._content += content
        if self._operations > MAX_OPERATIONS or self._letters > MAX_LETTERS or self._content > MAX_CONTENT:
            raise _TooMuch(0, message("tabular.pdf_too_much"))


class _TooMuch(ParseError, MemoryError):
    """Also an error of memory: the only one that pypdf doesn't pass over inside a form."""


class PdfPage:
    """What stands on a page, seen the way it is turned; `has_pictures`: it shows some."""

    def __init__(self, page: PageObject, limits: PageLimits) -> None:
        self.pieces: list[TextPiece] = []
        self.across: list[RuledLine] = []
        self.down: list[RuledLine] = []
        self.has_pictures = False
        self.limits = limits
        self._turned = int(page.get("/Rotate", 0) or 0) % 360
        self._path: list[tuple[Point, Point]] = []
        self._rectangles: list[tuple[Point, Point]] = []
        self._at: Point = (0.0, 0.0)
        self._read(page)

    def _read(self, page: PageObject) -> None:
        from pypdf.generic import ContentStream, NameObject

        if page.get("/Contents") is None:
            return
        content = ContentStream(page["/Contents"].get_object(), page.pdf, "bytes")  # texts as bytes: their font says what letters they are
        self.limits.count(content=len(content.get_data()))
        operations = []
        for operands, operator in content.operations:
            if operator in _MOVES:  # a text is told where it begins when the matrix changes, not when it moves on in a line
                operations.append(([1, 0, 0, 1, 0, 0], b"cm"))
            operations.append((operands, operator))
        content.operations = operations
        page[NameObject("/Contents")] = content
        page.extract_text(visitor_operand_before=self._operation, visitor_text=self._text)

    def _operation(self, operator: bytes, operands: Any, matrix: Sequence[float], _: object) -> None:
        self.limits.count(operations=1)
        if operator == b"re" and len(operands) == 4:
            x, y, width, height = map(float, operands)
            self._rectangles.append((self._seen(x, y, matrix), self._seen(x + width, y + height, matrix)))
        elif operator == b"m" and len(operands) == 2:
            self._at = self._seen(float(operands[0]), float(operands[1]), matrix)
        elif operator == b"l" and len(operands) == 2:
            to = self._seen(float(operands[0]), float(operands[1]), matrix)
            self._path.append((self._at, to))
            self._at = to
        elif operator in _STROKES or operator in _FILLS:
            self._painted(operator in _STROKES)
        elif operator == b"n":
            self._path, self._rectangles = [], []
        elif operator in (b"Do", b"INLINE IMAGE", b"BI", b"EI"):
            self.has_pictures = True

    def _painted(self, stroked: bool) -> None:
        for (x, y), (to_x, to_y) in self._rectangles:
            left, right, bottom, top = min(x, to_x), max(x, to_x), min(y, to_y), max(y, to_y)
            if top - bottom <= _THIN:
                self.across.append(RuledLine((top + bottom) / 2, left, right))
            elif right - left <= _THIN:
                self.down.append(RuledLine((left + right) / 2, bottom, top))
            elif stroked:
                self.across += [RuledLine(top, left, right), RuledLine(bottom, left, right)]
                self.down += [RuledLine(left, bottom, top), RuledLine(right, bottom, top)]
        for (x, y), (to_x, to_y) in self._path if stroked else ():
            if abs(y - to_y) <= _STRAIGHT:
                self.across.append(RuledLine(y, min(x, to_x), max(x, to_x)))
            elif abs(x - to_x) <= _STRAIGHT:
                self.down.append(RuledLine(x, min(y, to_y), max(y, to_y)))
        self._path, self._rectangles = [], []

    def _text(self, text: str, matrix: Sequence[float], in_text: Sequence[float], _: object, size: float) -> None:
        self.limits.count(letters=len(text))
        x, y = self._seen(in_text[4], in_text[5], matrix)
        scale = max(abs(in_text[3]), abs(in_text[1])) * max(abs(matrix[3]), abs(matrix[1]))
        height = min(max(abs(size) * scale, 1.0), 200.0)
        for line, part in enumerate(text.split("\n")):
            if part.strip():
                self.pieces.append(TextPiece(x, y - line * height, height, part.strip()))

    def _seen(self, x: float, y: float, matrix: Sequence[float]) -> Point:
        """A place of the page, as it is turned."""
        on_page = (x * matrix[0] + y * matrix[2] + matrix[4], x * matrix[1] + y * matrix[3] + matrix[5])
        match self._turned:
            case 90:
                return on_page[1], -on_page[0]
            case 180:
                return -on_page[0], -on_page[1]
            case 270:
                return -on_page[1], on_page[0]
        return on_page
