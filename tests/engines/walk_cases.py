"""What the engines are asked about: small charts by hand in which every rule has a case, and random ones whose chains are longer
than any depth of the table."""

from __future__ import annotations

import json
from itertools import pairwise
from random import Random

from support.charts_strategy import OWN_AREA, Document
from support.small import chart

import oversight_graph as og
from oversight_graph.chart.build import build
from oversight_graph.parsing.json_text import documents

HEADER: Document = {"as_of": "2020-12-31", "area": "530100", "level": "prefecture", "areas": [OWN_AREA], "sources": [{"id": "s1", "title": "s1"}]}
LONG = 5
"""Links in a row: more than any step may be repeated."""

CHAINS = """
nodes:
  - {id: c0, kind: Commission, name: 省纪委, level: province, area: "530000"}
  - {id: c1, kind: Commission, name: 市纪委}
  - {id: c2, kind: Commission, name: 县纪委, level: county, area: "530102"}
  - {id: c3, kind: Commission, name: 乡纪委, level: township, area: "530102001"}
  - {id: pc, kind: PartyCommittee, name: 市委}
  - {id: r1, kind: Room, name: 一室, staff_full_time: 3}
  - {id: r2, kind: Room, name: 二室}
  - {id: g, kind: StationedGroup, name: 一组, staff_full_time: 2}
  - {id: h, kind: StationedGroup, name: 二组, staff_full_time: 2}
  - {id: k, kind: StationedGroup, name: 三组, staff_full_time: 2}
  - {id: o, kind: TownshipOffice, name: 镇纪委, staff_full_time: 2}
  - {id: i, kind: InspectionTeam, name: 巡察组}
  - {id: s, kind: LiaisonStation, name: 站, staff_full_time: 1}
  - {id: w, kind: LiaisonStation, name: 二站}
  - {id: t, kind: Township, name: 镇}
  - {id: v, kind: Village, name: 村}
  - {id: y, kind: Village, name: 二村}
  - {id: lone, kind: Unit, name: 孤局}
  - {id: seen, kind: Unit, name: 查局}
  - {id: old, kind: Unit, name: 旧局}
  - {id: said, kind: Unit, name: 称局}
  - {id: law, kind: Unit, name: 法局}
  - {id: once, kind: Unit, name: 案局}
  - {id: self, kind: Unit, name: 本局}
  - {id: selfsub, kind: Unit, name: 本所}
  - {id: pro, kind: Unit, name: 业务所}
  - {id: prosub, kind: Unit, name: 业务站}
  - {id: declaredsub, kind: Unit, name: 下所}
  - {id: ec, kind: Commission, name: 案纪委, level: county, area: "530102"}
  - {id: er, kind: Room, name: 案室}
  - {id: eg, kind: StationedGroup, name: 案组}
  - {id: ek, kind: StationedGroup, name: 案对口组}
  - {id: es, kind: LiaisonStation, name: 案站}
  - {id: ez, kind: Collaboration, name: 案片, scope: zone}
  - {id: ey, kind: Collaboration, name: 案属片, scope: zone}
  - {id: ew, kind: Collaboration, name: 案领片, scope: zone}
  - {id: em, kind: InternalDisciplineBody, name: 案委}
  - {id: eu, kind: Unit, name: 案服局}
  - {id: ev, kind: Unit, name: 案站局}
  - {id: ex, kind: Unit, name: 案下局}
  - {id: zu, kind: Unit, name: 片局}
  - {id: cu, kind: Unit, name: 县局, level: county, area: "530102"}  # a commission is there and no room
  - {id: zb, kind: Collaboration, name: 大片, scope: zone}
  - {id: s3, kind: LiaisonStation, name: 分站}
""" + "".join(
    f"  - {{id: u{n}, kind: Unit, name: 单位{n}}}\n  - {{id: x{n}, kind: Unit, name: 他单位{n}}}\n  - {{id: q{n}, kind: Unit, name: 查单位{n}}}\n"
    f"  - {{id: z{n}, kind: Collaboration, name: 片{n}, scope: zone}}\n  - {{id: m{n}, kind: InternalDisciplineBody, name: 委{n}}}\n"
    for n in range(LONG + 1)
) + """
links:
  - {kind: LEADS, from: c0, to: c1}
  - {kind: LEADS, from: c1, to: c2}
  - {kind: LEADS, from: c2, to: c3}
  - {kind: LEADS, from: c1, to: z0}
  - {kind: LEADS, from: pc, to: c1}
  - {kind: LEADS, from: pc, to: i}
  - {kind: PART_OF, from: r1, to: c1, basis: declared}
  - {kind: PART_OF, from: r2, to: c1}
  - {kind: DISPATCHES, from: c1, to: g, basis: statutory}
  - {kind: DISPATCHES, from: c2, to: o}
  - {kind: DISPATCHES, from: c3, to: h}
  - {kind: COORDINATES_WITH, from: k, to: r1, mechanism: counterpart}
  - {kind: COORDINATES_WITH, from: r2, to: h, mechanism: counterpart, basis: declared}
  - {kind: COORDINATES_WITH, from: r2, to: g, mechanism: secondment}
  - {kind: COORDINATES_WITH, from: i, to: k, mechanism: counterpart}
  - {kind: COORDINATES_WITH, from: r1, to: r2, mechanism: clue_transfer}
  - {kind: COORDINATES_WITH, from: o, to: r1, mechanism: report}
  - {kind: COORDINATES_WITH, from: pc, to: r1, mechanism: consultation}
  - {kind: COORDINATES_WITH, from: h, to: i, mechanism: joint_case}
  - {kind: STATIONED_AT, from: g, to: u0, scope: with_subordinates}
  - {kind: STATIONED_AT, from: h, to: x0, scope: with_subordinates, basis: declared}
  - {kind: STATIONED_AT, from: k, to: self, scope: self}
  - {kind: SUBORDINATE_TO, from: selfsub, to: self}
  - {kind: SUBORDINATE_TO, from: pro, to: u0, line: professional}
  - {kind: SUBORDINATE_TO, from: prosub, to: pro}
  - {kind: SUBORDINATE_TO, from: declaredsub, to: u0, basis: declared}
  - {kind: SUPERVISES, from: o, to: t, form: state, scope: with_subordinates}
  - {kind: SUPERVISES, from: o, to: said, form: state, basis: declared}
  - {kind: SUPERVISES, from: o, to: law, form: state, basis: statutory}
  - {kind: SUPERVISES, from: o, to: once, form: state, basis: episode}
  - {kind: SUPERVISES, from: i, to: lone, form: inspection}
  - {kind: SUBORDINATE_TO, from: v, to: t}
  - {kind: CONTACTS, from: r1, to: lone, form: discipline}
  - {kind: CONTACTS, from: r1, to: o}
  - {kind: INSPECTS, from: i, to: q0, year: 2016, scope: with_subordinates, basis: episode}
  - {kind: INSPECTS, from: i, to: seen, year: 2020, basis: declared}
  - {kind: INSPECTS, from: i, to: old, year: 2015}
  - {kind: INSPECTS, from: i, to: self, year: 2021}
  - {kind: INSPECTS, from: i, to: h, year: 2019}
  - {kind: EXTENDS_TO, from: o, to: s}
  - {kind: SERVES, from: s, to: v}
  - {kind: SERVES, from: s, to: y}
  - {kind: EXTENDS_TO, from: g, to: w, basis: declared}
  - {kind: SERVES, from: w, to: y, basis: statutory}
  - {kind: SERVES, from: w, to: selfsub}
  - {kind: GUIDES, from: r1, to: z0}
  - {kind: GUIDES, from: r2, to: z2, basis: declared}
  - {kind: MEMBER_OF, from: g, to: z1}
  - {kind: MEMBER_OF, from: h, to: z1, basis: statutory}
  - {kind: SUPERVISES, from: z0, to: zu, form: state}  # nothing lies behind a collaboration that is led
  - {kind: MEMBER_OF, from: z0, to: zb}
  - {kind: EXTENDS_TO, from: w, to: s3}
  # episodes, of which only an inspection counts
  - {kind: LEADS, from: c1, to: ec, basis: episode}
  - {kind: LEADS, from: c1, to: ew, basis: episode}
  - {kind: PART_OF, from: er, to: c1, basis: episode}
  - {kind: DISPATCHES, from: c1, to: eg, basis: episode}
  - {kind: COORDINATES_WITH, from: r1, to: ek, mechanism: counterpart, basis: episode}
  - {kind: SUBORDINATE_TO, from: ex, to: u0, basis: episode}
  - {kind: EXTENDS_TO, from: o, to: es, basis: episode}
  - {kind: SERVES, from: es, to: ev}
  - {kind: SERVES, from: s, to: eu, basis: episode}
  - {kind: GUIDES, from: r1, to: ez, basis: episode}
  - {kind: PART_OF, from: ey, to: z0, basis: episode}
  - {kind: MEMBER_OF, from: em, to: z1, basis: episode}
""" + "".join(
    f"  - {{kind: SUBORDINATE_TO, from: u{n + 1}, to: u{n}, basis: statutory}}\n  - {{kind: SUBORDINATE_TO, from: x{n + 1}, to: x{n}}}\n"
    f"  - {{kind: SUBORDINATE_TO, from: q{n + 1}, to: q{n}}}\n  - {{kind: PART_OF, from: z{n + 1}, to: z{n}, basis: declared}}\n"
    f"  - {{kind: MEMBER_OF, from: m{n}, to: z{n + 1}}}\n"
    for n in range(LONG)
)  # fmt: skip
"""A case for every row of the table of walks and each of its conditions: chains of five, kinds, bases, lines, scopes, years."""

COSTS = """
nodes:
  - {id: a, kind: Commission, name: 甲}
  - {id: b, kind: Commission, name: 乙, level: county, area: "530102"}
  - {id: d, kind: Commission, name: 丁, level: county, area: "530102"}
  - {id: r, kind: Room, name: 室}
  - {id: r2, kind: Room, name: 二室}
  - {id: g, kind: StationedGroup, name: 组}
  - {id: g2, kind: StationedGroup, name: 二组}
  - {id: s, kind: LiaisonStation, name: 站}
  - {id: z, kind: Collaboration, name: 片, scope: group}
  - {id: j, kind: Collaboration, name: 专案, scope: joint_team}
  - {id: sets, kind: StationedGroup, name: 若干组, count: 3}
  - {id: p, kind: PartyCommittee, name: 党委}
  - {id: far, kind: InternalDisciplineBody, name: 委}
  - {id: bare, kind: InternalDisciplineBody, name: 无机制委}
  - {id: e, kind: Commission, name: 戊, level: county, area: "530102"}
  - {id: e1, kind: InternalDisciplineBody, name: 戊一委}
  - {id: e2, kind: InternalDisciplineBody, name: 戊二委}
  - {id: u, kind: Unit, name: 局}
""" + "".join(f"  - {{id: n{n}, kind: InternalDisciplineBody, name: 内{n}}}\n" for n in range(12)) + """
links:
  - {kind: COORDINATES_WITH, from: r, to: bare}
  # of one cost, each with one undocumented hop: fewer hops on a weaker basis come first
  - {kind: LEADS, from: a, to: e, basis: statutory}
  - {kind: COORDINATES_WITH, from: a, to: e1, mechanism: secondment}
  - {kind: COORDINATES_WITH, from: e1, to: e2}
  - {kind: COORDINATES_WITH, from: e2, to: e, mechanism: secondment}
  - {kind: LEADS, from: a, to: b}
  - {kind: LEADS, from: p, to: a}
  - {kind: LEADS, from: a, to: z}
  - {kind: PART_OF, from: r, to: a}
  - {kind: DISPATCHES, from: a, to: g}
  - {kind: DISPATCHES, from: b, to: g2}
  - {kind: CONTACTS, from: r, to: g2}
  - {kind: CONTACTS, from: r, to: u}
  - {kind: EXTENDS_TO, from: g, to: s}
  - {kind: MEMBER_OF, from: g, to: j}
  - {kind: MEMBER_OF, from: r2, to: j}
  - {kind: GUIDES, from: r2, to: z}
  - {kind: DISPATCHES, from: d, to: sets}
  - {kind: COORDINATES_WITH, from: sets, to: far, mechanism: secondment}
  - {kind: COORDINATES_WITH, from: r2, to: sets, mechanism: secondment}
""" + "".join(f"  - {{kind: COORDINATES_WITH, from: n{n}, to: n{n + 1}, mechanism: {'organises' if n % 2 else 'information_sharing'}}}\n" for n in range(11)) + "".join(
    # from each end of a dear link a way round of cheap hops that costs as much, and one that costs one more: what is walked tells its cost
    f"  - {{kind: COORDINATES_WITH, from: {a}, to: n{start}, mechanism: secondment}}\n  - {{kind: COORDINATES_WITH, from: n{end}, to: {b}, mechanism: secondment}}\n"
    for a, start, b, end in (("a", 0, "b", 1), ("a", 4, "g", 5), ("b", 8, "far", 9))
)  # fmt: skip
"""Coordination: each cost beside a way round of the same cost, sets, party committees, overseen ends."""


def hand() -> dict[str, og.Chart]:
    return {"chains": chart(CHAINS), "costs": chart(COSTS)}


def deep(seed: int) -> og.Chart:
    """A random chart about chains: of subordinate units, nested zones, commissions that lead one another, rooms and groups about them;
    bases, lines, scopes, mechanisms and years at random, so that each row of the table is walked, or isn't, for each reason."""
    random = Random(seed)
    nodes: list[Document] = []
    links: list[Document] = []

    def node(kind: str, **more: object) -> str:
        name = f"n{len(nodes):02}"
        nodes.append({"id": name, "kind": kind, "name": f"机构{name}"} | more)
        return name

    def link(kind: str, source: str, target: str, **more: object) -> None:
        basis = random.choice(("assigned", "assigned", "assigned", "inferred", "declared", "statutory", "episode"))
        links.append({"kind": kind, "from": source, "to": target, "basis": basis} | more)

    levels = ("central", "province", "prefecture", "county", "township")
    places = ("CN", "530000", "530100", "530102", "530102001")
    commissions = [node("Commission", level=level, area=area) for level, area in zip(levels, places, strict=True)]
    chains = [[node("Unit", count=random.choice((1, 1, 1, 4, "unknown"))) for _ in range(LONG + 1)] for _ in range(2)]
    zones = [node("Collaboration", scope=random.choice(("zone", "group", "joint_team"))) for _ in range(4)]
    rooms = [node("Room") for _ in range(2)]
    groups = [node("StationedGroup", staff_full_time=random.randint(0, 5), count=random.choice((1, 1, 1, 2))) for _ in range(3)]
    office, team, station = node("TownshipOffice"), node("InspectionTeam"), node("LiaisonStation")
    town, village, committee = node("Township"), node("Village"), node("PartyCommittee")
    units = [*chains[0], *chains[1]]
    for above, below in pairwise(commissions):
        link("LEADS", above, below)
    for above, below in pairwise(zones):
        link("PART_OF", below, above)
    for chain in chains:
        for above, below in pairwise(chain):
            link("SUBORDINATE_TO", below, above, line=random.choice(("administrative",) * 4 + ("professional",)))
    link("SUBORDINATE_TO", chains[1][-1], random.choice(chains[0]))
    link("SUBORDINATE_TO", village, town)
    for room in rooms:
        link("PART_OF", room, random.choice(commissions))
        link("GUIDES", room, random.choice(zones))
        link("COORDINATES_WITH", *random.sample((room, random.choice(groups)), 2), mechanism=random.choice(("counterpart", "counterpart", "secondment")))
        link("CONTACTS", room, random.choice((*units, town, office)), form=random.choice(("discipline", "state")), scope=_scope(random))
    for group in groups:
        link("DISPATCHES", random.choice(commissions), group)
        link("STATIONED_AT", group, random.choice(units), scope=_scope(random))
        link("MEMBER_OF", group, random.choice(zones))
        link("EXTENDS_TO", group, station, form=random.choice(("stationed", "stationed", "")) or None)
    link("SUPERVISES", office, random.choice((town, *units)), form=random.choice(("discipline", "state", "stationed", "inspection")), scope=_scope(random))
    for unit in (*random.sample(units, 3), office):
        link("INSPECTS", team, unit, year=random.randint(2014, 2021), scope=_scope(random))
    for end in (village, random.choice(units)):
        link("SERVES", station, end)
    link("LEADS", committee, random.choice((team, commissions[2])))
    link("LEADS", random.choice(commissions), random.choice(zones))
    link("HOSTED_BY", random.choice(groups), random.choice(units), resource=random.choice(("staff", "budget", "room", "party_group_seat")))
    bodies = (*commissions, *rooms, *groups, office, team, committee)
    for _ in range(6):
        link(
            "COORDINATES_WITH",
            *random.sample(bodies, 2),
            mechanism=random.choice(("joint_case", "clue_transfer", "report", "information_sharing", "counterpart")),
        )
    link("COORDINATES_WITH", committee, random.choice(rooms), mechanism="consultation")
    for entry in links:
        if entry.get("form", "") is None:
            del entry["form"]
    complete = [{"forms": random.sample(("discipline", "state", "stationed", "inspection"), 2), "levels": ["prefecture", "county"]}]
    claims = [{"forms": ["state"], "levels": [random.choice(levels)]}]
    document = HEADER | {"chart": "deep", "nodes": nodes, "links": links, "complete": complete, "claims": claims}
    reading = build(documents(json.dumps(document))[0], "deep.json")
    assert reading.chart is not None, "\n".join(map(str, reading.problems))
    return reading.chart


def _scope(random: Random) -> str:
    return random.choice(("self", "with_subordinates", "with_subordinates"))
