"""What is drawn: the scope of a graph, or the surroundings of some bodies, with the links between what is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from oversight_graph.graph.arrow import texts_at
from oversight_graph.graph.csr import Ints
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import KINDS


@dataclass(frozen=True, eq=False)
class Subgraph:
    """Rows of nodes and of links of a graph, in the order of their ids; `source` and `target` point into `nodes`.
    `focus`: the bodies whose surroundings it is."""

    graph: Graph
    nodes: Ints
    links: Ints
    focus: Ints

    def __len__(self) -> int:
        return len(self.nodes)

    @cached_property
    def _position(self) -> Ints:
        position = np.full(len(self.graph), -1, np.int64)
        position[self.nodes] = np.arange(len(self.nodes))
        return position

    @cached_property
    def source(self) -> Ints:
        """The node at which each link begins; shape (links,)."""
        return self._position[self.graph.source[self.links]]

    @cached_property
    def target(self) -> Ints:
        """The node at which each link ends; shape (links,)."""
        return self._position[self.graph.target[self.links]]

    @cached_property
    def link_kind(self) -> NDArray[np.int16]:
        """The kind of each link as its code in LINKS; shape (links,)."""
        return self.graph.link_kind[self.links]

    @cached_property
    def kind(self) -> NDArray[np.int16]:
        """The kind of each node as its code in KINDS; shape (nodes,)."""
        return self.graph.kind[self.nodes]

    @cached_property
    def level(self) -> NDArray[np.int16]:
        """The level of each node as its code in LEVELS, negative where none is known; shape (nodes,)."""
        return self.graph.level[self.nodes]

    @cached_property
    def links_to(self) -> list[list[int]]:
        """The links that end at each node, in order."""
        found: list[list[int]] = [[] for _ in range(len(self))]
        for link, end in enumerate(self.target.tolist()):
            found[end].append(link)
        return found

    @cached_property
    def tier(self) -> Ints:
        """In which row of a map each node stands, as its kind declares it, from the top; shape (nodes,)."""
        return np.array([kind.tier for kind in KINDS], np.int64)[self.kind]

    @cached_property
    def areas(self) -> list[str]:
        """The codes of the areas of what is shown, in order; `area` points into them."""
        return sorted({self.graph.area_codes[number] for number in self.graph.area_of[self.nodes].tolist()})

    @cached_property
    def area(self) -> list[int]:
        """The area of each node as its place in `areas`."""
        position = {code: number for number, code in enumerate(self.areas)}
        return [position[self.graph.area_codes[code]] for code in self.graph.area_of[self.nodes].tolist()]

    @cached_property
    def neighbours(self) -> list[list[int]]:
        """For each node those that it is linked with, as often as it is."""
        neighbours: list[list[int]] = [[] for _ in range(len(self))]
        for a, b in zip(self.source.tolist(), self.target.tolist(), strict=True):
            neighbours[a].append(b)
            neighbours[b].append(a)
        return neighbours

    @cached_property
    def ids(self) -> list[str]:
        """The ids of the nodes."""
        return texts_at(self.graph.node_table.column("id"), self.nodes)


def scope(graph: Graph) -> Subgraph:
    """All that is asked about, with the links inside of it.

    Parameters
    ----------
    graph
        What is drawn.

    Returns
    -------
    The nodes in scope; without a focus.
    """
    return _cut(graph, graph.scope, np.empty(0, np.int64))


def around(graph: Graph, bodies: Sequence[int], hops: int) -> Subgraph:
    """The bodies and what lies within some links of them, whatever their kind and direction, in scope or not.

    Cost: linear in the links, for each hop.

    Parameters
    ----------
    graph
        What is drawn of.
    bodies
        Positions in the graph; they are the focus.
    hops
        How many links away a node may be, from 0.

    Returns
    -------
    With every link between two nodes that are shown.
    """
    focus = np.unique(np.array(bodies, np.int64))
    shown = np.zeros(len(graph), bool)
    shown[focus] = True
    for _ in range(hops):
        touching = shown[graph.source] | shown[graph.target]
        shown[graph.source[touching]] = True
        shown[graph.target[touching]] = True
    return _cut(graph, shown, focus)


def _cut(graph: Graph, shown: Mask, focus: Ints) -> Subgraph:
    nodes = np.flatnonzero(shown)
    links = np.flatnonzero(shown[graph.source] & shown[graph.target])
    return Subgraph(graph, _by_id(graph.node_table, nodes), _by_id(graph.link_table, links), focus)


def _by_id(table: pa.Table, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    ids = texts_at(table.column("id"), rows)
    return rows[np.array(sorted(range(len(rows)), key=ids.__getitem__), np.int64)]


def along(graph: Graph, paths: Sequence[Sequence[int]], ends: Sequence[int]) -> Subgraph:
    """The bodies of some paths and their ends, in scope or not, with the links between them.

    Parameters
    ----------
    graph
        What is drawn of.
    paths
        Positions in the graph; may be none.
    ends
        The two bodies that the paths join, positions in the graph; they are the focus.

    Returns
    -------
    With every link between two nodes that are shown.
    """
    shown = np.zeros(len(graph), bool)
    shown[[*ends, *(node for path in paths for node in path)]] = True
    return _cut(graph, shown, np.unique(np.array(ends, np.int64)))
