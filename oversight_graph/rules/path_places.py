"""Where a path of coordination can be (domain §3a, §5): at a body, knowing every member of it or some, and having entered it so that a way out is barred."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from oversight_graph.graph.csr import Groups, Ints
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model.sets import SHARES
from oversight_graph.rules.divisions import Divisions
from oversight_graph.rules.path_hops import PossibleHops
from oversight_graph.rules.set_crossings import EVERY, POSSIBLE, SOME, known_behind

NO_BAR = -1


@dataclass(frozen=True)
class Places:
    """The hops of paths from place to place, a row each, and what each place is.

    `origin`, `end`: places; `link`, `cost`, `weight`, `turn` as in PossibleHops. `body`: the body of each place. `once`: a number for each place; a
    path comes to places of one number once only: to those of a single body, and to those of a set with the same knowledge of its members.
    """

    origin: Ints
    end: Ints
    link: Ints
    cost: Ints
    weight: Ints
    turn: Ints
    body: Ints
    once: Ints
    start: int
    goal: int

    @property
    def plain(self) -> bool:
        """Whether each place is a body."""
        return self.once is self.body


def plain_places(hops: PossibleHops, start: int, goal: int) -> Places:
    """The places of paths that meet no set: its bodies, in the order of their positions.

    Parameters
    ----------
    hops
        The hops of the paths.
    start, goal
        Positions of two bodies.

    Returns
    -------
    A row for each hop.
    """
    body = _bodies(hops, start, goal)
    origin, end, first, last = (np.searchsorted(body, at) for at in (hops.origin, hops.end, start, goal))
    return Places(origin, end, hops.link, hops.cost, hops.weight, hops.turn, body, body, int(first), int(last))


def _bodies(hops: PossibleHops, start: int, goal: int) -> Ints:
    """The bodies between which hops go, and the two ends of the paths; sorted."""
    return np.unique(np.concatenate((hops.origin, hops.end, np.array([start, goal], np.int64))))


def places(graph: Graph, hops: PossibleHops, held: Divisions, start: int, goal: int, certain: bool, barred: bool = True) -> Places:
    """The places of paths through sets.

    A path starts at a set from some member of it, and ends for certain at a set where it reaches every member. A way that can't be, since it
    would come back to the body or member that it has come from, is left out.

    Parameters
    ----------
    graph
        What is asked about.
    hops
        The hops of the paths.
    held
        Who holds which part of what, see `divisions`.
    start, goal
        Positions of two bodies; of one and the same set: from one of its members to another.
    certain
        Whether only ways count that exist for certain; else what is known of the members of sets is let be.
    barred
        Whether ways are left out that can't be.

    Returns
    -------
    A row for each hop, or several where it can be made from several places. Cost: linear in the hops, those of sets four times.
    """
    bodies = _bodies(hops, start, goal)
    size, of_many = len(bodies), graph.population[bodies]
    bars = Bars(graph, hops, held, barred)
    here = np.flatnonzero(graph.population[hops.origin] if certain else (hops.origin == start) & graph.population[start])
    columns = [
        _rows(graph, hops, held if certain else None, bars, bodies, row, known)
        for row, known in ((np.arange(len(hops.link)), EVERY), (here, SOME))
    ]  # fmt: skip
    row, origin, end = (np.concatenate(pair) for pair in zip(*columns, strict=True))
    at_bar = np.searchsorted(bodies, bars.body)
    body = np.concatenate((np.arange(size), np.arange(size), at_bar, at_bar))
    known = np.repeat([EVERY, SOME, EVERY, SOME], [size, size, len(at_bar), len(at_bar)])
    at_start, at_goal = np.searchsorted(bodies, (start, goal)).tolist()
    arrived = (body == at_goal) & (known == EVERY)
    first = size + at_start if of_many[at_start] else at_start
    end[arrived[end]] = at_goal
    keep = ~arrived[origin] & (end != first)
    row, origin, end = row[keep], origin[keep], end[keep]
    own = size * (1 + known) + body if certain else 3 * size + np.arange(len(body))
    once = np.where(of_many[body], own, body)
    return Places(origin, end, hops.link[row], hops.cost[row], hops.weight[row], hops.turn[row], bodies[body], once, first, at_goal)


def _rows(graph: Graph, hops: PossibleHops, held: Divisions | None, bars: Bars, bodies: Ints, row: Ints, known: int) -> tuple[Ints, Ints, Ints]:
    """Some hops as they are made by who knows so much of the members: the hop, the place that it starts from and the one it ends in.

    Places are numbered so: each of the bodies, every member of it known; each, some known; then the same of each bar.
    """
    size, number = len(bodies), len(bars.body)
    behind = np.full(len(row), EVERY)
    if held is not None:
        behind = known_behind(graph, held.alone, hops.link[row], bars.backward[row], np.full(len(row), known))
        row, behind = row[behind != POSSIBLE], behind[behind != POSSIBLE]
    entered = bars.entered(row)
    origin = np.searchsorted(bodies, hops.origin[row])
    end = np.where(entered == NO_BAR, behind * size + np.searchsorted(bodies, hops.end[row]), 2 * size + behind * number + entered)
    at, bar = Groups(np.searchsorted(bodies, bars.body), size).join(origin)
    free = bars.key[bar] != bars.leaves[row[at]]
    at, bar = at[free], bar[free]
    return (
        np.concatenate((row, row[at])),
        np.concatenate((known * size + origin, 2 * size + known * number + bar)),
        np.concatenate((end, end[at])),
    )


class Bars:
    """What bars ways (domain §5). Who enters a node along a `part` doesn't leave it against one of the same division, and who enters one
    against a `one` doesn't leave it along the same link: each member has one holder, or is with one member, and that is where it came from. A `part`
    of which each holder's member has exactly one member bars both ways.

    `backward`: whether each hop goes against its link. `leaves`: by what it can be barred, NO_BAR where by nothing. `body`, `key`: each
    bar that a way can be under, where and by what; sorted by both.
    """

    def __init__(self, graph: Graph, hops: PossibleHops, held: Divisions, barred: bool = True) -> None:
        self.backward: Mask = graph.source[hops.link] != hops.origin
        divided = int(held.division.max(initial=-1)) + 1
        share, of_many = graph.share[hops.link], graph.population
        part = (share == SHARES.code("part")) & (of_many[hops.origin] | of_many[hops.end])
        one = (share == SHARES.code("one")) & of_many[graph.target[hops.link]]
        key = np.where(part, held.division[hops.link], np.where(one, divided + hops.link, NO_BAR))
        out = part & self.backward | one & ~self.backward
        one_each = held.one_each[hops.link]
        self.leaves: Ints = np.where(out | one_each, key, NO_BAR)
        self._entered_by = np.where(~out | one_each, key, NO_BAR) if barred else np.full(len(key), NO_BAR)
        self._size = divided + graph.link_table.num_rows
        into, out = self._entered_by != NO_BAR, self.leaves != NO_BAR
        self._pairs = np.intersect1d(hops.end[into] * self._size + self._entered_by[into], hops.origin[out] * self._size + self.leaves[out])
        self.body: Ints = self._pairs // max(self._size, 1)
        self.key: Ints = self._pairs % max(self._size, 1)
        self._end = hops.end

    def entered(self, row: Ints) -> Ints:
        """Under which bar some hops bring a way.

        Parameters
        ----------
        row
            Positions of hops.

        Returns
        -------
        A place in `body` and `key` for each, NO_BAR where nothing is barred behind it.
        """
        if not len(self._pairs):
            return np.full(len(row), NO_BAR)
        pair = self._end[row] * self._size + self._entered_by[row]
        at = np.minimum(np.searchsorted(self._pairs, pair), len(self._pairs) - 1)
        found: Ints = np.where((self._pairs[at] == pair) & (self._entered_by[row] != NO_BAR), at, NO_BAR)
        return found
