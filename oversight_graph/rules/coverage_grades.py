"""Coverage (domain §4): every way by which a form reaches a node, as columns, and the best grade of each node."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from oversight_graph.graph.csr import Ints, unique_pairs
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import FORMS, GRADES, WORKING
from oversight_graph.rules.coverage_ways import WholeWays, decoded, encoded_grades, ways_through_sets, whole_ways
from oversight_graph.rules.declared_slices import claimed, complete
from oversight_graph.rules.derivations import NOT_JOINT, Derivations
from oversight_graph.rules.nominal import nominal
from oversight_graph.rules.set_crossings import EVERY

NOBODY = -1
UNKNOWN = -1
"""The grade of a node of which nothing is known (domain §4: never reported as a gap)."""

INHERITED, EXTENDED, DECLARED, NOMINAL, NONE = (int(GRADES[name].number or 0) for name in ("inherited", "extended", "declared", "nominal", "none"))
_NO_BASIS = 9  # the rank of what rests on no link, behind every basis


@dataclass(frozen=True)
class Grades:
    """The grade of each node for one form, and the ways that give it.

    `grade`: 0–5, UNKNOWN where nothing is known; `basis`: that of the weakest link of the firmest best way, a code of BASES or NOBODY; `steps`: the
    fewest steps of inheritance, 0 but for grade 4. Arrays of int64, one item a node; only those of overseen nodes mean anything.
    `partly`: the nodes whose grade isn't known because only some of their members are known to be covered (domain §3a).
    """

    form: str
    grade: Ints
    basis: Ints
    steps: Ints
    partly: Mask
    _ways: Callable[[], Derivations]

    @cached_property
    def ways(self) -> Derivations:
        """The ways that give the grades, those that speak of every member of their node; put together when they are first asked for."""
        return self._ways()

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
    size, serving = len(graph), serves(graph, form, switch)
    whole = whole_ways(graph)
    served = np.flatnonzero(whole.serving(form, serving))
    through_sets = Derivations.first(*[np.empty(0, np.int64)] * 5) if whole.met is None else ways_through_sets(graph, form, serving & whole.met)
    sure = through_sets.at(through_sets.known == EVERY)
    code = np.zeros(size, np.uint8)
    code[whole.node[served]] = whole.code[served]  # of several ways to a node the last one stays, and that is the best
    if len(sure):
        np.maximum.at(code, sure.node, encoded_grades(sure.grade, sure.rank))
    by_ways, rank = decoded(code)
    nominal_grades = nominal(graph, form)
    grade = np.where(complete(graph, form), NONE, UNKNOWN)
    grade[claimed(graph, form)] = DECLARED
    np.maximum(grade, by_ways, out=grade)
    np.maximum(grade, nominal_grades.grade, out=grade)
    partly = _partly(grade, through_sets, size)
    grade[partly] = UNKNOWN
    rank = np.where((grade == by_ways) & (by_ways > UNKNOWN), rank, _NO_BASIS)
    in_name = grade == nominal_grades.grade
    rank[in_name] = np.minimum(rank[in_name], nominal_grades.rank[in_name])
    steps = _fewest_steps(whole, served, sure, size)
    steps[grade != INHERITED] = 0
    rank[rank == _NO_BASIS] = NOBODY
    return Grades(form, grade, rank, steps, partly, lambda: Derivations.joined([whole.derivations(served), sure]))


def _partly(grade: Ints, ways: Derivations, size: int) -> Mask:
    """The nodes of some of whose members it is known that they are covered, and better than all of them are: what all members have is no finding then."""
    partly = np.zeros(size, bool)
    of_some = ways.at(ways.known != EVERY)
    reached = grade[of_some.node]
    better = (of_some.grade > reached) & (reached < WORKING) & ((of_some.grade >= WORKING) | (reached <= NONE))
    partly[of_some.node[better]] = True
    return partly


def _fewest_steps(whole: WholeWays, served: Ints, sure: Derivations, size: int) -> Ints:
    """Over how few steps each node inherits; 0 where it doesn't."""
    serving = np.zeros(len(whole.node), bool)
    serving[served] = True
    rows = whole.inherited[serving[whole.inherited]]
    steps = np.zeros(size, np.int64)
    steps[whole.node[rows]] = whole.steps[rows]  # those of fewest steps come last
    inherited = np.flatnonzero(sure.grade == INHERITED)
    if len(inherited):
        fewest = np.where(steps > 0, steps, np.iinfo(np.int64).max)
        np.minimum.at(fewest, sure.node[inherited], sure.steps[inherited])
        steps = np.where(fewest < np.iinfo(np.int64).max, fewest, 0)
    return steps


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
