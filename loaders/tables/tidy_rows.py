"""The rows of one table: which column a heading means, and an entry of the chart format out of each row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count, islice
from typing import Any, Literal

from oversight_graph.chart.cell_text import items_of, word_of
from oversight_graph.chart.tidy_columns import TidyColumn
from oversight_graph.errors import nearest
from oversight_graph.loaders.draft_entry import DraftEntry, Location
from oversight_graph.loaders.tables.tidy_set import TidyTableFile
from oversight_graph.messages import Message, message
from oversight_graph.naming.personal_data import without_personal_data_in
from oversight_graph.naming.persons import heading_of_persons
from oversight_graph.parsing.written_values import cut
from oversight_graph.problems import Problem, letters

_LANGUAGE_COLUMNS = {"name": ("name", "zh"), "name_en": ("name", "en"), "title": ("title", "zh"), "title_en": ("title", "en")}
"""Columns that are one key of a chart, which holds a text in each language."""
_TABLES_WITH_LANGUAGES = ("nodes", "areas", "charts")
"""Tables that have such columns."""


def missing_columns(tidy: TidyTableFile, file: str) -> list[Problem]:
    """The columns without which no row of a table is an entry, said once and not of every row. What a header lacks can be given by options.

    Parameters
    ----------
    tidy
        The table.
    file
        As problems name it.

    Returns
    -------
    list of Problem
        An error for each column.
    """
    headings = next((row for row in tidy.rows if any(cell.strip() for cell in row)), None)
    if headings is None or tidy.table.id == "charts":
        return []
    there = {column.id for heading in headings if (column := tidy.table.column(heading)) is not None}
    line = tidy.rows.index(headings) + 1
    return [
        Problem("error", file, line, "", message("tables.column_missing", table=tidy.table.id, column=column.id, label=column.zh), tidy.sheet)
        for column in tidy.table.columns
        if column.needed and column.id not in there
    ]


def rows_of(tidy: TidyTableFile, file: str, problems: list[Problem]) -> Iterator[DraftEntry]:
    """The entries of a table; rows that hold nothing are passed over.

    Parameters
    ----------
    tidy
        The table.
    file
        As problems name it.
    problems
        Takes what is wrong with the headings, and cells below none.

    Yields
    ------
    DraftEntry
        Values under the keys of a chart, with the row and the columns they stand in.
    """
    top = next((number for number, row in enumerate(tidy.rows) if any(cell.strip() for cell in row)), None)
    if top is None:
        return
    headings = _Headings(tidy, top, file, problems)
    columns = headings.columns()
    column_of_key = {key: number + 1 for number, column in reversed(columns.items()) for key in _keys_of(column, tidy)}
    readers = [(number, column.id, _reader(column)) for number, column in columns.items()]
    by_language = tidy.table.id in _TABLES_WITH_LANGUAGES
    for number, row in zip(tidy.numbers or count(top + 2), islice(tidy.rows, top + 1, None), strict=False):
        values: dict[str, Any] = {}
        for position, key, read in readers:
            cell = row[position] if position < len(row) else ""
            if not cell or cell.isspace():
                continue
            if key in values:  # `source` and `sources`
                values[key] = [*values[key], *read(cell)]
            elif by_language and key in _LANGUAGE_COLUMNS:
                text_key, language = _LANGUAGE_COLUMNS[key]
                values.setdefault(text_key, {})[language] = cell
            else:
                values[key] = read(cell)
        headings.note_cells_without_heading(row, number)
        if values:
            yield DraftEntry(values, Location(number, 0, tidy.sheet), column_of_key)


def positions_of(tidy: TidyTableFile) -> dict[str, int] | None:
    """Where each column of a table stands whose headings are as the model declares them.

    Parameters
    ----------
    tidy
        The table.

    Returns
    -------
    dict or None
        The position of each by its id, from 0. None where anything is to be said of the headings, where they aren't the first row, and where two are one key.
    """
    said: list[Problem] = []
    if not all(cell.strip() for cell in tidy.rows[0]):
        return None
    columns = _Headings(tidy, 0, "", said).columns()
    positions = {column.id: number for number, column in columns.items()}
    return None if said or len(positions) < len(columns) else positions


def _keys_of(column: TidyColumn, tidy: TidyTableFile) -> tuple[str, ...]:
    if tidy.table.id in _TABLES_WITH_LANGUAGES and column.id in _LANGUAGE_COLUMNS:
        key, language = _LANGUAGE_COLUMNS[column.id]
        return (key, f"{key}.zh") if language == "zh" else (f"{key}.en",)
    return (column.id,)


def _reader(column: TidyColumn) -> Callable[[str], Any]:
    if column.many:
        return lambda cell: items_of(cell, column)
    if column.vocabulary is not None:
        return lambda cell: word_of(cell.strip(), column)
    return str.strip


class _Headings:
    """The row of headings of a table."""

    def __init__(self, tidy: TidyTableFile, top: int, file: str, problems: list[Problem]) -> None:
        self.tidy, self.top, self.file, self.problems = tidy, top, file, problems
        self._without_heading: set[int] = {number for number, heading in enumerate(tidy.rows[top]) if not heading.strip()}
        self._width = len(tidy.rows[top])

    def columns(self) -> dict[int, TidyColumn]:
        """The column at each position; unknown headings and those that stand twice are noted (contract §1), those of persons left out."""
        columns: dict[int, TidyColumn] = {}
        first: dict[str, str] = {}
        for number, heading in enumerate(self.tidy.rows[self.top]):
            if number in self._without_heading:
                continue
            column = self.tidy.table.column(heading)
            if column is None:
                self._unknown(number, heading)
            elif first.setdefault(column.id, heading) != heading and column.id != "sources":
                self._note("error", number, message("tables.headings_mean_one", first=cut(first[column.id]), second=cut(heading), key=column.id))
            elif column in columns.values() and column.id != "sources":
                self._note("error", number, message("tables.heading_twice", heading=cut(heading)))
            else:
                columns[number] = column
        return columns

    def _unknown(self, number: int, heading: str) -> None:
        name = heading.strip()
        if heading_of_persons(cut(name)):
            self._note("warning", number, message("tables.heading_of_persons", heading=cut(name)))
        else:
            columns = self.tidy.table.columns
            near = nearest(cut(name), [column.id for column in columns] if name.isascii() else [column.zh for column in columns])
            self._note("error", number, message("tables.heading_unknown", heading=cut(name), table=self.tidy.table.id, near=near))

    def note_cells_without_heading(self, row: Sequence[str], number: int) -> None:
        """Cells below no heading aren't passed over in silence: the first one of each column is noted."""
        for position in [*self._without_heading, *range(self._width, len(row))]:
            if position < len(row) and row[position].strip():
                self._without_heading.discard(position)
                self._width = max(self._width, position + 1)
                self._note("error", position, message("tables.no_heading", column=letters(position + 1)), number)

    def _note(self, severity: Literal["error", "warning"], position: int, said: Message, row: int = 0) -> None:
        said = without_personal_data_in(said)
        self.problems.append(Problem(severity, self.file, row or self.top + 1, "", said, self.tidy.sheet, position + 1))
