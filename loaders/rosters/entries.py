"""From the lines of a roster to bodies and links of a chart (domain §3): what a row says, and nothing that it doesn't."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from oversight_graph.chart.grammar import Reading, parse
from oversight_graph.loaders.draft import Place
from oversight_graph.loaders.mapping import NONE, UNDECIDED
from oversight_graph.loaders.persons import no_person
from oversight_graph.loaders.rosters.beside import Beside
from oversight_graph.loaders.rosters.cells import listed
from oversight_graph.loaders.rosters.layout import KIND_OF
from oversight_graph.loaders.rosters.ledger import Body, Ledger
from oversight_graph.loaders.rosters.shape import Line
from oversight_graph.loaders.rosters.units import Units


@dataclass
class Entries:
    """Puts the lines of one file into a chart. `current`: the body that the next rows continue; `repeats`: see Table."""

    ledger: Ledger
    units: Units
    beside: Beside
    current: Body | None = None
    repeats: bool = False

    def begin(self, room: str | None, repeats: bool) -> None:
        """Another sheet: `room` that it is called after."""
        self.current, self.beside.context, self.repeats = None, room, repeats

    def line(self, line: Line, sheet: str, pools: Set[tuple[int, int]]) -> None:
        """One row of data. `pools`: cells (row, column) that are merged over several bodies."""
        role = line.layout.overseer
        assert role is not None
        column = line.layout.numbers(role)[0]
        text, place = line.cells[column - 1], Place(line.row, column, sheet)
        if text:
            self.current = self._overseer(role, text, place, line)
        elif self.repeats:
            self._without(line, sheet)
        elif self.current is None:
            what, todo = "units stand here, but no body before them", "write the body that supervises them, or say in a mapping what the columns hold"
            self.ledger.draft.problem("error", what, todo, place)
        else:
            self.ledger.counted["rows that continue the one above"] += 1
        if self.current is None:
            return
        self.beside.read(self.current, line, sheet, pools)
        for number in line.layout.numbers("host"):
            for unit in listed(line.cells[number - 1]):
                self.units.host(self.current, unit, Place(line.row, number, sheet), line)
        for number in line.layout.numbers("units"):
            for unit in listed(line.cells[number - 1]):
                self.units.unit(role, self.current, unit, Place(line.row, number, sheet), line)

    def _without(self, line: Line, sheet: str) -> None:
        """A row that names units and no body: the units are there, and nobody says who supervises them."""
        self.current = None
        for number in (*line.layout.numbers("host"), *line.layout.numbers("units")):
            place = Place(line.row, number, sheet)
            for unit in listed(line.cells[number - 1]):
                if unit.count is None and self.units.named(unit, place, line) is not None:
                    what, todo = f"no body is named beside `{unit.name}`", "it is loaded without a link; write the body, if one supervises it"
                    self.ledger.draft.problem("warning", what, todo, place)

    def _overseer(self, role: str, text: str, place: Place, line: Line) -> Body | None:
        """The body that a row is about; None where it can't be one, which is said."""
        reading = parse(text)
        name = reading.name or text
        kind = self.ledger.kinds.get(name) or self.ledger.kinds.get(text) or self._kind(role, name, reading, place)
        if kind in (None, NONE):
            return None
        shown = name if reading.sure else " ".join(text.split())
        parts = reading.parts
        values = {"mode": parts.mode if kind == "StationedGroup" else None, "function": parts.function if kind == "Room" else None}
        found = self.ledger.body(str(kind), shown, place, aliases=list(reading.aliases) or None, **values)
        known = self.ledger.bodies.get(shown)
        if known is None:
            known = self.ledger.bodies[shown] = Body(found, shown, place, host=parts.host if role == "group" else None)
        self.ledger.above(str(kind), found, known.place, self._commission(line, place.sheet))
        return known

    def _kind(self, role: str, name: str, reading: Reading, place: Place) -> str | None:
        """The kind that the column says, where the name doesn't contradict it."""
        expected, draft = KIND_OF[role], self.ledger.draft
        if not no_person(draft, name, expected, place):
            return None
        if reading.sure and reading.kind != expected:
            is_what = f"reads as {reading.kind}" if reading.kind else "is no name of a body"
            what = f"`{name}` {is_what} ({reading.reason()}) where a {expected} is expected"
            draft.ask(name, UNDECIDED)
            draft.problem("error", what, f"mend the cell, or say what it is in a mapping: `kinds: {{{name}: {expected}}}`", place)
            return None
        if reading.parts.set:
            draft.problem("error", f"`{name}` names several bodies, not one", "write each in a row of its own", place)
            return None
        if not reading.sure and expected not in {one.kind for one in reading.candidates}:
            draft.problem("warning", f"`{name}` is taken for a {expected} because of its column: {reading.reason()}", "look whether it is one", place)
        return expected

    def _commission(self, line: Line, sheet: str) -> str | None:
        """The commission that a column of the row names."""
        for number in line.layout.numbers("commission"):
            if text := line.cells[number - 1]:
                place = Place(line.row, number, sheet)
                reading = parse(text)
                if self.ledger.kinds.get(text, reading.kind if reading.sure else None) == "Commission":
                    return self.ledger.body("Commission", reading.name or text, place)
                self.ledger.draft.problem("warning", f"`{text}` isn't surely a commission ({reading.reason()})", "it is left out; mend the cell", place)
        return None
