"""Arrow arrays of texts and of positions, made by their buffers: Arrow imports pandas where it is given a list, an array of numpy or a value."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oversight_graph.graph.csr import Ints


def text_array(texts: Sequence[str]) -> pa.Array:
    """Texts; halves of characters, which UTF-8 hasn't, as escapes.

    Parameters
    ----------
    texts : sequence of str
        Any.

    Returns
    -------
    pyarrow.LargeStringArray
        As many, none of them null.
    """
    encoded = [text.encode("utf-8", "backslashreplace") for text in texts]
    starts = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum([len(one) for one in encoded], out=starts[1:])
    return of_parts(starts, b"".join(encoded))


def of_parts(starts: Ints, data: bytes | NDArray[np.uint8]) -> pa.Array:
    """Texts that stand one behind the other.

    Parameters
    ----------
    starts : ndarray of int64, shape (n + 1,)
        Where in `data` each text begins, and where the last one ends.
    data : bytes or ndarray of uint8
        UTF-8.

    Returns
    -------
    pyarrow.LargeStringArray
        n texts.
    """
    return pa.Array.from_buffers(pa.large_string(), len(starts) - 1, [None, pa.py_buffer(np.ascontiguousarray(starts, np.int64)), pa.py_buffer(data)])


def constant(text: str) -> pa.Scalar:
    """A text that stands in every row.

    Parameters
    ----------
    text : str
        The text.

    Returns
    -------
    pyarrow.LargeStringScalar
        As the functions of Arrow take it beside columns.
    """
    return text_array([text])[0]


def as_bytes(texts: pa.Array) -> tuple[Ints, NDArray[np.uint8]]:
    """The bytes of texts.

    Parameters
    ----------
    texts : pyarrow.LargeStringArray
        n texts without nulls.

    Returns
    -------
    (ndarray of int64, shape (n + 1,), ndarray of uint8)
        Where each text begins, and where the last one ends; and the bytes of all. On the same memory.
    """
    _, starts, data = texts.buffers()
    at = np.frombuffer(starts, np.int64)[texts.offset : texts.offset + len(texts) + 1] if len(texts) else np.zeros(1, np.int64)
    held = np.frombuffer(data, np.uint8) if data is not None and data.size else np.empty(0, np.uint8)
    return at - at[0], held[at[0] : at[-1]]


def whole(column: pa.ChunkedArray) -> pa.Array:
    """A column of texts in one piece.

    Parameters
    ----------
    column : pyarrow.ChunkedArray
        n texts.

    Returns
    -------
    pyarrow.LargeStringArray
        n texts.
    """
    column = column.cast(pa.large_string())
    if column.num_chunks == 1:
        return column.chunk(0)  # on the same memory, where joining pieces would copy it
    return column.combine_chunks() if column.num_chunks else text_array([])


def joined(starts: Ints, texts: pa.Array, between: str) -> pa.Array:
    """The texts of each list as one text.

    Parameters
    ----------
    starts : ndarray of int64, shape (n + 1,)
        Where in `texts` each list begins, and where the last one ends.
    texts : pyarrow.LargeStringArray
        The texts of all lists.
    between : str
        What stands between two of them.

    Returns
    -------
    pyarrow.LargeStringArray
        n texts.
    """
    cuts = pa.py_buffer(np.ascontiguousarray(starts, np.int64))
    lists = pa.Array.from_buffers(pa.large_list(pa.large_string()), len(starts) - 1, [None, cuts], children=[texts])
    return pc.binary_join(lists, constant(between))
