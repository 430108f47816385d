"""Gaps (domain §4): each node that a norm asks for, judged by the grade and by what else the norm asks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from oversight_graph.graph.csr import Ints
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import AUTHORITIES, CATEGORIES, KINDS, LEVELS, LINKS, STATUSES, WORKING
from oversight_graph.model.vocabulary import RESOURCES
from oversight_graph.rules.coverage import DECLARED, NOMINAL, NONE, UNKNOWN, Grades, Ways
from oversight_graph.rules.norms import Norm
from oversight_graph.rules.standing import standing

GAP, FORMAL, PARTIAL, UNDETERMINED, MET = (STATUSES.code(name) for name in ("gap", "formal_only", "partial", "undetermined", "met"))

REASONS: tuple[tuple[str, str], ...] = (
    # (Chinese, English): the bits of `Judgements.reasons`, in this order
    ("未见任何监督，且图谱声明此处已列全", "nothing found, and the chart declares that it lists all here"),
    ("未见记载，也没有图谱声明此处已列全", "nothing found, and no chart declares that it lists all here"),
    ("仅有名义覆盖：没有具体机构实际监督", "nominal only: no body is known to work there"),
    ("仅有宣称：未指明机构", "declared only: no body is named"),
    ("覆盖等级低于要求", "the grade is below what is asked"),
    ("仅由本单位自设机构监督", "only by the unit's own body"),
    ("监督机构的人员或经费依赖该单位", "the body depends on it for staff or budget"),
    ("权限不全", "the authority is not all that is asked"),
    ("专职人数不足", "fewer full-time posts than asked"),
    ("专职人数未知", "the full-time posts are unknown"),
    ("范围不含下属单位", "its subordinates are not in scope"),
    ("不在要求的年限之内", "not within the years asked"),
    ("监督机构在其党组任职（仅提示）", "the body has a seat in its party group (changes no status)"),
    ("监督机构使用其办公场所（仅提示）", "the body uses a room in its house (changes no status)"),
)
(
    _NOTHING, _UNTOLD, _NOMINAL, _DECLARED, _GRADE, _OWN, _DEPENDS, _POWERS, _STAFF, _STAFF_UNKNOWN, _SCOPE, _TERM, _SEAT, _ROOM,
) = (1 << bit for bit in range(len(REASONS)))  # fmt: skip


@dataclass(frozen=True)
class Judgements:
    """A row for each node that one norm asks for: its grade (−1 unknown), status (a code of STATUSES), reasons (bits)."""

    norm: Norm
    node: Ints
    grade: Ints
    status: Ints
    reasons: Ints
    unplaced: int
    """Units that the norm doesn't judge because it names categories and theirs isn't known."""


def judge(graph: Graph, norm: Norm, graded: Grades) -> Judgements:
    """Judge the overseen nodes in scope by one norm of coverage. Cost: linear in the nodes and the ways of its form."""
    asked, unplaced = _asked(graph, norm)
    node = np.flatnonzero(asked)
    requires = norm.requires
    assert requires is not None
    grade = graded.grade
    status = np.full(len(graph), MET, np.int64)
    reasons = np.zeros(len(graph), np.int64)

    def mark(where: Mask, what: int, reason: int) -> None:
        status[where] = what
        reasons[where] |= reason

    ways = graded.ways
    good = ways.grade >= max(requires.grade, WORKING)  # the ways that could meet the norm
    working = grade >= WORKING
    mark(working & (grade < requires.grade), PARTIAL, _GRADE)
    enough = working & (grade >= requires.grade)
    hosted = _Hosting(graph, ways)
    if requires.independent:
        mark(enough & ~_any(graph, ways, good & ~hosted.own & ~hosted.depends), PARTIAL, 0)
        for kind, reason in ((hosted.own, _OWN), (hosted.depends, _DEPENDS)):
            short = enough & (status == PARTIAL) & _any(graph, ways, good & kind)
            reasons[short] |= reason
    if requires.authority:
        held = np.zeros(len(graph), np.int64)
        np.bitwise_or.at(held, ways.node[good], graph.authority[ways.link[good]])
        needed = sum(1 << AUTHORITIES.code(one) for one in requires.authority)
        mark(enough & ((held & needed) != needed), PARTIAL, _POWERS)
    if requires.with_subordinates:
        mark(enough & ~_any(graph, ways, good & graph.with_subordinates[ways.link]), PARTIAL, _SCOPE)
    if requires.term_years is not None and norm.form == "inspection":
        recent = graph.year[ways.link] > graph.as_of.year - requires.term_years
        mark(enough & ~_any(graph, ways, good & recent), PARTIAL, _TERM)
    if requires.staff_full_time is not None:
        _judge_staff(graph, ways, good, enough, requires.staff_full_time, status, reasons)
    noted = working & _any(graph, ways, good & hosted.seat)
    reasons[noted] |= _SEAT
    noted = working & _any(graph, ways, good & hosted.room)
    reasons[noted] |= _ROOM
    # domain §4: grade 1 or 2 is formal only whatever the norm's threshold
    mark(grade == NOMINAL, FORMAL, _NOMINAL)
    mark(grade == DECLARED, FORMAL, _DECLARED)
    mark(grade == NONE, GAP, _NOTHING)
    mark(grade == UNKNOWN, UNDETERMINED, _UNTOLD)
    return Judgements(norm, node, grade[node], status[node], reasons[node], unplaced)


def _asked(graph: Graph, norm: Norm) -> tuple[Mask, int]:
    """The nodes that a norm asks for, and how many units it passes over because their category isn't known."""
    asked, unplaced = np.zeros(len(graph), bool), np.zeros(len(graph), bool)
    within = graph.scope & graph.overseen & graph.in_area(norm.area)
    for one in norm.applies_to:
        mask = within & np.isin(graph.kind, [KINDS.code(kind) for kind in one.kinds])
        if one.levels:
            mask &= np.isin(graph.level, [LEVELS.code(level) for level in one.levels])
        if one.categories:
            unplaced |= mask & (graph.category < 0)
            mask &= np.isin(graph.category, [CATEGORIES.code(category) for category in one.categories])
        asked |= mask
    return asked, int(graph.weight[unplaced & ~asked].sum())


class _Hosting:
    """Which ways start at a body that its node hosts, and with what (domain §4, independence)."""

    def __init__(self, graph: Graph, ways: Ways) -> None:
        size = len(graph)
        hosts = (graph.link_kind == LINKS.code("HOSTED_BY")) & standing(graph)
        pair = graph.source * size + graph.target
        at = ways.body * size + ways.node

        def by(*resources: str) -> Mask:
            codes = [RESOURCES.code(one) for one in resources]
            return np.isin(at, pair[hosts & np.isin(graph.resource, codes)])

        self.own = (graph.kind[ways.body] == KINDS.code("InternalDisciplineBody")) & np.isin(at, pair[hosts])
        self.depends = by("staff", "budget") & ~self.own
        self.seat = by("party_group_seat")
        self.room = by("room")


def _any(graph: Graph, ways: Ways, which: Mask) -> Mask:
    """The nodes that have at least one such way."""
    mask = np.zeros(len(graph), bool)
    mask[ways.node[which]] = True
    return mask


def _judge_staff(graph: Graph, ways: Ways, good: Mask, enough: Mask, least: int, status: Ints, reasons: Ints) -> None:
    from oversight_graph.rules.load import posts

    number, quantifier = posts(graph)
    has = (number >= least) & np.isin(quantifier, ["eq", "ge"])
    short = (number >= 0) & (number < least) & np.isin(quantifier, ["eq", "le"])
    met = _any(graph, ways, good & has[ways.body])
    open_ = enough & ~met & _any(graph, ways, good & ~has[ways.body] & ~short[ways.body])
    status[open_ & (status == MET)] = UNDETERMINED
    reasons[open_] |= _STAFF_UNKNOWN
    wrong = enough & ~met & ~open_
    status[wrong] = PARTIAL
    reasons[wrong] |= _STAFF
