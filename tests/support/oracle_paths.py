"""Coordination paths through sets, slowly: every way is tried that isn't worse in all than another one to the same place (domain §3a, §5)."""

from __future__ import annotations

from dataclasses import dataclass

from support.oracle_cut import BASES, Cut, Row
from support.oracle_sets import EVERY, POSSIBLE, SOME, against, along, barred

COSTS = {
    "LEADS": 3, "PART_OF": 1, "DISPATCHES": 3, "CONTACTS": 1, "EXTENDS_TO": 1, "MEMBER_OF": 1, "GUIDES": 1, "COORDINATES_WITH": 1,
}  # fmt: skip
DIRECTED = ("clue_transfer", "report")
DOCUMENTING = ("MEMBER_OF", "EXTENDS_TO", "GUIDES")

Weight = tuple[int, int, int, int]
"""Cost, undocumented hops, hops, weakness of the bases: in the order in which they count."""


@dataclass(frozen=True)
class Way:
    """A path as far as it goes: its weight, its bodies, what is known of the last one, the last link and its direction, its single bodies."""

    weight: Weight
    bodies: tuple[str, ...]
    known: str
    entered: tuple[Row, bool] | None
    singles: frozenset[str]
    links: tuple[Row, ...] = ()

    @property
    def place(self) -> tuple[object, ...]:
        last = None if self.entered is None else (self.entered[0]["number"], self.entered[1])
        return self.bodies[-1], self.known, last


def first(way: Way) -> tuple[Weight, tuple[str, ...]]:
    """By what ways are ordered: of equal weight by the ids of their bodies."""
    return way.weight, way.bodies


def start_of(cut: Cut, a: str) -> Way:
    """The way from a body that hasn't begun: of a set to an unnamed member."""
    return Way((0, 0, 0, 0), (a,), SOME if cut.is_set(a) else EVERY, None, frozenset((a,) if not cut.is_set(a) else ()))


def walkable(cut: Cut, link: Row, forward: bool, a: str, b: str, episodes: bool = False) -> bool:
    """Whether a path from `a` to `b` may go over a link, from its from-end or against it."""
    if link["kind"] not in COSTS or cut.overseen(link["from"]) or cut.overseen(link["to"]):
        return False
    if link["kind"] == "LEADS" and cut.kind(link["from"]) == "PartyCommittee":
        return False
    if link["mechanism"] in DIRECTED and not forward:
        return False
    if not episodes and (link["mechanism"] == "joint_case" or link["basis"] == "episode"):
        return False
    if link["mechanism"] == "consultation":
        return any(cut.kind(end) == "PartyCommittee" and end in (a, b) for end in (link["from"], link["to"]))
    return True


def best_ways(whole: Cut, a: str, b: str, episodes: bool = False) -> tuple[Way | None, Way | None]:
    """The best certain path from `a` to `b`, and the best possible one where it is cheaper or there is no certain one.

    A path that starts at a set starts from an unnamed member and one that ends at a set must reach every one; from a set to itself
    it is one between two of its members.
    """
    cut = whole.known()
    start = start_of(cut, a)
    if a == b and not cut.is_set(a):
        return start, None
    kept: dict[tuple[object, ...], list[Way]] = {start.place: [start]}
    open_ends = [start]
    while open_ends:
        way = open_ends.pop(0)
        if way in kept[way.place] and not (way.bodies[-1] == b and len(way.bodies) > 1 and not cut.is_set(b)):
            for further in after_steps(cut, way, a, b, episodes):
                others = kept.setdefault(further.place, [])
                if not any(first(other) <= first(further) and other.singles <= further.singles for other in others):
                    others[:] = [other for other in others if not (first(further) <= first(other) and further.singles <= other.singles)] + [further]
                    open_ends.append(further)
    arrived = [way for ways in kept.values() for way in ways if way.bodies[-1] == b and len(way.bodies) > 1]
    certain = min((way for way in arrived if way.known == EVERY), key=first, default=None)
    possible = min((way for way in arrived if way.known != EVERY), key=first, default=None)
    if certain is not None and possible is not None and possible.weight[0] >= certain.weight[0]:
        possible = None
    return certain, possible


def after_steps(cut: Cut, way: Way, a: str, b: str, episodes: bool) -> list[Way]:
    """The ways that are one step longer."""
    found = []
    here = way.bodies[-1]
    for forward, links in ((True, cut.out[here]), (False, cut.into[here])):
        for link in links:
            end = link["to"] if forward else link["from"]
            if end in way.singles or not walkable(cut, link, forward, a, b, episodes) or barred(way.entered, link, forward, cut):
                continue
            known = along(cut, link, way.known) if forward else against(cut, link, way.known)
            singles = way.singles if cut.is_set(end) else way.singles | {end}
            found.append(Way(_after(way.weight, link), (*way.bodies, end), known, (link, forward), singles, (*way.links, link)))
    return found


def documented(link: Row) -> bool:
    return link["mechanism"] is not None or link["kind"] in DOCUMENTING


def _after(weight: Weight, link: Row) -> Weight:
    cost, structural, hops, weakness = weight
    return cost + COSTS[link["kind"]], structural + (not documented(link)), hops + 1, weakness + BASES.index(link["basis"])


def faults(whole: Cut, row: Row, a: str, b: str, episodes: bool = False) -> list[str]:
    """What is wrong with a path that an answer gives; empty where it is one, and as certain as it says."""
    cut = whole.known()
    found: list[str] = []
    visited = [a, *(hop["to"] for hop in row["hops"])]
    if visited[-1] != b:
        found.append(f"ends in {visited[-1]}")
    single = [one for one in visited if not cut.is_set(one)]
    if len(set(single)) < len(single):
        found.append("goes through a body twice")
    ways: list[tuple[str, tuple[Row, bool] | None]] = [(SOME if cut.is_set(a) else EVERY, None)]
    for place, hop in enumerate(row["hops"]):
        if hop["from"] != visited[place]:
            found.append(f"hop {place} begins in {hop['from']}")
        onward = []
        for known, entered in ways:
            for link in cut.between(hop["from"], hop["to"]):
                for forward in (True, False):
                    ends = (link["from"], link["to"]) if forward else (link["to"], link["from"])
                    alike = (link["kind"], link["mechanism"], link["basis"], COSTS.get(link["kind"])) == (
                        hop["link"],
                        hop["mechanism"],
                        hop["basis"],
                        hop["cost"],
                    )
                    if ends == (hop["from"], hop["to"]) and alike and walkable(cut, link, forward, a, b, episodes) and not barred(entered, link, forward, cut):
                        onward.append((along(cut, link, known) if forward else against(cut, link, known), (link, forward)))
        if not onward:
            found.append(f"hop {place} rests on no link that may be walked: {hop}")
        ways = onward
    certainty = "certain" if any(known == EVERY for known, _ in ways) else "possible"
    if not found and row["certainty"] == "certain" and certainty != "certain":
        found.append("is called certain and is possible")
    if not found and row["certainty"] == "possible" and all(known == EVERY for known, _ in ways):
        found.append("is called possible and is certain")
    if (row["certainty"] == "certain") != (row["condition"] is None):
        found.append(f"the condition of a {row['certainty']} path is {row['condition']}")
    if sum(hop["cost"] for hop in row["hops"]) != row["cost"]:
        found.append(f"the costs of the hops aren't {row['cost']}")
    if row["documented"] != all(hop["mechanism"] is not None or hop["link"] in DOCUMENTING for hop in row["hops"]):
        found.append(f"documented is {row['documented']}")
    if row["weakest_basis"] != max((hop["basis"] for hop in row["hops"]), key=BASES.index, default=None):
        found.append(f"weakest basis is {row['weakest_basis']}")
    return found


def certainty_of(known: str) -> str:
    """How certain a path is that ends with so much known."""
    return {EVERY: "certain", SOME: "possible", POSSIBLE: "possible"}[known]
