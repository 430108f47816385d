"""A workbook as it looks, without what it could do: no macros, links, formulas or drawings."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook


def kept_copy(path: Path) -> Workbook | None:
    """The workbook in memory with its formats, formulas as the values that were kept of them. None where openpyxl can't read it,
    though its cells can be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what it leaves out
            book = load_workbook(path, data_only=True, keep_vba=False, keep_links=False)
    except Exception:  # whatever it stumbles over in styles, names and drawings: the cells were read without it
        return None
    for name in [name for name, defined in book.defined_names.items() if _outside(defined.value)]:
        del book.defined_names[name]
    for sheet in book.worksheets:
        sheet._charts, sheet._images, sheet._pivots = [], [], []
        for cell in [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink is not None]:
            cell.hyperlink = None
        sheet.legacy_drawing = None
        checks = sheet.data_validations
        checks.dataValidation = [one for one in checks.dataValidation if not (_outside(one.formula1) or _outside(one.formula2))]
    return book


def _outside(formula: Any) -> bool:
    """Whether a formula points into another file, as `[1]Sheet!A1` does."""
    return isinstance(formula, str) and "[" in formula
