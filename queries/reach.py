"""How far a body reaches (domain §6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from oversight_graph.answer.question import Asked, Column, Found, Parameter, Question, Scope, Twin
from oversight_graph.model import KINDS, REACH_CLASSES

if TYPE_CHECKING:
    from oversight_graph.graph.graph import Graph


def compute(graph: Graph, asked: Asked) -> Found:
    """Walk from a body outwards, each node once, in its best class (domain §6).

    Parameters
    ----------
    graph : Graph
        What is asked about.
    asked : Asked
        `a`, the position of a body.

    Returns
    -------
    Found
        A row a node in scope, by class, then id. Cost: linear in the links, once for each step outwards.
    """
    import numpy as np

    from oversight_graph.answer.columns import described, words
    from oversight_graph.rules.reach import reach

    found = reach(graph, asked["a"])
    inside = graph.scope[found.node]
    node, rank, via = found.node[inside], found.rank[inside], found.via[inside]
    order = np.lexsort((node, rank))
    node, rank, via = node[order], rank[order], via[order]
    overseen, weight = graph.overseen[node], graph.weight[node]

    def by_class(mask: Any) -> dict[str, int]:
        return {name: int(weight[mask & (rank == code)].sum()) for code, name in enumerate(REACH_CLASSES.ids)}

    universe = graph.overseen & graph.scope
    n = int(graph.weight[universe].sum())
    counted = by_class(overseen)
    return Found(
        {
            **described(graph, node, asked, "id", "name", "kind"),
            "class": words(REACH_CLASSES, rank),
            "via": list(graph.ids[via]),
            "count": described(graph, node, asked, "count")["count"],
            "overseen": overseen.tolist(),
        },
        asked.say("监督对象", "overseen nodes"),
        n,
        int(universe.sum()),
        {
            **counted,
            "not_reached": n - sum(counted.values()),
            "total": sum(counted[one.id] for one in REACH_CLASSES if one.total),
            "bodies": by_class(~overseen),
        },
    )


def cypher(scope: Scope, values: Mapping[str, Any]) -> Twin:
    """The same in Cypher.

    Parameters
    ----------
    scope : Scope
        Date, charts and area.
    values : mapping
        `a`, the id of the body.

    Returns
    -------
    Twin
        A statement that returns the same rows.
    """
    from oversight_graph.cypher.reach import reach

    return reach(scope, values["a"])


QUESTION = Question(
    "reach",
    "监督范围",
    "reach",
    "How far a body reaches: every node once, in its best class, and from where it was reached.",
    (
        Column("id", "标识", "id", "id"),
        Column("name", "名称", "name", "name"),
        Column("kind", "类型", "kind", "term", KINDS, spare=1),
        Column("class", "类别", "class", "term", REACH_CLASSES),
        Column("via", "经由", "via", "id"),
        Column("count", "数量", "count", "number"),
        Column("overseen", "监督对象", "overseen", "flag", spare=2),
    ),
    compute,
    "oversight reach 驻自治区工信厅纪检监察组 --chart xinjiang-2021",
    (Parameter("a", "body", "机构", "the body to start from", required=True),),
    cypher,
    help_zh="一个机构能监督到哪里：每个对象只计一次，取其最好的类别，并写明经由谁。",
)
