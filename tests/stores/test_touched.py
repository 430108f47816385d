"""Over random sequences of loads, replacements, withdrawals and restores into a store that looks only at what each touches: the plans, the kept graph, its index and
the counts are those of resolving everything from nothing."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant
from support.charts_strategy import read_chart
from support.examples import examples
from support.load_sequences import LoadSequences

import oversight_graph as og
from oversight_graph.chart.chart import Chart
from oversight_graph.resolution.resolve import resolve
from oversight_graph.store import derived_graph
from oversight_graph.store.embedded import EmbeddedStore
from oversight_graph.store.graph_index import index_of
from oversight_graph.store.graph_tables import graph_tables
from oversight_graph.store.store_write import counted


class Touched(LoadSequences):
    """A store in a file, its graph in a cache of its own."""

    kind = EmbeddedStore

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.patch.setenv("OVERSIGHT_CACHE", str(self.folder / "cache"))

    def teardown(self) -> None:
        self.patch.undo()
        shutil.rmtree(self.folder)

    @initialize(share=st.sampled_from((1, 4)))
    def begin(self, share: int) -> None:
        self.patch.setattr(derived_graph, "_PATCH", share)

    def store(self) -> EmbeddedStore:
        return EmbeddedStore(self.folder / "s.lbug")

    @invariant()
    def the_store_is_that_of_the_charts_from_nothing(self) -> None:
        if not (self.folder / "s.lbug").exists():
            return
        store = self.store()
        with store._reader() as file:
            kept = store._derived(file)
        nodes, links = graph_tables(resolve([chart for chart, _ in self.charts.values()]))
        assert kept.nodes.equals(nodes) and kept.links.equals(links)
        made = index_of(nodes, links)
        assert all((kept.index.arrays[name] == made.arrays[name]).all() for name in made.arrays) and kept.index.chart_areas == made.chart_areas
        assert {info.header.id: (info.nodes, info.links) for info in store.infos()} == counted(list(self.charts), nodes, links)
        assert kept.folder is not None


TestTouched = Touched.TestCase
TestTouched.settings = settings(examples(15, long=300), stateful_step_count=8)


def _chart(name: str, *units: dict[str, object]) -> Chart:
    nodes = [{"kind": "Unit", "category": "government", **unit} for unit in units]
    return read_chart(
        {"chart": name, "as_of": "2022-12-31", "area": "530100", "level": "county", "sources": [{"id": "s1", "title": "t"}], "nodes": nodes, "links": []}
    )


def test_old_entries_that_a_withdrawal_joins_are_found_by_the_names_that_their_body_bears_since(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """乙局 of b is the 甲局 of a, a county's, by `same_as`; 丙局 of c, called 乙局 too, is one with it once d no longer has two of that name. Since then the county has a
    丙局 in the graph, of entries none of which says so; so when 丙局 of the county goes from e, the plan tells that it may have become that one (planning by names)."""
    monkeypatch.setenv("OVERSIGHT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(derived_graph, "PART_FROM", 0)
    monkeypatch.setattr(derived_graph, "_SHARE", 0)
    charts = [
        _chart("a", {"id": "y", "name": "甲局", "level": "county"}),
        _chart("b", {"id": "x", "name": "乙局", "level": "prefecture", "same_as": "a:y"}),
        _chart("d", {"id": "v", "name": "乙局", "level": "prefecture"}, {"id": "w", "name": "丁局", "aliases": ["乙局"], "level": "prefecture"}),
        _chart("c", {"id": "z", "name": "丙局", "aliases": ["乙局"], "level": "prefecture"}),
        _chart("e", {"id": "q", "name": "丙局"}, {"id": "o", "name": "戊局"}),
    ]
    for chart in charts:
        og.plan(EmbeddedStore(tmp_path / "s.lbug"), chart).apply()
    og.withdraw(EmbeddedStore(tmp_path / "s.lbug"), "d").apply()
    plan = og.plan(EmbeddedStore(tmp_path / "s.lbug"), _chart("e", {"id": "o", "name": "戊局"}))
    assert plan.after.part_of is not None
    (match,) = plan.matches
    assert ([row["id"] for row in match.before], [row["id"] for row in match.after]) == (["a:y", "e:q"], ["a:y"])


def test_a_node_that_a_chart_outside_the_part_does_not_hold_is_an_error_with_the_nearest_that_it_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the chart a is touched, and it holds no such node (contract §1)."""
    monkeypatch.setenv("OVERSIGHT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(derived_graph, "PART_FROM", 0)
    monkeypatch.setattr(derived_graph, "_SHARE", 0)
    og.plan(EmbeddedStore(tmp_path / "s.lbug"), _chart("a", {"id": "y1", "name": "甲局"})).apply()
    with pytest.raises(og.ChartError) as raised:
        og.plan(EmbeddedStore(tmp_path / "s.lbug"), _chart("b", {"id": "x", "name": "乙局", "same_as": "a:y"}))
    (problem,) = raised.value.problems
    assert "a:y1" in str(problem)
