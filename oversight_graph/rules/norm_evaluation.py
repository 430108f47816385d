"""Gaps (domain §4): each node that a norm asks for, judged by the grade and by what else the norm asks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from oversight_graph.graph.csr import Ints, firsts, unique_pairs
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import AUTHORITIES, KINDS, STATUSES, WORKING
from oversight_graph.model.reasons import REASONS
from oversight_graph.model.vocabulary import RESOURCES
from oversight_graph.rules.coverage_grades import DECLARED, NOMINAL, NONE, UNKNOWN, Grades
from oversight_graph.rules.derivations import NOT_JOINT, Derivations
from oversight_graph.rules.norm_choice import asked_for
from oversight_graph.rules.norms import Norm
from oversight_graph.rules.walk_steps import episode
from oversight_graph.rules.workload_counts import AT_LEAST, AT_MOST, EXACTLY, loads, posts

MET = STATUSES.code("met")
BIT = {reason: 1 << code for code, reason in enumerate(REASONS.ids)}
"""Reasons as the bits of `NormEvaluations.reasons`."""


@dataclass(frozen=True)
class NormEvaluations:
    """How the nodes stand to one norm: a row for each node that it asks for, as arrays of int64.

    `node`: its position; `grade`: 0–5, −1 unknown; `status`: a code of STATUSES; `reasons`: bits, see BIT.
    """

    norm: Norm
    node: Ints
    grade: Ints
    status: Ints
    reasons: Ints
    unplaced: int
    """Units that the norm doesn't judge because it names categories and theirs isn't known."""


def evaluate(graph: Graph, norm: Norm, graded: Grades, beside_ceiling: tuple[Mask, Mask] | None = None) -> NormEvaluations:
    """Judge the overseen nodes in scope, on whose day it is in force, by one norm of coverage (domain §4).

    Parameters
    ----------
    graph
        What is asked about.
    norm
        A norm of coverage: with a form and with what it requires.
    graded
        The grades of the graph for the form of the norm.
    beside_ceiling
        Whose load is surely at most what the norm asks, and whose surely is more, one item a node; None where the graph itself tells.

    Returns
    -------
    A row for each node that the norm asks for. Cost: linear in the nodes and the ways of the form.
    """
    asked, unplaced = asked_for(graph, norm, whenever=True)
    node = np.flatnonzero(asked & graph.overseen)
    requires = norm.requires
    assert requires is not None
    grade = graded.grade
    reasons = np.zeros(len(graph), np.int64)

    def mark(where: Mask, reason: str) -> None:
        reasons[where] |= BIT[reason]

    ways = graded.ways
    good = ways.grade >= max(requires.grade, WORKING)  # the ways that could meet the norm
    working = grade >= WORKING
    mark(working & (grade < requires.grade), "grade")
    enough = working & (grade >= requires.grade)
    hosting = _hosting(graph, graded)
    if requires.independent:
        not_independent = enough & ~ways.reached(graph, good & ~hosting.own & ~hosting.depends)
        mark(not_independent & _any(graph, ways, good & hosting.own), "own")
        mark(not_independent & _any(graph, ways, good & hosting.depends), "depends")
    if requires.bodies is not None:
        mark(enough & (_bodies(graph, ways, good) < requires.bodies), "bodies")
    if requires.authority:
        powers = np.zeros(len(graph), np.int64)
        np.bitwise_or.at(powers, ways.node[good], ways.authority(graph)[good])
        needed = sum(1 << AUTHORITIES.code(authority) for authority in requires.authority)
        mark(enough & ((powers & needed) != needed), "powers")
    if requires.with_subordinates:
        mark(enough & ~ways.reached(graph, good & graph.with_subordinates[ways.link]), "scope")
    if requires.term_years is not None and norm.form == "inspection":
        judged_in = graph.node_day[ways.node].astype("datetime64[Y]").astype(np.int64) + 1970
        recent = graph.year[ways.link] > judged_in - requires.term_years
        mark(enough & ~ways.reached(graph, good & recent), "term")
    if requires.staff_full_time is not None:
        short, unknown = _short_of(graph, ways, good, enough, *_posts(graph, requires.staff_full_time))
        mark(short, "staff")
        mark(unknown, "staff_unknown")
    if requires.load_at_most is not None:
        short, unknown = _short_of(graph, ways, good, enough, *(beside_ceiling or loads(graph, requires.load_at_most)))
        mark(short, "load")
        mark(unknown, "load_unknown")
    mark(working & _any(graph, ways, good & hosting.seat), "seat")
    mark(working & _any(graph, ways, good & hosting.room), "room")
    # domain §4: grade 1 or 2 is formal only whatever the norm's threshold
    mark(grade == NOMINAL, "nominal")
    mark(grade == DECLARED, "declared")
    mark(grade == NONE, "nothing")
    mark((grade == UNKNOWN) & ~graded.partly, "untold")
    mark(graded.partly, "some_members")
    reasons = reasons[node]
    return NormEvaluations(norm, node, grade[node], _status(reasons), reasons, unplaced)


def _status(reasons: Ints) -> Ints:
    """The worst of what some reasons make of a node; met where there is none."""
    status = np.full(len(reasons), MET, np.int64)
    for reason in REASONS:
        if reason.status is not None:
            np.minimum(status, STATUSES.code(reason.status), out=status, where=(reasons & BIT[reason.id]) != 0)
    return status


def _hosting(graph: Graph, graded: Grades) -> _Hosting:
    """Made once for all norms of a form."""
    if "_hosting" not in graded.__dict__:
        object.__setattr__(graded, "_hosting", _Hosting(graph, graded.ways))
    made: _Hosting = graded.__dict__["_hosting"]
    return made


class _Hosting:
    """Which ways start at a body that its node hosts, and with what (domain §4, independence)."""

    def __init__(self, graph: Graph, ways: Derivations) -> None:
        size = len(graph)
        link = graph.links_of("HOSTED_BY")
        link = link[~episode(graph, link)]
        with_ = np.where(graph.resource[link] >= 0, 1 << np.maximum(graph.resource[link], 0).astype(np.int64), 0)
        ends = graph.source[link] * size + graph.target[link]
        order = np.argsort(ends, kind="stable")
        ends, with_ = ends[order], with_[order]
        first = np.flatnonzero(firsts(ends)) if len(ends) else order
        hosted = np.append(np.bitwise_or.reduceat(with_, first) if len(ends) else with_, 0)  # by body and node: what is hosted with what, as bits
        ends = np.append(ends[first], -1)
        place = np.searchsorted(ends[:-1], ways.body * size + ways.node)
        place[ends[place] != ways.body * size + ways.node] = len(ends) - 1
        resources = hosted[place]

        def hosted_with(*words: str) -> Mask:
            mask: Mask = (resources & sum(1 << RESOURCES.code(one) for one in words)) != 0
            return mask

        self.own = (place < len(ends) - 1) & (graph.kind[ways.body] == KINDS.code("InternalDisciplineBody"))
        self.depends = hosted_with("staff", "budget") & ~self.own
        self.seat = hosted_with("party_group_seat")
        self.room = hosted_with("room")


def _any(graph: Graph, ways: Derivations, selected: Mask) -> Mask:
    """The nodes that at least one of the selected ways reaches."""
    mask = np.zeros(len(graph), bool)
    mask[ways.node[selected]] = True
    return mask


def _bodies(graph: Graph, ways: Derivations, selected: Mask) -> Ints:
    """By how many bodies each node is reached over the selected ways; those of a joint way are one body (domain §3a)."""
    way = np.where(ways.joint == NOT_JOINT, ways.body, len(graph) + ways.joint)
    node, _ = unique_pairs(ways.node[selected], way[selected], len(graph) + max(int(ways.joint.max(initial=0)), 0) + 1)
    return np.bincount(node, minlength=len(graph))


def _posts(graph: Graph, least: int) -> tuple[Mask, Mask]:
    """The bodies that surely have so many posts, and those that surely have fewer."""
    number, quantifier = posts(graph)
    exactly = quantifier == EXACTLY
    surely = (number >= least) & (exactly | (quantifier == AT_LEAST))
    return surely, (number >= 0) & (number < least) & (exactly | (quantifier == AT_MOST))


def _short_of(graph: Graph, ways: Derivations, good: Mask, enough: Mask, surely: Mask, surely_not: Mask) -> tuple[Mask, Mask]:
    """Where no body of the ways surely is what is asked and each surely isn't; and where that can't be told."""
    unmet = enough & ~ways.reached(graph, good & surely[ways.body])
    unknown = unmet & ways.reached(graph, good & ~surely_not[ways.body])
    return unmet & ~unknown, unknown
