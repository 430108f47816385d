"""From the lines of a roster to bodies and links of a chart (domain §3): what a row says, and nothing that it doesn't."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from oversight_graph.chart.grammar import parse
from oversight_graph.chart.names import key as name_key
from oversight_graph.loaders.draft import Draft, Place
from oversight_graph.loaders.mapping import NONE, UNDECIDED
from oversight_graph.loaders.rosters.cells import Listed, day, listed, quantity
from oversight_graph.loaders.rosters.shape import KIND_OF, Line
from oversight_graph.model import CATEGORIES, OVERSEEN
from oversight_graph.model.vocabulary import MODES

_YEAR = re.compile(r"(?:19|20)\d\d")
_LINK = {
    "group": {"kind": "SUPERVISES", "form": "stationed"},  # domain §3: what a group supervises beside its host
    "room": {"kind": "CONTACTS"},
    "team": {"kind": "INSPECTS"},
}


@dataclass
class Body:
    """An overseer of the roster and what its rows have said so far."""

    id: str
    name: str
    place: Place
    units: dict[str, bool] = field(default_factory=dict)  # id → with its subordinates
    unnamed: int = 0
    unknown: bool = False
    stationed: set[str] = field(default_factory=set)
    host: str | None = None  # as its name says it, until a row does
    said_units: tuple[int, Place] | None = None
    staff: tuple[int, str] | None = None


@dataclass
class Entries:
    """Puts the lines of one file into a draft. `kinds`: what the user says that names are; `more`: keys of every covering link."""

    draft: Draft
    source: str
    kinds: Mapping[str, str]
    level: str | None
    area: str | None
    more: Mapping[str, Any] = field(default_factory=dict)
    commission: str | None = None
    bodies: dict[str, Body] = field(default_factory=dict)
    counted: Counter[str] = field(default_factory=Counter)
    current: Body | None = None
    context: str | None = None  # the room that a sheet's or a section's heading names
    said: set[tuple[str, ...]] = field(default_factory=set)

    def line(self, line: Line, sheet: str, pools: Set[tuple[int, int]]) -> None:
        """One row of data. `pools`: cells (row, column) that are merged over several bodies."""
        layout = line.layout
        role = layout.overseer
        assert role is not None
        column = layout.numbers(role)[0]
        text = line.cells[column - 1]
        place = Place(line.row, column, sheet)
        if text:
            self.current = self._overseer(role, text, place)
            if self.current is None:
                return
        elif self.current is None:
            self.draft.problem(
                "error", "units stand here, but no body before them", "write the body that supervises them, or say in a mapping what the columns hold", place
            )
            return
        else:
            self.counted["rows that continue the one above"] += 1
        self._about(line, sheet, pools)
        for number in layout.numbers("host"):
            for unit in listed(line.cells[number - 1]):
                self._host(self.current, unit, Place(line.row, number, sheet))
        for number in layout.numbers("units"):
            for unit in listed(line.cells[number - 1]):
                self._unit(role, self.current, unit, Place(line.row, number, sheet), line)

    def _overseer(self, role: str, text: str, place: Place) -> Body | None:
        """The body that a row is about."""
        reading = parse(text)
        name = reading.name or text
        kind = self.kinds.get(name) or self.kinds.get(text)
        if kind == NONE:
            return None
        expected = KIND_OF[role]
        if kind is None:
            kind = expected
            if reading.sure and reading.kind != expected:
                is_what = f"reads as {reading.kind}" if reading.kind else "is no name of a body"
                what = f"`{name}` {is_what} ({reading.reason()}) where a {expected} is expected"
                self.draft.unsure[name] = UNDECIDED
                self.draft.problem("error", what, f"mend the cell, or say what it is in a mapping: `kinds: {{{name}: {expected}}}`", place)
                return None
            if reading.parts.set:
                self.draft.problem("error", f"`{name}` names several bodies, not one", "write each in a row of its own", place)
                return None
        shown = " ".join(text.split()) if not reading.sure else name
        known = self.bodies.get(shown)
        if known is None:
            parts = reading.parts
            values = {"mode": parts.mode if kind == "StationedGroup" else None, "function": parts.function if kind == "Room" else None}
            name_id = self.draft.body(kind, shown, place, self.source, aliases=list(reading.aliases) or None, **values)
            known = self.bodies[shown] = Body(name_id, shown, place)
            self.counted[kind] += 1
            self._above(kind, known, place)
        else:
            self.draft.body(kind, shown, place, self.source)
        if role == "group" and known.host is None and reading.parts.host:
            known.host = reading.parts.host
        return known

    def _above(self, kind: str, body: Body, place: Place) -> None:
        if self.commission is not None and kind in ("StationedGroup", "Room"):
            ends = (self.commission, body.id) if kind == "StationedGroup" else (body.id, self.commission)
            self._link("DISPATCHES" if kind == "StationedGroup" else "PART_OF", *ends, place)

    def _link(self, kind: str, start: str, end: str, place: Place, **values: Any) -> None:
        """A link, once: a cell that says the same again adds nothing."""
        key = (kind, start, end, *(f"{name}={value}" for name, value in sorted(values.items()) if value is not None))
        if key not in self.said:
            self.said.add(key)
            cited = f"{self.source} {place.locator}".strip()
            self.draft.link(kind, start, end, place, sources=[cited], **{name: value for name, value in values.items() if value is not None})

    def _about(self, line: Line, sheet: str, pools: Set[tuple[int, int]]) -> None:
        """What the other columns of a row say of its body."""
        body, layout = self.current, line.layout
        assert body is not None
        for column in layout.columns:
            text = line.cells[column.number - 1]
            place = Place(line.row, column.number, sheet)
            if not text or column.role in (None, "number", "person", "units", "host", layout.overseer):
                continue
            if column.role == "staff":
                self._staff(body, text, place, (line.row, column.number) in pools)
            elif column.role == "unit_count":
                found = quantity(text)
                body.said_units = (found[0], place) if found and found[1] == "eq" else body.said_units
            elif column.role in ("room", "collaboration", "zone"):
                self._beside(column.role, body, text, place)
            elif column.role == "mode":
                mode = next((one.id for one in MODES if one.id == text or one.zh in text or text in one.zh), None)
                self._add(body, "mode", mode, text, place)
            elif column.role == "since":
                self._add(body, "valid_from", day(text), text, place)
            elif column.role == "note":
                self._note(body, text, place)
        if self.context is not None and not layout.numbers("room"):
            self._beside("room", body, self.context, body.place)

    def _add(self, body: Body, attribute: str, value: object, text: str, place: Place) -> None:
        if value is None:
            self.draft.problem("warning", f"`{text}` isn't understood as {attribute}", "it is left out; mend the cell if it matters", place)
        else:
            self.draft.add(body.id, attribute, value, place)

    def _note(self, body: Body, text: str, place: Place) -> None:
        self.draft.add(body.id, "note", " ".join(text.split()), place)

    def _staff(self, body: Body, text: str, place: Place, pool: bool) -> None:
        if pool:  # domain §7.6: posts for several bodies are a pool, not a number of each
            self.draft.problem("warning", f"`{text}` stands in one cell for several bodies: a pool, of which nobody's share is known", "it is left out", place)
            return
        found = quantity(text)
        if found is None:
            self._add(body, "staff_full_time", None, text, place)
            return
        body.staff = body.staff or found
        self.draft.add(body.id, "staff_full_time", found[0], place)
        if found[1] != "eq":
            self.draft.add(body.id, "staff_quantifier", found[1], place)

    def _beside(self, role: str, body: Body, text: str, place: Place) -> None:
        """A counterpart room, a collaboration group or a zone of a body."""
        for name in [one.name for one in listed(text)]:
            reading = parse(name)
            kind = "Room" if role == "room" else "Collaboration"
            if self.kinds.get(name, kind) != kind or (reading.sure and reading.kind != kind):
                self.draft.problem(
                    "warning", f"`{name}` reads as {reading.kind or 'no body'} where a {kind} is expected", "it is left out; mend the cell", place
                )
                continue
            shown = reading.name if reading.sure else name
            if kind == "Room":
                other = self.draft.body("Room", shown, place, self.source, function=reading.parts.function)
                if (other, "room") not in self.said:
                    self.said.add((other, "room"))
                    self.counted["Room"] += 1
                    self._above("Room", Body(other, shown, place), place)
                self._link("COORDINATES_WITH", other, body.id, place, mechanism="counterpart")
                continue
            other = self.draft.body("Collaboration", shown, place, self.source, scope="zone" if role == "zone" else "group")
            self._link("MEMBER_OF", body.id, other, place)

    def _host(self, body: Body, unit: Listed, place: Place) -> None:
        found = self._unit_body(unit, place)
        if found is None:
            return
        body.units.setdefault(found, unit.with_subordinates)
        body.host = None  # the column says it, the name needn't
        body.stationed.add(found)
        self._link("STATIONED_AT", body.id, found, place, scope="with_subordinates" if unit.with_subordinates else None, **self.more)

    def _unit(self, role: str, body: Body, unit: Listed, place: Place, line: Line) -> None:
        if unit.count is not None:
            self._population(role, body, unit, place)
            return
        found = self._unit_body(unit, place, line)
        if found is None:
            return
        body.units[found] = body.units.get(found, False) or unit.with_subordinates
        if found in body.stationed:
            return
        values: dict[str, Any] = {**_LINK[role], **self.more}
        kind = values.pop("kind")
        if role == "group" and body.host is not None and self._same(body.host, unit.name):
            kind, body.host = "STATIONED_AT", None
            body.stationed.add(found)
        if role == "team":
            values["year"] = next((written.group() for number in line.layout.numbers("year") if (written := _YEAR.search(line.cells[number - 1]))), None)
        self._link(kind, body.id, found, place, scope="with_subordinates" if unit.with_subordinates else None, **values)

    def _same(self, a: str, b: str) -> bool:
        return name_key(a, self.level, self.area or "") == name_key(b, self.level, self.area or "")

    def _population(self, role: str, body: Body, unit: Listed, place: Place) -> None:
        """Units that are counted and not named: a population (domain §2)."""
        name = f"{body.name}：{unit.name}"
        found = self.draft.body("Unit", name, place, self.source, count=unit.count)
        if isinstance(unit.count, int):
            body.unnamed += unit.count
        else:
            body.unknown = True
        self.counted["units that are counted, not named"] += 1
        values: dict[str, Any] = {**_LINK[role], **self.more}
        self._link(values.pop("kind"), body.id, found, place, **values)

    def _unit_body(self, unit: Listed, place: Place, line: Line | None = None) -> str | None:
        """The overseen body that a cell names; None where it can't be one, which is said."""
        reading = unit.read or parse(unit.name)
        kind = self.kinds.get(unit.name)
        if kind == NONE:
            self.counted["names left out by the mapping"] += 1
            return None
        if kind is None:
            kind = "Unit" if not reading.sure else reading.kind
            if kind is None:
                self.draft.problem("warning", f"`{unit.name}` is no name of a body ({reading.reason()})", "it is left out", place)
                return None
            if kind not in OVERSEEN:
                what = f"`{unit.name}` reads as {kind} ({reading.reason()}), which nobody supervises as a unit"
                self.draft.problem("warning", what, f"it is left out; if it is meant as a unit, say so in a mapping: `kinds: {{{unit.name}: Unit}}`", place)
                self.draft.unsure[unit.name] = NONE
                self.counted["names in the column of units that are overseers"] += 1
                return None
        category = None
        if kind == "Unit":
            category = self._category(line) or (reading.parts.category if reading.sure else None)
        self.counted[kind] += not self.draft.holds(kind, unit.name)
        notes = "; ".join(unit.notes) or None
        return self.draft.body(kind, unit.name, place, self.source, category=category, aliases=list(reading.aliases) or None, note=notes)

    def _category(self, line: Line | None) -> str | None:
        for number in line.layout.numbers("category") if line else ():
            text = line.cells[number - 1] if line else ""
            found = next((one.id for one in CATEGORIES if text and (text in (one.id, one.en) or text == one.zh)), None)
            if found:
                return found
        return None

    def finish(self) -> None:
        """What only the whole roster tells: hosts that only the name of their group names, and zones of collaboration groups."""
        inferred = 0
        for body in self.bodies.values():
            if body.host is not None:
                host = self._unit_body(Listed(body.host), body.place)
                if host is not None:
                    inferred += 1
                    self._link("STATIONED_AT", body.id, host, body.place, basis="inferred", **self.more)
        if inferred:
            self.counted["hosts told by the name of their group alone (basis inferred)"] = inferred
