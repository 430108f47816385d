"""What is told of a path beside its certainty: the exact bodies of the best one and of the next ones, mechanisms and patterns (domain §5)."""

from __future__ import annotations

from dataclasses import replace
from heapq import heappop, heappush
from itertools import count

from support.oracle_cut import Cut, Row
from support.oracle_paths import Way, after_steps, best_ways, first, start_of
from support.oracle_sets import EVERY

MECHANISMS = ("counterpart", "joint_case", "secondment", "clue_transfer", "report", "consultation", "information_sharing", "organises")


def first_ways(whole: Cut, a: str, b: str, episodes: bool = False) -> list[Way]:
    """The best certain path and the possible one, as `best_ways` finds them; sooner, as each place is left once only, by its best way. Where that
    leads through a single body twice it is `best_ways` that tells."""
    cut = whole.known()
    if a == b and not cut.is_set(a):
        return [start_of(cut, a)]
    # Of the body that is sought the steps depend only where it is a party committee (`walkable`); all others are found on one search.
    asked = (a, b if cut.kind(b) == "PartyCommittee" else a, episodes)
    if asked not in cut.searches:
        cut.searches[asked] = _arrivals(cut, *asked)
    found = cut.searches[asked].get(b, [])
    single = [[one for one in way.bodies if not cut.is_set(one)] for way in found]
    if any(len(set(one)) < len(one) for one in single):
        return [way for way in best_ways(whole, a, b, episodes) if way is not None]
    certain = [way for way in found if way.known == EVERY]
    return certain + [way for way in found if way.known != EVERY and (not certain or way.weight[0] < certain[0].weight[0])]


def _arrivals(cut: Cut, a: str, b: str, episodes: bool) -> dict[str, list[Way]]:
    """The first ways from `a` to each body: the best of all, and where that is a possible one the best certain one too. `b` is whose consultations may be walked beside those of `a`."""
    start = start_of(cut, a)
    turns = count()
    open_ends = [(first(start), next(turns), start)]
    left: set[tuple[object, ...]] = set()
    found: dict[str, list[Way]] = {}
    while open_ends:
        _, _, way = heappop(open_ends)
        if way.place in left:
            continue
        left.add(way.place)
        if way.entered is not None:
            there = found.setdefault(way.bodies[-1], [])
            if not there or (way.known == EVERY and there[-1].known != EVERY):
                there.append(way)
        for further in after_steps(cut, replace(way, singles=frozenset()), a, b, episodes):
            if further.place not in left:
                heappush(open_ends, (first(further), next(turns), further))
    return found


def every_way(whole: Cut, a: str, b: str) -> list[Way]:
    """All certain paths from `a` to `b`, the best first, of several over the same bodies one, then the possible one. None goes twice through a
    single body, or through a set of which the same is known."""
    cut = whole.known()
    best: dict[tuple[str, ...], Way] = {}
    open_ends = [(start_of(cut, a), frozenset[tuple[str, str]]())]
    while open_ends:
        way, seen = open_ends.pop()
        here = (way.bodies[-1], way.known)
        if here in seen:
            continue
        if here == (b, EVERY) and (way.entered is not None or not cut.is_set(a)):
            best[way.bodies] = min(way, best.get(way.bodies, way), key=first)
        else:
            open_ends += [(further, seen | {here}) for further in after_steps(cut, way, a, b, False)]
    return sorted(best.values(), key=first) + [way for way in best_ways(whole, a, b) if way is not None and way.known != EVERY]


def faults_told(whole: Cut, row: Row, a: str, episodes: bool = False) -> list[str]:
    """What is wrong with the mechanisms and patterns that are told of a path."""
    cut, found = whole.known(), []
    visited = [a, *(hop["to"] for hop in row["hops"])]
    if row["mechanisms"] != [joining(cut, hop, episodes) for hop in row["hops"]]:
        found.append(f"mechanisms are {row['mechanisms']}")
    for pattern in row["patterns"]:
        if not any(documents(cut, pattern, visited[i:j]) for i in range(len(visited)) for j in range(i + 2, i + 5)):
            found.append(f"no link documents {pattern}")
    return found


def joining(cut: Cut, hop: Row, episodes: bool) -> list[str]:
    """The mechanisms that link the two bodies of a hop: the one walked, then all others as the model lists them."""
    links = [link for link in cut.between(hop["from"], hop["to"]) if link["mechanism"] is not None]
    found = {link["mechanism"] for link in links if episodes or (link["mechanism"] != "joint_case" and link["basis"] != "episode")}
    return [*filter(None, [hop["mechanism"]]), *(one for one in MECHANISMS if one in found and one != hop["mechanism"])]


def documents(cut: Cut, pattern: str, bodies: list[str]) -> bool:
    """Whether some bodies in a row on a path, and links between them, show a named pattern."""
    kinds = [cut.kind(name) for name in bodies]
    found = set(kinds)

    def joined(place: int, kind: str | None = None, mechanism: str | None = None) -> bool:
        return any(
            kind in (None, link["kind"]) and mechanism in (None, link["mechanism"]) and (kind or link["mechanism"])
            for link in cut.between(bodies[place], bodies[place + 1])
        )  # fmt: skip

    if pattern == "室组联动":
        return len(bodies) == 2 and found == {"Room", "StationedGroup"} and joined(0, mechanism="counterpart")
    if pattern == "巡组互派":
        return len(bodies) == 2 and found == {"InspectionTeam", "StationedGroup"} and joined(0, mechanism="secondment")
    if pattern == "组站联动":
        return len(bodies) == 2 and joined(0, "EXTENDS_TO")
    if pattern == "室组地":
        return len(bodies) == 3 and found == {"Room", "StationedGroup", "Commission"} and joined(0) and joined(1)
    if pattern in ("室组联合办案", "片组协作"):
        team = len(bodies) == 3 and kinds[1] == "Collaboration" and joined(0, "MEMBER_OF") and joined(1, "MEMBER_OF")
        return team and (pattern == "片组协作" or (cut.nodes[bodies[1]]["scope"] == "joint_team" and {kinds[0], kinds[2]} == {"Room", "StationedGroup"}))
    row = bodies if kinds[0] == "Room" else bodies[::-1]
    return len(bodies) == 4 and kinds[bodies.index(row[0])] == "Room" and kinds[bodies.index(row[3])] == "TownshipOffice" and all(
        any(link["kind"] == kind for link in cut.between(a, b))
        for a, b, kind in zip(row, row[1:], ("GUIDES", "PART_OF", "MEMBER_OF"), strict=False)
    )  # fmt: skip
