"""A store's file, written: a load adds what it changes and turns the state before into the state after by one small write (`disk.growing_file`).

What nothing leads to any more stays in the file until it is more than half of the rest; then the rest is put together anew, in another file that takes the place. So
what a load costs is in proportion to what it changes, in the long run too.
"""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pyarrow as pa

from oversight_graph.disk.growing_file import GrowingFile, Growth, create, growing
from oversight_graph.store.catalogue import Catalogue
from oversight_graph.store.differences import difference
from oversight_graph.store.entry_parts import name_of, parts
from oversight_graph.store.protocol import LoadedChart
from oversight_graph.store.store_file import LINK_RUNS, LINKS, NODE_RUNS, NODES, StoreFile, StoreHead, damage_told

_UNUSED, _LITTLE = 2, 1 << 16
"""A file is put together anew of which more bytes are unused than half of those that are used, and more than these."""


def create_file(
    fresh: Path, former: Sequence[LoadedChart], where: str, revision: int, loaded: Sequence[LoadedChart], counts: Mapping[str, tuple[int, int]]
) -> StoreHead:
    """Make the first file of a store, or that of one of an earlier version.

    Parameters
    ----------
    fresh
        Where no file is yet.
    former
        The charts that the store of the earlier version holds; none for a store that isn't there yet.
    where, revision, loaded, counts
        As for `change_file`.

    Returns
    -------
    What the new file says of itself. Cost: linear in all charts.

    Raises
    ------
    OSError
        Where it can't be written.
    """
    create(fresh)
    with growing(fresh) as growth:
        catalogue = Catalogue.empty()
        catalogue.database.execute("INSERT INTO store VALUES ('identity', ?)", (secrets.token_hex(16),))
        writer = _Writer(catalogue, growth, where)
        writer.write(revision - 1, former, {})
        head = writer.write(revision, loaded, counts)
        growth.commit(catalogue.root(growth))
    return head


def change_file(place: Path, where: str, revision: int, loaded: Sequence[LoadedChart], counts: Mapping[str, tuple[int, int]]) -> StoreHead:
    """Bring the file of a store to what it is to hold. It must be held for writing meanwhile.

    Parameters
    ----------
    place
        The file.
    where
        The store, as the user names it.
    revision
        What the file is to say of itself: how often the store was written.
    loaded
        All charts that it is to hold, in the order of their loading.
    counts
        Of how many nodes and links of the graph each of them says something.

    Returns
    -------
    What the file says of itself. Cost: linear in the charts that change; of the others their names are looked at.

    Raises
    ------
    StoreError
        Where it is damaged.
    OSError
        Where it can't be written; then it is as it was.
    """
    with _opened(place, where) as (catalogue, growth):
        head = _Writer(catalogue, growth, where).write(revision, loaded, counts)
        growth.commit(catalogue.root(growth))
    return head


def wants_packing(place: Path) -> bool:
    """Whether so much of a file is unused that it is to be put together anew.

    Parameters
    ----------
    place
        The file of a store. Raises Damaged and OSError where it can't be read.

    Returns
    -------
    False for a file of several names too (hard links): these would part.
    """
    if place.stat().st_nlink > 1:
        return False
    with closing(GrowingFile(place)) as file:
        used = Catalogue.of(file).size()
        return _UNUSED * (file.head.end - used) > max(used, _UNUSED * _LITTLE)


def pack(place: Path, fresh: Path, where: str, without: tuple[str, int] | None = None) -> None:
    """Put together anew what a file of a store holds, without what nothing leads to.

    Parameters
    ----------
    place
        The file.
    fresh
        Where no file is yet.
    where
        The store, as the user names it.
    without
        The id of a chart and the number of a version: those before it are left out. None for none.

    Raises
    ------
    StoreError
        Where the store is damaged, or can't be read.
    OSError
        Where it can't be written.
    """
    create(fresh)
    with StoreFile(place, where) as store, damage_told(where, reading=False), growing(fresh) as growth:
        database = store.catalogue.database
        if without is not None:
            parts = database.execute("SELECT DISTINCT part FROM content WHERE chart = ? AND number < ?", without).fetchall()
            for table in ("content", "version"):
                database.execute(f"DELETE FROM {table} WHERE chart = ? AND number < ?", without)
            _let_go(store.catalogue, parts)
        database.execute("VACUUM")
        for number, *known in database.execute("SELECT number, name, at, size FROM part ORDER BY at").fetchall():
            database.execute("UPDATE part SET at = ? WHERE number = ?", (growth.add(store.part(*known)), number))
        growth.commit(store.catalogue.moved().root(growth))


@contextmanager
def _opened(place: Path, where: str) -> Iterator[tuple[Catalogue, Growth]]:
    with damage_told(where, reading=False), growing(place) as growth:
        yield Catalogue.of(growth.file), growth


class _Writer:
    """Brings the tables of a file to what a store is to hold."""

    def __init__(self, catalogue: Catalogue, growth: Growth, where: str) -> None:
        self._catalogue, self._database, self._growth = catalogue, catalogue.database, growth
        self._file = StoreFile.being_written(catalogue, growth.file.read, where)
        self._now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")

    def write(self, revision: int, loaded: Sequence[LoadedChart], counts: Mapping[str, tuple[int, int]]) -> StoreHead:
        held = {row[0]: row for row in self._database.execute("SELECT id, position, version, nodes, links FROM chart").fetchall()}
        for name in held.keys() - {one.chart.id for one in loaded}:
            self._database.execute("UPDATE version SET withdrawn_at = ? WHERE chart = ? AND number = ?", (self._now, name, held[name][2]))
            self._database.execute("DELETE FROM chart WHERE id = ?", (name,))
        position = -1
        for one in loaded:
            was = held.get(one.chart.id)
            position = max(position + 1, was[1] if was else 0)  # those that stay keep theirs, as long as the order is the same
            row = (one.chart.id, position, self._version(one, was[2] if was else None), *counts.get(one.chart.id, (0, 0)))
            if row != was:
                self._database.execute("INSERT OR REPLACE INTO chart VALUES (?, ?, ?, ?, ?)", row)
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
        held = self._as_difference(name, newest, chart.node_table, chart.link_table) if newest else []
        number, mark = newest + 1, secrets.token_hex(16)
        values = (name, number, mark, chart.header.to_json(), one.loaded_at, chart.node_table.num_rows, chart.link_table.num_rows)
        self._database.execute("INSERT INTO version(chart, number, mark, header, loaded_at, nodes, links) VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        self._put(name, number, NODES, chart.node_table)
        self._put(name, number, LINKS, chart.link_table)
        _let_go(self._catalogue, held)
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

    def _as_difference(self, name: str, number: int, nodes: pa.Table, links: pa.Table) -> list[tuple[int]]:
        """Keep a version as what its successor lacks. Returns the parts that it was."""
        former = self._file.tables(name, number)
        held: list[tuple[int]] = self._database.execute("SELECT DISTINCT part FROM content WHERE chart = ? AND number = ?", (name, number)).fetchall()
        self._database.execute("DELETE FROM content WHERE chart = ? AND number = ?", (name, number))
        for role, run_role, table, successor in ((NODES, NODE_RUNS, former[0], nodes), (LINKS, LINK_RUNS, former[1], links)):
            if table.equals(successor):
                continue
            lacking, runs = difference(table, successor)
            self._put(name, number, role, lacking)
            self._put(name, number, run_role, runs)
        return held

    def _put(self, chart: str, number: int, role: str, table: pa.Table) -> None:
        for place, data in enumerate(parts(table)):
            name = name_of(data)
            known = self._database.execute("SELECT number FROM part WHERE name = ?", (name,)).fetchone()
            part = known[0] if known else None
            if part is None:
                values = (name, self._growth.add(data), len(data))
                part = self._database.execute("INSERT INTO part(name, at, size) VALUES (?, ?, ?)", values).lastrowid
            self._database.execute("INSERT INTO content VALUES (?, ?, ?, ?, ?)", (chart, number, role, place, part))


def _let_go(catalogue: Catalogue, parts: Iterable[tuple[int]]) -> None:
    """Of some parts, those that nothing leads to any more."""
    catalogue.database.executemany("DELETE FROM part WHERE number = ? AND NOT EXISTS (SELECT 1 FROM content WHERE part = part.number)", parts)


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
