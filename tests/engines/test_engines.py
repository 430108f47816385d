"""Every question, asked of every engine that has it: the computation on columns, its Cypher on a real Neo4j, the script of the map's
page in a JavaScript engine. What is registered is compared: a further question needs no test here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import cache
from random import Random
from typing import Any

import pytest
from support.charts_strategy import overseers
from support.examples import many
from support.rules_against_oracle_parts import agree_on_coverage, agree_on_gaps, agree_on_load, agree_on_paths, agree_on_reach, agree_on_who
from walk_cases import LONG, deep, hand
from walk_engines import AS_THE_PAGE, Page, in_cypher, in_page, on_columns, shown_in_page, variants

import oversight_graph as og
from oversight_graph.answer.question import Question
from oversight_graph.charts import graph_of
from oversight_graph.model import walks
from oversight_graph.queries import QUESTIONS

EmptyStore = Callable[[], AbstractContextManager[Any]]
QUICK, MANY = range(10), range(10, 150)
CYPHER = [one for one in QUESTIONS if one.cypher is not None]
PAGE = [one for one in QUESTIONS if one.id in AS_THE_PAGE]
BODIES = 6
"""Bodies, or pairs of them, that a question is asked about on one random chart; on those by hand it is all, or pairs of all."""


@cache
def charts(seeds: range) -> dict[str, og.Chart]:
    by_hand = hand() if seeds == QUICK else {}
    return by_hand | {f"deep {seed}": deep(seed) for seed in seeds}


@cache
def graph(name: str, seeds: range) -> og.Graph:
    return graph_of([charts(seeds)[name]])


def asked(question: Question, name: str, of: og.Graph) -> list[dict[str, Any]]:
    most = BODIES if name.startswith("deep") else len(of) if question.id != "path" else 120
    return variants(question, of, Random(f"{question.id} {name}"), most)


def test_no_chain_of_the_cases_is_shorter_than_a_depth() -> None:
    assert all(step.depth is None or step.depth + 2 < LONG for step in walks.SUPERVISION.steps)


# -- columns, against the oracle --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [pytest.param(name, marks=[pytest.mark.slow] if name == "costs" else []) for name in charts(QUICK)])
def test_the_computation_is_that_of_the_domain(name: str) -> None:
    of = graph(name, QUICK)
    for agree in (agree_on_coverage, agree_on_gaps, agree_on_reach, agree_on_who, agree_on_load):
        agree(of)
    agree_on_paths(of, overseers(of)[:: 1 if name == "costs" else 4])


@pytest.mark.long(seconds=1)
@pytest.mark.slow
@pytest.mark.parametrize("seed", MANY)
def test_the_computation_is_that_of_the_domain_on_many_charts(seed: int) -> None:
    of = graph(f"deep {seed}", MANY)
    for agree in (agree_on_coverage, agree_on_gaps, agree_on_reach, agree_on_load, agree_on_paths):
        agree(of)


# -- the page ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", charts(QUICK))
def test_the_page_shows_what_is_computed(name: str) -> None:
    _page_agrees(name, QUICK)


@pytest.mark.long(seconds=1)
@pytest.mark.slow
@pytest.mark.parametrize("seed", MANY)
def test_the_page_shows_what_is_computed_on_many_charts(seed: int) -> None:
    _page_agrees(f"deep {seed}", MANY)


def _page_agrees(name: str, seeds: range) -> None:
    of = graph(name, seeds)
    page = Page(of)
    for question in PAGE:
        shown = 0
        for values in asked(question, name, of):
            if shown_in_page(question, values):
                assert in_page(page, question, values) == AS_THE_PAGE[question.id](on_columns(of, question, values)), (question.id, values)
                shown += 1
        assert shown, question.id


# -- Cypher -----------------------------------------------------------------------------------------------------------------


def test_the_cypher_of_every_question_finds_what_is_computed(neo4j_stores: EmptyStore) -> None:
    _cypher_agrees(neo4j_stores, QUICK)


@pytest.mark.long(seconds=900)
@pytest.mark.slow
def test_the_cypher_of_every_question_finds_what_is_computed_on_many_charts(neo4j_stores: EmptyStore) -> None:
    _cypher_agrees(neo4j_stores, MANY)


def _cypher_agrees(stores: EmptyStore, seeds: range) -> None:
    compared = dict.fromkeys((one.id for one in CYPHER), 0)
    for name, chart in charts(seeds).items():
        with stores() as store:
            og.plan(store, [chart]).apply()
            of = store.graph(whole=True)
            for question, values in _some(name, of):
                found = in_cypher(store, of, question, values)
                if found is not None:
                    assert found == list(on_columns(of, question, values)), (name, question.id, values)
                    compared[question.id] += 1
    assert all(compared.values()), compared


def _some(name: str, of: og.Graph) -> Iterator[tuple[Question, dict[str, Any]]]:
    """On a server each question is asked less often: of a random chart a few times."""
    for question in CYPHER:
        every = asked(question, name, of)
        most = 20 if many() else 3 if name.startswith("deep") else 8
        yield from ((question, values) for values in (every if len(every) <= 8 else Random(name).sample(every, min(most, len(every)))))


def test_a_question_without_cypher_says_so() -> None:
    """Cypher is declared by a question or it isn't; what isn't declared is told, and nothing is guessed."""
    import oversight_graph.cli.cypher as command

    declared = Question("bare", "空", "bare", "Nothing.", (), lambda graph, asked: None, "oversight bare")  # type: ignore[arg-type,return-value]
    with pytest.raises(og.WrongQuestion, match="`bare` has no Cypher; ask it with `oversight bare`"):
        command._shown(None, declared, (), (), None, None, {})  # type: ignore[arg-type]
