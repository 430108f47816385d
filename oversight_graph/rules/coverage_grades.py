"""Coverage (domain §4): every way by which a form reaches a node, as columns, and the best grade of each node."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from oversight_graph.chart.chart import Claim, Header
from oversight_graph.graph.csr import Ints, unique_pairs
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import CATEGORIES, FORMS, GRADES, KINDS, LEVELS, WORKING, walks
from oversight_graph.model.walk_declarations import Step
from oversight_graph.rules.coverage_parts import CoverageThroughSets
from oversight_graph.rules.derivations import NOT_JOINT, Derivations
from oversight_graph.rules.nominal import nominal
from oversight_graph.rules.set_crossings import EVERY
from oversight_graph.rules.walk_steps import Arcs, arcs, caps, follow

NOBODY = -1
UNKNOWN = -1
"""The grade of a node of which nothing is known (domain §4: never reported as a gap)."""

DIRECT, INHERITED, EXTENDED, DECLARED, NOMINAL, NONE = (
    int(GRADES[name].number or 0) for name in ("direct", "inherited", "extended", "declared", "nominal", "none")
)
_NO_BASIS = 9  # the rank of what rests on no link, behind every basis


@dataclass(frozen=True)
class Grades:
    """The grade of each node for one form, and the ways that give it.

    `grade`: 0–5, UNKNOWN where nothing is known; `basis`: that of the weakest link of the firmest best way, a code of BASES or NOBODY; `steps`: the
    fewest steps of inheritance, 0 but for grade 4. Arrays of int64, one item a node; only those of overseen nodes mean anything. `ways`: those that speak of
    every member of their node. `partly`: the nodes whose grade isn't known because only some of their members are known to be covered (domain §3a).
    """

    form: str
    grade: Ints
    basis: Ints
    steps: Ints
    ways: Derivations
    partly: Mask

    def bodies(self, size: int) -> tuple[Ints, Ints]:
        """The pairs (node, body) of the working ways that give each node its grade (domain §4: grades 3–5).

        Parameters
        ----------
        size
            The nodes of the graph.

        Returns
        -------
        Two arrays of int64, as long as there are pairs, sorted by node and body; no pair twice.
        """
        best = (self.ways.grade == self.grade[self.ways.node]) & (self.ways.grade >= WORKING)
        return unique_pairs(self.ways.node[best], self.ways.body[best], size)

    def others(self, size: int) -> tuple[Ints, Ints]:
        """The pairs (node, body) of the working ways that give less than the node's grade, without the bodies that give it (domain §4); who covers a part
        of a set isn't among them.

        Parameters
        ----------
        size
            The nodes of the graph.

        Returns
        -------
        Two arrays of int64, as long as there are pairs, sorted by node and body; no pair twice.
        """
        lesser = (self.ways.grade < self.grade[self.ways.node]) & (self.ways.grade >= WORKING) & (self.ways.joint == NOT_JOINT)
        node, body = unique_pairs(self.ways.node[lesser], self.ways.body[lesser], size)
        best, giving = self.bodies(size)
        only = ~np.isin(node * size + body, best * size + giving)
        return node[only], body[only]


def grades(graph: Graph, form: str, switch: bool = True) -> Grades:
    """The grade of every node for a form, of a graph on one day (domain §4); see `grades_by_day`.

    Parameters
    ----------
    graph
        What is asked about.
    form
        The id of a form.
    switch
        Whether a link of form stationed serves its authority too.

    Returns
    -------
    A grade for each node. Cost: linear in the nodes, the links and the ways.
    """
    ways = _all_derivations(graph, form, switch)
    size = len(graph)
    of_some, ways = ways.at(ways.known != EVERY), ways.at(ways.known == EVERY)
    grade = np.full(size, UNKNOWN, np.int64)
    grade[_complete(graph, form)] = NONE
    np.maximum.at(grade, ways.node, ways.grade)
    nominal_grades = nominal(graph, form)
    np.maximum(grade, nominal_grades.grade, out=grade)
    np.maximum(grade, _claimed(graph, form), out=grade)
    partly = np.zeros(size, bool)
    reached = grade[of_some.node]
    better = (of_some.grade > reached) & (reached < WORKING) & ((of_some.grade >= WORKING) | (reached <= NONE))  # what all members have is no finding then
    partly[of_some.node[better]] = True
    grade[partly] = UNKNOWN
    rank = np.full(size, _NO_BASIS, np.int64)
    best = ways.grade == grade[ways.node]
    np.minimum.at(rank, ways.node[best], ways.rank[best])
    in_name = grade == nominal_grades.grade
    rank[in_name] = np.minimum(rank[in_name], nominal_grades.rank[in_name])
    steps = np.full(size, 9, np.int64)
    inherited = best & (ways.grade == INHERITED)
    np.minimum.at(steps, ways.node[inherited], ways.steps[inherited])
    return Grades(form, grade, np.where(rank < _NO_BASIS, rank, NOBODY), np.where((grade == INHERITED) & (steps < 9), steps, 0), ways, partly)


def _all_derivations(graph: Graph, form: str, switch: bool = True) -> Derivations:
    """Every way of a form that runs over links to an overseen node: the supervision walk from each body whose link serves the form."""
    serving = serves(graph, form, switch)
    through_sets = CoverageThroughSets(graph)

    def wanted(step: Step) -> Arcs | None:
        return arcs(graph, step) if step.covers else None

    def onward(step: Step, ways: Derivations, links: Arcs, left: Ints, row: Ints) -> Derivations:
        link = links.link[row]
        if step.loops and through_sets.divisions is not None:
            ways = through_sets.below(ways)
        before = ways.at(left)
        return through_sets.crossed(
            before.replaced(
                node=links.end[row],
                grade=np.minimum(before.grade, _lowered(graph, step, link)),
                rank=np.maximum(before.rank, graph.basis[link]),  # also a link that caps nothing can be the weakest
                steps=before.steps + step.loops,
            ),
            link,
            before.known,
        )

    derived: list[Derivations] = []
    for step in walks.SUPERVISION.steps:
        if form in step.carries:
            first = arcs(graph, step, serving)
            ways = Derivations.first(first.end, _lowered(graph, step, first.link), graph.basis[first.link].astype(np.int64), first.origin, first.link)
            derived += follow(graph, step, through_sets.crossed(ways, first.link, ways.known), wanted, onward)
    every = Derivations.joined(derived)
    return every.at(graph.overseen[every.node])


def _lowered(graph: Graph, step: Step, link: Ints) -> Ints:
    """The best grade of a way over some links: the step's own, and no better than the cap of each link's basis."""
    grade = np.full(len(link), DIRECT if step.grade is None else GRADES[step.grade].number, np.int64)
    if step.any_basis:
        return grade
    cap = caps(graph, link)
    return np.minimum(grade, np.where(cap == 0, grade, cap) if step.episodes else cap)  # an episode that counts caps nothing


def serves(graph: Graph, form: str, switch: bool = True) -> Mask:
    """Which links serve a form: their authority, and stationed or inspection where that is their form (domain §3).

    Parameters
    ----------
    graph
        What is asked about.
    form
        The id of a form.
    switch
        Whether a link of form stationed serves its authority too; else it serves stationed alone.

    Returns
    -------
    An array of bool, one item a link.
    """
    own: Mask = graph.form == FORMS.code(form)
    if not FORMS[form].authority:
        return own
    by_authority = graph.holds_authority(form)
    if not switch:  # a link of form stationed serves stationed alone
        by_authority = by_authority & (graph.form != FORMS.code("stationed"))
    serving: Mask = by_authority | own if form == "inspection" else by_authority
    return serving


def _claimed(graph: Graph, form: str) -> NDArray[np.int64]:
    """Grade 2 where a claim that counts names a set with the node in it; a claim reaches nodes of every chart."""
    grade = np.full(len(graph), UNKNOWN, np.int64)
    for header in graph.headers.values():
        for claim in header.claims:
            if form in claim.forms and claim.counts and _holds(graph, claim, header):
                grade[_slice_mask(graph, claim.area, claim.levels, claim.categories)] = DECLARED
    return grade


def _holds(graph: Graph, claim: Claim, header: Header) -> bool:
    """Whether a claim holds on the day of the graph; one that may counts where all that may hold does (domain §4, Dates)."""
    day = graph.as_of or header.day
    return claim.known_on(day, header.day) or (graph.possible and claim.unsure_on(day, header.day))


def _complete(graph: Graph, form: str) -> Mask:
    """The nodes of which their own chart says that all is listed there."""
    mask = np.zeros(len(graph), bool)
    for header in graph.headers.values():
        for declared in header.complete:
            if form in declared.forms and declared.known_on(graph.as_of or header.day, header.day):
                mask |= _slice_mask(graph, declared.area, declared.levels, declared.categories) & graph.in_chart(header.id)
    return mask


def _slice_mask(graph: Graph, area: str, levels: tuple[str, ...], categories: tuple[str, ...]) -> Mask:
    """The overseen nodes of an area (with what it holds), of some levels; with categories, units of these only."""
    mask = graph.in_area(area) & graph.overseen & np.isin(graph.level, [LEVELS.code(level) for level in levels])
    if categories:
        mask &= np.isin(graph.category, [CATEGORIES.code(category) for category in categories]) & (graph.kind == KINDS.code("Unit"))
    return mask
