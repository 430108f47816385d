"""The file of an embedded store, read: a database of SQLite whose bytes never change, as every load puts another file in its place.

It holds for each chart and version the header and the entries, these in parts (`entry_parts`) that are known by what they hold; the
newest version whole, each former one as what its successor lacks (`differences`). Behind the database stands a checksum (`disk.checksum`).

As nobody writes to the file it is opened as one that doesn't change: SQLite takes no locks, which network drives may lack, and
makes no files beside it; a reader goes on with the file that it has opened when another one takes the place.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow as pa

from oversight_graph.chart.chart import Chart, Header
from oversight_graph.chart.chart_columns import CHART_LINKS, CHART_NODES
from oversight_graph.disk.checksum import Damaged, verify
from oversight_graph.errors import StoreError
from oversight_graph.messages import message
from oversight_graph.store.differences import RUNS, restored
from oversight_graph.store.entry_parts import name_of, table_of
from oversight_graph.store.protocol import ChartInfo, ChartVersion, LoadedChart
from oversight_graph.system_errors import reason

APPLICATION = 0x4F565354
"""By which a database is known as ours (SQLite's `application_id`): OVST."""
SCHEMA = 5
"""Raised when the tables change; a store of a newer schema is refused, not guessed at. Up to 4 stores were files of LadybugDB."""
MAGIC, LADYBUG = b"SQLite format 3\0", b"LBUG"
"""How files begin: of SQLite, and of LadybugDB, which stores were before."""
_APPLICATION_AT, _HEAD = 68, 100

NODES, LINKS, NODE_RUNS, LINK_RUNS = "nodes", "links", "node runs", "link runs"
"""What parts of a version hold: entries, all or those that the successor lacks, and for a former version the runs."""

_CURRENT = "FROM chart c JOIN version v ON v.chart = c.id AND v.number = c.version ORDER BY c.position"


@dataclass(frozen=True)
class StoreHead:
    """What a store says of itself: who it is, how often it was written, and a mark that each writing makes anew (`state`), as copies of a store go their own ways."""

    identity: str
    revision: int
    state: str


def is_ours(begins: bytes) -> bool:
    """Whether a file begins as one of ours does.

    Parameters
    ----------
    begins
        Its first 100 bytes.

    Returns
    -------
    True for a database of SQLite that says so.
    """
    return begins.startswith(MAGIC) and begins[_APPLICATION_AT : _APPLICATION_AT + 4] == APPLICATION.to_bytes(4, "big")


def look_at(path: Path, where: str, notes: Path | None = None) -> bool:
    """Look whether a file is a store of ours, and whole.

    Parameters
    ----------
    path
        A file, no symbolic link, of whatever content.
    where
        The store, as the user names it.
    notes
        As for `disk.checksum.verify`.

    Returns
    -------
    False for what is no store of this kind. Cost: that of `disk.checksum.verify`.

    Raises
    ------
    StoreError
        For a damaged store, and one that can't be read.
    """
    try:
        with path.open("rb") as file:
            begins = file.read(_HEAD)
        if begins.startswith(LADYBUG):
            return False
        sealed = verify(path, notes=notes) is not None
    except Damaged as damage:
        raise StoreError(message("store.damaged", where=where, damage=damage.said)) from None
    except OSError as error:
        raise StoreError(message("store.unreadable", where=where, reason=reason(error))) from None
    if is_ours(begins) and not sealed:
        raise StoreError(message("store.damaged", where=where, damage=message("disk.cut_off")))
    return is_ours(begins)


class StoreFile:
    """An open file of a store, for reading, in any thread. What it holds stays the same though a load puts another file in its place.

    Parameters
    ----------
    path
        A file that `look_at` has found to be one.
    where
        The store, as the user names it.

    Raises
    ------
    StoreError
        Where it can't be read, or is of a newer schema.
    """

    def __init__(self, path: Path, where: str) -> None:
        self.where, self._lock = where, threading.Lock()
        with self._told():
            self._database = sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            schema = self._rows("PRAGMA user_version")[0][0]
        if schema != SCHEMA:
            self.close()
            raise StoreError(message("store.other_schema", where=where, schema=schema, known=SCHEMA))

    @classmethod
    def of_database(cls, database: sqlite3.Connection, where: str) -> StoreFile:
        """The tables of a database that is being written.

        Parameters
        ----------
        database
            Open; stays so.
        where
            The store, as the user names it.

        Returns
        -------
        Shows what is in it by then.
        """
        made = object.__new__(cls)
        made.where, made._lock, made._database = where, threading.Lock(), database
        return made

    def close(self) -> None:
        """Let go of the file. Charts that were read from it and whose entries nobody has asked for have none any more."""
        self._database.close()

    def __enter__(self) -> StoreFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """What SQLite says of a file that isn't as it was written, in a paragraph."""
        try:
            yield
        except (sqlite3.Error, pa.ArrowException, IndexError, ValueError) as error:
            if isinstance(error, sqlite3.OperationalError) and "unable to open" in str(error):
                raise StoreError(message("store.unreadable", where=self.where, reason=str(error))) from None
            raise StoreError(message("store.damaged", where=self.where, damage=message("disk.other_bytes"))) from None

    def _rows(self, query: str, *values: Any) -> list[Any]:
        with self._lock, self._told():
            return self._database.execute(query, values).fetchall()

    @cached_property
    def head(self) -> StoreHead:
        """What the store says of itself."""
        said = dict(self._rows("SELECT name, value FROM store"))
        return StoreHead(said["identity"], int(said["revision"]), said["state"])

    def infos(self) -> list[ChartInfo]:
        """The charts that are loaded, in the order of their loading."""
        rows = self._rows(f"SELECT v.header, v.loaded_at, c.nodes, c.links {_CURRENT}")
        return [ChartInfo(Header.from_json(header), *more) for header, *more in rows]

    def loaded(self) -> list[LoadedChart]:
        """The same with their entries, which are read when somebody asks for them."""
        return [self._chart(*row) for row in self._rows(f"SELECT v.chart, v.number, v.header, v.loaded_at, v.mark {_CURRENT}")]

    def _chart(self, name: str, number: int, header: str, loaded_at: str, mark: str) -> LoadedChart:
        return LoadedChart(Chart.of_columns(Header.from_json(header), lambda: self.tables(name, number), mark), loaded_at)

    def versions(self, name: str) -> list[ChartVersion]:
        """All versions of a chart that were ever loaded.

        Parameters
        ----------
        name
            The id of the chart.

        Returns
        -------
        From the first on; none of a chart that never was loaded.
        """
        rows = self._rows("SELECT number, header, loaded_at, withdrawn_at, nodes, links FROM version WHERE chart = ? ORDER BY number", name)
        later = [*(row[2] for row in rows[1:]), None]
        return [
            ChartVersion(number, Header.from_json(header), since, withdrawn or replaced, nodes, links)
            for (number, header, since, withdrawn, nodes, links), replaced in zip(rows, later, strict=False)
        ]

    def version(self, name: str, number: int) -> LoadedChart:
        """One version of a chart.

        Parameters
        ----------
        name, number
            The chart and its version, which must be there.

        Returns
        -------
        As it was loaded. Its entries are read when somebody asks for them.
        """
        return self._chart(name, number, *self._rows("SELECT header, loaded_at, mark FROM version WHERE chart = ? AND number = ?", name, number)[0])

    def names(self) -> list[str]:
        """The ids of all charts that were ever loaded."""
        return [name for (name,) in self._rows("SELECT DISTINCT chart FROM version ORDER BY chart")]

    def tables(self, name: str, number: int) -> tuple[pa.Table, pa.Table]:
        """The nodes and the links of a version of a chart.

        Parameters
        ----------
        name, number
            The chart and its version.

        Returns
        -------
        With the columns of `chart_columns`. Cost: linear in the entries, and in the versions since.
        """
        newest = self._rows("SELECT max(number) FROM version WHERE chart = ?", name)[0][0]
        nodes, links = self._table(name, newest, NODES), self._table(name, newest, LINKS)
        for former in range(newest - 1, number - 1, -1):
            counts = self._rows("SELECT nodes, links FROM version WHERE chart = ? AND number = ?", name, former)[0]
            nodes = self._former(name, former, nodes, (NODES, NODE_RUNS), counts[0])
            links = self._former(name, former, links, (LINKS, LINK_RUNS), counts[1])
        return nodes, links

    def _former(self, name: str, number: int, successor: pa.Table, roles: tuple[str, str], count: int) -> pa.Table:
        runs = self._table(name, number, roles[1])
        if count and not runs.num_rows:  # nothing is kept of what has stayed the same
            return successor
        lacking = self._table(name, number, roles[0])
        with self._told():
            return restored(successor, lacking, runs)

    def _table(self, name: str, number: int, role: str) -> pa.Table:
        rows = self._rows(
            "SELECT p.name, p.data FROM content c JOIN part p ON p.name = c.part WHERE c.chart = ? AND c.number = ? AND c.role = ? ORDER BY c.place",
            name, number, role,
        )  # fmt: skip
        if any(name_of(data) != known for known, data in rows):
            raise StoreError(message("store.damaged", where=self.where, damage=message("disk.other_bytes")))
        with self._told():
            return table_of((data for _, data in rows), {NODES: CHART_NODES, LINKS: CHART_LINKS}.get(role, RUNS))
