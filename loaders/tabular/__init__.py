"""From a file to its tables. A kind of file is one module of this folder and one entry below."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from oversight_graph.loaders.tabular import csv_text, docx, html_page, xlsx
from oversight_graph.loaders.workbook import Workbook


class Reader(NamedTuple):
    """What makes the tables of some kinds of files.

    Attributes
    ----------
    suffixes
        With the dot, in small letters.
    read
        Takes the path and, for texts, the encoding where the user tells it; raises ParseError for what can't be read.
    """

    suffixes: tuple[str, ...]
    read: Callable[[Path, str | None], Workbook]


READERS: tuple[Reader, ...] = (
    Reader((".xlsx", ".xlsm"), xlsx.read),
    Reader((".csv", ".tsv"), csv_text.read_table),
    Reader((".txt",), csv_text.read_lines),
    Reader((".docx",), docx.read),
    Reader((".html", ".htm"), html_page.read),
)
