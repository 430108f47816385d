"""Cutting a graph out of the store: in Cypher, so that only what is asked for travels."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Sequence, Set
from functools import partial
from typing import Any, TypeVar

import pyarrow as pa

from oversight_graph.errors import StoreError
from oversight_graph.messages import message
from oversight_graph.model import KINDS, walks
from oversight_graph.model.walk_declarations import Step
from oversight_graph.store import graph_tables
from oversight_graph.store.neo4j.schema import BODY, LINK_COLUMNS, NODE_COLUMNS, dated, held_by_some, holds, key
from oversight_graph.store.neo4j.session import Connection
from oversight_graph.store.neo4j.store_node import StoreState, head, look
from oversight_graph.store.protocol import ResolvedScope

T = TypeVar("T")
TRIES, WAITS, PAUSE = 20, 20, 0.05
"""How often a reading is tried; how often, and after how many seconds, it is looked whether a writer has ended."""
_CHUNK = 50_000


def consistently(connection: Connection, work: Callable[[Any, StoreState], T]) -> tuple[StoreState, T]:
    """What `work` reads from one revision of the store.

    Neo4j shows each statement what is committed by then, and while a large commit is being applied, parts of it. So a writer
    announces its revision in a transaction of its own before it writes. Where nothing was announced and nothing new came
    until the end of the reading, nothing was written meanwhile. Else the reading is done again, when the writer has ended;
    where the announcement stays unfulfilled, its writer has died or takes long, and two readings that agree are taken.

    Parameters
    ----------
    connection
        To the database of the store.
    work
        Called with a transaction and the state of the store, perhaps several times; what it gives must be comparable by `==`.

    Returns
    -------
    The state of the store, and what was read from it.

    Raises
    ------
    StoreError
        Where there is no store, or it is written anew again and again.
    """
    last: tuple[StoreState, T] | None = None

    def once(tx: Any) -> tuple[StoreState, T, StoreState | None]:
        start = head(tx, connection.address)
        if start is None or start.revision == 0:
            raise StoreError(message("store.none_there", where=connection.address.where, place=connection.address.uri))
        result = work(tx, start)
        return start, result, head(tx, connection.address)

    for _ in range(TRIES):
        start, result, end = connection.read(once)
        if end == start and (start.announced == start.revision or last == (start, result)):
            return start, result
        last = (start, result) if end == start else None
        if start != connection.unfulfilled:
            _until_quiet(connection)
    raise StoreError(message("store_neo4j.never_quiet", where=connection.address.where))


def _until_quiet(connection: Connection) -> None:
    """Wait for a writer that is at work, but not for long: it may have died."""
    state = None
    for _ in range(WAITS):
        state = look(connection)
        if state is None or state.announced == state.revision:
            return
        time.sleep(PAUSE)
    connection.unfulfilled = state


class GraphSlice:
    """One reading of nodes and links, as tables with the columns of `graph_tables`, sorted as every store gives them.

    Parameters
    ----------
    tx
        The transaction that it is done in.
    state
        The state of the store; says which generation is valid.
    asked
        The day and the charts; None for all rows on all days. Where the charts have days of their own, or not all is known on the day, their rows on all days are read.
    every
        Whether all charts are asked for.
    """

    def __init__(self, tx: Any, state: StoreState, asked: ResolvedScope | None, every: bool) -> None:
        self.tx, self.generation = tx, state.generation
        self.where: Callable[[str], str] = lambda name: "true"
        self.parameters: dict[str, Any] = {}
        self.before = None if asked is None or asked.all_known else asked.as_of
        if asked is not None:
            self.where = partial(holds if asked.all_known else held_by_some, charts=not every)
            self.parameters = ({"day": asked.as_of} if asked.all_known else {}) | ({} if every else {"charts": list(asked.headers)})

    def whole(self) -> tuple[pa.Table, pa.Table]:
        """The bodies and the links of the valid generation that hold, or all of them where nothing is asked. Cost: one pass over them."""
        prefix = {"prefix": f"{self.generation}:"}
        nodes = self._nodes(f"MATCH (n:{BODY}) WHERE n.key STARTS WITH $prefix AND {self.where('n')}", prefix)
        links = self._links(f"MATCH (n:{BODY})-[r]->(b:{BODY}) WHERE n.key STARTS WITH $prefix AND {self.where('r')}", prefix)
        return nodes, links

    def near(self, areas: Sequence[str], above: Sequence[str]) -> tuple[pa.Table, pa.Table]:
        """The bodies of some areas, those on which what can be said of their coverage and load rests, and the links among all of these.

        Parameters
        ----------
        areas
            Codes of the areas asked for and of those inside of them.
        above
            Codes of these and of all that hold them.

        Returns
        -------
        The nodes and the links that hold. Cost: linear in them; a statement for each step of the walk.
        """
        return self.among(Surroundings(self.tx, self.generation, self.where, self.parameters).of(areas, above))

    def among(self, found: Set[str]) -> tuple[pa.Table, pa.Table]:
        """Some bodies and the links among them; on a day of which not all is known also those whose links show that one of these was there.

        Parameters
        ----------
        found
            Keys of bodies.

        Returns
        -------
        The nodes and the links that hold. Cost: linear in them.
        """
        keys = sorted(found | self._witnesses(found))
        nodes = self.bodies(keys)
        links = self._links(f"MATCH (n:{BODY}) WHERE n.key IN $keys MATCH (n)-[r]->(b:{BODY}) WHERE b.key IN $keys AND {self.where('r')}", {"keys": keys})
        return nodes, links

    def bodies(self, keys: Collection[str]) -> pa.Table:
        """Some bodies.

        Parameters
        ----------
        keys
            Their keys.

        Returns
        -------
        Those that hold. Cost: linear in them.
        """
        return self._nodes(f"MATCH (n:{BODY}) WHERE n.key IN $keys AND {self.where('n')}", {"keys": sorted(keys)})

    def links_into(self, kind: str, area: str | None) -> pa.Table:
        """The links of a kind that lead to the bodies of an area.

        Parameters
        ----------
        kind
            The id of a kind of link.
        area
            A code; None for everywhere.

        Returns
        -------
        Those that hold. Cost: linear in the links of the kind.
        """
        inside = "($area IS NULL OR $area IN b.within)"
        given = {"prefix": f"{self.generation}:", "area": area}
        return self._links(f"MATCH (n:{BODY})-[r:{kind}]->(b:{BODY}) WHERE n.key STARTS WITH $prefix AND {self.where('r')} AND {inside}", given)

    def _witnesses(self, keys: Set[str]) -> set[str]:
        """For each body that states no beginning and each chart one body that a link dated by that chart joins to it: the link shows that it was there (domain §4, The day)."""
        if self.before is None:
            return set()
        there = " AND ".join(holds(name, among="[teller]") for name in ("n", "r", "m"))
        found = self.tx.run(
            f"MATCH (n:{BODY}) WHERE n.key IN $keys AND n.valid_from IS NULL MATCH (n)-[r]-(m:{BODY}) WHERE {dated('r')} UNWIND r.charts AS teller "
            f"WITH n, r, m, teller WHERE {there} WITH n, teller, min(m.key) AS key RETURN DISTINCT key",
            {"keys": sorted(keys), "day": self.before},
        )
        return set(found.value())

    def _nodes(self, match: str, parameters: dict[str, Any]) -> pa.Table:
        kinds = list(KINDS.ids)
        columns = ", ".join(f"n.`{name}`" for name in NODE_COLUMNS)
        records = self.tx.run(f"{match} RETURN [l IN labels(n) WHERE l IN $kinds][0], {columns}", self.parameters | parameters | {"kinds": kinds})
        return _table(records, ("kind", *NODE_COLUMNS), graph_tables.NODES).sort_by("id")

    def _links(self, match: str, parameters: dict[str, Any]) -> pa.Table:
        columns = ", ".join(f"r.`{name}`" for name in LINK_COLUMNS)
        records = self.tx.run(f"{match} RETURN type(r), n.id, b.id, {columns}", self.parameters | parameters)
        links = _table(records, ("kind", "from", "to", *LINK_COLUMNS), graph_tables.LINKS)
        return links.sort_by([("from", "ascending"), ("to", "ascending"), ("id", "ascending")])


class Surroundings:
    """Which bodies have a say in what is asked about an area: a walk over whole frontiers, a statement a step.

    Inwards from what lies in the area: the units above it (their coverage is inherited), everything that covers or reaches any
    of these, and so on up to the commissions; and the heads of the areas that hold it (nominal coverage). Outwards from the
    bodies in the area: what they cover, what lies below that, and what their stations serve (workload). No step follows
    HOSTED_BY: such a link is among what is read where both of its ends are.
    """

    def __init__(self, tx: Any, generation: int, where: Callable[[str], str], parameters: dict[str, Any]) -> None:
        self.tx, self.generation, self.where, self.parameters = tx, generation, where, parameters

    def of(self, areas: Sequence[str], above: Sequence[str]) -> set[str]:
        """The bodies that bear on some areas.

        Parameters
        ----------
        areas, above
            As for `GraphSlice.near`.

        Returns
        -------
        Their keys.
        """
        places = [key(self.generation, area) for area in areas]
        inside = set(self._keys(f"MATCH (n:{BODY}) WHERE n.place IN $places RETURN n.key", places=places))
        heads = set(
            self._keys(
                " UNION ".join(
                    f"MATCH (n:{BODY}) WHERE n:{head.kind} AND n.place IN $places "
                    + (
                        f"OPTIONAL MATCH (n)-[:{head.leads}]->(t:{head.whom}) UNWIND [n.key, t.key] AS key RETURN DISTINCT key"
                        if head.leads
                        else "RETURN n.key AS key"
                    )
                    for head in walks.HEADS
                ),
                places=[*places, *(key(self.generation, area) for area in above)],
            )
        ) - {None}
        inwards = inside | heads
        self.spread(inwards, inside, walks.SUPERVISION.steps, against=True)
        outwards = set(inside)
        self.spread(outwards, inside, [step for step in walks.SUPERVISION.steps if step.covers])
        return inwards | outwards

    def spread(self, reached: set[str], start: set[str], steps: Iterable[Step], against: bool = False) -> None:
        """Add what steps of the walk lead to, or from where they lead here, as often as there is anything new.

        Parameters
        ----------
        reached
            Keys of bodies; what is found is added.
        start
            Keys of those that the walk begins with.
        steps
            Rows of the table of walks.
        against
            Whether the steps are walked from their ends.
        """
        forward, backward = ("-[r:{}]->", "<-[r:{}]-") if not against else ("<-[r:{}]-", "-[r:{}]->")
        ways: dict[tuple[str, str], list[str]] = {}
        for step in steps:
            asked = self.where("r")
            if step.mechanisms:  # else whatever such links join is near enough to what the walk goes from and to
                here, there = (step.ends, step.origins) if against else (step.origins, step.ends)
                asked += f" AND r.mechanism IN {list(step.mechanisms)} AND n:{'|'.join(here)} AND m:{'|'.join(there)}"
            for arrow in (forward,) * (step.direction != "backward") + (backward,) * (step.direction != "forward"):
                ways.setdefault((arrow, asked), []).extend(step.links)
        matches = " UNION ".join(
            f"MATCH (n){arrow.format('|'.join(dict.fromkeys(links)))}(m:{BODY}) WHERE {asked} RETURN m" for (arrow, asked), links in ways.items()
        )
        frontier = set(start)
        while frontier:
            step_keys = set(self._keys(f"MATCH (n:{BODY}) WHERE n.key IN $keys CALL (n) {{ {matches} }} RETURN DISTINCT m.key", keys=sorted(frontier)))
            frontier = step_keys - reached
            reached |= step_keys

    def _keys(self, query: str, **parameters: Any) -> list[str]:
        keys: list[str] = self.tx.run(query, self.parameters | parameters).value()
        return keys


def _table(records: Iterable[Any], columns: Sequence[str], schema: pa.Schema) -> pa.Table:
    """Records as an Arrow table of a schema, a chunk at a time, so that the rows as Python values never stand in memory together."""
    chunks: list[pa.RecordBatch] = []
    dated = {field.name for field in schema if field.type in (pa.date32(), pa.list_(pa.date32()))}
    rows: list[Any] = []

    def put() -> None:
        values = dict(zip(columns, zip(*rows, strict=True), strict=True))
        arrays = [pa.array([_day(value) for value in values[name]] if name in dated else list(values[name]), schema.field(name).type) for name in schema.names]
        chunks.append(pa.RecordBatch.from_arrays(arrays, schema=schema))
        rows.clear()

    for record in records:
        rows.append(tuple(record.values()))
        if len(rows) == _CHUNK:
            put()
    if rows:
        put()
    return pa.Table.from_batches(chunks, schema)


def _day(value: Any) -> Any:
    return None if value is None else [one.to_native() for one in value] if isinstance(value, list) else value.to_native()
