"""How far each link bends off the straight line: round the boxes that it would run under, where a bend of that size can,
and each link between the same two bodies differently. A line under a box reads as a link of that box."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from oversight_graph.graph.csr import Ints

Floats = NDArray[np.float64]
BENDS = np.array([0.0, 0.12, -0.12, 0.24, -0.24, 0.38, -0.38, 0.54, -0.54, 0.72, -0.72, 0.92, -0.92])
_APART = 0.1
"""Parallel links differ by at least this."""
_CELL = 7.0
_SAMPLES = 40
_PRICE, _ANY = 0.15, 8.0
"""What a bend costs in pixels under boxes: a share of its length, and something for not being straight."""
_SWING = 190.0
"""The most that a link may swing out, in pixels: short links go round boxes, long ones stay nearly straight."""


def bends(boxes: Floats, source: Ints, target: Ints, around: int = 3) -> list[float]:
    """The bend of each link, to the right of its direction if positive; 0 is straight.

    Cost: linear in the links and in the area of the picture.

    Parameters
    ----------
    boxes
        ndarray of shape (nodes, 4): left, top, right, bottom in pixels.
    source, target
        The row in `boxes` of the two ends of each link; shape (links,).
    around
        How many squares of 7 pixels there are of free room around all boxes.

    Returns
    -------
    A roundness for each link, as vis-network takes it.
    """
    if not len(source):
        return []
    middle = np.column_stack([boxes[:, 0] + boxes[:, 2], boxes[:, 1] + boxes[:, 3]]) / 2
    cost = _costs(boxes, middle[source], middle[target], source, target, around)
    used: dict[tuple[int, int], list[float]] = {}
    chosen = []
    for link, (a, b) in enumerate(zip(source.tolist(), target.tolist(), strict=True)):
        taken = used.setdefault((min(a, b), max(a, b)), [])
        side = 1 if a < b else -1  # a bend to the right one way is one to the left the other way
        free = [number for number in np.argsort(cost[link], kind="stable").tolist() if all(abs(side * BENDS[number] - other) >= _APART for other in taken)]
        bend = float(BENDS[free[0]]) if free else side * round(float(BENDS.max()) + 0.08 * (len(taken) - len(BENDS) + 1), 3)
        taken.append(side * bend)
        chosen.append(bend)
    return chosen


def _costs(boxes: Floats, start: Floats, end: Floats, source: Ints, target: Ints, around: int) -> Floats:
    """For each link and bend: the pixels that run under boxes of others, and the price of the bend."""
    grid, origin = _raster(boxes, around)
    length = np.hypot(*(end - start).T)
    cost = np.empty((len(source), len(BENDS)))
    for number, bend in enumerate(BENDS.tolist()):
        points = _curve(start, end, bend)
        cell = ((points - origin) / _CELL).astype(np.int64)
        inside = (cell >= 0).all(2) & (cell < np.array(grid.shape)).all(2)
        cell[~inside] = 0
        under = np.where(inside, grid[cell[..., 0], cell[..., 1]], -1)
        foreign = (under >= 0) & (under != source[:, None]) & (under != target[:, None])
        # what leaves the picture is no way round
        cost[:, number] = (foreign | ~inside).mean(1) * length + abs(bend) * length * _PRICE + (_ANY if bend else 0)
        cost[:, number] += np.maximum(0, abs(bend) * length - _SWING) * 9
    return cost


def _raster(boxes: Floats, around: int) -> tuple[Ints, Floats]:
    """Which box covers each small square of the picture, -1 for none."""
    origin = boxes[:, :2].min(0) - around * _CELL
    size = np.ceil((boxes[:, 2:].max(0) + around * _CELL - origin) / _CELL).astype(np.int64)
    grid: Ints = np.full(tuple(size), -1, np.int64)
    low = np.floor((boxes[:, :2] - origin) / _CELL).astype(np.int64).tolist()
    high = np.ceil((boxes[:, 2:] - origin) / _CELL).astype(np.int64).tolist()
    for node, ((left, top), (right, bottom)) in enumerate(zip(low, high, strict=True)):
        grid[left:right, top:bottom] = node
    return grid, origin


def _curve(start: Floats, end: Floats, bend: float) -> Floats:
    """Points of the curve that vis-network draws for `curvedCW` or `curvedCCW` with this roundness: (links, samples, 2)."""
    across, up = (end - start).T * np.array([[1.0], [-1.0]])
    angle = np.arctan2(up, across) + (bend * 0.5 + 0.5) * np.pi
    reach = (abs(bend) * 0.5 + 0.5) * np.hypot(across, up)
    via = start + np.column_stack([reach * np.sin(angle), reach * np.cos(angle)])
    t = np.linspace(0, 1, _SAMPLES)[None, :, None]
    return np.asarray((1 - t) ** 2 * start[:, None] + 2 * t * (1 - t) * via[:, None] + t**2 * end[:, None])
