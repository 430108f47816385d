"""What was recognised in a roster, in words before anything is loaded, and as a mapping that a user can correct."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from oversight_graph.loaders.mapping import IGNORE
from oversight_graph.loaders.rosters.detection import filled, heading_row, layout_of
from oversight_graph.loaders.rosters.headings import roles
from oversight_graph.loaders.rosters.roster_columns import RosterColumn
from oversight_graph.loaders.rosters.table_area import TableArea
from oversight_graph.messages import Message, message
from oversight_graph.problems import letters

if TYPE_CHECKING:
    from oversight_graph.loaders.chart_builder import ChartBuilder
    from oversight_graph.loaders.rosters.kinds.declaration import TableFound
    from oversight_graph.loaders.rosters.roster_builder import RosterBuilder
    from oversight_graph.loaders.source_file import SourceFile


_DISPATCHED = {"group", "room", "office", "body", "inner", "stationed", "dispatched", "township_bodies"}
"""Roles of columns whose bodies a commission dispatches, or is made of."""


def describe_columns(table: TableFound) -> Message:
    """Where the heading stands and what each column holds.

    Parameters
    ----------
    table
        The roster.

    Returns
    -------
    Message
        One line.
    """
    layout = table.layout
    heading, sheet = _heading(table), table.area.name
    used = [_column(table, column) for column in layout.columns if column.role not in (None, "person")]
    left_out = [f"{_letters(table, column.number)} {column.heading}" for column in layout.columns if column.heading and column.role in (None, "person")]
    line = message("rosters.columns", heading=heading, columns=used)
    if left_out:
        line = message("rosters.columns_and_others", heading=heading, columns=used, others=left_out)
    if table.roster is None:
        line = message("table_kinds.of_kind", kind=table.kind, said=line)
    return message("loaders.of_sheet", sheet=sheet, said=line) if sheet else line


def _heading(table: TableFound) -> Message:
    layout, area = table.layout, table.area
    if not layout.first:
        return message("rosters.no_heading")
    if area.turned:
        return message("rosters.heading_column", column=letters(area.at(layout.first, 1).column))
    first, last = area.at(layout.first).row, area.at(layout.last).row
    return message("rosters.heading_rows", first=first, last=last) if last > first else message("rosters.heading_row", row=first)


def _letters(table: TableFound, number: int) -> str:
    """A column as the file has it, or the row that it is there; nothing for one that was put together."""
    place = table.area.at(max(table.layout.last, 1), number)
    return str(place.row or "") if table.area.turned else letters(place.column)


def _column(table: TableFound, column: RosterColumn) -> Message:
    letter, heading = _letters(table, column.number), column.heading or message("rosters.without_heading")
    role = table.kind.roles.get(column.role or "", column.role)
    if not letter:  # the table has no such column: its overseers stand elsewhere
        return message("rosters.column_above", heading=heading, role=role)
    if column.by == "content":
        return message("rosters.column_by_content", column=letter, heading=heading, role=role)
    if column.by == "mapping":
        return message("rosters.column_by_mapping", column=letter, heading=heading, role=role)
    return message("rosters.column", column=letter, heading=heading, role=role)


def describe_entries(source_file: SourceFile, roster: RosterBuilder, checked: int, rosters: Sequence[TableFound], commission: str | None) -> list[Message]:
    """What the rows of all rosters show together, and what the file doesn't say.

    Parameters
    ----------
    source_file
        The file.
    roster
        What its rows have said.
    checked
        How many totals were compared with them.
    rosters
        The tables.
    commission
        The name of the one that dispatches the groups; None where nobody says it.

    Returns
    -------
    list of Message
        A line each.
    """
    lines = []
    several = sum(1 for number in _supervisors(roster).values() if number > 1)
    if several:
        lines.append(message("rosters.units_of_several", number=several))
    if checked:
        lines.append(message("rosters.totals_checked", number=checked))
    if commission is None and any(_DISPATCHED & {column.role for column in table.layout.columns} for table in rosters):
        lines.append(message("rosters.no_commission"))
    title = roster.builder.sources[0]["title"]
    lines.append(message("rosters.source", title=title) if source_file.options.source else message("rosters.source_is_the_file", title=title))
    return lines


def _supervisors(roster: RosterBuilder) -> Counter[str]:
    """How many bodies oversee each unit."""
    return Counter(unit for body in roster.bodies.values() for unit in body.units)


def guessed_mapping(builder: ChartBuilder, rosters: Sequence[TableFound], commission: str | None, others: Sequence[TableArea] = ()) -> dict[str, object]:
    """The mapping that says what was recognised, for a user to correct.

    Parameters
    ----------
    builder
        Holds the names whose kind is to be decided.
    rosters
        The tables.
    commission
        The name of the one that dispatches the groups; None where nobody says it.
    others
        The areas in which no roster was recognised; their columns are left out until the user says otherwise.

    Returns
    -------
    dict
        As a mapping file is written.
    """
    by_sheet = Counter(table.sheet.name for table in rosters)
    sheets = {
        table.sheet.name: _sheet(table) for table in rosters if by_sheet[table.sheet.name] == 1 and not table.area.turned and not table.area.moved
    }  # what a mapping can't say is recognised again
    unread = {area.sheet.name: _unrecognised(area) for area in others if area.sheet.name not in by_sheet}
    unsure = builder.unsure
    guess: dict[str, object] = {"format": "roster"}
    if commission:
        guess["commission"] = commission
    if len(rosters) == 1 and sheets and not unread:
        guess |= next(iter(sheets.values()))
    elif sheets or unread:
        guess["sheets"] = sheets | unread
    return guess | ({"kinds": unsure} if unsure else {})


def _unrecognised(area: TableArea) -> object:
    """What is known of a table that isn't recognised: the roles of its columns, the others to be filled in."""
    known = roles()
    rows = filled(area.sheet)
    number = heading_row(rows, known)
    if not number or area.top or area.left:
        return IGNORE
    layout = layout_of(rows, known)
    return {"heading": str(number), "columns": {letters(column.number): column.role or IGNORE for column in layout.columns}}


def _sheet(table: TableFound) -> dict[str, object]:
    layout, area = table.layout, table.area
    first, last = (area.at(row).row if row else 0 for row in (layout.first, layout.last))
    heading = str(first) if first == last else f"{first}-{last}"
    columns = {letters(area.at(1, column.number).column): column.role or IGNORE for column in layout.columns}
    return {"table": table.kind.id, "heading": heading, "columns": columns}
