"""Paths through sets in the page of a map (domain §3a, §5): the same as on columns, conditions in words included."""

from __future__ import annotations

import json

from hypothesis import Phase, given
from hypothesis import strategies as st
from support.examples import examples
from support.set_charts import drawn, read
from walk_engines import AS_THE_PAGE, Page

import oversight_graph as og
from oversight_graph.charts import graph_of


@given(st.integers(0, 2**64 - 1))
@examples(40, phases=[Phase.generate])
def test_the_page_walks_through_sets_as_the_columns_do(seed: int) -> None:
    document = drawn(seed)
    made = read(document)
    if made is None:
        return
    of = graph_of([made])
    page = Page(of)
    for a in map(str, of.ids):
        for b in map(str, of.ids):
            assert page.ask("path", a, b) == AS_THE_PAGE["path"](og.ask(of, "path", a, b).rows), (a, b, json.dumps(document, ensure_ascii=False))
