"""A large table of comma-separated text as columns of texts, in the memory of its columns.

Arrow reads what is written as every program understands it: UTF-8, as many cells in each row, quotes around whole cells alone. Any other text is left to `tabular/csv_text.py`,
which reads it cell by cell, up to a size.
"""

from __future__ import annotations

import mmap
import re
from pathlib import Path
from typing import Any

from oversight_graph.loaders.tables.cell_columns import CellColumns
from oversight_graph.loaders.tabular.csv_text import delimiter_of
from oversight_graph.loaders.tabular.limits import MAX_COLUMNS, MAX_LETTERS
from oversight_graph.parsing import encoding as encodings
from oversight_graph.parsing.document import ParseError
from oversight_graph.parsing.formula_guard import unguarded

_HEAD = 4 << 20
_BLOCK = 8 << 20


def read_columns(path: Path, encoding: str | None = None) -> CellColumns | None:
    """The table of a file as columns.

    Parameters
    ----------
    path
        A .csv or .tsv file.
    encoding
        The one that the user names; None: it is detected.

    Returns
    -------
    CellColumns or None
        The same cells as `csv_text.read_table` finds; None for one that Arrow may read otherwise. Cost: linear.
    """
    import pyarrow as pa
    from pyarrow import csv

    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as raw:
            delimiter = _delimiter(raw[:_HEAD], path.suffix.lower() == ".tsv", encoding)
            if delimiter is None or raw.find(b"\0") >= 0 or not _regular(raw, delimiter):
                return None
        width = len(csv.open_csv(path, _reading(csv, []), csv.ParseOptions(delimiter=delimiter, newlines_in_values=True)).schema)
        names = [str(number) for number in range(width)]
        texts = csv.ConvertOptions(column_types=dict.fromkeys(names, pa.dictionary(pa.int32(), pa.string())), strings_can_be_null=False)
        shape = csv.ParseOptions(delimiter=delimiter, newlines_in_values=True, ignore_empty_lines=False)
        table = csv.read_csv(path, _reading(csv, names), shape, texts)
    except (OSError, ValueError, ParseError, pa.ArrowException):  # said where it is read cell by cell
        return None
    return _cells(table) if width <= MAX_COLUMNS else None


def _reading(csv: Any, names: list[str]) -> Any:
    return csv.ReadOptions(use_threads=False, block_size=_BLOCK, column_names=names or None, autogenerate_column_names=not names)


def _delimiter(head: bytes, tabs: bool, encoding: str | None) -> str | None:
    """What divides the cells of a file that begins so; None where it isn't in UTF-8, or in another way not plain."""
    text = encodings.decode(head if len(head) < _HEAD else head[: head.rfind(b"\n") + 1], encoding)
    if not text.text.strip():
        return None
    delimiter = delimiter_of(text.text, tabs)
    return delimiter if text.encoding == "UTF-8" and delimiter in (",", "\t", ";", "|") and not text.text.startswith("sep=") else None


def _regular(raw: mmap.mmap, delimiter: str) -> bool:
    """Whether quotes stand around whole cells alone, and lines end as lines do: then every reader finds the same cells."""
    if raw.find(b'"') < 0:
        return re.search(rb"\r(?!\n)", raw) is None
    sign = re.escape(delimiter.encode())
    row = rb'(?>(?:"(?:[^"]++|"")*+"|[^"\r\n' + sign + rb"]*+)(?:" + sign + rb"|\r?\n|\Z))*+"
    return re.compile(row).fullmatch(raw) is not None


def _cells(table: Any) -> CellColumns | None:
    import pyarrow as pa
    import pyarrow.compute as pc

    from oversight_graph.graph.arrow import whole

    columns = []
    for column in table.columns:
        joined = whole(column.unify_dictionaries())
        values = joined.dictionary
        if (pc.max(pc.utf8_length(values)).as_py() or 0) > MAX_LETTERS:
            return None
        values = pa.array([_cell(value) for value in values.to_pylist()]) if _to_mend(values) else values
        joined = pa.DictionaryArray.from_arrays(joined.indices, values)
        columns.append(joined if 2 * len(values) <= len(joined) else joined.dictionary_decode())
    rows = len(columns[0])
    while rows and not any(column[rows - 1].as_py() for column in columns):  # as in a book: rows at the end that hold nothing aren't there
        rows -= 1
    if not rows:
        return None
    return CellColumns([column[0].as_py() for column in columns], [column.slice(1, rows - 1) for column in columns])


def _to_mend(values: Any) -> bool:
    import pyarrow.compute as pc

    return bool(pc.any(pc.match_substring_regex(values, "^'|\r")).as_py())


def _cell(value: str) -> str:
    return unguarded(value.replace("\r\n", "\n").replace("\r", "\n"))
