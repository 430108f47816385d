"""A table as columns of texts, which reads as the rows of a sheet do: a million rows take the memory of their columns, not of their cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

_BLOCK = 2_000


class CellColumns(Sequence[Sequence[str]]):
    """The headings, then each row, as texts; "" where nothing is written. `columns`: Arrow texts or dictionaries of such, one for each heading."""

    def __init__(self, headings: Sequence[str], columns: Sequence[pa.Array]) -> None:
        self.headings, self.columns = list(headings), list(columns)
        self._below = len(columns[0]) if columns else 0

    def __len__(self) -> int:
        return 1 + self._below

    def __iter__(self) -> Iterator[Sequence[str]]:
        blocks = (_rows([column.slice(first, _BLOCK) for column in self.columns]) for first in range(0, self._below, _BLOCK))
        return chain((self.headings,), chain.from_iterable(blocks))

    @overload
    def __getitem__(self, place: int) -> Sequence[str]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Sequence[str]]: ...
    def __getitem__(self, place: int | slice) -> Sequence[str] | Sequence[Sequence[str]]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        row = range(len(self))[place]
        return _rows([column.slice(row - 1, 1) for column in self.columns])[0] if row else self.headings

    def some(self, rows: NDArray[np.int64]) -> list[Sequence[str]]:
        """The headings and some of the rows below them.

        Parameters
        ----------
        rows
            Their places below the headings, from 0.

        Returns
        -------
        list of rows
            In the order of the places.
        """
        from oversight_graph.graph.arrow import as_indices  # Arrow is there only where a table has columns

        at = as_indices(rows)
        return [self.headings, *_rows([column.take(at) for column in self.columns])]


def _rows(columns: Sequence[pa.Array]) -> list[Sequence[str]]:
    texts = [["" if cell is None else cell for cell in column.to_pylist()] for column in columns]
    return [list(row) for row in zip(*texts, strict=True)]
