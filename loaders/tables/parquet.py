"""A table of a Parquet file as columns of texts, as a sheet has them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from oversight_graph.chart.cell_text import cell_of
from oversight_graph.loaders.tables.cell_columns import CellColumns
from oversight_graph.messages import message
from oversight_graph.parsing.document import ParseError
from oversight_graph.parsing.written_values import cut

MOST_VALUES = 50_000_000
MOST_BYTES = 300_000_000
"""Of a file. Counted before the texts are made: Parquet keeps what is repeated once, so a small file may hold much."""
MORE_FOR_A_BYTE = 20
"""Values, and bytes of text, that each byte of a file beyond the first MiB may hold besides: a large file may be as large as it is."""
_SMALL = 1 << 20
_BATCH = 16_384
_LONG_LIST = 16


def read_columns(path: Path) -> CellColumns:
    """The table of a Parquet file as texts, as a sheet has them. Cost: linear; memory: that of the columns, what is repeated in them once.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    CellColumns
        The names of the columns, then each row; lists in one cell, "" where nothing is written.

    Raises
    ------
    ParseError
        For what is no Parquet, or holds more values or text than `MOST_VALUES`, `MOST_BYTES` and `MORE_FOR_A_BYTE` let a file of its size hold.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    from oversight_graph.loaders.tables.parquet_footer import values_in

    try:
        with pq.ParquetFile(path) as file:
            columns = [file.schema.column(number) for number in range(len(file.schema))]
        texts = [column.path for column in columns if column.physical_type == "BYTE_ARRAY"]
        with pq.ParquetFile(path, read_dictionary=texts) as file:
            _check(file.metadata, values_in(path), path.stat().st_size)
            headings = list(file.schema_arrow.names)
            chunks: list[list[pa.Array]] = [[] for _ in headings]
            most, size, before = _most(MOST_BYTES, path.stat().st_size), 0, 1
            for batch in _batches(file):
                size += sum(map(_size, batch.columns))
                if size > most:
                    raise ParseError(0, message("tables.too_much_text", most=most))
                for name, column, made in zip(headings, batch.columns, chunks, strict=True):
                    column.validate(full=True)  # a damaged text would show only where somebody asks for it
                    made.append(_texts(column, name, before))
                before += batch.num_rows
            return CellColumns(headings, [_joined(made) for made in chunks])
    except OSError as error:
        raise ParseError(0, message("tables.parquet_unreadable", error=error.strerror or str(error).splitlines()[0])) from None
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise ParseError(0, message("tables.no_parquet", error=str(error).splitlines()[0])) from None


def _batches(file: Any) -> Iterator[Any]:
    """The rows of each group by themselves: pyarrow can't put lists together whose texts stand in the dictionaries of several groups."""
    for group in range(file.metadata.num_row_groups):
        yield from file.iter_batches(_BATCH, row_groups=[group], use_threads=False)


def _texts(column: Any, name: str, before: int) -> Any:
    """The cells of a column as texts: a dictionary of them where most are repeated."""
    import pyarrow as pa

    kind = column.type
    if pa.types.is_dictionary(kind) and pa.types.is_string(kind.value_type):
        return column if 2 * len(column.dictionary) <= len(column) else column.dictionary_decode()
    if pa.types.is_string(kind):
        return column
    if pa.types.is_integer(kind):
        return column.cast(pa.string())
    if pa.types.is_list(kind):
        return _lists(column, name, before)
    return pa.array([_cell(value) for value in _values(column, name, before)], pa.string())


def _lists(column: Any, name: str, before: int) -> Any:
    """Lists as texts, equal ones made once."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from oversight_graph.graph.alike import alike
    from oversight_graph.graph.arrow import as_indices

    if not len(column) or (pc.max(pc.list_value_length(column)).as_py() or 0) > _LONG_LIST:
        return pa.array([_cell(value) for value in _values(column, name, before)], pa.string())
    first, row = alike([column])
    cells = [_cell(value) for value in _values(column.take(as_indices(first)), name, before)]
    return pa.DictionaryArray.from_arrays(as_indices(row).cast(pa.int32()), pa.array(cells, pa.string()))


def _joined(chunks: list[Any]) -> Any:
    import pyarrow as pa

    from oversight_graph.graph.arrow import whole

    if chunks and all(pa.types.is_dictionary(chunk.type) for chunk in chunks):
        return whole(pa.chunked_array(chunks).unify_dictionaries())
    plain = [chunk.dictionary_decode() if pa.types.is_dictionary(chunk.type) else chunk for chunk in chunks]
    return whole(pa.chunked_array(plain, pa.string()))


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


def _most(least: int, size: int) -> int:
    return least + MORE_FOR_A_BYTE * max(0, size - _SMALL)


def _check(metadata: Any, values: int, size: int) -> None:
    if max(values, metadata.num_rows) > (most := _most(MOST_VALUES, size)):
        raise ParseError(0, message("tables.too_many_values", most=most))
    if sum(metadata.row_group(group).total_byte_size for group in range(metadata.num_row_groups)) > (most := _most(MOST_BYTES, size)):
        raise ParseError(0, message("tables.too_many_bytes", most=most))


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
