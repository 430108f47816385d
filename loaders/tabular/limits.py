"""What no honest table reaches: beyond it a file is refused before it costs much memory or time.

A sheet of 100,000 rows and 30 columns passes; Excel itself allows 32,767 letters a cell.
"""

from __future__ import annotations

from collections.abc import Sequence

from oversight_graph.parsing.document import ParseError

MAX_LETTERS = 100_000  # of a cell or a paragraph
MAX_CELLS = 3_000_000  # of a book, empty ones before a filled one counted
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384  # of a sheet, as in Excel
MAX_SHEETS = 500
MAX_BYTES = 32 << 20  # of a text file

_SPLIT = "keep the tables that are to be loaded, and split them into several files"


class Size:
    """Counts what has been read of a book. Raises ParseError where it becomes too much."""

    def __init__(self) -> None:
        self._cells = self._rows = self._sheets = 0

    def sheet(self) -> None:
        self._sheets += 1
        self._rows = 0
        if self._sheets > MAX_SHEETS:
            raise ParseError(0, f"the file holds more than {MAX_SHEETS} tables", _SPLIT)

    def row(self, cells: int, row: int) -> None:
        """`cells` more, which the row with this number holds."""
        self._cells += cells
        if cells > MAX_COLUMNS or row > MAX_ROWS:
            raise ParseError(min(row, MAX_ROWS), f"the table is larger than {MAX_COLUMNS:,} columns by {MAX_ROWS:,} rows", _SPLIT)
        if self._cells > MAX_CELLS:
            raise ParseError(row, f"the file holds more than {MAX_CELLS:,} cells", _SPLIT)


def check_letters(cells: Sequence[str], row: int) -> None:
    for column, cell in enumerate(cells, 1):
        if len(cell) > MAX_LETTERS:
            raise too_long(row, column)


def too_long(row: int = 0, column: int = 0) -> ParseError:
    where = f"the text in column {column}" if column else "a text of the file"
    return ParseError(row, f"{where} is longer than {MAX_LETTERS:,} letters", "a cell holds a name or a list of names: shorten it, or is the file damaged?")
