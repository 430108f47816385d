"""The places of an answer, as its graph names and joins them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pyarrow.compute as pc

from oversight_graph.answer.area_labels import area_labels
from oversight_graph.answer.area_rows import area_rows
from oversight_graph.answer.places import PlacesAsked
from oversight_graph.graph.arrow import encoded, numbers
from oversight_graph.graph.graph import Graph
from oversight_graph.model import Language


def places_of(graph: Graph, days: Mapping[str, str], areas: Iterable[str | None], lang: Language) -> PlacesAsked:
    """The places of what is asked about.

    Parameters
    ----------
    graph : Graph
        Has the charts, the areas and which charts a node is of.
    days : mapping
        The charts that hold something in scope, with their days.
    areas : iterable of str or None
        Areas that the answer names, each once.
    lang : {'zh', 'en'}
        Of the names.

    Returns
    -------
    PlacesAsked
        Cost: linear in the nodes, and in the charts and areas.
    """
    codes = list(areas)
    rows = dict(zip(codes, area_rows(graph, codes), strict=True))
    shown = list(dict.fromkeys(code for code in (*(row.area for row in rows.values()), *codes) if code is not None))
    at = {chart: graph.headers[chart].area for chart in days}
    wanted = list(dict.fromkeys([*shown, *(area for area in at.values() if area)]))
    names = dict(zip(wanted, area_labels(graph, wanted, lang), strict=True))
    described = {chart: names[area] if area else str(graph.headers[chart].title(lang)) for chart, area in at.items()}
    several = len(days) > 1
    return PlacesAsked(described, dict(days), together(graph, list(days)) if several else (), _within(graph, at) if several else (), names, rows)


def _within(graph: Graph, at: Mapping[str, str | None]) -> tuple[tuple[str, str], ...]:
    """Which charts' areas lie inside the area of which others, the nearest one around each."""
    charts: dict[str, str] = {}
    for chart, area in at.items():
        if area is not None:
            charts.setdefault(area, chart)
    found = []
    for chart, area in at.items():
        outer = next((one for one in graph.areas.above(area)[1:] if one in charts), None) if area is not None else None
        if outer is not None:
            found.append((chart, charts[outer]))
    return tuple(found)


def together(graph: Graph, charts: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The charts that are joined by bodies in common, directly or over further charts.

    Parameters
    ----------
    graph : Graph
        Which charts a node is of.
    charts : sequence of str
        The charts that are looked at.

    Returns
    -------
    tuple of tuple of str
        Groups of two and more, in the order given. Cost: linear in the nodes.
    """
    of_node = graph.node_table.column("charts")
    names, code = encoded(pc.list_flatten(of_node))
    node = np.repeat(np.arange(len(graph)), numbers(pc.list_value_length(of_node), 0))
    here = np.isin(code, [place for place, name in enumerate(names) if name in charts])
    node, code = node[here], code[here]
    shared = node[1:] == node[:-1]
    pairs = np.unique(np.stack([code[:-1][shared], code[1:][shared]], axis=1), axis=0)
    group = {chart: chart for chart in charts}

    def first(chart: str) -> str:
        while group[chart] != chart:
            chart = group[chart]
        return chart

    for one, other in pairs.tolist():
        group[first(names[one])] = first(names[other])
    members: dict[str, list[str]] = {}
    for chart in charts:
        members.setdefault(first(chart), []).append(chart)
    return tuple(tuple(one) for one in members.values() if len(one) > 1)
