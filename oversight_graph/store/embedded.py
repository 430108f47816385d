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
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ladybug
import pyarrow as pa

from oversight_graph.chart.chart import Chart, Header
from oversight_graph.chart.periods import PERIODS
from oversight_graph.disk.checksum import seal
from oversight_graph.disk.replace_file import folder_of, replace, replaceable, target_of
from oversight_graph.disk.staging_folder import leftovers, staging_folder, sweep
from oversight_graph.errors import PlanStale, StoreError, WrongQuestion
from oversight_graph.graph.graph import Graph
from oversight_graph.model import KINDS, LINK_ATTRIBUTES, LINKS, NODE_ATTRIBUTES, Attribute, Vocabulary
from oversight_graph.store import graph_tables
from oversight_graph.store.embedded_file import EARLY, JOURNAL, full_disk_told, look_at, not_opened, reason_of, room_for
from oversight_graph.store.lock import lock_of, writing
from oversight_graph.store.protocol import ChartInfo, LoadedChart, Progress, ResolvedScope, resolve_scope
from oversight_graph.store.reading_only import LADYBUG, reading_only
from oversight_graph.system_errors import store_fault

if TYPE_CHECKING:
    from oversight_graph.resolution.graph_rows import GraphRow
    from oversight_graph.resolution.resolve import Resolved

SCHEMA = 2
"""Raised when the tables change; a store of a newer schema is refused, not guessed at."""
_DERIVED = (1,)
"""Earlier schemas whose charts are read as they are; the graph is made anew from them until the next load writes it."""

_log = logging.getLogger(__name__)
_READ_POOL = 1 << 30
_TYPES = {
    "text": "STRING", "term": "STRING", "texts": "STRING[]", "terms": "STRING[]", "count": "INT64", "number": "INT64", "year": "INT64",
    "first_day": "DATE", "last_day": "DATE", "flag": "BOOLEAN",
}  # fmt: skip
_CHARTS = "CREATE NODE TABLE ChartFile(id STRING PRIMARY KEY, position INT64, loaded_at STRING, header STRING, entries STRING, nodes INT64, links INT64)"
_META = "CREATE NODE TABLE Store(id STRING PRIMARY KEY, schema INT64, revision INT64, dated_apart BOOLEAN)"
_CHART_SCHEMA = pa.schema(
    [("id", pa.string()), ("position", pa.int64()), ("loaded_at", pa.string()), ("header", pa.string()), ("entries", pa.string()),
     ("nodes", pa.int64()), ("links", pa.int64())]
)  # fmt: skip
_BATCH = 1_000_000
_PERIODS = ", ".join(f"{name} {kind}" for name, kind in zip(PERIODS, ("STRING[]", "DATE[]", "DATE[]"), strict=True))


def _columns(attributes: Vocabulary[Attribute]) -> str:
    return ", ".join(f"`{attribute.id}` {_TYPES[attribute.type]}" for attribute in attributes)


class EmbeddedStore:
    """A store in one file. Readers open it read-only for each answer; many may read while one writes."""

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
        with self._reader() as run:
            rows = run("MATCH (c:ChartFile) RETURN c.header AS header, c.loaded_at AS loaded_at, c.nodes AS nodes, c.links AS links ORDER BY c.position")
        return [ChartInfo(Header.from_json(row["header"]), row["loaded_at"], row["nodes"], row["links"]) for row in rows.to_pylist()]

    def loaded(self) -> tuple[int, list[LoadedChart]]:
        revision = self._revision()
        if not revision:
            return 0, []
        with self._reader() as run:
            return revision, self._loaded(run)

    @staticmethod
    def _loaded(run: _Session) -> list[LoadedChart]:
        rows = run("MATCH (c:ChartFile) RETURN c.header AS header, c.entries AS entries, c.loaded_at AS loaded_at ORDER BY c.position")
        return [LoadedChart(Chart.from_json(row["header"], row["entries"]), row["loaded_at"]) for row in rows.to_pylist()]

    def stamp(self) -> str:
        """See Store.stamp. A load puts another file in the place of the old one."""
        found = self._file()
        return "" if found is None else f"{found.st_ino} {found.st_mtime_ns} {found.st_size}"

    def _file(self) -> os.stat_result | None:
        """The file of the store, None where there is none yet. Raises StoreError for what can't be looked at, or is no file: a pipe may never end."""
        try:
            found = self._place().stat()
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise store_fault(self.where, "read", error) from None
        if not stat.S_ISREG(found.st_mode):
            what = "a folder" if stat.S_ISDIR(found.st_mode) else "a pipe or a device"
            raise StoreError(f"{self.where} is {what}, not a store of this program. Name another path with --store.")
        return found

    def has_checksum(self) -> bool:
        """Whether damage of the file would be noticed; a file of an older version gets its checksum with the next load."""
        return look_at(self._place(), self.where)

    def _revision(self) -> int:
        """How often the store was written; 0 where there is none."""
        if self._file() is None:
            return 0
        with self._reader() as run:
            return int(run("MATCH (s:Store) RETURN s.revision AS revision").to_pylist()[0]["revision"])

    def graph(self, charts: str | Sequence[str] | None = None, area: str | None = None, as_of: str | datetime.date | None = None, whole: bool = False) -> Graph:
        """The graph of some charts (all), an area with what it holds (everywhere), at a date (the newest as_of in scope).

        Raises NothingThere for a chart that isn't loaded or an area that holds nothing, StoreError where there is no store.
        Charts and date are cut in the store; of an area all its surroundings come along (see Graph), as reading them from a
        file costs little. Cost: linear in the cut.
        """
        with self._reader() as run:
            asked, every = self._asked(run, charts, area, as_of)
            if run.schema in _DERIVED:
                nodes, links = graph_tables.derived(self._loaded(run))
                return self._graph(nodes, links, asked, every)
            dated_apart = bool(run("MATCH (s:Store) RETURN s.dated_apart AS dated_apart").to_pylist()[0]["dated_apart"])
            unread = () if dated_apart else PERIODS  # in nearly every store they are empty, and reading them takes a tenth of the time
            kinds = ":".join(KINDS.ids)
            parameters = {"day": asked.as_of} | ({} if every else {f"chart{n}": name for n, name in enumerate(asked.headers)})

            def where(name: str) -> str:
                any_of = " OR ".join(f"list_contains({name}.charts, $chart{n})" for n in range(len(asked.headers)))
                held = "" if every else f" AND ({any_of})"
                return f"WHERE ({name}.valid_from IS NULL OR {name}.valid_from <= $day) AND ({name}.valid_to IS NULL OR $day <= {name}.valid_to){held}"

            node_columns = ", ".join(f"n.`{column}` AS `{column}`" for column in graph_tables.NODES.names if column not in ("kind", *unread))
            nodes = run(f"MATCH (n:{kinds}) {where('n')} RETURN label(n) AS kind, {node_columns}", parameters)
            link_columns = ", ".join(f"r.`{column}` AS `{column}`" for column in graph_tables.LINKS.names if column not in ("kind", "from", "to", *unread))
            links = run(
                f"MATCH (a)-[r:{'|'.join(LINKS.ids)}]->(b) {where('r')} RETURN label(r) AS kind, a.id AS `from`, b.id AS `to`, {link_columns}",
                parameters,
            )
        nodes = graph_tables.whole(nodes, graph_tables.NODES).sort_by("id")
        links = graph_tables.whole(links, graph_tables.LINKS).sort_by([("from", "ascending"), ("to", "ascending"), ("id", "ascending")])
        if dated_apart:
            return self._graph(nodes, links, asked, every)
        return Graph(nodes, links, asked.as_of, asked.headers, asked.area, asked.areas)

    @staticmethod
    def _graph(nodes: pa.Table, links: pa.Table, asked: ResolvedScope, every: bool) -> Graph:
        """The store has cut by the widest dates of each row; what charts date differently is cut here, by the dates of each."""
        nodes, links = graph_tables.cut_tables(nodes, links, asked.as_of, None if every else list(asked.headers))
        return Graph(nodes, links, asked.as_of, asked.headers, asked.area, asked.areas)

    def cut(self, charts: str | Sequence[str] | None = None, area: str | None = None, as_of: str | datetime.date | None = None) -> ResolvedScope:
        """See Store.cut."""
        with self._reader() as run:
            return self._asked(run, charts, area, as_of)[0]

    @staticmethod
    def _asked(run: _Session, charts: str | Sequence[str] | None, area: str | None, as_of: str | datetime.date | None) -> tuple[ResolvedScope, bool]:
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
        """See Store.cypher. What may do more than read the graph never reaches the engine, which is opened for reading only."""
        text = reading_only(text, LADYBUG)
        with self._reader() as run:
            try:
                return run.rows(text, parameters)
            except RuntimeError as error:
                said = " ".join(str(error).split())
                if "read-only" in said:
                    raise WrongQuestion(
                        "This Cypher writes, and only reading is allowed here. Charts are changed with `oversight load` and `oversight unload`."
                    ) from None
                raise WrongQuestion(f"This Cypher doesn't work: {said[:600].rstrip('.')}.") from None

    def _reader(self) -> _Session:
        place = self._place()
        if self._file() is None:
            raise StoreError(f"There is no store at {self.where}. Load a chart into it: `oversight load FILE --store {self.where}`, or see `oversight demo`.")
        look_at(place, self.where)
        return _Session(place, self.where, read_only=True)

    def _place(self) -> Path:
        """The file itself, behind symbolic links."""
        try:
            return target_of(self.path)
        except (OSError, ValueError) as error:
            raise store_fault(self.where, "read", error) from None

    # -- writing ------------------------------------------------------------------------------------------------------

    def write(self, revision: int, loaded: Sequence[LoadedChart], before: Resolved, after: Resolved, progress: Progress | None = None) -> None:
        """See Store.write. Cost: linear in the whole store, not in the change."""
        place = self._place()
        with self._told(), folder_of(place), writing(place, self.where):
            current = self._revision()
            if current != revision:
                raise PlanStale(f"The store {self.where} has changed since this plan was made (revision {current}, planned on {revision}).")
            replaceable(place)
            with staging_folder(place) as fresh:
                with full_disk_told(fresh):
                    self._build(fresh, revision + 1, loaded, after)
                seal(fresh, EARLY)
                said = replace(fresh, place)
        for one in said:
            _log.warning(one)

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
            known = error if isinstance(error, OSError) else RuntimeError(reason_of(error))
            raise store_fault(self.where, "written", known, " It is as it was before.") from None

    def _build(self, path: Path, revision: int, loaded: Sequence[LoadedChart], graph: Resolved) -> None:
        """Write a file of its own, table by table: nobody sees it before it is whole, and one transaction would hold all of it in memory."""
        nodes_of, links_of = (Counter(chart for row in rows.values() for chart in row["charts"]) for rows in (graph.nodes, graph.links))
        room_for(path, JOURNAL)
        with _Session(path, self.where, read_only=False) as run:
            kind_of = {name: row["kind"] for name, row in graph.nodes.items()}
            by_kind: dict[str, list[GraphRow]] = {kind: [] for kind in KINDS.ids}
            for row in graph.nodes.values():
                by_kind[row["kind"]].append(row)
            by_pair: dict[str, dict[tuple[str, str], list[GraphRow]]] = {kind: {} for kind in LINKS.ids}
            for row in graph.links.values():
                by_pair[row["kind"]].setdefault((kind_of[row["from"]], kind_of[row["to"]]), []).append(row)
            run("CALL auto_checkpoint = false")
            run("CALL force_checkpoint_on_close = false")  # one checkpoint, when there surely is room for it: one that fails may end the process
            self._schema(run, by_pair)
            meta = pa.table({"id": ["store"], "schema": [SCHEMA], "revision": [revision], "dated_apart": [bool(graph.dated_apart)]})
            run.copy("Store", meta)
            self._charts(run, loaded, nodes_of, links_of)
            for kind, nodes in by_kind.items():
                run.copy(kind, graph_tables.table(nodes, graph_tables.NODES).drop_columns("kind"))
            order = ["from", "to", *(name for name in graph_tables.LINKS.names if name not in ("from", "to", "kind"))]
            for kind, pairs in by_pair.items():
                for (a, b), links in pairs.items():
                    run.copy(kind, graph_tables.table(links, graph_tables.LINKS).select(order), f" (from='{a}', to='{b}')")
            room_for(path, JOURNAL + path.stat().st_size // 8)
            run("CHECKPOINT")
        with _Session(path, self.where, read_only=True) as run:
            held = [run(query).to_pylist()[0]["n"] for query in (
                f"MATCH (n:{':'.join(KINDS.ids)}) RETURN count(*) AS n", f"MATCH ()-[r:{'|'.join(LINKS.ids)}]->() RETURN count(*) AS n",
            )]  # fmt: skip
        if held != [len(graph.nodes), len(graph.links)]:
            raise OSError(f"it came out with {held[0]} nodes and {held[1]} links instead of {len(graph.nodes)} and {len(graph.links)}")

    @staticmethod
    def _charts(run: _Session, loaded: Sequence[LoadedChart], nodes_of: Counter[str], links_of: Counter[str]) -> None:
        """The charts as they were written; their texts go again before the graph is written."""
        files = [
            {"id": one.chart.id, "position": position, "loaded_at": one.loaded_at, "header": one.chart.header.to_json(),
             "entries": one.chart.entries_json(), "nodes": nodes_of[one.chart.id], "links": links_of[one.chart.id]}
            for position, one in enumerate(loaded)
        ]  # fmt: skip
        run.copy("ChartFile", graph_tables.table(files, _CHART_SCHEMA))

    @staticmethod
    def _schema(run: _Session, by_pair: dict[str, dict[tuple[str, str], list[GraphRow]]]) -> None:
        """The tables, from the model. A relationship table joins the kinds of node that it joins in this store: reading
        goes through every declared pair, and declaring all permitted ones makes an empty store cost 0.3 s to read."""
        run(_META)
        run(_CHARTS)
        for kind in KINDS.ids:
            run(f"CREATE NODE TABLE {kind}(id STRING PRIMARY KEY, {_columns(NODE_ATTRIBUTES)}, charts STRING[], ids STRING[], sources STRING[], {_PERIODS})")
        for link in LINKS:
            pairs = list(by_pair[link.id]) or [link.pairs[0]]
            ends = ", ".join(f"FROM {a} TO {b}" for a, b in pairs)
            run(f"CREATE REL TABLE {link.id}({ends}, id STRING, {_columns(LINK_ATTRIBUTES)}, charts STRING[], sources STRING[], {_PERIODS})")


class _Session:
    """An open database: called with Cypher, gives Arrow tables. A file that is being made raises what the engine raises, one that is read StoreError."""

    schema = SCHEMA

    def __init__(self, path: Path, where: str, read_only: bool) -> None:
        self._where, self._read_only = where, read_only
        try:
            self._database = ladybug.Database(str(path), read_only=read_only, buffer_pool_size=_READ_POOL)
            self._connection = ladybug.Connection(self._database)
        except RuntimeError as error:
            if not read_only:
                raise
            raise StoreError(not_opened(where, error)) from None
        if read_only:
            self._check(where)

    def _check(self, where: str) -> None:
        try:
            found = self._ask("MATCH (s:Store) RETURN s.schema AS schema").to_pylist()
        except RuntimeError:
            found = []
        if found and found[0]["schema"] in (SCHEMA, *_DERIVED):
            self.schema = int(found[0]["schema"])
        else:
            self.__exit__()
            said = f"of schema {found[0]['schema']}, this program reads {SCHEMA}" if found else "a database of something else"
            raise StoreError(f"{where} is {said}. It is left untouched; name another path with --store, or load the charts anew there.")

    def __call__(self, query: str, parameters: dict[str, Any] | None = None) -> pa.Table:
        try:
            return self._ask(query, parameters)
        except RuntimeError as error:
            if not self._read_only:
                raise
            raise StoreError(f"The store {self._where} can't be read: {reason_of(error)}. If it is damaged, put a copy of it in its place.") from None

    def _ask(self, query: str, parameters: dict[str, Any] | None = None) -> pa.Table:
        result = self._connection.execute(query, parameters or {})
        assert not isinstance(result, list)
        return result.get_as_arrow(_BATCH)

    def rows(self, query: str, parameters: dict[str, Any] | None = None) -> tuple[list[str], list[list[Any]]]:
        result = self._connection.execute(query, parameters or {})
        assert not isinstance(result, list)
        return result.get_column_names(), [list(row) for row in result.get_all()]

    def copy(self, name: str, rows: pa.Table, ends: str = "") -> None:
        if rows.num_rows:
            self._connection.execute(f"COPY {name} FROM rows{ends}")

    def __enter__(self) -> _Session:
        return self

    def __exit__(self, kind: type[BaseException] | None = None, *_: object) -> None:
        with contextlib.suppress(RuntimeError) if kind is not None else contextlib.nullcontext():  # what went wrong first is what is said
            self._connection.close()
            self._database.close()
