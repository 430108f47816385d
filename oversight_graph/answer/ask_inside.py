"""Asking inside a store: its engine computes the rows, and only the answer travels."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from oversight_graph.answer.answer import Answer
from oversight_graph.answer.arrow_texts import text_array
from oversight_graph.answer.charts_present import charts_present
from oversight_graph.answer.columns import Texts
from oversight_graph.answer.cypher_rows import columns_of
from oversight_graph.answer.framed import areas_of, framed
from oversight_graph.answer.places import PlacesAsked
from oversight_graph.answer.question import QueryContext, Question
from oversight_graph.answer.stored_graph import StoredGraph, mentioned
from oversight_graph.answer.uncounted import uncounted_notes
from oversight_graph.errors import WrongQuestion
from oversight_graph.messages import Language, Message, in_language, language, message
from oversight_graph.model import OVERSEEN

if TYPE_CHECKING:
    from oversight_graph.store.inside import Inside
    from oversight_graph.store.protocol import Store


def ask_inside(
    store: Store,
    question: Question,
    values: Mapping[str, Any],
    given: Sequence[str],
    charts: str | Sequence[str] | None = None,
    area: str | None = None,
    as_of: str | datetime.date | None = None,
    lang: Language | None = None,
) -> Answer:
    """The answer to a question whose twin in Cypher the store's engine computes.

    Parameters
    ----------
    store : Store
        Where the graph is.
    question : Question
        What is asked.
    values : mapping
        Its parameters as `values_of` gives them without a graph: bodies as they were typed.
    given : sequence of str
        Which of them were given.
    charts, area, as_of
        As for `Store.graph`.
    lang : {'zh', 'en'}, optional
        The language asked for.

    Returns
    -------
    Answer
        That of the columns. Cost: that of the statement; then linear in the rows.

    Raises
    ------
    WrongQuestion
        Where the store's engine doesn't know questions, or not this one.
    UnknownBody, NothingThere, StoreError
        As where the graph is read.
    """
    if question.cypher is None or question.frame is None:
        raise WrongQuestion(message("answer.no_twin", question=question.id))
    inside = getattr(store, "inside", None)
    if inside is None:
        raise WrongQuestion(message("answer.no_engine", where=store.where))
    answer: Answer = inside(charts, area, as_of, lambda reading: _answer(reading, question, values, given, lang))
    return answer


def _answer(inside: Inside, question: Question, values: Mapping[str, Any], given: Sequence[str], lang: Language | None) -> Answer:
    assert question.cypher is not None
    assert question.frame is not None
    stored, words = StoredGraph(inside), lang or language()
    bodies = [parameter.id for parameter in question.parameters if parameter.type == "body" and values[parameter.id] is not None]
    values = {**values, **{name: stored.find(values[name]) for name in bodies}}
    with in_language(words):
        query = question.cypher(stored.scope, {**values, **question.every_row})
    rows = columns_of(question.columns, inside.records(query.text, query.parameters))
    if lang == "en" and "name" in rows:
        told = stored.bodies(rows["id"])
        names = text_array([told[body].name_en or told[body].name for body in rows["id"]])
        rows = {**rows, "name": Texts(np.arange(len(names)), names)}
    result = question.frame(rows, stored, QueryContext(values, lang, words))
    by_chart = charts_present(stored.alike()[0])
    return framed(
        question,
        {name: values[name] for name in given},
        stored.scope,
        by_chart,
        result,
        _notes(stored, result.weighed, lang),
        _names(stored, [(column.id, column.type, result.columns[column.id]) for column in question.columns], lang),
        stored.places(by_chart, areas_of(result), words) if question.opening is not None else PlacesAsked(),
        _repeated(stored, result.columns["id"]) if question.grouped else frozenset(),
        lang,
        words,
    )


def _notes(stored: StoredGraph, weighed: bool, lang: Language | None) -> list[Message]:
    notes = []
    if weighed:
        sets = stored.uncounted(OVERSEEN)
        notes += uncounted_notes(sets, np.arange(len(sets)), lang)
    bodies, links = stored.not_known()
    return [*notes, message("answer.not_known_then", nodes=bodies, links=links)] if bodies or links else notes


def _names(stored: StoredGraph, columns: Sequence[tuple[str, str, Sequence[Any]]], lang: Language | None) -> dict[str, str]:
    ids = mentioned(columns)
    told = stored.bodies(ids)
    return {body: (told[body].name_en if lang == "en" else None) or told[body].name for body in ids if body in told}


def _repeated(stored: StoredGraph, ids: Sequence[str]) -> frozenset[str]:
    told = stored.bodies(ids)
    return frozenset(body for body in ids if told[body].placeholder)
