"""Where graphs are kept: one protocol, a file per kind of store."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oversight_graph.store.protocol import Store


def _default_place() -> str:
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
    """The store at a path (made by the first load), at a Neo4j address, or the default one (contract §2). A context manager.

    Opening costs nothing: a store that can't be reached or isn't one shows when it is used.

    Parameters
    ----------
    where
        A path, or an address with `://`; by default OVERSIGHT_STORE, else NEO4J_URI, else a file in the user's data folder.
    username, password
        Of Neo4j alone; by default NEO4J_USERNAME and NEO4J_PASSWORD.
    database
        Of Neo4j alone; by default NEO4J_DATABASE, else the home database of the user.
    ca_file
        Of Neo4j alone: a file of certificates that are trusted in the place of the system's; by default NEO4J_CA_FILE.

    Returns
    -------
    An embedded store for a path, a Neo4j one for an address.

    Raises
    ------
    StoreError
        For an address or a path that can't be one.

    Examples
    --------
    >>> open_store("city.lbug").where
    'city.lbug'
    >>> open_store("neo4j://graphs.example.org:7687", database="charts").where
    'neo4j://graphs.example.org:7687 (database charts)'
    """
    place = os.fspath(where) if where is not None else _default_place()
    if "://" in place:
        from oversight_graph.store.neo4j.address import Address
        from oversight_graph.store.neo4j.store import Neo4jStore

        return Neo4jStore(Address.of(place, username, password, database, ca_file))
    from oversight_graph.store.embedded import EmbeddedStore

    return EmbeddedStore(place)
