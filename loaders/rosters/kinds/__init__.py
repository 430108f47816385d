"""The kinds of tables that rosters are: a file each, and an entry of the tuple below. Of a table the first kind that knows it reads it."""

from __future__ import annotations

from oversight_graph.loaders.rosters.kinds import directory, inspection_rounds, overseers, rooms, stations, township_offices, zones
from oversight_graph.loaders.rosters.kinds.declaration import TableKind

TABLE_KINDS: tuple[TableKind, ...] = (
    directory.KIND,
    township_offices.KIND,
    stations.KIND,
    zones.KIND,
    rooms.KIND,
    inspection_rounds.KIND,
    overseers.KIND,
)


def column_roles() -> tuple[str, ...]:
    """The words for what a column holds, in a mapping, of all kinds of tables.

    Returns
    -------
    tuple of str
        Each once.
    """
    return tuple(dict.fromkeys(column.role for kind in TABLE_KINDS for column in kind.columns))
