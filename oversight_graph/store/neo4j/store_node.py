"""The store's own node: its revision, which generation of bodies is valid, whether somebody is writing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from oversight_graph.errors import StoreError
from oversight_graph.store.neo4j.address import Address
from oversight_graph.store.neo4j.schema import CHART, CONSTRAINTS, DERIVED, EXISTENCE, OURS, SCHEMA, STORE, UNFINISHED
from oversight_graph.store.neo4j.session import Connection
from oversight_graph.store.neo4j.stored_nodes import KEY, new_store


@dataclass(frozen=True)
class Head:
    """The state of a store. `announced`: the revision that somebody has set out to write; the same as `revision` where nobody has."""

    id: str
    revision: int
    generation: int
    announced: int
    nodes: int
    links: int
    schema: int


def head(tx: Any, address: Address) -> Head | None:
    """The store's node, or None where there is none. Raises StoreError for a store of a schema that can't be read."""
    rows = tx.run(f"MATCH (s:{STORE} {{key: $key}}) RETURN s {{.id, .revision, .generation, .announced, .nodes, .links, .schema}} AS s", key=KEY).data()
    if not rows:
        return None
    found = Head(**rows[0]["s"])
    if found.schema == UNFINISHED:
        raise StoreError(
            f"The store at {address.where} was made by neo4j-admin and isn't finished. "
            "Run the file `finish.cypher` that lies beside its `import.sh`: cypher-shell -f finish.cypher"
        )
    if found.schema not in (SCHEMA, *DERIVED):
        newer = "a newer version of this program" if found.schema > SCHEMA else "an older version of this program"
        raise StoreError(
            f"The store at {address.where} was written by {newer} (schema {found.schema}, this one reads {SCHEMA}). "
            "It is left untouched; use that version, or name another database."
        )
    return found


def look(connection: Connection) -> Head | None:
    """The store's node as it is now."""
    return connection.read(lambda tx: head(tx, connection.address))


def prepare(connection: Connection) -> Head:
    """The store's node, made with its constraints where the database is empty.

    Raises StoreError for a database that holds something else: this program keeps to a database of its own.
    """
    address = connection.address
    found = look(connection)
    if found is not None:
        return found
    foreign = connection.read(
        lambda tx: tx.run("MATCH (n) WHERE none(label IN labels(n) WHERE label IN $ours) RETURN count(n) AS n", ours=list(OURS)).single()["n"]
    )
    if foreign:
        raise StoreError(
            f"The database at {address.where} holds {foreign:,} node{'s' if foreign > 1 else ''} of something else and no store of this program. "
            "It is left untouched; name an empty database with NEO4J_DATABASE."
        )
    for statement in CONSTRAINTS:
        connection.run(statement)
    if connection.read(_edition) != "community":
        for statement in EXISTENCE:
            connection.run(statement)
    connection.run("CALL db.awaitIndexes(60)")
    connection.write(lambda tx: tx.run(f"MERGE (s:{STORE} {{key: $key}}) ON CREATE SET s += $row", key=KEY, row=new_store()).consume())
    made = look(connection)
    assert made is not None
    return made


def _edition(tx: Any) -> str:
    rows = tx.run("CALL dbms.components() YIELD name, edition WHERE name = 'Neo4j Kernel' RETURN edition").data()
    return str(rows[0]["edition"]) if rows else "community"


def headers(tx: Any) -> list[dict[str, Any]]:
    """The charts that are loaded, in the order of their loading, without their entries."""
    rows: list[dict[str, Any]] = tx.run(
        f"MATCH (c:{CHART}) RETURN c.header AS header, c.loaded_at AS loaded_at, c.nodes AS nodes, c.links AS links, "
        "c.areas AS areas, c.version AS version ORDER BY c.position"
    ).data()
    return rows


def lock(tx: Any) -> str | None:
    """Take the store's lock by writing to its node; gives the mark of the last load that was written."""
    written: str | None = tx.run(f"MATCH (s:{STORE} {{key: $key}}) SET s.locked = true REMOVE s.locked RETURN s.written AS w", key=KEY).single()["w"]
    return written
