"""The question `inspections`, and what coverage tells of them: by type and year (domain §4)."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
from hypothesis import given
from support.charts_strategy import Document, chart_sets, graph_from
from support.examples import examples
from support.small import chart, graph

import oversight_graph as og
from oversight_graph.model.vocabulary import INSPECTION_TYPES

CHART = """
nodes:
  - {id: teams, kind: InspectionTeam, name: 市委巡察组, count: unknown}
  - {id: four, kind: InspectionTeam, name: 四个巡察组, count: 4}
  - {id: t, kind: InspectionTeam, name: 第一巡察组}
  - {id: units, kind: Unit, name: 市直单位, count: unknown}
  - {id: five, kind: Unit, name: 五个局, count: 5}
  - {id: u, kind: Unit, name: 一局}
  - {id: g, kind: StationedGroup, name: 一组}
links:
  - {kind: INSPECTS, from: teams, to: units, type: regular, year: 2020, share: all, count: 26}
  - {kind: INSPECTS, from: teams, to: units, type: elevated, year: 2020, share: all, count: 11}
  - {kind: INSPECTS, from: t, to: five, type: regular, year: 2019}
  - {kind: INSPECTS, from: four, to: five, type: special, year: 2019, share: part}
  - {kind: INSPECTS, from: four, to: five, type: look_back, year: 2019, share: one}
  - {kind: INSPECTS, from: t, to: u, year: 2019}
  - {kind: INSPECTS, from: t, to: u, year: 2019, basis: episode}
  - {kind: INSPECTS, from: t, to: g, type: special, year: 2015}
  - {kind: INSPECTS, from: teams, to: u, type: regular, share: part}
"""


def rows(answer: Any, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name].removeprefix("small:") if isinstance(row[name], str) else row[name] for name in names) for row in answer.rows]


def test_a_row_is_a_team_what_it_inspected_the_type_and_the_year() -> None:
    """The newest first, unknown years last. The count of a link is the number of inspections; a single team inspects each member of a set once; of four teams each one member; how
    often those that share five units inspected isn't told. What is told twice counts once, by its firmest basis."""
    answer = og.ask(graph(CHART), "inspections")
    assert rows(answer, "team", "inspected", "type", "year", "number", "count", "basis") == [
        ("teams", "units", "regular", 2020, 26, None, "assigned"),
        ("teams", "units", "elevated", 2020, 11, None, "assigned"),
        ("t", "five", "regular", 2019, 5, 5, "assigned"),
        ("four", "five", "special", 2019, None, 5, "assigned"),
        ("four", "five", "look_back", 2019, 4, 5, "assigned"),
        ("t", "u", None, 2019, 1, 1, "assigned"),
        ("t", "g", "special", 2015, 1, 1, "assigned"),
        ("teams", "u", "regular", None, None, 1, "assigned"),
    ]
    # 26 + 11 + 5 + 4 + 1 + 1, and two of unknown number as one each
    assert answer.n == 50 and answer.universe["nodes"] == 7
    assert answer.summary == {
        "regular": 32, "special": 2, "elevated": 11, "look_back": 4, "type_unknown": 1,
        "2020": {"regular": 26, "elevated": 11}, "2019": {"regular": 5, "special": 1, "look_back": 4, "type_unknown": 1}, "2015": {"special": 1}, "year_unknown": {"regular": 1},
    }  # fmt: skip
    assert answer.notes == ("2 rows tell no number and are counted as one inspection each, so totals are floors",)


@pytest.mark.parametrize(
    ("link", "number"),
    [
        ("from: teams, to: u, share: part, count: 3", 3),
        ("from: t, to: five, share: part", None),
        ("from: t, to: five, share: part, count: 1", 1),
        ("from: t, to: five, share: one", 1),
        ("from: t, to: units", None),
        ("from: four, to: u", None),
        ("from: t, to: u, count: unknown", None),
        ("from: t, to: u, count: 2", 2),
    ],
)
def test_the_number_of_inspections_that_a_link_tells(link: str, number: int | None) -> None:
    written = CHART.split("links:")[0] + f"links:\n  - {{kind: INSPECTS, year: 2020, {link}}}\n"
    (row,) = og.ask(graph(written), "inspections").rows
    assert row["number"] == number


def test_what_lies_in_the_area_was_inspected_whoever_did_it(tmp_path: Any) -> None:
    written = CHART.replace("name: 一局}", 'name: 一局, area: "530102"}')
    with og.open_store(tmp_path / "s.lbug") as store:
        og.plan(store, [chart(written)]).apply()
        answer = og.ask(store.graph(area="530102"), "inspections")
    assert {row["inspected"] for row in answer.rows} == {"small:u"} and answer.n == 2


def test_coverage_tells_the_inspections_within_the_term_by_year_and_type() -> None:
    """Of the overseen, and only where the form is asked about: 2015 lies outside of the five years, the group isn't overseen."""
    said = "任期内的巡视巡察　2020：常规 26、提级 11；2019：常规 5、专项 ≥ 1、回头看 4、类型未载 1"
    assert og.ask(graph(CHART), "coverage", form="inspection", lang="zh").notes[0] == said
    assert said in og.ask(graph(CHART), "coverage", lang="zh").notes
    assert not any("巡视巡察" in note for note in og.ask(graph(CHART), "coverage", form="state", lang="zh").notes)
    later = og.ask(graph(CHART, as_of="2024-12-31"), "coverage", form="inspection", lang="zh").notes
    assert later[0] == "任期内的巡视巡察　2020：常规 26、提级 11"


def test_none_is_unknown_not_absent() -> None:
    answer = og.ask(graph(CHART.split("links:")[0]), "inspections")
    assert answer.n == 0 == len(answer) and "unknown, not absent" in answer.notes[0]


@given(chart_sets())
@examples(40)
def test_inspections_of_random_charts_are_those_of_plain_loops(drawn: list[Document]) -> None:
    of = graph_from(*drawn)
    answer = og.ask(of, "inspections")
    nodes = {row["id"]: row for row in of.nodes.astype(object).where(of.nodes.notna(), None).to_dict("records")}
    found: dict[tuple[Any, ...], list[int | None]] = defaultdict(list)
    for link in of.links.astype(object).where(of.links.notna(), None).to_dict("records"):
        if link["kind"] == "INSPECTS":
            a, b = nodes[link["from"]]["count"], nodes[link["to"]]["count"]
            number = link["count"] if (a == 1 and b == 1) or (link["count"] or 0) > 1 else b if link["count"] == 1 and a == 1 else None
            found[link["from"], link["to"], link["type"], link["year"]].append(number)
    told = {key: max((one for one in numbers if one is not None), default=None) for key, numbers in found.items()}
    assert {(row["team"], row["inspected"], row["type"], row["year"]): row["number"] for row in answer.rows} == told and len(told) == len(answer)
    assert answer.n == sum(number or 1 for number in told.values()) == sum(answer.summary[one] for one in (*INSPECTION_TYPES.ids, "type_unknown"))
    assert sum(sum(one.values()) for one in answer.summary.values() if isinstance(one, dict)) == answer.n
    years = [row["year"] or 0 for row in answer.rows]
    assert years == sorted(years, reverse=True)
