"""From a file to its tables. A kind of file is one module of this folder and one entry below."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from oversight_graph.loaders.tabular import csv_text, docx, html_page, ods, pdf, xls, xlsx
from oversight_graph.loaders.workbook import Workbook
from oversight_graph.messages import message
from oversight_graph.parsing.document import ParseError


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
    Reader((".xls",), xls.read),
    Reader((".ods",), ods.read),
    Reader((".csv", ".tsv"), csv_text.read_table),
    Reader((".txt",), csv_text.read_lines),
    Reader((".docx",), docx.read),
    Reader((".pdf",), pdf.read),
    Reader((".html", ".htm"), html_page.read),
)


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
    suffix = path.suffix.lower()
    for reader in READERS:
        if suffix in reader.suffixes:
            return reader.read(path, encoding)
    raise ParseError(0, message("loaders.tables_not_read", suffix=suffix))
