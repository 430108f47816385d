"""`period` of links and `evidence` of links and bodies: read and checked, kept whole by every format and store, adding up where charts are merged."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from support.nasty_chart import nasty
from support.small import chart, graph, reading

import oversight_graph as og
from oversight_graph.chart.chart import Chart
from oversight_graph.charts import example, graph_of
from oversight_graph.loaders.writers.gexf import write_gexf
from oversight_graph.loaders.writers.graphml import write_graphml
from oversight_graph.loaders.writers.native import write_charts
from oversight_graph.loaders.writers.node_link import write_node_link
from oversight_graph.loaders.writers.tidy_tables import write_csv, write_parquet, write_xlsx
from oversight_graph.model import evidence
from oversight_graph.model.durations import in_words, normalised
from oversight_graph.model.evidence import Evidence

TWO_SOURCES = 'as_of: 2020-12-31\narea: "530100"\nlevel: prefecture\nsources: [{id: s1, title: A}, {id: s2, title: B}]\n'
PAIR = """
nodes:
  - {id: r, kind: Room, name: 一室, source: s1 %s}
  - {id: g, kind: StationedGroup, name: 一组, source: s1}
links:
  - {kind: COORDINATES_WITH, from: r, to: g, mechanism: counterpart, source: s1 %s}
"""
SAME = PAIR.replace("id: r,", 'id: r, same_as: "small:r",').replace("id: g,", 'id: g, same_as: "small:g",')
CONTACTS = ", evidence: [{number: 30, what: {zh: 联系, en: contacts}, period: 2020, source: s2 ¶3}]"


def pair(node: str = "", link: str = "", name: str = "small") -> Chart:
    return chart(PAIR % (node, link), name, TWO_SOURCES)


def problems(node: str = "", link: str = "") -> list[tuple[str, str, str]]:
    return [(one.severity, one.path, one.code) for one in reading(PAIR % (node, link), header=TWO_SOURCES).problems]


# -- period -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "kept"),
    [("P1W", "P1W"), ("P7D", "P1W"), ("P30D", "P1M"), ("P90D", "P3M"), ("P12M", "P1Y"), ("P365D", "P1Y"), ("P1Y6M", "P18M"), ("P24M", "P2Y"), ("P4W", "P4W")],
)
def test_a_period_is_kept_in_one_spelling(written: str, kept: str) -> None:
    """domain §3: P30D is a month, P12M a year."""
    assert pair(link=f", period: {written}").links[0]["period"] == kept == normalised(kept)


@pytest.mark.parametrize("written", ["monthly", "P", "P0M", "P1H", "PT1H", "P1M2W", "P-1M", "1M", "[P1M]", "P１M"])
def test_what_is_no_period_is_an_error_at_its_place(written: str) -> None:
    found = problems(link=f", period: {written}")
    assert found == [("error", "links[0].period", "parsing.no_duration")]


def test_a_body_has_no_period() -> None:
    assert problems(node=", period: P1M") == [("error", "nodes[0].period", "parsing.unknown_key")]


def test_a_period_is_said_in_both_languages() -> None:
    assert [in_words(one, "zh") for one in ("P1W", "P1M", "P6M", "P2Y", "P10D")] == ["每周", "每月", "每6个月", "每2年", "每10日"]
    assert [in_words(one, "en") for one in ("P1W", "P6M")] == ["every week", "every 6 months"]


def test_a_period_tells_two_links_apart() -> None:
    """domain §3: two links are one only if everything but sources and evidence agrees."""
    two = graph_of([pair(), chart(SAME % ("", ", period: P1M"), "b", TWO_SOURCES)])
    assert {None if text is None or text != text else text for text in two.links["period"]} == {None, "P1M"}
    assert len(graph_of([pair(), chart(SAME % ("", CONTACTS), "b", TWO_SOURCES)]).links) == 1


def test_a_key_that_nobody_writes_renames_no_link() -> None:
    """Stores and answers name links by what they say: these are the names that the links of the example had before there was a period."""
    names = "".join(example().links["id"])
    assert hashlib.blake2b(names.encode(), digest_size=8).hexdigest() == "44b7fbade2e8dbcf"


# -- evidence ---------------------------------------------------------------------------------------------------------------


def test_evidence_is_a_list_of_numbers_things_times_and_sources() -> None:
    assert pair(CONTACTS, CONTACTS).nodes[0]["evidence"] == ("30 | 联系 / contacts | 2020 | s2 ¶3",) == pair(CONTACTS, CONTACTS).links[0]["evidence"]
    assert pair(', evidence: ["? | 培训 | 2019至2020-06 | s1", "30｜x｜？｜s2"]').nodes[0]["evidence"] == (
        "? | 培训 | 2019/2020-06 | s1",
        "30 | x | ? | s2",
    )


@pytest.mark.parametrize(
    ("item", "place", "code"),
    [
        ("{what: x, source: s1, who: y}", ".who", "parsing.unknown_key"),
        ("{number: 3, source: s1}", "", "parsing.missing"),
        ("{what: x, number: many, source: s1}", ".number", "parsing.number_expected"),
        ("{what: x, number: -1, source: s1}", ".number", "parsing.number_expected"),
        ("{what: x, number: 1.5, source: s1}", ".number", "parsing.number_expected"),
        ("{what: x, period: lately, source: s1}", ".period", "chart.no_span"),
        ("{what: x, period: 2021/2020, source: s1}", ".period", "chart.no_span"),
        ("{what: x, period: 2019/2020/2021, source: s1}", ".period", "chart.no_span"),
        ("{what: x, source: s9}", ".source", "chart.no_such_source"),
        ("{what: x}", "", "chart.no_source"),
        ("{what: {en: x}, source: s1}", ".what.zh", "parsing.missing"),
        ("[x]", "", "chart.evidence_expected"),
        ("'{what'", "", "chart.evidence_unreadable"),
        ("many | x | 2020 | s1", ".number", "parsing.number_expected"),
        ("3 | x | 2020", "", "chart.no_source"),
    ],
)
def test_what_is_wrong_in_evidence_is_an_error_with_its_place(item: str, place: str, code: str) -> None:
    """contract §1: unknown keys and sources are errors inside evidence too."""
    for found, where in ((problems(node=f", evidence: [{item}]"), "nodes[0]"), (problems(link=f", evidence: [{item}]"), "links[0]")):
        assert [(severity, said) for severity, _, said in found] == [("error", code)]
        assert found[0][1].startswith(f"{where}.evidence[0]{place.removesuffix('.zh')}")


def test_evidence_names_no_natural_person() -> None:
    """Its texts are checked as other texts are: a number of a person is an error, what reads like a name a warning."""
    assert problems(", evidence: [{what: 联系电话13812345678, source: s1}]") == [("error", "nodes[0].evidence[0].what", "chart.personal_number")]
    in_evidence, in_note = problems(", evidence: [{what: 张建国书记, source: s1}]"), problems(", note: 张建国书记")
    assert in_evidence == [("warning", "nodes[0].evidence[0].what", "chart.names_a_person")]
    assert in_note == [("warning", "nodes[0].note", "chart.names_a_person")]
    assert problems(", evidence: [{what: x, source: s1, leader: y}]") == [("error", "nodes[0].evidence[0].leader", "parsing.key_of_person")]


def test_without_a_source_it_rests_on_the_only_one_of_the_chart() -> None:
    body = chart("nodes: [{id: r, kind: Room, name: 一室, evidence: [{what: x}]}]").nodes[0]
    assert body["evidence"] == ("? | x | ? | s1",)


def test_a_line_gives_back_what_it_was_made_of_whatever_its_texts_hold() -> None:
    for text in ("x", "a|b", "a / b", "?", "｜", "{", '{"what": 1}', "a\nb", "", " "):
        for number, period in ((None, None), (0, "2020"), (30, "2019/2020")):
            for english in (None, text or "e"):
                made = Evidence(number, text or "t", english, period, ("s1", f"s2 {text}".strip()))
                assert evidence.read(made.line()) == made


def test_evidence_of_merged_entries_adds_up_and_keeps_the_sources_of_each_chart() -> None:
    """contract §1: one body, one link; nothing that a chart says of them vanishes, and nothing contradicts."""
    more = ", evidence: [{number: 30, what: {zh: 联系, en: contacts}, period: 2020, source: s2 ¶3}, {what: 会商, source: s1}]"
    merged = graph_of([pair(CONTACTS, CONTACTS), chart(SAME % (more, more), "b", TWO_SOURCES)])
    lines = ["30 | 联系 / contacts | 2020 | small:s2 ¶3", "30 | 联系 / contacts | 2020 | b:s2 ¶3", "? | 会商 | ? | b:s1"]
    assert merged.links["evidence"].tolist() == [lines]
    assert dict(zip(merged.nodes["id"], merged.nodes["evidence"], strict=True)) == {"small:r": lines, "small:g": []}


def test_evidence_counts_nowhere_as_coverage() -> None:
    text = "nodes: [{{id: u, kind: Unit, name: 局}}, {{id: g, kind: StationedGroup, name: 组{0}}}]\nlinks: [{{kind: CONTACTS, from: r, to: u{0}}}]"
    plain, told = (graph(text.replace("CONTACTS, from: r", "SUPERVISES, from: g").format(more)) for more in ("", ", evidence: [{number: 9, what: x}]"))
    assert og.ask(plain, "coverage").rows == og.ask(told, "coverage").rows


# -- out and in again, stores, plans ----------------------------------------------------------------------------------------

WRITERS: tuple[tuple[Callable[[Sequence[Chart], Path], list[Path]], str], ...] = (
    (write_charts, "x.yaml"), (write_charts, "x.json"), (write_csv, "tables"), (write_xlsx, "x.xlsx"), (write_parquet, "parquet"),
    (write_graphml, "x.graphml"), (write_gexf, "x.gexf"), (write_node_link, "n.json"),
)  # fmt: skip


@pytest.mark.parametrize(("write", "name"), WRITERS, ids=[name for _, name in WRITERS])
def test_every_format_keeps_period_and_evidence(write: Any, name: str, tmp_path: Path) -> None:
    kept = pair(CONTACTS, f"{CONTACTS}, period: P12M")
    write([kept], tmp_path / name)
    assert og.read(tmp_path / name) == [kept]


def test_a_cell_is_read_as_somebody_writes_it(tmp_path: Path) -> None:
    (tmp_path / "charts.csv").write_text("chart,as_of,area,level\nc,2020,530100,prefecture\n", "utf-8")
    (tmp_path / "sources.csv").write_text("chart,id\nc,s1\n", "utf-8")
    (tmp_path / "nodes.csv").write_text("id,类型,名称,佐证\nr,Room,一室,30 | 联系 | 2020 | s1 ¶2；?|会商|2019至2020|s1\n", "utf-8")
    (made,) = og.read(tmp_path)
    assert made.nodes[0]["evidence"] == ("30 | 联系 | 2020 | s1 ¶2", "? | 会商 | 2019/2020 | s1")


def test_a_wrong_cell_is_told_by_its_row_and_column(tmp_path: Path) -> None:
    (tmp_path / "charts.csv").write_text("chart,as_of,area,level\nc,2020,530100,prefecture\n", "utf-8")
    (tmp_path / "sources.csv").write_text("chart,id\nc,s1\n", "utf-8")
    (tmp_path / "nodes.csv").write_text("id,类型,名称,佐证\nr,Room,一室,30 | 联系 | 2020 | s1; 30 | 联系 | 2020 | s8\n", "utf-8")
    (found,) = og.read_files([tmp_path])
    (problem,) = [one for one in found.problems if one.severity == "error"]
    assert (problem.line, problem.column, problem.code) == (2, 4, "chart.no_such_source")


def test_an_embedded_store_keeps_them_and_gives_the_same_graph(tmp_path: Path) -> None:
    kept = [pair(CONTACTS, f"{CONTACTS}, period: P6M"), nasty()]
    with og.open_store(tmp_path / "s.lbug") as store:
        og.plan(store, kept).apply()
        assert [loaded.chart for loaded in store.loaded()[1]] == kept
        stored, made = store.graph(whole=True), graph_of(kept)
        assert stored.links[["id", "period"]].to_dict() == made.links[["id", "period"]].to_dict()
        for of_store, of_charts in ((stored.nodes, made.nodes), (stored.links, made.links)):
            assert [list(one) for one in of_store["evidence"]] == [list(one) for one in of_charts["evidence"]]
        assert og.plan(store, kept).empty


def test_a_plan_tells_what_changes_of_them(tmp_path: Path) -> None:
    """Evidence is added to a link that stays the one that it is; another period is the link read otherwise."""
    with og.open_store(tmp_path / "s.lbug") as store:
        og.plan(store, [pair()]).apply()
        for changed, key, old, new in (
            (pair(link=CONTACTS), "evidence", [], ["30 | 联系 / contacts | 2020 | small:s2 ¶3"]),
            (pair(link=", period: P3M"), "period", None, "P3M"),
        ):
            (change,) = og.plan(store, [changed]).changed_links
            assert change.values == {key: (old, new)}
        (body,) = og.plan(store, [pair(CONTACTS)]).changed_nodes
        assert body.values == {"evidence": ([], ["30 | 联系 / contacts | 2020 | small:s2 ¶3"])}
        assert "30 | 联系 / contacts | 2020" in str(og.plan(store, [pair(CONTACTS)]))
