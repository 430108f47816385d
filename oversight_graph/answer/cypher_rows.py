"""The rows that a store's engine gives, as the columns of an answer: taken some at a time, so that their values never stand in memory together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, Protocol

import numpy as np
import pyarrow as pa

from oversight_graph.answer.arrow_texts import text_array
from oversight_graph.answer.columns import Coded, Lists, Numbers, Texts
from oversight_graph.answer.question import AnswerColumn, Data
from oversight_graph.graph.csr import Ints

AT_ONCE = 20_000
HOP = ("from", "to", "link", "mechanism", "basis", "cost")
"""The fields of a hop in their order."""


def columns_of(declared: Sequence[AnswerColumn], records: Iterable[Sequence[Any]]) -> Data:
    """Rows as columns.

    Parameters
    ----------
    declared : sequence of AnswerColumn
        The columns of the question.
    records : iterable of sequence
        The values of each row, in their order.

    Returns
    -------
    dict
        A column by the id of each. Cost: linear in the values.
    """
    made = [_part(column.type) for column in declared]
    rest = iter(records)
    while some := list(islice(rest, AT_ONCE)):
        for part, values in zip(made, zip(*some, strict=True), strict=True):
            part.add(values)
    return {column.id: part.column() for column, part in zip(declared, made, strict=True)}


def selected(data: Data, rows: Ints) -> Data:
    """Some rows of an answer.

    Parameters
    ----------
    data : dict
        Its columns.
    rows : ndarray of int64
        Positions.

    Returns
    -------
    dict
        The same columns with these rows, in that order.
    """

    def of(column: Sequence[Any]) -> Sequence[Any]:
        if isinstance(column, Texts):
            return Texts(column.codes[rows], column.table)
        if isinstance(column, Coded):
            return Coded(column.codes[rows], column.values[:-1])
        if isinstance(column, Numbers):
            return Numbers(column.values[rows], column.known[rows])
        return [column[row] for row in rows.tolist()]

    return {name: of(column) for name, column in data.items()}


class _Part(Protocol):
    """A column that is being made."""

    def add(self, values: Sequence[Any]) -> None:
        """Take the values of some rows."""

    def column(self) -> Sequence[Any]:
        """All of them."""


def _part(kind: str) -> _Part:
    if kind in ("id", "name"):
        return _OfTexts()
    if kind == "number":
        return _OfNumbers()
    if kind == "ids":
        return _OfLists()
    if kind == "hops":
        return _OfHops()
    return _OfValues() if kind in ("decimal", "mechanisms") else _OfCodes()


class _OfTexts:
    """Texts of which nearly each is another one; none is unknown."""

    def __init__(self) -> None:
        self.blocks: list[pa.Array] = []

    def add(self, values: Sequence[Any]) -> None:
        self.blocks.append(text_array(values))

    def column(self) -> Sequence[Any]:
        table = pa.concat_arrays(self.blocks) if self.blocks else text_array([])
        return Texts(np.arange(len(table)), table)


class _OfNumbers:
    """Whole numbers."""

    def __init__(self) -> None:
        self.values: list[Ints] = []
        self.known: list[Any] = []

    def add(self, values: Sequence[Any]) -> None:
        self.known.append(np.array([value is not None for value in values], bool))
        self.values.append(np.array([value or 0 for value in values], np.int64))

    def column(self) -> Sequence[Any]:
        return Numbers(np.concatenate([*self.values, np.empty(0, np.int64)]), np.concatenate([*self.known, np.empty(0, bool)]))


class _OfLists:
    """Lists of ids."""

    def __init__(self) -> None:
        self.lengths: list[int] = []
        self.blocks: list[pa.Array] = []

    def add(self, values: Sequence[Any]) -> None:
        self.lengths += map(len, values)
        self.blocks.append(text_array([one for value in values for one in value]))

    def column(self) -> Sequence[Any]:
        table = pa.concat_arrays(self.blocks) if self.blocks else text_array([])
        return Lists(np.concatenate([[0], np.cumsum(self.lengths, dtype=np.int64)]), np.arange(len(table)), table)


class _OfCodes:
    """Values of which few are different: words, areas, reasons, sources."""

    def __init__(self) -> None:
        self.places: dict[Any, int] = {}
        self.found: list[Any] = []
        self.codes: list[Ints] = []

    def add(self, values: Sequence[Any]) -> None:
        self.codes.append(np.fromiter(map(self._code, values), np.int64, len(values)))

    def _code(self, value: Any) -> int:
        if value is None:
            return -1
        key = tuple(value) if isinstance(value, list) else value
        if key not in self.places:
            self.places[key] = len(self.found)
            self.found.append(value)
        return self.places[key]

    def column(self) -> Sequence[Any]:
        return Coded(np.concatenate([*self.codes, np.empty(0, np.int64)]), self.found)


class _OfValues:
    """Anything else, as it is."""

    def __init__(self) -> None:
        self.values: list[Any] = []

    def add(self, values: Sequence[Any]) -> None:
        self.values += values

    def column(self) -> Sequence[Any]:
        return self.values


class _OfHops(_OfValues):
    """Hops of paths, whose fields a server gives in an order of its own."""

    def add(self, values: Sequence[Any]) -> None:
        super().add([[{name: hop[name] for name in HOP} for hop in hops] for hops in values])
