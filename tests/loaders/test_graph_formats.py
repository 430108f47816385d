"""Charts out as graphs and in again are the same charts."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from support.charts_strategy import Document, chart_sets, read_chart
from support.examples import examples
from support.graph_readings import one, said
from support.nasty_chart import nasty

import oversight_graph as og
from oversight_graph.chart.chart import Chart
from oversight_graph.charts import shipped
from oversight_graph.errors import OversightError
from oversight_graph.loaders.writers.gexf import write_gexf
from oversight_graph.loaders.writers.graphml import write_graphml
from oversight_graph.loaders.writers.native import write_charts
from oversight_graph.loaders.writers.node_link import write_node_link
from oversight_graph.model import KINDS
from oversight_graph.problems import errors

Write = Callable[[Sequence[Chart], Path], list[Path]]
WRITERS = (
    pytest.param(write_graphml, ".graphml", id="graphml"),
    pytest.param(write_gexf, ".gexf", id="gexf"),
    pytest.param(write_node_link, ".json", id="node-link"),
)


@pytest.mark.parametrize(("write", "ending"), WRITERS)
def test_the_shipped_charts_come_back_the_same_from_one_file_and_from_a_folder(write: Write, ending: str, tmp_path: Path) -> None:
    charts = og.read(*shipped())
    assert og.read(*write(charts, tmp_path / f"all{ending}")) == charts
    files = write(charts, tmp_path / "folder")
    assert [file.name for file in files] == [f"{chart.id}{ending}" for chart in charts]
    assert og.read(*files) == charts
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize(("write", "ending"), WRITERS)
def test_texts_that_xml_and_json_must_escape_come_back_the_same(write: Write, ending: str, tmp_path: Path) -> None:
    charts = [nasty()]
    assert og.read(*write(charts, tmp_path / f"nasty{ending}")) == charts


@examples(25)
@given(drawn=chart_sets(shares=True))
def test_random_charts_come_back_the_same(drawn: list[Document]) -> None:
    charts = [read_chart(document) for document in drawn]
    with tempfile.TemporaryDirectory() as folder:
        for parameters in WRITERS:
            write, ending = parameters.values
            (file,) = write(charts, Path(folder) / f"all{ending}")
            found = one(file)
            assert found.charts == charts, said(found.problems)


@pytest.mark.parametrize(("write", "ending"), WRITERS)
def test_a_level_that_somebody_changed_in_the_graph_is_read_though_the_chart_did_not_write_it(write: Write, ending: str, tmp_path: Path) -> None:
    (chart,) = og.read(next(one for one in shipped() if "gansu" in str(one)))
    (file,) = write([chart], tmp_path / f"one{ending}")
    text = file.read_text("utf-8")
    shown = {".graphml": '"node.level">province<', ".gexf": 'for="level" value="province"', ".json": '"level": "province", "area"'}[ending]
    assert shown in text
    file.write_text(text.replace(shown, shown.replace("province", "central"), 1), "utf-8")
    (back,) = og.read(file)
    assert sum(node.get("level") == "central" for node in back.nodes) == sum(node.get("level") == "central" for node in chart.nodes) + 1


def test_networkx_reads_all_three_with_every_parallel_link_names_kinds_and_numbers(tmp_path: Path) -> None:
    charts = og.read(*shipped())
    numbers = sum(len(chart.nodes) for chart in charts), sum(len(chart.links) for chart in charts)
    network = json.loads(write_node_link(charts, tmp_path / "all.json")[0].read_text("utf-8"))
    for graph in (
        nx.read_graphml(write_graphml(charts, tmp_path / "all.graphml")[0]),
        nx.read_gexf(write_gexf(charts, tmp_path / "all.gexf")[0]),
        nx.node_link_graph(network, edges="edges"),
    ):
        assert (graph.number_of_nodes(), graph.number_of_edges()) == numbers
        node = graph.nodes["gansu-2020:g-water"] if "gansu-2020:g-water" in graph else next(data for _, data in graph.nodes(data=True))
        assert node["label"] and node["kind"] in KINDS and node["level"] and node["area"]
        assert all(isinstance(data["staff_full_time"], int) for _, data in graph.nodes(data=True) if "staff_full_time" in data)


def test_a_character_that_xml_cannot_hold_is_refused_by_name_and_held_by_json(tmp_path: Path) -> None:
    document = {"chart": "c", "as_of": "2020", "area": "CN", "level": "county", "sources": [{"id": "s", "title": "t"}], "links": []}
    chart = read_chart(document | {"nodes": [{"id": "u", "kind": "Unit", "name": "局\uffff"}]})
    before = tmp_path / "c.graphml"
    before.write_text("kept", "utf-8")
    with pytest.raises(OversightError, match=r"U\+FFFF.*局"):
        write_graphml([chart], before)
    assert before.read_text("utf-8") == "kept"
    assert og.read(*write_node_link([chart], tmp_path / "c.json")) == [chart]


def test_a_graph_of_another_version_of_this_program_is_refused(tmp_path: Path) -> None:
    (file,) = write_graphml(og.read(shipped()[0]), tmp_path / "a.graphml")
    file.write_text(file.read_text("utf-8").replace("charts-1", "charts-2"), "utf-8")
    assert "another version" in said(one(file).problems)


def test_an_entry_changed_into_nonsense_is_told_at_its_line(tmp_path: Path) -> None:
    (file,) = write_graphml(og.read(shipped()[0]), tmp_path / "a.graphml")
    text = file.read_text("utf-8").replace(">DISPATCHES</data>", ">DISPATCHS</data>", 1)
    file.write_text(text, "utf-8")
    (wrong,) = errors(one(file).problems)
    assert "DISPATCHES" in wrong.todo
    assert "<edge " in text.split("\n")[wrong.line - 1]


def test_a_native_chart_in_json_is_still_read_as_one(tmp_path: Path) -> None:
    charts = og.read(*shipped())
    assert og.read(*write_charts(charts, tmp_path / "charts.json")) == charts
    assert og.read(*write_charts(charts[:1], tmp_path / "chart.json")) == charts[:1]
