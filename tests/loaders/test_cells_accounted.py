"""Of any table or text given, every cell is accounted for: loaded, put to use, said to be left out by its heading, or named in a warning."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cell_fates import accounted
from support.command import Run
from support.examples import examples
from support.places import ROOT
from support.roster_readings import HEADER, names, opened, read_opened, said, sheet

from oversight_graph.loaders.import_options import ImportOptions
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.loaders.unread_cells import names_bodies, names_body
from oversight_graph.loaders.workbook import Sheet
from oversight_graph.messages import in_language

TABLES = sorted(path.name for path in (ROOT / "examples").iterdir() if path.suffix in (".csv", ".xlsx", ".docx", ".html", ".txt") and path.stem != "tidy")
POOL = [
    "派驻机构", "派驻机构名称", "监督单位", "驻在单位", "综合监督单位", "对口室", "监督检查室", "联系乡镇", "所在乡镇", "协作区", "组别", "机构名称", "编制", "备注", "序号", "年度", "区划代码", "类别",
    "组长姓名", "天气", "县财政局", "县财政局、县审计局", "县统计局；县教育局", "驻县财政局纪检监察组", "驻县教育局纪检监察组", "第一派驻纪检监察组", "第一监督检查室", "第二监督检查室", "城关镇", "城关镇、河东镇",
    "城关镇纪委", "县委第一巡察组", "第一协作区", "云岭县纪委监委", "各乡镇纪委", "经济部门", "政府部门：县财政局、县审计局", "财政口：县统计局", "第一监督检查室：联系县财政局", "驻在单位：县财政局", "第二监督检查室：",
    "石塘村", "石塘村监察联络站", "一、党政机关", "合计", "小计", "合计3个", "注：以上不含垂直管理单位。", "1", "2", "5名", "不少于3", "2020年", "2023年6月30日", "—", "无", "晴", "共3家", "市财政局等5家单位", "x", "张三丰",
]  # fmt: skip
GRIDS = st.lists(
    st.lists(st.lists(st.sampled_from(["", "", "", *POOL]), min_size=1, max_size=5), min_size=1, max_size=9).filter(lambda rows: any(map(any, rows))),
    min_size=1,
    max_size=3,
)
LIKELY = st.sampled_from(
    [["派驻机构", "监督单位"], ["派驻机构", "监督单位", "备注"], ["机构名称", "所在乡镇"], ["监督检查室", "联系单位", "天气"], ["序号", "组别", "被巡察单位"]]
)


@given(GRIDS, st.one_of(st.none(), LIKELY))
@examples(150, long=4000)
def test_no_cell_of_any_file_is_lost_in_silence(grids: list[list[list[str]]], heading: list[str] | None) -> None:
    if heading is not None:
        grids[0].insert(0, heading)
    file = opened(*(Sheet(f"表{number}", rows) for number, rows in enumerate(grids, 1)))
    try:
        reading = read_opened(file)
    except Exception as wrong:  # a file without a roster and without names is refused as a whole
        if type(wrong).__name__ != "ParseError":
            raise
        return
    accounted(file, reading)


@pytest.mark.parametrize("name", TABLES)
def test_every_cell_of_an_example_is_accounted_for(name: str) -> None:
    file = SourceFile(ROOT / "examples" / name, ImportOptions.of(HEADER))
    reading = read_opened(file)
    assert reading.chart is not None
    accounted(file, reading)


GROUPS = sheet("派驻机构 | 监督单位", "驻县财政局纪检监察组 | 县财政局、县审计局", name="派驻")
MEADOWS = sheet("草场 | 天气", "城关镇 | 晴", "河东镇 | 阴", name="草场")


def test_a_sheet_that_isnt_recognised_beside_one_that_is_stands_in_a_warning_and_in_the_guess() -> None:
    file = opened(GROUPS, MEADOWS)
    reading = read_opened(file)
    accounted(file, reading)
    (problem,) = reading.problems
    assert (problem.sheet, problem.cell, problem.severity, problem.code) == ("草场", "A1", "warning", "cells.table_of_bodies_not_recognised")
    assert "6 cells of it aren't read (2 of them names of bodies); it begins with: 草场 | 天气 | 城关镇" in problem.what
    assert reading.guess is not None and "草场" in str(reading.guess["sheets"])
    with in_language("zh"):
        assert "此处的表未能识别，6个单元格未读取（其中2个是机构名称），开头为：草场 | 天气 | 城关镇" in problem.what
        assert "工作表派驻：共4个单元格：导入2、标题2" in map(str, reading.understood)


def test_a_sheet_that_the_mapping_leaves_out_is_no_problem_and_is_counted() -> None:
    file = opened(GROUPS, MEADOWS, mapping={"sheets": {"草场": "ignore"}})
    reading = read_opened(file)
    accounted(file, reading)
    assert not reading.problems and reading.cells[1] == {"sheet": "草场", "cells": 6, "left_out": 6}


def test_persons_of_a_sheet_that_isnt_recognised_arent_repeated() -> None:
    reading = read_opened(opened(GROUPS, sheet("姓名 | 电话", "王建国 | 13800000000", "张三 | 63123456", name="通讯录")))
    assert "王建国" not in said(reading) and "张三" not in said(reading) and "1380" not in said(reading) and "通讯录" in said(reading)


def test_all_sheets_of_names_are_read_and_the_others_named() -> None:
    file = opened(
        sheet("派驻机构", "驻县财政局纪检监察组", name="一"), sheet("机构名称", "第一监督检查室", name="二"), sheet("说明 | 内容", "本表 | 略", name="三")
    )
    reading = read_opened(file)
    accounted(file, reading)
    assert names(reading, "StationedGroup") == {"驻县财政局纪检监察组"} and names(reading, "Room") == {"第一监督检查室"}
    assert [(problem.sheet, problem.cell) for problem in reading.problems] == [("三", "A1")]


def test_check_tells_programs_what_became_of_the_cells(run: Run, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("派驻机构,监督单位,天气\n驻县财政局纪检监察组,县财政局,晴\n", "utf-8")
    told = ("--area", "530622", "--level", "county", "--as-of", "2023", "--chart", "a", "--store", str(tmp_path / "s.lbug"))
    found = json.loads(run("check", str(tmp_path / "roster.csv"), "--format", "json", *told).stdout)
    assert found["files"][0]["cells"] == [{"sheet": "roster", "cells": 6, "loaded": 2, "heading": 3, "left_out": 1}]


def test_units_beside_the_names_of_a_list_are_a_warning_with_their_number() -> None:
    """The plain names of units, several in a cell, behind a label, are bodies that would be left out like any other."""
    file = opened(
        sheet(
            "对象 | 天气 | 事项",
            "云岭县纪委监委 | 晴 | 县财政局、县审计局",
            "城关镇纪委 | 阴 | 政府部门：县统计局",
            "河东镇纪委 | 雨 | 略",
            "石塘村 | 雪 | 水务公司",
        )
    )
    reading = read_opened(file)
    accounted(file, reading)
    (problem,) = [problem for problem in reading.problems if problem.code == "cells.bodies_beside_names"]
    assert (problem.severity, problem.cell) == ("warning", "C2") and "3 cells of column C are names of bodies" in problem.what


def test_units_under_a_heading_that_nobody_knows_are_a_warning_with_their_number() -> None:
    file = opened(sheet("派驻机构 | 监督单位 | 天气", "驻县财政局纪检监察组 | 县财政局 | 县审计局、县统计局", "驻县教育局纪检监察组 | 县教育局 | 晴"))
    reading = read_opened(file)
    accounted(file, reading)
    (problem,) = [problem for problem in reading.problems if problem.code == "rosters.column_of_bodies_not_understood"]
    assert (problem.severity, problem.cell) == ("warning", "C1") and "1 of its cells" in problem.what


@pytest.mark.parametrize(
    ("text", "is_body"),
    [
        *((text, True) for text in ("县财政局", "财政局", "县委组织部", "县医院", "水务公司", "县纪委", "城关镇", "第一监督检查室", "驻县财政局纪检监察组")),
        *((text, False) for text in ("监督检查室", "派驻机构", "单位", "行政村", "各乡镇纪委", "县直部门", "天气", "张三", "云岭县", "2020年", "合计", "教育")),
    ],
)
def test_a_name_is_told_from_the_word_for_a_class(text: str, is_body: bool) -> None:
    assert names_body(text) is is_body and names_bodies(f"晴、{text}") is is_body
