"""The file of an embedded store, read: a file that only grows (`disk.growing_file`), in which a load adds what it changes.

It holds for each chart and version the header and the entries, these in parts (`entry_parts`) that are known by what they hold; the
newest version whole, each former one as what its successor lacks (`differences`). Which parts make what stands in tables of SQLite (`catalogue`).

What is read is checked as it is read: the tables when the file is opened, a part by its name when somebody asks for its entries. Nothing is locked, which network drives
may not be able to do, and a reader goes on with the state of its opening when a load adds to the file.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa

from oversight_graph.chart.chart import Chart, Header
from oversight_graph.chart.chart_columns import CHART_LINKS, CHART_NODES
from oversight_graph.disk.checksum import Damaged
from oversight_graph.disk.growing_file import GrowingFile
from oversight_graph.errors import StoreError
from oversight_graph.messages import message
from oversight_graph.store.catalogue import SCHEMA, Catalogue
from oversight_graph.store.differences import RUNS, restored
from oversight_graph.store.entry_parts import name_of, table_of
from oversight_graph.store.protocol import ChartInfo, ChartVersion, LoadedChart
from oversight_graph.system_errors import reason

NODES, LINKS, NODE_RUNS, LINK_RUNS = "nodes", "links", "node runs", "link runs"
"""What parts of a version hold: entries, all or those that the successor lacks, and for a former version the runs."""

_CURRENT = "FROM chart c JOIN version v ON v.chart = c.id AND v.number = c.version ORDER BY c.position"


_read_last: dict[str, Header] = {}


def _headers(texts: Sequence[str]) -> list[Header]:
    """The headers of all charts, those that were read the last time by the same words not anew: a load opens its store several times, and a header may name thousands of areas."""
    global _read_last
    known = _read_last
    read = {text: known.get(text) or Header.from_json(text) for text in texts}
    _read_last = read
    return [read[text] for text in texts]


@dataclass(frozen=True)
class StoreHead:
    """What a store says of itself: who it is, how often it was written, and a mark that each writing makes anew (`state`), as copies of a store go their own ways."""

    identity: str
    revision: int
    state: str


@contextlib.contextmanager
def damage_told(where: str, reading: bool = True) -> Iterator[None]:
    """Say what is wrong with the file of a store.

    Parameters
    ----------
    where
        The store, as the user names it.
    reading
        Whether the file is only read: then what the system refuses is said too, and what SQLite, Arrow and a difference say of what isn't as it was written.

    Yields
    ------
    Nothing.

    Raises
    ------
    StoreError
        In the place of Damaged, and of these.
    """
    try:
        yield
    except Damaged as damage:
        raise StoreError(message("store.damaged", where=where, damage=damage.said)) from None
    except OSError as error:
        if not reading:
            raise
        raise StoreError(message("store.unreadable", where=where, reason=reason(error))) from None
    except (sqlite3.Error, pa.ArrowException, IndexError, ValueError):
        if not reading:
            raise
        raise StoreError(message("store.damaged", where=where, damage=message("disk.other_bytes"))) from None


class StoreFile:
    """An open file of a store, for reading, in any thread. What it holds stays the same though a load adds to the file, or another one takes its place.

    Parameters
    ----------
    path
        A file that begins as one. Cost: reads the tables, linear in charts and versions.
    where
        The store, as the user names it.

    Raises
    ------
    StoreError
        For a damaged store, one that can't be read, and one of a newer schema.
    """

    def __init__(self, path: Path, where: str) -> None:
        with damage_told(where):
            self.file = GrowingFile(path)
            self._of(Catalogue.of(self.file), self.file.read, where)
        schema = self._rows("PRAGMA user_version")[0][0]
        if schema != SCHEMA:
            self.close()
            raise StoreError(message("store.other_schema", where=where, schema=schema, known=SCHEMA))

    def _of(self, catalogue: Catalogue, read: Callable[[int, int], bytes], where: str) -> None:
        self.catalogue, self._read, self.where, self._lock = catalogue, read, where, threading.Lock()

    @classmethod
    def being_written(cls, catalogue: Catalogue, read: Callable[[int, int], bytes], where: str) -> StoreFile:
        """A file that is being written.

        Parameters
        ----------
        catalogue
            Its tables; they stay open.
        read
            Reads so many bytes at a place of the file.
        where
            The store, as the user names it.

        Returns
        -------
        Shows what is in it by then.
        """
        made = object.__new__(cls)
        made._of(catalogue, read, where)
        return made

    def close(self) -> None:
        """Let go of the file. Charts that were read from it and whose entries nobody has asked for have none any more."""
        self.catalogue.close()
        self.file.close()

    def __enter__(self) -> StoreFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _rows(self, query: str, *values: Any) -> list[Any]:
        with self._lock, damage_told(self.where):
            return self.catalogue.database.execute(query, values).fetchall()

    @cached_property
    def head(self) -> StoreHead:
        """What the store says of itself."""
        said = dict(self._rows("SELECT name, value FROM store"))
        return StoreHead(said["identity"], int(said["revision"]), said["state"])

    def infos(self) -> list[ChartInfo]:
        """The charts that are loaded, in the order of their loading."""
        rows = self._rows(f"SELECT v.header, v.loaded_at, c.nodes, c.links {_CURRENT}")
        return [ChartInfo(header, *more) for header, (_, *more) in zip(_headers([row[0] for row in rows]), rows, strict=True)]

    def loaded(self) -> list[LoadedChart]:
        """The same with their entries, which are read when somebody asks for them."""
        rows = self._rows(f"SELECT v.header, v.chart, v.number, v.loaded_at, v.mark {_CURRENT}")
        return [self._chart(header, *row) for header, (_, *row) in zip(_headers([row[0] for row in rows]), rows, strict=True)]

    def _chart(self, header: Header, name: str, number: int, loaded_at: str, mark: str) -> LoadedChart:
        return LoadedChart(Chart.of_columns(header, lambda: self.tables(name, number), mark), loaded_at)

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
        header, *more = self._rows("SELECT header, loaded_at, mark FROM version WHERE chart = ? AND number = ?", name, number)[0]
        return self._chart(Header.from_json(header), name, number, *more)

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
        return next((nodes, links) for at, nodes, links in self.history(name) if at == number)

    def history(self, name: str) -> Iterator[tuple[int, pa.Table, pa.Table]]:
        """The versions of a chart that are there, from the newest back, each made of the one behind it.

        Parameters
        ----------
        name
            The chart.

        Yields
        ------
        The number, the nodes and the links of each.
        """
        nodes = links = None
        for number, *counts in self._rows("SELECT number, nodes, links FROM version WHERE chart = ? ORDER BY number DESC", name):
            if nodes is None or links is None:
                nodes, links = self._table(name, number, NODES), self._table(name, number, LINKS)
            else:
                nodes = self._former(name, number, nodes, (NODES, NODE_RUNS), counts[0])
                links = self._former(name, number, links, (LINKS, LINK_RUNS), counts[1])
            yield number, nodes, links

    def _former(self, name: str, number: int, successor: pa.Table, roles: tuple[str, str], count: int) -> pa.Table:
        runs = self._table(name, number, roles[1])
        if count and not runs.num_rows:  # nothing is kept of what has stayed the same
            return successor
        lacking = self._table(name, number, roles[0])
        with damage_told(self.where):
            return restored(successor, lacking, runs)

    def _table(self, name: str, number: int, role: str) -> pa.Table:
        rows = self._rows(
            "SELECT p.name, p.at, p.size FROM content c JOIN part p ON p.number = c.part WHERE c.chart = ? AND c.number = ? AND c.role = ? ORDER BY c.place",
            name, number, role,
        )  # fmt: skip
        with damage_told(self.where):
            return table_of((self.part(*row) for row in rows), {NODES: CHART_NODES, LINKS: CHART_LINKS}.get(role, RUNS))

    def part(self, name: bytes, at: int, size: int) -> bytes:
        """A part of the entries.

        Parameters
        ----------
        name
            Its name.
        at, size
            Where it stands, and how long it is.

        Returns
        -------
        Its bytes.

        Raises
        ------
        Damaged
            Where it isn't what its name says.
        """
        found = self._read(at, size)
        if name_of(found) != name:
            raise Damaged(message("disk.other_bytes"))
        return found
