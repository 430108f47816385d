"""Whether links of one kind can run in a circle, told on whole columns (domain §3): so it is in nearly no chart, and then nothing more is looked at."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from oversight_graph.model import LINKS

_DEEPEST = 100
CIRCULAR = tuple(kind.id for kind in LINKS if kind.acyclic and any(set(froms) & set(tos) for froms, tos in kind.ends))
"""Kinds of link that must not run in a circle, and could: of both ends one kind is permitted."""


def surely_no_circle(start: NDArray[np.int64], end: NDArray[np.int64], nodes: int) -> bool:
    """Whether links make no circle, whatever their dates.

    Parameters
    ----------
    start, end
        Rows of the nodes at their ends; shape (n,).
    nodes
        How many nodes there are.

    Returns
    -------
    False also where that takes more than 100 looks at the rest. Cost: linear in the links and nodes for each step of the longest chain.
    """
    for _ in range(_DEEPEST):
        if not len(start):
            return True
        led_to = np.zeros(nodes, bool)
        led_to[end] = True
        stay = led_to[start]
        if stay.all():
            return False
        start, end = start[stay], end[stay]
    return False
