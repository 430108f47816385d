"""What all tables of one file have in common while they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from oversight_graph.loaders.rosters.kinds.counted_sets import CountedSets
from oversight_graph.loaders.rosters.roster_builder import RosterBuilder
from oversight_graph.loaders.rosters.units import Units


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
