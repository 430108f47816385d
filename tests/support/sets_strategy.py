"""Random charts with sets, shares and dates that a load accepts: small, so that their worlds can be counted, and with chains longer than any depth.

Kept apart from `charts_strategy`: there everything that the model declares is drawn at random; here the charts hang together, and what a link
says of the members of a set fits their numbers (domain §3a).
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from hypothesis import strategies as st

from oversight_graph.model import LEVELS, LINKS
from support import oracle_dates, oracle_sets
from support.oracle_cut import Cut

Document = dict[str, Any]

COORDINATING = ("Commission", "Room", "StationedGroup", "Collaboration", "LiaisonStation", "TownshipOffice", "InspectionTeam", "PartyCommittee")
COVERING = ("Commission", "Room", "StationedGroup", "LiaisonStation", "TownshipOffice", "InspectionTeam", "Unit", "Unit", "Unit", "Village", "Township")
COORDINATION = ("LEADS", "PART_OF", "DISPATCHES", "CONTACTS", "EXTENDS_TO", "MEMBER_OF", "GUIDES", "COORDINATES_WITH")
SUPERVISION = (
    "PART_OF", "DISPATCHES", "COORDINATES_WITH", "LEADS", "STATIONED_AT", "SUPERVISES", "CONTACTS", "INSPECTS", "SUBORDINATE_TO", "EXTENDS_TO", "SERVES",
)  # fmt: skip
NUMBERS = (1, 1, 2, 2, 3, 3, 4)
DAYS = ("2016-12-31", "2019", "2020-06", "2021-11-10")
WRITTEN = ("2014", "2016-12-31", "2018-03", "2019-07", "2020-06", "2021", "2022")
EARLIER = ("2013-06-30", "2015-12-31", "2017-12-31", "2018-03-01", "2020-01-01", "2022-12-31")
"""Days to ask of, for all charts."""
AREAS = ("530000", "530100", "530102", "530102001")
FORMS = ("discipline", "state", "stationed", "inspection")


def _seeded(made: Callable[[Random], Any]) -> st.SearchStrategy[Any]:
    return st.integers(0, 2**64 - 1).map(lambda seed: made(Random(seed)))


def coordinating(most: int = 7) -> st.SearchStrategy[Document]:
    """A chart of overseers that work together, many of them sets."""
    return _seeded(lambda random: mended(_chart(random, "c", _bodies(random, COORDINATING, most), COORDINATION)))


def covering(most: int = 7) -> st.SearchStrategy[Document]:
    """A chart of overseers and what they oversee, many of them sets."""
    return _seeded(lambda random: mended(_chart(random, "c", _bodies(random, COVERING, most), SUPERVISION)))


def several(dates: bool = True) -> st.SearchStrategy[list[Document]]:
    """Two or three charts of several days that share bodies, with dated and undated entries."""
    return _seeded(lambda random: _several(random, dates))


def _several(random: Random, dates: bool) -> list[Document]:
    kinds, links = random.choice(((COORDINATING, COORDINATION), (COVERING, SUPERVISION), (COVERING, SUPERVISION)))
    pool = _bodies(random, kinds, 8)
    first: dict[str, str] = {}
    found = []
    for number, as_of in enumerate(random.sample(DAYS, random.randint(2, 3))):
        held = [dict(body) for body in pool if random.random() < 0.75] or [dict(pool[0])]
        chart = _chart(random, f"c{number}", held, links, dates) | {"as_of": as_of}
        for entry in chart["nodes"]:
            if "repeat" in entry:
                entry["id"], entry["name"] = f"{entry['id']}r{number}", f"{entry['name']}又{number}"  # the members of a repeat are nobody else
            elif entry["id"] in first:
                entry |= {"same_as": first[entry["id"]], "name": f"{entry['name']}又{number}"}
            else:
                first[entry["id"]] = f"{chart['chart']}:{entry['id']}"
        renamed = {entry["id"].split("r")[0]: entry["id"] for entry in chart["nodes"]}
        for link in chart["links"]:
            link |= {end: renamed[link[end]] for end in ("from", "to")}
        found.append(mended(chart))
    return found


def _bodies(random: Random, kinds: tuple[str, ...], most: int) -> list[Document]:
    """Bodies from high to low, half of them sets."""
    chosen = random.sample(sorted(set(kinds)), min(len(set(kinds)), random.randint(2, 6)))
    levels = random.sample(LEVELS.ids, 3)
    areas = random.sample(AREAS, 2)
    drawn = [(random.choice(levels), random.choice([kind for kind in kinds if kind in chosen])) for _ in range(random.randint(3, most))]
    found = []
    for number, (level, kind) in enumerate(sorted(drawn, key=lambda one: LEVELS.code(one[0]))):
        body: Document = {"id": f"n{number}", "kind": kind, "name": f"机构{number}号", "level": level, "area": random.choice(areas)}
        how = random.random()
        if kind == "PartyCommittee":
            pass  # that it is an end of the path is said of one body
        elif how < 0.75:
            body["count"] = random.choice(NUMBERS)
        elif how < 0.8:
            body["count"] = "unknown"
        elif how < 0.85:
            body["repeat"] = 2
        if kind == "Unit" and random.random() < 0.7:
            body["category"] = random.choice(("party", "government", "court"))
        if kind == "Collaboration":
            body["scope"] = random.choice(("zone", "group", "joint_team"))
        if random.random() < 0.6:
            body |= {"staff_full_time": random.randint(0, 5)} | random.choice(({}, {}, {"staff_quantifier": random.choice(("eq", "ge", "le", "approx"))}))
        found.append(body)
    return found


def _chart(random: Random, name: str, held: list[Document], kinds: tuple[str, ...], dates: bool = False) -> Document:
    ends = [
        (kind.id, a, b)
        for kind in LINKS
        if kind.id in kinds
        for a in held
        for b in held
        if kind.permits(a["kind"], b["kind"]) and a is not b and not (kind.acyclic and held.index(a) > held.index(b)) and not _upwards(kind.downward, a, b)
    ]
    about = random.sample(kinds, random.randint(2, 5))
    likely = [one for one in ends if one[0] in about] or ends
    links = [_link(random, *random.choice(likely if random.random() < 0.8 else ends)) for _ in range(random.randint(2, 9) if ends else 0)]
    if dates:
        for entry in (*held, *links):
            _date(random, entry, 0.2)
    chart: Document = {
        "chart": name, "title": {"zh": "随机图"}, "as_of": random.choice(DAYS), "area": random.choice(AREAS), "level": "prefecture",
        "sources": [{"id": "s1", "title": "s1"}], "nodes": held, "links": links,
        "complete": [_slice(random, dates) for _ in range(random.choice((0, 1, 2)))],
        "claims": [_slice(random, dates) | random.choice(({}, {"covered": 2, "of": 3})) for _ in range(random.choice((0, 0, 1)))],
    }  # fmt: skip
    return chart


def _upwards(downward: bool, a: Document, b: Document) -> bool:
    return downward and a["kind"] == b["kind"] and LEVELS.code(a["level"]) > LEVELS.code(b["level"])


def _link(random: Random, kind: str, a: Document, b: Document) -> Document:
    entry: Document = {"kind": kind, "from": a["id"], "to": b["id"]}
    if random.random() < 0.3:
        entry["basis"] = random.choice(("inferred", "declared", "declared", "statutory", "episode"))
    declared = LINKS[kind]
    if kind in ("SUPERVISES", "CONTACTS"):
        entry["form"] = random.choice(("discipline", "state"))
    if declared.both_powers or entry.get("form"):
        entry["authority"] = [power for power in ("discipline", "state") if random.random() < 0.8]
    if kind == "COORDINATES_WITH":
        entry["mechanism"] = random.choice(("counterpart", "counterpart", "secondment", "information_sharing", "report", "joint_case", "consultation"))
    elif random.random() < 0.1 and kind in COORDINATION:
        entry["mechanism"] = random.choice(("secondment", "clue_transfer"))
    if kind == "INSPECTS":
        entry["year"] = random.randint(2012, 2021)
    if declared.scoped and random.random() < 0.5:
        entry["scope"] = "with_subordinates"
    if kind == "SUBORDINATE_TO" and random.random() < 0.1:
        entry["line"] = "professional"
    share = random.choice(("all", "part", "part", "part", "one", "one"))
    if share != "all":
        entry["share"] = share
    if share == "part" and random.random() < 0.4:
        entry["count"] = random.randint(1, 4)
    return entry


def _date(random: Random, entry: Document, odds: float) -> None:
    if random.random() < odds:
        entry["valid_from"] = random.choice(WRITTEN)
    if random.random() < odds and entry.get("valid_from", "") <= (end := random.choice(WRITTEN)):
        entry["valid_to"] = end


def _slice(random: Random, dates: bool) -> Document:
    entry: Document = {"forms": random.sample(FORMS, random.randint(1, 3)), "area": random.choice(AREAS), "levels": random.sample(LEVELS.ids, 3)}
    if dates:
        _date(random, entry, 0.2)
    return entry


# -- what a load would refuse ---------------------------------------------------------------------------------------------


def mended(chart: Document) -> Document:
    """A chart whose shares fit the numbers of its sets: where one doesn't it speaks of all."""
    chart["links"] = list({str(sorted(link.items(), key=str)): link for link in chart["links"]}.values())
    for _ in range(len(chart["links"])):
        for place in wrong_shares(chart):
            chart["links"][place].pop("share", None)
            chart["links"][place].pop("count", None)
    return chart


def wrong_shares(chart: Document) -> set[int]:
    """The places of links whose share can't be (settled points 1 to 3)."""
    undated = [{key: value for key, value in entry.items() if key not in ("valid_from", "valid_to", "same_as")} for entry in chart["nodes"]]
    bare_links = [{key: value for key, value in entry.items() if key not in ("valid_from", "valid_to")} for entry in chart["links"]]
    cut = oracle_dates.cut([chart | {"nodes": undated, "links": bare_links}])
    repeated = {node["id"] for node in chart["nodes"] if "repeat" in node}
    found = set()
    for link in cut.links:
        place = link["number"][1]
        written = chart["links"][place]
        into, source = cut.is_set(link["to"]), cut.is_set(link["from"])
        if link["share"] == "one" and (not into or written["to"] in repeated):
            found.add(place)
        if link["share"] == "part" and (not (into or source) or _unfit(cut, link, into)):
            found.add(place)
    return found


def _unfit(cut: Cut, link: Document, into: bool) -> bool:
    holders = oracle_sets.parts(cut, link)
    if any(len(links) > 1 for links in holders.values()):
        return True  # one holder has one part
    if not into:
        several_sets = {one["from"] for one in cut.into[link["to"]] if one["share"] == "part"}
        return len(several_sets) > 1 or link["count"] is not None
    number = cut.size(link["to"])
    least = {holder: max(links[0]["count"] or 0, cut.size(holder) or 1) for holder, links in holders.items()}
    if link["count"] is not None and link["count"] < (cut.size(link["from"]) or 1):
        return True
    if number is None:
        return False
    stated = all(links[0]["count"] is not None for links in holders.values())
    return sum(least.values()) > number or (stated and sum(least.values()) < number and (len(holders) > 1 or cut.is_set(link["from"])))
