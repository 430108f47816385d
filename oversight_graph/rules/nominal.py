"""Nominal coverage (domain §4, grade 1): the commission of a node's area, or the party committee there that leads an inspection team."""

from __future__ import annotations

import functools
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
    covered = NominalGrades(np.full(size, -1, np.int64), np.full(size, NO_LINK, np.int64))
    for head in walks.HEADS:
        if form in head.forms:
            by_head = graph.kept(f"_nominal_{head.id}", functools.partial(_by_head, graph, head))
            covered = NominalGrades(np.maximum(covered.grade, by_head.grade), np.minimum(covered.rank, by_head.rank))
    return covered


def _by_head(graph: Graph, head: Head) -> NominalGrades:
    """Who is covered by heads of areas of one sort."""
    return _of_area(graph, *_bodies(graph, head), int(GRADES[head.grade].number or 0))


def _bodies(graph: Graph, head: Head) -> tuple[Ints, Ints]:
    """The bodies of a kind, or those of them that lead, with the firmest basis of such a link; an episode leads nothing."""
    rank = np.full(len(graph), NO_LINK, np.int64)
    of_kind = graph.kind == KINDS.code(head.kind)
    if head.leads is None or head.whom is None:
        return np.flatnonzero(of_kind), rank
    leads = (graph.link_kind == LINKS.code(head.leads)) & of_kind[graph.source] & (graph.kind[graph.target] == KINDS.code(head.whom)) & effective_links(graph)
    np.minimum.at(rank, graph.source[leads], graph.basis[leads])
    return np.unique(graph.source[leads]), rank


def _of_area(graph: Graph, heads: Ints, rank: Ints, grade: int) -> NominalGrades:
    """For a unit above the township level the head of the same area and level; below, the county's whose area holds it,
    or where there is none the lowest above it."""
    width = len(LEVELS)
    (_, chains), area_of_node = graph.area_chains, graph.area_of
    areas = int(chains.max(initial=-1)) + 1
    best = np.full((areas + 1, width), NO_LINK + 1, np.int64)  # firmest rank of a head by area and level; the last row: no area
    np.minimum.at(best, (area_of_node[heads], graph.level[heads]), rank[heads])
    rank_at_level = best[area_of_node, graph.level]
    rank_above = best[chains].min(axis=1)  # by own area and level: over all areas that hold it
    low_rank = np.full(len(rank_above), NO_LINK + 1, np.int64)
    for level in range(0, _COUNTY + 1):  # from the centre down, so that the lowest head stands
        low_rank = np.where(rank_above[:, level] <= NO_LINK, rank_above[:, level], low_rank)
    is_low: Mask = (graph.level >= _LOW) | (graph.kind != KINDS.code("Unit"))
    rank_of_head = np.where(is_low, low_rank[area_of_node], rank_at_level)
    covered = graph.overseen & (rank_of_head <= NO_LINK)
    return NominalGrades(np.where(covered, grade, -1), np.where(covered, rank_of_head, NO_LINK))
