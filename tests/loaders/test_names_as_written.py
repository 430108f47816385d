"""How names are written: dress, remarks, numbers, several names in a cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.verdicts import verdict

from oversight_graph.naming.chinese_numerals import read_number, written_number
from oversight_graph.naming.grammar import parse


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
