"""What merged cells cover isn't seen: it is taken out of the rows, and told."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from oversight_graph.loaders.tabular.limits import MAX_CELLS
from oversight_graph.loaders.tabular.zip_members import damaged
from oversight_graph.messages import message

Range = tuple[int, int, int, int]
"""Top, left, bottom and right of merged cells, counted from 1, both ends in."""


def uncover(rows: Sequence[Sequence[str]], merged: Sequence[Range]) -> list[tuple[int, int]]:
    """Empty the cells under merged ranges, of which only the first is seen. Cost: linear in the cells under them.

    Parameters
    ----------
    rows
        Lists where they hold something; changed.
    merged
        As in `Sheet`.

    Returns
    -------
    list of (row, column)
        The cells that held a text.

    Raises
    ------
    ParseError
        For ranges over each other, that cover more cells than a file may hold.
    """
    covered: list[tuple[int, int]] = []
    looked_at = 0
    written = [row for row, cells in enumerate(rows, 1) if cells] if merged else []
    for top, left, bottom, right in merged:
        for row in written[bisect_left(written, top) : bisect_right(written, bottom)]:
            cells = rows[row - 1]
            looked_at += 1 + max(0, min(right, len(cells)) - left)
            if looked_at > MAX_CELLS:
                raise damaged(message("tabular.merged_overlap"))
            for column in range(left + 1 if row == top else left, min(right, len(cells)) + 1):
                if cells[column - 1]:
                    covered.append((row, column))
                    assert isinstance(cells, list)
                    cells[column - 1] = ""
    return covered
