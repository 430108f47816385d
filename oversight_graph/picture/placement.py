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


def hosts(cut: Subgraph) -> list[int]:
    """The node beside which each node stands, or NOBODY: the closest that a link offers, and never in a circle.

    Parameters
    ----------
    cut
        What is drawn.

    Returns
    -------
    A node of the cut for each node.
    """
    tier, kinds = cut.tier, list(LINKS)
    order = {kind: close for close, steps in reversed(list(enumerate(_CLOSENESS))) for kind in walks.SUPERVISION.links(*steps)}
    upward = [kind for step in walks.SUPERVISION.steps if step.direction == "backward" for kind in step.links if kind in order]
    offers: list[tuple[bool, int, bool, int, int, int]] = []
    for a, b, code in zip(cut.source.tolist(), cut.target.tolist(), cut.link_kind.tolist(), strict=True):
        kind = kinds[code]
        close = order.get(kind.id, len(_CLOSENESS))
        below = int(tier[b]) - int(tier[a]) or (-1 if kind.id in upward else 1 if close < _GUIDED else 0)
        if cut.kind[a] == PARTY or cut.kind[b] == PARTY:  # a party committee joins what it leads or consults with
            below = -1 if cut.kind[a] == PARTY else 1
        if below:
            child, parent = (b, a) if below > 0 else (a, b)
            outside = kind.id not in order or int(tier[parent]) < FIRST_BLOCK_TIER
            offers.append((outside, close, kind.form is None, -int(tier[parent]), child, parent))  # the stationed group first
        if code == _HOSTED:  # the guest stands with the host, unless something closer holds it
            offers.append((True, close, True, -int(tier[b]), a, b))
    host, root = [NOBODY] * len(cut), list(range(len(cut)))

    def find(node: int) -> int:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for *_, child, parent in sorted(offers):
        if host[child] == NOBODY and find(parent) != child:
            host[child] = root[child] = parent
    return host


def commissions(cut: Subgraph, host: list[int]) -> list[int]:
    """The commission of each node: up along the hosts, else the one of its area, else of the nearest area that holds it.

    Parameters
    ----------
    cut
        What is drawn.
    host
        As `hosts` gives it.

    Returns
    -------
    A node of the cut for each node, or NOBODY; a commission is its own.
    """
    areas = [cut.areas[one] for one in cut.area]
    of_area: dict[str, int] = {}
    for node in sorted(np.flatnonzero(cut.kind == COMMISSION).tolist(), key=lambda one: (-int(cut.level[one]), one)):
        of_area.setdefault(areas[node], node)
    commission: list[int | None] = [node if cut.kind[node] == COMMISSION else None for node in range(len(cut))]
    for start in range(len(cut)):
        trail, node = [], start
        while commission[node] is None and host[node] != NOBODY:
            trail.append(node)
            node = host[node]
        if commission[node] is None:
            commission[node] = next((of_area[area] for area in cut.graph.areas.above(areas[node]) if area in of_area), NOBODY)
        for passed in trail:
            commission[passed] = commission[node]
    return [NOBODY if one is None else one for one in commission]
