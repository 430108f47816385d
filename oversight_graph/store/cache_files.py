"""Files of the cache: tables of Arrow and columns of numbers that are mapped into memory as they stand, and how it is seen that they are what was written."""

from __future__ import annotations

import contextlib
import hashlib
import mmap
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.ipc
from numpy.typing import NDArray

from oversight_graph.graph.empty_columns import empty_column

_EDGE = 1 << 16
Kinds = Mapping[str, Any]
"""The name of each column of numbers, and of what type it is."""
Places = dict[str, list[int]]
"""Where in a file each column begins, and how many numbers it has."""


def edges(path: Path) -> list[Any]:
    """By what a file is seen to be what was written.

    Parameters
    ----------
    path
        Of the file.

    Returns
    -------
    Its length, and a checksum of its beginning and its end.
    """
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        return [size, edge_sum(file, size)]


def edge_sum(file: BinaryIO, size: int, start: int = 0) -> str:
    """A checksum of the beginning and the end of what stands in a file.

    Parameters
    ----------
    file
        Open for reading.
    size
        How long it is.
    start
        Where what counts begins.

    Returns
    -------
    Hexadecimal digits.
    """
    hasher = hashlib.blake2b(digest_size=16)
    for first in (start, max(start, size - _EDGE)):
        file.seek(first)
        hasher.update(file.read(_EDGE))
    return hasher.hexdigest()


def write_table(path: Path, table: pa.Table) -> None:
    """Write a table in one piece, so that it is mapped in one. Of a column in which nothing is written only that is noted.

    Parameters
    ----------
    path
        Of the file.
    table
        Any. Cost: linear in what it holds.
    """
    held = [pa.chunked_array([pa.nulls(len(one))]) if one.null_count == len(one) else one for one in table.columns]
    made = pa.table(held, table.column_names)
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, made.schema) as writer:
        writer.write_table(made if all(column.num_chunks == 1 for column in made.columns) else made.combine_chunks())


def mapped_table(path: Path, schema: pa.Schema) -> pa.Table:
    """Map a table that was written.

    Parameters
    ----------
    path
        Of the file.
    schema
        The columns that it has.

    Returns
    -------
    Nothing is read before it is asked for.

    Raises
    ------
    ValueError
        For a table of other columns; pyarrow.ArrowException for what is none.
    """
    table = pa.ipc.open_file(pa.memory_map(str(path))).read_all()
    if table.column_names != schema.names or any(one.type not in (pa.null(), field.type) for one, field in zip(table.columns, schema, strict=True)):
        raise ValueError("other columns")
    columns = [empty_column(len(one), field.type) if one.type == pa.null() else one for one, field in zip(table.columns, schema, strict=True)]
    return pa.Table.from_arrays(columns, schema=schema)


def write_arrays(path: Path, arrays: Mapping[str, NDArray[Any]], kinds: Kinds) -> Places:
    """Write columns of numbers one behind the other.

    Parameters
    ----------
    path
        Of the file.
    arrays
        The columns.
    kinds
        Which of them, and of what type each is.

    Returns
    -------
    Where each stands.
    """
    places: Places = {}
    with path.open("wb") as file:
        for name in sorted(kinds, key=lambda one: -np.dtype(kinds[one]).itemsize):  # the wide ones first: so each begins at a multiple of its width
            places[name] = [file.tell(), len(arrays[name])]
            file.write(np.ascontiguousarray(arrays[name], kinds[name]).data)
        file.write(b"\0" * 8)  # an empty file can't be mapped
    return places


def mapped_arrays(path: Path, places: Places, kinds: Kinds) -> dict[str, Any]:
    """Map the columns of numbers of a file.

    Parameters
    ----------
    path
        Of the file.
    places
        What `write_arrays` gave.
    kinds
        As for `write_arrays`.

    Returns
    -------
    The columns by their names. Raises KeyError or ValueError where the file doesn't hold them.
    """
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return {name: np.frombuffer(mapped, kind, places[name][1], places[name][0]) for name, kind in kinds.items()}


def linked(there: Path, here: Path) -> None:
    """Give a file that nobody changes a second name; a copy where the file system knows no such names.

    Parameters
    ----------
    there
        The file. Raises OSError where it can't be read.
    here
        Its second name, which nothing bears yet.
    """
    with contextlib.suppress(OSError):
        os.link(there, here)
        return
    shutil.copyfile(there, here)
