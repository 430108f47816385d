"""The view of a path: the best one in a line from left to right, further ones below it, where they differ from it."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

import numpy as np

from oversight_graph.graph.graph import Graph
from oversight_graph.picture.layout import Label, Layout, measures_of, readable_share
from oversight_graph.picture.subgraph import Subgraph
from oversight_graph.rules.path_certainty import certainty
from oversight_graph.rules.path_search import best_paths

Path = tuple[int, ...]
SHOWN = 3
"""As many paths are drawn."""
_LIMITS = (8.0, 9.0, 10.0, 11.5, 13.0)
_APART_X, _APART_Y, _PAD = 110, 70, 50


def coordination(graph: Graph, start: int, goal: int) -> tuple[list[Path], bool]:
    """The bodies of the best paths of coordination between two bodies (domain §5).

    Parameters
    ----------
    graph
        Where they are looked for, in scope or not.
    start, goal
        Positions in the graph.

    Returns
    -------
    At most SHOWN certain paths of positions in the graph, the best first, and perhaps one that is only possible, at the end; whether there
    is that one. None where none is known.
    """
    paths = best_paths(graph, start, goal, SHOWN)
    return [(start, *(hop.end for hop in hops)) for hops in paths], bool(paths and certainty(graph, paths, str).conditions[-1])


def chain(graph: Graph, start: int, goal: int) -> list[Path]:
    """The shortest chain of links of any kind and direction: no path of coordination, yet how the two hang together.

    Cost: linear in the links, sorting apart.

    Parameters
    ----------
    graph
        Where it is looked for, in scope or not.
    start, goal
        Positions in the graph.

    Returns
    -------
    One path of positions in the graph, or none; of several shortest ones always the same.
    """
    neighbours: dict[int, list[int]] = {}
    for a, b in zip(graph.source.tolist(), graph.target.tolist(), strict=True):
        neighbours.setdefault(a, []).append(b)
        neighbours.setdefault(b, []).append(a)
    arrived_from: dict[int, int] = {start: start}
    waiting = deque([start])
    while waiting and goal not in arrived_from:
        node = waiting.popleft()
        for other in sorted(neighbours.get(node, ())):
            if other not in arrived_from:
                arrived_from[other] = node
                waiting.append(other)
    if goal not in arrived_from:
        return []
    path = [goal]
    while path[-1] != start:
        path.append(arrived_from[path[-1]])
    return [tuple(reversed(path))]


def line(subgraph: Subgraph, paths: Sequence[Path], labels: Sequence[Label]) -> Layout:
    """The bodies of a subgraph along paths (rows of the subgraph), the first of them in a line.

    Parameters
    ----------
    subgraph
        The bodies of the paths; those on none stand below.
    paths
        Rows of the subgraph, the best path first.
    labels
        Text and badge of each node of the subgraph.

    Returns
    -------
    Without bands, regions and rings.
    """
    limit = next((width for width in _LIMITS if readable_share(labels, measures_of(labels, width)) >= 0.999), _LIMITS[-1])
    measures = measures_of(labels, limit)
    column_width = measures.width + _APART_X
    row_height = max(measures.height) + _APART_Y
    length = max((len(path) - 1 for path in paths), default=1)
    spot: dict[int, tuple[float, int]] = {}
    used: dict[int, list[float]] = {}
    for path in paths or [tuple(range(len(subgraph)))]:
        for hop, node in enumerate(path):
            if node in spot:
                continue
            column = hop * length / max(len(path) - 1, 1)
            row = next(row for row in range(len(subgraph) + 1) if all(abs(column - other) >= 0.95 for other in used.get(row, ())))
            used.setdefault(row, []).append(column)
            spot[node] = column, row
    for node in range(len(subgraph)):  # bodies on no path
        spot.setdefault(node, (0.0, max(used, default=0) + 1 + node))
    x = np.array([spot[node][0] * column_width for node in range(len(subgraph))])
    y = np.array([spot[node][1] * row_height for node in range(len(subgraph))])
    half = np.array(measures.height) / 2
    frame = (
        float(x.min()) - measures.width / 2 - _PAD, float((y - half).min()) - _PAD,
        float(x.max()) + measures.width / 2 + _PAD, float((y + half).max()) + _PAD,
    )  # fmt: skip
    return Layout(x, y, measures.width, np.array(measures.height), measures.lines, frame)
