"""The next file of an embedded store, made beside it out of a copy: only the charts that change are written, and what they were before is kept as their history."""

from __future__ import annotations

import contextlib
import datetime
import errno
import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

import pyarrow as pa

from oversight_graph.disk.checksum import SIZE, add_checksum
from oversight_graph.store.differences import difference
from oversight_graph.store.entry_parts import name_of, parts
from oversight_graph.store.protocol import LoadedChart
from oversight_graph.store.store_file import APPLICATION, LINK_RUNS, LINKS, NODE_RUNS, NODES, SCHEMA, StoreFile, StoreHead

_TABLES = """
CREATE TABLE store(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE chart(id TEXT PRIMARY KEY, position INTEGER NOT NULL, version INTEGER NOT NULL, nodes INTEGER NOT NULL, links INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE version(chart TEXT NOT NULL, number INTEGER NOT NULL, mark TEXT NOT NULL, header TEXT NOT NULL, loaded_at TEXT NOT NULL, withdrawn_at TEXT,
  nodes INTEGER NOT NULL, links INTEGER NOT NULL, PRIMARY KEY (chart, number));
CREATE TABLE content(chart TEXT NOT NULL, number INTEGER NOT NULL, role TEXT NOT NULL, place INTEGER NOT NULL, part BLOB NOT NULL,
  PRIMARY KEY (chart, number, role, place)) WITHOUT ROWID;
CREATE INDEX content_part ON content(part);
CREATE TABLE part(number INTEGER PRIMARY KEY, name BLOB NOT NULL UNIQUE, data BLOB NOT NULL);
"""
_UNUSED = 8  # a file of which more than an eighth is unused is written anew


def write_file(
    fresh: Path, former: Path | Sequence[LoadedChart], where: str, revision: int, loaded: Sequence[LoadedChart], counts: Mapping[str, tuple[int, int]]
) -> StoreHead:
    """Make the next file of a store.

    Parameters
    ----------
    fresh
        Where no file is yet.
    former
        The file that the store is now; for one of an earlier version the charts that it holds, none for a store that isn't there yet.
    where
        The store, as the user names it.
    revision
        What the new file is to say of itself: how often the store was written.
    loaded
        All charts that it is to hold, in the order of their loading.
    counts
        Of how many nodes and links of the graph each of them says something.

    Returns
    -------
    What the new file says of itself. Cost: linear in the charts that change; the others are copied as they are.

    Raises
    ------
    OSError
        Where it can't be written.
    """
    if isinstance(former, Path):
        shutil.copyfile(former, fresh)
        os.truncate(fresh, fresh.stat().st_size - SIZE)  # the checksum of before
    with _full_disk_told(fresh), contextlib.closing(_connected(fresh)) as database:
        # nobody sees the file before it is whole and has its checksum: what fails in between is thrown away
        database.executescript(
            "PRAGMA page_size = 1024; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY;"
        )
        database.execute("BEGIN")
        writer = _Writer(database, where)
        if not isinstance(former, Path):
            _create(database)
            writer.write(revision - 1, former, {})
        head = writer.write(revision, loaded, counts)
        database.execute("COMMIT")
        pages, free = (database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count"))
        if _UNUSED * free > pages:
            database.execute("VACUUM")
    add_checksum(fresh)
    return head


def _connected(fresh: Path) -> sqlite3.Connection:
    """The file, which is nobody else's: without locks, which network drives may lack."""
    return sqlite3.connect(f"file:{quote(str(fresh))}?nolock=1", uri=True, isolation_level=None)


def _create(database: sqlite3.Connection) -> None:
    for statement in filter(str.strip, (*_TABLES.split(";"), f"PRAGMA application_id = {APPLICATION}", f"PRAGMA user_version = {SCHEMA}")):
        database.execute(statement)
    database.execute("INSERT INTO store VALUES ('identity', ?)", (secrets.token_hex(16),))


@contextlib.contextmanager
def _full_disk_told(path: Path) -> Iterator[None]:
    """What SQLite says of a disk that is full or a file that may not grow, as the system says it."""
    try:
        yield
    except sqlite3.Error as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_FULL:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from None
        if isinstance(error, sqlite3.OperationalError):
            _grow(path)
        raise OSError(errno.EIO, f"{os.strerror(errno.EIO)} ({error})") from None


def _grow(path: Path) -> None:
    """Let the system say why a file can't grow: SQLite only says that it can't. Raises OSError where it can't."""
    with path.open("r+b") as file:
        file.seek(0, os.SEEK_END)
        file.write(b"\0" * (1 << 16))
        file.flush()


class _Writer:
    """Brings the tables of a file to what a store is to hold."""

    def __init__(self, database: sqlite3.Connection, where: str) -> None:
        self._database, self._file = database, StoreFile.of_database(database, where)
        self._now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")

    def write(self, revision: int, loaded: Sequence[LoadedChart], counts: Mapping[str, tuple[int, int]]) -> StoreHead:
        held = dict(self._database.execute("SELECT id, version FROM chart").fetchall())
        for name in held.keys() - {one.chart.id for one in loaded}:
            self._database.execute("UPDATE version SET withdrawn_at = ? WHERE chart = ? AND number = ?", (self._now, name, held[name]))
        rows = [(one.chart.id, position, self._version(one, held.get(one.chart.id)), *counts.get(one.chart.id, (0, 0))) for position, one in enumerate(loaded)]
        self._database.execute("DELETE FROM chart")
        self._database.executemany("INSERT INTO chart VALUES (?, ?, ?, ?, ?)", rows)
        state = secrets.token_hex(8)
        self._database.executemany("INSERT OR REPLACE INTO store VALUES (?, ?)", [("revision", str(revision)), ("state", state)])
        identity = self._database.execute("SELECT value FROM store WHERE name = 'identity'").fetchone()[0]
        return StoreHead(identity, revision, state)

    def _version(self, one: LoadedChart, current: int | None) -> int:
        """The number of the version that a chart is; written where it isn't there yet."""
        chart, name = one.chart, one.chart.id
        if current is not None and self._is(one, current):
            return current
        newest: int = self._database.execute("SELECT coalesce(max(number), 0) FROM version WHERE chart = ?", (name,)).fetchone()[0]
        if newest:
            self._as_difference(name, newest, chart.node_table, chart.link_table)
        number, mark = newest + 1, secrets.token_hex(16)
        values = (name, number, mark, chart.header.to_json(), one.loaded_at, chart.node_table.num_rows, chart.link_table.num_rows)
        self._database.execute("INSERT INTO version(chart, number, mark, header, loaded_at, nodes, links) VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        self._put(name, number, NODES, chart.node_table)
        self._put(name, number, LINKS, chart.link_table)
        return number

    def _is(self, one: LoadedChart, number: int) -> bool:
        """Whether a chart is a version that is there, as nearly every one is that a plan hands on."""
        mark, header, loaded_at = self._database.execute(
            "SELECT mark, header, loaded_at FROM version WHERE chart = ? AND number = ?", (one.chart.id, number)
        ).fetchone()  # fmt: skip
        if one.loaded_at != loaded_at:
            return False
        return one.chart.origin == mark or (
            one.chart.header.to_json() == header and self._file.tables(one.chart.id, number) == (one.chart.node_table, one.chart.link_table)
        )

    def _as_difference(self, name: str, number: int, nodes: pa.Table, links: pa.Table) -> None:
        """Keep a version as what its successor lacks."""
        former = self._file.tables(name, number)
        self._database.execute("DELETE FROM content WHERE chart = ? AND number = ?", (name, number))
        for role, run_role, table, successor in ((NODES, NODE_RUNS, former[0], nodes), (LINKS, LINK_RUNS, former[1], links)):
            if table.equals(successor):
                continue
            lacking, runs = difference(table, successor)
            self._put(name, number, role, lacking)
            self._put(name, number, run_role, runs)
        self._database.execute("DELETE FROM part WHERE name NOT IN (SELECT part FROM content)")  # before the new ones come, so that these take their room

    def _put(self, chart: str, number: int, role: str, table: pa.Table) -> None:
        for place, data in enumerate(parts(table)):
            part = name_of(data)
            self._database.execute("INSERT OR IGNORE INTO part(name, data) VALUES (?, ?)", (part, data))
            self._database.execute("INSERT INTO content VALUES (?, ?, ?, ?, ?)", (chart, number, role, place, part))


def counted(charts: Iterable[str], nodes: pa.Table, links: pa.Table) -> dict[str, tuple[int, int]]:
    """Of how many nodes and links of a graph each chart says something.

    Parameters
    ----------
    charts
        The ids of the charts.
    nodes, links
        The tables of the graph.

    Returns
    -------
    Two numbers by the id.
    """
    import pyarrow.compute as pc

    found = []
    for table in (nodes, links):
        counts = pc.value_counts(pc.list_flatten(table.column("charts").combine_chunks()))
        found.append(dict(zip(counts.field("values").to_pylist(), counts.field("counts").to_pylist(), strict=True)))
    return {name: (found[0].get(name, 0), found[1].get(name, 0)) for name in charts}
