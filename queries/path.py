"""How two bodies reach each other in coordination (domain §5)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
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
from oversight_graph.errors import WrongQuestion
from oversight_graph.messages import Message, message
from oversight_graph.model import BASES, KINDS, LINKS, MECHANISMS, Term
from oversight_graph.model.sets import CERTAINTIES

if TYPE_CHECKING:
    from oversight_graph.graph.graph import Graph
    from oversight_graph.rules.path_hops import Hop

CERTAIN, POSSIBLE = CERTAINTIES.ids


def compute(graph: Graph, asked: QueryContext) -> QuestionResult:
    """Find the best paths of coordination between two bodies (domain §5).

    Parameters
    ----------
    graph : Graph
        What is asked about.
    asked : QueryContext
        `a` and `b`, positions of bodies; `paths`, `disjoint`, `episodes`.

    Returns
    -------
    QuestionResult
        A row a path, the best first, at the end one that is only possible; none where no path is known. Cost: Dijkstra's algorithm once, Yen's
        for more paths, a flow of least cost for disjoint ones.
    """
    import numpy as np

    return _result(graph, asked, int(np.count_nonzero(~graph.overseen)))


def _result(graph: Graph, asked: QueryContext, overseers: int) -> QuestionResult:
    """As `compute` has it; `overseers`: among how many was walked."""
    import numpy as np

    from oversight_graph.answer.answer_columns import node_names
    from oversight_graph.rules.disjoint_paths import disjoint_paths
    from oversight_graph.rules.hop_mechanisms import hop_mechanisms
    from oversight_graph.rules.hops_near import hops_along
    from oversight_graph.rules.path_bars import barring_bodies
    from oversight_graph.rules.path_certainty import certainty
    from oversight_graph.rules.path_hops import documented, possible_hops
    from oversight_graph.rules.path_patterns import patterns
    from oversight_graph.rules.path_search import best_paths

    start, goal, episodes = asked["a"], asked["b"], asked["episodes"]
    find_paths = disjoint_paths if asked["disjoint"] else best_paths
    paths = find_paths(graph, start, goal, asked["paths"], episodes)
    hops = hops_along(graph, paths, start, goal, episodes)
    told = certainty(graph, paths, lambda body: node_names(graph, asked.lang, [body])[0])
    certain = [not conditions for conditions in told.conditions]
    shown = [patterns(graph, hops, path) for path in paths]
    columns: Data = {
        "rank": list(range(1, len(paths) + 1)),
        "cost": [sum(hop.cost for hop in path) for path in paths],
        "hops": [_hops(graph, path) for path in paths],
        "mechanisms": hop_mechanisms(graph, paths, episodes),
        "patterns": shown,
        "documented": [bool(documented(graph, np.array([hop.link for hop in path], np.int64)).all()) for path in paths],
        "weakest_basis": [_weakest_basis(graph, path) for path in paths],
        "certainty": [CERTAIN if sure else POSSIBLE for sure in certain],
        "condition": [message("rules.conditions", conditions=those).text(asked.words) if those else None for those in told.conditions],
    }
    notes = [message("queries.walked_with_episodes", number=overseers) if episodes else message("queries.walked", number=overseers)]
    for end in {start, goal}:
        if graph.overseen[end]:
            notes.append(message("queries.overseen_end", body=str(graph.ids[end]), kind=KINDS.terms[graph.kind[end]]))
    notes += told.held_together
    if any(paths):
        notes += _pattern_notes(graph, asked, {name for names in shown for name in names})
    if not paths:
        notes.append(message("queries.no_known_path"))
        barring = barring_bodies(graph, possible_hops(graph, start, goal, episodes), start, goal)
        notes += [message("queries.barred", bodies=node_names(graph, asked.lang, barring))] if barring else []
    return QuestionResult(
        columns,
        message("queries.pairs"),
        1,
        len({start, goal}),
        {"connected": int(any(certain)), "possibly_connected": int(bool(paths) and not any(certain)), "no_known_path": int(not paths)},
        tuple(notes),
        weighed=False,
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
        Cost: linear in what lies about the two ends, which travels.
    """
    import numpy as np

    from oversight_graph.model.path_patterns import PATTERNS

    ends = asked["a"], asked["b"]
    bodies = {hop[end] for hops in rows["hops"] for hop in hops for end in ("from", "to")}
    graph = stored.inside.around(bodies, ends, max(pattern.span for pattern in PATTERNS) // 2)  # no body of a pattern is further from both ends
    every, number = stored.alike()
    at = {name: int(np.flatnonzero(graph.ids == body)[0]) for name, body in zip(("a", "b"), ends, strict=True)}
    found = _result(graph, replace(asked, values={**asked.values, **at}), int(number[~every.overseen].sum()))
    if asked.lang == "en":  # a condition names bodies
        rows = rows | {"condition": found.columns["condition"]}
    if rows["hops"]:
        return replace(found, columns=rows)
    return replace(found, columns=rows, notes=(*found.notes, message("queries.bars_of_stored")))


def _pattern_notes(graph: Graph, asked: QueryContext, told: Collection[str]) -> list[Message]:
    """The patterns that join the two bodies by themselves, and that no path in the answer shows: better ones come before theirs (domain §5)."""
    from oversight_graph.answer.answer_columns import node_names
    from oversight_graph.rules.path_certainty import certainty
    from oversight_graph.rules.pattern_ways import pattern_ways

    def name(body: int) -> str:
        return node_names(graph, asked.lang, [body])[0]

    notes = []
    for way in pattern_ways(graph, asked["a"], asked["b"], told, asked["episodes"]):
        bodies = [name(way.path[0].origin), *(name(hop.end) for hop in way.path)]
        (conditions,) = certainty(graph, [way.path], name).conditions
        if conditions:
            condition = message("rules.conditions", conditions=conditions)
            notes.append(message("queries.possible_pattern", pattern=way.pattern.zh, bodies=bodies, cost=way.cost, condition=condition))
        else:
            notes.append(message("queries.certain_pattern", pattern=way.pattern.zh, bodies=bodies, cost=way.cost))
    return notes


def _hops(graph: Graph, path: Sequence[Hop]) -> list[dict[str, Any]]:
    return [
        {
            "from": str(graph.ids[hop.origin]),
            "to": str(graph.ids[hop.end]),
            "link": LINKS.ids[graph.link_kind[hop.link]],
            "mechanism": MECHANISMS.ids[graph.mechanism[hop.link]] if graph.mechanism[hop.link] >= 0 else None,
            "basis": BASES.ids[graph.basis[hop.link]],
            "cost": hop.cost,
        }
        for hop in path
    ]


def _weakest_basis(graph: Graph, path: Sequence[Hop]) -> str | None:
    return BASES.ids[max(int(graph.basis[hop.link]) for hop in path)] if path else None


def cypher(scope: ScopeKind, values: Mapping[str, Any]) -> CypherQuery:
    """The one best path in Cypher.

    Parameters
    ----------
    scope : ScopeKind
        Date, charts and area.
    values : mapping
        The parameters as `values_of` gives them, bodies as ids.

    Returns
    -------
    CypherQuery
        A statement that returns the same row.

    Raises
    ------
    WrongQuestion
        For several paths: Cypher finds one.
    """
    from oversight_graph.cypher.path_query import path

    if values["disjoint"] or (values["paths"] or 1) > 1:
        raise WrongQuestion(message("queries.one_path_in_cypher"))
    return path(scope, values["a"], values["b"], values["episodes"])


QUESTION = Question(
    "path",
    "协作路径",
    "path",
    "How two bodies reach each other: the best paths of coordination, with their mechanisms and what documents them.",
    (
        AnswerColumn("rank", "序号", "rank", "number"),
        AnswerColumn("cost", "成本", "cost", "number"),
        AnswerColumn("hops", "路径", "hops", "hops"),
        AnswerColumn("mechanisms", "各步机制", "mechanisms", "mechanisms", drop_priority=2),
        AnswerColumn("patterns", "模式", "patterns", "texts"),
        AnswerColumn("documented", "有据", "documented", "flag"),
        AnswerColumn("weakest_basis", "最弱依据", "weakest basis", "term", BASES, drop_priority=1),
        AnswerColumn("certainty", "确定性", "certainty", "term", CERTAINTIES),
        AnswerColumn("condition", "条件", "condition", "text", blank=True),
    ),
    compute,
    "oversight path 派驻省扶贫办纪检监察组 派驻省水利厅纪检监察组 --chart gansu-2020",
    (
        Parameter("a", "body", "起点机构", "the body to start from", required=True),
        Parameter("b", "body", "终点机构", "the body to reach", required=True),
        Parameter(
            "paths",
            "number",
            "路径的条数（缺省为 1；与 --disjoint 合用时有多少取多少）",
            "how many paths (1; with --disjoint as many as there are)",
            flag="--paths",
        ),
        Parameter("disjoint", "flag", "互不相交的路径：除两端外没有共同的机构", "paths that share no body but their ends", default=False, flag="--disjoint"),
        Parameter("episodes", "flag", "也走联合办案等个案", "walk joint cases and episodes too", default=False, flag="--episodes"),
    ),
    cypher,
    help_zh="两个机构如何相互联系：最佳协作路径、所依机制与依据。",
    searches=True,
    frame=frame,
    counts=(
        Term("connected", "有路径", "connected"),
        Term("possibly_connected", "可能有路径", "possibly connected"),
        Term("no_known_path", "未见路径", "no known path"),
    ),
)
