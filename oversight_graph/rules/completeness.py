"""Where charts declare that they list all: what can make the lack of a link a broken rule (domain §4)."""

from __future__ import annotations

import numpy as np

from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.rules.declared_slices import in_slices


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
    mask = np.zeros(len(graph), bool)
    for header in graph.headers.values():
        if any(form in declared.forms for declared in header.complete):
            own, node = header.day, graph.nodes_of_chart(header.id)
            for day in np.unique(graph.node_day[node]):
                of_day = node[graph.node_day[node] == day]
                known = [declared for declared in header.complete if form in declared.forms and declared.known_on(day.item(), own)]
                mask[of_day[in_slices(graph, known, of_day)]] = True
    return mask
