"""Charts as GEXF 1.3, the format of Gephi; read again, they are the same charts.

Own lines instead of networkx' writer, which keeps nothing of the graph as a whole and takes `type` for the drawing's.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from oversight_graph.chart import flat_graph
from oversight_graph.chart.chart import Chart
from oversight_graph.loaders.writers.graph_files import Xml, write_graphs
from oversight_graph.model import KINDS, LINKS

_SPACES = {"xmlns": "http://gexf.net/1.3", "xmlns:viz": "http://gexf.net/1.3/viz", "version": "1.3"}


def write_gexf(charts: Sequence[Chart], path: str | os.PathLike[str]) -> list[Path]:
    """Write charts as GEXF.

    Parameters
    ----------
    charts
        In the order in which they are written.
    path
        A file that ends in .gexf, or a folder for a file a chart.

    Returns
    -------
    list of Path
        The files.

    Raises
    ------
    OversightError
        Where the ending is another one, a text can't be written in XML, or a file can't be written.
    """
    return write_graphs(charts, path, ".gexf", _write)


def _write(stream: TextIO, charts: Sequence[Chart]) -> None:
    xml = Xml(stream)
    head = flat_graph.head(charts)
    xml.begin("gexf", _SPACES)
    xml.begin("meta")
    xml.element("creator", text="oversight-graph")
    xml.element("keywords", text=f"{flat_graph.MARK} {head[flat_graph.MARK]}")
    xml.element("description", text=json.dumps(head["charts"], ensure_ascii=False))
    xml.end()
    xml.begin("graph", {"defaultedgetype": "directed", "mode": "static"})
    for what, keys in (("node", flat_graph.NODE_KEYS), ("edge", flat_graph.LINK_KEYS)):
        xml.begin("attributes", {"class": what})
        for key in keys:
            if key != "label":
                xml.element("attribute", {"id": key, "title": key, "type": "long" if flat_graph.is_number(key) else "string"})
        xml.end()
    xml.begin("nodes")
    for name, values in flat_graph.nodes(charts):
        xml.begin("node", {"id": name, "label": values["label"]})
        _values(xml, values)
        xml.element("viz:color", _colour(KINDS[str(values["kind"])].colour))
        xml.end()
    xml.end()
    xml.begin("edges")
    for name, start, end, values in flat_graph.links(charts):
        xml.begin("edge", {"id": name, "source": start, "target": end, "type": "directed", "label": values["kind"]})
        _values(xml, values)
        xml.element("viz:color", _colour(LINKS[str(values["kind"])].colour))
        xml.end()
    for _ in ("edges", "graph", "gexf"):
        xml.end()


def _values(xml: Xml, values: flat_graph.Flat) -> None:
    xml.begin("attvalues")
    for key, value in values.items():
        if key != "label":
            xml.element("attvalue", {"for": key, "value": json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value})
    xml.end()


def _colour(colour: str) -> dict[str, int]:
    return dict(zip("rgb", bytes.fromhex(colour[1:]), strict=True))
