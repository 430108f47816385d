"""The layers of a store as one: its charts as they are now, each in one of them, and what is sought in all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np
import pyarrow as pa

from oversight_graph.graph.arrow import taken
from oversight_graph.graph.csr import spread
from oversight_graph.resolution.layer import Layer, Numbers, Rows
from oversight_graph.resolution.ranges import between, joined_numbers, joined_rows
from oversight_graph.resolution.text_numbers import text_numbers


class Layers:
    """Some of the charts that layers hold. Entries and links are numbers: those of a layer behind those of the one before.

    Parameters
    ----------
    layers
        May hold former versions of charts, too.
    current
        The charts meant: id → mark of the version. What else the layers hold is never found.
    renamed
        Areas that are called otherwise than when the keys in them were made: there anything may be one with anything.
    further
        (Key, id of an entry): keys that entries have besides those which their layers hold.
    """

    def __init__(self, layers: Sequence[Layer], current: Mapping[str, str], renamed: Collection[str] = (), further: Collection[tuple[int, str]] = ()) -> None:
        self.layers, self.renamed, self._further = layers, frozenset(renamed), further
        self._nodes, self._links = (np.cumsum([0, *(getattr(one, what).num_rows for one in layers)]) for what in ("nodes", "links"))
        self._alive = [np.array([current.get(name) == mark for name, mark in one.charts], bool) for one in layers]
        self._every = [bool(alive.all()) for alive in self._alive]
        self.place = {name: (at, number) for at, one in enumerate(layers) for number, (name, mark) in enumerate(one.charts) if current.get(name) == mark}

    def holds_nodes(self, chart: str) -> bool:
        """Whether a chart has a node.

        Parameters
        ----------
        chart
            The id of one that is here.

        Returns
        -------
        False for a chart of a header alone.

        Raises
        ------
        KeyError
            For one that isn't here.
        """
        at, number = self.place[chart]
        first, end = self.layers[at].arrays["node_start"][number : number + 2].tolist()
        return bool(end > first)

    # -- entries ------------------------------------------------------------------------------------------------------

    def with_keys(self, keys: Numbers) -> Rows:
        """Find the entries that have one of some keys.

        Parameters
        ----------
        keys
            As `search_keys` gives them.

        Returns
        -------
        Ascending. Cost: a search for each.
        """
        found = self._entries(lambda layer: _listed(layer, "key", keys))
        if not self._further:
            return found
        sought = set(keys.tolist())
        besides = [name for key, name in self._further if key in sought]
        return np.union1d(found, self.with_ids(text_numbers(pa.array(besides, pa.string()))))

    def with_ids(self, ids: Numbers) -> Rows:
        """Find the entries that have one of some ids.

        Parameters
        ----------
        ids
            As numbers of `chart:id`.

        Returns
        -------
        Ascending. Cost: a search for each.
        """
        return self._entries(lambda layer: _listed(layer, "id", ids))

    def naming(self, ids: Numbers) -> Rows:
        """Find the entries that name one of some ids by `same_as`.

        Parameters
        ----------
        ids
            As numbers of `chart:id`.

        Returns
        -------
        Ascending. Cost: linear in all `same_as`.
        """
        return self._entries(lambda layer: layer.arrays["same_entry"][np.isin(layer.arrays["same_target"], ids)])

    def naming_charts(self, charts: Numbers) -> Rows:
        """Find the entries that name a node of one of some charts by `same_as`, whether there is such a node or not.

        Parameters
        ----------
        charts
            As numbers of their ids.

        Returns
        -------
        Ascending. Cost: linear in all `same_as`.
        """
        return self._entries(lambda layer: layer.arrays["same_entry"][np.isin(layer.arrays["same_chart"], charts)])

    def in_areas(self, codes: Collection[str]) -> Rows:
        """Find the entries in some areas.

        Parameters
        ----------
        codes
            Of the areas, in their one spelling.

        Returns
        -------
        Ascending. Cost: linear in these.
        """

        def found(layer: Layer) -> Rows:
            meant = np.array([place for place, code in enumerate(layer.areas) if code in codes], np.int64)
            return layer.arrays["area_order"][between(layer.arrays["area_start"], meant)[0]]

        return self._entries(found)

    def areas_of(self, entries: Rows) -> set[str]:
        """List the areas that some entries lie in.

        Parameters
        ----------
        entries
            Numbers of entries.

        Returns
        -------
        Their codes.
        """
        return {layer.areas[place] for layer, local in self._split(entries, self._nodes) for place in np.unique(layer.arrays["area"][local]).tolist()}

    def keys_of(self, entries: Rows) -> Numbers:
        """List the keys of some entries.

        Parameters
        ----------
        entries
            Numbers of entries.

        Returns
        -------
        Numbers, in no order.
        """
        return self._values(entries, "key")

    def ids_of(self, entries: Rows) -> Numbers:
        """List the ids of some entries, of a repeated one those of all its members.

        Parameters
        ----------
        entries
            Numbers of entries.

        Returns
        -------
        Numbers, in no order.
        """
        return self._values(entries, "id")

    def named_by(self, entries: Rows) -> Numbers:
        """List the ids that some entries name by `same_as`.

        Parameters
        ----------
        entries
            Numbers of entries.

        Returns
        -------
        Numbers, in no order. Cost: linear in all `same_as`.
        """
        return joined_numbers(layer.arrays["same_target"][np.isin(layer.arrays["same_entry"], local)] for layer, local in self._split(entries, self._nodes))

    def closed(self, entries: Rows) -> Rows:
        """Find all entries that may be one body with some, or with those that may, and so on.

        Parameters
        ----------
        entries
            Numbers of entries.

        Returns
        -------
        Ascending; those that were given, too. Cost: a search for each.
        """
        held = frontier = np.unique(entries)
        while len(frontier):
            found = [self.with_keys(self.keys_of(frontier)), self.with_ids(self.named_by(frontier)), self.naming(self.ids_of(frontier))]
            if self.renamed:
                found.append(self.in_areas(self.renamed & self.areas_of(frontier)))
            frontier = np.setdiff1d(np.concatenate(found), held)
            held = np.union1d(held, frontier)
        return held

    # -- links --------------------------------------------------------------------------------------------------------

    def links_at(self, entries: Rows, side: str) -> Rows:
        """Find the links `out` of some entries, or `in` to them.

        Parameters
        ----------
        entries
            Numbers of entries.
        side
            `out` or `in`.

        Returns
        -------
        Numbers of links. Cost: linear in these.
        """
        found = [
            layer.arrays[f"{side}_order"][between(layer.arrays[f"{side}_start"], local)[0]] + first
            for (layer, local), first in zip(self._split(entries, self._nodes), self._links.tolist(), strict=False)
        ]
        return joined_rows(found)

    def end(self, links: Rows, side: str) -> Rows:
        """Find the entries that some links come from (`out`), or lead to (`in`).

        Parameters
        ----------
        links
            Numbers of links.
        side
            `out` or `in`.

        Returns
        -------
        An entry for each link, layer by layer.
        """
        name = "link_from" if side == "out" else "link_to"
        held = zip(self._split(links, self._links), self._nodes.tolist(), strict=False)
        return joined_rows([layer.arrays[name][local].astype(np.int64) + first for (layer, local), first in held])

    def of_kind(self, links: Rows, kind: str) -> Rows:
        """Keep those of some links that are of a kind.

        Parameters
        ----------
        links
            Numbers of links.
        kind
            Its id.

        Returns
        -------
        Layer by layer.
        """
        found = []
        for (layer, local), first in zip(self._split(links, self._links), self._links.tolist(), strict=False):
            words = taken(layer.links.select(["kind"]), local).column("kind").to_pylist()
            found.append(local[np.array([word == kind for word in words], bool)] + first)
        return joined_rows(found)

    # -- charts -------------------------------------------------------------------------------------------------------

    def cut(self, chart: str, entries: Rows, links: Rows) -> tuple[pa.Table, pa.Table]:
        """Some entries of a chart, in its own order.

        Parameters
        ----------
        chart
            Its id.
        entries, links
            Of whatever charts, ascending.

        Returns
        -------
        Nodes and links, with the columns of `chart_columns`. Cost: linear in what is cut.
        """
        at, number = self.place[chart]
        layer, cut = self.layers[at], []
        for what, rows, first in (("node", entries, self._nodes[at]), ("link", links, self._links[at])):
            low, high = (layer.arrays[f"{what}_start"][number : number + 2] + first).tolist()
            cut.append(rows[np.searchsorted(rows, low) : np.searchsorted(rows, high)] - first)
        return taken(layer.nodes, cut[0]), taken(layer.links, cut[1])

    def charts_of(self, entries: Rows) -> set[str]:
        """List the charts that hold some entries.

        Parameters
        ----------
        entries
            Numbers of entries.

        Returns
        -------
        Their ids.
        """
        return {layer.charts[number][0] for layer, local in self._split(entries, self._nodes) for number in np.unique(_chart(layer, local)).tolist()}

    # -- one layer after the other --------------------------------------------------------------------------------------

    def _split(self, numbers: Rows, starts: Rows) -> list[tuple[Layer, Rows]]:
        """Those of some entries, or links, that each layer holds, as its own rows. `starts`: with which number those of each begin."""
        bounds = zip(self.layers, starts[:-1].tolist(), starts[1:].tolist(), strict=True)
        return [(layer, numbers[(numbers >= first) & (numbers < end)] - first) for layer, first, end in bounds]

    def _values(self, entries: Rows, name: str) -> Numbers:
        return joined_numbers(layer.arrays[name][between(layer.arrays[f"{name}_start"], local)[0]] for layer, local in self._split(entries, self._nodes))

    def _entries(self, found_in: Callable[[Layer], Rows]) -> Rows:
        """What is found in each layer, without former versions of charts."""
        found = []
        for at, layer in enumerate(self.layers):
            local = np.unique(found_in(layer))
            if not self._every[at] and len(local):
                local = local[self._alive[at][_chart(layer, local)]]
            found.append(local + self._nodes[at])
        return joined_rows(found)


def _chart(layer: Layer, entries: Rows) -> Rows:
    found: Rows = np.searchsorted(layer.arrays["node_start"], entries, "right") - 1
    return found


def _listed(layer: Layer, name: str, sought: Numbers) -> Rows:
    """The entries of which the lists of a name hold one of some numbers."""
    sought, order = np.unique(sought), layer.arrays[f"{name}_order"]
    low, high = (np.searchsorted(layer.arrays[name], sought, side, sorter=order) for side in ("left", "right"))
    at = order[spread(low, high - low)]
    found: Rows = np.searchsorted(layer.arrays[f"{name}_start"], at, "right") - 1
    return found
