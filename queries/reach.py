"""How far a body reaches (domain §6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
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
from oversight_graph.model import KINDS, REACH_CLASSES, Term
from oversight_graph.model.sets import CERTAINTIES

if TYPE_CHECKING:
    from oversight_graph.graph.graph import Graph, Mask
    from oversight_graph.rules.reach_walk import Reached


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
        A row a node in scope: what is certain by class, then id; then what is only possible. Cost: linear in the links, once for each step outwards.
    """
    return _result(graph, asked)


def _result(graph: Graph, asked: QueryContext, beyond: tuple[int, int] = (0, 0)) -> QuestionResult:
    """As `compute` has it; `beyond` as `_summary`."""
    import numpy as np

    from oversight_graph.answer.answer_columns import described, ids_of, numbers, words
    from oversight_graph.answer.columns import Coded
    from oversight_graph.answer.uncounted import uncounted_notes
    from oversight_graph.rules.reach_walk import reach
    from oversight_graph.rules.set_crossings import POSSIBLE

    reached = reach(graph, asked["a"])
    certain = reached.knowledge != POSSIBLE
    shown = np.flatnonzero(graph.scope[reached.node])
    shown = shown[np.lexsort((reached.node[shown], reached.rank[shown], ~certain[shown]))]
    node = reached.node[shown]
    known = reached.numbers.known[shown]
    columns: Data = {
        **described(graph, node, asked, "id", "name", "kind"),
        "class": words(REACH_CLASSES, reached.rank[shown]),
        "via": ids_of(graph, reached.via[shown]),
        "count": numbers(known, known >= 0),
        "of": described(graph, node, asked, "count")["count"],
        "certainty": words(CERTAINTIES, np.where(certain[shown], 0, 1)),
        "overseen": Coded(graph.overseen[node].astype(np.int8), (False, True)),
    }
    summary, universe = _summary(graph, asked["a"], reached, beyond)
    return QuestionResult(
        columns,
        message("queries.overseen_around"),
        sum(summary[name] for name in (*REACH_CLASSES.ids, "possible", "rest_of_sets", "no_way_known")),
        universe,
        summary,
        tuple(uncounted_notes(graph, reached.node[graph.scope[reached.node]], asked.lang)),
        weighed=False,  # `exact` says which totals are floors
        told={"area": graph.area_codes[graph.area_of[asked["a"]]]},
    )


def frame(rows: Data, stored: StoredFacts, asked: QueryContext) -> QuestionResult:
    """What `compute` finds, where the store's engine has walked.

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
        Cost: linear in what is reached, which travels; what is around it is counted in the store.
    """
    import numpy as np

    graph = stored.inside.reached_from(asked["a"])
    at = int(np.flatnonzero(graph.ids == asked["a"])[0])
    area = graph.area_codes[graph.area_of[at]]

    def around(held: Graph) -> Mask:
        return held.overseen & held.scope & held.in_area(area)

    every, bodies = stored.alike([area])
    members = int(every.weight[around(every)].sum() - graph.weight[around(graph)].sum())
    beyond = members, int(bodies[around(every)].sum()) - int(around(graph).sum())
    return replace(_result(graph, replace(asked, values={**asked.values, "a": at}), beyond), columns=rows)


def opening(answer: OpenedAnswer) -> Opening:
    """How many of the overseen are reached for certain, in which classes; what is only possible; of how many in its area no way is known.

    Parameters
    ----------
    answer : OpenedAnswer
        To `reach`.

    Returns
    -------
    Opening
        Lines only.
    """
    from oversight_graph.answer.opening import Counted

    summary, floors = answer.summary, answer.summary["floors"]

    def counted(name: str, at: Mapping[str, Any] = summary, within: str = "") -> Message:
        return Counted(at[name], int(f"{within}{name}" in floors)).shown

    def by_class(at: Mapping[str, Any], within: str, total: bool | None) -> list[Message]:
        return [
            message("answer.part", what=term, number=counted(term.id, at, within))
            for term in REACH_CLASSES
            if (total is None or term.total is total) and (at[term.id] or f"{within}{term.id}" in floors)
        ]

    area = answer.told["area"]
    classes, outside, bodies = by_class(summary, "", True), by_class(summary, "", False), by_class(summary["bodies"], "bodies.", None)
    total = message("answer.number", number=summary["total"])
    if "total" in floors:
        total = message("answer.at_least", number=summary["total"]) if summary["total"] else message("answer.unknown_number")
    lines = [message("queries.reaches_by_class", total=total, classes=classes) if classes else message("queries.reaches", total=total)]
    if outside:
        lines.append(message("queries.reaches_outside", classes=outside))
    if summary["possible"] or summary["rest_of_sets"]:
        lines.append(message("queries.reaches_perhaps", possible=summary["possible"], rest=summary["rest_of_sets"]))
    here = answer.places.areas[area] if area else message("answer.no_area")
    if summary["no_way_known"] == 0 and "no_way_known" not in floors:
        lines.append(message("queries.a_way_to_all", area=here))
    else:
        lines.append(message("queries.no_way_in_area", area=here, number=counted("no_way_known")))
    if bodies:
        lines.append(message("queries.reaches_bodies", classes=bodies))
    return Opening(tuple(lines), summed=True)


def _summary(graph: Graph, body: int, reached: Reached, beyond: tuple[int, int] = (0, 0)) -> tuple[dict[str, Any], int]:
    """The overseen reached by class, and what else there is around the body; and among how many nodes was looked: in its area, and wherever it reaches.
    `beyond`: how many members and nodes of its area the graph doesn't hold: none of them is reached."""
    import numpy as np

    from oversight_graph.rules.reach_by_day import more_if_known
    from oversight_graph.rules.set_crossings import POSSIBLE, SOME

    overseen = graph.overseen & graph.scope
    around = overseen & graph.in_area(graph.area_codes[graph.area_of[body]])
    row, rank, number = reached.numbers.row, reached.numbers.rank, reached.numbers.number
    open_row, open_rank = reached.numbers.open_row, reached.numbers.open_rank
    around[body] = False

    def by_class(nodes: Mask) -> dict[str, int]:
        sums = np.bincount(rank[nodes[reached.node[row]]], weights=number[nodes[reached.node[row]]], minlength=len(REACH_CLASSES)).astype(int)
        return dict(zip(REACH_CLASSES.ids, sums.tolist(), strict=True))

    here = np.zeros(len(graph), bool)
    here[reached.node] = True
    possible = np.zeros(len(graph), bool)
    possible[reached.node[reached.knowledge == POSSIBLE]] = True

    def floors(nodes: Mask) -> list[str]:
        found = np.unique(open_rank[nodes[reached.node[open_row]]])
        return [REACH_CLASSES.ids[code] for code in found]

    counts = by_class(overseen)
    bodies = ~graph.overseen & graph.scope
    totalled = [term.id for term in REACH_CLASSES if term.total]
    open_classes = floors(overseen)
    if more_if_known(graph, body, reached):
        open_classes = [name for name in REACH_CLASSES.ids if name in (*open_classes, *totalled)]
    exact = not set(open_classes).intersection(totalled)
    universe = around | (overseen & here)
    partly = reached.node[reached.knowledge == SOME]
    partly = partly[overseen[partly] & ~graph.uncounted[partly]]
    of_parts = np.isin(reached.node[row], partly)
    return {
        **counts,
        "possible": int(graph.weight[overseen & possible].sum()),
        "rest_of_sets": int(graph.weight[partly].sum() - number[of_parts].sum()),
        "no_way_known": int(graph.weight[around & ~here].sum()) + beyond[0],
        "total": sum(counts[name] for name in totalled),
        "exact": exact,
        "floors": [*open_classes, *(() if exact else ("no_way_known", "total")), *(f"bodies.{name}" for name in floors(bodies))],
        "bodies": by_class(bodies),
    }, int(universe.sum()) + beyond[1]


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
    "How far a body reaches: every node once, in its best class, from where it was reached, how many of a set, and whether for certain.",
    (
        AnswerColumn("id", "标识", "id", "id"),
        AnswerColumn("name", "名称", "name", "name"),
        AnswerColumn("kind", "类型", "kind", "term", KINDS, drop_priority=1),
        AnswerColumn("class", "类别", "class", "term", REACH_CLASSES),
        AnswerColumn("via", "经由", "via", "id"),
        AnswerColumn("count", "数量", "count", "number"),
        AnswerColumn("of", "总数", "of", "number", drop_priority=3),
        AnswerColumn("certainty", "确定性", "certainty", "term", CERTAINTIES, drop_priority=1),
        AnswerColumn("overseen", "监督对象", "overseen", "flag", drop_priority=2),
    ),
    compute,
    "oversight reach 驻自治区工信厅纪检监察组 --chart xinjiang-2021",
    (Parameter("a", "body", "起点机构", "the body to start from", required=True),),
    cypher,
    opening=opening,
    frame=frame,
    counts=(
        Term("possible", "仅为可能", "possible only"),
        Term("rest_of_sets", "所及集合的其余成员", "rest of sets reached in part"),
        Term("no_way_known", "本地区内未见途径", "no way known in its area"),
        Term("total", "合计", "total"),
        Term("bodies", "监督机构", "bodies"),
    ),
    help_zh="一个机构能监督到哪里：每个对象只计一次，取其最好的类别，并写明经由谁、集合中所及几个、是否确定。",
)
