"""Reach backwards (domain §6): who reaches a body, in which class, and through whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count

import numpy as np

from oversight_graph.graph.arrow import NONE
from oversight_graph.graph.csr import Groups, Ints
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import BASES, walks
from oversight_graph.model.sets import SHARES
from oversight_graph.model.walk_declarations import Role, Step
from oversight_graph.rules.reach_steps import ReachSteps, reach_classes
from oversight_graph.rules.reach_walk import Reached, reach
from oversight_graph.rules.set_crossings import POSSIBLE
from oversight_graph.rules.walk_steps import Arcs, arcs, stands

_FAR = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Reaching:
    """Who reaches a body, as arrays of int64, one item an overseer, in the order of their positions.

    `node`: its position; `rank`: the class in which it reaches the body, a code of REACH_CLASSES; `via`: the node through which
    it does, as its own reach tells it; `basis`: of the firmest way of that class the weakest basis, a code of BASES. `certain`: whether it
    reaches it for certain; `known`: how many of its members, NONE where that is unknown.
    """

    node: Ints
    rank: Ints
    via: Ints
    basis: Ints
    certain: Mask
    known: Ints


def reaching(graph: Graph, target: int) -> Reaching:
    """All overseers that reach a body, each in its best class: exactly those in whose reach it is, in that class and over that node.

    The class of a way is the worst of its steps', so a body is reached in a class or a better one exactly where a way of such steps
    leads to it, and that can be walked from either end.

    Parameters
    ----------
    graph
        What is asked about.
    target
        The position of the body.

    Returns
    -------
    Without the body itself. Cost: linear in the links, once, to find the nodes from which any step leads on to the body; then, among
    these alone, linear in their links for each step backwards, class and basis. Through sets it is found from each of these bodies forwards.
    """
    steps = walks.SUPERVISION.steps
    taken = {step.id: arcs(graph, step) for step in steps}
    above = _above(len(graph), taken.values(), target)
    if any((graph.share[one.link[np.isin(one.end, above)]] != SHARES.code("all")).any() for one in taken.values()):
        return _forwards(graph, above, target)
    rows = {step.id: _rows(graph, step, taken[step.id], above) for step in steps}
    starting = {role: stands(graph, role, above) for role in walks.SUPERVISION.starts}
    here = int(np.searchsorted(above, target))

    def labels(worst: int, weakest: int) -> Ints:
        return _Backwards({name: one.within(worst, weakest) for name, one in rows.items()}, starting, here, len(above)).run()

    rank, via, basis = (np.full(len(above), -1, np.int64) for _ in range(3))
    ranks = np.unique(np.concatenate([one.rank for one in rows.values()]))
    for worst in ranks[ranks >= 0].tolist():
        label = labels(worst, len(BASES) - 1)
        fresh = (label < _FAR) & (rank < 0)
        rank[fresh], via[fresh] = worst, above[label[fresh] % len(above)]
        for weakest in range(len(BASES) if fresh.any() else 0):
            basis[fresh & (basis < 0) & (labels(worst, weakest) < _FAR)] = weakest
    reaches = np.flatnonzero((rank >= 0) & (above != target))
    known = NONE if graph.uncounted[target] else int(graph.weight[target])
    return Reaching(above[reaches], rank[reaches], via[reaches], basis[reaches], np.ones(len(reaches), bool), np.full(len(reaches), known))


def _forwards(graph: Graph, above: Ints, target: int) -> Reaching:
    """The same through sets: a division is whole only where all its holders are reached, and that is seen from the body that reaches them."""
    inside = np.zeros(len(graph), bool)
    inside[above] = True
    every = ReachSteps(graph)
    steps = every.kept(lambda rows: inside[every.node(rows.end)])
    firm = [steps.kept(lambda rows, weakest=weakest: graph.basis[rows.link] <= weakest) for weakest in range(len(BASES))]  # type: ignore[misc]
    found: list[tuple[int, int, int, int, bool, int]] = []
    for body in above[~graph.overseen[above]].tolist():
        reached = reach(graph, body, steps)
        for row in np.flatnonzero(reached.node == target).tolist():
            told = (reached.rank[row], reached.knowledge[row])
            basis = next(code for code, some in enumerate(firm) if told in _as_told(reach(graph, body, some), target))
            certain = bool(reached.knowledge[row] != POSSIBLE)
            found.append((body, int(told[0]), int(reached.via[row]), basis, certain, int(reached.numbers.known[row])))
    columns = np.array(found, np.int64).reshape(-1, 6).T
    return Reaching(columns[0], columns[1], columns[2], columns[3], columns[4].astype(bool), columns[5])


def _as_told(reached: Reached, target: int) -> set[tuple[int, int]]:
    """The class in which a node is reached, and what is known of its members; none where it isn't."""
    row = np.flatnonzero(reached.node == target)
    return set(zip(reached.rank[row].tolist(), reached.knowledge[row].tolist(), strict=True))


def _above(size: int, taken: Iterable[Arcs], target: int) -> Ints:
    """The nodes from which steps lead to a node, whatever they stand there as, and that node itself; sorted."""
    every = list(taken)
    origin = np.concatenate([one.origin for one in every])
    groups = Groups(np.concatenate([one.end for one in every]), size)
    seen = np.zeros(size, bool)
    frontier = np.array([target], np.int64)
    while len(frontier):
        seen[frontier] = True
        nodes = np.unique(origin[groups.join(frontier)[1]])
        frontier = nodes[~seen[nodes]]
    return np.flatnonzero(seen)


@dataclass(frozen=True)
class _Rows:
    """What a step may take, with the class of each link, its basis, and whether its scope is with_subordinates; nodes by their place in what lies above."""

    origin: Ints
    end: Ints
    rank: Ints
    basis: Ints
    held: Mask

    def at(self, rows: Mask) -> _Rows:
        return _Rows(self.origin[rows], self.end[rows], self.rank[rows], self.basis[rows], self.held[rows])

    def within(self, worst: int, weakest: int) -> _Rows:
        """The links of a class and a basis no worse than these."""
        return self.at((self.rank <= worst) & (self.basis <= weakest))


def _rows(graph: Graph, step: Step, taken: Arcs, above: Ints) -> _Rows:
    inside = np.isin(taken.end, above)  # then the other end is, too
    taken = Arcs(taken.origin[inside], taken.end[inside], taken.link[inside])
    return _Rows(
        np.searchsorted(above, taken.origin),
        np.searchsorted(above, taken.end),
        reach_classes(graph, step, taken.link),
        graph.basis[taken.link].astype(np.int64),
        graph.with_subordinates[taken.link],
    )


class _Backwards:
    """The supervision walk to one node, against the order of its steps.

    A label stands for a way to the node: its turn in the order of domain §6, how often the last step is repeated, and the node that the
    last step starts from; the least of a node's labels is the way that its reach tells.
    """

    def __init__(self, rows: Mapping[str, _Rows], starting: Mapping[Role, Mask], target: int, size: int) -> None:
        self.rows, self.starting, self.target, self.size = rows, starting, target, size
        self.turns = count()
        self.begun = np.full(size, _FAR, np.int64)

    def run(self) -> Ints:
        """The least label of each node as the start of a walk; _FAR where no way leads to the target."""
        for role in walks.SUPERVISION.starts[:1]:  # the others are begun where a row leads to them
            self._from(role)
        return self.begun

    def _from(self, role: Role) -> Ints:
        """The least label of each node that stands in a role, by the steps from there: first those that lead back to it, then each of the others."""
        steps = walks.SUPERVISION.onward(role)
        loops = [step for step in steps if step.loops]
        label, repeated = self._none(), self._none()
        if loops:
            self._arrive(loops, repeated)
            self._repeat(loops, repeated, 1)
        for step in steps:
            if not step.loops:
                self._take(step, label)
        if loops:
            self._repeat(loops, label, 0)
        label = np.minimum(label, repeated)
        if role.starts:
            self.begun = np.minimum(self.begun, np.where(self.starting[role], label, _FAR))
        return label

    def _take(self, step: Step, label: Ints) -> None:
        """The labels of the nodes from which a step leads to the target or to another role, and on from there."""
        self._arrive([step], label)
        rows = self.rows[step.id]
        if walks.SUPERVISION.onward(step.to):
            np.minimum.at(label, rows.origin, self._from(step.to)[rows.end])
        if step.with_subordinates is not None:
            np.minimum.at(label, rows.origin[rows.held], self._from(step.with_subordinates)[rows.end[rows.held]])

    def _arrive(self, steps: list[Step], label: Ints) -> None:
        """Label the nodes from which one of some steps, all of one turn, leads to the target itself."""
        turn = next(self.turns)
        for step in steps:
            rows = self.rows[step.id]
            origin = rows.origin[rows.end == self.target]
            np.minimum.at(label, origin, turn * (self.size + 1) * self.size + origin)

    def _repeat(self, steps: list[Step], label: Ints, more: int) -> None:
        """Go back over steps that lead to the role that they start from, as often as they may; each time `more` is one more repetition in the label."""
        origin = np.concatenate([self.rows[step.id].origin for step in steps])
        groups = Groups(np.concatenate([self.rows[step.id].end for step in steps]), self.size)
        depth = steps[0].depth
        frontier = np.flatnonzero(label < _FAR)
        for number in count(1 + more):  # where repetitions are counted the last step is one of them
            if not len(frontier) or (depth is not None and number > depth):
                return
            left, row = groups.join(frontier)
            node, further = origin[row], label[frontier][left] + more * self.size
            better = further < label[node]
            np.minimum.at(label, node[better], further[better])
            frontier = np.unique(node[better])

    def _none(self) -> Ints:
        return np.full(self.size, _FAR, np.int64)
