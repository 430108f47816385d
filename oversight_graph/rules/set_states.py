"""Walks through sets (domain §3a): what is known of the members of a set is a state of its node, and links lead from state to state."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from oversight_graph.graph.arrow import NONE
from oversight_graph.graph.csr import Groups, Ints
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import walks
from oversight_graph.model.sets import SHARES
from oversight_graph.rules.divisions import divisions
from oversight_graph.rules.set_crossings import EVERY, POSSIBLE, SOME, known_behind
from oversight_graph.rules.walk_steps import Arcs, arcs

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

    The first states are those of nodes of which every member is known, in their order. Then those of which some are, then those that are
    only possible, each of the `doubtful` nodes, which lie behind a link at which a walk can come to know less; then those of a set of which the stated
    part of one link is known, or all of which are as its parts of stated number are (TOLD). `node`, `knowledge` and `part` (a link, TOLD,
    NONE: neither): of each state. `in_doubt`: whether each node is doubtful.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph, self.nodes, self.links = graph, len(graph), graph.link_table.num_rows
        self.divisions = divisions(graph)
        self.pairing = self.divisions.paired
        self.part_of = self._part_of()
        self._keys = self._part_keys()
        held, part = np.divmod(self._keys, self.links + 1)
        self.in_doubt = self._in_doubt(held)
        doubtful = np.flatnonzero(self.in_doubt)
        self._doubtful, self._place = len(doubtful), np.cumsum(self.in_doubt) - 1
        self._first_part = self.nodes + 2 * len(doubtful)
        self.node: Ints = np.concatenate([np.arange(self.nodes), doubtful, doubtful, held])
        self.part: Ints = np.concatenate([np.full(self._first_part, NONE), np.where(part == self.links, TOLD, part)])
        known = np.repeat([EVERY, SOME, POSSIBLE], [self.nodes, len(doubtful), len(doubtful)])
        self.knowledge: Ints = np.concatenate([known, np.where(part == self.links, EVERY, SOME)])
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
        arrived = self._states(every, end)
        begins = np.flatnonzero(every == SOME)
        begins = begins[(self.part_of[link[begins]] != NONE) & (self.graph.source[link[begins]] == origin[begins])]
        arrived[begins] = self._part_states(end[begins], self.part_of[link[begins]])
        open_ = np.flatnonzero(self.in_doubt[origin])
        set_ = open_[self.graph.population[origin[open_]]]
        at, extra = self._parts_of.join(origin[set_])
        at, extra = set_[at], self._first_part + extra
        as_told = self.part[extra] == TOLD
        further = np.where(as_told, arrived[at], self._states(some[at], end[at]))
        carried = np.where(self.pairing[link[at]], self._part_states(end[at], np.where(as_told, self.links, self.part[extra])), further)
        of_some, possible = np.full(len(set_), SOME), np.full(len(open_), POSSIBLE)
        return Arcs(
            np.concatenate([origin, self._states(of_some, origin[set_]), self._states(possible, origin[open_]), extra]),
            np.concatenate([arrived, self._states(some[set_], end[set_]), self._states(possible, end[open_]), carried]),
            np.concatenate([link, link[set_], link[open_], link[at]]),
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
        return np.where(found, self._first_part + place, NONE)

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
        states: Ints = self._first_part + np.searchsorted(self._keys, node * (self.links + 1) + part)
        return states

    def _crossed(self, arcs: Arcs) -> tuple[Ints, Ints]:
        """What is known behind each arc where before it every member was known, and where some were."""
        every, some = np.full(len(arcs.link), EVERY), np.full(len(arcs.link), EVERY)  # behind a link that speaks of all members
        rows = np.flatnonzero(self.graph.share[arcs.link] != SHARES.code("all"))
        link = arcs.link[rows]
        backward: Mask = self.graph.source[link] != arcs.origin[rows]
        for column, known in ((every, EVERY), (some, SOME)):
            column[rows] = known_behind(self.graph, self.divisions.alone, link, backward, np.full(len(rows), known))
        return every, some

    def _states(self, known: Ints, node: Ints) -> Ints:
        """The states in which so much is known of nodes; they are doubtful where it isn't all."""
        states: Ints = np.where(known == EVERY, node, self.nodes + (known - SOME) * self._doubtful + self._place[node])
        return states

    def _in_doubt(self, held: Ints) -> Mask:
        """The nodes behind links at which a walk can come to know less of the members, and those of which a part can be known."""
        mask = np.zeros(self.nodes, bool)
        mask[held] = True
        taken = [arcs(self.graph, step) for step in walks.SUPERVISION.steps]
        for one in taken:
            mask[one.end[self._crossed(one)[0] != EVERY]] = True
        origin, end = (np.concatenate([getattr(one, name) for one in taken]) for name in ("origin", "end"))
        while len(behind := end[mask[origin] & ~mask[end]]):
            mask[behind] = True
        return mask


def set_states(graph: Graph) -> SetStates | None:
    """The states of walks through a graph.

    Parameters
    ----------
    graph
        What is walked.

    Returns
    -------
    None where every link speaks of all members: then a set is known as a single body is, and nodes are their own states. Kept with the graph.
    """
    return graph.kept("_set_states", lambda: SetStates(graph) if graph.share.any() else None)
