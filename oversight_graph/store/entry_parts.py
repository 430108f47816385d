"""Columns as parts of bounded size, as the file of a store keeps them: Parquet, each known by what it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import pyarrow as pa

from oversight_graph.graph.empty_columns import empty_column

_ROWS = 1 << 16
"""Rows of a part at most: some megabytes."""
_FEW = 1 << 13
"""Rows up to which a part, as that of a difference, is made as small as can be: that takes longer, and dictionaries of values would be most of it."""


def parts(table: pa.Table) -> Iterator[bytes]:
    """A table in parts. Columns that hold nothing are left out.

    Parameters
    ----------
    table
        Columns of texts, numbers and lists of texts.

    Yields
    ------
    A part for each 65,536 rows, none where there are no rows. Equal rows make equal parts. Cost: about what copying the rows takes.
    """
    from pyarrow import parquet

    for start in range(0, table.num_rows, _ROWS):
        some = table.slice(start, _ROWS)
        some = some.select([name for name in some.column_names if some.column(name).null_count < some.num_rows])
        made = pa.BufferOutputStream()
        few = some.num_rows < _FEW
        parquet.write_table(
            some, made, compression="zstd", compression_level=19 if few else 3, use_dictionary=not few,
            write_statistics=False, store_schema=False, row_group_size=_ROWS,
        )  # fmt: skip
        yield made.getvalue().to_pybytes()


def table_of(parts: Iterable[bytes], schema: pa.Schema) -> pa.Table:
    """The table of some parts.

    Parameters
    ----------
    parts
        As `parts` gives them, in order.
    schema
        The columns that it has; those that a part lacks hold nulls.

    Returns
    -------
    All rows. Raises pyarrow.ArrowException for what isn't a part.
    """
    from pyarrow import parquet

    return pa.concat_tables([_filled(parquet.ParquetFile(pa.BufferReader(part)).read(), schema) for part in parts] or [schema.empty_table()])


def _filled(table: pa.Table, schema: pa.Schema) -> pa.Table:
    names = set(table.column_names)
    columns = [
        table.column(field.name).cast(field.type) if field.name in names else pa.chunked_array([empty_column(table.num_rows, field.type)]) for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def name_of(part: bytes) -> bytes:
    """By what a part is known: equal parts have equal names, and a part that has changed isn't what its name says.

    Parameters
    ----------
    part
        The part.

    Returns
    -------
    32 bytes.
    """
    return hashlib.blake2b(part, digest_size=32).digest()
