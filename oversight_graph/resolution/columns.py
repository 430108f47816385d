"""Columns of Arrow made of columns: what rows have in common, lists out of their items, texts put together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oversight_graph.graph.arrow import NONE, encoded, flags, numbers
from oversight_graph.graph.arrow import as_indices as positions
from oversight_graph.graph.empty_columns import empty_column


def mask(rows: NDArray[np.bool_]) -> pa.Array:
    """Truth values as Arrow has them.

    Parameters
    ----------
    rows
        A value a row.

    Returns
    -------
    An array of bool without nulls.
    """
    return pa.Array.from_buffers(pa.bool_(), len(rows), [None, pa.py_buffer(np.packbits(rows, bitorder="little"))])


def constant(value: Any, number: int, kind: pa.DataType) -> pa.Array:
    """One value in every row.

    Parameters
    ----------
    value
        What stands there; None for nothing.
    number
        How many rows.
    kind
        The type of the column.

    Returns
    -------
    An array of that length.
    """
    return empty_column(number, kind) if value is None else pa.array([value], kind).take(positions(np.zeros(number, np.int64)))


def joined(*texts: pa.Array) -> pa.Array:
    """Texts put together, row by row.

    Parameters
    ----------
    texts
        Columns of one length.

    Returns
    -------
    Null where one of them is.
    """
    return pc.binary_join_element_wise(*texts, constant("", len(texts[0]), pa.string()))


def changed_texts(column: pa.Array, change: Callable[[str], str | None]) -> pa.Array:
    """A column of texts, each changed in one way, each distinct one once.

    Parameters
    ----------
    column
        Texts and nulls.
    change
        What becomes of a text.

    Returns
    -------
    Null where the column is, and where `change` gives None.
    """
    made = column.dictionary_encode()
    return pa.array([change(text) for text in made.dictionary.to_pylist()], pa.string()).take(made.indices)


def lists_of(column: pa.Array, values: pa.Array | None = None) -> pa.Array:
    """A column of lists without nulls.

    Parameters
    ----------
    column
        Of lists; a null becomes an empty list.
    values
        What stands in the place of its items, in their order; None for these themselves.

    Returns
    -------
    A list in every row.
    """
    lengths = np.maximum(numbers(pc.list_value_length(column), 0), 0)
    return _lists(lengths, column.flatten() if values is None else values)


def single_lists(values: pa.Array) -> pa.Array:
    """Each value as a list of its own.

    Parameters
    ----------
    values
        A value a row, no null.

    Returns
    -------
    Lists of one item.
    """
    return _lists(np.ones(len(values), np.int64), values)


def _lists(lengths: NDArray[np.int64], values: pa.Array) -> pa.Array:
    offsets = np.zeros(len(lengths) + 1, np.int32)
    np.cumsum(lengths, out=offsets[1:])
    return pa.Array.from_buffers(pa.list_(values.type), len(lengths), [None, pa.py_buffer(offsets)], children=[values])


def each_once(lists: pa.Array, without: pa.Array | None = None) -> pa.Array:
    """Lists in which each text stands once.

    Parameters
    ----------
    lists
        Of texts, without nulls.
    without
        For each row a text that its list is not to hold.

    Returns
    -------
    The same lists where nothing is to be left out; texts stay in their order.
    """
    words, at = encoded(lists.flatten())
    row = numbers(pc.list_parent_indices(lists), NONE)
    wrong = np.zeros(len(at), bool)
    if without is not None:
        wrong |= flags(pc.equal(lists.flatten(), without.take(positions(row))))
    pairs = row * (len(words) + 1) + at
    order = np.argsort(pairs, kind="stable")
    again = np.zeros(len(at), bool)
    again[order[1:]] = pairs[order[1:]] == pairs[order[:-1]]
    wrong |= again
    if not wrong.any():
        return lists
    lengths = np.bincount(row[~wrong], minlength=len(lists))
    return _lists(lengths, lists.flatten().filter(mask(~wrong)))
