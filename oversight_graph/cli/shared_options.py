"""What several verbs share: the store, the scope, where an answer goes."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from oversight_graph.cli.streams import WIDTH, data, screen
from oversight_graph.disk.atomic_write import atomic_write
from oversight_graph.errors import WrongQuestion
from oversight_graph.model import days
from oversight_graph.system_errors import unwritable
from oversight_graph.visible_text import json_text, visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from oversight_graph.graph.graph import Graph
    from oversight_graph.store.protocol import Progress, Store

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = ("table", "json", "csv")
_FOLDED = ("title", "sources", "name", "aliases", "charts", "id")


def store_option(command: F) -> F:
    return click.option(
        "--store", metavar="PLACE", help="A path, or the address of a Neo4j; OVERSIGHT_STORE, NEO4J_URI, else a file in your data folder, by default."
    )(command)


def scope_options(command: F) -> F:
    for option in (
        click.option("--as-of", "as_of", metavar="DATE", help="The date that is asked about; the newest as_of in scope by default."),
        click.option("--area", metavar="CODE", help="An area with what it holds: GB/T 2260, or a code declared in a chart."),
        click.option("--chart", "charts", metavar="ID", multiple=True, help="Only this chart (may be repeated)."),
        store_option,
    ):
        command = option(command)
    return command


def output_options(command: F) -> F:
    for option in (
        click.option("--out", metavar="FILE", help="Write there instead of to standard output."),
        click.option("--format", "format_", type=click.Choice(FORMATS), help="table by default, or what the ending of --out says."),
    ):
        command = option(command)
    return command


def lang_option(command: F) -> F:
    return click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of words and names; names as the sources write them by default.")(command)


def open_store(place: str | None) -> Store:
    from oversight_graph.store import open_store as opened

    return opened(place)


def graph_of(place: str | None, charts: Sequence[str], area: str | None, as_of: str | None, whole: bool = False) -> Graph:
    """The graph of a scope as typed. `whole`: with all that surrounds an area, as a body that is named may lie anywhere."""
    with open_store(place) as store:
        return store.graph(list(charts) or None, area, date_of(as_of), whole)


def date_of(text: str | None) -> str | None:
    """A date as typed; one that isn't one is a wrong use of the command."""
    if text is not None:
        try:
            days.last_day(text)
        except ValueError as error:
            raise WrongQuestion(f"--as-of: {error}") from None
    return text


def format_of(format_: str | None, out: str | None) -> str:
    ending = Path(out).suffix.lower().lstrip(".") if out else ""
    return format_ or (ending if ending in FORMATS else "table")


def write(text: str, out: str | None) -> None:
    """Write an answer to a file, whole or not at all, or to standard output as it is; halves of characters, which no encoding has, as escapes."""
    text = text.encode("utf-8", "backslashreplace").decode()
    if out is None:
        data(text if text.endswith("\n") else f"{text}\n")
        return
    with atomic_write([Path(out)]) as (part,):
        part.write_text(text, "utf-8")


def made_folder(out: str) -> Path:
    """A folder to write several files to."""
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(out, error, "folder") from None
    return folder


def console() -> Console:
    """Standard output for people."""
    return screen(sys.stdout)


@contextlib.contextmanager
def busy(text: str) -> Iterator[Progress]:
    """Progress over work that makes millions of objects and drops few: looking for garbage among them would take a fifth of it.
    They stay out of later searches, which is what a writer that drops much needs."""
    import gc

    was_on = gc.isenabled()
    gc.disable()
    try:
        with progress(text) as told:
            yield told
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


@contextlib.contextmanager
def progress(text: str) -> Iterator[Progress]:
    """A sign that something goes on, on a terminal and only there; told how much is done, it says that too."""
    if not sys.stderr.isatty():
        yield lambda done, of: None
        return
    with screen(sys.stderr).status(text) as status:
        yield lambda done, of: status.update(f"{text} {done:,} of {of:,}")


def emit(columns: Sequence[str], rows: Sequence[dict[str, Any]], format_: str | None, out: str | None, fold: bool = False) -> None:
    """A plain listing as a table, JSON or CSV. `fold`: every column may be broken, not only those of long texts."""
    kind = format_of(format_, out)
    if kind == "json":
        write(json_text(list(rows), 1), out)
    elif kind == "csv":
        from oversight_graph.parsing.csv_rows import csv_text

        listed = ([";".join(row[name]) if isinstance(row[name], list) else row[name] for name in columns] for row in rows)
        write(csv_text([columns, *listed]), out)
    elif out is None:
        from oversight_graph.answer.rendering import print_grid

        print_grid(console(), _grid(columns, rows, fold))
    else:
        from oversight_graph.answer.rendering import plain_console, print_grid

        plain = plain_console(WIDTH)
        print_grid(plain, _grid(columns, rows, fold))
        write(plain.file.getvalue(), out)  # type: ignore[attr-defined]


def _grid(columns: Sequence[str], rows: Sequence[dict[str, Any]], fold: bool) -> Table:
    from rich.table import Table
    from rich.text import Text

    from oversight_graph.answer.rendering import add_column

    grid = Table(box=None, pad_edge=False, header_style="bold")
    lines = [["、".join(value) if isinstance(value := row[name], list) else "?" if value is None else str(value) for name in columns] for row in rows]
    shown = [[visible(cell) for cell in line] for line in lines]
    for number, name in enumerate(columns):
        add_column(grid, visible(name), [line[number] for line in shown], fold or name in _FOLDED)
    for line in shown:
        grid.add_row(*map(Text, line))
    return grid
