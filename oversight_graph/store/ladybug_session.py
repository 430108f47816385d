"""An open database of LadybugDB."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import ladybug
import pyarrow as pa

from oversight_graph.errors import StoreError
from oversight_graph.messages import message
from oversight_graph.store.ladybug_file import not_opened, reason_of

_READ_POOL = 1 << 30
_BATCH = 1_000_000


class LadybugSession:
    """An open database: called with Cypher, gives an Arrow table. A context manager.

    Parameters
    ----------
    path
        The file.
    where
        The store, as the user names it.
    read_only
        Whether the file is read, and then StoreError is raised for whatever fails; else it is being made, and what the engine raises comes through.
    """

    def __init__(self, path: Path, where: str, read_only: bool) -> None:
        self._where, self._read_only = where, read_only
        try:
            self._database = ladybug.Database(str(path), read_only=read_only, buffer_pool_size=_READ_POOL)
            self._connection = ladybug.Connection(self._database)
        except RuntimeError as error:
            if not read_only:
                raise
            raise StoreError(not_opened(where, error)) from None

    def __call__(self, query: str, parameters: dict[str, Any] | None = None) -> pa.Table:
        try:
            return self._ask(query, parameters)
        except RuntimeError as error:
            if not self._read_only:
                raise
            raise StoreError(message("store.query_fails", where=self._where, reason=reason_of(error))) from None

    def _ask(self, query: str, parameters: dict[str, Any] | None = None) -> pa.Table:
        result = self._connection.execute(query, parameters or {})
        assert not isinstance(result, list)
        return result.get_as_arrow(_BATCH)

    def rows(self, query: str, parameters: dict[str, Any] | None = None) -> tuple[list[str], list[list[Any]]]:
        """What a statement finds, as Python values.

        Parameters
        ----------
        query
            One statement of Cypher.
        parameters
            The values of its `$names`.

        Returns
        -------
        The names of the columns, and the rows. Raises the engine's RuntimeError, also where the file is read.
        """
        result = self._connection.execute(query, parameters or {})
        assert not isinstance(result, list)
        return result.get_column_names(), [list(row) for row in result.get_all()]

    def copy(self, name: str, rows: pa.Table, ends: str = "") -> None:
        """Append rows to a table, in a transaction of its own. Nothing happens where there are none.

        Parameters
        ----------
        name
            The table.
        rows
            Its columns in order, those of a table of links behind the ids of the two ends.
        ends
            For a table of links the kinds of node that these join, as in `(from='Unit', to='Unit')`, with a blank before it.
        """
        if rows.num_rows:
            self._connection.execute(f"COPY {name} FROM rows{ends}")

    def __enter__(self) -> LadybugSession:
        return self

    def __exit__(self, kind: type[BaseException] | None = None, *_: object) -> None:
        with contextlib.suppress(RuntimeError) if kind is not None else contextlib.nullcontext():  # what went wrong first is what is said
            self._connection.close()
            self._database.close()
