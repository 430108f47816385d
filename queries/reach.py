"""How far a body reaches (domain §6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from oversight_graph.answer.question import AnswerColumn, CypherQuery, Parameter, QueryContext, Question, QuestionResult, ScopeKind
from oversight_graph.messages import message
from oversight_graph.model import KINDS, REACH_CLASSES, Term

if TYPE_CHECKING:
    from oversight_graph.graph.graph import Graph


def compute(graph: Graph, asked: QueryContext) -> QuestionResult:
    """Walk from a body outwards, each node once, in its best class (domain §6).

    Parameters
    ----------
    graph : Graph
        What is asked about.
    asked : QueryContext
        `a`, the position of a body.

    Returns
    -------
    QuestionResult
        A row a node in scope, by class, then id. Cost: linear in the links, once for each step outwards.
    """
    import numpy as np

    from oversight_graph.answer.answer_columns import described, words
    from oversight_graph.rules.reach_walk import reach

    reached = reach(graph, asked["a"])
    inside = graph.scope[reached.node]
    node, rank, via = reached.node[inside], reached.rank[inside], reached.via[inside]
    order = np.lexsort((node, rank))
    node, rank, via = node[order], rank[order], via[order]
    overseen, weight = graph.overseen[node], graph.weight[node]

    def by_class(mask: Any) -> dict[str, int]:
        return {name: int(weight[mask & (rank == code)].sum()) for code, name in enumerate(REACH_CLASSES.ids)}

    universe = graph.overseen & graph.scope
    n = int(graph.weight[universe].sum())
    counts = by_class(overseen)
    return QuestionResult(
        {
            **described(graph, node, asked, "id", "name", "kind"),
            "class": words(REACH_CLASSES, rank),
            "via": list(graph.ids[via]),
            "count": described(graph, node, asked, "count")["count"],
            "overseen": overseen.tolist(),
        },
        message("queries.overseen"),
        n,
        int(universe.sum()),
        {
            **counts,
            "not_reached": n - sum(counts.values()),
            "total": sum(counts[term.id] for term in REACH_CLASSES if term.total),
            "bodies": by_class(~overseen),
        },
    )


def cypher(scope: ScopeKind, values: Mapping[str, Any]) -> CypherQuery:
    """The same in Cypher.

    Parameters
    ----------
    scope : ScopeKind
        Date, charts and area.
    values : mapping
        `a`, the id of the body.

    Returns
    -------
    CypherQuery
        A statement that returns the same rows.
    """
    from oversight_graph.cypher.reach_query import reach

    return reach(scope, values["a"])


QUESTION = Question(
    "reach",
    "监督范围",
    "reach",
    "How far a body reaches: every node once, in its best class, and from where it was reached.",
    (
        AnswerColumn("id", "标识", "id", "id"),
        AnswerColumn("name", "名称", "name", "name"),
        AnswerColumn("kind", "类型", "kind", "term", KINDS, drop_priority=1),
        AnswerColumn("class", "类别", "class", "term", REACH_CLASSES),
        AnswerColumn("via", "经由", "via", "id"),
        AnswerColumn("count", "数量", "count", "number"),
        AnswerColumn("overseen", "监督对象", "overseen", "flag", drop_priority=2),
    ),
    compute,
    "oversight reach 驻自治区工信厅纪检监察组 --chart xinjiang-2021",
    (Parameter("a", "body", "机构", "the body to start from", required=True),),
    cypher,
    counts=(Term("not_reached", "未触及", "not reached"), Term("total", "合计", "total"), Term("bodies", "监督机构", "bodies")),
    help_zh="一个机构能监督到哪里：每个对象只计一次，取其最好的类别，并写明经由谁。",
)
