"""Where graphs are kept: one protocol, a file per kind of store."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from oversight_graph.errors import StoreError

if TYPE_CHECKING:
    from oversight_graph.store.protocol import Store


def default_place() -> str:
    """OVERSIGHT_STORE, else a file in the user's data folder (contract §2)."""
    named = os.environ.get("OVERSIGHT_STORE")
    if named:
        return named
    import platformdirs

    return str(platformdirs.user_data_path("oversight-graph", appauthor=False) / "store.lbug")


def open_store(where: str | os.PathLike[str] | None = None) -> Store:
    """The store at a path (made by the first load), or the default one.

    Raises StoreError for an address of a kind that isn't supported. Opening costs nothing; each call opens what it needs.

    >>> open_store("city.lbug").where
    'city.lbug'
    """
    place = os.fspath(where) if where is not None else default_place()
    scheme, found, _ = place.partition("://")
    if found:
        raise StoreError(f"Stores at `{scheme}://` aren't supported yet. Give the path of a file, as --store city.lbug.")
    from oversight_graph.store.embedded import EmbeddedStore

    return EmbeddedStore(place)
