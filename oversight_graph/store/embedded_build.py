"""The file of an embedded store, written anew: the charts as they were written, and the graph that they make as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from oversight_graph.chart.periods import PERIODS
from oversight_graph.messages import message
from oversight_graph.model import KINDS, LINK_ATTRIBUTES, LINKS, NODE_ATTRIBUTES, Attribute, Vocabulary
from oversight_graph.store import graph_tables
from oversight_graph.store.embedded_file import JOURNAL, room_for
from oversight_graph.store.embedded_session import SCHEMA, EmbeddedSession
from oversight_graph.store.protocol import LoadedChart
from oversight_graph.system_errors import refusal

if TYPE_CHECKING:
    from oversight_graph.resolution.graph_rows import GraphRow
    from oversight_graph.resolution.resolve import Resolved

_TYPES = {
    "text": "STRING", "term": "STRING", "texts": "STRING[]", "terms": "STRING[]", "count": "INT64", "number": "INT64", "year": "INT64",
    "first_day": "DATE", "last_day": "DATE", "flag": "BOOLEAN", "period": "STRING", "evidence": "STRING[]",
}  # fmt: skip
_CHARTS = "CREATE NODE TABLE ChartFile(id STRING PRIMARY KEY, position INT64, loaded_at STRING, header STRING, entries STRING, nodes INT64, links INT64)"
_META = "CREATE NODE TABLE Store(id STRING PRIMARY KEY, schema INT64, revision INT64, dated_apart BOOLEAN, model STRING)"
_CHART_SCHEMA = pa.schema(
    [("id", pa.string()), ("position", pa.int64()), ("loaded_at", pa.string()), ("header", pa.string()), ("entries", pa.string()),
     ("nodes", pa.int64()), ("links", pa.int64())]
)  # fmt: skip
_PERIODS = ", ".join(f"{name} {kind}" for name, kind in zip(PERIODS, ("STRING[]", "DATE[]", "DATE[]"), strict=True))


def _columns(attributes: Vocabulary[Attribute]) -> str:
    return ", ".join(f"`{attribute.id}` {_TYPES[attribute.type]}" for attribute in attributes)


def build_file(path: Path, where: str, revision: int, loaded: Sequence[LoadedChart], graph: Resolved) -> None:
    """Write the file of a store, table by table: nobody sees it before it is whole, and one transaction would hold all of it in memory.

    Parameters
    ----------
    path
        Where no file is yet.
    where
        The store, as the user names it.
    revision
        What the new file is to say of itself: how often the store was written.
    loaded
        All charts, in the order of their loading.
    graph
        What they make together. Cost: linear in it.

    Raises
    ------
    OSError
        Where there isn't room enough, or the file doesn't hold what it should in the end.
    RuntimeError
        What the engine raises.
    """
    nodes_of, links_of = (Counter(chart for row in rows.values() for chart in row["charts"]) for rows in (graph.nodes, graph.links))
    room_for(path, JOURNAL)
    with EmbeddedSession(path, where, read_only=False) as run:
        kind_of = {name: row["kind"] for name, row in graph.nodes.items()}
        by_kind: dict[str, list[GraphRow]] = {kind: [] for kind in KINDS.ids}
        for row in graph.nodes.values():
            by_kind[row["kind"]].append(row)
        by_pair: dict[str, dict[tuple[str, str], list[GraphRow]]] = {kind: {} for kind in LINKS.ids}
        for row in graph.links.values():
            by_pair[row["kind"]].setdefault((kind_of[row["from"]], kind_of[row["to"]]), []).append(row)
        run("CALL auto_checkpoint = false")
        run("CALL force_checkpoint_on_close = false")  # one checkpoint, when there surely is room for it: one that fails may end the process
        _schema(run, by_pair)
        meta = pa.table({"id": ["store"], "schema": [SCHEMA], "revision": [revision], "dated_apart": [bool(graph.dated_apart)], "model": [graph_tables.MODEL]})
        run.copy("Store", meta)
        _charts(run, loaded, nodes_of, links_of)
        for kind, nodes in by_kind.items():
            run.copy(kind, graph_tables.table(nodes, graph_tables.NODES).drop_columns("kind"))
        order = ["from", "to", *(name for name in graph_tables.LINKS.names if name not in ("from", "to", "kind"))]
        for kind, pairs in by_pair.items():
            for (a, b), links in pairs.items():
                run.copy(kind, graph_tables.table(links, graph_tables.LINKS).select(order), f" (from='{a}', to='{b}')")
        room_for(path, JOURNAL + path.stat().st_size // 8)
        run("CHECKPOINT")
    with EmbeddedSession(path, where, read_only=True) as run:
        held = [run(query).to_pylist()[0]["n"] for query in (
            f"MATCH (n:{':'.join(KINDS.ids)}) RETURN count(*) AS n", f"MATCH ()-[r:{'|'.join(LINKS.ids)}]->() RETURN count(*) AS n",
        )]  # fmt: skip
    if held != [len(graph.nodes), len(graph.links)]:
        said = message("store.came_out_otherwise", nodes=held[0], links=held[1], of_nodes=len(graph.nodes), of_links=len(graph.links))
        raise refusal(OSError, said)


def _charts(run: EmbeddedSession, loaded: Sequence[LoadedChart], nodes_of: Counter[str], links_of: Counter[str]) -> None:
    """The charts as they were written; their texts go again before the graph is written."""
    files = [
        {"id": one.chart.id, "position": position, "loaded_at": one.loaded_at, "header": one.chart.header.to_json(),
         "entries": one.chart.entries_json(), "nodes": nodes_of[one.chart.id], "links": links_of[one.chart.id]}
        for position, one in enumerate(loaded)
    ]  # fmt: skip
    run.copy("ChartFile", graph_tables.table(files, _CHART_SCHEMA))


def _schema(run: EmbeddedSession, by_pair: dict[str, dict[tuple[str, str], list[GraphRow]]]) -> None:
    """The tables, from the model. A relationship table joins the kinds of node that it joins in this store: reading
    goes through every declared pair, and declaring all permitted ones makes an empty store cost 0.3 s to read."""
    run(_META)
    run(_CHARTS)
    for kind in KINDS.ids:
        run(f"CREATE NODE TABLE {kind}(id STRING PRIMARY KEY, {_columns(NODE_ATTRIBUTES)}, charts STRING[], ids STRING[], sources STRING[], {_PERIODS})")
    for link in LINKS:
        pairs = list(by_pair[link.id]) or [link.pairs[0]]
        ends = ", ".join(f"FROM {a} TO {b}" for a, b in pairs)
        run(f"CREATE REL TABLE {link.id}({ends}, id STRING, {_columns(LINK_ATTRIBUTES)}, charts STRING[], sources STRING[], {_PERIODS})")
