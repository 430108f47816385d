"""GraphML: what networkx, yEd, Gephi, igraph and others write, and the charts that this program wrote itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from oversight_graph.chart.build import ChartReading
from oversight_graph.loaders.graphs.any_graph import read_graph
from oversight_graph.loaders.graphs.network import ForeignBody, ForeignGraph, ForeignRelation
from oversight_graph.loaders.graphs.xml_elements import visit
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.messages import message
from oversight_graph.parsing.document import ParseError


def read(source_file: SourceFile) -> list[ChartReading]:
    """The charts of a GraphML file.

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
        For what isn't GraphML or isn't safe to read.
    """
    visitor = _Visitor()
    visit(source_file, visitor)
    if not visitor.root:
        raise ParseError(1, message("graphs.no_graphml"))
    for element, number in visitor.left.items():
        visitor.network.left.add(message("graphs.elements", element=element), number)
    return read_graph(visitor.network, source_file)


class _Visitor:
    names = frozenset({"graphml", "key", "default", "graph", "node", "edge", "hyperedge", "port", "data", "NodeLabel", "EdgeLabel"})

    def __init__(self) -> None:
        self.root = False
        self.network = ForeignGraph()
        self.left = Counter[str]()
        self._names: dict[str, str] = {}  # of the keys of data
        self._key = ("", "")  # the one that is being declared: what it is for, its name
        self._owners: list[dict[str, Any]] = []  # whose data is read: that of the graph, of nodes, of an edge
        self._nodes: list[str] = []
        self._directed: list[bool] = []
        self._data = ""

    def begins(self, name: str, attributes: Mapping[str, str], line: int) -> None:
        if name == "graphml":
            self.root = True
        elif name == "key":
            said = attributes.get("attr.name") or attributes.get("id", "")
            self._names[attributes.get("id", "")] = said
            self._key = (attributes.get("for", "all"), said)
        elif name == "graph":
            self._directed.append(attributes.get("edgedefault") != "undirected")
            self._owners.append(self.network.values if not self._nodes else {})
        elif name == "node":
            self._node(attributes, line)
        elif name == "edge":
            self._edge(attributes, line)
        elif name in ("hyperedge", "port"):
            self.left[name] += 1
        elif name == "data":
            self._data = attributes.get("key", "")

    def _node(self, attributes: Mapping[str, str], line: int) -> None:
        name = attributes.get("id")
        if not name:
            raise ParseError(line, message("graphs.node_without_id"))
        body = ForeignBody(name, line, {})
        self.network.bodies.append(body)
        if self._nodes:
            self.network.relations.append(ForeignRelation("nesting", name, self._nodes[-1], line, {}, means=()))
        self.network.check()
        self._nodes.append(name)
        self._owners.append(body.values)

    def _edge(self, attributes: Mapping[str, str], line: int) -> None:
        directed = {"true": True, "false": False}.get(attributes.get("directed", ""), self._directed[-1] if self._directed else True)
        start, end = _end(attributes, "source", line), _end(attributes, "target", line)
        relation = ForeignRelation("", start, end, line, {}, attributes.get("id", ""), directed)
        self.network.relations.append(relation)
        self.network.check()
        self._owners.append(relation.values)

    def ends(self, name: str, text: str) -> None:
        if name in ("graph", "node", "edge"):
            self._owners.pop()
            if name == "node":
                self._nodes.pop()
            elif name == "graph":
                self._directed.pop()
        elif name == "data":
            if text and self._owners and self._data:
                self._owners[-1][self._names.get(self._data, self._data)] = text
            self._data = ""
        elif name in ("NodeLabel", "EdgeLabel") and self._owners and text:  # as yEd shows it, where no data says it
            self._owners[-1].setdefault("label", text)
        elif name == "default" and text:
            what, said = self._key
            for one in ("node", "edge") if what == "all" else (what,):
                self.network.defaults.setdefault(one, {})[said] = text


def _end(attributes: Mapping[str, str], key: str, line: int) -> str:
    """One of the ends of an edge."""
    if not attributes.get(key):
        raise ParseError(line, message("graphs.edge_without", key=key))
    return attributes[key]
