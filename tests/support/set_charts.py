"""Random small graphs of overseers with sets and shares, and every path through them, found by trying all out (domain §3a, §5)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from oversight_graph.chart.build import build
from oversight_graph.chart.chart import Chart
from oversight_graph.charts import graph_of
from oversight_graph.graph.graph import Graph
from oversight_graph.model import BASES, MECHANISMS, walks
from oversight_graph.model.sets import crossing
from oversight_graph.parsing.json_text import documents
from oversight_graph.rules.divisions import divisions

Document = dict[str, Any]
HEADER: Document = {"as_of": "2020-12-31", "area": "530100", "level": "prefecture", "sources": [{"id": "s1", "title": "s1"}]}
COUNTS = (1, 1, 2, 5, "unknown")


def drawn(seed: int, bodies: int = 6, links: int = 9) -> Document:
    """A chart of zones and offices, about half of them sets, whose links are memberships and cooperation of every share that is allowed."""
    random = Random(seed)
    nodes = [
        {"id": f"b{n}", "kind": random.choice(("Collaboration", "TownshipOffice", "StationedGroup")), "name": f"机构{n}"}
        for n in range(random.randint(3, bodies))
    ]
    of_many = {}
    for node in nodes:
        count = random.choice(COUNTS)
        of_many[node["id"]] = count != 1
        if count != 1:
            node["count"] = count
    made: list[Document] = []
    divided: dict[tuple[str, str], list[Document]] = {}
    for _ in range(random.randint(2, links)):
        start, end = random.sample(nodes, 2)
        link: Document = {"from": start["id"], "to": end["id"], "basis": random.choice(("assigned", "assigned", "inferred", "declared"))}
        if end["kind"] == "Collaboration" and random.random() < 0.5:
            link["kind"] = "MEMBER_OF"
        elif start["kind"] != "LiaisonStation" and random.random() < 0.8:
            link |= {"kind": "COORDINATES_WITH"} | random.choice(({}, {"mechanism": "secondment"}, {"mechanism": "report"}))
        else:
            continue
        into, out = of_many[start["id"]], of_many[end["id"]]
        share = random.choice(("all", *(("one", "one") if out else ()), *(("part", "part", "part") if into or out else ())))
        if share == "part":
            parts = divided.setdefault((link["kind"] + link.get("mechanism", ""), link["to"]), [])
            if parts and not out:
                continue
            if random.random() < 0.3:
                link["count"] = random.choice((1, 2, 5))
            parts.append(link)
        made.append(link | {"share": share})
    return HEADER | {"chart": "sets", "nodes": nodes, "links": made}


def read(document: Document) -> Chart | None:
    """None where what is drawn isn't valid: numbers that can't be."""
    return build(documents(json.dumps(document))[0], "sets.json").chart


def graphs(seeds: range, **sizes: int) -> Iterator[tuple[Document, Graph]]:
    for seed in seeds:
        document = drawn(seed, **sizes)
        chart = read(document)
        if chart is not None:
            yield document, graph_of([chart])


@dataclass(frozen=True)
class Way:
    """A path by its bodies and links: its weight, what is known at its end; `turns`: by what equal links are ordered, the mechanism, then the link."""

    weight: tuple[int, int, int, int]
    bodies: tuple[int, ...]
    links: tuple[int, ...]
    known: tuple[str, ...]
    turns: tuple[tuple[int, int], ...] = ()

    @property
    def order(self) -> tuple[object, ...]:
        return self.weight, self.bodies, self.turns


def ways(graph: Graph, start: int, goal: int, most: int = 7) -> Iterator[Way]:
    """Every way from one body to another of at most so many hops: a single body once, a set twice; none that a share bars."""
    held = divisions(graph)
    of_many = [bool(one) for one in graph.population]
    cost = {kind: step.cost or 0 for step in walks.COORDINATION.steps for kind in step.links}
    documenting = {kind for step in walks.COORDINATION.steps if step.documents for kind in step.links}
    table = graph.link_table.to_pylist()
    share = ["all" if row["share"] is None else row["share"] for row in table]

    def on(way: Way) -> Iterator[Way]:
        here = way.bodies[-1]
        if here == goal and way.links:
            yield way
            if not of_many[goal]:
                return
        if len(way.links) == most:
            return
        for link, row in enumerate(table):
            ends = int(graph.source[link]), int(graph.target[link])
            for there, forward in ((ends[1], True), (ends[0], False)):
                if here != ends[not forward] or way.bodies.count(there) > of_many[there]:
                    continue
                if there == start and not of_many[start]:
                    continue
                if not forward and row["mechanism"] == "report":
                    continue
                if way.links and barred(way.links[-1], here, link, forward):
                    continue
                found = crossing("forward" if forward else "backward", of_many[here], of_many[there], share[link], bool(held.alone[link]))
                known = "possible" if way.known[-1] == "possible" else found.every if way.known[-1] == "every" else found.some
                told = row["mechanism"] is not None or row["kind"] in documenting
                step = (cost[row["kind"]], int(not told), 1, BASES.code(row["basis"]))
                weight = tuple(a + b for a, b in zip(way.weight, step, strict=True))
                turn = (MECHANISMS.code(row["mechanism"]) if row["mechanism"] else len(MECHANISMS), link)
                yield from on(Way(weight, (*way.bodies, there), (*way.links, link), (*way.known, known), (*way.turns, turn)))  # type: ignore[arg-type]

    def barred(before: int, here: int, link: int, forward: bool) -> bool:
        came_along = int(graph.target[before]) == here
        if before == link and not came_along and forward and held.one_each[link]:
            return True
        if share[before] == share[link] == "part":
            return came_along and not forward and held.division[before] == held.division[link]
        return share[link] == "one" and before == link and not came_along and forward

    return on(Way((0, 0, 0, 0), (start,), (), ("some" if of_many[start] else "every",)))


def certain(graph: Graph, way: Way) -> bool:
    return way.known[-1] == "every"


def simple(graph: Graph, way: Way) -> bool:
    """Whether it comes to no set twice knowing the same of it, and ends where it first comes to all of its goal."""
    places = [(body, known if graph.population[body] else "") for body, known in zip(way.bodies, way.known, strict=True)]
    return len(set(places)) == len(places)


# -- worlds -------------------------------------------------------------------------------------------------------------


Member = tuple[int, int]


def world(graph: Graph, random: Random) -> dict[Member, list[tuple[Member, int]]]:
    """One way to tell the members of the sets apart that all shares allow: the steps that it makes possible, each with its cost. For sets of known number."""
    held = divisions(graph)
    table = graph.link_table.to_pylist()
    members = {node: [(node, number) for number in range(int(many))] for node, many in enumerate(graph.weight)}
    holder: dict[tuple[int, Member], Member | None] = {}
    for division in {int(one) for one in held.division if one >= 0}:
        links = [link for link in range(len(table)) if held.division[link] == division]
        target = int(graph.target[links[0]])
        holders = [member for node in sorted({int(graph.source[link]) for link in links}) for member in members[node]]
        divided = members[target][:]
        random.shuffle(divided)
        others: list[Member | None] = [*holders, *([] if held.whole[links[0]] else [None])]
        for number, member in enumerate(divided):
            holder[division, member] = holders[number] if number < len(holders) and len(divided) > 1 else random.choice(others)
    steps: dict[Member, list[tuple[Member, int]]] = {member: [] for of in members.values() for member in of}
    cost = {kind: step.cost or 0 for step in walks.COORDINATION.steps for kind in step.links}
    for link, row in enumerate(table):
        source, target = int(graph.source[link]), int(graph.target[link])
        if row["share"] == "one":
            pairs = [(member, random.choice(members[target])) for member in members[source]]
        elif row["share"] == "part":
            pairs = [(who, member) for member in members[target] if (who := holder[int(held.division[link]), member]) is not None and who[0] == source]
        else:
            pairs = [(a, b) for a in members[source] for b in members[target]]
        for a, b in pairs:
            steps[a].append((b, cost[row["kind"]]))
            if row["mechanism"] != "report":
                steps[b].append((a, cost[row["kind"]]))
    return steps


def costs_from(steps: dict[Member, list[tuple[Member, int]]], start: Member) -> dict[Member, int]:
    """The least cost to each member, by whatever steps."""
    found = {start: 0}
    waiting = [start]
    while waiting:
        here = waiting.pop()
        for there, cost in steps[here]:
            if found[here] + cost < found.get(there, found[here] + cost + 1):
                found[there] = found[here] + cost
                waiting.append(there)
    return found
