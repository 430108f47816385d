"""Asking: a question by its name, a graph, its parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from oversight_graph.answer.answer import Answer
from oversight_graph.answer.body_lookup import find_body
from oversight_graph.answer.question import Parameter, QueryContext, Question
from oversight_graph.errors import WrongQuestion, nearest
from oversight_graph.graph.arrow import texts
from oversight_graph.graph.graph import Graph
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
        English.
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
    declared = next((one for one in QUESTIONS if one.id == question), None)
    if declared is None:
        raise WrongQuestion(f"There is no question `{question}`; {nearest(question, [one.id for one in QUESTIONS])}")
    values = values_of(graph, declared, bodies, parameters)
    places = [one.id for one in declared.parameters if one.type == "body"]
    given = [name for name, value in (parameters | dict(zip(places, bodies, strict=False))).items() if value is not None]
    found = declared.compute(graph, QueryContext(values, lang))
    return Answer(
        declared,
        {name: _shown(values[name], declared.parameter(name), graph) for name in given if values[name] != _default(declared, name)},
        graph.as_of.isoformat(),
        found.norms,
        {"charts": _charts(graph)} | ({"area": graph.area} if graph.area else {}),
        {"what": found.what, "n": int(found.n), "nodes": int(found.nodes)},
        found.summary,
        found.columns,
        found.notes
        + (_uncounted(graph, QueryContext({}, lang)) if found.weighed else ())
        + _nearby(graph, any(name in places for name in given), QueryContext({}, lang)),
        lang,
        _names(graph, declared, found.columns, lang),
    )


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
    places = [one.id for one in question.parameters if one.type == "body"]
    if len(bodies) > len(places):
        raise WrongQuestion(f"`{question.id}` takes {len(places) or 'no'} bodies, not {len(bodies)}. As in: {question.example}")
    given = {name: value for name, value in {**parameters, **dict(zip(places, bodies, strict=False))}.items() if value is not None}
    known = [parameter.id for parameter in question.parameters]
    for name in given:
        if name not in known:
            hint = nearest(name, known) if known else "it takes none"
            raise WrongQuestion(f"`{question.id}` has no parameter `{name}`; {hint}")
    values: dict[str, Any] = {}
    for parameter in question.parameters:
        value = given.get(parameter.id)
        if value is None:
            if parameter.required:
                raise WrongQuestion(f"`{question.id}` needs `{parameter.id}`: {parameter.en}. As in: {question.example}")
            values[parameter.id] = parameter.default
        else:
            values[parameter.id] = _value(graph, question, parameter, value)
    return values


def _value(graph: Graph | None, question: Question, parameter: Parameter, value: Any) -> Any:
    if parameter.type == "body" and graph is not None:
        return find_body(graph, str(value))
    if parameter.type == "form":
        return list(dict.fromkeys(_form(one) for one in ([value] if isinstance(value, str) else value)))  # a form asked twice is one
    if parameter.type in ("sets", "files"):
        return [value] if isinstance(value, str) else [str(one) for one in value]
    if parameter.type == "number":
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise WrongQuestion(f"`{parameter.id}` of `{question.id}` is {value!r}; give a whole number from 1")
        return value
    return bool(value)


def _form(word: str) -> str:
    form = form_of(word)
    if form is not None:
        return form
    raise WrongQuestion(f"There is no form `{word}`; {nearest(str(word), FORMS.ids)} (or D, S, P, I)")


def _shown(value: Any, parameter: Parameter | None, graph: Graph) -> Any:
    """A parameter as it is written in the answer: a body by its id."""
    return str(graph.ids[value]) if parameter is not None and parameter.type == "body" else value


def _charts(graph: Graph) -> list[str]:
    """The charts that hold something in scope."""
    return [chart for chart in graph.charts if bool((graph.in_chart(chart) & graph.scope).any())]


def _uncounted(graph: Graph, asked: QueryContext) -> tuple[str, ...]:
    sets = int((graph.uncounted & graph.overseen & graph.scope).sum())
    if not sets:
        return ()
    return (
        asked.say(
            f"{sets} 个来源未载数量的集合各按一计，合计为下限",
            f"{sets} set{'s' if sets > 1 else ''} whose number no source states {'are' if sets > 1 else 'is'} counted as one each, so totals are floors",
        ),
    )


def _nearby(graph: Graph, around: bool, asked: QueryContext) -> tuple[str, ...]:
    """A graph that was cut close around an area doesn't show what a body does further out."""
    if not (graph.near and around):
        return ()
    return (
        asked.say(
            f"只看了 {graph.area} 及其上下关联的机构；要看全部，读图时用 whole=True",
            f"only {graph.area} and what bears on it was looked at; for all, cut the graph with whole=True",
        ),
    )


def _names(graph: Graph, question: Question, data: Any, lang: Language | None) -> dict[str, str]:
    """The names of the bodies that the rows mention by id only, for people who read them."""
    wanted: set[str] = set()
    for column in question.columns:
        if column.type == "ids":
            wanted.update(one for ids in data[column.id] for one in ids)
        elif column.type == "id" and column.id != "id":
            wanted.update(one for one in data[column.id] if one)
        elif column.type == "hops":
            wanted.update(hop[end] for hops in data[column.id] for hop in hops for end in ("from", "to"))
    if not wanted:
        return {}
    at = np.searchsorted(graph.ids.astype(str), sorted(wanted))
    labels = node_names(graph, lang)
    return {str(graph.ids[one]): labels[one] for one in at}


def node_names(graph: Graph, lang: Language | None, at: Iterable[int] | None = None) -> list[str]:
    """Names as they are shown.

    Parameters
    ----------
    graph : Graph
        What is asked about.
    lang : {'zh', 'en'} or None
        `en` gives the English name where a chart has one.
    at : iterable of int, optional
        Positions of nodes; all of them by default.

    Returns
    -------
    list of str
        In the order of `at`.
    """
    names = graph.names
    if lang == "en":
        english = texts(graph.node_table.column("name_en"))
        names = np.where(np.array([one is not None for one in english], bool), english, names)
    return [str(one) for one in (names if at is None else names[np.asarray(at, np.int64)])]
