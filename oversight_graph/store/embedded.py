"""The embedded store: one file, no server. Its truth is its charts; the graph that they make is derived, and kept in the user's cache.

A load adds to the file what it changes, and turns the state before into the state after by one small write (`disk.growing_file`). So a
reader sees the store before or after, never between, and takes no lock; a process killed in the middle leaves the store as it was, and
some bytes behind its end that the next load cuts off; the file is whole whenever somebody copies it.
"""

from __future__ import annotations

import contextlib
import datetime
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from oversight_graph.disk.checksum import Damaged
from oversight_graph.disk.growing_file import begins_so, stamp_of
from oversight_graph.errors import NothingThere, StoreError, nearest
from oversight_graph.graph.graph import Graph
from oversight_graph.messages import Text, message
from oversight_graph.progress import Progress
from oversight_graph.store.catalogue import SCHEMA
from oversight_graph.store.graph_keeper import GraphKeeper, key_of
from oversight_graph.store.open_file import open_file
from oversight_graph.store.protocol import ChartInfo, ChartVersion, LoadedChart, ResolvedScope, resolve_scope
from oversight_graph.store.slices import NEAR_FROM, bodies_of, fitting, slice_of
from oversight_graph.store.store_file import StoreFile
from oversight_graph.store.store_place import place_of, status_of
from oversight_graph.system_errors import store_fault

if TYPE_CHECKING:
    from oversight_graph.resolution.resolved import Resolved
    from oversight_graph.store.former_store import FormerStore

    File: TypeAlias = StoreFile | FormerStore


class EmbeddedStore(GraphKeeper):
    """A store in one file. Readers open it for each answer; many may read while one writes.

    Parameters
    ----------
    path
        The file, made by the first load; may lead through symbolic links. Raises StoreError for what can't be a path.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.where = str(path)
        try:
            self.path = Path(path).expanduser().absolute()
            str(self.path).encode()
        except (OSError, RuntimeError, UnicodeError) as error:  # a current folder that is gone; a home that nobody has; a name that no engine can take
            raise store_fault(self.where, "found", error) from None

    def __enter__(self) -> EmbeddedStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the graph, which is kept between two calls. Charts that were read stay readable."""
        self._graph = self._kept_names = None

    def infos(self) -> list[ChartInfo]:
        """See Store.infos. Cost: opens the file."""
        with self._reader() as file:
            return file.infos()

    def loaded(self) -> tuple[int, list[LoadedChart]]:
        """See Store.loaded. The entries of a chart are read when somebody asks for them, out of the file that the store is now."""
        if self._file() is None:
            return 0, []
        file = self._reader()
        return file.head.revision, file.loaded()

    def stamp(self) -> str:
        """See Store.stamp. Reads the head of the file alone; of a file that isn't a whole store of this version what the system says of it."""
        status = self._file()
        if status is None:
            return ""
        with contextlib.suppress(Damaged, OSError):
            if begins_so(place := self._place()):
                return stamp_of(place)
        return f"{status.st_ino} {status.st_mtime_ns} {status.st_size}"

    def _file(self) -> os.stat_result | None:
        return status_of(self.path, self.where)

    def has_checksum(self) -> bool:
        """Whether damage of the file would be noticed; one of an earlier version may have no checksum. Raises StoreError as reading does."""
        with self._reader() as file:
            return isinstance(file, StoreFile) or file.has_checksum

    def outdated(self) -> bool:
        """See Store.outdated. Cost: opens the file."""
        if self._file() is None:
            return False
        with self._reader() as file:
            return not isinstance(file, StoreFile)

    def versions(self, chart: str) -> list[ChartVersion]:
        """See KeepsVersions.versions. A store of an earlier version knows the newest alone.

        Parameters
        ----------
        chart
            As there.

        Returns
        -------
        As there.

        Raises
        ------
        NothingThere, StoreError
            As there.
        """
        with self._reader() as file:
            found = file.versions(chart)
            if not found:
                known = file.names()
                raise NothingThere(message("store.chart_not_loaded", name=chart, near=nearest(chart, known)) if known else message("store.no_chart"))
        return found

    def version(self, chart: str, number: int) -> LoadedChart:
        """See KeepsVersions.version. Cost: when somebody asks for its entries, linear in them and in the versions since.

        Parameters
        ----------
        chart, number
            As there.

        Returns
        -------
        As there.

        Raises
        ------
        NothingThere, StoreError
            As there.
        """
        known = [one.number for one in self.versions(chart)]
        if number not in known:
            raise NothingThere(message("store.no_such_version", chart=chart, number=number, first=known[0], last=known[-1]))
        return self._reader().version(chart, number)

    def graph(self, charts: str | Sequence[str] | None = None, area: str | None = None, as_of: str | datetime.date | None = None, whole: bool = False) -> Graph:
        """See Store.graph. The graph is mapped out of the cache, and the slice cut from it; where it isn't there yet it is made of the charts.

        Parameters
        ----------
        charts, area, as_of, whole
            As for Store.graph. Of a small graph all surroundings come along in any case.

        Returns
        -------
        As Store.graph does; `near` where only the least surroundings came along. Cost: linear in the slice.

        Raises
        ------
        NothingThere, ValueError, StoreError
            As Store.graph does.
        """
        with self._reader() as file:
            asked, every = self._asked(file, charts, area, as_of)
            graph, key = self._derived(file), key_of(file.head)
        return slice_of(graph, asked, every, whole, lambda: self._names(key, graph), NEAR_FROM)

    def bodies(
        self, charts: str | Sequence[str] | None = None, area: str | None = None, as_of: str | datetime.date | None = None, text: str | None = None
    ) -> Graph:
        """See Store.bodies. Links are left where they are, unless they say who was there. Cost: linear in the nodes; with `text` in those that it fits.

        Parameters
        ----------
        charts, area, as_of, text
            As for Store.bodies.

        Returns
        -------
        As Store.bodies does.

        Raises
        ------
        NothingThere, ValueError, StoreError
            As Store.graph does.
        """
        with self._reader() as file:
            asked, every = self._asked(file, charts, area, as_of)
            graph, key = self._derived(file), key_of(file.head)
        if text is not None:
            return fitting(graph, self._names(key, graph), asked, every, text)
        if asked.as_of is not None and not asked.all_known:  # of an earlier day links say who was there
            return self.graph(charts, area, as_of, whole=True)
        return bodies_of(graph, asked, every)

    def cut(self, charts: str | Sequence[str] | None = None, area: str | None = None, as_of: str | datetime.date | None = None) -> ResolvedScope:
        """See Store.cut. Cost: opens the file; for an area, the index of the graph.

        Parameters
        ----------
        charts, area, as_of
            As for Store.graph.

        Returns
        -------
        As Store.cut does.
        """
        with self._reader() as file:
            return self._asked(file, charts, area, as_of)[0]

    def _asked(self, file: File, charts: str | Sequence[str] | None, area: str | None, as_of: str | datetime.date | None) -> tuple[ResolvedScope, bool]:
        """The cut, and whether it is of every chart."""
        headers = [info.header for info in file.infos()]
        areas = self._derived(file).index.chart_areas if area is not None and headers else {}
        asked = resolve_scope(headers, charts, area, as_of, {one.id: set(areas.get(one.id, ())) for one in headers})
        return asked, len(asked.headers) == len(headers)

    def cypher(self, text: str, parameters: dict[str, Any] | None = None) -> tuple[list[str], list[list[Any]]]:
        """See Store.cypher. What may do more than read the graph never reaches the engine, which is opened for reading only.

        Parameters
        ----------
        text
            One statement in LadybugDB's Cypher.
        parameters
            The values of its `$names`.

        Returns
        -------
        The names of the columns, and the rows. Cost: the first time, that of making a database of the graph.

        Raises
        ------
        WrongQuestion
            For a statement that may do more than read, and one that the engine can't carry out.
        StoreError
            Where there is no store, or it can't be read.
        """
        from oversight_graph.store.cypher_database import rows_of
        from oversight_graph.store.reading_only import LADYBUG, reading_only

        text = reading_only(text, LADYBUG)
        with self._reader() as file:
            said = SCHEMA if isinstance(file, StoreFile) else file.schema, file.head.revision
            return rows_of(self._derived(file), self.where, said, file.infos(), text, parameters)

    def _reader(self) -> File:
        """The file, looked at and open. Raises StoreError where there is none, or it isn't one."""
        place = self._place()
        if self._file() is None:
            raise StoreError(message("store.none_there", where=self.where, place=self.where))
        return open_file(place, self.where)

    def _place(self) -> Path:
        return place_of(self.path, self.where)

    def write(self, revision: int, loaded: Sequence[LoadedChart], before: Resolved, after: Resolved, progress: Progress | None = None) -> None:
        """See Store.write. Cost: linear in the charts that change; then the graph is kept.

        Parameters
        ----------
        revision, loaded, before, after
            As for Store.write; `before` isn't read.
        progress
            Never told.

        Raises
        ------
        PlanStale
            Where the store isn't at `revision` any more.
        StoreError
            Where it can't be written, or another program writes; then it is as it was.
        """
        from oversight_graph.store.embedded_write import write_charts

        derived, counts = self._to_derive(revision, loaded, before, after)
        with self._told():
            key = key_of(write_charts(self._place(), self.where, revision, loaded, counts))
        self._keep(derived, key)

    def forget(self, chart: str, before: int) -> None:
        """See KeepsVersions.forget. Cost: linear in the store, whose file is put together anew.

        Parameters
        ----------
        chart, before
            As there.
        """
        from oversight_graph.store.embedded_write import let_go
        from oversight_graph.store.keeps_versions import divided

        with self._told():
            let_go(self._place(), self.where, chart, before, lambda: divided(self.versions(chart), chart, before))

    def check(self) -> bool:
        """Look whether all of the file is as it was written, former versions too: StoreError where it isn't, False for one of an earlier version. Cost: linear in the store."""
        from oversight_graph.store.store_check import check_file

        with self._reader() as file:
            return isinstance(file, StoreFile) and check_file(file)

    def tidy(self) -> None:
        """See Store.tidy. Removes what killed loads left beside the store and in it, unless somebody writes just now."""
        from oversight_graph.store.embedded_write import tidy

        tidy(self._place(), self.where)

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """What the system or the engine says while writing, in a paragraph; by then the store is as it was."""
        try:
            yield
        except (OSError, RuntimeError, MemoryError) as error:
            raise store_fault(self.where, "written", error, None if isinstance(error, OSError) else _reason_of(error)) from None


def _reason_of(error: BaseException) -> Text:
    from oversight_graph.store.ladybug_file import reason_of

    return reason_of(error)
