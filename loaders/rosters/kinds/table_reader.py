"""Reads the tables of a kind row by row: what each kind has in common. What a row makes says the kind's own file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import ClassVar

from oversight_graph.loaders.cell_account import Fate
from oversight_graph.loaders.rosters.cell_contents import listed
from oversight_graph.loaders.rosters.headings import PERSON
from oversight_graph.loaders.rosters.kinds.column_totals import total_of
from oversight_graph.loaders.rosters.kinds.declaration import TableFound, TableReading
from oversight_graph.loaders.rosters.kinds.row_facts import RowFacts
from oversight_graph.loaders.rosters.kinds.table_rows import TableCell, TableRow, rows_of, section_text
from oversight_graph.messages import message

_OF_ROW = {"heading": Fate.HEADING, "total": Fate.TOTAL, "subtotal": Fate.TOTAL, "remark": Fate.REMARK}
_OF_ROLE = {"number": Fate.NUMBER, PERSON: Fate.LEFT_OUT}


class TableReader(RowFacts, TableReading):
    """What reads the tables of one kind in a file.

    Attributes
    ----------
    subject
        The role of the column whose bodies the rows are about.
    """

    subject: ClassVar[str]

    def row(self, row: TableRow) -> None:
        """Take a row of data.

        Parameters
        ----------
        row
            With what stands in it, and what its section says.
        """
        raise NotImplementedError

    def section(self, text: str) -> str | None:
        """The role of what heads a section.

        Parameters
        ----------
        text
            Of the heading, without numbers.

        Returns
        -------
        str or None
            None where it says nothing that the rows below need.
        """
        return None

    def prepare(self, tables: Sequence[TableFound]) -> None:
        """Find the names that stand within several others, as 东风村 in two townships: these are told with their own.

        Parameters
        ----------
        tables
            Of the kind.
        """
        seen: dict[tuple[str, str], set[str]] = defaultdict(set)
        for table in tables if self.within else ():
            for row in self._rows(table):
                for role, outer in self.within.items() if row.kind == "data" else ():
                    around = row.text(outer)
                    for cell in row.texts(role) if around else ():
                        for unit in listed(cell.text):
                            seen[outer, unit.name].add(around.text if around else "")
        self.context.apart |= {key for key, places in seen.items() if len(places) > 1}

    def take(self, table: TableFound) -> None:
        """Read a table.

        Parameters
        ----------
        table
            Of the kind.
        """
        self.totals.begin()
        self.set_columns.clear()
        for row in self._rows(table):
            self.builder.source_file.row(row.number, len(table.rows))
            self._mark(row, table)
            if row.kind == "data":
                for column in row.layout.numbers("number"):
                    self.totals.named(column, row.number)
                self.row(row)
            elif row.kind in ("total", "subtotal"):
                self._count("rosters.rows_of_totals")
                for number, stated in self.totals.total(row).items():
                    for key in self.set_columns[number]:
                        self.context.sets.total(key, stated)
            elif row.kind == "remark":
                self._count("rosters.rows_of_remarks")
            elif row.heads:
                self._count("rosters.rows_heading_sections")
            elif row.kind == "section":
                self.builder.problem("warning", message("table_kinds.row_not_understood", text=_short(row.lone)), place=row.place)
        self.context.checked += self.totals.checked
        self.totals.checked = 0

    def _mark(self, row: TableRow, table: TableFound) -> None:
        """Note what becomes of cells from which no entry is made, by the kind of the row and of the column."""
        told = any(column.by == "mapping" for column in row.layout.columns)
        roles = {column.number: column.role for column in row.layout.columns}
        for number, text in enumerate(table.rows[row.number - 1], 1):
            fate = _OF_ROW.get(row.kind, Fate.UNREAD)
            if not text:
                continue
            if row.kind in ("total", "subtotal") and total_of(text) is None and number != row.start and roles.get(number) != self.subject:
                fate = Fate.UNREAD
            elif row.heads:
                fate = Fate.HEADING
            elif row.kind == "data":
                role = roles.get(number)
                known = number in roles
                fate = _OF_ROLE.get(role or "", Fate.UNREAD) if role else Fate.LEFT_OUT if known or told else Fate.UNREAD
            if fate:
                self.builder.mark(row.at(number), fate)

    def _rows(self, table: TableFound) -> Iterator[TableRow]:
        """The rows with what their section says; of a heading of a section whether the rows below need it."""
        sections: dict[str, TableCell] = {}
        for text in (table.sheet.name, *table.sheet.before):
            if (role := self.section(section_text(text))) is not None:
                sections[role] = TableCell(section_text(text), table.area.at(1)._replace(row=0))
        for row in rows_of(table, self.subject, self.section):
            if row.kind == "section" and (role := self.section(row.lone)) is not None:
                row.heads = True
                sections = {**sections, role: TableCell(row.lone, row.place)}
            row.context = sections
            yield row

    def _count(self, code: str) -> None:
        self.roster.counted[code] += 1


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
