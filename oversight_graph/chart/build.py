"""From a document to a chart: the header and the entries, with all problems of the file in one go."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from typing import TypeVar

from oversight_graph.chart.chart import Chart, Claim, Entry, Header, OwnArea, Slice, Source
from oversight_graph.chart.check import check_links
from oversight_graph.chart.cite import read_sources
from oversight_graph.chart.document import Mapping, Plain, Sequence, Value
from oversight_graph.chart.entries import Ids, link_entry, node_entry
from oversight_graph.chart.keys import Keys, shape
from oversight_graph.chart.problems import Problem, errors
from oversight_graph.model import CATEGORIES, FORMS, LEVELS, days
from oversight_graph.model.areas import EVERYWHERE, Areas, is_gb

HEADER_KEYS = ("chart", "title", "as_of", "area", "level", "areas", "sources", "complete", "claims", "nodes", "links")
_CHART_ID = "abcdefghijklmnopqrstuvwxyz0123456789-"

S = TypeVar("S", bound=Slice)


@dataclass(frozen=True)
class Reading:
    """What came out of one document: a chart (None if it has errors) and its problems."""

    chart: Chart | None
    problems: tuple[Problem, ...]


def build(document: Value, file: str, defaults: AnyMapping[str, str] | None = None) -> Reading:
    """A chart and its problems out of a document. `defaults`: header keys for a file that doesn't say them itself.

    Cost: one pass over the entries, and one over the links per kind that must not run in a circle.
    """
    problems: list[Problem] = []
    if not isinstance(document, Mapping):
        what = "is empty" if document is None else f"holds {shape(document)} where a chart is expected"
        todo = "write a chart: `chart: id`, `as_of: date`, `sources:`, `nodes:`, `links:` …"
        return Reading(None, (Problem("error", file, 1, "", f"the document {what}", todo),))
    for key, value in (defaults or {}).items():
        document.setdefault(key, Plain(value))
    keys = Keys(document, "", file, problems)
    keys.unknown(HEADER_KEYS)
    header = _header(keys)
    ids = Ids(header)
    nodes: list[Entry] = []
    node_lines: list[int] = []
    for number, item in enumerate(_items(keys, "nodes")):
        if not isinstance(item, Mapping):
            keys.problem("nodes", f"nodes[{number}] is {shape(item)} where a node is expected", "write {id: …, kind: …, name: …, source: …}")
            continue
        place = Keys(item, f"nodes[{number}]", file, problems, str(item.get("id") or ""))
        entry = node_entry(place, header)
        if entry is None:
            ids.refused.add(str(item.get("id")))
        elif ids.add(entry, place):
            nodes.append(entry)
            node_lines.append(item.line)
    links: list[Entry] = []
    places: list[Keys] = []
    for number, item in enumerate(_items(keys, "links")):
        if not isinstance(item, Mapping):
            keys.problem("links", f"links[{number}] is {shape(item)} where a link is expected", "write {kind: …, from: …, to: …, source: …}")
            continue
        place = Keys(item, f"links[{number}]", file, problems)
        link = link_entry(place, header, ids)
        if link is not None:
            links.append(link)
            places.append(place)
    check_links(header, ids, links, places)
    if errors(problems):
        return Reading(None, tuple(problems))
    chart = Chart(header, tuple(nodes), tuple(links), file, tuple(node_lines), tuple(place.mapping.line for place in places))
    return Reading(chart, tuple(problems))


def _items(keys: Keys, key: str) -> list[Value]:
    value = keys.get(key)
    if value is None:
        return []
    if not isinstance(value, Sequence):
        keys.problem(key, f"`{key}` is {shape(value)} where a list is expected", f"write `{key}:` and the entries below it, each after `- `")
        return []
    return list(value)


def _header(keys: Keys) -> Header:
    chart = keys.text("chart", required=True) or ""
    if chart and (not set(chart) <= set(_CHART_ID) or chart.startswith("-")):
        keys.problem("chart", f"`{chart}` is no id of a chart", "use a-z, 0-9 and -, beginning with a letter or a digit")
    title = keys.name("title", required=False) or {"zh": chart}
    if not keys.has("as_of"):
        keys.problem("", "`as_of` is missing", "add the date that the chart describes, as `as_of: 2020-12-31`")
    as_of = keys.day("as_of", days.last_day) or "2000"
    areas = tuple(area for number, item in enumerate(_items(keys, "areas")) if (area := _own_area(keys, number, item)) is not None)
    own = Areas({area.code: area.part_of for area in areas})
    _check_areas(keys, areas, own)
    area = keys.text("area")
    level = keys.term("level", LEVELS)
    sources = tuple(source for number, item in enumerate(_items(keys, "sources")) if (source := _source(keys, number, item)) is not None)
    names = [source.id for source in sources]
    for name in sorted({name for name in names if names.count(name) > 1}):
        keys.problem("sources", f"the source `{name}` stands twice", "give each source an id of its own")
    if not _items(keys, "sources"):
        keys.problem("sources" if "sources" in keys.mapping else "", "the chart names no source", "add `sources: [{id: s1, title: …}]`: every node and link rests on one")
    header = Header(chart, title["zh"], title.get("en"), as_of, area, level, areas, sources)
    complete = _slices(keys, "complete", header, Slice)
    claims = _slices(keys, "claims", header, Claim)
    return Header(chart, title["zh"], title.get("en"), as_of, area, level, areas, sources, complete, claims)


def _own_area(keys: Keys, number: int, item: Value) -> OwnArea | None:
    if not isinstance(item, Mapping):
        keys.problem("areas", f"areas[{number}] is {shape(item)} where an area is expected", "write {code: …, name: …, part_of: …}")
        return None
    inner = Keys(item, f"areas[{number}]", keys.file, keys.problems)
    inner.unknown(("code", "name", "part_of"))
    code, name, part_of = inner.text("code", required=True), inner.name(required=False) or {}, inner.text("part_of")
    return None if code is None else OwnArea(code, name.get("zh"), name.get("en"), part_of)


def _check_areas(keys: Keys, areas: tuple[OwnArea, ...], own: Areas) -> None:
    codes = [area.code for area in areas]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        keys.problem("areas", f"the area `{code}` is declared twice", "keep one of the two")
    for area in areas:
        if area.code == EVERYWHERE:
            keys.problem("areas", "`CN` holds everything and can't be declared", "remove it")
        elif is_gb(area.code) and area.part_of is not None and not own.holds(area.part_of, area.code):
            keys.problem("areas", f"`{area.code}` is a code of GB/T 2260 and no part of `{area.part_of}`", "leave part_of out: the code says where it belongs")
    circle = own.circle()
    if circle:
        keys.problem("areas", f"the areas run in a circle: {' → '.join([*circle, circle[0]])}", "mend one part_of")


def _source(keys: Keys, number: int, item: Value) -> Source | None:
    if not isinstance(item, Mapping):
        keys.problem("sources", f"sources[{number}] is {shape(item)} where a source is expected", "write {id: s1, title: …}")
        return None
    inner = Keys(item, f"sources[{number}]", keys.file, keys.problems)
    inner.unknown(("id", "title", "publisher", "date", "url"))
    name, title = inner.text("id", required=True), inner.text("title")
    if name is not None and any(letter.isspace() for letter in name):
        inner.problem("id", f"the id `{name}` holds a space", "what follows a space is read as the locator: write it without")
        return None
    return None if name is None else Source(name, title or name, inner.text("publisher"), inner.day("date", days.last_day), inner.text("url"))


def _slices(keys: Keys, key: str, header: Header, kind: type[S]) -> tuple[S, ...]:
    found: list[S] = []
    for number, item in enumerate(_items(keys, key)):
        if not isinstance(item, Mapping):
            keys.problem(key, f"{key}[{number}] is {shape(item)} where a mapping is expected", "write {forms: …, area: …, levels: …}")
            continue
        inner = Keys(item, f"{key}[{number}]", keys.file, keys.problems)
        claim = kind is Claim
        inner.unknown(
            ("form", "forms", "area", "levels", "categories", "valid_from", "valid_to", "note")
            + (("id", "covered", "of", "source", "sources") if claim else ())
        )
        forms = dict.fromkeys([*(inner.terms("form", FORMS) or []), *(inner.terms("forms", FORMS) or [])])
        if not forms and not (inner.has("form") or inner.has("forms")):
            inner.problem("", "names no form", f"add `form: …`, one of {', '.join(FORMS.ids)}")
        area = inner.text("area") or header.area
        if area is None:
            inner.problem("", "names no area, and the chart has none", "add `area: …` here or to the chart")
        levels = inner.terms("levels", LEVELS) or ([header.level] if header.level else [])
        if not levels and not inner.has("levels"):
            inner.problem("", "names no levels, and the chart has none", "add `levels: [...]` here or `level: …` to the chart")
        inner.period()
        common = (
            tuple(forms), area or "", tuple(level for level in levels if level), tuple(inner.terms("categories", CATEGORIES) or ()),
            inner.day("valid_from", days.first_day), inner.day("valid_to", days.last_day),
        )  # fmt: skip
        found.append(_claim(inner, number, header, common) if claim else kind(*common))  # type: ignore[arg-type]
    return tuple(found)


def _claim(inner: Keys, number: int, header: Header, common: tuple[object, ...]) -> Claim:
    covered, of = inner.integer("covered", 0), inner.integer("of", 0)
    if covered is not None and of is not None and covered > of:
        inner.problem("covered", f"covered ({covered}) is above `of` ({of})", "swap or mend the two numbers")
    return Claim(
        *common,  # type: ignore[arg-type]
        id=inner.text("id") or f"claim-{number + 1}",
        covered=covered,
        of=of,
        sources=tuple(read_sources(inner, header)),
        note=inner.text("note"),
    )
