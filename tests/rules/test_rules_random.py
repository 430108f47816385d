"""Rules of structure on random charts, against a judge that tells the members of sets apart in every way and looks at each (domain §3a, §4)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from support.charts_strategy import graph_from
from support.examples import examples

import oversight_graph as og
from oversight_graph.errors import ChartError

Document = dict[str, Any]
Edges = frozenset[tuple[str, str]]

OFFICES, STATIONS = ("a", "b", "d"), ("k", "l")
PERIOD_DAYS = {"P1W": 7, "P1M": 30, "P6M": 182, "P1Y": 365}
MOST_WORLDS = 4000


def drawn(random: Random) -> Document:
    """Offices and stations, single or sets, with links EXTENDS_TO between them."""
    nodes: list[Document] = []
    for name in (*OFFICES, *STATIONS):
        kind = "LiaisonStation" if name in STATIONS else "TownshipOffice" if name != "d" else "StationedGroup"
        node: Document = {"id": name, "kind": kind, "name": f"机构{name}", "level": "county"}
        if (number := random.choice((1, 1, 2, 3))) > 1:
            node["count"] = number
        nodes.append(node)
    count = {node["id"]: node.get("count", 1) for node in nodes}
    links: list[Document] = []
    for _ in range(random.randint(0, 4)):
        start, end = random.choice(OFFICES), random.choice(STATIONS)
        link: Document = {
            "kind": "EXTENDS_TO",
            "from": start,
            "to": end,
            "basis": random.choice(("assigned",) * 4 + ("inferred", "declared", "statutory", "episode")),
        }
        if random.random() < 0.6:
            link["period"] = random.choice(tuple(PERIOD_DAYS))
        share = random.choice(("all", "part", "part", "one"))
        if (share == "part" and max(count[start], count[end]) > 1) or (share == "one" and count[end] > 1):
            link["share"] = share
            if share == "part" and random.random() < 0.2:
                link["count"] = random.randint(1, count[end])
        if link not in links:
            links.append(link)
    complete = [{"forms": ["stationed"], "levels": ["county"]}] if random.random() < 0.5 else []
    return {
        "chart": "x", "title": "x", "as_of": "2020", "area": "530100", "level": "county", "sources": [{"id": "s1", "title": "s1"}],
        "complete": complete, "nodes": nodes, "links": links,
    }  # fmt: skip


def asked(random: Random) -> Document:
    """A condition: who is judged, and how many links of which offices or stations it asks for."""
    offices = ["TownshipOffice"] if random.random() < 0.5 else ["TownshipOffice", "StationedGroup"]
    judged, side, others = random.choice(((["LiaisonStation"], "from", offices), (offices, "to", ["LiaisonStation"])))
    bounds: Document = random.choice(({}, {"at_least": 2}, {"exactly": 1}, {"at_most": 1}, {"at_least": 1, "at_most": 2}, {"at_least": 3}))
    period = {"period": random.choice(tuple(PERIOD_DAYS))} if random.random() < 0.5 else {}
    return {"judged": judged, "side": side, "others": others} | {"bounds": bounds, "period": period}


# -- the judge -----------------------------------------------------------------------------------------------------------


def members(node: Document) -> list[str]:
    return [f"{node['id']}{number}" for number in range(node.get("count", 1))]


def choices(chart: Document) -> Iterator[list[tuple[list[int], list[Edges]]]]:
    """For what is told in one breath, a link or a division: the numbers of its links, and for each way to tell it apart an edge set a link."""
    of = {node["id"]: members(node) for node in chart["nodes"]}
    divisions: dict[tuple[str, str], list[int]] = {}
    for number, link in enumerate(chart["links"]):
        starts, ends = of[link["from"]], of[link["to"]]
        if link.get("share") == "part":
            divisions.setdefault((link["kind"], link["to"]), []).append(number)
        elif link.get("share") == "one":
            yield [([number], [frozenset(zip(starts, picked, strict=True))]) for picked in itertools.product(ends, repeat=len(starts))]
        else:
            yield [([number], [frozenset(itertools.product(starts, ends))])]
    for (_, end), numbers in divisions.items():
        yield list(_divided(chart, numbers, of, of[end]))


def _divided(chart: Document, numbers: list[int], of: dict[str, list[str]], ends: list[str]) -> Iterator[tuple[list[int], list[Edges]]]:
    """Each member of what is divided has one holder: a member of a from-end, or somebody unnamed where they don't have all of it."""
    links = [chart["links"][number] for number in numbers]
    holders = [(number, member) for number, link in zip(numbers, links, strict=True) for member in of[link["from"]]]
    stated = [link.get("count") for link in links]
    several = len(links) > 1 or any(len(of[link["from"]]) > 1 for link in links)
    whole = several if None in stated else sum(stated) >= len(ends)
    everybody: list[tuple[int, str] | None] = [*holders, *([] if whole else [None])]
    for picked in itertools.product(everybody, repeat=len(ends)):
        if len(ends) > 1 and any(holder not in picked for holder in holders):
            continue  # each has at least one
        edges = [
            frozenset((holder[1], end) for holder, end in zip(picked, ends, strict=True) if holder is not None and holder[0] == number) for number in numbers
        ]
        if all(count is None or len(edge) == count for count, edge in zip(stated, edges, strict=True)):
            yield numbers, edges


def judge(chart: Document, condition: Document, body: Document) -> str | None:
    """The status of a body, by looking at each of its members in each world; None where there are too many of these, or none."""
    told = list(choices(chart))
    worlds = 1
    for one in told:
        worlds *= len(one)
    if not 0 < worlds <= MOST_WORLDS:
        return None
    kinds = {node["id"]: node["kind"] for node in chart["nodes"]}
    low, high = condition["bounds"].get("exactly", condition["bounds"].get("at_least")), condition["bounds"].get("exactly", condition["bounds"].get("at_most"))
    least = low if low is not None else 1 if high is None else 0
    longest = PERIOD_DAYS.get(condition["period"].get("period", ""))

    def worth(link: Document) -> str:
        if link["basis"] in ("episode", "declared", "statutory"):
            return "nothing" if link["basis"] == "episode" else "perhaps"
        if longest is None:
            return "meets"
        return "perhaps" if "period" not in link else "slow" if PERIOD_DAYS[link["period"]] > longest else "meets"

    meeting, possible, slow = [], [], []
    for world in itertools.product(*told):
        edges = {number: edge for numbers, sets in world for number, edge in zip(numbers, sets, strict=True)}
        for member in members(body):
            found: dict[str, set[str]] = {"meets": set(), "perhaps": set(), "slow": set(), "nothing": set()}
            for number, link in enumerate(chart["links"]):
                mine, other = ("from", "to") if condition["side"] == "to" else ("to", "from")
                if link[mine] == body["id"] and kinds[link[other]] in condition["others"]:
                    for start, end in edges[number]:
                        if (start, end)[mine == "to"] == member:
                            found[worth(link)].add((end, start)[mine == "to"])
            meeting.append(len(found["meets"]))
            possible.append(len(found["meets"] | found["perhaps"]))
            slow.append(len(found["slow"]))
    if high is not None and min(meeting) > high:
        return "broken"
    if min(meeting) < least and max(possible) < least:
        listed = bool(chart["complete"]) and body.get("count", 1) == 1
        if listed or (min(slow) > 0 and max(possible) == 0):
            return "broken"
    return "met" if min(meeting) >= least and (high is None or max(possible) <= high) else "undetermined"


def plain(chart: Document, condition: Document) -> bool:
    """Whether at most one thing is told of some members only, a division or a link `one`, and nobody is asked how much of a division it has at most:
    that others of the division have at least one each isn't taken off from it."""
    count = {node["id"]: node.get("count", 1) for node in chart["nodes"]}
    if condition["side"] == "to" and sum(count[link["from"]] for link in chart["links"] if link.get("share") == "part") > 1:
        return False
    parts = {link["to"] for link in chart["links"] if link.get("share") == "part"}
    holders = {(link["from"], link["to"]) for link in chart["links"] if link.get("share") == "part"}
    whole = {(link["from"], link["to"]) for link in chart["links"] if link.get("share", "all") == "all"}
    return (
        len(parts) + sum(link.get("share") == "one" for link in chart["links"]) <= 1
        and not holders & whole
        and len(holders) == sum(link.get("share") == "part" for link in chart["links"])
    )


@given(seed=st.integers(0, 2**64 - 1))
@examples(250)
def test_what_is_judged_holds_however_the_members_are_told_apart(tmp_path_factory: Any, seed: int) -> None:
    """Met and broken are said only where they are so in every world; on charts that tell one thing of some members, exactly there."""
    random = Random(seed)
    chart, condition = drawn(random), asked(random)
    try:
        graph = graph_from(chart)
    except AssertionError:  # counts that don't add up aren't loaded
        return
    file: Path = tmp_path_factory.mktemp("norms") / "norms.yaml"
    links = {"kind": "EXTENDS_TO", condition["side"]: condition["others"]} | condition["bounds"] | condition["period"]
    file.write_text(
        f"norms: [{{id: X, rule: structure, norm_set: x, form: stationed, applies_to: [{{kinds: {condition['judged']}}}], source: x, requires: {{links: {links}}}}}]",
        "utf-8",
    )
    try:
        rows = og.ask(graph, "rules", norms="x", norms_files=str(file), all=True).rows
    except ChartError as error:
        raise AssertionError(str(error)) from error
    judged = {row["id"].split(":")[1]: row["status"] for row in rows}
    bodies = [node for node in chart["nodes"] if node["kind"] in condition["judged"]]
    assert set(judged) == {node["id"] for node in bodies}
    for body in bodies:
        expected = judge(chart, condition, body)
        if expected is not None:
            said = judged[body["id"]]
            assert said in (expected, "undetermined"), (body, said, expected)
            assert said == expected or not plain(chart, condition), (body, said, expected, chart["links"], condition)
