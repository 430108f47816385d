"""The days of charts, nodes and answers, sentence by sentence (domain §4, The day)."""

from __future__ import annotations

import datetime
import json
from copy import deepcopy
from typing import Any

import numpy as np
import pytest
from hypothesis import Phase, given
from support.charts_strategy import Document, chart_sets, charts, read_chart
from support.examples import examples
from support.small import by_id, chart, reading

import oversight_graph as og
from oversight_graph.charts import graph_of
from oversight_graph.model import KINDS, OVERSEERS
from oversight_graph.problems import errors
from oversight_graph.resolution.resolve import resolve

some = examples(60, phases=[Phase.generate])


def dated(name: str, as_of: str, text: str) -> og.Chart:
    return chart(text, name, f'as_of: {as_of}\narea: "530100"\nlevel: prefecture\nsources: [{{id: s1, title: A report}}]')


def grades(graph: og.Graph, form: str = "stationed") -> dict[str, Any]:
    return by_id(og.ask(graph, "coverage", form=form), "grade")


def statuses(graph: og.Graph, norm: str, **asked: Any) -> dict[str, str]:
    answer = og.ask(graph, "gaps", all=True, **asked)
    return {row["id"].split(":")[1]: row["status"] for row in answer.rows if row["norm"] == norm}


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


# -- an earlier day -------------------------------------------------------------------------------------------------------------

EARLY = dated(
    "c", "2020-12-31",
    """
    complete: [{forms: [stationed, discipline, inspection]}]
    claims: [{form: state, area: "530100", levels: [prefecture]}]
    nodes:
      - {id: u, kind: Unit, name: 甲局, valid_from: 2010}
      - {id: v, kind: Unit, name: 乙局}
      - {id: w, kind: Unit, name: 丙局}
      - {id: x, kind: Unit, name: 丁局}
      - {id: g, kind: StationedGroup, name: 组}
      - {id: h, kind: StationedGroup, name: 老组, valid_from: 2010}
      - {id: t, kind: InspectionTeam, name: 巡察组}
    links:
      - {kind: STATIONED_AT, from: h, to: u}
      - {kind: STATIONED_AT, from: g, to: v, valid_from: 2015}
      - {kind: INSPECTS, from: t, to: w, year: 2016}
    """,
)  # fmt: skip


def on(day: str) -> og.Graph:
    return graph_of([EARLY], day)


def test_what_has_no_stated_beginning_is_not_known_before_its_charts_day() -> None:
    """On 2018-06-30 u and h are known by their own dates; v and g as the ends of a link dated from 2015; w and t as those of an inspection of 2016; x isn't. The
    link from h to u isn't either, as a dated node doesn't date its links. So 1 node (x) and 1 link."""
    graph = on("2018-06-30")
    assert [name.split(":")[1] for name in graph.ids] == ["g", "h", "t", "u", "v", "w"]
    assert graph.link_table.num_rows == 2
    assert graph.unknown is not None and (graph.unknown.node_number, graph.unknown.link_number) == (1, 1)
    answer = og.ask(graph, "coverage")
    assert any("1 node and 1 link state no beginning" in note for note in answer.notes)
    assert any("1 个机构、1 条关系没有写明起始" in note for note in og.ask(graph, "coverage", lang="zh").notes)
    assert not any("state no beginning" in note for note in og.ask(on("2020-12-31"), "coverage").notes)


def test_what_is_not_known_makes_unknown_what_it_could_better_and_nothing_else() -> None:
    """Stationed: u's only link isn't known, v's is. On the day of the chart u has 5, and of w and x it lists all: 0. Before, the completeness isn't known."""
    assert grades(on("2018-06-30")) == {"u": None, "v": 5, "w": None}
    assert grades(on("2020-12-31")) == {"u": 5, "v": 5, "w": 0, "x": 0}
    assert statuses(on("2018-06-30"), "N04") == {"u": "undetermined", "v": "met", "w": "undetermined"}


def test_completeness_and_claims_with_no_stated_beginning_are_not_known_either() -> None:
    """The claim of state supervision could give u grade 2; what is stated from 2015 on is known, as is its completeness then."""
    assert grades(on("2018-06-30"), "state") == {"u": None, "v": 5, "w": None}
    told = deepcopy(EARLY.header)
    text = 'complete: [{forms: [stationed], valid_from: 2010}]\nclaims: [{form: state, area: "530100", levels: [prefecture], valid_from: 2015}]\nnodes: [{id: u, kind: Unit, name: 甲局, valid_from: 2010}]'
    made = graph_of([dated("c", told.as_of, text)], "2018-06-30")
    assert grades(made, "state") == {"u": 2} and grades(made, "stationed") == {"u": 0}


def test_an_inspection_begins_with_its_year() -> None:
    """Before 2016 it hasn't been: t and w aren't known as its ends, and it isn't what is unknown (6 nodes: u and h are dated; v and g are known by the link of 2015)."""
    assert grades(on("2016-01-01"), "inspection") == {"u": None, "v": None, "w": 5}
    before = on("2015-12-31")
    assert [name.split(":")[1] for name in before.ids] == ["g", "h", "u", "v"]
    assert before.unknown is not None and (before.unknown.node_number, before.unknown.link_number) == (3, 1)  # t, w, x; h → u


def test_the_ends_of_a_dated_link_are_known_as_long_as_the_link_and_no_longer() -> None:
    text = """
    nodes: [{id: g, kind: StationedGroup, name: 组}, {id: u, kind: Unit, name: 局}]
    links: [{kind: STATIONED_AT, from: g, to: u, valid_from: 2015, valid_to: 2017}]
    """
    made = dated("c", "2020", text)
    assert {day: len(graph_of([made], day)) for day in ("2014", "2015-01-01", "2017-12-31", "2018-01-01", "2020")} == {
        "2014": 0, "2015-01-01": 2, "2017-12-31": 2, "2018-01-01": 0, "2020": 2,
    }  # fmt: skip


def test_working_coverage_that_is_known_stays_told_though_more_may_have_been_there() -> None:
    """v is known to be under a group from 2015 on (5). u has only a station that serves it, dated (3): that a group may have sat there, too, leaves the 3."""
    text = """
    nodes: [{id: g, kind: StationedGroup, name: 组}, {id: s, kind: LiaisonStation, name: 站}, {id: u, kind: Unit, name: 局}]
    links:
      - {kind: EXTENDS_TO, from: g, to: s, form: stationed, valid_from: 2015}
      - {kind: SERVES, from: s, to: u, valid_from: 2015}
      - {kind: STATIONED_AT, from: g, to: u}
    """
    made = dated("c", "2020", text)
    assert grades(graph_of([made], "2018-06-30")) == {"u": 3} and grades(graph_of([made])) == {"u": 5}
    assert statuses(graph_of([made], "2018-06-30"), "N03") == {"u": "met"}


def test_a_division_in_which_a_holder_is_not_known_stays_divided() -> None:
    """g and h divide three stations. On the earlier day only g's part is known: it isn't alone, so not all of them are surely under it."""
    text = """
    nodes: [{id: g, kind: StationedGroup, name: 组}, {id: h, kind: StationedGroup, name: 二组}, {id: u, kind: Unit, name: 各局, count: 3}]
    links:
      - {kind: SUPERVISES, from: g, to: u, form: discipline, share: part, valid_from: 2015}
      - {kind: SUPERVISES, from: h, to: u, form: discipline, share: part}
    """
    made = dated("c", "2020", text)
    assert grades(graph_of([made], "2018-06-30"), "discipline") == {"u": None} and grades(graph_of([made]), "discipline") == {"u": 5}
    row = og.ask(graph_of([made], "2018-06-30"), "reach", "c:g").rows[0]
    assert (row["id"], row["count"]) == ("c:u", None)


def test_that_a_body_depends_on_a_unit_is_no_betterment() -> None:
    """The group's link is dated, that it is paid by the unit isn't: on the earlier day the norm of independence is met by what is known, as the rest couldn't better it."""
    text = """
    nodes: [{id: g, kind: StationedGroup, name: 组}, {id: u, kind: Unit, category: party, name: 局}]
    links:
      - {kind: STATIONED_AT, from: g, to: u, valid_from: 2015}
      - {kind: HOSTED_BY, from: g, to: u, resource: budget}
    """
    made = dated("c", "2020", text)
    assert statuses(graph_of([made], "2018-06-30"), "N04") == {"u": "met"}


def test_an_entry_with_only_an_end_before_its_charts_day_is_never_known_and_said_on_loading() -> None:
    text = """
    nodes: [{id: a, kind: Commission, name: 甲, valid_to: 2018}, {id: b, kind: StationedGroup, name: 乙, valid_to: 2019}, {id: u, kind: Unit, name: 局}]
    links:
      - {kind: DISPATCHES, from: a, to: b, valid_to: 2018}
      - {kind: STATIONED_AT, from: b, to: u, valid_from: 2015, valid_to: 2018}
    """
    made = reading(text)
    assert made.chart is not None
    assert [(problem.severity, problem.path) for problem in made.problems] == [("warning", "nodes[0].valid_to")]
    for day in ("2016", "2018", "2019", "2020", None):  # b is known as an end of the link that is dated
        graph = graph_of([made.chart], day)
        assert "small:a" not in graph.ids and "DISPATCHES" not in graph.link_table.column("kind").to_pylist()


def test_what_is_known_on_no_day_is_said_once_for_a_body_with_its_links() -> None:
    """Of a body with what hangs on it, one warning; a link that has ended by itself has its own; a beginning of one of its links makes a body known."""
    text = """
    nodes: [{id: a, kind: Commission, name: 甲, valid_to: 2018}, {id: b, kind: StationedGroup, name: 乙, valid_to: 2019}, {id: u, kind: Unit, name: 局}]
    links:
      - {kind: DISPATCHES, from: a, to: b, valid_to: 2018}
      - {kind: STATIONED_AT, from: b, to: u, valid_to: 2018}
      - {kind: SUPERVISES, from: b, to: u, form: stationed}
    """
    first = "has ended before the chart's day and states no beginning: "
    own = f"{first}it is known on no day"
    for written, said in (
        (text, {"nodes[0].valid_to": f"{first}neither it nor 1 link at it is known on any day", "nodes[1].valid_to": f"{first}neither it nor 3 links at it are known on any day"}),
        (text.replace("form: stationed", "form: stationed, valid_from: 2015"), {"nodes[0].valid_to": f"{first}neither it nor 1 link at it is known on any day", "links[1].valid_to": own}),
        (text.replace("valid_to: 2019", "valid_to: 2021").replace("甲, valid_to: 2018", "甲"), {"links[0].valid_to": own, "links[1].valid_to": own}),
        (text.replace("to: b, valid_to: 2018", "to: b, valid_from: 2016, valid_to: 2018"), {"links[1].valid_to": own}),
    ):  # fmt: skip
        assert {problem.path: problem.message.parts("en")[0] for problem in reading(written).problems} == said


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


# -- random charts --------------------------------------------------------------------------------------------------------------


def everything(graph: og.Graph) -> dict[str, Any]:
    found: dict[str, Any] = {name: og.ask(graph, name, **asked).to_dict() for name, asked in (("coverage", {}), ("gaps", {"all": True}), ("workload", {}))}
    for body, kind in zip(graph.ids, graph.kind, strict=True):
        if KINDS.ids[kind] in OVERSEERS:
            found[f"reach {body}"] = og.ask(graph, "reach", str(body)).to_dict()
    return found


@given(drawn=charts())
@some
def test_a_charts_own_day_asked_for_is_the_default_for_that_chart_alone(drawn: Document) -> None:
    made = read_chart(drawn)
    assert everything(graph_of([made])) == everything(graph_of([made], made.header.day))


@given(drawn=chart_sets())
@some
def test_charts_of_one_day_are_asked_on_that_day(drawn: list[Document]) -> None:
    made = [read_chart(one | {"as_of": "2019-06-30"}) for one in drawn]
    if not errors(resolve(made).problems):
        assert everything(graph_of(made)) == everything(graph_of(made, "2019-06-30"))


@given(drawn=chart_sets())
@some
def test_a_node_is_judged_as_if_its_day_were_asked_of_what_each_chart_holds_on_its_own(drawn: list[Document]) -> None:
    """Of entries that begin after the day of their chart a default knows nothing; without them its grade of a node is that of its day asked of all charts."""
    made = [read_chart(one) for one in drawn]
    if errors(resolve(made).problems):
        return
    graph = graph_of(made)
    kept = [read_chart(_held_on_its_day(one)) for one in drawn]
    if errors(resolve(kept).problems):
        return  # what is left out was one with an entry that stays
    found = {(row["id"], row["form"]): (row["grade"], row["bodies"], row["basis"]) for row in og.ask(graph, "coverage").rows}
    judged = dict(zip(map(str, graph.ids), graph.node_day, strict=True))
    for day in np.unique(graph.node_day):
        for row in og.ask(graph_of(kept, day.item()), "coverage").rows:
            if judged.get(row["id"]) == day:
                assert found[row["id"], row["form"]] == (row["grade"], row["bodies"], row["basis"]), (row, json.dumps(drawn, ensure_ascii=False))


def _held_on_its_day(drawn: Document) -> Document:
    """A chart without what it doesn't hold on its own day: entries that have ended or not begun, with their links."""
    from oversight_graph.model import days

    day = days.last_day(drawn["as_of"])
    nodes = [one for one in drawn["nodes"] if days.within(day, one.get("valid_from"), one.get("valid_to"))]
    names = {one["id"] for one in nodes}
    links = [one for one in drawn["links"] if {one["from"], one["to"]} <= names and days.within(day, one.get("valid_from"), one.get("valid_to"))]
    return drawn | {"nodes": nodes, "links": links}


def _assumed(drawn: Document) -> Document:
    """A chart that says of everything without a beginning that it has always been; of an inspection, from its year on. What a unit gives to a body is left out."""
    told = deepcopy(drawn)
    told["links"] = [one for one in told["links"] if one["kind"] != "HOSTED_BY" or "valid_from" in one]
    for entry in (*told["nodes"], *told["links"], *told["claims"], *told["complete"]):
        entry.setdefault("valid_from", str(entry["year"]) if "year" in entry else "1900")
        if "valid_to" in entry and entry["valid_from"][:4] > entry["valid_to"][:4]:
            entry["valid_from"] = entry["valid_to"][:4]
    return told


def standing(grade: int) -> int:
    """Working, formal only, none."""
    return (grade >= 3) + (grade >= 1)


ORDER = ("gap", "formal_only", "partial", "undetermined", "met")


@given(drawn=charts())
@some
def test_on_an_earlier_day_an_answer_stands_only_where_nothing_unknown_could_better_it(drawn: Document) -> None:
    """Were all there that has no stated beginning, no grade that is told and no status but undetermined would be better."""
    day = datetime.date(2017, 3, 1)
    made, assumed = read_chart(drawn), read_chart(_assumed(drawn))
    graph, all_there = graph_of([made], day), graph_of([assumed], day)
    best = {(row["id"], row["form"]): row["grade"] for row in og.ask(all_there, "coverage").rows}
    for row in og.ask(graph, "coverage").rows:
        if row["grade"] is not None:
            more = best[row["id"], row["form"]]
            assert row["grade"] <= more and standing(row["grade"]) == standing(more), (row, json.dumps(drawn, ensure_ascii=False))
    status = {(row["id"], row["norm"]): row["status"] for row in og.ask(all_there, "gaps", all=True).rows}
    for row in og.ask(graph, "gaps", all=True).rows:
        if row["status"] not in ("undetermined", "met"):
            assert ORDER.index(row["status"]) >= ORDER.index(status[row["id"], row["norm"]]), (row, json.dumps(drawn, ensure_ascii=False))


def test_a_link_needs_its_ends_on_its_own_charts_day_though_all_charts_date_these_alike() -> None:
    """The chart of 2016 has a link of a body that begins in 2018; the chart of 2021, which begins it alike, has no such link."""
    header = 'area: "530100"\nlevel: prefecture\nsources: [{id: s1, title: A report}]\n'
    body = "  - {{id: b, kind: Room, name: 二室, valid_from: 2018-03{}}}\n"
    old = chart(
        "nodes:\n  - {id: a, kind: Room, name: 一室}\n" + body.format("") + "links:\n  - {kind: COORDINATES_WITH, from: b, to: a}\n",
        "c0",
        "as_of: 2016\n" + header,
    )
    new = chart("nodes:\n" + body.format(", same_as: c0:b"), "c1", "as_of: 2021\n" + header)
    assert graph_of([old]).link_table.num_rows == 0
    assert graph_of([old, new]).link_table.num_rows == 0
