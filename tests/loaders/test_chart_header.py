"""Charts as files: their texts, their header, their sources (contract §1)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from support.chart_files import CHART, chart, graph, header, problems, with_node

import oversight_graph as og

# -- ids, codes and names are text ------------------------------------------------------------------------------------


def test_a_number_that_reads_as_it_is_written_is_text(tmp_path: Path) -> None:
    text = header('"530100"', "530100").replace("chart: example-city", "chart: 2020")
    one = chart(tmp_path, text + "  - {kind: DISPATCHES, from: cc, to: g-fin, note: 1.5}\n")
    assert (one.id, one.header.area, one.links[1]["note"]) == ("2020", "530100", "1.5")


@pytest.mark.parametrize("word", ["no", "Yes", "on", "010", "1_000", "0x1F", "12:30", "12:30.5", "2020-01-01", ".inf", ".nan", "1.50", "+5", "=", "<<", "-0"])
def test_what_yaml_turns_into_something_else_must_be_quoted(tmp_path: Path, word: str) -> None:
    (wrong,) = problems(tmp_path, with_node(f"{{id: x, kind: Unit, category: court, name: {word}}}"))
    assert (wrong.severity, wrong.line, wrong.path) == ("error", 18, "nodes[10].name")
    assert f"`{word}`" in wrong.what
    assert f'"{word}"' in wrong.todo
    one = chart(tmp_path, with_node(f'{{id: x, kind: Unit, category: court, name: "{word}"}}'))
    assert one.nodes[-1]["name"] == {"zh": word}


def test_a_json_number_is_text_where_text_is_meant(tmp_path: Path) -> None:
    document = yaml.safe_load(CHART) | {"as_of": "2020-12-31", "area": 530100}
    assert chart(tmp_path, json.dumps(document), "chart.json").header.area == "530100"


def test_a_quoted_number_is_a_number_where_one_is_meant(tmp_path: Path) -> None:
    assert chart(tmp_path, with_node('{id: x, kind: Unit, category: court, name: 法院, count: "3"}')).nodes[-1]["count"] == 3


def test_yaml_and_json_give_the_same_chart(tmp_path: Path) -> None:
    document = yaml.safe_load(CHART) | {"as_of": "2020-12-31"}
    for text in (json.dumps(document), json.dumps(document, ensure_ascii=False, indent="\t")):
        assert chart(tmp_path, text, "chart.json") == chart(tmp_path, CHART)


@pytest.mark.parametrize("name", ["财政局", "ünïté", "Бюро-1", "a.b_c-9", "བོདལྗོངས", "ئۇيغۇر"])
def test_an_id_is_letters_and_digits_of_any_script(tmp_path: Path, name: str) -> None:
    one = chart(
        tmp_path, with_node(f"{{id: {name}, kind: Unit, category: court, name: 法院}}") + f"  - {{kind: SUPERVISES, from: cc, to: {name}, form: state}}\n"
    )
    assert graph(one).nodes[f"example-city:{one.nodes[-1]['id']}"]["name"] == "法院"


def test_two_spellings_of_one_letter_are_one_id(tmp_path: Path) -> None:
    composed, apart = "\u00e9", "e\u0301"
    (wrong,) = problems(tmp_path, with_node(f"{{id: {composed}, kind: Township, name: a}}\n  - {{id: {apart}, kind: Township, name: b}}"))
    assert "stands twice" in wrong.what


@pytest.mark.parametrize("name", ["a b", 'a"b', "a:b", "a/b", "a\u200bb", "a,b"])
def test_anything_else_is_no_id(tmp_path: Path, name: str) -> None:
    (wrong,) = problems(tmp_path, with_node(f"{{id: {json.dumps(name)}, kind: Township, name: b}}"))
    assert wrong.path == "nodes[10].id"
    assert "is no id" in wrong.what


# -- the header -------------------------------------------------------------------------------------------------------


def test_a_title_is_a_text_or_a_pair_or_the_id(tmp_path: Path) -> None:
    title = "title: {zh: 某市, en: Example City}\n"
    assert chart(tmp_path, CHART).header.title("en") == "Example City"
    plain = chart(tmp_path, header(title, "title: 某市\n")).header
    assert (plain.title("zh"), plain.title("en")) == ("某市", "某市")
    assert chart(tmp_path, header(title, "")).header.title() == "example-city"


def test_as_of_may_be_a_year_or_a_month_and_means_its_last_day(tmp_path: Path) -> None:
    days = [chart(tmp_path, header("2020-12-31", day)).header.day.isoformat() for day in ("2020", "2020-02", '"2020-02-03"')]
    assert days == ["2020-12-31", "2020-02-29", "2020-02-03"]


def test_an_entry_takes_area_and_level_of_the_chart_unless_it_says_or_its_kind_says_otherwise(tmp_path: Path) -> None:
    found = graph(chart(tmp_path, with_node("{id: x, kind: Unit, category: court, name: 法院, level: county, area: 530102}")))
    held = {name.split(":")[1]: (row["level"], row["area"]) for name, row in found.nodes.items()}
    assert held["u-fin"] == ("prefecture", "530100")
    assert held["x"] == ("county", "530102")
    assert (held["t1"][0], held["o1"][0], held["v1"][0], held["st"][0]) == ("township", "township", "village", "prefecture")


def test_header_keys_that_a_file_lacks_may_come_from_outside(tmp_path: Path) -> None:
    path = tmp_path / "chart.yaml"
    path.write_text(header("chart: example-city\n", "").replace('area: "530100"', "area:"), "utf-8")
    (one,) = og.read(path, defaults={"chart": "given", "area": "010203", "as_of": "1999"})
    assert (one.id, one.header.area, one.header.as_of) == ("given", "010203", "2020-12-31")
    (found,) = og.read_files([path], {"chart": ""})
    assert [one.path for one in found.problems if "empty" in one.what] == ["chart"]


def test_own_areas_are_declared_and_hang_by_part_of_or_stand_by_themselves(tmp_path: Path) -> None:
    areas = 'areas: [{code: zone, name: 某区, part_of: "530100"}, {code: 孤立, name: {zh: 孤, en: Alone}}, {code: "530100", name: 某市}]\n'
    one = chart(tmp_path, header("sources:", f"{areas}sources:"))
    assert [(area.code, area.zh, area.en, area.part_of) for area in one.header.areas] == [
        ("zone", "某区", None, "530100"), ("孤立", "孤", "Alone", None), ("530100", "某市", None, None),
    ]  # fmt: skip


def test_complete_and_claims_take_area_and_level_of_the_chart(tmp_path: Path) -> None:
    extra = "complete: [{forms: [stationed, D], categories: [party]}]\n"
    extra += "claims: [{form: P, covered: 56, of: 56}, {id: c2, forms: [state], levels: [county], area: CN, valid_from: 2019}]\n"
    found = chart(tmp_path, header("sources:", f"{extra}sources:")).header
    assert (found.complete[0].forms, found.complete[0].area, found.complete[0].levels) == (("discipline", "stationed"), "530100", ("prefecture",))
    assert [(one.id, one.forms, one.levels, one.area, one.counts, one.valid_from, one.sources) for one in found.claims] == [
        ("claim-1", ("stationed",), ("prefecture",), "530100", True, None, ("s1",)),
        ("c2", ("state",), ("county",), "CN", True, "2019", ("s1",)),
    ]


# -- sources ----------------------------------------------------------------------------------------------------------


def test_an_entry_without_a_source_takes_the_only_one(tmp_path: Path) -> None:
    one = chart(tmp_path, with_node("{id: x, kind: Township, name: 二镇, sources: []}"))
    assert {tuple(entry["sources"]) for entry in (*one.nodes, *one.links)} == {("s1",)}


def test_where_there_are_several_sources_an_entry_must_say_which(tmp_path: Path) -> None:
    found = problems(tmp_path, with_node("{id: x, kind: Township, name: 二镇, sources: []}").replace("sources: [{", "sources: [{id: s2}, {"))
    assert len(found) == 12
    assert {one.todo for one in found} == {"add `source: …`, one of s2, s1"}


def test_source_and_sources_name_an_id_and_a_locator_behind_it(tmp_path: Path) -> None:
    text = with_node("{id: x, kind: Township, name: 二镇, source: s1 第2段 ¶3}\n  - {id: y, kind: Township, name: 三镇, sources: [s1 p. 4, s2]}")
    one = chart(tmp_path, _cited(text))
    assert [entry["sources"] for entry in one.nodes[-2:]] == [("s1 第2段 ¶3",), ("s1 p. 4", "s2")]
    assert graph(one).nodes["example-city:y"]["sources"] == ["example-city:s1 p. 4", "example-city:s2"]


def _cited(text: str) -> str:
    """Two sources, and every entry says its own."""
    lines = [line if not line.startswith("  - ") or "source" in line else line[:-1] + ", source: s2}" for line in text.splitlines()]
    return "\n".join(lines).replace("sources: [{", "sources: [{id: s2}, {", 1)
