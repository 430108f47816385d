"""An earlier day than that of a chart: what has no stated beginning isn't known then (domain §4, The day)."""

from __future__ import annotations

from copy import deepcopy

from support.dated_charts import dated, grades, statuses
from support.small import reading

import oversight_graph as og
from oversight_graph.charts import graph_of

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
