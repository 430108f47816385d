"""The tables of a graph, derived from the model: their columns, and rows as Arrow tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

import pyarrow as pa

from oversight_graph.model import LINK_ATTRIBUTES, NODE_ATTRIBUTES, Attribute, Vocabulary

_ARROW = {
    "text": pa.string(), "term": pa.string(), "texts": pa.list_(pa.string()), "terms": pa.list_(pa.string()), "count": pa.int64(),
    "number": pa.int64(), "year": pa.int64(), "first_day": pa.date32(), "last_day": pa.date32(), "flag": pa.bool_(),
}  # fmt: skip
_TEXT, _TEXTS = pa.string(), pa.list_(pa.string())


def _schema(before: tuple[str, ...], attributes: Vocabulary[Attribute], after: tuple[str, ...]) -> pa.Schema:
    return pa.schema(
        [(name, _TEXT) for name in before] + [(attribute.id, _ARROW[attribute.type]) for attribute in attributes] + [(name, _TEXTS) for name in after]
    )


NODES = _schema(("id", "kind"), NODE_ATTRIBUTES, ("charts", "ids", "sources"))
LINKS = _schema(("id", "kind", "from", "to"), LINK_ATTRIBUTES, ("charts", "sources"))


_AT_ONCE = 20_000


def table(rows: Iterable[Mapping[str, Any]], schema: pa.Schema) -> pa.Table:
    """Rows as an Arrow table of the schema's columns, in its order. Some at a time: their values as objects take many times what the table does."""
    batches, left = [], iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        batches.append(pa.RecordBatch.from_pydict({name: [row[name] for row in some] for name in schema.names}, schema=schema))
    return pa.Table.from_batches(batches, schema=schema)
