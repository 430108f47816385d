"""Tables as they come out of any file that holds some: a book of sheets, every cell a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from oversight_graph.messages import message
from oversight_graph.parsing.document import ParseError
from oversight_graph.problems import Problem


@dataclass(frozen=True)
class Sheet:
    """One table.

    Attributes
    ----------
    name
        Of the sheet; `table 1` … in a document or a page.
    rows
        `rows[0]` is row 1 of the file's own counting; a cell is the text that a reader sees (5, not 5.0; 2020-12-31), "" where it is empty. Rows may differ
        in length.
    merged
        (top, left, bottom, right), counted from 1, both ends in. The text stands in the first cell of such a block, the others are "".
    before
        The heading or the lines of text right before a table of a document or a page.
    """

    name: str
    rows: Sequence[Sequence[str]]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    before: tuple[str, ...] = ()


@dataclass(frozen=True)
class Workbook:
    """The tables of a file.

    Attributes
    ----------
    sheets
        In the order of the file, hidden ones too.
    encoding
        Of a text that had to be decoded, "" otherwise.
    problems
        Warnings of reading it: formulas whose kept value was read, links and macros that were left alone, sheets that are hidden.
    """

    sheets: tuple[Sheet, ...]
    encoding: str = ""
    problems: tuple[Problem, ...] = field(default=())


def read_workbook(path: Path, encoding: str | None = None) -> Workbook:
    """The tables of a file, by its ending.

    Parameters
    ----------
    path
        A file with one of the endings of `READERS`.
    encoding
        Of a text, where it is told; None where it is to be looked for.

    Returns
    -------
    Workbook
        At least one sheet.

    Raises
    ------
    ParseError
        For an ending that isn't read, and what can't be read.
    """
    from oversight_graph.loaders.tabular import READERS

    suffix = path.suffix.lower()
    for reader in READERS:
        if suffix in reader.suffixes:
            return reader.read(path, encoding)
    raise ParseError(0, message("loaders.tables_not_read", suffix=suffix))
