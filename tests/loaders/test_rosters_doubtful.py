"""What is doubtful in a roster, or missing, is said at its cell, and nothing is made up."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.roster_readings import HEADER, names, read, said, sheet

import oversight_graph as og
from oversight_graph.loaders import roster
from oversight_graph.loaders.import_options import ImportOptions
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.loaders.workbook import Workbook
from oversight_graph.messages import in_language


def test_a_number_behind_the_last_unit_is_held_against_those_listed() -> None:
    assert not read(sheet("派驻机构 | 监督单位", "派驻第一纪检监察组 | 市财政局、市审计局（共2家）")).problems
    assert "3 units are declared, 2 are listed" in said(read(sheet("派驻机构 | 监督单位", "派驻第一纪检监察组 | 市财政局、市审计局（共3家）")))


def test_a_name_that_only_its_column_explains_is_said() -> None:
    reading = read(sheet("派驻机构 | 监督单位", "驻市直单位第一组 | 市财政局"))
    assert names(reading, "StationedGroup") == {"驻市直单位第一组"} and "because of its column" in said(reading)


def test_what_is_said_of_a_roster_is_said_in_chinese_too() -> None:
    """A problem and what was understood become words where somebody reads them, and all of it in one language (docs/house.md)."""
    reading = read(sheet("派驻机构 | 监督单位 | 天气", "驻市财政局纪检监察组 | 市财政局、市审计局 | 晴", "合计 | 3 | "))
    with in_language("zh"):
        assert [str(problem).partition("：")[2] for problem in reading.problems] == [
            "roster.xlsx，C1：无法识别列`天气`；已略去；在对照表中说明它的内容，或在`headings:`下说明其用途",
            "roster.xlsx，B3：合计为3（监督单位），以上各行得出2；各行照样导入，合计不导入；查明何者有误",
        ]
        assert [*map(str, reading.understood)] == [
            "标题在第1行；A 派驻机构 → 派驻机构、B 监督单位 → 监督单位；略去：C 天气",
            "读到：1个派驻机构、2个部门/单位",
            "合计行：1",
            "合计：已将1个数与各行核对",
            "未写明派出的纪委监委：没有关系表明这些机构由谁派出（用--commission指定名称）",
            "来源：roster.xlsx（即文件本身；如另有来源，用--source指定）",
            "共8个单元格：导入2、标题3、合计2、按标题或对照表略去1",
        ]
    assert [problem.code for problem in reading.problems] == ["rosters.column_not_understood", "rosters.total_differs"]


def test_totals_are_never_bodies_and_contradictions_are_told_at_their_cell() -> None:
    rows = ["派驻机构 | 监督单位 | 编制", "驻市财政局纪检监察组 | 市财政局、市审计局 | 5", "驻市公安局纪检监察组 | 市公安局 | 7"]
    right = read(sheet(*rows, "合计 2个 | 3 | 12"))
    assert not right.problems and "合计" not in said(right)
    wrong = read(sheet(*rows, "合计 | 4 | 11"))
    assert [(problem.cell, problem.severity) for problem in wrong.problems] == [("B4", "warning"), ("C4", "warning")]
    assert "says 4" in said(wrong) and "give 3" in said(wrong) and "says 11" in said(wrong) and "give 12" in said(wrong)
    assert names(wrong, "Unit") == {"市财政局", "市审计局", "市公安局"}


def test_a_declared_number_of_units_is_held_against_those_listed() -> None:
    reading = read(sheet("派驻机构 | 监督单位数 | 监督单位", "驻市财政局纪检监察组 | 4 | 市财政局、市审计局"))
    assert "4 units are declared, 2 are listed" in said(reading) and reading.chart is not None


def test_posts_of_several_groups_in_one_cell_are_a_pool() -> None:
    """Domain §7.6: a number for several bodies is nobody's."""
    reading = read(sheet("派驻机构 | 监督单位 | 编制", "驻市财政局纪检监察组 | 市财政局 | 12", "驻市公安局纪检监察组 | 市公安局 | ", merged=((2, 3, 3, 3),)))
    assert reading.chart is not None and not any("staff_full_time" in node.rest for node in reading.chart.nodes)
    assert "a pool" in said(reading)


def test_units_that_are_counted_and_not_named_are_a_population() -> None:
    reading = read(sheet("派驻机构 | 监督单位", "驻市教育局纪检监察组 | 市教育局、市第一中学等6家单位", "驻市国资委纪检监察组 | 市国资委等"))
    assert reading.chart is not None
    counts = {node.zh: node.rest.get("count") for node in reading.chart.nodes if node.rest.get("count")}
    assert counts == {"驻市教育局纪检监察组：其他单位": 4, "驻市国资委纪检监察组：其他单位": "unknown"}


def test_a_total_that_the_named_units_fill_leaves_nobody() -> None:
    reading = read(sheet("派驻机构 | 监督单位", "派驻第一纪检监察组 | 市财政局、市审计局等2家单位"))
    assert names(reading, "Unit") == {"市财政局", "市审计局"}


def test_columns_of_natural_persons_are_left_out_and_said() -> None:
    reading = read(sheet("派驻机构 | 监督单位 | 组长姓名 | 手机", "驻市财政局纪检监察组 | 市财政局 | 张三丰 | 13800000000"))
    assert reading.chart is not None
    understood = repr(reading.understood) + "".join(map(str, reading.understood))
    assert "张三丰" not in str([node.written() for node in reading.chart.nodes]) + said(reading) + understood
    assert said(reading).count("natural persons") == 2


def test_a_column_that_nobody_knows_is_said() -> None:
    reading = read(sheet("派驻机构 | 监督单位 | 天气", "驻市财政局纪检监察组 | 市财政局 | 晴"))
    (problem,) = reading.problems
    assert problem.cell == "C1" and "天气" in problem.what and problem.severity == "warning"


def test_a_name_that_is_no_group_stops_the_load_until_a_mapping_says_what_it_is() -> None:
    rows = sheet("派驻机构 | 监督单位", "市财政局 | 市审计局")
    wrong = read(rows)
    assert wrong.chart is None and "A2" in said(wrong) and "kinds:" in said(wrong)
    assert wrong.guess is not None and wrong.guess["kinds"] == {"市财政局": "?"}
    told = read(rows, mapping={"kinds": {"市财政局": "StationedGroup"}})
    assert names(told, "StationedGroup") == {"市财政局"}


def test_an_overseer_among_the_units_is_left_out_and_said() -> None:
    reading = read(sheet("派驻机构 | 监督单位", "驻市委办公室纪检监察组 | 市委办公室、市委巡察办"))
    assert "市委巡察办" in said(reading) and "市委巡察办" not in names(reading, "Unit")
    told = read(sheet("派驻机构 | 监督单位", "驻市委办公室纪检监察组 | 市委办公室、市委巡察办"), mapping={"kinds": {"市委巡察办": "Unit"}})
    assert "市委巡察办" in names(told, "Unit")


def test_before_the_reform_powers_must_be_told() -> None:
    """Domain §3, §7.7: before 2018-03 discipline and state can't be assumed."""
    rows = sheet("派驻机构 | 监督单位", "驻市财政局纪检组 | 市财政局")
    wrong = read(rows, as_of="2016-12-31")
    assert wrong.chart is None and "authority" in said(wrong)
    told = read(rows, as_of="2016-12-31", mapping={"authority": ["discipline"]})
    assert told.chart is not None and all(link.rest["authority"] == ("discipline",) for link in told.chart.links)


@pytest.mark.parametrize("missing", ["chart", "area", "level", "as_of"])
def test_what_the_file_doesnt_say_is_asked_for_by_its_option(missing: str) -> None:
    told = {**HEADER, missing: None}
    opened = SourceFile(Path("ROSTER TABLE 表.xlsx"), ImportOptions.of(told))
    opened.__dict__["book"] = Workbook((sheet("派驻机构 | 监督单位", "派驻第一纪检监察组 | 市财政局"),))
    (reading,) = roster.read(opened)
    assert reading.chart is None
    assert [problem.todo for problem in reading.problems] == [
        {"chart": "say it: --chart ID", "area": "say it by its code or name: --area AREA", "level": "say it: --level LEVEL", "as_of": "say it: --as-of DATE"}[
            missing
        ]
    ]


def test_a_formula_that_was_never_calculated_makes_no_chart(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for row in (["派驻机构", "监督单位"], ["派驻第一纪检监察组", '="市财政局"']):
        book.active.append(row)
    book.save(tmp_path / "roster.xlsx")
    (found,) = og.read_files([tmp_path / "roster.xlsx"], HEADER)
    assert found.charts == [] and [problem.cell for problem in found.problems if problem.severity == "error"] == ["B2"]


def test_complete_is_what_the_user_says() -> None:
    reading = read(sheet("派驻机构 | 监督单位", "驻市财政局纪检监察组 | 市财政局"), complete="stationed")
    assert reading.chart is not None and [one.forms for one in reading.chart.header.complete] == [("stationed",)]
