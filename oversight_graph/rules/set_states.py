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

TOLD = -2
"""In the place of a link: every member is known, as several stated parts are all there is."""


@dataclass(frozen=True)
class Together:
    """Sets that several holders have only together, as a step can come to them: rows, one for each link of such a division and state of
    its holder in which every member is known.

    `origin`: that state; `arc`: which of the step's arcs it is; `group`: the division, from 0. By division: `end`, the state in which every
    member of the set is known, and `number` of its holders.
    """

    origin: Ints
    arc: Ints
    group: Ints
    end: Ints
    number: Ints


class SetStates:
    """The states of a walk through a graph with links that don't speak of all members of a set.

    The first states are those of nodes of which every member is known, in their order; then those of which some are, then those that are
    only possible; then those of a set of which the stated part of one link is known, or all of which are as its parts of stated number
    are (TOLD). `node`, `knowledge` and `part` (a link, TOLD, NONE: neither): of each state.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph, self.nodes, self.links = graph, len(graph), graph.link_table.num_rows
        self.divisions = divisions(graph)
        self.pairing = self.divisions.paired
        self.part_of = self._part_of()
        self._keys = self._part_keys()
        held, part = np.divmod(self._keys, self.links + 1)
        every = np.arange(self.nodes)
        self.node: Ints = np.concatenate([every, every, every, held])
        self.part: Ints = np.concatenate([np.full(3 * self.nodes, NONE), np.where(part == self.links, TOLD, part)])
        self.knowledge: Ints = np.concatenate([np.repeat(np.arange(3), self.nodes), np.where(part == self.links, EVERY, SOME)])
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
        begins = (self.part_of[link] != NONE) & (self.graph.source[link] == origin) & (every == SOME)
        arrived = np.where(begins, self._part_states(end, self.part_of[link]), every * self.nodes + end)
        set_ = np.flatnonzero(self.graph.population[origin])
        at, extra = self._parts_of.join(origin[set_])
        at, extra = set_[at], 3 * self.nodes + extra
        as_told = self.part[extra] == TOLD
        further = np.where(as_told, arrived[at], some[at] * self.nodes + end[at])
        carried = np.where(self.pairing[link[at]], self._part_states(end[at], np.where(as_told, self.links, self.part[extra])), further)
        return Arcs(
            np.concatenate([origin, self.nodes + origin[set_], 2 * self.nodes + origin, extra]),
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
        at = np.full(self.links, NONE)
        at[arcs.link[forward]] = forward
        here = at[links] != NONE
        arc, (named, group) = at[links[here]], np.unique(groups[here], return_inverse=True)
        pairs = np.unique(groups * self.nodes + self.graph.source[links]) // max(self.nodes, 1)
        number = np.bincount(pairs, minlength=int(groups.max(initial=-1)) + 1)
        end = np.zeros(len(named), np.int64)
        end[group] = np.where(self.divisions.told[groups[here]], self._part_states(arcs.end[arc], np.full(len(arc), self.links)), arcs.end[arc])
        told = self._told_state(arcs.origin[arc])
        also = np.flatnonzero(told != NONE)
        return Together(
            np.concatenate([arcs.origin[arc], told[also]]), np.concatenate([arc, arc[also]]), np.concatenate([group, group[also]]), end, number[named]
        )

    def _told_state(self, node: Ints) -> Ints:
        """The state of each node in which all of it is known by its parts; NONE where there is none."""
        key = node * (self.links + 1) + self.links
        place = np.searchsorted(self._keys, key)
        found = np.append(self._keys, NONE)[place] == key
        return np.where(found, 3 * self.nodes + place, NONE)

    def _part_of(self) -> Ints:
        """For each link that says how many members its from-end has of a set that it doesn't have alone: the link by which that part is
        known, the first of those by which one holder says the same; NONE for the others."""
        graph = self.graph
        stated = np.flatnonzero((graph.share == SHARES.code("part")) & ~self.divisions.alone & (graph.link_count >= 0) & graph.population[graph.target])
        rows = np.stack([self.divisions.division[stated], graph.source[stated], graph.link_count[stated]])
        _, first, which = np.unique(rows, axis=1, return_index=True, return_inverse=True)
        part: Ints = np.full(self.links, NONE)
        part[stated] = stated[first][which.reshape(-1)]
        return part

    def _part_keys(self) -> Ints:
        """The stated parts, each at the sets at which it can be known: that of its link, and those whose members are paired with it. And
        for the sets that are known by all their parts, of the part number `links`."""
        graph, size = self.graph, self.links + 1
        pairs = np.flatnonzero(self.pairing)
        origin, end = np.concatenate([graph.source[pairs], graph.target[pairs]]), np.concatenate([graph.target[pairs], graph.source[pairs]])
        paired = Groups(origin, self.nodes)
        stated = np.flatnonzero(self.part_of != NONE)
        link, group = self.divisions.together
        told = graph.target[link[self.divisions.told[group]]]
        found = fresh = np.unique(np.concatenate([graph.target[stated] * size + self.part_of[stated], told * size + self.links]))
        while len(fresh):
            left, row = paired.join(fresh // size)
            fresh = np.setdiff1d(end[row] * size + (fresh % size)[left], found)
            found = np.union1d(found, fresh)
        return found

    def _part_states(self, node: Ints, part: Ints) -> Ints:
        """The states in which a part is known of a node; of no use where there is no such state."""
        states: Ints = 3 * self.nodes + np.searchsorted(self._keys, node * (self.links + 1) + part)
        return states

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
