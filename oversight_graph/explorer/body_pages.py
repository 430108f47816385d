"""A body's page: what it is, who oversees it and by what, whom it covers, how far it reaches, what all that rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from oversight_graph.answer.body_lookup import find_bodies, find_body
from oversight_graph.answer.cell_text import cell
from oversight_graph.chart.periods import periods_of
from oversight_graph.explorer.page_rendering import page
from oversight_graph.explorer.request_context import RequestContext
from oversight_graph.graph.arrow import texts_at
from oversight_graph.model import (
    BASES,
    FORMS,
    GRADES,
    KINDS,
    LINK_ATTRIBUTES,
    LINKS,
    NODE_ATTRIBUTES,
    OVERSEEN,
    REACH_CLASSES,
    STATUSES,
    Attribute,
    LinkKind,
    durations,
    walks,
)  # fmt: skip
from oversight_graph.model.vocabulary import QUANTIFIERS
from oversight_graph.picture.labels import visible
from oversight_graph.rules.rule_links import unit_of_committee

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oversight_graph.answer.answer import Answer
    from oversight_graph.chart.chart import Source
    from oversight_graph.graph.csr import Ints
from oversight_graph.graph.graph import Graph, Mask

SHOWN = 100
SUGGESTED = 12
_APART = ("name", "name_en", "placeholder", "staff_quantifier")


@dataclass(frozen=True)
class Cited:
    """A source with the locator in it."""

    source: Source | None
    title: str
    locator: str
    chart: str

    @property
    def link(self) -> str | None:
        """Where it can be read, if that is a page on the web."""
        url = self.source.url if self.source is not None else None
        return url if url is not None and url.startswith(("https://", "http://")) else None


@dataclass(frozen=True)
class BodyLink:
    """A link of a body: its kind, the other end, what it says, its sources."""

    kind: LinkKind
    other: str
    other_name: str
    other_kind: str
    outward: bool
    says: tuple[tuple[str, str], ...]
    sources: tuple[Cited, ...]


def body_page(request: Request) -> Response:
    """All about one body; an id that no body has at the date raises UnknownBody."""
    visit = RequestContext(request)
    graph = visit.store_cache.around(visit.scope)
    at = find_body(graph, request.path_params["id"])
    (body,) = texts_at(graph.node_table.column("id"), np.array([at]))
    row = graph.node_table.slice(at, 1).to_pylist()[0]
    overseen = row["kind"] in OVERSEEN
    wide = visit.store_cache.unbounded(visit.scope)
    lang, hops = visit.lang, "2" if request.query_params.get("hops") == "2" else "1"

    def ask(question: str, **parameters: Any) -> Answer:
        return visit.store_cache.answer(wide, question, parameters, lang)

    return page(
        visit, "body.html.j2", id=body, name=_name(row, visit), other_name=_second_name(row, visit), kind=KINDS[row["kind"]], row=row, graph=graph, at=at,
        attributes=_written(row, NODE_ATTRIBUTES, visit), sources=[_cited(graph, one) for one in row["sources"]], overseen=overseen,
        coverage=_of_body(ask("coverage"), body) if overseen else [], names=ask("coverage").names if overseen else {},
        judged=_of_body(ask("gaps", all=True), body) if overseen else [], reach=None if overseen else ask("reach", a=body),
        load=None if overseen else ask("workload", a=body), links=_links(graph, at, visit),
        questions=_questions(visit, body), FORMS=FORMS, KINDS=KINDS, CLASSES=REACH_CLASSES, GRADES=GRADES, STATUSES=STATUSES, BASES=BASES, cell=cell,
        chosen_hops=hops, picture=visit.url("/picture", focus=body, hops=hops, area=None),
    )  # fmt: skip


def _name(row: dict[str, Any], visit: RequestContext) -> str:
    return str((row["name_en"] if visit.lang == "en" else None) or row["name"] or row["id"])


def _second_name(row: dict[str, Any], visit: RequestContext) -> str | None:
    other = row["name"] if visit.lang == "en" else row["name_en"]
    return other if other != _name(row, visit) else None


def _of_body(answer: Answer, body: str) -> list[dict[str, Any]]:
    """The rows of an answer that are about a body."""
    at = np.flatnonzero(np.array(answer.data["id"], object) == body)
    return [{name: answer.data[name][one] for name in answer.columns} for one in at.tolist()]


def _written(row: dict[str, Any], attributes: Iterable[Attribute], visit: RequestContext, of_set: bool = False) -> list[tuple[str, str]]:
    """What an entry says beyond its name, in the words of the model; an unknown number of members is one, and a link of a set says of which members it speaks."""
    pairs = []
    plain = {"share": None if of_set else "all", "count": None if row.get("share") == "part" else 1}  # the number of a part has no default
    periods = periods_of(row)
    for attribute in attributes:
        value = row.get(attribute.id)
        if attribute.id == "count" and value is None:
            pairs.append((attribute.label(visit.lang), "?"))
        elif periods and attribute.type in ("first_day", "last_day"):  # told chart by chart, with the first of the two
            if attribute.type == "first_day":
                pairs += [(f"{attribute.label(visit.lang)} – {NODE_ATTRIBUTES['valid_to'].label(visit.lang)}", str(one)) for one in periods]
        elif attribute.id not in _APART and value not in (None, [], plain.get(attribute.id, attribute.default)):
            pairs.append((attribute.label(visit.lang), _value(attribute, value, row, visit)))
    return pairs


def _value(attribute: Attribute, value: Any, row: dict[str, Any], visit: RequestContext) -> str:
    if attribute.type == "period":
        return durations.in_words(str(value), visit.lang)
    shown = [attribute.vocabulary.label(one, visit.lang) if attribute.vocabulary else str(one) for one in (value if isinstance(value, list) else [value])]
    apart = ("；", "; ") if attribute.type == "evidence" else ("、", ", ")
    text = apart[visit.lang != "zh"].join(map(str, shown))
    quantifier = row.get("staff_quantifier") if attribute.id == "staff_full_time" else None
    return f"{QUANTIFIERS.label(quantifier, visit.lang)} {text}" if quantifier not in (None, "eq") else text


def _cited(graph: Graph, reference: str) -> Cited:
    """`chart:source locator` with what the chart says of that source."""
    name, _, locator = reference.partition(" ")
    chart, _, local = name.partition(":")
    header = graph.headers.get(chart)
    source = next((one for one in header.sources if one.id == local), None) if header is not None else None
    return Cited(source, source.title if source is not None else local, locator, chart)


@dataclass(frozen=True)
class BodyLinkTable:
    """Links of one sort, the first of them, and how many there are."""

    rows: tuple[BodyLink, ...]
    n: int


def _links(graph: Graph, at: int, visit: RequestContext) -> dict[str, BodyLinkTable]:
    """The links of a body: those that cover it, those by which it covers others, all others. Cost: linear in the links."""
    held = np.flatnonzero((graph.source == at) | (graph.target == at))
    outward = graph.source[held] == at
    others = np.where(outward, graph.target[held], graph.source[held])
    order = np.lexsort((others, ~outward, graph.link_kind[held]))
    held, outward, others = held[order], outward[order], others[order]
    covering = np.isin(graph.link_kind[held], [LINKS.code(kind) for kind in walks.SUPERVISION.links("direct", "inspected", "extended", "served")])
    sorts = {"overseers": covering & ~outward, "covers": covering & outward, "other": ~covering}
    return {name: _link_table(graph, held[mask], outward[mask], others[mask], visit) for name, mask in sorts.items()}


def _link_table(graph: Graph, held: Ints, outward: Mask, others: Ints, visit: RequestContext) -> BodyLinkTable:
    from oversight_graph.answer.ask import node_names

    names = node_names(graph, visit.lang, others[:SHOWN].tolist())
    entries = graph.link_table.take(pa.array(held[:SHOWN])).to_pylist()
    first = held[:SHOWN]
    sets = graph.population[graph.source[first]] | graph.population[graph.target[first]]
    units = unit_of_committee(graph, first).tolist()
    rows = []
    ids = texts_at(graph.node_table.column("id"), others[:SHOWN])
    for entry, out, other, body, name, of_set, unit in zip(entries, outward.tolist(), others.tolist(), ids, names, sets.tolist(), units, strict=False):
        sources = tuple(_cited(graph, one) for one in entry["sources"])
        said = entry | ({"of": node_names(graph, visit.lang, [unit])[0]} if unit >= 0 else {})
        says = tuple(_written(said, LINK_ATTRIBUTES, visit, of_set))
        rows.append(BodyLink(LINKS[entry["kind"]], body, name, KINDS.ids[graph.kind[other]], out, says, sources))
    return BodyLinkTable(tuple(rows), len(held))


def _questions(visit: RequestContext, body: str) -> list[tuple[Any, str, bool]]:
    """The questions that begin at a body: each with its address, and whether more must be said."""
    from oversight_graph.queries import QUESTIONS

    made = []
    for question in QUESTIONS:
        places = [one for one in question.parameters if one.type == "body"]
        if places:
            made.append((question, visit.url(f"/ask/{question.id}", (places[0].id, body)), any(one.required for one in places[1:])))
    return made


# -- find ----------------------------------------------------------------------------------------------------------------


def _found(visit: RequestContext, text: str) -> tuple[Graph, list[int]]:
    """The bodies that a text fits; those whose name begins with it first, then the shorter names."""
    graph = visit.store_cache.around(visit.scope)

    def find() -> list[int]:
        found = find_bodies(graph, text, initials=True)
        ids, names = (texts_at(graph.node_table.column(column), found) for column in ("id", "name"))
        order = sorted(range(len(found)), key=lambda one: (not names[one].startswith(text), len(names[one]), ids[one]))
        return [int(found[one]) for one in order]

    return graph, visit.store_cache.kept(("found", visit.store_cache.unbounded(visit.scope), text), find, lambda found: 40 * len(found))


def find_page(request: Request) -> Response:
    """The bodies that a text fits."""
    from oversight_graph.answer.ask import node_names

    visit, text = RequestContext(request), request.query_params.get("q", "").strip()
    if not visit.store_cache.infos():
        return page(visit, "find.html.j2", text=text, found=[], n=0, graph=None, shown=SHOWN, KINDS=KINDS, LEVELS=NODE_ATTRIBUTES["level"].vocabulary)
    graph, at = _found(visit, text)
    rows = graph.node_table.take(pa.array(at[:SHOWN], pa.int64())).to_pylist()
    found = list(zip(rows, node_names(graph, visit.lang, at[:SHOWN]), strict=True))
    return page(visit, "find.html.j2", text=text, found=found, n=len(at), graph=graph, shown=SHOWN, KINDS=KINDS, LEVELS=NODE_ATTRIBUTES["level"].vocabulary)


def suggestions(request: Request) -> Response:
    """The first bodies that a text fits, for the search box."""
    from oversight_graph.answer.ask import node_names

    visit, text = RequestContext(request), request.query_params.get("q", "").strip()
    if not text or not visit.store_cache.infos():
        return JSONResponse({"bodies": []})
    graph, at = _found(visit, text)
    first = np.array(at[:SUGGESTED], np.int64)
    told = zip(texts_at(graph.node_table.column("id"), first), node_names(graph, visit.lang, first), graph.kind[first].tolist(), strict=True)
    rows = [{"id": body, "name": visible(name), "kind": KINDS.terms[kind].label(visit.lang), "url": visit.url(f"/body/{body}")} for body, name, kind in told]
    return JSONResponse({"bodies": rows, "n": len(at)})
