"""Beside whom each body stands, and whose commission it belongs to: derived from what the model says of a link (its reach,
the tiers of its ends), so that a further kind finds its place by itself."""

from __future__ import annotations

import numpy as np

from oversight_graph.model import KINDS, LINKS, walks
from oversight_graph.picture.subgraph import Subgraph

_CLOSENESS = (
    ("direct",), ("served",), ("extended",), ("subordinate",), ("own", "dispatched"), ("led", "led_zone"), ("guided",), ("counterpart",), ("inspected",),
)  # fmt: skip
"""Steps of the supervision walk: the sooner one is named, the closer stand the ends of its links."""
_GUIDED = _CLOSENESS.index(("guided",))
FIRST_BLOCK_TIER = KINDS["StationedGroup"].tier
COMMISSION, PARTY = KINDS.code("Commission"), KINDS.code("PartyCommittee")
_HOSTED = LINKS.code("HOSTED_BY")
NOBODY = -1


def hosts(subgraph: Subgraph) -> list[int]:
    """The node beside which each node stands, or NOBODY: the closest that a link offers, and never in a circle.

    Parameters
    ----------
    subgraph
        What is drawn.

    Returns
    -------
    A node of the subgraph for each node.
    """
    tier, kinds = subgraph.tier, list(LINKS)
    order = {kind: close for close, steps in reversed(list(enumerate(_CLOSENESS))) for kind in walks.SUPERVISION.links(*steps)}
    upward = [kind for step in walks.SUPERVISION.steps if step.direction == "backward" for kind in step.links if kind in order]
    offers: list[tuple[bool, int, bool, int, int, int]] = []
    for a, b, code in zip(subgraph.source.tolist(), subgraph.target.tolist(), subgraph.link_kind.tolist(), strict=True):
        kind = kinds[code]
        close = order.get(kind.id, len(_CLOSENESS))
        below = int(tier[b]) - int(tier[a]) or (-1 if kind.id in upward else 1 if close < _GUIDED else 0)
        if subgraph.kind[a] == PARTY or subgraph.kind[b] == PARTY:  # a party committee joins what it leads or consults with
            below = -1 if subgraph.kind[a] == PARTY else 1
        if below:
            child, parent = (b, a) if below > 0 else (a, b)
            outside = kind.id not in order or int(tier[parent]) < FIRST_BLOCK_TIER
            offers.append((outside, close, kind.form is None, -int(tier[parent]), child, parent))  # the stationed group first
        if code == _HOSTED:  # the guest stands with the host, unless something closer holds it
            offers.append((True, close, True, -int(tier[b]), a, b))
    host, root = [NOBODY] * len(subgraph), list(range(len(subgraph)))

    def find(node: int) -> int:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for *_, child, parent in sorted(offers):
        if host[child] == NOBODY and find(parent) != child:
            host[child] = root[child] = parent
    return host


def commissions(subgraph: Subgraph, host: list[int]) -> list[int]:
    """The commission of each node: up along the hosts, else the one of its area, else of the nearest area that holds it.

    Parameters
    ----------
    subgraph
        What is drawn.
    host
        As `hosts` gives it.

    Returns
    -------
    A node of the subgraph for each node, or NOBODY; a commission is its own.
    """
    areas = [subgraph.areas[number] for number in subgraph.area]
    of_area: dict[str, int] = {}
    for node in sorted(np.flatnonzero(subgraph.kind == COMMISSION).tolist(), key=lambda node: (-int(subgraph.level[node]), node)):
        of_area.setdefault(areas[node], node)
    commission: list[int | None] = [node if subgraph.kind[node] == COMMISSION else None for node in range(len(subgraph))]
    for start in range(len(subgraph)):
        trail, node = [], start
        while commission[node] is None and host[node] != NOBODY:
            trail.append(node)
            node = host[node]
        if commission[node] is None:
            commission[node] = next((of_area[area] for area in subgraph.graph.areas.above(areas[node]) if area in of_area), NOBODY)
        for passed in trail:
            commission[passed] = commission[node]
    return [NOBODY if head is None else head for head in commission]
