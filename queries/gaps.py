"""What the norms ask for and isn't there, is only formal, falls short, or can't be told (domain §4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from oversight_graph.answer.days import day_message
from oversight_graph.answer.opening import OpenedAnswer, Opening
from oversight_graph.answer.question import (
    AnswerColumn,
    CypherQuery,
    Data,
    Parameter,
    QueryContext,
    Question,
    QuestionResult,
    ScopeKind,
    StoredFacts,
)
from oversight_graph.messages import Message, message
from oversight_graph.model import FORMS, STATUSES
from oversight_graph.model.requirements import CONFIDENCES, COVERAGE
from oversight_graph.queries.coverage import FORM, SWITCH

if TYPE_CHECKING:
    from oversight_graph.graph.csr import Ints
    from oversight_graph.graph.graph import Graph
    from oversight_graph.rules.norm_evaluation import NormEvaluations
    from oversight_graph.rules.rule_evaluation import RuleEvaluations


def compute(graph: Graph, asked: QueryContext) -> QuestionResult:
    """Judge every overseen node in scope by the norms in force that ask for it (domain §4).

    Parameters
    ----------
    graph : Graph
        What is asked about.
    asked : QueryContext
        `form`, `norms` (sets and ids), `norms_files`, `switch`, `all`.

    Returns
    -------
    QuestionResult
        A row a judgement, from gap to met, then by id and norm; those that are met only with `all`. Cost: linear in the nodes, the
        links and the ways, for each form and norm.

    Raises
    ------
    WrongQuestion
        For a set or a norm that doesn't exist.
    ChartError
        Where a file of norms can't be read.
    """
    import numpy as np

    from oversight_graph.answer.answer_columns import described, numbers, words
    from oversight_graph.answer.columns import Coded
    from oversight_graph.answer.norm_opening import NormJudged, by_status
    from oversight_graph.graph.csr import distinct
    from oversight_graph.rules import norms as rules
    from oversight_graph.rules.coverage_grades import UNKNOWN
    from oversight_graph.rules.judging_by_day import judge
    from oversight_graph.rules.norm_evaluation import MET

    judged = judge(graph, rules.norms(asked["norms_files"] or ()), asked["norms"] or (), asked["form"] or FORMS.ids, asked["switch"])
    evaluations = [evaluation for evaluation in judged if len(evaluation.node)]
    empty = np.empty(0, np.int64)
    node = np.concatenate([evaluation.node for evaluation in evaluations] or [empty])
    grade = np.concatenate([evaluation.grade for evaluation in evaluations] or [empty])
    status = np.concatenate([evaluation.status for evaluation in evaluations] or [empty])
    reasons = np.concatenate([evaluation.reasons for evaluation in evaluations] or [empty])
    evaluation_of_row = np.repeat(np.arange(len(evaluations)), [len(evaluation.node) for evaluation in evaluations]) if evaluations else empty
    weight = graph.weight[node]
    summary = {word: int(weight[status == code].sum()) for code, word in enumerate(STATUSES.ids)}
    order = np.lexsort((evaluation_of_row, node, status))
    if not asked["all"]:
        order = order[status[order] != MET]
    node, grade, status, reasons, evaluation_of_row = node[order], grade[order], status[order], reasons[order], evaluation_of_row[order]
    told = [(evaluation.norm.form, evaluation.norm.id, evaluation.norm.confidence, evaluation.norm.cited(asked.words)) for evaluation in evaluations]
    columns = described(graph, node, asked, "id", "name", "count")
    columns |= {
        **{name: Coded(evaluation_of_row, [labels[place] for labels in told]) for place, name in enumerate(("form", "norm", "confidence", "source"))},
        "grade": numbers(grade, grade != UNKNOWN),
        "status": words(STATUSES, status),
        "reasons": _texts(reasons, asked),
    }
    return QuestionResult(
        columns,
        message("queries.judgements"),
        int(weight.sum()),
        len(distinct(np.concatenate([evaluation.node for evaluation in evaluations] or [empty]), len(graph))),
        summary,
        (*_notes(graph, judged, asked), *_left_out(graph, asked)),
        tuple(dict.fromkeys(evaluation.norm.norm_set for evaluation in evaluations)),
        told={
            "norms": [
                NormJudged(
                    one.norm.id, one.norm.form, one.norm.confidence, one.norm.cited(asked.words), one.norm.words(asked.words),
                    by_status(graph, one.node, one.status, STATUSES),
                )
                for one in evaluations
            ]
        },
    )  # fmt: skip


def opening(answer: OpenedAnswer) -> Opening:
    """A line for each norm, then what each says.

    Parameters
    ----------
    answer : OpenedAnswer
        To `gaps`.

    Returns
    -------
    Opening
        Cost: the norms.
    """
    from oversight_graph.answer.norm_opening import norm_opening

    return norm_opening(answer, STATUSES, message("answer.norm"))


def names_of_norms(rules: tuple[str, ...] = COVERAGE) -> list[str]:
    """By what the norms of some rules can be named: what a form offers.

    Parameters
    ----------
    rules : tuple of str
        Ids of RULES.

    Returns
    -------
    list of str
        Sets, then ids.
    """
    from oversight_graph.rules.norm_choice import names
    from oversight_graph.rules.norms import norms

    return names((norm for norm in norms() if norm.judges), rules)


def _texts(bits: Ints, asked: QueryContext) -> Sequence[list[str]]:
    """The reasons in words; worked out once for each combination that occurs."""
    import numpy as np

    from oversight_graph.answer.columns import Coded
    from oversight_graph.model.reasons import REASONS
    from oversight_graph.rules.norm_evaluation import BIT

    combinations, combination_of_row = np.unique(bits, return_inverse=True)
    texts = [[reason.label(asked.words) for reason in REASONS if int(combination) & BIT[reason.id]] for combination in combinations]
    return Coded(combination_of_row, texts)


def _notes(graph: Graph, judged: Sequence[NormEvaluations], asked: QueryContext) -> list[Message]:
    notes = []
    if not judged:
        day = day_message(graph.days.values())
        notes.append(
            message("queries.no_norm_of_sets_in_force", sets=asked["norms"], day=day) if asked["norms"] else message("queries.no_norm_in_force", day=day)
        )
    for evaluation in judged:
        if evaluation.unplaced:
            notes.append(message("queries.category_unknown", norm=evaluation.norm.id, number=evaluation.unplaced))
    return notes + later_norms(graph, judged)


def later_norms(graph: Graph, judged: Sequence[NormEvaluations | RuleEvaluations]) -> list[Message]:
    """Which charts are judged by norms that came after their own day: an explicit choice, which is said (domain §7.7).

    Parameters
    ----------
    graph : Graph
        What is asked about.
    judged : sequence of NormEvaluations or RuleEvaluations
        Norms with the nodes that each has judged.

    Returns
    -------
    list of Message
        A note for each chart and day on which there are such norms.
    """
    import numpy as np

    from oversight_graph.model import days

    notes = []
    for chart, header in graph.headers.items():
        in_scope = graph.in_chart(chart) & graph.scope
        later = [
            evaluation for evaluation in judged
            if evaluation.norm.valid_from is not None and days.first_day(evaluation.norm.valid_from) > header.day
        ]  # fmt: skip
        for day in np.unique(graph.node_day[in_scope]) if later else ():  # domain §7.7: judging a chart by later norms is an explicit choice
            on_day = in_scope & (graph.node_day == day)
            norms = [evaluation.norm.id for evaluation in later if bool(on_day[evaluation.node].any())]
            if norms:
                told = message("queries.later_norms", chart=chart, own_day=header.as_of, day=day.item(), norms=norms)
                notes.append(told if day.item() > header.day else message("queries.later_norms_named", chart=chart, own_day=header.as_of, norms=norms))
    return notes


def _left_out(graph: Graph, asked: QueryContext) -> list[Message]:
    """Which norms don't judge because nobody has named them."""
    from oversight_graph.rules.norm_choice import left_out
    from oversight_graph.rules.norms import norms

    forms = asked["form"] or FORMS.ids
    low = left_out(graph, [norm for norm in norms(asked["norms_files"] or ()) if norm.form in forms], asked["norms"] or ())
    return [message("queries.low_confidence", norms=low)] if low else []


def cypher(scope: ScopeKind, values: Mapping[str, Any]) -> CypherQuery:
    """The same in Cypher.

    Parameters
    ----------
    scope : ScopeKind
        Date, charts and area.
    values : mapping
        The parameters as `values_of` gives them.

    Returns
    -------
    CypherQuery
        A statement that returns the same rows; the norms go as a parameter.
    """
    from oversight_graph.cypher import coverage_query, gap_query
    from oversight_graph.rules import norms as rules
    from oversight_graph.rules.judging_by_day import norms_on

    every = rules.norms(values["norms_files"] or ())
    on_day = {day: norms_on(every, values["norms"] or (), values["form"] or FORMS.ids, day) for day in sorted(set(scope.days.values()))}
    norms = [(norm, judged) for norm in every if (judged := [day for day, judging in on_day.items() if norm in judging])]
    asked = coverage_query.parameters(scope, values) | {"forms": list(dict.fromkeys(str(norm.form) for norm, _ in norms)), "all": bool(values["all"])}
    return CypherQuery(gap_query.gaps(scope, [norm for norm, _ in norms]), asked | gap_query.parameters(norms))


def frame(rows: Data, stored: StoredFacts, asked: QueryContext) -> QuestionResult:
    """What `compute` finds, where the store's engine has judged.

    Parameters
    ----------
    rows : dict
        All rows of the twin, those that are met too.
    stored : StoredFacts
        What else is asked of the store.
    asked : QueryContext
        As `compute` takes it.

    Returns
    -------
    QuestionResult
        Cost: linear in the judgements.
    """
    from oversight_graph.answer.gap_frame import gap_frame

    result, graph, judged = gap_frame(rows, stored, asked)
    return replace(result, notes=(*_notes(graph, judged, asked), *_left_out(graph, asked)))


NORMS = Parameter(
    "norms",
    "sets",
    "规范集或规范（逗号分隔；缺省为当日当地有效的高、中可信度规范）",
    "norms by set or id, separated by commas; by default every one of high or medium confidence in force at that date and area",
    choices=names_of_norms,
)
NORMS_FILES = Parameter(
    "norms_files", "files", "自备规范的文件（YAML），同 OVERSIGHT_NORMS", "a file of norms of your own (YAML), as OVERSIGHT_NORMS", flag="--norms-file"
)

QUESTION = Question(
    "gaps",
    "空白",
    "gaps",
    "What the norms ask for and isn't there (gap), is only formal, falls short (partial), or can't be told (undetermined).",
    (
        AnswerColumn("id", "标识", "id", "id"),
        AnswerColumn("name", "名称", "name", "name"),
        AnswerColumn("count", "数量", "count", "number", drop_priority=1),
        AnswerColumn("form", "形式", "form", "term", FORMS),
        AnswerColumn("norm", "规范", "norm"),
        AnswerColumn("confidence", "可信度", "confidence", "term", CONFIDENCES, drop_priority=2),
        AnswerColumn("source", "规范出处", "source of the norm", drop_priority=3),
        AnswerColumn("grade", "等级", "grade", "number"),
        AnswerColumn("status", "状态", "status", "term", STATUSES),
        AnswerColumn("reasons", "原因", "reasons", "texts"),
    ),
    compute,
    "oversight gaps --chart city-80 --form state --norms national --as-of 2019-06-30",
    (
        FORM,
        NORMS,
        NORMS_FILES,
        SWITCH,
        Parameter("all", "flag", "也列出符合的", "list what is met too", default=False, flag="--all"),
    ),
    cypher,
    opening=opening,
    grouped=True,
    help_zh="规范有要求而没有的（空白）、仅有形式的、不足的（部分），以及无法判定的。",
    fail_on=(STATUSES["gap"], STATUSES["partial"]),
    every_row={"all": True},
    frame=frame,
)
