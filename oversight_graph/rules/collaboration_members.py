"""Collaborations and who belongs to them (domain §5): their members, those of the collaborations under them, and bodies of which no membership is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from oversight_graph.graph.arrow import NONE
from oversight_graph.graph.csr import Groups, Ints, unique_pairs
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import KINDS
from oversight_graph.model.sets import SHARES
from oversight_graph.rules.walk_steps import episode

UNKNOWN = NONE


@dataclass(frozen=True)
class Memberships:
    """The members of some collaborations, as arrays with an item for each collaboration.

    `number`: of the members of it and of all collaborations under it, each body once, UNKNOWN where no number is told; `floor`: there may be more; `named`: how many of
    them are bodies of their own and no members of a set; `basis`: the weakest of the memberships, UNKNOWN without one. `row`, `member`: who they are, as pairs.
    """

    number: Ints
    floor: Mask
    named: Ints
    basis: Ints
    row: Ints
    member: Ints


@dataclass(frozen=True)
class Standing:
    """The overseers in scope of the kinds of which one is a member of something, an item each.

    `node`: their positions; `member`: how many of the members of each belong to a collaboration by a link that is no episode, `once` how many by
    nothing but episodes, `none` of how many no membership is known: they add up to its number; a set of unknown number is 1 in one of them.
    """

    node: Ints
    member: Ints
    once: Ints
    none: Ints


def under(graph: Graph, collaborations: Ints) -> tuple[Ints, Ints]:
    """Each collaboration with itself and all that are part of it, at whatever remove.

    Parameters
    ----------
    graph
        What is asked about.
    collaborations
        Positions of nodes, a row each.

    Returns
    -------
    Pairs of a row and a position, sorted, none twice. Cost: linear in the pairs and in the links of kind PART_OF.
    """
    part_of = graph.links_of("PART_OF")
    groups = Groups(graph.target[part_of], len(graph))
    row, node = np.arange(len(collaborations), dtype=np.int64), collaborations
    while True:
        left, arc = groups.join(node)
        more = unique_pairs(np.concatenate([row, row[left]]), np.concatenate([node, graph.source[part_of[arc]]]), max(len(graph), 1))
        if len(more[0]) == len(row):
            return more
        row, node = more


def memberships(graph: Graph, collaborations: Ints) -> Memberships:
    """The members of some collaborations.

    Parameters
    ----------
    graph
        What is asked about.
    collaborations
        Positions of nodes.

    Returns
    -------
    An item for each. Cost: linear in their members and in the links of kind MEMBER_OF.
    """
    rows, size = len(collaborations), max(len(graph), 1)
    link = graph.links_of("MEMBER_OF")
    row, node = under(graph, collaborations)
    left, arc = Groups(graph.target[link], len(graph)).join(node)
    row, link = row[left], link[arc]
    basis = np.full(rows, UNKNOWN, np.int64)
    np.maximum.at(basis, row, graph.basis[link])
    row, member, number = _numbers(graph, row, link, size)
    counted = number != UNKNOWN
    total, named, known, floor = np.zeros(rows, np.int64), np.zeros(rows, np.int64), np.zeros(rows, bool), np.zeros(rows, bool)
    np.add.at(total, row[counted], number[counted])
    known[row[counted]] = True
    floor[row[~counted]] = True
    np.add.at(named, row, ~graph.population[member] & ~graph.placeholder[member])
    return Memberships(np.where(known, total, UNKNOWN), floor, named, basis, row, member)


def _numbers(graph: Graph, row: Ints, link: Ints, size: int) -> tuple[Ints, Ints, Ints]:
    """Each row and body once, and how many members of the body its memberships there are of; UNKNOWN of a set of unknown number."""
    body = graph.source[link]
    pair, place = np.unique(row * size + body, return_inverse=True)
    member = pair % size
    some = np.zeros(len(pair), np.int64)
    np.add.at(some, place, _one_of(graph, link))
    whole = np.zeros(len(pair), bool)
    whole[place[~_one_of(graph, link)]] = True
    number = np.where(graph.uncounted[member], UNKNOWN, graph.weight[member])
    return pair // size, member, np.where(whole, number, np.minimum(some, np.where(number == UNKNOWN, some, number)))


def _one_of(graph: Graph, link: Ints) -> Mask:
    """The memberships of one member of a set: a single collaboration under a `part` (domain §3a)."""
    mask: Mask = (graph.share[link] == SHARES.code("part")) & graph.population[graph.source[link]] & ~graph.population[graph.target[link]]
    return mask


def standing(graph: Graph) -> Standing:
    """Which bodies in scope belong to something, of the kinds of which one in scope does so by a link that is no episode.

    Parameters
    ----------
    graph
        What is asked about.

    Returns
    -------
    An item for each; collaborations themselves aren't among them. Cost: linear in the nodes and the links of kind MEMBER_OF.
    """
    link = graph.links_of("MEMBER_OF")
    link = link[graph.scope[graph.source[link]]]
    lasting = link[~episode(graph, link)]
    kinds = np.setdiff1d(np.unique(graph.kind[graph.source[lasting]]), [KINDS.code("Collaboration")])
    node = np.flatnonzero(graph.scope & np.isin(graph.kind, kinds))
    size = np.where(graph.uncounted, 1, graph.weight)
    member, ever = (_belonging(graph, links, size)[node] for links in (lasting, link))
    return Standing(node, member, ever - member, size[node] - ever)


def _belonging(graph: Graph, link: Ints, size: Ints) -> Ints:
    """How many members of each node some memberships are of, at most its number: `size`."""
    one_of = _one_of(graph, link)
    number = np.zeros(len(graph), np.int64)
    np.add.at(number, graph.source[link[one_of]], 1)
    number = np.minimum(number, size)
    whole = graph.source[link[~one_of]]
    number[whole] = size[whole]
    return number
