"""By which mechanisms bodies work together: every link that names one, with what it rests on (domain §3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

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
from oversight_graph.messages import message
from oversight_graph.model import BASES, LINKS, MECHANISMS, Term
from oversight_graph.model.vocabulary import DIRECTIONS, direction_of

if TYPE_CHECKING:
    from oversight_graph.graph.graph import Graph


def compute(graph: Graph, asked: QueryContext) -> QuestionResult:
    """Find the links with a mechanism, whatever their kind and basis (domain §3).

    Parameters
    ----------
    graph : Graph
        What is asked about.
    asked : QueryContext
        `a` and `b`, positions of bodies, or None: those of the scope, of a body, or of a pair.

    Returns
    -------
    QuestionResult
        A row a link, by mechanism, then the ids of its ends and its own. Cost: linear in the links.
    """
    import numpy as np

    from oversight_graph.answer.answer_columns import ids_of, node_names, words
    from oversight_graph.answer.columns import mapped
    from oversight_graph.graph.arrow import taken

    named = [asked[end] for end in ("a", "b") if asked[end] is not None]
    inside = graph.scope.copy()
    inside[named] = True  # a body that is named counts wherever it lies
    among = np.flatnonzero((graph.mechanism >= 0) & inside[graph.source] & inside[graph.target])
    link = among
    for body in named:
        link = link[(graph.source[link] == body) | (graph.target[link] == body)]
    link = link[np.argsort(graph.mechanism[link], kind="stable")]  # the links of a graph stand by the ids of their ends and their own
    start, end, mechanism = graph.source[link], graph.target[link], words(MECHANISMS, graph.mechanism[link])
    told = taken(graph.link_table.select(["period", "sources", "evidence"]), link).to_pydict()
    names = zip(node_names(graph, asked.lang, start), node_names(graph, asked.lang, end), strict=True)
    return QuestionResult(
        {
            "from": ids_of(graph, start),
            "to": ids_of(graph, end),
            "names": [list(pair) for pair in names],
            "link": words(LINKS, graph.link_kind[link]),
            "mechanism": mechanism,
            "direction": mapped(mechanism, direction_of),
            "period": told["period"],
            "basis": words(BASES, graph.basis[link]),
            "sources": told["sources"],
            "evidence": [lines or [] for lines in told["evidence"]],
        },
        message("queries.links_with_mechanism"),
        len(among),
        len(np.unique(np.concatenate([graph.source[among], graph.target[among]]))),
        {one: mechanism.count(one) for one in MECHANISMS.ids} | {"others": len(among) - len(link)},
        () if len(link) else (message("queries.no_mechanism"),),
        weighed=False,
    )


def cypher(scope: ScopeKind, values: Mapping[str, Any]) -> CypherQuery:
    """The same in Cypher.

    Parameters
    ----------
    scope : ScopeKind
        Date, charts and area.
    values : mapping
        `a` and `b`, ids of bodies or None.

    Returns
    -------
    CypherQuery
        A statement that returns the same rows.
    """
    from oversight_graph.cypher.mechanism_query import mechanisms

    return mechanisms(scope, [values[end] for end in ("a", "b") if values[end] is not None])


def frame(rows: Data, stored: StoredFacts, asked: QueryContext) -> QuestionResult:
    """What `compute` finds, where the store's engine has found the links.

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
        Cost: linear in the rows.
    """
    ends = [*rows["from"], *rows["to"]]
    if asked.lang == "en":
        told = stored.bodies(ends)
        pairs = zip(rows["from"], rows["to"], strict=True)
        rows = rows | {"names": [[told[end].name_en or told[end].name for end in pair] for pair in pairs]}
    number = len(rows["from"])
    named = [asked[end] for end in ("a", "b") if asked[end] is not None]
    among, bodies = stored.with_mechanism(named) if named else (number, len(set(ends)))
    counts = {one: list(rows["mechanism"]).count(one) for one in MECHANISMS.ids}
    return QuestionResult(
        rows,
        message("queries.links_with_mechanism"),
        among,
        bodies,
        counts | {"others": among - number},
        () if number else (message("queries.no_mechanism"),),
        weighed=False,
    )


QUESTION = Question(
    "mechanisms",
    "协作机制",
    "mechanisms",
    "By which mechanisms bodies work together: every link with one, in which direction, how often, with its sources and evidence.",
    (
        AnswerColumn("from", "起点", "from", "id"),
        AnswerColumn("to", "终点", "to", "id"),
        AnswerColumn("names", "名称", "names", "texts", drop_priority=4),
        AnswerColumn("link", "关系", "link", "term", LINKS, drop_priority=3),
        AnswerColumn("mechanism", "机制", "mechanism", "term", MECHANISMS),
        AnswerColumn("direction", "方向", "direction", "term", DIRECTIONS, drop_priority=2),
        AnswerColumn("period", "周期", "period", "period"),
        AnswerColumn("basis", "依据", "basis", "term", BASES),
        AnswerColumn("sources", "来源", "sources", "texts", drop_priority=1),
        AnswerColumn("evidence", "佐证", "evidence", "texts"),
    ),
    compute,
    "oversight mechanisms --chart gansu-2020",
    (
        Parameter("a", "body", "机构（缺省为全部）", "one body; all of them by default"),
        Parameter("b", "body", "另一端的机构", "the body at the other end"),
    ),
    cypher,
    help_zh="各机构以何种机制协作：每条带机制的关系，写明方向、周期、来源和佐证。",
    counts=(Term("others", "其他机构之间", "between others"),),
    frame=frame,
)
