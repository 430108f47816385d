"""Which norms judge which nodes: those in force on the day of each node (domain §4, Dates and norms)."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from oversight_graph.graph.by_day import DaySlice, by_day
from oversight_graph.graph.csr import Ints
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import STATUSES, days
from oversight_graph.model.requirements import COVERAGE
from oversight_graph.rules.coverage_grades import Grades, grades
from oversight_graph.rules.grades_by_day import betters
from oversight_graph.rules.norm_choice import chosen
from oversight_graph.rules.norm_evaluation import BIT, NormEvaluations, evaluate
from oversight_graph.rules.norms import Norm
from oversight_graph.rules.workload_counts import loads

_UNDETERMINED = STATUSES.code("undetermined")


def norms_on(
    all_norms: tuple[Norm, ...], named: Sequence[str], forms: Collection[str] | None, day: datetime.date, rules: tuple[str, ...] = COVERAGE
) -> list[Norm]:
    """The norms that judge the nodes of a day.

    A norm that is named by its id judges also where it came later; a set that is named judges also where it had nothing for a form yet: then by those of its
    norms that came later. Who names it asks for that (domain §7.7).

    Parameters
    ----------
    all_norms
        Norms of any rule.
    named
        The sets and ids that were named; none: all but those of low confidence.
    forms
        The forms asked about; None: all, and what names none.
    day
        The day of the nodes.
    rules
        Ids of RULES: only norms of these.

    Returns
    -------
    In the order of `all_norms`.

    Raises
    ------
    WrongQuestion
        For a name that is neither a set nor an id of such a norm.
    """
    wanted = [norm for norm in chosen(all_norms, named, rules) if forms is None or norm.form in forms]
    there = {(norm.norm_set, norm.form) for norm in wanted if days.within(day, norm.valid_from, norm.valid_to)}

    def asked_for_later(norm: Norm) -> bool:
        later = norm.valid_from is not None and days.first_day(norm.valid_from) > day
        return later and (norm.id in named or (norm.norm_set in named and (norm.norm_set, norm.form) not in there))

    return [norm for norm in wanted if days.within(day, norm.valid_from, norm.valid_to) or asked_for_later(norm)]


def judge(graph: Graph, all_norms: tuple[Norm, ...], sets: Sequence[str], forms: Collection[str], switch: bool = True) -> list[NormEvaluations]:
    """Judge the overseen nodes in scope, each by the norms of its day (domain §4).

    Parameters
    ----------
    graph
        What is asked about.
    all_norms
        Norms of any rule.
    sets
        The sets that were named; none: all.
    forms
        The forms asked about.
    switch
        Whether a link of form stationed serves its authority too.

    Returns
    -------
    For each norm that judges on one of the days how the nodes stand to it, in the order of `all_norms`; nodes by their position in the graph. Cost: linear in
    the nodes and the ways, for each day, form and norm.

    Raises
    ------
    WrongQuestion
        For a set of which there is no norm of coverage.
    """
    chosen(all_norms, sets)  # a wrong word is told even where nothing is to be judged
    found: dict[str, list[NormEvaluations]] = {}
    ceilings: dict[int, tuple[Mask, Mask]] = {}
    for one in by_day(graph):
        assert one.graph.as_of is not None
        graded: dict[str, tuple[Grades, Grades | None]] = {}
        for norm in norms_on(all_norms, sets, forms, one.graph.as_of):
            form = str(norm.form)
            if form not in graded:
                graded[form] = grades(one.graph, form, switch), None if one.possible is None else grades(one.possible, form, switch)
            found.setdefault(norm.id, []).append(_in_slice(one, norm, *graded[form], _loads(graph, one, norm, ceilings)))
    return [_joined(found[norm.id]) for norm in all_norms if norm.id in found]


def _in_slice(one: DaySlice, norm: Norm, known: Grades, possible: Grades | None, within_load: tuple[Mask, Mask] | None) -> NormEvaluations:
    """How the nodes of a slice stand to a norm: undetermined where what isn't known could better their status."""
    made = evaluate(one.graph, norm, known, within_load)
    grade, status, reasons = made.grade, made.status, made.reasons
    if possible is not None and one.possible is not None:
        perhaps = evaluate(one.possible, norm, possible)
        row = np.searchsorted(perhaps.node, one.possible_node[made.node])
        better = (status < _UNDETERMINED) & (perhaps.status[row] > status)
        unknown = betters(possible.grade[one.possible_node[made.node]], grade)
        status = np.where(better, _UNDETERMINED, status)
        reasons = np.where(better, BIT["not_known_then"], reasons)
        grade = np.where(unknown, -1, grade)
    return replace(made, node=one.node[made.node], grade=grade, status=status, reasons=reasons)


def _loads(graph: Graph, one: DaySlice, norm: Norm, ceilings: dict[int, tuple[Mask, Mask]]) -> tuple[Mask, Mask] | None:
    """What the nodes of a slice have to do, beside the ceiling of a norm: that is told of the whole graph, as a body's work isn't of one day alone (domain §6).
    `ceilings`: what was told of the graph before, by the ceiling."""
    most = norm.requires.load_at_most if norm.requires is not None else None
    if most is None or one.graph is graph:
        return None
    if most not in ceilings:
        ceilings[most] = loads(graph, most)
    within, above = ceilings[most]
    return within[one.node], above[one.node]


def _joined(parts: Sequence[NormEvaluations]) -> NormEvaluations:
    """What one norm says on several days, by node."""
    if len(parts) == 1:
        return parts[0]
    node, grade, status, reasons = (np.concatenate([getattr(part, name) for part in parts]) for name in ("node", "grade", "status", "reasons"))
    order: Ints = np.argsort(node, kind="stable")
    return NormEvaluations(parts[0].norm, node[order], grade[order], status[order], reasons[order], sum(part.unplaced for part in parts))
