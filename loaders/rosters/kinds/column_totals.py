"""The totals of a table held against its rows, column by column: a contradiction is a warning at its cell, a total is never a body (domain §7.6)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field

from oversight_graph.loaders.rosters.cell_contents import quantity
from oversight_graph.loaders.rosters.kinds.table_rows import TableRow
from oversight_graph.loaders.rosters.roster_builder import RosterBuilder
from oversight_graph.messages import message

_SOME = re.compile(r"\A\D{0,3}(\d{1,6})\s*[个名人家处所村户]?(?:[\u4e00-\u9fff]{0,6})\Z")


def total_of(text: str) -> int | None:
    """The number that a cell of a row of totals says.

    Parameters
    ----------
    text
        Of the cell.

    Returns
    -------
    int or None
        None for what isn't exact, or no number.

    Examples
    --------
    >>> [total_of(text) for text in ("8", "8个镇", "共12名", "约30", "合计")]
    [8, 8, 12, None, None]
    """
    number = quantity(text)
    if number is not None:
        return number[0] if number[1] == "eq" else None
    match = _SOME.match(text.strip())
    return int(match[1]) if match and not text.startswith(("约", "近")) else None


@dataclass
class _ColumnTally:
    """What the rows of a span say in one column: a sum, or which things how often; `open` where a row says nothing, or nothing exact."""

    sum: int = 0
    mentions: int = 0
    named: set[Hashable] = field(default_factory=set)
    counted: bool = False
    open: bool = False


@dataclass
class ColumnTotals:
    """What the rows of a table said, by column, since its beginning and since the last subtotal.

    Attributes
    ----------
    roster
        Takes the contradictions.
    checked
        How many totals were compared.
    """

    roster: RosterBuilder
    checked: int = 0
    _table: dict[int, _ColumnTally] = field(default_factory=lambda: defaultdict(_ColumnTally))
    _since: dict[int, _ColumnTally] = field(default_factory=lambda: defaultdict(_ColumnTally))

    def begin(self) -> None:
        """Begin another table."""
        self._table.clear()
        self._since.clear()

    def number(self, column: int, number: tuple[int, str] | None) -> None:
        """Count a number of a column.

        Parameters
        ----------
        column
            Its number.
        number
            With its quantifier; None for an empty cell, or one that says none.
        """
        for tally in (self._table[column], self._since[column]):
            tally.counted = True
            if number is None or number[1] != "eq":
                tally.open = True
            else:
                tally.sum += number[0]

    def named(self, column: int, name: Hashable) -> None:
        """Count a body of a column.

        Parameters
        ----------
        column
            Its number.
        name
            What tells it from others.
        """
        for tally in (self._table[column], self._since[column]):
            tally.mentions += 1
            tally.named.add(name)

    def total(self, row: TableRow) -> dict[int, int]:
        """Compare a row of totals with the rows that it stands below.

        Parameters
        ----------
        row
            A total or a subtotal; after a subtotal a new span begins.

        Returns
        -------
        dict of int to int
            What a total says, by column; nothing of a subtotal.
        """
        tallies = self._since if row.kind == "subtotal" else self._table
        stated: dict[int, int] = {}
        for column in row.layout.columns:
            number, tally = total_of(row.cells[column.number - 1]), tallies.get(column.number)
            if number is None or column.role is None or tally is None:
                continue
            allowed = {tally.sum} if tally.counted else {tally.mentions, len(tally.named)}
            stated[column.number] = number
            if tally.open and number >= tally.sum:
                continue  # some rows say nothing: the total may well be more
            self.checked += 1
            if number not in allowed:
                heading, counts, place = column.heading or column.role, sorted(allowed), row.at(column.number)
                of_part = message("rosters.subtotal_differs", said=number, column=heading, counts=counts)
                of_all = message("rosters.total_differs", said=number, column=heading, counts=counts)
                self.roster.builder.problem("warning", of_part if row.kind == "subtotal" else of_all, place=place)
        if row.kind == "subtotal":
            self._since.clear()
            return {}
        return stated
