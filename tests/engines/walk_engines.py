"""A question, asked of several engines: the computation on columns, Cypher on a Neo4j, the script of a map's page."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

from py_mini_racer import MiniRacer

import oversight_graph as og
from oversight_graph.answer.question import Question
from oversight_graph.errors import WrongQuestion
from oversight_graph.graph.graph import Graph
from oversight_graph.picture import draw as drawing
from oversight_graph.store.neo4j.store import Neo4jStore

Rows = list[Any]
Values = dict[str, Any]

PLANNED_ONCE = "CYPHER replan=skip "
"""The plan of a store that held something else does for this one; to make it anew would take most of the time."""


def variants(question: Question, graph: Graph, random: Random, most: int) -> list[Values]:
    """Values for the parameters of a question, drawn by their types: every pair of its flags, and of bodies so many at most."""
    ids = [str(one) for one in graph.ids]
    overseers = [one for one, overseen in zip(ids, graph.overseen, strict=True) if not overseen]
    flags = [one.id for one in question.parameters if one.type == "flag"]
    bodies = [one for one in question.parameters if one.type == "body"]
    forms = [one.id for one in question.parameters if one.type == "form"]
    drawn: list[Values] = []
    for set_ in product((True, False), repeat=len(flags)):
        given: Values = {one.id: one.default for one in question.parameters} | dict(zip(flags, set_, strict=True))
        if not bodies:
            drawn += [given, *(given | {form: random.sample(["discipline", "state", "stationed", "inspection"], 2)} for form in forms)]
        elif len(bodies) == 1:
            drawn += [given | {bodies[0].id: one} for one in (overseers if len(overseers) <= most else random.sample(overseers, most))]
            drawn += [given] * (not bodies[0].required)
        else:
            drawn += [given | {one.id: random.choice(overseers) for one in bodies} for _ in range(most)]
            if not bodies[0].required:
                drawn += [given, *(given | {bodies[0].id: random.choice(overseers)} for _ in range(most))]
    return drawn


def on_columns(graph: Graph, question: Question, values: Values) -> Sequence[Mapping[str, Any]]:
    return og.ask(graph, question.id, **{name: value for name, value in values.items() if value is not None}).rows


def in_cypher(store: Neo4jStore, graph: Graph, question: Question, values: Values) -> Sequence[Mapping[str, Any]] | None:
    """The rows of a question's Cypher; None where it has none for these values."""
    assert question.cypher is not None
    try:
        twin = question.cypher(graph, values)
    except WrongQuestion:
        return None
    columns, rows = store.cypher(PLANNED_ONCE + twin.text, dict(twin.parameters))
    assert columns == [column.id for column in question.columns], question.id
    return [dict(zip(columns, row, strict=True)) for row in rows]


# -- the page ------------------------------------------------------------------------------------------------------------

SCRIPTS = Path(drawing.__file__).parent / "page"
_WITHOUT_A_BROWSER = """(() => {
const document = { getElementById: () => ({ textContent: %s }) };
%s
const shown = { link: new Uint8Array(L.size).fill(1) };
const pick = ([, en]) => en;
const nameOf = (node) => N.name[node];
%s
const ids = (hops) => hops.map(({ from, to, cost }) => [N.id[from], N.id[to], cost]);
globalThis.page = {
  reach: (a) => [...reachOf(rowOf.get(a))].map(([node, code]) => [N.id[node], classes[code].id]),
  path: (a, b) => coordination(rowOf.get(a), rowOf.get(b)).map(({ hops, losses }) => [ids(hops), conditionOf(hops, losses)]),
  coverage: () => forms.flatMap((form, at) => [...N.id.keys()].filter(overseen).map((node) => [N.id[node], form.id, gradeOf(at, node).id])),
  gaps: () => forms.flatMap((form, at) => [...N.id.keys()].filter((node) => statusOf(at, node)).map((node) => [N.id[node], form.id, statusOf(at, node).id])),
};
})()"""


class Page:
    """The data of a map's page in a JavaScript engine, with the parts of its script that compute."""

    engine = functools.cache(lambda: MiniRacer())

    def __init__(self, graph: Graph) -> None:
        data = data_of_page(graph)
        read, walk = ((SCRIPTS / f"{name}.js").read_text("utf-8") for name in ("unpack", "walk"))
        Page.engine().eval(_WITHOUT_A_BROWSER % (json.dumps(json.dumps(data)), read, walk))

    def ask(self, what: str, *bodies: str) -> Any:
        return json.loads(str(Page.engine().eval(f"JSON.stringify(page.{what}({', '.join(map(json.dumps, bodies))}))")))


def data_of_page(graph: Graph) -> dict[str, Any]:
    """What the page of a whole graph reads."""
    from support.pictures import data_of

    return data_of(og.draw(graph, lang="zh").html)


def shown_in_page(question: Question, values: Values) -> bool:
    """Whether the page shows the answer to a question for these values."""
    plain = {one.id: one.default for one in question.parameters if one.type != "body"} | PAGE_ASKS.get(question.id, {})
    return question.id in AS_THE_PAGE and all(values[name] == value for name, value in plain.items())


def in_page(page: Page, question: Question, values: Values) -> Rows | None:
    """What the page shows of an answer."""
    found: Rows | None = page.ask(question.id, *(values[one.id] for one in question.parameters if one.type == "body"))
    return found if found is None or question.id == "path" else sorted(found)


def _paths(rows: Sequence[Mapping[str, Any]]) -> Rows:
    return [[[[hop["from"], hop["to"], hop["cost"]] for hop in row["hops"]], row["condition"]] for row in rows]


def _worst(rows: Sequence[Mapping[str, Any]]) -> Rows:
    from oversight_graph.model import STATUSES

    worst: dict[tuple[str, str], str] = {}
    for row in rows:
        key = (row["id"], row["form"])
        worst[key] = min(worst.get(key, row["status"]), row["status"], key=STATUSES.code)
    return sorted([*key, status] for key, status in worst.items())


AS_THE_PAGE: dict[str, Callable[[Sequence[Mapping[str, Any]]], Any]] = {
    "coverage": lambda rows: sorted([row["id"], row["form"], row["grade_name"]] for row in rows),
    "gaps": _worst,
    "reach": lambda rows: sorted([row["id"], row["class"]] for row in rows),
    "path": _paths,
}
"""What the page shows of the rows of a question."""

PAGE_ASKS: dict[str, Values] = {"gaps": {"all": True}}
"""What the page asks otherwise than the question does by itself."""
