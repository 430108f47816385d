"""The program's answers and the slow reference of the domain agree, row by row, on random charts and on the shipped ones."""

from __future__ import annotations

from functools import cache
from typing import Any

import oracle
import pytest
from charts_strategy import Document, chart_sets, charts, hold, overseers
from hypothesis import HealthCheck, Phase, given, settings

import oversight_graph as og
from oversight_graph.charts import NAMES, SHIPPED, graph_of, shipped

# A chart is drawn from one seed, so Hypothesis has nothing to shrink: `hold` cuts a failing chart down instead.
often = settings(max_examples=150, deadline=None, derandomize=True, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
seldom = settings(often, max_examples=50)

SCOPES = (*NAMES, "all five")


@cache
def shipped_graph(scope: str) -> og.Graph:
    files = shipped() if scope == "all five" else [SHIPPED / f"{scope}.yaml"]
    return graph_of(og.read(*files))


def agree_on_coverage(graph: og.Graph) -> None:
    world = oracle.World(graph)
    for switch in (True, False):
        answered = {
            (row["id"], row["form"]): (row["grade"], row["grade_name"], row["steps"], sorted(row["bodies"]), row["basis"])
            for row in og.ask(graph, "coverage", switch=switch).rows
        }
        assert answered == oracle.coverage(world, switch), f"switch={switch}"


def agree_on_gaps(graph: og.Graph) -> None:
    world = oracle.World(graph)
    for switch in (True, False):
        answer = og.ask(graph, "gaps", all=True, switch=switch)
        expected = oracle.judgements(world, switch)
        assert {(row["id"], row["norm"]): row["status"] for row in answer.rows} == expected, f"switch={switch}"
        for status, total in answer.summary.items():
            assert total == sum(world.weight(name) for (name, _), one in expected.items() if one == status)


def agree_on_paths(graph: og.Graph, bodies: list[str] | None = None, episodes: tuple[bool, ...] = (False, True)) -> None:
    world = oracle.World(graph)
    bodies = bodies or overseers(graph)
    for a in bodies:
        for b in bodies:
            for asked in episodes:
                rows = og.ask(graph, "path", a, b, episodes=asked).rows
                best = oracle.best_path(world, a, b, asked)
                assert [row["cost"] for row in rows] == ([best[0][0]] if best else []), (a, b, asked, rows)
                assert [(a, *(hop["to"] for hop in row["hops"])) for row in rows] == ([best[1]] if best else []), (a, b, asked)
                for row in rows:
                    assert oracle.faults(world, row, a, b, asked) == [], (a, b, asked, row)


def agree_on_reach(graph: og.Graph) -> None:
    world = oracle.World(graph)
    for body in overseers(graph):
        answer = og.ask(graph, "reach", body)
        expected = oracle.reach(world, body)
        assert {row["id"]: row["class"] for row in answer.rows} == expected, body
        for row in answer.rows:
            node = world.nodes[row["id"]]
            assert (row["kind"], row["count"], row["overseen"]) == (node["kind"], node["count"], node["kind"] in oracle.OVERSEEN)
        for how in oracle.CLASSES:
            found = [name for name, one in expected.items() if one == how]
            assert answer.summary[how] == sum(world.weight(name) for name in found if world.overseen(name)), (body, how)
            assert answer.summary["bodies"][how] == sum(world.weight(name) for name in found if not world.overseen(name)), (body, how)
        assert answer.summary["total"] == sum(answer.summary[how] for how in ("direct", "inherited", "extended", "mediated", "periodic"))


def agree_on_load(graph: og.Graph) -> None:
    answered = {row["id"]: row for row in og.ask(graph, "workload").rows}
    expected = oracle.loads(oracle.World(graph))
    assert answered.keys() == expected.keys()
    for name, load in expected.items():
        row: dict[str, Any] = answered[name]
        assert (row["direct"], row["inherited"], row["extended"], row["load_is"]) == (load.direct, load.inherited, load.extended, load.load_is), name
        assert row["load"] == (None if load.load is None else pytest.approx(load.load, abs=1e-4)), name


@given(charts())
@often
def test_coverage_of_random_charts_is_that_of_domain_4(document: Document) -> None:
    hold(agree_on_coverage, document)


@given(charts())
@often
def test_gaps_of_random_charts_are_those_of_domain_4(document: Document) -> None:
    hold(agree_on_gaps, document)


@given(charts())
@seldom
def test_paths_of_random_charts_are_those_of_domain_5(document: Document) -> None:
    hold(agree_on_paths, document)


@given(charts())
@often
def test_reach_of_random_charts_is_that_of_domain_6(document: Document) -> None:
    hold(agree_on_reach, document)


@given(charts())
@often
def test_load_of_random_charts_is_that_of_domain_6(document: Document) -> None:
    hold(agree_on_load, document)


@given(chart_sets())
@seldom
def test_the_rules_hold_over_several_charts_with_common_bodies(documents: list[Document]) -> None:
    for agree in (agree_on_coverage, agree_on_gaps, agree_on_paths, agree_on_reach, agree_on_load):
        hold(agree, *documents)


@pytest.mark.parametrize("scope", SCOPES)
def test_coverage_of_the_shipped_charts_is_that_of_domain_4(scope: str) -> None:
    agree_on_coverage(shipped_graph(scope))


@pytest.mark.parametrize("scope", SCOPES)
def test_gaps_of_the_shipped_charts_are_those_of_domain_4(scope: str) -> None:
    agree_on_gaps(shipped_graph(scope))


@pytest.mark.slow
@pytest.mark.parametrize("scope", SCOPES)
def test_paths_of_the_shipped_charts_are_those_of_domain_5(scope: str) -> None:
    graph = shipped_graph(scope)
    named = [name for name in overseers(graph) if not name.rsplit("-", 1)[-1].isdigit()]  # one of each repeat is enough
    agree_on_paths(graph, named[:: 5 if scope == "all five" else 1])


@pytest.mark.parametrize("scope", SCOPES)
def test_reach_of_the_shipped_charts_is_that_of_domain_6(scope: str) -> None:
    agree_on_reach(shipped_graph(scope))


@pytest.mark.parametrize("scope", SCOPES)
def test_load_of_the_shipped_charts_is_that_of_domain_6(scope: str) -> None:
    agree_on_load(shipped_graph(scope))
