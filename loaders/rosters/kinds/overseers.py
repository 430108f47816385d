"""Rosters of groups, rooms and teams with the units that each of them supervises (派驻机构监督单位一览表), as commissions publish them most."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from oversight_graph.loaders.cell_account import Fate
from oversight_graph.loaders.rosters.detection import RosterLine, RosterTable, table_of
from oversight_graph.loaders.rosters.headings import roles
from oversight_graph.loaders.rosters.kinds.context import TableContext
from oversight_graph.loaders.rosters.kinds.declaration import TableColumn, TableFound, TableKind, TableReading
from oversight_graph.loaders.rosters.rearranged import table_in
from oversight_graph.loaders.rosters.roster_columns import given_columns
from oversight_graph.loaders.rosters.roster_rows import RosterRows
from oversight_graph.loaders.rosters.row_attributes import RowAttributes
from oversight_graph.loaders.rosters.row_fates import mark_line
from oversight_graph.loaders.rosters.table_area import TableArea
from oversight_graph.loaders.rosters.totals import RosterTotals
from oversight_graph.messages import message
from oversight_graph.naming.grammar import parse

_EXAMPLES = {"group": "驻县财政局纪检监察组", "host": "县财政局", "units": "县审计局、县统计局", "staff": "3", "room": "第一监督检查室"}


class Overseers(TableReading):
    """Reads rosters of groups, rooms or teams: an overseer a row, or in several rows below one another."""

    def __init__(self, context: TableContext, kind: TableKind) -> None:
        self.context = context
        self.entries = RosterRows(context.roster, context.units, RowAttributes(context.roster))
        self.totals = RosterTotals(context.roster.builder)

    def take(self, table: TableFound) -> None:
        """Read a table.

        Parameters
        ----------
        table
            Of this kind.
        """
        assert table.roster is not None
        builder, entries, roster = self.context.roster.builder, self.entries, table.roster
        told = any(column.by == "mapping" for column in table.layout.columns)
        entries.begin(_room(table.sheet.name), roster.repeats)
        self.totals.begin()
        pools = _pools(roster)
        for line in roster.lines():
            builder.source_file.row(line.row, len(table.rows))
            mark_line(builder, line, told)
            if line.kind == "data":
                entries.line(line, pools)
                self.totals.take(entries.current)
            elif line.kind == "section":
                _section(line, entries)
            elif line.kind == "remark":
                self.context.roster.counted["rosters.rows_of_remarks"] += 1
            elif line.kind != "heading":
                self.context.roster.counted["rosters.rows_of_totals"] += 1
                self.totals.total(line)

    def finish(self) -> None:
        """Link the hosts that only names tell, and hold declared numbers against what is listed."""
        self.context.units.link_inferred_hosts()
        self.totals.declared()
        self.context.checked += self.totals.checked


def _section(line: RosterLine, entries: RosterRows) -> None:
    """A row that heads what follows: the room that it names, or words; a body that stands there alone is said."""
    roster = entries.roster
    first, text = next((number, cell) for number, cell in enumerate(line.cells, 1) if cell)
    room, reading = _room(text), parse(text)
    entries.row_attributes.context = room or entries.row_attributes.context
    roster.counted["rosters.rows_heading_sections" if room else "rosters.rows_without_data"] += 1
    if room is not None:
        roster.builder.mark(line.at(first), Fate.HEADING)
    elif reading.sure and reading.kind and not reading.parts.set:
        alone = message("rosters.alone_in_row", name=reading.name, kind=reading.kind)
        roster.builder.problem("warning", alone, place=line.at(first))


def _room(text: str) -> str | None:
    """The room that a heading names: rosters often have a sheet, or a section, a room."""
    for part in (text, *re.findall(r"第[一二三四五六七八九十\d]+(?:监督检查|纪检监察|执纪监督|审查调查)室", text)):
        reading = parse(part)
        if reading.sure and reading.kind == "Room":
            return str(part)
    return None


def _pools(table: RosterTable) -> set[tuple[int, int]]:
    """The cells of merged blocks that stand beside several bodies."""
    if table.layout.overseer is None:
        return set()
    column = table.layout.numbers(table.layout.overseer)[0]
    pools = set()
    for top, left, bottom, right in table.sheet.merged:
        if bottom > top and len({row[column - 1] for row in table.rows[top - 1 : bottom] if row[column - 1]}) > 1:
            pools |= {(row, number) for row in range(top, bottom + 1) for number in range(left, right + 1)}
    return pools


def _find(kind: TableKind, area: TableArea, given: Mapping[str, Any], headings: Mapping[str, Sequence[str]]) -> TableFound | None:
    """The roster in an area, whichever way it is written."""
    if given.get("table", kind.id) != kind.id:
        return None
    known = roles(headings)
    if "columns" in given:
        roster = table_of(area, known, given_columns(given["columns"], given.get("heading", (0, 0)), area.sheet.rows))
    else:
        roster = table_in(area, known)
    return None if roster is None else TableFound(kind, roster.area, roster.layout, roster.above, roster.rows, roster)


KIND = TableKind(
    "overseers",
    "派驻机构（监督检查室、巡察组）监督单位名册",
    "overseers and their units",
    tuple(TableColumn(role.id, role.zh, role.en, several=True, example=_EXAMPLES.get(role.id, "")) for role in roles()),
    _find,
    Overseers,
    lambda given: bool({"group", "room", "team"} & {*given} and {"units", "host"} & {*given}),
    ("group", "host", "units", "staff", "room"),
)
