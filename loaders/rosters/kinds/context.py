"""What all tables of one file have in common while they are read, and a table that was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from oversight_graph.loaders.rosters.kinds.counted_sets import CountedSets
from oversight_graph.loaders.rosters.roster_builder import RosterBuilder
from oversight_graph.loaders.rosters.roster_columns import RosterColumns
from oversight_graph.loaders.rosters.table_area import TableArea
from oversight_graph.loaders.rosters.units import Units
from oversight_graph.loaders.workbook import Sheet

if TYPE_CHECKING:
    from oversight_graph.loaders.rosters.detection import RosterTable
    from oversight_graph.loaders.rosters.kinds.declaration import TableKind


@dataclass
class TableFound:
    """A table of a known kind.

    Attributes
    ----------
    kind
        What it is.
    area
        Its cells, and where they stand in the file.
    layout
        Its heading, and what each column holds.
    above
        The texts above the heading with their rows; row 0 for those before the table of a document.
    rows
        All equally long, the text of a merged block in each of its cells.
    roster
        The same, as the reader of rosters of overseers found it; None of another kind.
    """

    kind: TableKind
    area: TableArea
    layout: RosterColumns
    above: list[tuple[int, str]]
    rows: list[list[str]] = field(repr=False)
    roster: RosterTable | None = None

    @property
    def sheet(self) -> Sheet:
        """Its cells as they were read."""
        return self.area.sheet


@dataclass
class TableContext:
    """What all tables of one file share.

    Attributes
    ----------
    roster
        Takes bodies and links.
    units
        Takes the names of units.
    sets
        Takes what is counted and not named.
    mapping
        What the user says of the file; empty without one.
    powers
        The authority of all links that cover, where the mapping says it.
    told
        Whether the user himself names the commission, or only a title does.
    area
        What the commission's name says of the area, as 云岭县; "" where it says nothing.
    offices
        The ids of the township offices that the file names, by the id of their township.
    plates
        The ids of bodies by their kind and another name of theirs (two plates) that the file tells.
    apart
        (role, name) of names that stand for several bodies, each within something else of that role: 东风村 of two townships, 第一组 of two zones.
    checked
        How many totals were compared.
    """

    roster: RosterBuilder
    units: Units
    sets: CountedSets
    mapping: Mapping[str, Any]
    powers: Mapping[str, Any]
    told: bool
    area: str
    offices: dict[str, list[str]] = field(default_factory=dict)
    plates: dict[tuple[str, str], str] = field(default_factory=dict)
    apart: set[tuple[str, str]] = field(default_factory=set)
    checked: int = 0
