"""The view around one body: it stands in the middle, what lies one link away on the first rings, two links away on the next.

The rings are ellipses, as windows are wider than high; what doesn't fit on one goes to the next. Each body stands as near as
can be to the direction of what it is linked with further in, so that few links cross.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from oversight_graph.picture.blocks import Measures, Rectangle
from oversight_graph.picture.grouping import natural
from oversight_graph.picture.layout import Label, Layout, Ring, measures_of, readable_share
from oversight_graph.picture.subgraph import Subgraph

FLAT = 1.6
"""How much wider than high a ring is."""
GAP = 14
_LIMITS = (7.0, 8.0, 9.0, 10.0, 11.5, 13.0)
_DIRECTIONS = 720
_PAD = 40


def rings(subgraph: Subgraph, centre: int, labels: Sequence[Label]) -> Layout:
    """All nodes of a subgraph around one of them.

    Cost: nodes times directions tried, for each ring.

    Parameters
    ----------
    subgraph
        What is drawn.
    centre
        The node in the middle, a row of the subgraph.
    labels
        Text and badge of each node of the subgraph.

    Returns
    -------
    With an ellipse around each number of links from the centre.
    """
    limit = next((width for width in _LIMITS if readable_share(labels, measures_of(labels, width)) >= 0.97), _LIMITS[-1])
    measures = measures_of(labels, limit)
    x, y = np.zeros(len(subgraph)), np.zeros(len(subgraph))
    angle: dict[int, float] = {centre: 0.0}
    drawn: list[Ring] = []
    radius = 0.0
    for number, nodes in enumerate(_distances(subgraph, centre)):
        if number == 0:
            continue
        waiting = _sorted(subgraph, nodes, angle)
        while waiting:
            radius = _next_radius(radius, measures)
            spots, waiting = _round(waiting, angle, radius, measures, subgraph)
            for node, turn in spots:
                angle[node] = turn
                x[node], y[node] = radius * FLAT * math.cos(turn), radius * math.sin(turn)
        drawn.append((0.0, 0.0, radius * FLAT + measures.width / 2 + GAP, radius + max(measures.height) / 2 + GAP))
    half = np.array(measures.height) / 2
    frame: Rectangle = (
        float((x - measures.width / 2).min()) - _PAD, float((y - half).min()) - _PAD,
        float((x + measures.width / 2).max()) + _PAD, float((y + half).max()) + _PAD,
    )  # fmt: skip
    return Layout(x, y, measures.width, np.array(measures.height), measures.lines, frame, rings=tuple(drawn))


def _distances(subgraph: Subgraph, centre: int) -> list[list[int]]:
    """The nodes by the number of links from the centre; what isn't linked with it comes last."""
    seen, by_distance, frontier = {centre}, [[centre]], [centre]
    while frontier:
        frontier = list(dict.fromkeys(other for node in frontier for other in subgraph.neighbours[node] if other not in seen))
        seen.update(frontier)
        if frontier:
            by_distance.append(frontier)
    rest = [node for node in range(len(subgraph)) if node not in seen]
    return [*by_distance, rest] if rest else by_distance


def _sorted(subgraph: Subgraph, nodes: list[int], angle: dict[int, float]) -> list[int]:
    """By the direction of what they hang on, then by kind and id."""
    wanted = {node: _wanted(subgraph, node, angle) for node in nodes}
    return sorted(nodes, key=lambda node: (round(wanted[node], 6), int(subgraph.kind[node]), natural(subgraph.ids[node])))


def _wanted(subgraph: Subgraph, node: int, angle: dict[int, float]) -> float:
    """The mean direction of the neighbours that already stand; without any to the right."""
    turns = [angle[other] for other in subgraph.neighbours[node] if other in angle]
    return math.atan2(sum(map(math.sin, turns)), sum(map(math.cos, turns))) if turns else 0.0


def _next_radius(radius: float, measures: Measures) -> float:
    """So far out that no box can touch one of the ring before. Between two of these ellipses, in the direction t, boxes are
    apart where the gap is at least wide · cos t / FLAT + high · sin t; over all directions that is the hypotenuse."""
    return radius + math.hypot((measures.width + GAP) / FLAT, max(measures.height) + GAP)


def _round(waiting: list[int], angle: dict[int, float], radius: float, measures: Measures, subgraph: Subgraph) -> tuple[list[tuple[int, float]], list[int]]:
    """As many nodes as fit on one ring, spread evenly in the room that is left, and the rest."""
    turns = np.linspace(-math.pi, math.pi, _DIRECTIONS, endpoint=False)
    where = np.column_stack([radius * FLAT * np.cos(turns), radius * np.sin(turns)])
    tall = max(measures.height[node] for node in waiting)
    places = _apart(where, measures.width + GAP, tall + GAP)
    chosen = _nearest(places, turns, [_wanted(subgraph, node, angle) for node in waiting]) if len(places) > len(waiting) else places
    return [(node, float(turns[place])) for node, place in zip(waiting, chosen, strict=False)], waiting[len(chosen) :]


def _apart(where: np.ndarray[tuple[int, int], np.dtype[np.float64]], wide: float, tall: float) -> list[int]:
    """Directions in which boxes of one size stand beside one another."""
    places: list[int] = []
    for place, (left, top) in enumerate(where.tolist()):
        if all(abs(left - where[other, 0]) >= wide or abs(top - where[other, 1]) >= tall for other in (places[:1] + places[-1:])):
            places.append(place)
    return places


def _nearest(places: list[int], turns: np.ndarray[tuple[int], np.dtype[np.float64]], wanted: list[float]) -> list[int]:
    """For each wanted direction, in order, a place of its own: all that are wanted alike spread evenly over the ring."""
    if max(wanted) - min(wanted) < 1e-6:
        stride = len(places) / len(wanted)
        return [places[int(number * stride)] for number in range(len(wanted))]
    chosen: list[int] = []
    first = 0
    for number, turn in enumerate(wanted):
        last = len(places) - (len(wanted) - number)  # leave room for those that come after
        best = min(range(first, last + 1), key=lambda candidate: abs(turns[places[candidate]] - turn))
        chosen.append(places[best])
        first = best + 1
    return chosen
