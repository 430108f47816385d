"""What holds of every answer whatever the chart, and the worked examples of the shipped charts with their derivation."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from functools import cache
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st
from support.charts_strategy import OWN_AREA, Document, charts, graph_from, overseers
from support.examples import examples
from support.oracle_graph import cut_of
from support.oracle_graph import rows as rows_of
from support.oracle_path_told import every_way, faults_told
from support.oracle_paths import faults

import oversight_graph as og
from oversight_graph.answer.rendering import as_csv
from oversight_graph.charts import SHIPPED, graph_of
from oversight_graph.model import MECHANISMS

some = examples(50, phases=[Phase.generate])

PARTS = ("direct", "inherited", "extended", "mediated", "periodic", "guidance", "nominal", "possible", "rest_of_sets", "no_way_known")


def grades(graph: og.Graph, **parameters: Any) -> dict[tuple[str, str], int | None]:
    return {(row["id"], row["form"]): row["grade"] for row in og.ask(graph, "coverage", **parameters).rows}


def lowered(before: dict[tuple[str, str], int | None], after: dict[tuple[str, str], int | None]) -> list[tuple[str, str]]:
    """What stands lower than before; to be known at all is no less than to be unknown."""
    return [key for key, old in before.items() if old is not None and ((new := after[key]) is None or new < old)]


def weight(graph: og.Graph) -> int:
    """All totals sum `count`; a set whose number nobody knows adds nothing (domain §2)."""
    world = cut_of(graph)
    return sum(world.weight(name) for name in world.nodes if world.overseen(name))


# -- coverage and gaps --------------------------------------------------------------------------------------------------


@given(charts())
@some
def test_a_link_added_never_lowers_a_grade(document: Document) -> None:
    for number in range(len(document["links"]))[::5]:
        without = document | {"links": document["links"][:number] + document["links"][number + 1 :]}
        assert lowered(grades(graph_from(without)), grades(graph_from(document))) == [], document["links"][number]


@given(charts())
@some
def test_a_link_on_a_firmer_basis_never_lowers_a_grade(document: Document) -> None:
    firmer = {"statutory": "declared", "declared": "inferred", "inferred": "assigned"}
    raised = document | {"links": [link | {"basis": firmer.get(link["basis"], link["basis"])} for link in document["links"]]}
    assert lowered(grades(graph_from(document)), grades(graph_from(raised))) == []


@given(charts())
@some
def test_what_hosts_or_succeeds_a_body_and_who_oversees_it_change_no_grade(document: Document) -> None:
    silent = ("HOSTED_BY", "SUCCEEDS", "OVERSEES", "MEMBER_OF", "GUIDES", "COORDINATES_WITH", "PART_OF", "DISPATCHES")
    bare = document | {"links": [link for link in document["links"] if link["kind"] not in silent]}
    assert grades(graph_from(document)) == grades(graph_from(bare))


@given(charts())
@some
def test_without_the_switch_no_grade_is_higher(document: Document) -> None:
    graph = graph_from(document)
    assert lowered(grades(graph, switch=False), grades(graph, switch=True)) == []


@given(charts())
@some
def test_the_parts_of_a_summary_add_up_to_n(document: Document) -> None:
    graph = graph_from(document)
    coverage, gaps = og.ask(graph, "coverage"), og.ask(graph, "gaps", all=True)
    assert coverage.n == weight(graph)
    assert [sum(parts.values()) for parts in coverage.summary.values()] == [coverage.n] * 4
    assert sum(gaps.summary.values()) == gaps.n == sum(row["count"] or 0 for row in gaps.rows)


@given(charts())
@some
def test_a_chart_that_declares_nothing_complete_has_no_gap(document: Document) -> None:
    graph = graph_from(document | {"complete": []})
    assert og.ask(graph, "gaps").summary["gap"] == 0
    assert all(row["grade"] != 0 for row in og.ask(graph, "coverage").rows)


@given(charts())
@some
def test_the_status_of_a_gap_follows_from_the_grade(document: Document) -> None:
    """domain §4: 0 is a gap, 1 and 2 formal only, unknown undetermined, 3 and more partial or met."""
    graph = graph_from(document)
    graded = grades(graph)
    expected = {0: {"gap"}, 1: {"formal_only"}, 2: {"formal_only"}, None: {"undetermined"}}
    for row in og.ask(graph, "gaps", all=True).rows:
        assert row["grade"] == graded[row["id"], row["form"]]
        assert row["status"] in expected.get(row["grade"], {"partial", "met"}), row


@given(charts())
@some
def test_an_unknown_is_null_empty_or_missing_and_never_0(document: Document) -> None:
    graph = graph_from(document)
    for question in ("coverage", "gaps", "workload"):
        answer = og.ask(graph, question)
        world = cut_of(graph)
        held = json.loads(answer.to_json())["rows"]
        cells = list(csv.DictReader(io.StringIO(as_csv(answer))))
        for row, plain, framed, cell in zip(answer.rows, held, answer.frame.to_dict("records"), cells, strict=True):
            unknown = [key for key, value in row.items() if value is None]
            assert all(cell[key] == "" for key in unknown)
            assert [key for key, value in plain.items() if value is None] == unknown
            assert all(framed[key] is None or framed[key] != framed[key] or str(framed[key]) == "<NA>" for key in unknown)
            node = world.nodes[row["id"]]
            if question == "coverage":
                assert (row["grade"] is None) == (row["grade_name"] == "unknown")
                assert (row["count"] is None) == (node["count"] is None)
            if question == "workload":
                assert (row["staff_full_time"] is None) == (node["staff_full_time"] is None)
                assert row["load"] is None if node["staff_full_time"] is None else row["staff_full_time"] == node["staff_full_time"]


# -- paths --------------------------------------------------------------------------------------------------------------


@given(charts(9))
@some
def test_paths_cost_the_same_both_ways_where_no_mechanism_is_directed(document: Document) -> None:
    directed = [one.id for one in MECHANISMS if one.directed]
    assert directed == ["clue_transfer", "report"]
    graph = graph_from(document | {"links": [link for link in document["links"] if link.get("mechanism") not in directed]})
    bodies = overseers(graph)
    for a in bodies:
        for b in bodies:
            there, back = (og.ask(graph, "path", *ends, episodes=True).rows for ends in ((a, b), (b, a)))
            assert [row["cost"] for row in there] == [row["cost"] for row in back], (a, b)


@given(charts(9))
@some
def test_episodes_only_ever_shorten_a_path(document: Document) -> None:
    graph = graph_from(document)
    bodies = overseers(graph)
    for a in bodies:
        for b in bodies:
            without, with_them = (og.ask(graph, "path", a, b, episodes=asked).rows for asked in (False, True))
            assert not without or with_them[0]["cost"] <= without[0]["cost"], (a, b)


@given(charts(9))
@some
def test_further_paths_are_the_next_best_and_equally_good_ones_come_in_the_order_of_their_bodies(document: Document) -> None:
    graph = graph_from(document)
    world = cut_of(graph)
    bodies = overseers(graph)
    for a, b in pairwise(bodies):
        rows = og.ask(graph, "path", a, b, paths=4).rows
        assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
        assert [row["cost"] for row in rows] == sorted(row["cost"] for row in rows)
        ways = [tuple(hop["to"] for hop in row["hops"]) for row in rows]
        assert len(set(ways)) == len(ways)
        assert [(a, *way) for way in ways] == [way.bodies for way in every_way(world, a, b)[:4]]
        apart = og.ask(graph, "path", a, b, disjoint=True).rows
        between = [hop["to"] for row in apart for hop in row["hops"][:-1]]
        assert len(set(between)) == len(between)
        assert bool(apart) == bool(rows)
        assert [fault for row in (*rows, *apart) for fault in faults(world, row, a, b) + faults_told(world, row, a)] == []


# -- reach --------------------------------------------------------------------------------------------------------------


@given(charts())
@some
def test_reach_counts_a_node_once_and_its_parts_add_up_to_n(document: Document) -> None:
    graph = graph_from(document)
    for body in overseers(graph):
        answer = og.ask(graph, "reach", body)
        reached = [row["id"] for row in answer.rows]
        assert len(set(reached)) == len(reached)
        assert body not in reached
        assert sum(answer.summary[part] for part in PARTS) == answer.n
        assert all(row["via"] == body or row["via"] in reached for row in answer.rows)


@given(charts())
@some
def test_who_stands_above_a_body_is_who_reaches_it_in_the_same_class_and_over_the_same_node(document: Document) -> None:
    graph = graph_from(document)
    above: dict[str, dict[str, tuple[str, str]]] = {str(name): {} for name in graph.ids}
    for body in overseers(graph):
        for row in og.ask(graph, "reach", body).rows:
            above[row["id"]][body] = (row["class"], row["via"])
    for name, expected in above.items():
        assert {row["id"]: (row["class"], row["via"]) for row in og.ask(graph, "who", name).rows} == expected, name


@given(charts())
@some
def test_an_area_cuts_who_is_told_of_those_above_a_body_and_no_way(document: Document) -> None:
    """The body may lie anywhere, and so may what a way leads over."""
    graph = graph_from(document)
    cut = replace(graph, area=document["nodes"][0]["area"])
    inside = {str(name) for name in cut.ids[cut.scope & ~cut.overseen]}
    for name in map(str, graph.ids):
        answer = og.ask(cut, "who", name)
        assert answer.rows == [row for row in og.ask(graph, "who", name).rows if row["id"] in inside]
        assert answer.universe["nodes"] == len(inside - {name})
        assert sum(answer.summary.values()) == answer.n


# -- every answer -------------------------------------------------------------------------------------------------------


def _answers(graph: og.Graph) -> list[dict[str, Any]]:
    bodies = overseers(graph)
    asked = [og.ask(graph, "coverage"), og.ask(graph, "gaps", all=True), og.ask(graph, "workload")]
    asked += [og.ask(graph, "reach", body) for body in bodies]
    asked += [og.ask(graph, "who", str(name)) for name in graph.ids]
    asked += [og.ask(graph, "path", a, b, episodes=True) for a, b in pairwise(bodies)]
    return [answer.to_dict() for answer in asked]


@given(charts(), st.integers())
@some
def test_answers_are_the_same_again_and_whatever_the_order_of_the_entries(document: Document, seed: int) -> None:
    first = _answers(graph_from(document))
    assert _answers(graph_from(document)) == first
    random = Random(seed)
    mixed = {key: random.sample(value, len(value)) if key in ("nodes", "links", "claims", "complete") else value for key, value in document.items()}
    assert _answers(graph_from(mixed)) == first


# -- rules that random charts seldom come across -------------------------------------------------------------------------


def chain(line: str = "administrative", basis: str = "assigned", number: int = 5) -> og.Graph:
    """A group at u0 and what is below it; u1 is subordinate to u0, u2 to u1 and so on."""
    nodes = [{"id": "g", "kind": "StationedGroup", "name": "派驻组", "staff_full_time": 2}]
    nodes += [{"id": f"u{place}", "kind": "Unit", "name": f"单位{place}"} for place in range(number)]
    links = [{"kind": "STATIONED_AT", "from": "g", "to": "u0", "scope": "with_subordinates", "basis": "assigned"}]
    links += [{"kind": "SUBORDINATE_TO", "from": f"u{place + 1}", "to": f"u{place}", "line": line, "basis": basis} for place in range(number - 1)]
    return graph_from(HEADER | {"nodes": nodes, "links": links})


HEADER: Document = {"chart": "x", "as_of": "2020-12-31", "area": "530100", "level": "prefecture", "sources": [{"id": "s1", "title": "s1"}]}


def test_inheritance_stops_after_two_steps() -> None:
    graph = chain()
    rows = og.ask(graph, "coverage", form="stationed").rows
    assert [(row["grade"], row["steps"]) for row in rows] == [(5, None), (4, 1), (4, 2), (None, None), (None, None)]
    assert {row["id"]: row["class"] for row in og.ask(graph, "reach", "x:g").rows} == {"x:u0": "direct", "x:u1": "inherited", "x:u2": "inherited"}
    (load,) = og.ask(graph, "workload").rows
    assert (load["direct"], load["inherited"], load["load"], load["load_is"]) == (1, 2, 1.5, "exact")


@pytest.mark.parametrize(("line", "basis"), [("professional", "assigned"), ("administrative", "episode")])
def test_nothing_is_inherited_along_a_professional_line_or_an_episode(line: str, basis: str) -> None:
    graph = chain(line, basis)
    assert [row["grade"] for row in og.ask(graph, "coverage", form="stationed").rows] == [5, None, None, None, None]
    assert [row["id"] for row in og.ask(graph, "reach", "x:g").rows] == ["x:u0"]
    assert og.ask(graph, "workload").rows[0]["inherited"] == 0


def test_subordination_has_no_cap_but_can_be_the_weakest_link() -> None:
    graph = chain(basis="statutory")
    assert [(row["grade"], row["basis"]) for row in og.ask(graph, "coverage", form="stationed").rows][:3] == [
        (5, "assigned"),
        (4, "statutory"),
        (4, "statutory"),
    ]
    assert [row["class"] for row in og.ask(graph, "reach", "x:g").rows] == ["direct", "inherited", "inherited"]


def test_the_fewest_steps_are_reported() -> None:
    nodes = [{"id": "g", "kind": "StationedGroup", "name": "派驻组"}, *({"id": f"u{place}", "kind": "Unit", "name": f"单位{place}"} for place in range(3))]
    links = [{"kind": "STATIONED_AT", "from": "g", "to": "u0", "scope": "with_subordinates"}]
    links += [{"kind": "SUBORDINATE_TO", "from": below, "to": above} for below, above in (("u2", "u1"), ("u1", "u0"), ("u2", "u0"))]
    rows = og.ask(graph_from(HEADER | {"nodes": nodes, "links": links}), "coverage", form="stationed").rows
    assert [row["steps"] for row in rows] == [None, 1, 1]


def test_others_are_the_bodies_whose_working_ways_all_give_less() -> None:
    """Not one that also gives the grade, nor one whose way is formal only."""
    kinds = {"a": "StationedGroup", "b": "StationedGroup", "c": "StationedGroup", "o": "TownshipOffice", "s": "LiaisonStation", "u": "Unit", "v": "Unit"}
    nodes = [{"id": name, "kind": kind, "name": f"机构{name}"} for name, kind in kinds.items()]
    supervised = {"kind": "SUPERVISES", "form": "discipline", "scope": "with_subordinates"}
    links = [
        {"kind": "SUBORDINATE_TO", "from": "v", "to": "u"},
        supervised | {"from": "a", "to": "v"},
        supervised | {"from": "a", "to": "u"},
        supervised | {"from": "b", "to": "u"},
        supervised | {"from": "c", "to": "v", "basis": "declared"},
        {"kind": "EXTENDS_TO", "from": "o", "to": "s"},
        {"kind": "SERVES", "from": "s", "to": "v"},
    ]
    rows = og.ask(graph_from(HEADER | {"nodes": nodes, "links": links}), "coverage", form="discipline").rows
    assert [(row["id"], row["grade"], row["bodies"], row["others"]) for row in rows] == [("x:u", 5, ["x:a", "x:b"], []), ("x:v", 5, ["x:a"], ["x:b", "x:o"])]


@pytest.mark.parametrize(
    ("county", "city", "grade", "basis"),
    [
        ("statutory", "assigned", 1, "statutory"),  # the county's committee is the one of the area, however firmly the city's leads
        ("episode", "assigned", 1, "assigned"),  # an episode gives nothing: the county's committee leads no team
        ("episode", "episode", None, None),
    ],
)
def test_a_township_is_inspected_nominally_by_the_lowest_committee_that_leads_a_team(county: str, city: str, grade: int | None, basis: str | None) -> None:
    places = [("county", "530102"), ("prefecture", "530100")]
    nodes = [{"id": "t", "kind": "Township", "name": "镇", "area": "530102001"}]
    nodes += [{"id": f"c{n}", "kind": "PartyCommittee", "name": f"党委{n}", "level": level, "area": area} for n, (level, area) in enumerate(places)]
    nodes += [{"id": f"i{n}", "kind": "InspectionTeam", "name": f"巡察组{n}", "level": level, "area": area} for n, (level, area) in enumerate(places)]
    links = [{"kind": "LEADS", "from": f"c{n}", "to": f"i{n}", "basis": one} for n, one in enumerate((county, city))]
    (row,) = og.ask(graph_from(HEADER | {"nodes": nodes, "links": links}), "coverage", form="inspection").rows
    assert (row["grade"], row["basis"], row["bodies"]) == (grade, basis, [])


@pytest.mark.parametrize("level", ["prefecture", "county", "township"])
def test_a_township_falls_under_the_countys_commission_whatever_its_own_level(level: str) -> None:
    nodes = [
        {"id": "t", "kind": "Township", "name": "街道", "level": level, "area": "530102001"},
        {"id": "cc", "kind": "Commission", "name": "区纪委监委", "level": "county", "area": "530102"},
    ]
    answer = og.ask(graph_from(HEADER | {"nodes": nodes, "links": []}), "coverage")
    assert [row["grade"] for row in answer.rows] == [1, 1, None, None]  # discipline, state; stationed never, no committee for inspection


def test_a_room_guides_the_groups_of_its_zone_and_their_members_and_nothing_behind() -> None:
    kinds = {"r": "Room", "z": "Collaboration", "g": "Collaboration", "o": "TownshipOffice", "p": "TownshipOffice", "t": "Township"}
    nodes = [{"id": name, "kind": kind, "name": f"机构{name}"} for name, kind in kinds.items()]
    links = [
        {"kind": "GUIDES", "from": "r", "to": "z"},
        {"kind": "PART_OF", "from": "g", "to": "z", "basis": "declared"},  # PART_OF makes nothing nominal
        {"kind": "MEMBER_OF", "from": "o", "to": "g"},
        {"kind": "MEMBER_OF", "from": "p", "to": "g", "basis": "declared"},
        {"kind": "SUPERVISES", "from": "o", "to": "t", "form": "state"},
    ]
    graph = graph_from(HEADER | {"nodes": nodes, "links": links})
    reached = {row["id"]: row["class"] for row in og.ask(graph, "reach", "x:r").rows}
    assert reached == {"x:z": "guidance", "x:g": "guidance", "x:o": "guidance", "x:p": "nominal"}


@pytest.mark.parametrize(
    ("kind", "resource", "status"),
    [
        ("StationedGroup", "staff", "partial"),
        ("StationedGroup", "budget", "partial"),
        ("StationedGroup", "room", "met"),
        ("StationedGroup", "party_group_seat", "met"),
        ("StationedGroup", None, "met"),
        ("InternalDisciplineBody", None, "partial"),
    ],
)
def test_a_body_that_depends_on_its_unit_meets_no_norm_of_independence(kind: str, resource: str | None, status: str) -> None:
    # N06, the city's norm of before 2018, asks for a body other than the unit's own
    nodes = [{"id": "b", "kind": kind, "name": "机构"}, {"id": "u", "kind": "Unit", "name": "单位"}]
    links = [
        {"kind": "SUPERVISES", "from": "b", "to": "u", "form": "discipline"},
        {"kind": "HOSTED_BY", "from": "b", "to": "u"} | ({"resource": resource} if resource else {}),
    ]
    city = HEADER | {"as_of": "2016-12-31", "area": "city-80", "areas": [OWN_AREA]}

    def judged(links: list[Document], further: list[Document]) -> list[str]:
        graph = graph_from(city | {"nodes": nodes + further, "links": links})
        return [row["status"] for row in og.ask(graph, "gaps", form="discipline", norms="city-80-pre-2018", all=True).rows]

    assert judged(links, []) == [status]
    other = {"id": "o", "kind": "StationedGroup", "name": "他组"}
    assert judged([*links, {"kind": "SUPERVISES", "from": "o", "to": "u", "form": "discipline"}], [other]) == ["met"]


# -- the worked examples ------------------------------------------------------------------------------------------------


@cache
def shipped(name: str, as_of: str | None = None) -> og.Graph:
    return graph_of(og.read(SHIPPED / f"{name}.yaml"), as_of)


def test_all_80_units_of_city_80_are_covered_by_stationing() -> None:
    # 53 with a dual body, 23 with a discipline group, 3 with a supervision office, 1 with a dispatched work committee: 80
    answer = og.ask(shipped("city-80"), "coverage", form="stationed")
    assert (answer.n, answer.summary["stationed"]["direct"]) == (80, 80)
    assert {body for row in answer.rows for body in row["bodies"]} == set(_stationed("discipline") | _stationed("state"))


def test_stationing_in_city_80_brings_discipline_to_77_state_to_56_and_both_to_53() -> None:
    # discipline 53 + 23 + 1 = 77; state 53 + 3 = 56; both powers only where the body is dual
    discipline, state = _stationed("discipline"), _stationed("state")
    assert (len(discipline), len(state), len(discipline & state), len(discipline | state)) == (77, 56, 53, 80)
    covered = og.ask(shipped("city-80"), "coverage", form=["discipline", "state"]).summary
    assert covered["state"]["direct"] == 56
    # the three units with a supervision office have a discipline body of their own: 77 + 3
    assert covered["discipline"]["direct"] == 80
    # without the switch a stationing serves stationed alone: only the own bodies of the three are left
    alone = og.ask(shipped("city-80"), "coverage", form=["discipline", "state"], switch=False).summary
    assert (alone["discipline"]["direct"], alone["state"]["direct"]) == (3, 0)


def test_city_80_has_133_offices_in_80_bodies() -> None:
    # domain §7.7: one link an office, two for each of the 53 dual bodies: 2 × 53 + 23 + 3 + 1 = 133
    links = shipped("city-80").links
    offices = links[links["kind"] == "STATIONED_AT"]
    assert (len(offices), offices["from"].nunique(), offices["to"].nunique()) == (133, 80, 80)


def _stationed(power: str) -> set[str]:
    links = shipped("city-80").links
    return {link["from"] for link in rows_of(links[links["kind"] == "STATIONED_AT"]) if power in link["authority"]}


def test_by_the_rules_of_its_own_time_the_4_units_of_city_80_known_as_government_have_a_supervision_office() -> None:
    # N05 asks for one in every government department: the government office + 3 with a supervision office alone = 4, all there;
    # of the other 52 dual hosts and of 16 with a discipline group the report doesn't say what they are: 68 aren't judged
    answer = og.ask(shipped("city-80"), "gaps", form="state", norms="city-80-pre-2018")
    assert (answer.n, answer.as_of) == (4, "2016-12-31")
    assert answer.summary == {"gap": 0, "formal_only": 0, "partial": 0, "undetermined": 0, "met": 4}
    assert answer.rows == [] and any("N05" in note and "68" in note for note in answer.notes)


def test_three_units_of_city_80_are_disciplined_by_a_body_of_their_own_only() -> None:
    # N06 asks for a body other than the unit's own; police, finance and assets have a supervision office (state alone) and their own body
    answer = og.ask(shipped("city-80"), "gaps", form="discipline", norms="city-80-pre-2018")
    assert (answer.n, answer.summary["partial"], answer.summary["met"]) == (80, 3, 77)
    assert [row["id"] for row in answer.rows] == ["city-80:u-assets", "city-80:u-finance", "city-80:u-police"]
    assert all(row["reasons"] == ["only by the unit's own body"] for row in answer.rows)


def test_by_the_supervision_law_24_units_of_city_80_are_covered_in_form_only() -> None:
    # N03 (since 2018-03) asks for state supervision of all: 80 − 56 = 24 have only the commission of their level
    answer = og.ask(shipped("city-80", "2019-06-30"), "gaps", form="state", norms="national")
    assert answer.summary == {"gap": 0, "formal_only": 24, "partial": 0, "undetermined": 0, "met": 56}
    assert {row["grade"] for row in answer.rows} == {1}


@pytest.mark.parametrize(
    ("a", "b", "cost", "hops"),
    [
        # both groups are counterparts of the fifth room: 1 + 1
        ("g-poverty", "g-water", 2, [("COORDINATES_WITH", "counterpart"), ("COORDINATES_WITH", "counterpart")]),
        # from one counterpart room to the other over their commission: 1 + 1 + 1 + 1
        ("g-poverty", "g-culture", 4, [("COORDINATES_WITH", "counterpart"), ("PART_OF", None), ("PART_OF", None), ("COORDINATES_WITH", "counterpart")]),
        ("g-culture", "g-water", 4, [("COORDINATES_WITH", "counterpart"), ("PART_OF", None), ("PART_OF", None), ("COORDINATES_WITH", "counterpart")]),
        # counterpart to the eighth room 1, commission 1, down to the group 3; over the commission alone it would be 3 + 3
        ("g-commerce", "g-poverty", 5, [("DISPATCHES", None), ("PART_OF", None), ("COORDINATES_WITH", "counterpart")]),
        ("g-culture", "g-audit", 5, [("COORDINATES_WITH", "counterpart"), ("PART_OF", None), ("DISPATCHES", None)]),
    ],
)
def test_paths_in_gansu(a: str, b: str, cost: int, hops: list[tuple[str, str | None]]) -> None:
    (row,) = og.ask(shipped("gansu-2020"), "path", f"gansu-2020:{a}", f"gansu-2020:{b}").rows
    assert row["cost"] == cost
    assert [(hop["link"], hop["mechanism"]) for hop in row["hops"]] == hops
    assert row["documented"] is (cost == 2)
    assert row["patterns"] == ["室组联动"]


def test_the_industry_group_of_xinjiang_reaches_4_organs_and_their_28_subordinates() -> None:
    # one population of 28, subordinate to all four: it counts once
    answer = og.ask(shipped("xinjiang-2021"), "reach", "xinjiang-2021:g-industry")
    assert (answer.summary["direct"], answer.summary["inherited"], answer.summary["total"]) == (4, 28, 32)
    assert len(answer.rows) == 5


def test_above_the_water_office_of_gansu_are_its_group_and_behind_it_the_commission_and_the_fifth_room() -> None:
    answer = og.ask(shipped("gansu-2020"), "who", "gansu-2020:u-water", lang="zh")
    group = "gansu-2020:g-water"
    assert [(row["id"], row["class"], row["via"]) for row in answer.rows] == [
        (group, "direct", group),
        ("gansu-2020:pc", "mediated", group),
        ("gansu-2020:room-5", "mediated", group),
    ]
    assert f"{answer.summary['not_reaching']} 个监督机构未见通向 省水利厅 的途径：图谱未载的是未知，不等于没有" in answer.notes


def test_above_an_overseer_is_who_reaches_it_and_not_itself() -> None:
    nodes = [
        {"id": "cc", "kind": "Commission", "name": "市纪委监委"},
        {"id": "cd", "kind": "Commission", "name": "区纪委监委", "level": "county"},
        {"id": "i", "kind": "InspectionTeam", "name": "巡察组", "count": 3},
        {"id": "pc", "kind": "PartyCommittee", "name": "市委"},
    ]
    links = [
        {"kind": "LEADS", "from": "cc", "to": "cd"},
        {"kind": "LEADS", "from": "pc", "to": "cc"},  # a party committee's line is never walked
        {"kind": "INSPECTS", "from": "i", "to": "cd", "year": 2019, "basis": "episode"},
    ]
    answer = og.ask(graph_from(HEADER | {"nodes": nodes, "links": links}), "who", "x:cd")
    assert [(row["id"], row["class"], row["via"], row["basis"]) for row in answer.rows] == [
        ("x:i", "periodic", "x:i", "episode"),
        ("x:cc", "nominal", "x:cc", "assigned"),
    ]
    assert (answer.n, answer.summary["periodic"], answer.summary["nominal"], answer.summary["not_reaching"]) == (5, 3, 1, 1)
    assert answer.notes == ("of 1 overseer no way to 区纪委监委 is known: what the charts don't say is unknown, not absent",)


def test_two_bodies_of_one_collaboration_group_are_2_apart_and_of_different_groups_6() -> None:
    # city-80 doesn't say which body is in which group; here 14 are spread over 7 by hand.
    # one group: MEMBER_OF 1 + 1. Two groups: up to the commission and down again, DISPATCHES 3 + 3.
    nodes = [{"id": "cc", "kind": "Commission", "name": "市纪委"}]
    nodes += [{"id": f"z{number}", "kind": "Collaboration", "scope": "group", "name": f"协作组{number}"} for number in range(7)]
    nodes += [{"id": f"g{number}", "kind": "StationedGroup", "name": f"派驻机构{number}"} for number in range(14)]
    links = [{"kind": "DISPATCHES", "from": "cc", "to": f"g{number}"} for number in range(14)]
    links += [{"kind": "MEMBER_OF", "from": f"g{number}", "to": f"z{number % 7}"} for number in range(14)]
    header = {"chart": "groups", "as_of": "2016-12-31", "area": "530100", "level": "prefecture", "sources": [{"id": "s1", "title": "s1"}]}
    graph = graph_from(header | {"nodes": nodes, "links": links})
    for a in range(14):
        for b in range(a):
            (row,) = og.ask(graph, "path", f"groups:g{a}", f"groups:g{b}").rows
            assert row["cost"] == (2 if a % 7 == b % 7 else 6)
            assert row["documented"] is (a % 7 == b % 7)
            assert row["patterns"] == (["片组协作"] if a % 7 == b % 7 else [])


def test_a_load_over_a_set_of_unknown_number_is_unknown() -> None:
    """domain §7.6: its one is a floor, so neither an exact load nor a ceiling comes of it; broad load counts extended sets too."""
    document = {
        "chart": "c", "as_of": "2020-12-31", "area": "530100", "level": "county", "sources": [{"id": "s", "title": "t"}],
        "nodes": [
            {"id": "a", "kind": "TownshipOffice", "name": "甲", "staff_full_time": 3},
            {"id": "b", "kind": "TownshipOffice", "name": "乙", "staff_full_time": 3, "staff_quantifier": "ge"},
            {"id": "s", "kind": "LiaisonStation", "name": "站"},
            {"id": "u", "kind": "Township", "name": "镇", "count": "unknown"},
            {"id": "t", "kind": "Township", "name": "乡"},
            {"id": "v", "kind": "Village", "name": "村", "count": "unknown"},
        ],
        "links": [
            {"kind": "SUPERVISES", "from": "a", "to": "u", "form": "state"},
            {"kind": "SUPERVISES", "from": "b", "to": "t", "form": "state"},
            {"kind": "EXTENDS_TO", "from": "b", "to": "s"},
            {"kind": "SERVES", "from": "s", "to": "v"},
        ],
    }  # fmt: skip
    graph = graph_from(document)

    def loads(**asked: bool) -> dict[str, tuple[float | None, str]]:
        return {row["id"]: (row["load"], row["load_is"]) for row in og.ask(graph, "workload", **asked).rows if row["kind"] == "TownshipOffice"}

    assert loads() == {"c:a": (None, "unknown"), "c:b": (0.3333, "at_most")}
    assert loads(broad=True) == {"c:a": (None, "unknown"), "c:b": (None, "unknown")}
