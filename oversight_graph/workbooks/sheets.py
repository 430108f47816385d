"""Sheets of a workbook: cells that can't run, headings that stay in sight."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from oversight_graph.errors import OversightError
from oversight_graph.messages import message
from oversight_graph.parsing.formula_guard import RUNS

LONGEST = 32_767
"""What a cell of a workbook holds, in UTF-16 units; Excel cuts off the rest."""
HEADING = Font(bold=True, color="FFFFFF")
HEADING_FILL = PatternFill("solid", fgColor="1A5276")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # read as an escape for a character: the `_` is escaped itself
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@contextlib.contextmanager
def workbook(path: Path | IO[bytes]) -> Iterator[Workbook]:
    """A workbook whose rows are written as they are made, and saved when the block ends well.

    Parameters
    ----------
    path
        The file, or one that is open.

    Yields
    ------
    openpyxl.Workbook
        Only written: no cell can be read again.
    """
    book = Workbook(write_only=True)
    try:
        yield book
    except BaseException:
        for sheet in book.worksheets:  # each has a file open
            sheet.close()
        raise
    book.save(path)


def title_of(name: str) -> str:
    """A name that a sheet can have.

    Parameters
    ----------
    name
        What it is called after.

    Returns
    -------
    str
        At most 31 characters; `table` where nothing is left.
    """
    return (re.sub(r"[\[\]:*?/\\\x00-\x1f]", "_", name).strip("' ") or "table")[:31]


def _xml_text(text: str) -> str:
    """A text as a workbook holds it. Raises OversightError for one that no workbook can hold."""
    wrong = _NO_XML.search(text)
    if wrong:
        raise OversightError(message("workbooks.impossible_character", number=f"{ord(wrong.group()):04X}", text=text[:40]))
    if len(text) * 2 > LONGEST and len(text.encode("utf-16-le")) // 2 > LONGEST:
        raise OversightError(message("workbooks.cell_too_long", most=LONGEST, text=text[:40]))
    return _ESCAPE.sub("_x005F_", text) if "_x" in text else text


def text_cell(sheet: Any, text: str) -> Any:
    """A text for a row of a sheet that is only written. What would run gets the mark by which spreadsheets know a text.

    Parameters
    ----------
    sheet
        That the row is of.
    text
        What stands in the cell.

    Returns
    -------
    cell, str or None
        None for "".

    Raises
    ------
    OversightError
        For a text that no workbook can hold.
    """
    if not text:
        return None
    if text[0].isalnum():
        return _xml_text(text)
    return as_text(WriteOnlyCell(sheet), text)


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell of a sheet that is held in memory, which no merged block hides.

    Parameters
    ----------
    sheet
        The sheet.
    row, column
        Counted from 1.

    Returns
    -------
    Cell
        Made where it isn't there.
    """
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    return cell


def as_text(cell: Cell, text: str) -> Cell:
    """Put a text into a cell, whatever it looks like (a formula, `#N/A`).

    Parameters
    ----------
    cell
        The cell; changed.
    text
        What stands in it.

    Returns
    -------
    Cell
        The one that was given.

    Raises
    ------
    OversightError
        For a text that no workbook can hold.
    """
    cell.value = _xml_text(text)
    cell.data_type = "s"
    if text[:1] in RUNS:
        cell.quotePrefix = True
    return cell


def headings(sheet: Any, names: Sequence[str], widths: Sequence[int] = ()) -> None:
    """Write the first row of a sheet that is only written; it stays in sight.

    Parameters
    ----------
    sheet
        The sheet, still empty.
    names
        Of the columns.
    widths
        Of the columns, in characters; none for widths by their names.
    """
    sheet.freeze_panes = "A2"
    for number, name in enumerate(names):
        sheet.column_dimensions[get_column_letter(number + 1)].width = widths[number] if widths else max(12, len(name) + 4)
    cells = []
    for name in names:
        cell = as_text(WriteOnlyCell(sheet), name)
        cell.font, cell.fill = HEADING, HEADING_FILL
        cells.append(cell)
    sheet.append(cells)
