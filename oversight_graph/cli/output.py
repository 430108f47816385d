"""Where an answer of a command goes and how it looks there: a file or standard output, a table, progress on a terminal."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from oversight_graph.cli.streams import WIDTH, data, data_blocks, screen
from oversight_graph.messages import Text, language, message, text
from oversight_graph.visible_text import json_text, visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from oversight_graph.answer.question import AnswerColumn
    from oversight_graph.progress import Progress

FORMATS = ("table", "json", "csv")
ANSWER_FORMATS = (*FORMATS, "parquet", "xlsx")
BINARY = ("parquet", "xlsx")
"""Formats that go to a file only."""
_ENDINGS = {"table": ("", ".txt"), "json": ("", ".json"), "csv": ("", ".csv", ".txt"), "parquet": ("", ".parquet"), "xlsx": ("", ".xlsx")}
"""The endings that a file of a format may have; the empty one is that of devices and pipes too."""
_FOLDED = ("title", "sources", "name", "aliases", "charts", "id")


def format_of(format_: str | None, out: str | None, formats: Sequence[str] = FORMATS) -> str:
    """Choose the format of an answer.

    Parameters
    ----------
    format_
        As typed.
    out
        The file to write to.
    formats
        Those that there are.

    Returns
    -------
    The one typed, else what the ending of the file says, else `table`.

    Raises
    ------
    click.UsageError
        For a folder, and for an ending that another format has or none: nothing is written under a wrong name.
    """
    if out is None:
        return format_ or "table"
    file_in(out, f"answer{_ENDINGS[format_ or 'table'][1]}")
    ending = Path(out).suffix.lower()
    chosen = format_ or (ending[1:] if ending[1:] in formats else "table")
    if ending not in _ENDINGS[chosen]:
        fitting = [known for name in formats for known in _ENDINGS[name][1:2]]
        raise click.UsageError(
            str(message("cli.ending_of_another_format", path=out, ending=ending, format=chosen, wanted=_ENDINGS[chosen][1], endings=fitting))
        )
    return chosen


def file_in(out: str, example: str) -> None:
    """See that a file is named, and no folder.

    Parameters
    ----------
    out
        As typed.
    example
        A name that a file there may have.

    Raises
    ------
    click.UsageError
        For a folder, be it there or only written as one.
    """
    if Path(out).is_dir() or out.endswith(("/", os.sep)):
        raise click.UsageError(str(message("cli.out_is_a_folder", path=out, example=str(Path(out) / example))))


def write(written: str, out: str | None) -> None:
    """Write an answer to a file, whole or not at all, or to standard output as it is; halves of characters, which no encoding has, as escapes.

    Parameters
    ----------
    written
        The answer.
    out
        The file; None for standard output, of which the last line is then ended.
    """
    written = written.encode("utf-8", "backslashreplace").decode()
    if out is None:
        data(written if written.endswith("\n") else f"{written}\n")
        return
    from oversight_graph.disk.atomic_write import atomic_write

    with atomic_write([Path(out)]) as (part,):
        part.write_text(written, "utf-8")


def write_blocks(blocks: Iterable[bytes | memoryview], out: str | None) -> None:
    """Write an answer piece by piece, to a file, whole or not at all, or to standard output.

    Parameters
    ----------
    blocks
        UTF-8, each ending with a whole character; made as they are written.
    out
        The file; None for standard output.
    """
    if out is None:
        data_blocks(blocks)
        return
    from oversight_graph.disk.atomic_write import atomic_write

    with atomic_write([Path(out)]) as (part,), part.open("wb") as file:
        for block in blocks:
            file.write(block)


def made_folder(out: str) -> Path:
    """Make a folder to write several files to, unless it is there.

    Parameters
    ----------
    out
        Its path; folders above are made too.

    Returns
    -------
    The folder.

    Raises
    ------
    OversightError
        Where it can't be made.
    """
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        from oversight_graph.system_errors import unwritable

        raise unwritable(out, error, "folder") from None
    return folder


def console() -> Console:
    """Standard output for people."""
    return screen(sys.stdout)


@contextlib.contextmanager
def progress(said: Text) -> Iterator[Progress]:
    """Show that something goes on, on a terminal and only there.

    Parameters
    ----------
    said
        What goes on.

    Yields
    ------
    A function to be told how much is done, of how much; it needs not be called.
    """
    if not sys.stderr.isatty():
        yield lambda done, of: None
        return
    with screen(sys.stderr).status(text(said)) as status:
        yield lambda done, of: status.update(str(message("cli.progress", what=said, done=done, of=of)))


def emit(columns: Sequence[AnswerColumn], rows: Sequence[dict[str, Any]], format_: str | None, out: str | None, fold: bool = False) -> None:
    """Write a plain listing as a table, JSON or CSV.

    Parameters
    ----------
    columns
        What a table and CSV show of each row.
    rows
        A value for each column, by its id; JSON shows all of a row.
    format_, out
        As typed; see `format_of` and `write`.
    fold
        Every column of a table may be broken, not only those of long texts.
    """
    kind = format_of(format_, out)
    if kind == "json":
        write(json_text(list(rows), 1), out)
    elif kind == "csv":
        from oversight_graph.parsing.csv_rows import csv_text

        names = [column.id for column in columns]
        listed = ([";".join(row[name]) if isinstance(row[name], list) else row[name] for name in names] for row in rows)
        write(csv_text([names, *listed]), out)
    elif out is None:
        from oversight_graph.answer.rendering import print_grid

        print_grid(console(), _grid(columns, rows, fold))
    else:
        from oversight_graph.answer.rendering import plain_console, print_grid

        plain = plain_console(WIDTH)
        print_grid(plain, _grid(columns, rows, fold))
        write(plain.file.getvalue(), out)  # type: ignore[attr-defined]


def _grid(columns: Sequence[AnswerColumn], rows: Sequence[dict[str, Any]], fold: bool) -> Table:
    from rich.table import Table
    from rich.text import Text as Cell

    from oversight_graph.answer.rendering import add_column

    chinese = language() == "zh"
    grid = Table(box=None, pad_edge=False, header_style="bold")
    lines = [[visible(_cell(column, row[column.id], chinese)) for column in columns] for row in rows]
    for number, column in enumerate(columns):
        add_column(grid, visible(column.zh if chinese else column.en), [line[number] for line in lines], fold or column.id in _FOLDED)
    for line in lines:
        grid.add_row(*map(Cell, line))
    return grid


def _cell(column: AnswerColumn, value: Any, chinese: bool) -> str:
    """A value as it is listed; in Chinese a word of a vocabulary by its label."""
    if isinstance(value, list):
        return "、".join(value)
    if value is None:
        return "?"
    if column.id == "area":
        from oversight_graph.naming.places import name_and_code

        return name_and_code(str(value))
    return str(column.vocabulary.label(value, "zh")) if chinese and column.vocabulary is not None else str(value)
