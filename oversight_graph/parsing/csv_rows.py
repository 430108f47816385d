"""Rows as CSV, for files and for standard output alike: no spreadsheet runs a cell of them, and every reader finds the same cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any, Protocol

from oversight_graph.parsing.formula_guard import guarded

_END = "\r\n"


class _Writable(Protocol):
    def write(self, text: str, /) -> object: ...


class _LineEndings:
    """Passes lines on with another line ending. What `csv` quotes depends on the end that it knows: with `\\n` alone it leaves a bare `\\r` in a
    cell unquoted, which ends the row for whoever reads it."""

    def __init__(self, stream: _Writable, end: str) -> None:
        self._stream, self._end = stream, end

    def write(self, line: str) -> None:
        self._stream.write(line.removesuffix(_END) + self._end)


def write_rows(stream: _Writable, rows: Iterable[Iterable[Any]], end: str = _END) -> None:
    """Write rows. A text that a spreadsheet would run as a formula has a `'` before it (see `guarded`); a number stays one, however it
    begins; None is an empty cell.

    Parameters
    ----------
    stream
        Anything with `write`.
    rows
        Of texts, numbers, None; the heading is one of them.
    end
        What ends a line.
    """
    writer = csv.writer(_LineEndings(stream, end), lineterminator=_END)
    writer.writerows([guarded(value) if isinstance(value, str) else value for value in row] for row in rows)


def csv_text(rows: Iterable[Iterable[Any]]) -> str:
    r"""Rows as one text, with the line ends of a terminal.

    Parameters
    ----------
    rows
        Of texts, numbers, None; the heading is one of them.

    Returns
    -------
    CSV, see `write_rows`.

    Examples
    --------
    >>> print(csv_text([["name", "n"], ["=1+1", -1], ["-1", None], ["a\rb", 2.5]]).replace("\r", "<CR>"), end="")
    name,n
    '=1+1,-1
    '-1,
    "a<CR>b",2.5
    """
    stream = io.StringIO()
    write_rows(stream, rows, "\n")
    return stream.getvalue()
