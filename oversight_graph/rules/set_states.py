"""Walks through sets (domain §3a): what is known of the members of a set is a state of its node, and links lead from state to state."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from oversight_graph.graph.arrow import NONE
from oversight_graph.graph.csr import Groups, Ints
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model.sets import SHARES
from oversight_graph.rules.divisions import divisions
from oversight_graph.rules.set_crossings import EVERY, SOME, known_behind
from oversight_graph.rules.walk_steps import Arcs


@dataclass(frozen=True)
class Together:
    """Sets that several holders have only together, as a step can come to them: rows, one for each link of such a division.

    `origin`: the state in which every member of a holder is known; `arc`: which of the step's arcs it is; `group`: the division, from 0.
    By division: `end`, the state in which every member of the set is known, and `number` of its links.
    """

    origin: Ints
    arc: Ints
    group: Ints
    end: Ints
    number: Ints


class SetStates:
    """The states of a walk through a graph with links that don't speak of all members of a set.

    The first states are those of nodes of which every member is known, in their order; then those of which some are, then those that are
    only possible; then those of a set of which the stated part of one link is known. `node`, `knowledge` and `part` (a link, NONE: no
    stated part): of each state.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph, self.nodes = graph, len(graph)
        self.divisions = divisions(graph)
        self.pairing = self._pairing()
        self.stated = self._stated()
        self._keys = self._part_keys()
        held, part = np.divmod(self._keys, max(graph.link_table.num_rows, 1))
        every = np.arange(self.nodes)
        self.node: Ints = np.concatenate([every, every, every, held])
        self.knowledge: Ints = np.concatenate([np.repeat(np.arange(3), self.nodes), np.full(len(held), SOME)])
        self.part: Ints = np.concatenate([np.full(3 * self.nodes, NONE), part])
        self._parts_of = Groups(held, self.nodes)

    def __len__(self) -> int:
        return len(self.node)

    def lifted(self, arcs: Arcs) -> Arcs:
        """What a step may take, from state to state.

        Parameters
        ----------
        arcs
            What it may take, from node to node.

        Returns
        -------
        Rows of states. Cost: linear in the rows that are given and in the stated parts that come by.
        """
        every, some = self._crossed(arcs)
        origin, end, link = arcs.origin, arcs.end, arcs.link
        begins = self.divisions.alone[link] | ~self.stated[link] | (self.graph.source[link] != origin) | (every != SOME)
        arrived = np.where(begins, every * self.nodes + end, self._part_states(end, link))
        set_ = np.flatnonzero(self.graph.population[origin])
        at, part = self._parts_of.join(origin[set_])
        at = set_[at]
        carried = np.where(self.pairing[link[at]], self._part_states(end[at], self.part[3 * self.nodes + part]), some[at] * self.nodes + end[at])
        return Arcs(
            np.concatenate([origin, self.nodes + origin[set_], 2 * self.nodes + origin, 3 * self.nodes + part]),
            np.concatenate([arrived, some[set_] * self.nodes + end[set_], 2 * self.nodes + end, carried]),
            np.concatenate([link, link[set_], link, link[at]]),
        )

    def together(self, arcs: Arcs) -> Together:
        """The sets of which a step may come to know every member, as it comes to all their holders.

        Parameters
        ----------
        arcs
            What the step may take, from node to node.

        Returns
        -------
        Empty for most steps.
        """
        links, groups = self.divisions.together
        forward = np.flatnonzero(self.graph.source[arcs.link] == arcs.origin)
        at = np.full(self.graph.link_table.num_rows, NONE)
        at[arcs.link[forward]] = forward
        number = np.bincount(groups)
        here = at[links] != NONE
        arc, group = at[links[here]], groups[here]
        whole = np.bincount(group, minlength=len(number))[group] == number[group]
        arc, (named, group) = arc[whole], np.unique(group[whole], return_inverse=True)
        end = np.zeros(len(named), np.int64)
        end[group] = arcs.end[arc]
        return Together(arcs.origin[arc], arc, group, end, number[named])

    def _stated(self) -> Mask:
        """Links that say how many members their from-end has of a set that it doesn't have alone."""
        graph = self.graph
        stated: Mask = (graph.share == SHARES.code("part")) & ~self.divisions.alone & (graph.link_count >= 0) & graph.population[graph.target]
        return stated

    def _pairing(self) -> Mask:
        """Links that pair the members of two sets one to one: a `part` held alone between sets of one number (domain §3a)."""
        graph, (source, target) = self.graph, (self.graph.source, self.graph.target)
        sets = graph.population[source] & graph.population[target] & ~graph.uncounted[source] & ~graph.uncounted[target] & (source != target)
        return self.divisions.alone & sets & (graph.weight[source] == graph.weight[target])

    def _part_keys(self) -> Ints:
        """The stated parts, each at the sets at which it can be known: that of its link, and those whose members are paired with it."""
        graph, links = self.graph, max(self.graph.link_table.num_rows, 1)
        pairs = np.flatnonzero(self.pairing)
        origin, end = np.concatenate([graph.source[pairs], graph.target[pairs]]), np.concatenate([graph.target[pairs], graph.source[pairs]])
        paired = Groups(origin, len(graph))
        stated = np.flatnonzero(self.stated)
        found = fresh = np.unique(graph.target[stated] * links + stated)
        while len(fresh):
            left, row = paired.join(fresh // links)
            fresh = np.setdiff1d(end[row] * links + (fresh % links)[left], found)
            found = np.union1d(found, fresh)
        return found

    def _part_states(self, node: Ints, part: Ints) -> Ints:
        """The states in which the stated part of a link is known of a node; of no use where there is no such state."""
        return 3 * self.nodes + np.searchsorted(self._keys, node * max(self.graph.link_table.num_rows, 1) + part)

    def _crossed(self, arcs: Arcs) -> tuple[Ints, Ints]:
        """What is known behind each arc where before it every member was known, and where some were."""
        backward: Mask = self.graph.source[arcs.link] != arcs.origin
        every, some = (known_behind(self.graph, self.divisions.alone, arcs.link, backward, np.full(len(arcs.link), known)) for known in (EVERY, SOME))
        return every, some


def set_states(graph: Graph) -> SetStates | None:
    """The states of walks through a graph.

    Parameters
    ----------
    graph
        What is walked.

    Returns
    -------
    None where every link speaks of all members: then a set is known as a single body is, and nodes are their own states.
    """
    return SetStates(graph) if (graph.share != SHARES.code("all")).any() else None
