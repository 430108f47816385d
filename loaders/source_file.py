"""A file that is being read: each view of it (bytes, text, table) is made once, for whichever format asks first."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from oversight_graph.chart.entry_reading import is_chart_id
from oversight_graph.loaders.import_options import ImportOptions
from oversight_graph.parsing.text_file import read_raw, read_text
from oversight_graph.problems import Problem
from oversight_graph.progress import Progress

if TYPE_CHECKING:
    from oversight_graph.loaders.workbook import Workbook

T = TypeVar("T")
_TOLD = 1000
"""Rows after which the progress is told again."""
_HEAD = 65_536


class SourceFile:
    """A file that is being read, and what it is read with.

    Attributes
    ----------
    path
        Of the file, or of a folder.
    options
        What the user says about it.
    progress
        Told the rows that are read, of how many.
    problems
        What reading it brought up so far, whichever format reads it.
    beside
        The other files that were read with it: named as well, they aren't read again.
    """

    def __init__(self, path: Path, options: ImportOptions, progress: Progress | None = None) -> None:
        self.path, self.options = path, options
        self.progress = progress or (lambda done, of: None)
        self.problems: list[Problem] = []
        self.beside: list[Path] = []
        self._made: dict[Callable[[SourceFile], Any], Any] = {}

    @property
    def name(self) -> str:
        """The path, as problems name the file."""
        return str(self.path)

    @property
    def chart_id(self) -> str | None:
        """The name of the file as a chart's id, None where it can be none."""
        stem = self.path.stem.lower().replace("_", "-").replace(" ", "-")
        return stem if is_chart_id(stem) else None

    def cached(self, make: Callable[[SourceFile], T]) -> T:
        """What a function finds in the file, sought once: by what a format recognises a file it reads it too.

        Parameters
        ----------
        make
            Called with this file, the first time only.

        Returns
        -------
        what `make` gives
            The same object each time.
        """
        if make not in self._made:
            self._made[make] = make(self)
        view: T = self._made[make]
        return view

    def row(self, row: int, of: int) -> None:
        """Say that a row of a long table is read; the progress is told every thousand rows.

        Parameters
        ----------
        row
            Its number, counted from 1.
        of
            How many rows there are.
        """
        if not row % _TOLD:
            self.progress(row, of)

    @cached_property
    def head(self) -> str:
        """The first 64 KB as text, what can't be read left out: enough to tell formats apart, never to read one. A folder has none."""
        try:
            if not self.path.is_file():  # a pipe may never end
                return ""
            with self.path.open("rb") as file:
                return file.read(_HEAD).decode("utf-8-sig", "ignore")
        except (OSError, ValueError):  # said by the format that reads it
            return ""

    @cached_property
    def raw(self) -> bytes:
        """All bytes; read once. Raises ParseError for what can't be read or is too large."""
        return read_raw(self.path)

    def text(self) -> str:
        """The text, not kept: who asks for it reads it.

        Returns
        -------
        str
            Of a file in UTF-8.

        Raises
        ------
        ParseError
            For what isn't UTF-8, can't be read or is too large.
        """
        return read_text(self.path)

    @cached_property
    def book(self) -> Workbook:
        """The tables; read once, their problems noted. Raises ParseError for what can't be read as any."""
        from oversight_graph.loaders.tabular import read_workbook

        book = read_workbook(self.path, self.options.encoding)
        self.problems += book.problems
        return book
