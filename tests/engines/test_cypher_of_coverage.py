"""Two engines, one meaning: a question in Cypher, on a real Neo4j, gives the rows of the computation in memory, in their order."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st
from support.charts_strategy import AREAS, WRITTEN_DATES, Document, chart_sets, charts, read_chart
from support.examples import examples
from support.twins import Twins, fill

import oversight_graph as og
from oversight_graph.chart.build import build
from oversight_graph.charts import NAMES
from oversight_graph.errors import NothingThere
from oversight_graph.model import FORMS
from oversight_graph.parsing.yaml_text import documents
from oversight_graph.queries import QUESTIONS
from oversight_graph.store.neo4j.store import Neo4jStore

pytestmark = pytest.mark.slow
some = examples(8, long=150, phases=[Phase.generate])
seeds = st.integers(0, 2**32 - 1)

NORMS = """
norms:
  - {id: X1, rule: coverage, norm_set: strict, form: discipline, applies_to: [{kinds: [Unit, Township, Village]}], source: x,
     requires: {grade: 5, independent: true, authority: [discipline, state], staff_full_time: 3, with_subordinates: true}}
  - {id: X2, rule: coverage, norm_set: strict, form: state, applies_to: [{kinds: [Unit]}, {kinds: [Village], levels: [village, county]}], source: x,
     requires: {independent: true, staff_full_time: 2, bodies: 2}}
  - {id: X3, rule: coverage, norm_set: mild, form: stationed, applies_to: [{kinds: [Unit, Township, Village]}], area: "530100", source: x,
     requires: {grade: 1, independent: true, load_at_most: 1}}
  - {id: X4, rule: coverage, norm_set: mild, form: inspection, applies_to: [{kinds: [Unit, Township, Village]}], source: x,
     requires: {grade: 4, term_years: 2, staff_full_time: 1}}
  - {id: X5, rule: coverage, norm_set: mild, form: discipline, applies_to: [{kinds: [Unit], categories: [party, government, enterprise]}], source: x,
     requires: {grade: 4, authority: [inspection]}, valid_from: "2018-03"}
  - {id: X6, rule: coverage, norm_set: mild, form: stationed, applies_to: [{kinds: [Unit, Village]}], source: x,
     requires: {grade: 4, with_subordinates: true, staff_full_time: 3}, valid_to: "2020"}
"""
"""What the shipped norms seldom ask: independence, powers, posts, scope, a shorter term, redundancy, a ceiling of load."""


TWO_CHARTS = """
chart: a
title: a
as_of: "2021"
area: "530100"
level: prefecture
sources: [{id: s1, title: s1}]
claims: [{forms: stationed, categories: [party]}, {forms: stationed, levels: [county], covered: 2, of: 3}]
nodes:
  - {id: cc, kind: Commission, name: 纪委}
  - {id: p1, kind: PartyCommittee, name: 省委, level: province, area: "530000"}
  - {id: p2, kind: PartyCommittee, name: 市委}
  - {id: p3, kind: PartyCommittee, name: 县委, level: county, area: "530102"}
  - {id: team, kind: InspectionTeam, name: 巡察组, staff_full_time: 9}
  - {id: g1, kind: StationedGroup, name: 组一, staff_full_time: 3, staff_quantifier: approx}
  - {id: g2, kind: StationedGroup, name: 组二, staff_full_time: 1, staff_quantifier: le}
  - {id: g3, kind: StationedGroup, name: 组三, staff_full_time: 5, staff_quantifier: ge}
  - {id: room, kind: Room, name: 一室, staff_full_time: 4}
  - {id: own, kind: InternalDisciplineBody, name: 机关纪委}
  - {id: t1, kind: LiaisonStation, name: 站一}
  - {id: t2, kind: LiaisonStation, name: 站二, valid_to: "2019"}
  - {id: v1, kind: Village, name: 村一, area: "530102001"}
  - {id: v2, kind: Village, name: 村二, area: "530102001"}
  - {id: u1, kind: Unit, name: 单位一, category: government}
  - {id: u2, kind: Unit, name: 单位二, category: party}
  - {id: u3, kind: Unit, name: 单位三}
  - {id: u4, kind: Unit, name: 单位四}
  - {id: u5, kind: Unit, name: 单位五, category: enterprise, count: 4}
  - {id: u6, kind: Unit, name: 单位六, count: unknown}
  - {id: u7, kind: Unit, name: 单位七}
  - {id: u8, kind: Unit, name: 单位八}
  - {id: u9, kind: Unit, name: 单位九, valid_to: "2020"}
  - {id: u10, kind: Unit, name: 单位十}
  - {id: u11, kind: Unit, name: 单位十一, level: county, area: "530102", category: government}
  - {id: u12, kind: Unit, name: 单位十二}
  - {id: u13, kind: Unit, name: 单位十三}
  - {id: u15, kind: Unit, name: 单位十五}
  - {id: u16, kind: Unit, name: 单位十六, level: county, area: "530102", category: party}
  - {id: u17, kind: Unit, name: 单位十七, level: province, area: "530000"}
  - {id: v3, kind: Village, name: 村三, level: prefecture, area: "530102"}
  - {id: g4, kind: StationedGroup, name: 组四, valid_to: "2019"}
links:
  - {kind: LEADS, from: p1, to: team, basis: statutory}
  - {kind: LEADS, from: p2, to: team, basis: declared}
  - {kind: LEADS, from: p3, to: team, basis: episode}
  # three steps below a group, of which two count; one unit by one step and by two; one over what is no more
  - {kind: STATIONED_AT, from: g1, to: u1, scope: with_subordinates, valid_to: "2021"}
  - {kind: SUBORDINATE_TO, from: u2, to: u1, basis: statutory}
  - {kind: SUBORDINATE_TO, from: u3, to: u2}
  - {kind: SUBORDINATE_TO, from: u4, to: u3}
  - {kind: SUBORDINATE_TO, from: u5, to: u1}
  - {kind: SUBORDINATE_TO, from: u5, to: u2}
  - {kind: SUBORDINATE_TO, from: u15, to: u1, line: professional}
  - {kind: STATIONED_AT, from: g4, to: u3}
  - {kind: STATIONED_AT, from: g3, to: u17}
  - {kind: SUBORDINATE_TO, from: u9, to: u1}
  - {kind: SUBORDINATE_TO, from: u10, to: u9}
  - {kind: STATIONED_AT, from: g2, to: u6, scope: self}
  - {kind: SUBORDINATE_TO, from: u13, to: u6}
  # stations
  - {kind: EXTENDS_TO, from: room, to: t1, form: stationed}
  - {kind: SERVES, from: t1, to: v1, basis: declared}
  - {kind: EXTENDS_TO, from: room, to: t2, form: stationed}
  - {kind: SERVES, from: t2, to: v2}
  # independence
  - {kind: SUPERVISES, from: own, to: u7, authority: [discipline, state], form: state, scope: with_subordinates}
  - {kind: HOSTED_BY, from: own, to: u7, resource: staff}
  - {kind: STATIONED_AT, from: g3, to: u8}
  - {kind: STATIONED_AT, from: g2, to: u8, basis: declared}
  - {kind: HOSTED_BY, from: g3, to: u8, resource: budget}
  - {kind: CONTACTS, from: room, to: u6, form: state, authority: [state, inspection]}
  - {kind: HOSTED_BY, from: room, to: u6, resource: staff, basis: episode}
  - {kind: CONTACTS, from: room, to: u13, form: discipline, basis: episode}
  - {kind: STATIONED_AT, from: g3, to: u12, scope: with_subordinates}
  - {kind: HOSTED_BY, from: g3, to: u12, resource: party_group_seat}
  - {kind: HOSTED_BY, from: g3, to: u12, resource: room}
  # inspections
  - {kind: INSPECTS, from: team, to: u1, year: 2016}
  - {kind: INSPECTS, from: team, to: u2, year: 2017, basis: episode}
  - {kind: INSPECTS, from: team, to: u6, year: 2019}
  - {kind: INSPECTS, from: team, to: u7, year: 2022}
  - {kind: INSPECTS, from: team, to: u8, year: 2021, scope: with_subordinates}
---
chart: b
title: b
as_of: "2020"
area: "530100"
level: prefecture
sources: [{id: s1, title: s1}]
complete: [{forms: [stationed, inspection], levels: [prefecture, county]}]
nodes:
  - {id: u, kind: Unit, name: 单位四, same_as: "a:u4"}
  - {id: g, kind: StationedGroup, name: 组三, same_as: "a:g3"}
  - {id: u14, kind: Unit, name: 单位十四, category: court}
links:
  - {kind: STATIONED_AT, from: g, to: u}
"""
"""A case of every rule, as random charts come upon some of them once in hundreds."""


@pytest.fixture
def own_norms(tmp_path: Path) -> str:
    path = tmp_path / "norms.yaml"
    path.write_text(NORMS, encoding="utf-8")
    return str(path)


SCOPES: tuple[tuple[list[str] | None, str | None, str | None], ...] = (
    *(([name], None, None) for name in NAMES),
    *((None, None, day) for day in (None, "2015", "2017-06-30", "2019-06-30", "2020-12-31", "2021")),
    *((None, area, None) for area in ("620000", "650100", "CN")),
    (["city-80", "gansu-2020"], None, "2019-06-30"),
    (["tianjin-2019"], "120111", "2021"),
)


def agree_on_the_shipped_charts(store: Neo4jStore, own_norms: str, scopes: Sequence[tuple[list[str] | None, str | None, str | None]]) -> tuple[int, int]:
    """Six ways to ask in each scope; gives how many answers were compared, and over how many rows."""
    compared = rows = 0
    for chosen, area, as_of in scopes:
        twins = Twins(store, chosen, area, as_of)
        twins.agree("coverage")
        twins.agree("coverage", form=["state", "stationed"], switch=False)
        twins.agree("gaps", all=True)
        twins.agree("gaps", form=["discipline"], switch=False)
        twins.agree("gaps", norms=["national"], all=True)
        twins.agree("gaps", norms_files=[own_norms], norms=["strict", "mild"], all=True)
        compared, rows = compared + twins.compared, rows + twins.rows
    return compared, rows


def test_coverage_and_gaps_of_the_shipped_charts_in_some_scopes(neo4j_five: Neo4jStore, own_norms: str) -> None:
    """Two charts alone, all together on one day, and one area of a chart on another day."""
    compared, rows = agree_on_the_shipped_charts(neo4j_five, own_norms, [*SCOPES[:2], SCOPES[7], SCOPES[-1]])
    assert compared == 24
    assert rows > 1_000


@pytest.mark.long(seconds=50)
def test_coverage_and_gaps_of_the_shipped_charts(neo4j_five: Neo4jStore, own_norms: str) -> None:
    compared, rows = agree_on_the_shipped_charts(neo4j_five, own_norms, SCOPES)
    assert compared == 96
    assert rows > 10_000


def test_coverage_and_gaps_where_every_rule_has_a_case(neo4j_store: Neo4jStore, own_norms: str) -> None:
    og.plan(neo4j_store, _two_charts()).apply()
    for chosen, area, as_of in ((None, None, None), (["a"], None, None), (["b"], None, "2021"), (None, "530102", None), (None, None, "2019-06-30")):
        twins = Twins(neo4j_store, chosen, area, as_of)
        for switch in (True, False):
            twins.agree("coverage", switch=switch)
            twins.agree("gaps", switch=switch, all=True, norms_files=[own_norms])


def _two_charts() -> list[og.Chart]:
    readings = [build(one, "two.yaml") for one in documents(TWO_CHARTS)]
    assert all(one.chart for one in readings), [one.problems for one in readings]
    return [one.chart for one in readings if one.chart]


@given(charts(), seeds)
@some
def test_coverage_and_gaps_of_random_charts(neo4j_store: Neo4jStore, own_norms: str, document: Document, seed: int) -> None:
    agree(neo4j_store, own_norms, [document], seed)


@given(chart_sets(), seeds)
@some
def test_coverage_and_gaps_of_random_sets_of_charts(neo4j_store: Neo4jStore, own_norms: str, drawn: list[Document], seed: int) -> None:
    agree(neo4j_store, own_norms, drawn, seed)


def agree(store: Neo4jStore, own_norms: str, drawn: list[Document], seed: int) -> None:
    """Both questions, with all that a user may set: over the whole store, and over some cut of it."""
    fill(store, [read_chart(document) for document in drawn])
    random = Random(seed)
    names = [one["chart"] for one in drawn]
    for chosen, area, as_of in (
        (None, None, None),
        (random.sample(names, random.randint(1, len(names))), random.choice((None, *AREAS)), random.choice((None, *WRITTEN_DATES))),
    ):
        try:
            twins = Twins(store, chosen, area, as_of)
        except NothingThere:  # in that area
            continue
        switch = random.random() < 0.6
        forms = random.sample(FORMS.ids, random.randint(1, len(FORMS)))
        try:
            twins.agree("coverage", switch=switch, form=random.choice((None, forms)))
            twins.agree("gaps", switch=switch, all=True, norms_files=[own_norms])
            twins.agree("gaps", switch=not switch, norms_files=[own_norms], form=forms, norms=random.choice((None, ["mild"], ["strict", "national"])))
        except AssertionError as error:
            raise AssertionError(f"{error}\n\nin {json.dumps(drawn, ensure_ascii=False)}") from error


def test_ids_beyond_the_first_65536_characters_stand_in_the_order_of_the_computation(neo4j_store: Neo4jStore) -> None:
    names = ["ﮐ", "𠀀", "a", "中", "𝒜", "a-1", "Z", "é", "x" * 250 + "ﮐ", "x" * 250 + "𠀀"]
    document = {
        "chart": "odd", "title": "odd", "as_of": "2020", "area": "530100", "level": "county", "sources": [{"id": "s1", "title": "s1"}],
        "nodes": [{"id": f"u{one}", "kind": "Unit", "name": one} for one in names]
        + [{"id": f"g{one}", "kind": "StationedGroup", "name": f"驻{one}", "staff_full_time": 3} for one in names],
        "links": [{"kind": "STATIONED_AT", "from": f"g{one}", "to": f"u{two}", "source": "s1"} for one in names for two in names],
    }  # fmt: skip
    fill(neo4j_store, [read_chart(document)])
    twins = Twins(neo4j_store)
    twins.agree("coverage")
    twins.agree("gaps", all=True)
    assert twins.rows > 40


def test_a_generation_that_isnt_valid_is_not_seen(neo4j_store: Neo4jStore) -> None:
    og.plan(neo4j_store, _two_charts()).apply()
    for kind in ("Unit", "Village", "Commission", "PartyCommittee"):  # as a load leaves them that is on its way in
        neo4j_store._connection.run(f"MATCH (n:{kind}) CREATE (m:Body:{kind}) SET m = n {{.*, generation: -1, key: '-1:' + n.id}}")
    neo4j_store._connection.run("MATCH (n:Commission {generation: -1}) SET n.area = '530102', n.level = 'county'")
    neo4j_store._connection.run(
        "MATCH (n:PartyCommittee {generation: -1}) CREATE (n)-[r:LEADS]->(:Body:InspectionTeam {charts: n.charts}) SET r.basis = 'assigned', r.charts = n.charts"
    )
    twins = Twins(neo4j_store)
    twins.agree("coverage")
    twins.agree("gaps", all=True)


def test_what_a_user_writes_never_stands_in_a_statement(neo4j_five: Neo4jStore) -> None:
    for question in QUESTIONS:
        if question.cypher is None or any(one.type == "body" for one in question.parameters):
            continue
        values = {one.id: one.default for one in question.parameters}
        plain, narrow = neo4j_five.cut(None, None, "2022-12"), neo4j_five.cut(["city-80"], "city-80", "2017")
        own, two = neo4j_five.cut(), neo4j_five.cut(["city-80", "gansu-2020"], "620000")  # each chart at its own day: a text of its own
        for alike in ((plain, narrow), (own, two)):
            texts = {question.cypher(cut, values | {"form": form}).text for cut in alike for form in (None, ["state"])}
            assert len(texts) == 1
            assert not re.search(r"city-80|20\d\d|N0\d|national", next(iter(texts)))
