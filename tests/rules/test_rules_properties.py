"""What holds of every answer whatever the chart."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import Any

from hypothesis import Phase, given
from hypothesis import strategies as st
from support.charts_strategy import Document, charts, graph_from, overseers
from support.examples import examples
from support.oracle_graph import cut_of
from support.oracle_path_told import every_way, faults_told
from support.oracle_paths import faults

import oversight_graph as og
from oversight_graph.answer.rendering import as_csv
from oversight_graph.model import MECHANISMS

some = examples(50, phases=[Phase.generate])
PARTS = ("direct", "inherited", "extended", "mediated", "periodic", "guidance", "nominal", "possible", "rest_of_sets", "no_way_known")


def grades(graph: og.Graph, **parameters: Any) -> dict[tuple[str, str], int | None]:
    return {(row["id"], row["form"]): row["grade"] for row in og.ask(graph, "coverage", **parameters).rows}


def lowered(before: dict[tuple[str, str], int | None], after: dict[tuple[str, str], int | None]) -> list[tuple[str, str]]:
    """What stands lower than before; to be known at all is no less than to be unknown."""
    return [key for key, old in before.items() if old is not None and ((new := after[key]) is None or new < old)]


def weight(graph: og.Graph) -> int:
    """All totals sum `count`; a set whose number nobody knows adds nothing (domain §2)."""
    world = cut_of(graph)
    return sum(world.weight(name) for name in world.nodes if world.overseen(name))


# -- coverage and gaps --------------------------------------------------------------------------------------------------


@given(charts())
@some
def test_a_link_added_never_lowers_a_grade(document: Document) -> None:
    for number in range(len(document["links"]))[::5]:
        without = document | {"links": document["links"][:number] + document["links"][number + 1 :]}
        assert lowered(grades(graph_from(without)), grades(graph_from(document))) == [], document["links"][number]


@given(charts())
@some
def test_a_link_on_a_firmer_basis_never_lowers_a_grade(document: Document) -> None:
    firmer = {"statutory": "declared", "declared": "inferred", "inferred": "assigned"}
    raised = document | {"links": [link | {"basis": firmer.get(link["basis"], link["basis"])} for link in document["links"]]}
    assert lowered(grades(graph_from(document)), grades(graph_from(raised))) == []


@given(charts())
@some
def test_what_hosts_or_succeeds_a_body_and_who_oversees_it_change_no_grade(document: Document) -> None:
    silent = ("HOSTED_BY", "SUCCEEDS", "OVERSEES", "MEMBER_OF", "GUIDES", "COORDINATES_WITH", "PART_OF", "DISPATCHES")
    bare = document | {"links": [link for link in document["links"] if link["kind"] not in silent]}
    assert grades(graph_from(document)) == grades(graph_from(bare))


@given(charts())
@some
def test_without_the_switch_no_grade_is_higher(document: Document) -> None:
    graph = graph_from(document)
    assert lowered(grades(graph, switch=False), grades(graph, switch=True)) == []


@given(charts())
@some
def test_the_parts_of_a_summary_add_up_to_n(document: Document) -> None:
    graph = graph_from(document)
    coverage, gaps = og.ask(graph, "coverage"), og.ask(graph, "gaps", all=True)
    assert coverage.n == weight(graph)
    assert [sum(parts.values()) for parts in coverage.summary.values()] == [coverage.n] * 4
    assert sum(gaps.summary.values()) == gaps.n == sum(row["count"] or 0 for row in gaps.rows)


@given(charts())
@some
def test_a_chart_that_declares_nothing_complete_has_no_gap(document: Document) -> None:
    graph = graph_from(document | {"complete": []})
    assert og.ask(graph, "gaps").summary["gap"] == 0
    assert all(row["grade"] != 0 for row in og.ask(graph, "coverage").rows)


@given(charts())
@some
def test_the_status_of_a_gap_follows_from_the_grade(document: Document) -> None:
    """domain §4: 0 is a gap, 1 and 2 formal only, unknown undetermined, 3 and more partial or met."""
    graph = graph_from(document)
    graded = grades(graph)
    expected = {0: {"gap"}, 1: {"formal_only"}, 2: {"formal_only"}, None: {"undetermined"}}
    for row in og.ask(graph, "gaps", all=True).rows:
        assert row["grade"] == graded[row["id"], row["form"]]
        assert row["status"] in expected.get(row["grade"], {"partial", "met"}), row


@given(charts())
@some
def test_an_unknown_is_null_empty_or_missing_and_never_0(document: Document) -> None:
    graph = graph_from(document)
    for question in ("coverage", "gaps", "workload"):
        answer = og.ask(graph, question)
        world = cut_of(graph)
        held = json.loads(answer.to_json())["rows"]
        cells = list(csv.DictReader(io.StringIO(as_csv(answer))))
        for row, plain, framed, cell in zip(answer.rows, held, answer.frame.to_dict("records"), cells, strict=True):
            unknown = [key for key, value in row.items() if value is None]
            assert all(cell[key] == "" for key in unknown)
            assert [key for key, value in plain.items() if value is None] == unknown
            assert all(framed[key] is None or framed[key] != framed[key] or str(framed[key]) == "<NA>" for key in unknown)
            node = world.nodes[row["id"]]
            if question == "coverage":
                assert (row["grade"] is None) == (row["grade_name"] == "unknown")
                assert (row["count"] is None) == (node["count"] is None)
            if question == "workload":
                assert (row["staff_full_time"] is None) == (node["staff_full_time"] is None)
                assert row["load"] is None if node["staff_full_time"] is None else row["staff_full_time"] == node["staff_full_time"]


# -- paths --------------------------------------------------------------------------------------------------------------


@given(charts(9))
@some
def test_paths_cost_the_same_both_ways_where_no_mechanism_is_directed(document: Document) -> None:
    directed = [one.id for one in MECHANISMS if one.directed]
    assert directed == ["clue_transfer", "report"]
    graph = graph_from(document | {"links": [link for link in document["links"] if link.get("mechanism") not in directed]})
    bodies = overseers(graph)
    for a in bodies:
        for b in bodies:
            there, back = (og.ask(graph, "path", *ends, episodes=True).rows for ends in ((a, b), (b, a)))
            assert [row["cost"] for row in there] == [row["cost"] for row in back], (a, b)


@given(charts(9))
@some
def test_episodes_only_ever_shorten_a_path(document: Document) -> None:
    graph = graph_from(document)
    bodies = overseers(graph)
    for a in bodies:
        for b in bodies:
            without, with_them = (og.ask(graph, "path", a, b, episodes=asked).rows for asked in (False, True))
            assert not without or with_them[0]["cost"] <= without[0]["cost"], (a, b)


@given(charts(9))
@some
def test_further_paths_are_the_next_best_and_equally_good_ones_come_in_the_order_of_their_bodies(document: Document) -> None:
    graph = graph_from(document)
    world = cut_of(graph)
    bodies = overseers(graph)
    for a, b in pairwise(bodies):
        rows = og.ask(graph, "path", a, b, paths=4).rows
        assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
        assert [row["cost"] for row in rows] == sorted(row["cost"] for row in rows)
        ways = [tuple(hop["to"] for hop in row["hops"]) for row in rows]
        assert len(set(ways)) == len(ways)
        assert [(a, *way) for way in ways] == [way.bodies for way in every_way(world, a, b)[:4]]
        apart = og.ask(graph, "path", a, b, disjoint=True).rows
        between = [hop["to"] for row in apart for hop in row["hops"][:-1]]
        assert len(set(between)) == len(between)
        assert bool(apart) == bool(rows)
        assert [fault for row in (*rows, *apart) for fault in faults(world, row, a, b) + faults_told(world, row, a)] == []


# -- reach --------------------------------------------------------------------------------------------------------------


@given(charts())
@some
def test_reach_counts_a_node_once_and_its_parts_add_up_to_n(document: Document) -> None:
    graph = graph_from(document)
    for body in overseers(graph):
        answer = og.ask(graph, "reach", body)
        reached = [row["id"] for row in answer.rows]
        assert len(set(reached)) == len(reached)
        assert body not in reached
        assert sum(answer.summary[part] for part in PARTS) == answer.n
        assert all(row["via"] == body or row["via"] in reached for row in answer.rows)


@given(charts())
@some
def test_who_stands_above_a_body_is_who_reaches_it_in_the_same_class_and_over_the_same_node(document: Document) -> None:
    graph = graph_from(document)
    above: dict[str, dict[str, tuple[str, str]]] = {str(name): {} for name in graph.ids}
    for body in overseers(graph):
        for row in og.ask(graph, "reach", body).rows:
            above[row["id"]][body] = (row["class"], row["via"])
    for name, expected in above.items():
        assert {row["id"]: (row["class"], row["via"]) for row in og.ask(graph, "who", name).rows} == expected, name


@given(charts())
@some
def test_an_area_cuts_who_is_told_of_those_above_a_body_and_no_way(document: Document) -> None:
    """The body may lie anywhere, and so may what a way leads over."""
    graph = graph_from(document)
    cut = replace(graph, area=document["nodes"][0]["area"])
    inside = {str(name) for name in cut.ids[cut.scope & ~cut.overseen]}
    for name in map(str, graph.ids):
        answer = og.ask(cut, "who", name)
        assert answer.rows == [row for row in og.ask(graph, "who", name).rows if row["id"] in inside]
        assert answer.universe["nodes"] == len(inside - {name})
        assert sum(answer.summary.values()) == answer.n


# -- every answer -------------------------------------------------------------------------------------------------------


def _answers(graph: og.Graph) -> list[dict[str, Any]]:
    bodies = overseers(graph)
    asked = [og.ask(graph, "coverage"), og.ask(graph, "gaps", all=True), og.ask(graph, "workload")]
    asked += [og.ask(graph, "reach", body) for body in bodies]
    asked += [og.ask(graph, "who", str(name)) for name in graph.ids]
    asked += [og.ask(graph, "path", a, b, episodes=True) for a, b in pairwise(bodies)]
    return [answer.to_dict() for answer in asked]


@given(charts(), st.integers())
@some
def test_answers_are_the_same_again_and_whatever_the_order_of_the_entries(document: Document, seed: int) -> None:
    first = _answers(graph_from(document))
    assert _answers(graph_from(document)) == first
    random = Random(seed)
    mixed = {key: random.sample(value, len(value)) if key in ("nodes", "links", "claims", "complete") else value for key, value in document.items()}
    assert _answers(graph_from(mixed)) == first
