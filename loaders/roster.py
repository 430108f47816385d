"""Rosters: the table that commissions publish of their groups (or rooms, or teams) and the units that each of them supervises.

Each sheet is told apart on its own; what was recognised is said, and a mapping can tell it otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from oversight_graph.chart.build import ChartReading
from oversight_graph.loaders.cell_account import CellAccount, Fate, account_of
from oversight_graph.loaders.chart_builder import ChartBuilder
from oversight_graph.loaders.draft_entry import Location
from oversight_graph.loaders.mapping import IGNORE, kinds_of, sheets_with_mapping
from oversight_graph.loaders.rosters.cell_contents import day
from oversight_graph.loaders.rosters.detection import RosterLine, RosterTable, table_of
from oversight_graph.loaders.rosters.headings import roles
from oversight_graph.loaders.rosters.rearranged import table_in
from oversight_graph.loaders.rosters.report import describe_columns, describe_entries, guessed_mapping
from oversight_graph.loaders.rosters.roster_builder import RosterBuilder
from oversight_graph.loaders.rosters.roster_columns import given_columns
from oversight_graph.loaders.rosters.roster_rows import RosterRows
from oversight_graph.loaders.rosters.row_attributes import RowAttributes
from oversight_graph.loaders.rosters.row_fates import bodies_left_out, mark_headings, mark_line
from oversight_graph.loaders.rosters.table_area import TableArea
from oversight_graph.loaders.rosters.table_cutting import areas_of
from oversight_graph.loaders.rosters.totals import RosterTotals
from oversight_graph.loaders.rosters.units import Units
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.loaders.unread_cells import say_unread_cells, say_unread_table
from oversight_graph.messages import message
from oversight_graph.model import BOTH_POWERS_SINCE, days
from oversight_graph.naming.grammar import parse
from oversight_graph.parsing.document import ParseError
from oversight_graph.problems import letters

_COMMISSION = re.compile(r"[\u4e00-\u9fff]{2,30}?(?:纪委监委|纪律检查委员会监察委员会|纪委、监委|纪委)")
_PART = re.compile(r"[\s:：，,;；（）()【】]|派驻|关于")


class _Tables(NamedTuple):
    """The tables of a file: `rosters`, and the areas that are none."""

    rosters: list[RosterTable]
    others: list[TableArea]


def _tables(source_file: SourceFile) -> _Tables:
    """The tables of a file, sheet by sheet."""
    known = roles((source_file.options.mapping or {}).get("headings"))
    tables = _Tables([], [])
    several = len(source_file.book.sheets) > 1
    for sheet, given in sheets_with_mapping(source_file):
        name = sheet.name if several else ""
        if "columns" in given:
            area = TableArea(sheet, name)
            told = table_of(area, known, given_columns(given["columns"], given.get("heading", (0, 0)), sheet.rows))
            read = [(area, told)]
        else:
            read = [(area, table_in(area, known)) for area in areas_of(sheet, name, known)]
        for area, table in read:
            if table is not None:
                tables.rosters.append(table)
            else:
                tables.others.append(area)
    return tables


def recognises(source_file: SourceFile) -> bool:
    """Whether a file holds a table with the headings of a roster.

    Parameters
    ----------
    source_file
        A file of such a suffix.

    Returns
    -------
    bool
        False where another format may take it.

    Raises
    ------
    ParseError
        For a file that can't be read.
    """
    return bool(source_file.cached(_tables).rosters)


def read(source_file: SourceFile) -> list[ChartReading]:
    """One chart out of all rosters of a file. Cost: linear in its cells; the names are what takes time (about 50 µs each).

    Parameters
    ----------
    source_file
        A file of tables.

    Returns
    -------
    list of ChartReading
        One, with the mapping that says what was recognised.

    Raises
    ------
    ParseError
        Where no sheet is a roster.
    """
    rosters, others = source_file.cached(_tables)
    if not rosters:
        raise ParseError(0, message("rosters.no_roster"))
    builder = ChartBuilder(source_file)
    cells = builder.cells = source_file.cached(account_of)
    mapping = source_file.options.mapping or {}
    title, commission = _above(builder, rosters)
    source = builder.source(source_file.options.source or title or source_file.path.name)
    header = {**builder.inferred, **source_file.options.header}
    roster = RosterBuilder(builder, source, kinds_of(mapping))
    units = Units(roster, header.get("level"), header.get("area"), _powers(builder, mapping, header.get("as_of")))
    entries = RosterRows(roster, units, RowAttributes(roster))
    name = source_file.options.commission or mapping.get("commission") or commission
    if name is not None:
        roster.commission = builder.body("Commission", name, Location(), source)
    totals = RosterTotals(builder)
    for table in rosters:
        _table(table, entries, totals, mapping)
    units.link_inferred_hosts()
    totals.declared()
    builder.account(roster.counted)
    builder.understood += describe_entries(source_file, roster, totals, rosters, name)
    _others(builder, cells, rosters, others)
    builder.understood += cells.described()
    builder.guess = guessed_mapping(builder, rosters, name, others)
    return [builder.build()]


def _others(builder: ChartBuilder, cells: CellAccount, rosters: list[RosterTable], others: list[TableArea]) -> None:
    """Account for the tables that are no rosters, and for what of the rosters nobody has read."""
    mapping = builder.source_file.options.mapping or {}
    told = {name for name, given in mapping.get("sheets", {}).items() if given == IGNORE or "columns" in given}
    left_out = told - {table.sheet.name for table in rosters}
    for account in cells.sheets:
        if account.sheet.name in left_out:
            for cell in account.unread():
                account.mark(cell.row, cell.column, Fate.LEFT_OUT)
        for area in others:
            if area.sheet.name == account.sheet.name:
                say_unread_table(builder, account, [cell for cell in account.unread() if area.holds(cell.row, cell.column)])
    say_unread_cells(builder, cells)


def _table(table: RosterTable, entries: RosterRows, totals: RosterTotals, mapping: Mapping[str, Any]) -> None:
    roster = entries.roster
    builder, area, told = roster.builder, table.area, any(column.by == "mapping" for column in table.layout.columns)
    builder.understood.append(describe_columns(table))
    mark_headings(builder, table)
    bodies = bodies_left_out(table)
    for column in table.layout.columns:
        place = area.at(table.layout.last, column.number) if table.layout.last else area.at(1)._replace(row=0)
        if column.role is None and column.heading and not told:
            plain = message("rosters.column_not_understood", heading=column.heading)
            of_bodies = message("rosters.column_of_bodies_not_understood", heading=column.heading, number=bodies[column.number])
            builder.problem("warning", of_bodies if bodies[column.number] else plain, place=place)
        elif column.role == "person":
            builder.problem("warning", message("rosters.column_of_persons", heading=column.heading), place=place)
    for number in table.layout.beyond:
        builder.problem("warning", message("rosters.column_beyond", column=letters(number)), place=Location(0, 0, area.name))
    entries.begin(_room(table.sheet.name), table.repeats)
    totals.begin()
    pools = _pools(table)
    for line in table.lines():
        builder.source_file.row(line.row, len(table.rows))
        mark_line(builder, line, told)
        if line.kind == "data":
            entries.line(line, pools)
            totals.take(entries.current)
        elif line.kind == "section":
            _section(line, entries)
        elif line.kind == "remark":
            roster.counted["rosters.rows_of_remarks"] += 1
        elif line.kind != "heading":
            roster.counted["rosters.rows_of_totals"] += 1
            totals.total(line)


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


def _powers(builder: ChartBuilder, mapping: Mapping[str, Any], as_of: object) -> dict[str, Any]:
    """The authority of the groups, where a mapping says it. Before 2018-03 it can't be assumed (domain §3, §7.7)."""
    if "authority" in mapping:
        return {"authority": mapping["authority"]}
    try:
        before = isinstance(as_of, str) and days.last_day(as_of) < days.first_day(BOTH_POWERS_SINCE)
    except ValueError:
        before = False  # said where the date is read
    if before:
        builder.problem("error", message("rosters.before_reform", as_of=as_of, reform=BOTH_POWERS_SINCE))
        return {"authority": ["discipline"]}
    return {}


def _above(builder: ChartBuilder, rosters: list[RosterTable]) -> tuple[str | None, str | None]:
    """The title of the file and the commission that it names; its date goes into what the chart infers."""
    title = commission = None
    for table in rosters:
        for row, text in table.above:
            date = day(text)
            if date is not None and "as_of" not in builder.inferred:
                builder.inferred["as_of"] = date
                shown = table.area.at(row).row if row else 0
                builder.understood.append(message("rosters.date_in_row", date=date, row=shown) if shown else message("rosters.date", date=date))
            if title is None and len(text) > 5 and re.search(r"表|名单|名录|情况|机构|清单", text):
                title = " ".join(text.split())
                builder.inferred["title"] = {"zh": title}
            if commission is None:
                commission = _commission(text)
                if commission:
                    shown = table.area.at(row).row if row else 0
                    in_row = message("rosters.commission_in_row", name=commission, row=shown)
                    builder.understood.append(in_row if shown else message("rosters.commission", name=commission))
    builder.inferred["chart"] = builder.source_file.chart_id
    return title, commission


def _commission(text: str) -> str | None:
    """A commission that a title or a line above the table surely names."""
    parts = [str(part) for part in _PART.split(text)]
    for part in parts:
        match = _COMMISSION.match(part)
        if match is not None:
            reading = parse(match.group())
            if reading.sure and reading.kind == "Commission":
                return match.group()
    return None
