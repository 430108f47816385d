"""What was recognised in a roster, in words before anything is loaded, and as a mapping that a user can correct."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from oversight_graph.loaders.rosters.headings import roles
from oversight_graph.loaders.rosters.layout import Column
from oversight_graph.loaders.rosters.shape import Table
from oversight_graph.problems import letters

if TYPE_CHECKING:
    from oversight_graph.loaders.draft import Draft
    from oversight_graph.loaders.opened import Opened
    from oversight_graph.loaders.rosters.ledger import Ledger
    from oversight_graph.loaders.rosters.tally import Tally


def told_columns(table: Table, sheet: str) -> list[str]:
    """One line: where the heading stands and what each column holds."""
    layout, titles = table.layout, {role.id: role.en for role in roles()}
    head = "no heading" if not layout.first else f"heading in row {layout.first}" + (f"–{layout.last}" if layout.last > layout.first else "")
    used = [_column(column, titles) for column in layout.columns if column.role not in (None, "person")]
    left = [f"{letters(column.number)} {column.heading}" for column in layout.columns if column.heading and column.role in (None, "person")]
    line = f"{f'sheet {sheet}: ' if sheet else ''}{head}; {', '.join(used)}"
    return [line + (f"; left out: {', '.join(left)}" if left else "")]


def _column(column: Column, titles: dict[str, str]) -> str:
    title = titles.get(column.role or "", column.role or "")
    by = {"content": " (by its content)", "mapping": " (by the mapping)"}.get(column.by, "")
    return f"{letters(column.number)} {column.heading or 'without a heading'} → {title}{by}"


def told_entries(opened: Opened, ledger: Ledger, tally: Tally, found: Sequence[Table], commission: str | None) -> list[str]:
    """What its rows show together, and what the file doesn't say."""
    lines = []
    several = sum(1 for number in _supervisors(ledger).values() if number > 1)
    if several:
        lines.append(f"{several} units stand below more than one body")
    if tally.checked:
        lines.append(f"totals: {tally.checked} numbers were held against the rows")
    if commission is None and any(table.layout.overseer in ("group", "room") for table in found):
        lines.append("no commission is named: no link says who dispatches these bodies (say it: --commission NAME)")
    lines.append(f"source: {ledger.draft.sources[0]['title']}" + ("" if opened.told.source else " (the file itself; another one: --source TEXT)"))
    return lines


def _supervisors(ledger: Ledger) -> dict[str, int]:
    found: dict[str, int] = {}
    for body in ledger.bodies.values():
        for unit in body.units:
            found[unit] = found.get(unit, 0) + 1
    return found


def told_guess(draft: Draft, found: Sequence[Table], commission: str | None) -> dict[str, object]:
    """The mapping that says what was recognised."""
    sheets = {table.sheet.name: _sheet(table) for table in found}
    kinds = draft.unsure
    guess: dict[str, object] = {"format": "roster"}
    if commission:
        guess["commission"] = commission
    guess |= next(iter(sheets.values())) if len(sheets) == 1 else {"sheets": sheets}
    return guess | ({"kinds": kinds} if kinds else {})


def _sheet(table: Table) -> dict[str, object]:
    layout = table.layout
    heading = str(layout.first) if layout.first == layout.last else f"{layout.first}-{layout.last}"
    return {"heading": heading, "columns": {letters(column.number): column.role or "ignore" for column in layout.columns}}
