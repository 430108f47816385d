"""Tidy tables out: a folder of CSV or Parquet files, or one workbook (contract §3). What is read of them again is the same charts."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from oversight_graph.chart.cell_text import cell_of
from oversight_graph.chart.chart import Chart
from oversight_graph.chart.tidy_columns import TABLES, TidyColumn, TidyTable
from oversight_graph.disk.atomic_write import atomic_write
from oversight_graph.errors import OversightError
from oversight_graph.loaders.writers.tidy_rows_out import Value, tables
from oversight_graph.messages import message
from oversight_graph.parsing.csv_rows import write_rows

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH = 20_000
MOST_ROWS = 1_048_576
"""Of a sheet of a workbook."""


def write_csv(charts: Sequence[Chart], path: str | os.PathLike[str]) -> list[Path]:
    """Write a folder of CSV files, in UTF-8 with the mark by which spreadsheets know it.

    A cell that a spreadsheet would run as a formula has a `'` before it, which loading takes off again.

    Parameters
    ----------
    charts
        In the order in which they are written.
    path
        The folder.

    Returns
    -------
    list of Path
        A file for each table.

    Raises
    ------
    OversightError
        Where the path is a file, or one can't be written.
    """
    targets = _files(path, ".csv")
    with atomic_write(targets) as parts:
        for part, (table, rows) in zip(parts, tables(charts), strict=True):
            with part.open("w", encoding="utf-8-sig", newline="") as file:
                write_rows(file, chain([[column.id for column in table.columns]], (map(_csv_value, row) for row in rows)))
    return targets


def write_parquet(charts: Sequence[Chart], path: str | os.PathLike[str]) -> list[Path]:
    """Write a folder of Parquet files: lists are lists, numbers numbers, everything else (a count may be `unknown`) is text.

    Parameters
    ----------
    charts
        In the order in which they are written.
    path
        The folder.

    Returns
    -------
    list of Path
        A file for each table.

    Raises
    ------
    OversightError
        Where the path is a file, or one can't be written.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    targets = _files(path, ".parquet")
    with atomic_write(targets) as parts:
        for part, (table, rows) in zip(parts, tables(charts), strict=True):
            schema = pa.schema([(column.id, _arrow(column)) for column in table.columns])
            with pq.ParquetWriter(part, schema) as file:
                while batch := list(islice(rows, _BATCH)):
                    columns = zip(*batch, strict=True)
                    held = [_typed(column, values) for column, values in zip(table.columns, columns, strict=True)]
                    file.write_batch(pa.record_batch([pa.array(values, field.type) for values, field in zip(held, schema, strict=True)], schema=schema))
    return targets


def write_xlsx(charts: Sequence[Chart], path: str | os.PathLike[str]) -> list[Path]:
    """Write a workbook with a sheet a table. Texts are texts, whatever they begin with: none runs as a formula.

    Parameters
    ----------
    charts
        In the order in which they are written.
    path
        A file that ends in .xlsx.

    Returns
    -------
    list of Path
        The file.

    Raises
    ------
    OversightError
        Where it can't be written, or holds what no workbook can.
    """
    from oversight_graph.workbooks.sheets import headings, text_cell, workbook

    target = Path(path)
    if target.suffix.lower() != ".xlsx":
        raise OversightError(message("export.workbook_ending", ending=target.suffix))
    with atomic_write([target]) as (part,), workbook(part) as book:
        for table, rows in tables(charts):
            sheet = book.create_sheet(table.id)
            headings(sheet, [column.id for column in table.columns])
            for row in _few(rows, table):
                sheet.append([value if value is None or isinstance(value, int) else text_cell(sheet, text_of(value)) for value in row])
    return [target]


def _few(rows: Iterator[list[Value]], table: TidyTable) -> Iterator[list[Value]]:
    for number, row in enumerate(rows, 2):
        if number > MOST_ROWS:
            raise OversightError(message("export.too_many_rows", table=table.id, rows=MOST_ROWS - 1))
        yield row


def _files(path: str | os.PathLike[str], suffix: str) -> list[Path]:
    folder = Path(path)
    if folder.suffix.lower() == suffix or folder.is_file():
        raise OversightError(message("export.tables_need_a_folder", tables=len(TABLES), path=str(folder)))
    return [folder / f"{name}{suffix}" for name in TABLES.ids]


def text_of(value: Value) -> str:
    """A cell as a text.

    Parameters
    ----------
    value
        As `tables` gives it.

    Returns
    -------
    str
        "" for None; a list in one cell.
    """
    if value is None or isinstance(value, str):
        return value or ""
    return str(value) if isinstance(value, int) else cell_of(value)


def _csv_value(value: Value) -> str | int:
    return value if isinstance(value, int) else text_of(value)


def _arrow(column: TidyColumn) -> pa.DataType:
    import pyarrow as pa

    return pa.list_(pa.string()) if column.many else pa.int64() if column.number else pa.string()


def _typed(column: TidyColumn, values: tuple[Any, ...]) -> Sequence[Any]:
    return values if column.many or column.number else [None if value is None else str(value) for value in values]
