"""An answer as a workbook: a sheet with its rows, and one that says among how many they were found, when and by what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

from oversight_graph.answer.answer_data import AnswerData
from oversight_graph.answer.rendering import plain_rows, reference, summary_lines
from oversight_graph.errors import OversightError
from oversight_graph.messages import message
from oversight_graph.visible_text import json_text
from oversight_graph.workbooks.sheets import headings, text_cell, title_of, workbook

MOST_ROWS = 1_048_575
"""Of a sheet, below its heading."""


def write_workbook(answer: AnswerData, target: Path | IO[bytes], at: Sequence[int] | None = None, filters: Iterable[str] = ()) -> None:
    """Write an answer. What a spreadsheet would run as a formula is text.

    Parameters
    ----------
    answer : AnswerData
        What is written.
    target : pathlib.Path or binary file
        Where it is written; a file that is there is overwritten.
    at : sequence of int, optional
        The positions of the rows that are written, in this order; all of them by default.
    filters : iterable of str
        By what they were chosen, in words.

    Raises
    ------
    OversightError
        For more rows than a sheet holds, or a text that no workbook can hold.
    """
    shown = range(len(answer)) if at is None else at
    if len(shown) > MOST_ROWS:
        raise OversightError(message("answer.too_many_rows_for_a_sheet", number=len(shown), most=MOST_ROWS))
    rows = plain_rows(answer)
    with workbook(target) as book:
        sheet = book.create_sheet(title_of(answer.asked.id))
        headings(sheet, [column.id for column in answer.asked.columns])
        for position in shown:
            sheet.append([text_cell(sheet, value) if isinstance(value, str) else value for value in rows[position]])
        about = book.create_sheet("about")
        for line in _about(answer, len(shown), filters):
            about.append([text_cell(about, text) for text in line])


def _about(answer: AnswerData, shown: int, filters: Iterable[str]) -> list[list[str]]:
    lines = [["question", answer.asked.id], ["n", reference(answer)], ["rows", f"{shown} / {len(answer)}"]]
    lines += [["parameter", f"{name}: {json_text(value)}"] for name, value in answer.parameters.items()]
    lines += [["filter", one] for one in filters]
    lines += [["summary", line] for line in summary_lines(answer)]
    return lines + [["note", note] for note in answer.notes]
