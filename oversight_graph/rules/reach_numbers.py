"""How many members of what is reached are reached (domain §3a, §6): all, a stated part, an unknown part."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from oversight_graph.graph.arrow import NONE
from oversight_graph.graph.csr import Ints, firsts
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.rules.set_crossings import EVERY, SOME
from oversight_graph.rules.set_states import SetStates


@dataclass(frozen=True)
class Numbers:
    """How many members are reached for certain, of n nodes.

    `known`: the number of each; NONE where it is unknown, or the node only possibly reached. What counts in a total, a row for each node
    and class: `row`, the node's place among the n, `rank`, `number`. `open_row`, `open_rank`: of which nodes an unknown number comes on top, in which class.
    """

    known: Ints
    row: Ints
    rank: Ints
    number: Ints
    open_row: Ints
    open_rank: Ints


def members(
    graph: Graph, states: SetStates | None, state: Ints, rank: Ints, noted: Ints | None = None, via: Ints | None = None, owner: Ints | None = None
) -> tuple[Ints, Numbers]:
    """Each node once: all of it before a part, a part before what is only possible, and of these what is in the best class.

    Parameters
    ----------
    graph
        Where the nodes are.
    states
        The states of its walks; None where nodes are their own states.
    state, rank
        The states reached, in which class; n rows.
    noted, via
        Among rows of one class those that are told first: noted earlier, from a body with a smaller position.
    owner
        Who reaches them, where not all are one body's.

    Returns
    -------
    The chosen rows in the order of owners and nodes, and how many members each stands for. The stated parts of one division add up, each in
    its class; where parts of several divisions are reached, or one of unknown number, the whole is unknown. Cost: that of sorting.
    """
    node = state if states is None else states.node[state]
    owner = np.zeros(len(state), np.int64) if owner is None else owner
    further = tuple(key for key in (via, noted) if key is not None)
    if states is None:
        order = np.lexsort((*further, rank, node, owner))
        chosen = order[firsts(owner[order], node[order])]
        return chosen, _of_wholes(graph, node[chosen], rank[chosen], np.ones(len(chosen), bool))
    knowledge = states.knowledge[state]
    order = np.lexsort((*further, rank, knowledge, node, owner))
    first = firsts(owner[order], node[order])
    chosen = order[first]
    numbers = _of_wholes(graph, node[chosen], rank[chosen], knowledge[chosen] == EVERY)
    place = np.empty(len(state), np.int64)
    place[order] = np.cumsum(first) - 1
    part = np.flatnonzero((knowledge == SOME) & (knowledge[chosen] == SOME)[place])
    return chosen, _with_parts(graph, states, numbers, place[part], states.part[state[part]], rank[part]) if len(part) else numbers


def _of_wholes(graph: Graph, node: Ints, rank: Ints, whole: Mask) -> Numbers:
    row, unknown = np.flatnonzero(whole), np.flatnonzero(whole & graph.uncounted[node])
    known = np.where(whole & ~graph.uncounted[node], graph.weight[node], NONE)
    return Numbers(known, row, rank[row], graph.weight[node[row]], unknown, rank[unknown])


def _with_parts(graph: Graph, states: SetStates, wholes: Numbers, place: Ints, part: Ints, rank: Ints) -> Numbers:
    """The same with what is known of sets of which parts are reached: by `place` of the node, the link that states the part, the class."""
    stated = part != NONE
    row, link, class_ = place[stated], part[stated], rank[stated]
    number, division = graph.link_count[link], states.divisions.division[link]
    of_row, of_division, group = _groups(row, division)
    sums = np.bincount(group, weights=number, minlength=len(of_row)).astype(np.int64)
    # Parts of different divisions may have members in common: the most that one division has is a floor
    order = np.lexsort((of_division, -sums, of_row))
    most = order[firsts(of_row[order])]
    counts = np.isin(group, most)
    several = np.bincount(of_row, minlength=len(wholes.known)) > 1
    unknown = ~stated | several[place]
    known = wholes.known.copy()
    known[of_row[most]] = sums[most]
    known[place[unknown]] = NONE
    order = np.lexsort((rank[unknown], place[unknown]))
    open_row, open_rank = place[unknown][order], rank[unknown][order]
    best = firsts(open_row)
    return Numbers(
        known,
        np.concatenate([wholes.row, row[counts]]),
        np.concatenate([wholes.rank, class_[counts]]),
        np.concatenate([wholes.number, number[counts]]),
        np.concatenate([wholes.open_row, open_row[best]]),
        np.concatenate([wholes.open_rank, open_rank[best]]),
    )


def _groups(row: Ints, division: Ints) -> tuple[Ints, Ints, Ints]:
    """The pairs of a row and a division, and for each item which pair it is of."""
    size = int(division.max(initial=0)) + 1
    pairs, group = np.unique(row * size + division, return_inverse=True)
    return pairs // size, pairs % size, group
