"""GEXF, the format of Gephi (1.1 to 1.3), and the charts that this program wrote itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from oversight_graph.chart.build import ChartReading
from oversight_graph.chart.flat_graph import MARK
from oversight_graph.loaders.graphs.any_graph import read_graph
from oversight_graph.loaders.graphs.network import ForeignBody, ForeignGraph, ForeignRelation
from oversight_graph.loaders.graphs.xml_elements import visit
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.messages import message
from oversight_graph.parsing.document import ParseError


def read(source_file: SourceFile) -> list[ChartReading]:
    """The charts of a GEXF file.

    Parameters
    ----------
    source_file
        At most 64 MB.

    Returns
    -------
    list of ChartReading
        Those that this program wrote, or one out of a graph of another program.

    Raises
    ------
    ParseError
        For what isn't GEXF or isn't safe to read.
    """
    visitor = _Visitor()
    visit(source_file, visitor)
    if not visitor.root:
        raise ParseError(1, message("graphs.no_gexf"))
    return read_graph(visitor.network, source_file)


class _Visitor:
    names = frozenset({"gexf", "keywords", "description", "graph", "attributes", "attribute", "default", "node", "edge", "attvalue"})

    def __init__(self) -> None:
        self.root = False
        self.network = ForeignGraph()
        self._titles: dict[tuple[str, str], str] = {}  # of the columns, by what they are of
        self._declared = ("node", "")  # the column that is being declared: what it is of, its title
        self._directed = False
        self._nodes: list[str] = []
        self._owners: list[tuple[str, dict[str, Any]]] = []

    def begins(self, name: str, attributes: Mapping[str, str], line: int) -> None:
        if name == "gexf":
            self.root = True
        elif name == "graph":
            self._directed = attributes.get("defaultedgetype", "undirected") == "directed"
        elif name == "attributes":
            self._declared = (attributes.get("class", "node"), "")
        elif name == "attribute":
            title = attributes.get("title") or attributes.get("id", "")
            self._declared = (self._declared[0], title)
            self._titles[self._declared[0], attributes.get("id", "")] = title
        elif name == "node":
            self._node(attributes, line)
        elif name == "edge":
            self._edge(attributes, line)
        elif name == "attvalue" and self._owners:
            what, values = self._owners[-1]
            said = attributes.get("for", attributes.get("id", ""))
            values[self._titles.get((what, said), said)] = attributes.get("value", "")

    def _node(self, attributes: Mapping[str, str], line: int) -> None:
        name = attributes.get("id")
        if not name:
            raise ParseError(line, message("graphs.node_without_id"))
        body = ForeignBody(name, line, {key: value for key, value in attributes.items() if key not in ("id", "pid")})
        self.network.bodies.append(body)
        within = attributes.get("pid") or (self._nodes[-1] if self._nodes else "")
        if within:
            self.network.relations.append(ForeignRelation("nesting", name, within, line, {}, means=()))
        self.network.check()
        self._nodes.append(name)
        self._owners.append(("node", body.values))

    def _edge(self, attributes: Mapping[str, str], line: int) -> None:
        start, end = attributes.get("source"), attributes.get("target")
        if not start or not end:
            raise ParseError(line, message("graphs.edge_without_ends"))
        kind = attributes.get("type", "")  # of the edge as a drawing: what the model calls a type is an attvalue
        values = {key: value for key, value in attributes.items() if key not in ("id", "source", "target", "type", "weight")}
        relation = ForeignRelation("", start, end, line, values, attributes.get("id", ""), kind == "directed" or (not kind and self._directed))
        self.network.relations.append(relation)
        self.network.check()
        self._owners.append(("edge", relation.values))

    def ends(self, name: str, text: str) -> None:
        if name in ("node", "edge"):
            self._owners.pop()
            if name == "node":
                self._nodes.pop()
        elif name == "default" and text:
            what, title = self._declared
            self.network.defaults.setdefault(what, {})[title] = text
        elif name == "keywords" and text.startswith(f"{MARK} "):
            self.network.values[MARK] = text.split()[1]
        elif name == "description" and text.startswith("["):
            self.network.values["charts"] = text
