"""Where charts declare that they list all: what can make the lack of a link a broken rule (domain §4)."""

from __future__ import annotations

import numpy as np

from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import CATEGORIES, KINDS, LEVELS


def lists_all(graph: Graph, form: str | None) -> Mask:
    """The nodes, overseers too, of which their own chart declares that it is complete there for a form.

    Parameters
    ----------
    graph
        What is asked about.
    form
        The id of a form; None for none.

    Returns
    -------
    An array of bool, one item a node. A declaration that names categories is one of units alone.
    """
    mask, days = np.zeros(len(graph), bool), np.unique(graph.node_day)
    for header in graph.headers.values():
        for declared in header.complete:
            if form in declared.forms:
                here = np.isin(graph.node_day, [day for day in days if declared.known_on(day.item(), header.day)])
                here &= graph.in_chart(header.id) & graph.in_area(declared.area) & np.isin(graph.level, [LEVELS.code(level) for level in declared.levels])
                if declared.categories:
                    here &= (graph.kind == KINDS.code("Unit")) & np.isin(graph.category, [CATEGORIES.code(one) for one in declared.categories])
                mask |= here
    return mask
