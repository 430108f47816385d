"""The graph of a store as a database of LadybugDB, for Cypher: made in the cache when somebody first asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oversight_graph.chart.periods import PERIODS
from oversight_graph.graph.arrow import NONE, codes, numbers, taken
from oversight_graph.model import KINDS, LINK_ATTRIBUTES, LINKS, NODE_ATTRIBUTES, Attribute, Vocabulary
from oversight_graph.store import graph_tables
from oversight_graph.store.ladybug_file import JOURNAL, room_for
from oversight_graph.store.ladybug_session import LadybugSession
from oversight_graph.store.protocol import ChartInfo

_TYPES = {
    "text": "STRING", "term": "STRING", "texts": "STRING[]", "terms": "STRING[]", "count": "INT64", "number": "INT64", "year": "INT64",
    "first_day": "DATE", "last_day": "DATE", "flag": "BOOLEAN", "period": "STRING", "evidence": "STRING[]",
}  # fmt: skip
_CHARTS = "CREATE NODE TABLE ChartFile(id STRING PRIMARY KEY, position INT64, loaded_at STRING, header STRING, nodes INT64, links INT64)"
_META = "CREATE NODE TABLE Store(id STRING PRIMARY KEY, schema INT64, revision INT64, model STRING)"
_CHART_SCHEMA = pa.schema(
    [("id", pa.string()), ("position", pa.int64()), ("loaded_at", pa.string()), ("header", pa.string()), ("nodes", pa.int64()), ("links", pa.int64())]
)
_PERIODS = ", ".join(f"{name} {kind}" for name, kind in zip(PERIODS, ("STRING[]", "DATE[]", "DATE[]"), strict=True))


def _columns(attributes: Vocabulary[Attribute]) -> str:
    return ", ".join(f"`{attribute.id}` {_TYPES[attribute.type]}" for attribute in attributes)


def build_file(path: Path, where: str, said: tuple[int, int], infos: Sequence[ChartInfo], nodes: pa.Table, links: pa.Table) -> None:
    """Make a database of a graph, table by table: nobody sees it before it is whole, and one transaction would hold all of it in memory.

    Parameters
    ----------
    path
        Where no file is yet.
    where
        The store, as the user names it.
    said
        The schema and the revision of the store.
    infos
        Its charts, in the order of their loading.
    nodes, links
        As `graph_tables` gives them.

    Raises
    ------
    OSError
        Where there isn't room enough.
    RuntimeError
        What the engine raises.
    """
    room_for(path, JOURNAL)
    with LadybugSession(path, where, read_only=False) as run:
        run("CALL auto_checkpoint = false")
        run("CALL force_checkpoint_on_close = false")  # one checkpoint, when there surely is room for it: one that fails may end the process
        by_pair = list(_pairs(nodes, links))
        _schema(run, {link: [(a, b) for kind, a, b, _ in by_pair if kind == link] for link in LINKS.ids})
        meta = pa.table({"id": ["store"], "schema": [said[0]], "revision": [said[1]], "model": [graph_tables.MODEL]})
        run.copy("Store", meta)
        charts = [
            {"id": one.header.id, "position": position, "loaded_at": one.loaded_at, "header": one.header.to_json(), "nodes": one.nodes, "links": one.links}
            for position, one in enumerate(infos)
        ]  # fmt: skip
        run.copy("ChartFile", pa.Table.from_pylist(charts, schema=_CHART_SCHEMA))
        kinds = codes(nodes.column("kind"), KINDS)
        for code, kind in enumerate(KINDS.ids):
            run.copy(kind, taken(nodes, np.flatnonzero(kinds == code)).drop_columns("kind"))
        order = ["from", "to", *(name for name in graph_tables.LINKS.names if name not in ("from", "to", "kind"))]
        for kind, a, b, rows in by_pair:
            run.copy(kind, taken(links, rows).select(order), f" (from='{a}', to='{b}')")
        room_for(path, JOURNAL + path.stat().st_size // 8)
        run("CHECKPOINT")


def _pairs(nodes: pa.Table, links: pa.Table) -> Iterator[tuple[str, str, str, np.ndarray]]:
    """The links by their kind and the kinds of their ends, each with its rows."""
    kinds, ids = codes(nodes.column("kind"), KINDS), nodes.column("id").combine_chunks()
    start, end = (kinds[numbers(pc.index_in(links.column(side), value_set=ids), NONE)].astype(np.int64) for side in ("from", "to"))
    together = (codes(links.column("kind"), LINKS).astype(np.int64) * len(KINDS) + start) * len(KINDS) + end
    for code in np.unique(together).tolist():
        above, b = divmod(code, len(KINDS))
        kind, a = divmod(above, len(KINDS))
        yield LINKS.ids[kind], KINDS.ids[a], KINDS.ids[b], np.flatnonzero(together == code)


def _schema(run: LadybugSession, by_pair: dict[str, list[tuple[str, str]]]) -> None:
    """The tables, from the model. A relationship table joins the kinds of node that it joins in this store: reading
    goes through every declared pair, and declaring all permitted ones makes an empty store cost 0.3 s to read."""
    run(_META)
    run(_CHARTS)
    for kind in KINDS.ids:
        run(f"CREATE NODE TABLE {kind}(id STRING PRIMARY KEY, {_columns(NODE_ATTRIBUTES)}, charts STRING[], ids STRING[], sources STRING[], {_PERIODS})")
    for link in LINKS:
        pairs = by_pair[link.id] or [link.pairs[0]]
        ends = ", ".join(f"FROM {a} TO {b}" for a, b in pairs)
        run(f"CREATE REL TABLE {link.id}({ends}, id STRING, {_columns(LINK_ATTRIBUTES)}, charts STRING[], sources STRING[], {_PERIODS})")
