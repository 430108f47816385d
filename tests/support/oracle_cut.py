"""What charts hold together, as plain rows: the common ground of the oracle (domain §2–§4). Nothing here is shared with the product."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

Row = dict[str, Any]

OVERSEEN = ("Unit", "Township", "Village")
FORMS = ("discipline", "state", "stationed", "inspection")
BASES = ("assigned", "inferred", "declared", "statutory", "episode")  # domain §3: from strong to weak
UNCAPPED = ("SUBORDINATE_TO", "PART_OF", "DISPATCHES")
FROM_COUNTY_UP = ("county", "prefecture", "province", "central")
TERM = 5
UNKNOWN_ADDS = 0


@dataclass
class Cut:
    """The nodes and links of some charts, and what they claim.

    A node row has the keys of a chart with the defaults applied, `charts`, `day` (on which it is judged) and `known`; a link row besides its keys
    `chart`, `known` and `number` (which tells apart what else looks alike). `known` is False for what isn't known on the day asked: nothing rests
    on it. `slices` are claims and completenesses, with their `chart` and what they hold on (`oracle_dates`).
    """

    nodes: dict[str, Row]
    links: list[Row]
    slices: list[Row] = field(default_factory=list)
    areas: dict[str, str | None] = field(default_factory=dict)
    """Own areas, and what they are part of."""
    searches: dict[tuple[str, str, bool], Any] = field(default_factory=dict, repr=False, compare=False)
    """What `oracle_path_told.first_ways` has found already."""

    def __post_init__(self) -> None:
        self.out: dict[str, list[Row]] = {name: [] for name in self.nodes}
        self.into: dict[str, list[Row]] = {name: [] for name in self.nodes}
        for link in self.links:
            self.out[link["from"]].append(link)
            self.into[link["to"]].append(link)

    def with_links(self, links: Iterable[Row]) -> Cut:
        return Cut(self.nodes, list(links), self.slices, self.areas)

    def known(self) -> Cut:
        """What is known on the day: made once, as every pair of bodies asks for it."""
        return self._known

    @cached_property
    def _known(self) -> Cut:
        nodes = {name: node for name, node in self.nodes.items() if node["known"]}
        return Cut(nodes, [link for link in self.links if link["known"]], self.slices, self.areas)

    def between(self, a: str, b: str) -> list[Row]:
        """The links that join two nodes, whichever way they lead."""
        if a not in self.nodes:
            return []
        return [link for link in self.out[a] if link["to"] == b] + [link for link in self.into[a] if link["from"] == b and a != b]

    def kind(self, name: str) -> str:
        return str(self.nodes[name]["kind"])

    def overseen(self, name: str) -> bool:
        return self.kind(name) in OVERSEEN

    def size(self, name: str) -> int | None:
        """How many bodies a node stands for; None where nobody knows."""
        count: int | None = self.nodes[name]["count"]
        return count

    def weight(self, name: str) -> int:
        """What a node adds to a sum: nothing, where nobody knows its number; the sum is "at least" then (domain §2)."""
        size = self.size(name)
        return UNKNOWN_ADDS if size is None else size

    def is_set(self, name: str) -> bool:
        return self.size(name) is None or self.size(name) != 1

    def holds(self, area: str, other: str) -> bool:
        """Whether an area holds another one, or is it."""
        place: str | None = other
        while place is not None:
            if _pieces(place) == _pieces(area):
                return True
            place = self.areas.get(place) or _above(place)  # one that is declared for its name alone lies where its code says
        return area == "CN"


_ENDS = (2, 4, 6, 9, 12)


def _pieces(code: str) -> str:
    """A GB/T 2260 code without its trailing zero pieces (contract §1): 620000 is 62."""
    if not code.isdigit():
        return code
    for start, end in reversed([*zip((0, *_ENDS), _ENDS, strict=False)]):
        if len(code) >= end and int(code[start:end]):
            return code[:end]
    return code


def _above(code: str) -> str | None:
    if not code.isdigit():
        return None
    kept = _pieces(code)
    shorter = [end for end in _ENDS if end < len(kept)]
    return kept[: shorter[-1]] if shorter else "CN"
