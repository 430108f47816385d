"""rustworkx: graphs in Rust, walked by its own searches; it has no attributes but payloads, so coverage isn't asked. https://www.rustworkx.org"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from peer_tables import BODY, CLASSES, load

NAME = "rustworkx"
_ROLES = 6


def versions() -> str:
    """What answers."""
    import rustworkx

    return f"rustworkx {rustworkx.__version__}"


class Peer:
    """For reach a graph of the steps for each class and those better than it; for paths the hops with their costs."""

    def __init__(self, folder: Path) -> None:
        import rustworkx as rx

        self.rx = rx
        tables = load(folder)
        steps, hops = tables["steps"], tables["hops"]
        self.size = tables["nodes"].num_rows
        states = [steps[end].to_numpy().astype(np.int64) * _ROLES + steps[role].to_numpy() for end, role in (("source", "role"), ("target", "next_role"))]
        classes = steps["class"].to_numpy()
        # states that are there at all, numbered without holes
        self.state, place = np.unique(np.concatenate(states), return_inverse=True)
        source, target = np.split(place, 2)
        self.upto = []
        for cls in range(len(CLASSES)):
            if (classes == cls).any():
                graph = rx.PyDiGraph(multigraph=True)
                graph.add_nodes_from(range(len(self.state)))
                chosen = classes <= cls
                graph.add_edges_from_no_data(list(zip(source[chosen].tolist(), target[chosen].tolist(), strict=True)))
                self.upto.append((cls, graph))
        self.hops = rx.PyDiGraph(multigraph=True)
        self.hops.add_nodes_from(range(self.size))
        self.hops.add_edges_from(list(zip(hops["source"].to_pylist(), hops["target"].to_pylist(), map(float, hops["cost"].to_pylist()), strict=True)))

    def reach(self, start: int) -> Any:
        classes = np.full(self.size, -1)
        place = int(np.searchsorted(self.state, start * _ROLES + BODY))
        if place == len(self.state) or self.state[place] != start * _ROLES + BODY:
            return classes
        for cls, graph in reversed(self.upto):  # the best one is written last
            found = self.rx.descendants(graph, place)
            classes[self.state[np.fromiter(found, np.int64, len(found))] // _ROLES] = cls
        classes[start] = -1
        return classes

    def path(self, start: int, goal: int) -> int:
        return int(self.rx.dijkstra_shortest_path_lengths(self.hops, start, float, goal)[goal])
