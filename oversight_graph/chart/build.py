"""From a document to a chart: the header and the entries, with all problems of the file in one go."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, replace
from typing import TypedDict

from oversight_graph.chart.area_fields import AreaFields
from oversight_graph.chart.chart import Chart, Claim, DeclaredArea, DeclaredSlice, Header, Source
from oversight_graph.chart.citing import read_sources
from oversight_graph.chart.entry import LinkEntry, NodeEntry
from oversight_graph.chart.entry_reading import EntryIds, is_chart_id, link_entry, node_entry
from oversight_graph.chart.link_rules import LinkRules
from oversight_graph.chart.never_known import NeverKnown
from oversight_graph.chart.organisations_only import check_no_persons
from oversight_graph.chart.unsure_name import UnsureName
from oversight_graph.messages import Message, message
from oversight_graph.model import BOTH_POWERS_SINCE, CATEGORIES, FORMS, LEVELS, days
from oversight_graph.model.areas import EVERYWHERE, Areas, canonical, is_gb
from oversight_graph.parsing.document import MappingNode, SequenceNode, Value
from oversight_graph.parsing.field_reader import FieldReader
from oversight_graph.parsing.written_values import cut, is_id, shape
from oversight_graph.problems import Problem, errors

A_CHART = message("chart.how_to_write")
"""What to do where there is no chart."""
HEADER_KEYS = ("chart", "title", "as_of", "area", "level", "areas", "sources", "complete", "claims", "nodes", "links")


@dataclass(frozen=True)
class ChartReading:
    """What came out of one document: a chart (None if it has errors) and its problems.

    `understood`: what was recognised in a file that isn't written for this program, a line each; `guess`: the same as a mapping
    that a user can correct and give back; `cells`: of each table of such a file, how many cells it holds and what became of them;
    `unsure`: the names of it of which a user should say what they are.
    """

    chart: Chart | None
    problems: tuple[Problem, ...]
    understood: tuple[Message, ...] = ()
    guess: AnyMapping[str, object] | None = None
    cells: tuple[AnyMapping[str, object], ...] = ()
    unsure: tuple[UnsureName, ...] = ()


def build(document: Value, file: str, defaults: AnyMapping[str, Value] | None = None, line: int = 1) -> ChartReading:
    """A chart and its problems out of a document (contract §1), which is used up: its entries leave it as they are read.

    Parameters
    ----------
    document
        The chart as it was written.
    file
        How messages call the file.
    defaults
        Keys of the header for a file that doesn't say them itself; what it says stands.
    line
        Where the document begins, from 1.

    Returns
    -------
    The chart, None where a problem is an error. Cost: one pass over the entries, and one over the links per kind that must not run in a circle.
    """
    problems: list[Problem] = []
    if not isinstance(document, MappingNode):
        return ChartReading(None, (Problem("error", file, line, "", message("chart.no_chart", value=shape(document), how=A_CHART)),))
    keys = FieldReader(document.filled(defaults) if defaults else document, "", file, problems)
    keys.unknown(HEADER_KEYS)
    header = _header(keys)
    ids = EntryIds(header)
    ids.nodes_unreadable = "nodes" in keys.values and not isinstance(keys.get("nodes"), SequenceNode)
    nodes: list[NodeEntry] = []
    node_lines = array("q")
    never_known = NeverKnown(header, ids)
    for place in _entries(keys, "nodes"):
        written = place.get("id")
        place.subject = cut(written) if isinstance(written, str) else ""
        entry = node_entry(place, header, ids)
        if entry is None:
            if isinstance(written, str):
                ids.refused.add(written)
        elif ids.add(entry, place):
            nodes.append(entry)
            node_lines.append(place.mapping.line)
            never_known.look_at_node(entry, place)
    links: list[LinkEntry] = []
    link_lines = array("q")
    rules = LinkRules(header, ids, file)
    for place in _entries(keys, "links"):
        link = link_entry(place, header, ids)
        if link is not None:
            links.append(link)
            link_lines.append(place.mapping.line)
            rules.look(link, place)
            never_known.look_at_link(link, place)
    never_known.say()
    rules.together()
    problems += rules.problems
    if errors(problems):
        return ChartReading(None, tuple(problems))
    if not nodes:
        keys.problem("", message("chart.no_nodes"), severity="warning")
    return ChartReading(Chart(header, tuple(nodes), tuple(links), file, node_lines, link_lines), tuple(problems))


_ENTRY_EXPECTED = {
    "nodes": "chart.node_expected",
    "links": "chart.link_expected",
    "areas": "chart.area_expected",
    "sources": "chart.source_expected",
    "complete": "chart.complete_expected",
    "claims": "chart.claim_expected",
}


def _entries(keys: FieldReader, key: str) -> Iterator[FieldReader]:
    """Each mapping of a list; what else stands there, or instead of the list, is noted."""
    if key not in keys.values:
        return
    value = keys.get(key)
    if not isinstance(value, SequenceNode):  # nothing, too: a file cut off behind `links:` must not pass as a chart without links
        keys.problem(key, message("chart.list_expected", key=key, value=shape(value)))
        return
    for number, item in enumerate(value.taken()):
        if isinstance(item, MappingNode):
            yield keys.inner(item, key, number)
        else:
            keys.problem(key, Message(_ENTRY_EXPECTED[key], {"value": shape(item)}), item=number)


def _header(keys: FieldReader) -> Header:
    """The header. What is written wrong gets a stand-in: the chart won't be built, and nothing else shall seem wrong for want of it."""
    chart = keys.text("chart", required=True) or ""
    if chart and not is_chart_id(chart):
        keys.problem("chart", message("chart.no_chart_id", value=shape(chart)))
    title = keys.name("title", required=False) or {"zh": chart}
    if not keys.has("as_of"):
        keys.problem("as_of" if "as_of" in keys.values else "", message("chart.no_date"))
    as_of = keys.day("as_of", days.last_day) or BOTH_POWERS_SINCE
    area = keys.text("area") or (EVERYWHERE if keys.has("area") else None)
    level = keys.term("level", LEVELS) or (LEVELS.ids[0] if keys.has("level") else None)
    check_no_persons(keys, ("title",), ())
    areas, sources = tuple(_areas(keys, as_of)), tuple(_sources(keys))
    area = None if area is None else AreaFields(areas, as_of).code(keys, area)
    if not sources and (not keys.has("sources") or keys.get("sources") == []):
        keys.problem("", message("chart.no_sources"))
    bare = Header(chart, title["zh"], title.get("en"), as_of, area, level, areas, sources)
    named = AreaFields(areas, as_of, area)
    return replace(bare, complete=tuple(_complete(keys, bare, named)), claims=tuple(_claims(keys, bare, named)))


def _areas(keys: FieldReader, as_of: str) -> Iterator[DeclaredArea]:
    """The areas that a chart declares; what holds one may be written by its name, also that of another one of them."""
    places: dict[str, FieldReader] = {}
    part_of: dict[str, str | None] = {}
    written: list[tuple[FieldReader, DeclaredArea]] = []
    for place in _entries(keys, "areas"):
        place.unknown(("code", "name", "part_of"))
        check_no_persons(place, ("name",), ())
        code, name, above = place.text("code", required=True), place.name(required=False) or {}, place.text("part_of")
        if code is None:
            continue
        if not is_id(code):
            place.problem("code", message("chart.no_area_code", value=shape(code)))
        elif code == EVERYWHERE:
            place.problem("code", message("chart.everywhere_declared", area=code))
        elif _once(place, "code", canonical(code), places):
            part_of[canonical(code)] = above
        written.append((place, DeclaredArea(code, name.get("zh"), name.get("en"), above)))
    named = AreaFields([one for _, one in written], as_of)
    for place, one in written:
        above = None if one.part_of is None else named.code(place, one.part_of, "part_of")
        if part_of.get(canonical(one.code)) == one.part_of:
            part_of[canonical(one.code)] = above
        yield replace(one, part_of=above)
    own = Areas(part_of)
    for code, above in part_of.items():
        if is_gb(code) and above is not None and not own.holds(above, code):
            places[code].problem("part_of", message("chart.no_part_of", area=code, above=cut(above)))
    circle = own.circle()
    if circle:
        places[circle[0]].problem("part_of", message("chart.areas_in_circle", circle=[cut(code) for code in (*circle, circle[0])]))


def _sources(keys: FieldReader) -> Iterator[Source]:
    places: dict[str, FieldReader] = {}
    for place in _entries(keys, "sources"):
        place.unknown(("id", "title", "publisher", "date", "url"))
        check_no_persons(place, ("publisher",), ("title",))
        written, name = place.get("id"), place.text("id", required=True)
        if name is not None and any(letter.isspace() for letter in name):
            place.problem("id", message("chart.space_in_id", value=shape(name)))
        elif name is not None:
            _once(place, "id", name, places)
        known = (written.split() or [""])[0] if isinstance(written, str) else ""  # as an entry would cite it
        yield Source(known, place.text("title") or known, place.text("publisher"), place.day("date", days.last_day), place.text("url"))


def _once(place: FieldReader, key: str, name: str, places: dict[str, FieldReader]) -> bool:
    """Whether a name is new; else it is noted where it stands again."""
    first = places.setdefault(name, place)
    if first is not place:
        place.problem(key, message("chart.stands_twice", name=cut(name), section=place.keys[0], line=first.mapping.line))
    return first is place


_SLICE_KEYS = ("form", "forms", "area", "levels", "categories", "valid_from", "valid_to")


def _complete(keys: FieldReader, header: Header, named: AreaFields) -> Iterator[DeclaredSlice]:
    for place in _entries(keys, "complete"):
        place.unknown(_SLICE_KEYS)
        yield DeclaredSlice(**_slice(place, header, named))


def _claims(keys: FieldReader, header: Header, named: AreaFields) -> Iterator[Claim]:
    places: dict[str, FieldReader] = {}
    for number, place in enumerate(_entries(keys, "claims")):
        place.unknown((*_SLICE_KEYS, "id", "covered", "of", "source", "sources", "note"))
        name = place.text("id") or f"claim-{number + 1}"
        _once(place, "id", name, places)
        check_no_persons(place, (), ("note", "source", "sources"))
        covered, of = place.integer("covered", 0), place.integer("of", 0)
        if covered is not None and of is not None and covered > of:
            place.problem("covered", message("chart.covered_above_of", covered=covered, of=of))
        yield Claim(**_slice(place, header, named), id=name, covered=covered, of=of, sources=tuple(read_sources(place, header)), note=place.text("note"))


class _Slice(TypedDict):
    forms: tuple[str, ...]
    area: str
    levels: tuple[str, ...]
    categories: tuple[str, ...]
    valid_from: str | None
    valid_to: str | None


def _slice(place: FieldReader, header: Header, named: AreaFields) -> _Slice:
    forms = dict.fromkeys([*(place.terms("form", FORMS) or []), *(place.terms("forms", FORMS) or [])])
    if not (place.holds("form") or place.holds("forms")):
        place.problem("", message("chart.no_form", forms=FORMS.ids))
    written = place.text("area")
    area = header.area if written is None else named.code(place, written)
    if area is None:
        place.problem("", message("chart.no_area_of_slice"))
    levels = place.terms("levels", LEVELS) or ([header.level] if header.level else [])
    if not levels and not place.holds("levels"):
        place.problem("", message("chart.no_levels"))
    place.period()
    return {
        "forms": tuple(forms), "area": area or "", "levels": tuple(levels), "categories": tuple(place.terms("categories", CATEGORIES) or ()),
        "valid_from": place.day("valid_from", days.first_day), "valid_to": place.day("valid_to", days.last_day),
    }  # fmt: skip
