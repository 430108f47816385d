"""A picture as the data of its page: columns of numbers and texts, nothing said twice, no markup."""

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
from oversight_graph.picture.i18n import rows_of
from oversight_graph.picture.labels import visible
from oversight_graph.picture.layout import FONT, LINE, MARGIN_X, MARGIN_Y, STRIPE, Layout
from oversight_graph.picture.placement import NOBODY
from oversight_graph.picture.search_index import folding, initials, scripts
from oversight_graph.picture.subgraph import Subgraph

_PLAIN = ("name", "name_en", "level", "area", "placeholder")
_MOST_ROUTED = 6000
"""From so many links on they run straight: nobody could follow a bend among them."""
_ROOM = 24
"""Squares around a picture without regions in which links may swing out."""
_CLEAR = 18.0
_GRADE_SIGNS = "-?012345"
"""A character for each grade from OVERSEER on; `theme.model` says the same of each grade."""


def data_of(cut: Subgraph, *layouts: Layout) -> dict[str, Any]:
    """All that the page needs of the graph.

    Cost: linear in nodes, links and ways of coverage.

    Parameters
    ----------
    cut
        What is drawn.
    *layouts
        One for each language in which names differ; the regions of the first stand for all.

    Returns
    -------
    What JSON can hold; columns as `pack` makes them, read by `page/unpack.js`.
    """
    nodes, links = rows_of(cut.graph.node_table, cut.nodes), rows_of(cut.graph.link_table, cut.links)
    sources = _Numbers()
    charts = list(cut.graph.headers)
    coverage = coverage_data(cut)
    return {
        "size": [len(nodes), len(links), len(coverage.ways)],
        "nodes": _nodes(cut, nodes, sources, charts),
        "links": _links(cut, links, quiet_links(cut, layouts[0]), sources, charts),
        "cover": _cover(cut, coverage),
        "lots": _lots(cut, layouts[0]),
        "places": [_place(cut, placed) for placed in layouts],
        "seek": _seek(nodes),
        "areas": _areas(cut),
        "charts": [_chart(cut, chart) for chart in charts],
        "sources": [_source(cut, name) for name in sources.known],
    }


class _Numbers:
    """Texts numbered as they come."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}

    def __call__(self, text: str) -> int:
        return self.known.setdefault(text, len(self.known))


def _nodes(cut: Subgraph, nodes: list[dict[str, Any]], sources: _Numbers, charts: list[str]) -> dict[str, Any]:
    columns: dict[str, Any] = {
        "id": pack(cut.ids),
        "name": pack([visible(str(node["name"] or node["id"])) for node in nodes]),
        "en": pack([visible(node["name_en"]) if node["name_en"] else None for node in nodes]),
        "kind": pack(cut.kind.tolist()),
        "level": pack(cut.level.tolist()),
        "area": pack(cut.area),
        "focus": pack([True if one else None for one in np.isin(cut.nodes, cut.focus).tolist()]),
    }
    return columns | _common(nodes, NODE_ATTRIBUTES, sources, charts)


def _links(cut: Subgraph, links: list[dict[str, Any]], quiet: Sequence[bool], sources: _Numbers, charts: list[str]) -> dict[str, Any]:
    columns: dict[str, Any] = {
        "id": pack([link["id"] for link in links]),
        "from": pack(cut.source.tolist()),
        "to": pack(cut.target.tolist()),
        "kind": pack(cut.link_kind.tolist()),
        "quiet": pack([True if one else None for one in quiet]),
    }
    return columns | _common(links, LINK_ATTRIBUTES, sources, charts)


def _place(cut: Subgraph, placed: Layout) -> dict[str, Any]:
    """Where everything stands: boxes with their lines of text, bends of the links, and what is outlined behind them."""
    many = len(cut.links) > _MOST_ROUTED
    boxes = placed.boxes()
    if not placed.lots and not placed.rings:  # along a path there is room to keep clear of the boxes
        boxes += np.array([-1, -1, 1, 1]) * _CLEAR
    bent = [0.0] * len(cut.links) if many else bends(boxes, cut.source, cut.target, 3 if placed.lots else _ROOM)
    return {
        "label": pack(["\n".join(lines) for lines in placed.lines]),
        "x": pack([round(value) for value in placed.x.tolist()]),
        "y": pack([round(value) for value in placed.y.tolist()]),
        "bend": pack([round(one, 2) if one else 0 for one in bent]),
        "lots": [_whole(lot.box) for lot in placed.lots],
        "cards": [[number, *_whole(card)] for number, lot in enumerate(placed.lots) for card in lot.cards],
        "zones": [[number, node, *_whole(box)] for number, lot in enumerate(placed.lots) for node, box in lot.zones],
        "bands": [[band.level, *_whole(band.box)] for band in placed.bands],
        "rings": [_whole(ring) for ring in placed.rings],
        "frame": _whole(placed.frame),
        "box": {"width": placed.width, "stripe": STRIPE, "margin": MARGIN_X, "pad": MARGIN_Y, "font": FONT, "line": LINE, "head": placed.head},
    }


def _common(entries: list[dict[str, Any]], attributes: Vocabulary[Attribute], sources: _Numbers, charts: list[str]) -> dict[str, Any]:
    """The attributes that the model declares, and where an entry comes from."""
    at = {chart: number for number, chart in enumerate(charts)}
    columns = {f"a:{one.id}": pack([_value(one, entry[one.id]) for entry in entries]) for one in attributes if one.id not in _PLAIN}
    columns["periods"] = pack([_periods(entry, at) for entry in entries])
    columns["charts"] = pack([[at[chart] for chart in entry["charts"] if chart in at] for entry in entries])
    columns["sources"] = pack([[_reference(one, sources) for one in entry["sources"]] for entry in entries])
    return columns


def _periods(entry: dict[str, Any], at: dict[str, int]) -> list[Any] | None:
    """Where charts date an entry differently: by each chart that is drawn its number, the first and the last day, one after the other."""
    periods = periods_of(entry)
    if not periods:
        return None
    return [part for one in periods if one.chart in at for part in (at[one.chart], *(None if day in ALWAYS else str(day) for day in (one.first, one.last)))]


def _value(attribute: Attribute, value: Any) -> Any:
    if value is None or value == []:
        return None
    if attribute.type == "period":
        return [durations.in_words(str(value), lang) for lang in ("zh", "en")]
    if attribute.vocabulary is not None:
        codes = [attribute.vocabulary.code(one) for one in (value if attribute.list else [value])]
        return codes if attribute.list else codes[0]
    if attribute.list:
        return [visible(str(one)) for one in value]
    return value if isinstance(value, (int, bool)) else visible(str(value))


def _reference(reference: str, sources: _Numbers) -> str:
    name, _, locator = reference.partition(" ")
    return f"{sources(name)} {visible(locator)}".strip()


def _source(cut: Subgraph, name: str) -> str:
    """A source as one would cite it."""
    chart, _, own = name.partition(":")
    header = cut.graph.headers.get(chart)
    source = next((one for one in header.sources if one.id == own), None) if header else None
    return ", ".join(visible(part) for part in (source.title, source.publisher, source.date) if part) if source else visible(name)


def _chart(cut: Subgraph, chart: str) -> dict[str, Any]:
    header = cut.graph.headers[chart]
    zh, en = header.title_zh or header.title_en or chart, header.title_en or header.title_zh or chart
    listed = [", ".join(visible(part) for part in (one.title, one.publisher, one.date) if part) for one in header.sources]
    return {"id": chart, "title": [visible(zh), visible(en)], "asOf": header.as_of, "sources": listed}


def _areas(cut: Subgraph) -> list[list[str]]:
    """Of each area its code and its names."""
    return [[visible(code), *names] for code, names in zip(cut.areas, area_names(cut.graph, cut.areas), strict=True)]


def _cover(cut: Subgraph, coverage: CoverageData) -> dict[str, Any]:
    """Grades as a character for each node, statuses as a digit (`-`: no norm asks); ways as columns. A body that isn't drawn
    is told by its name."""
    size = len(cut)
    at = np.full(len(cut.graph), -1, np.int64)
    at[cut.nodes] = np.arange(size)
    outside = _Numbers()
    bodies = [int(at[way.body]) if at[way.body] >= 0 else size + outside(str(way.body)) for way in coverage.ways]
    away = rows_of(cut.graph.node_table, [int(one) for one in outside.known])
    statuses = [["-"] * size for _ in FORMS]
    reasons: list[list[int | None]] = [[None] * size for _ in FORMS]
    norms: list[list[str | None]] = [[None] * size for _ in FORMS]
    for one in coverage.findings:
        statuses[one.form][one.node] = str(one.status)
        reasons[one.form][one.node] = one.reasons or None
        norms[one.form][one.node] = ", ".join(map(visible, one.norms))
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
        "outside": [[visible(str(row["name"] or row["id"])), visible(str(row["name_en"] or row["name"] or row["id"]))] for row in away],
    }


def _seek(nodes: list[dict[str, Any]]) -> dict[str, Any]:
    names = [[str(one) for one in (node["name"], *(node["aliases"] or ())) if one] for node in nodes]
    return {
        "initials": pack([" ".join(initials(one)) for one in names]),
        "scripts": scripts(text for one in names for text in one),
    } | folding()


def _lots(cut: Subgraph, placed: Layout) -> dict[str, Any]:
    """Whose the regions are (level, commission, area, part, how many stand in them), and the region of each node."""
    of_node = [-1] * len(cut)
    for number, lot in enumerate(placed.lots):
        for node in lot.panel.nodes:
            of_node[node] = number
    panels = [lot.panel for lot in placed.lots]
    return {"rows": [[panel.level, panel.commission, panel.area, panel.part, len(panel.nodes)] for panel in panels], "of": pack(of_node)}


def _whole(numbers: Iterable[float]) -> list[int]:
    return [round(one) for one in numbers]


def quiet_links(cut: Subgraph, placed: Layout) -> Sequence[bool]:
    """The links that the regions show already: from a commission down into its own region, and a membership in the outline
    of its collaboration. The page can show them, and does where one of their ends is chosen.

    Parameters
    ----------
    cut
        What is drawn.
    placed
        Where it stands; without regions no link is quiet.

    Returns
    -------
    For each link of the cut whether it is one of these.
    """
    commission, level = [NOBODY] * len(cut), [-1] * len(cut)
    inside: list[set[int]] = [set() for _ in range(len(cut))]
    for lot in placed.lots:
        for node in lot.panel.nodes:
            commission[node], level[node] = lot.panel.commission, lot.panel.level
        for zone in _all_zones(lot.panel.zones):
            for node in zone.nodes:
                inside[node].add(zone.head)
    downward, membership = ([LINKS.code(kind) for kind in walks.SUPERVISION.links(step)] for step in ("dispatched", "member"))
    quiet = []
    for a, b, code in zip(cut.source.tolist(), cut.target.tolist(), cut.link_kind.tolist(), strict=True):
        down = code in downward and commission[b] == a and level[b] == level[a]
        quiet.append(down or (code in membership and b in inside[a]))
    return quiet


def _all_zones(zones: Iterable[Any]) -> Iterable[Any]:
    for zone in zones:
        yield zone
        yield from _all_zones(zone.zones)
