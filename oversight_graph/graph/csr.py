"""Whole-column building blocks: joining pairs of columns without a loop over rows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


class Groups:
    """Rows grouped by a column of integers 0 … size−1 (compressed sparse rows)."""

    def __init__(self, column: NDArray[np.integer], size: int) -> None:
        self.order: Ints = np.argsort(column, kind="stable")
        self.starts: Ints = np.zeros(size + 1, np.int64)
        np.cumsum(np.bincount(column, minlength=size), out=self.starts[1:])

    def join(self, values: NDArray[np.integer]) -> tuple[Ints, Ints]:
        """Every pair (position in `values`, row whose column equals that value). Cost: linear in the pairs."""
        first = self.starts[values]
        length = self.starts[values + 1] - first
        left = np.repeat(np.arange(len(values), dtype=np.int64), length)
        ends = np.cumsum(length)
        inside = np.arange(int(ends[-1]) if len(ends) else 0, dtype=np.int64) - np.repeat(ends - length, length)
        return left, self.order[np.repeat(first, length) + inside]


def firsts(*columns: NDArray[np.integer]) -> NDArray[np.bool_]:
    """The rows of sorted columns that differ from the row before."""
    first = np.zeros(len(columns[0]), bool)
    first[:1] = True
    for column in columns:
        first[1:] |= column[1:] != column[:-1]
    return first


def unique_pairs(a: NDArray[np.integer], b: NDArray[np.integer], size: int) -> tuple[Ints, Ints]:
    """The distinct pairs of two columns of integers below `size`, in order."""
    joined = np.unique(a.astype(np.int64) * size + b)
    return joined // max(size, 1), joined % max(size, 1)
