"""The units of a roster: what a cell names, and the link by which its body oversees it (domain §3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from oversight_graph.loaders.cell_account import Fate
from oversight_graph.loaders.draft_entry import Location
from oversight_graph.loaders.mapping import NONE
from oversight_graph.loaders.rosters.cell_contents import ListedUnit
from oversight_graph.loaders.rosters.columns_of_persons import quotable
from oversight_graph.loaders.rosters.detection import RosterLine
from oversight_graph.loaders.rosters.labels import label_category
from oversight_graph.loaders.rosters.persons_among_bodies import no_person
from oversight_graph.loaders.rosters.roster_builder import RosterBody, RosterBuilder
from oversight_graph.messages import message
from oversight_graph.model import CATEGORIES, LINKS, OVERSEEN
from oversight_graph.model.areas import Areas, is_gb
from oversight_graph.naming.grammar import NameReading, parse
from oversight_graph.naming.host_names import HostMatch, HostNames
from oversight_graph.naming.places_by_name import like, places_called, told

_YEAR = re.compile(r"(?:19|20)\d\d")
_DECLARED = re.compile(r"共(?:计)?\s*(?P<n>\d{1,4})\s*[家个](?:单位|部门)?")  # behind the last unit of a cell
_CANDIDATES = 5  # hosts that a message names
_IN_COMMON = 2  # characters, without which two names can't be of one unit
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
    names
        Of the units that rows name, by their ids.
    areas
        The codes of the areas that cells name; None for what is no area, or may be several.
    """

    roster: RosterBuilder
    level: str | None
    area: str | None
    link_values: Mapping[str, Any] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    areas: dict[str, str | None] = field(default_factory=dict)

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
        overseen = self.named(unit, place, line, role)
        if overseen is None:
            return
        body.units[overseen] = body.units.get(overseen, False) or unit.with_subordinates
        for note in unit.notes:
            if (declared := _DECLARED.fullmatch(note)) and body.declared_units is None:
                body.declared_units = (int(declared["n"]), place)
        if overseen in body.stationed:
            return
        kind, values = self._link(role)
        if role == "group" and self._is_host(body, unit.name):
            kind = "STATIONED_AT"
            body.stationed.add(overseen)
        if role == "team":
            for number in line.layout.numbers("year"):
                self.roster.builder.mark(line.at(number), Fate.LOADED if _YEAR.search(line.cells[number - 1]) else Fate.UNREAD)
            values["year"] = next((year.group() for number in line.layout.numbers("year") if (year := _YEAR.search(line.cells[number - 1]))), None)
        self.roster.link(kind, body.id, overseen, place, scope=_scope(unit), **values)

    def _link(self, role: str) -> tuple[str, dict[str, Any]]:
        values: dict[str, Any] = {**_LINK[role], **self.link_values}
        return values.pop("kind"), values

    def _is_host(self, body: RosterBody, name: str) -> bool:
        """Whether a unit is (one of) the hosts that the body's name says; that one is done then."""
        hosts = body.host.split("、") if body.host else []
        for host in hosts:
            if len(set(host) & set(name)) >= _IN_COMMON and self._hosts([name]).match(host).sure:
                body.host = "、".join(one for one in hosts if one != host) or None
                return True
        return False

    def _hosts(self, names: Iterable[str]) -> HostNames:
        return HostNames(names, self.level, self.area)

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

    def named(self, unit: ListedUnit, place: Location, line: RosterLine | None = None, role: str = "") -> str | None:
        """The overseen body that a cell names; of an inspection team any body that can be inspected (domain §3).

        Parameters
        ----------
        unit
            As the cell lists it.
        place
            The cell.
        line
            The row, which may tell its category and its area; None without one.
        role
            Of the body's column; "" where it is no matter.

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
                self._no_body(unit.name, reading, role, place)
                return None
            if not _can_be_overseen(kind, role):
                roster.builder.problem("warning", message("rosters.unit_of_other_kind", name=unit.name, kind=kind, reason=reading), place=place)
                roster.builder.ask(unit.name, NONE, place, ("Unit",), any_kind=False)
                roster.counted["rosters.overseers_among_units"] += 1
                return None
        category = (_category(line) or reading.parts.category or label_category(unit.label)) if kind == "Unit" else None
        notes = "; ".join(note for note in unit.notes if not _DECLARED.fullmatch(note)) or None
        area = self._area(line)
        for role, value in (("category", _category(line)), ("area", area)):
            if line is not None and value is not None:
                for number in line.layout.numbers(role):
                    roster.builder.mark(line.at(number), Fate.LOADED)
        values: dict[str, Any] = {"category": category, "area": area, "aliases": list(reading.aliases) or None, "note": notes}
        if reading.parts.set and reading.kind == kind:
            values["count"] = reading.parts.count or "unknown"
        if kind not in OVERSEEN:
            values["level"] = reading.parts.level
        name = f"{unit.name}委" if kind == "PartyCommittee" and reading.pattern == "area" else unit.name
        known = roster.body(kind, name, place, **values)
        self.names[known] = name
        return known

    def _area(self, line: RosterLine | None) -> str | None:
        """The code of the area that a column says, by its code or its name; what names none, or several, is said once (contract §1)."""
        for number in line.layout.numbers("area") if line is not None else ():
            text = line.cells[number - 1] if line is not None else ""
            if text and line is not None and text not in self.areas:
                self.areas[text] = self._area_called(text, line.at(number))
            if text and self.areas[text] is not None:
                return self.areas[text]
        return None

    def _area_called(self, text: str, place: Location) -> str | None:
        if is_gb(text):
            return text
        places = places_called(text)
        held = [one for one in places if self.area is not None and Areas({}).holds(self.area, one.code)]
        places = tuple(held) if len(held) == 1 else places
        if len(places) == 1:
            return places[0].code
        if places:
            said = message("rosters.area_of_several", text=quotable(text), candidates=told(places))
        elif near := like(text):
            said = message("rosters.area_unknown_but_like", text=quotable(text), nearest=told(near)[0])
        else:
            said = message("rosters.area_unknown", text=quotable(text))
        self.roster.builder.problem("warning", said, place=place)
        return None

    def _no_body(self, name: str, reading: NameReading, role: str, place: Location) -> None:
        """Say that a name is none of a body; of an inspected area, that its party committee may be meant."""
        if role == "team" and reading.pattern == "area":
            self.roster.builder.ask(name, NONE, place, ("PartyCommittee",), any_kind=False)
            self.roster.builder.problem("warning", message("rosters.area_inspected", name=name, committee=f"{name}委"), place=place)
        else:
            self.roster.builder.problem("warning", message("rosters.unit_no_body", name=name, reason=reading), place=place)

    def link_inferred_hosts(self) -> None:
        """Link the groups to the units (their hosts) that only their names name, once all rows are read.

        Such a unit is one of the table wherever one can be meant, so that none is made up beside it. Where that isn't sure it is one of the
        same row, which is said, or nobody: then the candidates are.
        """
        by_name = {name: unit for unit, name in self.names.items()}
        hosts = self._hosts(by_name)
        for body in self.roster.bodies.values():
            for host in body.host.split("、") if body.host else ():
                found = self._host_of(body, host, by_name, hosts.match(host))
                if found is not None:
                    self.roster.counted["rosters.hosts_by_name"] += 1
                    self.roster.link("STATIONED_AT", body.id, found, body.place, basis="inferred", **self.link_values)

    def _host_of(self, body: RosterBody, host: str, by_name: Mapping[str, str], everywhere: HostMatch) -> str | None:
        """The unit that a group's name means by its host; None where that isn't sure, which is said."""
        if everywhere.sure:
            return by_name[everywhere.names[0]]
        beside = self._hosts(self.names[unit] for unit in body.units if unit in self.names).match(host)
        if len(beside.names) == 1:
            said = message("rosters.host_by_row", name=body.name, host=host, unit=beside.names[0])
            self.roster.builder.problem("warning", said, place=body.place)
            return by_name[beside.names[0]]
        if candidates := beside.names or everywhere.names:
            said = message("rosters.host_not_sure", name=body.name, host=host, units=list(candidates[:_CANDIDATES]))
            self.roster.builder.problem("warning", said, place=body.place)
            return None
        return self.named(ListedUnit(host), body.place)


def _can_be_overseen(kind: str, role: str) -> bool:
    return kind in OVERSEEN or (role == "team" and LINKS["INSPECTS"].permits("InspectionTeam", kind))


def _scope(unit: ListedUnit) -> str | None:
    return "with_subordinates" if unit.with_subordinates else None


def _category(line: RosterLine | None) -> str | None:
    """The category that a column says, in a word of the vocabulary."""
    for text in _of(line, "category"):
        category = next((category.id for category in CATEGORIES if text in (category.id, category.en, category.zh)), None)
        if category:
            return category
    return None


def _of(line: RosterLine | None, role: str) -> list[str]:
    return [text for number in line.layout.numbers(role) if (text := line.cells[number - 1])] if line is not None else []
