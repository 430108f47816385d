"""How many bodies a link gives to each member of the node at one of its ends (domain §3a), as far as it is told."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from oversight_graph.graph.csr import Ints
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model.sets import SHARES
from oversight_graph.rules.divisions import Divisions

MANY = 1 << 40
"""More than any number of bodies: of a set of unknown number."""


@dataclass(frozen=True)
class LinkNumbers:
    """For each of some links, seen from one end: every member of that end has at least `least` and at most `most` bodies of the other end by it.

    `all`: it joins every member with every member of the other end. Arrays, one item a link.
    """

    least: Ints
    most: Ints
    all: Mask


def link_numbers(graph: Graph, held: Divisions, link: Ints, forward: Mask) -> LinkNumbers:
    """What links give to each member of one of their ends.

    Parameters
    ----------
    graph
        Where the links are.
    held
        Its divisions.
    link
        Positions of links, n of them.
    forward
        Whether each is seen from its from-end; else from its to-end.

    Returns
    -------
    A number for each. Of a `part` link seen from what is divided the holders together have one for each member: see `is_part_of`.
    """
    own = np.where(forward, graph.source[link], graph.target[link])
    other = np.where(forward, graph.target[link], graph.source[link])
    number = np.where(graph.uncounted[other], MANY, graph.weight[other])
    known = np.where(graph.uncounted[other], 1, graph.weight[other])  # a set whose number isn't told has at least one member
    divided, holders = graph.population[graph.target[link]], graph.population[graph.source[link]]
    part = (graph.share[link] == SHARES.code("part")) & (divided | holders)  # of two single bodies it says what `all` does
    one = (graph.share[link] == SHARES.code("one")) & divided
    stated = np.where(part & forward & ~holders, graph.link_count[link], -1)  # what a single holder has
    paired = held.alone[link] & holders & divided & ~graph.uncounted[own] & ~graph.uncounted[other] & (graph.weight[own] == graph.weight[other])
    # each holder has at least one of what is divided, if that is a set; of a single node only one member of the holders has it
    least = np.select([stated >= 0, part & forward & divided, part, one & forward, one], [stated, 1, 0, 1, 0], known)
    most = np.select([stated >= 0, part & forward & (paired | ~divided), part & ~forward, one & forward], [stated, 1, 1, 1], number)
    return LinkNumbers(least, most, ~(part | one) | (part & held.alone[link] & ~holders))


def is_part_of(graph: Graph, link: Ints, forward: Mask) -> Mask:
    """Which links are `part` and seen from what is divided: all links of the division together give one body to each member.

    Parameters
    ----------
    graph
        Where the links are.
    link
        Positions of links, n of them.
    forward
        Whether each is seen from its from-end.

    Returns
    -------
    An array of n truth values.
    """
    sets = graph.population[graph.source[link]] | graph.population[graph.target[link]]
    mask: Mask = (graph.share[link] == SHARES.code("part")) & ~forward & sets
    return mask
