"""A table of a Parquet file as rows of texts, as a sheet has them."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from oversight_graph.chart.cells import cell_of
from oversight_graph.chart.document import Malformed

MOST_CELLS = 50_000_000
MOST_LETTERS = 300_000_000
"""Of a file: what is packed small may be much when it is unpacked."""
_BATCH = 2_000


def read_rows(path: Path) -> list[list[str]]:
    """The names of the columns, then each row. Raises Malformed for what is no Parquet, or too much."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            names = file.schema_arrow.names
            if file.metadata.num_rows * max(1, len(names)) > MOST_CELLS:
                raise Malformed(0, f"holds more than {MOST_CELLS:,} cells", "split it")
            rows, letters = [list(names)], 0
            for batch in file.iter_batches(_BATCH):
                for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    cells = [_cell(value) for value in row]
                    letters += sum(map(len, cells))
                    if letters > MOST_LETTERS:
                        raise Malformed(0, f"holds more than {MOST_LETTERS:,} letters", "split it")
                    rows.append(cells)
    except OSError as error:
        raise Malformed(0, f"can't be read: {error.strerror or error}", "is it a whole Parquet file?") from None
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise Malformed(0, f"is no Parquet file that can be read: {str(error).splitlines()[0]}", "write it anew") from None
    return rows


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
