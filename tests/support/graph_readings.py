"""What is read of a graph in a file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import networkx as nx

import oversight_graph as og
from oversight_graph.chart.chart import Chart
from oversight_graph.problems import Problem, errors
from oversight_graph.reading import FileReading

TOLD = {"chart": "t", "as_of": "2021-12-31", "area": "530000", "level": "county"}


def one(path: Path, told: dict[str, Any] | None = None) -> FileReading:
    (found,) = og.read_files([path], TOLD if told is None else told)
    return found


def chart_of(found: FileReading) -> Chart:
    assert not errors(found.problems), "\n".join(map(str, found.problems))
    (chart,) = found.charts
    return chart


def kinds(chart: Chart) -> dict[str, str]:
    return {node.id: node.kind for node in chart.nodes}


def links(chart: Chart) -> list[tuple[str, str, str]]:
    return sorted((link.kind, link.start, link.end) for link in chart.links)


def said(problems: Sequence[Problem]) -> str:
    return "\n".join(map(str, problems))


def written_by_networkx(graph: nx.Graph, folder: Path) -> list[Path]:
    nx.write_graphml_xml(graph, folder / "g.graphml")
    nx.write_gexf(graph, folder / "g.gexf")
    (folder / "g.json").write_text(json.dumps(nx.node_link_data(graph, edges="links")), "utf-8")
    return [folder / "g.graphml", folder / "g.gexf", folder / "g.json"]
