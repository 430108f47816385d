"""Charts as GraphML, for networkx, yEd, Gephi, igraph, Cytoscape; read again, they are the same charts.

Own lines instead of networkx' writer: they go out one by one, however large the charts, and yEd shows names and colours at once.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

from oversight_graph.chart import flat_graph
from oversight_graph.chart.chart import Chart
from oversight_graph.loaders.writers.graph_files import Xml, write_graphs
from oversight_graph.model import KINDS, LINKS

_SPACES = {
    "xmlns": "http://graphml.graphdrawing.org/xmlns",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xmlns:y": "http://www.yworks.com/xml/graphml",
    "xsi:schemaLocation": "http://graphml.graphdrawing.org/xmlns http://www.yworks.com/xml/schema/graphml/1.1/ygraphml.xsd",
}


def write_graphml(charts: Sequence[Chart], path: str | os.PathLike[str]) -> list[Path]:
    """Write charts as GraphML.

    Parameters
    ----------
    charts
        In the order in which they are written.
    path
        A file that ends in .graphml, or a folder for a file a chart.

    Returns
    -------
    list of Path
        The files.

    Raises
    ------
    OversightError
        Where the ending is another one, a text can't be written in XML, or a file can't be written.
    """
    return write_graphs(charts, path, ".graphml", _write)


def _write(stream: TextIO, charts: Sequence[Chart]) -> None:
    xml = Xml(stream)
    xml.begin("graphml", _SPACES)
    for what, keys in (("graph", flat_graph.head(charts)), ("node", flat_graph.NODE_KEYS), ("edge", flat_graph.LINK_KEYS)):
        for key in keys:
            xml.element("key", {"id": f"{what}.{key}", "for": what, "attr.name": key, "attr.type": "long" if flat_graph.is_number(key) else "string"})
    for what in ("node", "edge"):
        xml.element("key", {"id": f"{what}.graphics", "for": what, "yfiles.type": f"{what}graphics"})
    xml.begin("graph", {"id": "charts", "edgedefault": "directed"})
    _data(xml, "graph", flat_graph.head(charts))
    for name, values in flat_graph.nodes(charts):
        xml.begin("node", {"id": name})
        _data(xml, "node", values)
        xml.begin("data", {"key": "node.graphics"})
        xml.begin("y:ShapeNode")
        xml.element("y:Fill", {"color": KINDS[str(values["kind"])].colour})
        xml.element("y:NodeLabel", text=str(values["label"]))
        for _ in ("ShapeNode", "data", "node"):
            xml.end()
    for name, start, end, values in flat_graph.links(charts):
        xml.begin("edge", {"id": name, "source": start, "target": end})
        _data(xml, "edge", values)
        xml.begin("data", {"key": "edge.graphics"})
        xml.begin("y:PolyLineEdge")
        xml.element("y:LineStyle", {"color": LINKS[str(values["kind"])].colour})
        xml.element("y:Arrows", {"source": "none", "target": "standard"})
        xml.element("y:EdgeLabel", text=str(values["kind"]))
        for _ in ("PolyLineEdge", "data", "edge"):
            xml.end()
    xml.end()
    xml.end()


def _data(xml: Xml, what: str, values: dict[str, Any]) -> None:
    for key, value in values.items():
        xml.element("data", {"key": f"{what}.{key}"}, json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value))
