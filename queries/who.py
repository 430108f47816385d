"""Who stands above a body: reach, asked from its other end (domain §6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oversight_graph.answer.question import AnswerColumn, Parameter, QueryContext, Question, QuestionResult
from oversight_graph.messages import message
from oversight_graph.model import BASES, KINDS, LEVELS, REACH_CLASSES, Term
from oversight_graph.model.sets import CERTAINTIES

if TYPE_CHECKING:
    from oversight_graph.graph.graph import Graph


def compute(graph: Graph, asked: QueryContext) -> QuestionResult:
    """Walk to a body backwards: every overseer that reaches it, in its best class (domain §6).

    Parameters
    ----------
    graph : Graph
        What is asked about.
    asked : QueryContext
        `a`, the position of a body, which may lie out of scope.

    Returns
    -------
    QuestionResult
        A row an overseer in scope, first what is certain: by class, then level from high to low, then id. Cost: linear in the links, once; then in what
        lies above the body, for each step, class and basis.
    """
    import numpy as np

    from oversight_graph.answer.answer_columns import described, ids_of, node_names, numbers, words
    from oversight_graph.answer.uncounted import uncounted_notes
    from oversight_graph.rules.reach_backwards import reaching

    body = asked["a"]
    found = reaching(graph, body)
    order = np.lexsort((found.node, graph.level[found.node], found.rank, ~found.certain))
    order = order[graph.scope[found.node[order]]]
    node, rank, certain, known = found.node[order], found.rank[order], found.certain[order], found.known[order]
    universe = ~graph.overseen & graph.scope
    universe[body] = False  # no body is above itself
    n, weight = int(graph.weight[universe].sum()), graph.weight[node]
    counted = {name: int(weight[certain & (rank == code)].sum()) for code, name in enumerate(REACH_CLASSES.ids)}
    unknown = n - int(weight.sum())
    notes = [message("queries.no_way_known", number=unknown, body=node_names(graph, asked.lang, np.array([body]))[0])] if unknown else []
    return QuestionResult(
        {
            **described(graph, node, asked, "id", "name", "kind"),
            "class": words(REACH_CLASSES, rank),
            "via": ids_of(graph, found.via[order]),
            "basis": words(BASES, found.basis[order]),
            "certainty": words(CERTAINTIES, np.where(certain, 0, 1)),
            "reached": numbers(known, known >= 0),
            **described(graph, node, asked, "level", "area", "count"),
        },
        message("queries.overseers") if graph.overseen[body] else message("queries.other_overseers"),
        n,
        int(universe.sum()),
        counted | {"possible": int(weight[~certain].sum()), "not_reaching": unknown},
        (*notes, *uncounted_notes(graph, np.flatnonzero(universe), asked.lang)),
        weighed=False,  # the sets of the universe are overseers, and said above
    )


QUESTION = Question(
    "who",
    "受谁监督",
    "who",
    "Who stands above a body: every overseer that reaches it, in its best class, through whom, on what basis.",
    (
        AnswerColumn("id", "标识", "id", "id"),
        AnswerColumn("name", "名称", "name", "name"),
        AnswerColumn("kind", "类型", "kind", "term", KINDS, drop_priority=1),
        AnswerColumn("class", "类别", "class", "term", REACH_CLASSES),
        AnswerColumn("via", "经由", "via", "id"),
        AnswerColumn("basis", "依据", "basis", "term", BASES),
        AnswerColumn("certainty", "确定性", "certainty", "term", CERTAINTIES, drop_priority=2),
        AnswerColumn("reached", "所及成员", "reached", "number", drop_priority=2),
        AnswerColumn("level", "层级", "level", "term", LEVELS, drop_priority=3),
        AnswerColumn("area", "地区", "area", drop_priority=4),
        AnswerColumn("count", "数量", "count", "number", drop_priority=2),
    ),
    compute,
    "oversight who 省水利厅 --chart gansu-2020",
    (Parameter("a", "body", "所问的机构", "the body that is reached", required=True),),
    counts=(
        Term("possible", "仅为可能", "possible only"),
        Term("not_reaching", "未见途径", "no way known"),
    ),
    help_zh="谁在监督一个机构：触及它的每个监督机构，取其最好的类别，并写明经由谁、依据什么。",
)
