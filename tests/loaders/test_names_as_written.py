"""How names are written: dress, remarks, numbers, several names in a cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.verdicts import verdict

from oversight_graph.loaders.rosters.cell_contents import parts
from oversight_graph.naming.chinese_numerals import read_number, written_number
from oversight_graph.naming.grammar import parse
from oversight_graph.naming.normalisation import key


@pytest.mark.parametrize(
    ("text", "name", "printed"),
    [
        ("1. 驻市财政局纪检监察组", "驻市财政局纪检监察组", "1."),
        ("（一）驻市财政局纪检监察组", "驻市财政局纪检监察组", "(一)"),
        ("①驻市财政局纪检监察组", "驻市财政局纪检监察组", "①"),
        ("⑾ 驻市财政局纪检监察组", "驻市财政局纪检监察组", "⑾"),
        ("十二、驻市财政局纪检监察组；", "驻市财政局纪检监察组", "十二、"),
        ("3驻市财政局纪检监察组", "驻市财政局纪检监察组", "3"),
        ("2.1 驻市财政局纪检监察组", "驻市财政局纪检监察组", "2.1"),
        ("●\u00a0驻市财政局\u3000纪检监察组", "驻市财政局纪检监察组", "●"),
        ("\ufeff驻市财政局\u200b纪检监察组", "驻市财政局纪检监察组", None),
        ("駐市財政局紀檢監察組", "驻市财政局纪检监察组", None),
        ("驻市财政局纪检监察组", "驻市财政局纪检监察组", None),
        ("第３监督检查室", "第3监督检查室", None),
        ("301医院", "301医院", None),
    ],
)
def test_dress_is_taken_off(text: str, name: str, printed: str | None) -> None:
    reading = parse(text)
    assert (reading.text, reading.name, reading.printed and reading.printed.strip()) == (text, name, printed)
    assert reading.sure


def test_remarks_are_aliases_or_notes() -> None:
    one = parse("市自然资源和规划局（原市国土资源局）【含分局】")
    assert one.aliases == ("市国土资源局",) and one.notes == ("含分局",)
    assert parse("区财政局（地方金融监管局）").aliases == ("地方金融监管局",)
    assert parse("驻市公安局纪检监察组（综合派驻）").parts.mode == "comprehensive"
    assert parse("驻市公安局纪检监察组  负责监督3家单位").notes == ("负责监督3家单位",)


def test_several_names_in_brackets_are_aliases_where_each_can_be_one() -> None:
    one = parse("县委统战部（县民宗局、县侨办）")
    assert one.aliases == ("县民宗局", "县侨办") and one.notes == ()
    assert parse("县自然资源局（原县国土资源局、县林业局）").aliases == ("县国土资源局", "县林业局")
    schools = parse("县教育局（县一中、县二中）")
    assert schools.aliases == () and schools.notes == ("县一中、县二中",), "what a bureau has under it are no names of it"
    members = parse("第一协作区（河东镇纪委、河西镇纪委）")
    assert members.aliases == () and members.notes == ("河东镇纪委、河西镇纪委",)


@pytest.mark.parametrize(
    ("text", "kind", "count", "number"),
    [
        ("第一至第三监督检查室", "Room", 3, None),
        ("第1-6监督检查室", "Room", 6, None),
        ("第一、二、五审查调查室", "Room", 3, None),
        ("监督检查一至四室", "Room", 4, None),
        ("15个派驻纪检监察组", "StationedGroup", 15, None),
        ("市纪委监委28家派驻机构", "StationedGroup", 28, None),
        ("12个乡镇纪委", "TownshipOffice", 12, None),
        ("区委第一至第六巡察组", "InspectionTeam", 6, None),
        ("423个监察工作联络站", "LiaisonStation", 423, None),
    ],
)
def test_a_range_or_a_number_of_bodies_is_a_set_of_so_many(text: str, kind: str, count: int, number: int | None) -> None:
    reading = parse(text)
    assert (reading.kind, reading.parts.set, reading.parts.count, reading.parts.number) == (kind, True, count, number)


@pytest.mark.parametrize("text", ["第三监督检查室", "县监委派出城关等5个乡镇监察室", "第十一监督检查室", "第5-2监督检查室"])
def test_one_body_is_no_set(text: str) -> None:
    assert not parse(text).parts.set


@pytest.mark.parametrize(
    "text",
    [
        "中共某县纪律检查委员会/某县监察委员会",
        "中共某县纪律检查委员会、某县监察委员会",
        "中共某县纪律检查委员会 某县监察委员会",
        "某县纪委、县监委",
        "某县纪委、某县监委",
    ],
)
def test_two_plates_are_one_body(text: str) -> None:
    (cell,) = parts(text)
    reading = parse(cell)
    assert (reading.kind, reading.parts.area) == ("Commission", "某县")
    assert key(reading.name, "county", "532322") == key("某县纪委监委", "county", "532322")


def test_plates_of_two_areas_are_two_bodies() -> None:
    assert parts("云岭县纪委、青山县监委") == ["云岭县纪委", "青山县监委"]
    assert not parse("云岭县纪委、青山县监委").sure
    assert parts("县纪委、县财政局、县监委") == ["县纪委", "县财政局", "县监委"]


@pytest.mark.parametrize(
    ("text", "level", "area"),
    [
        ("国家税务总局某县税务局", "county", "某县"),
        ("国家统计局某县调查队", "county", "某县"),
        ("国家统计局徐州调查队", None, None),
        ("国家税务总局", "central", None),
        ("贵州大学", None, None),
        ("滁州职业技术学院", None, None),
        ("某新区管委会", None, "某新区"),
        ("某县农村商业银行", None, "某县"),
        ("县农村商业银行", "county", None),
        ("大理州财政局", "prefecture", "大理州"),
        ("团县委", "county", None),
        ("全县8个乡镇纪检监察办公室", "township", None),
    ],
)
def test_levels_and_areas_are_not_read_off_the_first_characters(text: str, level: str | None, area: str | None) -> None:
    parts = parse(text).parts
    assert (parts.level, parts.area) == (level, area)


def test_a_person_beside_a_name_is_kept_nowhere() -> None:
    for text in ("驻市公安局纪检监察组 王建国", "驻市公安局纪检监察组（组长）", "驻市公安局纪检监察组\t李秀英"):
        reading = parse(text)
        assert (reading.kind, reading.notes, reading.aliases) == ("StationedGroup", (), ())


def test_one_place_name_keeps_its_old_character() -> None:
    assert parse("乾县纪委监委").parts.area == "乾县" and parse("乾縣紀委監委").parts.area == "乾县"


def test_several_names_in_a_cell_are_told() -> None:
    reading = parse("市财政局、市审计局")
    assert not reading.sure and reading.pattern == "several"
    assert parse("纪律检查委员会、监察委员会").kind == "Commission"


def test_levels_are_said_only_where_they_are_sure() -> None:
    levels = {
        "省水利厅": "province",
        "某县财政局": "county",
        "天津市纪委监委": "province",
        "市财政局": None,
        "某某镇纪委": "township",
        "昌吉州纪委监委": "prefecture",
    }
    assert {name: parse(name).parts.level for name in levels} == levels


@pytest.mark.parametrize("text", ["", " ", "\n", "()", "12345", "2021-03-04", "a@b.cn", "https://a.cn/中文", "——", "0991-1234567"])
def test_what_is_no_name(text: str) -> None:
    assert parse(text).no_body


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、党委部门(13个)", "none"),
        ("（三）群团组织", "none"),
        ("二、二级子公司", "none"),
        ("1.党委部门", "unsure"),  # an entry of a list may be numbered so
        ("党委部门(13个)", "unsure"),  # thirteen units without names, or a heading
        ("六、乡镇", "unsure"),
        ("二、派驻机构", "unsure"),
        ("一、驻市公安局纪检监察组", "StationedGroup"),
        ("（二）市财政局", "Unit"),
        ("序号、派驻机构名称、监督单位", "none"),
        ("组长1名，副组长1名", "none"),
    ],
)
def test_a_class_behind_the_number_of_a_section_is_a_heading(text: str, expected: str) -> None:
    assert verdict(parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("街道办（南湖）", "Township"), ("街道办（13个）", "unsure"), ("街道办（含社区）", "unsure"), ("街道办", "unsure")]
)
def test_a_street_that_stands_in_brackets_names_its_office(text: str, expected: str) -> None:
    assert verdict(parse(text)) == expected


def test_another_language_is_told_and_not_guessed() -> None:
    assert verdict(parse("Finance Bureau")) == "unsure" and "Chinese" in parse("Finance Bureau").reason("en")


@pytest.mark.parametrize(
    ("text", "number"), [("第二十三", 23), ("十", 10), ("第7", 7), ("一百一十", 110), ("二〇二三", 2023), ("二○一九", 2019), ("甲", None), ("", None)]
)
def test_numbers(text: str, number: int | None) -> None:
    assert read_number(text) == number


@given(st.integers(0, 999))
def test_a_number_that_is_written_is_read_again(number: int) -> None:
    assert read_number(written_number(number)) == number
