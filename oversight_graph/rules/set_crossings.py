"""The table of what a walk knows of the members of sets (`model/sets.py`) on the columns of a graph."""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray

from oversight_graph.graph.csr import Ints
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model.sets import KNOWLEDGE, SHARES, crossing

EVERY, SOME, POSSIBLE = range(len(KNOWLEDGE))
"""The codes of KNOWLEDGE."""


def known_behind(graph: Graph, alone: Mask, link: Ints, backward: Mask | bool, known: Ints) -> Ints:
    """What is known of the members of a node behind a link (domain §3a).

    Parameters
    ----------
    graph
        Where the links are.
    alone
        Whether the from-end of each link of the graph holds the whole of the to-end by itself, see `Divisions`.
    link
        Positions of the links that are crossed, n of them.
    backward
        Whether each is crossed against its direction.
    known
        What is known before each: codes of KNOWLEDGE.

    Returns
    -------
    n codes of KNOWLEDGE. Cost: linear in n.
    """
    into_set = graph.population
    from_end, to_end = into_set[graph.source[link]], into_set[graph.target[link]]
    against = np.broadcast_to(np.asarray(backward, bool), link.shape)
    origin, end = np.where(against, to_end, from_end), np.where(against, from_end, to_end)
    behind: Ints = crossings()[against.astype(int), origin.astype(int), end.astype(int), graph.share[link], alone[link].astype(int), known]
    return behind


@functools.cache
def crossings() -> NDArray[np.int64]:
    """The table as an array.

    Returns
    -------
    By whether a link is crossed against its direction, whether its origin and its end are sets, by its share, by whether its from-end holds all alone, and by what was
    known before: the code of what is known then.
    """
    table = np.full((2, 2, 2, len(SHARES), 2, len(KNOWLEDGE)), POSSIBLE, np.int64)
    for place in np.ndindex(table.shape[:-1]):
        backward, origin, end, share, alone = place
        row = crossing("backward" if backward else "forward", bool(origin), bool(end), SHARES.ids[share], bool(alone))
        table[(*place, EVERY)], table[(*place, SOME)] = KNOWLEDGE.code(row.every), KNOWLEDGE.code(row.some)
    return table
