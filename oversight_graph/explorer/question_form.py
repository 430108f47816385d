"""A question's declared parameters as the fields of a form, and what was filled in as what `ask` takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from starlette.datastructures import QueryParams

from oversight_graph.answer.question import Parameter, Question
from oversight_graph.errors import UnknownBody, WrongQuestion
from oversight_graph.explorer.limits import MOST_PATHS
from oversight_graph.explorer.request_context import RequestContext
from oversight_graph.messages import message, words
from oversight_graph.model import FORMS, Language

if TYPE_CHECKING:
    from oversight_graph.graph.graph import Graph

LEFT_OUT = ("files",)
"""Types of parameter that no page takes: a visitor names no files of this machine."""
_TRUE, _FALSE = ("yes", "true", "on", "1"), ("no", "false", "off", "0", "")


@dataclass(frozen=True)
class FormField:
    """A field: `choices` of (value, label, chosen) where there are any, else one `value`. `candidates`: bodies that the
    value fits when it fits several, as (id, name, kind)."""

    name: str
    kind: Literal["body", "choices", "switch", "number"]
    label: str
    value: str
    required: bool
    choices: tuple[tuple[str, str, bool], ...] = ()
    wrong: str = ""
    candidates: tuple[tuple[str, str, str], ...] = field(default=())


def parameters(question: Question) -> list[Parameter]:
    """The parameters of a question that a page takes.

    Parameters
    ----------
    question
        As it is declared.

    Returns
    -------
    All but those whose type is one of LEFT_OUT.
    """
    return [one for one in question.parameters if one.type not in LEFT_OUT]


def fields(question: Question, query: QueryParams, graph: Graph | None, lang: Language) -> list[FormField]:
    """The form of a question, filled in as the address says.

    Parameters
    ----------
    question
        As it is declared.
    query
        The parameters of the address.
    graph
        Where bodies are looked for; None where nothing is loaded or it can't be read.
    lang
        Of the labels.

    Returns
    -------
    One for each parameter that a page takes.
    """
    return [_field(one, query, graph, lang) for one in parameters(question)]


def _field(parameter: Parameter, query: QueryParams, graph: Graph | None, lang: Language) -> FormField:
    given = _listed(query, parameter.id)
    label = parameter.zh if lang == "zh" else parameter.en[0].upper() + parameter.en[1:]
    if parameter.type == "form":
        choices = tuple((form.id, form.label(lang), form.id in given or form.letter in given) for form in FORMS)
        return FormField(parameter.id, "choices", label, "", parameter.required, choices)
    if parameter.type == "sets":
        return FormField(
            parameter.id,
            "choices",
            label,
            "",
            parameter.required,
            tuple((name, name, name in given) for name in parameter.choices()) if parameter.choices else (),
        )
    if parameter.type == "flag":
        chosen = _truth(query.get(parameter.id), bool(parameter.default))
        yes, no = words("explorer", lang)["yes"], words("explorer", lang)["no"]
        return FormField(parameter.id, "switch", label, "", False, (("yes", yes, chosen), ("no", no, not chosen)))
    value = query.get(parameter.id, "").strip()
    if parameter.type == "number":
        return FormField(parameter.id, "number", label, value, parameter.required)
    wrong, candidates = _unclear(graph, value)
    return FormField(parameter.id, "body", label, value, parameter.required, (), wrong, candidates)


def _unclear(graph: Graph | None, text: str) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    from oversight_graph.answer.body_lookup import find_body

    if not text or graph is None:
        return "", ()
    try:
        find_body(graph, text)
    except UnknownBody as unknown:
        return str(unknown).splitlines()[0], unknown.candidates[:40]
    return "", ()


def _listed(query: QueryParams, name: str) -> list[str]:
    """A parameter that may be repeated, or hold commas."""
    return list(dict.fromkeys(part.strip() for value in query.getlist(name) for part in value.split(",") if part.strip()))


def asked(question: Question, visit: RequestContext) -> dict[str, Any]:
    """The parameters of an address as `ask` takes them; what was left empty isn't there.

    Parameters
    ----------
    question
        As it is declared.
    visit
        The request.

    Returns
    -------
    Values by the id of the parameter; bodies are looked for by `ask`.

    Raises
    ------
    WrongQuestion
        For files, and for a number that is none, is below 1 or above MOST_PATHS.
    """
    given: dict[str, Any] = {}
    query = visit.request.query_params
    for parameter in question.parameters:
        if parameter.id not in query:
            continue
        if parameter.type in LEFT_OUT:
            raise WrongQuestion(message("explorer_errors.no_files", name=parameter.id))
        text = query.get(parameter.id, "").strip()
        if parameter.type in ("form", "sets"):
            given[parameter.id] = _listed(query, parameter.id)
        elif parameter.type == "flag":
            given[parameter.id] = _truth(text, bool(parameter.default))
        elif parameter.type == "number" and text:
            if not (text.isascii() and text.isdecimal() and len(text) < 10 and 0 < int(text) <= MOST_PATHS):
                raise WrongQuestion(message("explorer_errors.wrong_number", name=parameter.id, question=question.id, given=_shortened(text), most=MOST_PATHS))
            given[parameter.id] = int(text)
        elif text:
            given[parameter.id] = text
    return {name: value for name, value in given.items() if value not in ("", [], None)}


def _shortened(text: str) -> str:
    """What was typed, as it is said again: no more than a line of it."""
    return text if len(text) <= 60 else f"{text[:60]}…"


def _truth(text: str | None, default: bool) -> bool:
    if text is None or text.lower() not in (*_TRUE, *_FALSE):
        return default
    return text.lower() in _TRUE
