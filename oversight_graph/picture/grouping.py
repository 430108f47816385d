"""Who stands with whom on the map: each node beside one other, blocks of a body and what it works on, groups of a commission."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from oversight_graph.model import KINDS, LEVELS, LINKS, walks
from oversight_graph.picture.placement import FIRST_BLOCK_TIER, NOBODY, PARTY, commissions, hosts
from oversight_graph.picture.subgraph import Subgraph

_COLLABORATION = KINDS.code("Collaboration")
_MEMBERSHIP, _PART = ([LINKS.code(kind) for kind in walks.SUPERVISION.links(step)] for step in ("member", "zone_part"))
LARGE = 1000
"""More bodies than these can't be read at once: they are folded."""
PIECE = 240
"""Of a picture that is folded, the most bodies that unfold together."""


BodyGroup = tuple[int, ...]
"""A body and what stands with it, nearest first."""


@dataclass(frozen=True)
class CollaborationGroup:
    """A collaboration with the blocks of its members, and the collaborations under it."""

    head: int
    blocks: tuple[BodyGroup, ...]
    zones: tuple[CollaborationGroup, ...] = ()

    @property
    def nodes(self) -> tuple[int, ...]:
        """All that stand in it, the collaboration first."""
        return (self.head, *(node for block in self.blocks for node in block), *(node for zone in self.zones for node in zone.nodes))


@dataclass(frozen=True)
class CommissionGroup:
    """What one commission holds at one level: rows from top to bottom, then collaborations with their members, then blocks.

    `commission`: NOBODY where there is none; `area`: the area that it stands for, a position in the areas of the cut;
    `part`: of what is too large to be looked at in one piece, which part it is.
    """

    level: int
    commission: int
    area: int
    rows: tuple[tuple[int, ...], ...]
    zones: tuple[CollaborationGroup, ...]
    blocks: tuple[BodyGroup, ...]
    part: int = 0

    @property
    def nodes(self) -> tuple[int, ...]:
        """All that stand in it, from top to bottom."""
        zones = (node for zone in self.zones for node in zone.nodes)
        return (*(node for row in self.rows for node in row), *zones, *(node for block in self.blocks for node in block))


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """A key by which `room-2` comes before `room-10`.

    Parameters
    ----------
    text
        An id.

    Returns
    -------
    Its parts in order: numbers by value, other text as it is
        Runs of more than nine digits are taken in parts.

    Examples
    --------
    >>> sorted(["room-10", "room-2"], key=natural)
    ['room-2', 'room-10']
    """
    return tuple((int(part), "") if part.isdecimal() and part.isascii() else (0, part) for part in re.split(r"([0-9]{1,9})", text) if part)


def commission_groups(cut: Subgraph) -> list[CommissionGroup]:
    """The groups of commissions in a picture, level by level from the top; in a level those of one commission's tree side by side.

    Cost: linear in the nodes and links, but for the sorting.

    Parameters
    ----------
    cut
        What is drawn.

    Returns
    -------
    Each node stands in exactly one
        Of more than LARGE nodes, groups come in parts of about PIECE nodes.
    """
    host = hosts(cut)
    commission = commissions(cut, host)
    key = [natural(one) for one in cut.ids]
    in_row = _rows(cut, host)
    held: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for node in sorted(range(len(cut)), key=lambda one: key[one]):
        level, above = int(cut.level[node]), commission[node]
        held[level if level >= 0 else len(LEVELS), above, cut.area[node if above == NOBODY else above]].append(node)
    paths = {one: _path(one, host, commission, key) for one in set(commission)}
    groups: list[CommissionGroup] = []
    for level, one, area in sorted(held, key=lambda where: (where[0], where[1] == NOBODY, paths[where[1]], where[2])):
        group = _group(cut, CommissionGroup(level, one, area, (), (), ()), held[level, one, area], host, in_row)
        groups += _pieces(group) if len(cut) > LARGE else [group]
    return groups


def _pieces(group: CommissionGroup) -> list[CommissionGroup]:
    """A group as several that can each be looked at: the rows and collaborations first, then so many blocks at a time."""
    first = len(group.nodes) - sum(map(len, group.blocks))
    parts: list[list[BodyGroup]] = [[]]
    room = PIECE - first
    for block in group.blocks:
        if room < len(block) and (parts[-1] or (len(parts) == 1 and first)):
            parts.append([])
            room = PIECE
        parts[-1].append(block)
        room -= len(block)
    if len(parts) == 1:
        return [group]
    first_part = replace(group, blocks=tuple(parts[0]), part=1)
    return [first_part, *(CommissionGroup(group.level, group.commission, group.area, (), (), tuple(blocks), part) for part, blocks in enumerate(parts[1:], 2))]


def _path(commission: int, host: list[int], of: list[int], key: list[tuple[tuple[int, str], ...]]) -> tuple[tuple[tuple[int, str], ...], ...]:
    """The commissions from the top down to one: the order in which their groups stand."""
    path: list[tuple[tuple[int, str], ...]] = []
    seen: set[int] = set()
    while commission != NOBODY and commission not in seen:  # the commission of an area may stand below what it holds
        seen.add(commission)
        path.append(key[commission])
        commission = of[host[commission]] if host[commission] != NOBODY else NOBODY
    return tuple(reversed(path))


def _rows(cut: Subgraph, host: list[int]) -> list[bool]:
    """Whether a node stands in a row of its tier; a party committee beside a unit or a group stands in their block."""
    upper = [bool(tier < FIRST_BLOCK_TIER) for tier in cut.tier]
    return [
        upper[node] and not (cut.kind[node] == PARTY and beside != NOBODY and not upper[beside] and cut.level[node] == cut.level[beside])
        for node, beside in enumerate(host)
    ]


def _group(cut: Subgraph, empty: CommissionGroup, nodes: list[int], host: list[int], in_row: list[bool]) -> CommissionGroup:
    """The group of some nodes; `empty` says for whom."""
    inside = set(nodes)
    blocks = _blocks([node for node in nodes if not in_row[node]], inside, host, in_row)
    zones = _zones(cut, [node for node in nodes if in_row[node] and cut.kind[node] == _COLLABORATION], blocks)
    zoned = {node for zone in zones for node in zone.nodes}
    rows: dict[int, list[int]] = defaultdict(list)
    for node in nodes:
        if in_row[node] and node not in zoned:
            rows[int(cut.tier[node])].append(node)
    place = {node: number for number, node in enumerate(node for tier in sorted(rows) for node in rows[tier] if node != empty.commission)}

    def order(numbered: tuple[int, list[int]]) -> tuple[int, int, int, int]:
        number, block = numbered  # beside the room that it works with; blocks of one size side by side; else by id
        near = min((place[other] for node in block for other in cut.neighbours[node] if other in place), default=len(place))
        return near, -len(block), int(cut.tier[block[0]]), number

    ordered = tuple(tuple(block) for _, block in sorted(enumerate(blocks), key=order) if block[0] not in zoned)
    return replace(empty, rows=tuple(tuple(rows[tier]) for tier in sorted(rows)), zones=zones, blocks=ordered)


def _zones(cut: Subgraph, collaborations: list[int], blocks: list[list[int]]) -> tuple[CollaborationGroup, ...]:
    """The collaborations that hold something here: blocks whose head is a member, or a collaboration that is part of them.
    What is in several stands with the first."""
    own = {node: number for number, node in enumerate(collaborations)}
    above: dict[int, int] = {}
    member_of: dict[int, int] = {}
    for a, b, code in zip(cut.source.tolist(), cut.target.tolist(), cut.link_kind.tolist(), strict=True):
        if b in own and code in _MEMBERSHIP:
            member_of[a] = min(member_of.get(a, b), b, key=own.__getitem__)
        elif b in own and a in own and code in _PART and a not in above and not _below(b, a, above):
            above[a] = b
    held: dict[int, list[BodyGroup]] = defaultdict(list)
    for block in blocks:
        if block[0] in member_of:
            held[member_of[block[0]]].append(tuple(block))

    def zone(head: int) -> CollaborationGroup:
        return CollaborationGroup(head, tuple(held[head]), tuple(zone(one) for one in collaborations if above.get(one) == head))

    return tuple(zone(one) for one in collaborations if one not in above and (held[one] or one in above.values()))


def _below(node: int, top: int, above: dict[int, int]) -> bool:
    while node in above and node != top:
        node = above[node]
    return node == top


def _blocks(nodes: list[int], inside: set[int], host: list[int], in_row: list[bool]) -> list[list[int]]:
    """Each head, which stands beside nobody here, with what stands beside it, its guests, and beside those, nearest first."""
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
