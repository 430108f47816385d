"""What was recognised in a roster, in words before anything is loaded, and as a mapping that a user can correct."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from oversight_graph.loaders.rosters.detection import RosterTable
from oversight_graph.loaders.rosters.headings import roles
from oversight_graph.loaders.rosters.roster_columns import RosterColumn
from oversight_graph.problems import letters

if TYPE_CHECKING:
    from oversight_graph.loaders.chart_builder import ChartBuilder
    from oversight_graph.loaders.rosters.roster_builder import RosterBuilder
    from oversight_graph.loaders.rosters.totals import RosterTotals
    from oversight_graph.loaders.source_file import SourceFile


def describe_columns(table: RosterTable, sheet: str) -> list[str]:
    """One line: where the heading stands and what each column holds."""
    layout, titles = table.layout, {role.id: role.en for role in roles()}
    head = "no heading" if not layout.first else f"heading in row {layout.first}" + (f"–{layout.last}" if layout.last > layout.first else "")
    used = [_column(column, titles) for column in layout.columns if column.role not in (None, "person")]
    left = [f"{letters(column.number)} {column.heading}" for column in layout.columns if column.heading and column.role in (None, "person")]
    line = f"{f'sheet {sheet}: ' if sheet else ''}{head}; {', '.join(used)}"
    return [line + (f"; left out: {', '.join(left)}" if left else "")]


def _column(column: RosterColumn, titles: dict[str, str]) -> str:
    title = titles.get(column.role or "", column.role or "")
    by = {"content": " (by its content)", "mapping": " (by the mapping)"}.get(column.by, "")
    return f"{letters(column.number)} {column.heading or 'without a heading'} → {title}{by}"


def describe_entries(source_file: SourceFile, roster: RosterBuilder, totals: RosterTotals, found: Sequence[RosterTable], commission: str | None) -> list[str]:
    """What its rows show together, and what the file doesn't say."""
    lines = []
    several = sum(1 for number in _supervisors(roster).values() if number > 1)
    if several:
        lines.append(f"{several} units stand below more than one body")
    if totals.checked:
        lines.append(f"totals: {totals.checked} numbers were held against the rows")
    if commission is None and any(table.layout.overseer in ("group", "room") for table in found):
        lines.append("no commission is named: no link says who dispatches these bodies (say it: --commission NAME)")
    lines.append(f"source: {roster.builder.sources[0]['title']}" + ("" if source_file.options.source else " (the file itself; another one: --source TEXT)"))
    return lines


def _supervisors(roster: RosterBuilder) -> dict[str, int]:
    found: dict[str, int] = {}
    for body in roster.bodies.values():
        for unit in body.units:
            found[unit] = found.get(unit, 0) + 1
    return found


def guessed_mapping(builder: ChartBuilder, found: Sequence[RosterTable], commission: str | None) -> dict[str, object]:
    """The mapping that says what was recognised."""
    sheets = {table.sheet.name: _sheet(table) for table in found}
    kinds = builder.unsure
    guess: dict[str, object] = {"format": "roster"}
    if commission:
        guess["commission"] = commission
    guess |= next(iter(sheets.values())) if len(sheets) == 1 else {"sheets": sheets}
    return guess | ({"kinds": kinds} if kinds else {})


def _sheet(table: RosterTable) -> dict[str, object]:
    layout = table.layout
    heading = str(layout.first) if layout.first == layout.last else f"{layout.first}-{layout.last}"
    return {"heading": heading, "columns": {letters(column.number): column.role or "ignore" for column in layout.columns}}
