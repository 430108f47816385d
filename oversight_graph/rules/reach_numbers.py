"""How many members of what is reached are reached (domain §3a, §6): all, a stated part, an unknown part."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from oversight_graph.graph.arrow import NONE
from oversight_graph.graph.csr import Ints, firsts
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import REACH_CLASSES
from oversight_graph.rules.set_crossings import EVERY, POSSIBLE, SOME
from oversight_graph.rules.set_states import TOLD, SetStates


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
    its class, and the row stands in the worst of these; where parts of several divisions are reached, or one of unknown number, the number
    is unknown and the row stands in the best class. Cost: that of sorting.
    """
    node = state if states is None else states.node[state]
    if owner is None and bool((node[1:] > node[:-1]).all()) and (states is None or not states.in_doubt[node].any()):
        return np.arange(len(node)), _of_wholes(graph, node, rank, np.ones(len(node), bool))
    if states is not None and owner is None and not (doubtful := states.in_doubt[node]).all():
        return _apart(graph, states, state, rank, doubtful, noted, via)
    owner = np.zeros(len(state), np.int64) if owner is None else owner
    further = tuple(key for key in (via, noted) if key is not None)
    if states is None:
        order = np.lexsort((*further, rank, node, owner))
        chosen = order[firsts(owner[order], node[order])]
        return chosen, _of_wholes(graph, node[chosen], rank[chosen], np.ones(len(chosen), bool))
    knowledge, part = states.knowledge[state], states.part[state]
    order = np.lexsort((*further, part == TOLD, rank, knowledge, node, owner))
    first = firsts(owner[order], node[order])
    chosen = order[first]
    place = np.empty(len(state), np.int64)
    place[order] = np.cumsum(first) - 1
    in_part = (knowledge == SOME)[chosen]
    told = part[chosen] == TOLD
    numbers = _of_wholes(graph, node[chosen], rank[chosen], (knowledge[chosen] == EVERY) & ~told)
    some = np.flatnonzero(knowledge == SOME)
    if not len(some):
        return chosen, numbers
    best = np.full(len(chosen), len(REACH_CLASSES), np.int64)
    np.minimum.at(best, place[some], rank[some])
    parts = some[(part[some] != NONE) & (in_part | told)[place[some]]]
    told_first = tuple(key[parts] for key in further)
    sums = _sums(states.divisions.division[part[parts]], graph.link_count[part[parts]], rank[parts], place[parts], len(chosen), told_first)
    counted = parts[sums.counts]
    unstated = np.zeros(len(chosen), bool)
    unstated[place[some[part[some] == NONE]]] = True
    sure = told | (in_part & (sums.divisions == 1) & ~unstated)
    known = np.where(sure, sums.most, numbers.known)
    worst = np.lexsort((*(key[counted] for key in further), -rank[counted], place[counted]))
    worst = worst[firsts(place[counted[worst]]) & sure[place[counted[worst]]]]
    chosen[place[counted[worst]]] = counted[worst]
    # A whole that counts in no total, of which a part would, makes a total a floor, too
    total = np.array([term.total for term in REACH_CLASSES] + [False])
    whole = (knowledge[chosen] == EVERY) & ~told
    least = np.where(whole & (known != NONE), best, np.where(in_part, best, np.minimum(best, rank[chosen])))
    certain = knowledge[chosen] != POSSIBLE
    open_ = np.flatnonzero(certain & ((known == NONE) | (whole & total[best] & ~total[rank[chosen]])))
    return chosen, Numbers(
        known,
        np.concatenate([numbers.row, place[counted]]),
        np.concatenate([numbers.rank, rank[counted]]),
        np.concatenate([numbers.number, graph.link_count[part[counted]]]),
        open_,
        least[open_],
    )


def _apart(graph: Graph, states: SetStates, state: Ints, rank: Ints, doubtful: Mask, noted: Ints | None, via: Ints | None) -> tuple[Ints, Numbers]:
    """As `members`, of one body: the nodes of which every member is known in any case need no choice between states."""
    sure, rest = np.flatnonzero(~doubtful), np.flatnonzero(doubtful)
    noted, via = (None if key is None else key[rest] for key in (noted, via))
    chosen, some = members(graph, states, state[rest], rank[rest], noted, via, owner=np.zeros(len(rest), np.int64))
    every = np.concatenate([sure, rest[chosen]])
    order = np.argsort(states.node[state[every]], kind="stable")
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    whole = _of_wholes(graph, states.node[state[sure]], rank[sure], np.ones(len(sure), bool))
    return every[order], Numbers(
        np.concatenate([whole.known, some.known])[order],
        np.concatenate([place[whole.row], place[len(sure) + some.row]]),
        np.concatenate([whole.rank, some.rank]),
        np.concatenate([whole.number, some.number]),
        np.concatenate([place[whole.open_row], place[len(sure) + some.open_row]]),
        np.concatenate([whole.open_rank, some.open_rank]),
    )


def _of_wholes(graph: Graph, node: Ints, rank: Ints, whole: Mask) -> Numbers:
    row, unknown = np.flatnonzero(whole), np.flatnonzero(whole & graph.uncounted[node])
    known = np.where(whole & ~graph.uncounted[node], graph.weight[node], NONE)
    return Numbers(known, row, rank[row], graph.weight[node[row]], unknown, rank[unknown])


@dataclass(frozen=True)
class _Sums:
    """Of stated parts: which are of the division that has most of its set, as those of several may have members in common; by set, how many
    divisions there are and how many members that one has. Of several that have most it is the one whose worst class is the best, then that with more
    in the better classes, then that which is told first: no name decides."""

    counts: Mask
    divisions: Ints
    most: Ints


def _sums(division: Ints, number: Ints, rank: Ints, place: Ints, places: int, told_first: tuple[Ints, ...]) -> _Sums:
    size = int(division.max(initial=0)) + 1
    pairs, group = np.unique(place * size + division, return_inverse=True)
    by_class = np.zeros((len(REACH_CLASSES), len(pairs)), np.int64)
    np.add.at(by_class, (rank, group), number)
    sums = by_class.sum(axis=0)
    worst = np.lexsort((*told_first, -rank, group))
    worst = worst[firsts(group[worst])]
    order = np.lexsort((*(key[worst] for key in told_first), *-by_class[::-1], rank[worst], -sums, pairs // size))
    largest = order[firsts(pairs[order] // size)]
    most = np.zeros(places, np.int64)
    most[pairs[largest] // size] = sums[largest]
    return _Sums(np.isin(group, largest), np.bincount(pairs // size, minlength=places), most)
