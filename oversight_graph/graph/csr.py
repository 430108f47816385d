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
        """Every pair of a position in `values` and a row whose column equals that value.

        Parameters
        ----------
        values : ndarray of integers, shape (n,)
            Each from 0 to size−1.

        Returns
        -------
        (ndarray of int64, ndarray of int64)
            Positions in `values`, and the rows; as long as there are pairs. Cost: linear in the pairs.
        """
        first = self.starts[values]
        length = self.starts[values + 1] - first
        left = np.repeat(np.arange(len(values), dtype=np.int64), length)
        ends = np.cumsum(length)
        inside = np.arange(int(ends[-1]) if len(ends) else 0, dtype=np.int64) - np.repeat(ends - length, length)
        return left, self.order[np.repeat(first, length) + inside]


def firsts(*columns: NDArray[np.integer]) -> NDArray[np.bool_]:
    """The rows of sorted columns that differ from the row before.

    Parameters
    ----------
    *columns : ndarrays of integers, shape (n,)
        Sorted by all of them together; at least one.

    Returns
    -------
    ndarray of bool, shape (n,)
        True in the first row.
    """
    first = np.zeros(len(columns[0]), bool)
    first[:1] = True
    for column in columns:
        first[1:] |= column[1:] != column[:-1]
    return first


def unique_pairs(a: NDArray[np.integer], b: NDArray[np.integer], size: int) -> tuple[Ints, Ints]:
    """The distinct pairs of two columns of integers below `size`, in order.

    Parameters
    ----------
    a, b : ndarrays of integers, shape (n,)
        The columns.
    size : int
        Above every value of `b`.

    Returns
    -------
    (ndarray of int64, ndarray of int64)
        The two columns of the distinct pairs, sorted by both. Cost: that of sorting.
    """
    joined = np.unique(a.astype(np.int64) * size + b)
    return joined // max(size, 1), joined % max(size, 1)
