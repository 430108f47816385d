"""The check of the oracle itself: all ways to tell the members of sets apart, written out. Certain means in every world, possible in some.

Meant for tiny charts: worlds are many. Where there are more than `MOST`, some of them are drawn: enough to refute what is called certain.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice, product
from random import Random

from support.oracle_cut import Cut, Row
from support.oracle_dates import cut
from support.oracle_paths import COSTS, walkable
from support.oracle_sets import division, parts, whole

MOST = 400
UNNAMED = None
Member = str
Pairs = list[tuple[Member, Member]]


def members(cut: Cut, name: str, sizes: dict[str, int]) -> list[Member]:
    return [f"{name}#{number}" for number in range(sizes[name])]


def worlds(whole_cut: Cut) -> Iterator[tuple[Cut, bool]]:
    """Each world as a cut of single bodies, and whether all worlds are given (of a set of unknown number only small ones are)."""
    cut = whole_cut.known()
    unknown = [name for name in cut.nodes if cut.size(name) is None]
    for numbers in product((1, 2, 3), repeat=len(unknown)):
        sizes = {name: cut.size(name) or 1 for name in cut.nodes} | dict(zip(unknown, numbers, strict=True))
        choices = [*_divisions(cut, sizes), *_ones(cut, sizes)]
        many = 1
        for some in choices:
            many *= len(some)
        told = _told(cut, sizes)
        if many <= MOST:
            drawn: Iterator[tuple[list[tuple[Row, Pairs]], ...]] = product(*choices)
        else:
            random = Random(many)
            drawn = (tuple(random.choice(some) for some in choices) for _ in range(MOST // 4))
        for chosen in drawn:
            yield _expanded(cut, sizes, [*told, *(one for some in chosen for one in some)]), many <= MOST


def _told(cut: Cut, sizes: dict[str, int]) -> list[tuple[Row, Pairs]]:
    """Of the links that speak of all, each with each; never a member with itself."""
    return [
        (link, [(a, b) for a in members(cut, link["from"], sizes) for b in members(cut, link["to"], sizes) if a != b])
        for link in cut.links
        if link["share"] == "all"
    ]


def _ones(cut: Cut, sizes: dict[str, int]) -> list[list[list[tuple[Row, Pairs]]]]:
    """For each `one`, every way in which each member of its from-end has exactly one of the to-end."""
    found = []
    for link in cut.links:
        if link["share"] == "one":
            starts, ends = members(cut, link["from"], sizes), members(cut, link["to"], sizes)
            found.append([[(link, list(zip(starts, chosen, strict=True)))] for chosen in product(ends, repeat=len(starts))])
    return found


def _divisions(cut: Cut, sizes: dict[str, int]) -> list[list[list[tuple[Row, Pairs]]]]:
    """For each division, every way in which each member of its to-end belongs to exactly one member of its holders, or of unnamed ones."""
    found = []
    seen = set()
    for link in cut.links:
        if link["share"] == "part" and division(link) not in seen:
            seen.add(division(link))
            links = [one for held in parts(cut, link).values() for one in held]
            holders: list[Member | None] = [one for part in links for one in members(cut, part["from"], sizes)]
            ends = members(cut, link["to"], sizes)
            known = whole(cut, link) if cut.is_set(link["to"]) else True
            ways = []
            for chosen in product(holders if known else [*holders, UNNAMED], repeat=len(ends)):
                if cut.is_set(link["to"]) and not set(holders) <= set(chosen):
                    continue
                of = {part["number"]: [(a, b) for a, b in zip(chosen, ends, strict=True) if a in members(cut, part["from"], sizes)] for part in links}
                if all(part["count"] is None or len(of[part["number"]]) == part["count"] for part in links):
                    ways.append([(part, [(str(a), b) for a, b in of[part["number"]]]) for part in links])
            found.append(ways)
    return found


def _expanded(cut: Cut, sizes: dict[str, int], told: list[tuple[Row, Pairs]]) -> Cut:
    nodes = {one: {**cut.nodes[name], "id": one, "count": 1} for name in cut.nodes for one in members(cut, name, sizes)}
    links = [
        {**link, "from": a, "to": b, "share": "all", "count": None, "number": (*link["number"], place)}
        for link, pairs in told
        for place, (a, b) in enumerate(pairs)
    ]  # fmt: skip
    return Cut(nodes, links, cut.slices, cut.areas)


def node_of(member: Member) -> str:
    return member.rsplit("#", 1)[0]


def distances(world: Cut, start: Member, b: str, episodes: bool = False) -> dict[Member, int]:
    """What it costs in a world to come from a member to every other, on the way to a body `b`."""
    far = {start: 0}
    changed = True
    while changed:
        changed = False
        for link in world.links:
            for forward, here, there in ((True, link["from"], link["to"]), (False, link["to"], link["from"])):
                if here in far and _open(world, link, forward, start, b, episodes) and far[here] + COSTS[link["kind"]] < far.get(there, 1 << 30):
                    far[there] = far[here] + COSTS[link["kind"]]
                    changed = True
    return far


def _open(world: Cut, link: Row, forward: bool, start: Member, b: str, episodes: bool) -> bool:
    """As `walkable`, where of a set at the end any member is the end."""
    return any(
        walkable(world, link, forward, start, end, episodes)
        for end in {b, *(one for one in (link["from"], link["to"]) if node_of(one) == b)}
        if end in world.nodes or end == b
    )


def pairs(world: Cut, a: str, b: str) -> list[tuple[Member, Member]]:
    """The members that a path from one node to another lies between: of a node itself, two different ones."""
    starts, ends = ([one for one in world.nodes if node_of(one) == name] for name in (a, b))
    return [(x, y) for x in starts for y in ends if x != y] if a != b else [*combinations(starts, 2), *((y, x) for x, y in combinations(starts, 2))]


def named(document: Row, random: Random) -> tuple[Row, dict[str, list[str]]] | None:
    """The chart of one world, with its members named, and the members of each node; None where there are no such worlds."""
    told = cut([document])
    found = [world for world, _ in islice(worlds(told), 200)]
    if not found:
        return None
    world = random.choice(found)
    local = {one: one.split(":", 1)[1].replace("#", ".") for one in world.nodes}
    entries = {node["id"]: {key: value for key, value in node.items() if key not in ("count", "repeat")} for node in document["nodes"]}
    nodes = [entries[told.nodes[node_of(one)]["spans"][0][0]["id"]] | {"id": name, "name": f"机构{name}"} for one, name in local.items()]
    links = []
    for link in world.links:
        entry = {key: value for key, value in link["entry"].items() if key not in ("share", "count")} | {"from": local[link["from"]], "to": local[link["to"]]}
        if entry not in links:
            links.append(entry)
    chart = document["chart"]
    return document | {"nodes": nodes, "links": links}, {name: [f"{chart}:{local[one]}" for one in members_of(world, name)] for name in told.nodes}


def members_of(world: Cut, name: str) -> list[Member]:
    return [one for one in world.nodes if node_of(one) == name]
