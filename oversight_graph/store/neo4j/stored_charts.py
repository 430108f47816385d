"""The charts of a store, read: of those that are kept in the user's cache nothing travels but the header."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Any

import pyarrow as pa

from oversight_graph.chart.chart import Chart, Header
from oversight_graph.store.neo4j.schema import PART
from oversight_graph.store.neo4j.store_node import headers
from oversight_graph.store.protocol import LoadedChart


def texts(tx: Any, kept: Collection[str]) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The charts that are loaded, and the entries of some.

    Parameters
    ----------
    tx
        A transaction.
    kept
        Versions whose entries aren't read.

    Returns
    -------
    What `headers` gives; of all other versions the entries, each as one text. Cost: linear in these; one statement for all of them.
    """
    rows = headers(tx)
    pieces: dict[str, dict[int, str]] = {row["version"]: {} for row in rows if row["version"] not in kept}
    if pieces:
        query = f"UNWIND $versions AS version MATCH (p:{PART} {{version: version}}) RETURN version, p.position, p.text"
        for record in tx.run(query, versions=list(pieces)):
            version, position, text = record.values()
            pieces[version][position] = text
    return rows, {version: "".join(found[position] for position in sorted(found)) for version, found in pieces.items()}


def charts(rows: Sequence[dict[str, Any]], read: Mapping[str, str], kept: Mapping[str, Chart]) -> list[LoadedChart]:
    """The charts, their entries made when somebody asks for them.

    Parameters
    ----------
    rows, read
        What `texts` gives.
    kept
        The others, by their versions.

    Returns
    -------
    In the order of their loading; each knows its version as its origin.
    """
    return [LoadedChart(kept.get(row["version"]) or _of_text(row["header"], read[row["version"]], row["version"]), row["loaded_at"]) for row in rows]


def _of_text(header: str, text: str, version: str) -> Chart:
    return Chart.of_columns(Header.from_json(header), partial(_columns, header, text), version)


def _columns(header: str, text: str) -> tuple[pa.Table, pa.Table]:
    chart = Chart.from_json(header, text)
    return chart.node_table, chart.link_table
