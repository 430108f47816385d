"""A store that an earlier version wrote, one file of LadybugDB with the charts and their graph: its charts are read, and the next load carries them over."""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path

from oversight_graph.chart.chart import Chart, Header
from oversight_graph.disk.checksum import SIZE
from oversight_graph.errors import StoreError
from oversight_graph.messages import message
from oversight_graph.store import ladybug_file
from oversight_graph.store.ladybug_session import LadybugSession
from oversight_graph.store.protocol import ChartInfo, ChartVersion, LoadedChart
from oversight_graph.store.catalogue import SCHEMA
from oversight_graph.store.store_file import StoreHead

_SCHEMAS = (1, 2, 3, 4)


class FormerStore:
    """A file of an earlier version, for reading. A context manager, as StoreFile is; the file is open only while it is read.

    Parameters
    ----------
    path
        The file, no symbolic link.
    where
        The store, as the user names it.

    Raises
    ------
    StoreError
        For what isn't a store, a damaged one, one that can't be read, and one of a newer schema.
    """

    def __init__(self, path: Path, where: str) -> None:
        self.path, self.where = path, where
        self.has_checksum = ladybug_file.look_at(path, where)
        with self._open() as run:
            try:
                (said,) = run("MATCH (s:Store) RETURN s.schema AS schema, s.revision AS revision").to_pylist()
            except (StoreError, ValueError):
                raise StoreError(message("store.foreign_database", where=where)) from None
        if said["schema"] not in _SCHEMAS:
            raise StoreError(message("store.other_schema", where=where, schema=said["schema"], known=SCHEMA))
        self.schema, self._revision = int(said["schema"]), int(said["revision"])

    def _open(self) -> LadybugSession:
        return LadybugSession(self.path, self.where, read_only=True)

    def __enter__(self) -> FormerStore:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    @cached_property
    def head(self) -> StoreHead:
        """Who the store is: these had no name of their own, so by the checksum, or by the file."""
        status = self.path.stat()
        if self.has_checksum:
            with self.path.open("rb") as file:
                file.seek(-SIZE, 2)
                said = file.read()
        else:
            said = f"{status.st_dev} {status.st_ino} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}".encode()
        return StoreHead(hashlib.blake2b(said, digest_size=16).hexdigest(), self._revision, "former")

    def infos(self) -> list[ChartInfo]:
        """The charts that are loaded, in the order of their loading."""
        with self._open() as run:
            rows = run("MATCH (c:ChartFile) RETURN c.header AS header, c.loaded_at AS loaded_at, c.nodes AS nodes, c.links AS links ORDER BY c.position")
        return [ChartInfo(Header.from_json(row["header"]), row["loaded_at"], row["nodes"], row["links"]) for row in rows.to_pylist()]

    def loaded(self) -> list[LoadedChart]:
        """The same with their entries."""
        with self._open() as run:
            rows = run("MATCH (c:ChartFile) RETURN c.header AS header, c.entries AS entries, c.loaded_at AS loaded_at ORDER BY c.position")
        return [LoadedChart(Chart.from_json(row["header"], row["entries"]), row["loaded_at"]) for row in rows.to_pylist()]

    def versions(self, name: str) -> list[ChartVersion]:
        """The one version of a chart that such a store keeps.

        Parameters
        ----------
        name
            The id of the chart.

        Returns
        -------
        That version; none of a chart that isn't loaded. Cost: reads the entries of all charts.
        """
        return [
            ChartVersion(1, one.chart.header, one.loaded_at, None, len(one.chart.nodes), len(one.chart.links))
            for one in self.loaded() if one.chart.id == name
        ]  # fmt: skip

    def version(self, name: str, number: int) -> LoadedChart:
        """The version of a chart.

        Parameters
        ----------
        name
            The id of a chart that is loaded.
        number
            1.

        Returns
        -------
        As it was loaded. Cost: reads the entries of all charts.
        """
        assert number == 1
        return next(one for one in self.loaded() if one.chart.id == name)

    def names(self) -> list[str]:
        """The ids of the charts that are loaded."""
        return [info.header.id for info in self.infos()]
