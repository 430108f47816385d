"""The page of a map walks through sets as the columns do (domain §3a, §6)."""

from __future__ import annotations

from hypothesis import Phase, given
from support.charts_strategy import Document, graph_from, overseers
from support.examples import examples
from support.shared_charts import shared_charts
from support.smallest_chart import hold
from walk_engines import AS_THE_PAGE, Page

import oversight_graph as og


@given(shared_charts(12))
@examples(30, phases=[Phase.generate])
def test_the_reach_that_the_page_shows_of_charts_that_share_sets_out_is_the_computed_one(document: Document) -> None:
    hold(as_the_page, document)


def as_the_page(graph: og.Graph) -> None:
    page = Page(graph)
    for body in overseers(graph):
        assert sorted(page.ask("reach", body)) == AS_THE_PAGE["reach"](og.ask(graph, "reach", body).rows), body


def test_a_page_without_shares_carries_nothing_of_them() -> None:
    from walk_engines import data_of_page

    assert data_of_page(graph_from({"chart": "c", "as_of": "2020", "area": "530100", "level": "county", "sources": [{"id": "s", "title": "t"}],
                                    "nodes": [{"id": "u", "kind": "Unit", "name": "局", "count": 3}], "links": []}))["sets"] is None  # fmt: skip
