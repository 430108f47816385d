"""Who stands with whom on the map: each node beside one other, blocks of a body and what it works on, panels of a commission.

Derived from what the model says of a link (its reach, the tiers of its ends), so that a further kind finds its place by itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from oversight_graph.model import KINDS, LEVELS, LINKS
from oversight_graph.picture.cut import Cut

_CLOSENESS = ("direct", "served", "extended", "inherited", "mediated", "nominal", "guidance", "counterpart", "periodic", None)
_FIRST_BLOCK_TIER = KINDS["StationedGroup"].tier
_COMMISSION, _PARTY = KINDS.code("Commission"), KINDS.code("PartyCommittee")
_HOSTED = LINKS.code("HOSTED_BY")
NOBODY = -1


@dataclass(frozen=True)
class Panel:
    """What one commission holds at one level: rows from top to bottom, then blocks, each a body and what stands with it.
    `commission`: NOBODY where there is none."""

    level: int
    commission: int
    rows: tuple[tuple[int, ...], ...]
    blocks: tuple[tuple[int, ...], ...]


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """A key by which `room-2` comes before `room-10`.

    >>> sorted(["room-10", "room-2"], key=natural)
    ['room-2', 'room-10']
    """
    return tuple((int(part), "") if part.isdecimal() and part.isascii() else (0, part) for part in re.split(r"([0-9]{1,9})", text) if part)


def panels(cut: Cut) -> list[Panel]:
    """The panels of a picture, level by level from the top; in a level those of one commission's tree side by side.

    Cost: linear in the nodes and links, but for the sorting.
    """
    host = hosts(cut)
    commission = _commissions(cut, host)
    key = [natural(one) for one in cut.ids]
    in_row = _rows(cut, host)
    held: dict[tuple[int, int], list[int]] = defaultdict(list)
    for node in sorted(range(len(cut)), key=lambda one: key[one]):
        level = int(cut.level[node])
        held[level if level >= 0 else len(LEVELS), commission[node]].append(node)
    paths = {one: _path(one, host, commission, key) for one in set(commission)}
    return [
        _panel(cut, level, one, held[level, one], host, in_row) for level, one in sorted(held, key=lambda pair: (pair[0], pair[1] == NOBODY, paths[pair[1]]))
    ]


def hosts(cut: Cut) -> list[int]:
    """The node beside which each node stands, or NOBODY: the closest that a link offers, and never in a circle."""
    tier, kinds = cut.tier, list(LINKS)
    offers: list[tuple[bool, int, bool, int, int, int]] = []
    for a, b, code in zip(cut.source.tolist(), cut.target.tolist(), cut.link_kind.tolist(), strict=True):
        reach = kinds[code].reach
        close = _CLOSENESS.index(reach)
        below = int(tier[b]) - int(tier[a]) or (-1 if kinds[code].reach_reversed else 1 if close < _CLOSENESS.index("guidance") else 0)
        if cut.kind[a] == _PARTY or cut.kind[b] == _PARTY:  # a party committee joins what it leads or consults with
            below = -1 if cut.kind[a] == _PARTY else 1
        if below:
            child, parent = (b, a) if below > 0 else (a, b)
            outside = reach is None or int(tier[parent]) < _FIRST_BLOCK_TIER
            offers.append((outside, close, kinds[code].form is None, -int(tier[parent]), child, parent))  # the stationed group first
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


def _commissions(cut: Cut, host: list[int]) -> list[int]:
    """The commission of each node: up along the hosts, else the one of its area, else of the nearest area that holds it."""
    areas = [cut.graph.area_codes[one] for one in cut.graph.area_of[cut.nodes]]
    of_area: dict[str, int] = {}
    for node in sorted(np.flatnonzero(cut.kind == _COMMISSION).tolist(), key=lambda one: (-int(cut.level[one]), one)):
        of_area.setdefault(areas[node], node)
    found: list[int | None] = [node if cut.kind[node] == _COMMISSION else None for node in range(len(cut))]
    for start in range(len(cut)):
        trail, node = [], start
        while found[node] is None and host[node] != NOBODY:
            trail.append(node)
            node = host[node]
        if found[node] is None:
            found[node] = next((of_area[area] for area in cut.graph.areas.above(areas[node]) if area in of_area), NOBODY)
        for passed in trail:
            found[passed] = found[node]
    return [NOBODY if one is None else one for one in found]


def _path(commission: int, host: list[int], of: list[int], key: list[tuple[tuple[int, str], ...]]) -> tuple[tuple[tuple[int, str], ...], ...]:
    """The commissions from the top down to one: the order in which their panels stand."""
    path: list[tuple[tuple[int, str], ...]] = []
    seen: set[int] = set()
    while commission != NOBODY and commission not in seen:  # the commission of an area may stand below what it holds
        seen.add(commission)
        path.append(key[commission])
        commission = of[host[commission]] if host[commission] != NOBODY else NOBODY
    return tuple(reversed(path))


def _rows(cut: Cut, host: list[int]) -> list[bool]:
    """Whether a node stands in a row of its tier; a party committee beside a unit or a group stands in their block."""
    upper = [bool(tier < _FIRST_BLOCK_TIER) for tier in cut.tier]
    return [
        upper[node] and not (cut.kind[node] == _PARTY and beside != NOBODY and not upper[beside] and cut.level[node] == cut.level[beside])
        for node, beside in enumerate(host)
    ]


def _panel(cut: Cut, level: int, commission: int, nodes: list[int], host: list[int], in_row: list[bool]) -> Panel:
    inside = set(nodes)
    rows: dict[int, list[int]] = defaultdict(list)
    for node in nodes:
        if in_row[node]:
            rows[int(cut.tier[node])].append(node)
    blocks = _blocks([node for node in nodes if not in_row[node]], inside, host, in_row)
    place = {node: number for number, node in enumerate(node for tier in sorted(rows) for node in rows[tier] if node != commission)}

    def order(numbered: tuple[int, list[int]]) -> tuple[int, int, int, int]:
        number, block = numbered  # beside the room that it works with; blocks of one size side by side; else by id
        near = min((place[other] for node in block for other in cut.neighbours[node] if other in place), default=len(place))
        return near, -len(block), int(cut.tier[block[0]]), number

    ordered = tuple(tuple(block) for _, block in sorted(enumerate(blocks), key=order))
    return Panel(level, commission, tuple(tuple(rows[tier]) for tier in sorted(rows)), ordered)


def _blocks(nodes: list[int], inside: set[int], host: list[int], in_row: list[bool]) -> list[list[int]]:
    """Each head with what stands beside it, and beside that, nearest first."""
    guests: dict[int, list[int]] = defaultdict(list)
    heads = []
    for node in nodes:
        if host[node] in inside and not in_row[host[node]]:
            guests[host[node]].append(node)
        else:
            heads.append(node)
    blocks = []
    for head in heads:
        block = [head]
        for node in block:  # grows while it is walked: breadth first
            block += guests[node]
        blocks.append(block)
    return blocks
