"""The bodies that the cells of a table name: of which kind each is, by its name and by what its column can hold (docs/names.md)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from oversight_graph.loaders.draft_entry import Location
from oversight_graph.loaders.mapping import NONE, UNDECIDED
from oversight_graph.loaders.rosters.cell_contents import ListedUnit, listed
from oversight_graph.loaders.rosters.kinds.column_totals import ColumnTotals
from oversight_graph.loaders.rosters.kinds.context import TableContext
from oversight_graph.loaders.rosters.kinds.table_rows import TableCell, TableRow
from oversight_graph.loaders.rosters.kinds.table_search import NOTHING
from oversight_graph.loaders.rosters.persons_among_bodies import no_person
from oversight_graph.messages import message
from oversight_graph.model import NODE_ATTRIBUTES
from oversight_graph.naming.grammar import NameReading, parse

_PARTS = ("function", "mode", "scope", "category")
Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class NamedBody:
    """A body that a cell names.

    Attributes
    ----------
    id, kind, name
        In the chart.
    place
        The cell.
    heading
        That of its column.
    reading
        How its name was read.
    written
        As the cell has it.
    scope
        `with_subordinates` where the cell says that what is below it is meant too.
    number
        For how many it stands; None where a cell names several and nobody says how many.
    """

    id: str
    kind: str
    name: str
    place: Location
    heading: str
    reading: NameReading
    written: str
    scope: str | None = None
    number: int | None = 1


@dataclass(frozen=True)
class Expected:
    """What the names of a column can be.

    Attributes
    ----------
    kinds
        Of nodes; the first is what a name is taken for that doesn't tell it.
    endings
        What a name ends with that is surely of the first kind here, as 片 in a column of zones.
    severity
        Of what is said of a name that can't be such a body; an error keeps the chart from being loaded.
    plates
        Whether further names of a cell can be those of the same body (two plates): of one township, as its discipline body and its office of supervision.
    instead
        Reads a name as that of another body, which is meant by it (县财政局党组 stands for 县财政局); None where the name stands for itself.
    level, scope
        Attributes of the bodies.
    """

    kinds: tuple[str, ...]
    endings: tuple[str, ...] = ()
    severity: Severity = "warning"
    plates: bool = False
    instead: Callable[[NameReading], NameReading | None] | None = None
    level: str | None = None
    scope: str | None = None


@dataclass
class NamesOfCells:
    """Takes the names of cells into a chart.

    Attributes
    ----------
    context
        What the tables of the file share.
    totals
        Counts what the columns name.
    within
        By roles: the role of the column within which a name is told apart from the same name elsewhere.
    """

    context: TableContext
    totals: ColumnTotals
    within: Mapping[str, str]

    def bodies(self, row: TableRow, role: str, expected: Expected, around: NamedBody | None = None) -> list[NamedBody]:
        """The bodies that the columns of a role name in a row.

        Parameters
        ----------
        row
            Of the table.
        role
            Of the columns.
        expected
            What they can be.
        around
            What a name stands within: 第一组 of a zone, 纪委 of a township.

        Returns
        -------
        list of NamedBody
            In their order; what can't be such a body is said.
        """
        named: list[NamedBody] = []
        for cell in row.texts(role):
            for unit in listed(cell.text):
                if unit.name in NOTHING or (expected.plates and named and self._plate(unit.name, named[0], around)):
                    continue
                self.totals.named(cell.column, unit.name)
                body = self._body(role, unit, cell, expected, around)
                if body is not None:
                    named.append(body)
        return named

    def _plate(self, name: str, first: NamedBody, around: NamedBody | None) -> bool:
        """Whether a name is another one of the first body of its cell, which then bears both."""
        for text in (name, f"{around.name}{name}" if around is not None else ""):
            reading = parse(text)
            if reading.sure and reading.kind == first.kind and reading.parts.township in (first.reading.parts.township, None):
                self.context.roster.builder.add(first.id, "aliases", [reading.name, *reading.aliases], first.place)
                self.context.plates[first.kind, reading.name] = first.id
                return True
        return False

    def _body(self, role: str, unit: ListedUnit, cell: TableCell, expected: Expected, around: NamedBody | None) -> NamedBody | None:
        roster = self.context.roster
        given = roster.kinds.get(unit.name)
        if given == NONE:
            roster.counted["rosters.names_left_out_by_mapping"] += 1
            return None
        if unit.count is not None:
            return self._counted(unit, cell, expected.kinds[0], around)
        name, reading = _read(unit, expected, around, given is None)
        kind = given or roster.kinds.get(name) or self._kind(name, reading, expected, cell)
        if kind is None or kind == NONE:
            return None
        if kind not in expected.kinds:
            roster.builder.problem(expected.severity, message("rosters.other_kind_beside", name=name, kind=kind, expected=expected.kinds[0]), place=cell.place)
            return None
        if reading.parts.set:
            roster.builder.problem(expected.severity, message("rosters.several_bodies", name=name), place=cell.place)
            return None
        name = reading.name if reading.sure and reading.kind == kind else " ".join(name.split())
        if around is not None and (self.within.get(role, ""), unit.name) in self.context.apart and not name.startswith(around.name):
            name = f"{around.name}{name}"
        values = {key: value for key, value in (("level", expected.level), ("scope", expected.scope)) if value and NODE_ATTRIBUTES[key].applies(kind)}
        if reading.kind == kind:
            values |= {part: value for part in _PARTS if part not in values and NODE_ATTRIBUTES[part].applies(kind) and (value := getattr(reading.parts, part))}
        note = "; ".join(note for note in unit.notes if note) or None
        body = self.context.plates.get((kind, name)) or roster.body(kind, name, cell.place, aliases=list(reading.aliases) or None, note=note, **values)
        scope = "with_subordinates" if unit.with_subordinates else None
        return NamedBody(body, kind, name, cell.place, cell.heading, reading, unit.name, scope)

    def _kind(self, name: str, reading: NameReading, expected: Expected, cell: TableCell) -> str | None:
        """The kind that a name tells, or else its column; None, with a problem, where both can't be."""
        builder, kinds = self.context.roster.builder, expected.kinds
        if reading.sure and reading.kind in kinds:
            return reading.kind
        if expected.endings and name.endswith(expected.endings):
            return kinds[0]
        if not no_person(builder, name, kinds[0], cell.place):
            return None
        if reading.sure:
            if expected.severity == "error":
                builder.ask(name, UNDECIDED, cell.place, kinds, any_kind=False)
                other = message("rosters.other_kind_in_column", name=name, kind=reading.kind, reason=reading, expected=kinds[0])
                nobody = message("rosters.no_body_in_column", name=name, reason=reading, expected=kinds[0])
            else:
                other = message("rosters.other_kind_beside", name=name, kind=reading.kind, expected=kinds[0])
                nobody = message("rosters.no_body_beside", name=name, expected=kinds[0])
            builder.problem(expected.severity, other if reading.kind else nobody, place=cell.place)
            return None
        candidates = [candidate.kind for candidate in reading.candidates if candidate.kind in kinds]
        if not candidates and kinds[0] != "Unit":  # whatever nobody knows is a unit there
            builder.problem("warning", message("rosters.kind_by_column", name=name, expected=kinds[0], reason=reading), place=cell.place)
        return candidates[0] if candidates else kinds[0]

    def _counted(self, unit: ListedUnit, cell: TableCell, kind: str, around: NamedBody | None) -> NamedBody:
        """Bodies that a cell counts and doesn't name: a set (domain §2)."""
        roster = self.context.roster
        roster.counted["rosters.units_counted"] += 1
        name = f"{around.name if around else cell.place.locator}：{unit.name}"
        body = roster.builder.body(kind, name, cell.place, roster.source, count=unit.count)
        number = unit.count if isinstance(unit.count, int) else None
        return NamedBody(body, kind, name, cell.place, cell.heading, parse(unit.name), unit.name, number=number)


def number_of(bodies: Sequence[NamedBody]) -> int | None:
    """How many bodies are named or counted together.

    Parameters
    ----------
    bodies
        Of a cell or a row.

    Returns
    -------
    int or None
        None where some are of unknown number.
    """
    numbers = [body.number for body in bodies]
    return None if None in numbers else sum(number for number in numbers if number is not None)


def _read(unit: ListedUnit, expected: Expected, around: NamedBody | None, freely: bool) -> tuple[str, NameReading]:
    """A name and how it reads: as it stands, as that of the body that it stands for, or with what it stands within before it."""
    name, reading = unit.name, unit.read or parse(unit.name)
    if not freely:
        return name, reading
    if expected.instead is not None and (meant := expected.instead(reading)) is not None:
        return meant.name, meant
    if around is not None and not (reading.sure and reading.kind in expected.kinds):
        inner = parse(f"{around.name}{name}")
        if inner.sure and inner.kind in expected.kinds:
            return inner.name, inner
        if expected.endings and name.endswith(expected.endings):
            return f"{around.name}{name}", reading
    return name, reading
