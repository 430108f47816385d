"""Columns of an answer that stay whole columns until somebody reads them: a value becomes a Python object when it is shown or written."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, overload

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from oversight_graph.graph.arrow import as_indices
from oversight_graph.graph.csr import Ints, firsts

BLOCK = 65_536
"""Rows that are made into objects, or written, at once."""


class Column(Sequence[Any]):
    """The values of a column, a row each; an unknown is None. A sequence, which holds no objects of its own."""

    @abstractmethod
    def _block(self, start: int, stop: int) -> list[Any]:
        """The values of some rows."""

    def block(self, start: int, stop: int) -> list[Any]:
        """The values of some rows.

        Parameters
        ----------
        start, stop : int
            From which row on, and before which one; 0 ≤ start ≤ stop ≤ rows.

        Returns
        -------
        list
            stop − start values.
        """
        return self._block(start, stop)

    @overload
    def __getitem__(self, at: int) -> Any: ...

    @overload
    def __getitem__(self, at: slice) -> list[Any]: ...

    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, slice):
            start, stop, step = at.indices(len(self))
            return self.block(start, max(start, stop)) if step == 1 else [self[one] for one in range(start, stop, step)]
        place = at + len(self) if at < 0 else at
        if not 0 <= place < len(self):
            raise IndexError(at)
        return self.block(place, place + 1)[0]

    def __iter__(self) -> Iterator[Any]:
        for start in range(0, len(self), BLOCK):
            yield from self.block(start, min(start + BLOCK, len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]


class Coded(Column):
    """Values of which few are different: words, areas, reasons. `codes`: the place of each row's value in `values`, −1 where nothing is known."""

    def __init__(self, codes: NDArray[np.integer], values: Sequence[Any]) -> None:
        self.codes = codes
        self.values = (*values, None)
        self._objects = np.empty(len(self.values), object)
        self._objects[:] = self.values

    def __len__(self) -> int:
        return len(self.codes)

    def _block(self, start: int, stop: int) -> list[Any]:
        values: list[Any] = self._objects[self.codes[start:stop]].tolist()
        return values


class Texts(Column):
    """Texts of which each row names one of a long table, as an id or a name of a node. `codes`: places in `table`, a `pyarrow.LargeStringArray`."""

    def __init__(self, codes: Ints, table: pa.Array) -> None:
        self.codes, self.table = codes, table

    def __len__(self) -> int:
        return len(self.codes)

    def arrow(self, start: int, stop: int) -> pa.Array:
        """The texts of some rows.

        Parameters
        ----------
        start, stop : int
            As for `block`.

        Returns
        -------
        pyarrow.LargeStringArray
            stop − start texts.
        """
        return self.table.take(as_indices(self.codes[start:stop]))

    def _block(self, start: int, stop: int) -> list[Any]:
        values: list[Any] = self.arrow(start, stop).to_pylist()
        return values


class Numbers(Column):
    """Whole numbers. `known`: in which rows `values` says one."""

    def __init__(self, values: NDArray[np.integer], known: NDArray[np.bool_]) -> None:
        self.values, self.known = values, known

    def __len__(self) -> int:
        return len(self.values)

    def _block(self, start: int, stop: int) -> list[Any]:
        objects = self.values[start:stop].astype(object)
        objects[~self.known[start:stop]] = None
        values: list[Any] = objects.tolist()
        return values


class Lists(Column):
    """Lists of texts of a long table. Row r holds those that `codes[starts[r] : starts[r + 1]]` name, places in `table`, a `pyarrow.LargeStringArray`."""

    def __init__(self, starts: Ints, codes: Ints, table: pa.Array) -> None:
        self.starts, self.codes, self.table = starts, codes, table

    def __len__(self) -> int:
        return len(self.starts) - 1

    def texts(self, start: int, stop: int) -> tuple[Ints, pa.Array]:
        """The texts of some rows, one list after the other.

        Parameters
        ----------
        start, stop : int
            As for `block`.

        Returns
        -------
        (ndarray of int64, pyarrow.LargeStringArray)
            Where each list begins, and where the last one ends; and the texts.
        """
        starts = self.starts[start : stop + 1]
        return starts - starts[0], self.table.take(as_indices(self.codes[starts[0] : starts[-1]]))

    def _block(self, start: int, stop: int) -> list[Any]:
        starts, texts = self.texts(start, stop)
        every, cuts = texts.to_pylist(), starts.tolist()
        return [every[first:last] for first, last in pairwise(cuts)]


def gathered(rows: int, parts: Sequence[tuple[Ints, Ints]], table: pa.Array) -> Lists:
    """Lists of texts out of pairs of a row and a text.

    Parameters
    ----------
    rows : int
        How many lists there are.
    parts : sequence of (ndarray of int64, ndarray of int64)
        The row and the place in `table` of each text; no row stands in two parts.
    table : pyarrow.LargeStringArray
        The texts.

    Returns
    -------
    Lists
        In a list the texts stand as in their part. Cost: linear in the pairs and the rows; that of sorting where a part isn't sorted by row.
    """
    lengths = np.zeros(rows, np.int64)
    for row, _ in parts:
        lengths += np.bincount(row, minlength=rows)
    starts = np.zeros(rows + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    codes = np.empty(int(starts[-1]), np.int64)
    for row, code in parts:
        if (row[1:] < row[:-1]).any():
            order = np.argsort(row, kind="stable")
            row, code = row[order], code[order]
        begun = np.flatnonzero(firsts(row))
        inside = np.arange(len(row)) - np.repeat(begun, np.diff(np.append(begun, len(row))))
        codes[starts[row] + inside] = code
    return Lists(starts, codes, table)


def distinct(column: Sequence[Any]) -> tuple[list[Any], Ints]:
    """The different values of a column, and for each row which of them it is.

    Parameters
    ----------
    column : sequence
        Of values that can be compared and hashed.

    Returns
    -------
    (list, ndarray of int64)
        In the order in which they first come. Cost: of a column of codes the rows as numbers, else a Python object for each row.
    """
    if not isinstance(column, Coded):
        place: dict[Any, int] = {}
        at = [place.setdefault(value, len(place)) for value in column]
        return list(place), np.array(at, np.int64)
    number = len(column.values)
    codes = np.where(column.codes < 0, number - 1, column.codes).astype(np.int64)
    first = np.full(number, len(codes), np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)  # of those written to one place the last one stays: the first row
    found: dict[Any, int] = {}
    places = np.zeros(number, np.int64)
    for code in np.argsort(first, kind="stable").tolist():
        if first[code] < len(codes):
            places[code] = found.setdefault(column.values[code], len(found))
    return list(found), places[codes]


def mapped(column: Sequence[Any], function: Callable[[Any], Any]) -> Coded:
    """A function of each value of a column, worked out once for each that is different.

    Parameters
    ----------
    column : sequence
        Of values that can be compared and hashed.
    function : callable
        Of a value.

    Returns
    -------
    Coded
        As long as the column.
    """
    values, codes = distinct(column)
    return Coded(codes, [function(value) for value in values])
