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
FOLDED = 150
"""More bodies than these can't be read at once in a window: their regions begin folded."""
LARGE = 1000
"""More bodies than these are slow to look at all at once, and stand in regions each of the form of a window."""
PIECE = 240
"""Of a picture that is folded, the most bodies that unfold together."""


_COUNTY = LEVELS.code("county")
"""What lies below stands inside the region of its county."""


@dataclass(frozen=True)
class BodyGroup:
    """A body, the bodies that stand with it, nearest first, and those of lower levels that have bodies with them again: under a
    township its villages, each with its station."""

    head: int
    guests: tuple[int, ...] = ()
    inner: tuple[BodyGroup, ...] = ()

    @property
    def nodes(self) -> tuple[int, ...]:
        """All that stand in it, the head first."""
        return (self.head, *self.guests, *(node for block in self.inner for node in block.nodes))

    def __len__(self) -> int:
        return 1 + len(self.guests) + sum(map(len, self.inner))


@dataclass(frozen=True)
class CollaborationGroup:
    """A collaboration with the blocks of its members, and the collaborations under it."""

    head: int
    blocks: tuple[BodyGroup, ...]
    zones: tuple[CollaborationGroup, ...] = ()

    @property
    def nodes(self) -> tuple[int, ...]:
        """All that stand in it, the collaboration first."""
        return (self.head, *(node for block in self.blocks for node in block.nodes), *(node for zone in self.zones for node in zone.nodes))


@dataclass(frozen=True)
class CommissionGroup:
    """What one commission holds at one level: rows from top to bottom, then collaborations with their members, then blocks, then
    what it holds at the levels below the county.

    `commission`: NOBODY where there is none; `area`: the area that it stands for, a position in the areas of the subgraph;
    `part`: of what is too large to be looked at in one piece, which part it is.
    """

    level: int
    commission: int
    area: int
    rows: tuple[tuple[int, ...], ...]
    zones: tuple[CollaborationGroup, ...]
    blocks: tuple[BodyGroup, ...]
    part: int = 0
    below: tuple[CommissionGroup, ...] = ()

    @property
    def nodes(self) -> tuple[int, ...]:
        """All that stand in it, from top to bottom."""
        zones = (node for zone in self.zones for node in zone.nodes)
        below = (node for group in self.below for node in group.nodes)
        return (*(node for row in self.rows for node in row), *zones, *(node for block in self.blocks for node in block.nodes), *below)


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


def commission_groups(subgraph: Subgraph) -> list[CommissionGroup]:
    """The groups of commissions in a picture, level by level from the top; in a level those of one commission's tree side by side. What
    lies below a county stands in the group of its commission, where there is one: a place stays together.

    Cost: linear in the nodes and links, but for the sorting.

    Parameters
    ----------
    subgraph
        What is drawn.

    Returns
    -------
    Each node stands in exactly one
        Of more than LARGE nodes, groups come in parts of about PIECE nodes.
    """
    host = hosts(subgraph)
    commission = commissions(subgraph, host)
    sort_key = [natural(node_id) for node_id in subgraph.ids]
    in_row = _rows(subgraph, host)
    nodes_in: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for node in sorted(range(len(subgraph)), key=lambda node: sort_key[node]):
        level, above = int(subgraph.level[node]), commission[node]
        nodes_in[level if level >= 0 else len(LEVELS), above, subgraph.area[node if above == NOBODY else above]].append(node)
    paths = {commission_node: _path(commission_node, host, commission, sort_key) for commission_node in set(commission)}
    groups: dict[tuple[int, int, int], CommissionGroup] = {}
    for slot in sorted(nodes_in, key=lambda slot: (slot[0], slot[1] == NOBODY, paths[slot[1]], slot[2])):
        level, commission_node, area = slot
        home = (int(subgraph.level[commission_node]), commission_node, area)
        if commission_node != NOBODY and home[0] <= _COUNTY < level < len(LEVELS) and home in groups:
            groups[home] = _with_below(subgraph, groups[home], level, nodes_in[slot], host, in_row)
        else:
            groups[slot] = _group(subgraph, CommissionGroup(level, commission_node, area, (), (), ()), nodes_in[slot], host, in_row)
    return [piece for group in groups.values() for piece in (_pieces(group) if len(subgraph) > LARGE else [group])]


def _with_below(subgraph: Subgraph, group: CommissionGroup, level: int, nodes: list[int], host: list[int], in_row: list[bool]) -> CommissionGroup:
    """A group with what its commission holds at one more level below the county: with the township that it belongs to, else in a strip of that level."""
    inside, above = set(nodes), {node for lower in group.below for node in lower.nodes}
    under = {node for node in nodes if _root(node, host, inside) in above}
    below = group.below
    if under:
        last = below[-1]
        merged = _group(subgraph, replace(last, rows=(), zones=(), blocks=()), [*last.nodes, *(node for node in nodes if node in under)], host, in_row)
        below = (*below[:-1], merged)
    if len(under) < len(nodes):
        alone = [node for node in nodes if node not in under]
        below = (*below, _group(subgraph, CommissionGroup(level, group.commission, group.area, (), (), ()), alone, host, in_row))
    return replace(group, below=below)


def _root(node: int, host: list[int], inside: set[int]) -> int:
    """The first body up the hosts that isn't among those inside, or the last one there is."""
    while node in inside and host[node] != NOBODY:
        node = host[node]
    return node


def _pieces(group: CommissionGroup) -> list[CommissionGroup]:
    """A group as several that can each be looked at: the rows and collaborations first, then so many blocks at a time."""
    if len(group.nodes) <= PIECE:
        return [group]
    own = replace(group, below=())
    first = len(own.nodes) - sum(map(len, group.blocks))
    parts: list[list[BodyGroup]] = [[]]
    room = PIECE - first
    for block in group.blocks:
        if room < len(block) and (parts[-1] or (len(parts) == 1 and first)):
            parts.append([])
            room = PIECE
        parts[-1].append(block)
        room -= len(block)
    empty = CommissionGroup(group.level, group.commission, group.area, (), (), ())
    pieces = [replace(own, blocks=tuple(parts[0])), *(replace(empty, blocks=tuple(blocks)) for blocks in parts[1:])]
    for lower in group.below:
        pieces += [replace(empty, below=(replace(piece, part=0),)) for piece in _pieces(lower)]
    return [replace(piece, part=number) for number, piece in enumerate(pieces, 1)] if len(pieces) > 1 else pieces


def _path(commission: int, host: list[int], commission_of: list[int], sort_key: list[tuple[tuple[int, str], ...]]) -> tuple[tuple[tuple[int, str], ...], ...]:
    """The commissions from the top down to one: the order in which their groups stand."""
    path: list[tuple[tuple[int, str], ...]] = []
    seen: set[int] = set()
    while commission != NOBODY and commission not in seen:  # the commission of an area may stand below what it holds
        seen.add(commission)
        path.append(sort_key[commission])
        commission = commission_of[host[commission]] if host[commission] != NOBODY else NOBODY
    return tuple(reversed(path))


def _rows(subgraph: Subgraph, host: list[int]) -> list[bool]:
    """Whether a node stands in a row of its tier; a party committee beside a unit or a group stands in their block."""
    upper = [bool(tier < FIRST_BLOCK_TIER) for tier in subgraph.tier]
    return [
        upper[node] and not (subgraph.kind[node] == PARTY and beside != NOBODY and not upper[beside] and subgraph.level[node] == subgraph.level[beside])
        for node, beside in enumerate(host)
    ]


def _group(subgraph: Subgraph, empty: CommissionGroup, nodes: list[int], host: list[int], in_row: list[bool]) -> CommissionGroup:
    """The group of some nodes; `empty` says for whom."""
    inside = set(nodes)
    blocks = _blocks([node for node in nodes if not in_row[node]], inside, host, in_row, subgraph)
    zones = _zones(subgraph, [node for node in nodes if in_row[node] and subgraph.kind[node] == _COLLABORATION], blocks)
    zoned = {node for zone in zones for node in zone.nodes}
    rows: dict[int, list[int]] = defaultdict(list)
    for node in nodes:
        if in_row[node] and node not in zoned:
            rows[int(subgraph.tier[node])].append(node)
    position = {node: number for number, node in enumerate(node for tier in sorted(rows) for node in rows[tier] if node != empty.commission)}

    def order(numbered: tuple[int, BodyGroup]) -> tuple[int, int, int, int]:
        number, block = numbered  # beside the room that it works with; blocks of one size side by side; else by id
        nearest = min((position[other] for node in block.nodes for other in subgraph.neighbours[node] if other in position), default=len(position))
        return nearest, -len(block), int(subgraph.tier[block.head]), number

    ordered = tuple(block for _, block in sorted(enumerate(blocks), key=order) if block.head not in zoned)
    return replace(empty, rows=tuple(tuple(rows[tier]) for tier in sorted(rows)), zones=zones, blocks=ordered)


def _zones(subgraph: Subgraph, collaborations: list[int], blocks: list[BodyGroup]) -> tuple[CollaborationGroup, ...]:
    """The collaborations that hold something here: blocks whose head is a member, or a collaboration that is part of them.
    What is in several stands with the first."""
    own = {node: number for number, node in enumerate(collaborations)}
    above: dict[int, int] = {}
    member_of: dict[int, int] = {}
    for link in sorted(link for collaboration in collaborations for link in subgraph.links_to[collaboration]):
        member, collaboration, code = int(subgraph.source[link]), int(subgraph.target[link]), int(subgraph.link_kind[link])
        if code in _MEMBERSHIP:
            member_of[member] = min(member_of.get(member, collaboration), collaboration, key=own.__getitem__)
        elif member in own and code in _PART and member not in above and not _below(collaboration, member, above):
            above[member] = collaboration
    blocks_in: dict[int, list[BodyGroup]] = defaultdict(list)
    for block in blocks:
        if block.head in member_of:
            blocks_in[member_of[block.head]].append(block)

    def zone(head: int) -> CollaborationGroup:
        return CollaborationGroup(
            head, tuple(blocks_in[head]), tuple(zone(collaboration) for collaboration in collaborations if above.get(collaboration) == head)
        )

    return tuple(
        zone(collaboration) for collaboration in collaborations if collaboration not in above and (blocks_in[collaboration] or collaboration in above.values())
    )


def _below(node: int, top: int, above: dict[int, int]) -> bool:
    while node in above and node != top:
        node = above[node]
    return node == top


def _blocks(nodes: list[int], inside: set[int], host: list[int], in_row: list[bool], subgraph: Subgraph) -> list[BodyGroup]:
    """Each head, which stands beside nobody here, with what stands beside it, its guests, and beside those, nearest first."""
    guests: dict[int, list[int]] = defaultdict(list)
    heads = []
    for node in nodes:
        if host[node] in inside and not in_row[host[node]]:
            guests[host[node]].append(node)
        else:
            heads.append(node)

    def block_of(head: int) -> BodyGroup:
        found, inner = [head], []
        for node in found:  # grows while it is walked: breadth first
            for guest in guests[node]:
                if guests[guest] and subgraph.level[guest] != subgraph.level[head]:
                    inner.append(block_of(guest))
                else:
                    found.append(guest)
        return BodyGroup(head, tuple(found[1:]), tuple(inner))

    return [block_of(head) for head in heads]
