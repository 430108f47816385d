"""Charts as node-link JSON, as `networkx.node_link_graph` takes it; read again, they are the same charts."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from oversight_graph.chart import flat_graph
from oversight_graph.chart.chart import Chart
from oversight_graph.loaders.writers.graph_files import write_graphs


def write_node_link(charts: Sequence[Chart], path: str | os.PathLike[str]) -> list[Path]:
    """Write charts as node-link JSON.

    Parameters
    ----------
    charts
        In the order in which they are written.
    path
        A file that ends in .json, or a folder for a file a chart.

    Returns
    -------
    list of Path
        The files.

    Raises
    ------
    OversightError
        Where the ending is another one or a file can't be written.
    """
    return write_graphs(charts, path, ".json", _write)


def _write(stream: TextIO, charts: Sequence[Chart]) -> None:
    write = json.JSONEncoder(ensure_ascii=False).encode
    stream.write(f'{{"directed": true, "multigraph": true, "graph": {write(flat_graph.head(charts))},\n"nodes": [')
    for number, (name, values) in enumerate(flat_graph.nodes(charts)):
        stream.write(f"{',' if number else ''}\n {write({'id': name, **values})}")
    stream.write('\n],\n"edges": [')
    for number, (name, start, end, values) in enumerate(flat_graph.links(charts)):
        stream.write(f"{',' if number else ''}\n {write({'source': start, 'target': end, 'key': name, **values})}")
    stream.write("\n]}\n")
