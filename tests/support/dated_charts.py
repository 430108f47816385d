"""Small charts with a date, and what is found of their bodies."""

from __future__ import annotations

from typing import Any

import oversight_graph as og
from support.small import by_id, chart


def dated(name: str, as_of: str, text: str) -> og.Chart:
    return chart(text, name, f'as_of: {as_of}\narea: "530100"\nlevel: prefecture\nsources: [{{id: s1, title: A report}}]')


def grades(graph: og.Graph, form: str = "stationed") -> dict[str, Any]:
    return by_id(og.ask(graph, "coverage", form=form), "grade")


def statuses(graph: og.Graph, norm: str, **asked: Any) -> dict[str, str]:
    answer = og.ask(graph, "gaps", all=True, **asked)
    return {row["id"].split(":")[1]: row["status"] for row in answer.rows if row["norm"] == norm}
