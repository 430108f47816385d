"""Links with a mechanism in Cypher, on a real Neo4j: the rows of the computation, with period and evidence, in their order."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given
from support.charts_strategy import Document, chart_sets, overseers, read_chart
from support.examples import examples
from support.small import chart
from support.twins import Twins, fill

from oversight_graph.store.neo4j.store import Neo4jStore

pytestmark = pytest.mark.slow

TWO_AREAS = """
nodes:
  - {id: r, kind: Room, name: 一室}
  - {id: g, kind: StationedGroup, name: 一组, valid_to: "2021"}
  - {id: h, kind: StationedGroup, name: 二组, area: "530102"}
  - {id: k, kind: StationedGroup, name: 三组, area: "530102"}
  - {id: old, kind: StationedGroup, name: 旧组, valid_from: "2015", valid_to: "2018"}
links:
  - {kind: COORDINATES_WITH, from: h, to: r, mechanism: report, period: P30D, evidence: [{number: 12, what: {zh: 月报, en: reports}, period: 2020}, {what: "a|b"}]}
  - {kind: COORDINATES_WITH, from: r, to: g, mechanism: counterpart, basis: statutory}
  - {kind: COORDINATES_WITH, from: r, to: g, mechanism: counterpart}
  - {kind: COORDINATES_WITH, from: r, to: g, mechanism: joint_case, basis: episode, valid_to: "2020-06"}
  - {kind: COORDINATES_WITH, from: h, to: k, mechanism: information_sharing}
  - {kind: COORDINATES_WITH, from: r, to: old, mechanism: secondment}
  - {kind: COORDINATES_WITH, from: r, to: k}
"""


def test_links_with_a_mechanism_of_the_scope_of_a_body_and_of_a_pair(neo4j_store: Neo4jStore) -> None:
    fill(neo4j_store, [chart(TWO_AREAS)])
    for area, as_of in ((None, None), ("530102", None), (None, "2020-12"), ("530100", "2021-06")):
        twins = Twins(neo4j_store, None, area, as_of, whole=True)
        twins.agree("mechanisms")
        for bodies in (("small:r",), ("small:h",), ("small:r", "small:g"), ("small:g", "small:r"), ("small:h", "small:g")):
            twins.agree("mechanisms", *bodies)
        assert twins.rows


@given(chart_sets())
@examples(10, long=150, phases=[Phase.generate])
def test_links_with_a_mechanism_of_random_sets_of_charts(neo4j_store: Neo4jStore, drawn: list[Document]) -> None:
    fill(neo4j_store, [read_chart(document) for document in drawn])
    twins = Twins(neo4j_store, whole=True)
    twins.agree("mechanisms")
    for body in overseers(twins.graph)[:3]:
        twins.agree("mechanisms", body)
