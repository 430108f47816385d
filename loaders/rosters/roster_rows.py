"""From the lines of a roster to bodies and links of a chart (domain §3): what a row says, and nothing that it doesn't."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from oversight_graph.loaders.cell_account import Fate
from oversight_graph.loaders.draft_entry import Location
from oversight_graph.loaders.mapping import NONE
from oversight_graph.loaders.rosters.cell_contents import listed
from oversight_graph.loaders.rosters.detection import RosterLine
from oversight_graph.loaders.rosters.labels import label_role, say_label, without_class_label
from oversight_graph.loaders.rosters.persons_among_bodies import no_person
from oversight_graph.loaders.rosters.roster_builder import RosterBody, RosterBuilder
from oversight_graph.loaders.rosters.roster_columns import KIND_OF
from oversight_graph.loaders.rosters.row_attributes import RowAttributes
from oversight_graph.loaders.rosters.units import Units
from oversight_graph.messages import Message, message
from oversight_graph.naming.chinese_numerals import read_number
from oversight_graph.naming.grammar import NameReading, parse

_COUNTED = re.compile(r"(?:共|共计)?\s*(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})\s*[家个](?:单位|部门)?")  # behind the name of an overseer: its units


@dataclass
class RosterRows:
    """Puts the lines of one file into a chart.

    Attributes
    ----------
    roster, units, row_attributes
        What takes the bodies, their units, and what else stands in a row.
    current
        The body that the next rows continue; None where there is none.
    repeats
        As in `RosterTable`.
    """

    roster: RosterBuilder
    units: Units
    row_attributes: RowAttributes
    current: RosterBody | None = None
    repeats: bool = False

    def begin(self, room: str | None, repeats: bool) -> None:
        """Begin another sheet.

        Parameters
        ----------
        room
            The room that it is called after; None for none.
        repeats
            Whether it names its bodies in row after row.
        """
        self.current, self.row_attributes.context, self.repeats = None, room, repeats

    def line(self, line: RosterLine, pools: Set[tuple[int, int]]) -> None:
        """Take one row of data.

        Parameters
        ----------
        line
            The row.
        pools
            Cells (row, column) that are merged over several bodies.
        """
        role = line.layout.overseer
        assert role is not None
        column = line.layout.numbers(role)[0]
        text, place = line.cells[column - 1], line.at(column)
        if text:
            self.current = self._overseer(role, text, place, line)
            if self.current is None and self.roster.builder.leaves_out:
                self._without(line)
        elif self.repeats:
            self._without(line)
        elif self.current is None:
            self.roster.builder.problem("error", message("rosters.units_before_bodies"), place=place)
        else:
            self.roster.counted["rosters.rows_continuing"] += 1
        if self.current is None:
            return
        self.row_attributes.read(self.current, line, pools)
        for column_role in ("host", "units"):
            for number in line.layout.numbers(column_role):
                self._units(role, column_role, self.current, number, line)

    def _units(self, role: str, column_role: str, body: RosterBody, number: int, line: RosterLine) -> None:
        """The units of a cell; a label before some of them may say that they are hosts, or others."""
        place = line.at(number)
        listing = listed(line.cells[number - 1])
        for unit in sorted(listing, key=lambda unit: label_role(unit.label) != "host"):  # hosts first, as in their column
            say_label(self.roster, unit.label, body, place)
            if (label_role(unit.label) or column_role) == "host" and role == "group":
                self.units.host(body, unit, place, line)
            else:
                self.units.unit(role, body, unit, place, line)

    def _without(self, line: RosterLine) -> None:
        """A row that names units and no body: the units are there, and nobody says who supervises them."""
        self.current = None
        for number in (*line.layout.numbers("host"), *line.layout.numbers("units")):
            place = line.at(number)
            for unit in listed(line.cells[number - 1]):
                if unit.count is None and self.units.named(unit, place, line) is not None:
                    self.roster.builder.problem("warning", message("rosters.unit_without_body", unit=unit.name), place=place)

    def _overseer(self, role: str, text: str, place: Location, line: RosterLine) -> RosterBody | None:
        """The body that a row is about; None where it can't be one, which is said."""
        text = without_class_label(text)
        reading = parse(text)
        name = reading.name or text
        kind = self.roster.kinds.get(name) or self.roster.kinds.get(text) or self._kind(role, name, reading, place)
        if kind in (None, NONE):
            self.roster.builder.mark(place, Fate.LEFT_OUT if kind else Fate.SAID)
            return None
        shown = name if reading.sure else " ".join(text.split())
        parts = reading.parts
        counted = next((number for note in reading.notes if (match := _COUNTED.fullmatch(note)) and (number := read_number(match["n"]))), None)
        notes = "; ".join(note for note in reading.notes if not _COUNTED.fullmatch(note) and (parts.mode is None or "派" not in note))
        values = {"mode": parts.mode if kind == "StationedGroup" else None, "function": parts.function if kind == "Room" else None, "note": notes or None}
        body = self.roster.body(str(kind), shown, place, aliases=list(reading.aliases) or None, **values)
        known = self.roster.bodies.get(shown)
        if known is None:
            known = self.roster.bodies[shown] = RosterBody(body, shown, place, host=parts.host if role == "group" else None)
        if counted is not None and known.declared_units is None:
            known.declared_units = (counted, place)
        self.roster.link_to_commission(str(kind), body, known.place, self._commission(line))
        return known

    def _kind(self, role: str, name: str, reading: NameReading, place: Location) -> str | None:
        """The kind that the column says, where the name doesn't contradict it."""
        expected, builder = KIND_OF[role], self.roster.builder
        if not no_person(builder, name, expected, place):
            return None
        if reading.sure and reading.kind != expected:
            builder.undecided(name, _unexpected(name, reading, expected), place, (expected,))
            return None
        if reading.parts.set:
            builder.undecided(None, message("rosters.several_bodies", name=name), place)
            return None
        if not reading.sure and expected not in {candidate.kind for candidate in reading.candidates}:
            builder.problem("warning", message("rosters.kind_by_column", name=name, expected=expected, reason=reading), place=place)
        return expected

    def _commission(self, line: RosterLine) -> str | None:
        """The commission that a column of the row names."""
        for number in line.layout.numbers("commission"):
            if text := line.cells[number - 1]:
                place = line.at(number)
                reading = parse(text)
                if self.roster.kinds.get(text, reading.kind if reading.sure else None) == "Commission":
                    return self.roster.body("Commission", reading.name or text, place)
                self.roster.builder.problem("warning", message("rosters.no_sure_commission", name=text, reason=reading), place=place)
        return None


def _unexpected(name: str, reading: NameReading, expected: str) -> Message:
    """What is said of a name that is surely something else than its column says."""
    if reading.kind:
        return message("rosters.other_kind_in_column", name=name, kind=reading.kind, reason=reading, expected=expected)
    return message("rosters.no_body_in_column", name=name, reason=reading, expected=expected)
