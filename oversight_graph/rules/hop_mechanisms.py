"""The mechanisms by which two neighbours on a path work together, whichever of their links the path walks (domain §5)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from oversight_graph.graph.graph import Graph
from oversight_graph.model import MECHANISMS
from oversight_graph.rules.path_hops import Hop
from oversight_graph.rules.walk_steps import among, episode


def hop_mechanisms(graph: Graph, paths: Sequence[Sequence[Hop]], episodes: bool = False) -> list[list[list[str]]]:
    """Every mechanism that links the two bodies of each hop.

    Parameters
    ----------
    graph
        What is asked about.
    paths
        Paths as hops.
    episodes
        Whether joint cases and links that are mere episodes are told, too.

    Returns
    -------
    A list a path, in it a list a hop: ids of mechanisms, that of the walked link first, then in the order of the vocabulary, each once.
    Cost: linear in the links of the bodies on the paths, once for all paths.
    """
    by_pair: dict[tuple[int, int], set[int]] = {}
    bodies = np.array(sorted({body for path in paths for hop in path for body in (hop.origin, hop.end)}), np.int64)
    _, link = graph.links_from.join(bodies)
    link = link[(graph.mechanism[link] >= 0) & np.isin(graph.target[link], bodies)]
    if not episodes:
        link = link[~_EPISODES[graph.mechanism[link]] & ~episode(graph, link)]
    for one in link.tolist():
        a, b = int(graph.source[one]), int(graph.target[one])
        by_pair.setdefault((min(a, b), max(a, b)), set()).add(int(graph.mechanism[one]))

    def told(hop: Hop) -> list[str]:
        walked = int(graph.mechanism[hop.link])
        codes = by_pair.get((min(hop.origin, hop.end), max(hop.origin, hop.end)), set())
        return [MECHANISMS.ids[code] for code in ([walked] if walked >= 0 else []) + sorted(codes - {walked})]

    return [[told(hop) for hop in path] for path in paths]


_EPISODES = among(MECHANISMS, tuple(one.id for one in MECHANISMS if one.episode))
