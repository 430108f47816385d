"""`--engine cypher`: the answer that is computed inside Neo4j is the answer by columns, with its counts, its notes and all that a table says of it (contract §4)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from support.asked_inside import same_answer
from support.twins import PLANNED_ONCE

from oversight_graph.queries import QUESTIONS
from oversight_graph.store.neo4j import inside
from oversight_graph.store.neo4j.store import Neo4jStore

EmptyStore = Callable[[], AbstractContextManager[Any]]
CYPHER = [one for one in QUESTIONS if one.cypher is not None]


@pytest.fixture(autouse=True)
def planned_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inside, "PLANNING", PLANNED_ONCE)


def test_every_question_with_cypher_can_be_asked_inside() -> None:
    assert [one.id for one in QUESTIONS if one.frame is not None] == [one.id for one in CYPHER]


FIVE: list[tuple[str, tuple[str, ...], dict[str, Any]]] = [
    ("coverage", (), {}),
    ("coverage", (), {"scope": {"charts": ["gansu-2020"]}, "form": ["state", "inspection"], "lang": "en"}),
    ("gaps", (), {}),
    ("gaps", (), {"scope": {"area": "620000"}, "norms": ["national"], "all": True, "lang": "zh"}),
    ("workload", (), {}),
    ("mechanisms", (), {"lang": "en"}),
    ("mechanisms", ("派驻省水利厅纪检监察组",), {}),
    ("inspections", (), {}),
    ("reach", ("派驻省水利厅纪检监察组",), {}),
    ("path", ("派驻省扶贫办纪检监察组", "派驻省水利厅纪检监察组"), {"lang": "en"}),
]


@pytest.mark.slow
@pytest.mark.parametrize(("question", "bodies", "given"), FIVE, ids=lambda value: value if isinstance(value, str) else None)
def test_the_shipped_charts_are_answered_alike(question: str, bodies: tuple[str, ...], given: dict[str, Any], neo4j_five: Neo4jStore) -> None:
    assert same_answer(neo4j_five, question, *bodies, **given).n
