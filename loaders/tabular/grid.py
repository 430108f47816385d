"""Cells that take several rows or columns, put where a reader sees them."""

from __future__ import annotations

from collections.abc import Sequence

from oversight_graph.loaders.tabular.limits import Size
from oversight_graph.loaders.workbook import Sheet


class _Block:
    """A cell, or a part of the table that is one. `until`: the last row that it asks for."""

    __slots__ = ("bottom", "left", "right", "top", "until")

    def __init__(self, top: int, left: int, right: int, until: int) -> None:
        self.top, self.left, self.right, self.until = top, left, right, until
        self.bottom = top


class Grid:
    """A table that grows by rows, and these by cells from left to right. Raises ParseError where it becomes too large."""

    def __init__(self, size: Size) -> None:
        self.rows: list[list[str]] = []
        self._size = size
        self._merged: list[_Block] = []
        self._open: dict[int, _Block] = {}  # by their first column: those that reach down to this row, or may go on in it

    def begin_row(self) -> None:
        """Begin the next row; cells of rows above that reach down to it take their columns."""
        self.rows.append([])
        row = len(self.rows)
        self._open = {left: block for left, block in self._open.items() if block.until >= row or block.bottom == row - 1}
        reach = [block for block in self._open.values() if block.until >= row]
        self._size.row(len(reach), row)
        for block in reach:
            block.bottom = row

    def skip(self, columns: int) -> None:
        """Leave columns of the row empty.

        Parameters
        ----------
        columns
            How many.
        """
        self._extend(len(self.rows[-1]) + columns)

    def put(self, text: str, columns: int = 1, rows: int = 1, goes_on: bool = False) -> None:
        """Write the next cell of the row.

        Parameters
        ----------
        text
            What stands in it.
        columns
            How many it takes; fewer where a cell from above is in the way.
        rows
            How many it takes, where the file says so beforehand.
        goes_on
            It is part of the cell above, so its text isn't shown.
        """
        here = len(self.rows)
        self._pass_blocks(here)
        cells = self.rows[-1]
        left = len(cells) + 1
        above = self._open.get(left)
        if goes_on and above is not None and above.bottom == here - 1:
            if (above.top, above.left) == (above.bottom, above.right):
                self._merged.append(above)
            above.bottom = here
            self._extend(above.right)
            return
        for column in range(left + 1, left + columns):
            if column in self._open and self._open[column].bottom == here:  # what reaches down from above is in the way
                columns = column - left
                break
        self._extend(left + columns - 1)
        cells[left - 1] = text
        block = self._open[left] = _Block(here, left, left + columns - 1, here + rows - 1)
        if columns > 1 or rows > 1:
            self._merged.append(block)

    def _pass_blocks(self, here: int) -> None:
        """Behind the cells of rows above that reach down to here."""
        while (block := self._open.get(len(self.rows[-1]) + 1)) is not None and block.top < here <= block.until:
            self._extend(block.right)

    def _extend(self, columns: int) -> None:
        cells = self.rows[-1]
        self._size.row(max(0, columns - len(cells)), len(self.rows))
        cells.extend([""] * (columns - len(cells)))

    def sheet(self, name: str, before: Sequence[str] = ()) -> Sheet:
        """What it holds now, without empty cells and rows at the ends.

        Parameters
        ----------
        name
            Of the sheet.
        before
            The lines of text right before the table.

        Returns
        -------
        Sheet
            With the blocks that cells of several rows or columns make.
        """
        merged = tuple((block.top, block.left, block.bottom, block.right) for block in self._merged if (block.top, block.left) != (block.bottom, block.right))
        for cells in self.rows:
            while cells and not cells[-1]:
                cells.pop()
        while self.rows and not self.rows[-1]:
            self.rows.pop()
        return Sheet(name, self.rows, merged, tuple(before))
