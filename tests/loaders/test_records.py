"""Records that know their parents and tables of edges are read as a graph of others, or one sentence says what is missing (docs/formats.md)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.read_books import text_file

import oversight_graph as og
from oversight_graph.reading import FileReading

TOLD = {"chart": "x", "area": "530100", "level": "prefecture", "as_of": "2023-06-30"}
RECORDS = [
    {"id": 1, "name": "云岭市纪委监委", "parentId": None},
    {"id": 2, "name": "第一监督检查室", "parentId": 1},
    {"id": 3, "name": "市财政局", "parentId": 0},
    {"id": 4, "name": "市财政局会计核算中心", "parentId": 3},
]
LINKS = {("PART_OF", "2", "1"), ("SUBORDINATE_TO", "4", "3")}
"""A room is a part of its commission, a unit is below another one: what a parent can mean, by the kinds of the two (docs/formats.md)."""


def reading(path: Path) -> FileReading:
    (found,) = og.read_files([path], TOLD)
    return found


def links(found: FileReading) -> set[tuple[str, str, str]]:
    assert not [problem.message.text("en") for problem in found.problems if problem.severity == "error"]
    return {(link.kind, link.start, link.end) for chart in found.charts for link in chart.links}


def as_json(tmp_path: Path, value: object) -> Path:
    return text_file(tmp_path, json.dumps(value, ensure_ascii=False), "a.json")


@pytest.mark.parametrize("wrapped", [RECORDS, {"code": 0, "data": RECORDS}, {"RECORDS": RECORDS}], ids=["a list", "data", "RECORDS"])
def test_json_records_with_parents_are_bodies_and_links(tmp_path: Path, wrapped: object) -> None:
    assert links(reading(as_json(tmp_path, wrapped))) == LINKS


def test_a_tree_of_children_is_the_same(tmp_path: Path) -> None:
    tree = [{"id": 1, "name": "云岭市纪委监委", "children": [{"id": 2, "name": "第一监督检查室"}]}, {"id": 3, "name": "市财政局", "children": [{"id": 4, "name": "市财政局会计核算中心", "children": []}]}]  # fmt: skip
    assert links(reading(as_json(tmp_path, tree))) == LINKS


@pytest.mark.parametrize("parents", [("1", "3"), ("云岭市纪委监委", "市财政局")])
def test_a_table_whose_column_names_other_rows_is_the_same(tmp_path: Path, parents: tuple[str, str]) -> None:
    text = f"编号,名称,上级机构\n1,云岭市纪委监委,\n2,第一监督检查室,{parents[0]}\n3,市财政局,无\n4,市财政局会计核算中心,{parents[1]}\n"
    assert links(reading(text_file(tmp_path, text))) == LINKS


def test_a_column_of_superiors_that_are_no_rows_leaves_a_table_what_it_was(tmp_path: Path) -> None:
    """名称 and 上级机构 of a roster name overseers and what is above them; only a column that speaks of the table's own rows is one of parents."""
    found = reading(text_file(tmp_path, "名称,上级机构,监督单位\n驻市财政局纪检监察组,云岭市纪委监委,市财政局\n驻市水利局纪检监察组,云岭市纪委监委,市水利局\n"))
    assert {link.kind for chart in found.charts for link in chart.links} >= {"STATIONED_AT"}


def test_a_parent_that_isnt_in_the_file_is_one_warning(tmp_path: Path) -> None:
    far = [{"id": n, "name": f"第{number}监督检查室", "parentId": 999} for n, number in enumerate("一二三四五六七八九", 1)]
    found = reading(as_json(tmp_path, far))
    assert [problem.severity for problem in found.problems] == ["warning"]
    assert "9" in found.problems[0].message.text("en")


def test_a_table_of_edges_is_the_links_that_its_types_name(tmp_path: Path) -> None:
    text = "source,target,type\n云岭市纪委监委,驻市财政局纪检监察组,派出\n驻市财政局纪检监察组,市财政局,派驻\n第一监督检查室,市审计局,联系\n"
    assert {kind for kind, _, _ in links(reading(text_file(tmp_path, text)))} == {"DISPATCHES", "STATIONED_AT", "CONTACTS"}


def test_a_label_of_an_edge_means_what_the_kinds_of_its_ends_leave(tmp_path: Path) -> None:
    """派驻 is from a commission to its group DISPATCHES, from a group to its host STATIONED_AT (domain §3); 隶属 of a member, of a collaboration, MEMBER_OF."""
    text = "source,target,type\n云岭市纪委监委,驻市财政局纪检监察组,派驻\n驻市财政局纪检监察组,市财政局,派驻\n驻市财政局纪检监察组,第一协作区,隶属\n"
    found = links(reading(text_file(tmp_path, text)))
    assert {(kind, end) for kind, _, end in found} == {("DISPATCHES", "驻市财政局纪检监察组"), ("STATIONED_AT", "市财政局"), ("MEMBER_OF", "第一协作区")}


def test_the_label_of_an_edge_of_yed_is_read(tmp_path: Path) -> None:
    def node(number: int, name: str) -> str:
        return f'<node id="n{number}"><data key="d0"><y:ShapeNode><y:NodeLabel>{name}</y:NodeLabel></y:ShapeNode></data></node>'

    edge = '<edge id="e0" source="n0" target="n1"><data key="d1"><y:PolyLineEdge><y:EdgeLabel>派驻</y:EdgeLabel></y:PolyLineEdge></data></edge>'
    head = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml"><key for="node" id="d0" yfiles.type="nodegraphics"/><key for="edge" id="d1" yfiles.type="edgegraphics"/>'  # fmt: skip
    text = f'{head}<graph edgedefault="directed">{node(0, "云岭市纪委监委")}{node(1, "驻市财政局纪检监察组")}{edge}</graph></graphml>'
    assert links(reading(text_file(tmp_path, text, "a.graphml"))) == {("DISPATCHES", "n0", "n1")}


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("a.json", json.dumps([{"a": n, "b": 2} for n in range(3_000)]), "graphs.records_without_name"),
        ("a.csv", "source,target,type\n" + "1,2,x\n" * 3_000, "graphs.edges_of_numbers"),
        ("a.csv", "source,target\n市财政局,\n" * 2, "graphs.edge_without"),
    ],
)
def test_what_is_missing_is_said_once(tmp_path: Path, name: str, text: str, code: str) -> None:
    assert [problem.message.code for problem in reading(text_file(tmp_path, text, name)).problems] == [code]


def test_persons_among_records_are_left_out(tmp_path: Path) -> None:
    records = [{"name": "云岭市纪委监委", "联系人": "张三丰", "电话": "13800138000"}, {"name": "张三丰", "type": "person"}]
    found = reading(as_json(tmp_path, records))
    assert [node.name["zh"] for chart in found.charts for node in chart.nodes] == ["云岭市纪委监委"]
    assert not any(
        secret in text for secret in ("张三丰", "13800138000") for text in (str(found.charts), *(problem.message.text("zh") for problem in found.problems))
    )


def test_a_tidy_table_of_links_stays_one(tmp_path: Path) -> None:
    (tmp_path / "nodes.csv").write_text("id,kind,name,sources\na,Unit,市财政局,s\nb,Unit,市审计局,s\n", "utf-8")
    (tmp_path / "sources.csv").write_text("id,title\ns,表\n", "utf-8")
    (tmp_path / "links.csv").write_text("kind,from,to,sources\nSUBORDINATE_TO,b,a,s\n", "utf-8")
    assert links(reading(tmp_path / "links.csv")) == {("SUBORDINATE_TO", "b", "a")}


# -- what rosters of others hold ----------------------------------------------------------------------------------------


def test_english_headings_bare_years_traditional_quantifiers_and_full_stops_of_a_roster_are_read(tmp_path: Path) -> None:
    text = "No.,Body,Units overseen,Establishment,Established\n1,驻市财政局纪检监察组,市财政局。市审计局。,不少於5,2019\n2,驻市水利局纪检监察组,市水利局。,約3,2018年3月\n"
    found = reading(text_file(tmp_path, text))
    assert not [problem for problem in found.problems if problem.severity == "error"]
    by_name = {node.name["zh"]: node for chart in found.charts for node in chart.nodes}
    assert set(by_name) == {"驻市财政局纪检监察组", "市财政局", "市审计局", "驻市水利局纪检监察组", "市水利局"}
    first, second = by_name["驻市财政局纪检监察组"], by_name["驻市水利局纪检监察组"]
    assert (first["staff_full_time"], first["staff_quantifier"], first["valid_from"]) == (5, "ge", "2019")
    assert (second["staff_full_time"], second["staff_quantifier"], second["valid_from"]) == (3, "approx", "2018-03")
