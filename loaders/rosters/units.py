"""The units of a roster: what a cell names, and the link by which its body oversees it (domain §3)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from oversight_graph.loaders.cell_account import Fate
from oversight_graph.loaders.draft_entry import Location
from oversight_graph.loaders.mapping import NONE
from oversight_graph.loaders.rosters.cell_contents import ListedUnit
from oversight_graph.loaders.rosters.detection import RosterLine
from oversight_graph.loaders.rosters.labels import label_category
from oversight_graph.loaders.rosters.persons_among_bodies import no_person
from oversight_graph.loaders.rosters.roster_builder import RosterBody, RosterBuilder
from oversight_graph.messages import message
from oversight_graph.model import CATEGORIES, OVERSEEN
from oversight_graph.model.areas import is_gb
from oversight_graph.naming.grammar import parse
from oversight_graph.naming.normalisation import key as name_key

_YEAR = re.compile(r"(?:19|20)\d\d")
_DECLARED = re.compile(r"共(?:计)?\s*(?P<n>\d{1,4})\s*[家个](?:单位|部门)?")  # behind the last unit of a cell
_LINK = {
    "group": {"kind": "SUPERVISES", "form": "stationed"},  # domain §3: what a group supervises beside its host
    "room": {"kind": "CONTACTS"},
    "team": {"kind": "INSPECTS"},
}


@dataclass
class Units:
    """Puts the units of a roster into a chart, with the links by which bodies oversee them.

    Attributes
    ----------
    roster
        Takes them.
    level, area
        Of the roster, for comparing names; None where nobody says it.
    link_values
        Keys of every link that covers.
    """

    roster: RosterBuilder
    level: str | None
    area: str | None
    link_values: Mapping[str, Any] = field(default_factory=dict)

    def host(self, body: RosterBody, unit: ListedUnit, place: Location, line: RosterLine) -> None:
        """Take a unit of the column of hosts: the body is stationed at it (STATIONED_AT).

        Parameters
        ----------
        body
            Of the row.
        unit
            As the cell lists it.
        place
            The cell.
        line
            The row.
        """
        host = self.named(unit, place, line)
        if host is None:
            return
        body.units.setdefault(host, unit.with_subordinates)
        body.host = None  # the column says it, the name needn't
        body.stationed.add(host)
        self.roster.link("STATIONED_AT", body.id, host, place, scope=_scope(unit), **self.link_values)

    def unit(self, role: str, body: RosterBody, unit: ListedUnit, place: Location, line: RosterLine) -> None:
        """Take a unit of the columns of units; one that is counted and not named is a population (domain §2).

        Parameters
        ----------
        role
            That of the body's column: it says the kind of link.
        body
            Of the row.
        unit
            As the cell lists it.
        place
            The cell.
        line
            The row.
        """
        if unit.count is not None:
            self._population(role, body, unit, place)
            return
        overseen = self.named(unit, place, line)
        if overseen is None:
            return
        body.units[overseen] = body.units.get(overseen, False) or unit.with_subordinates
        for note in unit.notes:
            if (declared := _DECLARED.fullmatch(note)) and body.declared_units is None:
                body.declared_units = (int(declared["n"]), place)
        if overseen in body.stationed:
            return
        kind, values = self._link(role)
        if role == "group" and body.host is not None and self._same(body.host, unit.name):
            kind, body.host = "STATIONED_AT", None
            body.stationed.add(overseen)
        if role == "team":
            for number in line.layout.numbers("year"):
                self.roster.builder.mark(line.at(number), Fate.LOADED if _YEAR.search(line.cells[number - 1]) else Fate.UNREAD)
            values["year"] = next((year.group() for number in line.layout.numbers("year") if (year := _YEAR.search(line.cells[number - 1]))), None)
        self.roster.link(kind, body.id, overseen, place, scope=_scope(unit), **values)

    def _link(self, role: str) -> tuple[str, dict[str, Any]]:
        values: dict[str, Any] = {**_LINK[role], **self.link_values}
        return values.pop("kind"), values

    def _same(self, a: str, b: str) -> bool:
        return name_key(a, self.level, self.area or "") == name_key(b, self.level, self.area or "")

    def _population(self, role: str, body: RosterBody, unit: ListedUnit, place: Location) -> None:
        """Units that are counted and not named: a population (domain §2)."""
        population = self.roster.builder.body("Unit", f"{body.name}：{unit.name}", place, self.roster.source, count=unit.count)
        if isinstance(unit.count, int):
            body.unnamed += unit.count
        else:
            body.unknown = True
        self.roster.counted["rosters.units_counted"] += 1
        kind, values = self._link(role)
        self.roster.link(kind, body.id, population, place, **values)

    def named(self, unit: ListedUnit, place: Location, line: RosterLine | None = None) -> str | None:
        """The overseen body that a cell names.

        Parameters
        ----------
        unit
            As the cell lists it.
        place
            The cell.
        line
            The row, which may tell its category and its area; None without one.

        Returns
        -------
        str or None
            Its id in the chart; None where it can't be one, which is said.
        """
        roster, reading = self.roster, unit.read or parse(unit.name)
        kind = roster.kinds.get(unit.name)
        if kind == NONE:
            roster.builder.mark(place, Fate.LEFT_OUT)
            roster.counted["rosters.names_left_out_by_mapping"] += 1
            return None
        if kind is None and not no_person(roster.builder, unit.name, "Unit", place):
            roster.counted["rosters.names_of_persons"] += 1
            return None
        if kind is None:
            kind = "Unit" if not reading.sure else reading.kind
            if kind is None:
                roster.builder.problem("warning", message("rosters.unit_no_body", name=unit.name, reason=reading), place=place)
                return None
            if kind not in OVERSEEN:
                roster.builder.problem("warning", message("rosters.unit_of_other_kind", name=unit.name, kind=kind, reason=reading), place=place)
                roster.builder.ask(unit.name, NONE)
                roster.counted["rosters.overseers_among_units"] += 1
                return None
        category = (_category(line) or reading.parts.category or label_category(unit.label)) if kind == "Unit" else None
        notes = "; ".join(note for note in unit.notes if not _DECLARED.fullmatch(note)) or None
        area = _area(line)
        for role, value in (("category", _category(line)), ("area", area)):
            if line is not None and value is not None:
                for number in line.layout.numbers(role):
                    roster.builder.mark(line.at(number), Fate.LOADED)
        return roster.body(kind, unit.name, place, category=category, area=area, aliases=list(reading.aliases) or None, note=notes)

    def link_inferred_hosts(self) -> None:
        """Link the groups to the units (their hosts) that only their names name, once all rows are read."""
        number = 0
        for body in self.roster.bodies.values():
            host = self.named(ListedUnit(body.host), body.place) if body.host is not None else None
            if host is not None:
                number += 1
                self.roster.link("STATIONED_AT", body.id, host, body.place, basis="inferred", **self.link_values)
        if number:
            self.roster.counted["rosters.hosts_by_name"] = number


def _scope(unit: ListedUnit) -> str | None:
    return "with_subordinates" if unit.with_subordinates else None


def _category(line: RosterLine | None) -> str | None:
    """The category that a column says, in a word of the vocabulary."""
    for text in _of(line, "category"):
        category = next((category.id for category in CATEGORIES if text in (category.id, category.en, category.zh)), None)
        if category:
            return category
    return None


def _area(line: RosterLine | None) -> str | None:
    """The code of the area that a column says."""
    return next((text for text in _of(line, "area") if is_gb(text)), None)


def _of(line: RosterLine | None, role: str) -> list[str]:
    return [text for number in line.layout.numbers(role) if (text := line.cells[number - 1])] if line is not None else []
