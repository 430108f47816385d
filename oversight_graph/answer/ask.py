"""Asking: a question by its name, a graph, its parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from oversight_graph.answer.answer import Answer
from oversight_graph.answer.answer_columns import node_names as node_names
from oversight_graph.answer.body_lookup import find_body
from oversight_graph.answer.place_names import places_of
from oversight_graph.answer.places import PlacesAsked
from oversight_graph.answer.question import Parameter, QueryContext, Question, QuestionResult
from oversight_graph.errors import WrongQuestion, nearest
from oversight_graph.graph.graph import Graph
from oversight_graph.messages import Message, language, message
from oversight_graph.model import FORMS, Language
from oversight_graph.model.vocabulary import form_of
from oversight_graph.queries import QUESTIONS


def ask(graph: Graph, question: str, *bodies: str, lang: Language | None = None, **parameters: Any) -> Answer:
    """The answer to a question about a graph.

    Parameters
    ----------
    graph : Graph
        What is asked about.
    question : str
        The id of a question, as `oversight ask` lists them.
    *bodies : str
        The bodies that the question takes, by their place: an id, a name, an alias or a part of a name that fits one only.
    lang : {'zh', 'en'}, optional
        `en` shows English names and words, `zh` Chinese ones. Without it names stay as the sources write them and words are
        those of the language spoken here: English, unless something else was said (`messages.in_language`).
    **parameters
        The parameters of the question by name, bodies too; see `oversight ask`.

    Returns
    -------
    Answer
        Rows, counts and notes. Cost: that of the question; see each.

    Raises
    ------
    WrongQuestion
        For a question, a parameter or a word that doesn't exist.
    UnknownBody
        Where no body or several fit.

    Examples
    --------
    >>> import oversight_graph as og
    >>> og.ask(og.example(), "gaps", form="state").summary
    {'gap': 0, 'formal_only': 0, 'partial': 0, 'undetermined': 0, 'met': 2}
    >>> [row["cost"] for row in og.ask(og.example(), "path", "监督检查室", "驻市财政局纪检监察组").rows]
    [1]
    """
    declared = next((known for known in QUESTIONS if known.id == question), None)
    if declared is None:
        raise WrongQuestion(message("answer.no_question", question=question, near=nearest(question, [known.id for known in QUESTIONS])))
    values = values_of(graph, declared, bodies, parameters)
    places = [parameter.id for parameter in declared.parameters if parameter.type == "body"]
    given = [name for name, value in (parameters | dict(zip(places, bodies, strict=False))).items() if value is not None]
    words = lang or language()
    by_chart = _days(graph)
    result = declared.compute(graph, QueryContext(values, lang, words))
    notes = (
        *result.notes,
        *(_uncounted(graph) if result.weighed else ()),
        *_not_known(graph),
        *_nearby(graph, declared.whole or any(name in places for name in given)),
    )
    return Answer(
        declared,
        {name: _shown(values[name], declared.parameter(name), graph) for name in given if values[name] != _default(declared, name)},
        days.pop() if len(days := set(by_chart.values())) == 1 else None if graph.as_of is None else graph.as_of.isoformat(),
        result.norms,
        {"charts": list(by_chart)} | ({"area": graph.area} if graph.area else {}),
        {"what": result.what.text(words), "n": int(result.n), "nodes": int(result.nodes)},
        result.summary,
        result.columns,
        tuple(note.text(words) for note in notes),
        lang,
        _names(graph, declared, result.columns, lang),
        words,
        by_chart,
        places_of(graph, by_chart, _areas(result), words) if declared.opening is not None else PlacesAsked(),
        result.told,
        _repeated(graph) if declared.grouped else frozenset(),
    )


def _areas(result: QuestionResult) -> list[str | None]:
    """The areas that an answer names in its rows or besides."""
    told = result.told.get("area")
    return list(dict.fromkeys([*result.columns.get("area", ()), *([told] if told is not None else [])]))


def _repeated(graph: Graph) -> frozenset[str]:
    """The ids of placeholders."""
    return frozenset(graph.ids[graph.placeholder].tolist())


def _default(question: Question, name: str) -> object:
    parameter = question.parameter(name)
    return parameter.default if parameter else None


def values_of(graph: Graph | None, question: Question, bodies: Sequence[str], parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of a question as its computation takes them: checked, with their defaults, bodies as positions in the graph.

    Parameters
    ----------
    graph : Graph or None
        Where bodies are looked for; None where no question names one.
    question : Question
        What is asked.
    bodies : sequence of str
        Bodies by their place.
    parameters : mapping
        What was given by name; None is nothing given.

    Returns
    -------
    dict
        A value for each parameter of the question.

    Raises
    ------
    WrongQuestion
        For a parameter or a word that doesn't exist, and for one that is missing.
    UnknownBody
        Where no body or several fit.
    """
    places = [parameter.id for parameter in question.parameters if parameter.type == "body"]
    if len(bodies) > len(places):
        if not places:
            raise WrongQuestion(message("answer.takes_no_bodies", question=question.id, given=len(bodies), example=question.example))
        raise WrongQuestion(message("answer.too_many_bodies", question=question.id, most=len(places), given=len(bodies), example=question.example))
    given = {name: value for name, value in {**parameters, **dict(zip(places, bodies, strict=False))}.items() if value is not None}
    known = [parameter.id for parameter in question.parameters]
    for name in given:
        if name not in known:
            if not known:
                raise WrongQuestion(message("answer.no_parameters", question=question.id, parameter=name))
            raise WrongQuestion(message("answer.no_parameter", question=question.id, parameter=name, near=nearest(name, known)))
    values: dict[str, Any] = {}
    for parameter in question.parameters:
        value = given.get(parameter.id)
        if value is None:
            if parameter.required:
                raise WrongQuestion(
                    message("answer.parameter_missing", question=question.id, parameter=parameter.id, meaning=parameter, example=question.example)
                )
            values[parameter.id] = parameter.default
        else:
            values[parameter.id] = _value(graph, question, parameter, value)
    return values


def _value(graph: Graph | None, question: Question, parameter: Parameter, value: Any) -> Any:
    if parameter.type == "body" and graph is not None:
        return find_body(graph, str(value))
    if parameter.type == "form":
        return list(dict.fromkeys(_form(word) for word in ([value] if isinstance(value, str) else value)))  # a form asked twice is one
    if parameter.type in ("sets", "files"):
        return [value] if isinstance(value, str) else [str(text) for text in value]
    if parameter.type == "number":
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise WrongQuestion(message("answer.no_whole_number", parameter=parameter.id, question=question.id, value=repr(value)))
        return value
    return bool(value)


def _form(word: str) -> str:
    form = form_of(word)
    if form is not None:
        return form
    raise WrongQuestion(message("answer.no_form", form=str(word), near=nearest(str(word), FORMS.ids)))


def _shown(value: Any, parameter: Parameter | None, graph: Graph) -> Any:
    """A parameter as it is written in the answer: a body by its id."""
    return str(graph.ids[value]) if parameter is not None and parameter.type == "body" else value


def _days(graph: Graph) -> dict[str, str]:
    """The charts that hold something in scope, each with the day on which it is taken."""
    return {chart: day.isoformat() for chart, day in graph.days.items() if bool(graph.scope[graph.nodes_of_chart(chart)].any())}


def _not_known(graph: Graph) -> tuple[Message, ...]:
    """Of how many entries a graph doesn't know whether they were there on its day (domain §4, Dates)."""
    unknown = graph.unknown
    if unknown is None or not (unknown.node_number or unknown.link_number):
        return ()
    return (message("answer.not_known_then", nodes=unknown.node_number, links=unknown.link_number),)


def _uncounted(graph: Graph) -> tuple[Message, ...]:
    sets = int((graph.uncounted & graph.overseen & graph.scope).sum())
    return (message("answer.uncounted_sets", sets=sets),) if sets else ()


def _nearby(graph: Graph, around: bool) -> tuple[Message, ...]:
    """A graph that was cut close around an area doesn't show what a body does further out."""
    return (message("answer.only_nearby", area=graph.area),) if graph.near and around else ()


def _names(graph: Graph, question: Question, data: Any, lang: Language | None) -> dict[str, str]:
    """The names of the bodies that the rows mention by id only, for people who read them."""
    wanted: set[str] = set()
    for column in question.columns:
        if column.type == "ids":
            wanted.update(body for ids in data[column.id] for body in ids)
        elif column.type == "id" and column.id != "id":
            wanted.update(body for body in data[column.id] if body)
        elif column.type in ("hops", "links"):
            wanted.update(hop[end] for hops in data[column.id] for hop in hops for end in ("from", "to"))
    if not wanted:
        return {}
    at = np.searchsorted(graph.ids.astype(str), sorted(wanted))
    labels = node_names(graph, lang)
    return {str(graph.ids[position]): labels[position] for position in at}
