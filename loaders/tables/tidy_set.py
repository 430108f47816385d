"""Which tables a file or a folder holds: the sheets of a workbook, or the files beside each other that are called after tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from oversight_graph.chart.cells import unguarded
from oversight_graph.chart.document import Malformed
from oversight_graph.chart.tables import OWN_SHEETS, TABLES, Table, table_named
from oversight_graph.errors import nearest
from oversight_graph.loaders.book import read_book
from oversight_graph.loaders.opened import Opened
from oversight_graph.problems import Problem

_TEXT = (".csv", ".tsv")
FILES = (*_TEXT, ".parquet")
BOOKS = (".xlsx", ".xlsm")
SUFFIXES = (*BOOKS, *FILES, "/")
_TELLING = ("charts", "nodes", "links")
"""The tables of which one at least makes a set: the others are too like what else goes by their names."""


@dataclass(frozen=True)
class Found:
    """A table that was found: `name` as the sheet or file is called, `file` where it is a file of its own."""

    table: Table
    name: str
    rows: Sequence[Sequence[str]]
    file: Path | None = None

    @property
    def place(self) -> str:
        """What stands for it in the places of problems while the tables are read."""
        return self.name if self.file is None else self.file.name


def is_set(opened: Opened) -> bool:
    """Whether a file is called, and headed, as a table of a set; whether a folder holds such a table."""
    path = opened.path
    if path.suffix.lower() == ".parquet" and not path.is_dir():
        return table_named(path.stem) is not None
    if path.suffix.lower() in BOOKS:
        return any(_headed(sheet.name, sheet.rows, _TELLING) for sheet in opened.book.sheets)
    if path.suffix.lower() in _TEXT and not path.is_dir():
        return table_named(path.stem) is not None and any(_headed(path.stem, sheet.rows, TABLES.ids) for sheet in opened.book.sheets)
    return any(table.id in _TELLING for table, _ in _beside(path, FILES))


def _headed(name: str, rows: Sequence[Sequence[str]], tables: Sequence[str]) -> bool:
    """Whether a sheet is called after one of some tables and headed like it: two of its columns, or where it has a plain Chinese
    name, as a roster might have, all that an entry needs."""
    table = table_named(name)
    if table is None or table.id not in tables:
        return False
    headings = next((row for row in rows if any(row)), ())
    known = {column.id for heading in headings if (column := table.column(heading)) is not None}
    needed = {column.id for column in table.columns if column.needed}
    return len(known) > 1 and (name.isascii() or needed <= known)


def tables_of(opened: Opened, problems: list[Problem]) -> list[Found]:
    """The tables, in the order in which the model of tables declares them. Raises Malformed for a file that can't be read."""
    found = _sheets(opened, problems) if opened.path.suffix.lower() in BOOKS else _files(opened, problems)
    if not found:
        raise Malformed(0, f"holds none of the tables {', '.join(TABLES.ids)}", "call the sheets, or the files of a folder, by these names")
    once: dict[str, Found] = {}
    for one in found:
        first = once.setdefault(one.table.id, one)
        if first is not one:
            what = f"`{first.place}` and `{one.place}` are one table, `{one.table.id}`"
            problems.append(Problem("error", opened.name, 0, "", what, "put their rows into one of the two"))
    return [once[name] for name in TABLES.ids if name in once]


def _sheets(opened: Opened, problems: list[Problem]) -> list[Found]:
    found = []
    for sheet in opened.book.sheets:
        table = table_named(sheet.name)
        if table is not None:
            found.append(Found(table, sheet.name, sheet.rows))
        elif not any(sheet.name in (own.id, own.zh) for own in OWN_SHEETS) and any(any(row) for row in sheet.rows):
            what = f"the sheet `{sheet.name}` is no table of a chart and wasn't read"
            problems.append(Problem("warning", opened.name, 0, "", what, nearest(sheet.name, TABLES.ids), sheet.name))
    return found


def _files(opened: Opened, problems: list[Problem]) -> list[Found]:
    """The file and those of its kind beside it, or all of a folder."""
    path = opened.path
    if not path.is_dir() and table_named(path.stem) is None:
        raise Malformed(0, "isn't called after a table", f"call it {', '.join(f'{name}{path.suffix}' for name in _TELLING)} …, as what it holds")
    found = _beside(path, FILES) if path.is_dir() else _beside(path.parent, (path.suffix.lower(),))
    opened.beside += [file for _, file in found if file != path]
    read = []
    for table, file in found:
        try:
            read.append(Found(table, file.stem, _rows(file, opened), file))
        except Malformed as wrong:  # said of the file that is meant, not of the one that was named
            problems.append(Problem("error", str(file), wrong.line, "", wrong.what, wrong.todo))
            read.append(Found(table, file.stem, (), file))
    return read


def _beside(folder: Path, suffixes: tuple[str, ...]) -> list[tuple[Table, Path]]:
    try:
        files = sorted(file for file in folder.iterdir() if file.suffix.lower() in suffixes and file.is_file())
    except (OSError, ValueError):  # said by the format that reads it
        return []
    return [(table, file) for file in files if (table := table_named(file.stem)) is not None]


def _rows(file: Path, opened: Opened) -> Sequence[Sequence[str]]:
    if file.suffix.lower() == ".parquet":
        from oversight_graph.loaders.tables.parquet import read_rows

        return read_rows(file)
    book = opened.book if file == opened.path else read_book(file, opened.told.encoding)
    opened.problems += book.problems if file != opened.path else ()
    rows = book.sheets[0].rows if book.sheets else ()
    return [[unguarded(cell) if cell.startswith("'") else cell for cell in row] for row in rows]
