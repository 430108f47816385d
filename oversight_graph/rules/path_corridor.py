"""The part of a graph in which the best paths between two bodies lie (domain §5), found from both ends at once.

Every hop has a weight of at least one unit of cost, so a search settles whole levels of cost at a time, as columns. It asks only
how far it is along the links, whatever is known of the members of sets: no path that a set allows is shorter.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from oversight_graph.deadline import check_deadline
from oversight_graph.graph.csr import Ints, distinct
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import walks
from oversight_graph.rules.path_hops import HopLinks, PossibleHops, allowed_by_ends, between_ends, hop_links, hops_over

FAR = 1 << 61
"""Further than any path; two of them still make a number."""


@dataclass(frozen=True)
class Corridor:
    """The hops of all paths that weigh at most `limit`, and few others; `cut`: whether there may be paths beyond it."""

    hops: PossibleHops
    limit: int
    cut: bool


def corridor(graph: Graph, start: int, goal: int, slack: int, episodes: bool = False) -> Corridor:
    """The hops of all paths between two bodies that weigh little more than the shortest way along the links.

    Parameters
    ----------
    graph
        What is asked about.
    start, goal
        Positions of two bodies.
    slack
        How much more a path may weigh.
    episodes
        Whether joint cases and links that are mere episodes are walked too.

    Returns
    -------
    No hops where the two aren't joined. Cost: linear in the links of what lies within about half the way from either end, and of what
    lies between.
    """
    links = hop_links(graph, episodes)
    ahead, behind = (_Side(graph, links, (start, goal), backwards) for backwards in (False, True))
    shortest = 0 if start == goal else FAR  # of a set another member may be the goal: a round trip is no shorter than nothing
    while max(ahead.next, behind.next) < FAR and ahead.next + behind.next <= shortest + slack:
        near, far = (ahead, behind) if ahead.pending <= behind.pending else (behind, ahead)
        shortest = min(shortest, near.widen(far))
    if shortest >= FAR:
        return Corridor(hops_over(graph, np.empty(0, np.int64), np.empty(0, bool)), 0, cut=False)
    limit = shortest + slack
    settled = ahead.next, behind.next
    for near, far, known in ((ahead, behind, settled[1]), (behind, ahead, settled[0])):
        while near.next <= limit:  # what is behind the middle is settled from the other end already
            near.widen(far, known, limit)
        near.cut |= near.next < FAR
    inside = np.concatenate(ahead.settled)
    inside = inside[ahead.weight[inside] + behind.weight[inside] <= limit]
    left, link, end, backward = ahead.rows(inside)
    weight = ahead.weight[inside[left]] + links.weight[link] + behind.weight[end]
    within = weight <= limit
    beyond = bool((weight[~within] < FAR).any())
    hops = hops_over(graph, link[within], backward[within])
    hops = hops.at(between_ends(graph, start, goal, hops.origin, hops.end))
    return Corridor(_without_ends(graph, hops, start, goal), limit, beyond or ahead.cut or behind.cut)


class _Side:
    """Weights from one end of the paths, level by level of cost: `weight` of each body, right for those that are `settled` (FAR where
    none is known yet); `next`: less than this no other one weighs. `cut`: whether some were left out."""

    def __init__(self, graph: Graph, links: HopLinks, ends: tuple[int, int], backwards: bool) -> None:
        self.graph, self.links, self.ends, self.backwards = graph, links, ends, backwards
        first = np.array([ends[backwards]])
        self.weight: Ints = np.full(len(graph), FAR)
        self.weight[first] = 0
        self.settled: list[Ints] = []
        self.cut = False
        self._waiting: dict[int, list[Ints]] = {0: [first]}

    @property
    def next(self) -> int:
        return min(self._waiting) * walks.WEIGHTS.cost if self._waiting else FAR

    @property
    def pending(self) -> int:
        """How many bodies the next level has, some of them twice."""
        return sum(map(len, self._waiting[min(self._waiting)]))

    def rows(self, nodes: Ints) -> tuple[Ints, Ints, Ints, Mask]:
        """The hops from some bodies (or, backwards, to them): whose each is, its link, its other end, whether it goes against the link."""
        graph = self.graph
        along, link = graph.links_from.join(nodes)
        against, back = graph.links_to.join(nodes)
        there, here = (self.links.backward, self.links.forward) if self.backwards else (self.links.forward, self.links.backward)
        kept, kept_back = np.flatnonzero(there[link]), np.flatnonzero(here[back])
        along, link, against, back = along[kept], link[kept], against[kept_back], back[kept_back]
        left, every = np.concatenate((along, against)), np.concatenate((link, back))
        end = np.concatenate((graph.target[link], graph.source[back]))
        backward = np.repeat((self.backwards, not self.backwards), (len(link), len(back)))
        if self.links.at_ends is not None and self.links.at_ends[every].any():
            fits = allowed_by_ends(graph, *self.ends, nodes[left], end, every)
            left, every, end, backward = left[fits], every[fits], end[fits], backward[fits]
        return left, every, end, backward

    def widen(self, other: _Side, known: int | None = None, limit: int = FAR) -> int:
        """Settle the bodies of the next level and look beyond them. What from there to the other end would weigh more than `limit` is left
        out; all that weighs less than `known` from there is settled there.

        The weight of the shortest way that comes into sight; FAR where none does."""
        check_deadline()
        level = min(self._waiting)
        nodes = distinct(np.concatenate(self._waiting.pop(level)), len(self.weight))
        nodes = nodes[self.weight[nodes] // walks.WEIGHTS.cost == level]
        if known is not None:
            through = self.weight[nodes] + np.minimum(other.weight[nodes], known)
            self.cut |= bool(((through > limit) & (through < FAR)).any())
            nodes = nodes[through <= limit]
        self.settled.append(nodes)
        left, link, end, _ = self.rows(nodes)
        weight = self.weight[nodes][left] + self.links.weight[link]
        better = np.flatnonzero(weight < self.weight[end])
        end, weight = end[better], weight[better]
        np.minimum.at(self.weight, end, weight)
        last = self.weight[end] == weight
        end, weight = end[last], weight[last]
        levels = weight // walks.WEIGHTS.cost
        for further in np.unique(levels).tolist():
            self._waiting.setdefault(further, []).append(end[levels == further])
        if known is None:
            return int((weight + other.weight[end]).min(initial=FAR))
        return FAR


def _without_ends(graph: Graph, hops: PossibleHops, start: int, goal: int) -> PossibleHops:
    """The hops without those to bodies that only one other leads to and from: a path would have to come back to that one, which only a set allows."""
    while len(hops.link):
        bodies, place = np.unique(np.concatenate((hops.origin, hops.end)), return_inverse=True)
        origin, end = place[: len(hops.link)], place[len(hops.link) :]
        other = np.full(len(bodies), -1, np.int64)
        other[origin], other[end] = end, origin  # one of its neighbours
        several = np.zeros(len(bodies), bool)
        several[origin[other[origin] != end]] = True
        several[end[other[end] != origin]] = True
        dead = ~several & ~graph.population[bodies[other]] & (bodies != start) & (bodies != goal)
        if not dead.any():
            break
        hops = hops.at(~dead[origin] & ~dead[end])
    return hops
