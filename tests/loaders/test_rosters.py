"""Rosters: what a table says comes out whole, whatever way it is written in; what it doesn't say doesn't come out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.examples import examples
from support.places import ROOT
from support.rosters import Group, groups, papers

import oversight_graph as og
from oversight_graph.chart.build import ChartReading
from oversight_graph.loaders import roster
from oversight_graph.loaders.import_options import ImportOptions
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.loaders.workbook import Sheet, Workbook
from oversight_graph.messages import in_language

HEADER = {"chart": "yunling", "area": "530600", "level": "prefecture", "as_of": "2023-06-30"}
EXAMPLE = ROOT / "examples" / "roster.csv"


def read(*sheets: Sheet, **told: object) -> ChartReading:
    opened = SourceFile(Path("roster.xlsx"), ImportOptions.of({**HEADER, **told}))
    opened.__dict__["book"] = Workbook(sheets)
    (reading,) = roster.read(opened)
    return reading


def sheet(*rows: str, merged: tuple[tuple[int, int, int, int], ...] = (), name: str = "表") -> Sheet:
    """A sheet of rows whose cells stand between bars."""
    return Sheet(name, [[cell.strip() for cell in row.split("|")] for row in rows], merged)


def links(reading: ChartReading, kind: str) -> set[tuple[str, str]]:
    assert reading.chart is not None, [str(problem) for problem in reading.problems]
    names = {node.id: node.zh for node in reading.chart.nodes}
    return {(names[link.start], names[link.end]) for link in reading.chart.links if link.kind == kind}


def names(reading: ChartReading, kind: str) -> set[str]:
    assert reading.chart is not None, [str(problem) for problem in reading.problems]
    return {node.zh for node in reading.chart.nodes if node.kind == kind}


def said(reading: ChartReading) -> str:
    return "\n".join(map(str, reading.problems))


def check(reading: ChartReading, of: list[Group]) -> None:
    assert names(reading, "StationedGroup") == {group.name for group in of}
    assert names(reading, "Unit") == {unit for group in of for unit in (*group.units, *filter(None, [group.host]))}
    assert links(reading, "STATIONED_AT") == {(group.name, group.host) for group in of if group.host}
    assert links(reading, "SUPERVISES") == {(group.name, unit) for group in of for unit in group.units}
    assert links(reading, "COORDINATES_WITH") == {(group.room, group.name) for group in of if group.room}
    assert links(reading, "MEMBER_OF") == {(group.name, group.collaboration) for group in of if group.collaboration}
    assert reading.chart is not None
    staff = {
        node.zh: (node.rest.get("staff_full_time"), node.rest.get("staff_quantifier", "eq")) for node in reading.chart.nodes if node.kind == "StationedGroup"
    }
    assert staff == {group.name: group.staff or (None, "eq") for group in of}
    assert not any("某某" in str(value) for node in reading.chart.nodes for value in node.written().values())


@given(st.data())
@examples(300)
def test_a_random_chart_comes_back_from_any_way_to_write_it(data: st.DataObject) -> None:
    of = data.draw(groups())
    merges = data.draw(st.booleans())
    paper = data.draw(papers(of, merges))
    check(read(Sheet("", paper.rows, tuple(paper.merged))), of)


def test_the_example_by_hand() -> None:
    """Derived from the file itself: 8 groups with a host each, 24 further units of which three are counted and not named."""
    (chart,) = og.read(EXAMPLE, defaults={"area": "530600", "level": "prefecture"})
    kinds = [node.kind for node in chart.nodes]
    assert (kinds.count("StationedGroup"), kinds.count("Room"), kinds.count("Collaboration"), kinds.count("Commission")) == (8, 4, 3, 1)
    assert sum(node.rest.get("count", 1) for node in chart.nodes if node.kind == "Unit") == 8 + 24
    assert chart.header.as_of == "2023-06-30" and chart.id == "roster"
    (shared,) = (link for link in chart.links if link.kind == "STATIONED_AT" and link.end == "市财政局")
    assert shared.rest["scope"] == "with_subordinates" and shared.sources == ("s1 row 7",)


def test_a_unit_below_two_bodies_is_counted_once() -> None:
    reading = read(sheet("派驻机构 | 监督单位", "派驻第一纪检监察组 | 市财政局、市审计局", "派驻第二纪检监察组 | 市财政局"))
    assert {"found: 2 StationedGroup, 2 Unit", "1 units stand below more than one body"} <= set(map(str, reading.understood))


def test_a_body_that_stands_alone_in_its_row_is_told_at_its_cell() -> None:
    reading = read(sheet("派驻机构 | 监督单位", "市统计局 |", "驻市财政局纪检监察组 | 市财政局"))
    assert [(problem.cell, problem.severity) for problem in reading.problems] == [("A2", "warning")] and "市统计局" in said(reading)


def test_every_link_rests_on_its_row() -> None:
    reading = read(sheet("派驻机构 | 监督单位", "驻市财政局纪检监察组 | 市财政局、市审计局"))
    assert reading.chart is not None
    assert all(link.sources == ("s1 row 2",) for link in reading.chart.links)


def test_a_group_that_names_no_host_has_none() -> None:
    """Domain §7.1: 第三纪检监察组 names no host, only what it supervises is known."""
    reading = read(sheet("派驻机构 | 监督单位", "派驻第三纪检监察组 | 市财政局、市审计局"))
    assert links(reading, "STATIONED_AT") == set()
    assert links(reading, "SUPERVISES") == {("派驻第三纪检监察组", "市财政局"), ("派驻第三纪检监察组", "市审计局")}


def test_a_host_that_only_the_name_tells_is_inferred() -> None:
    reading = read(sheet("派驻机构 | 监督单位", "驻市财政局纪检监察组 | 市审计局"))
    assert reading.chart is not None
    (link,) = (link for link in reading.chart.links if link.kind == "STATIONED_AT")
    assert link.rest["basis"] == "inferred"


def test_a_heading_of_two_levels() -> None:
    reading = read(
        sheet(
            "序号 | 派驻机构 | 监督单位 | | 编制",
            " | | 驻在单位 | 综合监督单位 | ",
            "1 | 派驻第一纪检监察组 | 市财政局 | 市审计局 | 5",
            merged=((1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 2, 5)),
        )
    )
    assert links(reading, "STATIONED_AT") == {("派驻第一纪检监察组", "市财政局")}
    assert links(reading, "SUPERVISES") == {("派驻第一纪检监察组", "市审计局")}


def test_units_in_many_cells() -> None:
    reading = read(sheet("派驻机构 | 监督单位 | | ", "派驻第一纪检监察组 | 市财政局 | 市审计局 | 市统计局", merged=((1, 2, 1, 4),)))
    assert len(links(reading, "SUPERVISES")) == 3


def test_a_sheet_a_room() -> None:
    reading = read(
        sheet("派驻机构 | 监督单位", "驻市财政局纪检监察组 | 市审计局", name="第一监督检查室"),
        sheet("派驻机构 | 监督单位", "驻市公安局纪检监察组 | 市司法局", name="第二监督检查室"),
    )
    assert links(reading, "COORDINATES_WITH") == {("第一监督检查室", "驻市财政局纪检监察组"), ("第二监督检查室", "驻市公安局纪检监察组")}
    assert reading.chart is not None
    assert {link.rest["mechanism"] for link in reading.chart.links if link.kind == "COORDINATES_WITH"} == {"counterpart"}
    assert {source for node in reading.chart.nodes for source in node.sources} == {
        "s1 第一监督检查室 row 2",
        "s1 第二监督检查室 row 2",
    }


def test_a_section_a_room() -> None:
    reading = read(sheet("派驻机构 | 监督单位", "第一监督检查室 |", "驻市财政局纪检监察组 | 市审计局", "第二监督检查室 |", "驻市公安局纪检监察组 | 市司法局"))
    assert links(reading, "COORDINATES_WITH") == {("第一监督检查室", "驻市财政局纪检监察组"), ("第二监督检查室", "驻市公安局纪检监察组")}


def test_a_section_with_a_number_is_no_body() -> None:
    reading = read(
        sheet(
            "序号 | 派驻机构 | 监督单位",
            "一 | 党委部门派驻机构（1个） |",
            "1 | 驻市委办公室纪检监察组 | 市委办公室",
            "二 | 政府部门派驻机构 |",
            "2 | 驻市公安局纪检监察组 | 市公安局",
        )
    )
    assert names(reading, "StationedGroup") == {"驻市委办公室纪检监察组", "驻市公安局纪检监察组"} and not reading.problems


def test_where_bodies_stand_in_every_row_an_empty_cell_names_none() -> None:
    reading = read(sheet("单位 | 派驻纪检监察组", "市财政局 | 驻市财政局纪检监察组", "市审计局 | 驻市财政局纪检监察组", "市统计局 |"))
    assert links(reading, "SUPERVISES") == {("驻市财政局纪检监察组", "市审计局")} and "市统计局" in names(reading, "Unit")
    assert reading.chart is not None and [link.rest.get("basis") for link in reading.chart.links if link.kind == "STATIONED_AT"] == [None]
    (problem,) = reading.problems
    assert problem.cell == "A4" and "no body is named" in problem.what


def test_a_text_knows_no_merged_cells_so_what_stands_left_of_several_bodies_holds_for_all() -> None:
    reading = read(sheet("联系室 | 派驻组 | 监督单位", "第一监督检查室 | 第一派驻纪检监察组 | 市财政局", " | 第二派驻纪检监察组 | 市审计局"))
    assert links(reading, "COORDINATES_WITH") == {("第一监督检查室", "第一派驻纪检监察组"), ("第一监督检查室", "第二派驻纪检监察组")}


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
        ]
    assert [problem.code for problem in reading.problems] == ["rosters.column_not_understood", "rosters.total_differs"]


def test_columns_without_headings_are_known_by_their_content() -> None:
    reading = read(sheet("1 | 驻市财政局纪检监察组 | 市财政局、市审计局", "2 | 驻市公安局纪检监察组 | 市公安局、市司法局"))
    assert names(reading, "Unit") == {"市财政局", "市审计局", "市公安局", "市司法局"}
    assert any("by its content" in str(line) for line in reading.understood)


def test_a_room_and_whom_it_contacts() -> None:
    reading = read(sheet("监督检查室 | 联系单位", "第一监督检查室 | 市财政局、市审计局"))
    assert links(reading, "CONTACTS") == {("第一监督检查室", "市财政局"), ("第一监督检查室", "市审计局")}


def test_a_team_and_whom_it_inspects_in_which_year() -> None:
    reading = read(sheet("巡察组 | 被巡察单位 | 年度", "市委第一巡察组 | 市财政局 | 2022年"))
    assert reading.chart is not None
    (link,) = reading.chart.links
    assert (link.kind, link.rest["year"]) == ("INSPECTS", 2022)


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


def test_separators_inside_brackets_divide_nothing() -> None:
    reading = read(sheet("派驻机构 | 监督单位", "派驻第一纪检监察组 | 市财政局（含预算局、国库局）、市审计局"))
    assert names(reading, "Unit") == {"市财政局", "市审计局"}


def test_a_merged_cell_holds_for_every_body_beside_it() -> None:
    reading = read(
        sheet("派驻机构 | 监督单位 | 对口室", "派驻第一纪检监察组 | 市财政局 | 第一监督检查室", "派驻第二纪检监察组 | 市审计局 | ", merged=((2, 3, 3, 3),))
    )
    assert links(reading, "COORDINATES_WITH") == {("第一监督检查室", "派驻第一纪检监察组"), ("第一监督检查室", "派驻第二纪检监察组")}


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


def test_a_mapping_tells_the_columns_otherwise() -> None:
    mapping = {"heading": (1, 1), "columns": {1: "units", 2: "group"}}
    reading = read(sheet("甲 | 乙", "市财政局 | 派驻第一纪检监察组"), mapping=mapping)
    assert links(reading, "SUPERVISES") == {("派驻第一纪检监察组", "市财政局")}


def test_the_guess_given_back_reads_the_same() -> None:
    rows = sheet("云岭市纪委监委派驻机构一览表 | | ", "序号 | 派驻机构 | 监督单位", "1 | 驻市财政局纪检监察组 | 市财政局、市审计局")
    first = read(rows)
    assert first.guess is not None and first.chart is not None
    told = {"heading": (2, 2), "columns": {1: "number", 2: "group", 3: "units"}}
    assert first.guess["columns"] == {"A": "number", "B": "group", "C": "units"} and first.guess["heading"] == "2"
    second = read(rows, mapping=told)
    assert second.chart is not None and second.chart.nodes == first.chart.nodes and second.chart.links == first.chart.links


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
        f"say it: --{missing.replace('_', '-')} " + {"chart": "ID", "area": "CODE", "level": "LEVEL", "as_of": "DATE"}[missing]
    ]


def test_the_commission_dispatches_the_groups_and_holds_the_rooms() -> None:
    reading = read(sheet("派驻机构 | 监督单位 | 对口监督检查室", "驻市财政局纪检监察组 | 市财政局 | 第一监督检查室"), commission="云岭市纪委监委")
    assert links(reading, "DISPATCHES") == {("云岭市纪委监委", "驻市财政局纪检监察组")} and links(reading, "PART_OF") == {("第一监督检查室", "云岭市纪委监委")}
    without = read(sheet("派驻机构 | 监督单位", "驻市财政局纪检监察组 | 市财政局"))
    assert links(without, "DISPATCHES") == set() and any("no commission is named" in str(line) for line in without.understood)


def test_what_the_user_tells_stands_before_what_a_title_lets_infer() -> None:
    rows = sheet("派驻机构一览表（截至2022年1月1日） | ", "派驻机构 | 监督单位", "派驻第一纪检监察组 | 市财政局")
    told, inferred = read(rows), read(rows, as_of=None)
    assert told.chart is not None and told.chart.header.as_of == "2023-06-30"
    assert inferred.chart is not None and inferred.chart.header.as_of == "2022-01-01"


def test_a_formula_that_was_never_calculated_makes_no_chart(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for row in (["派驻机构", "监督单位"], ["派驻第一纪检监察组", '="市财政局"']):
        book.active.append(row)
    book.save(tmp_path / "roster.xlsx")
    (found,) = og.read_files([tmp_path / "roster.xlsx"], HEADER)
    assert found.charts == [] and [problem.cell for problem in found.problems if problem.severity == "error"] == ["B2"]


def test_a_commission_and_an_area_of_a_row() -> None:
    reading = read(
        sheet(
            "派出机关 | 派驻机构 | 监督单位 | 区划代码",
            "云岭县纪委监委 | 派驻第一纪检监察组 | 县财政局 | 530622",
            "石塘县纪委监委 | 派驻第二纪检监察组 | 县财政局 | 530623",
        )
    )
    assert links(reading, "DISPATCHES") == {("云岭县纪委监委", "派驻第一纪检监察组"), ("石塘县纪委监委", "派驻第二纪检监察组")}
    assert reading.chart is not None
    assert sorted(node.rest["area"] for node in reading.chart.nodes if node.kind == "Unit") == ["530622", "530623"], "two bodies of one name"


def test_complete_is_what_the_user_says() -> None:
    reading = read(sheet("派驻机构 | 监督单位", "驻市财政局纪检监察组 | 市财政局"), complete="stationed")
    assert reading.chart is not None and [one.forms for one in reading.chart.header.complete] == [("stationed",)]


@given(st.data())
@examples(25)
def test_a_random_chart_comes_back_from_a_workbook_and_a_text(data: st.DataObject) -> None:
    import csv
    import tempfile

    import openpyxl

    of = data.draw(groups())
    paper = data.draw(papers(of, True))
    with tempfile.TemporaryDirectory() as folder:
        book = openpyxl.Workbook()
        for row in paper.rows:
            book.active.append([cell or None for cell in row])
        for top, left, bottom, right in paper.merged:
            book.active.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
        book.save(f"{folder}/paper.xlsx")
        flat = data.draw(papers(of, False))
        with Path(folder, "paper.csv").open("w", encoding=data.draw(st.sampled_from(["utf-8-sig", "utf-8", "gb18030", "utf-16"])), newline="") as file:
            csv.writer(file).writerows(flat.rows)
        for name in ("paper.xlsx", "paper.csv"):
            (found,) = og.read_files([Path(folder, name)], {**HEADER, "format": "roster"})
            if any("seems to be" in problem.what or "isn't UTF-8" in problem.what for problem in found.problems if problem.severity == "error"):
                continue  # a text of a few characters whose encoding nobody can tell
            check(found.readings[0], of)
