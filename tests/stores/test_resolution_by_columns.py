"""The graph by columns is the graph row by row: over random sets of charts in which names meet, and over the shipped ones."""

from __future__ import annotations

from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st
from support.charts_strategy import chart_sets, read_chart
from support.examples import examples
from support.renewed_charts import meeting_charts
from support.resolved_by_rows import resolved_by_rows

import oversight_graph as og
from oversight_graph.chart.chart import Chart
from oversight_graph.charts import shipped
from oversight_graph.problems import Problem
from oversight_graph.resolution.by_id import LinksById, NodesById
from oversight_graph.resolution.resolve import Resolved, resolve
from oversight_graph.store.graph_tables import LINKS, NODES, table

Document = dict[str, Any]
SEEDS = st.integers(0, 2**32)


def read(documents: list[Document]) -> list[Chart]:
    try:
        return [read_chart(one) for one in documents]
    except AssertionError:  # what was drawn besides made no valid chart of it
        assume(False)
        raise


def said(problems: list[Problem]) -> list[str]:
    """Circles by their bodies, as a circle begins anywhere."""
    return sorted(f"{one.message.code} {sorted(one.message.values['circle'][1:])}" if "circle" in one.message.code else repr(one) for one in problems)


def same(by_columns: Resolved, by_rows: Resolved) -> None:
    assert isinstance(by_columns.nodes, NodesById) and isinstance(by_columns.links, LinksById)
    assert by_columns.nodes.table().to_pylist() == table(by_rows.nodes.values(), NODES).to_pylist()
    assert by_columns.links.table().to_pylist() == table(by_rows.links.values(), LINKS).to_pylist()
    assert list(by_columns.nodes) == list(by_rows.nodes) and list(by_columns.links) == list(by_rows.links)
    assert [dict(row) for row in by_columns.nodes.values()] == [dict(row) for row in by_rows.nodes.values()]
    assert [dict(row) for row in by_columns.links.values()] == [dict(row) for row in by_rows.links.values()]
    assert dict(by_columns.body) == dict(by_rows.body)
    for one in ("merges", "doubtful", "waiting", "conflicts", "dated_apart", "repeated_links"):
        assert getattr(by_columns, one) == getattr(by_rows, one)
    assert said(by_columns.problems) == said(by_rows.problems)


@given(chart_sets(shares=True), SEEDS)
@examples(150)
def test_the_graph_by_columns_is_the_graph_row_by_row(documents: list[Document], seed: int) -> None:
    charts = read(meeting_charts(documents, seed))
    same(resolve(charts), resolved_by_rows(charts))


def test_the_shipped_charts_make_the_same_graph_by_columns_and_row_by_row() -> None:
    charts = [chart for file in shipped() for chart in og.read(file)]
    same(resolve(charts), resolved_by_rows(charts))
    same(resolve([]), resolved_by_rows([]))


@given(chart_sets(), SEEDS)
@examples(60)
def test_a_row_is_found_by_its_id(documents: list[Document], seed: int) -> None:
    charts = read(meeting_charts(documents, seed))
    made = resolve(charts)
    for rows in (made.nodes, made.links):
        for name, row in rows.items():
            assert rows[name] == row and name in rows
        assert "c0:nobody" not in rows and rows.get("none") is None
    for entry, body in made.body.items():
        assert entry in made.nodes[body]["ids"]
