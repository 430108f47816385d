"""Random charts whose links share sets out (domain §3a), and worlds: charts without sets, in which the members are told apart in one of the ways that the links allow."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from hypothesis import strategies as st

from oversight_graph.model import LINKS, walks
from support.charts_strategy import Body, Document, chart_of

_APART = ("kind", "form", "mechanism", "year", "type", "to")


def shared_charts(high: int = 10) -> st.SearchStrategy[Document]:
    """One valid chart of 3 to `high` entries with sets of two to four members and links that share them out."""
    return st.integers(0, 2**64 - 1).map(lambda seed: shared_chart(Random(seed), high))


def shared_chart(random: Random, high: int = 10) -> Document:
    about = [kind for kind in LINKS if kind.id in walks.SUPERVISION.links()]
    held = [Body(f"n{place}", kind, "county", "530102") for place, kind in enumerate(_cast(random, high))]
    document = chart_of(random, "random", about, held, 2 * high)
    document["links"] += _holders_besides(random, document)
    for node in document["nodes"]:
        for key in ("repeat", "valid_from", "valid_to"):
            node.pop(key, None)
        node["count"] = random.choice((1, 1, 1, 2, 3, 4, 4, "unknown"))
    for link in document["links"]:
        for key in ("count", "valid_from", "valid_to"):
            link.pop(key, None)
        if link["kind"] == "COORDINATES_WITH":
            link["mechanism"] = "counterpart"
    _share_out(random, document)
    return document


def _cast(random: Random, high: int) -> list[str]:
    """Kinds of bodies that have much to do with each other: those above first."""
    above, below = ("Commission", "Room", "StationedGroup", "TownshipOffice", "Room", "StationedGroup"), ("LiaisonStation", "Collaboration", "Unit", "Village")
    number = random.randint(2, high - 2)
    return ["Commission", *random.choices(above, k=number - 1), *random.choices(below, k=random.randint(2, high - number))]


def _holders_besides(random: Random, document: Document) -> list[Document]:
    """Further links of the same sort to the same end, from bodies of the same kind: so that there are divisions."""
    kinds = {node["id"]: node["kind"] for node in document["nodes"]}
    found = []
    for link in document["links"]:
        others = [name for name, kind in kinds.items() if kind == kinds[link["from"]] and name not in (link["from"], link["to"])]
        if others and random.random() < 0.5 and link["kind"] not in ("LEADS", "PART_OF", "SUBORDINATE_TO"):
            found.append(link | {"from": random.choice(others)})
    return found


def _share_out(random: Random, document: Document) -> None:
    number = {node["id"]: node["count"] for node in document["nodes"]}
    divisions: dict[tuple[Any, ...], list[Document]] = {}
    divided: set[str] = set()
    for link in document["links"]:
        source, target = number[link["from"]], number[link["to"]]
        if random.random() < 0.2 or (source == target == 1):
            continue
        if target != 1 and random.random() < 0.3:
            link["share"] = "one"
            continue
        held = divisions.setdefault(division_of(link), [])
        if target == 1:
            if link["to"] not in divided:  # several sets that divide a single body are an error
                divided.add(link["to"])
                link["share"] = "part"
            continue
        members = sum(1 if number[one["from"]] == "unknown" else number[one["from"]] for one in [*held, link])
        if target == "unknown" or members <= target:
            held.append(link)
            link["share"] = "part"
    for held in divisions.values():
        _count(random, held, number)


def _count(random: Random, held: list[Document], number: dict[str, Any]) -> None:
    """How many of a division some holders have: at least one for each member, and no more together than there are."""
    if not held or number[held[0]["to"]] == "unknown" or any(number[one["from"]] == "unknown" for one in held):
        return
    least = [number[one["from"]] for one in held]
    whole = number[held[0]["to"]]
    left = whole - sum(least)
    counts = []
    for one in least:
        more = random.randint(0, left)
        left -= more
        counts.append(one + more)
    stated = [random.random() < 0.6 for _ in held]
    if all(stated) and left and random.random() < 0.5:
        counts[0] += left
    for link, count, told in zip(held, counts, stated, strict=True):
        if told:
            link["count"] = count


def division_of(link: Document) -> tuple[Any, ...]:
    return tuple(link.get(key) for key in _APART)


def world(random: Random, document: Document) -> tuple[Document, dict[str, list[str]]] | None:
    """The chart with its members told apart, and the members of each entry; None where chance didn't come to a way that the links allow."""
    members: dict[str, list[str]] = {}
    nodes = []
    for node in document["nodes"]:
        number = random.randint(2, 5) if node["count"] == "unknown" else node["count"]
        members[node["id"]] = [f"{node['id']}.{place}" for place in range(number)]
        plain = {key: value for key, value in node.items() if key not in ("count", "aliases")}
        nodes += [plain | {"id": name, "name": f"{node['name']}之{name}"} for name in members[node["id"]]]
    links: list[Document] = []
    divisions: dict[tuple[Any, ...], list[Document]] = {}
    for link in document["links"]:
        share = link.get("share", "all")
        if share == "part":
            divisions.setdefault(division_of(link), []).append(link)
            continue
        for start in members[link["from"]]:
            ends = members[link["to"]] if share == "all" else [random.choice(members[link["to"]])]
            links += [_plain(link) | {"from": start, "to": end} for end in ends if end != start]
    for held in divisions.values():
        dealt = _dealt(random, held, members)
        if dealt is None:
            return None
        links += dealt
    return document | {"nodes": nodes, "links": links}, members


def _plain(link: Document) -> Document:
    return {key: value for key, value in link.items() if key not in ("share", "count")}


def _dealt(random: Random, held: list[Document], members: dict[str, list[str]]) -> list[Document] | None:
    """Each member of the to-end to one member of the holders, by their counts; to others what these don't hold."""
    ends = members[held[0]["to"]]
    holders = [(link, name) for link in held for name in members[link["from"]]]
    if len(ends) == 1:
        link, name = random.choice(holders)
        return [_plain(link) | {"from": name, "to": ends[0]}]
    open_ = not _whole(held, members)
    for _ in range(200):
        dealt: list[tuple[Document, str] | None] = [random.choice([*holders, None] if open_ else holders) for _ in ends]
        counted = all("count" not in link or sum(one is not None and one[0] is link for one in dealt) == link["count"] for link in held)
        if counted and all(one in dealt for one in holders):
            return [_plain(one[0]) | {"from": one[1], "to": end} for one, end in zip(dealt, ends, strict=True) if one is not None]
    return None


def _whole(held: Sequence[Document], members: dict[str, list[str]]) -> bool:
    """Whether the named holders have all (domain §3a)."""
    counts = [link.get("count") for link in held]
    if None not in counts:
        return sum(counts) >= len(members[held[0]["to"]])
    return len({link["from"] for link in held}) > 1 or any(len(members[link["from"]]) > 1 for link in held)
