"""Random valid charts, drawn from the model: its kinds, the ends that each link permits, the keys and words of each kind.

A further kind, key or word is drawn without a change here. A chart is drawn from one seed: that keeps charts varied (what
Hypothesis varies piece by piece repeats itself) and quick to make. smallest_chart.py cuts a failing one down instead.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from random import Random
from typing import Any

from hypothesis import strategies as st

from oversight_graph import Chart, Graph
from oversight_graph.chart.build import build
from oversight_graph.charts import graph_of
from oversight_graph.model import (
    BASES,
    BOTH_POWERS_SINCE,
    CATEGORIES,
    FORMS,
    KINDS,
    LEVELS,
    LINK_ATTRIBUTES,
    LINKS,
    NODE_ATTRIBUTES,
    OVERSEEN,
    OVERSEERS,
    Attribute,
    LinkKind,
    days,
    walks,
)  # fmt: skip
from oversight_graph.parsing.json_text import documents
from support.sets_strategy import wrong_shares

Document = dict[str, Any]

AREAS = ("530000", "530100", "530102", "530102001", "CN", "city-80")
OWN_AREA = {"code": "city-80", "name": {"zh": "某市"}, "part_of": "530000"}
"""An area of a chart's own, by the code for which the shipped norms hold rules of one city."""
DATES = ("2020-12-31", "2021", "2019-06", "2017-06-30")
WRITTEN_DATES = ("2015", "2017-06-30", "2018-03", "2020-12-31", "2021-01-01", "2022")
CLAIMED: tuple[Document, ...] = ({}, {"covered": 3, "of": 3}, {"covered": 2, "of": 3}, {"covered": 3}, {"of": 3})
COVERING = {kind for step in walks.SUPERVISION.steps if step.covers for kind in step.links}
NO_RULES = ("note", "aliases", "function", "period", "evidence", "share", "of")
"""Keys without a rule: what they hold changes no grade, path or load."""
PERIODS = ("P1W", "P1M", "P3M", "P6M", "P1Y")
EVIDENCE: tuple[Document, ...] = (
    {"number": 30, "what": {"zh": "联系", "en": "contacts"}, "period": "2020", "source": "s1 ¶2"},
    {"what": "会商", "period": "2019/2020-06", "source": "s1"},
    {"number": 0, "what": "a | b; c", "sources": ["s1", "s1 ¶3"]},
)


@dataclass(frozen=True)
class Body:
    """A node before it is written: what decides which links it can take."""

    id: str
    kind: str
    level: str
    area: str


def charts(high: int = 14, *, shares: bool = False) -> st.SearchStrategy[Document]:
    """One valid chart of 3 to `high` entries, as YAML or JSON would give it; with `shares`, some links say of which members of a set they speak (domain §3a)."""

    def made(seed: int) -> Document:
        random = Random(seed)
        about = themes(random)
        chart = chart_of(random, "random", about, bodies(random, about, high))
        return shared_out(random, chart) if shares else chart

    return st.integers(0, 2**64 - 1).map(made)


def chart_sets(*, shares: bool = False) -> st.SearchStrategy[list[Document]]:
    """One to three charts over one set of bodies: a body may stand in several, under one name or joined by same_as, and be dated differently."""

    def made(seed: int) -> list[Document]:
        random = Random(seed)
        drawn = _set(random)
        return [shared_out(random, chart) for chart in drawn] if shares else drawn

    return st.integers(0, 2**64 - 1).map(made)


def shared_out(random: Random, chart: Document) -> Document:
    """A chart some of whose links say `share` and `of`, where these can stand. Drawn when all else is, so that the chart is otherwise the one that it would be."""
    kind = {node["id"]: node["kind"] for node in chart["nodes"]}
    many = {node["id"] for node in chart["nodes"] if node.get("count", 1) != 1}
    units = [node["id"] for node in chart["nodes"] if node["kind"] == "Unit" and "repeat" not in node]
    for link in chart["links"]:
        if {link["from"], link["to"]} & many and random.random() < 0.8:
            link["share"] = random.choice(("all", "part", "part", "part", "one"))
            if link["share"] == "part":
                link.pop("count", None)
                link |= random.choice(({}, {}, {"count": 1}, {"count": 5}))
        if units and link["kind"] == "COORDINATES_WITH" and "PartyCommittee" in (kind[link["from"]], kind[link["to"]]) and random.random() < 0.5:
            link["of"] = random.choice(units)
    while wrong := wrong_shares(chart):
        for place in wrong:
            chart["links"][place] = {key: value for key, value in chart["links"][place].items() if key not in ("share", "count")}
    return chart


def agreeing_sets() -> st.SearchStrategy[list[Document]]:
    """The same of two or three charts that never say different values of one body: they may leave a value out, and date a body differently."""

    def made(seed: int) -> list[Document]:
        drawn = _set(Random(seed), 2)
        said: Document = {}
        for chart in drawn:
            for entry in chart["nodes"]:
                for key in entry.keys() - {"id", "name", "same_as", "valid_from", "valid_to"}:
                    entry[key] = said.setdefault((entry["id"], key), entry[key])
        return drawn

    return st.integers(0, 2**64 - 1).map(made)


def _set(random: Random, least: int = 1) -> list[Document]:
    about = themes(random)
    pool = bodies(random, about, 9)
    first: dict[str, str] = {}
    found: list[Document] = []
    for number in range(random.randint(least, 3)):
        chart = chart_of(random, f"c{number}", about, [body for body in pool if random.random() < 0.7], 12)
        for entry in chart["nodes"]:
            if "repeat" in entry:
                continue  # the members of a set are nobody else
            if entry["id"] not in first:
                first[entry["id"]] = f"{chart['chart']}:{entry['id']}"
            elif random.random() < 0.5:
                entry |= {"same_as": first[entry["id"]], "name": f"又名{entry['id']}"}
        for entry in (*chart["nodes"], *chart["links"]):  # charts date differently what they share
            for key in ("valid_from", "valid_to"):
                if random.random() < 0.2:
                    entry[key] = random.choice(WRITTEN_DATES)
            _mend_period(entry)
        found.append(chart)
    return found


def chart_of(random: Random, name: str, about: list[LinkKind], held: list[Body], links: int = 25) -> Document:
    as_of = random.choice(DATES)
    return {
        "chart": name,
        "title": {"zh": "随机图"},
        "as_of": as_of,
        "area": random.choice(AREAS),
        "level": random.choice(LEVELS.ids),
        "areas": [OWN_AREA],
        "sources": [{"id": "s1", "title": "s1"}],
        "complete": [_slice(random) for _ in range(random.randint(0, 2))],
        "claims": [_slice(random) | random.choice(CLAIMED) for _ in range(random.randint(0, 2))],
        "nodes": [_node(random, body) for body in held],
        "links": _links(random, about, held, as_of, random.randint(0, links)),
    }


def themes(random: Random) -> list[LinkKind]:
    """A few kinds of link that a chart is mostly about, so that they have to do with each other: all that play a part in
    coverage, in inheriting it, in paths, in reach, or just any."""
    families = (
        LINKS.terms,
        [kind for kind in LINKS if kind.id in COVERING],
        [kind for kind in LINKS if kind.scoped or kind.id == "SUBORDINATE_TO"],
        [kind for kind in LINKS if kind.id in walks.COORDINATION.links()],
        [kind for kind in LINKS if kind.id in walks.SUPERVISION.links()],
    )
    family = random.choice(families)
    return random.sample(family, min(random.randint(2, 5), len(family)))


def bodies(random: Random, about: list[LinkKind], high: int) -> list[Body]:
    """Bodies from high to low level: of the kinds that the links join, in a few areas."""
    ends = [kind for pair in (random.choice(link.pairs) for link in about) for kind in pair]
    kinds = [*ends, *(kind for kind in ends if kind in OVERSEEN), random.choice(KINDS.ids)]
    areas = random.sample(AREAS, random.randint(1, 3))
    levels = random.sample(LEVELS.ids, random.randint(1, 4))
    found = [(random.choice(kinds), random.choice(levels), random.choice(areas)) for _ in range(random.randint(3, high))]
    found.sort(key=lambda one: LEVELS.code(one[1]))
    return [Body(f"n{number}", *one) for number, one in enumerate(found)]


def _node(random: Random, body: Body) -> Document:
    entry: Document = {"id": body.id, "kind": body.kind, "name": f"机构{body.id}", "level": body.level, "area": body.area}
    for attribute in NODE_ATTRIBUTES:
        if attribute.written and attribute.id not in (*entry, *NO_RULES) and attribute.applies(body.kind) and random.random() < _odds(attribute):
            entry[attribute.id] = _value(random, attribute)
    _mend_period(entry)
    _told_besides(entry, f"{body.id} {body.kind}")
    if "count" not in entry and random.random() < 0.08:
        entry["repeat"] = random.randint(2, 3)
    return entry


def _links(random: Random, about: list[LinkKind], held: list[Body], as_of: str, number: int) -> list[Document]:
    """Links among bodies: first the kind, four of five times one that the chart is about, then the ends."""
    ends = [(kind, pairs) for kind in LINKS if (pairs := [(a, b) for a in held for b in held if _permitted(kind, a, b)])]
    likely = [one for one in ends if one[0] in about] or ends
    found: list[Document] = []
    for _ in range(number if ends else 0):
        kind, pairs = random.choice(likely if random.random() < 0.8 else ends)
        found.append(_link(random, kind, *random.choice(pairs), as_of))
    return found


def _permitted(kind: LinkKind, source: Body, target: Body) -> bool:
    """Whether a link may stand: its ends, no link to itself, no circle, no leading upwards."""
    if source == target or not kind.permits(source.kind, target.kind):
        return False
    if kind.acyclic and int(source.id[1:]) > int(target.id[1:]):
        return False
    return not (kind.downward and source.kind == target.kind and LEVELS.code(source.level) > LEVELS.code(target.level))


def _link(random: Random, kind: LinkKind, source: Body, target: Body, as_of: str) -> Document:
    basis = "assigned" if random.random() < 0.5 else random.choice(BASES.ids)  # else hardly a way would come through
    entry: Document = {"kind": kind.id, "from": source.id, "to": target.id, "basis": basis}
    form = random.choice((*FORMS.ids, "") if kind.forms is None else kind.forms)
    if form:
        entry["form"] = form
    assumed = kind.assumes(form)
    early = days.last_day(as_of) < days.first_day(BOTH_POWERS_SINCE)
    if (assumed and early) or random.random() < 0.3:
        entry["authority"] = random.sample(kind.authorities, random.randint(0, len(kind.authorities)))
    for attribute in LINK_ATTRIBUTES:
        if attribute.id in (*entry, "form", "authority", *NO_RULES) or not attribute.applies(kind.id):
            continue
        if random.random() < (0.9 if attribute.type == "year" else _odds(attribute)):
            entry[attribute.id] = _value(random, attribute)
        elif attribute.id == "mechanism" and kind.id == "COORDINATES_WITH":
            entry[attribute.id] = "counterpart"
    _mend_period(entry)
    _told_besides(entry, f"{kind.id} {source.id} {target.id}", PERIODS)
    return entry


def _told_besides(entry: Document, seed: str, periods: tuple[str, ...] = ()) -> None:
    """Period and evidence of some entries, drawn apart: what decides grades and paths doesn't hang on them."""
    apart = Random(seed)
    if periods and apart.random() < 0.3:
        entry["period"] = apart.choice(periods)
    if apart.random() < 0.2:
        entry["evidence"] = apart.sample(EVIDENCE, apart.randint(1, len(EVIDENCE)))


def _odds(attribute: Attribute) -> float:
    """How often a chart writes a key: seldom what would take most bodies and links out of play."""
    return {"first_day": 0.05, "last_day": 0.05, "count": 0.15}.get(attribute.type, 0.5)


def _value(random: Random, attribute: Attribute) -> Any:
    if attribute.vocabulary is not None:
        words = attribute.vocabulary.ids
        return random.choice(words) if attribute.type == "term" else random.sample(words, random.randint(0, len(words)))
    if attribute.type == "number":
        return random.randint(0, 6)
    if attribute.type == "year":
        return random.randint(2013, 2022)
    if attribute.type in ("first_day", "last_day"):
        return random.choice(WRITTEN_DATES)
    return random.choice((1, 5, "unknown")) if attribute.type == "count" else "文字"


def _slice(random: Random) -> Document:
    entry: Document = {"forms": random.sample(FORMS.ids, random.randint(1, 4))}
    if random.random() < 0.5:
        entry["area"] = random.choice(AREAS)
    if random.random() < 0.7:
        entry["levels"] = random.sample(LEVELS.ids, random.randint(1, 5))
    if random.random() < 0.3:
        entry["categories"] = random.sample(CATEGORIES.ids, random.randint(1, 6))
    for key in ("valid_from", "valid_to"):
        if random.random() < 0.2:
            entry[key] = random.choice(WRITTEN_DATES)
    _mend_period(entry)
    return entry


def _mend_period(entry: Document) -> None:
    if "valid_from" in entry and "valid_to" in entry and days.first_day(entry["valid_from"]) > days.last_day(entry["valid_to"]):
        del entry["valid_to"]


# -- from documents to graphs -------------------------------------------------------------------------------------------


def read_chart(document: Document) -> Chart:
    """A chart out of a document; what is drawn above is valid."""
    reading = build(documents(json.dumps(document))[0], "random.json")
    assert reading.chart is not None, reading.problems
    return reading.chart


def graph_from(*drawn: Document, as_of: datetime.date | str | None = None) -> Graph:
    return graph_of([read_chart(one) for one in drawn], as_of)


def overseers(graph: Graph) -> list[str]:
    return [str(name) for name, kind in zip(graph.nodes["id"], graph.nodes["kind"], strict=True) if kind in OVERSEERS]
