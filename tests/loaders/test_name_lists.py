"""Lists of names: the grammar tells what each is; what it can't tell stops the load, what is no body is left out and said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.examples import examples
from support.places import ROOT

import oversight_graph as og
from oversight_graph.chart.build import ChartReading
from oversight_graph.loaders import name_list
from oversight_graph.loaders.import_options import ImportOptions
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.loaders.workbook import Sheet, Workbook
from oversight_graph.model import LINKS
from oversight_graph.naming.grammar import parse
from oversight_graph.naming.grammar_table import grammar_table

HEADER = {"chart": "list", "area": "530622", "level": "county", "as_of": "2023-06-30"}
EXAMPLE = ROOT / "examples" / "names.txt"


def read(*lines: str, **told: object) -> ChartReading:
    opened = SourceFile(Path("names.txt"), ImportOptions.of({**HEADER, **told}))
    opened.__dict__["book"] = Workbook((Sheet("text", [[line] for line in lines]),))
    (reading,) = name_list.read(opened)
    return reading


def kinds(reading: ChartReading) -> dict[str, str]:
    assert reading.chart is not None, [str(problem) for problem in reading.problems]
    return {node.zh: node.kind for node in reading.chart.nodes}


def ends(reading: ChartReading) -> set[tuple[str, str, str]]:
    assert reading.chart is not None
    called = {node.id: node.zh for node in reading.chart.nodes}
    return {(called[link.start], link.kind, called[link.end]) for link in reading.chart.links}


def test_the_example_by_hand() -> None:
    """16 names of the file, with what each is, and the bodies that only another name names."""
    (chart,) = og.read(EXAMPLE, defaults={"area": "530622", "level": "county"})
    found = [node.kind for node in chart.nodes]
    listed = {"Commission": 1, "Room": 3, "StationedGroup": 4, "InspectionTeam": 2, "TownshipOffice": 3, "InternalDisciplineBody": 1, "LiaisonStation": 1}
    assert {kind: found.count(kind) for kind in listed} == listed
    assert (found.count("Township"), found.count("Village"), found.count("Unit"), found.count("Collaboration")) == (3, 1, 3, 1)
    assert chart.header.as_of == "2023-06"


def test_the_number_before_a_name_and_brackets_are_its_dress() -> None:
    assert kinds(read("1、驻市财政局纪检监察组", "（二）第三监督检查室【审查】")) == {
        "驻市财政局纪检监察组": "StationedGroup",
        "第三监督检查室": "Room",
        "市财政局": "Unit",
    }


def test_what_a_name_implies_is_inferred_and_rests_on_its_row() -> None:
    reading = read("城关镇纪委", "县纪委监委驻县财政局纪检监察组", "云岭县纪委监委")
    assert ends(reading) == {
        ("城关镇纪委", "SUPERVISES", "城关镇"),
        ("县纪委监委驻县财政局纪检监察组", "STATIONED_AT", "县财政局"),
        ("云岭县纪委监委", "DISPATCHES", "县纪委监委驻县财政局纪检监察组"),
    }
    assert reading.chart is not None
    assert {link.rest["basis"] for link in reading.chart.links} == {"inferred"} and {link.sources[0] for link in reading.chart.links} == {
        "s1 row 1",
        "s1 row 2",
    }


def test_of_two_longer_names_none_is_taken() -> None:
    reading = read("云岭县纪委监委", "石塘县纪委监委", "县纪委监委驻县财政局纪检监察组")
    assert ("县纪委监委", "DISPATCHES", "县纪委监委驻县财政局纪检监察组") in ends(reading)
    assert not any(start in ("云岭县纪委监委", "石塘县纪委监委") for start, _, _ in ends(reading))


def test_a_township_discipline_body_holds_discipline_alone_unless_its_name_says_more() -> None:
    """Domain §1: state supervision arrives at townships only by dispatch."""
    reading = read("城关镇纪委", "河西街道纪检监察工委")
    assert reading.chart is not None
    assert {link.start: link.rest["authority"] for link in reading.chart.links} == {
        "城关镇纪委": ("discipline",),
        "河西街道纪检监察工委": ("discipline", "state"),
    }


def test_a_group_by_number_names_no_host() -> None:
    assert ends(read("派驻第三纪检监察组")) == set()


def test_a_name_that_cant_be_told_stops_the_load_with_its_candidates() -> None:
    reading = read("市财政局", "东部经济协作区")
    assert reading.chart is None
    (problem,) = reading.problems
    assert problem.cell == "A2" and "Collaboration or Unit" in problem.what and "kinds:" in problem.todo
    told = read("市财政局", "东部经济协作区", mapping={"kinds": {"东部经济协作区": "none"}})
    assert kinds(told) == {"市财政局": "Unit"}
    assert kinds(read("东部经济协作区", mapping={"kinds": {"东部经济协作区": "Collaboration"}})) == {"东部经济协作区": "Collaboration"}


def test_the_guess_asks_for_what_it_cant_tell() -> None:
    reading = read("市财政局", "东部经济协作区")
    assert reading.guess == {"format": "names", "columns": {"A": "name"}, "kinds": {"东部经济协作区": "?"}}


def test_a_person_is_left_out() -> None:
    reading = read("市财政局", "县纪委副书记")
    assert kinds(reading) == {"市财政局": "Unit"} and "left out" in str(reading.problems[0])


def test_several_names_in_one_line() -> None:
    assert kinds(read("市财政局、市审计局；市统计局")) == dict.fromkeys(("市财政局", "市审计局", "市统计局"), "Unit")


@pytest.mark.parametrize(("lines", "once"), [(("駐市財政局紀檢監察組", "驻市财政局纪检监察组"), "驻市财政局纪检监察组")])
def test_one_body_in_two_scripts_is_one(lines: tuple[str, ...], once: str) -> None:
    assert [name for name, kind in kinds(read(*lines)).items() if kind == "StationedGroup"] == [once]


EXAMPLES = sorted({name for pattern in grammar_table().patterns for name in pattern.examples})


@given(st.lists(st.sampled_from(EXAMPLES), min_size=1, max_size=12, unique=True))
@examples(60)
def test_nothing_vanishes(lines: list[str]) -> None:
    """Every name is a body, or is said to be none, or stops the load; and every link is one that the model permits."""
    reading = read(*lines)
    if reading.chart is None:
        assert any(not parse(name).sure for name in lines) or reading.problems
        return
    held = {alias for node in reading.chart.nodes for alias in (node.zh, *node.rest.get("aliases", ()))}
    for name in lines:
        one = parse(name)
        assert one.no_body or one.name in held, name
    kind_of = {node.id: node.kind for node in reading.chart.nodes}
    assert all(LINKS[link.kind].permits(kind_of[link.start], kind_of[link.end]) for link in reading.chart.links)


def book(*rows: str, **told: object) -> ChartReading:
    opened = SourceFile(Path("names.csv"), ImportOptions.of({**HEADER, **told}))
    opened.__dict__["book"] = Workbook((Sheet("表", [[cell.strip() for cell in row.split("|")] for row in rows]),))
    (reading,) = name_list.read(opened)
    return reading


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("监督检查室", "第一监督检查室"), ("协作区", "第一协作区"), ("联络站", "石塘村监察联络站"), ("所在村", "石塘村"), ("片区", "第一片区"), ("组别", "驻县财政局纪检监察组"),
        ("所在乡镇", "城关镇"), ("派驻机构", "驻县财政局纪检监察组"),
    ],
)  # fmt: skip
def test_a_bare_class_word_above_names_is_a_heading(word: str, name: str) -> None:
    found = kinds(read(word, name, word))
    assert word not in found and name in found


def test_the_names_of_overseers_go_before_those_of_their_places() -> None:
    reading = book("所在乡镇 | 机构名称", "城关镇 | 城关镇纪委", "河东镇 | 河东镇纪委")
    assert {name for name, kind in kinds(reading).items() if kind == "TownshipOffice"} == {"城关镇纪委", "河东镇纪委"}
    (problem,) = reading.problems
    assert problem.cell == "A2" and "2 cells of column A are names of bodies" in problem.what


def test_a_mapping_names_several_columns_of_names() -> None:
    found = kinds(book("县财政局 | 县审计局", "县教育局 | 县统计局", mapping={"columns": {1: "name", 2: "name"}}))
    assert set(found) == {"县财政局", "县审计局", "县教育局", "县统计局"}


def test_a_label_before_a_colon_is_used_and_is_no_part_of_a_name() -> None:
    """Domain §3: a room contacts units, overseers are members of a zone."""
    reading = read("政府部门：县财政局、县审计局", "第一监督检查室：联系县教育局", "第一协作区：城关镇纪委、河东镇纪委")
    assert not any("：" in name or ":" in name for name in kinds(reading))
    assert {("第一监督检查室", "CONTACTS", "县教育局"), ("城关镇纪委", "MEMBER_OF", "第一协作区"), ("河东镇纪委", "MEMBER_OF", "第一协作区")} <= ends(reading)


def test_a_label_that_nobody_knows_is_asked_about() -> None:
    reading = read("财政口：县财政局")
    assert kinds(reading) == {"县财政局": "Unit"} and "财政口" in str(reading.problems[0]) and reading.guess is not None
    assert reading.guess["kinds"] == {"财政口": "none"}
    assert not read("财政口：县财政局", mapping={"kinds": {"财政口": "none"}}).problems


def test_a_label_whose_link_cant_be_told_is_said() -> None:
    reading = read("第一协作区：城关镇")
    assert kinds(reading) == {"第一协作区": "Collaboration", "城关镇": "Township"} and ends(reading) == set() and "can't be told" in str(reading.problems[0])


def test_lines_that_head_a_section_are_no_bodies_and_head_what_follows() -> None:
    reading = read(
        "派驻机构", "驻县财政局纪检监察组", "县（市）区纪委监委", "石塘县纪委监委", "经济部门：", "县审计局", "第二监督检查室：", "县教育局", "县统计局"
    )
    assert set(kinds(reading)) == {"驻县财政局纪检监察组", "县财政局", "石塘县纪委监委", "县审计局", "第二监督检查室", "县教育局", "县统计局"}
    assert {end for start, kind, end in ends(reading) if start == "第二监督检查室"} == {"县教育局", "县统计局"} and not reading.problems


def test_a_class_of_bodies_with_none_of_it_below_stands_for_bodies() -> None:
    assert kinds(read("各乡镇纪委", "县财政局")) == {"各乡镇纪委": "TownshipOffice", "县财政局": "Unit"}
