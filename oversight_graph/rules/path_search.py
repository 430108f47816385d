"""Coordination paths (domain §5): which links are walked, and the best paths between two bodies."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush, nsmallest
from itertools import pairwise

import numpy as np

from oversight_graph.deadline import check_deadline
from oversight_graph.graph.csr import Groups, Ints, firsts
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import KINDS, LINKS, MECHANISMS, walks
from oversight_graph.rules.walk_steps import among, arcs


@dataclass(frozen=True)
class Hop:
    """A link as it is walked: from one body to the other, which may be against its direction. Bodies and links by position; `cost` as domain §5 counts."""

    origin: int
    end: int
    link: int
    cost: int


@dataclass(frozen=True)
class PossibleHops:
    """Every hop that a path may make, a row each; every column is an array of int64, one item a hop.

    `weight` orders paths: by cost, then undocumented hops, then hops, then bases (walks.WEIGHTS).
    """

    origin: Ints
    end: Ints
    link: Ints
    cost: Ints
    weight: Ints

    @cached_property
    def _by_ends(self) -> tuple[Ints, Ints, int]:
        """The hops in the order of their ends: those ends as one number each, the rows, and by what origins are told apart."""
        size = int(self.end.max(initial=0)) + 1
        ends = self.origin * size + self.end
        order = np.argsort(ends, kind="stable")
        return ends[order], order, size

    def between(self, origin: int, end: int) -> Ints:
        """The links over which a hop leads from one body to another.

        Parameters
        ----------
        origin, end
            Positions of two bodies.

        Returns
        -------
        Positions of links; none where no hop leads there. Cost: sorts the hops once.
        """
        ends, order, size = self._by_ends
        begin, stop = np.searchsorted(ends, origin * size + end, "left"), np.searchsorted(ends, origin * size + end, "right")
        links: Ints = self.link[order[begin:stop]]
        return links


def possible_hops(graph: Graph, start: int, goal: int, episodes: bool = False) -> PossibleHops:
    """The hops of paths between two bodies. Cost: linear in the links.

    domain §5: overseers only, never through a population; directed mechanisms one way; a consultation only where the party
    committee is an end of the path; joint cases and episodes only when asked for; lines from a party committee never.

    Parameters
    ----------
    graph
        What is asked about.
    start, goal
        Positions of the two bodies: some hops are allowed at the ends of a path only.
    episodes
        Whether joint cases and links that are mere episodes are walked too.

    Returns
    -------
    A row for each hop; none goes back to the start, or on from the goal.
    """
    walk = walks.COORDINATION
    arcs_by_step = [(arcs(graph, step, episodes=episodes), step) for step in walk.steps]
    origin, end, link = (np.concatenate([getattr(step_arcs, name) for step_arcs, _ in arcs_by_step]) for name in ("origin", "end", "link"))
    cost = np.concatenate([np.full(len(step_arcs.link), step.cost, np.int64) for step_arcs, step in arcs_by_step])
    keep = _allowed(graph, start, goal, episodes, origin, end, link) & (origin != goal) & (end != start)
    if not walk.through_sets:
        passable = ~graph.population
        keep &= (passable[origin] | (origin == start)) & (passable[end] | (end == goal))
    origin, end, link, cost = origin[keep], end[keep], link[keep], cost[keep]
    weight = cost * walks.WEIGHTS.cost + (~documented(graph, link)) * walks.WEIGHTS.undocumented + walks.WEIGHTS.hop + graph.basis[link].astype(np.int64)
    return PossibleHops(origin, end, link, cost, weight)


_DIRECTED, _EPISODES = (
    among(MECHANISMS, tuple(one.id for one in MECHANISMS if getattr(one, flag))) for flag in ("directed", "episode")
)  # fmt: skip


def documented(graph: Graph, link: Ints) -> Mask:
    """Which of some links document a hop by themselves: those with a mechanism, and those of kinds that do (domain §5).

    Parameters
    ----------
    graph
        Where the links are.
    link
        Positions of links, n of them.

    Returns
    -------
    An array of n truth values.
    """
    documents = among(LINKS, tuple(kind for step in walks.COORDINATION.steps if step.documents for kind in step.links))
    mask: Mask = (graph.mechanism[link] >= 0) | documents[graph.link_kind[link]]
    return mask


def _allowed(graph: Graph, start: int, goal: int, episodes: bool, origin: Ints, end: Ints, link: Ints) -> Mask:
    """Which hops their mechanism allows on a path between two bodies."""
    mechanism = graph.mechanism[link]
    allowed: Mask = ~_DIRECTED[mechanism] | (graph.source[link] == origin)
    if not episodes:
        allowed &= ~_EPISODES[mechanism]
    for code, declared in enumerate(MECHANISMS):
        if declared.with_end is not None:
            committees = [body for body in (start, goal) if graph.kind[body] == KINDS.code(declared.with_end)]
            allowed &= (mechanism != code) | np.isin(origin, committees) | np.isin(end, committees)
    return allowed


def best_paths(graph: Graph, start: int, goal: int, count: int | None = None, episodes: bool = False) -> list[list[Hop]]:
    """The best paths between two bodies, none twice through a body: by cost, then documented before structural, then fewer hops, then firmer bases.

    Of several of one weight those come first whose bodies come first by their ids, compared from the start (domain §5). Cost: Dijkstra's
    algorithm once; for more paths than one, Yen's upon it, with a search for each body of each path. Memory: linear in the hops and in `count`.

    Parameters
    ----------
    graph
        What is asked about.
    start, goal
        Positions of two bodies. A body reaches itself at cost 0.
    count
        So many paths at most; None for one.
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
    if start == goal:
        return [[]]
    count = count or 1
    net = Net(possible_hops(graph, start, goal, episodes), len(graph))
    search = _Search(net, goal, start if count == 1 else None)
    if start not in search.behind:
        return []
    bound = search.behind[start] + 3 * walks.WEIGHTS.cost
    while True:  # where few paths are left, a search for one more would look at everything: so not too far at first
        search.bound, search.truncated = bound, False
        paths = _first_paths(search, start, count)
        if len(paths) >= count or not search.truncated:
            return [net.hops(path) for path in paths]
        bound *= 2


Path = tuple[int, ...]


def _first_paths(search: _Search, start: int, count: int) -> list[Path]:
    """The first simple paths by weight and bodies, but none beyond the bound of the search (Yen's algorithm).

    A path that is found divides those that are like it up to some body: by each body from which on they differ (Lawler). So each
    comes up once, and nothing need be compared with all that were found. What waits beyond the number asked for is let go.
    """
    first = search.best(start)
    waiting = (
        [] if first is None else [(*first, 0, frozenset[int]())]
        # weight, bodies, the position at which it leaves the path that it was made from, the bodies to which it doesn't go from there
    )
    paths: list[Path] = []
    while waiting and len(paths) < count:
        _, path, leaves_at, excluded_there = heappop(waiting)
        paths.append(path)
        still_wanted = count - len(paths)
        for position in range(leaves_at, len(path) - 1) if still_wanted else ():
            excluded = (excluded_there if position == leaves_at else frozenset[int]()) | {path[position + 1]}
            onwards = search.best(path[position], path[:position], excluded)
            if onwards is not None:
                heappush(waiting, (onwards[0], path[:position] + onwards[1], position, excluded))
        if len(waiting) > 2 * still_wanted:
            waiting = nsmallest(still_wanted, waiting)
    return paths


class Net:
    """The hops, by the body that they start from and by the one that they end in: of several links between two bodies the
    best is walked, of equally good ones the first."""

    def __init__(self, hops: PossibleHops, size: int) -> None:
        order = np.lexsort((hops.link, hops.weight, hops.end, hops.origin))
        best = order[firsts(hops.origin[order], hops.end[order])]
        columns = (hops.origin[best], hops.end[best], hops.weight[best], hops.link[best], hops.cost[best])
        self.origin, self.end, self.weight, self.link, self.cost = (column.tolist() for column in columns)
        self.out, self.into = (_Rows(column, size) for column in columns[:2])

    def hops(self, path: Path) -> list[Hop]:
        """The hops of a path that is known by its bodies.

        Parameters
        ----------
        path
            Positions of bodies, from start to goal; there is a hop between each two.

        Returns
        -------
        One hop fewer than there are bodies.
        """
        return [Hop(a, b, self.link[row], self.cost[row]) for a, b in pairwise(path) for row in [self.row(a, b)]]

    def row(self, origin: int, end: int) -> int:
        """The row of the hop between two bodies; rows are in the order of their ends.

        Parameters
        ----------
        origin, end
            Positions of two bodies between which there is a hop.

        Returns
        -------
        Its place in the columns.
        """
        return bisect_left(self.end, end, *self.out.span(origin))


class _Search:
    """Looking for the best paths to a goal. `behind`: the least weight from each body to it; complete only up to that of `only`,
    where one is named. Nothing that weighs more than `bound` is looked at; `truncated` says whether there was such a thing."""

    def __init__(self, net: Net, goal: int, only: int | None) -> None:
        self.net, self.goal = net, goal
        self.bound, self.truncated = 0, False
        self.behind: dict[int, int] = {}
        waiting = [(0, goal)]
        while waiting:
            check_deadline()
            weight, node = heappop(waiting)
            if node in self.behind:
                continue
            self.behind[node] = weight
            if node == only:
                break
            for row in net.into.of(node):
                if (other := net.origin[row]) not in self.behind:
                    heappush(waiting, (weight + net.weight[row], other))

    def best(self, start: int, root: Path = (), excluded: frozenset[int] = frozenset()) -> tuple[int, Path] | None:
        """The first path by weight and bodies, and its weight, that of the root included: through no body of the root, its
        first hop to none of `excluded`. Looks only at bodies from which the goal may still be near enough (A*).

        Three passes. Forwards, in the order of `ahead` (the weight so far) + `behind` (the least weight still to come), until all that
        is as light as the best path is settled. Backwards from the goal over hops that lie on some lightest path: `leads`, the bodies from
        which such a path goes on. Forwards again, each time to the first body by number among these. As: of a → b → d and a → c → d, both of
        weight 2, the first pass settles a, b, c and d, the second finds that b and c lead to d, the third takes b.
        """
        net, behind = self.net, self.behind
        root_weight = sum(net.weight[net.row(a, b)] for a, b in pairwise((*root, start))) if root else 0
        ahead, settled = {start: root_weight}, set()
        waiting = [(root_weight + behind[start], start)]
        while waiting and not (self.goal in settled and waiting[0][0] > ahead[self.goal]):
            check_deadline()
            node = heappop(waiting)[1]
            if node in settled:
                continue
            settled.add(node)
            for row in net.out.of(node):
                other, weight = net.end[row], ahead[node] + net.weight[row]
                if other not in behind or other in root or (node == start and other in excluded) or weight >= ahead.get(other, weight + 1):
                    continue
                if weight + behind[other] > self.bound:
                    self.truncated = True
                    continue
                ahead[other] = weight
                heappush(waiting, (weight + behind[other], other))
        if self.goal not in settled:
            return None

        def lies_on(row: int) -> bool:
            """Whether a hop is one of a lightest path from the start."""
            a, b = net.origin[row], net.end[row]
            return a in settled and b in settled and ahead[a] + net.weight[row] == ahead[b] and not (a == start and b in excluded)

        leads, open_ends = {self.goal}, [self.goal]
        while open_ends:
            added = {net.origin[row] for row in net.into.of(open_ends.pop()) if lies_on(row)} - leads
            leads |= added
            open_ends += added
        path = [start]
        while path[-1] != self.goal:
            path.append(min(net.end[row] for row in net.out.of(path[-1]) if net.end[row] in leads and lies_on(row)))
        return ahead[self.goal], tuple(path)


class _Rows:
    """The rows of a column of bodies by the body, as Python reads them fast."""

    def __init__(self, column: Ints, size: int) -> None:
        groups = Groups(column, size)
        self._order, self._starts = groups.order.tolist(), groups.starts.tolist()

    def span(self, node: int) -> tuple[int, int]:
        """Where the rows of a body begin and end."""
        return self._starts[node], self._starts[node + 1]

    def of(self, node: int) -> list[int]:
        begin, end = self.span(node)
        rows: list[int] = self._order[begin:end]
        return rows
