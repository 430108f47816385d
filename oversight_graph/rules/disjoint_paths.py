"""Coordination paths that share no body but their ends: how many independent ways there are between two (domain §5)."""

from __future__ import annotations

from heapq import heappop, heappush

from oversight_graph.deadline import keep_to_the_deadline
from oversight_graph.graph.graph import Graph
from oversight_graph.rules.path_search import Hop, Net, possible_hops


def disjoint_paths(graph: Graph, start: int, goal: int, count: int | None = None, episodes: bool = False) -> list[list[Hop]]:
    """As many paths as possible that share no body but their ends, together as cheap as possible (domain §5).

    A flow of least cost through bodies that each let one path pass, by successive shortest paths (Suurballe). Cost: Dijkstra's
    algorithm once for each path.

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
    if start == goal:
        return [[]]
    net = Net(possible_hops(graph, start, goal, episodes), len(graph))
    flow = _Flow(2 * len(graph))
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
    for step in after.get(start, []):
        path = [start, step]
        while path[-1] != goal:
            path.append(after[path[-1]][0])
        paths.append(net.steps(tuple(path)))
    return sorted(paths, key=lambda path: (sum(step.cost for step in path), len(path), [step.end for step in path]))


def _inward(body: int) -> int:
    return 2 * body


def _outward(body: int) -> int:
    return 2 * body + 1


class _Flow:
    """Arcs that each let one path pass; beside each, at the next number, the way back that gives it up. `price`: by how much a
    place has become dearer, so that no arc that is free costs less than nothing (Johnson)."""

    def __init__(self, places: int) -> None:
        self.at: list[list[int]] = [[] for _ in range(places)]
        self.end: list[int] = []
        self.cost: list[int] = []
        self.free: list[bool] = []
        self.price = [0] * places

    def add(self, a: int, b: int, cost: int) -> None:
        for origin, end, price, free in ((a, b, cost, True), (b, a, -cost, False)):
            self.at[origin].append(len(self.end))
            self.end.append(end)
            self.cost.append(price)
            self.free.append(free)

    def widen(self, source: int, sink: int) -> bool:
        """Send one path more, the cheapest that there is. False where there is none."""
        far, by = {source: 0}, dict[int, int]()
        settled: set[int] = set()
        waiting = [(0, source)]
        while waiting and sink not in settled:
            keep_to_the_deadline()
            near, place = heappop(waiting)
            if place in settled:
                continue
            settled.add(place)
            for arc in self.at[place]:
                end = self.end[arc]
                beyond = near + self.cost[arc] + self.price[place] - self.price[end]
                if self.free[arc] and beyond < far.get(end, beyond + 1):
                    far[end], by[end] = beyond, arc
                    heappush(waiting, (beyond, end))
        if sink not in settled:
            return False
        for place in range(len(self.price)):
            self.price[place] += far[place] if place in settled else far[sink]
        while sink != source:
            arc = by[sink]
            self.free[arc], self.free[arc ^ 1] = False, True
            sink = self.end[arc ^ 1]
        return True
