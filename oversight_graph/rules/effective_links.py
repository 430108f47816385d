"""Which links hold at all: those that aren't mere episodes (domain §4)."""

from __future__ import annotations

import numpy as np

from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import BASES


def effective_links(graph: Graph) -> Mask:
    """The links that aren't mere episodes (domain §4: those give nothing, except an inspection).

    Parameters
    ----------
    graph
        What is asked about.

    Returns
    -------
    An array of bool, one item a link.
    """
    mask: Mask = np.array([basis.cap is not None for basis in BASES])[graph.basis]
    return mask
