"""Reach (domain §6): from a body outwards, each node once, in its best class."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

import numpy as np

from oversight_graph.graph.csr import Ints, distinct
from oversight_graph.graph.graph import Graph
from oversight_graph.model import walks
from oversight_graph.model.walk_declarations import Role, Step
from oversight_graph.rules.reach_numbers import Numbers, members
from oversight_graph.rules.reach_steps import FAR, START, ReachSteps, reach_steps
from oversight_graph.rules.walk_steps import stands

_MOST = np.iinfo(np.int64).max
_FEW = 16
"""Where fewer than one state in so many is active, the rows of a step are found by them."""


@dataclass(frozen=True)
class Reached:
    """What a body reaches, as arrays of one item a node, in the order of their positions.

    `node`: its position; `rank`: the class, a code of REACH_CLASSES; `via`: the node through which it was reached; `knowledge`: what is
    known of its members, a code of KNOWLEDGE; `numbers`: how many of them are reached.
    """

    node: Ints
    rank: Ints
    via: Ints
    knowledge: Ints
    numbers: Numbers


def reach(graph: Graph, start: int, steps: ReachSteps | None = None) -> Reached:
    """All that a body reaches, each node once, in its best class (domain §6).

    What is reached through something has the worse class of the two.

    Parameters
    ----------
    graph
        What is asked about.
    start
        The position of the body.
    steps
        The steps of that graph, where they are made already.

    Returns
    -------
    Without the body itself. Cost: linear in what it reaches and in the links of that, once for each step outwards, and a column of the nodes for each.
    """
    return _Reach(steps or reach_steps(graph), start).run()


class _Reach:
    """The supervision walk from one body: row by row of the table, and from each row onwards before the next one."""

    def __init__(self, steps: ReachSteps, start: int) -> None:
        self.steps, self.graph, self.start, self.size = steps, steps.graph, start, steps.size
        self.best = np.full(self.size, FAR, np.int64)
        self.via = np.full(self.size, -1, np.int64)
        self.noted = np.zeros(self.size, np.int64)
        self._least = np.full(self.size, _MOST)  # of the rows that are looked at, by state; no state has one between two looks
        self.looks = count()

    def run(self) -> Reached:
        nobody = np.empty(0, np.int64)
        for role in walks.SUPERVISION.starts[:1]:  # the others are begun where a row leads to them
            self._from(role, nobody, nobody)
        state = np.flatnonzero(self.best < FAR)
        state = state[self.steps.node(state) != self.start]
        rank, via, noted = self.best[state], self.via[state], self.noted[state]
        row, numbers = members(self.graph, self.steps.states, state, rank, noted, via)
        knowledge = np.zeros(len(row), np.int64) if self.steps.states is None else self.steps.states.knowledge[state[row]]
        return Reached(self.steps.node(state[row]), rank[row], via[row], knowledge, numbers)

    def _from(self, role: Role, states: Ints, rank: Ints) -> None:
        """All that is reached from states of nodes that stand in a role, each reached in some class."""
        if not (len(states) or role.starts):
            return
        classes = np.full(self.size, FAR, np.int64)
        np.minimum.at(classes, states, rank)
        if role.starts and stands(self.graph, role, np.array([self.start]))[0]:
            classes[self.start] = START
        onward = walks.SUPERVISION.onward(role)
        self._repeat(tuple(step for step in onward if step.loops), classes)
        active = np.flatnonzero(classes < FAR)
        for step in onward:
            if not step.loops:
                self._take(step, classes, active)

    def _repeat(self, steps: tuple[Step, ...], classes: Ints) -> None:
        """Take steps that lead back to their role, round by round, as often as they may: `classes` is that of each state in it."""
        if not steps:
            return
        rows = self.steps.joined(steps)
        together = [one for one in (self.steps.rows(step).together for step in steps) if one is not None]
        depth = steps[0].depth
        frontier = np.flatnonzero(classes < FAR)
        rank = classes[frontier]
        for number in count(1):
            if not len(frontier) or (depth is not None and number > depth):
                return
            from_row, row = rows.by_origin(self.size).join(frontier)
            above, state, worse = frontier[from_row], rows.end[row], np.maximum(rank[from_row], rows.rank[row])
            for one in together:
                whole, whole_rank, holder = one.completed(classes, self.steps.nodes)
                above, state, worse = np.concatenate([above, holder]), np.concatenate([state, whole]), np.concatenate([worse, whole_rank])
            better = worse < classes[state]
            above, state, worse = above[better], state[better], worse[better]
            self._note(state, worse, above)
            np.minimum.at(classes, state, worse)
            frontier = distinct(state, self.size)
            rank = classes[frontier]

    def _take(self, step: Step, classes: Ints, active: Ints) -> None:
        """Take a step to another role from all that stands in its own (`active`), and go on from there."""
        rows = self.steps.rows(step)
        if len(active) * _FEW < self.size and rows.asked_before():
            row = rows.by_origin(self.size).join(active)[1]
        else:
            row = np.flatnonzero(classes[rows.origin] < FAR)
        origin, end, wide = rows.origin[row], rows.end[row], rows.wide[row]
        rank = np.maximum(classes[origin], rows.rank[row])
        for only_wide in (False, True) if rows.together is not None else ():
            assert rows.together is not None
            whole, whole_rank, holder = rows.together.completed(classes, self.steps.nodes, only_wide)
            origin, end, rank = np.concatenate([origin, holder]), np.concatenate([end, whole]), np.concatenate([rank, whole_rank])
            wide = np.concatenate([wide, np.full(len(whole), only_wide)])
        self._note(end, rank, origin)
        if walks.SUPERVISION.onward(step.to):
            self._from(step.to, end, rank)
        if step.with_subordinates is not None:
            self._from(step.with_subordinates, end[wide], rank[wide])

    def _note(self, state: Ints, rank: Ints, above: Ints) -> None:
        """Keep the best class of each state, and of several steps that give that class the one from the first body."""
        better = np.flatnonzero(rank < self.best[state])
        if len(better):
            state, size = state[better], len(self.graph)
            np.minimum.at(self._least, state, (rank[better] - START) * size + self.steps.node(above[better]))
            state = distinct(state, self.size)
            rank, self.via[state] = np.divmod(self._least[state], size)
            self.best[state] = rank + START
            self.noted[state] = next(self.looks)
            self._least[state] = _MOST
