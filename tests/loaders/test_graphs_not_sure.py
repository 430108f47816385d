"""What isn't sure in a graph of another program is said, and a mapping mends it."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pytest
from support.graph_readings import TOLD, chart_of, kinds, links, one, said, written_by_networkx
from support.places import EXAMPLES

from oversight_graph.errors import ChartError
from oversight_graph.loaders.mapping import read_mapping
from oversight_graph.problems import errors


def test_a_name_that_says_no_kind_is_an_error_with_the_candidates_and_a_mapping_mends_it(tmp_path: Path) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node("a", label="某集团纪检监察组")
    graph.add_node("b", label="云岭市财政局")
    graph.add_node("c", label="市委反腐败协调小组")
    graph.add_edge("a", "b", relation="lives in the house of")
    graph.add_edge("b", "a", relation="is watched by")
    for file in written_by_networkx(graph, tmp_path):
        text = said(errors(one(file).problems))
        assert "某集团纪检监察组" in text and "StationedGroup, InternalDisciplineBody" in text and "kinds: {某集团纪检监察组: Kind}" in text
        mapping = {
            "kinds": {"某集团纪检监察组": "InternalDisciplineBody", "c": "none"},
            "links": {"lives in the house of": {"kind": "HOSTED_BY", "resource": "room"}, "is watched by": {"kind": "SUPERVISES", "form": "discipline", "reversed": True}},
        }  # fmt: skip
        found = one(file, TOLD | {"mapping": mapping})
        chart = chart_of(found)
        assert kinds(chart) == {"a": "InternalDisciplineBody", "b": "Unit"}
        assert links(chart) == [("HOSTED_BY", "a", "b"), ("SUPERVISES", "a", "b")]
        assert "nodes that the mapping leaves out: 1" in said(found.problems)


def test_a_mapping_to_what_the_model_does_not_have_is_told_with_the_nearest(tmp_path: Path) -> None:
    found = one(EXAMPLES / "graph.graphml", {"mapping": {"kinds": {"n0": "Comission"}}})
    assert "Comission" in said(found.problems) and "did you mean `Commission`?" in said(found.problems)


def test_the_guess_is_a_mapping_to_correct_and_a_corrected_one_is_read(tmp_path: Path) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node("a", label="某集团纪检监察组")
    graph.add_node("b", label="云岭市财政局")
    graph.add_node("d", label="云岭市教育局")
    graph.add_edge("b", "a", relation="is watched by")
    graph.add_edge("b", "d", relation="stands beside")
    file = written_by_networkx(graph, tmp_path)[0]
    (reading,) = one(file).readings
    assert reading.guess == {"kinds": {"某集团纪检监察组": "?"}, "links": {"stands beside": "ignore"}}
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(
        "kinds: {某集团纪检监察组: InternalDisciplineBody}\nlinks: {is watched by: {kind: SUPERVISES, form: discipline, reversed: true}}\n", "utf-8"
    )  # fmt: skip
    chart = chart_of(one(file, TOLD | {"mapping": read_mapping(mapping)}))
    assert [dict(link) for link in chart.links] == [
        {"kind": "SUPERVISES", "from": "a", "to": "b", "form": "discipline", "sources": ("s1",)},
    ]  # fmt: skip
    mapping.write_text("links: {is watched by: {kind: SUPERVISE, form: discipline}}\n", "utf-8")
    with pytest.raises(ChartError, match="did you mean `SUPERVISES`"):
        read_mapping(mapping)


def test_a_class_that_contradicts_the_name_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "p.json"
    file.write_text(json.dumps({"organizations": [{"id": "a", "name": "云岭市财政局", "classification": "Commission"}]}), "utf-8")
    (wrong,) = errors(one(file).problems)
    assert "the file says Commission, its name Unit" in wrong.what


def test_a_parent_whose_meaning_depends_is_left_out_and_counted(tmp_path: Path) -> None:
    """A parent holds; whether a commission dispatches or leads what stands below it, no word of Popolo says."""
    found = one(EXAMPLES / "popolo.json", {})
    assert "relations `parent_id`: 1" in said(found.problems)
    mapped = one(EXAMPLES / "popolo.json", {"mapping": {"links": {"parent_id": {"kind": "DISPATCHES", "reversed": True}}}})
    assert ("DISPATCHES", "cc", "g-fin") in links(chart_of(mapped))


def test_ends_that_are_missing_and_ids_that_stand_twice_are_errors_at_their_lines(tmp_path: Path) -> None:
    file = tmp_path / "x.graphml"
    file.write_text(
        '<graphml>\n<key id="l" for="all" attr.name="label"/>\n<graph edgedefault="directed">\n<node id="a"><data key="l">云岭市财政局</data></node>\n'
        '<node id="a"><data key="l">云岭市教育局</data></node>\n<edge source="a" target="nowhere"/>\n</graph>\n</graphml>', "utf-8"
    )  # fmt: skip
    assert {(problem.line, problem.what.split(",")[0]) for problem in errors(one(file).problems)} == {
        (5, "two nodes have the same id"), (6, "a relation ends at `nowhere`"),
    }  # fmt: skip


def test_what_the_file_does_not_say_is_asked_for_by_its_option() -> None:
    text = said(errors(one(EXAMPLES / "graph.gexf", {}).problems))
    assert all(option in text for option in ("--chart", "--as-of", "--area", "--level"))


def test_the_source_is_the_one_that_is_told() -> None:
    chart = chart_of(one(EXAMPLES / "graph.gexf", TOLD | {"source": "红岩区年报"}))
    assert [source.title for source in chart.header.sources] == ["红岩区年报"]
    assert chart.nodes[0].sources == ("told c",)
