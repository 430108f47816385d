"""The graph that the charts make, as a script of Cypher for any Neo4j: it makes the same nodes and links however often it is run.

It isn't the store's own bookkeeping: labels of its own (`ExportBody`, `ExportChart`, `ExportSource`) keep it apart from a store in the
same database. A statement ends with `;` at the end of a line and no text holds a break of lines, so that any client can part them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from oversight_graph.chart.chart import Chart
from oversight_graph.chart.native_documents import native_header
from oversight_graph.cypher.literal import literal
from oversight_graph.errors import ChartError, OversightError
from oversight_graph.loaders.writers.graph_files import write_graphs
from oversight_graph.messages import message
from oversight_graph.problems import errors
from oversight_graph.resolution.resolve import Resolved, resolve

BODY, CHART, SOURCE = "ExportBody", "ExportChart", "ExportSource"
_BATCH = 100
_HEAD = """\
// Bodies (:ExportBody, with the label of their kind), the links between them, and the charts and sources on which they rest.
// Run it in Neo4j Browser, or with: cypher-shell -f FILE
// Run again, it changes nothing; what newer charts no longer hold stays, so begin with an empty database then.
"""


def write_cypher(charts: Sequence[Chart], path: str | os.PathLike[str]) -> list[Path]:
    """Write the graph that some charts make as a script.

    Parameters
    ----------
    charts
        All that go into the graph; they are resolved together.
    path
        A file that ends in .cypher.

    Returns
    -------
    list of Path
        The file.

    Raises
    ------
    ChartError
        Where the charts don't go together.
    OversightError
        Where the ending is another one or the file can't be written.
    """
    if not Path(path).suffix:
        raise OversightError(message("export.cypher_needs_a_file", path=str(Path(path))))
    return write_graphs(charts, path, ".cypher", _write)


def _write(stream: TextIO, charts: Sequence[Chart]) -> None:
    graph = resolve(list(charts))
    wrong = errors(graph.problems)
    if wrong:
        raise ChartError(problems=tuple(wrong))
    stream.write(_HEAD)
    for statement in _statements(charts, graph):
        stream.write(f"{statement};\n")


def _statements(charts: Sequence[Chart], graph: Resolved) -> Iterator[str]:
    for label in (BODY, CHART, SOURCE):
        yield f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
    yield from _unwound(({"id": chart.id, **_header(chart)} for chart in charts), f"MERGE (n:{CHART} {{id: row.id}}) SET n = row")
    sources = [(chart.id, source) for chart in charts for source in chart.header.sources]
    rows = ({**_known(asdict(source)), "id": f"{chart}:{source.id}"} for chart, source in sources)
    yield from _unwound(rows, f"MERGE (n:{SOURCE} {{id: row.id}}) SET n = row")
    cites = ({"chart": chart, "source": f"{chart}:{source.id}"} for chart, source in sources)
    yield from _unwound(cites, f"MATCH (a:{CHART} {{id: row.chart}}), (b:{SOURCE} {{id: row.source}}) MERGE (a)-[:CITES]->(b)")
    for kind, entries in _by_kind(graph.nodes.values()).items():
        rows = ({key: value for key, value in _known(row).items() if key != "kind"} for row in entries)
        yield from _unwound(rows, f"MERGE (n:{BODY} {{id: row.id}}) SET n = row, n:{kind}")
    for kind, entries in _by_kind(graph.links.values()).items():
        rows = ({"from": row["from"], "to": row["to"], "said": {key: value for key, value in _known(row).items() if key not in _ENDS}} for row in entries)
        merge = f"MATCH (a:{BODY} {{id: row.from}}), (b:{BODY} {{id: row.to}}) MERGE (a)-[r:{kind} {{id: row.said.id}}]->(b) SET r = row.said"
        yield from _unwound(rows, merge)


_ENDS = ("kind", "from", "to")


def _unwound(rows: Iterable[Mapping[str, Any]], then: str) -> Iterator[str]:
    """Rows in batches, each a statement that a server compiles in little time."""
    left = iter(rows)
    while batch := list(islice(left, _BATCH)):
        yield "UNWIND [\n" + ",\n".join(map(literal, batch)) + f"\n] AS row\n{then}"


def _by_kind(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    by_kind: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_kind.setdefault(row["kind"], []).append(row)
    return by_kind


def _known(row: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of a row: an unknown is an absent property."""
    return {key: value for key, value in dict(row).items() if value is not None}


def _header(chart: Chart) -> dict[str, Any]:
    """What a chart says of itself; its claims and declarations of completeness, which are no properties, as a text of JSON."""
    header = chart.header
    said = {"title": header.title_zh, "title_en": header.title_en, "as_of": header.as_of, "area": header.area, "level": header.level}
    return _known(said) | {"header": json.dumps(native_header(header), ensure_ascii=False)}
