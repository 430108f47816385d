"""What a chart file may say and how it is read: contract §1, a test per sentence. What is refused: test_bad_input.py."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

import oversight_graph as og
from oversight_graph.chart.chart import Chart
from oversight_graph.problems import Problem
from oversight_graph.reading import FileReading
from oversight_graph.resolution.resolve import Resolved, resolve

CHART = """\
chart: example-city
title: {zh: 某市, en: Example City}
as_of: 2020-12-31
area: "530100"
level: prefecture
sources: [{id: s1, title: 年报}]
nodes:
  - {id: cc, kind: Commission, name: 某市纪委监委}
  - {id: r1, kind: Room, name: 第一监督检查室}
  - {id: g-fin, kind: StationedGroup, name: 驻市财政局纪检监察组}
  - {id: u-fin, kind: Unit, category: government, name: 市财政局}
  - {id: u-edu, kind: Unit, category: government, name: 市教育局}
  - {id: t1, kind: Township, name: 一镇}
  - {id: o1, kind: TownshipOffice, name: 一镇纪检监察组}
  - {id: v1, kind: Village, name: 一村}
  - {id: st, kind: LiaisonStation, name: 一村联络站}
  - {id: it, kind: InspectionTeam, name: 市委第一巡察组}
links:
  - {kind: DISPATCHES, from: cc, to: g-fin}
"""


def files(folder: Path, text: str | bytes, name: str = "chart.yaml") -> FileReading:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    (found,) = og.read_files([path])
    return found


def problems(folder: Path, text: str | bytes, name: str = "chart.yaml") -> list[Problem]:
    return list(files(folder, text, name).problems)


def chart(folder: Path, text: str | bytes, name: str = "chart.yaml") -> Chart:
    found = files(folder, text, name)
    assert found.problems == []
    (only,) = found.charts
    return only


def with_node(text: str) -> str:
    return CHART.replace("links:\n", f"  - {text}\nlinks:\n")


def with_link(text: str) -> str:
    return f"{CHART}  - {text}\n"


def header(old: str, new: str) -> str:
    assert CHART.count(old) == 1
    return CHART.replace(old, new)


def graph(one: Chart) -> Resolved:
    found = resolve([one])
    assert found.problems == []
    return found


def row_of(found: Resolved, kind: str) -> dict[str, Any]:
    (row,) = (row for row in found.links.values() if row["kind"] == kind)
    return row


def whats(found: list[Problem]) -> list[tuple[str, int, str]]:
    return [(one.severity, one.line, one.path) for one in found]


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


# -- nodes and links --------------------------------------------------------------------------------------------------


def test_defaults_are_scope_self_basis_assigned_count_1_line_administrative(tmp_path: Path) -> None:
    text = with_link("{kind: SUPERVISES, from: cc, to: u-fin, form: state}") + "  - {kind: SUBORDINATE_TO, from: u-edu, to: u-fin}\n"
    found = graph(chart(tmp_path, text))
    supervises, subordinate = row_of(found, "SUPERVISES"), row_of(found, "SUBORDINATE_TO")
    assert (supervises["scope"], supervises["basis"], supervises["count"], supervises["line"]) == ("self", "assigned", 1, None)
    assert (subordinate["line"], subordinate["scope"]) == ("administrative", None)
    assert {row["count"] for row in found.nodes.values()} == {1}


@pytest.mark.parametrize(
    ("link", "form", "authority"),
    [
        ("{kind: STATIONED_AT, from: g-fin, to: u-fin}", "stationed", ["discipline", "state"]),
        ("{kind: CONTACTS, from: r1, to: u-fin}", None, ["discipline", "state"]),
        ("{kind: CONTACTS, from: r1, to: u-fin, form: state}", "state", ["discipline", "state"]),
        ("{kind: EXTENDS_TO, from: o1, to: st}", None, ["discipline", "state"]),
        ("{kind: SUPERVISES, from: g-fin, to: u-fin, form: P}", "stationed", ["discipline", "state"]),
        ("{kind: SUPERVISES, from: cc, to: u-fin, form: D}", "discipline", ["discipline"]),
        ("{kind: SUPERVISES, from: cc, to: u-fin, form: S, authority: D}", "state", ["discipline"]),
        ("{kind: STATIONED_AT, from: g-fin, to: u-fin, authority: [S, D]}", "stationed", ["discipline", "state"]),
        ("{kind: STATIONED_AT, from: g-fin, to: u-fin, authority: []}", "stationed", []),
        ("{kind: INSPECTS, from: it, to: u-fin, year: 2019}", "inspection", ["inspection"]),
        ("{kind: SERVES, from: st, to: v1}", None, []),
    ],
)
def test_form_and_authority_where_none_is_given(tmp_path: Path, link: str, form: str | None, authority: list[str]) -> None:
    row = row_of(graph(chart(tmp_path, with_link(link))), link[7:].split(",")[0])
    assert (row["form"], row["authority"]) == (form, authority)


@pytest.mark.parametrize(
    "link",
    [
        "{kind: STATIONED_AT, from: g-fin, to: u-fin}",
        "{kind: CONTACTS, from: r1, to: u-fin, form: discipline}",
        "{kind: EXTENDS_TO, from: o1, to: st}",
        "{kind: SUPERVISES, from: g-fin, to: u-fin, form: stationed}",
        "{kind: COORDINATES_WITH, from: g-fin, to: r1, form: stationed}",
    ],
)
def test_before_march_2018_both_powers_must_be_written(tmp_path: Path, link: str) -> None:
    for day in ("2018-02", "2018-02-28", "2017"):
        (wrong,) = problems(tmp_path, with_link(link).replace("2020-12-31", day))
        assert whats([wrong]) == [("error", 20, "links[1]")]
        assert "authority" in wrong.what
    for day in ("2018-03", "2018-03-01", "2018"):
        chart(tmp_path, with_link(link).replace("2020-12-31", day))
    for written in ("[discipline]", "[]"):
        chart(tmp_path, with_link(link.replace("}", f", authority: {written}}}")).replace("2020-12-31", "2016"))


def test_before_march_2018_any_other_form_still_gives_its_authority(tmp_path: Path) -> None:
    one = chart(tmp_path, with_link("{kind: SUPERVISES, from: cc, to: u-fin, form: state}").replace("2020-12-31", "2016"))
    assert row_of(graph(one), "SUPERVISES")["authority"] == ["state"]


def test_a_count_may_be_unknown_and_a_function_is_free_text(tmp_path: Path) -> None:
    nodes = "{id: x, kind: Unit, category: court, name: 法院, count: unknown}\n  - {id: y, kind: Room, name: 室, function: 随便什么}"
    one = chart(tmp_path, with_node(nodes))
    assert graph(one).nodes["example-city:x"]["count"] is None
    assert graph(one).nodes["example-city:y"]["function"] == "随便什么"


def test_a_repeat_makes_marked_nodes(tmp_path: Path) -> None:
    found = graph(chart(tmp_path, with_node("{id: x, kind: Unit, category: court, name: 法院, repeat: 2}")))
    assert [(row["name"], row["placeholder"], row["count"]) for name, row in found.nodes.items() if ":x" in name] == [("法院 1", True, 1), ("法院 2", True, 1)]


def test_links_between_equal_repeats_pair_and_others_are_copied(tmp_path: Path) -> None:
    text = with_node("{id: g, kind: StationedGroup, name: 组, repeat: 2}\n  - {id: u, kind: Unit, category: court, name: 院, repeat: 2}")
    for link in ("{kind: STATIONED_AT, from: g, to: u}", "{kind: DISPATCHES, from: cc, to: g}", "{kind: SUPERVISES, from: g-2, to: u, form: state}"):
        text += f"  - {link}\n"
    found = graph(chart(tmp_path, text))
    ends = sorted((row["kind"], row["from"].split(":")[1], row["to"].split(":")[1]) for row in found.links.values())
    assert ends == [
        ("DISPATCHES", "cc", "g-1"), ("DISPATCHES", "cc", "g-2"), ("DISPATCHES", "cc", "g-fin"),
        ("STATIONED_AT", "g-1", "u-1"), ("STATIONED_AT", "g-2", "u-2"),
        ("SUPERVISES", "g-2", "u-1"), ("SUPERVISES", "g-2", "u-2"),
    ]  # fmt: skip


def test_a_member_of_a_repeat_has_an_id_that_nothing_else_may_have(tmp_path: Path) -> None:
    two = ["{id: x, kind: Township, name: 镇, repeat: 2}", "{id: x-2, kind: Township, name: 乡}"]
    for order in (two, two[::-1]):
        (wrong,) = problems(tmp_path, with_node("\n  - ".join(order)))
        assert "`x-2` stands twice" in wrong.what
        assert "line 18" in wrong.what


def test_same_as_names_a_node_of_another_chart(tmp_path: Path) -> None:
    assert chart(tmp_path, with_node("{id: x, kind: Township, name: 镇, same_as: other-1:节点.1}")).nodes[-1]["same_as"] == "other-1:节点.1"
    for wrong in ("x", "other:", ":x", "Other:x", "other:a b", "a:b:c"):
        (found,) = problems(tmp_path, with_node(f"{{id: x, kind: Township, name: 镇, same_as: '{wrong}'}}"))
        assert found.path == "nodes[10].same_as"


def test_links_dated_apart_make_no_circle(tmp_path: Path) -> None:
    there = "{kind: SUBORDINATE_TO, from: u-fin, to: u-edu, valid_from: 2015, valid_to: 2018}"
    back = "{kind: SUBORDINATE_TO, from: u-edu, to: u-fin, valid_from: 2019}"
    chart(tmp_path, with_link(f"{there}\n  - {back}"))
    (wrong,) = problems(tmp_path, with_link(f"{there}\n  - {back}".replace("2019", "2018-12-31")))
    assert "runs in a circle" in wrong.what


# -- files ------------------------------------------------------------------------------------------------------------


def test_several_charts_in_one_file(tmp_path: Path) -> None:
    second = CHART.replace("example-city", "second")
    found = files(tmp_path, f"---\n{CHART}---\n{second}...\n---\n# nothing\n---\n")
    assert [one.id for one in found.charts] == ["example-city", "second"]
    documents = [yaml.safe_load(text) | {"as_of": "2020"} for text in (CHART, second)]
    assert [one.id for one in files(tmp_path, json.dumps(documents), "charts.json").charts] == ["example-city", "second"]


def test_lines_count_through_all_charts_of_a_file(tmp_path: Path) -> None:
    found = problems(tmp_path, f"{CHART}---\n{CHART.replace('to: g-fin', 'to: nobody')}---\nhello\n")
    assert whats(found) == [("error", 39, "links[0].to"), ("error", 41, "")]


def test_lines_are_those_of_the_key_in_yaml(tmp_path: Path) -> None:
    block = "nodes:\n  - id: x\n    kind: Township\n    # a comment\n    name:\n      zh: 镇\n      english: Town\n"
    block += "    aliases:\n      - a\n      - no\n    level:\n      city\n"
    found = problems(tmp_path, "chart: a\nas_of: 2020\narea: 53\nsources: [{id: s}]\n" + block)
    assert whats(found) == [("error", 11, "nodes[0].name.english"), ("error", 14, "nodes[0].aliases[1]"), ("error", 15, "nodes[0].level")]


def test_lines_are_those_of_the_key_in_json(tmp_path: Path) -> None:
    node = {"id": "x", "kind": "Township", "name": '镇 \\n " {', "level": "city"}
    text = json.dumps({"chart": "a", "as_of": "2020", "area": "53", "sources": [{"id": "s"}], "nodes": [node]}, indent=2, ensure_ascii=False)
    (wrong,) = problems(tmp_path, text, "chart.json")
    assert (wrong.line, wrong.path) == (next(n for n, line in enumerate(text.splitlines(), 1) if "city" in line), "nodes[0].level")


def test_aliases_and_anchors_load_written_out(tmp_path: Path) -> None:
    text = CHART.replace("title: {", "title: &t {").replace("id: cc,", "&k id: &c cc,").replace("name: 市财政局", "name: *t")
    text = text.replace("from: cc", "from: *c") + "  - {kind: SUPERVISES, from: *c, to: u-fin, form: state}\n"
    one = chart(tmp_path, text)
    assert one.nodes[3]["name"] == {"zh": "某市", "en": "Example City"}
    assert [link["from"] for link in one.links] == ["cc", "cc"]


def test_an_alias_holds_within_its_document(tmp_path: Path) -> None:
    found = files(tmp_path, f"{CHART.replace('某市,', '&t 某市,')}---\n{CHART.replace('某市,', '*t ,')}")
    assert found.charts == []
    assert "has no anchor" in found.problems[0].what


def test_byte_order_mark_crlf_and_comments_change_nothing(tmp_path: Path) -> None:
    document = json.dumps(yaml.safe_load(CHART) | {"as_of": "2020-12-31"}, indent=1)
    for text, name in ((CHART, "chart.yaml"), (document, "chart.json")):
        assert chart(tmp_path, "\ufeff" + text, name) == chart(tmp_path, text.replace("\n", "\r\n"), name) == chart(tmp_path, CHART)
    assert chart(tmp_path, "# 注释\n" + CHART.replace("\n", "  # 注\n")) == chart(tmp_path, CHART)


def test_wildcards_and_several_files_are_read_in_order(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.yml").write_text(CHART.replace("example-city", name), "utf-8")
    assert [one.id for one in og.read(tmp_path / "*.yml")] == ["a", "b"]


def test_a_chart_without_nodes_is_doubted(tmp_path: Path) -> None:
    found = files(tmp_path, CHART[: CHART.index("nodes:")])
    assert whats(found.problems) == [("warning", 1, "")]
    assert len(found.charts) == 1


def test_a_consultation_without_a_party_committee_is_a_warning(tmp_path: Path) -> None:
    found = files(tmp_path, with_link("{kind: COORDINATES_WITH, from: g-fin, to: cc, mechanism: consultation}"))
    assert whats(found.problems) == [("warning", 20, "links[1].mechanism")]
    assert len(found.charts) == 1


def test_what_was_loaded_comes_out_whole_and_loads_again(tmp_path: Path) -> None:
    extra = "areas: [{code: zone, name: 某区}]\nclaims: [{form: P, note: 'x: y'}]\n"
    node = '{id: x, kind: Unit, category: court, name: {zh: "no", en: "010"}, aliases: ["2020-01-01"], note: "=", repeat: 3}'
    one = chart(tmp_path, with_node(node).replace("sources:", f"{extra}sources:", 1))
    for name in ("out.yaml", "out.json"):
        og.write_charts([one], tmp_path / name)
        assert og.read(tmp_path / name) == [one]
