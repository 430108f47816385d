"""A sorted table of which some rows have gone and to which some have come: read as one, without the whole being written anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from oversight_graph.graph.arrow import NONE, numbers, taken, whole

Rows = NDArray[np.int64]


class NotThere(ValueError):
    """A row that should be in a table isn't."""


@dataclass(frozen=True, eq=False)
class PatchedTable:
    """A table.

    Attributes
    ----------
    base
        Sorted, as it was written.
    removed
        Rows of it that aren't any more, ascending.
    added
        Rows besides, sorted in the same way.
    before
        How many rows of the base, removed or not, each of these stands behind.
    """

    base: pa.Table
    removed: Rows
    added: pa.Table
    before: Rows

    @classmethod
    def of(cls, table: pa.Table) -> PatchedTable:
        """A table as it stands.

        Parameters
        ----------
        table
            Sorted.

        Returns
        -------
        With nothing gone and nothing come.
        """
        none = np.zeros(0, np.int64)
        return cls(table, none, table.slice(0, 0), none)

    def __len__(self) -> int:
        return int(self.base.num_rows - len(self.removed) + self.added.num_rows)

    @cached_property
    def order(self) -> Rows:
        """All rows in order: those of the base by their number, those added behind these. Cost: linear in the whole."""
        stay = np.delete(np.arange(self.base.num_rows), self.removed)
        at = np.searchsorted(stay, self.before)
        return np.insert(stay, at, self.base.num_rows + np.arange(self.added.num_rows))

    @cached_property
    def _runs(self) -> tuple[Rows, Rows, Rows]:
        """Pieces of the two tables in order: the first row of each, numbered as in `order`; how many rows; where it begins in the whole."""
        cuts = np.unique(np.concatenate([[0, self.base.num_rows], self.removed, self.removed + 1, self.before]))
        first, length = cuts[:-1], np.diff(cuts)
        held = ~np.isin(first, self.removed)
        come, at, many = np.unique(self.before, return_index=True, return_counts=True)
        # what is added behind n rows comes before the row n
        begins = np.concatenate([2 * come, 2 * first[held] + 1])
        order = np.argsort(begins)
        first = np.concatenate([self.base.num_rows + at, first[held]])[order]
        length = np.concatenate([many, length[held]])[order]
        return first, length, np.cumsum(length) - length

    @property
    def pieces(self) -> int:
        """In how many pieces the table lies."""
        return len(self._runs[0])

    def table(self) -> pa.Table:
        """The whole, in as many pieces as it lies in: nothing is copied."""
        if not len(self.removed) and not self.added.num_rows:
            return self.base
        held = self.base.num_rows
        runs = zip(*(part.tolist() for part in self._runs[:2]), strict=True)
        parts = [self.base.slice(first, length) if first < held else self.added.slice(first - held, length) for first, length in runs]
        return pa.concat_tables(parts or [self.base.slice(0, 0)])

    def rows(self, at: Rows) -> pa.Table:
        """Some rows of the whole.

        Parameters
        ----------
        at
            Which ones.

        Returns
        -------
        In that order. Cost: linear in these, and in the pieces.
        """
        if not len(self.removed) and not self.added.num_rows:
            return taken(self.base, at)
        first, _, starts = self._runs
        run = np.searchsorted(starts, at, "right") - 1
        place = first[run] + at - starts[run]
        added = place >= self.base.num_rows
        if not added.any():
            return taken(self.base, place)
        both = pa.concat_tables([taken(self.base, place[~added]), taken(self.added, place[added] - self.base.num_rows)])
        back = np.empty(len(at), np.int64)
        back[np.concatenate([np.flatnonzero(~added), np.flatnonzero(added)])] = np.arange(len(at))
        return taken(both, back)

    def changed(self, gone: pa.Table, come: pa.Table, by: Sequence[str]) -> PatchedTable:
        """The table with some rows gone and others come.

        Parameters
        ----------
        gone
            Rows that are in it, at least their columns `by`.
        come
            Rows that aren't, or take the place of such that go.
        by
            The columns by which the whole is sorted; the last of them names a row.

        Returns
        -------
        On the same base. Cost: linear in what differs from the base, with a search in it for each row.

        Raises
        ------
        NotThere
            Where a row that goes isn't in it.
        """
        name = by[-1]
        if self.added.num_rows and gone.num_rows:
            here = whole(self.added.column(name))
            place = numbers(_index(gone.column(name), here), NONE)
            left = np.setdiff1d(np.arange(self.added.num_rows), place)
            further = taken(gone, np.flatnonzero(place == NONE))
        else:
            left, further = np.arange(self.added.num_rows), gone
        keys = _Keys(self.base, by)
        removed = np.array([keys.row(key) for key in _tuples(further, by)], np.int64)
        if len(np.unique(removed)) != len(removed) or np.isin(removed, self.removed).any():
            raise NotThere("gone already")
        before = np.array([keys.behind(key) for key in _tuples(come, by)], np.int64)
        added = pa.concat_tables([taken(self.added, left), come])
        names = list(_tuples(added, by))
        order = np.array(sorted(range(len(names)), key=names.__getitem__), np.int64)
        return PatchedTable(
            self.base, np.union1d(self.removed, removed), taken(added, order).combine_chunks(), np.concatenate([self.before[left], before])[order]
        )


def _index(sought: pa.ChunkedArray, held: pa.Array) -> pa.Array:
    import pyarrow.compute as pc

    return pc.index_in(sought, value_set=held)


def _tuples(table: pa.Table, by: Sequence[str]) -> zip[tuple[str, ...]]:
    return zip(*(table.column(name).to_pylist() for name in by), strict=True)


class _Keys:
    """The columns by which a table is sorted, of which a search reads some texts: as bytes, which sort as the texts do."""

    def __init__(self, table: pa.Table, by: Sequence[str]) -> None:
        self._rows = table.num_rows
        self._columns = []
        for name in by:
            column = whole(table.column(name))
            _, offsets, content = column.buffers()
            ends = np.frombuffer(offsets, np.int32)[column.offset : column.offset + len(column) + 1] if len(column) else np.zeros(1, np.int32)
            self._columns.append((ends, memoryview(content) if content is not None else memoryview(b"")))

    def _at(self, row: int) -> tuple[bytes, ...]:
        return tuple(bytes(content[ends[row] : ends[row + 1]]) for ends, content in self._columns)

    def behind(self, key: tuple[str, ...]) -> int:
        """How many rows sort before a key."""
        sought = tuple(text.encode() for text in key)
        low, high = 0, self._rows
        while low < high:
            middle = (low + high) // 2
            if self._at(middle) < sought:
                low = middle + 1
            else:
                high = middle
        return low

    def row(self, key: tuple[str, ...]) -> int:
        """The row of a key."""
        row = self.behind(key)
        if row == self._rows or self._at(row) != tuple(text.encode() for text in key):
            raise NotThere(key[-1])
        return row
