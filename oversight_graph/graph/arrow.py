"""Arrow columns as numpy columns.

Not by `to_numpy`, nor by anything that makes an Arrow scalar: both import pandas, and a question on the command line would
wait for it and never use it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oversight_graph.graph.empty_columns import empty_column
from oversight_graph.model import Vocabulary

NONE = -1
"""The code of what is not written."""


def numbers(column: pa.ChunkedArray | pa.Array, missing: int) -> NDArray[np.int64]:
    """A column of whole numbers.

    Parameters
    ----------
    column : pyarrow.ChunkedArray or pyarrow.Array
        The column, n long.
    missing : int
        What stands where nothing is written.

    Returns
    -------
    ndarray of int64, shape (n,)
        Can't be written to.
    """
    array = whole(column).cast(pa.int64())
    if not len(array):
        return frozen(np.empty(0, np.int64))
    values = np.frombuffer(array.buffers()[1], np.int64)[array.offset : array.offset + len(array)].copy()
    if array.null_count:
        values[flags(pc.is_null(array))] = missing
    return frozen(values)


def flags(column: pa.ChunkedArray | pa.Array) -> NDArray[np.bool_]:
    """A column of truth values without nulls.

    Parameters
    ----------
    column : pyarrow.ChunkedArray or pyarrow.Array
        The column, n long.

    Returns
    -------
    ndarray of bool, shape (n,)
        Can't be written to.
    """
    return frozen(np.from_dlpack(whole(column).cast(pa.uint8())).astype(bool))


def texts(column: pa.ChunkedArray | pa.Array) -> NDArray[np.object_]:
    """A column of texts.

    Parameters
    ----------
    column : pyarrow.ChunkedArray or pyarrow.Array
        The column, n long.

    Returns
    -------
    ndarray of object, shape (n,)
        None where nothing is written; can't be written to.
    """
    values = np.empty(len(column), object)
    values[:] = column.to_pylist()
    return frozen(values)


def encoded(column: pa.ChunkedArray | pa.Array) -> tuple[list[str], NDArray[np.int64]]:
    """The distinct texts of a column, and for each row which of them it is.

    Parameters
    ----------
    column : pyarrow.ChunkedArray or pyarrow.Array
        The column, n long.

    Returns
    -------
    (list of str, ndarray of int64, shape (n,))
        The row holds NONE where nothing is written.
    """
    made = whole(column).dictionary_encode()
    return made.dictionary.to_pylist(), numbers(made.indices, NONE)


def codes(column: pa.ChunkedArray | pa.Array, vocabulary: Vocabulary[Any]) -> NDArray[np.int16]:
    """A column of words as their codes in a vocabulary.

    Parameters
    ----------
    column : pyarrow.ChunkedArray or pyarrow.Array
        The column, n long.
    vocabulary : Vocabulary
        Holds every word of the column.

    Returns
    -------
    ndarray of int16, shape (n,)
        NONE where nothing is written.

    Raises
    ------
    KeyError
        For a word that the vocabulary doesn't hold.
    """
    words, at = encoded(column)
    table = np.array([*(vocabulary.code(word) for word in words), NONE], np.int16)
    return frozen(table[at])


def holds(column: pa.ChunkedArray, value: str) -> NDArray[np.bool_]:
    """The rows of a column of lists that hold a value.

    Parameters
    ----------
    column : pyarrow.ChunkedArray
        A column of lists of texts, n long.
    value : str
        What is sought.

    Returns
    -------
    ndarray of bool, shape (n,)
        Can't be written to.
    """
    lists = whole(column)
    words, at = encoded(pc.list_flatten(lists))
    mask = np.zeros(len(lists), bool)
    if value in words:
        mask[numbers(pc.list_parent_indices(lists), NONE)[at == words.index(value)]] = True
    return frozen(mask)


def equals(column: pa.ChunkedArray | pa.Array, value: str) -> NDArray[np.bool_]:
    """The rows of a column of texts that are a value.

    Parameters
    ----------
    column : pyarrow.ChunkedArray or pyarrow.Array
        The column, n long.
    value : str
        What is sought.

    Returns
    -------
    ndarray of bool, shape (n,)
        False where nothing is written.
    """
    words, at = encoded(column)
    mask: NDArray[np.bool_] = at == (words.index(value) if value in words else len(words))
    return mask


def in_any(column: pa.ChunkedArray, values: Iterable[str]) -> NDArray[np.bool_]:
    """The rows of a column of lists that hold one of some values.

    Parameters
    ----------
    column : pyarrow.ChunkedArray
        A column of lists of texts, n long.
    values : iterable of str
        What is sought.

    Returns
    -------
    ndarray of bool, shape (n,)
        All False where no value is named.
    """
    mask = np.zeros(len(column), bool)
    for value in values:
        mask |= holds(column, value)
    return mask


def filtered(table: pa.Table, mask: NDArray[np.bool_]) -> pa.Table:
    """The rows of a mask.

    Parameters
    ----------
    table : pyarrow.Table
        n rows.
    mask : ndarray of bool, shape (n,)
        Which rows stay.

    Returns
    -------
    pyarrow.Table
        The table itself where all stay.
    """
    if mask.all():
        return table
    bits = np.packbits(mask, bitorder="little")
    return table.filter(pa.Array.from_buffers(pa.bool_(), len(mask), [None, pa.py_buffer(bits)]))


def ends_of(nodes: pa.Table, links: pa.Table) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the ends of links stand among nodes.

    Parameters
    ----------
    nodes : pyarrow.Table
        With the column `id`.
    links : pyarrow.Table
        With the columns `from` and `to`; n rows.

    Returns
    -------
    (ndarray of int64, ndarray of int64)
        The positions of both ends, NONE for one that isn't there; shape (n,). Cost: linear, with a table of all ids.
    """
    ids = whole(nodes.column("id"))
    start, end = (numbers(pc.index_in(links.column(side), value_set=ids), NONE) for side in ("from", "to"))
    return start, end


def texts_at(column: pa.ChunkedArray, rows: NDArray[np.int64]) -> list[str]:
    """Some texts of a column.

    Parameters
    ----------
    column : pyarrow.ChunkedArray
        A column of texts.
    rows : ndarray of int64, shape (k,)
        Positions of rows.

    Returns
    -------
    list of str
        k texts, in the order of the positions. Cost: linear in these.
    """
    made: list[str] = column.take(as_indices(rows)).to_pylist()
    return made


def frozen(array: NDArray[Any]) -> NDArray[Any]:
    """The same array, which from now on can't be written to.

    Parameters
    ----------
    array : ndarray
        Of any type.

    Returns
    -------
    ndarray
        The one that was given.
    """
    array.flags.writeable = False
    return array


def whole(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    """A column in one piece.

    Parameters
    ----------
    column : pyarrow.ChunkedArray or pyarrow.Array
        The column, n long.

    Returns
    -------
    pyarrow.Array
        n long.
    """
    if not isinstance(column, pa.ChunkedArray):
        return column
    if column.num_chunks == 1:  # combining copies even the only piece
        return column.chunk(0)
    return column.combine_chunks() if column.num_chunks else pa.nulls(0, column.type)  # of none Arrow makes an array out of a list, and imports pandas


def as_indices(places: NDArray[np.int64]) -> pa.Array:
    """Positions for `take`. By a buffer: Arrow imports pandas where it is given an array of numpy.

    Parameters
    ----------
    places : ndarray of int64, shape (n,)
        None below 0.

    Returns
    -------
    pyarrow.Int64Array
        On the same memory where that lies in one piece.
    """
    return pa.Array.from_buffers(pa.int64(), len(places), [None, pa.py_buffer(np.ascontiguousarray(places, np.int64))])


def taken(table: pa.Table, rows: NDArray[np.int64]) -> pa.Table:
    """Some rows of a table.

    Parameters
    ----------
    table : pyarrow.Table
        The table.
    rows : ndarray of int64, shape (k,)
        Positions of rows.

    Returns
    -------
    pyarrow.Table
        k rows, in the order of the positions. Columns in which nothing is written take no room.
    """
    places = as_indices(rows)
    columns = [empty_column(len(rows), one.type) if one.null_count == len(one) else one.take(places) for one in table.columns]
    return pa.Table.from_arrays(columns, schema=table.schema)
