"""The tiers of supervision in each area (domain §6): which bodies stand on each, and which tiers are missing or unknown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import numpy as np
import pyarrow.compute as pc

from oversight_graph.graph.csr import Ints
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import KINDS, LEVELS
from oversight_graph.model.areas import canonical, is_gb
from oversight_graph.model.tiers import TIER_STATUSES, TIERS
from oversight_graph.rules.completeness import lists_all
from oversight_graph.rules.walk_steps import among, episode

NO_TIER = -1
PRESENT, MISSING, UNKNOWN = (TIER_STATUSES.code(word) for word in ("present", "missing", "unknown"))
LOWER = TIERS.code("lower_commission")
_COMMISSION = TIERS.code("commission")
_COUNTY = LEVELS.code("county")
_COUNTY_DIGITS = 6


@dataclass(frozen=True)
class ChainTiers:
    """Which nodes stand on which tier of which area.

    `areas`: the codes of the areas that have a chain, sorted. `area_of_node`, `tier_of_node`: of each node its place there and the code of its tier, NO_TIER
    where it stands on none. `led`: positions of links by which a commission leads one of another area: what they lead to stands on the tier of lower
    commissions of that area too. A row for each area and tier that is told, by area, then tier: `area`, `tier`, `status`.
    """

    areas: tuple[str, ...]
    area_of_node: Ints
    tier_of_node: Ints
    led: Ints
    area: Ints
    tier: Ints
    status: Ints

    def entries(self, graph: Graph) -> tuple[Ints, Ints]:
        """Every node on a tier, with its row; sorted by row, then node.

        Parameters
        ----------
        graph
            Where the nodes are.

        Returns
        -------
        Two arrays of int64: rows and nodes. A commission that another one leads stands in two rows.
        """
        own = np.flatnonzero(self.tier_of_node != NO_TIER)
        led = self.led
        row = np.concatenate([self.row_of(self.area_of_node[own], self.tier_of_node[own]), self.row_of(self.area_of_node[graph.source[led]], LOWER)])
        node = np.concatenate([own, graph.target[led]])
        key = np.unique(row * max(len(graph), 1) + node)
        return key // max(len(graph), 1), key % max(len(graph), 1)

    def row_of(self, area: Ints, tier: Ints | int) -> Ints:
        """The row of an area and a tier.

        Parameters
        ----------
        area, tier
            Places of areas, codes of tiers.

        Returns
        -------
        Positions of rows; of a tier that isn't told, of no meaning.
        """
        return np.searchsorted(self.area * len(TIERS) + self.tier, area * len(TIERS) + tier)


def chain_tiers(graph: Graph) -> ChainTiers:
    """Put every node in scope on its tier (domain §6).

    Parameters
    ----------
    graph
        What is asked about.

    Returns
    -------
    The tiers of each area that has a body on one. Cost: linear in the nodes, the links and the areas.
    """
    tier = _tiers(graph)
    seat, codes = _seats(graph, tier)
    on_tier = tier != NO_TIER
    used = np.unique(seat[on_tier])
    order = sorted(used.tolist(), key=lambda place: codes[place])
    place = np.full(len(codes), NO_TIER, np.int64)
    place[order] = np.arange(len(order))
    area = np.where(on_tier, place[seat], NO_TIER)
    leads = graph.links_of("LEADS")
    leads = leads[~episode(graph, leads)]
    a, b = graph.source[leads], graph.target[leads]
    led = leads[(tier[a] == _COMMISSION) & (tier[b] == _COMMISSION) & (area[a] != area[b])]
    present = np.zeros((len(order), len(TIERS)), bool)
    present[area[on_tier], tier[on_tier]] = True
    present[area[graph.source[led]], LOWER] = True
    told = present | _told(graph, present, area, tier)
    rows_area, rows_tier = np.nonzero(told)
    status = np.where(present, PRESENT, np.where(_missing(graph, area, len(order)), MISSING, UNKNOWN))
    return ChainTiers(tuple(codes[at] for at in order), area, tier, led, rows_area, rows_tier, status[rows_area, rows_tier])


def _tiers(graph: Graph) -> Ints:
    """The tier of each node in scope by its kind; of a station by what it serves: a village first, and where nothing is told by its level."""
    tier = np.full(len(graph), NO_TIER, np.int64)
    serves = graph.links_of("SERVES")
    serves = serves[~episode(graph, serves)]
    low = graph.level >= LEVELS.code("township")
    for code, declared in reversed(list(enumerate(TIERS))):  # so that the first row stands where several fit
        if code == LOWER:
            continue
        of_kind = among(KINDS, declared.kinds)[graph.kind]
        if declared.serving:
            served = np.zeros(len(graph), bool)
            served[graph.source[serves[among(KINDS, declared.serving)[graph.kind[graph.target[serves]]]]]] = True
            idle = np.ones(len(graph), bool)
            idle[graph.source[serves]] = False
            of_kind &= served | (idle & (low == (declared.branch == "villages")))
        tier[of_kind & graph.scope] = code
    return tier


def _seats(graph: Graph, tier: Ints) -> tuple[Ints, list[str]]:
    """The area in whose chain each node stands, and the codes of these areas.

    What is of the township or the village level hangs on the nearest area from its own upwards in which a commission of the county level stands;
    where there is none, on its own area, that of its county where the code says it.
    """
    codes = list(graph.area_codes)
    seats = np.flatnonzero((tier == _COMMISSION) & (graph.level == _COUNTY))
    counties = {codes[at] for at in np.unique(graph.area_of[seats]).tolist()}
    hangs_on = [next((area for area in graph.areas.above(code) if area in counties), _county(graph, code)) for code in codes]
    every = sorted({*codes, *hangs_on})
    position = {code: at for at, code in enumerate(every)}
    own = np.array([position[code] for code in codes], np.int64)
    above = np.array([position[code] for code in hangs_on], np.int64)
    low = graph.level >= LEVELS.code("township")
    return np.where(low, above[graph.area_of], own[graph.area_of]), every


def _county(graph: Graph, code: str) -> str:
    """The county of a code of GB/T 2260 that says it, as long as it lies in what is asked about; else the area itself."""
    county = canonical(code[:_COUNTY_DIGITS]) if is_gb(code) and len(code) > _COUNTY_DIGITS else code
    return county if graph.area is None or graph.areas.holds(graph.area, county) else code


def _told(graph: Graph, present: Mask, area: Ints, tier: Ints) -> Mask:
    """Which tiers are told of which area though no node stands on them."""
    areas = len(present)
    commissions = np.flatnonzero(tier == _COMMISSION)
    highest, lowest = np.full(areas, len(LEVELS)), np.full(areas, -1)
    np.minimum.at(highest, area[commissions], graph.level[commissions])
    np.maximum.at(lowest, area[commissions], graph.level[commissions])
    told = np.zeros_like(present)
    for code, declared in enumerate(TIERS):
        branch = [other for other, one in enumerate(TIERS) if one.branch == declared.branch]
        if declared.told == "always":
            told[:, code] = True
        elif declared.told == "local":
            told[:, code] = (lowest >= _COUNTY) | present[:, branch].any(axis=1)
        elif declared.told == "above":
            told[:, code] = highest < _COUNTY
    return told


def _missing(graph: Graph, area: Ints, areas: int) -> Mask:
    """By area and tier: charts declare to be complete, for all forms of the tier, of every node there by which it would be missed."""
    missing = np.zeros((areas, len(TIERS)), bool)
    perhaps = _perhaps(graph)
    for code, declared in enumerate(TIERS):
        if perhaps & set(declared.kinds):
            continue
        node = np.flatnonzero(among(KINDS, declared.missed_by)[graph.kind] & (area != NO_TIER))
        if len(node):
            listed: Mask = reduce(np.logical_and, (lists_all(graph, form)[node] for form in declared.forms))
            missed, open_ = np.zeros((2, areas), bool)
            missed[area[node]] = True
            open_[area[node[~listed]]] = True
            missing[:, code] = missed & ~open_
    return missing


def _perhaps(graph: Graph) -> set[str]:
    """The kinds of which there is a node that isn't known to hold on the day asked about, but may: no tier of theirs is surely missing (domain §4, Dates)."""
    if graph.unknown is None:
        return set()
    table = graph.unknown.nodes
    known = pc.is_in(table.column("id"), value_set=graph.node_table.column("id").combine_chunks())
    return set(table.column("kind").filter(pc.invert(known)).to_pylist())
