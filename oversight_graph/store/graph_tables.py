"""The tables of a graph, derived from the model: their columns, and rows as Arrow tables."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from oversight_graph.chart.periods import PERIODS
from oversight_graph.graph.arrow import filtered, holds_on
from oversight_graph.model import LINK_ATTRIBUTES, NODE_ATTRIBUTES, Attribute, Vocabulary
from oversight_graph.resolution.graph_rows import GraphRow

if TYPE_CHECKING:
    from oversight_graph.resolution.resolve import Resolved
    from oversight_graph.store.protocol import LoadedChart

_ARROW = {
    "text": pa.string(), "term": pa.string(), "texts": pa.list_(pa.string()), "terms": pa.list_(pa.string()), "count": pa.int64(),
    "number": pa.int64(), "year": pa.int64(), "first_day": pa.date32(), "last_day": pa.date32(), "flag": pa.bool_(),
}  # fmt: skip
_TEXT, _TEXTS, _DAYS = pa.string(), pa.list_(pa.string()), pa.list_(pa.date32())
_PERIODS = list(zip(PERIODS, (_TEXTS, _DAYS, _DAYS), strict=True))


def _schema(before: tuple[str, ...], attributes: Vocabulary[Attribute], after: tuple[str, ...]) -> pa.Schema:
    return pa.schema(
        [(name, _TEXT) for name in before]
        + [(attribute.id, _ARROW[attribute.type]) for attribute in attributes]
        + [(name, _TEXTS) for name in after]
        + _PERIODS
    )


NODES = _schema(("id", "kind"), NODE_ATTRIBUTES, ("charts", "ids", "sources"))
LINKS = _schema(("id", "kind", "from", "to"), LINK_ATTRIBUTES, ("charts", "sources"))


_AT_ONCE = 20_000


def table(rows: Iterable[Mapping[str, Any]], schema: pa.Schema) -> pa.Table:
    """Rows as an Arrow table of the schema's columns, in its order. Some at a time: their values as objects take many times what the table does."""
    batches, left = [], iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        columns = _periods([row for row in some if isinstance(row, GraphRow)])
        columns |= {name: [row[name] for row in some] for name in schema.names if name not in columns}
        batches.append(pa.RecordBatch.from_pydict(columns, schema=schema))
    return pa.Table.from_batches(batches, schema=schema)


def whole(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """A table with the columns of a schema in its order; one that wasn't read is empty."""
    for field in schema:
        if field.name not in table.column_names:
            table = table.append_column(field, pa.nulls(table.num_rows, field.type))
    return table.select(schema.names).cast(schema)


def _periods(rows: Sequence[GraphRow]) -> dict[str, list[Any]]:
    """The columns PERIODS of rows of a graph: worked out once for the three of them."""
    if not rows:
        return {}
    found = [row.periods() for row in rows]
    return {name: [None if periods is None else [one[place] for one in periods] for periods in found] for place, name in enumerate(PERIODS)}


def graph_tables(made: Resolved) -> tuple[pa.Table, pa.Table]:
    """The nodes and the links of a graph on all days, in the order in which every store gives them."""
    nodes = table(sorted(made.nodes.values(), key=lambda row: str(row["id"])), NODES)
    return nodes, table(sorted(made.links.values(), key=lambda row: (row["from"], row["to"], row["id"])), LINKS)


def cut_tables(nodes: pa.Table, links: pa.Table, day: datetime.date, charts: Sequence[str] | None = None) -> tuple[pa.Table, pa.Table]:
    """What holds on a day by one of some charts (None: by any). The ends of a link are looked for by the Graph."""
    return filtered(nodes, holds_on(nodes, day, charts)), filtered(links, holds_on(links, day, charts))


def derived(loaded: Sequence[LoadedChart]) -> tuple[pa.Table, pa.Table]:
    """The graph of the charts of a store whose tables are of an earlier schema. Cost: that of resolving the charts."""
    from oversight_graph.resolution.resolve import resolve

    return graph_tables(resolve([one.chart for one in loaded]))
