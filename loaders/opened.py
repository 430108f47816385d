"""A file that is being read: each view of it (bytes, text, table) is made once, for whichever format asks first."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from oversight_graph.loaders.text import read_raw, read_text
from oversight_graph.loaders.told import Told
from oversight_graph.problems import Problem

if TYPE_CHECKING:
    from oversight_graph.loaders.book import Book

Progress = Callable[[int, int], None]
"""Told how much is done, of how much."""
_HEAD = 65_536


class Opened:
    """`path` of the file, `told` what the user says about it, `problems` what reading it brought up so far, `beside` the other files
    that were read with it: named as well, they aren't read again."""

    def __init__(self, path: Path, told: Told, progress: Progress | None = None) -> None:
        self.path, self.told = path, told
        self.progress = progress or (lambda done, of: None)
        self.problems: list[Problem] = []
        self.beside: list[Path] = []

    @property
    def name(self) -> str:
        return str(self.path)

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
        """All bytes. Raises Malformed for what can't be read or is too large."""
        return read_raw(self.path)

    def text(self) -> str:
        """The text, not kept: who asks for it reads it. Raises Malformed for what isn't UTF-8."""
        return read_text(self.path)

    @cached_property
    def book(self) -> Book:
        """The tables. Raises Malformed for what can't be read as any."""
        from oversight_graph.loaders.book import read_book

        book = read_book(self.path, self.told.encoding)
        self.problems += book.problems
        return book
