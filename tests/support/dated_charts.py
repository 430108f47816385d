"""Small charts with a date, and what is found of their bodies."""

from __future__ import annotations

from typing import Any

import oversight_graph as og
from support.small import by_id, chart


def dated(name: str, as_of: str, text: str) -> og.Chart:
    return chart(text, name, f'as_of: {as_of}\narea: "530100"\nlevel: prefecture\nsources: [{{id: s1, title: A report}}]')


OLD = dated(
    "old",
    "2017",
    """
    complete: [{forms: [inspection]}]
    nodes:
      - {id: u, kind: Unit, name: 市财政局, valid_to: 2018-06}
      - {id: g, kind: StationedGroup, name: 旧组}
      - {id: v, kind: Unit, name: 市审计局}
    links:
      - {kind: STATIONED_AT, from: g, to: u, authority: [discipline]}
      - {kind: SUPERVISES, from: g, to: v, form: discipline, authority: [discipline]}
    """,
)
NEW = dated(
    "new",
    "2022",
    """
    nodes:
      - {id: u, kind: Unit, name: 市财政局}
      - {id: g, kind: StationedGroup, name: 新组}
    links: [{kind: STATIONED_AT, from: g, to: u}]
    """,
)
"""Two charts of one area, the old one of which dates a unit that the new one doesn't."""


def grades(graph: og.Graph, form: str = "stationed") -> dict[str, Any]:
    return by_id(og.ask(graph, "coverage", form=form), "grade")


def statuses(graph: og.Graph, norm: str, **asked: Any) -> dict[str, str]:
    answer = og.ask(graph, "gaps", all=True, **asked)
    return {row["id"].split(":")[1]: row["status"] for row in answer.rows if row["norm"] == norm}
