"""Coordination paths that share no body but their ends: how many independent ones there are between two bodies (domain §5)."""

from __future__ import annotations

from heapq import heappop, heappush

from oversight_graph.deadline import check_deadline
from oversight_graph.graph.graph import Graph
from oversight_graph.rules.divisions import divisions
from oversight_graph.rules.path_hops import Hop, PossibleHops, possible_hops
from oversight_graph.rules.path_net import Net
from oversight_graph.rules.path_places import Places, places, plain_places
from oversight_graph.rules.path_search import meets_sets, paths_through


def disjoint_paths(graph: Graph, start: int, goal: int, count: int | None = None, episodes: bool = False) -> list[list[Hop]]:
    """As many certain paths as possible that share no body but their ends, together as cheap as possible (domain §5); a set is one body.

    A flow of least cost through bodies that each let one path pass, by successive shortest paths (Suurballe). Where sets are met, and not
    each path that the flow makes is certain, the paths are taken one after the other, the best first. Cost: Dijkstra's algorithm once
    for each path; where sets are met twice.

    Parameters
    ----------
    graph
        What is asked about.
    start, goal
        Positions of two bodies.
    count
        At most so many paths; None for all.
    episodes
        Whether links that are mere episodes are walked too.

    Returns
    -------
    The paths, the cheapest first, each the hops from start to goal. One without a hop from a body to itself; none where the two aren't joined.

    Raises
    ------
    TooLong
        Where it takes longer than `within_seconds` allows.
    """
    if start == goal and not graph.population[start]:
        return [[]]
    hops = possible_hops(graph, start, goal, episodes)
    if start != goal and not meets_sets(graph, hops):
        paths = _by_flow(plain_places(hops, start, goal), count)
    else:
        paths = _through_sets(graph, hops, start, goal, count)
    return sorted(paths, key=lambda path: (sum(hop.cost for hop in path), len(path), [hop.end for hop in path]))


def _by_flow(places_of_bodies: Places, count: int | None) -> list[list[Hop]]:
    """As many paths as there are, in any order; each place is a body."""
    net, size = Net(places_of_bodies), len(places_of_bodies.body)
    start, goal = net.start, net.goal
    flow = _Flow(2 * size)
    for body in sorted({*net.origin, *net.end} - {start, goal}):
        flow.add(_inward(body), _outward(body), 0)
    first = len(flow.end)
    for a, b, weight in zip(net.origin, net.end, net.weight, strict=True):
        flow.add(_outward(a), _inward(b), weight)
    number = 0
    while number != count and flow.widen(_outward(start), _inward(goal)):
        number += 1
    after: dict[int, list[int]] = {}
    for row, (a, b) in enumerate(zip(net.origin, net.end, strict=True)):
        if not flow.free[first + 2 * row]:
            after.setdefault(a, []).append(b)
    paths = []
    for second in after.get(start, []):
        path = [start, second]
        while path[-1] != goal:
            path.append(after[path[-1]][0])
        paths.append(net.hops(tuple(path)))
    return paths


def _through_sets(graph: Graph, hops: PossibleHops, start: int, goal: int, count: int | None) -> list[list[Hop]]:
    """Paths that exist for certain: those of a flow, if all of its paths are, else the best one, then the best of what it leaves."""
    held = divisions(graph)

    def best(of: PossibleHops) -> list[list[Hop]]:
        return paths_through(places(graph, of, held, start, goal, certain=True), 1)

    if start != goal:
        of = places(graph, hops, held, start, goal, certain=True)
        known = PossibleHops(of.body[of.origin], of.body[of.end], of.link, of.cost, of.weight, of.turn)
        ways = _by_flow(plain_places(known, start, goal), count)
        certain = [path for way in ways for path in best(hops.along(way))]
        if len(certain) == len(ways):
            return certain
    paths: list[list[Hop]] = []
    while len(paths) != count and (found := best(hops)):
        paths += found
        hops = hops.around(found[0])
    return paths


def _inward(body: int) -> int:
    return 2 * body


def _outward(body: int) -> int:
    return 2 * body + 1


class _Flow:
    """Arcs that each let one path pass; beside each, at the next number, the arc back that gives it up. `price`: by how much a
    vertex has become dearer, so that no arc that is free costs less than nothing (Johnson)."""

    def __init__(self, vertices: int) -> None:
        self.arcs_from: list[list[int]] = [[] for _ in range(vertices)]
        self.end: list[int] = []
        self.cost: list[int] = []
        self.free: list[bool] = []
        self.price = [0] * vertices

    def add(self, start: int, goal: int, cost: int) -> None:
        for origin, end, price, free in ((start, goal, cost, True), (goal, start, -cost, False)):
            self.arcs_from[origin].append(len(self.end))
            self.end.append(end)
            self.cost.append(price)
            self.free.append(free)

    def widen(self, source: int, sink: int) -> bool:
        """Send one path more, the cheapest that there is. False where there is none."""
        distance, arrived_by = {source: 0}, dict[int, int]()
        settled: set[int] = set()
        waiting = [(0, source)]
        while waiting and sink not in settled:
            check_deadline()
            nearest, vertex = heappop(waiting)
            if vertex in settled:
                continue
            settled.add(vertex)
            for arc in self.arcs_from[vertex]:
                end = self.end[arc]
                through = nearest + self.cost[arc] + self.price[vertex] - self.price[end]
                if self.free[arc] and through < distance.get(end, through + 1):
                    distance[end], arrived_by[end] = through, arc
                    heappush(waiting, (through, end))
        if sink not in settled:
            return False
        for vertex in range(len(self.price)):
            self.price[vertex] += distance[vertex] if vertex in settled else distance[sink]
        while sink != source:
            arc = arrived_by[sink]
            self.free[arc], self.free[arc ^ 1] = False, True
            sink = self.end[arc ^ 1]
        return True
