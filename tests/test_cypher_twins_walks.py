"""Two engines, one meaning: the Cypher of reach, workload and path finds in a Neo4j what their computation finds in memory."""

from __future__ import annotations

import json
from collections.abc import Sequence
from random import Random
from typing import Any

import pytest
from charts_strategy import Document, chart_sets, charts, read_chart
from hypothesis import HealthCheck, Phase, given, settings
from small import chart

import oversight_graph as og
from oversight_graph.charts import NAMES, shipped
from oversight_graph.queries import QUESTIONS
from oversight_graph.store.neo4j.store import Neo4jStore

some = settings(max_examples=40, deadline=None, derandomize=True, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))


def empty(store: Neo4jStore) -> None:
    store._connection.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS")


def fill(store: Neo4jStore, *loaded: og.Chart) -> None:
    empty(store)
    og.plan(store, list(loaded)).apply()


PLANNED_ONCE = "CYPHER replan=skip "
"""Every random chart has other statistics, and planning anew takes longer than all the rest."""


class Cut:
    """A cut of a store, asked in both engines."""

    def __init__(self, store: Neo4jStore, *scope: Any) -> None:
        self.store, self.scope = store, scope
        self.graph = store.graph(*scope, whole=True)
        self.asked = store.cut(*scope)

    def agrees(self, question: str, *bodies: str, **parameters: Any) -> Sequence[dict[str, Any]]:
        declared = next(one for one in QUESTIONS if one.id == question)
        places = [one.id for one in declared.parameters if one.type == "body"]
        values = {one.id: one.default for one in declared.parameters} | dict(zip(places, bodies, strict=False)) | parameters
        assert declared.cypher is not None
        twin = declared.cypher(self.asked, values)
        columns, rows = self.store.cypher(PLANNED_ONCE + twin.text, dict(twin.parameters))
        assert columns == [column.id for column in declared.columns]
        expected = og.ask(self.graph, question, *bodies, **parameters).rows
        found = [dict(zip(columns, row, strict=True)) for row in rows]
        assert found == expected, (self.scope, question, bodies, parameters)
        return found

    def agrees_on_load(self) -> None:
        for broad in (False, True):
            self.agrees("workload", broad=broad)

    def agrees_on_all(self, pairs: int, random: Random) -> None:
        self.agrees_on_load()
        ids = [str(one) for one in self.graph.ids]
        if not ids:  # nothing holds on that day
            return
        for one in ids:
            self.agrees("reach", one)
        self.agrees("workload", random.choice(ids), broad=random.random() < 0.5)
        overseers = [one for one, overseen in zip(ids, self.graph.overseen, strict=True) if not overseen] or ids
        for _ in range(pairs):
            self.agrees("path", random.choice(overseers), random.choice(overseers), episodes=random.random() < 0.5)


@pytest.fixture
def five(neo4j_store: Neo4jStore) -> Neo4jStore:
    fill(neo4j_store, *og.read(*shipped()))
    return neo4j_store


def named(cut: Cut, step: int = 1) -> list[str]:
    """One of each repeat is enough."""
    return [str(one) for one in cut.graph.ids if not one.rsplit("-", 1)[-1].isdigit() or one.endswith("-1")][::step]


SCOPES = (
    *((name, None, None) for name in NAMES),
    (None, None, None),
    (None, None, "2017-06-30"),
    (None, None, "2020"),
    (None, "620000", None),
    (["gansu-2020", "tianjin-2019"], "CN", "2019-06"),
    (None, "120000", "2023"),
)


def test_the_shipped_charts(five: Neo4jStore) -> None:
    connected = 0
    for scope in SCOPES:
        cut = Cut(five, *scope)
        random = Random(str(scope))
        cut.agrees_on_load()
        for body in named(cut, 1 if scope == (None, None, None) else 7):
            cut.agrees("reach", body)
        for body in named(cut, 25):
            cut.agrees("workload", body)
        overseers = [str(one) for one, overseen in zip(cut.graph.ids, cut.graph.overseen, strict=True) if not overseen]
        for _ in range(40):
            a = random.choice(overseers)
            b = random.choice([one for one in overseers if one.split(":")[0] == a.split(":")[0]])
            connected += len(cut.agrees("path", a, b, episodes=random.random() < 0.5))
    assert connected > 200


def test_random_charts(neo4j_store: Neo4jStore) -> None:
    @given(charts())
    @some
    def agree(document: Document) -> None:
        fill(neo4j_store, read_chart(document))
        random = Random(json.dumps(document))
        try:
            Cut(neo4j_store).agrees_on_all(15, random)
            node = random.choice(document["nodes"])
            Cut(neo4j_store, None, node["area"], random.choice(("2016", "2018-03-01", "2021"))).agrees_on_all(4, random)
        except AssertionError as error:
            raise AssertionError(f"{error}\n\nin {json.dumps(document, ensure_ascii=False)}") from None

    agree()


def test_random_sets_of_charts(neo4j_store: Neo4jStore) -> None:
    @given(chart_sets())
    @some
    def agree(documents: list[Document]) -> None:
        fill(neo4j_store, *map(read_chart, documents))
        random = Random(json.dumps(documents))
        try:
            Cut(neo4j_store).agrees_on_all(10, random)
            Cut(neo4j_store, random.choice(documents)["chart"]).agrees_on_all(4, random)
        except AssertionError as error:
            raise AssertionError(f"{error}\n\nin {json.dumps(documents, ensure_ascii=False)}") from None

    agree()


LONG = "长" * 230
ODD = f"""
nodes:
  - {{id: "a𠀁", kind: Commission, name: 甲}}
  - {{id: "aﬀ", kind: Commission, name: 乙}}
  - {{id: "a𠀀", kind: Room, name: 丙}}
  - {{id: r, kind: Room, name: 丁}}
  - {{id: "{LONG}2", kind: StationedGroup, name: 戊}}
  - {{id: "{LONG}1", kind: StationedGroup, name: 己}}
  - {{id: u, kind: Unit, name: 庚}}
links:
  - {{kind: LEADS, from: "aﬀ", to: "a𠀁"}}
  - {{kind: DISPATCHES, from: "aﬀ", to: "{LONG}1"}}
  - {{kind: DISPATCHES, from: "aﬀ", to: "{LONG}2"}}
  - {{kind: PART_OF, from: "a𠀀", to: "aﬀ"}}
  - {{kind: PART_OF, from: r, to: "aﬀ"}}
  - {{kind: COORDINATES_WITH, from: "a𠀀", to: "{LONG}2", mechanism: secondment}}
  - {{kind: COORDINATES_WITH, from: "a𠀀", to: "{LONG}1", mechanism: secondment}}
  - {{kind: COORDINATES_WITH, from: "{LONG}2", to: "a𠀁", mechanism: secondment}}
  - {{kind: COORDINATES_WITH, from: "{LONG}1", to: "a𠀁", mechanism: secondment}}
  - {{kind: STATIONED_AT, from: "{LONG}1", to: u}}
  - {{kind: STATIONED_AT, from: "{LONG}2", to: u}}
  - {{kind: CONTACTS, from: "a𠀀", to: u, authority: [discipline], basis: declared}}
"""


def test_ids_beyond_what_an_index_holds_and_beyond_sixteen_bits_keep_their_order(neo4j_store: Neo4jStore) -> None:
    fill(neo4j_store, chart(ODD))
    cut = Cut(neo4j_store)
    assert [one.removeprefix("small:")[:2] for one in cut.graph.ids] == ["aﬀ", "a𠀀", "a𠀁", "r", "u", "长长", "长长"]
    for a in cut.graph.ids:
        cut.agrees("reach", a)
        for b in cut.graph.ids:
            cut.agrees("path", a, b)
    (row,) = cut.agrees("path", "small:a𠀀", "small:a𠀁")
    assert [hop["to"] for hop in row["hops"]] == [f"small:{LONG}1", "small:a𠀁"]


def test_a_load_is_rounded_alike(neo4j_store: Neo4jStore) -> None:
    posts = (3, 7, 32, 96, 160, 800, 20_000, 0)
    nodes = "".join(f"  - {{id: g{n}, kind: StationedGroup, name: 组{n}, staff_full_time: {n}}}\n" for n in posts)
    units = "".join(f"  - {{id: u{n}, kind: Unit, name: 局{n}}}\n" for n in range(3))
    links = "".join(f"  - {{kind: STATIONED_AT, from: g{n}, to: u{m}}}\n" for place, n in enumerate(posts) for m in range(1 + place % 3))
    fill(neo4j_store, chart(f"nodes:\n{nodes}{units}links:\n{links}"))
    found = {row["id"]: row["load"] for row in Cut(neo4j_store).agrees("workload")}
    assert (found["small:g32"], found["small:g800"], found["small:g0"]) == (0.0938, 0.0038, None)


LADDER = 14


def test_a_path_may_have_as_many_steps_as_it_takes(neo4j_store: Neo4jStore) -> None:
    """Step by step there is a short way that is dear and a long way that is cheap; the last one's ends agree in weight."""
    nodes = "".join(
        f"  - {{id: n{n:03}, kind: Commission, name: 甲{n}}}\n  - {{id: m{n:03}, kind: InternalDisciplineBody, name: 乙{n}}}\n" for n in range(LADDER)
    )
    links = "".join(
        f"  - {{kind: LEADS, from: n{n:03}, to: n{n + 1:03}}}\n"
        f"  - {{kind: COORDINATES_WITH, from: n{n:03}, to: m{n:03}, mechanism: secondment}}\n"
        f"  - {{kind: COORDINATES_WITH, from: m{n:03}, to: n{n + 1:03}, mechanism: secondment}}\n"
        for n in range(LADDER - 1)
    )
    fill(neo4j_store, chart(f"nodes:\n{nodes}links:\n{links}"))
    (row,) = Cut(neo4j_store).agrees("path", "small:n000", f"small:n{LADDER - 1:03}")
    assert (row["cost"], len(row["hops"])) == (2 * (LADDER - 1), 2 * (LADDER - 1))


@pytest.mark.parametrize("parameters", [{"paths": 2}, {"disjoint": True}])
def test_several_paths_have_no_cypher(neo4j_store: Neo4jStore, parameters: dict[str, Any]) -> None:
    fill(neo4j_store, chart(ODD))
    with pytest.raises(og.WrongQuestion, match=r"leave out `--paths` and `--disjoint`\.$"):
        Cut(neo4j_store).agrees("path", "small:r", "small:u", **parameters)
