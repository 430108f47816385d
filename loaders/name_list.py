"""Name lists: a column, or lines of text, each the name of a body; the grammar of names tells what it is (docs/names.md).

A name that can't be told stops the load until a mapping says what it is; what is no body is left out and said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from oversight_graph.chart.build import ChartReading
from oversight_graph.loaders.chart_builder import ChartBuilder
from oversight_graph.loaders.draft_entry import Location
from oversight_graph.loaders.mapping import NONE, kinds_of, sheets_with_mapping
from oversight_graph.loaders.neighbours import ByNeighbours, kinds_by_neighbours
from oversight_graph.loaders.rosters.cell_contents import day, parts
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.loaders.workbook import Sheet
from oversight_graph.messages import Message, Words, message
from oversight_graph.model import KINDS, LINKS, NODE_ATTRIBUTES
from oversight_graph.naming.grammar import Hint, parse
from oversight_graph.naming.grammar import NameReading as NameReading
from oversight_graph.naming.host_names import HostNames
from oversight_graph.naming.persons import likeness
from oversight_graph.parsing.document import ParseError
from oversight_graph.problems import letters

NAME = "name"
"""The role of the column that holds the names, in a mapping."""
_TIDY = {"kind", "name"}
_TRIED = 400  # cells of a column by which the column of names is found
_PARTS = ("function", "mode", "scope", "category")
_FIRST = re.compile(r"[、，,；;\n]")
_AMONG = 0.3  # of the cells of a column that must surely be bodies


def _column(sheet: Sheet) -> int | None:
    """The column with the most names, the only one where there is one; None where several hold none."""
    width = max((len(row) for row in sheet.rows), default=0)
    if width == 1:
        return 1
    best, most = None, 0
    for column in range(width):
        cells = [row[column] for row in sheet.rows if column < len(row) and row[column].strip()][:_TRIED]
        sure = sum(1 for cell in cells if (reading := parse(_FIRST.split(cell)[0])).sure and reading.kind)
        if sure > most and sure >= _AMONG * len(cells):
            best, most = column + 1, sure
    return best


def _columns(source_file: SourceFile) -> list[tuple[Sheet, int]]:
    """The sheets that hold names, each with the column of the names."""
    columns = []
    for sheet, given in sheets_with_mapping(source_file):
        column = next((number for number, role in given.get("columns", {}).items() if role == NAME), None) or _column(sheet)
        if column is not None:
            columns.append((sheet, column))
    return columns


def _described(sheet: Sheet, column: int) -> Message:
    """In which column the names stand, and which others hold something: they aren't read."""
    width = max((len(row) for row in sheet.rows), default=0)
    held = [letters(number) for number in range(1, width + 1) if number != column and any(row[number - 1].strip() for row in sheet.rows if number <= len(row))]
    if not held:
        return message("loaders.name_column", column=letters(column))
    return message("loaders.name_column_of_several", column=letters(column), number=len(held), others=held)


def recognises(source_file: SourceFile) -> bool:
    """Whether a file is a list of names.

    A tidy table under a name of its own isn't one: the kinds that it gives would be lost.

    Parameters
    ----------
    source_file
        A file of such a suffix.

    Returns
    -------
    bool
        False where another format may take it.

    Raises
    ------
    ParseError
        For a file that can't be read.
    """
    if any({cell.strip().lower() for cell in sheet.rows[0]} >= _TIDY for sheet in source_file.book.sheets if sheet.rows):
        return False
    return source_file.path.suffix.lower() == ".txt" or bool(source_file.cached(_columns))


def read(source_file: SourceFile) -> list[ChartReading]:
    """One chart out of all names of a file. Cost: linear in the names, about 50 µs each.

    Parameters
    ----------
    source_file
        A file of tables or lines of text.

    Returns
    -------
    list of ChartReading
        One; a name whose kind can't be told is an error of it.

    Raises
    ------
    ParseError
        Where no column of names is found.
    """
    builder = ChartBuilder(source_file)
    builder.inferred["chart"] = source_file.chart_id
    names = _Names(builder, builder.source(source_file.options.source or source_file.path.name), kinds_of(source_file.options.mapping), Counter())
    several = len(source_file.book.sheets) > 1
    columns: dict[str, dict[str, dict[str, str]]] = {}
    for sheet, column in source_file.cached(_columns):
        title = sheet.name if several else ""
        described = _described(sheet, column)
        builder.understood.append(message("loaders.of_sheet", sheet=title, said=described) if title else described)
        columns[sheet.name] = {"columns": {letters(column): NAME}}
        for row, cells in enumerate(sheet.rows, 1):
            source_file.row(row, len(sheet.rows))
            if column <= len(cells) and cells[column - 1].strip():
                names.cell(cells[column - 1], Location(row, column, title))
        names.finish()
    if not columns:
        raise ParseError(0, message("loaders.no_name_column"))
    names.links()
    if source_file.options.commission is not None:
        names.dispatched(source_file.options.commission)
    builder.account(names.counted)
    builder.guess = {"format": "names", **({"sheets": columns} if several else next(iter(columns.values()), {}))}
    if builder.unsure:
        builder.guess["kinds"] = builder.unsure
    return [builder.build()]


@dataclass
class _Names:
    builder: ChartBuilder
    source: str
    kinds: Mapping[str, str]
    counted: Counter[str]
    bodies: dict[str, tuple[str, str, NameReading, Location]] = field(default_factory=dict)  # id → kind, name, reading, place
    known: dict[tuple[str, str], str | None] = field(default_factory=dict)
    listed: list[tuple[str, NameReading, Location]] = field(default_factory=list)  # of a sheet, until it is finished

    def cell(self, text: str, place: Location) -> None:
        for part in parts(text) if len(text) < 1000 else [text]:
            self.listed.append((part, parse(part), place))

    def finish(self) -> None:
        """Take the names of a sheet, once all are known: what one of them is may be told by those beside it."""
        beside = kinds_by_neighbours([reading for _, reading, _ in self.listed])
        for (text, reading, place), by_neighbours in zip(self.listed, beside, strict=True):
            self._name(text, reading, place, by_neighbours)
        self.listed.clear()

    def _name(self, text: str, reading: NameReading, place: Location, by_neighbours: ByNeighbours | None) -> None:
        name = reading.name or text
        kind = self.kinds.get(name) or self.kinds.get(text)
        if kind == NONE or (kind is None and (reading.no_body or likeness(name) == "person")):
            date = day(text)
            if date is not None and "as_of" not in self.builder.inferred:
                self.builder.inferred["as_of"] = date
            self.counted["loaders.lines_that_are_no_bodies"] += 1
            if kind is None and reading.pattern not in ("no-letters", "heading", "total", "nothing"):
                no_body = message("loaders.no_body", name=_short(text), reason=reading)
                self.builder.problem("warning", message("loaders.person_here") if likeness(name) else no_body, place=place)
            return
        if kind is None and by_neighbours is not None:
            kind = by_neighbours.kind
            self.builder.ask(name, kind)
            said = message("loaders.kind_by_neighbours", name=_short(name), kind=_words(kind), neighbours=list(by_neighbours.neighbours))
            self.builder.problem("warning", said, place=place)
        if kind is None and not reading.sure:
            self.builder.undecided(name, _undecided(_short(name), reading), place)
            return
        chosen = kind or str(reading.kind)
        body = self._body(chosen, name, reading, place)
        self.bodies.setdefault(body, (chosen, name, reading, place))

    def _body(self, kind: str, name: str, reading: NameReading, place: Location) -> str:
        given = (
            {attribute: getattr(reading.parts, attribute) for attribute in _PARTS if NODE_ATTRIBUTES[attribute].applies(kind)} if reading.kind == kind else {}
        )
        if reading.parts.level and KINDS[kind].level is None and reading.kind == kind:
            given["level"] = reading.parts.level
            told = self.builder.source_file.options.header.get("level")
            self.counted["loaders.levels_by_name"] += told not in (None, reading.parts.level) and not self.builder.holds(kind, name)
        if reading.parts.set:
            given["count"] = reading.parts.count or "unknown"  # several bodies; often nobody says how many
        if not self.builder.holds(kind, name):
            self.counted[kind] += 1
        note = "; ".join(reading.notes) or None
        return self.builder.body(kind, name, place, self.source, aliases=list(reading.aliases) or None, note=note, **given)

    def links(self) -> None:
        """What the names imply: a link for each hint whose other end is, or surely can be, a body; of basis inferred."""
        for body, (kind, name, reading, place) in list(self.bodies.items()):
            for hint in reading.hints() if reading.kind == kind else ():
                other = self._end(hint, kind, name, place)
                if other is not None:
                    start, end = (body, other) if hint.end == "to" else (other, body)
                    self.builder.link(hint.link, start, end, place, sources=[place.cited(self.source)], basis="inferred", **_powers(hint, name))
                    self.counted["loaders.links_that_names_imply"] += 1

    def _end(self, hint: Hint, kind: str, of: str, place: Location) -> str | None:
        reading = parse(hint.name)
        other = self.kinds.get(hint.name) or reading.kind
        if not reading.sure or other is None or other not in KINDS:
            return None
        ends = (kind, other) if hint.end == "to" else (other, kind)
        if not LINKS[hint.link].permits(*ends):
            return None
        longer = self._longer(other, hint.name)
        if longer is not None:
            return longer
        if hint.link == "STATIONED_AT":
            named = self._units.match(hint.name)
            if named.sure:
                return self._ids[named.names[0]]
            if named.names:
                self.builder.problem("warning", message("rosters.host_not_sure", name=of, host=hint.name, units=list(named.names[:5])), place=place)
                return None
        if not self.builder.holds(other, reading.name):
            self.counted["loaders.bodies_that_names_imply"] += 1
        return self._body(other, reading.name, reading, place)

    @cached_property
    def _ids(self) -> dict[str, str]:
        """The overseen bodies of the list that can be hosts, by name."""
        return {name: body for body, (kind, name, _, _) in self.bodies.items() if kind == "Unit"}

    @cached_property
    def _units(self) -> HostNames:
        header = self.builder.source_file.options.header
        return HostNames(self._ids, header.get("level"), header.get("area"))

    def _longer(self, kind: str, name: str) -> str | None:
        """The only body of the list with a longer form of a name: 云岭县纪委监委 where another name says 县纪委监委."""
        if (kind, name) not in self.known:
            fitting = [body for body, (kind_of, longer, _, _) in self.bodies.items() if kind_of == kind and longer.endswith(name)]
            self.known[kind, name] = fitting[0] if len(fitting) == 1 else None
        return self.known[kind, name]

    def dispatched(self, commission: str) -> None:
        """The commission that the user tells, above the groups and rooms of the list."""
        above = self.builder.body("Commission", commission, Location(), self.source)
        for body, (kind, _, _, place) in self.bodies.items():
            if body != above and kind in ("StationedGroup", "TownshipOffice"):
                self.builder.link("DISPATCHES", above, body, place, sources=[self.source])
            elif kind == "Room":
                self.builder.link("PART_OF", body, above, place, sources=[self.source])


def _powers(hint: Hint, name: str) -> dict[str, object]:
    """Of an office over its township: discipline, and state where its name says 监察 (domain §1: it arrives at townships by dispatch)."""
    if hint.link != "SUPERVISES":
        return {}
    return {"form": "discipline", "authority": ["discipline", "state"] if "监察" in name else ["discipline"]}


def _undecided(name: str, reading: NameReading) -> Message:
    """What is said of a name whose kind can't be told."""
    kinds = [kind for kind in dict.fromkeys(candidate.kind for candidate in reading.candidates) if kind]
    if not kinds:
        return message("loaders.no_kind_known", name=name, reason=reading)
    return message("loaders.one_of_several_kinds", name=name, reason=reading, kinds=[_words(kind) for kind in kinds], first=kinds[0])


def _words(kind: str) -> Words:
    return Words(KINDS[kind].zh, kind)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:40]}…"
