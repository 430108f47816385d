"""A page for each question: its form, its answer, the map of it, and what to take home."""

from __future__ import annotations

import shlex
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from oversight_graph.answer.answer import Answer
from oversight_graph.answer.cell_text import UNKNOWN, cell
from oversight_graph.answer.opening import in_words
from oversight_graph.answer.question import Question
from oversight_graph.answer.rendering import summary_lines
from oversight_graph.errors import OversightError
from oversight_graph.explorer.answer_table import ONLY, PAGE, SORT, TEXT, TableRows, TableView, rows
from oversight_graph.explorer.download import TYPES, download
from oversight_graph.explorer.error_pages import status_of
from oversight_graph.explorer.map_pages import drawn
from oversight_graph.explorer.page_rendering import page
from oversight_graph.explorer.page_scope import KEYS, Pairs
from oversight_graph.explorer.question_form import asked, fields, parameters
from oversight_graph.explorer.request_context import RequestContext, address
from oversight_graph.graph.graph import Graph
from oversight_graph.model import LINKS, MECHANISMS, durations
from oversight_graph.queries import QUESTIONS

ON_A_MAP = 200
"""Bodies of an answer that its map shows; each with its neighbours while they are few."""
FEW = 12


@dataclass(frozen=True)
class QuestionRequest:
    """A question as an address asks it."""

    visit: RequestContext
    question: Question

    @cached_property
    def parameters(self) -> dict[str, Any]:
        """What the address gives, as `ask` takes it."""
        return asked(self.question, self.visit)

    @property
    def complete(self) -> bool:
        """Whether all that the question needs is given."""
        return all(one.id in self.parameters for one in self.question.parameters if one.required)

    @property
    def named(self) -> list[str]:
        """The bodies that are named: they may lie outside the area asked about."""
        return [self.parameters[one.id] for one in self.question.parameters if one.type == "body" and one.id in self.parameters]

    @property
    def _whole(self) -> bool:
        return bool(self.named) or self.question.whole

    @property
    def command(self) -> str:
        """The same question on the command line, over the same scope."""
        words = ["oversight", self.question.id, *self.named]
        for parameter in self.question.parameters:
            value = self.parameters.get(parameter.id)
            flag = parameter.flag or f"--{parameter.id.replace('_', '-')}"
            if parameter.type == "flag":
                words += [flag] if value is not None and value != bool(parameter.default) else []
            elif parameter.type != "body" and value is not None:
                words += [flag, ",".join(value) if isinstance(value, list) else str(value)]
        words += [word for key, value in self.visit.scope.pairs() for word in (f"--{key.replace('_', '-')}", value)]
        return shlex.join(words)

    def beside(self, what: str) -> str:
        """The address of what belongs to this page: its map, its rows as a file.

        Parameters
        ----------
        what
            The end of the path: `/map`, `/rows.csv`.

        Returns
        -------
        With the parameters of this page.
        """
        return address(f"/ask/{self.question.id}{what}", self.visit.rest("view", PAGE, "lang"))

    @property
    def beside_form(self) -> Pairs:
        """What the form of the parameters must hand on: the scope, and how rows are looked at."""
        return self.visit.rest(*(one.id for one in parameters(self.question)), PAGE)

    @property
    def beside_filters(self) -> Pairs:
        """What the form of the filters must hand on: the scope and the parameters."""
        return self.visit.rest(TEXT, PAGE, *(key for key in self.visit.request.query_params if key.startswith(ONLY)))

    def hop(self, hop: Mapping[str, Any]) -> str:
        """By what a step of a path goes: its mechanism, else the kind of its link, in the language of the visit.

        Parameters
        ----------
        hop
            A step of a path in an answer, with `mechanism` and `link`.

        Returns
        -------
        A label.
        """
        lang = self.visit.lang
        return str(MECHANISMS.label(hop["mechanism"], lang) if hop["mechanism"] else LINKS.label(hop["link"], lang))

    def link(self, link: Mapping[str, Any]) -> str:
        """By what a link that shows something joins its ends, and how often, in the language of the visit.

        Parameters
        ----------
        link
            A link in an answer, with `mechanism`, `link` and `period`.

        Returns
        -------
        A label.
        """
        return f"{self.hop(link)} {durations.in_words(link['period'], self.visit.lang)}" if link["period"] else self.hop(link)

    @cached_property
    def graph(self) -> Graph:
        """The graph that is asked; with all that surrounds the area where a body is named, or the question needs it."""
        return self.visit.store_cache.graph(self.visit.scope, self._whole)

    @cached_property
    def answer(self) -> Answer:
        """The answer to the question, whatever view of it is asked for."""
        return self.visit.store_cache.answer(self.visit.scope, self.question.id, self.parameters, self.visit.lang, self._whole)

    @cached_property
    def view(self) -> TableView:
        """What of the answer is looked at."""
        return TableView.of(self.visit.request.query_params)

    @property
    def key(self) -> tuple[Hashable, ...]:
        """By what its rows are known, whichever page of them is shown."""
        view = TableView(self.view.text, self.view.only, self.view.sort)
        return self.visit.scope, self.question.id, repr(sorted(self.parameters.items())), self.visit.lang, view

    @cached_property
    def rows(self) -> TableRows:
        """The rows that the view leaves."""
        view, key = self.view, ("rows", *self.key)
        graph, answer = self.graph, self.answer
        at = self.visit.store_cache.kept(key, lambda: rows(graph, answer, view).at, lambda made: 40 * len(made))
        return TableRows(self.answer, view, at)


def _asking(request: Request) -> QuestionRequest:
    question = next((one for one in QUESTIONS if one.id == request.path_params["question"]), None)
    if question is None:
        raise HTTPException(404)
    return QuestionRequest(RequestContext(request), question)


def question_list(request: Request) -> Response:
    """Every question with what it answers."""
    return page(RequestContext(request), "questions.html.j2", questions=QUESTIONS)


def question_page(request: Request) -> Response:
    """The form of a question, and the answer where what it needs was given. What is wrong stands beside the form."""
    one = _asking(request)
    visit, wrong, status = one.visit, "", 200
    answer: Answer | None = None
    graph: Graph | None = None
    try:
        if visit.store_cache.infos():
            graph = one.graph
        if one.complete:
            answer = one.answer
            one.rows.shown  # noqa: B018 (raises for a column that doesn't exist)
    except OversightError as error:
        answer, wrong, status = None, str(error).splitlines()[0], status_of(error)
    shared: dict[str, Any] = {
        "asking": one, "question": one.question, "wrong": wrong, "fields": fields(one.question, request.query_params, graph, visit.lang),
        "TEXT": TEXT, "SORT": SORT, "PAGE": PAGE, "ONLY": ONLY,
    }  # fmt: skip
    if answer is None:
        return page(visit, "question.html.j2", status, answer=None, **shared)
    filters = _filters(one)
    opening = answer.opening
    return page(
        visit, "question.html.j2", answer=answer, rows=one.rows, summary=[] if opening is not None and opening.summed else summary_lines(answer), opening=opening, filters=filters, filtered=[name for name, *_ in filters],
        said=lambda one_said: in_words(one_said, visit.lang), cell=lambda column, row: cell(column, row, answer, visit.lang), as_map=request.query_params.get("view") == "map", others=_others(one),
        on_map=ON_A_MAP, types=TYPES, **shared,
    )  # fmt: skip


def _filters(one: QuestionRequest) -> list[tuple[str, str, list[tuple[str, str, bool]]]]:
    """For each column of words: its id and heading, and the words that occur, as (value, label, chosen)."""
    lang, answer = one.visit.lang, one.answer
    filters = []
    for column in one.question.columns:
        if column.vocabulary is None:
            continue
        held = set(answer.data[column.id])
        chosen = {value for name, value in one.rows.view.only if name == column.id}
        options = [(term.id, str(term.label(lang)), term.id in chosen) for term in column.vocabulary if term.id in held or term.id in chosen]
        if None in held or UNKNOWN in chosen:
            options.append((UNKNOWN, UNKNOWN, UNKNOWN in chosen))
        if len(options) > 1 or chosen:
            filters.append((column.id, column.zh if lang == "zh" else column.en, options))
    return filters


def _others(one: QuestionRequest) -> list[tuple[Question, str]]:
    """The other questions that can be asked of the same rows: those that need no more than is given, with the same narrowing."""
    query = one.visit.request.query_params
    others = []
    for other in QUESTIONS:
        ids = {parameter.id for parameter in parameters(other)}
        if other is one.question or any(parameter.required and parameter.id not in one.parameters for parameter in other.parameters):
            continue
        by_body = "id" in [column.id for column in other.columns] and "id" in [column.id for column in one.question.columns]
        shared = {column.id for column in other.columns} | ({"kind", "category", "level", "area"} if by_body else set())
        kept = [(key, value) for key, value in query.multi_items() if key in ids or (key.startswith(ONLY) and key.removeprefix(ONLY) in shared)]
        others.append((other, one.visit.url(f"/ask/{other.id}", *[pair for pair in kept if pair[0] not in KEYS])))
    return others


def question_file(request: Request) -> Response:
    """The rows of a view as a file.

    Raises
    ------
    HTTPException
        404 for a kind of file that there isn't.
    """
    one, kind = _asking(request), request.path_params["kind"]
    if kind not in TYPES:
        raise HTTPException(404)
    name = f"{one.question.id}-{one.answer.as_of or 'by-chart'}.{kind}"
    held = one.rows
    made = one.visit.store_cache.kept(("file", kind, *one.key), lambda: download(held, kind), len, search=True)
    return Response(made, media_type=TYPES[kind], headers={"content-disposition": f'attachment; filename="{name}"'})


def question_map(request: Request) -> Response:
    """The map of the bodies that the rows of a view name: the frame's content."""
    one = _asking(request)
    # a body that was asked about stands among the rows' bodies; without any row it stands alone
    bodies = list(dict.fromkeys([*one.named, *one.rows.bodies(ON_A_MAP)]))
    forms = one.parameters.get("form", [])
    hops = 1 if len(bodies) <= FEW and len(one.named) < 2 else 0
    graph = one.visit.store_cache.around(one.visit.scope)
    return drawn(one.visit, ("of", one.visit.scope, tuple(bodies)), graph, bodies, hops, forms[0] if len(forms) == 1 else "kind", _title(one))


def _title(one: QuestionRequest) -> str:
    return one.question.zh if one.visit.lang == "zh" else one.question.en
