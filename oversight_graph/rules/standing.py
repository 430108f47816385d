"""Which links hold at all: those that aren't mere episodes, and inspections within the current term (domain §4)."""

from __future__ import annotations

import numpy as np

from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import BASES, TERM_YEARS


def in_term(graph: Graph) -> Mask:
    """The links whose year lies within the current term: year asked − 5 < year ≤ year asked (domain §4)."""
    return (graph.year > graph.as_of.year - TERM_YEARS) & (graph.year <= graph.as_of.year)


def standing(graph: Graph) -> Mask:
    """The links that aren't mere episodes (domain §4: those give nothing, except an inspection)."""
    episode = np.array([basis.cap is None for basis in BASES])
    return ~episode[graph.basis]
