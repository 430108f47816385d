"""Templates of the tables that people keep anyway (rosters of offices, zones, stations …): a sheet a kind, with its headings, what goes below each, and
an example of it in a note. All of it is derived from the declarations of the kinds (`loaders/rosters/kinds`)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from oversight_graph.disk.atomic_write import atomic_write
from oversight_graph.errors import OversightError, nearest
from oversight_graph.loaders.rosters.kinds import TABLE_KINDS
from oversight_graph.loaders.rosters.kinds.declaration import TableColumn, TableKind
from oversight_graph.messages import message
from oversight_graph.model import Language
from oversight_graph.workbooks.sheets import HEADING, HEADING_FILL, as_text, cell_at

ALL = "all"
"""The word for all kinds."""
ROWS = 5_000
_HOLDS = {
    "names": message("workbooks.holds_names"),
    "number": message("workbooks.holds_number"),
    "text": message("workbooks.holds_text"),
}


def write_table_template(path: str | os.PathLike[str], kinds: Sequence[str], lang: Language = "en") -> Path:
    """Write a workbook of empty tables: a sheet for each kind. Filled in, it is read as the rosters of others are.

    Parameters
    ----------
    path
        A file that ends in .xlsx.
    kinds
        The ids of kinds of tables, or `all`.
    lang
        Of the headings, their notes and the names of the sheets.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    OversightError
        For a kind that there isn't, and where the file can't be written.
    """
    target = Path(path)
    if target.suffix.lower() != ".xlsx":
        raise OversightError(message("workbooks.template_ending", ending=target.suffix))
    known = {kind.id: kind for kind in TABLE_KINDS}
    for word in kinds:
        if word != ALL and word not in known:
            raise OversightError(message("workbooks.no_such_table", word=word, near=nearest(word, (*known, ALL))))
    chosen = list(known.values()) if ALL in kinds else [known[word] for word in dict.fromkeys(kinds)]
    book = Workbook()
    book.remove(book.worksheets[0])
    for kind in chosen:
        _table(book.create_sheet(kind.zh if lang == "zh" else kind.en), kind, lang)
    with atomic_write([target]) as (part,):
        book.save(part)
    return target


def template_columns(kind: TableKind) -> list[TableColumn]:
    """The columns that the template of a kind offers: those with an example, the running number first and remarks last.

    Parameters
    ----------
    kind
        A kind of table.

    Returns
    -------
    list of TableColumn
        What the row is about comes before what is said of it.
    """
    offered = [column for column in kind.columns if column.example]
    first = [column for column in offered if column.carried or column.role in kind.first]
    others = [column for column in offered if column not in first]
    number, note = kind.roles["number"], kind.roles["note"]
    return [number, *sorted(first, key=lambda column: kind.first.index(column.role) if column.role in kind.first else len(kind.first)), *others, note]


def _table(sheet: Worksheet, kind: TableKind, lang: Language) -> None:
    sheet.freeze_panes = "A2"
    for position, column in enumerate(template_columns(kind), 1):
        letter, heading = get_column_letter(position), column.zh if lang == "zh" else column.en
        cell = as_text(cell_at(sheet, 1, position), heading)
        cell.font, cell.fill = HEADING, HEADING_FILL
        cell.comment = Comment(_note(column, lang), "oversight", height=110, width=320)
        sheet.column_dimensions[letter].width = max(14, 2 * len(heading) + 2, min(40, 2 * len(column.example)))
        if column.holds == "number":
            check = DataValidation("whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True, showErrorMessage=False)
            sheet.add_data_validation(check)
            check.add(f"{letter}2:{letter}{ROWS}")


def _note(column: TableColumn, lang: Language) -> str:
    """What goes below a heading, with an example that is made up."""
    parts = [_HOLDS[column.holds].text(lang)]
    if column.example:
        parts.append(message("workbooks.for_example", example=column.example).text(lang))
    return "\n".join(parts)
