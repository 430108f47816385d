"""The row that an id names, among the many of a chart of which mostly a few are sought."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

import numpy as np
import pyarrow as pa

from oversight_graph.graph.arrow import as_indices
from oversight_graph.resolution.text_numbers import text_numbers

_SMALL, _SEVERAL = 10_000, 1_000
"""Up to so many ids, and from so many searches on, a table of all of them (some 150 bytes an id) is sooner made than the rows are sought."""


class RowOfId(Mapping[str, int]):
    """Id → row.

    Parameters
    ----------
    ids
        Texts, none twice. Cost: that of sorting a number for each, when the first is sought.
    """

    def __init__(self, ids: pa.Array) -> None:
        self._ids, self._asked = ids, 0

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __getitem__(self, name: str) -> int:
        if len(self._ids) <= _SMALL or self._asked > _SEVERAL:
            return self._table[name]
        self._asked += 1
        number, (sorted_numbers, order) = text_numbers(pa.array([name], pa.string())), self._sorted
        low, high = (int(np.searchsorted(sorted_numbers, number, side)[0]) for side in ("left", "right"))
        some = order[low:high]
        for row, text in zip(some.tolist(), self._ids.take(as_indices(some)).to_pylist(), strict=True):
            if text == name:
                return int(row)
        raise KeyError(name)

    @cached_property
    def _table(self) -> dict[str, int]:
        return {name: row for row, name in enumerate(self._ids.to_pylist())}

    @cached_property
    def _sorted(self) -> tuple[np.ndarray[tuple[int], np.dtype[np.uint64]], np.ndarray[tuple[int], np.dtype[np.int64]]]:
        numbers = text_numbers(self._ids)
        order = np.argsort(numbers)
        return numbers[order], order
