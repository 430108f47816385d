"""A table as it is read, and where its cells stand in the file: a part of a sheet, turned round, or with cells put where the reader expects them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from oversight_graph.loaders.draft_entry import Location
from oversight_graph.loaders.workbook import Sheet


@dataclass(frozen=True)
class TableArea:
    """A part of a sheet that is one table.

    Attributes
    ----------
    sheet
        Its cells, in the order in which a roster is read: a body a row.
    name
        What places call the sheet: "" where it is the only one.
    top, left
        How many rows and columns of the file stand before it.
    turned
        Whether its rows are the columns of the file.
    moved
        Where cells stand in the file that were put elsewhere: (row, column) of the table → (row, column) of the file, (0, 0) for what stands in no cell.
    titles
        Cells of the file, (row, column), whose texts are among those before the table.
    """

    sheet: Sheet
    name: str = ""
    top: int = 0
    left: int = 0
    turned: bool = False
    moved: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    titles: tuple[tuple[int, int], ...] = ()

    def at(self, row: int, column: int = 0) -> Location:
        """Where a cell stands in the file.

        Parameters
        ----------
        row, column
            Of the table, counted from 1; column 0 for the whole row.

        Returns
        -------
        Location
            Of the cell.
        """
        if (row, column) in self.moved:
            return Location(*self.moved[row, column], self.name)
        if self.turned:
            return Location(column + self.top if column else 0, row + self.left, self.name)
        if not column and self.moved:  # the row was put together: that of its first cell
            first = next((number for number, text in enumerate(self.sheet.rows[row - 1], 1) if text), 0)
            return self.at(row, first)._replace(column=0) if first else Location(0, 0, self.name)
        return Location(row + self.top, column + self.left if column else 0, self.name)

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell of the file lies in an area that has neither been turned nor put together.

        Parameters
        ----------
        row, column
            Of the file, counted from 1.

        Returns
        -------
        bool
            By its rows and its widest row.
        """
        width = max(map(len, self.sheet.rows), default=0)
        return self.top < row <= self.top + len(self.sheet.rows) and self.left < column <= self.left + width

    def part(self, top: int, bottom: int, left: int = 1, right: int | None = None, before: Sequence[str] = ()) -> TableArea:
        """A part of an area that has neither been turned nor put together.

        Parameters
        ----------
        top, bottom, left, right
            Its first and last row and column, counted from 1; right None for the last one.
        before
            The texts right before it.

        Returns
        -------
        TableArea
            With the merged blocks that lie in it, cut to its borders.
        """
        rows = [row[left - 1 : right] for row in self.sheet.rows[top - 1 : bottom]]
        edge = right if right is not None else max(map(len, self.sheet.rows), default=0)
        merged = tuple(
            (max(one, top) - top + 1, max(two, left) - left + 1, min(three, bottom) - top + 1, min(four, edge) - left + 1)
            for one, two, three, four in self.sheet.merged
            if one <= bottom and three >= top and two <= edge and four >= left
        )
        return TableArea(Sheet(self.sheet.name, rows, merged, tuple(before)), self.name, self.top + top - 1, self.left + left - 1)
