"""The rules of the domain once more, slowly: plain loops over the rows of a graph, written from domain §2–§6 alone.

Nothing here is shared with `oversight_graph.rules`: the words and numbers of the rules stand here as the domain writes them,
so that a mistake there isn't repeated here. Cost: squares and cubes, meant for graphs of some dozens of nodes.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from oversight_graph import Graph

Row = dict[str, Any]
Grade = tuple[int | None, str, int | None, list[str], list[str], str | None]
"""Grade, its name, steps, bodies, others, basis."""

OVERSEEN = ("Unit", "Township", "Village")
FORMS = ("discipline", "state", "stationed", "inspection")
NAMES = {5: "direct", 4: "inherited", 3: "extended", 2: "declared", 1: "nominal", 0: "none", None: "unknown"}
BASES = ("assigned", "inferred", "declared", "statutory", "episode")  # domain §3: from strong to weak
CAPS = {"assigned": 5, "inferred": 5, "declared": 2, "statutory": 1}
UNCAPPED = ("SUBORDINATE_TO", "PART_OF", "DISPATCHES")
CLASSES = ("direct", "inherited", "extended", "mediated", "periodic", "guidance", "nominal")  # domain §6: from best to worst
COSTS = {
    "LEADS": 3, "PART_OF": 1, "DISPATCHES": 3, "CONTACTS": 1, "EXTENDS_TO": 1, "MEMBER_OF": 1, "GUIDES": 1, "COORDINATES_WITH": 1,
}  # fmt: skip
DOCUMENTING = ("MEMBER_OF", "EXTENDS_TO", "GUIDES")
"""Kinds of link that document a hop without a mechanism."""
MECHANISMS = ("counterpart", "joint_case", "secondment", "clue_transfer", "report", "consultation", "information_sharing", "organises")
FROM_COUNTY_UP = ("county", "prefecture", "province", "central")


def rows(frame: pd.DataFrame) -> list[Row]:
    """The rows of a frame; what isn't written is None."""
    return [
        {str(name): value if isinstance(value, list) or not pd.isna(value) else None for name, value in row.items()}
        for row in frame.astype(object).to_dict("records")
    ]


class World:
    """The rows of a graph by id, and its links by their ends."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.nodes: dict[str, Row] = {row["id"]: row for row in rows(graph.nodes)}
        self.links = rows(graph.links)
        self.out: dict[str, list[Row]] = {name: [] for name in self.nodes}
        self.into: dict[str, list[Row]] = {name: [] for name in self.nodes}
        for link in self.links:
            self.out[link["from"]].append(link)
            self.into[link["to"]].append(link)

    def kind(self, name: str) -> str:
        return str(self.nodes[name]["kind"])

    def overseen(self, name: str) -> bool:
        return self.kind(name) in OVERSEEN

    def weight(self, name: str) -> int:
        """All totals sum `count`; a set whose number nobody knows adds nothing, so that they are floors."""
        return int(self.nodes[name]["count"] or 0)

    def population(self, name: str) -> bool:
        count = self.nodes[name]["count"]
        return count is None or count > 1

    def in_term(self, link: Row) -> bool:
        asked = self.graph.as_of.year
        return link["year"] is not None and asked - 5 < link["year"] <= asked


# -- coverage (domain §4) -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Way:
    """A way by which a form reaches a node: its own grade, its links, the body at its start, the steps down to the node."""

    own: int
    links: tuple[tuple[str, str], ...] = ()  # (kind, basis)
    body: str | None = None
    steps: int | None = None
    form: str = ""

    @property
    def grade(self) -> int | None:
        """The least of its own grade and the caps of its links; None where it gives nothing."""
        grade = self.own
        for kind, basis in self.links:
            if basis == "episode":
                if not (kind == "INSPECTS" and self.form == "inspection"):
                    return None
            elif kind not in UNCAPPED:
                grade = min(grade, CAPS[basis])
        return grade

    @property
    def basis(self) -> str | None:
        """That of its weakest link."""
        return max((basis for _, basis in self.links), key=BASES.index, default=None)


def serves(link: Row, switch: bool = True) -> set[str]:
    """The forms that a link serves: its authority, and stationed or inspection where that is its form (domain §3)."""
    if link["form"] == "stationed" and not switch:
        return {"stationed"}
    channel = {link["form"]} & {"stationed", "inspection"}
    return set(link["authority"]) | channel


def reaches_directly(world: World, link: Row, form: str, switch: bool) -> bool:
    if form == "inspection":
        return link["kind"] == "INSPECTS" and world.in_term(link)
    return link["kind"] in ("SUPERVISES", "STATIONED_AT", "CONTACTS") and form in serves(link, switch)


def ways(world: World, name: str, form: str, switch: bool = True) -> Iterator[Way]:
    """Every way by which a form reaches a node, but the unknown and the none."""
    for link in world.into[name]:
        if reaches_directly(world, link, form, switch):
            yield Way(5, ((link["kind"], link["basis"]),), link["from"], form=form)
    for chain in _upwards(world, name):
        for link in world.into[chain[-1]["to"]]:
            if reaches_directly(world, link, form, switch) and link["scope"] == "with_subordinates":
                held = (*((step["kind"], step["basis"]) for step in chain), (link["kind"], link["basis"]))
                yield Way(4, held, link["from"], len(chain), form)
    for service in world.into[name]:
        if service["kind"] == "SERVES":
            for link in world.into[service["from"]]:
                if link["kind"] == "EXTENDS_TO" and form in serves(link, switch):
                    yield Way(3, ((link["kind"], link["basis"]), (service["kind"], service["basis"])), link["from"], form=form)
    node = world.nodes[name]
    for header in world.graph.headers.values():
        for claim in header.claims:
            if claim.covered == claim.of and names(world.graph, claim, node, form):
                yield Way(2)
    if form in ("discipline", "state"):
        if of_its_area(world, node, [one for one in world.nodes.values() if one["kind"] == "Commission"]):
            yield Way(1)
    elif form == "inspection":
        leads = [
            link for link in world.links
            if link["kind"] == "LEADS" and link["basis"] != "episode"
            and world.kind(link["from"]) == "PartyCommittee" and world.kind(link["to"]) == "InspectionTeam"
        ]  # fmt: skip
        committees = of_its_area(world, node, [world.nodes[one] for one in {link["from"] for link in leads}])
        for link in leads:
            if any(link["from"] == committee["id"] for committee in committees):
                yield Way(1, ((link["kind"], link["basis"]),))


def _upwards(world: World, name: str) -> Iterator[tuple[Row, ...]]:
    """The chains of one or two administrative steps up from a node."""
    for first in world.out[name]:
        if first["kind"] == "SUBORDINATE_TO" and first["line"] == "administrative":
            yield (first,)
            for second in world.out[first["to"]]:
                if second["kind"] == "SUBORDINATE_TO" and second["line"] == "administrative":
                    yield first, second


def names(graph: Graph, declared: Any, node: Row, form: str) -> bool:
    """Whether a claim or a completeness is about a node and a form at the date asked."""
    if form not in declared.forms or node["level"] not in declared.levels:
        return False
    if declared.categories and (node["kind"] != "Unit" or node["category"] not in declared.categories):
        return False
    if not graph.areas.holds(declared.area, node["area"]):
        return False
    return _holds_on(declared, graph.as_of)


def _holds_on(declared: Any, day: datetime.date) -> bool:
    return _dated({"valid_from": declared.valid_from, "valid_to": declared.valid_to}, day)


def charts_that_hold(node: Row, day: datetime.date) -> list[str]:
    """domain §4, Dates: the charts that say that a body of the graph holds on the day. Each keeps its own dates."""
    if node["period_charts"] is None:
        return list(node["charts"])
    return [chart for chart, first, last in zip(node["period_charts"], node["period_from"], node["period_to"], strict=True) if first <= day <= last]


def presence(charts: list[Row], body: dict[str, str], day: datetime.date) -> tuple[set[str], set[tuple[Any, ...]]]:
    """domain §4, Dates: what charts as written hold together on a day: each chart is cut by its own dates, a link goes with its end, then
    the cuts are joined. `body`: the body of every node of every chart. Gives the bodies, and the links as kind, ends and what tells them apart."""
    bodies: set[str] = set()
    links: set[tuple[Any, ...]] = set()
    for chart in charts:
        members: dict[str, list[str]] = {}
        for node in chart["nodes"]:
            if _dated(node, day):
                repeat = node.get("repeat")
                names = [f"{node['id']}-{number}" for number in range(1, repeat + 1)] if repeat else [node["id"]]
                members[node["id"]] = [body[f"{chart['chart']}:{name}"] for name in names]
        for held in members.values():
            bodies.update(held)
        for link in chart["links"]:
            starts, ends = members.get(link["from"]), members.get(link["to"])
            if starts and ends and _dated(link, day):
                joined = zip(starts, ends, strict=True) if len(starts) == len(ends) else ((a, b) for a in starts for b in ends)
                links |= {(link["kind"], a, b, link["basis"], link.get("year"), link.get("mechanism")) for a, b in joined}
    return bodies, links


def _dated(entry: Row, day: datetime.date) -> bool:
    """Both days included; a month or a year begins on its first and ends on its last day: so much of the day is compared as is written."""
    written, begin, end = day.isoformat(), entry.get("valid_from"), entry.get("valid_to")
    return (begin is None or written[: len(begin)] >= begin) and (end is None or written[: len(end)] <= end)


def of_its_area(world: World, node: Row, bodies: list[Row]) -> list[Row]:
    """Which of some bodies are the ones of a node's area (domain §4, the commission of u's area)."""
    if node["kind"] == "Unit" and node["level"] not in ("township", "village"):
        return [one for one in bodies if one["area"] == node["area"] and one["level"] == node["level"]]
    for level in FROM_COUNTY_UP:
        found = [one for one in bodies if one["level"] == level and world.graph.areas.holds(one["area"], node["area"])]
        if found:
            return found
    return []


def grade(world: World, name: str, form: str, switch: bool = True) -> Grade:
    """The best of the ways, and what is told of it."""
    found = [way for way in ways(world, name, form, switch) if way.grade is not None]
    if not found:
        node = world.nodes[name]
        for chart in charts_that_hold(node, world.graph.as_of):
            for complete in world.graph.headers[chart].complete:
                if names(world.graph, complete, node, form):
                    return 0, NAMES[0], None, [], [], None
        return None, NAMES[None], None, [], [], None
    best = max(way.grade for way in found if way.grade is not None)
    giving = [way for way in found if way.grade == best]
    bodies = sorted({way.body for way in giving if way.body is not None}) if best >= 3 else []
    steps = min(way.steps for way in giving if way.steps is not None) if best == 4 else None
    basis = min((way.basis for way in giving if way.basis is not None), key=BASES.index, default=None)
    lesser = {way.body for way in found if way.body is not None and way.grade is not None and 3 <= way.grade < best}
    return best, NAMES[best], steps, bodies, sorted(lesser - set(bodies)), basis


def coverage(world: World, switch: bool = True) -> dict[tuple[str, str], Grade]:
    """(overseen node, form) → grade, name, steps, bodies, others, basis."""
    return {(name, form): grade(world, name, form, switch) for name in world.nodes if world.overseen(name) for form in FORMS}


# -- gaps (domain §4) ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Norm:
    """A coverage norm, as the table of norms in docs/model.md tells it."""

    id: str
    form: str
    kinds: tuple[str, ...]
    levels: tuple[str, ...]
    categories: tuple[str, ...]
    area: str
    grade: int
    valid_from: str | None = None
    valid_to: str | None = None
    independent: bool = False


_ORGANS = ("party", "government", "congress", "cppcc", "court", "procuratorate", "mass_organisation")
NORMS = (
    Norm("N01", "stationed", ("Unit",), FROM_COUNTY_UP, _ORGANS, "CN", 5, "2016"),
    Norm("N02", "inspection", ("Unit",), FROM_COUNTY_UP, (), "CN", 5, "2015"),
    Norm("N02", "inspection", ("Township",), (), (), "CN", 5, "2015"),
    Norm("N03", "state", OVERSEEN, (), (), "CN", 3, "2018-03"),
    Norm("N04", "discipline", OVERSEEN, (), (), "CN", 3, "1982"),
    Norm("N05", "state", ("Unit",), ("prefecture",), ("government",), "city-80", 5, None, "2018-03"),
)
"""N06 isn't among them: it is of low confidence, and judges only where it is named."""


def asks(world: World, norm: Norm, name: str) -> bool:
    node = world.nodes[name]
    return (
        _holds_on(norm, world.graph.as_of)
        and node["kind"] in norm.kinds
        and (not norm.levels or node["level"] in norm.levels)
        and (not norm.categories or node["category"] in norm.categories)
        and world.graph.areas.holds(norm.area, node["area"])
    )


def status(world: World, norm: Norm, name: str, switch: bool = True) -> str:
    """How a node stands to a norm that asks for it."""
    number = grade(world, name, norm.form, switch)[0]
    if number is None:
        return "undetermined"
    if number == 0:
        return "gap"
    if number < 3:
        return "formal_only"
    good = [way for way in ways(world, name, norm.form, switch) if way.grade is not None and way.grade >= norm.grade]
    if norm.independent:
        good = [way for way in good if way.body is not None and not _depends(world, way.body, name)]
    return "met" if good else "partial"


def _depends(world: World, body: str, name: str) -> bool:
    """Whether a body is the unit's own, or depends on it for staff or budget."""
    hosting = [link for link in world.out[body] if link["kind"] == "HOSTED_BY" and link["to"] == name and link["basis"] != "episode"]
    own = world.kind(body) == "InternalDisciplineBody" and bool(hosting)
    return own or any(link["resource"] in ("staff", "budget") for link in hosting)


def judgements(world: World, switch: bool = True) -> dict[tuple[str, str], str]:
    """(overseen node, norm) → status, for every norm that asks for the node at the date of the graph."""
    return {(name, norm.id): status(world, norm, name, switch) for norm in NORMS for name in world.nodes if asks(world, norm, name)}


# -- coordination paths (domain §5) -------------------------------------------------------------------------------------


def walkable(world: World, link: Row, start: str, a: str, b: str, episodes: bool = False) -> bool:
    """Whether a path from `a` to `b` may step over a link from its end `start`."""
    if link["kind"] not in COSTS or world.overseen(link["from"]) or world.overseen(link["to"]):
        return False
    if link["kind"] == "LEADS" and world.kind(link["from"]) == "PartyCommittee":
        return False
    if link["mechanism"] in ("clue_transfer", "report") and start != link["from"]:
        return False
    if not episodes and (link["mechanism"] == "joint_case" or link["basis"] == "episode"):
        return False
    if link["mechanism"] == "consultation":
        return any(world.kind(end) == "PartyCommittee" and end in (a, b) for end in (link["from"], link["to"]))
    return True


Walk = tuple[tuple[int, int, int, int], tuple[str, ...]]
"""A path: its cost, undocumented hops, hops and weakness of its bases, in the order in which they count; and its bodies."""


def _after(way: Walk, link: Row, end: str) -> Walk:
    cost, structural, hops, weakness = way[0]
    documented = link["mechanism"] is not None or link["kind"] in DOCUMENTING
    return (cost + COSTS[link["kind"]], structural + (not documented), hops + 1, weakness + BASES.index(link["basis"])), (*way[1], end)


def best_path(world: World, a: str, b: str, episodes: bool = False) -> Walk | None:
    """The best path from `a` to `b`, of equally good ones the first by the ids of its bodies, None where no path leads there:
    relaxed until nothing changes."""
    best: dict[str, Walk] = {a: ((0, 0, 0, 0), (a,))}
    changed = True
    while changed:
        changed = False
        for link in world.links:
            for start, end in ((link["from"], link["to"]), (link["to"], link["from"])):
                if start not in best or (start != a and world.population(start)) or not walkable(world, link, start, a, b, episodes):
                    continue
                way = _after(best[start], link, end)
                if end not in best or way < best[end]:
                    best[end] = way
                    changed = True
    return best.get(b)


def every_path(world: World, a: str, b: str) -> list[Walk]:
    """All paths from `a` to `b` that go through no body twice, the best first."""
    best: dict[tuple[str, ...], Walk] = {}
    open_ends: list[Walk] = [((0, 0, 0, 0), (a,))]
    while open_ends:
        way = open_ends.pop()
        start = way[1][-1]
        if start == b:
            best[way[1]] = min(way, best.get(way[1], way))
        elif start == a or not world.population(start):
            for link in (*world.out[start], *world.into[start]):
                end = link["to"] if link["from"] == start else link["from"]
                if end not in way[1] and walkable(world, link, start, a, b):
                    open_ends.append(_after(way, link, end))
    return sorted(best.values())


def faults(world: World, row: Row, a: str, b: str, episodes: bool = False) -> list[str]:
    """What is wrong with a path that an answer gives; empty where it is one."""
    found: list[str] = []
    hops = row["hops"]
    visited = [a, *(hop["to"] for hop in hops)]
    if visited[-1] != b:
        found.append(f"ends in {visited[-1]}")
    if len(set(visited)) < len(visited):
        found.append("goes through a body twice")
    found += [f"passes through the population {name}" for name in visited[1:-1] if world.population(name)]
    for place, hop in enumerate(hops):
        if hop["from"] != visited[place]:
            found.append(f"hop {place} begins in {hop['from']}")
        links = [
            link for link in world.links
            if {link["from"], link["to"]} == {hop["from"], hop["to"]} and link["kind"] == hop["link"]
            and link["mechanism"] == hop["mechanism"] and link["basis"] == hop["basis"] and COSTS.get(link["kind"]) == hop["cost"]
        ]  # fmt: skip
        if not any(walkable(world, link, hop["from"], a, b, episodes) for link in links):
            found.append(f"hop {place} rests on no link that may be walked: {hop}")
    if sum(hop["cost"] for hop in hops) != row["cost"]:
        found.append(f"the costs of the hops aren't {row['cost']}")
    if row["documented"] != all(hop["mechanism"] is not None or hop["link"] in DOCUMENTING for hop in hops):
        found.append(f"documented is {row['documented']}")
    if row["mechanisms"] != [joining(world, hop, episodes) for hop in hops]:
        found.append(f"mechanisms are {row['mechanisms']}")
    for pattern in row["patterns"]:
        if not any(documents(world, pattern, visited[i:j]) for i in range(len(visited)) for j in range(i + 2, i + 5)):
            found.append(f"no link documents {pattern}")
    if row["weakest_basis"] != max((hop["basis"] for hop in hops), key=BASES.index, default=None):
        found.append(f"weakest basis is {row['weakest_basis']}")
    return found


def joining(world: World, hop: Row, episodes: bool) -> list[str]:
    """The mechanisms that link the two bodies of a hop: the one walked, then all others as the model lists them."""
    links = [link for link in world.links if {link["from"], link["to"]} == {hop["from"], hop["to"]} and link["mechanism"] is not None]
    found = {link["mechanism"] for link in links if episodes or (link["mechanism"] != "joint_case" and link["basis"] != "episode")}
    return [*filter(None, [hop["mechanism"]]), *(one for one in MECHANISMS if one in found and one != hop["mechanism"])]


def documents(world: World, pattern: str, bodies: list[str]) -> bool:
    """Whether some bodies in a row on a path, and links between them, show a named pattern."""
    kinds = [world.kind(name) for name in bodies]
    found = set(kinds)

    def joined(place: int, kind: str | None = None, mechanism: str | None = None) -> bool:
        ends = {bodies[place], bodies[place + 1]}
        return any(
            {link["from"], link["to"]} == ends and kind in (None, link["kind"]) and mechanism in (None, link["mechanism"])
            and (kind or link["mechanism"])
            for link in world.links
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
        return team and (pattern == "片组协作" or (world.nodes[bodies[1]]["scope"] == "joint_team" and {kinds[0], kinds[2]} == {"Room", "StationedGroup"}))
    row = bodies if kinds[0] == "Room" else bodies[::-1]
    return len(bodies) == 4 and kinds[bodies.index(row[0])] == "Room" and kinds[bodies.index(row[3])] == "TownshipOffice" and all(
        any({link["from"], link["to"]} == {a, b} and link["kind"] == kind for link in world.links)
        for a, b, kind in zip(row, row[1:], ("GUIDES", "PART_OF", "MEMBER_OF"), strict=False)
    )  # fmt: skip


# -- reach and load (domain §6) -----------------------------------------------------------------------------------------

Step = tuple[str, str, str]
"""Where a step of reach leads: the node, as what it stands there, the class of the step; `steps` adds the basis. A node stands there as
`body` (it reaches further as if asked itself), `station` (it serves), `zone` (what it guides follows), `2` and `1` (so many
steps of subordinates follow) or `listed` (nothing behind)."""


def steps(world: World, name: str, role: str) -> Iterator[tuple[str, str, str, str]]:
    """The steps of reach from a node that stands there as `role`."""
    for link in world.out[name]:
        for end, standing, how in _forward(world, link, role):
            yield end, standing, _weakened(link, how), link["basis"]
    for link in world.into[name]:
        for end, standing, how in _backward(world, link, role):
            yield end, standing, _weakened(link, how), link["basis"]


def _weakened(link: Row, how: str) -> str:
    return "nominal" if link["basis"] in ("declared", "statutory") and link["kind"] not in UNCAPPED else how


def _forward(world: World, link: Row, role: str) -> Iterator[Step]:
    kind, end = link["kind"], link["to"]
    if link["basis"] == "episode" and kind != "INSPECTS":
        return
    if kind == "SERVES" and role in ("body", "station"):
        yield end, "listed", "extended"
    if role != "body":
        return
    below = "2" if world.overseen(end) and link["scope"] == "with_subordinates" else "listed"
    if kind in ("SUPERVISES", "STATIONED_AT", "CONTACTS"):
        yield end, below, "direct"
    elif kind == "INSPECTS" and world.in_term(link):
        yield end, below, "periodic"
    elif kind == "EXTENDS_TO":
        yield end, "station", "extended"
    elif kind == "DISPATCHES":
        yield end, "body", "mediated"
    elif kind == "GUIDES":
        yield end, "zone", "guidance"
    elif kind == "LEADS" and world.kind(link["from"]) == "Commission":
        yield end, "body" if world.kind(end) == "Commission" else "listed", "nominal"
    elif _counterpart(link) and world.kind(link["from"]) == "Room" and world.kind(end) == "StationedGroup":
        yield end, "body", "mediated"


def _backward(world: World, link: Row, role: str) -> Iterator[Step]:
    kind, end = link["kind"], link["from"]
    if link["basis"] == "episode":
        return
    if role == "body":
        own = kind == "PART_OF" and world.kind(end) == "Room"
        if own or (_counterpart(link) and world.kind(link["to"]) == "Room" and world.kind(end) == "StationedGroup"):
            yield end, "body", "mediated"
    elif role == "zone":
        if kind == "PART_OF":
            yield end, "zone", "guidance"
        elif kind == "MEMBER_OF":
            yield end, "listed", "guidance"
    elif role in ("2", "1") and kind == "SUBORDINATE_TO" and link["line"] == "administrative":
        yield end, "1" if role == "2" else "listed", "inherited"


def _counterpart(link: Row) -> bool:
    return bool(link["kind"] == "COORDINATES_WITH" and link["mechanism"] == "counterpart")


def reach(world: World, origin: str) -> dict[str, str]:
    """Every node that a body reaches, in its best class; what is reached through something has the worse class of the two."""
    best: dict[tuple[str, str], int] = {(origin, "body"): 0}
    open_ends = [(origin, "body")]
    while open_ends:
        name, role = open_ends.pop()
        for end, standing, how, _ in steps(world, name, role):
            worse = max(best[name, role], CLASSES.index(how))
            if worse < best.get((end, standing), len(CLASSES)):
                best[end, standing] = worse
                open_ends.append((end, standing))
    found: dict[str, int] = {}
    for (name, _), rank in best.items():
        found[name] = min(rank, found.get(name, len(CLASSES)))
    return {name: CLASSES[rank] for name, rank in found.items() if name != origin}


def ways_of_reach(world: World, origin: str) -> dict[str, tuple[str, str]]:
    """Every node that a body reaches: the class, and of the firmest way of that class the weakest basis."""
    ways: set[tuple[str, str, int, int]] = {(origin, "body", 0, 0)}
    open_ends = list(ways)
    while open_ends:
        name, role, rank, weakest = open_ends.pop()
        for end, standing, how, basis in steps(world, name, role):
            further = (end, standing, max(rank, CLASSES.index(how)), max(weakest, BASES.index(basis)))
            if further not in ways:
                ways.add(further)
                open_ends.append(further)
    best: dict[str, tuple[int, int]] = {}
    for name, _, rank, weakest in ways:
        best[name] = min((rank, weakest), best.get(name, (len(CLASSES), 0)))
    return {name: (CLASSES[rank], BASES[weakest]) for name, (rank, weakest) in best.items() if name != origin}


def who(world: World) -> dict[str, dict[str, tuple[str, str]]]:
    """For every node who reaches it, in which class, on what basis: asked of every overseer forwards."""
    above: dict[str, dict[str, tuple[str, str]]] = {name: {} for name in world.nodes}
    for body in world.nodes:
        if not world.overseen(body):
            for name, told in ways_of_reach(world, body).items():
                above[name][body] = told
    return above


@dataclass(frozen=True)
class Load:
    """How much a body carries: overseen members by class, full-time posts, and what the division says."""

    direct: int | None
    inherited: int | None
    extended: int | None
    load: float | None
    load_is: str


def load_of(world: World, name: str) -> Load:
    classes = reach(world, name)

    supervised = {one: how for one, how in classes.items() if how in ("direct", "inherited", "extended") and world.overseen(one)}

    def total(wanted: str) -> int | None:
        """settled: no supervision known, or a number that nobody knows among it: unknown, not 0."""
        counts = [world.nodes[one]["count"] for one, how in supervised.items() if how == wanted]
        return None if not supervised or None in counts else sum(counts)

    direct, inherited, extended = total("direct"), total("inherited"), total("extended")
    staff, quantifier = world.nodes[name]["staff_full_time"], world.nodes[name]["staff_quantifier"]
    if direct is None or inherited is None or not staff or quantifier == "le":  # no post among which to divide, or a number that bounds no load
        return Load(direct, inherited, extended, None, "unknown")
    return Load(direct, inherited, extended, (direct + inherited) / staff, "at_most" if quantifier == "ge" else "exact")


def loads(world: World) -> dict[str, Load]:
    return {name: load_of(world, name) for name in world.nodes if not world.overseen(name)}
