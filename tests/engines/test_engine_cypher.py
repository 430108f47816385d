"""`--engine cypher`: the answer that is computed inside Neo4j is the answer by columns, with its counts, its notes and all that a table says of it (contract §4)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st
from support.asked_inside import same_answer
from support.charts_strategy import chart_sets, overseers, read_chart
from support.examples import examples
from support.set_charts import drawn, read
from support.twins import PLANNED_ONCE, fill
from walk_cases import deep, hand

import oversight_graph as og
from oversight_graph.errors import NothingThere
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


ALL = ("coverage", "gaps", "workload", "reach", "path")
QUICK = ("mechanisms", "inspections")
SCOPES: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "own days": ({}, ("gaps", "workload", "reach", "path")),
    "an area on one day": ({"area": "530100", "as_of": "2022-12-31"}, ("coverage", "gaps", "reach")),
    "an earlier day": ({"as_of": "2018-12-31"}, ("coverage", "reach", "path")),
}
"""Each chart at its own day; one day that all charts know; a day before those of some: and what is asked, as a server plans each statement for half a minute."""


def agree_on_all(store: Neo4jStore, random: Random, scope: dict[str, Any], names: tuple[str, ...]) -> int:
    """Some questions in a scope; how many rows were compared."""
    rows = 0
    try:
        bodies = overseers(store.graph(**scope, whole=True))
    except NothingThere:
        return 0
    some = random.sample(bodies, min(2, len(bodies)))
    lang = random.choice((None, "zh", "en"))
    asked: list[tuple[Any, ...]] = [
        ("coverage",), ("gaps", {"norms": random.choice((None, ["national"], ["N01"]))}), ("gaps", {"all": True}), ("workload",), ("workload", {"broad": True}),
        ("mechanisms",), ("inspections",), *(("reach", one) for one in some), *(("mechanisms", one) for one in some[:1]),
        *([("path", *some), ("path", *some[::-1], {"episodes": True})] if len(some) > 1 else []),
    ]  # fmt: skip
    for name, *rest in asked:
        if name in (*names, *QUICK):
            further = rest.pop() if rest and isinstance(rest[-1], dict) else {}
            rows += len(same_answer(store, name, *rest, scope=scope, lang=lang, **further))
    return rows


@pytest.mark.slow
@pytest.mark.parametrize("name", SCOPES)
def test_random_charts_of_different_days_are_answered_alike(name: str, neo4j_stores: EmptyStore) -> None:
    compared = 0

    @given(documents=chart_sets(shares=True), seed=st.integers(0, 2**32 - 1))
    @examples(2, long=60, phases=[Phase.generate])
    def agree(documents: list[Any], seed: int) -> None:
        nonlocal compared
        with neo4j_stores() as store:
            try:
                og.plan(store, [read_chart(one) for one in documents]).apply()
            except og.ChartError:
                return
            compared += agree_on_all(store, Random(seed), *SCOPES[name])

    agree()
    assert compared


@pytest.mark.slow
def test_charts_by_hand_are_answered_alike(neo4j_store: Neo4jStore) -> None:
    """Those of tests/engines: each rule of the walks, chains longer than any depth, costs, sets."""
    for name, made in (hand() | {f"deep {seed}": deep(seed) for seed in range(3)}).items():
        fill(neo4j_store, [made])
        assert agree_on_all(neo4j_store, Random(name), {}, ALL), name


@pytest.mark.slow
def test_random_charts_of_sets_are_answered_alike(neo4j_store: Neo4jStore) -> None:
    compared = 0

    @given(st.integers(0, 2**64 - 1))
    @examples(4, long=150, phases=[Phase.generate])
    def agree(seed: int) -> None:
        nonlocal compared
        if (made := read(drawn(seed))) is not None:
            fill(neo4j_store, [made])
            compared += agree_on_all(neo4j_store, Random(seed), {}, ALL)

    agree()
    assert compared
