"""What a roster has said so far: its bodies, and each link once with the row that it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from oversight_graph.loaders.cell_account import Fate
from oversight_graph.loaders.chart_builder import ChartBuilder
from oversight_graph.loaders.draft_entry import Location


@dataclass
class RosterBody:
    """An overseer of the roster and what its rows have said so far.

    Attributes
    ----------
    id, name
        In the chart.
    place
        Where it is named first.
    units
        Ids of its units, and whether what is below them is meant too.
    unnamed
        How many units are counted and not named.
    unknown
        Whether it has units of which nobody says how many.
    stationed
        Ids of the units at which it is stationed (STATIONED_AT): its hosts. HOSTED_BY, a dependence on a unit, is no matter of rosters.
    host
        The unit at which it is stationed, as its name says it, until a row does; None where it says none.
    declared_units
        How many units a row declares, and where; None where none does.
    staff
        Its posts with their quantifier; None where nobody says them.
    """

    id: str
    name: str
    place: Location
    units: dict[str, bool] = field(default_factory=dict)  # id → with its subordinates
    unnamed: int = 0
    unknown: bool = False
    stationed: set[str] = field(default_factory=set)
    host: str | None = None  # as its name says it, until a row does
    declared_units: tuple[int, Location] | None = None
    staff: tuple[int, str] | None = None


@dataclass
class RosterBuilder:
    """What a roster has said so far, on its way into the chart.

    Attributes
    ----------
    builder
        The chart.
    source
        The id of the source that everything cites.
    kinds
        What the user says that names are.
    commission
        The id of the one that the groups and rooms belong to, where one is named.
    bodies
        The overseers by name.
    counted
        How often what was met, by kind of node or code of a message.
    labels_said
        Labels before a colon, with their cells, of which something was said already.
    """

    builder: ChartBuilder
    source: str
    kinds: Mapping[str, str]
    commission: str | None = None
    bodies: dict[str, RosterBody] = field(default_factory=dict)
    counted: Counter[str] = field(default_factory=Counter)
    labels_said: set[tuple[str, Location]] = field(default_factory=set)
    _links_added: set[tuple[str, ...]] = field(default_factory=set)  # by kind, ends and attributes

    def body(self, kind: str, name: str, place: Location, **values: Any) -> str:
        """The id of a body, which is counted when it is named for the first time.

        Parameters
        ----------
        kind
            Of node.
        name
            As the cell writes it.
        place
            The cell.
        **values
            Further attributes; None says nothing.

        Returns
        -------
        str
            The id in the chart.
        """
        self.counted[kind] += not self.builder.holds(kind, name, str(values.get("area") or ""))
        return self.builder.body(kind, name, place, self.source, **values)

    def link(self, kind: str, start: str, end: str, place: Location, **values: Any) -> None:
        """Add a link, once: a cell that says the same again adds nothing.

        Parameters
        ----------
        kind
            Of link.
        start, end
            Ids in the chart.
        place
            The cell.
        **values
            Attributes; None says nothing.
        """
        given = {name: value for name, value in values.items() if value is not None}
        key = (kind, start, end, *(f"{name}={value}" for name, value in sorted(given.items())))
        self.builder.mark(place, Fate.LOADED)
        if key not in self._links_added:
            self._links_added.add(key)
            self.builder.link(kind, start, end, place, sources=[place.cited(self.source)], **given)

    def link_to_commission(self, kind: str, body: str, place: Location, commission: str | None = None) -> None:
        """Link a group or a room to the commission above it (domain §3).

        Parameters
        ----------
        kind
            Of the body; others than groups and rooms get no link.
        body
            Its id.
        place
            Where it is named.
        commission
            The id of the one that its row names; None for the roster's.
        """
        superior = commission or self.commission
        if superior is not None and kind == "StationedGroup":
            self.link("DISPATCHES", superior, body, place)
        elif superior is not None and kind == "Room":
            self.link("PART_OF", body, superior, place)
