"""Reach (domain §6): from a body outwards, each node once, in its best class."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

import numpy as np

from oversight_graph.graph.csr import Groups, Ints, firsts
from oversight_graph.graph.graph import Graph
from oversight_graph.model import REACH_CLASSES, walks
from oversight_graph.model.walk_declarations import Role, Step
from oversight_graph.rules.walk_steps import Arcs, arcs, stands, weak

_START = -1
_FAR = 99


@dataclass(frozen=True)
class Reached:
    """What a body reaches, as arrays of int64, one item a node, in the order of their positions.

    `node`: its position; `rank`: the class, a code of REACH_CLASSES; `via`: the node through which it was reached.
    """

    node: Ints
    rank: Ints
    via: Ints


def reach(graph: Graph, start: int) -> Reached:
    """All that a body reaches, each node once, in its best class (domain §6).

    What is reached through something has the worse class of the two.

    Parameters
    ----------
    graph
        What is asked about.
    start
        The position of the body.

    Returns
    -------
    Without the body itself. Cost: linear in the nodes and links, once for each step outwards.
    """
    return _Reach(graph, start).run()


def reach_classes(graph: Graph, step: Step, link: Ints) -> Ints:
    """What links make of the class of what is reached over them: that of the step, or nominal (domain §6).

    Parameters
    ----------
    graph
        Where the links are.
    step
        The step that takes them.
    link
        Positions of links, n of them.

    Returns
    -------
    An array of n codes of REACH_CLASSES; −1 where the class is that with which the walk has come.
    """
    own = _START if step.reach is None else REACH_CLASSES.code(step.reach)
    return np.where(weak(graph, step, link), REACH_CLASSES.code("nominal"), own)


class _Reach:
    """The supervision walk from one body: row by row of the table, and from each row onwards before the next one."""

    def __init__(self, graph: Graph, start: int) -> None:
        self.graph, self.start, self.size = graph, start, len(graph)
        self.best = np.full(self.size, _FAR, np.int64)
        self.via = np.full(self.size, -1, np.int64)

    def run(self) -> Reached:
        nobody = np.empty(0, np.int64)
        for role in walks.SUPERVISION.starts[:1]:  # the others are begun where a row leads to them
            self._from(role, nobody, nobody)
        self.best[self.start] = _FAR
        node = np.flatnonzero(self.best < _FAR)
        return Reached(node, self.best[node], self.via[node])

    def _from(self, role: Role, nodes: Ints, rank: Ints) -> None:
        """All that is reached from nodes that stand in a role, each reached in some class."""
        if not (len(nodes) or role.starts):
            return
        classes = np.full(self.size, _FAR, np.int64)
        np.minimum.at(classes, nodes, rank)
        if role.starts and stands(self.graph, role, np.array([self.start]))[0]:
            classes[self.start] = _START
        steps = walks.SUPERVISION.onward(role)
        self._repeat([step for step in steps if step.loops], classes)
        for step in steps:
            if not step.loops:
                self._take(step, classes)

    def _repeat(self, steps: list[Step], classes: Ints) -> None:
        """Take steps that lead back to their role, round by round, as often as they may: `classes` is that of each node in it."""
        if not steps:
            return
        arcs_by_step = [(arcs(self.graph, step), step) for step in steps]
        origin = np.concatenate([step_arcs.origin for step_arcs, _ in arcs_by_step])
        end = np.concatenate([step_arcs.end for step_arcs, _ in arcs_by_step])
        step_rank = np.concatenate([reach_classes(self.graph, step, step_arcs.link) for step_arcs, step in arcs_by_step])
        groups = Groups(origin, self.size)
        depth = steps[0].depth
        frontier = np.flatnonzero(classes < _FAR)
        rank = classes[frontier]
        for number in count(1):
            if not len(frontier) or (depth is not None and number > depth):
                return
            from_row, row = groups.join(frontier)
            worse = np.maximum(rank[from_row], step_rank[row])
            better = worse < classes[end[row]]
            above, node, worse = frontier[from_row][better], end[row][better], worse[better]
            self._note(node, worse, above)
            frontier, rank = _least(node, worse)
            classes[frontier] = rank

    def _take(self, step: Step, classes: Ints) -> None:
        """Take a step to another role from all nodes that stand in its own, and go on from there."""
        step_arcs = arcs(self.graph, step)
        active = classes[step_arcs.origin] < _FAR
        step_arcs = Arcs(step_arcs.origin[active], step_arcs.end[active], step_arcs.link[active])
        rank = np.maximum(classes[step_arcs.origin], reach_classes(self.graph, step, step_arcs.link))
        self._note(step_arcs.end, rank, step_arcs.origin)
        if walks.SUPERVISION.onward(step.to):
            self._from(step.to, step_arcs.end, rank)
        if step.with_subordinates is not None:
            below = self.graph.with_subordinates[step_arcs.link]
            self._from(step.with_subordinates, step_arcs.end[below], rank[below])

    def _note(self, node: Ints, rank: Ints, via: Ints) -> None:
        """Keep the best class of each node, and of several steps that give that class the one from the first body."""
        order = np.lexsort((via, rank, node))
        node, rank, via = node[order], rank[order], via[order]
        first = firsts(node)
        node, rank, via = node[first], rank[first], via[first]
        better = rank < self.best[node]
        self.best[node[better]] = rank[better]
        self.via[node[better]] = via[better]


def _least(node: Ints, rank: Ints) -> tuple[Ints, Ints]:
    """Each node once, with the least of its ranks."""
    order = np.lexsort((rank, node))
    node, rank = node[order], rank[order]
    first = firsts(node)
    return node[first], rank[first]
