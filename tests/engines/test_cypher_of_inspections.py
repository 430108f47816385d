"""Inspections in Cypher, on a real Neo4j: the rows of the computation, in their order."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given
from support.charts_strategy import Document, chart_sets, read_chart
from support.examples import examples
from support.small import chart
from support.twins import Twins, fill

from oversight_graph.store.neo4j.store import Neo4jStore

pytestmark = pytest.mark.slow

CHART = """
nodes:
  - {id: teams, kind: InspectionTeam, name: 市委巡察组, count: unknown}
  - {id: four, kind: InspectionTeam, name: 四个巡察组, count: 4}
  - {id: t, kind: InspectionTeam, name: 第一巡察组}
  - {id: units, kind: Unit, name: 市直单位, count: unknown}
  - {id: five, kind: Unit, name: 五个局, count: 5, area: "530102"}
  - {id: u, kind: Unit, name: 一局}
  - {id: old, kind: Unit, name: 旧局, valid_to: "2018"}
  - {id: g, kind: StationedGroup, name: 一组}
links:
  - {kind: INSPECTS, from: teams, to: units, type: regular, year: 2020, share: all, count: 26}
  - {kind: INSPECTS, from: teams, to: units, type: elevated, year: 2020, share: all, count: 11}
  - {kind: INSPECTS, from: t, to: five, type: regular, year: 2019}
  - {kind: INSPECTS, from: four, to: five, type: special, year: 2019, share: part}
  - {kind: INSPECTS, from: four, to: five, type: look_back, year: 2019, share: one}
  - {kind: INSPECTS, from: t, to: u, year: 2019}
  - {kind: INSPECTS, from: t, to: u, year: 2019, basis: episode, count: unknown}
  - {kind: INSPECTS, from: t, to: u, year: 2019, basis: declared, count: 3}
  - {kind: INSPECTS, from: t, to: g, type: special, year: 2015}
  - {kind: INSPECTS, from: teams, to: u, type: regular, share: part}
  - {kind: INSPECTS, from: t, to: old, type: regular, year: 2018}
"""


def test_inspections_of_the_scope(neo4j_store: Neo4jStore) -> None:
    fill(neo4j_store, [chart(CHART)])
    for area, as_of in ((None, None), ("530102", None), (None, "2018"), ("530100", "2020-06")):
        twins = Twins(neo4j_store, None, area, as_of, whole=True)
        assert twins.agree("inspections")


@given(chart_sets())
@examples(15, phases=[Phase.generate])
def test_inspections_of_random_sets_of_charts(neo4j_store: Neo4jStore, drawn: list[Document]) -> None:
    fill(neo4j_store, [read_chart(document) for document in drawn])
    Twins(neo4j_store, whole=True).agree("inspections")
