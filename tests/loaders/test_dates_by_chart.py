"""Each chart keeps its own dates (domain §4, Dates): no order of loading decides what holds, nor any answer."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from functools import partial
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given
from neo4j_server.address import Address
from support.charts_strategy import Document, agreeing_sets, chart_sets, read_chart
from support.dated_charts import NEW, OLD, dated
from support.examples import examples
from support.former_stores import write_former
from support.oracle_dates import cut
from support.small import chart
from support.twins import Twins

import oversight_graph as og
from oversight_graph.chart.chart import Chart
from oversight_graph.chart.periods import PERIODS
from oversight_graph.charts import graph_of
from oversight_graph.model import KINDS, OVERSEERS
from oversight_graph.picture import page_data
from oversight_graph.problems import errors
from oversight_graph.resolution.resolve import resolve
from oversight_graph.store.neo4j import schema
from oversight_graph.store.neo4j.store import Neo4jStore
from oversight_graph.store.protocol import Store

some = examples(60, phases=[Phase.generate])
DAYS = tuple(map(datetime.date.fromisoformat, ("2016-05-01", "2017-06-30", "2018-03-31", "2020-12-31", "2022-01-01")))


ORDERS = pytest.mark.parametrize("charts", list(permutations((OLD, NEW))), ids=lambda charts: " ".join(one.id for one in charts))


def told(graph: og.Graph, form: str) -> dict[str, tuple[Any, list[str]]]:
    """Name of each overseen node → its grade, and the names of the bodies that give it."""
    names = dict(zip(graph.ids, graph.names, strict=True))
    return {row["name"]: (row["grade"], [names[body] for body in row["bodies"]]) for row in og.ask(graph, "coverage", form=form).rows}


@ORDERS
def test_a_body_that_one_chart_says_has_ended_holds_while_another_holds_it(charts: tuple[Chart, Chart], store: Store) -> None:
    og.plan(store, charts).apply()
    for found in (store.graph, partial(store.graph, area="530100"), lambda as_of: graph_of(list(charts), as_of)):
        now, then = found(as_of="2022"), found(as_of="2017")
        # the old chart's own link ended with its unit, whatever another chart says of that
        assert told(now, "stationed") == {"市财政局": (5, ["新组"]), "市审计局": (None, [])}
        assert told(then, "stationed")["市财政局"] == (5, ["旧组"]), "what the new chart doesn't date isn't known five years before"


@ORDERS
def test_a_chart_asked_alone_is_cut_by_its_own_dates(charts: tuple[Chart, Chart], store: Store) -> None:
    og.plan(store, charts).apply()
    assert set(store.graph("old", as_of="2022").names) == {"旧组", "市审计局"}
    assert set(store.graph("new", as_of="2022").names) == {"新组", "市财政局"}


@ORDERS
def test_a_chart_is_complete_only_of_what_it_says_to_hold(charts: tuple[Chart, Chart]) -> None:
    # of 市财政局 the old chart, which is complete for inspection, says nothing after its end
    assert told(graph_of(list(charts), "2022"), "inspection") == {"市财政局": (None, []), "市审计局": (0, [])}
    assert told(graph_of(list(charts), "2017"), "inspection") == {"市财政局": (0, []), "市审计局": (0, [])}


def test_the_dates_of_each_chart_are_kept_and_said(store: Store) -> None:
    og.plan(store, NEW).apply()
    made = og.plan(store, OLD)
    assert "bodies that charts date differently" in str(made) and "new:u 市财政局: new: always; old: … – 2018-06-30" in str(made)
    assert not made.conflicts, "no date is given up for another one"
    said = json.loads(json.dumps(made.to_dict()))
    assert said["dated_apart"][0]["periods"] == [
        {"chart": "new", "valid_from": None, "valid_to": None},
        {"chart": "old", "valid_from": None, "valid_to": "2018-06-30"},
    ]
    made.apply()
    assert [one.chart for one in store.loaded()[1]] == [NEW, OLD], "each comes out as it was written"
    row = next(row for row in store.graph().node_table.to_pylist() if row["name"] == "市财政局")
    assert (row["valid_from"], row["valid_to"]) == (None, None), "the widest of the dates"
    assert dict(zip(row["period_charts"], row["period_to"], strict=True)) == {"new": datetime.date.max, "old": datetime.date(2018, 6, 30)}


def test_entries_of_one_chart_that_are_one_body_hold_in_both_their_times() -> None:
    text = "nodes: [{id: a, kind: Unit, name: 局, valid_from: 2010, valid_to: 2015}, {id: b, kind: Unit, name: 新局, same_as: 'x:a', valid_from: 2018, valid_to: 2020}]"
    one = dated("x", "2020", text)
    assert {year: len(graph_of([one], year)) for year in ("2014", "2016", "2019", "2021")} == {"2014": 1, "2016": 0, "2019": 1, "2021": 0}


def test_a_map_has_the_dates_of_each_chart_that_is_drawn() -> None:
    (row,) = [row for row in graph_of([OLD, NEW], "2022").node_table.to_pylist() if row["name"] == "市财政局"]
    assert page_data._periods(row, {"old": 0, "new": 1}) == [0, None, "2018-06-30", 1, None, None]
    assert page_data._periods(row, {"new": 0}) == [0, None, None]


# -- other values of which the first loaded decided ---------------------------------------------------------------------------


def both_ways(*charts: Chart) -> list[dict[str, Any]]:
    """The one body of some charts, loaded in each order, and what is said to contradict."""
    found = []
    for order in permutations(charts):
        made = resolve(order)
        (row,) = made.nodes.values()
        found.append({**row, "conflicts": {(one.attribute, *sorted((one.kept, one.other))) for one in made.conflicts}})
    return found


def test_a_quantifier_stays_with_its_number() -> None:
    exact = dated("a", "2020", "nodes: [{id: u, kind: Room, name: 第一室, staff_full_time: 5}]")
    floor = dated("b", "2020", "nodes: [{id: u, kind: Room, name: 第一室, staff_full_time: 7, staff_quantifier: ge}]")
    rows = both_ways(exact, floor)
    assert [(row["staff_full_time"], row["staff_quantifier"]) for row in rows] == [(5, None), (7, "ge")], "never at least 5"
    assert all(row["conflicts"] == {("staff_full_time", "5", "7")} for row in rows)
    same = dated("b", "2020", "nodes: [{id: u, kind: Room, name: 第一室, staff_full_time: 5, staff_quantifier: ge}]")
    assert {(row["staff_full_time"], row["staff_quantifier"]) for row in both_ways(exact, same)} == {(5, "ge")}


def test_charts_that_put_an_undescribed_body_elsewhere_contradict_each_other_aloud() -> None:
    one = dated("a", "2020", "nodes: [{id: u, kind: Unit, name: 局}]")
    other = chart("nodes: [{id: u, kind: Unit, name: 局, same_as: 'a:u'}]", "b", 'as_of: 2020\narea: "530102"\nlevel: county\nsources: [{id: s, title: t}]')
    for row in both_ways(one, other):
        assert row["conflicts"] == {("level", "county", "prefecture"), ("area", "530100", "530102")}


def test_a_body_that_one_chart_names_is_no_placeholder() -> None:
    one = dated("a", "2020", "nodes: [{id: u, kind: Unit, name: 局, repeat: 1}]")
    other = dated("b", "2020", "nodes: [{id: u, kind: Unit, name: 局, same_as: 'a:u-1'}]")
    assert {row["placeholder"] for row in both_ways(one, other)} == {False}


# -- every order of loading, on random charts ---------------------------------------------------------------------------------


@given(drawn=chart_sets())
@some
def test_what_holds_on_a_day_is_what_each_chart_holds_on_it(drawn: list[Document]) -> None:
    charts = [read_chart(one) for one in drawn]
    made = resolve(charts)
    if errors(made.problems):
        return
    own = [one.header.day for one in charts]

    def expected(as_of: str | None) -> tuple[set[str], set[tuple[Any, ...]]]:
        told = cut(drawn, as_of, made.body).known()
        return set(told.nodes), {(row["kind"], row["from"], row["to"], row["basis"], row["year"], row["mechanism"]) for row in told.links}

    def held(graph: og.Graph) -> tuple[set[str], set[tuple[Any, ...]]]:
        rows = graph.link_table.to_pylist()
        return set(graph.ids), {(row["kind"], row["from"], row["to"], row["basis"], row["year"], row["mechanism"]) for row in rows}

    for day in (*own, *DAYS):
        assert held(graph_of(charts, day)) == expected(day.isoformat()), (day, json.dumps(drawn, ensure_ascii=False))
    assert held(graph_of(charts)) == expected(None), json.dumps(drawn, ensure_ascii=False)


def known(graph: og.Graph) -> Callable[[str], str]:
    """The body of an id under a name that no order of loading changes."""
    names = {row["id"]: min(row["ids"]) for row in graph.node_table.to_pylist()}
    return lambda name: names[name]


def everything(graph: og.Graph) -> dict[str, Any]:
    """Every answer, bodies by names that no order of loading changes, without what is chosen by ids among equals."""
    name = known(graph)

    def rows(answer: og.Answer, *left_out: str) -> list[str]:
        kept = [{key: value for key, value in row.items() if key not in ("name", *left_out)} for row in answer.rows]
        for row in kept:
            row |= {key: name(row[key]) for key in ("id",) if key in row} | {key: sorted(map(name, row[key])) for key in ("bodies", "others") if key in row}
        return sorted(json.dumps(row, ensure_ascii=False, sort_keys=True, default=str) for row in kept)

    overseers = sorted((str(one) for one, kind in zip(graph.ids, graph.kind, strict=True) if KINDS.ids[kind] in OVERSEERS), key=name)
    found: dict[str, Any] = {
        "coverage": rows(og.ask(graph, "coverage")),
        "gaps": rows(og.ask(graph, "gaps", all=True)),
        "workload": rows(og.ask(graph, "workload")),
    }
    for a in overseers:
        answer = og.ask(graph, "reach", a)
        found[f"reach {name(a)}"] = rows(answer, "via"), answer.summary
        for b in overseers[:4]:
            paths = og.ask(graph, "path", a, b).rows
            found[f"path {name(a)} {name(b)}"] = [(row["cost"], len(row["hops"]), row["documented"], row["weakest_basis"]) for row in paths]
    return found


@pytest.mark.slow
@given(drawn=agreeing_sets())
@examples(8, parent=some)
def test_no_order_of_loading_changes_an_answer(drawn: list[Document]) -> None:
    no_order_changes_an_answer(drawn)


@pytest.mark.long(seconds=160)
@given(drawn=agreeing_sets())
@examples(150, parent=some)
def test_no_order_of_loading_changes_an_answer_at_length(drawn: list[Document]) -> None:
    no_order_changes_an_answer(drawn)


def no_order_changes_an_answer(drawn: list[Document]) -> None:
    charts = [read_chart(one) for one in drawn]
    if errors(resolve(charts).problems):
        return
    assert resolve(charts).conflicts == [], "charts that agree contradict nothing"
    for day in (None, DAYS[1], DAYS[3]):
        expected = everything(graph_of(charts, day))
        for order in list(permutations(charts))[1:]:
            assert everything(graph_of(list(order), day)) == expected, (day, [one.id for one in order], json.dumps(drawn, ensure_ascii=False))


# -- stores of the version before ---------------------------------------------------------------------------------------------


def test_a_store_of_the_version_before_answers_as_its_charts_do_and_is_brought_up_to_date_by_a_load(tmp_path: Path) -> None:
    path = tmp_path / "s.lbug"
    write_former(path, [OLD, NEW], schema=1)
    store = og.open_store(path)
    assert store.outdated()
    made = graph_of([OLD, NEW], "2022")
    found = store.graph(as_of="2022")
    assert found.node_table.equals(made.node_table) and found.link_table.equals(made.link_table)
    assert set(store.graph("old").names) == {"旧组", "市审计局", "市财政局"} and len(store.graph(area="530100")) == 4
    assert [one.chart for one in store.loaded()[1]] == [OLD, NEW] and [one.header.id for one in store.infos()] == ["old", "new"]
    og.plan(store, dated("third", "2022", "nodes: [{id: x, kind: Unit, name: 市统计局}]")).apply()
    assert not store.outdated()
    assert set(store.graph(as_of="2022").names) == {"旧组", "新组", "市审计局", "市财政局", "市统计局"}


def test_a_store_of_the_version_before_in_neo4j_answers_as_its_charts_do_and_is_brought_up_to_date_by_a_load(
    neo4j_store: Neo4jStore, neo4j_server: Address
) -> None:
    og.plan(neo4j_store, [OLD, NEW]).apply()
    neo4j_server.ask("MATCH (n:Unit {name: '市财政局'}) SET n.valid_to = date('2018-06-30')")
    for name in PERIODS:
        neo4j_server.ask(f"MATCH (n) REMOVE n.{name}")
        neo4j_server.ask(f"MATCH ()-[r]->() REMOVE r.{name}")
    neo4j_server.ask("MATCH (s:OversightStore) SET s.schema = 1")
    made = graph_of([OLD, NEW], "2022")
    for _ in range(2):  # once more from what was kept of the first reading
        found = neo4j_store.graph(as_of="2022")
        assert found.node_table.equals(made.node_table) and found.link_table.equals(made.link_table)
    assert set(neo4j_store.graph("old", as_of="2022").names) == {"旧组", "市审计局"}
    assert [one.chart for one in neo4j_store.loaded()[1]] == [OLD, NEW]
    og.plan(neo4j_store, dated("third", "2022", "nodes: [{id: x, kind: Unit, name: 市统计局}]")).apply()
    assert neo4j_server.ask("MATCH (s:OversightStore) RETURN s.schema") == [[schema.SCHEMA]]
    assert neo4j_server.ask("MATCH (n:Unit {name: '市财政局'}) RETURN n.valid_to, n.period_charts") == [[None, ["old", "new"]]]
    twins = Twins(neo4j_store, as_of="2022")
    assert len({row["id"] for row in twins.agree("coverage")}) == 3
