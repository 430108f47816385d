"""Asking: a question by its name, a graph, its parameters."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from oversight_graph.answer.answer import Answer
from oversight_graph.answer.answer_columns import ids_of
from oversight_graph.answer.answer_columns import node_names as node_names
from oversight_graph.answer.body_lookup import find_body
from oversight_graph.answer.body_names import BodyNames
from oversight_graph.answer.charts_present import charts_present
from oversight_graph.answer.framed import areas_of, default, framed
from oversight_graph.answer.place_names import places_of
from oversight_graph.answer.places import PlacesAsked
from oversight_graph.answer.question import Parameter, QueryContext, Question
from oversight_graph.answer.uncounted import uncounted_notes
from oversight_graph.errors import WrongQuestion, nearest
from oversight_graph.graph.graph import Graph
from oversight_graph.messages import Message, language, message
from oversight_graph.model import FORMS, Language
from oversight_graph.model.vocabulary import form_of
from oversight_graph.queries import QUESTIONS

if TYPE_CHECKING:
    from oversight_graph.store.protocol import Store


Engine = Literal["columns", "cypher"]
ENGINES: tuple[Engine, ...] = ("columns", "cypher")


def ask(
    graph: Graph | Store,
    question: str,
    *bodies: str,
    lang: Language | None = None,
    engine: Engine = "columns",
    charts: str | Sequence[str] | None = None,
    area: str | None = None,
    as_of: str | datetime.date | None = None,
    **parameters: Any,
) -> Answer:
    """The answer to a question about a graph.

    Parameters
    ----------
    graph : Graph or Store
        What is asked about.
    question : str
        The id of a question, as `oversight ask` lists them.
    *bodies : str
        The bodies that the question takes, by their place: an id, a name, an alias or a part of a name that fits one only.
    lang : {'zh', 'en'}, optional
        `en` shows English names and words, `zh` Chinese ones. Without it names stay as the sources write them and words are
        those of the language spoken here: English, unless something else was said (`messages.in_language`).
    engine : {'columns', 'cypher'}
        Where the question is computed: by columns, here; or by its Cypher inside a Neo4j store, from which only the answer travels.
    charts, area, as_of
        Of a store: which part of it is asked about, as `store.graph` takes it.
    **parameters
        The parameters of the question by name, bodies too; see `oversight ask`.

    Returns
    -------
    Answer
        Rows, counts and notes, the same of both engines. Cost: that of the question; see each. By columns a store's graph is read first.

    Raises
    ------
    WrongQuestion
        For a question, a parameter or a word that doesn't exist; for the engine `cypher` with a graph, with a store that isn't in Neo4j, and with a question
        without Cypher; and for `charts`, `area` or `as_of` of a graph, which is cut already.
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
    if engine not in ENGINES:
        raise WrongQuestion(message("answer.no_such_engine", engine=str(engine), near=nearest(str(engine), ENGINES)))
    places = [parameter.id for parameter in declared.parameters if parameter.type == "body"]
    given = [name for name, value in (parameters | dict(zip(places, bodies, strict=False))).items() if value is not None]
    if not isinstance(graph, Graph):
        if engine == "cypher":
            from oversight_graph.answer.ask_inside import ask_inside

            return ask_inside(graph, declared, values_of(None, declared, bodies, parameters), given, charts, area, as_of, lang)
        graph = graph.graph(charts, area, as_of, declared.whole or any(name in places for name in given))
    elif engine == "cypher":
        raise WrongQuestion(message("answer.graph_is_here"))
    elif not (charts is None and area is None and as_of is None):
        raise WrongQuestion(message("answer.graph_is_cut"))
    values = values_of(graph, declared, bodies, parameters)
    words = lang or language()
    by_chart = charts_present(graph)
    result = declared.compute(graph, QueryContext(values, lang, words))
    notes = (
        *(uncounted_notes(graph, np.flatnonzero(graph.overseen & graph.scope), lang) if result.weighed else ()),
        *_not_known(graph),
        *_nearby(graph, declared.whole or any(name in places for name in given)),
    )
    return framed(
        declared,
        {name: _shown(values[name], declared.parameter(name), graph) for name in given if values[name] != default(declared, name)},
        graph,
        by_chart,
        result,
        notes,
        BodyNames(graph, [(column, result.columns[column.id]) for column in declared.columns], lang),
        places_of(graph, by_chart, areas_of(result), words) if declared.opening is not None else PlacesAsked(),
        _repeated(graph) if declared.grouped else frozenset(),
        lang,
        words,
    )


def _repeated(graph: Graph) -> frozenset[str]:
    """The ids of placeholders."""
    return frozenset(ids_of(graph, np.flatnonzero(graph.placeholder)))


def values_of(graph: Graph | None, question: Question, bodies: Sequence[str], parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of a question as its computation takes them: checked, with their defaults, bodies as positions in the graph.

    Parameters
    ----------
    graph : Graph or None
        Where bodies are looked for; None where they stay as they are typed.
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
    if parameter.type == "body":
        return str(value) if graph is None else find_body(graph, str(value))
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
    return str(ids_of(graph, np.array([value]))[0]) if parameter is not None and parameter.type == "body" else value


def _not_known(graph: Graph) -> tuple[Message, ...]:
    """Of how many entries a graph doesn't know whether they were there on its day (domain §4, Dates)."""
    unknown = graph.unknown
    if unknown is None or not (unknown.node_number or unknown.link_number):
        return ()
    return (message("answer.not_known_then", nodes=unknown.node_number, links=unknown.link_number),)


def _nearby(graph: Graph, around: bool) -> tuple[Message, ...]:
    """A graph that was cut close around an area doesn't show what a body does further out."""
    return (message("answer.only_nearby", area=graph.area),) if graph.near and around else ()
