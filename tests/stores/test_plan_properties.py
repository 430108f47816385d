"""Plans over random sets of charts made from the model: loading twice, withdrawing, writing out and reading again."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import given
from support.charts_strategy import chart_sets, charts, read_chart
from support.examples import examples
from support.stores import EmptyStore, content

import oversight_graph as og
from oversight_graph.resolution.resolve import resolve
from oversight_graph.store.protocol import Store

Document = dict[str, Any]
ON_DISK = examples(12)
IN_MEMORY = examples(150)


AS_OF = "2020-06-30"


def load(store: Store, documents: Sequence[Document]) -> bool:
    """Load charts one by one; False where they contradict each other."""
    try:
        for document in documents:
            og.plan(store, read_chart(document)).apply(100)
    except og.ChartError:
        return False
    return True


@given(documents=chart_sets(shares=True))
@ON_DISK
def test_plan_and_apply_are_idempotent(empty_store: EmptyStore, documents: list[Document]) -> None:
    with empty_store() as store:
        if load(store, documents):
            before = content(store, as_of=AS_OF)
            for document in documents:
                again = og.plan(store, read_chart(document))
                assert again.empty and not again.added_nodes and not again.removed_links
                again.apply()
            assert content(store, as_of=AS_OF) == before


@given(documents=chart_sets(shares=True))
@ON_DISK
def test_unload_after_load_is_identity(empty_store: EmptyStore, documents: list[Document]) -> None:
    with empty_store() as store:
        *earlier, last = documents
        if not load(store, earlier):
            return
        before = content(store, as_of=AS_OF)
        if load(store, [last]) and last["chart"] not in [one["chart"] for one in earlier]:
            og.withdraw(store, last["chart"]).apply()
            assert content(store, as_of=AS_OF) == before


@given(documents=chart_sets(shares=True))
@ON_DISK
def test_the_store_gives_back_the_graph_that_the_charts_make(empty_store: EmptyStore, documents: list[Document]) -> None:
    with empty_store() as store:
        if load(store, documents):
            made = resolve([read_chart(document) for document in documents])
            held = store.graph(as_of=AS_OF)
            for table, rows in ((held.node_table, made.nodes), (held.link_table, made.links)):
                for row in table.to_pylist():
                    assert row == {name: rows[row["id"]][name] for name in row}


@given(charts(shares=True))
@IN_MEMORY
def test_a_chart_written_out_and_read_again_is_the_same_chart(document: Document) -> None:
    chart = read_chart(document)
    with tempfile.TemporaryDirectory() as folder:
        for name in ("c.yaml", "c.json"):
            (file,) = og.write_charts([chart], Path(folder) / name)
            assert og.read(file) == [chart]


@given(chart_sets(shares=True))
@IN_MEMORY
def test_nothing_vanishes_when_charts_become_one_graph(documents: list[Document]) -> None:
    """Every entry is in exactly one body, every link entry in at least one link, every source is kept."""
    made_from = [read_chart(document) for document in documents]
    made = resolve(made_from)
    if made.problems:
        return
    ids = [one for row in made.nodes.values() for one in row["ids"]]
    assert sorted(ids) == sorted(f"{chart.id}:{name}" for chart in made_from for _, name, _, _ in chart.expanded())
    sources = {source for rows in (made.nodes, made.links) for row in rows.values() for source in row["sources"]}
    assert sources == {f"{chart.id}:{text}" for chart in made_from for entry in (*chart.nodes, *chart.links) for text in entry["sources"]}
    assert {row["kind"] for row in made.links.values()} == {entry["kind"] for chart in made_from for entry in chart.links}
    for row in made.links.values():
        assert row["from"] in made.nodes and row["to"] in made.nodes and row["from"] != row["to"]
