"""The graph of an embedded store as it follows from its charts: made of all of them, or of what was kept before and what a load has touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oversight_graph.graph.arrow import NONE, filtered, numbers, taken, whole
from oversight_graph.resolution.by_id import NodesById
from oversight_graph.resolution.chart_tables import ChartTables, tables_of
from oversight_graph.resolution.layer import Layer, Piece, layer_of, piece_of
from oversight_graph.resolution.layers import Layers
from oversight_graph.resolution.meeting import area_names
from oversight_graph.resolution.name_keys import AreaNames, mixed_keys
from oversight_graph.resolution.node_rows import NodeRow
from oversight_graph.resolution.resolve import resolve
from oversight_graph.resolution.resolved import Resolved
from oversight_graph.resolution.same_rows import same_rows
from oversight_graph.resolution.text_numbers import text_numbers
from oversight_graph.resolution.touched import ChartChange, both, renamed_areas
from oversight_graph.store.graph_cache import keep, keep_patched
from oversight_graph.store.graph_tables import graph_tables
from oversight_graph.store.kept_graph import NO_ENTRIES, Entries, KeptGraph
from oversight_graph.store.patched_table import NotThere, PatchedTable
from oversight_graph.store.protocol import ChartInfo, LoadedChart
from oversight_graph.store.store_write import counted
from oversight_graph.unused_memory import give_back

PART_FROM = 20_000
"""Entries of a store from which on a load looks at what it touches only: a smaller one is as soon resolved as a whole."""
_SHARE = 8
"""Of which part of the entries the charts that change may be: more are as soon resolved with the whole."""
_PATCH, _PIECES = 50, 1000
"""Which part of a graph, and in how many pieces, may be other than it was written; then it is written as a whole again."""


def marks_of(loaded: Sequence[LoadedChart]) -> dict[str, str]:
    """By what the versions of charts are known that were read from a store.

    Parameters
    ----------
    loaded
        Charts.

    Returns
    -------
    Id → mark; without charts of which no mark is known.
    """
    return {one.chart.id: one.chart.origin for one in loaded if isinstance(one.chart.origin, str)}


def made_whole(key: str, loaded: Sequence[LoadedChart]) -> KeptGraph:
    """Make the graph of all charts, and keep it.

    Parameters
    ----------
    key
        By what it is kept.
    loaded
        The charts as the store holds them.

    Returns
    -------
    Cost: that of resolving all charts.
    """
    return kept_whole(key, resolve([one.chart for one in loaded]), [tables_of(one.chart) for one in loaded], marks_of(loaded))


def kept_whole(key: str, graph: Resolved, tables: Sequence[ChartTables], marks: Mapping[str, str], made: tuple[pa.Table, pa.Table] | None = None) -> KeptGraph:
    """Keep a graph that was resolved as a whole.

    Parameters
    ----------
    key
        By what it is kept.
    graph, tables
        What the charts make together, and the tables of each.
    marks
        By what their versions are known in the store.
    made
        The tables of the graph where they are there.

    Returns
    -------
    Cost: linear in the graph and in the entries.
    """
    nodes, links = made or graph_tables(graph)
    large = len(marks) == len(tables) and number_of_entries(tables) >= PART_FROM
    return keep(key, nodes, links, lambda: entries_of(graph, tables, marks) if large else NO_ENTRIES)


def number_of_entries(tables: Iterable[ChartTables]) -> int:
    """Count the entries of some charts.

    Parameters
    ----------
    tables
        Of the charts.

    Returns
    -------
    Nodes and links together.
    """
    return sum(one.written_nodes.num_rows + one.written_links.num_rows for one in tables)


def entries_of(graph: Resolved, tables: Sequence[ChartTables], marks: Mapping[str, str]) -> Entries:
    """The entries of all charts of a graph, by what finds them.

    Parameters
    ----------
    graph, tables
        What the charts make together, and the tables of each.
    marks
        By what their versions are known in the store; each must be known.

    Returns
    -------
    Cost: linear in the entries.
    """
    return Entries([layer_of(_pieces(graph, tables, marks))])


def worth_while(changing: int, held: int) -> bool:
    """Whether so few entries change that looking at what they touch costs less than the whole.

    Parameters
    ----------
    changing
        Entries of the charts that change, as they are and as they will be.
    held
        Entries of the store.

    Returns
    -------
    False where the whole is as soon looked at.
    """
    return changing * _SHARE <= held


def _pieces(graph: Resolved, tables: Sequence[ChartTables], marks: Mapping[str, str]) -> list[Piece]:
    names = area_names(graph.headers)
    mixed = _mixed(graph, {one.id: one for one in tables}, names)
    return [piece_of(one, marks[one.id], names, mixed.get(one.id, {})) for one in tables]


def _mixed(graph: Resolved, tables: Mapping[str, ChartTables], names: AreaNames) -> dict[str, dict[int, list[int]]]:
    """The further keys of bodies of several levels or areas, at each of their entries in some charts."""
    found: dict[str, dict[int, list[int]]] = {}
    for row, keys in _bodies_of_several(graph, names):
        for one in row.group():
            if one.header.id in tables:
                found.setdefault(one.header.id, {})[tables[one.header.id].row_of[one.id]] = keys
    return found


def _bodies_of_several(graph: Resolved, names: AreaNames) -> Iterator[tuple[NodeRow, list[int]]]:
    """The bodies of several levels or areas, with their further keys."""
    assert isinstance(graph.nodes, NodesById)
    for row in (row for part in graph.nodes.parts for row in part.together.values()):
        keys = mixed_keys(row, names)
        if keys:
            yield row, keys


def part_touched(key: str, graph: KeptGraph, before: Sequence[LoadedChart], after: Sequence[LoadedChart]) -> tuple[Resolved, Resolved] | None:
    """What of a graph a change of charts touches, as it is and as it will be.

    Parameters
    ----------
    key
        By what the graph is kept.
    graph
        The graph as it is.
    before, after
        The charts that make it, and those that will; the ones that stay are the same objects.

    Returns
    -------
    None where the whole is better looked at, or nothing is known of its entries.
    """
    if not graph.entries.layers:
        return None
    old, new = ({one.chart.id: one for one in some} for some in (before, after))
    changed = {name for name in {**old, **new} if old.get(name) is not new.get(name)}
    stay = [name for name in old if name not in changed]
    marks = marks_of([old[name] for name in stay])
    layers = Layers(graph.entries.layers, marks, graph.entries.renamed, graph.entries.further)
    if len(marks) < len(stay) or not layers.place.keys() >= marks.keys() or stay != [name for name in new if name not in changed]:
        return None
    change = ChartChange([one.chart for one in before], [one.chart for one in after], changed)
    held = sum(one.nodes.num_rows + one.links.num_rows for one in graph.entries.layers)
    if not worth_while(number_of_entries(one for one, _ in change.own()), held):
        return None
    return both(change, layers, key)


@dataclass(frozen=True, eq=False)
class Derived:
    """What a load makes of the graph that a store holds.

    Attributes
    ----------
    before, after
        As a plan has resolved them, both whole or both the part that is touched.
    loaded
        The charts that there will be.
    former
        The graph as it was kept, and by what; None where it isn't, or was made of other charts.
    """

    before: Resolved
    after: Resolved
    loaded: Sequence[LoadedChart]
    former: tuple[str, KeptGraph] | None

    @cached_property
    def _tables(self) -> tuple[pa.Table, pa.Table]:
        made = graph_tables(self.after)
        give_back()
        return made

    @cached_property
    def _differences(self) -> list[tuple[pa.Table, pa.Table]]:
        """Of nodes and of links the rows that go, and those that come; what reads differently is among both."""
        return [_differing(old, new) for old, new in zip(graph_tables(self.before), self._tables, strict=True)]

    def counts(self, infos: Sequence[ChartInfo]) -> dict[str, tuple[int, int]]:
        """Of how many nodes and links of the graph each chart says something.

        Parameters
        ----------
        infos
            What the store says of its charts before.

        Returns
        -------
        Two numbers by the id of the chart.
        """
        names = [one.chart.id for one in self.loaded]
        if self.after.part_of is None:
            return counted(names, *self._tables)
        known = {info.header.id: (info.nodes, info.links) for info in infos}
        gone, come = (counted(names, *(pair[place] for pair in self._differences)) for place in (0, 1))
        return {
            name: (known.get(name, (0, 0))[0] + come[name][0] - gone[name][0], known.get(name, (0, 0))[1] + come[name][1] - gone[name][1]) for name in names
        }

    def keep(self, key: str, stored: Sequence[LoadedChart]) -> KeptGraph | None:
        """Keep the graph as it is after the load.

        Parameters
        ----------
        key
            By what it is kept.
        stored
            The charts as the store holds them now.

        Returns
        -------
        None where it will have to be made of the charts. Cost: linear in what was touched; where much has changed since the whole was
        written, in the whole.
        """
        marks = marks_of(stored)
        if self.after.part_of is None:
            return kept_whole(key, self.after, [tables_of(one.chart) for one in self.loaded], marks, self._tables)
        if self.former is None or self.former[0] != self.after.part_of or self.former[1].folder is None:
            return None
        former = self.former[1]
        (nodes_gone, nodes_come), (links_gone, links_come) = self._differences
        try:
            nodes = former.node_table.changed(nodes_gone, nodes_come, ("id",))
            links = former.link_table.changed(links_gone, links_come, ("from", "to", "id"))
        except NotThere:  # the kept graph isn't that of the store
            return None
        entries = self.entries(former.entries, marks)
        if _much(nodes) or _much(links):
            every = [taken(pa.concat_tables([one.base, one.added]), one.order) for one in (nodes, links)]
            return keep(key, every[0], every[1], lambda: entries)
        return keep_patched(key, former, nodes, links, entries)

    def entries(self, former: Entries, marks: Mapping[str, str]) -> Entries:
        """The entries of the charts after a load of which the part that is touched was resolved.

        Parameters
        ----------
        former
            Those of the charts before.
        marks
            By what the versions of the charts are known in the store now.

        Returns
        -------
        Cost: linear in what was touched, and now and then in more.
        """
        return Entries(self._layers(former, marks), former.renamed | self._renamed(), former.further | self._further(former, marks))

    def _further(self, former: Entries, marks: Mapping[str, str]) -> set[tuple[int, str]]:
        """The further keys of bodies of several levels or areas that entries have which lie in layers: the withdrawal of what made a name doubtful joins old ones."""
        there = Layers(former.layers, marks)
        names = area_names(self.after.headers)
        found = {(key, one.id) for row, keys in _bodies_of_several(self.after, names) for one in row.group() if one.header.id in there.place for key in keys}
        return {(key, name) for key, name in found if key not in there.keys_of(there.with_ids(text_numbers(pa.array([name], pa.string()))))}

    def _layers(self, former: Entries, marks: Mapping[str, str]) -> list[Layer]:
        """The layers with those charts that weren't in them; of several small ones one is made."""
        there = Layers(former.layers, marks).place
        fresh = [tables_of(one.chart) for one in self.loaded if one.chart.id not in there]
        layers = list(former.layers)
        if fresh:
            layers.append(layer_of(_pieces(self.after, fresh, marks)))
        while len(layers) > 1 and 2 * _rows(layers[-1]) >= _rows(layers[-2]):
            both = layers[-2:]
            layers[-2:] = [layer_of([one.piece(place) for one in both for place, (name, mark) in enumerate(one.charts) if marks.get(name) == mark])]
        return layers

    def _renamed(self) -> set[str]:
        return renamed_areas(area_names(self.before.headers), area_names(self.after.headers))


def _rows(layer: Layer) -> int:
    return int(layer.nodes.num_rows + layer.links.num_rows)


def _much(table: PatchedTable) -> bool:
    return len(table.removed) + table.added.num_rows > max(PART_FROM, table.base.num_rows) // _PATCH or table.pieces > _PIECES


def _differing(old: pa.Table, new: pa.Table) -> tuple[pa.Table, pa.Table]:
    """The rows of each of two tables that don't stand in the other; a row is named by its `id`."""
    at = numbers(pc.index_in(new.column("id"), value_set=whole(old.column("id"))), NONE)
    both = np.flatnonzero(at != NONE)
    same = both[same_rows(taken(old, at[both]), taken(new, both))]
    stay = np.ones(old.num_rows, bool), np.ones(new.num_rows, bool)
    stay[0][at[same]] = stay[1][same] = False
    return filtered(old, stay[0]), filtered(new, stay[1])
