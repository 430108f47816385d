"""The days of charts, nodes and answers, sentence by sentence (domain §4, The day)."""

from __future__ import annotations

import json

import pytest
from support.dated_charts import dated, grades, statuses
from support.small import chart

import oversight_graph as og
from oversight_graph.charts import graph_of

# -- each chart at its own day (settled once: the default) ----------------------------------------------------------------------


def test_each_chart_is_cut_at_its_own_day_and_the_cuts_are_joined() -> None:
    """a is of 2016, b of 2022. What a says to begin in 2018 isn't there on its day; what b says to have ended in 2019 isn't on its own; neither day
    is asked of the other chart's entries: the link of a that ends in 2018 holds on the day of a, and u is of a alone."""
    a = dated(
        "a", "2016-12-31",
        """
        nodes:
          - {id: u, kind: Unit, name: 甲局}
          - {id: late, kind: Unit, name: 乙局, valid_from: 2018}
          - {id: g, kind: StationedGroup, name: 甲组}
        links: [{kind: STATIONED_AT, from: g, to: u, authority: [discipline], valid_to: 2018}]
        """,
    )  # fmt: skip
    b = dated("b", "2022-02-15", "nodes: [{id: w, kind: Unit, name: 丙局}, {id: gone, kind: Unit, name: 丁局, valid_from: 2010, valid_to: 2019}]")
    graph = graph_of([a, b])
    assert graph.as_of is None and {name: str(day) for name, day in graph.days.items()} == {"a": "2016-12-31", "b": "2022-02-15"}
    assert list(graph.ids) == ["a:g", "a:u", "b:w"]
    assert [str(day) for day in graph.node_day] == ["2016-12-31", "2016-12-31", "2022-02-15"]
    assert grades(graph) == {"u": 5, "w": None}


TWO = (
    dated(
        "old", "2016",
        """
        nodes:
          - {id: u, kind: Unit, category: government, name: 市财政局}
          - {id: v, kind: Unit, category: government, name: 市审计局}
          - {id: g, kind: StationedGroup, name: 旧组}
          - {id: t, kind: InspectionTeam, name: 巡察组}
        links:
          - {kind: STATIONED_AT, from: g, to: u, authority: [discipline], valid_to: 2018}
          - {kind: STATIONED_AT, from: g, to: v, authority: [discipline], valid_to: 2018}
          - {kind: SUPERVISES, from: g, to: u, form: discipline, authority: [discipline]}
          - {kind: INSPECTS, from: t, to: u, year: 2015}
          - {kind: INSPECTS, from: t, to: v, year: 2015}
        """,
    ),
    dated("new", "2022", "nodes: [{id: u, kind: Unit, category: government, name: 市财政局}]"),
)  # fmt: skip


def test_a_merged_node_is_judged_on_its_newest_day_by_all_that_holds_then() -> None:
    """u stands in both charts: its day is that of 2022. The group's link to it ended in 2018, the supervision goes on, the inspection of 2015 is out of
    its term (2017 < year ≤ 2022). v is of the old chart alone: on its day the link holds, and the inspection is within 2011 < year ≤ 2016."""
    graph = graph_of(list(TWO))
    assert {str(name): str(day) for name, day in zip(graph.ids, graph.node_day, strict=True)} == {
        "old:u": "2022-12-31", "old:v": "2016-12-31", "old:g": "2016-12-31", "old:t": "2016-12-31",
    }  # fmt: skip
    assert grades(graph, "stationed") == {"u": None, "v": 5}
    assert grades(graph, "discipline") == {"u": 5, "v": 5}
    assert grades(graph, "inspection") == {"u": None, "v": 5}


def test_the_order_of_loading_decides_no_day() -> None:
    there, back = graph_of(list(TWO)), graph_of(list(TWO[::-1]))
    assert sorted(map(str, there.node_day)) == sorted(map(str, back.node_day))
    for form in ("stationed", "discipline", "inspection"):
        assert grades(there, form) == grades(back, form)


def test_a_node_is_judged_on_the_newest_day_on_which_a_chart_lets_it_hold() -> None:
    """late (2020) says that u ended in 2018, early (2017) that it ended in 2019: on the day of late nobody holds it, on that of early both do."""
    early = dated("early", "2017", "nodes: [{id: u, kind: Unit, name: 市财政局, valid_to: 2019}]")
    late = dated("late", "2020", "nodes: [{id: u, kind: Unit, name: 市财政局, valid_from: 2010, valid_to: 2018}, {id: w, kind: Unit, name: 丙局}]")
    graph = graph_of([early, late])
    assert {str(name): str(day) for name, day in zip(graph.ids, graph.node_day, strict=True)} == {"early:u": "2017-12-31", "late:w": "2020-12-31"}


CLAIMS = """
complete: [{{forms: [stationed], levels: [prefecture]{complete}}}]
claims: [{{form: stationed, area: "530100", levels: [prefecture]{claim}}}]
nodes: [{{id: {node}, kind: Unit, name: 机构{node}}}]
"""


@pytest.mark.parametrize(
    ("claim", "expected"),
    [("", {"a": 2, "b": 2}), (", valid_to: 2018", {"a": 2, "b": 0}), (", valid_from: 2010, valid_to: 2015", {"a": 0, "b": 0})],
)
def test_claims_are_taken_on_the_day_of_the_node_and_undated_ones_hold_from_their_charts_day_on(claim: str, expected: dict[str, int]) -> None:
    """The claim is of the chart of 2016 and reaches the unit b of the chart of 2022, too: undated it goes on; one that ended in 2018 doesn't hold on b's day."""
    one, other = (
        dated("one", "2016", CLAIMS.format(complete="", claim=claim, node="a")),
        dated("other", "2022", CLAIMS.format(complete="", claim=", covered: 1, of: 2", node="b")),
    )
    assert grades(graph_of([one, other])) == expected


def test_a_claim_of_a_newer_chart_is_not_known_on_an_older_nodes_day() -> None:
    """The claim of 2022 states no beginning: whether it held in 2016 isn't known, so a, of which the chart of 2016 lists all, is unknown and no gap."""
    one, other = (
        dated("one", "2016", CLAIMS.format(complete="", claim=", covered: 1, of: 2", node="a")),
        dated("other", "2022", CLAIMS.format(complete="", claim="", node="b")),
    )
    assert grades(graph_of([one, other])) == {"a": None, "b": 2}
    assert grades(graph_of([one])) == {"a": 0}


def test_a_completeness_is_taken_on_the_day_of_the_node() -> None:
    """That of the old chart holds until 2018: it says nothing of a node of 2022."""
    old = dated("old", "2016", CLAIMS.format(complete=", valid_to: 2018", claim=", covered: 1, of: 2", node="u"))
    new = dated("new", "2022", "nodes: [{id: u, kind: Unit, name: 机构u}]")
    assert grades(graph_of([old])) == {"u": 0} and grades(graph_of([old, new])) == {"u": None}


def test_what_a_newer_chart_alone_knows_makes_an_older_node_unknown_not_covered() -> None:
    """u (2016) is under p; p is in the chart of 2022 too, which has a group over p and what is under it. On the day of u that isn't known; on the day of p it is."""
    old = dated(
        "old", "2016",
        """
        complete: [{forms: [stationed]}]
        nodes: [{id: p, kind: Unit, name: 市财政局}, {id: u, kind: Unit, name: 下属单位}]
        links: [{kind: SUBORDINATE_TO, from: u, to: p}]
        """,
    )  # fmt: skip
    new = "nodes: [{{id: p, kind: Unit, name: 市财政局}}, {{id: g, kind: StationedGroup, name: 新组}}]\nlinks: [{{kind: STATIONED_AT, from: g, to: p, scope: with_subordinates{}}}]"
    assert grades(graph_of([old, dated("new", "2022", new.format(""))])) == {"p": 5, "u": None}
    assert grades(graph_of([old, dated("new", "2022", new.format(", valid_from: 2015"))])) == {"p": 5, "u": 4}
    assert grades(graph_of([old, dated("new", "2022", new.format(", valid_from: 2019"))])) == {"p": 5, "u": 0}


def test_a_node_is_judged_by_the_norms_of_its_own_day() -> None:
    """State supervision is asked for from 2018-03 on (N03): of the city of 2016 it isn't, unless a day or a set is named."""
    old, new = dated("old", "2016", "nodes: [{id: a, kind: Unit, name: 甲局}]"), dated("new", "2022", "nodes: [{id: b, kind: Unit, name: 乙局}]")
    both = graph_of([old, new])
    assert statuses(both, "N03").keys() == {"b"}
    assert statuses(graph_of([old, new], "2022"), "N03").keys() == {"a", "b"}
    named = og.ask(both, "gaps", norms=["national"], form="state")
    assert {row["id"] for row in named.rows} == {"old:a", "new:b"}
    assert any("old" in note and "N03" in note and "named" in note for note in named.notes)


def test_a_named_set_judges_by_what_it_has_in_force_and_by_nothing_that_has_ended() -> None:
    """The set of the unnamed city ended in 2018-03: naming it brings nothing back. For inspection the national set had a norm in 2016."""
    city = chart(
        "nodes: [{id: a, kind: Unit, category: government, name: 甲局}]",
        "c",
        'as_of: 2022\narea: "city-80"\nlevel: prefecture\nareas: [{code: city-80, name: 某市}]\nsources: [{id: s1, title: t}]',
    )
    answer = og.ask(graph_of([city]), "gaps", norms=["city-80-pre-2018"])
    assert not answer.rows and answer.n == 0 and any("city-80-pre-2018" in note for note in answer.notes)
    old = graph_of([dated("old", "2016", "nodes: [{id: a, kind: Unit, name: 甲局}]")])
    assert og.ask(old, "gaps", norms=["national"], form="inspection").notes == og.ask(old, "gaps", form="inspection").notes


# -- what the answers say -------------------------------------------------------------------------------------------------------


def test_an_answer_gives_the_common_day_or_each_charts() -> None:
    old, new = TWO
    apart, one = og.ask(graph_of([old, new]), "coverage"), og.ask(graph_of([old]), "coverage")
    assert (apart.as_of, apart.as_of_by_chart) == (None, {"old": "2016-12-31", "new": "2022-12-31"})
    assert (one.as_of, one.as_of_by_chart) == ("2016-12-31", {"old": "2016-12-31"})
    told = apart.to_dict()
    assert told["as_of"] is None and json.loads(apart.to_json())["as_of_by_chart"] == {"old": "2016-12-31", "new": "2022-12-31"}
    assert "each chart at its own date (2016-12-31 … 2022-12-31)" in apart.reference and "as of 2016-12-31" in one.reference
    assert "各图谱按其自身日期（2016-12-31 … 2022-12-31）" in og.ask(graph_of([old, new]), "coverage", lang="zh").reference
    asked = og.ask(graph_of([old, new], "2022"), "coverage")
    assert (asked.as_of, set(asked.as_of_by_chart.values())) == ("2022-12-31", {"2022-12-31"})
