"""An answer to take home: CSV, JSON or a workbook. What a spreadsheet would run as a formula is text in all of them."""

from __future__ import annotations

import dataclasses
import io
from typing import TYPE_CHECKING, Any

from oversight_graph.answer.rendering import plain_rows
from oversight_graph.parsing.csv_rows import write_rows
from oversight_graph.visible_text import json_text

if TYPE_CHECKING:
    from oversight_graph.explorer.answer_table import TableRows

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def download(rows: TableRows, kind: str) -> bytes:
    """The rows of a view, all pages of them, as a file.

    Parameters
    ----------
    rows
        The rows with their answer.
    kind
        `csv`, `json` or `xlsx`, a key of TYPES.

    Returns
    -------
    The bytes of the file.
    """
    return {"csv": _csv, "json": _json, "xlsx": _xlsx}[kind](rows)


def _cells(rows: TableRows) -> list[list[Any]]:
    """The rows as `--format csv` has them."""
    every = plain_rows(rows.answer)
    return [every[one] for one in rows.at]


def _csv(rows: TableRows) -> bytes:
    """With the mark by which spreadsheets know UTF-8, as names are Chinese."""
    stream = io.StringIO()
    write_rows(stream, [rows.answer.columns, *_cells(rows)])
    return stream.getvalue().encode("utf-8-sig")


def _json(rows: TableRows) -> bytes:
    made = dataclasses.replace(rows.answer).to_dict()  # the answer itself is kept, and would keep its rows a second time
    if rows.view.narrowed or rows.view.sort:
        made["rows"] = rows.rows(rows.at)
        made["filter"] = {"text": rows.view.text or None, "is": [list(one) for one in rows.view.only], "sort": rows.view.sort or None}
    return (json_text(made, 1) + "\n").encode()


def _xlsx(rows: TableRows) -> bytes:
    """As the command writes it, with what the view was narrowed by."""
    from oversight_graph.answer.workbook_file import write_workbook

    filters = [f"{name}: {value}" for name, value in rows.view.only] + ([rows.view.text] if rows.view.text else [])
    stream = io.BytesIO()
    write_workbook(rows.answer, stream, rows.at, filters)
    return stream.getvalue()
