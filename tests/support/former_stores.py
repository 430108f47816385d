"""A store as versions before wrote it, one file of LadybugDB, as far as it is still read: its charts, and what it says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import ladybug
import pyarrow as pa

import oversight_graph as og


def write_former(path: Path, charts: Sequence[og.Chart], schema: int = 4, revision: int = 1) -> None:
    """Write a file that holds some charts."""
    database = ladybug.Database(str(path))
    connection = ladybug.Connection(database)
    connection.execute("CREATE NODE TABLE Store(id STRING PRIMARY KEY, schema INT64, revision INT64)")
    connection.execute(f"CREATE (:Store {{id: 'store', schema: {schema}, revision: {revision}}})")
    connection.execute(
        "CREATE NODE TABLE ChartFile(id STRING PRIMARY KEY, position INT64, loaded_at STRING, header STRING, entries STRING, nodes INT64, links INT64)"
    )
    rows = [
        {"id": one.id, "position": place, "loaded_at": "2020-01-01T00:00:00+00:00", "header": one.header.to_json(), "entries": one.entries_json(), "nodes": 0, "links": 0}
        for place, one in enumerate(charts)
    ]  # fmt: skip
    held = pa.Table.from_pylist(rows)  # noqa: F841 (LadybugDB finds it by its name)
    connection.execute("COPY ChartFile FROM held")
    connection.close()
    database.close()
