"""What is told of a path beside its certainty: the exact bodies of the best one and of the next ones, mechanisms and patterns (domain §5)."""

from __future__ import annotations

from support.oracle_cut import Cut, Row
from support.oracle_paths import Way, after_steps, best_ways, first, start_of
from support.oracle_sets import EVERY

MECHANISMS = ("counterpart", "joint_case", "secondment", "clue_transfer", "report", "consultation", "information_sharing", "organises")


def first_ways(whole: Cut, a: str, b: str, episodes: bool = False) -> list[Way]:
    """The best certain path and the possible one, as `best_ways` finds them; relaxed until nothing changes, which is faster. Where what is
    found so goes through a single body twice it says nothing."""
    cut = whole.known()
    start = start_of(cut, a)
    if a == b and not cut.is_set(a):
        return [start]
    best: dict[tuple[object, ...], Way] = {start.place: start}
    open_ends = [start]
    while open_ends:
        way = open_ends.pop()
        if best[way.place] is way:
            for further in after_steps(cut, way, a, b, episodes):
                if further.place not in best or first(further) < first(best[further.place]):
                    best[further.place] = further
                    open_ends.append(further)
    arrived = [way for way in best.values() if way.bodies[-1] == b and len(way.bodies) > 1]
    certain = min((way for way in arrived if way.known == EVERY), key=first, default=None)
    possible = min((way for way in arrived if way.known != EVERY), key=first, default=None)
    if certain is not None and possible is not None and possible.weight[0] >= certain.weight[0]:
        possible = None
    return [way for way in (certain, possible) if way is not None]


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
    links = [link for link in cut.links if {link["from"], link["to"]} == {hop["from"], hop["to"]} and link["mechanism"] is not None]
    found = {link["mechanism"] for link in links if episodes or (link["mechanism"] != "joint_case" and link["basis"] != "episode")}
    return [*filter(None, [hop["mechanism"]]), *(one for one in MECHANISMS if one in found and one != hop["mechanism"])]


def documents(cut: Cut, pattern: str, bodies: list[str]) -> bool:
    """Whether some bodies in a row on a path, and links between them, show a named pattern."""
    kinds = [cut.kind(name) for name in bodies]
    found = set(kinds)

    def joined(place: int, kind: str | None = None, mechanism: str | None = None) -> bool:
        ends = {bodies[place], bodies[place + 1]}
        return any(
            {link["from"], link["to"]} == ends and kind in (None, link["kind"]) and mechanism in (None, link["mechanism"])
            and (kind or link["mechanism"])
            for link in cut.links
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
        any({link["from"], link["to"]} == {a, b} and link["kind"] == kind for link in cut.links)
        for a, b, kind in zip(row, row[1:], ("GUIDES", "PART_OF", "MEMBER_OF"), strict=False)
    )  # fmt: skip
