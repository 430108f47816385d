"""This program: its rules on columns, without turning answers into rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from peer_tables import FORMS, NOT_OVERSEEN

NAME = "oversight-graph"


def versions() -> str:
    """What answers."""
    import oversight_graph

    return f"oversight-graph {oversight_graph.__version__}, numpy {np.__version__}"


class Peer:
    """The graph as a store gives it."""

    def __init__(self, folder: Path) -> None:
        import oversight_graph as og

        with og.open_store(folder / "store.lbug") as store:
            self.graph = store.graph()

    def coverage(self, form: str) -> Any:
        from oversight_graph.rules.grades_by_day import grades_by_day

        graded = grades_by_day(self.graph, form)
        return np.where(self.graph.overseen, graded.grade, NOT_OVERSEEN)

    def gaps(self) -> dict[str, Any]:
        from oversight_graph.rules.judging_by_day import judge
        from oversight_graph.rules.norms import norms

        statuses = {}
        for judged in judge(self.graph, norms(), (), FORMS):
            status = np.full(len(self.graph), -1)
            status[judged.node] = judged.status
            statuses[judged.norm.id] = status
        return statuses

    def reach(self, start: int) -> Any:
        from oversight_graph.rules.reach_walk import reach

        reached = reach(self.graph, start)
        classes = np.full(len(self.graph), -1)
        classes[reached.node] = reached.rank
        return classes

    def path(self, start: int, goal: int) -> int:
        from oversight_graph.rules.path_search import best_paths

        return sum(hop.cost for hop in best_paths(self.graph, start, goal, 1)[0])
