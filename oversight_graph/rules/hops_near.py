"""The hops between some bodies: those that paths come to, and those that lie about two ends."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from oversight_graph.graph.csr import Ints
from oversight_graph.graph.graph import Graph
from oversight_graph.rules.path_hops import Hop, PossibleHops, allowed_by_ends, between_ends, hop_links, hops_over


def hops_along(graph: Graph, paths: Sequence[Sequence[Hop]], start: int, goal: int, episodes: bool = False) -> PossibleHops:
    """All hops between the bodies that some paths come to.

    Parameters
    ----------
    graph
        What is asked about.
    paths
        Each from one end to the other.
    start, goal
        Positions of these two.
    episodes
        Whether joint cases and links that are mere episodes are walked too.

    Returns
    -------
    A row for each. Cost: linear in the links of these bodies.
    """
    bodies = np.unique(np.array([body for path in paths for hop in path for body in (hop.origin, hop.end)], np.int64))
    return _hops_among(graph, bodies, start, goal, episodes)


def hops_near(graph: Graph, start: int, goal: int, steps: int, episodes: bool = False) -> PossibleHops:
    """All hops between the bodies that lie about the two ends of a path.

    Parameters
    ----------
    graph
        What is asked about.
    start, goal
        Positions of two bodies.
    steps
        How many links lie between an end and the bodies about it at most.
    episodes
        Whether joint cases and links that are mere episodes are walked too.

    Returns
    -------
    A row for each. Cost: linear in the links of these bodies.
    """
    bodies = np.unique(np.array([start, goal], np.int64))
    for _ in range(steps):
        beyond = (graph.target[graph.links_from.join(bodies)[1]], graph.source[graph.links_to.join(bodies)[1]])
        bodies = np.unique(np.concatenate((bodies, *beyond)))
    return _hops_among(graph, bodies, start, goal, episodes)


def _hops_among(graph: Graph, bodies: Ints, start: int, goal: int, episodes: bool) -> PossibleHops:
    links = hop_links(graph, episodes)
    link = graph.links_from.join(bodies)[1]
    link = link[np.isin(graph.target[link], bodies)]
    found = []
    for walked, backward in ((links.forward, False), (links.backward, True)):
        of = link[walked[link]]
        found.append(hops_over(graph, of, np.full(len(of), backward)))
    hops = PossibleHops(*(np.concatenate([getattr(one, name) for one in found]) for name in ("origin", "end", "link", "cost", "weight", "turn")))
    return hops.at(allowed_by_ends(graph, start, goal, hops.origin, hops.end, hops.link) & between_ends(graph, start, goal, hops.origin, hops.end))
