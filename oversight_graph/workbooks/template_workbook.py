"""The template: an empty workbook of tidy tables with instructions, drop-downs and an example (contract §3). All of it is derived from
the declarations of the tables and of the model."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from oversight_graph.chart.chart import Chart
from oversight_graph.chart.tidy_columns import OWN_SHEETS, TABLES, TidyColumn, TidyTable
from oversight_graph.disk.atomic_write import atomic_write
from oversight_graph.errors import OversightError
from oversight_graph.loaders.writers.tidy_rows_out import Value, tables
from oversight_graph.loaders.writers.tidy_tables import text_of
from oversight_graph.messages import message
from oversight_graph.model import LINKS, Language, Vocabulary
from oversight_graph.workbooks.instructions import lines
from oversight_graph.workbooks.sheets import HEADING, HEADING_FILL, as_text, cell_at

ROWS = 5_000
"""Rows that have drop-downs; further ones are read all the same."""
_EXAMPLE = Font(italic=True, color="7F7F7F")
_EXAMPLE_FILL = PatternFill("solid", fgColor="FFF2CC")
_OPTIONAL_FILL = PatternFill("solid", fgColor="5D8AA8")
_TOP = Alignment(vertical="top", wrap_text=True)


def write_template(path: str | os.PathLike[str], lang: Language = "en", with_example: bool = True) -> Path:
    """Write the template. As it is, it loads: it holds the example, which is a chart of its own.

    Parameters
    ----------
    path
        A file that ends in .xlsx.
    lang
        Of the headings, the names of the sheets and the drop-downs; the instructions are in both.
    with_example
        Without it the tables are empty.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    OversightError
        Where it can't be written.
    """
    target = Path(path)
    if target.suffix.lower() != ".xlsx":
        raise OversightError(message("workbooks.template_ending", ending=target.suffix))
    book = Workbook()
    book.remove(book.worksheets[0])
    _instructions(book.create_sheet(OWN_SHEETS["instructions"].label(lang)), lang)
    sheets = {table.id: book.create_sheet(_title(table, lang)) for table in TABLES}
    words = _words(book.create_sheet(OWN_SHEETS["words"].label(lang)), lang)
    charts = [example()] if with_example else []
    for table, rows in tables(charts):
        _table(sheets[table.id], table, lang, words)
        for number, row in enumerate(rows, 2):
            for position, (column, value) in enumerate(zip(table.columns, row, strict=True), 1):
                _example_cell(cell_at(sheets[table.id], number, position), column, value, lang)
    with atomic_write([target]) as (part,):
        book.save(part)
    return target


def example() -> Chart:
    """The chart that stands in the template: made up."""
    from oversight_graph.reading import read

    with resources.as_file(resources.files("oversight_graph.workbooks") / "example.yaml") as file:
        return read(file)[0]


def _title(table: TidyTable, lang: Language) -> str:
    return table.zh if lang == "zh" else table.id


def _heading(column: TidyColumn, lang: Language) -> str:
    return column.zh if lang == "zh" else column.id


def _instructions(sheet: Worksheet, lang: Language) -> None:
    sheet.column_dimensions["A"].width = sheet.column_dimensions["B"].width = 80
    languages: tuple[Language, ...] = ("zh", "en") if lang == "zh" else ("en", "zh")
    for number, line in enumerate(lines(), 1):
        for position, language in enumerate(languages, 1):
            cell = as_text(cell_at(sheet, number, position), line.text(language))
            cell.alignment = _TOP
            if number == 1:
                cell.font, cell.fill = HEADING, HEADING_FILL


def _words(sheet: Worksheet, lang: Language) -> dict[str, str]:
    """A sheet of all words of the model with their labels, of links with what they join too, and where those of each vocabulary
    stand, as a formula names it."""
    ranges: dict[str, str] = {}
    vocabularies = {column.vocabulary.name: column.vocabulary for table in TABLES for column in table.columns if column.vocabulary is not None}
    sheet.freeze_panes = "A2"
    position = 1
    for name, vocabulary in vocabularies.items():
        texts = [(name, vocabulary.ids), ("", [term.zh for term in vocabulary])]
        if vocabulary is LINKS:
            texts.append(("from → to", ["; ".join(f"{' / '.join(froms)} → {' / '.join(tos)}" for froms, tos in link.ends) for link in LINKS]))
        letter = get_column_letter(position + 1 if lang == "zh" else position)
        ranges[name] = f"'{sheet.title}'!${letter}$2:${letter}${len(vocabulary) + 1}"
        for heading, column in texts:
            _filled(sheet, position, heading, column)
            position += 1
    return ranges


def _filled(sheet: Worksheet, position: int, heading: str, texts: Sequence[str]) -> None:
    sheet.column_dimensions[get_column_letter(position)].width = 24
    for row, text in enumerate((heading, *texts), 1):
        as_text(cell_at(sheet, row, position), text)
    top = cell_at(sheet, 1, position)
    top.font, top.fill = HEADING, HEADING_FILL


def _table(sheet: Worksheet, table: TidyTable, lang: Language, words: dict[str, str]) -> None:
    """The row of headings, with a note and a drop-down for each column."""
    sheet.freeze_panes = "A2"
    for position, column in enumerate(table.columns, 1):
        letter = get_column_letter(position)
        heading = _heading(column, lang)
        cell = as_text(cell_at(sheet, 1, position), heading)
        cell.font, cell.fill = HEADING, HEADING_FILL if column.needed else _OPTIONAL_FILL
        cell.comment = Comment(_note(column, lang), "oversight", height=120, width=320)
        sheet.column_dimensions[letter].width = (
            40 if column.id in ("title", "name", "note") else max(12, 2 * len(heading) if lang == "zh" else len(heading) + 4)
        )
        check = _check(column, lang, words)
        if check is not None:
            sheet.add_data_validation(check)
            check.add(f"{letter}2:{letter}{ROWS}")


def _note(column: TidyColumn, lang: Language) -> str:
    """What a column is, what goes into it, which words are permitted."""
    heading = f"{column.zh} · {column.id}"
    parts = [message("workbooks.required_column", column=heading).text(lang) if column.needed else heading, column.note]
    if column.many:
        parts.append(message("workbooks.several_in_a_cell").text(lang))
    if column.vocabulary is not None:
        vocabulary: Vocabulary[Any] = column.vocabulary
        parts.append(message("workbooks.one_of", words=[f"{term.id} {term.zh}" for term in vocabulary]).text(lang))
    return "\n".join(part for part in parts if part)


def _check(column: TidyColumn, lang: Language, words: dict[str, str]) -> DataValidation | None:
    """The drop-down of a column; a cell of several may hold more than one of its words, so it only offers them."""
    if column.vocabulary is not None:
        alone = not column.many
        check = DataValidation("list", formula1=words[column.vocabulary.name], allow_blank=True, showErrorMessage=alone, errorStyle="warning")
    elif column.refers is not None:
        table = TABLES[column.refers]
        letter = get_column_letter([other.id for other in table.columns].index(table.key or "") + 1)
        check = DataValidation("list", formula1=f"'{_title(table, lang)}'!${letter}$2:${letter}${ROWS}", allow_blank=True, showErrorMessage=False)
    elif column.number:
        check = DataValidation("whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True, showErrorMessage=True)
    else:
        return None
    check.errorTitle, check.error = _heading(column, lang), message("workbooks.see_the_note", column=f"{column.zh} · {column.id}").text(lang)
    return check


def _example_cell(cell: Cell, column: TidyColumn, value: Value, lang: Language) -> None:
    if value is None:
        return
    if isinstance(value, int):
        cell.value = value
    elif column.vocabulary is not None and lang == "zh":
        labels = [column.vocabulary[word].zh for word in ([value] if isinstance(value, str) else value)]
        as_text(cell, "；".join(labels))
    else:
        as_text(cell, text_of(value))
    cell.font, cell.fill = _EXAMPLE, _EXAMPLE_FILL
