"""Rosters: the table that commissions publish of their groups (or rooms, or teams) and the units that each of them supervises.

Each sheet is told apart on its own; what was recognised is said, and a mapping can tell it otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from oversight_graph.chart.build import Reading
from oversight_graph.chart.document import Malformed
from oversight_graph.chart.grammar import parse
from oversight_graph.loaders.draft import Draft, Place
from oversight_graph.loaders.format import Format
from oversight_graph.loaders.mapping import kinds_of, told_sheets
from oversight_graph.loaders.opened import Opened
from oversight_graph.loaders.rosters.account import told_columns, told_entries, told_guess
from oversight_graph.loaders.rosters.beside import Beside
from oversight_graph.loaders.rosters.cells import day
from oversight_graph.loaders.rosters.entries import Entries
from oversight_graph.loaders.rosters.headings import roles
from oversight_graph.loaders.rosters.layout import told_layout
from oversight_graph.loaders.rosters.ledger import Ledger
from oversight_graph.loaders.rosters.shape import Table, table_of
from oversight_graph.loaders.rosters.tally import Tally
from oversight_graph.loaders.rosters.units import Units
from oversight_graph.model import BOTH_POWERS_SINCE, days
from oversight_graph.problems import letters

_COMMISSION = re.compile(r"[\u4e00-\u9fff]{2,30}?(?:纪委监委|纪律检查委员会监察委员会|纪委、监委|纪委)")
_PART = re.compile(r"[\s:：，,;；（）()【】]|派驻|关于")


def tables(opened: Opened) -> list[Table]:
    """The rosters of a file, sheet by sheet."""
    known = roles((opened.told.mapping or {}).get("headings"))
    found = []
    for sheet, told in told_sheets(opened):
        layout = told_layout(told["columns"], told.get("heading", (0, 0)), sheet.rows) if "columns" in told else None
        table = table_of(sheet, known, layout)
        if table is not None:
            found.append(table)
    return found


def recognises(opened: Opened) -> bool:
    return bool(opened.once(tables))


def read(opened: Opened) -> list[Reading]:
    """One chart out of all rosters of a file. Cost: linear in its cells; the names are what takes time (about 50 µs each)."""
    found = opened.once(tables)
    if not found:
        raise Malformed(
            0, "no table of bodies and the units that they supervise was found", "say in a mapping what the columns hold: --guess writes one to start from"
        )
    draft = Draft(opened)
    mapping = opened.told.mapping or {}
    title, commission = _above(draft, found)
    source = draft.source(opened.told.source or title or opened.path.name)
    header = {**draft.inferred, **opened.told.header}
    ledger = Ledger(draft, source, kinds_of(mapping))
    units = Units(ledger, header.get("level"), header.get("area"), _powers(draft, mapping, header.get("as_of")))
    entries = Entries(ledger, units, Beside(ledger))
    name = opened.told.commission or mapping.get("commission") or commission
    if name is not None:
        ledger.commission = draft.body("Commission", name, Place(), source)
    tally = Tally(draft)
    for table in found:
        _table(table, entries, tally, mapping, len(opened.book.sheets) > 1)
    units.inferred()
    tally.declared()
    draft.account(ledger.counted)
    draft.understood += told_entries(opened, ledger, tally, found, name)
    draft.guess = told_guess(draft, found, name)
    return [draft.build()]


def _table(table: Table, entries: Entries, tally: Tally, mapping: Mapping[str, Any], several: bool) -> None:
    ledger = entries.ledger
    draft, sheet = ledger.draft, table.sheet.name if several else ""
    draft.understood += told_columns(table, sheet)
    for column in table.layout.columns:
        if column.role is None and column.heading and "columns" not in mapping:
            what, todo = f"the column `{column.heading}` isn't understood", "it is left out; say in a mapping what it holds, or `headings:` for its role"
            draft.problem("warning", what, todo, Place(table.layout.last, column.number, sheet))
        elif column.role == "person":
            what = f"the column `{column.heading}` holds natural persons"
            draft.problem("warning", what, "it is left out: a chart holds organisations only", Place(table.layout.last, column.number, sheet))
    for number in table.layout.beyond:
        what = f"the mapping tells what column {letters(number)} holds, and the table has no such column"
        draft.problem("warning", what, "mend the mapping", Place(0, 0, sheet))
    entries.begin(_room(sheet), table.repeats)
    tally.begin()
    pools = _pools(table)
    for line in table.lines():
        draft.opened.row(line.row, len(table.rows))
        if line.kind == "data":
            entries.line(line, sheet, pools)
            tally.take(entries.current)
        elif line.kind == "section":
            first, text = next((number, cell) for number, cell in enumerate(line.cells, 1) if cell)
            room, reading = _room(text), parse(text)
            entries.beside.context = room or entries.beside.context
            ledger.counted["rows that head a section" if room else "rows that are no data"] += 1
            if room is None and reading.sure and reading.kind and not reading.parts.set:
                what = f"`{reading.name}` ({reading.kind}) stands alone in its row"
                draft.problem("warning", what, "it is left out; write what it is beside, or put it where it belongs", Place(line.row, first, sheet))
        elif line.kind == "remark":
            ledger.counted["rows of remarks, left out"] += 1
        else:
            ledger.counted["rows of totals"] += 1
            tally.total(line, sheet)


def _room(text: str) -> str | None:
    """The room that a heading names: rosters often have a sheet, or a section, a room."""
    for part in (text, *re.findall(r"第[一二三四五六七八九十\d]+(?:监督检查|纪检监察|执纪监督|审查调查)室", text)):
        reading = parse(part)
        if reading.sure and reading.kind == "Room":
            return str(part)
    return None


def _pools(table: Table) -> set[tuple[int, int]]:
    """The cells of merged blocks that stand beside several bodies."""
    if table.layout.overseer is None:
        return set()
    column = table.layout.numbers(table.layout.overseer)[0]
    found = set()
    for top, left, bottom, right in table.sheet.merged:
        if bottom > top and len({row[column - 1] for row in table.rows[top - 1 : bottom] if row[column - 1]}) > 1:
            found |= {(row, number) for row in range(top, bottom + 1) for number in range(left, right + 1)}
    return found


def _powers(draft: Draft, mapping: Mapping[str, Any], as_of: object) -> dict[str, Any]:
    """The authority of the groups, where a mapping says it. Before 2018-03 it can't be assumed (domain §3, §7.7)."""
    if "authority" in mapping:
        return {"authority": mapping["authority"]}
    try:
        before = isinstance(as_of, str) and days.last_day(as_of) < days.first_day(BOTH_POWERS_SINCE)
    except ValueError:
        before = False  # said where the date is read
    if before:
        what = f"the roster is of {as_of}, before the reform of {BOTH_POWERS_SINCE}: which powers its bodies hold can't be assumed"
        draft.problem("error", what, "say it in a mapping: `authority: [discipline]`, `[state]` or `[discipline, state]`")
        return {"authority": ["discipline"]}
    return {}


def _above(draft: Draft, found: list[Table]) -> tuple[str | None, str | None]:
    """The title of the file and the commission that it names; its date goes into what the chart infers."""
    title = commission = None
    for table in found:
        for row, text in table.above:
            where = f" (row {row})" if row else ""
            date = day(text)
            if date is not None and "as_of" not in draft.inferred:
                draft.inferred["as_of"] = date
                draft.understood.append(f"date: {date}{where}")
            if title is None and len(text) > 5 and re.search(r"表|名单|名录|情况|机构|清单", text):
                title = " ".join(text.split())
                draft.inferred["title"] = {"zh": title}
            if commission is None:
                commission = _commission(text)
                if commission:
                    draft.understood.append(f"commission: {commission}{where}")
    draft.inferred["chart"] = draft.opened.chart_id
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


FORMAT = Format(
    "roster", "a roster of bodies and the units that they supervise", (".xlsx", ".xlsm", ".csv", ".tsv", ".docx", ".html", ".htm"), read, recognises
)
