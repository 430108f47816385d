"""Graphs of other programs come in as organisations, persons never."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pytest
from support.graph_readings import chart_of, kinds, links, one, said, written_by_networkx
from support.places import EXAMPLES

from oversight_graph.problems import errors

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


# -- as yEd and Turtle have it ----------------------------------------------------------------------------------------------------------


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
