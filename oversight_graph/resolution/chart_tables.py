"""What one chart says, as tables of the graph: a row for each member of its nodes and for each of its links, as if nothing else were loaded.

That is what a row of the graph reads for nearly every body and link; only those of which several entries tell are put together
(`shared`). What the columns hold follows from the rows themselves (`node_rows`, `link_rows`), asked once for all that say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oversight_graph.chart.chart import Chart, Header
from oversight_graph.chart.chart_columns import CHART_LINKS, CHART_NODES, link_entries, node_entries
from oversight_graph.chart.link_rules import pairs
from oversight_graph.chart.periods import PERIODS
from oversight_graph.graph.alike import alike
from oversight_graph.graph.arrow import NONE, encoded, numbers, taken, whole
from oversight_graph.graph.arrow import as_indices as positions
from oversight_graph.graph.empty_columns import empty_column
from oversight_graph.model import evidence
from oversight_graph.resolution.columns import changed_texts, constant, each_once, joined, lists_of, mask, single_lists
from oversight_graph.resolution.link_ids import LinkIds, digests
from oversight_graph.resolution.link_rows import LinkRow
from oversight_graph.resolution.node_rows import NodeRow
from oversight_graph.resolution.row_of_id import RowOfId
from oversight_graph.store.graph_tables import LINKS, NODES, table

_OF_A_NODE = ("id", "kind", "name", "name_en", "aliases", "evidence", "note", "placeholder", "charts", "ids", "sources", *PERIODS)
"""Columns of the graph that are an entry's own; the others follow from its kind, the chart and what it says besides."""
_OF_A_LINK = ("id", "kind", "from", "to", "evidence", "charts", "sources", *PERIODS)
_NOT_ALIKE = ("id", "name", "name_en", "aliases", "evidence", "note", "repeat", "same_as", "from", "to", "sources")


def _without(schema: pa.Schema, names: Sequence[str]) -> pa.Schema:
    return pa.schema([field for field in schema if field.name not in names])


_NODE_SAID, _LINK_SAID = _without(NODES, _OF_A_NODE), _without(LINKS, _OF_A_LINK)
_NODE_ALIKE = [name for name in CHART_NODES.names if name not in _NOT_ALIKE]
_LINK_ALIKE = [name for name in CHART_LINKS.names if name not in _NOT_ALIKE or name == "note"]


_MANY = 100_000
"""Links of a chart that aren't kept in two orders at once."""


@dataclass(frozen=True, eq=False)
class Members:
    """Which entry of its chart each row is of, and which member of a repeat (0 where it isn't repeated)."""

    entry: NDArray[np.int64]
    number: NDArray[np.int64]


class ChartTables:
    """The tables of one chart.

    Parameters
    ----------
    chart
        The chart; it isn't changed any more.
    """

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.header: Header = chart.header
        self.id = chart.id

    @property
    def written_nodes(self) -> pa.Table:
        """The entries of nodes, as `chart_columns` has them."""
        return self.chart.node_table

    @property
    def written_links(self) -> pa.Table:
        """The entries of links, as `chart_columns` has them."""
        return self.chart.link_table

    @cached_property
    def members(self) -> Members:
        """Of each row of `nodes` its entry, and its number in a repeat."""
        repeat = numbers(self.written_nodes.column("repeat"), 0)
        times = np.maximum(repeat, 1)
        entry = np.repeat(np.arange(len(repeat)), times)
        number = np.arange(len(entry)) - (np.cumsum(times) - times)[entry] + 1
        return Members(entry, np.where(repeat[entry] > 0, number, 0))

    @cached_property
    def nodes(self) -> pa.Table:
        """With the columns NODES, a row for each member."""
        members = self.members
        if not len(members.entry):
            return NODES.empty_table()
        written = self.written_nodes if len(members.entry) == self.written_nodes.num_rows else taken(self.written_nodes, members.entry)
        first, group = alike([written.column(name) for name in _NODE_ALIKE])
        said = taken(table((NodeRow("", entry, self.header) for entry in node_entries(taken(written, first))), _NODE_SAID), group)
        ids = self._prefixed(self._numbered(written.column("id"), "-"))
        name = self._numbered(written.column("name"), " ")
        rows = len(members.entry)
        columns = {
            "id": ids,
            "kind": whole(written.column("kind")),
            "name": name,
            "name_en": self._numbered(written.column("name_en"), " "),
            "aliases": each_once(lists_of(whole(written.column("aliases"))), name),
            "evidence": self._evidence(written),
            "note": whole(written.column("note")),
            "placeholder": mask(members.number > 0),
            "charts": single_lists(constant(self.id, rows, pa.string())),
            "ids": single_lists(ids),
            "sources": each_once(self._sources(written)),
            **{name: empty_column(rows, NODES.field(name).type) for name in PERIODS},
        }
        return pa.table([columns[field.name] if field.name in columns else said.column(field.name) for field in NODES], schema=NODES)

    @cached_property
    def ends(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Of each row of `links` its entry, and the rows of `nodes` that it joins."""
        written, local = self.written_links, self._numbered(taken(self.written_nodes, self.members.entry).column("id"), "-")
        found = [numbers(pc.index_in(whole(written.column(name)), value_set=local), NONE) for name in ("from", "to")]
        starts, stops = found
        spread = np.flatnonzero((starts == NONE) | (stops == NONE))
        if not len(spread):
            return np.arange(len(starts)), starts, stops
        members: dict[str, list[int]] = {}
        texts = self.written_nodes.column("id").to_pylist()
        repeated = np.flatnonzero(self.members.number)
        for row, entry in zip(repeated.tolist(), self.members.entry[repeated].tolist(), strict=True):
            members.setdefault(texts[entry], []).append(row)
        names = taken(written.select(["from", "to"]), spread).to_pydict()
        copies: list[tuple[int, int, int]] = []
        for entry, a, b in zip(spread.tolist(), names["from"], names["to"], strict=True):
            froms, tos = (members[name] if row == NONE else [row] for name, row in ((a, int(starts[entry])), (b, int(stops[entry]))))
            copies += [(entry, start, end) for start, end in pairs(froms, tos)]
        alone = np.setdiff1d(np.arange(len(starts)), spread, assume_unique=True)
        rows = np.concatenate([np.stack([alone, starts[alone], stops[alone]], 1), np.array(copies, np.int64).reshape(-1, 3)])
        rows = rows[np.argsort(rows[:, 0], kind="stable")]
        return rows[:, 0].copy(), rows[:, 1].copy(), rows[:, 2].copy()

    @cached_property
    def links(self) -> pa.Table:
        """With the columns LINKS, a row for each link, one that the chart repeats as often as it does."""
        entry, starts, stops = self.ends
        if not len(entry):
            return LINKS.empty_table()
        written = self.written_links if len(entry) == self.written_links.num_rows else taken(self.written_links, entry)
        first, group = alike([written.column(name) for name in _LINK_ALIKE])
        ids = LinkIds()
        rows = [LinkRow(one, self.header, "", "") for one in link_entries(taken(written, first))]
        said = taken(table(rows, _LINK_SAID), group)
        names = whole(self.nodes.column("id"))
        digest = digests([ids.around(row) for row in rows], group, names, starts, stops)
        columns = {
            "id": digest,
            "kind": whole(written.column("kind")),
            "from": names.take(positions(starts)),
            "to": names.take(positions(stops)),
            "evidence": self._evidence(written),
            "charts": single_lists(constant(self.id, len(entry), pa.string())),
            "sources": self._sources(written),
            **{name: empty_column(len(entry), LINKS.field(name).type) for name in PERIODS},
        }
        return pa.table([columns[field.name] if field.name in columns else said.column(field.name) for field in LINKS], schema=LINKS)

    def let_links_go(self) -> None:
        """Keep `links` no longer, where they are many; they are made anew when somebody asks for them."""
        if self.written_links.num_rows > _MANY:
            vars(self).pop("links", None)

    @cached_property
    def repeated(self) -> NDArray[np.bool_]:
        """The rows of `links` of which the chart has several."""
        _, at = encoded(self.links.column("id"))
        mask: NDArray[np.bool_] = np.bincount(at, minlength=1)[at] > 1
        return mask

    def node_rows(self, rows: NDArray[np.int64]) -> list[NodeRow]:
        """Rows of `nodes` with their entries.

        Parameters
        ----------
        rows
            Which ones.

        Returns
        -------
        Each of one entry.
        """
        at, number = self.members.entry[rows], self.members.number[rows].tolist()
        held = vars(self.chart).get("nodes")
        entries = node_entries(taken(self.chart.node_table, at)) if held is None else map(held.__getitem__, at.tolist())
        return [
            NodeRow(f"{self.id}:{entry.id}-{count}" if count else f"{self.id}:{entry.id}", entry, self.header, count)
            for entry, count in zip(entries, number, strict=True)
        ]

    def link_rows(self, rows: NDArray[np.int64]) -> list[LinkRow]:
        """Rows of `links` with their entries.

        Parameters
        ----------
        rows
            Which ones.

        Returns
        -------
        Each of one entry; its ends as the chart alone calls them, and its id after these.
        """
        at = self.ends[0][rows]
        held = vars(self.chart).get("links")
        entries = link_entries(taken(self.chart.link_table, at)) if held is None else map(held.__getitem__, at.tolist())
        said = taken(self.links.select(["id", "from", "to"]), rows)
        made = []
        for entry, name, start, end in zip(entries, *(column.to_pylist() for column in said.columns), strict=True):
            row = LinkRow(entry, self.header, start, end)
            row.id = name
            made.append(row)
        return made

    @property
    def node_ids(self) -> list[str]:
        """The ids of `nodes`, made anew."""
        return list(self.nodes.column("id").to_pylist())

    @cached_property
    def row_of(self) -> RowOfId:
        """The row of `nodes` that an id names."""
        return RowOfId(whole(self.nodes.column("id")))

    def _numbered(self, column: pa.ChunkedArray, between: str) -> pa.Array:
        """A column of the members, with its number behind where it is one of a repeat."""
        texts, number = whole(column), self.members.number
        if not number.any():
            return texts
        counted = joined(texts, constant(between, len(texts), pa.string()), positions(number).cast(pa.string()))
        return pc.if_else(mask(number > 0), counted, texts)

    def _prefixed(self, texts: pa.Array) -> pa.Array:
        return joined(constant(f"{self.id}:", len(texts), pa.string()), texts)

    def _sources(self, written: pa.Table) -> pa.Array:
        lists = whole(written.column("sources"))
        return lists_of(lists, self._prefixed(lists.flatten()))

    def _evidence(self, written: pa.Table) -> pa.Array:
        lists = whole(written.column("evidence"))
        return each_once(lists_of(lists, changed_texts(lists.flatten(), lambda line: evidence.read(line).of_chart(self.id).line())))


def tables_of(chart: Chart) -> ChartTables:
    """The tables of a chart, worked out once as long as it lives.

    Parameters
    ----------
    chart
        It isn't changed any more.

    Returns
    -------
    The same object each time. Cost: nothing before a table is asked for.
    """
    kept = vars(chart)  # a chart is frozen, not slotted: what follows from it alone may stay beside it
    if _KEPT not in kept:
        kept[_KEPT] = ChartTables(chart)
    tables = kept[_KEPT]
    assert isinstance(tables, ChartTables)
    return tables


_KEPT = "_graph_tables"
