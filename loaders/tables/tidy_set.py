"""Which tables a file or a folder holds: the sheets of a workbook, or the files beside each other that are called after tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from oversight_graph.chart.tidy_columns import OWN_SHEETS, TABLES, TidyTable, table_named
from oversight_graph.errors import nearest
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.loaders.tables.cell_columns import CellColumns
from oversight_graph.messages import message
from oversight_graph.parsing.document import ParseError
from oversight_graph.parsing.formula_guard import unguarded
from oversight_graph.problems import Problem

_TEXT = (".csv", ".tsv")
FILES = (*_TEXT, ".parquet")
LARGE_TEXT = 1 << 20
"""Bytes from which on a text is read by columns."""
BOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
FORMATTED_BOOKS = (".xlsx", ".xlsm")
"""Those whose copy keeps its formats."""
_TELLING = ("charts", "nodes", "links")
"""The tables of which one at least makes a set: the others are too like what else goes by their names."""


@dataclass(frozen=True)
class TidyTableFile:
    """A table that was found.

    Attributes
    ----------
    table
        Which of the tables it is.
    name
        As the sheet or file is called.
    rows
        Its cells, as those of `Sheet`.
    file
        Where it is a file of its own; None for a sheet.
    turned
        Whether its rows are the columns of the file: a header that is written a key a line.
    numbers
        Of some of the rows of a table, which row of the file each one is, the headings left out; empty where all are there.
    """

    table: TidyTable
    name: str
    rows: Sequence[Sequence[str]]
    file: Path | None = None
    turned: bool = False
    numbers: Sequence[int] = ()

    @property
    def sheet(self) -> str:
        """The sheet that problems name while the tables are read; a file of its own stands for one."""
        return self.name if self.file is None else self.file.name


def table_file(table: TidyTable, name: str, rows: Sequence[Sequence[str]], file: Path | None = None) -> TidyTableFile:
    """A table as it was found; one of charts that is written a key a line (`chart | yunling`, `as_of | 2023`) is turned.

    Parameters
    ----------
    table
        Which of the tables it is.
    name
        As the sheet or file is called.
    rows
        Its cells.
    file
        Where it is a file of its own; None for a sheet.

    Returns
    -------
    TidyTableFile
        With the headings in one row.
    """
    if table.id != "charts" or not _a_key_a_line(table, rows):
        return TidyTableFile(table, name, rows, file)
    first = next(number for number, row in enumerate(rows) if any(cell.strip() for cell in row))
    pairs = [("", "") if number == first and table.column(row[0]) is None else (*row, "", "")[:2] for number, row in enumerate(rows)]
    return TidyTableFile(table, name, [[key for key, _ in pairs], [value for _, value in pairs]], file, turned=True)


def _a_key_a_line(table: TidyTable, rows: Sequence[Sequence[str]]) -> bool:
    """Whether the rows are keys with their values: two cells each, the first of them a column of the table, below at most one heading (key | value)."""
    written = [row for row in rows if any(cell.strip() for cell in row)]
    if not written or any(not row[0].strip() or any(cell.strip() for cell in row[2:]) for row in written):
        return False
    keyed = [table.column(row[0]) is not None for row in written]
    values = [len(row) > 1 and row[1].strip() != "" and table.column(row[1]) is None for row in written]
    return sum(keyed) > 1 and 2 * sum(keyed) > len(keyed) and all(values)


def is_set(source_file: SourceFile) -> bool:
    """Whether a file is called, and headed, as a table of a set; whether a folder holds such a table.

    Parameters
    ----------
    source_file
        A file or a folder.

    Returns
    -------
    bool
        False also for a folder that can't be listed.

    Raises
    ------
    ParseError
        For a file that can't be read.
    """
    path = source_file.path
    if path.suffix.lower() == ".parquet" and not path.is_dir():
        return table_named(path.stem) is not None
    if path.suffix.lower() in BOOKS:
        return any(_headed(sheet.name, sheet.rows, _TELLING) for sheet in source_file.book.sheets)
    if path.suffix.lower() in _TEXT and not path.is_dir():
        if table_named(path.stem) is None:
            return False
        columns = source_file.cached(_csv_columns)
        tables = (columns,) if columns is not None else (sheet.rows for sheet in source_file.book.sheets)
        return any(_headed(path.stem, rows, TABLES.ids) for rows in tables)
    return any(table.id in _TELLING for table, _ in _beside(path, FILES))


def _headed(name: str, rows: Sequence[Sequence[str]], tables: Sequence[str]) -> bool:
    """Whether a sheet is called after one of some tables and headed like it: two of its columns, or where it has a plain Chinese
    name, as a roster might have, all that an entry needs."""
    table = table_named(name)
    if table is None or table.id not in tables:
        return False
    headings = next((row for row in table_file(table, name, rows).rows if any(row)), ())
    known = {column.id for heading in headings if (column := table.column(heading)) is not None}
    needed = {column.id for column in table.columns if column.needed}
    return len(known) > 1 and (name.isascii() or needed <= known)


def tables_of(source_file: SourceFile, problems: list[Problem]) -> list[TidyTableFile]:
    """The tables of a set: the sheets of a workbook, the file and those of its kind beside it, or all files of a folder.

    Parameters
    ----------
    source_file
        A workbook, a file or a folder; files beside it are noted as read.
    problems
        Takes what is wrong with single tables, and sheets that are none.

    Returns
    -------
    list of TidyTableFile
        In the order in which the model of tables declares them, each once.

    Raises
    ------
    ParseError
        For a file that can't be read, and where there is no table.
    """
    tables = _sheets(source_file, problems) if source_file.path.suffix.lower() in BOOKS else _files(source_file, problems)
    if not tables:
        raise ParseError(0, message("tables.no_tables", tables=TABLES.ids))
    by_id: dict[str, TidyTableFile] = {}
    for table in tables:
        first = by_id.setdefault(table.table.id, table)
        if first is not table:
            said = message("tables.table_twice", first=first.sheet, second=table.sheet, table=table.table.id)
            problems.append(Problem("error", source_file.name, 0, "", said))
    return [by_id[name] for name in TABLES.ids if name in by_id]


def _sheets(source_file: SourceFile, problems: list[Problem]) -> list[TidyTableFile]:
    tables = []
    for sheet in source_file.book.sheets:
        table = table_named(sheet.name)
        if table is not None:
            tables.append(table_file(table, sheet.name, sheet.rows))
        elif not any(sheet.name in (own.id, own.zh) for own in OWN_SHEETS) and any(any(row) for row in sheet.rows):
            said = message("tables.sheet_is_no_table", sheet=sheet.name, near=nearest(sheet.name, TABLES.ids))
            problems.append(Problem("warning", source_file.name, 0, "", said, sheet.name))
    return tables


def _files(source_file: SourceFile, problems: list[Problem]) -> list[TidyTableFile]:
    """The file and those of its kind beside it, or all of a folder."""
    path = source_file.path
    if not path.is_dir() and table_named(path.stem) is None:
        raise ParseError(0, message("tables.file_is_no_table", names=[f"{name}{path.suffix}" for name in _TELLING]))
    files = _beside(path, FILES) if path.is_dir() else _beside(path.parent, (path.suffix.lower(),))
    source_file.beside += [file for _, file in files if file != path]
    read = []
    for table, file in files:
        try:
            read.append(table_file(table, file.stem, _rows(file, source_file), file))
        except ParseError as wrong:  # said of the file that is meant, not of the one that was named
            problems.append(Problem("error", str(file), wrong.line, "", wrong.message))
            read.append(TidyTableFile(table, file.stem, (), file))
    return read


def _beside(folder: Path, suffixes: tuple[str, ...]) -> list[tuple[TidyTable, Path]]:
    try:
        files = sorted(file for file in folder.iterdir() if file.suffix.lower() in suffixes and file.is_file())
    except (OSError, ValueError):  # said by the format that reads it
        return []
    return [(table, file) for file in files if (table := table_named(file.stem)) is not None]


def _csv_columns(source_file: SourceFile) -> CellColumns | None:
    return csv_columns(source_file.path, source_file.options.encoding)


def csv_columns(path: Path, encoding: str | None) -> CellColumns | None:
    """The columns of a large csv file, as `tables/csv_columns.py` reads them; None for any other.

    Parameters
    ----------
    path
        A .csv or .tsv file.
    encoding
        The one that the user names; None: it is detected.

    Returns
    -------
    CellColumns or None
        The headings are the first row.
    """
    try:
        if path.stat().st_size < LARGE_TEXT:
            return None
    except (OSError, ValueError):  # said where it is read
        return None
    from oversight_graph.loaders.tables.csv_columns import read_columns

    return read_columns(path, encoding)


def _rows(file: Path, source_file: SourceFile) -> Sequence[Sequence[str]]:
    if file.suffix.lower() == ".parquet":
        from oversight_graph.loaders.tables.parquet import read_columns

        return read_columns(file)
    columns = source_file.cached(_csv_columns) if file == source_file.path else csv_columns(file, source_file.options.encoding)
    if columns is not None:
        return columns
    from oversight_graph.loaders.tabular import read_workbook  # its readers are needed for tables alone

    book = source_file.book if file == source_file.path else read_workbook(file, source_file.options.encoding)
    source_file.problems += book.problems if file != source_file.path else ()
    rows = book.sheets[0].rows if book.sheets else ()
    return [[unguarded(cell) if cell.startswith("'") else cell for cell in row] for row in rows]
