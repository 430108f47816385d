"""The table of walks is the one place: what is changed there changes in every engine alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from typing import Any

import pytest
from support.examples import many
from support.small import chart
from walk_cases import CHAINS, COSTS
from walk_engines import AS_THE_PAGE, Page, in_cypher, in_page, on_columns

import oversight_graph as og
from oversight_graph.answer.question import Question
from oversight_graph.charts import graph_of
from oversight_graph.model import BASES, walks
from oversight_graph.queries import QUESTIONS

EmptyStore = Callable[[], AbstractContextManager[Any]]
Change = Callable[[], AbstractContextManager[None]]
CHARTS = {"chains": CHAINS, "costs": COSTS}


def row(walk: str, step: str, **changed: Any) -> Change:
    """Another table: one step of a walk otherwise."""

    @contextmanager
    def change() -> Iterator[None]:
        whole = getattr(walks, walk)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(walks, walk, replace(whole, steps=tuple(replace(one, **changed) if one.id == step else one for one in whole.steps)))
            yield

    return change


def basis(name: str, **changed: Any) -> Change:
    """Another vocabulary of bases: one of them otherwise."""

    @contextmanager
    def change() -> Iterator[None]:
        kept = {key: getattr(BASES[name], key) for key in changed}
        try:
            for key, value in changed.items():
                object.__setattr__(BASES[name], key, value)
            yield
        finally:
            for key, value in kept.items():
                object.__setattr__(BASES[name], key, value)

    return change


CHANGES: dict[str, tuple[Change, str, dict[str, dict[str, Any]]]] = {
    # what is changed, on which chart, and the questions whose answers change with it
    "depth 3": (row("SUPERVISION", "subordinate", depth=3), "chains", {"coverage": {}, "reach": {"a": "small:g"}, "workload": {}}),
    "depth 1": (row("SUPERVISION", "subordinate", depth=1), "chains", {"coverage": {}, "reach": {"a": "small:g"}, "workload": {}}),
    "a grade": (row("SUPERVISION", "served", grade="declared"), "chains", {"coverage": {}, "gaps": {"all": True}}),
    "a cap": (basis("declared", cap=3), "chains", {"coverage": {}, "gaps": {"all": True}}),
    "what is firm": (basis("declared", firm=True), "chains", {"reach": {"a": "small:o"}, "workload": {}}),
    "a class": (row("SUPERVISION", "counterpart", reach="guidance"), "chains", {"reach": {"a": "small:r1"}}),
    "a class of a load": (row("SUPERVISION", "served", reach="mediated"), "chains", {"reach": {"a": "small:o"}, "workload": {}}),
    "a mechanism": (row("SUPERVISION", "counterpart", mechanisms=("secondment",)), "chains", {"reach": {"a": "small:r2"}}),
    "a direction": (row("SUPERVISION", "zone_part", direction="forward"), "chains", {"reach": {"a": "small:r2"}}),
    "a term": (row("SUPERVISION", "inspected", term=6), "chains", {"coverage": {}, "reach": {"a": "small:i"}}),
    "a line": (row("SUPERVISION", "subordinate", lines=("professional",)), "chains", {"coverage": {}, "reach": {"a": "small:g"}, "workload": {}}),
    "a kind of node": (row("SUPERVISION", "counterpart", origin=("Room", "InspectionTeam")), "chains", {"reach": {"a": "small:i"}}),
    "a scope": (row("SUPERVISION", "inspected", with_subordinates=None), "chains", {"coverage": {}, "reach": {"a": "small:i"}}),
    "a kind of link": (row("SUPERVISION", "direct", links=("STATIONED_AT", "SUPERVISES")), "chains", {"coverage": {}, "reach": {"a": "small:r1"}}),
    "a form": (row("SUPERVISION", "direct", carries=("discipline", "stationed")), "chains", {"coverage": {}}),
    "episodes": (row("SUPERVISION", "led", episodes=True), "chains", {"reach": {"a": "small:c1"}}),
    "any basis": (row("SUPERVISION", "extended", any_basis=True), "chains", {"coverage": {}, "reach": {"a": "small:g"}, "workload": {}}),
    "a cost": (row("COORDINATION", "lead", cost=1), "costs", {"path": {"a": "small:a", "b": "small:b"}}),
    "what documents": (row("COORDINATION", "membership", documents=False), "costs", {"path": {"a": "small:g", "b": "small:r2"}}),
}


def question(name: str) -> Question:
    return next(one for one in QUESTIONS if one.id == name)


def values(of: Question, given: dict[str, Any]) -> dict[str, Any]:
    return {one.id: one.default for one in of.parameters} | given


def rows_of(graph: og.Graph, of: Question, given: dict[str, Any]) -> Any:
    """What is computed of a graph that nothing is kept with: what was worked out by one table isn't that of another."""
    return on_columns(replace(graph), of, given)


def all_rows(graph: og.Graph, name: str) -> dict[str, Any]:
    return {one: rows_of(graph, question(one), values(question(one), given)) for one, given in CHANGES[name][2].items()}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_the_table_changes_what_is_computed_and_what_the_page_shows(name: str) -> None:
    change, which, asked = CHANGES[name]
    graph = graph_of([chart(CHARTS[which])])
    before = all_rows(graph, name)
    with change():
        after = all_rows(graph, name)
        page = Page(replace(graph))
        for one, given in asked.items():
            assert after[one] != before[one], one
            if one in AS_THE_PAGE:
                assert in_page(page, question(one), values(question(one), given)) == AS_THE_PAGE[one](after[one]), one
    assert all_rows(graph, name) == before


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, (*_, asked) in CHANGES.items() if "reach" in asked])
def test_a_change_of_the_table_changes_who_stands_above_a_body_as_it_changes_reach(name: str) -> None:
    change, which, _ = CHANGES[name]
    graph = graph_of([chart(CHARTS[which])])
    before = forwards(graph)
    assert backwards(graph) == before
    with change():
        after = forwards(graph)
        assert backwards(graph) == after != before


Above = set[tuple[str, str, str, str]]
"""Who reaches whom, in which class, over which node."""


def forwards(graph: og.Graph) -> Above:
    graph = replace(graph)
    return {(one, row["id"], row["class"], row["via"]) for one in map(str, graph.ids) for row in og.ask(graph, "reach", one).rows}


def backwards(graph: og.Graph) -> Above:
    graph = replace(graph)
    return {(row["id"], one, row["class"], row["via"]) for one in map(str, graph.ids) for row in og.ask(graph, "who", one).rows}


@contextmanager
def tables(names: Sequence[str]) -> Iterator[None]:
    """Several changes at once."""
    with ExitStack() as stack:
        for name in names:
            stack.enter_context(CHANGES[name][0]())
        yield


def answers(graph: og.Graph, names: Sequence[str], of: Sequence[str]) -> list[Any]:
    """What is computed with these changes, of all that is asked of some of them."""
    with tables(names):
        return [rows_of(graph, question(one), values(question(one), given)) for name in of for one, given in CHANGES[name][2].items()]


def each_shows(graph: og.Graph, names: Sequence[str]) -> bool:
    """Whether none of these changes hides another: without any one of them, all of its answers are others."""
    return all(
        all(here != there for here, there in zip(answers(graph, names, [name]), answers(graph, [one for one in names if one != name], [name]), strict=True))
        for name in names
    )


def together(graph: og.Graph, names: Sequence[str]) -> list[list[str]]:
    """The changes in few tables, in each of which each of its changes shows, as a server takes seconds to plan a statement; one by one in `make test-long`."""
    groups: list[list[str]] = []
    for name in names:
        group = next((some for some in groups if not many() and each_shows(graph, [*some, name])), None)
        if group is None:
            groups.append(group := [])
        group.append(name)
    return groups


@pytest.mark.slow
def test_a_change_of_the_table_changes_the_cypher_of_every_question(neo4j_stores: EmptyStore) -> None:
    """A statement that knew a row by itself would give the rows of the table without that change, which are others."""
    for which, text in CHARTS.items():
        with neo4j_stores() as store:
            og.plan(store, [chart(text)]).apply()
            graph = store.graph(whole=True)
            for names in together(graph, [name for name, (_, on, _) in CHANGES.items() if on == which]):
                with tables(names):
                    for one, given in [item for name in names for item in CHANGES[name][2].items()]:
                        of = question(one)
                        assert in_cypher(store, graph, of, values(of, given)) == list(rows_of(graph, of, values(of, given))), (names, one, given)
