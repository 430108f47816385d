"""PDF files with text, by pypdf: their tables, each with the lines before it; without a table, a line a row. Pictures of pages aren't read, which is said."""

from __future__ import annotations

import contextlib
import io
import logging
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from oversight_graph.loaders.tabular.limits import MAX_BYTES, Size, check_letters
from oversight_graph.loaders.tabular.lines import BEFORE, text_beside_tables, text_sheet
from oversight_graph.loaders.tabular.pdf_page import PageLimits, PdfPage
from oversight_graph.loaders.tabular.pdf_tables import PageTable, lines_of, regular_tables, ruled_tables
from oversight_graph.loaders.workbook import Sheet, Workbook
from oversight_graph.messages import Text, message
from oversight_graph.parsing.document import ParseError
from oversight_graph.parsing.text_file import read_raw
from oversight_graph.problems import Problem

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PAGES = 300
_NAMED = 10  # pages that a warning names
_NEAR = 3.0  # points by which the columns of a table may differ from page to page
_PAGE_NUMBER = re.compile(r"[-—–－\s·]*(?:第\s*)?\d{1,4}\s*(?:页|/)?[\s，,]*(?:共?\s*\d{1,4}\s*页?)?[-—–－\s·]*")
_NO_LETTER = re.compile("[\x00-\x08\x0b-\x1f\ue000-\uf8ff\ufffd]")


def read(path: Path, encoding: str | None = None) -> Workbook:
    """The tables of a PDF, or its lines as one column. Cost: some seconds for each megabyte of its pages, unpacked; at most 6 MB are read.

    Parameters
    ----------
    path
        A .pdf file of at most 32 MB and 300 pages.
    encoding
        Not used: the file says it itself.

    Returns
    -------
    Workbook
        A sheet for each table; one that goes on at the next page is one.

    Raises
    ------
    ParseError
        For what can't be read, and pictures of pages.
    """
    raw = read_raw(path, MAX_BYTES)
    if not raw:
        raise ParseError(0, message("tabular.empty"))
    with _silent():
        try:
            return _workbook(str(path), raw)
        except ParseError:
            raise
        except Exception as error:  # of pypdf, which says what doesn't fit by whatever error comes of it
            raise ParseError(0, message("tabular.no_pdf", error=" ".join(str(error).split())[:100] or type(error).__name__)) from None


@contextlib.contextmanager
def _silent() -> Iterator[None]:
    """Keep pypdf from writing to the terminal what it passes over."""
    log = logging.getLogger("pypdf")
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(before)


def _workbook(file: str, raw: bytes) -> Workbook:
    pages, pictures = _pages(raw)
    letters = "".join(piece.text for page in pages for piece in page.pieces)
    if not letters:
        raise ParseError(0, message("tabular.pdf_scanned") if pictures else message("tabular.no_text"))
    if len(_NO_LETTER.findall(letters)) > len(letters) // 4:
        raise ParseError(0, message("tabular.pdf_without_letters"))
    reading = _Reading()
    for page in pages:
        reading.take(page)
    problems: list[Problem] = []
    if pictures:
        named: Text | list[str] = [str(number) for number in pictures[:_NAMED]]
        shown = message("tabular.pages_and_more", pages=named) if len(pictures) > _NAMED else named
        problems.append(Problem("warning", file, 0, "", message("tabular.pdf_pages_scanned", pages=shown)))
    if not reading.sheets:
        return Workbook((text_sheet(reading.lines),), problems=tuple(problems))
    return Workbook(tuple(reading.sheets), problems=(*problems, *text_beside_tables(file, [*reading.beside, *reading.lines])))


def _pages(raw: bytes) -> tuple[list[PdfPage], list[int]]:
    """The pages, and the numbers of those that show pictures and no text."""
    from pypdf import PdfReader  # for these files alone
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

    try:
        reader = PdfReader(io.BytesIO(raw))
        _check(reader)
        limits, pages, pictures = PageLimits(), [], []
        for number, page in enumerate(reader.pages, 1):
            pages.append(PdfPage(page, limits))
            if not pages[-1].pieces and pages[-1].has_pictures:
                pictures.append(number)
    except (DependencyError, FileNotDecryptedError):  # ciphers beyond the oldest need a further library
        raise ParseError(0, message("tabular.pdf_password")) from None
    except LimitReachedError:  # pypdf counts too
        raise ParseError(0, message("tabular.pdf_too_much")) from None
    return pages, pictures


def _check(reader: PdfReader) -> None:
    if reader.is_encrypted and not reader.decrypt(""):
        raise ParseError(0, message("tabular.pdf_password"))
    if len(reader.pages) > MAX_PAGES:
        raise ParseError(0, message("tabular.pdf_too_many_pages", most=MAX_PAGES))


class _Reading:
    """`sheets` so far, `lines` since the last one, and the lines `beside` them that stand right before none."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.lines: list[str] = []
        self.beside: list[str] = []
        self._size = Size()
        self._last: PageTable | None = None

    def take(self, page: PdfPage) -> None:
        """Take the tables of a page, and the lines between them."""
        tables, pieces = ruled_tables(page)
        if not tables:
            tables, pieces = regular_tables(pieces)
        lines = [(height, text) for height, text in lines_of(pieces) if not _PAGE_NUMBER.fullmatch(text)]
        for table in tables:
            above = [text for height, text in lines if height > table.top]
            lines = [(height, text) for height, text in lines if height <= table.top]
            self.lines += above
            if self._goes_on(table):
                self._append(table)
            else:
                self._begin(table)
            self._last = table
        self.lines += [text for _, text in lines]

    def _goes_on(self, table: PageTable) -> bool:
        """Whether a table has the columns of the one before, and no line stands between them."""
        last = self._last
        return (
            last is not None
            and not self.lines
            and len(last.edges) == len(table.edges)
            and all(abs(one - other) <= _NEAR for one, other in zip(last.edges, table.edges, strict=True))
        )

    def _append(self, table: PageTable) -> None:
        sheet = self.sheets[-1]
        above = len(sheet.rows)
        merged = tuple((top + above, left, bottom + above, right) for top, left, bottom, right in table.merged)
        self.sheets[-1] = Sheet(sheet.name, [*sheet.rows, *self._rows(table.rows, above)], (*sheet.merged, *merged), sheet.before)

    def _begin(self, table: PageTable) -> None:
        self._size.sheet()
        self.beside += self.lines[:-BEFORE]
        before, self.lines = tuple(self.lines[-BEFORE:]), []
        self.sheets.append(Sheet(f"table {len(self.sheets) + 1}", self._rows(table.rows, 0), tuple(table.merged), before))

    def _rows(self, rows: Sequence[list[str]], above: int) -> list[list[str]]:
        for number, row in enumerate(rows, above + 1):
            self._size.row(len(row), number)
            check_letters(row, number)
        return list(rows)
