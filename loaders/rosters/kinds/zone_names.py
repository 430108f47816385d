"""Zones and groups of cooperation (协作区, 协作组) as tables name them: a group within its zone, and told apart from those of other zones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oversight_graph.loaders.rosters.kinds.cell_names import Expected, NamedBody
from oversight_graph.loaders.rosters.kinds.table_rows import TableRow
from oversight_graph.naming.grammar import parse

if TYPE_CHECKING:
    from oversight_graph.loaders.rosters.kinds.table_reader import TableReader

_ENDINGS = ("区", "片", "组")  # in a column of zones or groups such a name is nothing else
_ZONE = Expected(("Collaboration",), _ENDINGS, scope="zone")
_GROUP = Expected(("Collaboration",), _ENDINGS, scope="group")


def zone_of(text: str) -> str | None:
    """The role of the zone or group that the heading of a section surely names.

    Parameters
    ----------
    text
        Without numbers.

    Returns
    -------
    str or None
        `zone` or `collaboration`; None for what is none.
    """
    reading = parse(text)
    if reading.sure and reading.kind == "Collaboration" and not reading.parts.set:
        return "collaboration" if reading.parts.scope == "group" else "zone"
    return "zone" if text.endswith(("片区", "协作片", "协作区")) and reading.kind is None and len(text) <= 12 else None


def zone_and_group(reader: TableReader, row: TableRow) -> tuple[NamedBody | None, NamedBody | None]:
    """The zone and the group that a row names; the group is part of the zone.

    Parameters
    ----------
    reader
        Of the table.
    row
        Of the table.

    Returns
    -------
    (NamedBody or None, NamedBody or None)
        None where the row names none.
    """
    zone = next(iter(reader.names.bodies(row, "zone", _ZONE)), None)
    group = next(iter(reader.names.bodies(row, "collaboration", _GROUP, around=zone)), None)
    if zone is not None and group is not None and zone.id != group.id:
        reader.roster.link("PART_OF", group.id, zone.id, group.place)
    return zone, group
