"""The slice of an area that is cut in Neo4j, on days before a chart's own: what is known of its bodies then is what all of the graph says (domain §4, The day)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from support.charts_strategy import AREAS, Document, chart_sets, read_chart
from support.examples import examples
from support.small import chart
from support.store_cases import answers, load, said
from support.stores import EmptyStore
from support.twins import fill

import oversight_graph as og
from oversight_graph.store.neo4j.store import Neo4jStore

EARLIER = ("2015-06-30", "2018-12-31")
SOME = examples(4, long=150)

DATED_BEYOND = """
nodes:
  - {id: unit, kind: Unit, name: 甲局, area: "530102", level: county, category: government}
  - {id: cc, kind: Commission, name: 某县纪委监委, area: "530102", level: county}
  - {id: room, kind: Room, name: 一室, area: "530102", level: county}
  - {id: far, kind: Room, name: 市一室, area: "530100", level: prefecture}
links:
  - {kind: COORDINATES_WITH, mechanism: joint_case, from: room, to: far, valid_from: 2010-01-01}
  - {kind: SUPERVISES, form: discipline, from: cc, to: unit, valid_from: 2010-01-01}
"""
"""The room states no beginning of its own; a link with a stated one, whose other end no slice of the county needs, shows that it was there."""


def test_a_body_is_known_by_a_dated_link_that_leads_out_of_the_slice(neo4j_store: Neo4jStore) -> None:
    fill(neo4j_store, [chart(DATED_BEYOND)])
    for day in EARLIER:
        near, whole = (neo4j_store.graph(area="530102", as_of=day, whole=one) for one in (False, True))
        assert "small:room" in set(whole.nodes["id"])
        assert list(near.nodes["id"]) == list(whole.nodes["id"])
        assert near.links.equals(whole.links)


@pytest.mark.slow
@given(documents=chart_sets())
@SOME
def test_an_earlier_day_of_an_area_does_not_depend_on_how_closely_it_was_cut(neo4j_stores: EmptyStore, documents: list[Document]) -> None:
    with neo4j_stores() as store:
        try:
            load(store, *(read_chart(document) for document in documents))
        except og.ChartError:
            return
        for area in AREAS:
            for day in EARLIER:
                try:
                    near, whole = store.graph(area=area, as_of=day), store.graph(area=area, as_of=day, whole=True)
                except og.NothingThere:
                    continue
                assert list(near.nodes["id"]) == list(whole.nodes["id"]) and near.links.equals(whole.links), (area, day)
                for name in ("coverage", "gaps", "workload"):
                    assert [told(one) for one in answers(near, name)] == [told(one) for one in answers(whole, name)], (area, day, name)


def told(answer: og.Answer) -> dict[str, Any]:
    """An answer without how many entries aren't known then: of a slice it is told of the slice."""
    made: Any = said(answer)
    return made | {"notes": [note for note in made["notes"] if "state no beginning" not in note]}
