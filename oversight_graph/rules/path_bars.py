"""Which sets bar every way between two bodies (domain §5)."""

from __future__ import annotations

import numpy as np

from oversight_graph.graph.graph import Graph
from oversight_graph.rules.divisions import divisions
from oversight_graph.rules.path_hops import Hop, PossibleHops
from oversight_graph.rules.path_places import Bars, places
from oversight_graph.rules.path_search import meets_sets, paths_through


def barring_bodies(graph: Graph, hops: PossibleHops, start: int, goal: int) -> list[int]:
    """Where the ways between two bodies that no path joins come back to the body or member that they have come from.

    Parameters
    ----------
    graph
        What is asked about.
    hops
        The hops of paths between the two.
    start, goal
        Positions of two bodies.

    Returns
    -------
    Positions of the bodies, mostly sets, in whose members each such way ends; none where no way leads there in any case. Cost: Dijkstra's algorithm
    once for each.
    """
    if not meets_sets(graph, hops):
        return []
    held = divisions(graph)
    found: list[int] = []
    while ways := paths_through(places(graph, hops, held, start, goal, certain=False, barred=False), 1):
        bars = Bars(graph, hops, held)
        barred = [body for body in _barred(bars, hops, ways[0]) if body not in found]
        if not barred:
            break
        found += barred
        around = ~(np.isin(hops.origin, found) & (hops.origin != start)) & ~(np.isin(hops.end, found) & (hops.end != goal))
        hops = hops.at(around)
    return sorted(found)


def _barred(bars: Bars, hops: PossibleHops, way: list[Hop]) -> list[int]:
    """The bodies at which a way goes on as it mustn't."""
    row = {ends: at for at, ends in enumerate(zip(hops.origin.tolist(), hops.end.tolist(), hops.link.tolist(), strict=True))}
    taken = [row[hop.origin, hop.end, hop.link] for hop in way]
    entered = bars.entered(np.array(taken, np.int64))
    return [hop.origin for hop, at, bar in zip(way[1:], taken[1:], entered, strict=False) if bar >= 0 and bars.key[bar] == bars.leaves[at]]
