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


@dataclass(frozen=True)
class HopLinks:
    """How each link of a graph is walked, whatever the two ends of a path: an item a link.

    `weight`: that of a hop over it, 0 where none goes; `forward`, `backward`: whether one goes along it, against it; a link from a body to
    itself goes along. `at_ends`: the links that are walked only where a certain body is an end of the path; None where there are none.
    """

    weight: Ints
    forward: Mask
    backward: Mask
    at_ends: Mask | None


def hop_links(graph: Graph, episodes: bool = False) -> HopLinks:
    """How the links of a graph are walked.

    Parameters
    ----------
    graph
        What is asked about.
    episodes
        Whether joint cases and links that are mere episodes are walked too.

    Returns
    -------
    Cost: linear in the links; kept with the graph.
    """

    def made() -> HopLinks:
        size = graph.link_table.num_rows
        forward, backward, weight = np.zeros(size, bool), np.zeros(size, bool), np.zeros(size, np.int64)
        for step in walks.COORDINATION.steps:
            taken = arcs(graph, step, episodes=episodes)
            against = graph.source[taken.link] != taken.origin
            walked = _walked(graph, taken.link, against, episodes)
            forward[taken.link[walked & ~against]] = True
            backward[taken.link[walked & against]] = True
            weight[taken.link] = _weights(graph, taken.link, np.full(len(taken.link), step.cost or 0, np.int64))
        limited = among(MECHANISMS, tuple(one.id for one in MECHANISMS if one.with_end is not None))[graph.mechanism]
        return HopLinks(weight, forward, backward, limited if limited.any() else None)

    return graph.kept("_hop_links_with_episodes" if episodes else "_hop_links", made)


def hops_over(graph: Graph, link: Ints, backward: Mask) -> PossibleHops:
    """The hops over some links.

    Parameters
    ----------
    graph
        Where the links are.
    link
        Positions of links that are walked, n of them.
    backward
        Whether each is walked against its direction.

    Returns
    -------
    n rows.
    """
    of_kind = np.zeros(len(LINKS), np.int64)
    for step in walks.COORDINATION.steps:
        of_kind[[LINKS.code(kind) for kind in step.links]] = step.cost or 0
    cost = of_kind[graph.link_kind[link]]
    source, target = graph.source[link], graph.target[link]
    return PossibleHops(np.where(backward, target, source), np.where(backward, source, target), link, cost, _weights(graph, link, cost), turns(graph, link))


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
    keep = _walked(graph, link, graph.source[link] != origin, episodes) & allowed_by_ends(graph, start, goal, origin, end, link)
    keep &= between_ends(graph, start, goal, origin, end)
    origin, end, link, cost = origin[keep], end[keep], link[keep], cost[keep]
    return PossibleHops(origin, end, link, cost, _weights(graph, link, cost), turns(graph, link))


def _weights(graph: Graph, link: Ints, cost: Ints) -> Ints:
    """What orders paths, of a hop over each of some links."""
    weights = walks.WEIGHTS
    made: Ints = cost * weights.cost + (~documented(graph, link)) * weights.undocumented + weights.hop + graph.basis[link].astype(np.int64)
    return made


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


def _walked(graph: Graph, link: Ints, backward: Mask, episodes: bool) -> Mask:
    """Which hops their mechanism allows, whatever the two ends of a path."""
    mechanism = graph.mechanism[link]
    walked: Mask = ~(_DIRECTED[mechanism] & backward)
    return walked if episodes else walked & ~_EPISODES[mechanism]


def allowed_by_ends(graph: Graph, start: int, goal: int, origin: Ints, end: Ints, link: Ints) -> Mask:
    """Which hops the two ends of a path allow: a consultation only from or to a party committee that is one of them (domain §5).

    Parameters
    ----------
    graph
        What is asked about.
    start, goal
        Positions of the two bodies.
    origin, end, link
        Hops, n of them.

    Returns
    -------
    An array of n truth values.
    """
    allowed = np.ones(len(link), bool)
    mechanism = graph.mechanism[link]
    for code, declared in enumerate(MECHANISMS):
        if declared.with_end is not None:
            committees = [body for body in (start, goal) if graph.kind[body] == KINDS.code(declared.with_end)]
            allowed &= (mechanism != code) | np.isin(origin, committees) | np.isin(end, committees)
    return allowed


def between_ends(graph: Graph, start: int, goal: int, origin: Ints, end: Ints) -> Mask:
    """Which hops neither go back to the start nor on from the goal, but where that is a set: there a path can come to another member.

    Parameters
    ----------
    graph
        What is asked about.
    start, goal
        Positions of the two ends of the path.
    origin, end
        Hops, n of them.

    Returns
    -------
    An array of n truth values.
    """
    keep = np.ones(len(origin), bool)
    if not graph.population[start]:
        keep &= end != start
    if not graph.population[goal]:
        keep &= origin != goal
    return keep
