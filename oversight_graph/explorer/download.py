"""An answer to take home: CSV, JSON or a workbook. What a spreadsheet would run as a formula is text in all of them."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from typing import TYPE_CHECKING

from oversight_graph.answer.render import as_csv, summary_lines
from oversight_graph.chart.cells import guarded

if TYPE_CHECKING:
    from oversight_graph.explorer.table import Rows

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def download(rows: Rows, kind: str) -> bytes:
    """The rows of a view in one of TYPES."""
    return {"csv": _csv, "json": _json, "xlsx": _xlsx}[kind](rows)


def _cells(rows: Rows) -> tuple[list[str], list[list[str]]]:
    """Heading and rows as `--format csv` writes them."""
    heading, *every = csv.reader(io.StringIO(as_csv(rows.answer)))
    return heading, [every[one] for one in rows.at]


def _csv(rows: Rows) -> bytes:
    """With the mark by which spreadsheets know UTF-8, as names are Chinese."""
    heading, cells = _cells(rows)
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(heading)
    numbers = _numbers(rows)
    writer.writerows([text if plain else guarded(text) for text, plain in zip(line, numbers, strict=True)] for line in cells)
    return stream.getvalue().encode("utf-8-sig")


def _numbers(rows: Rows) -> list[bool]:
    return [column.type in ("number", "decimal") for column in rows.answer.asked.columns]


def _json(rows: Rows) -> bytes:
    made = dataclasses.replace(rows.answer).to_dict()  # the answer itself is kept, and would keep its rows a second time
    if rows.view.narrowed or rows.view.sort:
        made["rows"] = rows.rows(rows.at)
        made["filter"] = {"text": rows.view.text or None, "is": [list(one) for one in rows.view.only], "sort": rows.view.sort or None}
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def _xlsx(rows: Rows) -> bytes:
    """A sheet with the rows, and one that says among how many they were found, when and by what."""
    from openpyxl import Workbook

    from oversight_graph.writing.sheets import headings, text_cell

    book = Workbook(write_only=True)
    sheet = book.create_sheet(rows.answer.question[:31])
    heading, cells = _cells(rows)
    numbers = _numbers(rows)
    headings(sheet, heading)
    for line in cells:
        sheet.append([_number(text) if number else text_cell(sheet, text) for text, number in zip(line, numbers, strict=True)])
    about = book.create_sheet("about")
    for line in _about(rows):
        about.append([text_cell(about, text) for text in line])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _number(text: str) -> float | None:
    """A number as a number, an unknown as an empty cell."""
    return None if text == "" else float(text) if "." in text else int(text)


def _about(rows: Rows) -> list[list[str]]:
    answer = rows.answer
    made = [["question", answer.question], ["n", answer.reference], ["rows", f"{len(rows.at)} / {len(answer)}"]]
    made += [["parameter", f"{name}: {json.dumps(value, ensure_ascii=False)}"] for name, value in answer.parameters.items()]
    made += [["filter", f"{name}: {value}"] for name, value in rows.view.only] + ([["filter", rows.view.text]] if rows.view.text else [])
    made += [["summary", line] for line in summary_lines(answer)]
    return made + [["note", note] for note in answer.notes]
