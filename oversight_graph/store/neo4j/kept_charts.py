"""The entries of a store's charts in the user's cache: a load reads those alone that have changed since, and resolves only what it touches.

The server could find what a chart touches, if it kept for each entry by what it meets others. That would be some nodes more for each body, with each load, as its
indexes don't look into lists; a step to the server and back for each step from entry to entry; and for a store of before all of it made in one transaction. What is kept here costs the
server nothing and needs no other schema: each version of a chart is known by the mark under which its entries lie there, so what somebody else has loaded meanwhile is
read and nothing else. Where nothing is kept, all charts are read once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from oversight_graph.chart.chart import Chart, Header
from oversight_graph.store import graph_tables
from oversight_graph.store.graph_cache import keep, keep_patched, kept, other_states
from oversight_graph.store.kept_graph import Entries, KeptGraph
from oversight_graph.store.neo4j.store_node import StoreState
from oversight_graph.store.patched_table import PatchedTable
from oversight_graph.store.protocol import LoadedChart

if TYPE_CHECKING:
    from oversight_graph.resolution.resolved import Resolved

KEEP_FROM = 2_000
"""Entries of a store from which on they are kept: fewer are as soon fetched from a server far away."""


def key_of(state: StoreState) -> str:
    """By what the entries of a store are kept: who it is, and which of its states, in this model.

    Parameters
    ----------
    state
        The state of the store. What a server says of it becomes no part of a path.

    Returns
    -------
    Letters, digits and `-`.
    """
    identity, mark = (hashlib.blake2b(text.encode(), digest_size=16).hexdigest() for text in (state.id, state.written or ""))
    return f"{identity}-{state.revision}-{mark}-{graph_tables.MODEL}"


class KeptCharts:
    """What is kept of one store; what was last looked at stays open."""

    def __init__(self) -> None:
        self._held: tuple[str, KeptGraph] | None = None

    def close(self) -> None:
        """Let go of what is open. Charts that were read stay readable."""
        self._held = None

    def versions(self, state: StoreState) -> dict[str, Chart]:
        """The charts that are kept of a state of a store, or of the newest other one.

        Parameters
        ----------
        state
            The state of the store.

        Returns
        -------
        By the marks of their versions; the entries are read when somebody asks for them.
        """
        found = self._newest(key_of(state))
        return {} if found is None else _charts(found[1].entries)

    def touched(self, state: StoreState, before: Sequence[LoadedChart], after: Sequence[LoadedChart]) -> tuple[Resolved, Resolved] | None:
        """See ResolvesParts.touched.

        Parameters
        ----------
        state
            The state of the store.
        before, after
            As there.

        Returns
        -------
        As there.
        """
        from oversight_graph.store.derived_graph import part_touched

        key = key_of(state)
        graph = self._of(key) or self._caught_up(key, before) or self._made(key, before, after)
        return None if graph is None else part_touched(key, graph, before, after)

    def after_load(self, state: StoreState, loaded: Sequence[LoadedChart], versions: Mapping[str, str], before: Resolved, after: Resolved) -> None:
        """Keep the entries as they are after a load.

        Parameters
        ----------
        state
            That which the load has made.
        loaded, versions
            The charts that the store holds, and the marks of their versions.
        before, after
            What the load has resolved: both whole, or both the part that it touches.
        """
        from oversight_graph.resolution.chart_tables import tables_of
        from oversight_graph.store.derived_graph import Derived, entries_of, number_of_entries

        former = None
        if after.part_of is None:
            tables = [tables_of(one.chart) for one in loaded]
            if number_of_entries(tables) < KEEP_FROM:
                return
            entries = entries_of(after, tables, versions)
        else:
            former = self._of(after.part_of)
            if former is None:
                return
            entries = Derived(before, after, loaded, None).entries(former.entries, versions)
        self._keep(key_of(state), entries, loaded, versions, former)

    def _of(self, key: str) -> KeptGraph | None:
        held = self._held
        if held is not None and held[0] == key:
            return held[1]
        graph = kept(key)
        if graph is None or not graph.entries.charts:
            return None
        self._held = key, graph
        return graph

    def _newest(self, key: str) -> tuple[str, KeptGraph] | None:
        """What is kept of a state, else of the newest other one."""
        return next(((name, graph) for name in (key, *other_states(key)) if (graph := self._of(name)) is not None), None)

    def _caught_up(self, key: str, before: Sequence[LoadedChart]) -> KeptGraph | None:
        """What was kept of another state, with what has been loaded since. Cost: linear in that and in what it touches."""
        from oversight_graph.store.derived_graph import Derived, marks_of, part_touched

        found = self._newest(key)
        if found is None:
            return None
        marks = marks_of(before)
        now = {marks[one.chart.id]: one for one in before if one.chart.id in marks}
        was = [now.get(mark) or LoadedChart(chart, "") for mark, chart in _charts(found[1].entries).items()]
        part = part_touched(*found, was, before)
        if part is None:
            return None
        entries = Derived(*part, before, None).entries(found[1].entries, marks)
        return self._keep(key, entries, before, marks, found[1])

    def _made(self, key: str, before: Sequence[LoadedChart], after: Sequence[LoadedChart]) -> KeptGraph | None:
        """The entries of all charts, resolved once; None of few, and where a plan had better look at the whole in any case."""
        from oversight_graph.resolution.chart_tables import tables_of
        from oversight_graph.resolution.resolve import resolve
        from oversight_graph.store.derived_graph import entries_of, marks_of, number_of_entries, worth_while

        tables, marks = [tables_of(one.chart) for one in before], marks_of(before)
        stay = {id(one) for one in before} & {id(one) for one in after}
        changing = number_of_entries(tables_of(one.chart) for one in (*before, *after) if id(one) not in stay)
        number = number_of_entries(tables)
        if number < KEEP_FROM or len(marks) < len(before) or not worth_while(changing, number):
            return None
        graph = resolve([one.chart for one in before])
        return None if graph.problems else self._keep(key, entries_of(graph, tables, marks), before, marks)

    def _keep(self, key: str, entries: Entries, loaded: Sequence[LoadedChart], versions: Mapping[str, str], former: KeptGraph | None = None) -> KeptGraph:
        """Keep entries, of which most may lie in the cache already; where nothing can be written, as long as the store is open."""
        entries = replace(entries, charts=[(versions[one.chart.id], one.chart.header.to_json()) for one in loaded])
        nodes, links = (schema.empty_table() for schema in (graph_tables.NODES, graph_tables.LINKS))  # the graph itself is the server's
        graph = None
        if former is not None and former.folder is not None:
            graph = keep_patched(key, former, former.node_table, former.link_table, entries)
        if graph is None:
            graph = keep(key, nodes, links, lambda: entries)
        if list(graph.entries.charts) != list(entries.charts):
            graph = KeptGraph(PatchedTable.of(nodes), PatchedTable.of(links), entries)
        self._held = key, graph
        return graph


def _charts(entries: Entries) -> dict[str, Chart]:
    """The charts of some entries by the marks of their versions, in the order of their loading."""
    from oversight_graph.resolution.layers import Layers

    headers = {mark: Header.from_json(text) for mark, text in entries.charts}
    place = Layers(entries.layers, {header.id: mark for mark, header in headers.items()}).place
    found = {}
    for mark, header in headers.items():
        if header.id in place:
            at, number = place[header.id]
            found[mark] = Chart.of_columns(header, partial(entries.layers[at].tables, number), mark)
    return found
