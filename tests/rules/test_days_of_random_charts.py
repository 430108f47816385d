"""The days of random charts (domain §4, The day)."""

from __future__ import annotations

import datetime
import json
from copy import deepcopy
from typing import Any

import numpy as np
from hypothesis import Phase, given
from support.charts_strategy import Document, chart_sets, charts, read_chart
from support.examples import examples
from support.small import chart

import oversight_graph as og
from oversight_graph.charts import graph_of
from oversight_graph.model import KINDS, OVERSEERS
from oversight_graph.problems import errors
from oversight_graph.resolution.resolve import resolve

some = examples(60, phases=[Phase.generate])


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
