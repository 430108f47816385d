"""What joins the tiers of a chain (domain §6): between two of them each kind of link, and how many bodies of how many it joins."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from oversight_graph.graph.csr import Ints
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import LINKS
from oversight_graph.model.sets import SHARES
from oversight_graph.model.tiers import NEVER_JOINS, TIERS, TOLD_BY_MECHANISM, Tier
from oversight_graph.rules.chain_tiers import LOWER, NO_TIER, ChainTiers
from oversight_graph.rules.divisions import NO_DIVISION, Divisions, divisions
from oversight_graph.rules.walk_steps import among, episode

UNTOLD = -1
_DEPTH = np.array([tier.depth for tier in TIERS])


@dataclass(frozen=True)
class Joined:
    """How many bodies of a tier some links join, an item for each line.

    `number`: so many surely; `floor`: there may be more; `every`: each one of the tier, whatever their number.
    """

    number: Ints
    floor: Mask
    every: Mask


@dataclass(frozen=True)
class TierLinks:
    """The links between two tiers of an area, a line for each pair of tiers, kind of link, (of coordination) mechanism, and basis; sorted by these.

    `lower`, `upper`: rows of the tiers; `kind`, `mechanism` (−1: none told), `basis`: codes; `below`, `above`: how many it joins on the two tiers. `tier`: that of each row.
    """

    lower: Ints
    upper: Ints
    kind: Ints
    mechanism: Ints
    basis: Ints
    below: Joined
    above: Joined
    tier: Ints

    def tier_of(self, row: int) -> Tier:
        """The tier of a row.

        Parameters
        ----------
        row
            Its position.

        Returns
        -------
        Its declaration.
        """
        tier: Tier = TIERS.terms[self.tier[row]]
        return tier


def tier_links(graph: Graph, tiers: ChainTiers) -> TierLinks:
    """What joins the tiers of each area.

    Parameters
    ----------
    graph
        What is asked about.
    tiers
        Its tiers.

    Returns
    -------
    Lines without links of basis episode. Cost: linear in the links and nodes, sorting apart.
    """
    upper, lower, link, row_above, row_below = _joining(graph, tiers)
    told = graph.link_kind[link] == LINKS.code(TOLD_BY_MECHANISM)
    mechanism = np.where(told, graph.mechanism[link], UNTOLD).astype(np.int64)
    keys = np.stack([row_below, row_above, graph.link_kind[link].astype(np.int64), mechanism, graph.basis[link].astype(np.int64)])
    (below, above, kind, by, basis), line = np.unique(keys, axis=1, return_inverse=True)
    line = line.reshape(-1)
    standing = np.bincount(tiers.entries(graph)[0], minlength=len(tiers.area))
    held = divisions(graph)

    def joined(end: Ints, rows: Ints) -> Joined:
        return _joined(graph, line, end, standing[rows], *_members(graph, held, line, link, graph.source[link] == end))

    return TierLinks(below, above, kind, by, basis, joined(lower, below), joined(upper, above), tiers.tier)


def _joining(graph: Graph, tiers: ChainTiers) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """The links between two depths of one area: their upper and lower end, the link, the rows of both."""
    link = np.arange(graph.link_table.num_rows)
    link = link[~among(LINKS, NEVER_JOINS)[graph.link_kind] & ~episode(graph, link)]
    a, b = graph.source[link], graph.target[link]
    area, tier = tiers.area_of_node, tiers.tier_of_node
    within = (tier[a] != NO_TIER) & (tier[b] != NO_TIER) & (area[a] == area[b]) & (_DEPTH[tier[a]] != _DEPTH[tier[b]])
    link, a, b = link[within], a[within], b[within]
    down = _DEPTH[tier[a]] < _DEPTH[tier[b]]
    upper, lower = np.where(down, a, b), np.where(down, b, a)
    led = tiers.led
    return (
        np.concatenate([upper, graph.source[led]]),
        np.concatenate([lower, graph.target[led]]),
        np.concatenate([link, led]),
        np.concatenate([tiers.row_of(area[upper], tier[upper]), tiers.row_of(area[graph.source[led]], tier[graph.source[led]])]),
        np.concatenate([tiers.row_of(area[lower], tier[lower]), tiers.row_of(area[graph.source[led]], LOWER)]),
    )


def _joined(graph: Graph, line: Ints, end: Ints, standing: Ints, every: Mask, number: Ints) -> Joined:
    """How many members of the nodes at one end of each line have one of its links; `standing`: how many nodes stand on that tier; `every`, `number`: `_members`."""
    lines, size = len(standing), max(len(graph), 1)
    pair, place = np.unique(line * size + end, return_inverse=True)
    line_of_pair, node = pair // size, pair % size
    whole, open_ = np.zeros((2, len(pair)), bool)
    whole[place[every]] = True
    open_[place[~every & (number == UNTOLD)]] = True
    stated = np.zeros(len(pair), np.int64)
    np.add.at(stated, place[~every], np.maximum(number[~every], 0))
    weight, counted = graph.weight[node], ~graph.uncounted[node]
    surely = np.where(whole, np.where(counted, weight, 0), np.where(counted, np.minimum(stated, weight), stated))
    floor = (whole & ~counted) | (~whole & open_)
    total, floors = np.zeros(lines, np.int64), np.zeros(lines, bool)
    np.add.at(total, line_of_pair, surely)
    floors[line_of_pair[floor]] = True
    wholly = np.bincount(line_of_pair[whole], minlength=lines) == standing
    return Joined(total, floors, wholly)


def _members(graph: Graph, held: Divisions, line: Ints, link: Ints, at_source: Mask) -> tuple[Mask, Ints]:
    """Whether each link joins every member of its node at one end, and where it doesn't how many (domain §3a); UNTOLD where that isn't told.

    A division is whole here if all its holders stand in one line.
    """
    divided, holders = graph.population[graph.target[link]], graph.population[graph.source[link]]
    part = (graph.share[link] == SHARES.code("part")) & (divided | holders)
    one = (graph.share[link] == SHARES.code("one")) & divided
    number = np.where(part & ~at_source & divided, graph.link_count[link], UNTOLD)
    number[one & ~at_source & ~holders] = 1
    together = _together(line, held.division[link], held.division)
    every = ~(part | one) | (at_source & (one | divided)) | (~at_source & part & (~divided | (held.whole[link] & together)))
    number[part & at_source & ~divided & holders & held.alone[link]] = 1
    return every, number


def _together(line: Ints, division: Ints, every_division: Ints) -> Mask:
    """Whether all links of the division of each link stand in its line."""
    mask = np.zeros(len(line), bool)
    part = np.flatnonzero(division != NO_DIVISION)
    if len(part):
        links_of = np.bincount(every_division[every_division != NO_DIVISION])
        _, place, here = np.unique(line[part] * len(links_of) + division[part], return_inverse=True, return_counts=True)
        mask[part] = here[place] == links_of[division[part]]
    return mask
