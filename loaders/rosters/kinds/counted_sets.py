"""What tables count and don't name, as 12 villages of an office: one set of all of them, which the bodies of the rows divide (domain §3a).

An empty cell is unknown: its body gets no link. A number that isn't exact makes a part of unknown number, and what it was stays in a note.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from oversight_graph.loaders.draft_entry import Location
from oversight_graph.loaders.rosters.roster_builder import RosterBuilder
from oversight_graph.messages import Message, message
from oversight_graph.model import KINDS


class SetKey(NamedTuple):
    """Which set: its kind of node, its name, and the kind of link by which bodies hold their parts."""

    kind: str
    name: str
    link: str


class _Part(NamedTuple):
    holder: str
    number: int | None
    text: str
    place: Location
    values: Mapping[str, Any]


@dataclass
class _CountedSet:
    label: str
    values: Mapping[str, Any]
    parts: list[_Part] = field(default_factory=list)
    empty: int = 0
    stated: int | None = None


@dataclass
class CountedSets:
    """The sets of a file, until all its rows are read.

    Attributes
    ----------
    roster
        Takes the sets and the links of their holders.
    """

    roster: RosterBuilder
    _sets: dict[SetKey, _CountedSet] = field(default_factory=dict)

    def part(
        self, key: SetKey, label: str, holder: str, number: tuple[int, str], text: str, place: Location, link: Mapping[str, Any], node: Mapping[str, Any]
    ) -> None:
        """Note the part of a set that a body has.

        Parameters
        ----------
        key
            The set.
        label
            What its members are called.
        holder
            The id of the body.
        number
            How many, with the quantifier.
        text
            The cell.
        place
            Where it stands.
        link, node
            Attributes of the link of the holder, and of the set.
        """
        counted = self._sets.setdefault(key, _CountedSet(label, node))
        if number != (0, "eq"):
            counted.parts.append(_Part(holder, number[0] if number[1] == "eq" else None, text, place, link))

    def unknown(self, key: SetKey, label: str, node: Mapping[str, Any]) -> None:
        """Note that of a body nobody says how many it has.

        Parameters
        ----------
        key
            The set.
        label
            What its members are called.
        node
            Attributes of the set.
        """
        self._sets.setdefault(key, _CountedSet(label, node)).empty += 1

    def total(self, key: SetKey, number: int) -> None:
        """Note how many a row of totals says that there are.

        Parameters
        ----------
        key
            The set.
        number
            Of the row, of the whole table.
        """
        if key in self._sets:
            self._sets[key].stated = number

    def finish(self) -> list[Message]:
        """Put the sets into the chart, once all rows are read; say where bodies of such a kind are named as well, as they may be the same ones.

        Returns
        -------
        list of Message
            What each is, in words.
        """
        for kind in dict.fromkeys(key.kind for key, counted in self._sets.items() if counted.parts):
            if named := self.roster.counted[kind]:
                number = sum(part.number or 0 for key, counted in self._sets.items() if key.kind == kind for part in counted.parts)
                self.roster.builder.problem("warning", message("table_kinds.counted_and_named", kind=KINDS[kind], counted=number, named=named))
        return [said for key, counted in self._sets.items() if (said := self._finish(key, counted)) is not None]

    def _finish(self, key: SetKey, counted: _CountedSet) -> Message | None:
        if not counted.parts:
            return None
        known = sum(part.number or 0 for part in counted.parts)
        inexact = sum(part.number is None for part in counted.parts)
        number: int | str = "unknown" if inexact else known
        if counted.stated is not None and counted.stated >= known + inexact and (inexact or counted.empty):
            number = counted.stated  # the rows name less than all, as some don't say how many
        place = counted.parts[0].place
        body = self.roster.body(key.kind, key.name, place, count=None if number == 1 else number, **counted.values)
        for part in counted.parts:
            share = {} if number == 1 else {"share": "part", "count": part.number}
            note = part.text if part.number is None else None
            self.roster.link(key.link, part.holder, body, part.place, note=note, **share, **part.values)
        holders = len({part.holder for part in counted.parts})
        if isinstance(number, str):
            return message("table_kinds.set_of_unknown_number", label=counted.label, holders=holders, known=known, empty=counted.empty)
        if counted.empty:
            return message("table_kinds.set_with_empty_cells", label=counted.label, number=number, holders=holders, empty=counted.empty)
        return message("table_kinds.set", label=counted.label, number=number, holders=holders)
