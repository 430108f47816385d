"""The embedded store: one LadybugDB file, no server.

A load builds the new file beside the old one in one transaction, looks whether it holds what it should, and takes the old
one's place in one step of the file system. So a reader sees the store before or after, never between; a process killed
in the middle leaves the old store and a file that the next load removes; and nothing is ever deleted in place.
"""

from __future__ import annotations

import contextlib
import datetime
import logging
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from oversight_graph.chart.chart import Chart, Header
from oversight_graph.chart.periods import PERIODS
from oversight_graph.disk.checksum import add_checksum
from oversight_graph.disk.replace_file import folder_of, replace, replaceable, target_of
from oversight_graph.disk.staging_folder import leftovers, staging_folder, sweep
from oversight_graph.errors import PlanStale, StoreError, WrongQuestion
from oversight_graph.graph.by_day import cut_graph
from oversight_graph.graph.graph import Graph
from oversight_graph.messages import message
from oversight_graph.model import KINDS, LINKS
from oversight_graph.progress import Progress
from oversight_graph.store import graph_tables
from oversight_graph.store.embedded_build import build_file
from oversight_graph.store.embedded_file import EARLY, full_disk_told, look_at, reason_of
from oversight_graph.store.embedded_session import EmbeddedSession
from oversight_graph.store.lock import lock_of, writing
from oversight_graph.store.protocol import ChartInfo, LoadedChart, ResolvedScope, resolve_scope
from oversight_graph.store.reading_only import LADYBUG, reading_only
from oversight_graph.system_errors import store_fault

if TYPE_CHECKING:
    from oversight_graph.resolution.resolve import Resolved

_log = logging.getLogger(__name__)
TOLD = ("id", "kind", "name", "name_en", "aliases", "level", "area", "valid_from", "valid_to", "charts", "ids")
"""The columns by which a body is found and told."""


class EmbeddedStore:
    """A store in one file. Readers open it read-only for each answer; many may read while one writes.

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
        except (OSError, RuntimeError, UnicodeError) as error:  # a current folder that is gone; a home that nobody has; a name that ladybug can't take
            raise store_fault(self.where, "found", error) from None

    def __enter__(self) -> EmbeddedStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Nothing stays open between two calls."""

    # -- reading ------------------------------------------------------------------------------------------------------

    def infos(self) -> list[ChartInfo]:
        """See Store.infos. Cost: opens the file."""
        with self._reader() as run:
            rows = run("MATCH (c:ChartFile) RETURN c.header AS header, c.loaded_at AS loaded_at, c.nodes AS nodes, c.links AS links ORDER BY c.position")
        return [ChartInfo(Header.from_json(row["header"]), row["loaded_at"], row["nodes"], row["links"]) for row in rows.to_pylist()]

    def loaded(self) -> tuple[int, list[LoadedChart]]:
        """See Store.loaded. Cost: linear in the entries."""
        revision = self._revision()
        if not revision:
            return 0, []
        with self._reader() as run:
            return revision, self._loaded(run)

    @staticmethod
    def _loaded(run: EmbeddedSession) -> list[LoadedChart]:
        rows = run("MATCH (c:ChartFile) RETURN c.header AS header, c.entries AS entries, c.loaded_at AS loaded_at ORDER BY c.position")
        return [LoadedChart(Chart.from_json(row["header"], row["entries"]), row["loaded_at"]) for row in rows.to_pylist()]

    def stamp(self) -> str:
        """See Store.stamp. A load puts another file in the place of the old one, so looking at the file is enough."""
        status = self._file()
        return "" if status is None else f"{status.st_ino} {status.st_mtime_ns} {status.st_size}"

    def _file(self) -> os.stat_result | None:
        """The file of the store, None where there is none yet. Raises StoreError for what can't be looked at, or is no file: a pipe may never end."""
        try:
            status = self._place().stat()
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise store_fault(self.where, "read", error) from None
        if not stat.S_ISREG(status.st_mode):
            folder = stat.S_ISDIR(status.st_mode)
            raise StoreError(message("store.is_folder", where=self.where) if folder else message("store.is_device", where=self.where))
        return status

    def has_checksum(self) -> bool:
        """Whether damage of the file would be noticed; a file of an older version gets its checksum with the next load. Raises StoreError as `look_at` does."""
        return look_at(self._place(), self.where)

    def outdated(self) -> bool:
        """See Store.outdated. Cost: opens the file."""
        if self._file() is None:
            return False
        with self._reader() as run:
            return run.derived

    def _revision(self) -> int:
        """How often the store was written; 0 where there is none."""
        if self._file() is None:
            return 0
        with self._reader() as run:
            return int(run("MATCH (s:Store) RETURN s.revision AS revision").to_pylist()[0]["revision"])

    def graph(self, charts: str | Sequence[str] | None = None, area: str | None = None, as_of: str | datetime.date | None = None, whole: bool = False) -> Graph:
        """See Store.graph. Charts, and a day that all of them know, are cut in the store. Cost: linear in what is read.

        Parameters
        ----------
        charts, area, as_of
            As for Store.graph.
        whole
            Changes nothing: all surroundings of an area always come along, as reading them from a file costs little.

        Returns
        -------
        As Store.graph does.

        Raises
        ------
        NothingThere, ValueError, StoreError
            As Store.graph does.
        """
        with self._reader() as run:
            asked, every = self._asked(run, charts, area, as_of)
            if run.derived:
                nodes, links = graph_tables.derived(self._loaded(run))
                return self._graph(nodes, links, asked, every)
            dated_apart = self._dated_apart(run)
            unread = () if dated_apart else PERIODS  # in nearly every store they are empty, and reading them takes a tenth of the time
            nodes = self._nodes(run, asked, every, [column for column in graph_tables.NODES.names if column not in unread])
            link_columns = ", ".join(f"r.`{column}` AS `{column}`" for column in graph_tables.LINKS.names if column not in ("kind", "from", "to", *unread))
            where, parameters = _where("r", asked, every)
            links = run(f"MATCH (a)-[r:{'|'.join(LINKS.ids)}]->(b) {where} RETURN label(r) AS kind, a.id AS `from`, b.id AS `to`, {link_columns}", parameters)
        links = graph_tables.whole(links, graph_tables.LINKS).sort_by([("from", "ascending"), ("to", "ascending"), ("id", "ascending")])
        if dated_apart or not asked.all_known:
            return self._graph(nodes, links, asked, every)
        return Graph(nodes, links, asked.as_of, asked.headers, asked.area, asked.areas)

    def bodies(self, charts: str | Sequence[str] | None = None, area: str | None = None, as_of: str | datetime.date | None = None) -> Graph:
        """See Store.bodies. Reads few columns and no link. Cost: linear in the nodes.

        Parameters
        ----------
        charts, area, as_of
            As for Store.graph.

        Returns
        -------
        As Store.bodies does.

        Raises
        ------
        NothingThere, ValueError, StoreError
            As Store.graph does.
        """
        with self._reader() as run:
            asked, every = self._asked(run, charts, area, as_of)
            few = not run.derived and (asked.as_of is None or asked.all_known)  # of an earlier day links say who was there
            nodes = self._nodes(run, asked, every, [*TOLD, *(PERIODS if self._dated_apart(run) else ())]) if few else None
        if nodes is None:
            return self.graph(charts, area, as_of)
        no_links = pa.Table.from_arrays([pa.nulls(0, field.type) for field in graph_tables.LINKS], schema=graph_tables.LINKS)  # `empty_table` imports pandas
        return self._graph(nodes, no_links, asked, every)

    @staticmethod
    def _dated_apart(run: EmbeddedSession) -> bool:
        """Whether charts date some row differently."""
        return bool(run("MATCH (s:Store) RETURN s.dated_apart AS dated_apart").to_pylist()[0]["dated_apart"])

    @staticmethod
    def _nodes(run: EmbeddedSession, asked: ResolvedScope, every: bool, columns: Sequence[str]) -> pa.Table:
        """The nodes by id; columns that aren't read are empty."""
        where, parameters = _where("n", asked, every)
        returned = ", ".join("label(n) AS kind" if column == "kind" else f"n.`{column}` AS `{column}`" for column in columns)
        return graph_tables.whole(run(f"MATCH (n:{':'.join(KINDS.ids)}) {where} RETURN {returned}", parameters), graph_tables.NODES).sort_by("id")

    @staticmethod
    def _graph(nodes: pa.Table, links: pa.Table, asked: ResolvedScope, every: bool) -> Graph:
        """The store has cut by the widest dates of each row, if at all; what charts date or know differently is cut here, by the day of each."""
        return cut_graph(nodes, links, asked.as_of, asked.headers, asked.area, asked.areas, every=every)

    def cut(self, charts: str | Sequence[str] | None = None, area: str | None = None, as_of: str | datetime.date | None = None) -> ResolvedScope:
        """See Store.cut. Cost: opens the file; for an area, reads the areas of all nodes.

        Parameters
        ----------
        charts, area, as_of
            As for Store.graph.

        Returns
        -------
        As Store.cut does.
        """
        with self._reader() as run:
            return self._asked(run, charts, area, as_of)[0]

    @staticmethod
    def _asked(run: EmbeddedSession, charts: str | Sequence[str] | None, area: str | None, as_of: str | datetime.date | None) -> tuple[ResolvedScope, bool]:
        """The cut, and whether it is of every chart."""
        headers = [Header.from_json(row["header"]) for row in run("MATCH (c:ChartFile) RETURN c.header AS header ORDER BY c.position").to_pylist()]
        areas_of: dict[str, set[str]] = {header.id: set() for header in headers}
        if area is not None:
            for row in run(f"MATCH (n:{':'.join(KINDS.ids)}) RETURN DISTINCT n.area AS area, n.charts AS charts").to_pylist():
                for chart in row["charts"]:
                    areas_of[chart].add(row["area"])
        asked = resolve_scope(headers, charts, area, as_of, areas_of)
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
        The names of the columns, and the rows.

        Raises
        ------
        WrongQuestion
            For a statement that may do more than read, and one that the engine can't carry out.
        StoreError
            Where there is no store, or it can't be read.
        """
        text = reading_only(text, LADYBUG)
        with self._reader() as run:
            try:
                return run.rows(text, parameters)
            except RuntimeError as error:
                said = " ".join(str(error).split())
                if "read-only" in said:
                    raise WrongQuestion(message("store.cypher_writes")) from None
                raise WrongQuestion(message("store.cypher_fails", words=said[:600].rstrip("."))) from None

    def _reader(self) -> EmbeddedSession:
        place = self._place()
        if self._file() is None:
            raise StoreError(message("store.none_there", where=self.where, place=self.where))
        look_at(place, self.where)
        return EmbeddedSession(place, self.where, read_only=True)

    def _place(self) -> Path:
        """The file itself, behind symbolic links."""
        try:
            return target_of(self.path)
        except (OSError, ValueError) as error:
            raise store_fault(self.where, "read", error) from None

    # -- writing ------------------------------------------------------------------------------------------------------

    def write(self, revision: int, loaded: Sequence[LoadedChart], before: Resolved, after: Resolved, progress: Progress | None = None) -> None:
        """See Store.write. Cost: linear in the whole store, not in the change; needs room for a second file beside the first.

        Parameters
        ----------
        revision, loaded, before, after
            As for Store.write; `before` isn't read, as all is written anew.
        progress
            Never told.

        Raises
        ------
        PlanStale
            Where the store isn't at `revision` any more.
        StoreError
            Where it can't be written, or another program writes; then it is as it was.
        """
        place = self._place()
        with self._told(), folder_of(place), writing(place, self.where):
            current = self._revision()
            if current != revision:
                raise PlanStale(message("store.plan_stale", where=self.where, current=current, planned=revision))
            replaceable(place)
            with staging_folder(place) as fresh:
                with full_disk_told(fresh):
                    build_file(fresh, self.where, revision + 1, loaded, after)
                add_checksum(fresh, EARLY)
                said = replace(fresh, place)
        for warning in said:
            _log.warning(warning)

    def tidy(self) -> None:
        """See Store.tidy. Removes what killed loads left beside the store, unless somebody writes just now."""
        place = self._place()
        if leftovers(place) or lock_of(place).exists():
            with contextlib.suppress(StoreError), writing(place, self.where, 0.0):
                sweep(place)

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """What the system or the engine says while writing, in a paragraph; by then the store is as it was."""
        try:
            yield
        except (OSError, RuntimeError, MemoryError) as error:
            raise store_fault(self.where, "written", error, None if isinstance(error, OSError) else reason_of(error)) from None


def _where(name: str, asked: ResolvedScope, every: bool) -> tuple[str, dict[str, Any]]:
    """The condition on nodes or links that the engine looks at, and its parameters: a day that all charts know, and charts where not every one is asked for."""
    any_of = " OR ".join(f"list_contains({name}.charts, $chart{n})" for n in range(len(asked.headers)))
    on_day = f"({name}.valid_from IS NULL OR {name}.valid_from <= $day) AND ({name}.valid_to IS NULL OR $day <= {name}.valid_to)"
    conditions = ([on_day] if asked.all_known else []) + ([] if every else [f"({any_of})"])
    parameters = ({"day": asked.as_of} if asked.all_known else {}) | ({} if every else {f"chart{n}": chart for n, chart in enumerate(asked.headers)})
    return f"WHERE {' AND '.join(conditions)}" if conditions else "", parameters
