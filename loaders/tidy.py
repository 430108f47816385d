"""Tidy tables: an entry a row, a key of the chart format a column; a workbook of sheets, or a folder of files, that are called
charts, nodes, links, sources, claims, complete, areas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from oversight_graph.chart.build import ChartReading
from oversight_graph.chart.tidy_columns import CHART
from oversight_graph.errors import nearest
from oversight_graph.loaders.chart_builder import ChartBuilder, Location
from oversight_graph.loaders.format import Format, Output, of_charts
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.loaders.tables.tidy_rows import TidyRow, missing_columns, rows_of
from oversight_graph.loaders.tables.tidy_set import SUFFIXES, TidyTableFile, is_set, tables_of
from oversight_graph.loaders.writers.tidy_tables import write_csv, write_parquet, write_xlsx
from oversight_graph.messages import untranslated
from oversight_graph.problems import Problem, errors


def read(source_file: SourceFile) -> list[ChartReading]:
    """The charts of a set of tables, each with its problems at their cells. Cost: linear in the cells."""
    problems: list[Problem] = []
    found = tables_of(source_file, problems)
    lacks = [problem for one in found for problem in missing_columns(one, source_file.name)]
    halt = lacks or errors(problems)  # what refers to a table that is missing would seem wrong, row by row
    readings = [ChartReading(None, tuple(lacks))] if halt else _readings(source_file, found, problems)
    said = "tidy tables: " + ", ".join(f"{one.name} ({max(0, len(one.rows) - 1)})" for one in found)
    readings[0] = replace(readings[0], problems=(*problems, *readings[0].problems), understood=(said, *readings[0].understood))
    files = {one.place: str(one.file) for one in found if one.file is not None}
    return [replace(one, problems=tuple(_in_its_file(problem, files) for problem in one.problems)) for one in readings]


def _readings(source_file: SourceFile, found: list[TidyTableFile], problems: list[Problem]) -> list[ChartReading]:
    held = {one.table.id: list(rows_of(one, source_file.name, problems)) for one in found}
    drafts = _drafts(source_file, held.pop("charts", []), held, problems)
    for section, rows in held.items():
        for row in rows:
            builder = _chart_of(row, drafts, problems)
            if builder is not None:
                builder.row(section, row.values, row.place, row.columns)
    if drafts:
        return [builder.build() for builder in drafts.values()]
    nothing = Problem(
        "error", source_file.name, 0, "", untranslated("the tables hold no chart", "fill in the rows of `charts`, `nodes`, `links` and `sources`")
    )
    return [ChartReading(None, (nothing,))]


def _drafts(source_file: SourceFile, charts: list[TidyRow], held: dict[str, list[TidyRow]], problems: list[Problem]) -> dict[str, ChartBuilder]:
    """A draft for each row of the table of charts, else for each chart that the other tables name, else one."""
    drafts: dict[str, ChartBuilder] = {}
    for row in charts:
        name = str(row.values.get(CHART.id, ""))
        if name in drafts:
            what = f"the chart `{name}` stands twice" if name else "a chart without an id beside another one"
            problems.append(_problem(source_file, row.place, row.columns.get(CHART.id, 0), what, "give each chart one row, and an id of its own"))
            continue
        drafts[name] = ChartBuilder(source_file)
        drafts[name].header_row(row.values, row.place, row.columns)
    if drafts:
        return drafts
    for row in _all(held):
        name = str(row.values.get(CHART.id, ""))
        if name and name not in drafts:
            drafts[name] = ChartBuilder(source_file)
            drafts[name].header["chart"] = name
    return drafts or ({"": ChartBuilder(source_file)} if any(held.values()) else {})


def _all(held: dict[str, list[TidyRow]]) -> Iterator[TidyRow]:
    for rows in held.values():
        yield from rows


def _chart_of(row: TidyRow, drafts: dict[str, ChartBuilder], problems: list[Problem]) -> ChartBuilder | None:
    """The chart to which a row belongs: the one that it names, or the only one. None, with a problem, where that can't be told."""
    name = row.values.pop(CHART.id, None)
    if name is None and len(drafts) == 1:
        return next(iter(drafts.values()))
    builder = drafts.get(str(name)) if name is not None else None
    if builder is None:
        one = next(iter(drafts.values()))
        if name is None:
            what, todo = "the row doesn't say of which chart it is", f"fill in `chart`: {nearest('', drafts)}"
        else:
            what, todo = f"there is no chart `{name}` in these tables", str(nearest(str(name), drafts))
        problems.append(_problem(one.source_file, row.place, row.columns.get(CHART.id, 0), what, todo))
    return builder


def _problem(source_file: SourceFile, place: Location, column: int, what: str, todo: str) -> Problem:
    return Problem("error", source_file.name, place.row, "", untranslated(what, todo), place.sheet, column)


def _in_its_file(problem: Problem, files: dict[str, str]) -> Problem:
    """Of a set of files, each problem in the file that it is of; the name of the table was the sheet's."""
    return replace(problem, file=files[problem.sheet], sheet="") if problem.sheet in files else problem


_WRITE = (
    Output("csv", "tidy tables, a folder of text files", of_charts(write_csv)),
    Output("xlsx", "tidy tables, the sheets of one workbook", of_charts(write_xlsx)),
    Output("parquet", "tidy tables, a folder of Parquet files", of_charts(write_parquet)),
)
FORMAT = Format("tidy", "tidy tables (nodes, links, sources …)", SUFFIXES, read, is_set, _WRITE)
