"""Charts out as graphs and in again are the same charts; graphs of other programs come in as organisations, and what doesn't is said."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from support.charts_strategy import Document, chart_sets, read_chart
from support.examples import examples
from support.nasty_chart import nasty
from support.places import EXAMPLES

import oversight_graph as og
from oversight_graph.chart.chart import Chart
from oversight_graph.charts import shipped
from oversight_graph.errors import ChartError, OversightError
from oversight_graph.loaders.mapping import read_mapping
from oversight_graph.loaders.writers.gexf import write_gexf
from oversight_graph.loaders.writers.graphml import write_graphml
from oversight_graph.loaders.writers.native import write_charts
from oversight_graph.loaders.writers.node_link import write_node_link
from oversight_graph.model import KINDS
from oversight_graph.problems import Problem, errors
from oversight_graph.reading import FileReading

Write = Callable[[Sequence[Chart], Path], list[Path]]
TOLD = {"chart": "t", "as_of": "2021-12-31", "area": "530000", "level": "county"}
WRITERS = (
    pytest.param(write_graphml, ".graphml", id="graphml"),
    pytest.param(write_gexf, ".gexf", id="gexf"),
    pytest.param(write_node_link, ".json", id="node-link"),
)


def one(path: Path, told: dict[str, Any] | None = None) -> FileReading:
    (found,) = og.read_files([path], TOLD if told is None else told)
    return found


def chart_of(found: FileReading) -> Chart:
    assert not errors(found.problems), "\n".join(map(str, found.problems))
    (chart,) = found.charts
    return chart


def kinds(chart: Chart) -> dict[str, str]:
    return {node.id: node.kind for node in chart.nodes}


def links(chart: Chart) -> list[tuple[str, str, str]]:
    return sorted((link.kind, link.start, link.end) for link in chart.links)


def said(problems: Sequence[Problem]) -> str:
    return "\n".join(map(str, problems))


# -- out and in again -----------------------------------------------------------------------------------------------------


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


# -- from other programs ----------------------------------------------------------------------------------------------------


def city(graph: nx.Graph) -> nx.Graph:
    """A small city as another program would hold it."""
    for name, label, more in (
        ("c", "云岭市纪委监委", {"kind": "Commission"}),
        ("g", "驻云岭市财政局纪检监察组", {"staff_full_time": 5.0}),
        ("u", "云岭市财政局", {"colour": "red"}),
    ):
        graph.add_node(name, label=label, **more)
    graph.add_edge("c", "g", kind="DISPATCHES")
    graph.add_edge("g", "u", kind="stationedAt", authority="discipline; state")
    graph.add_edge("g", "u", kind="cites")
    return graph


def written_by_networkx(graph: nx.Graph, folder: Path) -> list[Path]:
    nx.write_graphml_xml(graph, folder / "g.graphml")
    nx.write_gexf(graph, folder / "g.gexf")
    (folder / "g.json").write_text(json.dumps(nx.node_link_data(graph, edges="links")), "utf-8")
    return [folder / "g.graphml", folder / "g.gexf", folder / "g.json"]


def test_what_networkx_writes_comes_in_by_kinds_and_names_and_the_rest_is_counted(tmp_path: Path) -> None:
    for file in written_by_networkx(city(nx.MultiDiGraph()), tmp_path):
        found = one(file)
        chart = chart_of(found)
        assert kinds(chart) == {"c": "Commission", "g": "StationedGroup", "u": "Unit"}
        assert links(chart) == [("DISPATCHES", "c", "g"), ("STATIONED_AT", "g", "u")]
        by_id = {node.id: node for node in chart.nodes}
        assert by_id["g"]["staff_full_time"] == 5
        assert by_id["u"]["category"] == "government"
        assert [source.title for source in chart.header.sources] == [file.name]
        assert "`cites`: 1" in said(found.problems)
        assert "colour (1)" in said(found.problems)
        assert [*map(str, found.understood)] == [
            "nodes by their kind: 1 Commission", "nodes by their names: 1 StationedGroup, 1 Unit", "links: 1 DISPATCHES, 1 STATIONED_AT from `stationedAt`",
        ]  # fmt: skip


def test_without_direction_a_link_runs_the_only_way_that_it_can_and_is_an_error_where_it_can_run_both(tmp_path: Path) -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node("g", label="驻云岭市财政局纪检监察组")
    graph.add_node("c", label="云岭市纪委监委")
    graph.add_node("d", label="云岭市东区纪委监委")
    graph.add_edge("g", "c", kind="DISPATCHES")
    for file in written_by_networkx(graph, tmp_path):
        assert links(chart_of(one(file))) == [("DISPATCHES", "c", "g")]
    graph.add_edge("c", "d", kind="LEADS")
    for file in written_by_networkx(graph, tmp_path):
        (wrong,) = errors(one(file).problems)
        assert "no direction" in wrong.what


def test_the_examples_come_in_with_what_they_say() -> None:
    popolo = chart_of(one(EXAMPLES / "popolo.json", {}))
    assert links(popolo) == [("MEMBER_OF", "g-fin", "zone-1"), ("PART_OF", "room-3", "cc"), ("SUBORDINATE_TO", "u-pay", "u-fin")]
    assert {area.code: area.part_of for area in popolo.header.areas} == {"yunling": None, "yunling-east": "yunling"}
    org = chart_of(one(EXAMPLES / "org.ttl"))
    assert links(org) == [
        ("PART_OF", "room-1", "cc"), ("STATIONED_AT", "g-1", "u-water"), ("SUBORDINATE_TO", "u-plant", "u-water"), ("SUCCEEDS", "u-water", "u-old"),
    ]  # fmt: skip
    assert next(node for node in org.nodes if node.id == "cc").name == {"zh": "清水县纪委监委", "en": "Qingshui County Commission"}
    entities = chart_of(one(EXAMPLES / "entities.ftm.json"))
    assert links(entities) == [("SUBORDINATE_TO", "ftm-water", "ftm-sasac"), ("SUCCEEDS", "ftm-water", "ftm-water-old")]
    assert len(chart_of(one(EXAMPLES / "graph.graphml")).links) == 7  # two of them between the same ends
    assert len(chart_of(one(EXAMPLES / "graph.gexf")).links) == 6
    assert kinds(chart_of(one(EXAMPLES / "node-link.json")))["6"] == "LiaisonStation"


def test_turtle_and_json_ld_of_one_graph_give_one_chart(tmp_path: Path) -> None:
    import rdflib

    graph = rdflib.Graph().parse(EXAMPLES / "org.ttl")
    file = tmp_path / "org.jsonld"
    file.write_text(graph.serialize(format="json-ld", auto_compact=True), "utf-8")
    from_turtle, from_json = chart_of(one(EXAMPLES / "org.ttl")), chart_of(one(file))
    assert (from_json.nodes, from_json.links) == (from_turtle.nodes, from_turtle.links)
    plain = file.rename(tmp_path / "org.json")
    assert chart_of(one(plain)).nodes == from_turtle.nodes


def test_the_same_said_from_both_ends_is_one_link(tmp_path: Path) -> None:
    file = tmp_path / "o.ttl"
    file.write_text(
        '@prefix org: <http://www.w3.org/ns/org#> . @prefix s: <http://www.w3.org/2004/02/skos/core#> .\n'
        '<http://a/x> a org:Organization ; s:prefLabel "清水县水务局" ; org:hasSubOrganization <http://a/y> .\n'
        '<http://a/y> a org:Organization ; s:prefLabel "清水县自来水公司" ; org:subOrganizationOf <http://a/x> .\n', "utf-8"
    )  # fmt: skip
    assert links(chart_of(one(file))) == [("SUBORDINATE_TO", "y", "x")]


# -- persons ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("file", "persons", "theirs"), [("popolo.json", 1, 2), ("org.ttl", 1, 1), ("entities.ftm.json", 1, 1)])
def test_persons_are_left_out_and_counted_and_named_nowhere(file: str, persons: int, theirs: int) -> None:
    found = one(EXAMPLES / file)
    assert "某某" in (EXAMPLES / file).read_text("utf-8")
    assert f"natural persons were left out: {persons}; relations and posts of theirs: {theirs}" in said(found.problems)
    everything = said(found.problems) + "\n".join(map(str, found.understood)) + repr(chart_of(found))
    assert "某某" not in everything


def test_what_may_be_a_person_is_an_error_that_does_not_say_the_name(tmp_path: Path) -> None:
    names = ("张伟", "王建国", "John Smith", "欧阳某某")
    graph: nx.DiGraph[str] = nx.DiGraph()
    for number, name in enumerate(names):
        graph.add_node(f"n{number}", label=name)
    graph.add_node("u", label="云岭市财政局", 姓名="李四", phone="1")
    for file in written_by_networkx(graph, tmp_path):
        text = said(one(file).problems)
        assert not [name for name in (*names, "李四") if name in text], text
        assert "attributes of natural persons were left out: 姓名 (1), phone (1)" in text
        assert "natural persons were left out: 1;" in text  # the one that is surely a name, by the grammar


def test_a_legal_entity_that_is_not_understood_may_be_a_person_and_is_told_by_its_id(tmp_path: Path) -> None:
    file = tmp_path / "e.ndjson"
    entities = ({"id": f"e{schema}", "schema": schema, "properties": {"name": ["某集团纪检监察组"]}} for schema in ("LegalEntity", "PublicBody"))
    file.write_text("\n".join(map(json.dumps, entities)), "utf-8")
    legal, public = errors(one(file).problems)
    assert "node `eLegalEntity`" in legal.what and "某集团" not in str(legal) and legal.line == 1
    assert "node `某集团纪检监察组`" in public.what and public.line == 2


# -- what isn't sure ----------------------------------------------------------------------------------------------------------


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


def test_yed_s_own_labels_and_groups_are_read(tmp_path: Path) -> None:
    file = tmp_path / "yed.graphml"
    file.write_text(
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">'
        '<key for="node" id="d6" yfiles.type="nodegraphics"/><key for="edge" id="d10" yfiles.type="edgegraphics"/><graph edgedefault="directed">'
        '<node id="n0"><data key="d6"><y:ShapeNode><y:NodeLabel>云岭市纪委监委</y:NodeLabel></y:ShapeNode></data>'
        '<graph edgedefault="directed" id="n0:"><node id="n0::n0"><data key="d6"><y:ShapeNode><y:NodeLabel>驻云岭市财政局纪检监察组</y:NodeLabel></y:ShapeNode></data></node></graph></node>'
        '<edge id="e0" source="n0" target="n0::n0"><data key="d10"><y:PolyLineEdge><y:EdgeLabel>派出</y:EdgeLabel></y:PolyLineEdge></data></edge></graph></graphml>',
        "utf-8",
    )
    found = one(file)
    assert links(chart_of(found)) == [("DISPATCHES", "n0", "n0--n0")]
    assert "relations `nesting`: 1" in said(found.problems)


def test_what_turtle_says_besides_organizations_is_counted_and_a_person_is_never_one(tmp_path: Path) -> None:
    file = tmp_path / "o.ttl"
    file.write_text(
        "@prefix org: <http://www.w3.org/ns/org#> . @prefix s: <http://www.w3.org/2004/02/skos/core#> . @prefix f: <http://xmlns.com/foaf/0.1/> .\n"
        '@prefix e: <http://e/> . <cc> a org:Organization ; s:prefLabel "清水县纪委监委" ; e:motto "公生明" ; org:hasSite [ a org:Site ] ; e:leads <gone> .\n'
        '<p> a f:Person, org:Organization ; f:name "某某" ; org:memberOf <cc> . [] a org:Organization ; s:prefLabel "清水县财政局" .\n', "utf-8"
    )  # fmt: skip
    found = one(file)
    chart = chart_of(found)
    assert kinds(chart) == {"cc": "Commission", "清水县财政局": "Unit"}
    text = said(found.problems)
    assert "resources of the class Site: 1" in text
    assert "motto (1)" in text
    assert "relations leads to what isn't in the file: 1" in text
    assert "natural persons were left out: 1; relations and posts of theirs: 1" in text
    assert "某某" not in text + repr(chart)
