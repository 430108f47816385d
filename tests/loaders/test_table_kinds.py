"""Tables of township offices, zones, stations, rooms, inspection rounds and directories: what each row makes, and what it doesn't say (docs/formats.md)."""

from __future__ import annotations

import pytest
from support.places import EXAMPLES
from support.roster_readings import links, names, read, said, sheet

import oversight_graph as og
from oversight_graph.chart.build import ChartReading
from oversight_graph.loaders.mapping import read_mapping
from oversight_graph.loaders.rosters.kinds import TABLE_KINDS, column_roles
from oversight_graph.messages import in_language


def rests(reading: ChartReading, kind: str) -> dict[tuple[str, str], dict[str, object]]:
    assert reading.chart is not None, said(reading)
    named = {node.id: node.zh for node in reading.chart.nodes}
    return {(named[link.start], named[link.end]): dict(link.rest) for link in reading.chart.links if link.kind == kind}


def node(reading: ChartReading, name: str) -> dict[str, object]:
    assert reading.chart is not None, said(reading)
    (found,) = (one for one in reading.chart.nodes if one.zh == name)
    return dict(found.rest)


OFFICES = "乡镇（街道） | 机构名称 | 专职 | 兼职 | 行政村数 | 联络站数"


# township offices


def test_offices_divide_the_villages_and_stations_that_the_table_counts() -> None:
    """Domain §3a: one set for each column, of 12 + 9 villages and 17 + 9 stations; each office has the part that its row states."""
    reading = read(sheet(OFFICES, "城关镇 | 城关镇纪委 | 3 | 2 | 12 | 17", "河东镇 | 河东镇纪委 | 不少于2 | | 9 | 9"))
    assert node(reading, "行政村")["count"] == 21 and node(reading, "联络站") == {"count": 26, "level": "village"}
    assert {ends: (rest["share"], rest["count"]) for ends, rest in rests(reading, "EXTENDS_TO").items()} == {
        ("城关镇纪委", "联络站"): ("part", 17),
        ("河东镇纪委", "联络站"): ("part", 9),
    }
    villages = rests(reading, "SUPERVISES")["城关镇纪委", "行政村"]
    assert (villages["share"], villages["count"], villages["basis"], villages["form"]) == ("part", 12, "inferred", "discipline")
    assert node(reading, "城关镇纪委")["staff_full_time"] == 3 and node(reading, "河东镇纪委")["staff_quantifier"] == "ge"
    assert node(reading, "城关镇纪委")["note"] == "兼职：2" and "note" not in node(reading, "河东镇纪委")


def test_an_empty_cell_is_unknown_and_never_zero() -> None:
    """The office whose cell is empty has no link; one that writes 0 or 无 has none either, and is known to have none. What isn't told is said."""
    reading = read(sheet(OFFICES, "城关镇 | 城关镇纪委 | | | 12 | 0", "河东镇 | 河东镇纪委 | | | | 无", "双龙乡 | 双龙乡纪委 | | | 7 | 3"))
    assert {start for start, end in rests(reading, "SUPERVISES") if end == "行政村"} == {"城关镇纪委", "双龙乡纪委"}
    assert node(reading, "行政村")["count"] == 19
    with in_language("zh"):
        assert "行政村：共19个，2个机构各有其一部分；1个机构未填，数目未知（未知不等于零）" in map(str, reading.understood)
        assert "联络站：共3个，1个机构各有其一部分" in map(str, reading.understood)
    assert "staff_full_time" not in node(reading, "城关镇纪委")


def test_a_total_says_how_many_there_are_where_a_row_doesnt() -> None:
    """The rest, 30 − 12 − 7, then belongs to holders that aren't told (domain §3a): the parts that are stated add up to less."""
    reading = read(
        sheet(OFFICES, "城关镇 | 城关镇纪委 | | | 12 | 1", "河东镇 | 河东镇纪委 | | | | 2", "双龙乡 | 双龙乡纪委 | | | 7 | 3", "合计 | | | | 30 | 6")
    )
    assert node(reading, "行政村")["count"] == 30 and not reading.problems


def test_a_number_that_isnt_exact_makes_a_part_of_unknown_number() -> None:
    reading = read(sheet(OFFICES, "城关镇 | 城关镇纪委 | | | 约12 | 1", "河东镇 | 河东镇纪委 | | | 9 | 2"))
    assert node(reading, "行政村")["count"] == "unknown"
    part = rests(reading, "SUPERVISES")["城关镇纪委", "行政村"]
    assert "count" not in part and part["note"] == "约12"


def test_subtotals_and_totals_are_held_against_their_rows() -> None:
    """The first zone has 3 + 3 posts, 21 villages; the table 6 + 4 and 28. Two of the six numbers are wrong."""
    reading = read(
        sheet(
            "序号 | 协作区 | 乡镇 | 机构名称 | 专职人数 | 行政村数",
            "1 | 第一协作区 | 城关镇 | 城关镇纪委 | 3 | 12",
            "2 | | 河东镇 | 河东镇纪委 | 3 | 9",
            "第一协作区小计 | | | 2 | 6 | 22",
            "3 | 第二协作区 | 双龙乡 | 双龙乡纪委 | 4 | 7",
            "合计 | | | 4 | 10 | 28",
        )
    )
    assert [(problem.cell, problem.severity) for problem in reading.problems] == [("F4", "warning"), ("D6", "warning")]
    assert "the subtotal says 22 (行政村数), the rows above give 21" in said(reading) and "the total says 4 (机构名称), the rows above give 3" in said(reading)
    assert "小计" not in "".join(names(reading, "TownshipOffice")) and any("5 numbers" in str(line) or "6 numbers" in str(line) for line in reading.understood)


def test_two_plates_in_a_cell_are_one_office_with_the_powers_of_both() -> None:
    """Domain §1: state supervision arrives at townships by dispatch, which the second plate says."""
    reading = read(sheet("乡镇 | 机构名称 | 专职人数", "城关镇 | 城关镇纪委、县监委派出城关镇监察办公室 | 3", "河东镇 | 河东镇纪委 | 2"))
    assert names(reading, "TownshipOffice") == {"城关镇纪委", "河东镇纪委"} and node(reading, "城关镇纪委")["aliases"] == ("县监委派出城关镇监察办公室",)
    powers = {start: rest["authority"] for (start, _), rest in rests(reading, "SUPERVISES").items()}
    assert powers == {"城关镇纪委": ("discipline", "state"), "河东镇纪委": ("discipline",)}


def test_a_township_without_an_office_in_its_row_has_one_called_after_it() -> None:
    reading = read(sheet("乡镇（街道） | 专职人数 | 联系监督检查室", "城关镇 | 3 | 第四监督检查室"))
    assert links(reading, "SUPERVISES") == {("城关镇纪检监察机构", "城关镇")} and links(reading, "CONTACTS") == {("第四监督检查室", "城关镇")}
    assert any("called after it" in str(line) for line in reading.understood)


def test_a_title_alone_doesnt_say_that_offices_are_dispatched() -> None:
    rows = ("云岭县纪委监委乡镇纪检监察机构一览表 | |", "乡镇 | 机构名称 | 专职人数", "城关镇 | 城关镇纪委 | 3")
    assert rests(read(sheet(*rows)), "DISPATCHES")["云岭县纪委监委", "城关镇纪委"]["basis"] == "inferred"
    assert "basis" not in rests(read(sheet(*rows), commission="云岭县纪委监委"), "DISPATCHES")["云岭县纪委监委", "城关镇纪委"]


def test_posts_merged_over_several_offices_are_a_pool() -> None:
    """Domain §7.6: nobody's part of them is known."""
    reading = read(sheet("乡镇 | 机构名称 | 专职人数", "城关镇 | 城关镇纪委 | 5", "河东镇 | 河东镇纪委 | ", merged=((2, 3, 3, 3),)))
    assert "staff_full_time" not in node(reading, "城关镇纪委") and "a pool of posts" in said(reading)


def test_groups_of_one_number_in_two_zones_are_two() -> None:
    reading = read(sheet("协作区 | 协作组 | 乡镇 | 专职人数", "第一协作区 | 第一组 | 城关镇 | 3", "第二协作区 | 第一组 | 双龙乡 | 2"))
    assert links(reading, "PART_OF") == {("第一协作区第一组", "第一协作区"), ("第二协作区第一组", "第二协作区")}
    assert links(reading, "MEMBER_OF") == {("城关镇纪检监察机构", "第一协作区第一组"), ("双龙乡纪检监察机构", "第二协作区第一组")}


def test_no_person_gets_in() -> None:
    reading = read(sheet("乡镇 | 机构名称 | 专职人数 | 负责人 | 联系电话 | 备注", "城关镇 | 城关镇纪委 | 3 | 张伟 | 13800001234 | 联系电话13800001234"))
    assert reading.chart is not None
    written = str([one.written() for one in (*reading.chart.nodes, *reading.chart.links)])
    assert "张伟" not in written and "13800001234" not in written and "张伟" not in said(reading)


# zones


def test_a_room_beside_a_whole_zone_guides_it_and_rooms_beside_its_groups_guide_these() -> None:
    one = read(sheet("协作区 | 指导室 | 协作组 | 成员单位", "第一协作区 | 第四监督检查室 | 第一协作组 | 城关镇纪委", " | | 第二协作组 | 河东镇纪委"))
    assert links(one, "GUIDES") == {("第四监督检查室", "第一协作区")}
    two = read(
        sheet("协作区 | 协作组 | 指导室 | 成员单位", "第一协作区 | 第一协作组 | 第四监督检查室 | 城关镇纪委", " | 第二协作组 | 第五监督检查室 | 河东镇纪委")
    )
    assert links(two, "GUIDES") == {("第四监督检查室", "第一协作组"), ("第五监督检查室", "第二协作组")}


def test_a_township_among_members_stands_for_its_office() -> None:
    reading = read(sheet("片区 | 成员单位", "东片区 | 城关镇、驻县财政局纪检监察组"))
    members = rests(reading, "MEMBER_OF")
    assert members["城关镇纪检监察机构", "东片区"]["basis"] == "inferred" and "basis" not in members["驻县财政局纪检监察组", "东片区"]
    assert node(reading, "东片区")["scope"] == "zone"


# stations


def test_villages_of_one_name_in_two_townships_are_two_and_so_are_their_stations() -> None:
    reading = read(sheet("乡镇 | 村 | 监督联络站", "城关镇 | 东风村 | 监督联络站", " | 石塘村 | 石塘村监察工作联络站", "河东镇 | 东风村 | 监督联络站"))
    assert links(reading, "SUBORDINATE_TO") == {("城关镇东风村", "城关镇"), ("石塘村", "城关镇"), ("河东镇东风村", "河东镇")}
    assert ("城关镇东风村监督联络站", "城关镇东风村") in links(reading, "SERVES") and len(links(reading, "SERVES")) == 3


def test_who_works_through_stations_is_told_by_a_column_the_title_or_a_roster_in_the_same_file() -> None:
    rows = ("乡镇 | 村 | 监督联络站", "城关镇 | 石塘村 | 石塘村监察工作联络站")
    alone = read(sheet(*rows))
    assert links(alone, "EXTENDS_TO") == set() and any("nobody is told" in str(line) for line in alone.understood)
    titled = read(sheet("城关镇纪委监督联络站一览表 | |", *rows))
    roster = read(sheet(*rows, name="联络站"), sheet("乡镇 | 机构名称 | 专职人数", "城关镇 | 城关镇纪委 | 3", name="机构"))
    for reading in (titled, roster):
        assert rests(reading, "EXTENDS_TO")["城关镇纪委", "石塘村监察工作联络站"]["basis"] == "inferred"
    column = read(sheet("单位 | 监督联络站 | 派驻纪检监察组", "县财政局 | 县财政局廉政监督站 | 驻县财政局纪检监察组"))
    assert rests(column, "EXTENDS_TO")["驻县财政局纪检监察组", "县财政局廉政监督站"]["form"] == "stationed"


def test_a_village_supervision_committee_is_a_remark_of_its_village() -> None:
    """The model has no kind for an organ of self-government: it is kept in words."""
    reading = read(sheet("乡镇 | 村 | 村务监督委员会", "城关镇 | 石塘村 | 石塘村村务监督委员会"))
    assert names(reading, "LiaisonStation") == set() and "石塘村村务监督委员会" in str(node(reading, "石塘村")["note"])


# rooms


def test_a_room_keeps_contact_with_units_areas_and_its_counterpart_groups() -> None:
    reading = read(
        sheet("监督检查室 | 联系县（市、区） | 联系单位 | 联系乡镇 | 对口派驻纪检监察组", "第一监督检查室 | 云岭县 | 县财政局 | 城关镇 | 驻县财政局纪检监察组")
    )
    contacts = {end: rest.get("basis") for (_, end), rest in rests(reading, "CONTACTS").items()}
    assert contacts == {"云岭县纪委监委": "inferred", "县财政局": None, "城关镇": None}
    assert links(reading, "COORDINATES_WITH") == {("第一监督检查室", "驻县财政局纪检监察组")}


def test_a_roster_of_groups_with_the_room_of_each_is_no_table_of_rooms() -> None:
    reading = read(sheet("派驻机构 | 联系单位 | 对口监督检查室", "驻县财政局纪检监察组 | 县财政局、县审计局 | 第一监督检查室"))
    assert reading.guess is not None and reading.guess["table"] == "overseers" and links(reading, "SUPERVISES") == {("驻县财政局纪检监察组", "县审计局")}


# inspection rounds


def test_rounds_say_year_and_type_for_all_their_rows() -> None:
    reading = read(
        sheet(
            "轮次 | 巡察组 | 被巡察党组织 | 巡察类型 | 巡察时间",
            "第三轮 | 县委第一巡察组 | 县财政局党组 | 常规巡察 | 2022年3月—5月",
            " | 县委第二巡察组 | 城关镇党委、石塘村党总支 | |",
            "第四轮 | 县委第一巡察组 | 双江县 | 巡察“回头看” | 2023年3月",
        )
    )
    inspected = {end: (rest["year"], rest["type"], rest.get("basis")) for (_, end), rest in rests(reading, "INSPECTS").items()}
    assert inspected == {
        "县财政局": (2022, "regular", None), "城关镇": (2022, "regular", None), "石塘村": (2022, "regular", None), "双江县委": (2023, "look_back", "inferred"),
    }  # fmt: skip
    assert rests(reading, "INSPECTS")["县委第一巡察组", "县财政局"]["note"] == "第三轮；2022年3月—5月；县财政局党组"


def test_a_year_of_the_title_holds_for_all_rows_but_two_years_hold_for_none() -> None:
    for title, year in (("2022年县委巡察情况表", 2022), ("2021—2023年县委巡察情况表", None)):
        reading = read(sheet(f"{title} |", "巡察组 | 被巡察单位", "县委第一巡察组 | 县财政局"))
        assert rests(reading, "INSPECTS")["县委第一巡察组", "县财政局"].get("year") == year


# directories


@pytest.mark.parametrize(
    "rows",
    [
        ("机构名称 | 编制", "一、内设机构（2个） |", "办公室 | 5", "案件审理室 | 3", "二、派驻机构 |", "驻县财政局纪检监察组 | 3"),
        ("机构类别 | 机构名称", "内设机构 | 办公室", " | 案件审理室", "派驻机构 | 驻县财政局纪检监察组"),
        ("内设机构 | 派驻机构", "办公室 | 驻县财政局纪检监察组", "案件审理室 |"),
    ],
)
def test_sections_tell_what_the_bodies_of_a_commission_are(rows: tuple[str, ...]) -> None:
    """办公室 alone is any body's; among the inner organs of a commission it is a room."""
    reading = read(sheet(*rows), commission="云岭县纪委监委")
    assert links(reading, "PART_OF") == {("办公室", "云岭县纪委监委"), ("案件审理室", "云岭县纪委监委")}
    assert (
        links(reading, "DISPATCHES") == {("云岭县纪委监委", "驻县财政局纪检监察组")}
        and rests(reading, "STATIONED_AT")["驻县财政局纪检监察组", "县财政局"]["basis"] == "inferred"
    )


# all kinds


def test_a_file_may_hold_a_table_of_each_kind_and_they_speak_of_the_same_bodies() -> None:
    """`examples/county.xlsx`: the office that the directory calls by its second plate is that of the roster; the zones' members are its offices."""
    (chart,) = og.read(EXAMPLES / "county.xlsx", defaults={"area": "530622", "level": "county"})
    kinds = [one.kind for one in chart.nodes]
    assert (kinds.count("TownshipOffice"), kinds.count("Township"), kinds.count("Room"), kinds.count("StationedGroup")) == (5, 5, 6, 4)
    assert sum(link.kind == "MEMBER_OF" for link in chart.links) == 8  # 5 offices and 3 groups, each said twice at most and kept once


def test_the_guess_of_a_kind_given_back_reads_the_same(tmp_path: object) -> None:
    rows = sheet("乡镇 | 机构名称 | 行政村数", "城关镇 | 城关镇纪委 | 12", "河东镇 | 河东镇纪委 | 9")
    first = read(rows)
    assert (
        first.guess is not None
        and first.guess["table"] == "township_offices"
        and first.guess["columns"] == {"A": "township", "B": "office", "C": "village_count"}
    )
    second = read(rows, mapping={"table": "township_offices", "heading": (1, 1), "columns": {1: "township", 2: "office", 3: "village_count"}})
    assert first.chart is not None and second.chart is not None and second.chart.nodes == first.chart.nodes and second.chart.links == first.chart.links


def test_every_kind_says_what_it_is_and_no_two_kinds_share_a_word() -> None:
    assert len({kind.id for kind in TABLE_KINDS}) == len({kind.zh for kind in TABLE_KINDS}) == len(TABLE_KINDS) == 7
    for kind in TABLE_KINDS:
        assert all(column.zh and column.en for column in kind.columns) and len(kind.roles) == len(kind.columns), kind.id
    assert {"office", "villages", "inspected", "group", "units"} <= set(column_roles())


def test_a_mapping_names_a_kind_of_table_that_there_is(tmp_path: object) -> None:
    import pathlib

    file = pathlib.Path(str(tmp_path)) / "mapping.yaml"
    file.write_text("table: township_office\n", "utf-8")
    with pytest.raises(og.ChartError, match="township_offices"):
        read_mapping(file, (), (), tuple(kind.id for kind in TABLE_KINDS))
