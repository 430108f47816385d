"""Coordination paths (domain §5): which links are walked, and the best ways between two bodies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from oversight_graph.graph.csr import Ints, firsts
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import BASES, KINDS, LINKS, MECHANISMS

if TYPE_CHECKING:
    import networkx as nx

_COST = 1 << 30  # one number orders paths by cost, then undocumented hops, then hops, then weakness of their bases
_UNDOCUMENTED = 1 << 20
_HOP = 1 << 10


@dataclass(frozen=True)
class Step:
    """A link as it is walked: from one body to the other, which may be against its direction."""

    origin: int
    end: int
    link: int
    cost: int


@dataclass(frozen=True)
class Arcs:
    """Every step that may be taken, a row each."""

    origin: Ints
    end: Ints
    link: Ints
    cost: Ints
    weight: Ints

    def between(self, origin: int, end: int) -> Ints:
        """The links by which one body steps to another."""
        found: Ints = self.link[(self.origin == origin) & (self.end == end)]
        return found


def arcs(graph: Graph, start: int, goal: int, episodes: bool = False) -> Arcs:
    """The steps of paths between two bodies. Cost: linear in the links.

    domain §5: overseers only, never through a population; directed mechanisms one way; a consultation only where the party
    committee is an end of the path; joint cases and episodes only when asked for; lines from a party committee never.
    """
    link = np.flatnonzero(_walked(graph, start, goal, episodes))
    cost_of = np.array([kind.cost or 0 for kind in LINKS], np.int64)
    directed = np.array([*(mechanism.directed for mechanism in MECHANISMS), False])  # the last: no mechanism (code −1)
    both = link[~directed[graph.mechanism[link]]]
    link, origin, end = (
        np.concatenate([link, both]),
        np.concatenate([graph.source[link], graph.target[both]]),
        np.concatenate([graph.target[link], graph.source[both]]),
    )
    passable = ~graph.population
    keep = (passable[origin] | (origin == start)) & (passable[end] | (end == goal)) & (origin != goal) & (end != start)
    link, origin, end = link[keep], origin[keep], end[keep]
    cost = cost_of[graph.link_kind[link]]
    weight = cost * _COST + (~documented(graph)[link]) * _UNDOCUMENTED + _HOP + graph.basis[link].astype(np.int64)
    return Arcs(origin, end, link, cost, weight)


def documented(graph: Graph) -> Mask:
    """The links with a mechanism, and memberships: what documents a hop (domain §5)."""
    return (graph.mechanism >= 0) | graph.links_with("membership", True)


def _walked(graph: Graph, start: int, goal: int, episodes: bool) -> Mask:
    overseer = ~graph.overseen
    walked = np.array([kind.cost is not None for kind in LINKS])[graph.link_kind] & overseer[graph.source] & overseer[graph.target]
    for code, kind in enumerate(LINKS):
        for name in kind.not_walked_from:
            walked &= (graph.link_kind != code) | (graph.kind[graph.source] != KINDS.code(name))
    if not episodes:
        once = [code for code, mechanism in enumerate(MECHANISMS) if mechanism.episode]
        walked &= ~np.isin(graph.mechanism, once) & (graph.basis != BASES.code("episode"))
    committee = KINDS.code("PartyCommittee")
    heard = [code for code, mechanism in enumerate(MECHANISMS) if mechanism.party_committee]
    at_end = np.zeros(len(graph.source), bool)
    for end in (start, goal):
        if graph.kind[end] == committee:
            at_end |= (graph.source == end) | (graph.target == end)
    return walked & (~np.isin(graph.mechanism, heard) | at_end)


def best_paths(graph: Graph, start: int, goal: int, count: int | None = None, episodes: bool = False) -> list[list[Step]]:
    """The best `count` paths (1), none twice through a body: by cost, then documented before structural, then fewer hops,
    then firmer bases. A body reaches itself at cost 0. Cost: Yen's algorithm on the bodies near enough to matter."""
    if start == goal:
        return [[]]
    count = count or 1
    import networkx as nx

    steps = arcs(graph, start, goal, episodes)
    net = _network(steps)
    if start not in net or goal not in net:
        return []
    ahead = nx.single_source_dijkstra_path_length(net, start)
    if goal not in ahead:
        return []
    behind = nx.single_source_dijkstra_path_length(net.reverse(copy=False), goal)
    bound = int(ahead[goal])
    while True:  # every path no longer than the bound runs through bodies whose two distances fit under it
        near = [node for node in net if node in ahead and node in behind and ahead[node] + behind[node] <= bound]
        whole = len(near) == sum(node in behind for node in ahead)
        found = _within(net.subgraph(sorted(near)), start, goal, count, None if whole else bound)
        if len(found) >= count or whole:
            break
        bound += max(bound, 3 * _COST)
    return [_steps(net, path) for path in found]


def _within(net: nx.DiGraph[int], start: int, goal: int, count: int, bound: int | None) -> list[list[int]]:
    """The shortest simple paths of a cut, in order; only those that no path outside the cut could come before."""
    import networkx as nx

    def length(path: list[int]) -> int:
        return sum(net[a][b]["weight"] for a, b in pairwise(path))

    paths: Iterator[list[int]] = nx.shortest_simple_paths(net, start, goal, weight="weight")
    found = list(islice(paths, count))
    kept = [path for path in found if bound is None or length(path) <= bound]
    return sorted(kept, key=lambda path: (length(path), path))


def disjoint_paths(graph: Graph, start: int, goal: int, count: int | None = None, episodes: bool = False) -> list[list[Step]]:
    """As many paths as possible (at most `count`) that share no body but their ends, together as cheap as possible.

    A flow of least cost through bodies that each let one path pass (networkx); cost: that of the network simplex.
    """
    if start == goal:
        return [[]]
    import networkx as nx

    net = _network(arcs(graph, start, goal, episodes))
    if start not in net or goal not in net:
        return []
    flow: nx.DiGraph[Any] = nx.DiGraph()
    flow.add_edge("source", (start, "out"), capacity=count if count is not None else len(net), weight=0)
    for node in sorted(net):
        if node not in (start, goal):
            flow.add_edge((node, "in"), (node, "out"), capacity=1, weight=0)
    for a, b, data in sorted(net.edges(data=True), key=lambda edge: edge[:2]):
        flow.add_edge((a, "out"), (b, "in"), capacity=1, weight=data["weight"])
    result = nx.max_flow_min_cost(flow, "source", (goal, "in"))
    after: dict[int, list[int]] = {}
    for node, flows in result.items():
        if node != "source" and node[1] == "out":
            after[node[0]] = sorted(target[0] for target, amount in flows.items() if amount)
    paths = []
    for first in after.get(start, []):
        path = [start, first]
        while path[-1] != goal:
            path.append(after[path[-1]][0])
        paths.append(_steps(net, path))
    return sorted(paths, key=lambda path: (sum(step.cost for step in path), len(path), [step.end for step in path]))


def _network(steps: Arcs) -> nx.DiGraph[int]:
    """The steps as a networkx graph: of several links between two bodies the best is walked."""
    import networkx as nx

    order = np.lexsort((steps.link, steps.weight, steps.end, steps.origin))
    best = order[firsts(steps.origin[order], steps.end[order])]
    net: nx.DiGraph[int] = nx.DiGraph()
    net.add_nodes_from(np.unique(np.concatenate([steps.origin, steps.end])).tolist())
    columns = (steps.origin[best], steps.end[best], steps.weight[best], steps.link[best], steps.cost[best])
    net.add_edges_from((a, b, {"weight": w, "link": link, "cost": c}) for a, b, w, link, c in zip(*(c.tolist() for c in columns), strict=True))
    return net


def _steps(net: nx.DiGraph[int], path: list[int]) -> list[Step]:
    return [Step(a, b, net[a][b]["link"], net[a][b]["cost"]) for a, b in pairwise(path)]
