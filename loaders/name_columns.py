"""Which columns of a table hold the names of a list, and where their headings stand; the names of overseers go before those of their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from oversight_graph.loaders.mapping import sheets_with_mapping
from oversight_graph.loaders.rosters.class_words import is_class_row, is_class_word
from oversight_graph.loaders.rosters.headings import roles
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.loaders.workbook import Sheet
from oversight_graph.messages import Message, message
from oversight_graph.model import OVERSEEN
from oversight_graph.naming.grammar import parse
from oversight_graph.naming.list_notation import label_before_colon
from oversight_graph.naming.persons import heading_of_persons
from oversight_graph.problems import letters

NAME = "name"
"""The role of a column that holds names, in a mapping."""
_TRIED = 400  # cells of a column by which the column of names is found
_FIRST = re.compile(r"[、，,；;\n]")
_AMONG = 0.3  # of the cells of a column that must surely be bodies
_HEADING = 5  # texts at the top of a column among which its heading is sought
_OF_NAMES = re.compile(r"\A(?:机构|单位|部门|组织)?(?:全称|名称)\Z")


@dataclass(frozen=True)
class NameColumns:
    """A sheet with names.

    Attributes
    ----------
    sheet
        As it was read.
    columns
        Those of the names, counted from 1; none where none was found.
    heading
        The row of the heading; 0 for none.
    """

    sheet: Sheet
    columns: tuple[int, ...]
    heading: int

    def described(self) -> Message:
        """In which columns the names stand, and which others hold something: they aren't read."""
        others = [number for number in self.by_column if number not in self.columns]
        shown = [" ".join((letters(number), self.text(self.heading, number) if self.heading else "")).strip() for number in others]
        columns = [letters(number) for number in self.columns]
        if not others:
            return message("loaders.name_column", column=columns)
        return message("loaders.name_column_of_several", column=columns, number=len(others), others=shown)

    def text(self, row: int, column: int) -> str:
        """What stands in a cell, without white space around it.

        Parameters
        ----------
        row, column
            Counted from 1.

        Returns
        -------
        str
            "" also beyond the end of the row.
        """
        cells = self.sheet.rows[row - 1]
        return cells[column - 1].strip() if column <= len(cells) else ""

    def written(self, column: int) -> list[tuple[int, str]]:
        """The rows of a column that hold something.

        Parameters
        ----------
        column
            Counted from 1.

        Returns
        -------
        list of (int, str)
            Row and text, from the top.
        """
        return self.by_column.get(column, [])

    @cached_property
    def by_column(self) -> dict[int, list[tuple[int, str]]]:
        """Row and text of the cells that hold something, by column from the left."""
        return written_by_column(self.sheet)


def written_by_column(sheet: Sheet) -> dict[int, list[tuple[int, str]]]:
    """What stands in each column, in one pass over the cells.

    Parameters
    ----------
    sheet
        As it was read.

    Returns
    -------
    dict of int to list of (int, str)
        Row and text of what holds something; the columns from the left.
    """
    by_column: dict[int, list[tuple[int, str]]] = {}
    for row, cells in enumerate(sheet.rows, 1):
        for column, cell in enumerate(cells, 1):
            if text := cell.strip():
                by_column.setdefault(column, []).append((row, text))
    return dict(sorted(by_column.items()))


def name_columns(source_file: SourceFile) -> list[NameColumns]:
    """Every sheet of a file, those without a column of names too.

    Parameters
    ----------
    source_file
        A file of tables or lines of text.

    Returns
    -------
    list of NameColumns
        Without the sheets that the mapping leaves out.

    Raises
    ------
    ParseError
        For a file that can't be read.
    """
    found = []
    for sheet, given in sheets_with_mapping(source_file):
        told = tuple(sorted(number for number, role in given.get("columns", {}).items() if role == NAME))
        columns = told or (() if given.get("columns") else _found(sheet))
        heading = given["heading"][1] if "heading" in given else next((row for column in columns if (row := _heading_of(sheet, column))), 0)
        found.append(NameColumns(sheet, columns, heading))
    return found


def _found(sheet: Sheet) -> tuple[int, ...]:
    """The column with the names, the only one where there is one; none where several hold no names."""
    width = max((len(row) for row in sheet.rows), default=0)
    if width == 1:
        return (1,)
    best: tuple[tuple[bool, bool, int], int] | None = None
    for column, written in written_by_column(sheet).items():
        texts = [text for _, text in written[:_TRIED]]
        kinds = [kind for text in texts if (kind := _kind(text))]
        if not kinds or len(kinds) < _AMONG * len(texts):
            continue
        overseers = sum(kind not in OVERSEEN for kind in kinds)
        score = (2 * overseers > len(kinds), bool(_OF_NAMES.match(texts[0])), len(kinds))
        if best is None or score > best[0]:
            best = (score, column)
    return (best[1],) if best else ()


def _kind(text: str) -> str | None:
    """The kind of the first name of a cell, where it is sure; a bare word for a kind names none."""
    label = label_before_colon(text)
    first = _FIRST.split(label[1] if label else text)[0]
    reading = parse(first)
    return reading.kind if reading.sure and not is_class_word(first) else None


def _heading_of(sheet: Sheet, column: int) -> int:
    """The row of the heading above a column of names: bare class words, below a title at most; 0 for none."""
    written = [(row, cells[column - 1].strip()) for row, cells in enumerate(sheet.rows[:40], 1) if column <= len(cells) and cells[column - 1].strip()]
    for position, (row, text) in enumerate(written[:_HEADING]):
        cells = [cell.strip() for cell in sheet.rows[row - 1]]
        if position + 1 < len(written) and (is_class_word(text, roles()) or is_class_row(cells, roles())) and not text.endswith((":", "：")):
            return row
        reading = parse(text)
        if not (reading.no_body or reading.pattern == "units-set") or heading_of_persons(text):
            return 0
    return 0
