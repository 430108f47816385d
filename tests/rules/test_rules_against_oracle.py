"""The program's answers and the slow reference of the domain agree, row by row, on random charts and on the shipped ones."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import Phase, given
from support.charts_strategy import Document, chart_sets, charts, overseers
from support.examples import examples
from support.rules_against_oracle_parts import agree_on_coverage, agree_on_gaps, agree_on_load, agree_on_paths, agree_on_reach, agree_on_who
from support.smallest_chart import hold

import oversight_graph as og
from oversight_graph.charts import NAMES, SHIPPED, graph_of, shipped

# A chart is drawn from one seed, so Hypothesis has nothing to shrink: `hold` cuts a failing chart down instead.
often = examples(150, phases=[Phase.generate])
seldom = examples(50, parent=often)

SCOPES = (*NAMES, pytest.param("all five", marks=pytest.mark.slow))


@cache
def shipped_graph(scope: str) -> og.Graph:
    files = shipped() if scope == "all five" else [SHIPPED / f"{scope}.yaml"]
    return graph_of(og.read(*files))


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
def test_who_stands_above_a_body_of_random_charts_is_that_of_domain_6(document: Document) -> None:
    hold(agree_on_who, document)


@given(charts())
@often
def test_load_of_random_charts_is_that_of_domain_6(document: Document) -> None:
    hold(agree_on_load, document)


@given(chart_sets())
@seldom
def test_the_rules_hold_over_several_charts_with_common_bodies(documents: list[Document]) -> None:
    for agree in (agree_on_coverage, agree_on_gaps, agree_on_paths, agree_on_reach, agree_on_who, agree_on_load):
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


@pytest.mark.parametrize("scope", NAMES)
def test_who_stands_above_a_body_of_the_shipped_charts_is_that_of_domain_6(scope: str) -> None:
    agree_on_who(shipped_graph(scope))


@pytest.mark.parametrize("scope", SCOPES)
def test_load_of_the_shipped_charts_is_that_of_domain_6(scope: str) -> None:
    agree_on_load(shipped_graph(scope))
