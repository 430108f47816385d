"""The product's answers about charts with sets, shares and dates, held against the oracle that reads the same charts as they are written."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest

import oversight_graph as og
from oversight_graph import ChartError
from oversight_graph.chart.build import build
from oversight_graph.parsing.json_text import documents
from support import oracle_coverage, oracle_paths, oracle_reach
from support.charts_strategy import Document, graph_from
from support.oracle_cut import Cut
from support.oracle_dates import cut
from support.smallest_chart import shorter_ones

Check = Callable[[list[Document], str | None], None]


def hold(check: Check, drawn: Sequence[Document], as_of: str | None = None) -> None:
    """Check some charts; where that fails, fail with the smallest charts that do."""
    try:
        check(list(drawn), as_of)
    except AssertionError as first:
        small = _smallest(check, list(drawn), as_of)
        try:
            check(small, as_of)
        except AssertionError as error:
            raise AssertionError(f"{error}\n\nas of {as_of} in {json.dumps(small, ensure_ascii=False, indent=1)}") from first
        raise


def _smallest(check: Check, drawn: list[Document], as_of: str | None) -> list[Document]:
    found = True
    while found:
        found = False
        for shorter in shorter_ones(drawn):
            if _fails(check, shorter, as_of):
                drawn, found = shorter, True
                break
    return drawn


def _fails(check: Check, drawn: list[Document], as_of: str | None) -> bool:
    try:
        if any(build(documents(json.dumps(one))[0], "").chart is None for one in drawn):
            return False
        check(drawn, as_of)
    except (ChartError, KeyError, og.OversightError):
        return False
    except AssertionError:
        return True
    return False


def overseers(of: Cut) -> list[str]:
    return [name for name, node in of.nodes.items() if node["known"] and not of.overseen(name)]


Agree = Callable[[og.Graph, Cut], None]


def agree(of_graph: Agree) -> Check:
    """A check of charts out of one of a graph and a cut."""

    def check(drawn: list[Document], as_of: str | None) -> None:
        of_graph(graph_from(*drawn, as_of=as_of), cut(drawn, as_of))

    return check


def coverage_agrees(graph: og.Graph, of: Cut) -> None:
    for switch in (True, False):
        answered = {
            (row["id"], row["form"]): (row["grade"], row["grade_name"], row["steps"], row["bodies"], row["others"], row["basis"])
            for row in og.ask(graph, "coverage", switch=switch).rows
        }
        graded = oracle_coverage.coverage(of, switch)
        expected = {key: (one.grade, one.name, one.steps, list(one.bodies), list(one.others), one.basis) for key, one in graded.items()}
        assert _apart(answered, expected) == {}, (switch, _apart(answered, expected))


def gaps_agree(graph: og.Graph, of: Cut) -> None:
    for switch in (True, False):
        answer = og.ask(graph, "gaps", all=True, switch=switch)
        expected = oracle_coverage.judgements(of, switch)
        assert _apart({(row["id"], row["norm"]): row["status"] for row in answer.rows}, expected) == {}, switch
        for status, total in answer.summary.items():
            assert total == sum(of.weight(name) for (name, _), one in expected.items() if one == status)


def paths_agree(graph: og.Graph, of: Cut, bodies: Sequence[str] | None = None) -> None:
    chosen = bodies or overseers(of)
    for a in chosen:
        for b in chosen:
            for episodes in (False, True):
                rows = og.ask(graph, "path", a, b, episodes=episodes).rows
                ways = [way for way in oracle_paths.best_ways(of, a, b, episodes) if way is not None]
                expected = [(way.weight[0], oracle_paths.certainty_of(way.known)) for way in ways]
                assert [(row["cost"], row["certainty"]) for row in rows] == expected, (a, b, episodes, [way.bodies for way in ways])
                assert [fault for row in rows for fault in oracle_paths.faults(of, row, a, b, episodes)] == [], (a, b, episodes)


def reach_agrees(graph: og.Graph, of: Cut) -> None:
    for body in overseers(of):
        answer = og.ask(graph, "reach", body)
        expected = {name: (one.best, one.count, one.of, one.certainty) for name, one in oracle_reach.reach(of, body).items()}
        assert _apart({row["id"]: (row["class"], row["count"], row["of"], row["certainty"]) for row in answer.rows}, expected) == {}, (
            body,
            list(answer.rows),
            expected,
        )
        told, found = oracle_reach.summary(of, body), answer.summary
        assert {how: found[how] for how in oracle_reach.CLASSES} == told.by_class, (body, found, told)
        assert (found["total"], found["exact"], found["possible"], found["no_way_known"]) == (told.total, told.exact, told.possible, told.no_way_known), (
            body,
            found,
            told,
        )


def who_agrees(graph: og.Graph, of: Cut) -> None:
    for name, node in of.nodes.items():
        if node["known"]:
            answered = {row["id"]: (row["class"], row["certainty"]) for row in og.ask(graph, "who", name).rows}
            expected = {body: (one.best, one.certainty) for body, one in oracle_reach.who(of, name).items()}
            assert _apart(answered, expected) == {}, (name, _apart(answered, expected))


def load_agrees(graph: og.Graph, of: Cut) -> None:
    answered = {row["id"]: row for row in og.ask(graph, "workload").rows}
    for name in overseers(of):
        load, row = oracle_reach.load_of(of, name), answered.get(name)
        if row is None:
            assert load.direct is None, name
            continue
        assert (row["direct"], row["inherited"], row["extended"], row["load_is"]) == (load.direct, load.inherited, load.extended, load.load_is), name
        assert row["load"] == (None if load.load is None else pytest.approx(load.load, abs=1e-4)), name


agree_on_coverage, agree_on_gaps, agree_on_paths = agree(coverage_agrees), agree(gaps_agree), agree(paths_agree)
agree_on_reach, agree_on_who, agree_on_load = agree(reach_agrees), agree(who_agrees), agree(load_agrees)


def _apart(answered: dict[Any, Any], expected: dict[Any, Any]) -> dict[Any, str]:
    """What differs, by key."""
    return {
        key: f"answered {answered.get(key, 'nothing')}, expected {expected.get(key, 'nothing')}"
        for key in {**answered, **expected}
        if answered.get(key, "nothing") != expected.get(key, "nothing")
    }
