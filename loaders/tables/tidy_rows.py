"""The rows of one table: which column a heading means, and an entry of the chart format out of each row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from oversight_graph.chart.tidy_columns import TidyColumn
from oversight_graph.errors import nearest
from oversight_graph.loaders.chart_builder import Location
from oversight_graph.loaders.tables.tidy_set import TidyTableFile
from oversight_graph.messages import untranslated
from oversight_graph.naming.personal_data import without_personal_data
from oversight_graph.naming.persons import heading_of_persons
from oversight_graph.parsing.cell_text import items_of, word_of
from oversight_graph.parsing.field_reader import cut
from oversight_graph.problems import Problem, letters

_NAMES = {"name": ("name", "zh"), "name_en": ("name", "en"), "title": ("title", "zh"), "title_en": ("title", "en")}
"""Columns that are one key of a chart, which holds a text in each language."""
_NAMED = ("nodes", "areas", "charts")


@dataclass(frozen=True, slots=True)
class TidyRow:
    """An entry under the keys of a chart, where it stands, and in which column each key does."""

    values: dict[str, Any]
    place: Location
    columns: Mapping[str, int]


def missing_columns(found: TidyTableFile, file: str) -> list[Problem]:
    """The columns without which no row of a table is an entry, said once and not of every row. What a header lacks can be told otherwise."""
    headings = next((row for row in found.rows if any(cell.strip() for cell in row)), None)
    if headings is None or found.table.id == "charts":
        return []
    there = {column.id for heading in headings if (column := found.table.column(heading)) is not None}
    line = found.rows.index(headings) + 1
    return [
        Problem("error", file, line, "", untranslated(f"the table `{found.table.id}` has no column `{column.id}` ({column.zh})", "add it"), found.place)
        for column in found.table.columns
        if column.needed and column.id not in there
    ]


def rows_of(found: TidyTableFile, file: str, problems: list[Problem]) -> Iterator[TidyRow]:
    """The entries of a table; rows that hold nothing are passed over. What is wrong with the headings is noted."""
    top = next((number for number, row in enumerate(found.rows) if any(cell.strip() for cell in row)), None)
    if top is None:
        return
    headings = _Headings(found, top, file, problems)
    columns = headings.columns()
    places = {key: number + 1 for number, column in reversed(columns.items()) for key in _keys_of(column, found)}
    readers = [(number, column.id, _reader(column)) for number, column in columns.items()]
    named = found.table.id in _NAMED
    for number, row in enumerate(found.rows[top + 1 :], top + 2):
        values: dict[str, Any] = {}
        for position, key, read in readers:
            cell = row[position] if position < len(row) else ""
            if not cell or cell.isspace():
                continue
            if key in values:  # `source` and `sources`
                values[key] = [*values[key], *read(cell)]
            elif named and key in _NAMES:
                whole, language = _NAMES[key]
                values.setdefault(whole, {})[language] = cell
            else:
                values[key] = read(cell)
        headings.unheaded(row, number)
        if values:
            yield TidyRow(values, Location(number, 0, found.place), places)


def _keys_of(column: TidyColumn, found: TidyTableFile) -> tuple[str, ...]:
    if found.table.id in _NAMED and column.id in _NAMES:
        whole, language = _NAMES[column.id]
        return (whole, f"{whole}.zh") if language == "zh" else (f"{whole}.en",)
    return (column.id,)


def _reader(column: TidyColumn) -> Callable[[str], Any]:
    if column.many:
        return lambda cell: items_of(cell, column)
    if column.vocabulary is not None:
        return lambda cell: word_of(cell.strip(), column)
    return str.strip


class _Headings:
    """The row of headings of a table."""

    def __init__(self, found: TidyTableFile, top: int, file: str, problems: list[Problem]) -> None:
        self.found, self.top, self.file, self.problems = found, top, file, problems
        self._bare: set[int] = {number for number, heading in enumerate(found.rows[top]) if not heading.strip()}
        self._width = len(found.rows[top])

    def columns(self) -> dict[int, TidyColumn]:
        """The column at each position; unknown headings and those that stand twice are noted (contract §1), those of persons left out."""
        found: dict[int, TidyColumn] = {}
        first: dict[str, str] = {}
        for number, heading in enumerate(self.found.rows[self.top]):
            if number in self._bare:
                continue
            column = self.found.table.column(heading)
            if column is None:
                self._unknown(number, heading)
            elif first.setdefault(column.id, heading) != heading and column.id != "sources":
                what = f"the headings `{cut(first[column.id])}` and `{cut(heading)}` mean one key, `{column.id}`"
                self._note("error", number, what, "keep one of the two columns")
            elif column in found.values() and column.id != "sources":
                self._note("error", number, f"the heading `{cut(heading)}` stands twice", "keep one of the two columns")
            else:
                found[number] = column
        return found

    def _unknown(self, number: int, heading: str) -> None:
        name = heading.strip()
        if heading_of_persons(cut(name)):
            what = f"the column `{cut(name)}` looks like one of natural persons and was left out"
            self._note("warning", number, what, "remove it: a chart holds organisations only, posts are counted in staff_full_time")
        else:
            columns = self.found.table.columns
            words = [column.id for column in columns] if name.isascii() else [column.zh for column in columns]
            self._note("error", number, f"the heading `{cut(name)}` is no column of `{self.found.table.id}`", str(nearest(cut(name), words)))

    def unheaded(self, row: Sequence[str], number: int) -> None:
        """Cells below no heading aren't passed over in silence: the first one of each column is noted."""
        for position in [*self._bare, *range(self._width, len(row))]:
            if position < len(row) and row[position].strip():
                self._bare.discard(position)
                self._width = max(self._width, position + 1)
                self._note("error", position, f"column {letters(position + 1)} holds something and has no heading", "give it one, or empty it", number)

    def _note(self, severity: Any, position: int, what: str, todo: str, row: int = 0) -> None:
        what, todo = without_personal_data(what, todo)
        self.problems.append(Problem(severity, self.file, row or self.top + 1, "", untranslated(what, todo), self.found.place, position + 1))
