"""Tidy tables: an entry a row, a key of the chart format a column; a workbook of sheets, or a folder of files, that are called
charts, nodes, links, sources, claims, complete, areas."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace

from oversight_graph.chart.build import ChartReading
from oversight_graph.chart.tidy_columns import CHART
from oversight_graph.errors import nearest
from oversight_graph.loaders.chart_builder import ChartBuilder
from oversight_graph.loaders.draft_entry import DraftEntry
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.loaders.tables.cell_columns import CellColumns
from oversight_graph.loaders.tables.tidy_rows import missing_columns, rows_of
from oversight_graph.loaders.tables.tidy_set import TidyTableFile, tables_of
from oversight_graph.messages import Message, message
from oversight_graph.problems import Problem, errors


def read(source_file: SourceFile) -> list[ChartReading]:
    """The charts of a set of tables, each with its problems at their cells. Cost: linear in the cells.

    Parameters
    ----------
    source_file
        A workbook, a folder, or one file of a set whose others lie beside it.

    Returns
    -------
    list of ChartReading
        At least one: without a chart where the tables hold none.

    Raises
    ------
    ParseError
        For a file that can't be read, or holds no such table.
    """
    problems: list[Problem] = []
    tables = tables_of(source_file, problems)
    lacks = [problem for table in tables for problem in missing_columns(table, source_file.name)]
    unusable = bool(lacks or errors(problems))  # what refers to a table that is missing would seem wrong, row by row
    readings = [ChartReading(None, tuple(lacks))] if unusable else _alike(source_file, tables) or _readings(source_file, tables, problems)
    counts = [message("loaders.table_of_rows", table=table.name, rows=max(0, len(table.rows) - 1)) for table in tables]
    understood = (message("loaders.tidy_tables", tables=counts), *readings[0].understood)
    readings[0] = replace(readings[0], problems=(*problems, *readings[0].problems), understood=understood)
    files = {table.sheet: str(table.file) for table in tables if table.file is not None}
    turned = {table.sheet for table in tables if table.turned}
    return [replace(reading, problems=tuple(_in_its_file(_turned(problem, turned), files) for problem in reading.problems)) for reading in readings]


def _turned(problem: Problem, sheets: Set[str]) -> Problem:
    """A problem of a table that is written a key a line, at the cell that it has in the file."""
    return replace(problem, line=problem.column, column=problem.line if problem.column else 0) if problem.sheet in sheets else problem


def _alike(source_file: SourceFile, tables: list[TidyTableFile]) -> list[ChartReading]:
    """The reading of large tables without an error, of whose rows many are alike; none for any others."""
    if not any(isinstance(table.rows, CellColumns) for table in tables):
        return []
    from oversight_graph.loaders.tables.alike_rows import read_alike

    def read_rows(some: list[TidyTableFile]) -> list[ChartReading]:
        said: list[Problem] = []
        readings = _readings(source_file, some, said)
        return [] if said else readings

    reading = read_alike(tables, read_rows)
    return [] if reading is None else [reading]


def _readings(source_file: SourceFile, tables: list[TidyTableFile], problems: list[Problem]) -> list[ChartReading]:
    rows_by_table = {table.table.id: list(rows_of(table, source_file.name, problems)) for table in tables}
    builders = _builders(source_file, rows_by_table.pop("charts", []), rows_by_table, problems)
    for section, rows in rows_by_table.items():
        for row in rows:
            builder = _chart_of(row, builders, problems)
            if builder is not None:
                builder.row(section, row)
    if builders:
        return [builder.build() for builder in builders.values()]
    return [ChartReading(None, (Problem("error", source_file.name, 0, "", message("loaders.no_charts")),))]


def _builders(
    source_file: SourceFile, charts: list[DraftEntry], rows_by_table: dict[str, list[DraftEntry]], problems: list[Problem]
) -> dict[str, ChartBuilder]:
    """A builder for each row of the table of charts, else for each chart that the other tables name, else one."""
    builders: dict[str, ChartBuilder] = {}
    for row in charts:
        name = str(row.values.get(CHART.id, ""))
        if name in builders:
            said = message("loaders.chart_twice", chart=name) if name else message("loaders.chart_without_id")
            problems.append(_problem(source_file, row, said))
            continue
        builders[name] = ChartBuilder(source_file)
        builders[name].header_row(row)
    if builders:
        return builders
    for row in _all(rows_by_table):
        name = str(row.values.get(CHART.id, ""))
        if name and name not in builders:
            builders[name] = ChartBuilder(source_file)
            builders[name].header["chart"] = name
    return builders or ({"": ChartBuilder(source_file)} if any(rows_by_table.values()) else {})


def _all(rows_by_table: dict[str, list[DraftEntry]]) -> Iterator[DraftEntry]:
    for rows in rows_by_table.values():
        yield from rows


def _chart_of(row: DraftEntry, builders: dict[str, ChartBuilder], problems: list[Problem]) -> ChartBuilder | None:
    """The chart to which a row belongs: the one that it names, or the only one. None, with a problem, where that can't be told."""
    name = row.values.pop(CHART.id, None)
    if name is None and len(builders) == 1:
        return next(iter(builders.values()))
    builder = builders.get(str(name)) if name is not None else None
    if builder is None:
        near = nearest(str(name or ""), builders)
        said = message("loaders.row_of_no_chart", near=near) if name is None else message("loaders.no_such_chart", chart=str(name), near=near)
        problems.append(_problem(next(iter(builders.values())).source_file, row, said))
    return builder


def _problem(source_file: SourceFile, row: DraftEntry, said: Message) -> Problem:
    """A problem of the chart that a row names."""
    return Problem("error", source_file.name, row.place.row, "", said, row.place.sheet, row.columns.get(CHART.id, 0))


def _in_its_file(problem: Problem, files: dict[str, str]) -> Problem:
    """Of a set of files, a problem at the file of its table: until here it names the table as its sheet, as in a workbook."""
    return replace(problem, file=files[problem.sheet], sheet="") if problem.sheet in files else problem
