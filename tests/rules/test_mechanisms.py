"""The question `mechanisms`: every link with a mechanism, of the scope, of a body, of a pair (contract §4)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from support.charts_strategy import Document, chart_sets, graph_from, overseers
from support.examples import examples
from support.small import chart, graph

import oversight_graph as og
from oversight_graph.model import MECHANISMS

CHART = """
nodes:
  - {id: r, kind: Room, name: {zh: 一室, en: Room One}}
  - {id: g, kind: StationedGroup, name: 一组}
  - {id: h, kind: StationedGroup, name: 二组, area: "530102"}
  - {id: cc, kind: Commission, name: 市纪委}
  - {id: u, kind: Unit, name: 一局}
links:
  - {kind: COORDINATES_WITH, from: h, to: r, mechanism: report, period: P30D, evidence: [{number: 12, what: 月报, period: 2020}]}
  - {kind: COORDINATES_WITH, from: r, to: g, mechanism: counterpart, basis: statutory}
  - {kind: COORDINATES_WITH, from: r, to: g, mechanism: joint_case, basis: episode}
  - {kind: DISPATCHES, from: cc, to: g, mechanism: clue_transfer}
  - {kind: STATIONED_AT, from: g, to: u, mechanism: secondment, valid_to: "2019"}
  - {kind: STATIONED_AT, from: h, to: u}
"""


def rows(answer: Any, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in answer.rows]


def test_every_link_with_a_mechanism_is_a_row_whatever_its_kind_and_basis() -> None:
    """By mechanism, then by the ends; a link that no longer holds, or has no mechanism, is none."""
    answer = og.ask(graph(CHART), "mechanisms")
    assert rows(answer, "from", "to", "link", "mechanism", "direction", "period", "basis") == [
        ("small:r", "small:g", "COORDINATES_WITH", "counterpart", "both", None, "statutory"),
        ("small:r", "small:g", "COORDINATES_WITH", "joint_case", "both", None, "episode"),
        ("small:cc", "small:g", "DISPATCHES", "clue_transfer", "from_to", None, "assigned"),
        ("small:h", "small:r", "COORDINATES_WITH", "report", "from_to", "P1M", "assigned"),
    ]
    assert rows(answer, "names", "sources", "evidence")[-1] == (["二组", "一室"], ["small:s1"], ["12 | 月报 | 2020 | small:s1"])
    assert (answer.n, answer.universe["nodes"]) == (4, 4)
    assert {name: count for name, count in answer.summary.items() if count} == {"counterpart": 1, "joint_case": 1, "clue_transfer": 1, "report": 1}


def test_of_a_body_and_of_a_pair_the_others_are_counted_and_not_shown() -> None:
    of_body, of_pair, none = (og.ask(graph(CHART), "mechanisms", *bodies) for bodies in (("r",), ("g", "r"), ("h", "g")))
    assert rows(of_body, "mechanism") == [("counterpart",), ("joint_case",), ("report",)]
    assert rows(of_pair, "mechanism") == [("counterpart",), ("joint_case",)]
    assert rows(none, "mechanism") == [] and "unknown, not absent" in none.notes[0]
    assert [(one.n, one.summary["others"]) for one in (of_body, of_pair, none)] == [(4, 1), (4, 2), (4, 4)]


def test_in_an_area_both_ends_lie_in_it_or_are_named(tmp_path: Path) -> None:
    with og.open_store(tmp_path / "s.lbug") as store:
        og.plan(store, [chart(CHART)]).apply()
        inside = store.graph(area="530102", whole=True)
    assert og.ask(inside, "mechanisms").n == 0
    assert rows(og.ask(inside, "mechanisms", "r"), "from", "to") == [("small:h", "small:r")]


def test_a_table_says_a_period_and_a_direction_in_words_and_an_unknown_period_as_unknown() -> None:
    table = str(og.ask(graph(CHART), "mechanisms", lang="zh"))
    assert "每月" in table and "单向" in table and "?" in table and "对口 1" in table
    assert "every month" in str(og.ask(graph(CHART), "mechanisms", lang="en"))
    assert '"period": "P1M"' in og.ask(graph(CHART), "mechanisms", lang="zh").to_json()


@given(chart_sets())
@examples(40)
def test_the_summary_adds_up_and_the_rows_of_all_bodies_are_those_of_the_scope(drawn: list[Document]) -> None:
    of = graph_from(*drawn)
    whole = og.ask(of, "mechanisms")
    assert sum(whole.summary.values()) == whole.n == len(whole) == sum(one is not None for one in of.links["mechanism"] if one == one)
    assert [row["mechanism"] for row in whole.rows] == sorted((row["mechanism"] for row in whole.rows), key=MECHANISMS.code)
    for body in overseers(of)[:3]:
        answer = og.ask(of, "mechanisms", a=body)
        assert answer.rows == [row for row in whole.rows if body in (row["from"], row["to"])]
        assert sum(answer.summary.values()) == answer.n == whole.n


def test_wrong_bodies_are_told() -> None:
    with pytest.raises(og.UnknownBody):
        og.ask(graph(CHART), "mechanisms", "nobody")


def test_a_table_tells_evidence_in_words_of_its_language() -> None:
    """What, how many, when: as far as it is told; files hold the line with its sources."""
    text = CHART.replace(
        "evidence: [{number: 12, what: 月报, period: 2020}]",
        "evidence: [{number: 1200, what: {zh: 联系, en: contacts}, period: 2019/2020}, {what: 月报}, {number: 3, what: 会, period: 2020}]",
    )
    answer = og.ask(graph(text), "mechanisms", lang="zh")
    assert " ".join(str(answer).split()).count("联系 1,200，2019/2020; 月报，时间未载; 会 3，2020") == 1
    assert "contacts: 1,200, 2019/2020; 月报, undated; 会: 3, 2020" in " ".join(str(og.ask(graph(text), "mechanisms", lang="en")).split())
    assert "1200 | 联系 / contacts | 2019/2020 | small:s1" in answer.to_json()
