"""What stands so far from a table that it can't be a part of it, cut off: a cell in XFD1048576 costs what a cell costs, not the rectangle up to it."""

from __future__ import annotations

from collections.abc import Iterable

from oversight_graph.loaders.rosters.table_area import TableArea
from oversight_graph.messages import message
from oversight_graph.parsing.document import ParseError

FAR_ROWS, FAR_COLUMNS = 500, 200
"""More empty rows, or columns, than stand inside of any table."""
MOST = 12_000_000
"""Cells of a table, empty ones counted: 100,000 rows of 120 columns."""


def near_parts(area: TableArea) -> list[TableArea]:
    """Cut a sheet at wide gaps.

    Parameters
    ----------
    area
        A whole sheet.

    Returns
    -------
    list of TableArea
        Parts that together hold all cells, from the top, each from the left; blocks of merged cells end where the cells do. One, as wide and long as the
        sheet, where nothing is far. Cost: linear in the cells and rows.

    Raises
    ------
    ParseError
        For a part whose rows and columns make more than 12,000,000 cells.
    """
    rows = area.sheet.rows
    parts: list[TableArea] = []
    for top, bottom in _spans((number for number, cells in enumerate(rows, 1) if any(cells)), FAR_ROWS):
        used = {column for cells in rows[top - 1 : bottom] for column, text in enumerate(cells, 1) if text}
        for left, right in _spans(sorted(used), FAR_COLUMNS):
            if (bottom - top + 1) * (right - left + 1) > MOST:
                raise ParseError(area.at(top).row, message("tabular.too_many_cells", most=MOST))
            parts.append(area.part(top, bottom, left, right, area.sheet.before if not parts else ()))
    if len(parts) == 1 and not (parts[0].top or parts[0].left):
        width = max(map(len, rows))
        return [area.part(1, len(rows), 1, width, area.sheet.before) if any(block[2] > len(rows) or block[3] > width for block in area.sheet.merged) else area]
    return parts or [area]


def _spans(numbers: Iterable[int], gap: int) -> list[tuple[int, int]]:
    """The first and last of numbers between which no more than so many are missing; what is missing before the first belongs to it."""
    spans: list[tuple[int, int]] = []
    for number in numbers:
        first, last = spans.pop() if spans else (1, 0)
        if number - last - 1 > gap:
            if last:
                spans.append((first, last))
            first = number
        spans.append((first, number))
    return spans
