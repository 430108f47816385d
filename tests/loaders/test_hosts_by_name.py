"""Hosts that the name of a group tells: found among the units of the roster, never made up beside them (domain §2, §3)."""

from __future__ import annotations

import pytest
from support.roster_readings import links, names, read, said, sheet

from oversight_graph.chart.build import ChartReading
from oversight_graph.naming.host_names import HostNames


def roster(*rows: str, heading: str = "派驻机构 | 监督单位", **told: object) -> ChartReading:
    return read(sheet(heading, *rows), **told)


def hosts(reading: ChartReading) -> set[tuple[str, str, str]]:
    assert reading.chart is not None, said(reading)
    name = {node.id: node.zh for node in reading.chart.nodes}
    return {(name[one.start], name[one.end], str(one.rest.get("basis", "assigned"))) for one in reading.chart.links if one.kind == "STATIONED_AT"}


@pytest.mark.parametrize(
    ("group", "unit"),
    [
        ("驻科技厅纪检监察组", "省科技厅"),
        ("驻科技厅", "省科技厅"),
        ("驻县住建局纪检监察组", "县住房和城乡建设局"),
        ("驻县科技局纪检监察组", "双柏县科技局"),
        ("驻发改局组", "县发展和改革局"),
        ("驻县委办纪检监察组", "县委办公室"),
        ("驻县政府办纪检监察组", "县人民政府办公室"),
    ],
)
def test_a_host_in_short_is_the_unit_beside_it(group: str, unit: str) -> None:
    reading = roster(f"{group} | {unit}、县审计局")
    assert hosts(reading) == {(group, unit, "assigned")}
    assert names(reading, "Unit") == {unit, "县审计局"}, "no unit is made up beside it"


def test_a_host_in_short_is_found_in_another_row() -> None:
    reading = roster("驻科技局纪检监察组 | 县审计局", "驻县财政局纪检监察组 | 县财政局、县科技局")
    assert ("驻科技局纪检监察组", "县科技局", "inferred") in hosts(reading)
    assert names(reading, "Unit") == {"县审计局", "县财政局", "县科技局"}


def test_a_host_that_is_merged_into_a_unit_of_its_row_is_that_one_and_said() -> None:
    reading = roster("驻县教育局纪检监察组 | 县教育体育局、县审计局")
    assert hosts(reading) == {("驻县教育局纪检监察组", "县教育体育局", "inferred")}
    assert names(reading, "Unit") == {"县教育体育局", "县审计局"}
    assert "`县教育体育局` stands in the same row" in said(reading)


@pytest.mark.parametrize(
    "rows", [("驻县农业局纪检监察组 | 县审计局", "驻县财政局纪检监察组 | 县农业农村局"), ("驻县教育局纪检监察组 | 县教育体育局、县教育科技局",)]
)
def test_where_several_can_be_meant_or_one_of_another_row_it_is_asked(rows: tuple[str, ...]) -> None:
    reading = roster(*rows)
    group = rows[0].split(" | ")[0]
    assert group not in {one for one, _, _ in hosts(reading)}
    assert f"which unit `{group}` means by its host" in said(reading)


def test_a_host_that_is_like_no_unit_stays_known_by_the_name() -> None:
    reading = roster("驻县公安局纪检监察组 | 县司法局")
    assert hosts(reading) == {("驻县公安局纪检监察组", "县公安局", "inferred")}


def test_two_hosts_in_one_name_are_two_units() -> None:
    reading = roster("驻县发改局、县统计局纪检监察组 | 县统计局")
    assert {(unit, basis) for _, unit, basis in hosts(reading)} == {("县统计局", "assigned"), ("县发改局", "inferred")}


@pytest.mark.parametrize("heading", ["综合派驻单位", "综合监督单位"])
def test_a_column_of_units_that_are_supervised_together_holds_no_hosts(heading: str) -> None:
    reading = roster("第一派驻纪检监察组 | 县财政局、县审计局", heading=f"派驻机构 | {heading}")
    assert not hosts(reading) and names(reading, "Unit") == {"县财政局", "县审计局"}


def test_an_inspected_area_is_its_party_committee() -> None:
    reading = roster("省委第一巡视组 | 滁州市、省财政厅党组", heading="巡视组 | 被巡察单位")
    assert names(reading, "PartyCommittee") == {"滁州市委"}
    assert ("省委第一巡视组", "滁州市委") in links(reading, "INSPECTS")


def test_many_units_are_looked_through_by_what_they_share() -> None:
    """The same units are found in a list of a few and of a thousand; only one that shares no two characters side by side needs a short list."""
    few = ["县教育体育局", "双柏县科技局", "市财政局"]
    many = [*few, *(f"{letter}{other}县审计局" for letter in "甲乙丙丁戊己庚辛壬癸" for other in "子丑寅卯辰巳午未申酉")]
    for host in ("县教育局", "科技局", "县财政局", "县体育局"):
        assert HostNames(few).match(host) == HostNames(many).match(host), host


def test_an_area_in_a_column_that_isnt_of_inspections_is_left_out_with_the_offer_of_its_committee() -> None:
    """Where no heading says 被巡察, nobody says that the party committee is meant: it is offered, never taken."""
    heading = "巡察组 | 监督单位"
    reading = roster("县委第一巡察组 | 滁州市、县财政局", heading=heading)
    assert not names(reading, "PartyCommittee") and "`滁州市` is the name of an area" in said(reading) and "`kinds: {滁州市: PartyCommittee}`" in said(reading)
    told = roster("县委第一巡察组 | 滁州市、县财政局", heading=heading, mapping={"kinds": {"滁州市": "PartyCommittee"}})
    assert names(told, "PartyCommittee") == {"滁州市委"} and ("县委第一巡察组", "滁州市委") in links(told, "INSPECTS")
