"""Rosters: what a table says comes out whole, whatever way it is written in; what it doesn't say doesn't come out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.examples import examples
from support.places import ROOT
from support.roster_readings import HEADER, links, names, read, said, sheet
from support.rosters import Group, groups, papers

import oversight_graph as og
from oversight_graph.chart.build import ChartReading
from oversight_graph.loaders.workbook import Sheet

EXAMPLE = ROOT / "examples" / "roster.csv"


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


def test_separators_inside_brackets_divide_nothing() -> None:
    reading = read(sheet("派驻机构 | 监督单位", "派驻第一纪检监察组 | 市财政局（含预算局、国库局）、市审计局"))
    assert names(reading, "Unit") == {"市财政局", "市审计局"}


def test_a_merged_cell_holds_for_every_body_beside_it() -> None:
    reading = read(
        sheet("派驻机构 | 监督单位 | 对口室", "派驻第一纪检监察组 | 市财政局 | 第一监督检查室", "派驻第二纪检监察组 | 市审计局 | ", merged=((2, 3, 3, 3),))
    )
    assert links(reading, "COORDINATES_WITH") == {("第一监督检查室", "派驻第一纪检监察组"), ("第一监督检查室", "派驻第二纪检监察组")}


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


def test_what_rows_say_again_isnt_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name costs its reading once, however many rows repeat it: 100,000 rows that all say the same are few names."""
    from oversight_graph.naming import list_notation

    read_names: list[str] = []
    plainly = list_notation.read_listed_name
    monkeypatch.setattr(list_notation, "read_listed_name", lambda text: (read_names.append(text), plainly(text))[1])
    read(sheet("派驻机构 | 监督单位", *["驻县气象观测局纪检监察组 | 县气象观测局、县地震观测局"] * 500))
    assert 0 < len(read_names) < 60


def test_a_column_of_areas_takes_names_as_it_takes_codes() -> None:
    """What names no area, or several of which the roster's area holds none alone, is a warning, and the unit's area isn't told by it."""
    areas = ("昭阳区", "530622", "朝阳区", "西双版那傣族自治州", "晴空")
    rows = [f"驻第{number}局纪检监察组 | 第{number}局 | {area}" for number, area in enumerate(areas, 1)]
    reading = read(sheet("派驻机构 | 监督单位 | 所在县区", *rows))
    assert reading.chart is not None
    assert {node.zh: node.rest.get("area") for node in reading.chart.nodes if node.kind == "Unit"} == {
        "第1局": "530602", "第2局": "530622", "第3局": None, "第4局": None, "第5局": None
    }  # fmt: skip
    codes = [(one.code, one.cell) for one in reading.problems if "area" in one.code]
    assert codes == [("rosters.area_of_several", "C4"), ("rosters.area_unknown_but_like", "C5"), ("rosters.area_unknown", "C6")]
    assert "532800 西双版纳傣族自治州" in said(reading)
