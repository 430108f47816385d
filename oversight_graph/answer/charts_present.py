"""Which charts hold something of what is asked about, and on which day each is taken."""

from __future__ import annotations

import numpy as np
import pyarrow.compute as pc

from oversight_graph.graph.arrow import NONE, encoded, flags, numbers, whole
from oversight_graph.graph.graph import Graph


def charts_present(graph: Graph) -> dict[str, str]:
    """The charts that hold something in scope, each with the day on which it is taken.

    Parameters
    ----------
    graph : Graph
        What is asked about.

    Returns
    -------
    dict
        Days in ISO form, by the ids of charts in the order of loading. Cost: linear in the nodes, and once more for each chart that holds
        nothing but dated ones, or is taken on a day before its own.
    """
    lists = whole(graph.node_table.column("charts"))
    names, chart = encoded(pc.list_flatten(lists))
    dated = [flags(pc.is_valid(graph.node_table.column(name))) for name in ("valid_from", "valid_to", "period_charts")]
    surely = graph.scope & ~np.any(dated, axis=0)
    node = numbers(pc.list_parent_indices(lists), NONE)
    held = np.bincount(chart[surely[node]], minlength=len(names))
    undated = {name for name, number in zip(names, held.tolist(), strict=True) if number} if graph.judged is None else set()
    return {
        name: day.isoformat()
        for name, day in graph.days.items()
        if (name in undated and day >= graph.headers[name].day) or bool((graph.in_chart(name) & graph.scope).any())
    }
