"""What several verbs share: the store, the scope, where an answer goes."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from oversight_graph.cli.help_pages import option
from oversight_graph.cli.streams import WIDTH, data, data_blocks, screen
from oversight_graph.errors import WrongQuestion
from oversight_graph.messages import Language, Message, Text, language, message, text
from oversight_graph.model import days
from oversight_graph.visible_text import json_text, visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from oversight_graph.answer.question import AnswerColumn
    from oversight_graph.graph.graph import Graph
    from oversight_graph.progress import Progress
    from oversight_graph.store.protocol import Store

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = ("table", "json", "csv")
ANSWER_FORMATS = (*FORMATS, "parquet")
_FOLDED = ("title", "sources", "name", "aliases", "charts", "id")


def store_option(command: F) -> F:
    """Give a command the option `--store`.

    Parameters
    ----------
    command
        A function that takes `store`.

    Returns
    -------
    The same function, or command, with the option.
    """
    return option("--store", metavar=message("help_options.word_place"), help=message("help_options.store"))(command)


def chart_option(command: F) -> F:
    """Give a command the option `--chart`, of charts that are loaded.

    Parameters
    ----------
    command
        A function that takes `charts`.

    Returns
    -------
    The same function, or command, with the option.
    """
    return option("--chart", "charts", metavar=message("help_options.word_id"), multiple=True, help=message("help_options.chart"))(command)


def scope_options(command: F) -> F:
    """Give a command the options that say which part of a store is asked about.

    Parameters
    ----------
    command
        A function that takes `store`, `charts`, `area` and `as_of`.

    Returns
    -------
    The same function, or command, with the options.
    """
    for add in (
        option("--as-of", "as_of", metavar=message("help_options.word_date"), help=message("help_options.as_of")),
        option("--area", metavar=message("help_options.word_code"), help=message("help_options.area")),
        chart_option,
        store_option,
    ):
        command = add(command)
    return command


def output_options(command: F) -> F:
    """Give a command the options that say how and where a listing is written.

    Parameters
    ----------
    command
        A function that takes `format_` and `out`.

    Returns
    -------
    The same function, or command, with the options.
    """
    return _output_options(command, FORMATS, message("help_options.format_of_answer"))


def answer_options(command: F) -> F:
    """Give a command the options that say how and where an answer is written.

    Parameters
    ----------
    command
        A function that takes `format_` and `out`.

    Returns
    -------
    The same function, or command, with the options.
    """
    return _output_options(command, ANSWER_FORMATS, message("help_options.format_of_rows"))


def _output_options(command: F, formats: Sequence[str], said: Message) -> F:
    for add in (
        option("--out", metavar=message("help_options.word_file"), help=message("help_options.out")),
        option("--format", "format_", type=click.Choice(formats), help=said),
    ):
        command = add(command)
    return command


def words_of_pages(lang: Language | None) -> Language | None:
    """Choose the language of a page.

    Parameters
    ----------
    lang
        As typed.

    Returns
    -------
    The one typed, else Chinese where Chinese is spoken; None is English words, and names as the sources write them.
    """
    return lang or ("zh" if language() == "zh" else None)


def lang_option(command: F) -> F:
    """Give a command the option `--lang`, of words and names in its answer.

    Parameters
    ----------
    command
        A function that takes `lang`.

    Returns
    -------
    The same function, or command, with the option.
    """
    return option("--lang", type=click.Choice(["zh", "en"]), help=message("help_options.lang_of_names"))(command)


def open_store(place: str | None) -> Store:
    """Open a store; the module is imported when a command needs it.

    Parameters
    ----------
    place
        A path or an address; None for the one that the environment names, else a file in the data folder.

    Returns
    -------
    The store; it need not exist yet.
    """
    from oversight_graph.store import open_store as opened

    return opened(place)


def graph_of(place: str | None, charts: Sequence[str], area: str | None, as_of: str | None, whole: bool = False) -> Graph:
    """Read the graph of a scope as typed.

    Parameters
    ----------
    place
        As for `open_store`.
    charts
        Ids; all where there are none.
    area
        A code; None for everywhere.
    as_of
        A day, a month or a year; None for the newest date in scope.
    whole
        With all that surrounds the area, as a body that is named may lie anywhere.

    Returns
    -------
    What holds on that day.
    """
    with open_store(place) as store:
        return store.graph(list(charts) or None, area, date_of(as_of), whole)


def date_of(typed: str | None) -> str | None:
    """Check a date.

    Parameters
    ----------
    typed
        A day, a month or a year; None where nothing was typed.

    Returns
    -------
    The same.

    Raises
    ------
    WrongQuestion
        Where it is no date of the calendar.
    """
    if typed is not None:
        try:
            days.last_day(typed)
        except ValueError:
            raise WrongQuestion(message("cli.bad_date", date=typed)) from None
    return typed


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
    """
    ending = Path(out).suffix.lower().lstrip(".") if out else ""
    return format_ or (ending if ending in formats else "table")


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
    return str(column.vocabulary.label(value, "zh")) if chinese and column.vocabulary is not None else str(value)
