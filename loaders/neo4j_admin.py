"""Files from which Neo4j's own importer makes a store."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oversight_graph.store.protocol import LoadedChart


def write(loaded: Sequence[LoadedChart], path: str) -> list[Path]:
    """Write the files from which Neo4j's own importer makes a store.

    What a store is in Neo4j the store knows; it is imported when it is needed.

    Parameters
    ----------
    loaded
        The charts as a store holds them, in the order of their loading.
    path
        A folder.

    Returns
    -------
    list of Path
        The files.

    Raises
    ------
    ChartError
        Where the charts don't go together.
    OversightError
        Where the files can't be written.
    """
    from oversight_graph.store.neo4j.bulk import write_import

    return write_import(loaded, path)
