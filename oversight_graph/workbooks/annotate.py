"""Problems of a file noted where they are: a copy as a workbook, with a comment and a colour at each cell, and a sheet that lists all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from oversight_graph.chart.tidy_columns import OWN_SHEETS
from oversight_graph.disk.atomic_write import atomic_write
from oversight_graph.errors import OversightError
from oversight_graph.loaders.import_options import ImportOptions
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.loaders.tables.tidy_set import FILES, FORMATTED_BOOKS, is_set, tables_of
from oversight_graph.loaders.tabular import read_workbook
from oversight_graph.loaders.workbook import Sheet
from oversight_graph.messages import language, message
from oversight_graph.parsing.document import ParseError
from oversight_graph.problems import Problem, visible
from oversight_graph.workbooks.sanitised_workbook import cells_of, sanitised_copy
from oversight_graph.workbooks.sheets import LONGEST, cell_at, headings, text_cell, title_of, workbook

AUTHOR = "oversight check"
MOST_COMMENTS = 5_000
"""Cells with a comment; further ones are coloured and listed, as spreadsheets become slow with more."""
FILLS = {"error": PatternFill("solid", fgColor="FFC7CE"), "warning": PatternFill("solid", fgColor="FFEB9C")}

Noted = dict[tuple[int, int], list[Problem]]
"""Problems by row and column."""


def annotate(path: str | os.PathLike[str], problems: Iterable[Problem], out: str | os.PathLike[str], told: ImportOptions = ImportOptions()) -> Path:  # noqa: B008
    """Write a copy of a file as a workbook, with its problems noted in it.

    A workbook keeps its formats, but no macros, links or formulas (their kept values instead); a large one, texts and the tables of documents become bare
    texts. What holds no table that can be read becomes the list of its problems alone. Cost: linear in the cells.

    Parameters
    ----------
    path
        The file.
    problems
        Of the file; those without a row are listed alone.
    out
        The copy, which ends in .xlsx.
    told
        As the file was read with.

    Returns
    -------
    Path
        The copy.

    Raises
    ------
    OversightError
        Where the copy can't be written, or would take the place of the file.
    """
    source, target, listed = Path(path), Path(out), list(problems)
    if target.suffix.lower() != ".xlsx":
        raise OversightError(message("workbooks.copy_ending", ending=target.suffix))
    if target.exists() and source.exists() and target.samefile(source):
        raise OversightError(message("workbooks.copy_is_the_file", path=str(target)))
    sheets = _sheets(source, told)
    noted = _noted(listed, sheets)
    with atomic_write([target]) as (part,):
        copy = sanitised_copy(source, list(sheets.values())) if sheets and source.suffix.lower() in FORMATTED_BOOKS else None
        if copy is None:
            with workbook(part) as book:
                _write(book, sheets, noted)
                _list(book, listed)
        else:
            _mark(copy, noted)
            _list(copy, listed)
            copy.save(part)
    return target


def _sheets(source: Path, told: ImportOptions) -> dict[str, Sheet]:
    """The tables by what problems call them: the file of each in a set of files, else the name of the sheet."""
    opened = SourceFile(source, told)
    try:
        if (source.is_dir() or source.suffix.lower() in FILES) and is_set(opened):
            return {str(one.file): Sheet(one.name, one.rows) for one in tables_of(opened, [])}
        return {sheet.name: sheet for sheet in read_workbook(source, told.encoding).sheets}
    except ParseError:  # one of the problems
        return {}


def _noted(problems: Sequence[Problem], sheets: Mapping[str, Sheet]) -> dict[str, Noted]:
    """The problems of each sheet by cell; those of a whole row at its first cell."""
    noted: dict[str, Noted] = {name: {} for name in sheets}
    for problem in problems:
        name = next((name for name in (problem.file, problem.sheet) if name in noted), None)
        if name is None and not problem.sheet:
            name = next(iter(noted), None)
        if name is not None and problem.line:
            noted[name].setdefault((problem.line, problem.column or 1), []).append(problem)
    return noted


def _write(book: Workbook, sheets: Mapping[str, Sheet], noted: Mapping[str, Noted]) -> None:
    """Every table as bare texts."""
    left = MOST_COMMENTS
    for name, table in sheets.items():
        sheet = book.create_sheet(title_of(table.name or Path(name).stem or "table"))
        at: dict[int, dict[int, list[Problem]]] = {}
        for (line, column), problems in noted[name].items():
            at.setdefault(line, {})[column] = problems
        for number in range(1, max([len(table.rows), *at]) + 1):
            texts = table.rows[number - 1] if number <= len(table.rows) else ()
            row = [text_cell(sheet, _short(text)) for text in texts]
            for column, problems in at.get(number, {}).items():
                row += [None] * (column - len(row))
                cell = row[column - 1]
                if not isinstance(cell, Cell):
                    cell = row[column - 1] = WriteOnlyCell(sheet, cell)
                left -= 1
                _note(cell, problems, left >= 0)
            sheet.append(row)


def _mark(book: Workbook, noted: Mapping[str, Noted]) -> None:
    """The cells of a workbook with its formats, marks of an earlier check taken off."""
    left = MOST_COMMENTS
    own = OWN_SHEETS["problems"]
    for name in {own.id, own.zh} & set(book.sheetnames):
        del book[name]
    for sheet in book.worksheets:
        for cell in cells_of(sheet):
            if cell.comment is not None and cell.comment.author == AUTHOR:
                cell.comment, cell.fill = None, PatternFill()
        first = {(row, column): block for block in sheet.merged_cells.ranges for row, column in block.cells} if noted.get(sheet.title) else {}
        for place, problems in noted.get(sheet.title, {}).items():
            block = first.get(place)
            left -= 1
            _note(cell_at(sheet, *((block.min_row, block.min_col) if block is not None else place)), problems, left >= 0)


def _note(cell: Cell, problems: Sequence[Problem], with_comment: bool) -> None:
    worst = "error" if any(problem.severity == "error" for problem in problems) else "warning"
    cell.fill = FILLS[worst]
    if with_comment:
        before = [cell.comment.text] if cell.comment is not None else []
        text = "\n".join([*map(_line, problems), *before])
        cell.comment = Comment(_short(text), AUTHOR, height=40 + 20 * min(20, len(text) // 40), width=360)


def _line(problem: Problem) -> str:
    return message("workbooks.noted", severity=_severity(problem), what=visible(problem.what), todo=visible(problem.todo)).text()


def _severity(problem: Problem) -> str:
    return (message("problems.error") if problem.severity == "error" else message("problems.warning")).text()


def _list(book: Workbook, problems: Sequence[Problem]) -> None:
    """The sheet of all problems, errors first."""
    sheet = book.create_sheet(OWN_SHEETS["problems"].label(language()), 0)
    rows = [
        [_severity(one), Path(one.file).name, one.sheet, one.cell or (str(one.line) if one.line else ""), visible(one.what), visible(one.todo)]
        for one in sorted(problems, key=lambda problem: problem.severity != "error")
    ]
    said = (
        message("workbooks.severity"),
        message("workbooks.file"),
        message("workbooks.sheet"),
        message("workbooks.place"),
        message("workbooks.what_is_wrong"),
        message("workbooks.what_to_do"),
    )
    headings(sheet, [heading.text() for heading in said], [10, 24, 16, 10, 70, 70])
    for row in rows:
        sheet.append([text_cell(sheet, _short(text)) for text in row])


def _short(text: str) -> str:
    """As much of a text as a cell holds: the copy is for looking at it."""
    return text if len(text) < LONGEST // 2 else f"{text[: LONGEST // 2 - 1]}…"
