"""The entries of a chart as columns, and back: nothing that an entry may hold is lost, and what no entry says costs nothing.

Columns are named as the chart format names its keys; `name` is the Chinese name, `name_en` the English one. A null is what isn't
written, an empty list what is written as one (`authority: []`). Dates are as written. Entries share what they say alike, so the
columns are made for what differs and spread over the rows; on the way back the rows that say the same share it again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import starmap
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from oversight_graph.chart.entry import LinkEntry, NodeEntry
from oversight_graph.graph.alike import alike
from oversight_graph.graph.arrow import as_indices, encoded, whole
from oversight_graph.graph.empty_columns import empty_column
from oversight_graph.model import LINK_ATTRIBUTES, NODE_ATTRIBUTES, Attribute

BESIDES = "besides"
"""The column of what an entry says besides, as JSON: keys and values of a model that isn't this one. Null in nearly every row."""
UNKNOWN_COUNT = -1
"""What stands in the column `count` for a number that no source states (`count: unknown`)."""

_TEXT, _NUMBER, _TEXTS = pa.string(), pa.int64(), pa.list_(pa.string())
_NUMBERS = ("count", "number", "year")


def _said(attributes: Iterable[Attribute], *others: pa.Field) -> list[pa.Field]:
    """The columns of `Entry.rest`: its keys in the order in which they are written."""
    written = [one for one in attributes if one.written and one.id != "name"]
    return [*(pa.field(one.id, _TEXTS if one.list else _NUMBER if one.type in _NUMBERS else _TEXT) for one in written), *others, pa.field(BESIDES, _TEXT)]


_NODE_REST = pa.schema(_said(NODE_ATTRIBUTES, pa.field("repeat", _NUMBER), pa.field("same_as", _TEXT)))
_LINK_REST = pa.schema(_said(LINK_ATTRIBUTES))
_SOURCES = pa.field("sources", _TEXTS)
CHART_NODES = pa.schema([*((name, _TEXT) for name in ("id", "kind", "name", "name_en")), *_NODE_REST, _SOURCES])
"""The columns of the nodes of a chart, a row an entry in the order of the chart."""
CHART_LINKS = pa.schema([*((name, _TEXT) for name in ("kind", "from", "to")), *_LINK_REST, _SOURCES])
"""The columns of the links of a chart, a row an entry in the order of the chart."""


# -- from entries to columns --------------------------------------------------------------------------------------------


def node_table(entries: Sequence[NodeEntry]) -> pa.Table:
    """Nodes as columns.

    Parameters
    ----------
    entries
        Those of a chart, or some of them.

    Returns
    -------
    With the columns CHART_NODES, a row an entry. Cost: linear; in Python only for what differs.
    """
    own = [pa.array([getattr(entry, name) for entry in entries], _TEXT) for name in ("id", "kind", "zh", "en")]
    return _table(entries, own, _NODE_REST, CHART_NODES)


def link_table(entries: Sequence[LinkEntry]) -> pa.Table:
    """Links as columns.

    Parameters
    ----------
    entries
        Those of a chart, or some of them.

    Returns
    -------
    With the columns CHART_LINKS, a row an entry. Cost: linear; in Python only for what differs.
    """
    own = [pa.array([getattr(entry, name) for entry in entries], _TEXT) for name in ("kind", "start", "end")]
    return _table(entries, own, _LINK_REST, CHART_LINKS)


def _table(entries: Sequence[NodeEntry] | Sequence[LinkEntry], own: list[pa.Array], rest: pa.Schema, schema: pa.Schema) -> pa.Table:
    said, row = _once([entry.rest for entry in entries])
    split = [_split(one, rest) for one in said]
    columns = [_spread_column(pa.chunked_array([[one.get(field.name) for one in split]], field.type), row) for field in rest]
    sources, row = _once([entry.sources for entry in entries])
    return pa.Table.from_arrays([*own, *columns, pa.array(sources, _TEXTS).take(row)], schema=schema)


def spread_nodes(entries: Sequence[NodeEntry], at: NDArray[np.int64], own: Mapping[str, pa.Array]) -> pa.Table:
    """Nodes as columns, of which many say the same but for some columns of their own.

    Parameters
    ----------
    entries
        Those that say something else.
    at
        For each row the place of the entry that it says the same as, but for its own columns; shape (n,).
    own
        The columns in which rows differ, by name; n values each.

    Returns
    -------
    With the columns CHART_NODES, n rows.
    """
    return _spread_table(node_table(entries), at, own)


def spread_links(entries: Sequence[LinkEntry], at: NDArray[np.int64], own: Mapping[str, pa.Array]) -> pa.Table:
    """Links as columns, of which many say the same but for some columns of their own.

    Parameters
    ----------
    entries, at, own
        As for `spread_nodes`.

    Returns
    -------
    With the columns CHART_LINKS, a row a link.
    """
    return _spread_table(link_table(entries), at, own)


def _spread_table(table: pa.Table, at: NDArray[np.int64], own: Mapping[str, pa.Array]) -> pa.Table:
    row = as_indices(at)
    columns = [own[name] if name in own else _spread_column(table.column(name), row) for name in table.schema.names]
    return pa.Table.from_arrays(columns, schema=table.schema)


def _spread_column(column: pa.ChunkedArray, row: pa.Array) -> pa.Array:
    return empty_column(len(row), column.type) if column.null_count == len(column) else whole(column).take(row)


def _once(values: list[Any]) -> tuple[list[Any], pa.Array]:
    """The different objects among some, and for each place which of them stands there."""
    _, first, row = np.unique(np.fromiter(map(id, values), np.int64, len(values)), return_index=True, return_inverse=True)
    return [values[place] for place in first.tolist()], as_indices(row)


def _split(rest: dict[str, Any], schema: pa.Schema) -> dict[str, Any]:
    """What an entry says as the columns hold it."""
    from oversight_graph.parsing.written_values import UNKNOWN

    held: dict[str, Any] = {}
    besides: dict[str, Any] = {}
    for key, value in rest.items():
        at = schema.get_field_index(key)
        if key == "count" and value == UNKNOWN:
            held[key] = UNKNOWN_COUNT
        elif at >= 0 and key != BESIDES and _fits(value, schema.types[at]):
            held[key] = value
        else:
            besides[key] = value
    if besides:
        held[BESIDES] = json.dumps(besides, ensure_ascii=False)
    return held


def _fits(value: Any, kind: pa.DataType) -> bool:
    if kind == _NUMBER:
        return type(value) is int and 0 <= value < 1 << 63
    if kind == _TEXTS:
        return isinstance(value, tuple) and all(isinstance(one, str) for one in value)
    return isinstance(value, str)


# -- and back -----------------------------------------------------------------------------------------------------------


def node_entries(table: pa.Table) -> tuple[NodeEntry, ...]:
    """The nodes of columns.

    Parameters
    ----------
    table
        As `node_table` gives it.

    Returns
    -------
    Equal to those that the columns were made of. Cost: an object for each row.
    """
    own = (table.column("id").to_pylist(), _shared(table.column("kind")), table.column("name").to_pylist(), table.column("name_en").to_pylist())
    return tuple(starmap(NodeEntry, zip(*own, _rests(table, _NODE_REST), _sources(table), strict=True)))


def link_entries(table: pa.Table) -> tuple[LinkEntry, ...]:
    """The links of columns.

    Parameters
    ----------
    table
        As `link_table` gives it.

    Returns
    -------
    Equal to those that the columns were made of. Cost: an object for each row.
    """
    own = (_shared(table.column(name)) for name in ("kind", "from", "to"))
    return tuple(starmap(LinkEntry, zip(*own, _rests(table, _LINK_REST), _sources(table), strict=True)))


def _shared(column: pa.ChunkedArray) -> list[Any]:
    """The texts of a column, equal ones as one object."""
    words, at = encoded(column)
    return _spread([*words, None], at)


def _spread(values: list[Any], at: NDArray[np.int64]) -> list[Any]:
    return list(map(values.__getitem__, at.tolist()))


def _sources(table: pa.Table) -> list[tuple[str, ...]]:
    lists = whole(table.column("sources"))
    first, at = alike([lists])
    return _spread([tuple(one) for one in lists.take(as_indices(first)).to_pylist()], at)


def _rests(table: pa.Table, schema: pa.Schema) -> list[dict[str, Any]]:
    """What each row says besides its own, one mapping for all rows that say the same."""
    written = [name for name in schema.names if table.column(name).null_count < table.num_rows]
    if not written:
        nothing: dict[str, Any] = {}
        return [nothing] * table.num_rows
    columns = [whole(table.column(name)) for name in written]
    first, at = alike(columns)
    rows = zip(*(column.take(as_indices(first)).to_pylist() for column in columns), strict=True)
    return _spread([_rest(zip(written, row, strict=True)) for row in rows], at)


def _rest(values: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    from oversight_graph.parsing.written_values import UNKNOWN

    rest: dict[str, Any] = {}
    for key, value in values:
        if value is None:
            continue
        if key == BESIDES:
            rest |= {name: _as_written(one) for name, one in json.loads(value).items()}
        else:
            rest[key] = UNKNOWN if key == "count" and value == UNKNOWN_COUNT else _as_written(value)
    return rest


def _as_written(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
