"""The store's own node: its revision, which generation of bodies is valid, whether somebody is writing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from oversight_graph.errors import StoreError
from oversight_graph.messages import message
from oversight_graph.store.neo4j.address import Address
from oversight_graph.store.neo4j.schema import CHART, CONSTRAINTS, DERIVED, EXISTENCE, OURS, SCHEMA, STORE, UNFINISHED
from oversight_graph.store.neo4j.session import Connection
from oversight_graph.store.neo4j.stored_nodes import KEY, new_store


@dataclass(frozen=True)
class StoreState:
    """The state of a store.

    `id` is the store's own, given once; `revision` how often it was written; `generation` that of the bodies that are valid; `announced` the
    revision that somebody has set out to write, the same as `revision` where nobody has; `nodes` and `links` are numbers; `schema` is that of its labels and properties;
    `written` is the mark of the load that made the revision: a store that was put back to an earlier state comes to the same revisions once more by other loads.
    """

    id: str
    revision: int
    generation: int
    announced: int
    nodes: int
    links: int
    schema: int
    written: str | None = None


def head(tx: Any, address: Address) -> StoreState | None:
    """The state of the store, from its own node.

    Parameters
    ----------
    tx
        A transaction.
    address
        That of the database, for messages.

    Returns
    -------
    None where there is no store.

    Raises
    ------
    StoreError
        For a store of a schema that can't be read, and one whose import isn't finished.
    """
    rows = tx.run(
        f"MATCH (s:{STORE} {{key: $key}}) RETURN s {{.id, .revision, .generation, .announced, .nodes, .links, .schema, .written}} AS s", key=KEY
    ).data()
    if not rows:
        return None
    state = StoreState(**rows[0]["s"])
    if state.schema == UNFINISHED:
        raise StoreError(message("store_neo4j.unfinished_import", where=address.where))
    if state.schema not in (SCHEMA, *DERIVED):
        if state.schema > SCHEMA:
            raise StoreError(message("store_neo4j.newer_schema", where=address.where, schema=state.schema, known=SCHEMA))
        raise StoreError(message("store_neo4j.older_schema", where=address.where, schema=state.schema, known=SCHEMA))
    return state


def look(connection: Connection) -> StoreState | None:
    """The state of the store as it is now.

    Parameters
    ----------
    connection
        To the database of the store.

    Returns
    -------
    None where there is no store. Raises StoreError as `head` does.
    """
    return connection.read(lambda tx: head(tx, connection.address))


def prepare(connection: Connection) -> StoreState:
    """The state of the store, which is made with its constraints and indexes where the database is empty.

    Parameters
    ----------
    connection
        To the database of the store.

    Returns
    -------
    That of revision 0 for a new store.

    Raises
    ------
    StoreError
        For a database that holds something else: this program keeps to a database of its own.
    """
    address = connection.address
    state = look(connection)
    if state is not None:
        return state
    foreign = connection.read(
        lambda tx: tx.run("MATCH (n) WHERE none(label IN labels(n) WHERE label IN $ours) RETURN count(n) AS n", ours=list(OURS)).single()["n"]
    )
    if foreign:
        raise StoreError(message("store_neo4j.foreign_nodes", where=address.where, nodes=foreign))
    for statement in CONSTRAINTS:
        connection.run(statement)
    if connection.read(_edition) != "community":
        for statement in EXISTENCE:
            connection.run(statement)
    connection.run("CALL db.awaitIndexes(60)")
    connection.write(lambda tx: tx.run(f"MERGE (s:{STORE} {{key: $key}}) ON CREATE SET s += $row", key=KEY, row=new_store()).consume())
    state = look(connection)
    assert state is not None
    return state


def _edition(tx: Any) -> str:
    rows = tx.run("CALL dbms.components() YIELD name, edition WHERE name = 'Neo4j Kernel' RETURN edition").data()
    return str(rows[0]["edition"]) if rows else "community"


def headers(tx: Any) -> list[dict[str, Any]]:
    """The charts that are loaded, without their entries.

    Parameters
    ----------
    tx
        A transaction.

    Returns
    -------
    In the order of their loading, each with `id`, `position`, `header` (as JSON), `loaded_at`, `nodes`, `links`, `areas` and `version`.
    """
    rows: list[dict[str, Any]] = tx.run(
        f"MATCH (c:{CHART}) RETURN c.id AS id, c.position AS position, c.header AS header, c.loaded_at AS loaded_at, c.nodes AS nodes, c.links AS links, "
        "c.areas AS areas, c.version AS version ORDER BY c.position"
    ).data()
    return rows


def lock(tx: Any) -> str | None:
    """Take the store's lock until the transaction ends, by writing to its node.

    Parameters
    ----------
    tx
        A writing transaction.

    Returns
    -------
    The mark of the last load that was written; None before the first one.
    """
    written: str | None = tx.run(f"MATCH (s:{STORE} {{key: $key}}) SET s.locked = true REMOVE s.locked RETURN s.written AS w", key=KEY).single()["w"]
    return written
