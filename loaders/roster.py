"""Rosters: the tables that commissions publish of their groups, rooms, teams, of township offices, zones and stations, and of whom each of them supervises.

Each table is told apart on its own, by the kinds of `rosters/kinds`; what was recognised is said, and a mapping can tell it otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from oversight_graph.chart.build import ChartReading
from oversight_graph.loaders.cell_account import CellAccount, Fate, account_of
from oversight_graph.loaders.chart_builder import ChartBuilder
from oversight_graph.loaders.draft_entry import Location
from oversight_graph.loaders.mapping import IGNORE, kinds_of
from oversight_graph.loaders.rosters.cell_contents import day
from oversight_graph.loaders.rosters.kinds import TABLE_KINDS
from oversight_graph.loaders.rosters.kinds.context import TableContext
from oversight_graph.loaders.rosters.kinds.counted_sets import CountedSets
from oversight_graph.loaders.rosters.kinds.declaration import TableFound, TableReading
from oversight_graph.loaders.rosters.kinds.tables_of_file import tables_of
from oversight_graph.loaders.rosters.report import describe_columns, describe_entries, guessed_mapping
from oversight_graph.loaders.rosters.roster_builder import RosterBuilder
from oversight_graph.loaders.rosters.row_fates import bodies_left_out, mark_headings
from oversight_graph.loaders.rosters.table_area import TableArea
from oversight_graph.loaders.rosters.units import Units
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.loaders.unread_cells import say_unread_cells, say_unread_table
from oversight_graph.messages import message
from oversight_graph.model import BOTH_POWERS_SINCE, days
from oversight_graph.naming.grammar import parse
from oversight_graph.naming.places_by_name import area_code
from oversight_graph.parsing.document import ParseError
from oversight_graph.problems import letters

_COMMISSION = re.compile(r"[\u4e00-\u9fff]{2,30}?(?:纪委监委|纪律检查委员会监察委员会|纪委、监委|纪委)")
_AREA = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:自治县|自治州|自治旗|县|市|区|旗|州|盟)(?![\u4e00-\u9fff]?[直委])")
_PART = re.compile(r"[\s:：，,;；（）()【】]|派驻|关于")


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
    return bool(source_file.cached(tables_of).tables)


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
    tables, others = source_file.cached(tables_of)
    if not tables:
        raise ParseError(0, message("rosters.no_roster"))
    builder = ChartBuilder(source_file)
    cells = builder.cells = source_file.cached(account_of)
    mapping = source_file.options.mapping or {}
    title, commission = _above(builder, tables)
    source = builder.source(source_file.options.source or title or source_file.path.name)
    roster = RosterBuilder(builder, source, kinds_of(mapping))
    told = source_file.options.commission or mapping.get("commission")
    name = told or commission
    context = _context(source_file, roster, name, bool(told), title)
    _read_tables(tables, context)
    builder.account(roster.counted)
    builder.understood += describe_entries(source_file, roster, context.checked, tables, name)
    _others(builder, cells, tables, others)
    builder.understood += cells.described()
    builder.guess = guessed_mapping(builder, tables, name, others)
    return [builder.build()]


def _context(source_file: SourceFile, roster: RosterBuilder, commission: str | None, told: bool, title: str | None) -> TableContext:
    """What all tables of a file share, the commission in it, where one is named."""
    builder, mapping = roster.builder, source_file.options.mapping or {}
    header = {**builder.inferred, **source_file.options.header}
    powers = _powers(builder, mapping, header.get("as_of"))
    area = ""
    if commission is not None:
        roster.commission = builder.body("Commission", commission, Location(), roster.source)
        area = parse(commission).parts.area or ""
    area = area or _area(title or "")
    return TableContext(
        roster, Units(roster, header.get("level"), area_code(header.get("area"), header.get("as_of")), powers), CountedSets(roster), mapping, powers, told, area
    )


def _read_tables(tables: list[TableFound], context: TableContext) -> None:
    """Each table by the reader of its kind; what others refer to comes first, as the offices of townships."""
    readers: dict[str, TableReading] = {}
    builder = context.roster.builder
    for table in tables:
        builder.understood.append(describe_columns(table))
        mark_headings(builder, table)
        _columns(builder, table)
    for kind in TABLE_KINDS:
        of_kind = [table for table in tables if table.kind is kind]
        if of_kind:
            readers[kind.id] = kind.reader(context, kind)
            readers[kind.id].prepare(of_kind)
    for table in sorted(tables, key=lambda table: not table.kind.read_first):
        readers[table.kind.id].take(table)
    for reader in readers.values():
        reader.finish()
    builder.understood += context.sets.finish()


def _columns(builder: ChartBuilder, table: TableFound) -> None:
    """Say which columns of a table are left out."""
    area, told = table.area, any(column.by == "mapping" for column in table.layout.columns)
    bodies = bodies_left_out(table)
    for column in table.layout.columns:
        place = area.at(table.layout.last, column.number) if table.layout.last else area.at(1)._replace(row=0)
        if column.role is None and column.heading and not told:
            plain = message("rosters.column_not_understood", heading=column.heading)
            of_bodies = message("rosters.column_of_bodies_not_understood", heading=column.heading, number=bodies[column.number])
            builder.problem("warning", of_bodies if bodies[column.number] else plain, place=place)
        elif column.role == "person":
            by_heading = message("rosters.column_of_persons", heading=column.heading)
            by_cells = message("rosters.column_of_persons_by_cells", heading=column.heading or letters(column.number))
            builder.problem("warning", by_cells if column.by == "content" else by_heading, place=place)
    for number in table.layout.beyond:
        builder.problem("warning", message("rosters.column_beyond", column=letters(number)), place=Location(0, 0, area.name))


def _others(builder: ChartBuilder, cells: CellAccount, tables: list[TableFound], others: list[TableArea]) -> None:
    """Account for the tables that are no rosters, and for what of the rosters nobody has read."""
    mapping = builder.source_file.options.mapping or {}
    told = {name for name, given in mapping.get("sheets", {}).items() if given == IGNORE or "columns" in given}
    left_out = told - {table.sheet.name for table in tables}
    for account in cells.sheets:
        if account.sheet.name in left_out:
            for cell in account.unread():
                account.mark(cell.row, cell.column, Fate.LEFT_OUT)
        for area in others:
            if area.sheet.name == account.sheet.name:
                say_unread_table(builder, account, [cell for cell in account.unread() if area.holds(cell.row, cell.column)])
    say_unread_cells(builder, cells)


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


def _above(builder: ChartBuilder, tables: list[TableFound]) -> tuple[str | None, str | None]:
    """The title of the file and the commission that it names; its date goes into what the chart infers."""
    title = commission = None
    for table in tables:
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


def _area(title: str) -> str:
    """The area with which a title begins, as 云岭县; "" where it begins with none."""
    match = _AREA.match(title)
    reading = parse(match.group()) if match else None
    return reading.name if reading is not None and reading.no_body and reading.parts.area else ""


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
