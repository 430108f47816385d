"""A style sheet for Neo4j Browser, in the language of its name: GraSS."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from oversight_graph.disk.atomic_write import atomic_write

if TYPE_CHECKING:
    from oversight_graph.store.protocol import LoadedChart


def write(_: Sequence[LoadedChart], path: str) -> list[Path]:
    """Write the colours of the maps as a style sheet for Neo4j Browser; it says nothing of charts.

    Parameters
    ----------
    _
        Not used; a writer takes it.
    path
        A file of any name.

    Returns
    -------
    list of Path
        The file.

    Raises
    ------
    OversightError
        Where it can't be written.
    """
    from oversight_graph.store.neo4j.grass import style_sheet

    target = Path(path)
    with atomic_write([target]) as (part,):
        part.write_text(style_sheet(), "utf-8")
    return [target]
