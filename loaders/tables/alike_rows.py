"""A chart out of large tables without a Python object for each row: of rows that say the same one is read, and stands for all.

What the rules of a chart look at is the same in most rows; what differs is the id, the names, the area, and of a link its ends. So a *sample* is taken: of the
rows that agree in all else the first, each row whose id or names can't be judged by a pattern over the whole column (naming/plain_names.py), each link that the rules
weigh together with others (a `part`, domain §3a), and the nodes at the ends of these. The sample is read as any tables are, row by row, by the same code. Where there is a
warning of a row, all that are like it are read as well, as each has it too. Where there is no error then, and columns of the rest show none either (an id twice, an end that
isn't there, a circle), what is said of the sample is what is to be said of the whole, and the columns of the chart are those of the sample spread over the rows.
Otherwise all is read row by row, so that each problem is told at its cell.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oversight_graph.chart.build import ChartReading
from oversight_graph.chart.cell_text import word_of
from oversight_graph.chart.chart import Chart
from oversight_graph.chart.chart_columns import spread_links, spread_nodes
from oversight_graph.chart.circle_columns import CIRCULAR, surely_no_circle
from oversight_graph.chart.entry import NodeEntry
from oversight_graph.chart.periods import never_known
from oversight_graph.graph.alike import alike
from oversight_graph.graph.arrow import NONE, as_indices, encoded, flags, numbers
from oversight_graph.loaders.tables.cell_columns import CellColumns
from oversight_graph.loaders.tables.tidy_rows import positions_of
from oversight_graph.loaders.tables.tidy_set import TidyTableFile
from oversight_graph.naming import plain_names
from oversight_graph.problems import Problem, path_of

Rows = NDArray[np.int64]
Codes = NDArray[np.int32]
FEWEST = 2_000
"""Rows of a table from which on this pays."""
_LEAST_GAIN = 3
_PLAIN: Mapping[str, Callable[[pa.Array], pa.Array]] = {
    "id": plain_names.plain_ids,
    "name": plain_names.plain_names,
    "name_en": plain_names.plain_english,
    "area": plain_names.plain_codes,
}
"""The columns in which nodes that are alike differ, and what tells that a text in them stands as it is."""
_WEIGHED = ("kind", "level", "count")
"""What the rules of a link look at of its ends, beside their ids."""
_FIRST_ROW = 2


@dataclass(frozen=True)
class _Columns:
    """A table: `own` holds the columns in which rows that are alike differ, with null where nothing is written; `codes` those in which they agree, as
    positions in `words`, NONE where nothing is written; columns without anything are left out."""

    tidy: TidyTableFile
    cells: CellColumns
    own: dict[str, pa.Array]
    codes: dict[str, Codes]
    words: dict[str, list[str]]

    @classmethod
    def of(cls, tidy: TidyTableFile | None, own: Sequence[str]) -> _Columns | None:
        """None where the table has no columns, or something is to be said of its headings."""
        if tidy is None or not isinstance(tidy.rows, CellColumns):
            return None
        positions = positions_of(tidy)
        if positions is None:
            return None
        columns = {key: tidy.rows.columns[position] for key, position in positions.items()}
        codes, words = {}, {}
        for key, column in ((key, column) for key, column in columns.items() if key not in own):
            said, at = encoded(column)
            written = _written(said)
            if (written != NONE).any():  # of a column of which nothing is written nothing is needed
                codes[key], words[key] = written[at], said
        return cls(tidy, tidy.rows, {key: _texts(columns[key]) for key in own if key in columns}, codes, words)

    @property
    def number(self) -> int:
        return len(self.cells) - 1

    def groups(self, *others: Rows) -> tuple[Rows, Rows]:
        """The first row of each group that agrees in all but its own columns, and in what else is given; and the group of each row."""
        return alike([*map(_column, self.codes.values()), *map(_column, others)])

    def sample(self, rows: Rows) -> TidyTableFile:
        return replace(self.tidy, rows=self.cells.some(rows), numbers=(rows + _FIRST_ROW).tolist())


def _written(words: list[str]) -> Codes:
    return np.array([*(NONE if not word or word.isspace() else place for place, word in enumerate(words)), NONE], np.int32)


def _column(codes: NDArray[np.integer[Any]]) -> pa.Array:
    """Numbers as a column, on the same memory."""
    kind = pa.int32() if codes.dtype == np.int32 else pa.int64()
    return pa.Array.from_buffers(kind, len(codes), [None, pa.py_buffer(codes)])


def _texts(column: pa.Array) -> pa.Array:
    plain = column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
    return pc.if_else(pc.equal(plain, ""), pa.nulls(len(plain), pa.string()), plain)


def read_alike(tables: Sequence[TidyTableFile], read: Callable[[list[TidyTableFile]], Sequence[ChartReading]]) -> ChartReading | None:
    """The chart of large tables in which nothing is wrong, with its warnings.

    Parameters
    ----------
    tables
        Of a set.
    read
        Reads some tables row by row; gives no reading where there is something to say of a table as a whole.

    Returns
    -------
    ChartReading or None
        None where the tables are to be read row by row: they are small, in no columns, of several charts, hardly any rows are alike, or there is an error.
        Cost: linear in the rows, in Python only for the sample.
    """
    by_id = {table.table.id: table for table in tables}
    nodes = _Columns.of(by_id.get("nodes"), tuple(_PLAIN))
    links = _Columns.of(by_id.get("links"), ("from", "to"))
    if nodes is None or links is None or nodes.number + links.number < FEWEST or not links.number:
        return None
    if any(nodes.own[key].null_count for key in ("id", "name")) or (nodes.codes.get("repeat", np.array([NONE])) != NONE).any():
        return None
    sampled = _Sampled.of(nodes, links)
    while sampled is not None:
        if _LEAST_GAIN * (len(sampled.nodes) + len(sampled.links)) > max(nodes.number + links.number, FEWEST):
            return None
        samples = {"nodes": nodes.sample(sampled.nodes), "links": links.sample(sampled.links)}
        readings = read([samples.get(table.table.id, table) for table in tables])
        if len(readings) != 1 or readings[0].chart is None or not sampled.is_of(readings[0].chart):
            return None
        larger = sampled.with_alike(readings[0].problems, readings[0].chart)
        if larger is sampled:
            chart = sampled.spread(readings[0].chart)
            return None if chart is None else replace(readings[0], chart=chart, problems=tuple(map(sampled.placed, readings[0].problems)))
        sampled = larger
    return None


@dataclass(frozen=True)
class _Sampled:
    """Which rows are read, sorted, and for every row which row of the table stands for it. `odd`: nodes of which no pattern could tell that they stand as they are;
    `start` and `end`: the nodes at the ends of the links."""

    all_nodes: _Columns
    all_links: _Columns
    nodes: Rows
    links: Rows
    node_like: Rows
    link_like: Rows
    odd: Rows
    start: Rows
    end: Rows

    @classmethod
    def of(cls, nodes: _Columns, links: _Columns) -> _Sampled | None:
        """None where a link has an end that isn't there as it is written."""
        ids = nodes.own["id"]
        start, end = (numbers(pc.index_in(links.own[side], value_set=ids), NONE) for side in ("from", "to"))
        if (start == NONE).any() or (end == NONE).any():
            return None
        odd = ~reduce(np.logical_and, (flags(pc.fill_null(_PLAIN[key](column), True)) for key, column in nodes.own.items()))
        first, group = nodes.groups(odd.astype(np.int64), *(flags(pc.is_null(column)).astype(np.int64) for column in nodes.own.values()))
        _, weighed = alike([_column(nodes.codes[key]) for key in _WEIGHED if key in nodes.codes])
        first_link, link_group = links.groups(weighed[start], weighed[end], (start == end).astype(np.int64))
        link_rows = np.union1d(first_link, np.flatnonzero(_is_part(links)))
        of = _units(links, link_rows, ids)
        node_rows = reduce(np.union1d, (first, np.flatnonzero(odd), start[link_rows], end[link_rows], of))
        return cls(nodes, links, node_rows, link_rows, first[group], first_link[link_group], np.flatnonzero(odd), start, end)

    def is_of(self, sample: Chart) -> bool:
        """Whether each row became an entry: one of nothing but spaces is passed over."""
        return len(sample.nodes) == len(self.nodes) and len(sample.links) == len(self.links)

    def with_alike(self, problems: Sequence[Problem], sample: Chart) -> _Sampled:
        """With all rows that are like one of which something is said, and all whose warning hangs on others; the same where they are there already."""
        never = [np.array([never_known(entry, sample.header) for entry in entries], bool) for entries in (sample.nodes, sample.links)]
        ended = _alike(self.node_like, self.nodes[never[0]])  # known on no day, unless a link says when it began (domain §4)
        nodes = reduce(np.union1d, (self.nodes, ended, _alike(self.node_like, _told(self.all_nodes, problems))))
        at_ended = np.flatnonzero(np.isin(self.start, ended) | np.isin(self.end, ended))
        told = np.union1d(_told(self.all_links, problems), self.links[never[1]])
        links = reduce(np.union1d, (self.links, at_ended, _alike(self.link_like, told)))
        if len(nodes) == len(self.nodes) and len(links) == len(self.links):
            return self
        ends = self.start[links], self.end[links], _units(self.all_links, links, self.all_nodes.own["id"])
        return replace(self, nodes=reduce(np.union1d, (nodes, *ends)), links=links)

    def placed(self, problem: Problem) -> Problem:
        """A problem of the sample with the place that its entry has in the whole chart."""
        rows = {"nodes": self.nodes, "links": self.links}
        if problem.entry is None or problem.entry[0] not in rows:
            return problem
        section, position = problem.entry
        keys = (section, int(rows[section][position]), *problem.inside)
        return replace(problem, keys=keys, path=path_of(keys))

    def spread(self, sample: Chart) -> Chart | None:
        """The whole chart; None where something would be said of it that isn't said of the sample."""
        own = self._own(sample.nodes)
        if pc.count_distinct(own["id"]).as_py() != len(own["id"]) or not self._no_circle(sample):
            return None
        nodes = spread_nodes(sample.nodes, _places(self.nodes, self.node_like), own)
        ends = {"from": own["id"].take(as_indices(self.start)), "to": own["id"].take(as_indices(self.end))}
        links = spread_links(sample.links, _places(self.links, self.link_like), ends)
        lines = tuple(array("q", range(_FIRST_ROW, table.num_rows + _FIRST_ROW)) for table in (nodes, links))
        return Chart.of_columns(sample.header, lambda: (nodes, links), file=sample.file, lines=lines)

    def _own(self, entries: Sequence[NodeEntry]) -> dict[str, pa.Array]:
        """The columns in which nodes differ: as they are written, or where no pattern could tell that, as the sample reads them."""
        read = [entries[place] for place in np.searchsorted(self.nodes, self.odd).tolist()]
        as_read = {
            "id": [entry.id for entry in read], "name": [entry.zh for entry in read], "name_en": [entry.en for entry in read],
            "area": [entry.rest.get("area") for entry in read],
        }  # fmt: skip
        at = np.arange(self.all_nodes.number)
        at[self.odd] = len(at) + np.arange(len(read))
        own = self.all_nodes.own
        return {key: pa.concat_arrays([column, pa.array(as_read[key], pa.string())]).take(as_indices(at)) for key, column in own.items()}

    def _no_circle(self, sample: Chart) -> bool:
        kind = np.array([entry.kind for entry in sample.links])[_places(self.links, self.link_like)]
        return all(surely_no_circle(self.start[kind == one], self.end[kind == one], self.all_nodes.number) for one in CIRCULAR)


def _alike(like: Rows, rows: Rows) -> Rows:
    """All rows that are like some."""
    return np.flatnonzero(np.isin(like, like[rows]))


def _told(table: _Columns, problems: Sequence[Problem]) -> Rows:
    """The rows of a table of which something is said."""
    return np.array([problem.line - _FIRST_ROW for problem in problems if problem.sheet == table.tidy.sheet and problem.line >= _FIRST_ROW], np.int64)


def _places(sample: Rows, like: Rows) -> Rows:
    """For each row of a table its place in the sample, or that of the row that stands for it."""
    at: Rows = np.searchsorted(sample, like)
    at[sample] = np.arange(len(sample))
    return at


def _is_part(links: _Columns) -> NDArray[np.bool_]:
    """The links that share out a set together with others."""
    if "share" not in links.codes:
        return np.zeros(links.number, bool)
    column = links.tidy.table.column("share")
    assert column is not None
    part = np.array([*(word_of(word.strip(), column) == "part" for word in links.words["share"]), False])
    return part[links.codes["share"]]


def _units(links: _Columns, rows: Rows, ids: pa.Array) -> Rows:
    """The nodes that the links of a sample name by `of`, as far as they are there."""
    if "of" not in links.codes:
        return np.empty(0, np.int64)
    named = {links.words["of"][code].strip() for code in links.codes["of"][rows].tolist() if code != NONE}
    found = numbers(pc.index_in(pa.array(sorted(named), pa.string()), value_set=ids), NONE)
    there: Rows = found[found != NONE]
    return there
