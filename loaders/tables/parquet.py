"""A table of a Parquet file as rows of texts, as a sheet has them."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from oversight_graph.messages import message
from oversight_graph.parsing.cell_text import cell_of
from oversight_graph.parsing.document import ParseError
from oversight_graph.parsing.written_values import cut

MOST_VALUES = 20_000_000
MOST_BYTES = 300_000_000
"""Of a file. Counted before the texts are made: Parquet keeps what is repeated once, so a small file may hold much."""
_BATCH = 2_000


def read_rows(path: Path) -> list[list[str]]:
    """The table of a Parquet file as texts, as a sheet has them. Cost: linear.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    list of list of str
        The names of the columns, then each row; lists in one cell, "" where nothing is written.

    Raises
    ------
    ParseError
        For what is no Parquet, or more than 20,000,000 values or 300 MB of text.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    from oversight_graph.loaders.tables.parquet_footer import values_in

    try:
        with pq.ParquetFile(path) as file:
            columns = [file.schema.column(number) for number in range(len(file.schema))]
        texts = [column.path for column in columns if column.physical_type == "BYTE_ARRAY"]
        with pq.ParquetFile(path, read_dictionary=texts) as file:
            _check(file.metadata, values_in(path))
            rows, size = [list(file.schema_arrow.names)], 0
            for batch in file.iter_batches(_BATCH, use_threads=False):
                size += sum(map(_size, batch.columns))
                if size > MOST_BYTES:
                    raise ParseError(0, message("tables.too_much_text", most=MOST_BYTES))
                values = [_values(column, name, len(rows)) for name, column in zip(rows[0], batch.columns, strict=True)]
                rows += ([_cell(value) for value in row] for row in zip(*values, strict=True))
    except OSError as error:
        raise ParseError(0, message("tables.parquet_unreadable", error=error.strerror or str(error).splitlines()[0])) from None
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise ParseError(0, message("tables.no_parquet", error=str(error).splitlines()[0])) from None
    return rows


def _values(column: Any, name: str, before: int) -> list[Any]:
    """The values of a column. Raises ParseError where Python has none for them: a day beyond the year 9999, a time zone that nobody knows."""
    try:
        values: list[Any] = column.to_pylist()
    except (OverflowError, ValueError, LookupError) as error:
        number = next((number for number, value in enumerate(column) if not _readable(value)), 0)
        said = message("tables.value_unreadable", column=cut(name), type=str(column.type), error=type(error).__name__)
        raise ParseError(before + number + 1, said) from None
    return values


def _readable(value: Any) -> bool:
    try:
        value.as_py()
    except (OverflowError, ValueError, LookupError):
        return False
    return True


def _check(metadata: Any, values: int) -> None:
    if max(values, metadata.num_rows) > MOST_VALUES:
        raise ParseError(0, message("tables.too_many_values", most=MOST_VALUES))
    if sum(metadata.row_group(group).total_byte_size for group in range(metadata.num_row_groups)) > MOST_BYTES:
        raise ParseError(0, message("tables.too_many_bytes", most=MOST_BYTES))


def _size(column: Any) -> int:
    """How long the texts of a column are together, repeated ones counted each time."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_list(column.type) or pa.types.is_large_list(column.type):
        return _size(column.flatten())
    if pa.types.is_dictionary(column.type):
        return int(pc.sum(pc.binary_length(column.dictionary).cast("int64").take(column.indices)).as_py() or 0)
    if pa.types.is_string(column.type) or pa.types.is_binary(column.type) or pa.types.is_large_string(column.type):
        return int(pc.sum(pc.binary_length(column)).as_py() or 0)
    return 0


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return cell_of([str(item) for item in value if item is not None])
    if isinstance(value, float):
        return "" if value != value else f"{value:.15g}"  # a number that pandas made a fraction because others are missing
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    return str(value)
