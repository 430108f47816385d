"""The graph by columns is the graph row by row: over random sets of charts in which names meet, and over the shipped ones."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st
from support.charts_strategy import chart_sets, read_chart
from support.examples import examples
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
NAMES = (
    "市财政局", "财政局", "財政局", "某区财政局", "驻市财政局纪检组", "驻市财政局纪检监察组", "纪委", "监委", "某市纪委监委", "纪委监委", "第3组", "第三组", "——",
)  # fmt: skip


def meeting_charts(documents: list[Document], seed: int) -> list[Document]:
    """The same charts with names that meet, `same_as` of all sorts, links and evidence that stand twice, areas that charts call otherwise."""
    random = Random(seed)
    ids = [f"{one['chart']}:{entry['id']}" for one in documents for entry in one["nodes"]]
    for one in documents:
        one["areas"] = [
            {"code": "city-80", "part_of": random.choice(("530000", "530100"))} | random.choice(({}, {"name": {"zh": "某区"}}, {"name": {"zh": "某"}}))
        ]
        if random.random() < 0.3:
            one["areas"].append({"code": "530102", "name": {"zh": "某区"}})
        for entry in one["nodes"]:
            if random.random() < 0.5:
                entry["name"] = random.choice(({"zh": random.choice(NAMES)}, {"zh": random.choice(NAMES), "en": "A body"}))
            if random.random() < 0.3:
                entry["aliases"] = random.choices(NAMES, k=random.randint(1, 3))
            if random.random() < 0.3:
                entry["note"] = random.choice(("甲", "乙"))
            if random.random() < 0.2 and "repeat" not in entry:
                entry["same_as"] = random.choice((*ids, *ids, "elsewhere:n1", "c0:nobody"))
            if random.random() < 0.2:
                entry["evidence"] = [{"what": "会商", "source": "s1"}] * 2
            if random.random() < 0.2:
                entry["sources"] = ["s1 ¶1", "s1", "s1 ¶1"]
        one["links"] += [dict(link) | random.choice(({}, {"source": "s1 ¶9"})) for link in one["links"] if random.random() < 0.2]
    return documents


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
