"""The shape of a roster: which rows are title, heading, sections, data, totals and remarks, and what each column holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal, NamedTuple

from oversight_graph.loaders.draft_entry import Location
from oversight_graph.loaders.rosters.class_words import is_class_row
from oversight_graph.loaders.rosters.columns_of_persons import with_columns_of_persons
from oversight_graph.loaders.rosters.headings import ColumnRole, plain, role_by_content
from oversight_graph.loaders.rosters.roster_columns import KIND_OF, RosterColumn, RosterColumns, heading_at, looks_like_heading
from oversight_graph.loaders.rosters.table_area import TableArea
from oversight_graph.loaders.workbook import Sheet
from oversight_graph.naming.grammar import parse

SEARCHED = 40
"""Rows of a sheet in which its first heading is sought."""
_ABOVE = ("room", "zone", "collaboration", "commission")  # what stands left of several bodies, once for all of them
_TOTAL = re.compile(r"\A(?:合计|总计|小计|共计|累计|总数|合\s*计|total|subtotal|sum)", re.IGNORECASE)
_REMARK = re.compile(r"\A(?:注|备注|说明|附注|备\s*注|填表|制表|审核|联系|※|\*|数据来源|资料来源)\s*[:：0-9一1.、]?|\A(?:note|source)s?\b", re.IGNORECASE)

_ANY_BODY = frozenset({"组别", "组名", "组", "名称", "机构名称", "机构", "group", "name"})  # headings above bodies of whichever kind the cells name
OF_BODIES = ("group", "team", "room", "collaboration", "zone", "commission", "host", "units", "number", "unit_count")
"""Roles of columns whose cells are looked at one by one, names and numbers of bodies."""
_OF_ANY = ("group", "team", "room", "collaboration", "zone", "commission")

Kind = Literal["heading", "data", "total", "subtotal", "section", "remark"]


class RosterLine(NamedTuple):
    """A row of the table.

    Attributes
    ----------
    row
        Its number, counted from 1.
    kind
        What it is.
    cells
        Its texts; a merged block stands in each of its rows.
    layout
        The columns under whose heading it stands.
    area
        Says where its cells stand in the file.
    """

    row: int
    kind: Kind
    cells: Sequence[str]
    layout: RosterColumns
    area: TableArea

    def at(self, column: int) -> Location:
        """Where a cell of the row stands in the file.

        Parameters
        ----------
        column
            Its number in the table.

        Returns
        -------
        Location
            Of the cell.
        """
        return self.area.at(self.row, column)


@dataclass
class RosterTable:
    """A part of a sheet as a roster.

    Attributes
    ----------
    area
        Its cells, and where they stand in the file.
    layout
        Of its first heading.
    above
        The texts above the first heading with their rows; row 0 for those before the table of a document.
    rows
        All equally long, the text of a merged block in each of its cells.
    known
        The roles of columns by which later headings are known.
    """

    area: TableArea
    layout: RosterColumns
    above: list[tuple[int, str]]
    rows: list[list[str]] = field(repr=False, default_factory=list)
    known: Sequence[ColumnRole] = ()

    @property
    def sheet(self) -> Sheet:
        """Its cells as they were read."""
        return self.area.sheet

    @property
    def repeats(self) -> bool:
        """Whether the table names its bodies in row after row: an empty cell is then no "the same as above"."""
        column = self.layout.numbers(self.layout.overseer or "")[0] - 1
        blocks = {row for top, left, bottom, right in self.sheet.merged if left <= column + 1 <= right for row in range(top, bottom + 1)}
        names = [(number, row[column]) for number, row in enumerate(self.rows, 1) if row[column] and number not in blocks]
        return any(before == after and second == first + 1 for (first, before), (second, after) in pairwise(names))

    def lines(self) -> Iterator[RosterLine]:
        """Row after row, empty ones left out. A heading that comes again (on the next page) is said as such; another one holds from there on.

        What stands below a heading of a table that isn't recognised is left out: its cells stay unread.

        In a table that knows no merged cells (a text), an empty cell left of the bodies means what stands above it.
        """
        layout = self.layout
        above: dict[int, str] = {}
        number = max(layout.last, self.above[-1][0] if self.above and not layout.last else 0)
        while number < len(self.rows):
            cells, number = self.rows[number], number + 1
            if number <= layout.last or not any(cells):
                continue
            later_heading = heading_at(self.rows, number, self.known) if looks_like_heading(cells, self.known) else None
            if later_heading is not None:
                layout = with_columns_of_persons(_filled_in(later_heading, layout), self.rows, OF_BODIES)
                if layout.is_complete:
                    yield from (RosterLine(row, "heading", self.rows[row - 1], layout, self.area) for row in range(number, layout.last + 1))
                    number = max(number, layout.last)
            elif layout.is_complete:
                kind = _kind(cells, layout)
                yield RosterLine(number, kind, cells if self.sheet.merged else _carried(cells, kind, layout, above), layout, self.area)


def _carried(cells: list[str], kind: Kind, layout: RosterColumns, above: dict[int, str]) -> list[str]:
    """The cells of a row with what is carried down to them; `above` is kept for the next row."""
    body = layout.numbers(layout.overseer or "")[0]
    carrying = [number for role in _ABOVE for number in layout.numbers(role) if number < body]
    if kind != "data":
        above.clear()
    if not carrying or kind != "data":
        return cells
    carried = list(cells)
    for number in carrying:
        if carried[number - 1]:
            above[number] = carried[number - 1]
        else:
            carried[number - 1] = above.get(number, "")
    return carried


def table_of(area: TableArea, known: Sequence[ColumnRole], given: RosterColumns | None = None) -> RosterTable | None:
    """The roster in an area.

    Parameters
    ----------
    area
        As it was read.
    known
        The roles that a column may have.
    given
        A layout that the user tells; None where it is to be found.

    Returns
    -------
    RosterTable or None
        None where the area holds none. Cost: linear in its cells; names are read of columns that no heading tells.
    """
    rows = filled(area.sheet)
    layout = given or layout_of(rows, known)
    if not layout.is_complete:
        return None
    layout = with_columns_of_persons(layout, rows, OF_BODIES)
    top = layout.first - 1 if layout.first else _first_data(rows, layout)
    above = [(number, text) for number, row in enumerate(rows[:top], 1) for text in dict.fromkeys(cell for cell in row if cell)]
    return RosterTable(area, layout, [*((0, text) for text in area.sheet.before), *above], rows, known)


def layout_of(rows: Sequence[Sequence[str]], known: Sequence[ColumnRole]) -> RosterColumns:
    """The columns of a table, by its first heading and by what stands in them.

    Parameters
    ----------
    rows
        All equally long, merged blocks filled.
    known
        The roles that a column may have.

    Returns
    -------
    RosterColumns
        Complete or not; without a row for a table without a heading.
    """
    number = heading_row(rows, known)
    heading = heading_at(rows, number, known) if number else None
    return _by_content(rows, _by_the_cells_below(rows, heading) if heading else RosterColumns(0, 0, ()))


def heading_row(rows: Sequence[Sequence[str]], known: Sequence[ColumnRole]) -> int:
    """The row of the first heading: one that says different roles, else one of bare class words.

    Parameters
    ----------
    rows
        All equally long, merged blocks filled.
    known
        The roles that a column may have.

    Returns
    -------
    int
        Counted from 1; 0 where there is none in the first rows.
    """
    searched = range(1, min(len(rows), SEARCHED) + 1)
    by_roles = next((number for number in searched if looks_like_heading(rows[number - 1], known)), 0)
    return by_roles or next((number for number in searched if is_class_row(rows[number - 1], known)), 0)


def _by_the_cells_below(rows: Sequence[Sequence[str]], heading: RosterColumns) -> RosterColumns:
    """A heading whose word for any body (组别, 机构名称) says what the cells below it name."""
    columns = list(heading.columns)
    for position, column in enumerate(columns):
        if column.role != "group" or plain(column.heading.split(" / ")[-1]) not in _ANY_BODY:
            continue
        role = role_by_content(row[column.number - 1] for row in rows[heading.last :])
        if role in _OF_ANY and role != "group" and not heading.numbers(role):
            columns[position] = replace(column, role=role, by="content")
    return replace(heading, columns=tuple(columns))


def filled(sheet: Sheet) -> list[list[str]]:
    """The cells of a sheet as a reader sees them.

    Parameters
    ----------
    sheet
        As it was read.

    Returns
    -------
    list of list of str
        All rows equally long, the text of a merged block in each of its cells.
    """
    width = max((len(row) for row in sheet.rows), default=0)
    rows = [[cell.strip(" \t\n　\u00a0") for cell in row] + [""] * (width - len(row)) for row in sheet.rows]
    for top, left, bottom, right in sheet.merged:
        text = rows[top - 1][left - 1] if top <= len(rows) and left <= width else ""
        for row in rows[top - 1 : bottom] if text else ():
            row[left - 1 : right] = [text] * (min(right, width) - left + 1)
    return rows


def _filled_in(later_heading: RosterColumns, before: RosterColumns) -> RosterColumns:
    """A later heading; where it is one and the same table, what was told by content before holds on."""
    if later_heading.is_complete or [column.heading for column in later_heading.columns] != [column.heading for column in before.columns]:
        return later_heading
    return RosterColumns(later_heading.first, later_heading.last, before.columns)


def _by_content(rows: Sequence[Sequence[str]], layout: RosterColumns) -> RosterColumns:
    """The columns that no heading tells, by what stands in them."""
    width = max((len(row) for row in rows), default=0)
    known = {column.number: column for column in layout.columns}
    taken = {column.role for column in layout.columns if column.role}
    for number in range(1, width + 1):
        column = known.get(number)
        if column is not None and column.role:
            continue
        role = role_by_content(row[number - 1] for row in rows[layout.last :])
        if role and (role not in taken or role == "units") and not (column and column.heading and role == "number"):
            known[number] = RosterColumn(number, column.heading if column else "", role, "content")
            taken.add(role)
    return RosterColumns(layout.first, layout.last, tuple(known[number] for number in sorted(known)))


def _first_data(rows: Sequence[Sequence[str]], layout: RosterColumns) -> int:
    """How many rows stand above the data of a table without a heading."""
    needed = [number for role in (layout.overseer or "", "units", "host") for number in layout.numbers(role)]
    return next((number for number, row in enumerate(rows) if sum(bool(row[column - 1]) for column in needed) > 1), 0)


def _kind(cells: Sequence[str], layout: RosterColumns) -> Kind:
    texts = list(dict.fromkeys(cell for cell in cells if cell))
    first = texts[0]
    start = cells.index(first) + 1
    labels = [cells[number - 1] for number in (*layout.numbers("number"), *layout.numbers(layout.overseer or "")) if cells[number - 1]]
    for label in (first, *labels):
        if _TOTAL.match(re.sub(r"\s", "", label)) and len(label) <= 12:
            return "subtotal" if "小计" in label or label.lower().startswith("sub") else "total"
    if _heads_several(cells, layout):
        return "section"
    if len(texts) == 1:
        column = next((column for column in layout.columns if column.number == start), None)
        if _REMARK.match(first):
            return "remark"
        if sum(cell == first for cell in cells) > 1 or column is None or column.role not in ("units", "host", "note"):
            reading = parse(first)
            listing = column is not None and reading.sure and reading.kind == KIND_OF.get(column.role or "", "") and sum(cell == first for cell in cells) == 1
            return "data" if listing else "section"
    return "data"


def _heads_several(cells: Sequence[str], layout: RosterColumns) -> bool:
    """Whether a row is a section's heading though it has a number: 一、党委部门派驻机构（2个）."""
    if any(cells[number - 1] for role in ("units", "host") for number in layout.numbers(role)):
        return False
    name = next((cells[number - 1] for number in layout.numbers(layout.overseer or "")), "")
    if not name:
        return False
    reading = parse(name)
    return reading.parts.set or reading.pattern == "units-set" or reading.name.endswith(("机构", "部门", "单位"))
