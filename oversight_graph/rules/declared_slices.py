"""What charts declare of whole slices (an area with what it holds, some levels, some categories): claims, and that all is listed there (domain §4)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from oversight_graph.chart.chart import Claim, DeclaredSlice, Header
from oversight_graph.graph.csr import Ints
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import CATEGORIES, KINDS, LEVELS
from oversight_graph.model.areas import canonical


def claimed(graph: Graph, form: str) -> Mask:
    """The overseen nodes that a claim which counts names the slice of; a claim reaches nodes of every chart.

    Parameters
    ----------
    graph
        What is asked about.
    form
        The id of a form.

    Returns
    -------
    A truth value for each node. Cost: linear in the nodes and in the claims; kept with the graph.
    """

    def made() -> Mask:
        claims = [claim for header in graph.headers.values() for claim in _claims(graph, header, form)]
        return in_slices(graph, claims, np.arange(len(graph))) & graph.overseen

    return graph.kept(f"_claimed_{form}", made)


def _claims(graph: Graph, header: Header, form: str) -> list[Claim]:
    """Those that hold on the day of the graph; one that may counts where all that may hold does (domain §4, Dates)."""
    day, own = graph.as_of or header.day, header.day
    return [
        claim for claim in header.claims
        if form in claim.forms and claim.counts and (claim.known_on(day, own) or (graph.possible and claim.unsure_on(day, own)))
    ]  # fmt: skip


def complete(graph: Graph, form: str) -> Mask:
    """The overseen nodes of which their own chart says that all is listed there.

    Parameters
    ----------
    graph
        What is asked about.
    form
        The id of a form.

    Returns
    -------
    A truth value for each node. Cost: linear in the nodes of the charts that declare it, and in what they declare; kept with the graph.
    """

    def made() -> Mask:
        mask = np.zeros(len(graph), bool)
        for header in graph.headers.values():
            day, own = graph.as_of or header.day, header.day
            declared = [one for one in header.complete if form in one.forms and one.known_on(day, own)]
            if declared:
                node = graph.nodes_of_chart(header.id)
                mask[node[in_slices(graph, declared, node)]] = True
        return mask & graph.overseen

    return graph.kept(f"_complete_{form}", made)


def in_slices(graph: Graph, slices: Sequence[DeclaredSlice], node: Ints) -> Mask:
    """Which nodes lie in one of some slices; one with categories holds units of these only.

    Parameters
    ----------
    graph
        Where the nodes are.
    slices
        Declared by charts.
    node
        Positions of nodes, n of them.

    Returns
    -------
    An array of n truth values. Cost: linear in n, in their distinct areas and in the slices.
    """
    mask = np.zeros(len(node), bool)
    if not slices or not len(node):
        return mask
    named = {code: number for number, code in enumerate(dict.fromkeys(canonical(one.area) for one in slices))}
    levels = np.zeros((len(named) + 1, len(LEVELS) + 1), bool)  # the last row and column: no area, no level
    categories = np.zeros((*levels.shape, len(CATEGORIES) + 1), bool)
    for one in slices:
        at = named[canonical(one.area)], [LEVELS.code(level) for level in one.levels]
        if one.categories:
            for category in one.categories:
                categories[(*at, CATEGORIES.code(category))] = True
        else:
            levels[at] = True
    areas, area = np.arange(len(graph.area_codes)), graph.area_of[node]
    if len(node) < len(areas):
        areas, area = np.unique(area, return_inverse=True)
    of_area = np.zeros((len(areas), levels.shape[1]), bool)
    of_category = np.zeros((len(areas), *categories.shape[1:]), bool)
    position, chains = graph.area_chains
    slot = np.full(max(len(position), 1) + 1, len(named))
    slot[[position[code] for code in named if code in position]] = [number for code, number in named.items() if code in position]
    for above in chains[areas].T:
        of_area |= levels[slot[above]]
        if categories.any():
            of_category |= categories[slot[above]]
    mask = of_area[area, graph.level[node]]
    if categories.any():
        mask |= of_category[area, graph.level[node], graph.category[node]] & (graph.kind[node] == KINDS.code("Unit"))
    return mask
