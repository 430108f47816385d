"""The tables of a graph, derived from the model: their columns, and rows as Arrow tables."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oversight_graph import model
from oversight_graph.chart.periods import PERIODS
from oversight_graph.graph.arrow import NONE, numbers, taken
from oversight_graph.graph.arrow import whole as whole_column
from oversight_graph.graph.empty_columns import empty_column
from oversight_graph.model import KINDS, LINK_ATTRIBUTES, NODE_ATTRIBUTES, Attribute, Vocabulary
from oversight_graph.resolution.graph_rows import GraphRow

if TYPE_CHECKING:
    from oversight_graph.resolution.resolve import Resolved
    from oversight_graph.store.protocol import LoadedChart

_ARROW = {
    "text": pa.string(), "term": pa.string(), "texts": pa.list_(pa.string()), "terms": pa.list_(pa.string()), "count": pa.int64(),
    "number": pa.int64(), "year": pa.int64(), "first_day": pa.date32(), "last_day": pa.date32(), "flag": pa.bool_(),
    "period": pa.string(), "evidence": pa.list_(pa.string()),
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

MODEL = hashlib.blake2b(
    json.dumps([KINDS.ids, model.LINKS.ids, *(f"{field.name} {field.type}" for field in (*NODES, *LINKS))]).encode(), digest_size=8
).hexdigest()
"""What the tables of a store follow from: a store that was written by other kinds or other columns holds other tables."""

_AT_ONCE = 20_000


def table(rows: Iterable[Mapping[str, Any]], schema: pa.Schema) -> pa.Table:
    """Rows as an Arrow table.

    They are taken some at a time, as their values take many times as objects what they take in the table.

    Parameters
    ----------
    rows
        Mappings that hold every column of the schema.
    schema
        NODES, LINKS, or another one.

    Returns
    -------
    A row for each, in order; columns as in the schema.
    """
    batches, left = [], iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        columns = _periods([row for row in some if isinstance(row, GraphRow)])
        columns |= {name: [row[name] for row in some] for name in schema.names if name not in columns}
        batches.append(pa.RecordBatch.from_pydict(columns, schema=schema))
    return pa.Table.from_batches(batches, schema=schema)


def whole(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """A table with all columns of a schema, in its order.

    Parameters
    ----------
    table
        May lack some columns; others than the schema's are dropped.
    schema
        The columns and their types.

    Returns
    -------
    The same rows; a column that was lacking holds nulls.
    """
    for field in schema:
        if field.name not in table.column_names:
            table = table.append_column(field, empty_column(table.num_rows, field.type))
    return table.select(schema.names).cast(schema)


def _periods(rows: Sequence[GraphRow]) -> dict[str, list[Any]]:
    """The columns PERIODS of rows of a graph: worked out once for the three of them."""
    if not rows:
        return {}
    periods_of = [row.periods() for row in rows]
    return {name: [None if periods is None else [period[place] for period in periods] for periods in periods_of] for place, name in enumerate(PERIODS)}


def graph_tables(graph: Resolved) -> tuple[pa.Table, pa.Table]:
    """The nodes and the links of a graph on all days, in the order in which every store gives them.

    Parameters
    ----------
    graph
        What the charts make together.

    Returns
    -------
    The nodes by id, with the columns NODES; the links by `from`, `to` and id, with the columns LINKS.
    """
    nodes = _table(graph.nodes, NODES)
    nodes = taken(nodes, numbers(pc.sort_indices(column_of(nodes, "id")), NONE))
    links = _table(graph.links, LINKS)
    if isinstance(graph.links, _Columns):
        graph.links.let_go()
    order, columns = _order(links, column_of(nodes, "id")), links.columns
    del links
    for place in range(len(columns)):  # each goes as it is put in order: all of them twice would be the most that a load needs
        columns[place] = taken(pa.table([columns[place]], ["column"]), order).column(0)
    return nodes, pa.Table.from_arrays(columns, schema=LINKS)


@runtime_checkable
class _Columns(Protocol):
    """Rows by their ids that are columns already."""

    def table(self) -> pa.Table: ...

    def let_go(self) -> None: ...


def _table(rows: Mapping[str, GraphRow], schema: pa.Schema) -> pa.Table:
    return rows.table() if isinstance(rows, _Columns) else table(rows.values(), schema)


def _order(links: pa.Table, bodies: pa.Array) -> NDArray[np.int64]:
    """Links by `from`, `to` and id, where `bodies` are the ids of all bodies at their ends, sorted. Cost: that of sorting numbers."""
    starts, ends = (numbers(pc.index_in(links.column(name), value_set=bodies), NONE) for name in ("from", "to"))
    names = column_of(links, "id")
    places = np.frombuffer(names.buffers()[1], np.int32)[names.offset : names.offset + len(names) + 1] if len(names) else np.zeros(1, np.int32)
    digits = np.frombuffer(names.buffers()[2], np.uint8)[places[0] : places[-1]] if len(names) else np.zeros(0, np.uint8)
    halves = digits.reshape(-1, 2, LINK_ID // 2).view(">u8")[:, :, 0]
    order: NDArray[np.int64] = np.lexsort((halves[:, 1], halves[:, 0], starts * len(bodies) + ends))
    return order


LINK_ID = 16
"""Characters of the id of a link, the same for all (`resolution.link_ids`)."""


def column_of(table: pa.Table, name: str) -> pa.Array:
    """A column of a table in one piece.

    Parameters
    ----------
    table
        Any.
    name
        Of the column.

    Returns
    -------
    Not copied where it lies in one piece.
    """
    return whole_column(table.column(name))


def derived(loaded: Sequence[LoadedChart]) -> tuple[pa.Table, pa.Table]:
    """The graph of the charts of a store whose tables are of an earlier schema.

    Parameters
    ----------
    loaded
        The charts, in the order of their loading.

    Returns
    -------
    As `graph_tables` gives it. Cost: that of resolving the charts.
    """
    from oversight_graph.resolution.resolve import resolve

    return graph_tables(resolve([one.chart for one in loaded]))
