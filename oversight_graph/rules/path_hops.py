"""Coordination paths (domain §5): which links are walked between two bodies, as hops from one to the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from oversight_graph.graph.csr import Ints
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

    `weight` orders paths: by cost, then undocumented hops, then hops, then bases (walks.WEIGHTS). `turn` orders equal hops between two bodies, see `turns`.
    """

    origin: Ints
    end: Ints
    link: Ints
    cost: Ints
    weight: Ints
    turn: Ints

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

    def at(self, rows: Mask) -> PossibleHops:
        """Some of the hops.

        Parameters
        ----------
        rows
            Whether each is wanted.

        Returns
        -------
        These, in their order.
        """
        return PossibleHops(self.origin[rows], self.end[rows], self.link[rows], self.cost[rows], self.weight[rows], self.turn[rows])

    def along(self, path: Sequence[Hop]) -> PossibleHops:
        """The hops between the same bodies as those of a path.

        Parameters
        ----------
        path
            Hops, one after the other.

        Returns
        -------
        Those over other links too.
        """
        return self.at(self._joins([(hop.origin, hop.end) for hop in path]))

    def around(self, path: Sequence[Hop]) -> PossibleHops:
        """The hops that share no body with a path but its ends, and none of its hops.

        Parameters
        ----------
        path
            Hops, one after the other; at least one.

        Returns
        -------
        The rest.
        """
        within = [hop.end for hop in path[:-1]]
        return self.at(~np.isin(self.origin, within) & ~np.isin(self.end, within) & ~self._joins([(hop.origin, hop.end) for hop in path]))

    def _joins(self, pairs: Sequence[tuple[int, int]]) -> Mask:
        """Which hops lead from the first to the second of some pair of bodies."""
        size = int(max(self.origin.max(initial=0), self.end.max(initial=0))) + 1
        mask: Mask = np.isin(self.origin * size + self.end, [a * size + b for a, b in pairs])
        return mask


def possible_hops(graph: Graph, start: int, goal: int, episodes: bool = False) -> PossibleHops:
    """The hops of paths between two bodies. Cost: linear in the links.

    domain §5: overseers only; directed mechanisms one way; a consultation only where the party committee is an end of the path; joint
    cases and episodes only when asked for; lines from a party committee never.

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
    A row for each hop; none goes back to the start, or on from the goal, where that is a single body.
    """
    walk = walks.COORDINATION
    arcs_by_step = [(arcs(graph, step, episodes=episodes), step) for step in walk.steps]
    origin, end, link = (np.concatenate([getattr(step_arcs, name) for step_arcs, _ in arcs_by_step]) for name in ("origin", "end", "link"))
    cost = np.concatenate([np.full(len(step_arcs.link), step.cost, np.int64) for step_arcs, step in arcs_by_step])
    keep = _allowed(graph, start, goal, episodes, origin, end, link)
    of_many = graph.population
    if not of_many[start]:
        keep &= end != start
    if not of_many[goal]:
        keep &= origin != goal
    origin, end, link, cost = origin[keep], end[keep], link[keep], cost[keep]
    weight = cost * walks.WEIGHTS.cost + (~documented(graph, link)) * walks.WEIGHTS.undocumented + walks.WEIGHTS.hop + graph.basis[link].astype(np.int64)
    return PossibleHops(origin, end, link, cost, weight, turns(graph, link))


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


def turns(graph: Graph, link: Ints) -> Ints:
    """By what links of one weight between two bodies are ordered (domain §5): the vocabulary of mechanisms, those without one last, then their ends and ids.

    Parameters
    ----------
    graph
        Where the links are.
    link
        Positions of links, n of them.

    Returns
    -------
    An array of n numbers, none twice for different links.
    """
    mechanism = graph.mechanism[link].astype(np.int64)
    told: Ints = np.where(mechanism < 0, len(MECHANISMS), mechanism) * graph.link_table.num_rows + link
    return told


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
