"""Where each box stands: levels from top to bottom, in a level one group for each commission, in a group rows by tier and
then blocks, wrapped into lines. All boxes are equally wide and stand on columns, so none can lie on another.

Several widths of box and of picture are tried; the one that shows the names largest in a window is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from oversight_graph.picture.blocks import Measures, Rectangle, columns_of
from oversight_graph.picture.grouping import CommissionGroup, commission_groups
from oversight_graph.picture.labels import readable, wrap
from oversight_graph.picture.lanes import BoxLayouts, Lane, Placement, Region, place_lanes
from oversight_graph.picture.subgraph import Subgraph

FONT = 14
LINE = 17
MARGIN_X, MARGIN_Y = 6, 6
STRIPE = 18
"""The left part of a box, with the glyph of its kind."""
GAP_X = 16
VIEW = (1150, 800)
"""The part of a window of 1440 × 900 that is left for the drawing."""
_LIMITS = (6.0, 7.0, 8.0, 9.0, 10.0, 11.5, 13.0)
_LARGE_ENOUGH = 1.1
"""Names needn't be larger: from here on narrow boxes are better, round which links find a way."""
_SAMPLE = 500
_EFFORT = 4000
"""Nodes times widths that are tried in the end: a large picture can't be read as a whole anyway."""

Label = tuple[str, str]
"""A text and a badge that is kept whole at its end."""


Ring = tuple[float, float, float, float]
"""An ellipse around a body: its centre, its half width and half height."""


@dataclass(frozen=True, eq=False)
class Layout:
    """Boxes by their centres, in pixels, downwards; the lines of text in each; the frame around it all as left,
    top, right, bottom. Of the levels: their bands, and the regions of their groups; around a body: the rings."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    width: float
    height: NDArray[np.float64]
    lines: tuple[tuple[str, ...], ...]
    frame: Rectangle
    bands: tuple[Lane, ...] = ()
    regions: tuple[Region, ...] = ()
    rings: tuple[Ring, ...] = ()

    @property
    def cards(self) -> tuple[Rectangle, ...]:
        """The outlines behind blocks, of all regions together."""
        return tuple(card for region in self.regions for card in region.cards)

    @property
    def head(self) -> float:
        """The room for the name of a level, left of all boxes."""
        return -self.frame[0] - self.width / 2

    def boxes(self) -> NDArray[np.float64]:
        """A row a node: left, top, right, bottom of what it covers, text included."""
        half = self.height / 2
        return np.column_stack([self.x - self.width / 2, self.y - half, self.x + self.width / 2, self.y + half])


def layout(subgraph: Subgraph, labels: Sequence[Label]) -> Layout:
    """The positions of all nodes; the same subgraph and labels give the same positions.

    Cost: linear in nodes and links for each width tried (some dozens).

    Parameters
    ----------
    subgraph
        What is drawn; at least one node.
    labels
        Text and badge of each node of the subgraph.

    Returns
    -------
    Levels from top to bottom, with bands and regions.
    """
    groups, neighbours = commission_groups(subgraph), subgraph.neighbours
    tries = max(2, min(12, _EFFORT // len(subgraph)))
    best: Best | None = None
    for limit in _LIMITS if tries > 2 else _most_readable(labels):  # the width of a box first, roughly; then that of the picture
        layouts = BoxLayouts(measures_of(labels, limit), neighbours)
        best = _best(best, labels, groups, layouts, _widths(groups, layouts.measures, min(tries, 3)))
    assert best is not None
    layouts = best[2]
    _, placed, _ = _best(best, labels, groups, layouts, _widths(groups, layouts.measures, tries))
    measures = layouts.measures
    height = np.array(measures.height)
    return Layout(np.array(placed.x), np.array(placed.y), measures.width, height, measures.lines, placed.frame, placed.bands, placed.regions)


def _most_readable(labels: Sequence[Label]) -> tuple[float]:
    """Of a large picture the narrowest box in which most names are whole, told by some of them."""
    some = labels[:: max(1, len(labels) // _SAMPLE)]
    share = [(readable_share(some, measures_of(some, limit)), -limit) for limit in _LIMITS[2:5]]
    return (-max(share)[1],)


Best = tuple[float, Placement, BoxLayouts]


def _best(best: Best | None, labels: Sequence[Label], groups: list[CommissionGroup], layouts: BoxLayouts, widths: list[int]) -> Best:
    """The best so far and of these widths: the one that shows most of the labels whole and large."""
    whole = readable_share(labels, layouts.measures)
    for width in widths:
        placed = place_lanes(groups, layouts, len(labels), width)
        left, top, right, bottom = placed.frame
        score = min(VIEW[0] / (right - left), VIEW[1] / (bottom - top), _LARGE_ENOUGH) * max(whole, 0.01)
        if best is None or score > best[0] * 1.001:
            best = score, placed, layouts
    assert best is not None
    return best


def readable_share(labels: Sequence[Label], measures: Measures) -> float:
    """The share of labels of which the box holds the whole text.

    Parameters
    ----------
    labels
        Text and badge of each node; at least one.
    measures
        Boxes with the lines that these labels take.

    Returns
    -------
    From 0 to 1.
    """
    return sum(readable(text, lines) for (text, _), lines in zip(labels, measures.lines, strict=True)) / len(labels)


def measures_of(labels: Sequence[Label], limit: float) -> Measures:
    """The size of each box when its lines hold `limit` ems.

    Parameters
    ----------
    labels
        Text and badge of each node.
    limit
        The width of a line in ems.

    Returns
    -------
    All boxes equally wide, as high as their lines need, in pixels.
    """
    lines = tuple(wrap(text, limit, badge) for text, badge in labels)
    height = [len(label_lines) * LINE + 2 * MARGIN_Y for label_lines in lines]
    width = STRIPE + limit * FONT + 2 * MARGIN_X
    return Measures(lines, height, width, width + GAP_X)


def _widths(groups: list[CommissionGroup], measures: Measures, tries: int) -> list[int]:
    """Widths in columns to be tried, around the one at which the boxes alone would fill the view."""
    widest = max((columns_of(block) for group in groups for part in (group, *group.below) for block in part.blocks), default=1)
    area = sum(height + 26 for height in measures.height) * measures.pitch
    guess = (area * VIEW[0] / VIEW[1]) ** 0.5 / measures.pitch
    return sorted({max(widest, round(guess * factor), 2) for factor in np.geomspace(0.9, 2.0, tries)})
