"""Nominal coverage (domain §4, grade 1): the commission of a node's area, or the party committee there that leads an inspection team."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from oversight_graph.graph.csr import Ints
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import GRADES, KINDS, LEVELS, LINKS, walks
from oversight_graph.model.walk_declarations import Head
from oversight_graph.rules.effective_links import effective_links

NO_LINK = 9
_LOW = LEVELS.code("township")
_COUNTY = LEVELS.code("county")


@dataclass(frozen=True)
class NominalGrades:
    """What is covered in name, as two arrays of int64, one item a node.

    `grade`: that of a nominal way where a node has one, else −1. `rank`: the basis of the link that says so (a code of BASES), NO_LINK where none does.
    """

    grade: Ints
    rank: Ints


def nominal(graph: Graph, form: str) -> NominalGrades:
    """Who is covered nominally for a form; for stationed nobody (domain §4, grade 1).

    Parameters
    ----------
    graph
        What is asked about.
    form
        The id of a form.

    Returns
    -------
    A grade or −1 for each node. Cost: linear in the nodes and their distinct areas.
    """
    size = len(graph)
    led = NominalGrades(np.full(size, -1, np.int64), np.full(size, NO_LINK, np.int64))
    for head in walks.HEADS:
        if form in head.forms:
            by_head = _of_area(graph, *_bodies(graph, head), int(GRADES[head.grade].number or 0))
            led = NominalGrades(np.maximum(led.grade, by_head.grade), np.minimum(led.rank, by_head.rank))
    return led


def _bodies(graph: Graph, head: Head) -> tuple[Ints, Ints]:
    """The bodies of a kind, or those of them that lead, with the firmest basis of such a link; an episode leads nothing."""
    rank = np.full(len(graph), NO_LINK, np.int64)
    ours = graph.kind == KINDS.code(head.kind)
    if head.leads is None or head.whom is None:
        return np.flatnonzero(ours), rank
    leads = (graph.link_kind == LINKS.code(head.leads)) & ours[graph.source] & (graph.kind[graph.target] == KINDS.code(head.whom)) & effective_links(graph)
    np.minimum.at(rank, graph.source[leads], graph.basis[leads])
    return np.unique(graph.source[leads]), rank


def _of_area(graph: Graph, heads: Ints, rank: Ints, grade: int) -> NominalGrades:
    """For a unit above the township level the head of the same area and level; below, the county's whose area holds it,
    or where there is none the lowest above it."""
    width = len(LEVELS)
    chains, at = _chains(graph)
    places = int(chains.max(initial=-1)) + 1
    best = np.full((places + 1, width), NO_LINK + 1, np.int64)  # firmest rank of a head by area and level; the last row: no area
    np.minimum.at(best, (at[heads], graph.level[heads]), rank[heads])
    same = best[at, graph.level]
    reach = best[chains].min(axis=1)  # by own area and level: over all areas that hold it
    low_rank = np.full(len(reach), NO_LINK + 1, np.int64)
    for level in range(0, _COUNTY + 1):  # from the centre down, so that the lowest head stands
        low_rank = np.where(reach[:, level] <= NO_LINK, reach[:, level], low_rank)
    low: Mask = (graph.level >= _LOW) | (graph.kind != KINDS.code("Unit"))
    rank_of_head = np.where(low, low_rank[at], same)
    hit = graph.overseen & (rank_of_head <= NO_LINK)
    return NominalGrades(np.where(hit, grade, -1), np.where(hit, rank_of_head, NO_LINK))


def _chains(graph: Graph) -> tuple[Ints, Ints]:
    """For each distinct area the positions of the areas that hold it, itself first, padded with −1 (the empty last row of
    what it points into); and the position of each node's area."""
    codes = list(graph.area_codes)
    position = {code: number for number, code in enumerate(codes)}
    chains = [graph.areas.above(code) for code in codes]
    for chain in chains:
        for code in chain:
            position.setdefault(code, len(position))
    table = np.full((len(codes), max(map(len, chains), default=1)), -1, np.int64)
    for number, chain in enumerate(chains):
        table[number, : len(chain)] = [position[code] for code in chain]
    return table, graph.area_of
