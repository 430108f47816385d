"""Texts one behind the other in one run of bytes: what is sought is found without a look at a row, and where it stands says whose it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oversight_graph.graph.arrow import NONE, as_indices, flags, numbers, whole
from oversight_graph.graph.csr import Ints, sorted_distinct

END = b"\xff"
"""What stands before the first text and behind each: no byte of UTF-8."""
Data: TypeAlias = Any
"""Bytes that are searched: `bytes`, or a part of a file that is mapped."""


@dataclass(frozen=True)
class TextRun:
    """Texts one behind the other. `data`: END, then each text with END behind it; `start`: where each text begins; `row`: whose each is."""

    data: Data
    start: NDArray[np.integer[Any]]
    row: NDArray[np.integer[Any]]

    def found(self, sought: bytes, after: bytes = b"", before: bytes = b"") -> Ints:
        """Whose texts hold some bytes.

        Parameters
        ----------
        sought : bytes
            Without END.
        after, before : bytes
            What must stand before and behind them; END for the beginning and the end of a text.

        Returns
        -------
        ndarray of int64
            Rows, in order, none twice.
        """
        places = [match.start() + len(after) for match in re.finditer(re.escape(after + sought) + b"(?=" + before + b")", self.data)]
        return self.rows_at(np.array(places, np.int64))

    def rows_at(self, places: Ints) -> Ints:
        """Whose texts stand at some places.

        Parameters
        ----------
        places : ndarray of int64
            Places in the bytes.

        Returns
        -------
        ndarray of int64
            Rows, in order, none twice.
        """
        return sorted_distinct(self.row[np.searchsorted(self.start, places, "right") - 1].astype(np.int64))


def written_names(nodes: pa.Table, *columns: str) -> tuple[list[pa.Array], Ints]:
    """The texts of some columns, one column after the other, and whose each is.

    Parameters
    ----------
    nodes : pyarrow.Table
        The bodies.
    *columns : str
        Columns of texts, or of lists of them.

    Returns
    -------
    (list of pyarrow.Array, ndarray of int64)
        The texts that are written of each column; the row of each text.
    """
    texts, rows = [], []
    for name in columns:
        column = whole(nodes.column(name))
        if pa.types.is_list(column.type):
            texts.append(whole(pc.list_flatten(column)))
            rows.append(numbers(pc.list_parent_indices(column), NONE))
        else:
            texts.append(column.drop_null())
            rows.append(np.flatnonzero(flags(pc.is_valid(column))))
    return texts, np.concatenate(rows)


class Stages(Protocol):
    """What finds the bodies that a text fits: a NameIndex."""

    def stages(self, text: str, initials: bool = False) -> Iterator[Ints]:
        """See NameIndex.stages.

        Parameters
        ----------
        text, initials
            As there.

        Returns
        -------
        As there.
        """


@dataclass(frozen=True)
class StoreNames:
    """The names of a graph that is most of a store's, by the index of all of the store. `index` gives it; `ids`: those of its rows, of which the graph's are some."""

    index: Callable[[], Stages]
    ids: pa.ChunkedArray

    def stages(self, ids: pa.ChunkedArray, text: str, initials: bool = False) -> Iterator[Ints]:
        """The bodies of the graph that a text fits, as NameIndex.stages gives them.

        Parameters
        ----------
        ids : pyarrow.ChunkedArray
            Those of the nodes of the graph.
        text, initials
            As for NameIndex.stages.

        Returns
        -------
        iterator of ndarray of int64
            Positions in the graph.
        """
        for rows in self.index().stages(text, initials):
            if len(ids) != len(self.ids) and len(rows):
                rows = numbers(pc.index_in(self.ids.take(as_indices(rows)), value_set=whole(ids)), NONE)
            yield rows[rows >= 0]
