"""A workbook as it looks, without what it could do: no macros, links, formulas or drawings."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from oversight_graph.loaders.tabular.zip_members import MAX_RATIO
from oversight_graph.loaders.workbook import Sheet

MOST_CELLS = 200_000
"""Cells of a workbook that is copied with its formats: openpyxl is too heavy for more."""
_MOST_BYTES = 32 << 20
_MOST_BESIDE = 4 << 20  # bytes of the parts that hold no cells: styles, comments, drawings
_OF_CELLS = ("xl/worksheets/sheet", "xl/sharedStrings", "xl/media/")
_AREA = re.compile(rb"""<(?:\w+:)?(?:hyperlink|comment)\b(?:[^>"']|"[^"]*"|'[^']*')*?\sref\s*=\s*(?:"[^"]*[:&]|'[^']*[:&])""")
"""A link or a comment of an area: openpyxl makes every cell of it, and an area may be the whole sheet."""


def sanitised_copy(path: Path, sheets: Sequence[Sheet]) -> Workbook | None:
    """The workbook in memory with its formats, formulas as the values that were kept of them.

    Parameters
    ----------
    path
        A workbook.
    sheets
        Its cells.

    Returns
    -------
    openpyxl.Workbook or None
        None where it is too large for that, or openpyxl can't read it though its cells can be read.
    """
    if not _moderate(sheets):
        return None
    try:
        if not _harmless(path):
            return None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what it leaves out
            book = load_workbook(path, data_only=True, keep_vba=False, keep_links=False)
    except Exception:  # whatever it stumbles over in styles, names and drawings: the cells were read without it
        return None
    for name in [name for name, defined in book.defined_names.items() if _outside(defined.value)]:
        del book.defined_names[name]
    for sheet in book.worksheets:
        assert isinstance(sheet, Worksheet)
        for drawn in ("_charts", "_images", "_pivots"):
            setattr(sheet, drawn, [])
        for cell in cells_of(sheet):
            if cell.hyperlink is not None:
                cell.hyperlink = None
        sheet.legacy_drawing = None
        checks = sheet.data_validations
        checks.dataValidation = [check for check in checks.dataValidation if not (_outside(check.formula1) or _outside(check.formula2))]
    return book


def cells_of(sheet: Worksheet) -> list[Cell | MergedCell]:
    """The cells that a sheet holds, not all between its corners, of which there may be billions.

    Parameters
    ----------
    sheet
        Of a workbook in memory.

    Returns
    -------
    list of Cell
        Merged ones too.
    """
    return list(sheet._cells.values())


def _moderate(sheets: Sequence[Sheet]) -> bool:
    cells = sum(len(row) for sheet in sheets for row in sheet.rows)
    merged = sum((bottom - top + 1) * (right - left + 1) for sheet in sheets for top, left, bottom, right in sheet.merged)
    return cells + merged <= MOST_CELLS


def _harmless(path: Path) -> bool:
    """Whether openpyxl, which reads parts that hold no cells too, can be given a file."""
    with ZipFile(path) as file:
        parts = file.infolist()
        beside = sum(part.file_size for part in parts if not part.filename.startswith(_OF_CELLS))
        if sum(part.file_size for part in parts) > _MOST_BYTES or beside > _MOST_BESIDE:
            return False
        if any(part.file_size > MAX_RATIO * max(1 << 12, part.compress_size) for part in parts):
            return False
        texts = (file.read(part) for part in parts if part.filename.endswith(".xml"))
        return not any(b"\0" in text or _AREA.search(text) for text in texts)


def _outside(formula: Any) -> bool:
    """Whether a formula points into another file, as `[1]Sheet!A1` does."""
    return isinstance(formula, str) and "[" in formula
