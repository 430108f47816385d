"""Whole-column building blocks: joining pairs of columns without a loop over rows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


class Groups:
    """Rows grouped by a column of integers 0 … size−1 (compressed sparse rows)."""

    def __init__(self, column: NDArray[np.integer], size: int) -> None:
        self.order: Ints = stable_order(column, size)
        self.starts: Ints = np.zeros(size + 1, np.int64)
        np.cumsum(np.bincount(column, minlength=size), out=self.starts[1:])

    @classmethod
    def known(cls, order: NDArray[np.integer], starts: NDArray[np.integer]) -> Groups:
        """Groups that somebody has worked out before.

        Parameters
        ----------
        order : ndarray of integers, shape (n,)
            The rows, group by group.
        starts : ndarray of integers, shape (groups + 1,)
            Where in `order` each group begins, and where the last one ends.

        Returns
        -------
        Groups
            On the same memory where the numbers are of 64 bits.
        """
        made = object.__new__(cls)
        made.order, made.starts = order.astype(np.int64, copy=False), starts.astype(np.int64, copy=False)
        return made

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
        return np.repeat(np.arange(len(values), dtype=np.int64), length), self.order[spread(first, length)]


def spread(first: Ints, length: Ints) -> Ints:
    """The places of some ranges.

    Parameters
    ----------
    first, length : ndarray of int64, shape (n,)
        Where each begins, and how many places it has.

    Returns
    -------
    ndarray of int64
        One range behind the other. Cost: linear in the places.
    """
    return np.arange(int(length.sum())) + np.repeat(first - np.cumsum(length) + length, length)


def stable_order(column: NDArray[np.integer], size: int) -> Ints:
    """The rows in the order of a column of integers 0 … size−1, equal ones as they stand.

    Parameters
    ----------
    column : ndarray of integers, shape (n,)
        Each from 0 to size−1.
    size : int
        Above every value.

    Returns
    -------
    ndarray of int64, shape (n,)
        Positions. Cost: linear; numpy counts digits of 16 bits, where it would compare longer ones.
    """
    order: Ints = np.argsort(column.astype(np.uint16), kind="stable")
    for digit in range(1, (max(size - 1, 0).bit_length() + 15) // 16):
        order = order[np.argsort((column >> 16 * digit).astype(np.uint16)[order], kind="stable")]
    return order


def distinct(values: NDArray[np.integer], size: int) -> Ints:
    """The values that occur among integers 0 … size−1, sorted.

    Parameters
    ----------
    values : ndarray of integers, shape (n,)
        Each from 0 to size−1.
    size : int
        Above every value.

    Returns
    -------
    ndarray of int64
        None twice. Cost: that of sorting few, of marking many.
    """
    if len(values) * 64 < size:
        return sorted_distinct(values.astype(np.int64))
    mask = np.zeros(size, bool)
    mask[values] = True
    return np.flatnonzero(mask)


def sorted_distinct(values: Ints) -> Ints:
    """The values that occur, sorted.

    Parameters
    ----------
    values : ndarray of int64, shape (n,)
        Any.

    Returns
    -------
    ndarray of int64
        None twice. Cost: that of sorting; numpy's own `unique` counts them in a table, which takes several times as long.
    """
    ordered = np.sort(values)
    return ordered[firsts(ordered)]


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
    joined = sorted_distinct(a.astype(np.int64) * size + b)
    return np.divmod(joined, max(size, 1))
