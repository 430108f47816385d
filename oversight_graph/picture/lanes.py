"""The bands of the levels below one another: boxes of commissions side by side, in lines where one can't hold them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from oversight_graph.picture.blocks import Measures, Rectangle
from oversight_graph.picture.commission_box import BLOCK_GAP, CommissionBox, layout_commission_box, narrowest, spread_rows, unwrapped
from oversight_graph.picture.grouping import LARGE, CommissionGroup

REGION_GAP = 34
BAND_PAD = 20
BAND_GAP = 18
BAND_HEAD, BAND_HEAD_SHARE = 50, 0.04
"""Room at the left of a band for the name of its level: the wider the picture, the smaller it is shown."""
CARD_PAD = 6
REGION_PAD = 14
"""Between the outline of a region and what it holds."""
_BETWEEN = 0.3
"""Columns left free between two boxes."""


@dataclass(frozen=True)
class Lane:
    """The strip of a level (a code of LEVELS)."""

    level: int
    box: Rectangle


@dataclass(frozen=True)
class Region:
    """The rectangle that a group takes in the picture, with what is outlined in it: cards behind blocks, collaborations (a node and
    its rectangle), and the strips of levels below the county (a level and its rectangle)."""

    group: CommissionGroup
    box: Rectangle
    cards: tuple[Rectangle, ...]
    zones: tuple[tuple[int, Rectangle], ...]
    strips: tuple[tuple[int, Rectangle], ...] = ()


@dataclass(frozen=True)
class Placement:
    """Centres of the boxes, bands, regions and the frame around all."""

    x: list[float]
    y: list[float]
    bands: tuple[Lane, ...]
    regions: tuple[Region, ...]
    frame: Rectangle


class BoxLayouts:
    """Lays out groups for some measures, each once for each width: many pictures share them."""

    def __init__(self, measures: Measures, neighbours: list[list[int]]) -> None:
        self.measures = measures
        self._neighbours = neighbours
        self._laid: dict[tuple[CommissionGroup, int], CommissionBox] = {}

    def __call__(self, group: CommissionGroup, width: int) -> CommissionBox:
        key = group, width
        if key not in self._laid:
            self._laid[key] = layout_commission_box(group, width, self.measures, self._neighbours)
        return self._laid[key]


def place_lanes(groups: list[CommissionGroup], layouts: BoxLayouts, size: int, width: int) -> Placement:
    """All groups in bands of their levels, no wider than `width` columns where they can be.

    Parameters
    ----------
    groups
        From top to bottom, those of one level beside each other.
    layouts
        Lays a group out for the measures of the boxes.
    size
        How many nodes the picture has.
    width
        In columns.

    Returns
    -------
    All positions in pixels, x and y by node.
    """
    measures = layouts.measures
    by_level: dict[int, list[CommissionGroup]] = {}
    for group in groups:
        by_level.setdefault(group.level, []).append(group)
    lines_of = {level: _band_lines(band, layouts, width, size) for level, band in by_level.items()}
    widest = max(_line_width(line) for lines in lines_of.values() for line in lines)
    x, y = [0.0] * size, [0.0] * size
    bands: list[Lane] = []
    regions: list[Region] = []
    centre: dict[int, float] = {}
    top = 0.0
    left = -measures.pitch / 2 - REGION_PAD - BAND_HEAD - BAND_HEAD_SHARE * widest * measures.pitch
    right = (widest - 0.5) * measures.pitch + BAND_PAD + REGION_PAD
    for level, lines in lines_of.items():
        cursor = top + BAND_PAD
        for line in lines:
            starts = _starts(line, widest, centre)
            for laid, start in zip(line, starts, strict=True):
                centre.setdefault(laid.group.commission, start + (laid.columns - 1) / 2)
                for node, column, down in laid.spots:
                    x[node], y[node] = (start + column) * measures.pitch, cursor + down
                regions.append(_region(laid, start, cursor, measures))
            cursor += max(laid.height for laid in line) + REGION_PAD + REGION_GAP
        bottom = cursor - REGION_GAP + BAND_PAD
        bands.append(Lane(level, (left, top, right, bottom)))
        top = bottom + BAND_GAP
    return Placement(x, y, tuple(bands), tuple(regions), (left, 0.0, right, top - BAND_GAP))


def _region(laid: CommissionBox, start: float, top: float, measures: Measures) -> Region:
    """What is outlined, from columns to pixels."""

    def pixels(box: Rectangle, pad: float) -> Rectangle:
        left, right = (start + box[0]) * measures.pitch - measures.width / 2, (start + box[2]) * measures.pitch + measures.width / 2
        return (left - pad, top + box[1] - pad, right + pad, top + box[3] + pad)

    left, _, right, bottom = pixels((0, 0, laid.columns - 1, laid.height), REGION_PAD)
    cards = tuple(pixels(card, CARD_PAD) for card in laid.cards)
    strips = tuple((level, pixels((0, strip[1], laid.columns - 1, strip[3]), REGION_PAD / 2)) for level, strip in laid.strips)
    return Region(laid.group, (left, top, right, bottom), cards, tuple((node, pixels(zone, 0)) for node, zone in laid.zones), strips)


def _band_lines(band: list[CommissionGroup], layouts: BoxLayouts, width: int, size: int) -> list[list[CommissionBox]]:
    """The groups of a band in lines. Where one line holds them, each is as wide as its share of the band's area: so they end
    at about the same height."""
    natural = [unwrapped(group) for group in band]
    free_columns = width - _BETWEEN * (len(band) - 1)
    if sum(natural) <= free_columns:
        return [[layouts(group, most) for group, most in zip(band, natural, strict=True)]]
    if size > LARGE:  # it begins folded, so each box has the form of a window of its own
        return _wrapped([layouts(group, _own_width(group, layouts.measures)) for group in band], width)
    area = [sum(layouts.measures.height[node] + BLOCK_GAP for node in group.nodes) for group in band]
    best: list[list[CommissionBox]] = []
    for looser in (1.0, 1.2, 1.5, 2.0) if len(band) > 1 else (1.0,):
        height = looser * sum(area) / max(free_columns, 1)
        shares = [min(most, width, max(narrowest(group), round(share / height))) for group, most, share in zip(band, natural, area, strict=True)]
        lines = _wrapped([layouts(group, share) for group, share in zip(band, shares, strict=True)], width)
        if not best or _height(lines) < _height(best):
            best = lines
    return best


def _own_width(group: CommissionGroup, measures: Measures) -> int:
    area = sum(measures.height[node] + BLOCK_GAP for node in group.nodes)
    return min(unwrapped(group), max(narrowest(group), round(math.sqrt(1.7 * area / measures.pitch))))


def _wrapped(laid: list[CommissionBox], width: int) -> list[list[CommissionBox]]:
    lines: list[list[CommissionBox]] = [[]]
    for box in laid:
        if lines[-1] and _line_width([*lines[-1], box]) > width:
            lines.append([])
        lines[-1].append(box)
    return lines


def _height(lines: list[list[CommissionBox]]) -> float:
    return sum(max(laid.height for laid in line) + REGION_PAD + REGION_GAP for line in lines)


def _line_width(line: list[CommissionBox]) -> float:
    return sum(laid.columns for laid in line) + _BETWEEN * (len(line) - 1)


def _starts(line: list[CommissionBox], width: float, centre: dict[int, float]) -> list[float]:
    """The first column of each box: below what its commission holds above where that is possible, else spread evenly."""
    even = _line_width(line)
    offset = (width - even) / 2
    wanted = []
    for laid in line:
        middle = centre.get(laid.group.commission)
        wanted.append(offset if middle is None else middle - (laid.columns - 1) / 2)
        offset += laid.columns + _BETWEEN
    return spread_rows(wanted, [laid.columns + _BETWEEN for laid in line], 0, width + _BETWEEN)
