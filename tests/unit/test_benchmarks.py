"""The benchmark in its quick form: a made-up country of a few thousand bodies, and that every peer answers as the program does. No clock."""

from __future__ import annotations

import importlib
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from support.places import ROOT

import oversight_graph as og
from oversight_graph.naming.grammar import parse

sys.path.insert(0, str(ROOT / "benchmarks"))
import benchmark_page
import national
import peer_tables
import peers

pytestmark = pytest.mark.slow
SCALE = 0.0005  # a county, its prefecture and province, the centre
PEERS = [name for name in peers.PEERS if name not in (peers.OURS, "Neo4j")]


@pytest.fixture(scope="module", params=[1, 2])
def prepared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two countries, each in a store and as the tables of the peers."""
    folder = tmp_path_factory.mktemp("country")
    peers.prepare(folder, SCALE, request.param)
    return folder


def answers(name: str, folder: Path) -> Path:
    """What a peer answers to everything that it is asked, in a file."""
    kept = folder / f"{name}.npz"
    if not kept.exists():
        peers.measure(name, folder, kept, clock=False)
    return kept


def test_a_seed_gives_one_country_and_another_seed_another() -> None:
    one, again, other = (national.columns(SCALE, seed) for seed in (1, 1, 2))
    assert one.nodes.equals(again.nodes) and one.links.equals(again.links)
    assert not one.links.equals(other.links)


def test_the_size_follows_the_scale() -> None:
    counties = [Counter(national.columns(scale).nodes["id"].to_pylist()) for scale in (0.002, 0.004)]
    small, large = (sum(1 for name in ids if name.startswith("pc-") and not name.endswith(("00-1", "CN-1"))) for ids in counties)
    assert (small, large) == (6, 11) and all(max(ids.values()) == 1 for ids in counties)


def test_the_grammar_reads_the_names_of_all_bodies_but_of_sets_of_units() -> None:
    nodes = national.columns(SCALE).nodes.select(["kind", "name", "category", "count"]).to_pylist()
    for node in nodes:
        read = parse(node["name"])
        if node["kind"] == "Unit" and node["count"] is not None:
            assert not read.sure  # a class of units stands for no body of its own
        else:
            assert read.sure and read.kind == node["kind"], node["name"]
            assert read.parts.category in (None, node["category"]), node["name"]


@pytest.mark.slow
def test_the_charts_make_one_graph_however_they_are_divided(tmp_path: Path) -> None:
    """A body at the border of two charts is one body, so a chart a county says what one chart says."""
    answered = {}
    whole = national.columns(SCALE)
    for charts in ("one", "province", "county"):
        made = national.write(tmp_path / charts, SCALE, 1, charts)
        assert len(made) == {"one": 1, "province": 2, "county": 4}[charts]
        with og.open_store(tmp_path / f"{charts}.lbug") as store:
            plan = og.plan(store, og.read(*made))  # raises for an error
            assert not plan.doubtful and not plan.conflicts
            plan.apply()
            graph = store.graph()
        assert (len(graph), graph.link_table.num_rows) == (whole.nodes.num_rows, whole.links.num_rows)
        local = np.array([name.partition(":")[2] for name in graph.ids])
        assert sorted(local) == sorted(whole.nodes["id"].to_pylist())
        ends = Counter(zip(graph.link_table["kind"].to_pylist(), local[graph.source], local[graph.target], strict=True))
        ids = whole.nodes["id"].to_numpy(zero_copy_only=False)
        assert ends == Counter(zip(whole.links["kind"].to_pylist(), ids[whole.links["source"].to_numpy()], ids[whole.links["target"].to_numpy()], strict=True))
        answered[charts] = [(og.ask(graph, question).summary, og.ask(graph, question).n) for question in ("coverage", "gaps", "rules")]
    assert answered["one"] == answered["province"] == answered["county"]


def test_the_charts_have_no_problems_and_say_the_same_in_both_formats(tmp_path: Path) -> None:
    from oversight_graph.reading import read_files

    formats: tuple[national.Format, ...] = ("parquet", "csv")
    one, other = (list(read_files(national.write(tmp_path / name, SCALE, 1, "county", name))) for name in formats)
    assert len(one) == 4 and not [problem for reading in (*one, *other) for problem in reading.problems]
    contents = [[(chart.header, chart.nodes, chart.links) for reading in read for chart in reading.charts] for read in (one, other)]
    assert contents[0] == contents[1]


def test_a_country_holds_what_makes_answers_hard(prepared: Path) -> None:
    """Gaps, doubled coverage, sets shared out and of unknown number, counterparts that nobody tells, areas of which nothing is known."""
    with og.open_store(prepared / "store.lbug") as store:
        graph = store.graph()
    summary = og.ask(graph, "coverage").summary
    assert all(summary["stationed"][grade] for grade in ("none", "declared", "inherited", "direct", "unknown")) and summary["state"]["extended"]
    assert all(og.ask(graph, "gaps").summary.values()) and og.ask(graph, "rules", norms="N13").summary["broken"]
    assert graph.uncounted.any() and set(graph.link_table["share"].to_pylist()) == {"all", "part"}
    assert any(code.startswith("kfq-") for code in graph.area_codes)
    stationed = [row for row in og.ask(graph, "coverage", form="stationed").rows if len(row["bodies"]) > 1 and row["count"] == 1]
    assert stationed


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_answers_as_the_program_does(name: str, prepared: Path) -> None:
    why = peers.missing(name)
    if why:
        pytest.skip(f"{name}: {why}; pip install -e '.[bench]' brings it")
    asked = {part.split("|")[0] for part in np.load(answers(name, prepared)).files}
    assert asked >= {"reach of the centre", "three paths"} and (name == "rustworkx" or asked == {*peers.QUESTIONS, peers.NEAR})
    assert peers.differences(answers(peers.OURS, prepared), answers(name, prepared)) == {}


def test_the_answers_of_the_program_are_those_of_its_questions(prepared: Path) -> None:
    """What is compared and measured is what `oversight` says."""
    with og.open_store(prepared / "store.lbug") as store:
        graph = store.graph()
    found = dict(np.load(answers(peers.OURS, prepared)))
    for form in peer_tables.FORMS:
        rows = og.ask(graph, "coverage", form=form).rows
        grades = [row["grade"] if row["grade"] is not None else peer_tables.UNKNOWN for row in rows]
        assert found[f"coverage of four forms|{form}"][graph.overseen].tolist() == grades
    rows = og.ask(graph, "gaps", norms="N03", all=True).rows
    status = {row["id"]: peer_tables.STATUSES.index(row["status"]) for row in rows}
    assert dict(zip(graph.ids[graph.overseen], found["gaps|N03"][graph.overseen].tolist(), strict=True)) == status
    centre = next(name for name in graph.ids if name.endswith(":cc-CN-1"))
    classes = {row["id"]: peer_tables.CLASSES.index(row["class"]) for row in og.ask(graph, "reach", centre).rows}
    assert {name: cls for name, cls in zip(graph.ids, found["reach of the centre|class"].tolist(), strict=True) if cls >= 0} == classes


def test_an_answer_that_differs_is_told_and_gets_no_time(prepared: Path, tmp_path: Path) -> None:
    ours = answers(peers.OURS, prepared)
    wrong = dict(np.load(ours))
    wrong["coverage of four forms|state"] = np.where(wrong["coverage of four forms|state"] == 4, 5, wrong["coverage of four forms|state"])
    np.savez(tmp_path / "wrong.npz", **wrong)
    differs = peers.differences(ours, tmp_path / "wrong.npz")
    assert list(differs) == ["coverage of four forms"] and "state: " in differs["coverage of four forms"]
    assert "differs" in benchmark_page.page(figures(differs)) and "× 7" not in benchmark_page.page(figures(differs))


def test_a_peer_that_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(peers.PEERS, "nowhere", "peer_of_no_such_name")
    assert peers.missing("nowhere") == "not installed (peer_of_no_such_name)"
    assert "nowhere: not installed" in benchmark_page.page(
        figures({}) | {"scales": {"1": figures({})["scales"]["1"] | {"peers": _peers({}) | {"nowhere": {"missing": "not installed"}}}}}
    )


def _peers(differs: dict[str, str]) -> dict[str, Any]:
    def told(seconds: float) -> dict[str, Any]:
        asked = {question: {"processor": seconds, "waited": seconds, "first": seconds, "runs": 1} for question in peers.QUESTIONS}
        return {"version": "one 1", "imported": 100, "peak": 200, "build": {"processor": 1.0, "waited": 1.0}, "questions": asked, "differs": {}}

    return {peers.OURS: told(1.0), "another": told(7.0) | {"differs": differs}}


def figures(differs: dict[str, str]) -> dict[str, Any]:
    """Of a run with one peer that takes seven times as long."""
    scale = {"nodes": 10, "links": 20, "charts": 1, "peers": _peers(differs)}
    return {"machine": "a machine", "day": "2026-01-01", "scales": {"1": scale, "10": scale | {"nodes": 100, "links": 200}}, "store": {}}


def test_the_page_gives_ratios_to_the_program_and_exponents() -> None:
    page = benchmark_page.page(figures({}))
    assert "| 1.0 | 1.0 | 7.0 ×7.0 |" in page
    assert "| 0.00 | 0.00 |" in page  # the same seconds at ten times the size


def test_the_page_in_the_docs_is_one_that_the_benchmark_writes() -> None:
    """Its figures are those of some run; its words and headings those of now."""
    page = (ROOT / "docs" / "benchmarks.md").read_text("utf-8")
    assert page.startswith(benchmark_page._INTRO)
    assert page.endswith("\n".join(benchmark_page._again()) + "\n")
    for label in (*benchmark_page._LABELS.values(), *(f"{benchmark_page._TASK_LABELS[task]} / {label}" for task, label in benchmark_page.TASKS.items())):
        assert f"| {label} |" in page, label


def test_every_peer_is_a_module_with_a_name_and_a_version() -> None:
    for name, module in peers.PEERS.items():
        if peers.missing(name) is None:
            assert name == importlib.import_module(module).NAME and importlib.import_module(module).versions()
