"""Workbooks that Excel wrote before 2007 (.xls), by xlrd: values as a reader sees them.

calamine gives no number formats (7 for 007, 0.35 for 35%), and takes a gigabyte for two cells that are far from each other; xlrd keeps what is there. Before it reads
anything, the records of the file are counted here, so that it never makes more cells than a file may hold.
"""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

from oversight_graph.loaders.tabular import html_page, xlsx
from oversight_graph.loaders.tabular.limits import MAX_BYTES, Size, check_letters
from oversight_graph.loaders.tabular.merged_cells import Range, uncover
from oversight_graph.loaders.tabular.number_format import Shown, shown
from oversight_graph.loaders.tabular.sheet_notes import notes
from oversight_graph.loaders.tabular.zip_members import damaged
from oversight_graph.loaders.workbook import Sheet, Workbook
from oversight_graph.messages import message
from oversight_graph.parsing.document import ParseError
from oversight_graph.parsing.text_file import read_raw

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FIRST_OF_ITS_OWN = 164  # codes of number formats below it are built in
_BEGIN, _PASSWORD, _NAMED_SHEET = 0x0809, 0x002F, 0x0085
_OF_CELLS = 0  # the kind of a sheet that is no chart and no macro
_FORMULAS = frozenset({0x0006, 0x0206, 0x0406})
_CELLS = frozenset({0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6, 0x0001, 0x0002, 0x0003, 0x0004, 0x0005}) | _FORMULAS
_RUNS = frozenset({0x00BD, 0x00BE})  # several cells of a row in one record
_TEXT, _NUMBER, _DATE, _TRUTH, _ERROR = 1, 2, 3, 4, 5  # kinds of cells, as xlrd numbers them


class _ReadSheet:
    """What `notes` says of a sheet."""

    def __init__(self, formulas: list[tuple[int, int]]) -> None:
        self.formulas = formulas
        self.unknown: list[tuple[int, int]] = []
        self.wrong: list[tuple[int, int, str]] = []
        self.covered: list[tuple[int, int]] = []
        self.hidden_rows = 0


def read(path: Path, encoding: str | None = None) -> Workbook:
    """The sheets of a workbook; one that is a page or a newer workbook under an old ending is read as what it is. Cost: linear in its records.

    Parameters
    ----------
    path
        A .xls file of at most 32 MB.
    encoding
        Not used, but for a page: the file says it itself.

    Returns
    -------
    Workbook
        Sheets with cells only, hidden ones too.

    Raises
    ------
    ParseError
        For what can't be read.
    """
    raw = read_raw(path, MAX_BYTES)
    head = raw[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if raw.startswith(b"PK"):
        return xlsx.read(path, encoding)
    if head.startswith(b"<") and b"schemas-microsoft-com:office:spreadsheet" not in raw[:4_000]:
        return html_page.read(path, encoding)
    if not raw:
        raise ParseError(0, message("tabular.empty"))
    if not raw.startswith(_COMPOUND):
        raise ParseError(0, message("tabular.no_old_workbook"))
    try:
        return _workbook(str(path), raw)
    except ParseError:
        raise
    except Exception as error:  # of xlrd, which says what doesn't fit by whatever error comes of it
        raise damaged(message("tabular.no_archive", suffix=path.suffix.lower(), error=str(error)[:100] or type(error).__name__)) from None


def _workbook(file: str, raw: bytes) -> Workbook:
    import xlrd  # for these files alone

    formulas = _counted(_stream(raw), Size())
    book = xlrd.open_workbook(file_contents=raw, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
    formats = {code: format_.format_str for code, format_ in book.format_map.items() if code >= _FIRST_OF_ITS_OWN}
    by_code = {xf.format_key: shown(xf.format_key, formats, book.datemode == 1) for xf in book.xf_list}
    as_shown = [by_code[xf.format_key] for xf in book.xf_list]
    sheets, problems = [], []
    for number, sheet in enumerate(book.sheets()):
        found = _ReadSheet(formulas[number] if number < len(formulas) else [])
        rows = [_row(sheet, row, as_shown, found) for row in range(sheet.nrows)]
        merged: list[Range] = [(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells if (bottom - top, right - left) != (1, 1)]
        found.covered = uncover(rows, merged)
        found.hidden_rows = sum(bool(info.hidden) for row, info in sheet.rowinfo_map.items() if row < len(rows) and rows[row])
        sheets.append(Sheet(sheet.name, rows, tuple(merged)))
        problems += notes(file, sheet.name, found, bool(sheet.visibility))
    if not sheets:
        raise ParseError(0, message("tabular.no_cells"))
    return Workbook(tuple(sheets), problems=tuple(problems))


def _row(sheet: Any, row: int, as_shown: list[Shown], found: _ReadSheet) -> list[str]:
    """The cells of a row as a reader sees them, without empty ones at the end."""
    import xlrd

    cells: list[str] = []
    for column, (kind, value) in enumerate(zip(sheet.row_types(row), sheet.row_values(row), strict=True)):
        if kind == _TEXT:
            cells.append(value.replace("\r\n", "\n").replace("\r", "\n"))
        elif kind in (_NUMBER, _DATE):
            cells.append(as_shown[sheet.cell_xf_index(row, column)](repr(value)))
        elif kind == _TRUTH:
            cells.append("TRUE" if value else "FALSE")
        else:
            if kind == _ERROR:
                found.wrong.append((row + 1, column + 1, xlrd.error_text_from_code.get(value, "#ERR")))
            cells.append("")
    while cells and not cells[-1]:
        cells.pop()
    check_letters(cells, row + 1)
    return cells


def _stream(raw: bytes) -> bytes:
    """The records of the workbook, out of the file system that the file is. Raises ParseError where there are none."""
    from xlrd.compdoc import CompDoc

    parts = CompDoc(raw, logfile=io.StringIO())
    for name in ("Workbook", "Book"):
        records = parts.get_named_stream(name)
        if records:
            return bytes(records)
    if parts.get_named_stream("EncryptedPackage"):
        raise ParseError(0, message("tabular.password"))
    raise ParseError(0, message("tabular.no_old_workbook"))


def _counted(records: bytes, size: Size) -> list[list[tuple[int, int]]]:
    """The cells with formulas, a list a sheet in their order. Raises ParseError for more cells than a file may hold, and for a password."""
    places: list[int] = []  # where each sheet begins
    formulas: dict[int, list[tuple[int, int]]] = {}
    last: dict[int, int] = {}  # by row, the last column of the sheet that is read
    begun = position = 0
    unpack, end = struct.Struct("<HH").unpack_from, len(records) - 4
    while position <= end:
        kind, length = unpack(records, position)
        body, position = position + 4, position + 4 + length
        if kind in _CELLS or kind in _RUNS:
            if length < 4 or position > len(records):
                continue
            row, column = unpack(records, body)
            if kind in _FORMULAS:
                formulas.setdefault(begun, []).append((row + 1, column + 1))
            if kind in _RUNS:
                column = int.from_bytes(records[position - 2 : position], "little")
            if column >= last.get(row, -1):
                last[row] = column
        elif kind == _BEGIN:
            _count(last, size)
            last, begun = {}, body - 4
            size.sheet()
        elif kind == _NAMED_SHEET and length >= 6 and records[body + 5] == _OF_CELLS:
            places.append(int.from_bytes(records[body : body + 4], "little"))
        elif kind == _PASSWORD:
            raise ParseError(0, message("tabular.password"))
    _count(last, size)
    return [formulas.get(place, []) for place in places]


def _count(last: dict[int, int], size: Size) -> None:
    for row, column in last.items():
        size.row(column + 1, row + 1)
