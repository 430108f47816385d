"""The tables of a file, each of the first kind that knows it; what is none of any kind is told apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from oversight_graph.loaders.mapping import sheets_with_mapping
from oversight_graph.loaders.rosters.detection import filled
from oversight_graph.loaders.rosters.far_cells import near_parts
from oversight_graph.loaders.rosters.headings import roles
from oversight_graph.loaders.rosters.kinds import TABLE_KINDS
from oversight_graph.loaders.rosters.kinds.declaration import TableFound
from oversight_graph.loaders.rosters.kinds.table_search import Headings, heading_of, may_head
from oversight_graph.loaders.rosters.rearranged import turned
from oversight_graph.loaders.rosters.table_area import TableArea
from oversight_graph.loaders.rosters.table_cutting import areas_of
from oversight_graph.loaders.source_file import SourceFile

_TITLE_ROWS = 3  # rows of one text that may stand between an empty row and a heading


class TablesOfFile(NamedTuple):
    """The tables of a file, and the areas that are none."""

    tables: list[TableFound]
    others: list[TableArea]


def tables_of(source_file: SourceFile) -> TablesOfFile:
    """The tables of a file, sheet by sheet.

    Parameters
    ----------
    source_file
        A file of tables, with what its mapping says.

    Returns
    -------
    TablesOfFile
        In the order of the file. Cost: linear in the cells.

    Raises
    ------
    ParseError
        For a file that can't be read.
    """
    headings: Headings = (source_file.options.mapping or {}).get("headings", {})
    found = TablesOfFile([], [])
    several = len(source_file.book.sheets) > 1
    for sheet, given in sheets_with_mapping(source_file):
        name = sheet.name if several else ""
        whole = TableArea(sheet, name)
        near = near_parts(whole)
        if "columns" in given:  # these count from the first row and column of the sheet
            areas = [whole] if near[0].top or near[0].left else near[:1]
            found.others.extend(near[1:] if areas != [whole] else ())
        else:
            areas = [part for one in near for area in areas_of(one, roles(headings)) for part in _cut(area, headings)]
        for area in areas:
            table = _table(area, given, headings)
            if table is not None:
                found.tables.append(table)
            else:
                found.others.append(area)
    return found


def _table(area: TableArea, given: Mapping[str, Any], headings: Headings) -> TableFound | None:
    """The table of the first kind that knows the area as it stands, else the rows as columns."""
    for kind in TABLE_KINDS:
        table = kind.find(kind, area, given, headings)
        if table is not None:
            return table
    for kind in TABLE_KINDS if "columns" not in given else ():
        other = turned(area, kind.known)
        table = kind.find(kind, other, given, headings) if other is not None else None
        if table is not None:
            return table
    return None


def _cut(area: TableArea, headings: Headings) -> Iterator[TableArea]:
    """An area cut where behind an empty row the heading of another table begins, with its title; one that only comes again begins none."""
    rows = filled(area.sheet)
    begins, heading = 1, None
    for number in range(1, len(rows) + 1):
        if not any(rows[number - 1]) or (number > 1 and any(rows[number - 2])):
            continue
        row = _heading_from(rows, number, headings)
        if row and heading is not None and rows[row - 1] != heading:
            yield area.part(begins, number - 1, before=area.sheet.before if begins == 1 else ())
            begins = number
        heading = rows[row - 1] if row else heading
    yield area if begins == 1 else area.part(begins, len(rows))


def _heading_from(rows: list[list[str]], number: int, headings: Headings) -> int:
    """The row of the heading of a kind that begins in a row or below titles there; 0 where there is none."""
    for row in range(number, min(len(rows), number + _TITLE_ROWS) + 1):
        texts = {text for text in rows[row - 1] if text}
        if len(texts) > 1:
            near: Sequence[list[str]] = rows[: row + 80]
            known = any(may_head(rows[row - 1], kind, headings) and heading_of(near, row, kind, headings) is not None for kind in TABLE_KINDS)
            return row if known else 0
        if not texts:
            return 0
    return 0
