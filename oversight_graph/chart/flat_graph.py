"""Charts as one graph of nodes and edges with flat attributes, for programs that draw and count graphs, and back again.

A node is called `chart:id` and has its name as `label`. What an entry has not written but shows all the same, because its kind or
its chart says it (level, area), is listed in `implied`; a count that no source states is listed in `unknown`, so that `count`
stays a column of numbers. The headers of the charts stand at the graph itself, with the mark by which they are known again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from oversight_graph.chart.chart import Chart
from oversight_graph.chart.entry import LinkEntry, NodeEntry
from oversight_graph.chart.entry_reading import level_of
from oversight_graph.chart.native_documents import native_header
from oversight_graph.messages import message
from oversight_graph.model import KINDS, LINK_ATTRIBUTES, NODE_ATTRIBUTES
from oversight_graph.parsing.document import ParseError, Value, document, to_node
from oversight_graph.parsing.written_values import UNKNOWN, cut

MARK, VERSION = "oversight_graph", "charts-1"
Flat = dict[str, str | int | list[str]]
Placed = tuple[int, Flat]
"""A line and the attributes that stand there."""

_LISTS = {one.id for one in (*NODE_ATTRIBUTES, *LINK_ATTRIBUTES) if one.list} | {"sources", "implied", "unknown"}
_NUMBERS = {one.id for one in (*NODE_ATTRIBUTES, *LINK_ATTRIBUTES) if one.type in ("count", "number", "year")} | {"repeat"}
NODE_KEYS = ("label", "name_en", "kind", *(one.id for one in NODE_ATTRIBUTES if one.written and one.id != "name"), "repeat", "same_as", "implied", "unknown", "sources")  # fmt: skip
LINK_KEYS = ("kind", *(one.id for one in LINK_ATTRIBUTES if one.written), "unknown", "sources")


def is_number(key: str) -> bool:
    """Whether an attribute of nodes or links is a whole number; else it is text or a list of texts.

    Parameters
    ----------
    key
        The name of the attribute.

    Returns
    -------
    False for an attribute that charts don't have.
    """
    return key in _NUMBERS


def head(charts: Sequence[Chart]) -> dict[str, Any]:
    """What is said of the whole graph: the mark, the version, the headers of the charts.

    Parameters
    ----------
    charts
        The charts that make it.

    Returns
    -------
    A mapping that JSON can hold.
    """
    return {MARK: VERSION, "charts": [native_header(chart.header) for chart in charts]}


def nodes(charts: Iterable[Chart]) -> Iterator[tuple[str, Flat]]:
    """Every node entry.

    Parameters
    ----------
    charts
        The charts that make the graph.

    Yields
    ------
    Its name in the graph and its attributes.
    """
    for chart in charts:
        for entry in chart.nodes:
            flat = _flat(entry, {"label": entry.zh, "name_en": entry.en, "kind": entry.kind})
            implied = {"level": level_of(None, entry.kind, chart.header), "area": chart.header.area}
            shown = {key: value for key, value in implied.items() if value is not None and key not in flat}
            yield f"{chart.id}:{entry.id}", flat | shown | ({"implied": list(shown)} if shown else {})


def links(charts: Iterable[Chart]) -> Iterator[tuple[str, str, str, Flat]]:
    """Every link entry.

    Parameters
    ----------
    charts
        The charts that make the graph.

    Yields
    ------
    Its name in the graph, the names of its two ends, its attributes.
    """
    for chart in charts:
        for number, entry in enumerate(chart.links, 1):
            yield f"{chart.id}:l{number}", f"{chart.id}:{entry.start}", f"{chart.id}:{entry.end}", _flat(entry, {"kind": entry.kind})


def _flat(entry: NodeEntry | LinkEntry, own: dict[str, Any]) -> Flat:
    flat: Flat = {key: value for key, value in own.items() if value is not None}
    unknown = []
    for key, value in entry.rest.items():
        if value == UNKNOWN and key == "count":
            unknown.append(key)
        else:
            flat[key] = list(value) if isinstance(value, tuple) else value
    return flat | ({"unknown": unknown} if unknown else {}) | {"sources": list(entry.sources)}


# -- back ---------------------------------------------------------------------------------------------------------------


def is_ours(values: Mapping[str, Any]) -> bool:
    """Whether a graph says that it is one of charts.

    Parameters
    ----------
    values
        The attributes of the graph itself.

    Returns
    -------
    True where it has our mark and version.

    Raises
    ------
    ParseError
        Where it is one of a version that this program doesn't know.
    """
    mark = values.get(MARK)
    if isinstance(mark, str) and mark.startswith("charts-") and mark != VERSION:
        raise ParseError(0, message("chart.other_version", mark=cut(mark), version=VERSION))
    return mark == VERSION


def documents(values: Mapping[str, Any], placed_nodes: Iterable[tuple[str, Placed]], placed_links: Iterable[tuple[str, str, Placed]]) -> list[Value]:
    """The charts of a graph as their own format would hold them, each entry in its line.

    Parameters
    ----------
    values
        The attributes of the graph itself.
    placed_nodes
        Each node by its name in the graph.
    placed_links
        Each link by the names of its ends.

    Returns
    -------
    A document for each chart.

    Raises
    ------
    ParseError
        For what isn't a graph of charts: a header or a list that can't be read, a node of no chart, a link between charts.
    """
    headers = _listed(values.get("charts"), "charts", 0)
    by_id: dict[str, dict[str, Any]] = {}
    for header in headers:
        if not isinstance(header, dict) or not isinstance(header.get("chart"), str) or header["chart"] in by_id or _deep(header):
            raise ParseError(0, message("chart.unreadable_header"))
        by_id[header["chart"]] = header
    inside: dict[str, tuple[list[tuple[int, Any]], list[tuple[int, Any]]]] = {name: ([], []) for name in by_id}
    for name, (line, flat) in placed_nodes:
        chart, local = _local(name, inside, line)
        inside[chart][0].append((line, {"id": local, **_node(flat, line, by_id[chart])}))
    for start, end, (line, flat) in placed_links:
        (chart, a), (other, b) = _local(start, inside, line), _local(end, inside, line)
        if chart != other:
            raise ParseError(line, message("chart.link_between_charts", chart=cut(chart), other=cut(other)))
        said = _written(flat, line)
        said.pop("label", None)  # what a program shows beside the line
        inside[chart][1].append((line, {"from": a, "to": b, **said}))
    return [_document(header, *inside[header["chart"]]) for header in headers]


def _local(name: str, charts: Mapping[str, object], line: int) -> tuple[str, str]:
    chart, _, local = name.partition(":")
    if chart not in charts:
        raise ParseError(line, message("chart.node_of_no_chart", name=cut(name)))
    return chart, local


def _written(flat: Flat, line: int) -> dict[str, Any]:
    """An entry as its author wrote it."""
    said: dict[str, Any] = {key: _listed(value, key, line) if key in _LISTS else value for key, value in flat.items()}
    for key in said.pop("unknown", ()):
        said.setdefault(str(key), UNKNOWN)
    return said


def _node(flat: Flat, line: int, header: Mapping[str, Any]) -> dict[str, Any]:
    said = _written(flat, line)
    kind = said.get("kind")
    implied = {"level": (KINDS[kind].level if isinstance(kind, str) and kind in KINDS else None) or header.get("level"), "area": header.get("area")}
    for key in said.pop("implied", ()):
        if said.get(str(key)) == implied.get(str(key)):  # else somebody has changed it meanwhile
            said.pop(str(key), None)
    said["name"] = {key: value for key, value in (("zh", said.pop("label", None)), ("en", said.pop("name_en", None))) if value is not None}
    return said


def _listed(value: Any, key: str, line: int) -> list[Any]:
    """A list, or the JSON text of one."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            value = None
    if not isinstance(value, list):
        raise ParseError(line, message("chart.no_json_list", key=key))
    return value


def _deep(value: Any, left: int = 10) -> bool:
    """Whether a value is nested more than any header is."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return left == 0 or any(_deep(one, left - 1) for one in inner)


def _document(header: Mapping[str, Any], *entries: list[tuple[int, Any]]) -> Value:
    shapes: dict[object, Any] = {}
    lists = {key: [to_node(written, line, shapes) for line, written in placed] for key, placed in zip(("nodes", "links"), entries, strict=True)}
    return document({**{key: to_node(value) for key, value in header.items()}, **lists})
