"""Totals of a roster compared with its rows: a contradiction is reported, a total is never a body (domain §7.6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from oversight_graph.loaders.chart_builder import ChartBuilder
from oversight_graph.loaders.rosters.cell_contents import quantity
from oversight_graph.loaders.rosters.detection import RosterLine
from oversight_graph.loaders.rosters.roster_builder import RosterBody
from oversight_graph.messages import message


@dataclass
class RosterTotals:
    """Bodies by id, in their order, and the totals that were compared with them.

    Attributes
    ----------
    builder
        Takes the contradictions.
    all, table, since
        The bodies of the whole file, of the sheet, and of the rows since the last subtotal.
    checked
        How many totals were compared.
    """

    builder: ChartBuilder
    all: dict[str, RosterBody] = field(default_factory=dict)
    table: dict[str, RosterBody] = field(default_factory=dict)
    since: dict[str, RosterBody] = field(default_factory=dict)
    checked: int = 0

    def begin(self) -> None:
        """Begin another sheet."""
        self.table, self.since = {}, {}

    def take(self, body: RosterBody | None) -> None:
        """Count a body of a row.

        Parameters
        ----------
        body
            None for a row that is about none.
        """
        if body is not None:
            self.all[body.id] = self.table[body.id] = self.since[body.id] = body

    def total(self, line: RosterLine) -> None:
        """Compare a row of totals with the bodies that it stands below; what differs is a warning.

        Parameters
        ----------
        line
            The row.
        """
        spans = (self.since,) if line.kind == "subtotal" else (self.table, self.all)  # the total of a sheet, or of all sheets so far
        for column in line.layout.columns:
            total = quantity(line.cells[column.number - 1])
            if total is None or total[1] != "eq" or column.role is None:
                continue
            apart = bool(line.layout.numbers("host"))
            allowed = [_allowed(column.role, line.layout.overseer, list(span.values()), apart) for span in spans]
            if all(allowed):
                self.checked += 1
                if not any(total[0] in numbers for numbers in allowed):
                    stated, counts, heading = total[0], sorted(allowed[0]), column.heading or column.role
                    of_part = message("rosters.subtotal_differs", said=stated, column=heading, counts=counts)
                    of_all = message("rosters.total_differs", said=stated, column=heading, counts=counts)
                    self.builder.problem("warning", of_part if line.kind == "subtotal" else of_all, place=line.at(column.number))
        if line.kind == "subtotal":
            self.since = {}

    def declared(self) -> None:
        """Compare the number of units that a row declares with those that it lists."""
        for body in self.all.values():
            if body.declared_units is not None and not body.unknown:
                stated, place = body.declared_units
                self.checked += 1
                listed = len(body.units) + body.unnamed
                if stated != listed:
                    self.builder.problem("warning", message("rosters.declared_units_differ", name=body.name, said=stated, listed=listed), place=place)


def _allowed(role: str, overseer: str | None, bodies: Sequence[RosterBody], hosts_apart: bool) -> set[int]:
    """The numbers that a total of a column may rightly say; none where it can't be told. `hosts_apart`: hosts have a column of their own.

    >>> from oversight_graph.loaders.draft_entry import Location
    >>> group = RosterBody("g", "驻市财政局纪检监察组", Location(), units={"市财政局": False, "市审计局": False}, stationed={"市财政局"})
    >>> [_allowed(role, "group", [group], True) for role in ("group", "units", "host", "staff")]
    [{1}, {1, 2}, {1}, set()]
    """
    if role == overseer or role == "number":
        return {len(bodies)}
    if role in ("units", "unit_count"):
        if any(body.unknown for body in bodies):
            return set()
        unnamed = sum(body.unnamed for body in bodies)
        listings = [list(body.units) for body in bodies]
        without_hosts = [[unit for unit in body.units if unit not in body.stationed] for body in bodies]
        listings_counted = (listings, without_hosts) if hosts_apart else (listings,)
        return {unnamed + number for units in listings_counted for number in (sum(map(len, units)), len(set().union(*units)))}  # each once, or each mention
    if role == "host":
        return {len({unit for body in bodies for unit in body.stationed})}
    if role == "staff":
        staff = [body.staff for body in bodies]
        return {sum(posts[0] for posts in staff if posts)} if all(posts is not None and posts[1] == "eq" for posts in staff) else set()
    return set()
