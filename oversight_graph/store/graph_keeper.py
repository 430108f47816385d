"""The graph of an embedded store beside its file: mapped out of the cache where it is kept, made of the charts where it isn't, and what of it a load touches."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from oversight_graph.errors import StoreError
from oversight_graph.store import graph_tables
from oversight_graph.store.graph_cache import kept
from oversight_graph.store.kept_graph import KeptGraph
from oversight_graph.store.protocol import ChartInfo, LoadedChart
from oversight_graph.store.store_file import StoreFile, StoreHead

if TYPE_CHECKING:
    from oversight_graph.graph.name_index import NameIndex
    from oversight_graph.resolution.resolved import Resolved
    from oversight_graph.store.derived_graph import Derived
    from oversight_graph.store.former_store import FormerStore
    from oversight_graph.store.kept_names import KeptNames


class GraphKeeper:
    """A store that has its graph in the cache; the last one asked for stays open."""

    _graph: tuple[str, KeptGraph] | None = None
    _kept_names: KeptNames | None = None

    def _file(self) -> os.stat_result | None:
        raise NotImplementedError

    def _reader(self) -> StoreFile | FormerStore:
        raise NotImplementedError

    def _derived(self, file: StoreFile | FormerStore) -> KeptGraph:
        """The graph of the charts on all days."""
        key = key_of(file.head)
        graph = self._kept(key)
        if graph is None:
            from oversight_graph.store.derived_graph import made_whole

            graph = made_whole(key, file.loaded())
            self._graph = key, graph
        return graph

    def _kept(self, key: str) -> KeptGraph | None:
        """The graph of a state, where it is kept."""
        held = self._graph
        if held is not None and held[0] == key:
            return held[1]
        graph = kept(key)
        if graph is not None:
            self._graph = key, graph
        return graph

    def _names(self, key: str, graph: KeptGraph) -> NameIndex:
        """The index of the names of a graph. Cost: the first time after a load linear in the names."""
        from oversight_graph.store.kept_names import KeptNames

        if self._kept_names is None or self._kept_names.key != key:
            self._kept_names = KeptNames(key, graph)
        return self._kept_names.index

    def touched(self, revision: int, before: Sequence[LoadedChart], after: Sequence[LoadedChart]) -> tuple[Resolved, Resolved] | None:
        """See ResolvesParts.touched. Cost: linear in what changes and what it shares with the rest.

        Parameters
        ----------
        revision, before, after
            As for ResolvesParts.touched.

        Returns
        -------
        As ResolvesParts.touched does.
        """
        if not before or self._file() is None:
            return None
        from oversight_graph.store.derived_graph import part_touched

        with self._reader() as file:
            key = key_of(file.head)
            if file.head.revision != revision:
                return None
        graph = self._kept(key)
        return None if graph is None else part_touched(key, graph, before, after)

    def held(self, charts: Sequence[str]) -> int:
        """See ResolvesParts.held. Cost: that of the index of the graph.

        Parameters
        ----------
        charts
            Their ids.

        Returns
        -------
        As ResolvesParts.held does.
        """
        with self._reader() as file:
            return sum(map(len, self._derived(file).index.of_charts(charts)))

    def _to_derive(self, revision: int, loaded: Sequence[LoadedChart], before: Resolved, after: Resolved) -> tuple[Derived, dict[str, tuple[int, int]]]:
        """How the graph after a load is made, and of how much of it each chart says something; of a plan that is stale nothing."""
        from oversight_graph.resolution.resolve import resolve
        from oversight_graph.store.derived_graph import Derived

        infos: list[ChartInfo] = []
        former = None
        if after.part_of is not None:
            if self._file() is None:
                return Derived(before, after, loaded, None), {}
            with self._reader() as file:
                infos, key = file.infos(), key_of(file.head)
                if file.head.revision != revision:
                    return Derived(before, after, loaded, None), {}
                if key == after.part_of:
                    former = self._kept(key)
                else:  # another file, of which the plan knows nothing
                    after = resolve([one.chart for one in loaded])
        derived = Derived(before, after, loaded, None if former is None else (key, former))
        return derived, derived.counts(infos)

    def _keep(self, derived: Derived, key: str) -> None:
        """Keep the graph after a load, unless somebody else has loaded meanwhile."""
        self._graph = None
        with contextlib.suppress(StoreError), self._reader() as file:  # the load is done
            graph = derived.keep(key, file.loaded()) if key_of(file.head) == key else None
            self._graph = None if graph is None else (key, graph)


def key_of(head: StoreHead) -> str:
    """By what the graph of a store is kept: who it is, and which of its states, in this model.

    Parameters
    ----------
    head
        What the store says of itself.

    Returns
    -------
    Letters, digits and `-`.
    """
    return f"{head.identity}-{head.revision}-{head.state}-{graph_tables.MODEL}"
