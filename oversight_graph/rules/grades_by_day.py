"""Coverage of a graph whose nodes are judged on different days, or that doesn't know all of its day (domain §4, Dates)."""

from __future__ import annotations

import numpy as np

from oversight_graph.graph.by_day import DaySlice, by_day
from oversight_graph.graph.csr import Ints
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import WORKING
from oversight_graph.rules.coverage_grades import NOBODY, NOMINAL, UNKNOWN, Grades, grades
from oversight_graph.rules.derivations import NOT_JOINT, Derivations

NO_LINK = -1
"""In place of a link: that of a way in a graph on one day, whose links stand in another order."""


def grades_by_day(graph: Graph, form: str, switch: bool = True) -> Grades:
    """The grade of every overseen node in scope for a form, each on its own day (domain §4).

    A grade that what isn't known on the day could better is unknown.

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
    A grade for each node. Cost: that of `grades`, once for each day on which nodes are judged; twice where not all is known on it.
    """
    slices = by_day(graph)
    if len(slices) == 1 and slices[0].graph is graph and slices[0].possible is None:
        return grades(graph, form, switch)
    grade = np.full(len(graph), UNKNOWN, np.int64)
    basis, steps = np.full(len(graph), NOBODY, np.int64), np.zeros(len(graph), np.int64)
    partly, joint_ways = np.zeros(len(graph), bool), 0
    parts: list[Derivations] = []
    for one in slices:
        graded = grades(one.graph, form, switch)
        judged = one.graph.scope if one.graph.judged is not None else np.ones(len(one.graph), bool)
        sure = judged & ~could_be_better(one, graded, form, switch)
        at = one.node[sure]
        grade[at], basis[at], steps[at] = graded.grade[sure], graded.basis[sure], graded.steps[sure]
        kept = judged[graded.ways.node]
        ways = graded.ways.at(np.flatnonzero(kept))
        joint = np.where(ways.joint == NOT_JOINT, NOT_JOINT, ways.joint + joint_ways)
        joint_ways += int(ways.joint.max(initial=NOT_JOINT)) + 1
        parts.append(ways.replaced(node=one.node[ways.node], body=one.node[ways.body], link=np.full(len(ways), NO_LINK, np.int64), joint=joint))
        partly[one.node[judged]] = graded.partly[judged]
    joined = Derivations.joined(parts) if parts else Derivations.first(*[np.empty(0, np.int64)] * 5)
    return Grades(form, grade, basis, steps, partly, lambda: joined)


def could_be_better(one: DaySlice, graded: Grades, form: str, switch: bool = True) -> Mask:
    """The nodes of a slice whose grade what isn't known on its day could better.

    Parameters
    ----------
    one
        A slice of a graph.
    graded
        The grades of what is known in it.
    form
        The id of a form.
    switch
        As for `grades`.

    Returns
    -------
    A truth value for each node of the slice; none is True where all is known.
    """
    if one.possible is None:
        return np.zeros(len(one.graph), bool)
    return betters(grades(one.possible, form, switch).grade[one.possible_node], graded.grade)


def betters(perhaps: Ints, known: Ints) -> Mask:
    """Where coverage by what may be there stands better than by what is known (working, formal only, none), or is left open: for some members of a set only, say.

    Parameters
    ----------
    perhaps
        Grades, UNKNOWN where it can't be told.
    known
        As many.

    Returns
    -------
    A truth value for each.
    """
    working, formal = ((perhaps >= least) & (known < least) for least in (WORKING, NOMINAL))
    left_open = (perhaps == UNKNOWN) & (known != UNKNOWN)
    better: Mask = working | formal | left_open
    return better
