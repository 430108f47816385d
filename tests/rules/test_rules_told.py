"""Whom a rule of structure or a duty judges, on which day, and what its answer says (domain §4)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.small import HEADER, chart, graph, reading
from support.structure_cases import BODIES, FILES, HOSTED, MONTHLY, REPORT, STUDY, SUPERVISED, WITH_BOTH, judged, link

import oversight_graph as og
from oversight_graph.charts import graph_of
from oversight_graph.graph.graph import Graph
from oversight_graph.model.requirements import RULE_STATUSES


def test_a_rule_judges_whom_it_names_in_its_area_on_its_days_and_no_others(tmp_path: Path) -> None:
    text = "nodes: [{id: a, kind: Room, name: 一室}, {id: b, kind: Room, name: 县室, level: county}, {id: e, kind: Room, name: 外室, area: '540000'}]"
    asked = "{links: {kind: GUIDES, to: Collaboration}}"
    assert set(judged(graph(text), tmp_path, asked, "Room")) == {"a", "b", "e"}
    assert set(judged(graph(text), tmp_path, asked, "Room", "area: '530000'")) == {"a", "b"}
    assert set(judged(graph(text), tmp_path, "{staff_full_time: 1}", "StationedGroup")) == set()
    assert set(judged(graph(text), tmp_path, asked, "Room", "valid_from: '2021'")) == set()
    assert set(judged(graph(text, "2021-06-30"), tmp_path, asked, "Room", "valid_from: '2021'")) == {"a", "b", "e"}


def test_a_rule_in_force_on_the_day_of_a_node_judges_it() -> None:
    """domain §4, Dates: the norms that judge a node are those in force on the newest day of the charts that hold it; Tianjin's begins in July 2018."""
    office = "nodes: [{id: o, kind: TownshipOffice, name: 某镇纪检监察组%s}]"
    header = "as_of: %s\narea: '120100'\nlevel: county\nsources: [{id: s1, title: x}]\n"
    charts = [chart(office % name, name, header % day) for name, day in (("old", "2017-12-31"), ("new", "2019-06-30"))]
    at_own = graph_of(charts)

    def judged_by(of: Graph, **named: str) -> list[str]:
        return [row["id"] for row in og.ask(of, "rules", all=True, **named).rows if row["rule"] == "N08"]

    assert judged_by(at_own) == ["new:o"]
    assert judged_by(graph_of(charts, "2019-06-30")) == ["new:o", "old:o"]
    assert judged_by(at_own, norms="N08") == ["new:o", "old:o"], "who names a norm asks for it, whenever it came (domain §7.7)"
    assert [note for note in og.ask(at_own, "rules", norms="N08").notes if "old" in note and "N08" in note], "and it is said"


def test_the_answer_says_of_each_rule_among_how_many_how_sure_and_where_it_is_written() -> None:
    header = HEADER.replace("530100", "120100").replace("prefecture", "county")
    of = graph(
        "nodes:\n  - {id: a, kind: TownshipOffice, name: 甲, staff_full_time: 3}\n  - {id: b, kind: TownshipOffice, name: 乙, staff_full_time: 2}\n"
        "  - {id: e, kind: TownshipOffice, name: 各镇, count: 5}\n  - {id: w, kind: Township, name: 甲镇}\nlinks:\n  - {kind: SUPERVISES, from: a, to: w, form: state}\n",
        header=header,
    )
    answer = og.ask(of, "rules", all=True)
    assert answer.summary["N08"] == {"n": 7, "broken": 1, "undetermined": 5, "met": 1}
    assert answer.summary["N10"] == {"n": 1, "broken": 0, "undetermined": 0, "met": 1}
    assert {word: answer.summary[word] for word in RULE_STATUSES.ids} == {"broken": 1, "undetermined": 5, "met": 2} and answer.n == 8
    assert [(row["id"], row["rule"], row["status"]) for row in answer.rows] == [
        ("small:b", "N08", "broken"), ("small:e", "N08", "undetermined"), ("small:a", "N08", "met"), ("small:w", "N10", "met"),
    ]  # fmt: skip
    assert answer.rows[-1]["links"] == [{"from": "small:a", "to": "small:w", "link": "SUPERVISES", "mechanism": None, "period": None, "basis": "assigned"}]
    assert {(row["confidence"], row["source"]) for row in answer.rows} == {("high", "tianjin-2019")}
    assert any(note.startswith("N08:") and "confidence: high; source: tianjin-2019" in note for note in answer.notes)
    assert [row["status"] for row in og.ask(of, "rules").rows] == ["broken", "undetermined"], "those that are met come with `all` only"
    lines = str(answer).splitlines()
    assert lines[1].split() == ["rule", "met", "broken", "undetermined", "confidence"], "a table begins with a line for each rule"
    assert [line.split() for line in lines[2:4]] == [["N08", *["1", "of", "7"], "1", "5", "high"], ["N10", *["1", "of", "1"], "0", "0", "high"]]


def test_rules_that_are_kept_in_words_only_are_said() -> None:
    header = HEADER.replace("530100", "120111").replace("prefecture", "county")
    answer = og.ask(graph("nodes: [{id: y, kind: Village, name: 甲村}]", header=header), "rules")
    (said,) = [note for note in answer.notes if "in words only" in note]
    assert "N30" in said and "N40" not in said, "N40 is of stations in another district"


def test_the_links_shown_are_those_that_meet_the_rule_else_all_that_were_looked_at(tmp_path: Path) -> None:
    def shown(links: str) -> list[tuple[str, str]]:
        file = tmp_path / f"shown{next(FILES)}.yaml"
        file.write_text(f"norms: [{{id: X, rule: duty, norm_set: x, applies_to: [{{kinds: [StationedGroup]}}], source: x, requires: {MONTHLY}}}]\n", "utf-8")
        answer: Any = og.ask(graph(BODIES + links), "rules", norms="X", norms_files=str(file), all=True)
        return [(one["mechanism"], one["period"]) for one in answer.rows[0]["links"]]

    slow, fast = link("g", "c", f"{REPORT}, period: P1Y"), link("g", "c", f"{REPORT}, period: P1M")
    assert shown(slow + fast) == [("report", "P1M")]
    assert shown(slow) == [("report", "P1Y")]
    assert shown("") == []


@pytest.mark.parametrize(
    ("links", "said"),
    [
        (link("g", "p", "mechanism: consultation, of: uu"), "did you mean `u`"),
        (link("g", "p", "mechanism: consultation, of: c"), "is a commission and no unit"),
        (link("g", "p", "mechanism: consultation, of: other:u"), "there is no node `other:u` in this chart"),
        (link("g", "r", "mechanism: counterpart, of: u"), "neither end is a party committee"),
        (link("c", "g", "of: u", "OVERSEES"), "COORDINATES_WITH"),
    ],
)
def test_of_names_a_unit_of_the_chart_whose_party_committee_the_link_is_with(links: str, said: str) -> None:
    problems = [str(problem) for problem in reading(BODIES + links).problems]
    assert any(said in problem and "links[1]" in problem for problem in problems), problems


def test_of_a_unit_of_several_charts_is_that_unit(tmp_path: Path) -> None:
    """Each chart names its own entry; the body that they are together has all their ids."""
    one = chart(BODIES + SUPERVISED + HOSTED, "a")
    two = chart(
        "nodes:\n  - {id: g2, kind: StationedGroup, name: 组, same_as: 'a:g'}\n  - {id: x, kind: Unit, name: 甲局, same_as: 'a:u'}\n  - {id: y, kind: Unit, name: 乙局, same_as: 'a:v'}\n"
        "  - {id: z, kind: PartyCommittee, name: 联合党组}\nlinks:\n"
        + link("g2", "z", "mechanism: consultation, period: P6M, of: x")
        + link("g2", "z", "mechanism: consultation, period: P6M, of: y"),
        "b",
    )
    assert judged(graph_of([one, two]), tmp_path, STUDY)["g"] == ["met"]


def test_a_store_and_a_file_keep_whose_party_committee_a_link_is_with(tmp_path: Path) -> None:
    made = chart(BODIES + SUPERVISED + WITH_BOTH.replace("period: P6M", "period: P6M, of: u").replace("period: P3M", "period: P3M, of: v"), "kept")
    written = tmp_path / "kept.yaml"
    og.write_charts([made], written)
    with og.open_store(tmp_path / "kept.lbug") as store:
        og.plan(store, og.read(written)).apply()
        assert judged(store.graph(), tmp_path, STUDY)["g"] == ["met"]


def test_what_isnt_known_to_have_been_there_on_the_day_breaks_no_rule(tmp_path: Path) -> None:
    """domain §4, Dates: of a link without a stated beginning nothing is known before its chart's day; it could meet the duty."""
    text = (
        BODIES.replace("to: g}", "to: g, valid_from: '2015'}")
        .replace("name: 组,", "name: 组, valid_from: '2015',")
        .replace("name: 市纪委}", "name: 市纪委, valid_from: '2015'}")
    )
    slow, fast = link("g", "c", f"{REPORT}, period: P1Y, valid_from: '2015'"), link("g", "c", f"{REPORT}, period: P1M")
    assert judged(graph(text + slow + fast), tmp_path, MONTHLY)["g"] == ["met"]
    assert judged(graph(text + slow + fast, "2017-06-30"), tmp_path, MONTHLY)["g"] == ["undetermined", "not_known_then"]
    assert judged(graph(text + slow, "2017-06-30"), tmp_path, MONTHLY)["g"] == ["broken", "slow"]


def test_of_charts_at_their_own_days_each_body_is_judged_by_its_own_links(tmp_path: Path) -> None:
    text = BODIES + link("g", "c", f"{REPORT}, period: %s")
    told = (("a", "P1M", "2019", "530200"), ("b", "P1Y", "2020", "530300"), ("d", "P1W", "2021", "530400"))
    charts = [chart(text % period, name, HEADER.replace("2020", year).replace("530100", area)) for name, period, year, area in told]
    file = tmp_path / "norms.yaml"
    file.write_text(f"norms: [{{id: X, rule: duty, norm_set: x, applies_to: [{{kinds: [StationedGroup]}}], source: x, requires: {MONTHLY}}}]\n", "utf-8")
    answer = og.ask(graph_of(charts), "rules", norms="X", norms_files=str(file), all=True)
    assert [(row["id"], row["status"], [(one["from"], one["period"]) for one in row["links"]]) for row in answer.rows] == [
        ("b:g", "broken", [("b:g", "P1Y")]), ("a:g", "met", [("a:g", "P1M")]), ("d:g", "met", [("d:g", "P1W")]),
    ]  # fmt: skip
    assert answer.summary["X"] == {"n": 3, "broken": 1, "undetermined": 0, "met": 2}
