"""Which rows of some columns of Arrow say the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oversight_graph.graph.arrow import NONE, as_indices, numbers, whole

_LARGEST = 2**62


def alike(columns: Sequence[pa.ChunkedArray | pa.Array]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which rows say the same in all of some columns.

    Parameters
    ----------
    columns
        Of texts, numbers or lists of texts, n rows each; at least one.

    Returns
    -------
    The first row of each group, and for each row its group: groups by their first rows. Cost: linear in the rows.
    """
    together = np.zeros(len(columns[0]), np.int64)
    groups = 1
    for column in columns:
        for codes in _codes(whole(column)):
            number = int(codes.max(initial=NONE)) + 2
            if number == 1:
                continue
            if groups > _LARGEST // number:
                together = _compact(together)
                groups = int(together.max(initial=0)) + 1
            together = together * number + (codes + 1)
            groups *= number
    code = _compact(together)
    first = np.zeros(int(code.max(initial=NONE)) + 1, np.int64)
    first[code[::-1]] = np.arange(len(code))[::-1]
    return first, code


def _compact(codes: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same distinctions in numbers from 0, by their first rows."""
    return numbers(as_indices(codes).dictionary_encode().indices, NONE)


def _codes(column: pa.Array) -> list[NDArray[np.int64]]:
    if not pa.types.is_list(column.type):
        return [_code(column)]
    lengths = numbers(pc.list_value_length(column), NONE)
    found = [lengths]
    values = np.append(_code(column.flatten()), NONE)
    start = np.cumsum(np.maximum(lengths, 0)) - np.maximum(lengths, 0)
    for place in range(int(lengths.max(initial=0))):
        found.append(values[np.where(lengths > place, start + place, len(values) - 1)])
    return found


def _code(column: pa.Array) -> NDArray[np.int64]:
    return numbers(column.dictionary_encode().indices, NONE) if column.null_count < len(column) else np.full(len(column), NONE, np.int64)
