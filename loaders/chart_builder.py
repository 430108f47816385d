"""A chart in the making, out of a file that isn't one: bodies, links and sources with the cell that each was read from.

`build` checks the whole by the same rules as a chart that was written by hand, and tells each problem at its cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from oversight_graph.chart.build import ChartReading, build
from oversight_graph.loaders.cell_account import Fate
from oversight_graph.loaders.draft_entry import DraftEntry, Location
from oversight_graph.loaders.file_report import FileReport
from oversight_graph.loaders.import_options import OPTION_SOURCE
from oversight_graph.loaders.missing_header import fill_header
from oversight_graph.loaders.person_filter import PersonFilter
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.messages import message
from oversight_graph.naming.normalisation import fold
from oversight_graph.parsing.document import Value, document, to_node
from oversight_graph.parsing.written_values import is_id
from oversight_graph.problems import Problem, errors, path_of


class ChartBuilder(FileReport):
    """A chart in the making, out of a file that isn't one.

    `header`, `areas`, `complete` take what the file says of itself, as plain values under the keys of a chart; `inferred` what may be read between its lines
    (a title, a date in it): what the user tells stands behind the first and before the second. What belongs to persons is left out of all that is given.
    """

    def __init__(self, source_file: SourceFile) -> None:
        super().__init__(source_file)
        self.header: dict[str, Any] = {}
        self.inferred: dict[str, Any] = {}
        self.sources: list[dict[str, Any]] = []
        self.areas: list[dict[str, Any]] = []
        self.complete: list[dict[str, Any]] = []
        self.claims: list[DraftEntry] = []
        self.nodes: list[DraftEntry] = []
        self.links: list[DraftEntry] = []
        self._entries = {"claims": self.claims, "nodes": self.nodes, "links": self.links}
        self.guess: dict[str, object] | None = None
        self._sieve = PersonFilter(self.problem)
        self._ids: dict[str, DraftEntry] = {}
        self._rows: dict[str, dict[int, DraftEntry]] = {}
        self._header_row: DraftEntry | None = None
        self._bodies: dict[tuple[str, str, str], str] = {}
        self._cited: dict[str, set[str]] = {}  # by body, as a body may be named in each of 100,000 rows

    def source(self, title: str, **more: str | None) -> str:
        """The id of a source, which is added where its title isn't there yet.

        Parameters
        ----------
        title
            What belongs to persons is cut out; "…" where nothing is left.
        **more
            Its publisher, date and url; None where the file doesn't say it.

        Returns
        -------
        str
            `told` for the source that the user told, else s1, s2 … in the order in which they are met.
        """
        title = title if title == self.source_file.options.source else self._sieve.text(title, "title", Location()) or "…"
        for source in self.sources:
            if source["title"] == title:
                return str(source["id"])
        name = OPTION_SOURCE if title == self.source_file.options.source else f"s{len(self.sources) + 1}"
        self.sources.append({"id": name, "title": title, **self._sieve.values(more, Location())})
        return name

    def node(self, name: str, place: Location, columns: Mapping[str, int] | None = None, /, **values: Any) -> str:
        """Add a node, which keeps the id that the file gives.

        Parameters
        ----------
        name
            Its id.
        place
            Where the file says it.
        columns
            In which column each key stands, counted from 1; None where the file has no columns.
        **values
            Under the keys of a node of a chart.

        Returns
        -------
        str
            The id.
        """
        entry = DraftEntry({"id": name, **self._sieve.values(values, place, columns)}, place, columns or {})
        self._ids.setdefault(name, entry)
        self.nodes.append(entry)
        return name

    def body(self, kind: str, name: str, place: Location, source: str, **values: Any) -> str:
        """The id of the body of that kind and name (and area, where one is given), which is added where it isn't there yet.

        What is said again must agree, or it is a warning; what is said for the first time is added. The id is the name, so that a new version of the file
        gives the same body the same id.

        Parameters
        ----------
        kind
            A kind of node.
        name
            In one of its spellings; another spelling of a body that is there becomes an alias.
        place
            The cell, which is cited in the source.
        source
            The id of the source.
        **values
            Further attributes; None says nothing.

        Returns
        -------
        str
            The id in the chart.
        """
        self.mark(place, Fate.LOADED)
        name = self._sieve.text(name, "name", place)
        key = (kind, fold(name), str(values.get("area") or ""))
        cited = place.cited(source)
        known = self._bodies.get(key)
        if known is None:
            known = self._bodies[key] = self._free_id(name)
            self._cited[known] = {cited}
            self.node(known, place, kind=kind, name=name, sources=[cited], **{key: value for key, value in values.items() if value is not None})
            return known
        entry = self._ids[known]
        if cited not in self._cited[known]:
            self._cited[known].add(cited)
            entry.values["sources"].append(cited)
        for attribute, value in values.items():
            if value is not None:
                self.add(known, attribute, value, place)
        if name != entry.values["name"] and name not in entry.values.setdefault("aliases", []):
            entry.values["aliases"].append(name)
        return known

    def holds(self, kind: str, name: str, area: str = "") -> bool:
        """Whether `body` has been told of such a one.

        Parameters
        ----------
        kind, name, area
            As they were given to `body`; area "" for a body without one.

        Returns
        -------
        bool
            True for any spelling of the name.
        """
        return (kind, fold(name), area) in self._bodies

    def add(self, name: str, attribute: str, value: Any, place: Location) -> None:
        """Say something of a node. What was said before stands, and what contradicts it is a warning; lists and notes grow.

        Parameters
        ----------
        name
            The id of a node that was added.
        attribute
            A key of a node of a chart.
        value
            Nothing is said by None, "" or an empty list.
        place
            The cell.
        """
        value = self._sieve.value(attribute, value, place)
        if value in (None, "", []):
            return
        self.mark(place, Fate.LOADED)
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
        """Add a link between two ids; `build` says which of them no node has.

        Parameters
        ----------
        kind
            A kind of link.
        start, end
            Ids of nodes.
        place
            Where the file says it.
        columns
            In which column each key stands; None where the file has no columns.
        **values
            Under the keys of a link of a chart.
        """
        self.mark(place, Fate.LOADED)
        self.links.append(DraftEntry({"kind": kind, "from": start, "to": end, **self._sieve.values(values, place, columns)}, place, columns or {}))

    def row(self, section: str, entry: DraftEntry) -> None:
        """Add an entry of any list of a chart as a table has it, complete or not: `build` says what is missing.

        Parameters
        ----------
        section
            The key of the list: `nodes`, `links`, `claims`, `sources`, `areas` or `complete`.
        entry
            Its values, with place and columns.
        """
        self._sift(entry)
        if section in self._entries:
            self._entries[section].append(entry)
            return
        plain: list[dict[str, Any]] = {"areas": self.areas, "sources": self.sources, "complete": self.complete}[section]
        self._rows.setdefault(section, {})[len(plain)] = entry
        plain.append(entry.values)

    def header_row(self, entry: DraftEntry) -> None:
        """Take the header from a row of a table; its problems are told at that row.

        Parameters
        ----------
        entry
            The values under the keys of a header.
        """
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
        missing = fill_header(self.header, self.nodes, self.source_file.name)
        reading = build(self._document(), self.source_file.name)
        problems = [*self.problems, *missing, *(self._placed(problem) for problem in reading.problems)]
        chart = None if errors(problems) else reading.chart
        cells = tuple(self.cells.to_dicts()) if self.cells else ()
        return ChartReading(chart, tuple(problems), tuple(self.understood), self.guess, cells, tuple(self.asked.values()))

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
