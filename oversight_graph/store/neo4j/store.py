"""The shared store: a Neo4j, one server or a cluster. A load reads and resolves what it touches; what finds that is kept in the user's cache (`kept_charts`)."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar

import pyarrow as pa

from oversight_graph.chart.chart import Header
from oversight_graph.errors import StoreError
from oversight_graph.graph.by_day import cut_graph
from oversight_graph.graph.graph import Graph
from oversight_graph.messages import message
from oversight_graph.progress import Progress
from oversight_graph.store import graph_tables
from oversight_graph.store.inside import Inside
from oversight_graph.store.neo4j.address import Address
from oversight_graph.store.neo4j.inside import InsideNeo4j
from oversight_graph.store.neo4j.kept_charts import KeptCharts
from oversight_graph.store.neo4j.read import GraphSlice, consistently
from oversight_graph.store.neo4j.schema import BODY, DERIVED, held_by_some, key
from oversight_graph.store.neo4j.session import Connection
from oversight_graph.store.neo4j.snapshot import FROM, Snapshots
from oversight_graph.store.neo4j.store_node import StoreState, headers, look
from oversight_graph.store.neo4j.stored_charts import charts as charts_of
from oversight_graph.store.neo4j.stored_charts import texts
from oversight_graph.store.protocol import ChartInfo, LoadedChart, ResolvedScope, resolve_scope
from oversight_graph.store.reading_only import NEO4J, reading_only

if TYPE_CHECKING:
    from oversight_graph.resolution.resolve import Resolved

T = TypeVar("T")
_How: TypeAlias = Literal["kept", "near", "all", "cut"]
"""How a graph was read: from the snapshot, around an area, whole, or cut by date and charts."""


@dataclass(frozen=True)
class _Seen(Generic[T]):
    """What was made of a reading; two are equal where the same was read."""

    records: int
    made: T = field(compare=False)


class Neo4jStore:
    """A store in a database of Neo4j that holds nothing else. Several people may read and load at once."""

    def __init__(self, address: Address) -> None:
        import platformdirs

        data = platformdirs.user_data_path("oversight-graph", appauthor=False)
        self.address = address
        self.where = address.where
        self.snapshots = Snapshots(data / "snapshots")
        self._kept = KeptCharts()
        self._state: StoreState | None = None
        self._connection = Connection(address, data / "bookmarks")

    def __enter__(self) -> Neo4jStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection; the next use opens another one."""
        self._connection.close()
        self._kept.close()

    # -- reading ------------------------------------------------------------------------------------------------------

    def infos(self) -> list[ChartInfo]:
        """See Store.infos."""
        _, rows = consistently(self._connection, lambda tx, _: headers(tx))
        return [ChartInfo(Header.from_json(row["header"]), row["loaded_at"], row["nodes"], row["links"]) for row in rows]

    def loaded(self) -> tuple[int, list[LoadedChart]]:
        """See Store.loaded. Cost: linear in the charts, and in the entries of those that aren't kept in the user's cache, which travel."""
        state = look(self._connection)
        if state is None or state.revision == 0:
            return 0, []
        kept = {} if state.schema in DERIVED else self._kept.versions(state)
        state, (rows, read) = consistently(self._connection, lambda tx, _: texts(tx, kept))
        self._state = state
        return state.revision, charts_of(rows, read, kept)

    def stamp(self) -> str:
        """See Store.stamp. Cost: one statement."""
        state = look(self._connection)
        return "" if state is None or state.revision == 0 else f"{state.id} {state.revision}"

    def outdated(self) -> bool:
        """See Store.outdated. Cost: one statement."""
        state = look(self._connection)
        return state is not None and state.schema in DERIVED

    def graph(self, charts: str | Sequence[str] | None = None, area: str | None = None, as_of: str | datetime.date | None = None, whole: bool = False) -> Graph:
        """See Store.graph. Charts, a day that all of them know and, unless `whole`, the surroundings of an area are cut in Cypher.

        A whole graph of FROM nodes and links or more is kept beside the user's data and read from there while the store's revision stays. Cost: linear in the cut.

        Parameters
        ----------
        charts, area, as_of, whole
            As for Store.graph.

        Returns
        -------
        As Store.graph does; `near` where only the least surroundings came along.

        Raises
        ------
        NothingThere, ValueError, StoreError
            As Store.graph does.
        """
        asked: ResolvedScope
        every: bool

        def read(tx: Any, state: StoreState) -> tuple[pa.Table, pa.Table, _How]:
            nonlocal asked, every
            asked, areas_of = _asked(headers(tx), charts, area, as_of)
            every = len(asked.headers) == len(areas_of)
            kept = self.snapshots.get(state)
            if kept is not None:
                return *kept, "kept"
            if state.schema in DERIVED:
                return *graph_tables.derived(charts_of(*texts(tx, {}), {})), "all"
            if area is not None and not whole:
                inside = sorted({one for areas in areas_of.values() for one in areas if asked.areas.holds(str(asked.area), one)})
                above = sorted({one for area in inside for one in asked.areas.above(area)})
                return *GraphSlice(tx, state, asked, every).near(inside, above), "near"
            if every and state.nodes + state.links >= FROM:  # all of it, on any day: it is kept for the next question
                return *GraphSlice(tx, state, None, True).whole(), "all"
            return *GraphSlice(tx, state, asked, every).whole(), "cut"

        state, (nodes, links, how) = consistently(self._connection, read)
        if how == "all":
            self.snapshots.put(state, nodes, links)
        if how in ("kept", "all") or not asked.all_known:
            return cut_graph(nodes, links, asked.as_of, asked.headers, asked.area, asked.areas, near=how == "near", every=every)
        return Graph(nodes, links, asked.as_of, asked.headers, asked.area, asked.areas, near=how == "near")

    def bodies(
        self, charts: str | Sequence[str] | None = None, area: str | None = None, as_of: str | datetime.date | None = None, text: str | None = None
    ) -> Graph:
        """See Store.bodies. Cost: that of the whole graph, which is kept beside the user's data where it is large.

        Parameters
        ----------
        charts, area, as_of
            As for Store.graph.
        text
            Isn't looked at.

        Returns
        -------
        As Store.bodies does.
        """
        return self.graph(charts, area, as_of, whole=True)

    def cut(self, charts: str | Sequence[str] | None = None, area: str | None = None, as_of: str | datetime.date | None = None) -> ResolvedScope:
        """See Store.cut. Cost: one small reading.

        Parameters
        ----------
        charts, area, as_of
            As for Store.graph.

        Returns
        -------
        As Store.cut does.
        """
        _, rows = consistently(self._connection, lambda tx, _: headers(tx))
        return _asked(rows, charts, area, as_of)[0]

    def cypher(self, text: str, parameters: dict[str, Any] | None = None) -> tuple[list[str], list[list[Any]]]:
        """See Store.cypher. The session is one for reading, in which the server refuses to be written; what reaches beyond the graph never gets there.

        Parameters
        ----------
        text
            One statement in Neo4j's Cypher.
        parameters
            The values of its `$names`.

        Returns
        -------
        The names of the columns, and the rows: nodes, links and paths as maps and lists.

        Raises
        ------
        WrongQuestion, StoreError
            As Store.cypher does.
        """
        text = reading_only(text, NEO4J)

        def run(tx: Any) -> tuple[list[str], list[list[Any]]]:
            result = tx.run(text, parameters or {})
            return list(result.keys()), [[_plain(value) for value in row] for row in result.values()]

        return self._connection.read(run)

    def inside(self, charts: str | Sequence[str] | None, area: str | None, as_of: str | datetime.date | None, work: Callable[[Inside], T]) -> T:
        """See AskedInside.inside. All is read in one managed transaction of a session for reading, which a cluster may give to any of its servers.

        Parameters
        ----------
        charts, area, as_of, work
            As for AskedInside.inside.

        Returns
        -------
        As AskedInside.inside does.

        Raises
        ------
        StoreError
            For a store that an earlier version wrote, whose graph is made of its charts.
        NothingThere, ValueError
            As AskedInside.inside does.
        """

        def read(tx: Any, state: StoreState) -> _Seen[T]:
            if state.schema in DERIVED:
                raise StoreError(message("store_neo4j.derived_graph", where=self.where))
            scope, areas_of = _asked(headers(tx), charts, area, as_of)
            there = InsideNeo4j(tx, state, scope, len(scope.headers) == len(areas_of))
            made = work(there)
            return _Seen(there.seen, made)

        return consistently(self._connection, read)[1].made

    # -- what a load touches --------------------------------------------------------------------------------------------

    def touched(self, revision: int, before: Sequence[LoadedChart], after: Sequence[LoadedChart]) -> tuple[Resolved, Resolved] | None:
        """See ResolvesParts.touched. Cost: linear in what changes and what it shares with the rest; the first time, in all charts. The server isn't asked.

        Parameters
        ----------
        revision, before, after
            As for ResolvesParts.touched.

        Returns
        -------
        As ResolvesParts.touched does.
        """
        state = self._state
        if not before or state is None or state.revision != revision or state.schema in DERIVED:
            return None
        return self._kept.touched(state, before, after)

    def held(self, charts: Sequence[str]) -> int:
        """See ResolvesParts.held. Cost: for one chart one small reading; for several the server goes over the graph.

        Parameters
        ----------
        charts
            Their ids.

        Returns
        -------
        As ResolvesParts.held does.
        """
        if len(charts) < 2:
            return sum(info.nodes + info.links for info in self.infos() if info.header.id in charts)

        def count(tx: Any, state: StoreState) -> int:
            given = {"prefix": key(state.generation, ""), "charts": list(charts)}
            of_nodes, of_links = (
                f"MATCH (n:{BODY}){rest} WHERE n.key STARTS WITH $prefix AND {held_by_some(name)} RETURN count({name}) AS n"
                for name, rest in (("n", ""), ("r", f"-[r]->(:{BODY})"))
            )
            return sum(int(tx.run(query, given).single()["n"]) for query in (of_nodes, of_links))

        return consistently(self._connection, count)[1]

    # -- writing ------------------------------------------------------------------------------------------------------

    def tidy(self) -> None:
        """See Store.tidy. What is left lies in the database, where nobody reads it, until the next load."""

    def write(self, revision: int, loaded: Sequence[LoadedChart], before: Resolved, after: Resolved, progress: Progress | None = None) -> None:
        """See Store.write. Cost: linear in the changes and in the charts that change; beyond `write.LIMIT` changes, in the whole new graph.

        Parameters
        ----------
        revision, loaded, before, after
            As for Store.write.
        progress
            Told the nodes and links that are written, of how many.

        Raises
        ------
        PlanStale, StoreError
            As Store.write does.
        """
        from oversight_graph.store.neo4j.write import StoreWrite

        writing = StoreWrite(self._connection, revision, loaded, before, after, progress, self._connection.read(headers))
        state = writing.run()
        self._kept.after_load(state, loaded, writing.versions, before, writing.after)


def _plain(value: Any) -> Any:
    """What Neo4j returns, as Python: nodes, links and paths as maps and lists."""
    import neo4j.graph
    import neo4j.time

    if isinstance(value, neo4j.graph.Node):
        return {"labels": sorted(value.labels), "properties": _plain(dict(value))}
    if isinstance(value, neo4j.graph.Relationship):
        return {"type": value.type, "properties": _plain(dict(value))}
    if isinstance(value, neo4j.graph.Path):
        return [_plain(part) for pair in zip(value.nodes, (*value.relationships, None), strict=True) for part in pair if part is not None]
    if isinstance(value, neo4j.time.Date | neo4j.time.DateTime | neo4j.time.Time):
        return value.to_native()
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value


def _asked(
    rows: list[dict[str, Any]], charts: str | Sequence[str] | None, area: str | None, as_of: str | datetime.date | None
) -> tuple[ResolvedScope, dict[str, set[str]]]:
    """The cut of what is loaded, and the areas in which each chart holds nodes."""
    known = [Header.from_json(row["header"]) for row in rows]
    areas_of = {header.id: set(row["areas"]) for header, row in zip(known, rows, strict=True)}
    return resolve_scope(known, charts, area, as_of, areas_of), areas_of
