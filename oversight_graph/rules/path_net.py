"""The best paths through a net of hops between places: Dijkstra's algorithm, and Yen's upon it (domain §5)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from heapq import heappop, heappush, nsmallest
from itertools import pairwise

import numpy as np

from oversight_graph.deadline import check_deadline
from oversight_graph.graph.csr import Groups, Ints, firsts
from oversight_graph.rules.path_hops import Hop
from oversight_graph.rules.path_places import Places

Path = tuple[int, ...]
"""Places, one after the other."""


def first_paths(search: Search, count: int) -> list[Path]:
    """The first paths by weight and bodies, but none beyond the bound of the search (Yen's algorithm).

    A path that is found divides those that are like it up to some place: by each place from which on they differ (Lawler). So each
    comes up once, and nothing need be compared with all that were found. What waits beyond the number asked for is let go.

    Parameters
    ----------
    search
        What finds the best one.
    count
        At most so many paths.

    Returns
    -------
    Of paths through the same bodies the first; none that comes twice to what is come to once only.
    """
    net = search.net
    first = search.best(net.start)
    waiting = (
        [] if first is None else [(*first, 0, frozenset[int]())]
        # weight, bodies, turns of the links, places, the position at which it leaves the path that it was made from, the places to which it doesn't go from there
    )
    found: dict[Path, Path] = {}
    while waiting and len(found) < count:
        _, bodies, _, path, leaves_at, excluded_there = heappop(waiting)
        if net.simple(path):
            found.setdefault(bodies, path)
        still_wanted = count - len(found)
        for position in range(leaves_at, len(path) - 1) if still_wanted else ():
            excluded = (excluded_there if position == leaves_at else frozenset[int]()) | {path[position + 1]}
            onwards = search.best(path[position], path[:position], excluded)
            if onwards is not None:
                heappush(waiting, (*onwards, position, excluded))
        if net.plain and len(waiting) > 2 * still_wanted:
            waiting = nsmallest(still_wanted, waiting)
    return list(found.values())


class Net:
    """The hops, by the place that they start from and by the one that they end in: of several links between two places the
    best is walked, of equally good ones the first."""

    def __init__(self, places: Places) -> None:
        order = np.lexsort((places.turn, places.weight, places.end, places.origin))
        best = order[firsts(places.origin[order], places.end[order])]
        columns = (places.origin[best], places.end[best], places.weight[best], places.link[best], places.cost[best], places.turn[best])
        self.origin, self.end, self.weight, self.link, self.cost, self.turn = (column.tolist() for column in columns)
        self.out, self.into = (_Rows(column, len(places.body)) for column in columns[:2])
        self.body, self.once = places.body.tolist(), places.once.tolist()
        self.start, self.goal, self.plain = places.start, places.goal, places.plain

    def simple(self, path: Path) -> bool:
        """Whether a path comes nowhere twice where paths come once only.

        Parameters
        ----------
        path
            Places.

        Returns
        -------
        True where each place is a body, as no path comes to a place twice.
        """
        return self.plain or len({self.once[place] for place in path}) == len(path)

    def told(self, path: Path) -> tuple[Path, Path]:
        """By what paths of one weight are ordered.

        Parameters
        ----------
        path
            Places.

        Returns
        -------
        Its bodies; the turns of its links, where these tell paths apart.
        """
        if self.plain:
            return path, ()
        return tuple(self.body[place] for place in path), tuple(self.turn[self.row(a, b)] for a, b in pairwise(path))

    def hops(self, path: Path) -> list[Hop]:
        """The hops of a path that is known by its places.

        Parameters
        ----------
        path
            Places, from start to goal; there is a hop between each two.

        Returns
        -------
        One hop fewer than there are places.
        """
        return [Hop(self.body[a], self.body[b], self.link[row], self.cost[row]) for a, b in pairwise(path) for row in [self.row(a, b)]]

    def row(self, origin: int, end: int) -> int:
        """The row of the hop between two places; rows are in the order of their ends.

        Parameters
        ----------
        origin, end
            Two places between which there is a hop.

        Returns
        -------
        Its place in the columns.
        """
        return bisect_left(self.end, end, *self.out.span(origin))


class Search:
    """Looking for the best paths to the goal. `behind`: the least weight from each place to it; where only the best path is wanted,
    complete only up to that of the start. Nothing that weighs more than `bound` is looked at; `truncated` says whether there was such a thing."""

    def __init__(self, net: Net, only_best: bool) -> None:
        self.net, self.goal = net, net.goal
        self.bound, self.truncated = 0, False
        self.behind: dict[int, int] = {}
        waiting = [(0, net.goal)]
        while waiting:
            check_deadline()
            weight, node = heappop(waiting)
            if node in self.behind:
                continue
            self.behind[node] = weight
            if only_best and node == net.start:
                break
            for row in net.into.of(node):
                if (other := net.origin[row]) not in self.behind:
                    heappush(waiting, (weight + net.weight[row], other))

    def best(self, start: int, root: Path = (), excluded: frozenset[int] = frozenset()) -> tuple[int, Path, Path, Path] | None:
        """The first path by weight and bodies that begins with a root and the start.

        It comes to nothing that the root came to and paths come to once only, and its first hop behind the root leads to none of `excluded`.
        Looks only at places from which the goal may still be near enough (A*).

        Three passes. Forwards, in the order of `ahead` (the weight so far) + `behind` (the least weight still to come), until all that
        is as light as the best path is settled. Backwards from the goal over hops that lie on some lightest path: `leads`, the places from
        which such a path goes on. Forwards again, each time to the first body by number among these, at whichever of its places. As: of a → b → d and a → c → d, both of
        weight 2, the first pass settles a, b, c and d, the second finds that b and c lead to d, the third takes b.

        Parameters
        ----------
        start
            A place.
        root
            Places that lead to it.
        excluded
            Places.

        Returns
        -------
        Its weight, bodies, turns of the links (see `Net.told`) and places; None where there is none within the bound.
        """
        net, behind = self.net, self.behind
        root_weight = sum(net.weight[net.row(a, b)] for a, b in pairwise((*root, start))) if root else 0
        ahead, settled = {start: root_weight}, set()
        waiting = [(root_weight + behind[start], start)]
        passed = {net.once[place] for place in (*root, start)}
        while waiting and not (self.goal in settled and waiting[0][0] > ahead[self.goal]):
            check_deadline()
            node = heappop(waiting)[1]
            if node in settled:
                continue
            settled.add(node)
            for row in net.out.of(node):
                other, weight = net.end[row], ahead[node] + net.weight[row]
                if other not in behind or net.once[other] in passed or (node == start and other in excluded) or weight >= ahead.get(other, weight + 1):
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
        path = root + self._first(start, lambda row: net.end[row] in leads and lies_on(row))
        return ahead[self.goal], *net.told(path), path

    def _first(self, start: int, leads_on: Callable[[int], bool]) -> Path:
        """Of the paths to the goal over some hops, all as long, the first by bodies, then by the turns of its links."""
        net = self.net
        at, taken = {start}, list[list[int]]()  # all places at which a path through the first bodies can be
        while self.goal not in at:
            rows = [row for place in at for row in net.out.of(place) if leads_on(row)]
            nearest = min(net.body[net.end[row]] for row in rows)
            taken.append([row for row in rows if net.body[net.end[row]] == nearest])
            at = {net.end[row] for row in taken[-1]}
        onwards = {self.goal}
        for hop, rows in reversed(list(enumerate(taken))):
            taken[hop] = [row for row in rows if net.end[row] in onwards]
            onwards = {net.origin[row] for row in taken[hop]}
        path = [start]
        for rows in taken:
            path.append(net.end[min((net.turn[row], row) for row in rows if net.origin[row] == path[-1])[1]])
        return tuple(path)


class _Rows:
    """The rows of a column of places by the place, as Python reads them fast."""

    def __init__(self, column: Ints, size: int) -> None:
        groups = Groups(column, size)
        self._order, self._starts = groups.order.tolist(), groups.starts.tolist()

    def span(self, node: int) -> tuple[int, int]:
        """Where the rows of a place begin and end."""
        return self._starts[node], self._starts[node + 1]

    def of(self, node: int) -> list[int]:
        begin, end = self.span(node)
        rows: list[int] = self._order[begin:end]
        return rows
