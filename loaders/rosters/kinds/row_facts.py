"""What a row of a table says beside names: numbers, posts, remarks, links, and its part of what the table counts (domain §2, §3, §3a)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from oversight_graph.loaders.cell_account import Fate
from oversight_graph.loaders.draft_entry import Location
from oversight_graph.loaders.rosters.cell_contents import day_in_column, quantity
from oversight_graph.loaders.rosters.columns_of_persons import quotable, remark
from oversight_graph.loaders.rosters.kinds.cell_names import Expected, NamedBody, NamesOfCells, number_of
from oversight_graph.loaders.rosters.kinds.column_totals import ColumnTotals
from oversight_graph.loaders.rosters.kinds.context import TableContext
from oversight_graph.loaders.rosters.kinds.counted_sets import SetKey
from oversight_graph.loaders.rosters.kinds.declaration import TableKind
from oversight_graph.loaders.rosters.kinds.table_rows import TableCell, TableRow
from oversight_graph.loaders.rosters.kinds.table_search import NOTHING
from oversight_graph.loaders.rosters.roster_columns import RosterColumn
from oversight_graph.messages import message

NONE_AT_ALL = frozenset({"无", "0", "没有"})
"""Cells of a number that say none; a dash, or nothing, says nothing."""
Number = tuple[int, str]


class RowFacts:
    """Puts what rows say into a chart.

    Attributes
    ----------
    context, kind
        The file, and what kind of table it is.
    roster, builder
        Take bodies and links.
    totals
        What the rows said so far, to hold totals against.
    names
        Reads the names of cells.
    set_columns
        By column of the table: the sets that it counts.
    within
        By roles: the role of the column within which a name is told apart from the same name elsewhere, as villages within their township.
    """

    within: ClassVar[Mapping[str, str]] = {}

    def __init__(self, context: TableContext, kind: TableKind) -> None:
        self.context, self.kind, self.roster = context, kind, context.roster
        self.builder = context.roster.builder
        self.totals = ColumnTotals(context.roster)
        self.names = NamesOfCells(context, self.totals, self.within)
        self.set_columns: dict[int, list[SetKey]] = defaultdict(list)

    def numbers(self, row: TableRow, role: str) -> list[tuple[TableCell, Number | None]]:
        """The numbers that a row says in the columns of a role, as `number` does.

        Parameters
        ----------
        row
            Of the table.
        role
            Of its columns.

        Returns
        -------
        list of (TableCell, (int, str) or None)
            From left to right.
        """
        return [found for column in row.layout.columns if column.role == role and (found := self.number(row, column)) is not None]

    def number(self, row: TableRow, column: RosterColumn) -> tuple[TableCell, Number | None] | None:
        """The number that a row says in a column.

        Parameters
        ----------
        row
            Of the table.
        column
            Of its layout.

        Returns
        -------
        (TableCell, (int, str) or None) or None
            The number has its quantifier; it is None in an empty cell, and where it isn't understood, which is said. Nothing at all of a cell that is merged
            with the one above, or over several bodies (domain §7.6: a pool is nobody's).
        """
        cell = TableCell(row.cells[column.number - 1], row.at(column.number), column.heading, column.number)
        if column.number in row.pools:
            if cell.text and column.number not in row.repeated:
                self.builder.problem("warning", message("rosters.pool", text=quotable(cell.text)), place=cell.place)
            self.totals.number(column.number, None)
            return None
        if column.number in row.repeated:
            return None
        number: Number | None = (0, "eq") if cell.text in NONE_AT_ALL else quantity(cell.text)
        if number is None and cell.text and cell.text not in NOTHING:
            self.builder.problem("warning", message("table_kinds.no_number", text=quotable(cell.text), heading=column.heading), place=cell.place)
        self.totals.number(column.number, number)
        if number is not None:
            self.builder.mark(cell.place, Fate.NUMBER)
        return cell, number

    def staff(self, row: TableRow, body: NamedBody) -> None:
        """Take the posts of a body: those that are full-time are its staff, all others a remark.

        Parameters
        ----------
        row
            Of the table.
        body
            Whose they are.
        """
        for cell, number in self.numbers(row, "staff"):
            if number is not None:
                self.builder.add(body.id, "staff_full_time", number[0], cell.place)
                if number[1] != "eq":
                    self.builder.add(body.id, "staff_quantifier", number[1], cell.place)
        for role in ("staff_part_time", "staff_other"):
            for cell, number in self.numbers(row, role):
                if number is not None:
                    self.noted(body, cell)

    def noted(self, body: NamedBody, cell: TableCell) -> None:
        """Keep a cell as a remark of a body, behind its heading.

        Parameters
        ----------
        body
            What it is of.
        cell
            Of the table.
        """
        label, text = cell.heading.split(" / ")[-1], remark(self.builder, cell.text, cell.place)
        if text is not None:
            self.builder.add(body.id, "note", f"{label}：{text}", cell.place)

    def remarks(self, row: TableRow, body: NamedBody, *roles: str) -> None:
        """Keep the remarks of a row, and what stands under further headings, as remarks of a body; and since when it is there.

        Parameters
        ----------
        row
            Of the table.
        body
            The row is about it.
        *roles
            Of columns whose cells are kept behind their headings.
        """
        for cell in row.texts("note"):
            self.builder.add(body.id, "note", remark(self.builder, cell.text, cell.place), cell.place)
        for role in roles:
            for cell in row.texts(role):
                if cell.text not in NOTHING:
                    self.noted(body, cell)
        for cell in row.texts("since"):
            since = day_in_column(cell.text)
            if since is None:
                self.builder.problem(
                    "warning", message("rosters.not_understood", text=quotable(cell.text), attribute=self.kind.roles["since"]), place=cell.place
                )
            else:
                self.builder.add(body.id, "valid_from", since, cell.place)

    def link(self, kind: str, start: NamedBody, end: NamedBody, place: Location | None = None, **values: Any) -> None:
        """Add a link between two bodies; a set at one of its ends is meant with all its members.

        Parameters
        ----------
        kind
            Of link.
        start, end
            Its ends.
        place
            The cell that says it; None for that of the end that isn't the row's.
        **values
            Attributes; None says nothing.
        """
        self.roster.link(kind, start.id, end.id, place or end.place, **values)

    def dispatched(self, row: TableRow, body: NamedBody) -> None:
        """Link a body to the commission that has sent it out or that it is part of: the one of its row, else the file's.

        A group or room that a commission's table lists is the commission's. A township office may be the township's own: that it is dispatched is inferred,
        unless its name, its row or the user says so.

        Parameters
        ----------
        row
            Of the table.
        body
            A group, a room or an office; others get no link.
        """
        named = self.names.bodies(row, "commission", Expected(("Commission",)))
        above = named[0].id if named else self.roster.commission
        if body.kind == "TownshipOffice" and above is not None:
            told = bool(named) or self.context.told or body.reading.parts.commission is not None
            self.roster.link("DISPATCHES", above, body.id, body.place, basis=None if told else "inferred")
        else:
            self.roster.link_to_commission(body.kind, body.id, body.place, above)

    def divide(
        self,
        row: TableRow,
        column: RosterColumn,
        holder: NamedBody,
        kind: str,
        link: str,
        values: Mapping[str, Any],
        node: Mapping[str, Any],
        named: Sequence[NamedBody],
    ) -> None:
        """Take how many of something a body has: its part of all that the table counts (domain §3a).

        Parameters
        ----------
        row
            Of the table.
        column
            That with the number; it is a set of its own, called after its heading.
        holder
            The body of the row.
        kind
            Of the nodes that are counted.
        link
            The kind of link by which it has them.
        values, node
            Attributes of the link and of the set.
        named
            Those that the row names: then the number is held against these, and makes no set.
        """
        found = self.number(row, column)
        if found is None:
            return
        cell, number = found
        if named:
            self.declared(holder.name, number, cell, number_of(named))
            return
        label = set_label(cell.heading) or self.kind.roles[column.role or ""].zh
        key = SetKey(kind, f"{self.context.area}{label}", link)
        if key not in self.set_columns[column.number]:
            self.set_columns[column.number].append(key)
        if number is None:
            self.context.sets.unknown(key, label, node)
        else:
            self.context.sets.part(key, label, holder.id, number, cell.text, cell.place, values, node)

    def used(self, cells: Iterable[TableCell]) -> None:
        """Note that cells went into links whose place is another cell.

        Parameters
        ----------
        cells
            Of the table.
        """
        for cell in cells:
            self.builder.mark(cell.place, Fate.LOADED)

    def declared(self, name: str, number: Number | None, cell: TableCell, *allowed: int | None) -> None:
        """Compare a number that a row declares with how many it names.

        Parameters
        ----------
        name
            The body of the row.
        number
            As the cell says it.
        cell
            Where it stands.
        *allowed
            How many are named, with and without those of another column; None where that isn't known.
        """
        if number is None or number[1] != "eq" or None in allowed:
            return
        self.context.checked += 1
        if number[0] not in allowed:
            said = message("table_kinds.declared_differ", name=name, heading=cell.heading, said=number[0], listed=allowed[0])
            self.builder.problem("warning", said, place=cell.place)


def set_label(heading: str) -> str:
    """What a column of numbers counts.

    Parameters
    ----------
    heading
        As it is written, its levels with ` / ` between.

    Returns
    -------
    str
        The last level without brackets and the word for a number.

    Examples
    --------
    >>> set_label("村（社区） / 行政村数（个）"), set_label("监督联络站个数")
    ('行政村', '监督联络站')
    """
    bare = re.sub(r"[(（].*?[)）]|\s", "", heading.split(" / ")[-1])
    return re.sub(r"(?:个数|数量|总数|数)\Z|\A(?:所辖|下辖|辖|管辖)(?=.)|\A(?:监督|联系|覆盖)(?=行政村|村|社区)", "", bare)
