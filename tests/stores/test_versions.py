"""Former versions of charts: all that were ever loaded come back as they were, and cost what they differ by."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.charts_strategy import Document, chart_sets, charts, read_chart
from support.command import Run
from support.examples import examples
from support.former_stores import write_former
from support.killing import units
from support.small import chart

import oversight_graph as og
from oversight_graph.chart.chart import Chart
from oversight_graph.chart.entry import Entries
from oversight_graph.store.differences import difference, restored
from oversight_graph.store.embedded import EmbeddedStore
from oversight_graph.store.store_file import StoreFile

# -- differences --------------------------------------------------------------------------------------------------------


@given(st.lists(charts(), min_size=2, max_size=2), st.randoms(use_true_random=False))
@examples(150)
def test_a_table_comes_back_out_of_its_successor_and_the_difference(drawn: list[Document], rng: random.Random) -> None:
    former, other = (read_chart(one) for one in drawn)
    kept = [entry for entry in former.nodes if rng.random() < 0.7]
    rng.shuffle(kept)
    for table, successor in (
        (former.node_table, replace(other, nodes=(*other.nodes, *kept)).node_table), (former.link_table, other.link_table),
        (former.node_table, former.node_table.slice(0, 0)), (former.node_table.slice(0, 0), former.node_table),
    ):  # fmt: skip
        assert restored(successor, *difference(table, successor)).equals(table)


def test_what_stays_costs_nothing_in_a_difference() -> None:
    table = units(500).node_table
    lacking, runs = difference(table, table)
    assert (lacking.num_rows, runs.num_rows) == (0, 1)
    moved = pa.concat_tables([table.slice(300), units(3, "other").node_table, table.slice(0, 299)])
    lacking, runs = difference(table, moved)
    assert (lacking.num_rows, runs.to_pylist()) == (
        1,
        [{"skipped": 203, "taken": 299, "lacking": 1}, {"skipped": -502, "taken": 200, "lacking": 0}],
    ) and restored(moved, lacking, runs).equals(table)


# -- versions -----------------------------------------------------------------------------------------------------------


def held(store: EmbeddedStore, name: str) -> list[Chart]:
    return [store.version(name, one.number).chart for one in store.versions(name)]


@given(chart_sets(), st.randoms(use_true_random=False))
@examples(40)
def test_every_version_that_was_ever_loaded_comes_back(tmp_path_factory: pytest.TempPathFactory, documents: list[Document], rng: random.Random) -> None:
    """Loads, replacements, withdrawals in any order; the oldest version of all charts is that which was first loaded."""
    store = EmbeddedStore(tmp_path_factory.mktemp("versions") / "s.lbug")
    ever: dict[str, list[Chart]] = {}
    now: dict[str, Chart] = {}
    for _ in range(8):
        one = read_chart(rng.choice(documents))
        if one.id in now and rng.random() < 0.3:
            og.withdraw(store, one.id).apply()
            del now[one.id]
            continue
        if rng.random() < 0.7:  # an entry that no other hangs on is gone
            ends = {end for link in one.links for end in (link.start, link.end)}
            free = [entry for entry in one.nodes if entry.id not in ends]
            one = replace(one, nodes=tuple(entry for entry in one.nodes if entry not in free[:1]))
        try:
            og.plan(store, one).apply(100)
        except og.ChartError:
            continue
        if now.get(one.id) != one:
            ever.setdefault(one.id, []).append(one)
        now[one.id] = one
    for name, versions in ever.items():
        assert held(store, name) == versions
        assert [len(one.nodes) for one in versions] == [one.nodes for one in store.versions(name)]
    assert {one.chart.id: one.chart for one in (store.loaded()[1] if ever else [])} == now


def test_a_history_says_since_when_and_until_when(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "s.lbug")
    for number in (3, 4):
        og.plan(store, units(number)).apply(100)
    og.withdraw(store, "small").apply()
    assert store.infos() == []
    first, second = store.versions("small")
    assert (first.number, first.nodes, first.until) == (1, 3, second.loaded_at) and (second.nodes, second.until is None) == (4, False)
    og.plan(store, store.version("small", 1).chart).apply(100)
    assert [(one.nodes, one.until is None) for one in store.versions("small")] == [(3, False), (4, False), (3, True)]
    with pytest.raises(og.NothingThere, match="has no version 4; it has 1 to 3"):
        store.version("small", 4)
    with pytest.raises(og.NothingThere, match="`smal` isn't loaded; did you mean `small`"):
        store.versions("smal")


def test_loading_what_is_loaded_makes_no_version(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "s.lbug")
    og.plan(store, [units(3), units(3, "other")]).apply()
    og.plan(store, [units(3), units(4, "other")]).apply(100)
    assert (len(store.versions("small")), len(store.versions("other"))) == (1, 2)


def test_equal_entries_of_two_charts_are_kept_once(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "s.lbug")
    one = units(2000)
    og.plan(store, one).apply()
    size = store.path.stat().st_size
    og.plan(store, replace(one, header=replace(one.header, id="other"))).apply()
    assert store.path.stat().st_size <= size + 4096
    assert [len(loaded.chart.nodes) for loaded in store.loaded()[1]] == [2000, 2000]


def test_a_chart_that_was_read_stays_readable_when_the_store_goes_on(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "s.lbug")
    og.plan(store, units(5)).apply()
    before = store.loaded()[1][0].chart
    og.plan(store, units(3)).apply(100)
    store.path.unlink()
    assert before == units(5) and len(before.nodes) == 5


def test_reading_the_charts_of_a_store_reads_no_entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = EmbeddedStore(tmp_path / "s.lbug")
    og.plan(store, [units(5), units(3, "other")]).apply()
    read: list[str] = []
    tables = StoreFile.tables
    monkeypatch.setattr(StoreFile, "tables", lambda self, name, number: read.append(name) or tables(self, name, number))
    charts = [one.chart for one in store.loaded()[1]]
    assert charts == [one.chart for one in store.loaded()[1]] and not read, "charts of one version are equal by their mark"
    assert len(charts[1].node_table) == 3 and read == ["other"] and "nodes" not in vars(charts[1])


def _versions(number: int, bodies: int) -> list[Chart]:
    """Versions of a chart with so many bodies, of which a hundredth changes each time."""
    rng, make = random.Random(1), Entries()
    header = chart("nodes: [{id: a, kind: Unit, name: 甲}]").header
    names = [f"某市第{n}单位" for n in range(bodies)]
    made = []
    for version in range(number):
        for n in rng.sample(range(bodies), bodies // 100) if version else ():
            names[n] = f"某市第{n}单位（{version}）"
        nodes = [
            make.node({"id": f"u{n}", "kind": "Unit", "name": {"zh": name}, "level": "county", "area": str(530101 + n % 80), "sources": [f"s1 ¶{n % 700}"]})
            for n, name in enumerate(names)
        ]  # fmt: skip
        links = [make.link({"kind": "SUBORDINATE_TO", "from": f"u{n}", "to": f"u{n // 40}", "sources": ["s1"]}) for n in range(40, bodies)]
        made.append(Chart(header, tuple(nodes), tuple(links)))
    return made


@pytest.mark.parametrize(("number", "bodies"), [(8, 50_000), pytest.param(50, 50_000, marks=[pytest.mark.slow, pytest.mark.long(seconds=120)])])
def test_fifty_versions_take_at_most_three_times_one(tmp_path: Path, number: int, bodies: int) -> None:
    """Each former one a 25th of one at most, a hundredth of whose bodies has changed."""
    from oversight_graph.disk.checksum import SIZE
    from oversight_graph.store.protocol import LoadedChart
    from oversight_graph.store.store_write import write_file

    sizes: list[int] = []
    former: Path | None = None
    versions = _versions(number, bodies)
    for place, one in enumerate(versions, 1):
        fresh = tmp_path / f"{place}.store"
        write_file(fresh, former or (), "s", place, [LoadedChart(one, f"2020-01-01T00:00:{place:02}+00:00")], {})
        sizes.append(fresh.stat().st_size - SIZE)
        if former is not None:
            former.unlink()
        former = fresh
    print(f"{bodies} bodies: one version {sizes[0]:,} bytes, {number} of them {sizes[-1]:,} ({sizes[-1] / sizes[0]:.2f} times)")
    assert sizes[-1] <= (1 + (number - 1) * 2 / 49) * sizes[0]
    assert former is not None
    with StoreFile(former, "s") as file:
        for place in (1, number // 2, number):
            assert file.version("small", place).chart == versions[place - 1]


# -- the commands -------------------------------------------------------------------------------------------------------


def test_the_history_of_a_chart_is_listed_restored_and_exported(run: Run, tmp_path: Path) -> None:
    def load(number: int) -> None:
        nodes = [{"id": f"u{n}", "kind": "Unit", "name": f"单位{n}"} for n in range(number)]
        said = {"chart": "c", "as_of": "2020", "area": "530100", "level": "county", "sources": [{"id": "s", "title": "t"}], "nodes": nodes}
        (tmp_path / "c.json").write_text(json.dumps(said), "utf-8")
        assert run("load", "c.json", "--yes", "--max-removals", "100").returncode == 0

    for number in (5, 2):
        load(number)
    listed = json.loads(run("charts", "--history", "c", "--format", "json").stdout)
    assert [(one["version"], one["nodes"], one["until"] is None) for one in listed] == [(1, 5, False), (2, 2, True)]
    assert run("export", "--to", "chart", "--chart", "c", "--version", "1", "--out", "one.yaml").returncode == 0
    assert [len(one.nodes) for one in og.read(tmp_path / "one.yaml")] == [5]
    shown = run("restore", "c", "--version", "1", "--dry-run")
    assert shown.returncode == 0 and "3 nodes to add" in shown.stdout
    assert run("restore", "c", "--version", "1", "--yes").returncode == 0
    assert len(json.loads(run("charts", "--history", "c", "--format", "json").stdout)) == 3
    refused = run("restore", "c", "--version", "2", "--yes")
    assert refused.returncode == 1 and "--max-removals 60" in refused.stderr
    assert run("unload", "c", "--yes").returncode == 0 and run("restore", "c", "--version", "2", "--yes").returncode == 0
    assert json.loads(run("charts", "--format", "json").stdout)[0]["nodes"] == 2
    assert run("restore", "c", "--version", "9", "--yes").returncode == 1 and run("charts", "--history", "d").returncode == 1
    assert run("export", "--to", "chart", "--version", "1", "--out", "x.yaml").returncode == 2


def test_a_store_of_before_has_one_version_of_each_chart(tmp_path: Path) -> None:
    place = tmp_path / "s.lbug"
    write_former(place, [units(3)])
    store = EmbeddedStore(place)
    assert [one.number for one in store.versions("small")] == [1] and store.version("small", 1).chart == units(3)
    og.plan(store, units(4)).apply()
    assert [one.nodes for one in store.versions("small")] == [3, 4] and held(store, "small") == [units(3), units(4)]


def test_a_store_that_keeps_no_versions_says_so(run: Run) -> None:
    for words in (
        ["charts", "--history", "c"],
        ["restore", "c", "--version", "1", "--yes"],
        ["export", "--to", "chart", "--chart", "c", "--version", "1", "--out", "x.yaml"],
    ):
        done = run(*words, "--store", "bolt://localhost:1")
        assert done.returncode == 3 and "keeps no former versions" in done.stderr and not done.stdout
