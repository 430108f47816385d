"""The pieces of a commission's group, each laid out by itself on columns: a body with what it works on, a collaboration with its members."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from oversight_graph.picture.grouping import BodyGroup, CollaborationGroup

INNER_GAP = 22
SHELF_GAP = 28
ZONE_SIDE = 0.14
"""Columns between the outline of a collaboration and what it holds, at each side."""
ZONE_PAD = 16

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True)
class Measures:
    """The lines of each label, the height of each box, the width of all, and that of a column with its gap."""

    lines: tuple[tuple[str, ...], ...]
    height: Sequence[float]
    width: float
    pitch: float


@dataclass
class Block:
    """Spots (node, column, y of the centre), cards and zones (their node, their rectangle); rectangles run from the column
    of the first box to that of the last, and in pixels downwards. `tall`: the height of the first row."""

    columns: float
    height: float = 0
    tall: float = 0
    spots: list[tuple[int, float, float]] = field(default_factory=list)
    cards: list[Rectangle] = field(default_factory=list)
    zones: list[tuple[int, Rectangle]] = field(default_factory=list)

    def add(self, other: Block, right: float, down: float) -> None:
        """Add what another block holds, moved to its place in this one; the size of this one stays.

        Parameters
        ----------
        other
            Isn't changed.
        right
            By how many columns it is moved to the right.
        down
            By how many pixels it is moved down.
        """

        def moved(box: Rectangle) -> Rectangle:
            return (box[0] + right, box[1] + down, box[2] + right, box[3] + down)

        self.spots += [(node, column + right, y + down) for node, column, y in other.spots]
        self.cards += [moved(box) for box in other.cards]
        self.zones += [(node, moved(box)) for node, box in other.zones]


@functools.cache
def columns(guests: int) -> int:
    """How many columns the guests of a block take: boxes are about twice as wide as they are high.

    Parameters
    ----------
    guests
        How many bodies stand below the head of a block, from 0.

    Returns
    -------
    At least 1.
    """
    return max(1, math.ceil(math.sqrt(guests / 1.6)))


@functools.lru_cache(maxsize=4096)
def columns_of(block: BodyGroup) -> int:
    """How many columns a block takes: as its guests do, or about as wide as high where blocks stand in it.

    Parameters
    ----------
    block
        A body and what stands with it.

    Returns
    -------
    At least 1.
    """
    if not block.inner:
        return columns(len(block.guests))
    wide = [columns_of(inner) for inner in block.inner]
    return max(columns(len(block.guests)), *wide, min(sum(wide), columns(len(block) - 1)))


def group_block(block: BodyGroup, measures: Measures, tall: float = 0) -> Block:
    """A head above rows of its guests, and lines of the blocks in it; the head's row is at least `tall`.

    Parameters
    ----------
    block
        A body and what stands with it, nearest first.
    measures
        The heights of the boxes, by node.
    tall
        The least height of the head's row in pixels.

    Returns
    -------
    As wide as `columns_of` says; with a card behind it where it has guests.
    """
    wide = columns_of(block)
    piece = Block(wide, tall=max(tall, measures.height[block.head]))
    piece.spots.append((block.head, (wide - 1) / 2, piece.tall / 2))
    piece.height = piece.tall
    for start in range(0, len(block.guests), wide):
        row = block.guests[start : start + wide]
        high = max(measures.height[node] for node in row)
        top = piece.height + INNER_GAP
        piece.spots += [(node, float(column), top + high / 2) for column, node in enumerate(row)]
        piece.height = top + high
    for shelf in shelves_of([group_block(inner, measures) for inner in block.inner], wide):
        line = stack([shelf], 0, piece.height + INNER_GAP)
        line.cards = []  # one outline around all of it is enough
        piece.add(line, 0, 0)
        piece.height = line.height
    if len(block) > 1:
        piece.cards.append((0, 0, wide - 1, piece.height))
    return piece


def collaboration_block(zone: CollaborationGroup, width: int, measures: Measures) -> Block:
    """A collaboration on top of its members and of the collaborations under it, with an outline around all of it.

    Parameters
    ----------
    zone
        The collaboration.
    width
        The columns that it may take; a block that needs more gets more.
    measures
        The heights of the boxes, by node.

    Returns
    -------
    Its own zone comes before those inside of it, so that they are drawn on top.
    """
    inner = [collaboration_block(inner_zone, max(1, width - 1), measures) for inner_zone in zone.zones] + [
        group_block(block, measures) for block in zone.blocks
    ]
    shelves = shelves_of(inner, width)
    wide = max([1.0, *(sum(piece.columns for piece in shelf) for shelf in shelves)])
    piece = Block(wide + 2 * ZONE_SIDE)
    tall = measures.height[zone.head]
    piece.spots.append((zone.head, (piece.columns - 1) / 2, ZONE_PAD + tall / 2))
    piece.add(stack(shelves, ZONE_SIDE, 0), 0, ZONE_PAD + tall + INNER_GAP)
    inside = stack(shelves, 0, 0).height
    piece.height = ZONE_PAD + tall + (INNER_GAP + inside if shelves else 0) + ZONE_PAD
    piece.tall = piece.height
    piece.zones.insert(0, (zone.head, (ZONE_SIDE / 2, 0, piece.columns - 1 - ZONE_SIDE / 2, piece.height)))
    return piece


def shelves_of(pieces: Sequence[Block], width: float) -> list[list[Block]]:
    """Pieces in lines no longer than `width` columns, in their order.

    Parameters
    ----------
    pieces
        What is put into lines.
    width
        In columns; a wider piece has a line of its own.

    Returns
    -------
    The lines from top to bottom.
    """
    shelves: list[list[Block]] = []
    room = 0.0
    for piece in pieces:
        if not shelves or room < piece.columns:
            shelves.append([])
            room = max(width, piece.columns)
        shelves[-1].append(piece)
        room -= piece.columns
    return shelves


def stack(shelves: list[list[Block]], left: float, top: float) -> Block:
    """Lines of pieces below one another; its height is that of the lower edge.

    Parameters
    ----------
    shelves
        The lines from top to bottom, of pieces from left to right.
    left
        The column at which every line begins.
    top
        Where the first line begins, in pixels.

    Returns
    -------
    All pieces at their places in one; columns and height of the first row aren't set.
    """
    stacked = Block(0, top)
    for number, shelf in enumerate(shelves):
        start, down = left, stacked.height + (SHELF_GAP if number else 0)
        bottom = down
        heads = max((piece.tall for piece in shelf if not piece.zones), default=0)
        for piece in shelf:
            lower = 0 if piece.zones else heads - piece.tall  # heads of one line end at one height, so that their guests begin at one
            stacked.add(piece if not lower else _lowered(piece, lower), start, down)
            bottom = max(bottom, down + piece.height + lower)
            start += piece.columns
        stacked.height = bottom
    return stacked


def _lowered(piece: Block, by: float) -> Block:
    """A block whose head has a taller one beside it: its guests move down, its head to the middle of the row."""
    first, *rest = piece.spots
    cards = [(left, top, right, bottom + by) for left, top, right, bottom in piece.cards]
    return Block(piece.columns, piece.height + by, piece.tall + by, [(first[0], first[1], first[2] + by / 2), *((n, c, y + by) for n, c, y in rest)], cards)
