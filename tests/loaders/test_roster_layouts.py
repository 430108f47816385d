"""Rosters that aren't written a body a row give the same chart, and each of their cells has a fate."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cell_fates import accounted, fates_of
from support.examples import examples
from support.roster_layouts import LAYOUTS, PLAIN
from support.roster_readings import links, names, opened, read, read_opened, said, sheet
from support.rosters import Group, groups

from oversight_graph.chart.build import ChartReading
from oversight_graph.loaders.cell_account import Fate


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


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@given(data=st.data())
@examples(60)
def test_a_random_chart_comes_back_from_any_layout(layout: object, data: st.DataObject) -> None:
    of = [group for group in data.draw(groups()) if group.units or group.host]
    if layout in PLAIN:
        of = [replace(group, room=None, staff=None, collaboration=None) for group in of]
    file = opened(*data.draw(layout(of)))  # type: ignore[operator]
    reading = read_opened(file)
    check(reading, of)
    accounted(file, reading)
    assert not [problem for problem in reading.problems if "no_commission" not in problem.code]


def test_bodies_as_columns() -> None:
    reading = read(sheet("派驻机构 | 驻县财政局纪检监察组 | 驻县教育局纪检监察组", "监督单位 | 县财政局、县审计局 | 县教育局", "编制 | 5 | 不少于3"))
    assert links(reading, "STATIONED_AT") == {("驻县财政局纪检监察组", "县财政局"), ("驻县教育局纪检监察组", "县教育局")}
    assert links(reading, "SUPERVISES") == {("驻县财政局纪检监察组", "县审计局")}
    assert "heading in column A; 1 派驻机构 → stationed group" in str(reading.understood[0])


def test_what_is_wrong_in_a_table_that_is_turned_is_told_at_its_cell_in_the_file() -> None:
    reading = read(sheet("派驻机构 | 驻县财政局纪检监察组 | 驻县教育局纪检监察组", "监督单位 | 县财政局 | 县教育局", "编制 | 5 | 若干"))
    assert [(problem.cell, problem.code) for problem in reading.problems] == [("C3", "rosters.not_understood")]


def test_a_form_a_body() -> None:
    reading = read(sheet("机构名称 | 驻县财政局纪检监察组 | 编制 | 5", "监督单位 | 县财政局、县审计局 | 备注 | 新设"))
    assert links(reading, "SUPERVISES") == {("驻县财政局纪检监察组", "县审计局")} and reading.chart is not None
    (group,) = (node for node in reading.chart.nodes if node.kind == "StationedGroup")
    assert (group.rest["staff_full_time"], group.rest["note"]) == (5, "新设")


def test_tables_beside_one_another_are_two() -> None:
    """The room beside the empty column is no counterpart of the group that happens to stand in its row."""
    reading = read(sheet("派驻机构 | 监督单位 | | 监督检查室 | 联系单位", "驻县财政局纪检监察组 | 县财政局 | | 第一监督检查室 | 县教育局"))
    assert links(reading, "CONTACTS") == {("第一监督检查室", "县教育局")} and links(reading, "COORDINATES_WITH") == set()


def test_a_heading_that_is_repeated_to_the_right_goes_on_there() -> None:
    reading = read(sheet("派驻机构 | 监督单位 | 派驻机构 | 监督单位", "驻县财政局纪检监察组 | 县财政局 | 驻县教育局纪检监察组 | 县教育局"))
    assert links(reading, "STATIONED_AT") == {("驻县财政局纪检监察组", "县财政局"), ("驻县教育局纪检监察组", "县教育局")} and not reading.problems


def test_a_table_below_another_one_that_isnt_recognised_is_a_warning_with_its_first_cells() -> None:
    reading = read(sheet("派驻机构 | 监督单位", "驻县财政局纪检监察组 | 县财政局", " | ", "派驻单位 | 备注", "县教育局 | 新设"))
    assert names(reading, "Unit") == {"县财政局"}
    (problem,) = reading.problems
    assert (problem.cell, problem.severity) == ("A4", "warning") and "派驻单位 | 备注 | 县教育局 | 新设" in problem.what


def test_units_below_the_name_of_their_group() -> None:
    reading = read(sheet("序号 | 单位名称", "驻县财政局纪检监察组（2家） |", "1 | 县财政局", "2 | 县审计局", "驻县教育局纪检监察组（3家） |", "1 | 县教育局"))
    assert links(reading, "SUPERVISES") == {("驻县财政局纪检监察组", "县审计局")}
    assert links(reading, "STATIONED_AT") == {("驻县财政局纪检监察组", "县财政局"), ("驻县教育局纪检监察组", "县教育局")}
    assert [(problem.cell, problem.code) for problem in reading.problems] == [("A5", "rosters.declared_units_differ")]


def test_a_heading_of_three_levels() -> None:
    reading = read(
        sheet(
            "派驻机构 | 监督单位 | | | 人员编制 |",
            " | 驻在单位 | 综合监督单位 | | 专职 | 兼职",
            " | | 市直 | 其他 | |",
            "第一派驻纪检监察组 | 县财政局 | 县审计局 | 县统计局 | 5 | 2",
        )
    )
    assert links(reading, "STATIONED_AT") == {("第一派驻纪检监察组", "县财政局")}
    assert links(reading, "SUPERVISES") == {("第一派驻纪检监察组", "县审计局"), ("第一派驻纪检监察组", "县统计局")}
    assert "heading in row 1–3" in str(reading.understood[0]) and "兼职" in said(reading)


@pytest.mark.parametrize(("name", "kind"), [("县委第一巡察组", "InspectionTeam"), ("第一监督检查室", "Room"), ("驻县财政局纪检监察组", "StationedGroup")])
def test_the_cells_below_say_what_a_heading_for_any_body_means(name: str, kind: str) -> None:
    assert names(read(sheet("组别 | 被监督单位", f"{name} | 县财政局")), kind) == {name}


def test_a_first_row_of_class_words_is_no_body() -> None:
    reading = read(sheet("监督检查室 | 负责的单位一览", "第一监督检查室 | 县财政局、县审计局", "第二监督检查室 | 县教育局"))
    assert names(reading, "Room") == {"第一监督检查室", "第二监督检查室"}


def test_labels_before_a_colon_are_no_part_of_a_name() -> None:
    reading = read(sheet("派驻机构 | 监督单位", "第一派驻纪检监察组 | 驻在单位：县财政局；政府部门：县审计局、县统计局；财政口：县医保局"))
    assert names(reading, "Unit") == {"县财政局", "县审计局", "县统计局", "县医保局"}
    assert links(reading, "STATIONED_AT") == {("第一派驻纪检监察组", "县财政局")}
    (problem,) = reading.problems
    assert problem.cell == "B2" and "财政口" in problem.what and reading.guess is not None and reading.guess["kinds"] == {"财政口": "none"}


def test_a_label_that_a_mapping_knows_is_no_question() -> None:
    reading = read(sheet("派驻机构 | 监督单位", "第一派驻纪检监察组 | 财政口：县财政局、县审计局"), mapping={"kinds": {"财政口": "none"}})
    assert names(reading, "Unit") == {"县财政局", "县审计局"} and not reading.problems


def test_another_overseer_before_a_colon_is_asked_about() -> None:
    reading = read(sheet("派驻机构 | 监督单位", "驻县财政局纪检监察组 | 县财政局、第一监督检查室：县审计局"))
    assert links(reading, "SUPERVISES") == {("驻县财政局纪检监察组", "县审计局")} and "第一监督检查室" in said(reading)
    assert names(reading, "Room") == set()


def test_a_column_of_bodies_that_nobody_knows_is_a_warning_with_their_number() -> None:
    reading = read(sheet("派驻机构 | 监督单位 | 天气", "驻县财政局纪检监察组 | 县财政局 | 城关镇", "驻县教育局纪检监察组 | 县教育局 | 晴"))
    (problem,) = reading.problems
    assert problem.cell == "C1" and "1 of its cells is the name of a body" in problem.what


def test_what_no_column_takes_is_told_at_its_cell() -> None:
    file = opened(sheet("派驻机构 | 监督单位 | 类别 | 年度", "驻县财政局纪检监察组 | 县财政局 | 不明 | 2020", "合计 | 1 | 说不清 |"))
    reading = read_opened(file)
    assert {problem.cell for problem in reading.problems} == {"C2", "D2"}
    assert {fates_of(file)["表", row, column] for row, column in ((2, 3), (2, 4), (3, 3))} == {Fate.SAID}
    accounted(file, reading)


def test_the_row_of_a_body_that_a_mapping_leaves_out_doesnt_vanish() -> None:
    reading = read(sheet("派驻机构 | 监督单位", "其他 | 县财政局", "驻县教育局纪检监察组 | 县教育局"), mapping={"kinds": {"其他": "none"}})
    (problem,) = reading.problems
    assert problem.cell == "B2" and "县财政局" in problem.what


def test_a_room_alone_among_the_units_heads_those_below_it() -> None:
    reading = read(sheet("第一监督检查室 |", "单位 | 类别", "县财政局 | 政府部门", "第二监督检查室 |", "县教育局 | 政府部门"))
    assert links(reading, "CONTACTS") == {("第一监督检查室", "县财政局"), ("第二监督检查室", "县教育局")}


def test_the_number_before_a_label_is_no_unit() -> None:
    reading = read(sheet("派驻机构 | 监督单位", "第一派驻纪检监察组 | 一、党群部门：县委办公室；二、政府部门：县财政局"))
    assert names(reading, "Unit") == {"县委办公室", "县财政局"}
