"""Which rules of structure and which duties are kept, which are broken, and which can't be told (domain §4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from oversight_graph.answer.opening import OpenedAnswer, Opening
from oversight_graph.answer.question import AnswerColumn, Parameter, QueryContext, Question, QuestionResult
from oversight_graph.messages import Message, message
from oversight_graph.model import BASES, LINKS, MECHANISMS, Term
from oversight_graph.model.requirements import CONFIDENCES, RULE_STATUSES, STRUCTURE
from oversight_graph.queries.gaps import NORMS_FILES, later_norms, names_of_norms

if TYPE_CHECKING:
    from oversight_graph.graph.csr import Ints
    from oversight_graph.graph.graph import Graph
    from oversight_graph.rules.norms import Norm
    from oversight_graph.rules.rule_evaluation import RuleEvaluations


def compute(graph: Graph, asked: QueryContext) -> QuestionResult:
    """Judge every body in scope by the rules of structure and the duties in force that ask for it (domain §4).

    Parameters
    ----------
    graph : Graph
        What is asked about.
    asked : QueryContext
        `norms` (sets and ids), `norms_files`, `all`.

    Returns
    -------
    QuestionResult
        A row a judgement, from broken to met, then by id and rule; those that are met only with `all`. Cost: linear in the nodes and the
        links that the rules look at, for each rule.

    Raises
    ------
    WrongQuestion
        For a set or a norm that doesn't exist.
    ChartError
        Where a file of norms can't be read.
    """
    import numpy as np

    from oversight_graph.answer.answer_columns import described, words
    from oversight_graph.answer.columns import Coded
    from oversight_graph.answer.norm_opening import NormJudged, by_status
    from oversight_graph.graph.csr import Groups
    from oversight_graph.rules.norm_choice import chosen
    from oversight_graph.rules.norms import norms
    from oversight_graph.rules.rule_evaluation import MET
    from oversight_graph.rules.rules_by_day import judge_rules

    every = chosen(norms(asked["norms_files"] or ()), asked["norms"] or (), STRUCTURE)
    judged = judge_rules(graph, norms(asked["norms_files"] or ()), asked["norms"] or ())
    empty = np.empty(0, np.int64)
    node = np.concatenate([one.node for one in judged] or [empty])
    status = np.concatenate([one.status for one in judged] or [empty])
    reasons = np.concatenate([one.reasons for one in judged] or [empty])
    starts = np.cumsum([0, *(len(one.node) for one in judged)])
    rule = np.repeat(np.arange(len(judged)), np.diff(starts))
    row = np.concatenate([one.row + start for one, start in zip(judged, starts[:-1], strict=True)] or [empty])
    link = np.concatenate([one.link for one in judged] or [empty])
    order = np.lexsort((rule, node, status))
    if not asked["all"]:
        order = order[status[order] != MET]
    told = [_told(one.norm, asked) for one in judged]
    place, at = Groups(row, len(node)).join(order)
    weight = graph.weight[node]
    return QuestionResult(
        {
            **described(graph, node[order], asked, "id", "name", "count"),
            **{name: Coded(rule[order], [labels[number] for labels in told]) for number, name in enumerate(("rule", "confidence", "source", "period"))},
            "status": words(RULE_STATUSES, status[order]),
            "reasons": _reasons(reasons[order], asked),
            "links": _links(graph, len(order), place, link[at]),
        },
        message("queries.judged_rules"),
        int(weight.sum()),
        len(np.unique(node)),
        _counts(status, weight) | {one.norm.id: _of_rule(graph, one) for one in judged},
        tuple(_notes(graph, every, judged, asked)),
        tuple(dict.fromkeys(one.norm.norm_set for one in judged)),
        weighed=False,
        told={
            "norms": [
                NormJudged(
                    one.norm.id,
                    None,
                    one.norm.confidence,
                    one.norm.cited(asked.words),
                    one.norm.words(asked.words),
                    by_status(graph, one.node, one.status, RULE_STATUSES),
                )
                for one in judged
            ]
        },
    )


def opening(answer: OpenedAnswer) -> Opening:
    """A line for each rule; what each says stands in the notes.

    Parameters
    ----------
    answer : OpenedAnswer
        To `rules`.

    Returns
    -------
    Opening
        Cost: the rules.
    """
    from dataclasses import replace

    from oversight_graph.answer.norm_opening import norm_opening

    return replace(norm_opening(answer, RULE_STATUSES, message("answer.rule")), after=())


def _told(norm: Norm, asked: QueryContext) -> list[str | None]:
    assert norm.asks is not None
    return [norm.id, norm.confidence, norm.cited(asked.words), norm.asks.period]


def _counts(status: Ints, weight: Ints) -> dict[str, Any]:
    return {word: int(weight[status == code].sum()) for code, word in enumerate(RULE_STATUSES.ids)}


def _of_rule(graph: Graph, one: RuleEvaluations) -> dict[str, Any]:
    """Among how many one rule was judged, and how."""
    weight = graph.weight[one.node]
    return {"n": int(weight.sum())} | _counts(one.status, weight)


def _reasons(bits: Ints, asked: QueryContext) -> Sequence[list[str]]:
    """The reasons in words; worked out once for each combination that occurs."""
    from oversight_graph.answer.columns import mapped
    from oversight_graph.model.rule_reasons import RULE_REASONS
    from oversight_graph.rules.rule_evaluation import BIT

    return mapped(bits.tolist(), lambda one: [reason.label(asked.words) for reason in RULE_REASONS if one & BIT[reason.id]])


def _links(graph: Graph, rows: int, row: Ints, link: Ints) -> list[list[dict[str, Any]]]:
    """The links that show the judgement of each row, as mappings."""
    import numpy as np

    from oversight_graph.answer.answer_columns import ids_of, lists, words
    from oversight_graph.graph.arrow import taken

    wanted, at = np.unique(link, return_inverse=True)
    periods = taken(graph.link_table.select(["period"]), wanted).column("period").to_pylist()
    told = np.array([
        {"from": start, "to": end, "link": kind, "mechanism": mechanism, "period": period, "basis": basis}
        for start, end, kind, mechanism, period, basis in zip(
            ids_of(graph, graph.source[wanted]), ids_of(graph, graph.target[wanted]), words(LINKS, graph.link_kind[wanted]),
            words(MECHANISMS, graph.mechanism[wanted]), periods, words(BASES, graph.basis[wanted]), strict=True,
        )
    ], object)  # fmt: skip
    return lists(rows, row, told[at])


def _notes(graph: Graph, every: Sequence[Norm], judged: Sequence[RuleEvaluations], asked: QueryContext) -> list[Message]:
    """Of each rule what it says, how sure that is and where it is written; which rules could judge nothing, and why."""
    from oversight_graph.rules.norm_choice import asked_for, left_out
    from oversight_graph.rules.norms import norms

    notes = [
        message(
            "queries.rule_says",
            rule=one.norm.id,
            text=one.norm.words(asked.words),
            confidence=CONFIDENCES[one.norm.confidence],
            source=one.norm.cited(asked.words),
        )
        for one in judged
    ]
    if not judged:
        notes.append(message("queries.no_rule_in_force"))
    for one in judged:
        if one.unplaced:
            notes.append(message("queries.category_unknown", norm=one.norm.id, number=one.unplaced))
    if sets := sum(int(graph.uncounted[one.node].sum()) for one in judged):
        notes.append(message("queries.rules_of_uncounted", sets=sets))
    notes += later_norms(graph, judged)
    if low := left_out(graph, norms(asked["norms_files"] or ()), asked["norms"] or (), STRUCTURE):
        notes.append(message("queries.low_confidence", norms=low))
    if kept := [norm.id for norm in every if not norm.judges and asked_for(graph, norm)[0].any()]:
        notes.append(message("queries.rules_in_words", norms=kept))
    return notes


QUESTION = Question(
    "rules",
    "规则",
    "rules",
    "Which rules of structure and which duties are kept, which are broken, and which can't be told; with the links that show it.",
    (
        AnswerColumn("id", "标识", "id", "id"),
        AnswerColumn("name", "名称", "name", "name"),
        AnswerColumn("count", "数量", "count", "number", drop_priority=1),
        AnswerColumn("rule", "规则", "rule"),
        AnswerColumn("confidence", "可信度", "confidence", "term", CONFIDENCES, drop_priority=3),
        AnswerColumn("source", "规则出处", "source of the rule", drop_priority=4),
        AnswerColumn("period", "要求的周期", "period asked", "period", drop_priority=2, blank=True),
        AnswerColumn("status", "状态", "status", "term", RULE_STATUSES),
        AnswerColumn("reasons", "原因", "reasons", "texts"),
        AnswerColumn("links", "所据关系", "links", "links"),
    ),
    compute,
    "oversight rules --chart tianjin-2019 --all",
    (
        Parameter(
            "norms",
            "sets",
            "规范集或规范（逗号分隔；缺省为当日当地有效的高、中可信度规范）",
            "norms by set or id, separated by commas; by default every one of high or medium confidence in force at that date and area",
            choices=lambda: names_of_norms(STRUCTURE),
        ),
        NORMS_FILES,
        Parameter("all", "flag", "也列出符合的", "list what is met too", default=False, flag="--all"),
    ),
    help_zh="哪些结构规则和职责得到遵守，哪些不符合，哪些无法判定；并列出所据的关系。",
    counts=(Term("n", "共", "n"),),
    opening=opening,
    grouped=True,
    fail_on=(RULE_STATUSES["broken"],),
)
