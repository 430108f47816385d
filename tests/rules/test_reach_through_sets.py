"""Reach, who stands above a body and load through sets (domain §3a, §6)."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import Phase, given
from support.charts_strategy import Document, graph_from, hold, overseers
from support.examples import examples
from support.shared_charts import shared_charts, world

import oversight_graph as og
from oversight_graph.model import REACH_CLASSES

often = examples(100, phases=[Phase.generate])
WORLDS = 6


def plain(name: str) -> str:
    return name.split(":", 1)[1]


def reach_in(document: Document, starts: list[str]) -> dict[str, int]:
    """What some bodies of a chart without sets reach together: the best class of each."""
    graph = graph_from(document)
    found: dict[str, int] = {}
    for start in starts:
        for row in og.ask(graph, "reach", f"random:{start}").rows:
            found[plain(row["id"])] = min(found.get(plain(row["id"]), 99), REACH_CLASSES.code(row["class"]))
    return found


@given(shared_charts())
@often
def test_what_is_reached_for_certain_is_in_every_world_and_what_isnt_told_in_none(document: Document) -> None:
    graph = graph_from(document)
    random = Random(str(document))
    count = {node["id"]: node["count"] for node in document["nodes"]}
    for _ in range(WORLDS):
        if (made := world(random, document)) is None:
            continue
        told_apart, members = made
        for body in map(plain, overseers(graph)):
            answer = og.ask(graph, "reach", f"random:{body}")
            rows = {plain(row["id"]): row for row in answer.rows}
            there = reach_in(told_apart, members[body])
            for name, named in members.items():
                classes = [there[one] for one in named if one in there]
                if name == body:
                    continue
                if name not in rows:
                    assert not classes, (body, name)
                    continue
                row = rows[name]
                within = [one for one in classes if one <= REACH_CLASSES.code(row["class"])]
                if row["certainty"] == "certain" and row["count"] is not None and row["count"] == row["of"]:
                    assert len(within) == len(named), (body, row, there)
                elif row["certainty"] == "certain" and (count[name] != "unknown" or not answer.summary["exact"]):
                    assert within, (body, row, there)
                    assert row["count"] is None or len(classes) >= row["count"], (body, row, there)
            for code, term in enumerate(REACH_CLASSES):
                so_far = [one.id for one in REACH_CLASSES.terms[: code + 1]]
                overseen = {node["id"] for node in document["nodes"] if node["kind"] in ("Unit", "Township", "Village")} - {body}
                reached = sum(1 for name in overseen for one in members[name] if there.get(one, 99) <= code)
                assert sum(answer.summary[one] for one in so_far) <= reached, (body, term.id, there)


@given(shared_charts(14))
@often
def test_who_stands_above_a_body_is_who_reaches_it_through_sets_too(document: Document) -> None:
    hold(inverse, document)


def inverse(graph: og.Graph) -> None:
    above: dict[str, dict[str, Any]] = {str(name): {} for name in graph.ids}
    for body in overseers(graph):
        for row in og.ask(graph, "reach", body).rows:
            above[row["id"]][body] = (row["class"], row["via"], row["certainty"], row["count"])
    for name, expected in above.items():
        rows = og.ask(graph, "who", name).rows
        assert {row["id"]: (row["class"], row["via"], row["certainty"], row["reached"]) for row in rows} == expected, name


@given(shared_charts(14))
@often
def test_the_parts_of_a_reach_add_up_to_n(document: Document) -> None:
    graph = graph_from(document)
    for body in overseers(graph):
        answer = og.ask(graph, "reach", body)
        parts = [*REACH_CLASSES.ids, "possible", "rest_of_sets", "no_way_known"]
        assert sum(answer.summary[part] for part in parts) == answer.n
        assert len({row["id"] for row in answer.rows}) == len(answer.rows)
