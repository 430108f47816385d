"""What a format declares: how it is recognised, read and written. A file a format, one entry in the tuple of `loaders/__init__.py`.

All commands know the formats, most use one of them or none: so a declaration names its functions, and costs nothing to import.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from oversight_graph.messages import Message

if TYPE_CHECKING:
    from pathlib import Path

    from oversight_graph.chart.build import ChartReading
    from oversight_graph.chart.chart import Chart
    from oversight_graph.loaders.source_file import SourceFile
    from oversight_graph.store.protocol import LoadedChart

Read: TypeAlias = "Callable[[SourceFile], list[ChartReading]]"
Write: TypeAlias = "Callable[[Sequence[LoadedChart], str], list[Path]]"
MEGABYTES = 64
"""The most that is read of a graph, in XML or JSON: several times as much is held while it is read."""


@dataclass(frozen=True)
class Output:
    """A way in which a format is written, `oversight export --to ID`.

    Attributes
    ----------
    id
        The word of `--to`.
    help
        What the help of the command says of it: a message of the catalogue.
    write
        Writes charts, in the order of their loading, to a path, and gives the files written. Raises OversightError.
    takes_charts
        False for what the model alone says: then no store is opened.
    megabytes
        The size up to which such a file is read again; 0 where any size is.
    loses
        What it can't hold, to be said when it is written.
    """

    id: str
    help: Message
    write: Write
    takes_charts: bool = True
    megabytes: int = 0
    loses: Message | None = None


@dataclass(frozen=True)
class Format:
    """A format of files.

    Of the formats of a suffix the first that recognises a file reads it.

    Attributes
    ----------
    id
        The word of `--from`.
    title
        What it is, in a few words: a message of the catalogue (`messages/loaders.py`), as a page shows it.
    suffixes
        Of the files that it reads: with the dot, in small letters; "/" is a folder.
    read
        Reads a file into charts and problems; None for what is only written. Raises ParseError for a file as a whole.
    recognises
        Whether a file of such a suffix is one of its own, told cheaply: by what `SourceFile` has read.
    write
        The ways in which it is written; none for what is only read. What they write of charts, `read` gives back as the same charts.
    """

    id: str
    title: Message
    suffixes: tuple[str, ...] = ()
    read: Read | None = None
    recognises: Callable[[SourceFile], bool] = lambda _: True
    write: tuple[Output, ...] = ()


def of_charts(write: Callable[[Sequence[Chart], str], list[Path]]) -> Write:
    """A writer that needs the charts alone, not when and in what order they were loaded.

    Parameters
    ----------
    write
        Writes charts to a path and gives the files written.

    Returns
    -------
    Write
        The same for charts as a store holds them.
    """
    return lambda loaded, path: write([held.chart for held in loaded], path)


def on_use(function: str) -> Callable[..., Any]:
    """A function of a format, imported when it is first called.

    Parameters
    ----------
    function
        The module in `loaders/` and its name there, as `writers.gexf.write_gexf`.

    Returns
    -------
    Callable
        Takes and gives what that function does.
    """
    module, _, name = function.rpartition(".")

    def call(*arguments: Any) -> Any:
        return getattr(importlib.import_module(f"oversight_graph.loaders.{module}"), name)(*arguments)

    return call
