"""The group of a commission laid out by itself, as a box: rows by tier, then collaborations and blocks in lines, on columns; the links
of the commission get a free lane.

A *block* is a body, its head, above the bodies that stand with it, its guests (`grouping`)."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from oversight_graph.picture.blocks import Block, Measures, Rectangle, collaboration_block, columns_of, group_block, shelves_of, stack
from oversight_graph.picture.grouping import BodyGroup, CollaborationGroup, CommissionGroup
from oversight_graph.picture.placement import NOBODY

ROW_GAP = 30
BLOCK_GAP = 22
CAPTION = 26
"""Room at the top of a box for the name of its area."""
LEVEL_GAP = 34
"""Room above the strip of a level below the county."""
_LANE_WIDTH = 0.16
"""Columns left free below a commission."""


@dataclass
class CommissionBox:
    """A group laid out by itself: its width in columns, its height in pixels, (node, column, y), cards and zones; and the strips
    of the levels below the county, each with its level."""

    group: CommissionGroup
    columns: float = 1
    height: float = 0
    spots: list[tuple[int, float, float]] = field(default_factory=list)
    cards: list[Rectangle] = field(default_factory=list)
    zones: list[tuple[int, Rectangle]] = field(default_factory=list)
    strips: list[tuple[int, Rectangle]] = field(default_factory=list)


def _columns_needed(blocks: Sequence[BodyGroup]) -> int:
    """The columns of blocks that all stand in one line."""
    return sum(map(columns_of, blocks))


def _zone_width(zone: CollaborationGroup, width: float, group_size: int) -> int:
    """The columns of a collaboration: all that there are where most of the group is in it, else about as wide as high."""
    blocks = _columns_needed(zone.blocks) + sum(_columns_needed(inner.blocks) + 1 for inner in zone.zones)
    widest = max([1, *map(columns_of, zone.blocks)])
    wanted = width - 1 if blocks * 2 > group_size else math.ceil(math.sqrt(blocks * 1.6))
    return max(widest, min(int(wanted), blocks))


@functools.lru_cache(maxsize=512)
def unwrapped(group: CommissionGroup) -> int:
    """The columns of a group in which nothing is wrapped.

    Parameters
    ----------
    group
        What one commission holds at one level.

    Returns
    -------
    At least 1.
    """
    zones = sum(_zone_width(zone, 10**6, 1) + 1 for zone in group.zones)
    return max([1, *(len(row) for row in group.rows), zones + _columns_needed(group.blocks), *map(unwrapped, group.below)])


@functools.lru_cache(maxsize=512)
def narrowest(group: CommissionGroup) -> int:
    """The fewest columns that do: what a block needs, and a row of three is no column.

    Parameters
    ----------
    group
        What one commission holds at one level.

    Returns
    -------
    At least 1.
    """
    zones = (_zone_width(zone, 2, 10**6) + 1 for zone in group.zones)
    return max([min(3, max((len(row) for row in group.rows), default=1)), *zones, *map(columns_of, group.blocks), *map(narrowest, group.below)])


def layout_commission_box(group: CommissionGroup, width: int, measures: Measures, neighbours: list[list[int]]) -> CommissionBox:
    """A group in at most `width` columns (more where a block needs them).

    Parameters
    ----------
    group
        What one commission holds at one level.
    width
        In columns.
    measures
        The heights of the boxes, by node.
    neighbours
        For each node of the picture those that it is linked with (`Subgraph.neighbours`).

    Returns
    -------
    Its spots in columns from its left edge and pixels from its top.
    """
    box = CommissionBox(group)
    group_size = max(1, len(group.nodes))
    blocks = [collaboration_block(zone, _zone_width(zone, width, group_size), measures) for zone in group.zones]
    blocks += [group_block(block, measures) for block in group.blocks]
    shelves = shelves_of(blocks, width)
    longest = max((sum(block.columns for block in shelf) for shelf in shelves), default=0.0)
    lines = [_chunks(row, max(width, int(longest))) for row in group.rows]
    narrow = max([1, longest, *(len(line) for row in lines for line in row)])
    below = [line for row in lines for line in row if group.commission not in line]
    tries = ((narrow, (narrow - longest) / 2), (narrow + 1, 0.0), (narrow + 1, (narrow + 1 - longest) / 2), (narrow + 2, 1.0))
    box.columns, left = next((candidate for candidate in tries if _is_clear(group, *candidate, below, shelves, neighbours)), tries[-1])
    column_of = _columns_of(shelves, left)
    lane = _lane(group, column_of, neighbours)
    top: float = CAPTION
    for row in lines:
        for line in row:
            height = max(measures.height[node] for node in line)
            for node, column in _row(line, column_of, neighbours, box.columns, lane, group.commission):
                box.spots.append((node, column, top + height / 2))
            top += height + BLOCK_GAP
        top += ROW_GAP - BLOCK_GAP
    body = stack(shelves, left, top)
    box.spots += body.spots
    box.cards, box.zones = body.cards, body.zones
    box.height = body.height if shelves else top - ROW_GAP if group.rows else 0
    for lower in group.below:
        _set_below(box, layout_commission_box(lower, max(width, math.ceil(box.columns)), measures, neighbours))
    return box


def _set_below(box: CommissionBox, lower: CommissionBox) -> None:
    """What lies below the county, under what its commission holds there."""
    top = box.height + LEVEL_GAP if box.height else CAPTION
    part = Block(lower.columns, spots=lower.spots, cards=lower.cards, zones=lower.zones)
    moved = Block(box.columns, spots=box.spots, cards=box.cards, zones=box.zones)
    moved.add(part, 0, top)
    box.columns = max(box.columns, lower.columns)
    box.height = top + lower.height
    box.strips.append((lower.group.level, (0, top, lower.columns - 1, box.height)))


def _is_clear(group: CommissionGroup, width: float, left: float, below: list[tuple[int, ...]], shelves: list[list[Block]], neighbours: list[list[int]]) -> bool:
    """Whether the rows below the commission have room beside its lane, and no node's links run under one another, where the blocks
    begin at the column `left`."""
    column_of = _columns_of(shelves, left)
    lane = _lane(group, column_of, neighbours)
    if lane is not None and any(len(line) > sum(_sides(lane, width)) for line in below):
        return False
    return width > 1 or not any(_over(node, column_of, neighbours) for line in below for node in line)


def _chunks(row: tuple[int, ...], width: int) -> list[tuple[int, ...]]:
    count = math.ceil(len(row) / width)
    each = math.ceil(len(row) / count)
    return [row[start : start + each] for start in range(0, len(row), each)]


def _columns_of(shelves: list[list[Block]], left: float) -> dict[int, float]:
    """The column of each node of the blocks: a head above the middle of its guests."""
    column_of: dict[int, float] = {}
    for shelf in shelves:
        start = left
        for block in shelf:
            for node, column, _ in block.spots:
                column_of[node] = start + column
            start += block.columns
    return column_of


def _lane(group: CommissionGroup, column_of: dict[int, float], neighbours: list[list[int]]) -> float | None:
    """The column of the commission, above the middle of the blocks that it is linked with; rows below leave it free, so
    that those links don't run under a room as if they were the room's."""
    linked = [column_of[other] for other in neighbours[group.commission] if other in column_of] if group.commission != NOBODY else []
    return sum(linked) / len(linked) if linked else None


def _over(node: int, column_of: dict[int, float], neighbours: list[list[int]]) -> bool:
    """Whether a node is linked with several of one column alone: above them, its links would run under the first."""
    below = {other for other in neighbours[node] if other in column_of}
    return len(below) > 1 and len({column_of[other] for other in below}) == 1


def _sides(lane: float, width: float) -> tuple[int, int]:
    """How many nodes fit left and right of a lane."""
    return int(lane + (1 - _LANE_WIDTH) / 2), int(width - lane - (1 + _LANE_WIDTH) / 2)


def _row(
    line: tuple[int, ...], column_of: dict[int, float], neighbours: list[list[int]], width: float, lane: float | None, commission: int
) -> list[tuple[int, float]]:
    """A line of a row: each node above the middle of those of the group that it is linked with, none in the lane."""
    wanted = []
    for number, node in enumerate(line):
        below = [column_of[other] for other in neighbours[node] if other in column_of]
        column = sum(below) / len(below) if below else (width - 1) / 2
        if _over(node, column_of, neighbours):
            column += 1 if column + 1 <= width - 1 else -1
        wanted.append((column, number, node))
    wanted.sort()
    parts = [(wanted, 0.0, width)]
    if lane is not None and commission not in line and len(line) <= sum(_sides(lane, width)):
        left, right = _sides(lane, width)
        left_count = min(left, max(len(line) - right, sum(column < lane for column, *_ in wanted)))
        parts = [(wanted[:left_count], 0.0, lane + (1 - _LANE_WIDTH) / 2), (wanted[left_count:], lane + (1 + _LANE_WIDTH) / 2, width)]
    placed = []
    for part, low, high in parts:
        starts = spread_rows([column for column, *_ in part], [1] * len(part), low, high)
        placed += [(node, start) for (*_, node), start in zip(part, starts, strict=True)]
    return placed


def spread_rows(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Starts near the wanted ones, in the given order, with room for each size between `low` and `high`.

    Parameters
    ----------
    wanted
        Where each would start best, in order; in any unit, mostly columns.
    sizes
        The room that each takes, as many as starts.
    low, high
        The edges; where there is too little room in between, the last run over `high`.

    Returns
    -------
    The starts, in order, none less than the end of the one before.
    """
    forward: list[float] = []
    edge = low
    for start, size in zip(wanted, sizes, strict=True):
        forward.append(max(start, edge))
        edge = forward[-1] + size
    backward: list[float] = []
    edge = high
    for start, size in zip(reversed(wanted), reversed(sizes), strict=True):
        backward.append(min(start, edge - size))
        edge = backward[-1]
    # the mean of two orderly rows is orderly; what one of them puts outside is pushed back in
    mean = [(early + late) / 2 for early, late in zip(forward, reversed(backward), strict=True)]
    edge = high
    for number in range(len(mean) - 1, -1, -1):
        mean[number] = edge = min(mean[number], edge - sizes[number])
    edge = low
    for number, size in enumerate(sizes):
        mean[number] = max(mean[number], edge)
        edge = mean[number] + size
    return mean
