"""What a store is filled with and asked, whichever kind it is."""

from __future__ import annotations

import json

import oversight_graph as og
from oversight_graph.queries import QUESTIONS
from oversight_graph.store.protocol import Store

NASTY = (
    "`) DETACH DELETE n //", "'; DROP TABLE Unit; --", '"}{$x}', "}) MATCH (n) DETACH DELETE n WITH 1 AS x //", "\\u0027 \\' \\\\", "名" * 10_000,
    "a\nb\tc", "</script><b>", "\u202eabc\u202c", "𠀀𠮷", "{{7*7}}", "\u0301", "' OR 1=1", "$rows", "n`:`X",
)  # fmt: skip


def load(store: Store, *charts: og.Chart) -> None:
    og.plan(store, charts).apply(100)


def answers(graph: og.Graph, *names: str) -> list[og.Answer]:
    """Every question that is asked of a whole scope."""
    return [
        og.ask(graph, question.id) for question in QUESTIONS if not any(one.required for one in question.parameters) and (not names or question.id in names)
    ]


def said(answer: og.Answer) -> object:
    return json.loads(answer.to_json())
