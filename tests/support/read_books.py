"""Files of tables, and what is read of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from oversight_graph.loaders.tabular import read_workbook
from oversight_graph.loaders.workbook import Workbook
from oversight_graph.parsing.document import ParseError

Rows = list[list[str]]


def rows(book: Workbook, sheet: int = 0) -> Rows:
    return [list(row) for row in book.sheets[sheet].rows]


def save(tmp_path: Path, values: Sequence[Sequence[object]], formats: Sequence[str] = ()) -> Path:
    """A workbook of one sheet; `formats` are the number formats of its first row."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in values:
        sheet.append(row)
    for column, format_ in enumerate(formats, 1):
        sheet.cell(1, column).number_format = format_
    path = tmp_path / "a.xlsx"
    book.save(path)
    return path


def text_file(tmp_path: Path, text: str, name: str = "a.csv", encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def refused(path: Path) -> ParseError:
    with pytest.raises(ParseError) as caught:
        read_workbook(path)
    assert caught.value.what and caught.value.todo
    return caught.value


def page(tmp_path: Path, content: str, encoding: str = "utf-8") -> Path:
    return text_file(tmp_path, content, "a.html", encoding)
