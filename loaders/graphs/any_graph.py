"""A graph of nodes and edges with attributes, whoever wrote it: charts of this program, or bodies that are still to be understood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from oversight_graph.chart import flat_graph
from oversight_graph.chart.build import ChartReading, build
from oversight_graph.loaders.graphs.network import ForeignBody, ForeignGraph, ForeignRelation, text_of
from oversight_graph.loaders.graphs.network_chart import chart_of
from oversight_graph.loaders.graphs.network_kinds import link_named
from oversight_graph.loaders.native import defaults_of
from oversight_graph.loaders.source_file import SourceFile

_CLASSES = ("kind", "type", "class", "classification", "category", "schema", "node_type", "nodetype", "Type", "Label", "类型", "类别")
_TYPES = ("kind", "relation", "relationship", "type", "label", "edge_type", "edgetype", "Type", "Label", "关系")
_NAMES = ("name", "label", "Label", "title", "名称", "机构名称")


def read_graph(network: ForeignGraph, source_file: SourceFile) -> list[ChartReading]:
    """The charts of a graph: exactly those that this program wrote, or one out of what another one did.

    Parameters
    ----------
    network
        The graph as the file says it; changed.
    source_file
        The file, with what the user says of it.

    Returns
    -------
    list of ChartReading
        At least one.

    Raises
    ------
    ParseError
        For a graph that holds no organisation.
    """
    if flat_graph.is_ours(network.values):
        nodes = ((body.id, (body.line, body.values)) for body in network.bodies)
        edges = ((relation.start, relation.end, (relation.line, relation.values)) for relation in network.relations)
        defaults = defaults_of(source_file.options)
        return [build(document, source_file.name, defaults) for document in flat_graph.documents(network.values, nodes, edges)]
    for body in network.bodies:
        _understand_body(body, network.defaults["node"])
    for relation in network.relations:
        if relation.means is None:
            _understand_relation(relation, network.defaults["edge"])
    return [chart_of(network, source_file)]


def _understand_body(body: ForeignBody, defaults: Mapping[str, Any]) -> None:
    """Which attribute is the name, and which ones say what the body is."""
    values: dict[str, Any] = {**defaults, **body.values}
    name = values.get("name")
    if isinstance(name, Mapping):
        values |= {"name": name.get("zh"), "name_en": name.get("en")}
    if not isinstance(values.get("name"), str):  # a list or a truth value is no name
        values.pop("name", None)
    said = [key for key in _NAMES if text_of(values.get(key))]
    if said:
        values["name"] = values[said[0]]
        for key in said[1:]:
            if key != "name" and values[key] == values["name"]:
                del values[key]
        if said[0] != "name":
            del values[said[0]]
    body.classes = _first(values.get(key) for key in _CLASSES)
    for key in _CLASSES:
        if key != "category":
            values.pop(key, None)
    body.values = values


def _understand_relation(relation: ForeignRelation, defaults: Mapping[str, Any]) -> None:
    """Which attribute says what the relation is: the first one that names a link of the model, else the first one there is."""
    values = {**defaults, **relation.values}
    said = [key for key in _TYPES if text_of(values.get(key))]
    best = next((key for key in said if link_named(values[key])), said[0] if said else "")
    relation.type = text_of(values.pop(best, ""))
    if not relation.type and link_named(relation.id):  # networkx writes the key of a parallel edge as its id
        relation.type = relation.id
    values.pop("label", None)
    relation.values = values


def _first(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for value in values if (text := text_of(value))))
