"""Who is covered by which form of supervision, how well, by whom, on what basis (domain §4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

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
from oversight_graph.model import BASES, CATEGORIES, FORMS, GRADES, KINDS, LEVELS

if TYPE_CHECKING:
    from oversight_graph.graph.graph import Graph

FORM = Parameter(
    "form",
    "form",
    "监督形式，缺省为全部（discipline、state、stationed、inspection，或 D S P I）",
    "forms of supervision, all by default (discipline, state, stationed, inspection, or D S P I)",
)
SWITCH = Parameter(
    "switch", "flag", "派驻关系也算作它所带有的纪律监督、监察监督", "links of form stationed serve their authority too", default=True, flag="--no-switch"
)


def compute(graph: Graph, asked: QueryContext) -> QuestionResult:
    """Grade every overseen node in scope for each form asked (domain §4).

    Parameters
    ----------
    graph : Graph
        What is asked about.
    asked : QueryContext
        `form` (all by default) and `switch`.

    Returns
    -------
    QuestionResult
        A row a node and a form, in the order of ids, then of the forms asked. Cost: linear in the nodes, the links and the ways.
    """
    import numpy as np

    from oversight_graph.answer.answer_columns import described, id_lists, numbers, words
    from oversight_graph.answer.columns import Coded
    from oversight_graph.graph.csr import Ints
    from oversight_graph.rules.coverage_grades import UNKNOWN
    from oversight_graph.rules.grades_by_day import grades_by_day

    forms = asked["form"] or list(FORMS.ids)
    node = np.flatnonzero(graph.overseen & graph.scope)
    node_of_row = np.repeat(node, len(forms))  # a node's forms stand together
    columns = described(graph, node_of_row, asked, "id", "name", "kind", "category", "level", "area", "count")
    grade, steps, basis = (np.empty(len(node_of_row), np.int64) for _ in range(3))
    bodies: list[tuple[Ints, Ints]] = []
    others: list[tuple[Ints, Ints]] = []
    place = np.cumsum(graph.overseen & graph.scope) - 1  # of an overseen node among those in scope
    summary: dict[str, dict[str, int]] = {}
    weight = graph.weight[node]
    for number, form in enumerate(forms):
        graded = grades_by_day(graph, form, asked["switch"])
        rows_of_form = slice(number, None, len(forms))
        grade[rows_of_form], steps[rows_of_form], basis[rows_of_form] = graded.grade[node], graded.steps[node], graded.basis[node]
        for pairs, (covered, covering) in ((bodies, graded.bodies(len(graph))), (others, graded.others(len(graph)))):
            in_scope = graph.scope[covered]  # only overseen nodes are covered
            pairs.append((place[covered[in_scope]] * len(forms) + number, covering[in_scope]))
        summary[form] = {term.id: int(weight[graded.grade[node] == (UNKNOWN if term.number is None else term.number)].sum()) for term in GRADES}
    rows = len(node_of_row)
    return QuestionResult(
        {
            **columns,
            "form": Coded(np.tile(np.arange(len(forms)), len(node)), forms),
            "grade": numbers(grade, grade != UNKNOWN),
            "grade_name": words(GRADES, np.where(grade == UNKNOWN, len(GRADES) - 1, grade)),  # ordered by their number, unknown last
            "steps": numbers(steps, steps > 0),
            "bodies": id_lists(graph, rows, *bodies),
            "others": id_lists(graph, rows, *others),
            "basis": words(BASES, basis),
        },
        message("queries.overseen"),
        int(weight.sum()),
        len(node),
        summary,
        _inspections(graph) if "inspection" in forms else (),
    )


def _inspections(graph: Graph) -> tuple[Message, ...]:
    """The inspections that count, by year and type."""
    from oversight_graph.model import walks
    from oversight_graph.queries.inspections import by_year
    from oversight_graph.rules.walk_steps import arcs

    within = arcs(graph, walks.SUPERVISION["inspected"])
    years = by_year(graph, within.link[(graph.overseen & graph.scope)[within.end]])
    return (message("queries.inspections_that_count", years=years),) if years else ()


def opening(answer: OpenedAnswer) -> Opening:
    """How many of the overseen each form covers, by chart, by area or by category.

    Parameters
    ----------
    answer : OpenedAnswer
        To `coverage`.

    Returns
    -------
    Opening
        Cost: linear in the rows of the answer.
    """
    from oversight_graph.answer.coverage_opening import coverage_opening

    return coverage_opening(answer)


def cypher(scope: ScopeKind, values: Mapping[str, Any]) -> CypherQuery:
    """The same in Cypher.

    Parameters
    ----------
    scope : ScopeKind
        Date, charts and area.
    values : mapping
        The parameters as `values_of` gives them, bodies as ids.

    Returns
    -------
    CypherQuery
        A statement that returns the same rows.
    """
    from oversight_graph.cypher.coverage_query import coverage, parameters

    return CypherQuery(coverage(scope), parameters(scope, values))


def frame(rows: Data, stored: StoredFacts, asked: QueryContext) -> QuestionResult:
    """What `compute` finds, where the store's engine has graded.

    Parameters
    ----------
    rows : dict
        The columns of the twin.
    stored : StoredFacts
        What else is asked of the store.
    asked : QueryContext
        As `compute` takes it; a body is its id.

    Returns
    -------
    QuestionResult
        Cost: linear in the rows, and in the inspections, which travel.
    """
    from oversight_graph.answer.columns import distinct

    forms = asked["form"] or list(FORMS.ids)
    weight = rows["count"].values  # type: ignore[attr-defined]
    words, of_row = distinct(rows["grade_name"])
    place = {word: number for number, word in enumerate(words)}
    summary = {}
    for number, form in enumerate(forms):
        of_form = slice(number, None, len(forms))  # a node's forms stand together, as they were asked
        summary[form] = {term.id: int(weight[of_form][of_row[of_form] == place.get(term.id, -1)].sum()) for term in GRADES}
    return QuestionResult(
        rows,
        message("queries.overseen"),
        int(weight[:: len(forms)].sum()),
        len(weight) // len(forms),
        summary,
        _inspections(stored.inside.links_of("INSPECTS")) if "inspection" in forms else (),
    )


QUESTION = Question(
    "coverage",
    "覆盖",
    "coverage",
    "Who is covered by which form of supervision: the grade of each overseen node, by whom, on what basis.",
    (
        AnswerColumn("id", "标识", "id", "id"),
        AnswerColumn("name", "名称", "name", "name"),
        AnswerColumn("kind", "类型", "kind", "term", KINDS, drop_priority=3),
        AnswerColumn("category", "单位类别", "category", "term", CATEGORIES, drop_priority=6),
        AnswerColumn("level", "层级", "level", "term", LEVELS, drop_priority=5),
        AnswerColumn("area", "地区", "area", drop_priority=4),
        AnswerColumn("count", "数量", "count", "number", drop_priority=1),
        AnswerColumn("form", "形式", "form", "term", FORMS),
        AnswerColumn("grade", "等级", "grade", "number"),
        AnswerColumn("grade_name", "等级名称", "grade name", "term", GRADES),
        AnswerColumn("steps", "层数", "steps", "number", drop_priority=2),
        AnswerColumn("bodies", "监督机构", "bodies", "ids"),
        AnswerColumn("others", "其他监督机构", "others", "ids", drop_priority=7),
        AnswerColumn("basis", "依据", "basis", "term", BASES),
    ),
    compute,
    "oversight coverage --chart city-80 --form stationed",
    (FORM, SWITCH),
    cypher,
    opening=opening,
    rows_behind=True,
    help_zh="谁受哪种形式的监督：每个监督对象的等级、由谁监督、依据什么。",
    frame=frame,
)
