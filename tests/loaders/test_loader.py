"""What a chart file may say and how it is read: contract §1, a test per sentence. What is refused: test_bad_input.py."""

from __future__ import annotations

import json
from pathlib import Path

import yaml
from support.chart_files import CHART, chart, files, problems, whats, with_link, with_node

import oversight_graph as og


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
