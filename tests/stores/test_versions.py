"""Former versions of charts: all that were ever loaded come back as they were, and cost what they differ by."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

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
from oversight_graph.loaders.writers.native import write_charts
from oversight_graph.store.differences import difference, restored
from oversight_graph.store.embedded import EmbeddedStore
from oversight_graph.store.store_check import check_file
from oversight_graph.store.store_file import StoreFile

# -- differences --------------------------------------------------------------------------------------------------------


@given(st.lists(charts(), min_size=2, max_size=2), st.randoms(use_true_random=False))
@examples(60, long=1500)
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

    def held() -> list[Any]:
        with StoreFile(store.path, "s") as file:
            return file.catalogue.database.execute("SELECT name, at, size FROM part").fetchall()

    parts = held()
    og.plan(store, replace(one, header=replace(one.header, id="other"))).apply()
    assert held() == parts
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
    from oversight_graph.store.embedded_write import write_charts
    from oversight_graph.store.protocol import LoadedChart

    sizes: list[int] = []
    place = tmp_path / "s.store"
    versions = _versions(number, bodies)
    for at, one in enumerate(versions):
        write_charts(place, "s", at, [LoadedChart(one, f"2020-01-01T00:00:{at:02}+00:00")], {})
        sizes.append(place.stat().st_size)
    print(f"{bodies} bodies: one version {sizes[0]:,} bytes, {number} of them {sizes[-1]:,} ({sizes[-1] / sizes[0]:.2f} times)")
    assert sizes[-1] <= (1 + (number - 1) * 2 / 49) * sizes[0]
    with StoreFile(place, "s") as file:
        check_file(file)
        for at in (1, number // 2, number):
            assert file.version("small", at).chart == versions[at - 1]


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
    told = run("charts", "--history", "c").stdout.splitlines()
    assert [line.count("current") for line in told if "UTC" in line] == [0, 1], "the version that is loaded has no end: that isn't an unknown"
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


def test_versions_are_let_go_by_a_plan(run: Run, tmp_path: Path) -> None:
    """What is loaded and its graph stay, and what has gone isn't in the file any more."""
    store = EmbeddedStore(tmp_path / "store.lbug")
    for number in (3, 4, 5):
        og.plan(store, units(number)).apply(100)
    og.plan(store, units(2, "other")).apply()
    graph, revision, content = store.graph(), store.loaded()[0], store.path.read_bytes()
    shown = run("forget", "small", "--before", "3", "--dry-run")
    assert shown.returncode == 0 and "2 versions go, one stays" in shown.stdout and "version 1, " in shown.stdout
    assert run("forget", "small", "--before", "3").returncode == 1, "nobody can be asked"
    for words, status, said in (
        (("small", "--before", "4"), 1, "`oversight unload small` first"), (("small", "--before", "9"), 1, "has no version 9; it has 1 to 3"),
        (("smal", "--before", "2"), 1, "did you mean `small`"), (("small", "--before", "2", "--format", "json"), 2, "--dry-run"),
    ):  # fmt: skip
        refused = run("forget", *words, "--yes") if status == 1 else run("forget", *words)
        assert (refused.returncode, said in refused.stderr) == (status, True), refused.stderr
    assert store.path.read_bytes() == content
    done = json.loads(run("forget", "small", "--before", "3", "--yes", "--format", "json").stdout)
    assert done == {"chart": "small", "forget": [1, 2], "keep": [3], "applied": True}
    assert [one.number for one in store.versions("small")] == [3] and store.loaded()[0] == revision and store.graph().nodes.equals(graph.nodes)
    assert store.check() and store.path.stat().st_size < len(content)
    assert "version before that: the first one is 3" in run("forget", "small", "--before", "3", "--yes").stdout
    with pytest.raises(og.NothingThere, match="has no version 1; it has 3 to 3"):
        store.version("small", 1)
    og.plan(store, units(6)).apply(100)
    assert [one.number for one in store.versions("small")] == [3, 4] and [len(one.nodes) for one in held(store, "small")] == [5, 6]
    og.withdraw(store, "small").apply()
    assert "去除2版，保留0版" in run("forget", "small", "--before", "5", "--yes", "--lang", "zh").stdout
    assert [info.header.id for info in store.infos()] == ["other"] and store.check()
    with pytest.raises(og.NothingThere):
        store.versions("small")


@given(st.lists(st.tuples(st.sampled_from(["a", "b"]), st.integers(1, 6), st.sampled_from(["load", "load", "load", "withdraw", "forget"])), max_size=12))
@examples(40)
def test_what_is_left_after_any_forgetting_is_as_it_was(tmp_path_factory: pytest.TempPathFactory, works: list[tuple[str, int, str]]) -> None:
    store = EmbeddedStore(tmp_path_factory.mktemp("forget") / "s.lbug")
    og.plan(store, units(1, "c")).apply()
    ever: dict[str, dict[int, Chart]] = {"a": {}, "b": {}}
    for name, number, work in works:
        known, loaded = ever[name], {info.header.id for info in store.infos()}
        if work == "load" and (name not in loaded or known[max(known)] != units(number, name)):
            og.plan(store, units(number, name)).apply(100)
            known[max(known, default=0) + 1] = units(number, name)
        elif work == "withdraw" and name in loaded:
            og.withdraw(store, name).apply()
        elif work == "forget" and known:
            before = min(number, max(known) + (name not in loaded))
            store.forget(name, before)
            ever[name] = {at: one for at, one in known.items() if at >= before}
        assert store.check()
        for chart_, versions in ever.items():
            found = {one.number: store.version(chart_, one.number).chart for one in store.versions(chart_)} if versions else {}
            assert found == versions


def test_a_store_of_before_has_one_version_of_each_chart_and_the_plan_says_that_it_is_written_anew(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "s.lbug"
    write_former(place, [units(3)])
    store = EmbeddedStore(place)
    assert [one.number for one in store.versions("small")] == [1] and store.version("small", 1).chart == units(3)
    write_charts([units(4)], tmp_path / "c.json")
    for words in (("--dry-run",), ("--dry-run", "--format", "json")):
        assert "the file as it is now isn't kept" in run("load", "c.json", *words, "--store", str(place)).stdout
    shown = run("load", "c.json", "--yes", "--lang", "zh", "--store", str(place))
    assert shown.returncode == 0 and "原文件不保留" in shown.stdout
    assert "isn't kept" not in run("load", "c.json", "--dry-run", "--store", str(place)).stdout
    assert [one.nodes for one in store.versions("small")] == [3, 4] and held(store, "small") == [units(3), units(4)]


def test_a_store_that_keeps_no_versions_says_so(run: Run) -> None:
    for words in (
        ["charts", "--history", "c"],
        ["restore", "c", "--version", "1", "--yes"],
        ["export", "--to", "chart", "--chart", "c", "--version", "1", "--out", "x.yaml"],
    ):
        done = run(*words, "--store", "bolt://localhost:1")
        assert done.returncode == 3 and "keeps no former versions" in done.stderr and not done.stdout
