"""A chart in the making, out of a file that isn't one: bodies, links and sources with the cell that each was read from.

`build` checks the whole by the same rules as a chart that was written by hand, and tells each problem at its cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from oversight_graph.chart.build import ChartReading, build
from oversight_graph.loaders.import_options import OPTION_SOURCE
from oversight_graph.loaders.person_filter import PersonFilter
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.messages import Message, Text, Words, message
from oversight_graph.model import KINDS
from oversight_graph.naming.normalisation import fold
from oversight_graph.naming.personal_data import has_numbers, redacted, without_personal_data_in
from oversight_graph.naming.persons import likeness
from oversight_graph.parsing.document import Value, document, to_node
from oversight_graph.parsing.field_reader import is_id
from oversight_graph.problems import Problem, errors, path_of

_NOT_SAID = {
    "chart": message("loaders.no_chart_id"),
    "as_of": message("loaders.no_date"),
    "area": message("loaders.no_area"),
    "level": message("loaders.no_level"),
}
"""What is said of a key that the header needs and the file doesn't hold."""


class Location(NamedTuple):
    """Where something stands in a file: `row` and `column` count from 1, 0 is unknown; `sheet` where there are several."""

    row: int = 0
    column: int = 0
    sheet: str = ""

    @property
    def locator(self) -> str:
        """As a source's locator says it."""
        return " ".join(part for part in (self._sheet, f"row {self.row}" if self.row else "") if part)

    @property
    def said(self) -> Text:
        """As a message says it; nothing where nothing is known."""
        if not self.row:
            return self._sheet
        return message("loaders.row_of_sheet", sheet=self._sheet, row=self.row) if self._sheet else message("problems.row", row=self.row)

    @property
    def _sheet(self) -> str:
        return "" if likeness(self.sheet) else redacted(self.sheet).text

    def cited(self, source: str) -> str:
        """A source with this place in it, as an entry cites it."""
        return f"{source} {self.locator}".strip()


@dataclass(slots=True)
class DraftEntry:
    """An entry of a chart in the making: its values under the keys of a chart, where it stands, and in which column each key does."""

    values: dict[str, Any]
    place: Location
    columns: Mapping[str, int]

    def given(self, shapes: dict[object, Any]) -> Value:
        """The entry as a document; only its place stays."""
        values, self.values = self.values, {}
        return to_node(values, self.place.row or 1, shapes)


class ChartBuilder:
    """`header`, `areas`, `complete` take what the file says of itself, as plain values under the keys of a chart; `inferred` what may be
    read between its lines (a title, a date in it): what the user tells stands behind the first and before the second."""

    def __init__(self, source_file: SourceFile) -> None:
        self.source_file = source_file
        self.header: dict[str, Any] = {}
        self.inferred: dict[str, Any] = {}
        self.sources: list[dict[str, Any]] = []
        self.areas: list[dict[str, Any]] = []
        self.complete: list[dict[str, Any]] = []
        self.claims: list[DraftEntry] = []
        self.nodes: list[DraftEntry] = []
        self.links: list[DraftEntry] = []
        self._entries = {"claims": self.claims, "nodes": self.nodes, "links": self.links}
        self.problems: list[Problem] = []
        self.understood: list[Message] = []
        self.guess: dict[str, object] | None = None
        self._sieve = PersonFilter(self.problem)
        self.unsure: dict[str, str] = {}  # names that a mapping should say the kind of, and what they are taken for without
        self._ids: dict[str, DraftEntry] = {}
        self._rows: dict[str, dict[int, DraftEntry]] = {}
        self._header_row: DraftEntry | None = None
        self._bodies: dict[tuple[str, str, str], str] = {}

    def problem(self, severity: Literal["error", "warning"], said: Message, place: Location = Location()) -> None:  # noqa: B008 (immutable)
        """Note a problem. What it quotes and may be a person's isn't said: the place tells it."""
        said = without_personal_data_in(said)
        self.problems.append(Problem(severity, self.source_file.name, place.row, "", said, place.sheet, place.column))

    def ask(self, name: str, taken: str) -> None:
        """Put a name among those that a mapping should say the kind of, unless it is surely a person's or holds a number of one. `taken`: what it is until then."""
        if likeness(name) != "person" and not has_numbers(name):
            self.unsure[name] = taken

    def account(self, counted: Counter[str]) -> None:
        """Say what was found.

        Parameters
        ----------
        counted
            How many bodies of each kind, by its id, and how many of whatever else, by the code of the message that says so of a `number`.
        """
        bodies = [message("loaders.number_of_a_kind", number=number, kind=Words(KINDS[what].zh, what)) for what, number in counted.items() if number and what in KINDS]
        others = [Message(what, {"number": number}) for what, number in counted.items() if number and what not in KINDS]
        if bodies:
            self.understood.append(message("loaders.kinds_found", kinds=bodies))
        if others:
            self.understood.append(message("loaders.counted", counts=others))

    def source(self, title: str, **more: str | None) -> str:
        """A source by its title (once), and its id: `told` where the user told it, else s1, s2 …"""
        title = title if title == self.source_file.options.source else self._sieve.text(title, "title", Location()) or "…"
        for source in self.sources:
            if source["title"] == title:
                return str(source["id"])
        name = OPTION_SOURCE if title == self.source_file.options.source else f"s{len(self.sources) + 1}"
        self.sources.append({"id": name, "title": title, **self._sieve.values(more, Location())})
        return name

    def node(self, name: str, place: Location, columns: Mapping[str, int] | None = None, /, **values: Any) -> str:
        """A node with the id `name` (as the file writes it) and its id. `columns`: in which column a key stands."""
        entry = DraftEntry({"id": name, **self._sieve.values(values, place, columns)}, place, columns or {})
        self._ids.setdefault(name, entry)
        self.nodes.append(entry)
        return name

    def body(self, kind: str, name: str, place: Location, source: str, **values: Any) -> str:
        """The id of the body of that kind and name (and area, where one is given), which is added where it isn't there yet.

        What is said again must agree, or it is a warning; what is said for the first time is added. The id is the name, so that a
        new version of the file gives the same body the same id.
        """
        name = self._sieve.text(name, "name", place)
        key = (kind, fold(name), str(values.get("area") or ""))
        cited = place.cited(source)
        known = self._bodies.get(key)
        if known is None:
            known = self._bodies[key] = self._free_id(name)
            self.node(known, place, kind=kind, name=name, sources=[cited], **{key: value for key, value in values.items() if value is not None})
            return known
        entry = self._ids[known]
        if cited not in entry.values["sources"]:
            entry.values["sources"].append(cited)
        for attribute, value in values.items():
            if value is not None:
                self.add(known, attribute, value, place)
        if name != entry.values["name"] and name not in entry.values.setdefault("aliases", []):
            entry.values["aliases"].append(name)
        return known

    def holds(self, kind: str, name: str, area: str = "") -> bool:
        """Whether `body` has been told of such a one."""
        return (kind, fold(name), area) in self._bodies

    def add(self, name: str, attribute: str, value: Any, place: Location) -> None:
        """Say something of a node. What was said before stands, and what contradicts it is a warning; lists and notes grow."""
        value = self._sieve.value(attribute, value, place)
        if value in (None, "", []):
            return
        entry = self._ids[name]
        held = entry.values.setdefault(attribute, value)
        if held == value:
            entry.columns = {attribute: place.column, **entry.columns}
        elif isinstance(held, list):
            held += [item for item in value if item not in held]
        elif attribute == "note":
            entry.values[attribute] = held if value in held else f"{held}; {value}"
        else:
            known, before = entry.values.get("name", name), entry.place.said or message("loaders.another_place")
            said = message("loaders.contradicts", name=known, attribute=attribute, value=value, held=held, place=before)
            self.problem("warning", said, place=place)

    def link(self, kind: str, start: str, end: str, place: Location, columns: Mapping[str, int] | None = None, /, **values: Any) -> None:
        """A link between two ids."""
        self.links.append(DraftEntry({"kind": kind, "from": start, "to": end, **self._sieve.values(values, place, columns)}, place, columns or {}))

    def row(self, section: str, entry: DraftEntry) -> None:
        """An entry of any list of a chart as a table has it, complete or not: `build` says what is missing."""
        self._sift(entry)
        if section in self._entries:
            self._entries[section].append(entry)
            return
        plain: list[dict[str, Any]] = {"areas": self.areas, "sources": self.sources, "complete": self.complete}[section]
        self._rows.setdefault(section, {})[len(plain)] = entry
        plain.append(entry.values)

    def header_row(self, entry: DraftEntry) -> None:
        """The header as a row of a table."""
        self._sift(entry)
        self.header |= entry.values
        self._header_row = entry

    def _sift(self, entry: DraftEntry) -> None:
        """Keep out of an entry what belongs to persons."""
        entry.values = self._sieve.values(entry.values, entry.place, entry.columns)

    def _free_id(self, name: str) -> str:
        wanted = name if is_id(name) and name else "".join(letter for letter in name if is_id(letter)) or "n"
        free, number = wanted, 1
        while free in self._ids:
            number += 1
            free = f"{wanted}-{number}"
        return free

    def build(self) -> ChartReading:
        """The chart and its problems, each at the cell that it comes from. Cost: linear in the entries."""
        options = self.source_file.options
        self.inferred, self.header = (self._sieve.values(values, Location()) for values in (self.inferred, self.header))
        self.header = {**self.inferred, **options.header, **{key: value for key, value in self.header.items() if value is not None}}
        if options.source is not None and not self.sources:
            self.source(options.source)
        if options.complete and not self.complete:
            self.complete = [{"forms": list(options.complete)}]
        missing = self._missing()
        reading = build(self._document(), self.source_file.name)
        problems = [*self.problems, *missing, *(self._placed(problem) for problem in reading.problems)]
        chart = None if errors(problems) else reading.chart
        return ChartReading(chart, tuple(problems), tuple(self.understood), self.guess)

    def _missing(self) -> list[Problem]:
        """What the header lacks, each once with the option that tells it; so that the rest can be checked all the same."""
        missing = []
        needs = {"chart": "missing", "as_of": "2018-03"}
        if any("area" not in entry.values for entry in self.nodes):
            needs["area"] = "CN"
        if any("level" not in entry.values and not _has_level(entry.values.get("kind")) for entry in self.nodes):
            needs["level"] = "county"
        for key, stand_in in needs.items():
            if self.header.get(key) is None:
                self.header[key] = stand_in
                missing.append(Problem("error", self.source_file.name, 0, "", _NOT_SAID[key]))
        return missing

    def _document(self) -> Value:
        """The document as the native format would hold it; the line of an entry is its row."""
        shapes: dict[object, Any] = {}
        made_of: dict[str, list[Value]] = {}
        for key, rows in (("areas", self.areas), ("sources", self.sources), ("complete", self.complete)):
            places = [self._entry(key, number) for number in range(len(rows))]
            made_of[key] = [to_node(row, entry.place.row or 1 if entry else 1) for row, entry in zip(rows, places, strict=True)]
        for key, entries in self._entries.items():
            made_of[key] = [entry.given(shapes) for entry in entries]
        return document({**{key: to_node(value) for key, value in self.header.items() if value is not None}, **made_of})

    def _entry(self, section: str, number: int) -> DraftEntry | None:
        if section not in self._entries:
            return self._rows.get(section, {}).get(number)
        entries = self._entries[section]
        return entries[number] if number < len(entries) else None

    def _placed(self, problem: Problem) -> Problem:
        """A problem at its cell: its row is that of its entry, its column that of the key (`name.zh`, else `name`), where the entry has columns."""
        entry = self._header_row if problem.entry is None else self._entry(*problem.entry)
        if entry is None or not entry.place.row or not problem.keys:
            return problem
        keys = [path_of(problem.inside[:length]) for length in range(len(problem.inside), 0, -1)]
        column = next((entry.columns[key] for key in keys if entry.columns.get(key)), entry.place.column)
        return replace(problem, line=entry.place.row, sheet=entry.place.sheet, column=column)


def _has_level(kind: object) -> bool:
    """Whether bodies of a kind have a level without saying it (domain §2)."""
    return isinstance(kind, str) and kind in KINDS and KINDS[kind].level is not None
