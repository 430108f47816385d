"""The best coordination paths between two bodies (domain §5): those that exist for certain, then the one that possibly does and is cheaper."""

from __future__ import annotations

from oversight_graph.graph.graph import Graph
from oversight_graph.model import walks
from oversight_graph.rules.divisions import divisions
from oversight_graph.rules.path_corridor import FAR, Corridor, corridor
from oversight_graph.rules.path_hops import Hop, PossibleHops
from oversight_graph.rules.path_net import Net, Search, first_paths
from oversight_graph.rules.path_places import Places, places, plain_places

_NEAR = 3 * walks.WEIGHTS.cost
"""How much more than the best path others may weigh that are looked for first."""


def best_paths(graph: Graph, start: int, goal: int, count: int | None = None, episodes: bool = False) -> list[list[Hop]]:
    """The best paths between two bodies: by cost, then documented before structural, then fewer hops, then firmer bases.

    Of several of one weight those come first whose bodies come first by their ids, compared from the start (domain §5). None goes twice
    through a single body, or through a set knowing the same of its members. Behind those that exist for certain comes the best of those that
    possibly exist, where it is cheaper than all of them. Cost: that of the corridor between the two; in it Dijkstra's algorithm once, twice where
    there are sets; for more paths than one, Yen's upon it, with a search for each body of each path. Where there are fewer than
    `count`, the corridor becomes the whole graph. Memory: linear in the hops and in `count`.

    Parameters
    ----------
    graph
        What is asked about.
    start, goal
        Positions of two bodies. A single body reaches itself at cost 0; of a set one of its members another.
    count
        So many certain paths at most; None for one.
    episodes
        Whether joint cases and links that are mere episodes are walked too.

    Returns
    -------
    The paths, the best first, each the hops from start to goal; none where the two aren't joined.

    Raises
    ------
    TooLong
        Where it takes longer than `within_seconds` allows.
    """
    if start == goal and not graph.population[start]:
        return [[]]
    count = count or 1
    slack = 0 if count == 1 else _NEAR
    while True:
        near = corridor(graph, start, goal, slack, episodes)
        certain, possible, beyond = _within(graph, near, start, goal, count)
        if len(certain) >= count or not (near.cut or beyond):
            return certain + _cheaper(possible, certain)
        slack = max(2 * slack, _NEAR)


def _within(graph: Graph, near: Corridor, start: int, goal: int, count: int) -> tuple[list[list[Hop]], list[list[Hop]], bool]:
    """The paths that a corridor holds: so many that exist for certain, and the best that possibly does; and whether more may weigh more than its limit."""
    hops = near.hops
    if start != goal and not meets_sets(graph, hops):
        certain, beyond = _first(plain_places(hops, start, goal), count, near.limit)
        return certain, [], beyond
    held = divisions(graph)
    certain, beyond = _first(places(graph, hops, held, start, goal, certain=True), count, near.limit)
    possible, further = _first(places(graph, hops, held, start, goal, certain=False), 1, near.limit)
    return certain, possible, beyond or further


def best_over(graph: Graph, hops: PossibleHops, start: int, goal: int) -> list[list[Hop]]:
    """The best path between two bodies over some hops.

    Parameters
    ----------
    graph
        What is asked about.
    hops
        Those that a path may make, at least one in each.
    start, goal
        Positions of two bodies.

    Returns
    -------
    As `best_paths` gives one path.
    """
    certain, possible, _ = _within(graph, Corridor(hops, FAR, cut=False), start, goal, 1)
    return certain + _cheaper(possible, certain)


def _cheaper(possible: list[list[Hop]], certain: list[list[Hop]]) -> list[list[Hop]]:
    """What only possibly exists is told where it costs less than all that exists for certain (domain §5)."""
    return [path for path in possible if not certain or _cost(path) < _cost(certain[0])]


def meets_sets(graph: Graph, hops: PossibleHops) -> bool:
    """Whether some hop comes from a set or leads to one.

    Parameters
    ----------
    graph
        Where the bodies are.
    hops
        The hops of paths.

    Returns
    -------
    False where each path is certain.
    """
    return bool((graph.population[hops.origin] | graph.population[hops.end]).any())


def paths_through(of: Places, count: int) -> list[list[Hop]]:
    """The first paths by weight and bodies.

    Parameters
    ----------
    of
        Places, and the hops between them.
    count
        So many paths at most.

    Returns
    -------
    The paths, the best first.
    """
    net = Net(of)
    search = Search(net, only_best=count == 1 and net.plain)
    if net.start not in search.behind:
        return []
    bound = search.behind[net.start] + _NEAR
    while True:  # where few paths are left, a search for one more would look at everything: so not too far at first
        search.bound, search.truncated = bound, False
        paths = first_paths(search, count)
        if len(paths) >= count or not search.truncated:
            return [net.hops(path) for path in paths]
        bound *= 2


def _first(of: Places, count: int, bound: int) -> tuple[list[list[Hop]], bool]:
    """The first paths that weigh no more than a bound, and whether more may weigh more."""
    net = Net(of)
    search = Search(net, only_best=count == 1 and net.plain)
    if net.start not in search.behind:
        return [], False
    search.bound = bound
    if search.behind[net.start] > bound:
        return [], True
    return [net.hops(path) for path in first_paths(search, count)], search.truncated


def _cost(path: list[Hop]) -> int:
    return sum(hop.cost for hop in path)
