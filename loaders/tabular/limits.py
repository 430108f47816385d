"""What no honest table reaches: beyond it a file is refused before it costs much memory or time.

A sheet of 100,000 rows and 30 columns passes; Excel itself allows 32,767 letters a cell.
"""

from __future__ import annotations

from collections.abc import Sequence

from oversight_graph.messages import message
from oversight_graph.parsing.document import ParseError

MAX_LETTERS = 100_000  # of a cell or a paragraph
MAX_CELLS = 3_000_000  # of a book, empty ones before a filled one counted
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384  # of a sheet, as in Excel
MAX_SHEETS = 500
MAX_BYTES = 32 << 20  # of a text file


class Size:
    """Counts what has been read of a book. Raises ParseError where it becomes too much."""

    def __init__(self) -> None:
        self._cells = self._rows = self._sheets = 0

    def sheet(self) -> None:
        """Count one more sheet.

        Raises
        ------
        ParseError
            For more than 500.
        """
        self._sheets += 1
        self._rows = 0
        if self._sheets > MAX_SHEETS:
            raise ParseError(0, message("tabular.too_many_tables", most=MAX_SHEETS))

    def row(self, cells: int, row: int) -> None:
        """Count cells of a row.

        Parameters
        ----------
        cells
            How many more it holds.
        row
            Its number, counted from 1.

        Raises
        ------
        ParseError
            For a sheet that is larger than one of Excel, or more than 3,000,000 cells in all.
        """
        self._cells += cells
        if cells > MAX_COLUMNS or row > MAX_ROWS:
            raise ParseError(min(row, MAX_ROWS), message("tabular.table_too_large", columns=MAX_COLUMNS, rows=MAX_ROWS))
        if self._cells > MAX_CELLS:
            raise ParseError(row, message("tabular.too_many_cells", most=MAX_CELLS))


def check_letters(cells: Sequence[str], row: int) -> None:
    """Refuse a row that holds a text too long for a cell.

    Parameters
    ----------
    cells
        Of the row.
    row
        Its number, counted from 1.

    Raises
    ------
    ParseError
        For a cell of more than 100,000 letters.
    """
    for column, cell in enumerate(cells, 1):
        if len(cell) > MAX_LETTERS:
            raise too_long(row, column)


def too_long(row: int = 0, column: int = 0) -> ParseError:
    """The error for a text of more than 100,000 letters.

    Parameters
    ----------
    row
        Where it stands; 0 where that isn't known.
    column
        Where it stands; 0 for a text that is no cell.

    Returns
    -------
    ParseError
        To be raised.
    """
    if column:
        return ParseError(row, message("tabular.cell_too_long", column=column, most=MAX_LETTERS))
    return ParseError(row, message("tabular.text_too_long", most=MAX_LETTERS))
