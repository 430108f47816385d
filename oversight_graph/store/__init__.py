"""Where graphs are kept: one protocol, a file per kind of store."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oversight_graph.store.protocol import Store


def default_place() -> str:
    """OVERSIGHT_STORE, else NEO4J_URI, else a file in the user's data folder (contract §2)."""
    named = os.environ.get("OVERSIGHT_STORE") or os.environ.get("NEO4J_URI")
    if named:
        return named
    import platformdirs

    return str(platformdirs.user_data_path("oversight-graph", appauthor=False) / "store.lbug")


def open_store(
    where: str | os.PathLike[str] | None = None,
    *,
    username: str | None = None,
    password: str | None = None,
    database: str | None = None,
    ca_file: str | None = None,
) -> Store:
    """The store at a path (made by the first load) or at a Neo4j address, or the default one. A context manager.

    What isn't given for Neo4j is taken from NEO4J_USERNAME, NEO4J_PASSWORD, NEO4J_DATABASE and NEO4J_CA_FILE.
    Raises StoreError for an address that can't be one. Opening costs nothing; what fails, fails when the store is used.

    >>> open_store("city.lbug").where
    'city.lbug'
    >>> open_store("neo4j://graphs.example.org:7687", database="charts").where
    'neo4j://graphs.example.org:7687 (database charts)'
    """
    place = os.fspath(where) if where is not None else default_place()
    if "://" in place:
        from oversight_graph.store.neo4j.address import Address
        from oversight_graph.store.neo4j.store import Neo4jStore

        return Neo4jStore(Address.of(place, username, password, database, ca_file))
    from oversight_graph.store.embedded import EmbeddedStore

    return EmbeddedStore(place)
