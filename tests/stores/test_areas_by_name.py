"""Areas by name (contract §1): as a chart writes its own, as a user asks for one, and what a file is called after."""

from __future__ import annotations

from pathlib import Path

import pytest

import oversight_graph as og
from oversight_graph.errors import NothingThere
from oversight_graph.problems import Problem
from oversight_graph.reading import FileReading, read_files
from oversight_graph.store.protocol import Store

CHART = """
chart: {name}
title: {name}
as_of: {as_of}
area: {area}
level: county
areas: [{areas}]
sources: [{{id: s, title: s}}]
nodes: [{{id: c, kind: Commission, name: 某区纪委监委}}, {{id: u, kind: Unit, category: government, name: 区财政局{more}}}]
"""


def written(folder: Path, area: str, *, name: str = "one", as_of: str = "2020", areas: str = "", more: str = "") -> FileReading:
    path = folder / f"{name}.yaml"
    path.write_text(CHART.format(name=name, as_of=as_of, area=area, areas=areas, more=more), "utf-8")
    return read_files([path])[0]


def said(reading: FileReading) -> list[tuple[str, str]]:
    return [(problem.severity, problem.code) for problem in reading.problems]


def area_of(reading: FileReading) -> str | None:
    (chart,) = reading.charts
    return chart.header.area


@pytest.mark.parametrize(
    ("text", "as_of", "code"),
    [("昆明市", "2020", "530100"), ("雲南省昆明市", "2020", "530100"), ("晋宁", "2015", "530122"), ("晋宁", "2020", "530115"), ("CN", "2020", "CN")],
)
def test_a_chart_writes_its_area_by_name_and_keeps_the_code(tmp_path: Path, text: str, as_of: str, code: str) -> None:
    assert area_of(written(tmp_path, text, as_of=as_of)) == code


def test_the_names_that_a_chart_declares_go_before_the_table(tmp_path: Path) -> None:
    assert area_of(written(tmp_path, "昆明市", areas="{code: km-zone, name: 昆明市}")) == "km-zone"
    assert area_of(written(tmp_path, "昆明市", areas="{code: 昆明市, name: 某市}")) == "昆明市"


def test_a_name_of_several_places_is_an_error_with_all_of_them(tmp_path: Path) -> None:
    reading = written(tmp_path, "朝阳区")
    assert said(reading) == [("error", "chart.several_areas")]
    assert all(one in str(reading.problems[0]) for one in ("110105 北京市朝阳区", "220104 长春市朝阳区"))


def test_a_code_that_no_list_holds_is_a_warning_with_the_nearest_unless_it_is_declared(tmp_path: Path) -> None:
    reading = written(tmp_path, '"530199"', more=', area: "620103001"')
    assert said(reading) == [("warning", "chart.unknown_area_code")] and "530129 昆明市寻甸回族彝族自治县" in str(reading.problems[0])
    assert said(written(tmp_path, '"530199"', areas='{code: "530199", name: 某区}')) == []
    entry = written(tmp_path, '"530100"', more=', area: "530199"')
    assert [(problem.code, problem.path) for problem in entry.problems] == [("chart.unknown_area_code", "nodes[1].area")]


def test_an_entry_writes_its_area_by_name_and_the_area_of_the_chart_tells_which(tmp_path: Path) -> None:
    def unit(area: str) -> object:
        (chart,) = written(tmp_path, area, more=", area: 朝阳区").charts
        return chart.nodes[1].rest["area"]

    assert [unit(area) for area in ("长春市", "北京市")] == ["220104", "110105"]
    assert said(written(tmp_path, '"530100"', more=", area: 朝阳区")) == [("error", "chart.several_areas")]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    place = og.open_store(str(tmp_path / "areas.lbug"))
    readings = [written(tmp_path, '"530100"'), written(tmp_path, "zone", name="two", areas="{code: zone, name: {zh: 昆阳区, en: Kunyang}}")]
    og.plan(place, [chart for reading in readings for chart in reading.charts]).apply()
    return place


@pytest.mark.parametrize(
    ("text", "code", "chart"), [("昆明", "530100", "one"), ("云南省", "530000", "one"), ("昆阳区", "zone", "two"), ("Kunyang", "zone", "two")]
)
def test_a_scope_is_named(store: Store, text: str, code: str, chart: str) -> None:
    scope = store.cut(area=text)
    graph = store.graph(area=text)
    assert scope.area == code and {name.partition(":")[0] for name in graph.ids[graph.scope].tolist()} == {chart}


@pytest.mark.parametrize(("text", "told"), [("朝阳区", "220104 长春市朝阳区"), ("西双版那傣族自治州", "532800 西双版纳傣族自治州"), ("某地", "530100")])
def test_a_scope_that_is_no_one_area_is_told_with_what_may_be_meant(store: Store, text: str, told: str) -> None:
    with pytest.raises(NothingThere, match=told):
        store.cut(area=text)


def listed(folder: Path, *names: str, **options: str) -> list[Problem]:
    path = folder / "names.txt"
    path.write_text("\n".join(names), "utf-8")
    (reading,) = read_files([path], {"chart": "list", "level": "prefecture", "as_of": "2020", **options})
    return reading.problems


def test_the_area_of_a_file_is_proposed_from_its_commission(tmp_path: Path) -> None:
    (problem,) = (one for one in listed(tmp_path, "昆明市纪委监委", "驻市财政局纪检监察组") if one.severity == "error")
    assert problem.code == "loaders.area_proposed" and "530100" in str(problem)


def test_a_commission_called_after_no_place_or_one_of_several_settles_nothing(tmp_path: Path) -> None:
    found = [[one.code for one in listed(tmp_path, name, "驻区财政局纪检监察组") if one.severity == "error"] for name in ("朝阳区纪委监委", "云岭县纪委监委")]
    assert found == [["loaders.areas_proposed"], ["loaders.no_area"]]


def test_a_list_is_loaded_by_the_name_of_its_area(tmp_path: Path) -> None:
    assert not [one for one in listed(tmp_path, "昆明市纪委监委", "驻市财政局纪检监察组", area="昆明") if one.severity == "error"]


def test_claims_completeness_and_what_holds_an_area_are_written_by_name(tmp_path: Path) -> None:
    """As codes are: the names of the chart's own areas too, and one of several places is told by the area of the chart."""
    path = tmp_path / "one.yaml"
    text = """
chart: one
as_of: 2020
area: 长春市
level: county
areas: [{{code: zone, name: 某开发区, part_of: {held}}}, {{code: part, name: 某片, part_of: 某开发区}}]
sources: [{{id: s, title: s}}]
complete: [{{area: {area}, forms: [stationed]}}]
claims: [{{area: 某开发区, form: stationed, source: s}}]
nodes: [{{id: u, kind: Unit, name: 区财政局}}]
links: []
"""
    path.write_text(text.format(held="吉林省长春市", area="朝阳区"), "utf-8")
    (reading,) = read_files([path])
    assert not reading.problems
    header = reading.charts[0].header
    assert [one.part_of for one in header.areas] == ["220100", "zone"]
    assert [one.area for one in header.complete] == ["220104"] and [one.area for one in header.claims] == ["zone"]
    path.write_text(text.format(held="鼓楼区", area="西双版那傣族自治州"), "utf-8")
    (wrong,) = read_files([path])
    assert [(one.severity, one.code, one.path) for one in wrong.problems] == [
        ("error", "chart.several_areas", "areas[0].part_of"),
        ("warning", "chart.unknown_area_name", "complete[0].area"),
    ]
    assert "532800 西双版纳傣族自治州" in str(wrong.problems[1])


def test_a_plan_that_says_an_area_changed_shows_the_names(tmp_path: Path) -> None:
    from oversight_graph.planning.plan_words import value_word

    place = og.open_store(str(tmp_path / "plan.lbug"))
    og.plan(place, written(tmp_path, "昆明市", more=", area: 五华区").charts).apply()
    text = str(og.plan(place, written(tmp_path, "昆明市", more=", area: 盘龙区").charts))
    assert "昆明市五华区 530102" in text and "昆明市盘龙区 530103" in text
    assert value_word("area", "example-zone", of_link=False) == "example-zone"
