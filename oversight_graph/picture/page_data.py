"""A picture as the data of its page: columns of numbers and texts, nothing said twice, no markup.

A *group* is what one commission holds at one level, a *region* the rectangle that it takes in the picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from oversight_graph.chart.periods import ALWAYS, periods_of
from oversight_graph.model import FORMS, LINK_ATTRIBUTES, LINKS, NODE_ATTRIBUTES, Attribute, Vocabulary, durations, walks
from oversight_graph.picture.area_names import area_names
from oversight_graph.picture.compact_json import pack
from oversight_graph.picture.coverage_data import OVERSEER, CoverageData, coverage_data
from oversight_graph.picture.edge_routing import bends
from oversight_graph.picture.i18n import Translator, rows_of
from oversight_graph.picture.labels import visible
from oversight_graph.picture.layout import FONT, LINE, MARGIN_X, MARGIN_Y, STRIPE, Layout
from oversight_graph.picture.placement import NOBODY
from oversight_graph.picture.search_index import folding, initials, scripts
from oversight_graph.picture.set_data import set_data
from oversight_graph.picture.subgraph import Subgraph
from oversight_graph.rules.divisions import NO_DIVISION, divisions
from oversight_graph.rules.rule_links import unit_of_committee

_OWN_COLUMNS = ("name", "name_en", "level", "area", "placeholder")
"""Attributes that the page has as columns of its own, or doesn't show."""
_MOST_ROUTED = 6000
"""From so many links on they run straight: nobody could follow a bend among them."""
_ROOM = 24
"""Squares around a picture without regions in which links may swing out."""
_CLEARANCE = 18.0
"""Pixels that a link along a path keeps from every box."""
_GRADE_SIGNS = "-?012345"
"""A character for each grade from OVERSEER on; `theme.model` says the same of each grade."""


def data_of(subgraph: Subgraph, *layouts: Layout) -> dict[str, Any]:
    """All that the page needs of the graph.

    Cost: linear in nodes, links and ways of coverage.

    Parameters
    ----------
    subgraph
        What is drawn.
    *layouts
        One for each language in which names differ; the regions of the first stand for all.

    Returns
    -------
    What JSON can hold; columns as `pack` makes them, read by `page/unpack.js`.
    """
    nodes, links = rows_of(subgraph.graph.node_table, subgraph.nodes), rows_of(subgraph.graph.link_table, subgraph.links)
    sources = _Numbers()
    charts = list(subgraph.graph.headers)
    coverage = coverage_data(subgraph)
    return {
        "size": [len(nodes), len(links), len(coverage.ways)],
        "nodes": _nodes(subgraph, nodes, sources, charts),
        "links": _links(subgraph, links, quiet_links(subgraph, layouts[0]), sources, charts),
        "sets": set_data(subgraph),
        "cover": _cover(subgraph, coverage),
        "regions": _regions(subgraph, layouts[0]),
        "places": [_place(subgraph, placed) for placed in layouts],
        "search_index": _search(nodes),
        "areas": _areas(subgraph),
        "charts": [_chart(subgraph, chart) for chart in charts],
        "sources": [_source(subgraph, name) for name in sources.known],
    }


class _Numbers:
    """Texts numbered as they come."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}

    def __call__(self, text: str) -> int:
        return self.known.setdefault(text, len(self.known))


def _nodes(subgraph: Subgraph, nodes: list[dict[str, Any]], sources: _Numbers, charts: list[str]) -> dict[str, Any]:
    columns: dict[str, Any] = {
        "id": pack(subgraph.ids),
        "name": pack([visible(str(node["name"] or node["id"])) for node in nodes]),
        "en": pack([visible(node["name_en"]) if node["name_en"] else None for node in nodes]),
        "kind": pack(subgraph.kind.tolist()),
        "level": pack(subgraph.level.tolist()),
        "area": pack(subgraph.area),
        "focus": pack([True if in_focus else None for in_focus in np.isin(subgraph.nodes, subgraph.focus).tolist()]),
    }
    return columns | _common(nodes, NODE_ATTRIBUTES, sources, charts)


def _links(subgraph: Subgraph, links: list[dict[str, Any]], quiet: Sequence[bool], sources: _Numbers, charts: list[str]) -> dict[str, Any]:
    held = divisions(subgraph.graph)
    columns: dict[str, Any] = {
        "id": pack([link["id"] for link in links]),
        "from": pack(subgraph.source.tolist()),
        "to": pack(subgraph.target.tolist()),
        "kind": pack(subgraph.link_kind.tolist()),
        "quiet": pack([True if is_quiet else None for is_quiet in quiet]),
        "division": pack([number if number != NO_DIVISION else None for number in held.division[subgraph.links].tolist()]),
        "alone": pack([True if alone else None for alone in held.alone[subgraph.links].tolist()]),
        "one_each": pack([True if one_each else None for one_each in held.one_each[subgraph.links].tolist()]),
    }
    return columns | _common(links, LINK_ATTRIBUTES, sources, charts) | {"a:of": pack(_units(subgraph, links))}


def _units(subgraph: Subgraph, links: list[dict[str, Any]]) -> list[list[str] | str | None]:
    """Of each link the unit that it names by `of`: its two names, or its id where it isn't in the graph."""
    if all(link["of"] is None for link in links):
        return [None] * len(links)
    units = unit_of_committee(subgraph.graph, subgraph.links).tolist()
    rows = rows_of(subgraph.graph.node_table, [max(unit, 0) for unit in units])
    named = [[Translator(lang).name(row) for lang in ("zh", "en")] for row in rows]
    return [None if link["of"] is None else visible(link["of"]) if unit < 0 else names for link, unit, names in zip(links, units, named, strict=True)]


def _place(subgraph: Subgraph, placed: Layout) -> dict[str, Any]:
    """Where everything stands: boxes with their lines of text, bends of the links, and what is outlined behind them."""
    many = len(subgraph.links) > _MOST_ROUTED
    boxes = placed.boxes()
    if not placed.regions and not placed.rings:  # along a path there is room to keep clear of the boxes
        boxes += np.array([-1, -1, 1, 1]) * _CLEARANCE
    bent = [0.0] * len(subgraph.links) if many else bends(boxes, subgraph.source, subgraph.target, 3 if placed.regions else _ROOM)
    return {
        "label": pack(["\n".join(lines) for lines in placed.lines]),
        "x": pack([round(value) for value in placed.x.tolist()]),
        "y": pack([round(value) for value in placed.y.tolist()]),
        "bend": pack([round(bend, 2) if bend else 0 for bend in bent]),
        "regions": [_whole(region.box) for region in placed.regions],
        "cards": [[number, *_whole(card)] for number, region in enumerate(placed.regions) for card in region.cards],
        "zones": [[number, node, *_whole(box)] for number, region in enumerate(placed.regions) for node, box in region.zones],
        "strips": [[number, level, *_whole(box)] for number, region in enumerate(placed.regions) for level, box in region.strips],
        "bands": [[band.level, *_whole(band.box)] for band in placed.bands],
        "rings": [_whole(ring) for ring in placed.rings],
        "frame": _whole(placed.frame),
        "box": {"width": placed.width, "stripe": STRIPE, "margin": MARGIN_X, "pad": MARGIN_Y, "font": FONT, "line": LINE, "head": placed.head},
    }


def _common(entries: list[dict[str, Any]], attributes: Vocabulary[Attribute], sources: _Numbers, charts: list[str]) -> dict[str, Any]:
    """The attributes that the model declares, and where an entry comes from."""
    chart_number = {chart: number for number, chart in enumerate(charts)}
    columns = {
        f"a:{attribute.id}": pack([_value(attribute, entry[attribute.id]) for entry in entries]) for attribute in attributes if attribute.id not in _OWN_COLUMNS
    }
    columns["periods"] = pack([_periods(entry, chart_number) for entry in entries])
    columns["charts"] = pack([[chart_number[chart] for chart in entry["charts"] if chart in chart_number] for entry in entries])
    columns["sources"] = pack([[_reference(cited, sources) for cited in entry["sources"]] for entry in entries])
    return columns


def _periods(entry: dict[str, Any], chart_number: dict[str, int]) -> list[Any] | None:
    """Where charts date an entry differently: by each chart that is drawn its number, the first and the last day, one after the other."""
    periods = periods_of(entry)
    if not periods:
        return None
    return [
        part
        for period in periods
        if period.chart in chart_number
        for part in (chart_number[period.chart], *(None if day in ALWAYS else str(day) for day in (period.first, period.last)))
    ]


def _value(attribute: Attribute, value: Any) -> Any:
    if value is None or value == []:
        return None
    if attribute.type == "period":
        return [durations.in_words(str(value), lang) for lang in ("zh", "en")]
    if attribute.vocabulary is not None:
        codes = [attribute.vocabulary.code(word) for word in (value if attribute.list else [value])]
        return codes if attribute.list else codes[0]
    if attribute.list:
        return [visible(str(text)) for text in value]
    return value if isinstance(value, (int, bool)) else visible(str(value))


def _reference(reference: str, sources: _Numbers) -> str:
    name, _, locator = reference.partition(" ")
    return f"{sources(name)} {visible(locator)}".strip()


def _source(subgraph: Subgraph, name: str) -> str:
    """A source as one would cite it."""
    chart, _, own = name.partition(":")
    header = subgraph.graph.headers.get(chart)
    source = next((listed for listed in header.sources if listed.id == own), None) if header else None
    return ", ".join(visible(part) for part in (source.title, source.publisher, source.date) if part) if source else visible(name)


def _chart(subgraph: Subgraph, chart: str) -> dict[str, Any]:
    header = subgraph.graph.headers[chart]
    zh, en = header.title_zh or header.title_en or chart, header.title_en or header.title_zh or chart
    listed = [", ".join(visible(part) for part in (source.title, source.publisher, source.date) if part) for source in header.sources]
    return {"id": chart, "title": [visible(zh), visible(en)], "asOf": header.as_of, "sources": listed}


def _areas(subgraph: Subgraph) -> list[list[str]]:
    """Of each area its code and its names."""
    return [[visible(code), *names] for code, names in zip(subgraph.areas, area_names(subgraph.graph, subgraph.areas), strict=True)]


def _cover(subgraph: Subgraph, coverage: CoverageData) -> dict[str, Any]:
    """Grades as a character for each node, statuses as a digit (`-`: no norm asks); ways as columns. A body that isn't drawn
    is told by its name."""
    size = len(subgraph)
    row_of = np.full(len(subgraph.graph), -1, np.int64)
    row_of[subgraph.nodes] = np.arange(size)
    outside = _Numbers()
    bodies = [int(row_of[way.body]) if row_of[way.body] >= 0 else size + outside(str(way.body)) for way in coverage.ways]
    rows_outside = rows_of(subgraph.graph.node_table, [int(position) for position in outside.known])
    statuses = [["-"] * size for _ in FORMS]
    reasons: list[list[int | None]] = [[None] * size for _ in FORMS]
    norms: list[list[str | None]] = [[None] * size for _ in FORMS]
    for finding in coverage.findings:
        statuses[finding.form][finding.node] = str(finding.status)
        reasons[finding.form][finding.node] = finding.reasons or None
        norms[finding.form][finding.node] = ", ".join(map(visible, finding.norms))
    return {
        "grade": ["".join(_GRADE_SIGNS[grade - OVERSEER] for grade in form) for form in coverage.grade],
        "status": ["".join(form) for form in statuses],
        "reasons": [pack(form) for form in reasons],
        "norms": [pack(form) for form in norms],
        "applied": [visible(norm) for norm in coverage.norms],
        "ways": {
            "node": pack([way.node for way in coverage.ways]),
            "body": pack(bodies),
            "grade": pack([way.grade for way in coverage.ways]),
            "basis": pack([way.basis for way in coverage.ways]),
            "steps": pack([way.steps for way in coverage.ways]),
            "forms": pack([way.forms for way in coverage.ways]),
        },
        "outside": [[visible(str(row["name"] or row["id"])), visible(str(row["name_en"] or row["name"] or row["id"]))] for row in rows_outside],
    }


def _search(nodes: list[dict[str, Any]]) -> dict[str, Any]:
    names = [[str(name) for name in (node["name"], *(node["aliases"] or ())) if name] for node in nodes]
    return {
        "initials": pack([" ".join(initials(of_node)) for of_node in names]),
        "scripts": scripts(name for of_node in names for name in of_node),
    } | folding()


def _regions(subgraph: Subgraph, placed: Layout) -> dict[str, Any]:
    """Of each region whose group it is (level, commission, area, part, how many stand in it), and of each node its region."""
    of_node = [-1] * len(subgraph)
    for number, region in enumerate(placed.regions):
        for node in region.group.nodes:
            of_node[node] = number
    groups = [region.group for region in placed.regions]
    return {"rows": [[group.level, group.commission, group.area, group.part, len(group.nodes)] for group in groups], "of": pack(of_node)}


def _whole(numbers: Iterable[float]) -> list[int]:
    return [round(number) for number in numbers]


def quiet_links(subgraph: Subgraph, placed: Layout) -> Sequence[bool]:
    """The links that the regions show already: from a commission down into its own region, and a membership in the outline
    of its collaboration. The page can show them, and does where one of their ends is chosen.

    Parameters
    ----------
    subgraph
        What is drawn.
    placed
        Where it stands; without regions no link is quiet.

    Returns
    -------
    For each link of the subgraph whether it is one of these.
    """
    commission, level = [NOBODY] * len(subgraph), [-1] * len(subgraph)
    inside: list[set[int]] = [set() for _ in range(len(subgraph))]
    for region in placed.regions:
        for node in region.group.nodes:
            commission[node], level[node] = region.group.commission, region.group.level
        for zone in _all_zones(region.group.zones):
            for node in zone.nodes:
                inside[node].add(zone.head)
    downward, membership = ([LINKS.code(kind) for kind in walks.SUPERVISION.links(step)] for step in ("dispatched", "member"))
    quiet = []
    for start, end, code in zip(subgraph.source.tolist(), subgraph.target.tolist(), subgraph.link_kind.tolist(), strict=True):
        down = code in downward and commission[end] == start and level[end] == level[start]
        quiet.append(down or (code in membership and end in inside[start]))
    return quiet


def _all_zones(zones: Iterable[Any]) -> Iterable[Any]:
    for zone in zones:
        yield zone
        yield from _all_zones(zone.zones)
