"""Putting charts and their graph in the place of what is there: whole or not at all.

Up to LIMIT changes go in one managed transaction, which changes in place only what differs; a chart that stays keeps its entries where they are. Beyond it the new graph is built
beside the old one as a generation of its own, of which no question sees anything; one small transaction then makes it the
valid one, and what was valid before is swept away. What an interrupted load leaves behind can never become valid, since the
store's revision has to be the one that it began with, and the next load sweeps it.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from oversight_graph.errors import PlanStale, StoreError
from oversight_graph.messages import Message, message
from oversight_graph.progress import Progress
from oversight_graph.store.current_user import user
from oversight_graph.store.neo4j.batches import WRITERS, ahead, by_kind, in_batches, side_by_side, tasks
from oversight_graph.store.neo4j.changes import Changes, changes
from oversight_graph.store.neo4j.chart_nodes import held_after, held_in, moved_areas, versions_of, write_charts
from oversight_graph.store.neo4j.kept_charts import key_of
from oversight_graph.store.neo4j.schema import (
    BODY,
    LINK_COLUMNS,
    LOAD,
    NODE_COLUMNS,
    PART,
    PLACE_COLUMNS,
    SCHEMA,
    STORE,
    WRITER,
    create_links,
    create_nodes,
    key,
    link_values,
    node_values,
    place_values,
)  # fmt: skip
from oversight_graph.store.neo4j.session import Connection
from oversight_graph.store.neo4j.store_node import StoreState, head, lock, prepare
from oversight_graph.store.neo4j.stored_nodes import KEY, Holdings, body_values, parts, written
from oversight_graph.store.neo4j.sweep import sweep
from oversight_graph.store.protocol import LoadedChart, own_areas

if TYPE_CHECKING:
    from oversight_graph.resolution.graph_rows import GraphRow
    from oversight_graph.resolution.resolve import Resolved

LIMIT = 200_000
"""Nodes and links that one transaction may change; more are staged."""

T = TypeVar("T")
Packed: TypeAlias = "tuple[str, list[GraphRow], str, dict[str, Any]]"
"""A kind, rows of it, and the statement and the parameters that make them."""


class StoreWrite:
    """One writing of a store.

    Parameters
    ----------
    connection
        To the database of the store.
    revision, loaded, before, after
        As for Store.write.
    progress
        Told the nodes and links that are written, of how many; None where nobody wants to know.
    stored
        The charts that are there, as `store_node.headers` gives them.
    """

    def __init__(
        self,
        connection: Connection,
        revision: int,
        loaded: Sequence[LoadedChart],
        before: Resolved,
        after: Resolved,
        progress: Progress | None,
        stored: Sequence[dict[str, Any]] = (),
    ) -> None:
        self.connection, self.revision, self.loaded, self.before, self.after = connection, revision, loaded, before, after
        self.areas = own_areas([one.chart.header for one in loaded])
        self.token = uuid.uuid4().hex
        self.stored, self.versions = stored, versions_of(loaded, stored, self.token)
        self._of_state = after.part_of
        self._moved: list[list[Any]] = []
        self._progress, self._done, self._of = progress, 0, 1
        self._lock = threading.Lock()

    def run(self) -> StoreState:
        """Write, and sweep away what is no longer valid.

        Returns
        -------
        The state of the store that was made.

        Raises
        ------
        PlanStale, StoreError
            As Store.write does.
        """
        start = prepare(self.connection)
        self._check(start)
        if start.schema != SCHEMA:  # what is there lacks properties, so nothing of it stays as it is
            self.versions = versions_of(self.loaded, (), self.token)
            self.connection.write(self._announce)
            self._staged()
        else:
            differences = changes(self.before, self.after)
            number = len(differences) + self._in_moved_areas(start.generation)
            self.connection.write(self._announce)
            if number <= LIMIT:
                self._of = len(differences)
                self.connection.write(lambda tx: self._at_once(tx, differences))
            else:
                self._staged()
        with suppress(StoreError):  # the load is done; what can't be swept now, the next one sweeps
            sweep(self.connection)
        return replace(start, revision=self.revision + 1, announced=self.revision + 1, written=self.token)

    def _in_moved_areas(self, generation: int) -> int:
        """Note the areas that lie elsewhere than before, which no body's row says, and count the bodies that are there."""
        self._moved = moved_areas(self.stored, self.areas, generation)
        if not self._moved:
            return 0
        query = f"UNWIND $rows AS row MATCH (n:{BODY} {{place: row[0]}}) RETURN count(n) AS n"
        return int(self.connection.read(lambda tx: tx.run(query, rows=self._moved).single()["n"]))

    def _check(self, state: StoreState | None) -> None:
        revision = state.revision if state is not None else 0
        put_back = self._of_state is not None and state is not None and key_of(state) != self._of_state  # and written since, up to the same revision
        if revision != self.revision or put_back:
            raise PlanStale(message("store_neo4j.plan_stale", where=self.connection.address.where, current=revision, planned=self.revision))

    def _announce(self, tx: Any) -> None:
        """Say that the next revision is being written, before anything of it can be seen: see `read.consistently`."""
        self._begin(tx)
        tx.run(f"MATCH (s:{STORE} {{key: $key}}) SET s.announced = $next", key=KEY, next=self.revision + 1).consume()

    def _begin(self, tx: Any) -> StoreState | None:
        """Lock the store and look where it stands; None where this very load is there already, its answer having got lost."""
        last = lock(tx)
        state = head(tx, self.connection.address)
        if last == self.token:
            return None
        self._check(state)
        return state

    def _count(self, number: int) -> None:
        if self._progress is not None:
            with self._lock:
                self._done = min(self._done + number, self._of)
                self._progress(self._done, self._of)

    # -- one transaction --------------------------------------------------------------------------------------------------

    def _at_once(self, tx: Any, differences: Changes) -> None:
        start = self._begin(tx)
        if start is None:
            return
        self._done = 0
        generation = start.generation
        places = self._existing(tx, generation, differences)
        held = self._held(tx, generation, differences)
        for kind, rows in by_kind(differences.removed_links):
            query = f"UNWIND $rows AS row MATCH (:{BODY} {{key: row[0]}})-[r:{kind} {{id: row[1]}}]->() DELETE r RETURN count(*) AS n"
            self._exactly(tx, query, ([key(generation, row["from"]), row["id"]] for row in rows), len(rows), message("store_neo4j.links_to_remove", kind=kind))
        self._exactly(
            tx, f"UNWIND $rows AS row MATCH (n:{BODY} {{key: row}}) DETACH DELETE n RETURN count(*) AS n",
            (key(generation, row["id"]) for row in differences.removed_nodes), len(differences.removed_nodes), message("store_neo4j.nodes_to_remove"),
        )  # fmt: skip
        for kind, rows in by_kind(differences.updated_nodes):
            query = f"UNWIND $rows AS row MATCH (n:{BODY}:{kind} {{key: row[0]}}) SET {_assigned('n', NODE_COLUMNS + PLACE_COLUMNS, 1)} RETURN count(*) AS n"
            values = ([key(generation, row["id"]), *node_values(row), *place_values(row, generation, self.areas)] for row in rows)
            self._exactly(tx, query, values, len(rows), message("store_neo4j.nodes_to_change", kind=kind))
        for kind, rows in by_kind(differences.updated_links):
            query = (
                f"UNWIND $rows AS row MATCH (:{BODY} {{key: row[0]}})-[r:{kind} {{id: row[1]}}]->() SET {_assigned('r', LINK_COLUMNS, 1)} RETURN count(*) AS n"
            )
            self._exactly(
                tx, query, (link_values(row, [key(generation, row["from"])]) for row in rows), len(rows), message("store_neo4j.links_to_change", kind=kind)
            )
        if self._moved:
            tx.run(f"UNWIND $rows AS row MATCH (n:{BODY} {{place: row[0]}}) SET n.within = row[1]", rows=self._moved).consume()
        for _, batch, query, given in ahead(self._nodes(generation, differences.new_nodes)):
            made = tx.run(query, given).value()
            places.update(zip((row["id"] for row in batch), made, strict=True))
            self._count(len(batch))
        for kind, batch, query, given in ahead(self._links(differences.new_links, places.__getitem__)):
            made = tx.run(query, given).consume().counters.relationships_created
            self._same(made, len(batch), message("store_neo4j.links_to_make", kind=kind))
            self._count(len(batch))
        for one in self._fresh():
            self._store_parts(tx, one)
        self._finish(tx, generation, held, *self._numbers(start, differences))

    def _numbers(self, start: StoreState, found: Changes) -> tuple[int, int]:
        """How many nodes and links the graph will have."""
        if self.after.part_of is None:
            return len(self.after.nodes), len(self.after.links)
        return start.nodes + len(found.new_nodes) - len(found.removed_nodes), start.links + len(found.new_links) - len(found.removed_links)

    def _fresh(self) -> list[LoadedChart]:
        """The charts whose entries aren't there yet."""
        there = {row["version"] for row in self.stored}
        return [one for one in self.loaded if self.versions[one.chart.id] not in there]

    def _held(self, tx: Any, generation: int, differences: Changes) -> Holdings:
        """What each chart holds of the graph as it will be; asked before anything is written."""
        held = held_in(self.loaded, self.after)
        if self.after.part_of is None:
            return held
        stay = {one.chart.id for one in self.loaded} - {one.chart.id for one in self._fresh()}
        return held | held_after(tx, generation, self.stored, stay, self.before, self.after, differences)

    def _nodes(self, generation: int, new: Iterable[GraphRow]) -> Iterator[Packed]:
        for kind, batch in tasks(new):
            yield kind, batch, *create_nodes(kind, [body_values(row, generation, self.areas) for row in batch])

    @staticmethod
    def _links(new: Iterable[GraphRow], place: Callable[[str], str]) -> Iterator[Packed]:
        for kind, batch in tasks(new):
            yield kind, batch, *create_links(kind, [link_values(row, (place(row["from"]), place(row["to"]))) for row in batch])

    def _existing(self, tx: Any, generation: int, differences: Changes) -> dict[str, str]:
        """Where the ends of new links are that stand already; asked before anything is made, as Neo4j looks up what is
        committed quickly and what isn't slowly."""
        new = {row["id"] for row in differences.new_nodes}
        ends = sorted({row[end] for row in differences.new_links for end in ("from", "to")} - new)
        places: dict[str, str] = {}
        for batch in in_batches(ends):
            query = f"UNWIND $rows AS row MATCH (n:{BODY} {{key: row}}) RETURN n.id, elementId(n)"
            places.update(tx.run(query, rows=[key(generation, name) for name in batch]).values())
        self._same(len(places), len(ends), message("store_neo4j.ends_of_new_links"))
        return places

    def _exactly(self, tx: Any, query: str, values: Iterable[Any], expected: int, what: Message) -> None:
        met = 0
        for batch in in_batches(values):
            met += tx.run(query, rows=batch).single()["n"]
            self._count(len(batch))
        self._same(met, expected, what)

    def _same(self, met: int, expected: int, what: Message) -> None:
        """Nothing vanishes: what doesn't come out as planned undoes the whole load."""
        if met != expected:
            raise StoreError(message("store_neo4j.edited_by_hand", where=self.connection.address.where, met=met, expected=expected, what=what))

    def _finish(self, tx: Any, generation: int, held: Holdings, nodes: int, links: int) -> None:
        """The charts, their sources, and the revision."""
        write_charts(tx, self.loaded, held, self.versions, self.stored)
        row = written(self.revision + 1, generation, self.token, nodes, links)
        tx.run(f"MATCH (s:{STORE} {{key: $key}}) SET s += $row", key=KEY, row=row).consume()

    def _store_parts(self, tx: Any, one: LoadedChart) -> None:
        """A chart's entries as they were written, in texts that a property holds with ease."""
        version = self.versions[one.chart.id]
        tx.run(f"MATCH (p:{PART} {{version: $version}}) DELETE p", version=version).consume()  # of a first try
        for row in parts(one, version):
            tx.run(f"CREATE (p:{PART}) SET p = $row", row=row).consume()

    # -- a generation of its own ------------------------------------------------------------------------------------------

    def _staged(self) -> None:
        if self.after.part_of is not None:  # all of the graph is written
            from oversight_graph.resolution.resolve import resolve

            self.after = resolve([one.chart for one in self.loaded])
        generation = self.connection.write(self._open)
        self._of = len(self.after.nodes) + len(self.after.links)
        places: dict[str, int] = {}
        prefix = ""

        def nodes(writer: int, made: Packed) -> None:
            nonlocal prefix
            _, batch, query, given = made
            again = f"UNWIND $keys AS key MATCH (n:{BODY} {{key: key}}) RETURN elementId(n)"
            keys = {"keys": [key(generation, row["id"]) for row in batch]}
            found = self._batch(generation, writer, lambda tx: tx.run(query, given).value(), lambda tx: tx.run(again, keys).value())
            numbers = {row["id"]: int(one.rpartition(":")[2]) for row, one in zip(batch, found, strict=True)}
            with self._lock:
                prefix = found[0].rpartition(":")[0]
                places.update(numbers)
            self._count(len(batch))

        def links(writer: int, made: Packed) -> None:
            kind, batch, query, given = made
            count = self._batch(generation, writer, lambda tx: tx.run(query, given).consume().counters.relationships_created, lambda _: len(batch))
            self._same(count, len(batch), message("store_neo4j.links_to_make", kind=kind))
            self._count(len(batch))

        side_by_side(nodes, self._nodes(generation, self.after.nodes.values()))
        side_by_side(links, self._links(self.after.links.values(), lambda name: f"{prefix}:{places[name]}"))
        for one in self._fresh():
            self.connection.write(partial(self._store_parts, one=one))
        self.connection.write(lambda tx: self._switch(tx, generation))

    def _open(self, tx: Any) -> int:
        self._begin(tx)
        return int(
            tx.run(
                f"MATCH (s:{STORE} {{key: $key}}) SET s.generations = s.generations + 1 "
                f"CREATE (l:{LOAD} {{generation: s.generations, base: s.revision, load: $load, begun: datetime(), by: $who}}) "
                f"FOREACH (n IN range(0, $writers - 1) | CREATE (l)-[:WRITES]->(:{WRITER} {{number: n}})) RETURN l.generation AS n",
                key=KEY, load=self.token, who=user(), writers=WRITERS,
            ).single()["n"]
        )  # fmt: skip

    def _batch(self, generation: int, writer: int, work: Callable[[Any], T], done: Callable[[Any], T]) -> T:
        """A batch goes in once (`done` says what came of it where its answer got lost and it is tried again), and only while nobody
        has loaded something else meanwhile and swept this load away. Each writer has a node of its own to lock, so that they
        don't wait for each other but the sweeper waits for all of them."""
        mark = uuid.uuid4().hex

        def once(tx: Any) -> T:
            query = (
                f"MATCH (l:{LOAD} {{generation: $generation}})-[:WRITES]->(w:{WRITER} {{number: $writer}}) "
                "WITH l, w, coalesce(w.last, '') AS last SET w.last = $mark RETURN l.dead AS dead, last = $mark AS again"
            )
            found = tx.run(query, generation=generation, writer=writer, mark=mark).data()
            if not found or found[0]["dead"]:
                self._check(head(tx, self.connection.address))
                raise StoreError(message("store_neo4j.swept_away", where=self.connection.address.where))
            return done(tx) if found[0]["again"] else work(tx)

        return self.connection.write(once)

    def _switch(self, tx: Any, generation: int) -> None:
        """The small transaction that makes a staged generation the valid one."""
        start = self._begin(tx)
        if start is None:
            return
        tx.run(
            f"MATCH (l:{LOAD} {{generation: $new}})-[:WRITES]->(w:{WRITER}) DETACH DELETE l, w WITH count(*) AS n "
            f"MERGE (o:{LOAD} {{generation: $old}}) SET o.base = -1, o.dead = true",
            new=generation, old=start.generation,
        ).consume()  # fmt: skip
        self._finish(tx, generation, held_in(self.loaded, self.after), len(self.after.nodes), len(self.after.links))


def _assigned(name: str, columns: Sequence[str], first: int) -> str:
    return ", ".join(f"{name}.`{column}` = row[{number}]" for number, column in enumerate(columns, first))
