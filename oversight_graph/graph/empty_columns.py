"""Columns in which nothing is written, as most columns of a chart are: their nulls lie on zeros that all of them share."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pyarrow as pa


def empty_column(rows: int, kind: pa.DataType) -> pa.Array:
    """A column of nulls that takes no room of its own: `pyarrow.nulls` fills offsets and bits for each column anew.

    Parameters
    ----------
    rows : int
        How many.
    kind : pyarrow.DataType
        Of texts, lists, numbers, days or truth values.

    Returns
    -------
    pyarrow.Array
        Its buffers are zeros, which other columns of the same length may share.
    """
    zeros = _zeros(rows)
    if pa.types.is_list(kind):
        return pa.Array.from_buffers(kind, rows, [zeros, zeros], null_count=rows, children=[pa.nulls(0, kind.value_type)])
    return pa.Array.from_buffers(kind, rows, [zeros, zeros, pa.py_buffer(b"")] if pa.types.is_string(kind) else [zeros, zeros], null_count=rows)


@lru_cache(4)
def _zeros(rows: int) -> pa.Buffer:
    """Enough for the widest value of each row, and an offset more. The system makes the memory when it is written to, which nobody does."""
    zeros = np.zeros(rows + 8, np.int64)
    zeros.flags.writeable = False
    return pa.py_buffer(zeros)
