"""Inspections by who inspects whom, of what type, in which year (domain §4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from oversight_graph.graph.arrow import NONE
from oversight_graph.graph.csr import Ints, firsts
from oversight_graph.graph.graph import Graph
from oversight_graph.model.sets import SHARES

UNKNOWN = NONE
NO_TYPE = NONE
NO_YEAR = 0


@dataclass(frozen=True)
class Inspections:
    """Inspections, as arrays of int64 with an item for each team, inspected body, type and year: sorted by year from new to old (unknown last), type
    (unknown last), inspected, team.

    `team`, `inspected`: positions of nodes; `type`: a code of INSPECTION_TYPES, NO_TYPE where none is told; `year`: NO_YEAR where none is told; `number`: of
    inspections, the largest that one of its links tells, as one may be told twice; UNKNOWN where none tells it; `basis`: the firmest, a code of BASES. `row`, `link`: its links, as pairs.
    """

    team: Ints
    inspected: Ints
    type: Ints
    year: Ints
    number: Ints
    basis: Ints
    row: Ints
    link: Ints


def inspections(graph: Graph, link: Ints) -> Inspections:
    """Bring together some inspections.

    Parameters
    ----------
    graph
        Where the links are.
    link
        Positions of links of kind INSPECTS.

    Returns
    -------
    A row for each team, inspected body, type and year. Cost: that of sorting the links.
    """
    team, inspected, type_, year = graph.source[link], graph.target[link], graph.inspection_type[link].astype(np.int64), graph.year[link]
    by_type = np.where(type_ == NO_TYPE, np.iinfo(np.int64).max, type_)
    order = np.lexsort((link, team, inspected, by_type, -year))
    link, team, inspected, type_, year = (column[order] for column in (link, team, inspected, type_, year))
    first = firsts(team, inspected, type_, year)
    row = np.cumsum(first) - 1
    rows = int(first.sum())
    number, basis = np.full(rows, UNKNOWN, np.int64), np.full(rows, np.iinfo(np.int64).max)
    np.maximum.at(number, row, _number(graph, link))
    np.minimum.at(basis, row, graph.basis[link])
    return Inspections(team[first], inspected[first], type_[first], year[first], number, basis, row, link)


def _number(graph: Graph, link: Ints) -> Ints:
    """How many inspections a link tells of: its count; where that says one, one for each member that a single team inspects, or by which each team has one; else it isn't told."""
    team, inspected = graph.source[link], graph.target[link]
    members, teams = (np.where(graph.uncounted[end], UNKNOWN, graph.weight[end]) for end in (inspected, team))
    stated, share = graph.link_count[link], graph.share[link]
    sets = graph.population[team] | graph.population[inspected]
    says_it = ~sets | (stated > 1) | (share == SHARES.code("part"))
    each = (share == SHARES.code("all")) & ~graph.population[team]
    return np.select([says_it, stated != 1, each, share == SHARES.code("one")], [stated, UNKNOWN, members, teams], UNKNOWN)
