"""An answer as a Parquet file: its rows as typed columns, and among how many they were found beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from oversight_graph.answer.answer_data import AnswerData
from oversight_graph.answer.columns import BLOCK, Coded, Lists, Numbers, Texts
from oversight_graph.graph.arrow import as_indices
from oversight_graph.visible_text import json_text

KEY = "oversight_graph"
"""Under which the metadata of the file hold the object of contract §4 without its rows, as JSON."""

_TEXT, _NUMBER = pa.string(), pa.int64()
_ENDS = [(name, _TEXT) for name in ("from", "to", "link", "mechanism")]
_TYPES = {
    "ids": pa.list_(_TEXT), "texts": pa.list_(_TEXT), "number": _NUMBER, "decimal": pa.float64(), "flag": pa.bool_(), "mechanisms": pa.list_(pa.list_(_TEXT)),
    "hops": pa.list_(pa.struct([*_ENDS, ("basis", _TEXT), ("cost", _NUMBER)])), "links": pa.list_(pa.struct([*_ENDS, ("period", _TEXT), ("basis", _TEXT)])),
}  # fmt: skip


def write_parquet(answer: AnswerData, path: Path) -> None:
    """Write an answer.

    Parameters
    ----------
    answer : AnswerData
        What is written.
    path : pathlib.Path
        The file; one that is there is overwritten. Cost: linear in the cells; in memory, in those of a block.
    """
    before, after = answer.around_rows()
    fields = [(column.id, _TYPES.get(column.type, _TEXT)) for column in answer.asked.columns]
    schema = pa.schema(fields, {KEY: json_text(before | after)})
    with pq.ParquetWriter(path, schema) as file:
        for batch in _batches(answer, schema):
            file.write_batch(batch, row_group_size=BLOCK)


def _batches(answer: AnswerData, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    columns = [(answer.data[field.name], field.type) for field in schema]
    for start in range(0, len(answer), BLOCK):
        stop = min(start + BLOCK, len(answer))
        yield pa.RecordBatch.from_arrays([_array(column, kind, start, stop) for column, kind in columns], schema=schema)


def _array(column: Sequence[Any], kind: pa.DataType, start: int, stop: int) -> pa.Array:
    if isinstance(column, Texts):
        return column.arrow(start, stop).cast(kind)
    if isinstance(column, Lists):
        starts, texts = column.texts(start, stop)
        return pa.Array.from_buffers(kind, stop - start, [None, pa.py_buffer(starts.astype(np.int32))], children=[texts.cast(_TEXT)])
    if isinstance(column, Numbers):
        bits = pa.py_buffer(np.packbits(column.known[start:stop], bitorder="little"))
        return pa.Array.from_buffers(kind, stop - start, [bits, pa.py_buffer(column.values[start:stop].astype(np.int64))])
    if isinstance(column, Coded):
        codes = column.codes[start:stop]
        return pa.array(column.values, kind).take(as_indices(np.where(codes < 0, len(column.values) - 1, codes)))
    return pa.array(column[start:stop], kind)
