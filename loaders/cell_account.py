"""What became of each cell of a file of tables: every cell that holds something has exactly one fate, so nothing is lost in silence.

A cell is loaded where an entry of the chart was made from it, which `ChartBuilder` notes by itself, and said where a problem names it. What is
neither, and was put to no use, is found at the end and named in a warning (`unread_cells.py`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from oversight_graph.loaders.workbook import Sheet
from oversight_graph.messages import Message, message

if TYPE_CHECKING:
    from oversight_graph.loaders.draft_entry import Location
    from oversight_graph.loaders.source_file import SourceFile


class Fate(IntEnum):
    """What became of a cell. Of several the greatest holds: a cell of which one name is loaded and another one left out is loaded, and a problem says the rest."""

    UNREAD = 0
    SAID = 1
    """Left out, and a problem names the cell, its column or its table."""
    LEFT_OUT = 2
    """Left out by its heading, or by the mapping."""
    FILLER = 3
    """A sign for nothing: a dash, 无."""
    REMARK = 4
    NUMBER = 5
    TOTAL = 6
    HEADING = 7
    """A title, a heading, a section's heading, the label of a field."""
    LOADED = 8


_WORDS = {
    Fate.LOADED: "cells.loaded",
    Fate.HEADING: "cells.headings",
    Fate.TOTAL: "cells.totals",
    Fate.NUMBER: "cells.numbers",
    Fate.REMARK: "cells.remarks",
    Fate.FILLER: "cells.fillers",
    Fate.LEFT_OUT: "cells.left_out",
    Fate.SAID: "cells.said",
    Fate.UNREAD: "cells.unread",
}
"""The code of the message that says how many cells of a sheet have a fate, in the order in which they are said."""
_FILLERS = frozenset("-—–－_/／\\无.。·、*")


class UnreadCell(NamedTuple):
    """A cell with nothing said of it.

    Attributes
    ----------
    row, column
        Counted from 1.
    text
        What stands in it.
    """

    row: int
    column: int
    text: str


class SheetAccount:
    """The cells of one sheet.

    Attributes
    ----------
    sheet
        As it was read.
    name
        As places say it: "" where it is the only one.
    """

    def __init__(self, sheet: Sheet, name: str) -> None:
        self.sheet, self.name = sheet, name
        empty = bytearray()  # one for all rows without cells: a sheet may have a million of them before a far one
        self._fates = [bytearray(len(row)) if row else empty for row in sheet.rows]
        self._blocks: dict[int, list[tuple[int, int, int]]] = {}  # column → top, bottom and left of the merged blocks in it, where it was asked for
        self._merged = sorted(sheet.merged)

    def mark(self, row: int, column: int, fate: Fate) -> None:
        """Note what became of a cell; of a merged block that of the cell in which its text stands.

        Parameters
        ----------
        row, column
            Counted from 1; what is empty or outside the sheet has no fate.
        fate
            Holds unless a greater one is noted.
        """
        rows = self.sheet.rows
        if row <= len(rows) and column <= len(rows[row - 1]) and rows[row - 1][column - 1].strip():
            fates = self._fates[row - 1]
            if fates[column - 1] < fate:
                fates[column - 1] = fate
            return
        if self._merged:
            if column not in self._blocks:
                self._blocks[column] = [(top, bottom, left) for top, left, bottom, right in self._merged if left <= column <= right]
            blocks = self._blocks[column]
            position = bisect_right(blocks, (row, len(rows) + 2, 0)) - 1
            if position >= 0 and blocks[position][1] >= row and (blocks[position][0], blocks[position][2]) != (row, column):
                self.mark(blocks[position][0], blocks[position][2], fate)

    def fate(self, row: int, column: int) -> Fate:
        """What became of a cell.

        Parameters
        ----------
        row, column
            Counted from 1, inside the sheet.

        Returns
        -------
        Fate
            UNREAD for an empty cell too.
        """
        return Fate(self._fates[row - 1][column - 1])

    def written(self) -> Iterator[tuple[int, int, str, Fate]]:
        """Row, column, text and fate of every cell that holds something."""
        for row, (cells, fates) in enumerate(zip(self.sheet.rows, self._fates, strict=True), 1):
            for column, (text, fate) in enumerate(zip(cells, fates, strict=True), 1):
                if text.strip():
                    yield row, column, text, Fate(fate)

    def unread(self) -> list[UnreadCell]:
        """The cells of which nothing has been said so far; signs for nothing are none."""
        unread = []
        for row, column, text, fate in self.written():
            if fate is Fate.UNREAD:
                if _FILLERS.issuperset(text.strip()):
                    self.mark(row, column, Fate.FILLER)
                else:
                    unread.append(UnreadCell(row, column, text))
        return unread

    def counted(self) -> Counter[Fate]:
        """How many cells have each fate."""
        counted: Counter[int] = Counter()
        for cells, fates in zip(self.sheet.rows, self._fates, strict=True):
            counted.update(fate for text, fate in zip(cells, fates, strict=True) if text and not text.isspace())
        return Counter({Fate(fate): number for fate, number in counted.items()})


class CellAccount:
    """The cells of all sheets of a file."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        several = len(sheets) > 1
        self.sheets = [SheetAccount(sheet, sheet.name if several else "") for sheet in sheets]
        self._by_name = {account.name: account for account in self.sheets}

    def mark(self, place: Location, fate: Fate) -> None:
        """Note what became of a cell.

        Parameters
        ----------
        place
            Of the cell; one without a row or a column means none.
        fate
            Holds unless a greater one is noted.
        """
        if place.row and place.column and (account := self._by_name.get(place.sheet)) is not None:
            account.mark(place.row, place.column, fate)

    def described(self) -> list[Message]:
        """A line a sheet: how many cells it holds, and what became of them."""
        lines = []
        for account in self.sheets:
            counted = account.counted()
            line = message(
                "cells.counted", number=counted.total(), fates=[Message(code, {"number": counted[fate]}) for fate, code in _WORDS.items() if counted[fate]]
            )
            if counted:
                lines.append(message("loaders.of_sheet", sheet=account.name, said=line) if account.name else line)
        return lines

    def to_dicts(self) -> list[dict[str, object]]:
        """The same for programs: a mapping a sheet, with the number of its cells and of those of each fate."""
        dicts = []
        for account in self.sheets:
            counted = account.counted()
            fates = {fate.name.lower(): counted[fate] for fate in _WORDS if counted[fate]}
            dicts.append({"sheet": account.sheet.name, "cells": counted.total(), **fates})
        return dicts


def account_of(source_file: SourceFile) -> CellAccount:
    """The account of a file's cells; `source_file.cached(account_of)` is one and the same for all that read it.

    Parameters
    ----------
    source_file
        A file of tables.

    Returns
    -------
    CellAccount
        In which no cell has been read.

    Raises
    ------
    ParseError
        For a file that can't be read.
    """
    return CellAccount(source_file.book.sheets)
