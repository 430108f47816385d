"""Totals of a roster held against its rows: a contradiction is reported, a total is never a body (domain §7.6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from oversight_graph.loaders.chart_builder import ChartBuilder, Location
from oversight_graph.loaders.rosters.cell_contents import quantity
from oversight_graph.loaders.rosters.detection import RosterLine
from oversight_graph.loaders.rosters.roster_builder import RosterBody


@dataclass
class RosterTotals:
    """`since`: the bodies of the rows since the last subtotal, `table`: of the sheet, `all`: of the whole file; by id, in their order."""

    builder: ChartBuilder
    all: dict[str, RosterBody] = field(default_factory=dict)
    table: dict[str, RosterBody] = field(default_factory=dict)
    since: dict[str, RosterBody] = field(default_factory=dict)
    checked: int = 0

    def begin(self) -> None:
        """Another sheet."""
        self.table, self.since = {}, {}

    def take(self, body: RosterBody | None) -> None:
        if body is not None:
            self.all[body.id] = self.table[body.id] = self.since[body.id] = body

    def total(self, line: RosterLine, sheet: str) -> None:
        """Hold a row of totals against the bodies that it stands below."""
        spans = (self.since,) if line.kind == "subtotal" else (self.table, self.all)  # the total of a sheet, or of all sheets so far
        for column in line.layout.columns:
            found = quantity(line.cells[column.number - 1])
            if found is None or found[1] != "eq" or column.role is None:
                continue
            apart = bool(line.layout.numbers("host"))
            counts = [_counts(column.role, line.layout.overseer, list(span.values()), apart) for span in spans]
            if all(counts):
                self.checked += 1
                if not any(found[0] in one for one in counts):
                    said = " or ".join(str(count) for count in sorted(counts[0]))
                    what = f"the {'subtotal' if line.kind == 'subtotal' else 'total'} says {found[0]} ({column.heading or column.role}), the rows above give {said}"
                    self.builder.problem(
                        "warning", what, "the rows are loaded, the total isn't; find out which of them is wrong", Location(line.row, column.number, sheet)
                    )
        if line.kind == "subtotal":
            self.since = {}

    def declared(self) -> None:
        """Hold the number of units that a row declares against those that it lists."""
        for body in self.all.values():
            if body.said_units is not None and not body.unknown:
                said, place = body.said_units
                self.checked += 1
                listed = len(body.units) + body.unnamed
                if said != listed:
                    what = f"{body.name}: {said} units are declared, {listed} are listed"
                    self.builder.problem("warning", what, "those that are listed are loaded; find out which of the two is wrong", place)


def _counts(role: str, overseer: str | None, bodies: Sequence[RosterBody], hosts_apart: bool) -> set[int]:
    """The numbers that a total of a column may rightly say; none where it can't be told. `hosts_apart`: hosts have a column of their own."""
    if role == overseer or role == "number":
        return {len(bodies)}
    if role in ("units", "unit_count"):
        if any(body.unknown for body in bodies):
            return set()
        unnamed = sum(body.unnamed for body in bodies)
        listings = [list(body.units) for body in bodies]
        row_attributes = [[unit for unit in body.units if unit not in body.stationed] for body in bodies]
        ways = (listings, row_attributes) if hosts_apart else (listings,)
        return {unnamed + number for units in ways for number in (sum(map(len, units)), len(set().union(*units)))}  # each once, or each mention
    if role == "host":
        return {len({unit for body in bodies for unit in body.stationed})}
    if role == "staff":
        staff = [body.staff for body in bodies]
        return {sum(one[0] for one in staff if one)} if all(one is not None and one[1] == "eq" for one in staff) else set()
    return set()
