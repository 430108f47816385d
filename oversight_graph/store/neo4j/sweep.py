"""Removing what can never be valid again: an overtaken or interrupted load, the generation before the last switch."""

from __future__ import annotations

from typing import Any

from oversight_graph.store.neo4j.schema import BODY, CHART, LOAD, PART, STORE, WRITER
from oversight_graph.store.neo4j.session import Connection
from oversight_graph.store.neo4j.store_node import lock
from oversight_graph.store.neo4j.stored_nodes import KEY


def sweep(connection: Connection) -> None:
    """Remove the generations that can never be valid again, and the entries of charts that aren't loaded any more.

    Parameters
    ----------
    connection
        To the database of the store. Cost: linear in what is removed.
    """

    def doomed(tx: Any) -> list[int]:
        """A generation that was begun on an older revision can't become valid: from here on nothing is added to it."""
        lock(tx)
        generations: list[int] = tx.run(
            f"MATCH (s:{STORE} {{key: $key}}) MATCH (l:{LOAD}) WHERE l.base < s.revision AND l.generation <> s.generation "
            f"SET l.dead = true WITH l OPTIONAL MATCH (l)-[:WRITES]->(w:{WRITER}) SET w.dead = true RETURN DISTINCT l.generation",
            key=KEY,
        ).value()  # fmt: skip
        return generations

    for generation in connection.write(doomed):
        connection.run(f"MATCH (n:{BODY}) WHERE n.key STARTS WITH $prefix CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF 5000 ROWS", prefix=f"{generation}:")
        connection.run(f"MATCH (l:{LOAD} {{generation: $generation}}) OPTIONAL MATCH (l)-[:WRITES]->(w) DETACH DELETE l, w", generation=generation)
    connection.run(
        f"MATCH (c:{CHART}) WITH collect(c.version) AS kept MATCH (p:{PART}) WHERE NOT p.version IN kept "
        f"AND NOT EXISTS {{ MATCH (l:{LOAD}) WHERE p.version STARTS WITH l.load }} CALL (p) {{ DELETE p }} IN TRANSACTIONS OF 100 ROWS"
    )
