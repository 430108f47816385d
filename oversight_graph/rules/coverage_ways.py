"""The ways of coverage (domain §4): the supervision walk from each body, over all links at once; which of the ways serve a form is asked of them afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from oversight_graph.graph.csr import Ints, stable_order
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import BASES, FORMS, GRADES, walks
from oversight_graph.model.walk_declarations import Step
from oversight_graph.rules.coverage_parts import CoverageThroughSets
from oversight_graph.rules.derivations import Derivations
from oversight_graph.rules.walk_steps import Arcs, arcs, follow

DIRECT, INHERITED = (int(GRADES[name].number or 0) for name in ("direct", "inherited"))
_WEAKEST = len(BASES) - 1
_ABOVE = 16  # of a code of a grade and a rank


@dataclass(frozen=True)
class WholeWays:
    """The ways that meet no link which speaks of some members of a set only, whatever form they serve; worse ones before better ones. A row each.

    `node`, `body`, `link`, `grade`, `rank`, `steps` as in Derivations, in numbers no longer than need be. `carries`: the forms that the first step carries, as bits in the
    order of FORMS. `code`: the grade and, among equal ones, the firmness of the weakest basis, as one number. `inherited`: rows of inherited ways, those of most steps first.
    `met`: the links whose ways meet such a link; None where no way does.
    """

    node: NDArray[np.int32]
    body: NDArray[np.int32]
    link: NDArray[np.int32]
    grade: NDArray[np.int8]
    rank: NDArray[np.int8]
    steps: NDArray[np.int8]
    carries: NDArray[np.uint8]
    code: NDArray[np.uint8]
    inherited: Ints
    met: Mask | None

    def serving(self, form: str, links: Mask) -> Mask:
        """Which ways serve a form.

        Parameters
        ----------
        form
            The id of a form.
        links
            Which links serve it.

        Returns
        -------
        A truth value for each.
        """
        carried: Mask = (self.carries & (1 << FORMS.code(form))) != 0
        served: Mask = links[self.link] & carried
        return served

    def derivations(self, rows: Ints) -> Derivations:
        """Some of the ways in full.

        Parameters
        ----------
        rows
            Their positions.

        Returns
        -------
        In that order.
        """
        columns = (getattr(self, name)[rows].astype(np.int64) for name in ("node", "grade", "rank", "body", "link", "steps"))
        node, grade, rank, body, link, steps = columns
        return Derivations.first(node, grade, rank, body, link).replaced(steps=steps)


def decoded(code: NDArray[np.uint8]) -> tuple[Ints, Ints]:
    """What codes of `WholeWays` stand for.

    Parameters
    ----------
    code
        One for each node, 0 for none.

    Returns
    -------
    The grade of each, −1 for none; the rank of the weakest basis.
    """
    return code.astype(np.int64) // _ABOVE - 1, _WEAKEST - code.astype(np.int64) % _ABOVE


def encoded_grades(grade: NDArray[np.integer], rank: NDArray[np.integer]) -> NDArray[np.uint8]:
    """Grades and ranks as codes of `WholeWays`.

    Parameters
    ----------
    grade, rank
        Columns of n items.

    Returns
    -------
    n codes.
    """
    code: NDArray[np.uint8] = ((grade + 1) * _ABOVE + _WEAKEST - rank).astype(np.uint8)
    return code


def whole_ways(graph: Graph) -> WholeWays:
    """The ways that meet no link which speaks of some members of a set only.

    Parameters
    ----------
    graph
        What is asked about.

    Returns
    -------
    Cost: linear in the links and the ways; kept with the graph.
    """
    return graph.kept("_whole_ways", lambda: _whole_ways(graph))


def _whole_ways(graph: Graph) -> WholeWays:
    part = graph.share != 0 if graph.share.any() else np.zeros(graph.link_table.num_rows, bool)
    parts: list[_Ways] = []
    carries: list[int] = []
    for step in walks.SUPERVISION.steps:
        if step.carries:
            found = list(_walked(graph, step, part))
            parts += found
            carries += [sum(1 << FORMS.code(form) for form in step.carries)] * len(found)
    carried = np.repeat(np.array(carries, np.uint8), [len(one.node) for one in parts])
    every = _Ways(*(np.concatenate([getattr(one, name) for one in parts] or [np.empty(0, np.int8)]) for name in _COLUMNS))
    met = None
    keep = graph.overseen[every.node]
    if every.met.any():
        met = np.zeros(len(part), bool)
        met[every.link[every.met]] = True
        keep &= ~met[every.link]
    rows = np.flatnonzero(keep)
    code = encoded_grades(every.grade[rows], every.rank[rows])
    order = stable_order(code, 256)
    rows, code = rows[order], code[order]
    node, body, link, grade, rank, steps = (getattr(every, name)[rows] for name in ("node", "body", "link", "grade", "rank", "steps"))
    inherited = np.flatnonzero(grade == INHERITED)
    inherited = inherited[stable_order(np.int64(_MOST_STEPS) - steps[inherited], _MOST_STEPS + 1)]
    return WholeWays(node, body, link, grade, rank, steps, carried[rows], code, inherited, met)


@dataclass(frozen=True)
class _Ways:
    """Ways while they are walked, a row each. `met`: whether one has met a link that speaks of some members of a set only."""

    node: NDArray[np.int32]
    link: NDArray[np.int32]
    body: NDArray[np.int32]
    grade: NDArray[np.int8]
    rank: NDArray[np.int8]
    steps: NDArray[np.int8]
    met: Mask

    def at(self, rows: Ints) -> _Ways:
        return _Ways(*(getattr(self, name)[rows] for name in _COLUMNS))


_COLUMNS = ("node", "link", "body", "grade", "rank", "steps", "met")
_MOST_STEPS = 127


def _covering(graph: Graph, further: Step) -> Arcs | None:
    """What a way of coverage may go on over."""
    return arcs(graph, further) if further.covers else None


def _walked(graph: Graph, step: Step, part: Mask) -> Iterator[_Ways]:
    """The ways that begin with a step, over all of its links."""
    basis = graph.basis.astype(np.int8)

    def onward(further: Step, ways: _Ways, links: Arcs, left: Ints, row: Ints) -> _Ways:
        link = links.link[row]
        of_link = basis[link]
        before = ways.at(left)
        return _Ways(
            links.end[row].astype(np.int32),
            before.link,
            before.body,
            np.minimum(before.grade, best_grades(further)[of_link]),
            np.maximum(before.rank, of_link),  # also a link that caps nothing can be the weakest
            before.steps + np.int8(further.loops),
            before.met | part[link],
        )

    first = arcs(graph, step)
    rank = basis[first.link]
    node, link, body = (column.astype(np.int32) for column in (first.end, first.link, first.origin))
    begun = _Ways(node, link, body, best_grades(step)[rank], rank, np.zeros(len(link), np.int8), part[first.link])
    return follow(graph, step, begun, partial(_covering, graph), onward)


def best_grades(step: Step) -> NDArray[np.int8]:
    """The best grade of a way over a link, by the link's basis: the step's own, and no better than the cap of the basis.

    Parameters
    ----------
    step
        That takes the link.

    Returns
    -------
    A grade for each code of BASES.
    """
    own = DIRECT if step.grade is None else int(GRADES[step.grade].number or 0)
    if step.any_basis:
        return np.full(len(BASES), own, np.int8)
    cap = np.array([basis.cap or 0 for basis in BASES], np.int8)
    capped: NDArray[np.int8] = np.minimum(np.int8(own), np.where((cap == 0) & step.episodes, np.int8(own), cap))  # an episode that counts caps nothing
    return capped


def ways_through_sets(graph: Graph, form: str, links: Mask) -> Derivations:
    """The ways of a form that begin with some links.

    Parameters
    ----------
    graph
        What is asked about.
    form
        The id of a form.
    links
        Which links they may begin with.

    Returns
    -------
    With what each knows of the members of its node. Cost: linear in the links of the steps and in these ways.
    """
    through_sets = CoverageThroughSets(graph)

    def onward(step: Step, ways: Derivations, links: Arcs, left: Ints, row: Ints) -> Derivations:
        link = links.link[row]
        before = (through_sets.below(ways) if step.loops else ways).at(left)
        return through_sets.crossed(
            before.replaced(
                node=links.end[row],
                grade=np.minimum(before.grade, best_grades(step)[graph.basis[link]]),
                rank=np.maximum(before.rank, graph.basis[link]),
                steps=before.steps + step.loops,
            ),
            link,
            before.known,
        )

    derived: list[Derivations] = []
    for step in walks.SUPERVISION.steps:
        if form in step.carries:
            first = arcs(graph, step, links)
            rank = graph.basis[first.link].astype(np.int64)
            ways = Derivations.first(first.end, best_grades(step)[rank].astype(np.int64), rank, first.origin, first.link)
            derived += follow(graph, step, through_sets.crossed(ways, first.link, ways.known), partial(_covering, graph), onward)
    every = Derivations.joined(derived) if derived else Derivations.first(*[np.empty(0, np.int64)] * 5)
    return every.at(graph.overseen[every.node])
