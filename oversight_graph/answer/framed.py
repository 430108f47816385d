"""A result with its frame of reference: the answer that is shown, whoever computed it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from oversight_graph.answer.answer import Answer
from oversight_graph.answer.columns import distinct
from oversight_graph.answer.places import PlacesAsked
from oversight_graph.answer.question import Question, QuestionResult, ScopeKind
from oversight_graph.messages import Message
from oversight_graph.model import Language


def framed(
    question: Question,
    given: Mapping[str, Any],
    scope: ScopeKind,
    by_chart: Mapping[str, str],
    result: QuestionResult,
    notes: Sequence[Message],
    names: Mapping[str, str],
    places: PlacesAsked,
    repeated: frozenset[str],
    lang: Language | None,
    words: Language,
) -> Answer:
    """An answer.

    Parameters
    ----------
    question : Question
        What was asked.
    given : mapping
        The parameters that were given, as they are shown: bodies by their ids.
    scope : ScopeKind
        Of what.
    by_chart : mapping
        The charts that hold something in scope, with the day on which each is taken.
    result : QuestionResult
        What was found.
    notes : sequence of Message
        What is said of any answer besides; behind those of the result.
    names : mapping
        Of the bodies that rows mention by id.
    places : PlacesAsked
        Where it opens with them.
    repeated : frozenset of str
        The ids of placeholders, where rows may be grouped.
    lang, words : {'zh', 'en'}
        The language of names (None: as the sources write them) and that of words.

    Returns
    -------
    Answer
        As contract §4 has it.
    """
    days = set(by_chart.values())
    return Answer(
        question,
        {name: value for name, value in given.items() if value != default(question, name)},
        days.pop() if len(days) == 1 else None if scope.as_of is None else scope.as_of.isoformat(),
        result.norms,
        {"charts": list(by_chart)} | ({"area": scope.area} if scope.area else {}),
        {"what": result.what.text(words), "n": int(result.n), "nodes": int(result.nodes)},
        result.summary,
        result.columns,
        tuple(note.text(words) for note in (*result.notes, *notes)),
        lang,
        names,
        words,
        by_chart,
        places,
        result.told,
        repeated,
    )


def default(question: Question, name: str) -> object:
    """What a parameter is where it isn't given.

    Parameters
    ----------
    question : Question
        Which has it.
    name : str
        Its id.

    Returns
    -------
    object
        None for a parameter that the question doesn't have.
    """
    parameter = question.parameter(name)
    return parameter.default if parameter else None


def areas_of(result: QuestionResult) -> list[str | None]:
    """The areas that an answer names in its rows or besides.

    Parameters
    ----------
    result : QuestionResult
        What was found.

    Returns
    -------
    list of str or None
        Each once.
    """
    told = result.told.get("area")
    return list(dict.fromkeys([*distinct(result.columns.get("area", ()))[0], *([told] if told is not None else [])]))
