"""Tidy tables: an entry a row, a key of the chart format a column; a workbook of sheets, or a folder of files, that are called
charts, nodes, links, sources, claims, complete, areas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from oversight_graph.chart.build import Reading
from oversight_graph.chart.tables import CHART
from oversight_graph.errors import nearest
from oversight_graph.loaders.draft import Draft, Place
from oversight_graph.loaders.format import Format
from oversight_graph.loaders.opened import Opened
from oversight_graph.loaders.tables.tidy_rows import Row, lacking, rows_of
from oversight_graph.loaders.tables.tidy_set import SUFFIXES, Found, is_set, tables_of
from oversight_graph.problems import Problem, errors


def read(opened: Opened) -> list[Reading]:
    """The charts of a set of tables, each with its problems at their cells. Cost: linear in the cells."""
    problems: list[Problem] = []
    found = tables_of(opened, problems)
    lacks = [problem for one in found for problem in lacking(one, opened.name)]
    halt = lacks or errors(problems)  # what refers to a table that is missing would seem wrong, row by row
    readings = [Reading(None, tuple(lacks))] if halt else _readings(opened, found, problems)
    said = "tidy tables: " + ", ".join(f"{one.name} ({max(0, len(one.rows) - 1)})" for one in found)
    readings[0] = replace(readings[0], problems=(*problems, *readings[0].problems), understood=(said, *readings[0].understood))
    files = {one.place: str(one.file) for one in found if one.file is not None}
    return [replace(one, problems=tuple(_in_its_file(problem, files) for problem in one.problems)) for one in readings]


def _readings(opened: Opened, found: list[Found], problems: list[Problem]) -> list[Reading]:
    held = {one.table.id: list(rows_of(one, opened.name, problems)) for one in found}
    drafts = _drafts(opened, held.pop("charts", []), held, problems)
    for section, rows in held.items():
        for row in rows:
            draft = _chart_of(row, drafts, problems)
            if draft is not None:
                draft.row(section, row.values, row.place, row.columns)
    if drafts:
        return [draft.build() for draft in drafts.values()]
    nothing = Problem("error", opened.name, 0, "", "the tables hold no chart", "fill in the rows of `charts`, `nodes`, `links` and `sources`")
    return [Reading(None, (nothing,))]


def _drafts(opened: Opened, charts: list[Row], held: dict[str, list[Row]], problems: list[Problem]) -> dict[str, Draft]:
    """A draft for each row of the table of charts, else for each chart that the other tables name, else one."""
    drafts: dict[str, Draft] = {}
    for row in charts:
        name = str(row.values.get(CHART.id, ""))
        if name in drafts:
            what = f"the chart `{name}` stands twice" if name else "a chart without an id beside another one"
            problems.append(_problem(opened, row.place, row.columns.get(CHART.id, 0), what, "give each chart one row, and an id of its own"))
            continue
        drafts[name] = Draft(opened)
        drafts[name].header_row(row.values, row.place, row.columns)
    if drafts:
        return drafts
    for row in _all(held):
        name = str(row.values.get(CHART.id, ""))
        if name and name not in drafts:
            drafts[name] = Draft(opened)
            drafts[name].header["chart"] = name
    return drafts or ({"": Draft(opened)} if any(held.values()) else {})


def _all(held: dict[str, list[Row]]) -> Iterator[Row]:
    for rows in held.values():
        yield from rows


def _chart_of(row: Row, drafts: dict[str, Draft], problems: list[Problem]) -> Draft | None:
    """The chart to which a row belongs: the one that it names, or the only one. None, with a problem, where that can't be told."""
    name = row.values.pop(CHART.id, None)
    if name is None and len(drafts) == 1:
        return next(iter(drafts.values()))
    draft = drafts.get(str(name)) if name is not None else None
    if draft is None:
        one = next(iter(drafts.values()))
        if name is None:
            what, todo = "the row doesn't say of which chart it is", f"fill in `chart`: {nearest('', drafts)}"
        else:
            what, todo = f"there is no chart `{name}` in these tables", nearest(str(name), drafts)
        problems.append(_problem(one.opened, row.place, row.columns.get(CHART.id, 0), what, todo))
    return draft


def _problem(opened: Opened, place: Place, column: int, what: str, todo: str) -> Problem:
    return Problem("error", opened.name, place.row, "", what, todo, place.sheet, column)


def _in_its_file(problem: Problem, files: dict[str, str]) -> Problem:
    """Of a set of files, each problem in the file that it is of; the name of the table was the sheet's."""
    return replace(problem, file=files[problem.sheet], sheet="") if problem.sheet in files else problem


FORMAT = Format("tidy", "tidy tables (nodes, links, sources …)", SUFFIXES, read, is_set)
