"""Paths through sets (domain §3a, §5): held against every way that there is, and against worlds in which the members are told apart."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.examples import examples
from support.set_charts import Document, certain, costs_from, drawn, read, simple, ways, world
from support.small import graph

import oversight_graph as og
from oversight_graph.charts import graph_of
from oversight_graph.graph.graph import Graph
from oversight_graph.rules.disjoint_paths import disjoint_paths
from oversight_graph.rules.path_certainty import certainty
from oversight_graph.rules.path_search import best_paths

seeds = st.integers(0, 2**64 - 1)
Pair = tuple[int, int]
FAR = 7
"""Hops of the longest way that is tried out."""


def graph_from(document: Document) -> Graph:
    chart = read(document)
    assume(chart is not None)
    assert chart is not None
    return graph_of([chart])


def pairs(of: Graph) -> list[Pair]:
    return [(a, b) for a in range(len(of)) for b in range(len(of)) if a != b or of.population[a]]


def best_costs(of: Graph, a: int, b: int) -> tuple[int | None, int | None]:
    """Of the best certain path, and of the best one at all."""
    paths = best_paths(of, a, b)
    costs = [sum(hop.cost for hop in path) for path in paths]
    certain_ones = [cost for cost, conditions in zip(costs, certainty(of, paths, str).conditions, strict=True) if not conditions]
    return min(certain_ones, default=None), min(costs, default=None)


@given(seeds)
@examples(20)
def test_the_paths_are_the_best_of_all_ways_the_certain_ones_first(seed: int) -> None:
    of = graph_from(drawn(seed))
    for a, b in pairs(of):
        every = list(ways(of, a, b, FAR))
        first: dict[tuple[int, ...], tuple[int, ...]] = {}
        sure = sorted((way for way in every if certain(of, way) and simple(of, way)), key=lambda way: way.order)
        for way in sure:
            first.setdefault(way.bodies, way.links)
        best = min(every, key=lambda way: way.order, default=None)
        cheaper = best is not None and (not sure or best.weight[0] < sure[0].weight[0])
        for count in (1, 4):
            expected = list(first.values())[:count] + ([best.links] if best is not None and cheaper else [])
            found = [tuple(hop.link for hop in path) for path in best_paths(of, a, b, count)]
            assert [path for path in found if len(path) <= FAR] == expected, (a, b, count)


@given(seeds)
@examples(20)
def test_a_path_is_certain_exactly_where_it_loses_nothing_and_then_has_no_condition(seed: int) -> None:
    of = graph_from(drawn(seed))
    for a, b in pairs(of):
        told = {(way.bodies, way.links): certain(of, way) for way in ways(of, a, b, 4)}
        for path in best_paths(of, a, b, 3):
            key = (a, *(hop.end for hop in path)), tuple(hop.link for hop in path)
            assert len(path) > 4 or told[key] == (not certainty(of, [path], str).conditions[0])


@given(seeds)
@examples(30)
def test_a_certain_path_is_there_in_every_world_and_no_world_has_a_cheaper_one_than_the_possible(seed: int) -> None:
    """Members are told apart at random, as the shares allow: between each two of them the way costs no more than the best certain path, no less than the best of all."""
    document = drawn(seed, 5, 7)
    for entry in (*document["nodes"], *document["links"]):
        if entry.get("count") == "unknown":
            entry["count"] = 3
        if "share" in entry:
            entry.pop("count", None)
    of = graph_from(document)
    told = {pair: best_costs(of, *pair) for pair in pairs(of)}
    random = Random(seed)
    for _ in range(8):
        steps = world(of, random)
        for start in steps:
            found = costs_from(steps, start)
            for goal in steps.keys() - {start}:
                if (start[0], goal[0]) in told:
                    sure, least = told[start[0], goal[0]]
                    assert sure is None or found.get(goal, sure + 1) <= sure, (document, start, goal)
                    assert goal not in found or (least is not None and found[goal] >= least), (document, start, goal)


@given(seeds)
@examples(30)
def test_both_directions_have_the_same_certainty(seed: int) -> None:
    document = drawn(seed)
    for link in document["links"]:
        if link.get("mechanism") == "report":
            link["mechanism"] = "secondment"
    of = graph_from(document)
    for a, b in pairs(of):
        assert best_costs(of, a, b) == best_costs(of, b, a), (a, b)


@given(seeds)
@examples(30)
def test_a_certain_path_stays_certain_when_a_link_is_added_that_shares_out_nothing_anew(seed: int) -> None:
    document = drawn(seed)
    links = document["links"]
    last = links[-1] if links else {}
    others = [link for link in links[:-1] if (link["kind"], link["to"], link["share"]) == (last["kind"], last["to"], "part")]
    assume(links and not (last["share"] == "part" and others))
    before, after = graph_from(document | {"links": links[:-1]}), graph_from(document)
    for a, b in pairs(before):
        sure = best_costs(before, a, b)[0]
        now = best_costs(after, a, b)[0]
        assert sure is None or (now is not None and now <= sure), (a, b)


@given(seeds)
@examples(20)
def test_disjoint_paths_are_certain_and_share_no_body_and_are_there_where_a_certain_path_is(seed: int) -> None:
    of = graph_from(drawn(seed))
    for a, b in pairs(of):
        paths = disjoint_paths(of, a, b)
        within = [body for path in paths for body in {hop.end for hop in path[:-1]}]
        assert len(within) == len(set(within))
        assert not any(certainty(of, paths, str).conditions)
        once = [way for way in ways(of, a, b, 5) if certain(of, way) and len(set(way.bodies)) == len(way.bodies) - (a == b)]
        two = any(not set(one.bodies[1:-1]) & set(other.bodies[1:-1]) and one.bodies != other.bodies for one in once for other in once)
        assert bool(paths) or not once
        if two:
            assert len(paths) >= 2, (a, b)


# -- by hand ------------------------------------------------------------------------------------------------------------


DISTRICT = """
nodes:
  - {id: cc, kind: Commission, name: 区纪委}
  - {id: towns, kind: TownshipOffice, name: 乡镇纪委, count: 18}
  - {id: street, kind: TownshipOffice, name: 街道纪工委}
  - {id: stations, kind: LiaisonStation, name: 联络站, count: 423}
  - {id: g1, kind: StationedGroup, name: 一组}
  - {id: bodies, kind: StationedGroup, name: 派驻机构, count: 80}
  - {id: groups, kind: Collaboration, name: 协作组, count: 7}
  - {id: room, kind: Room, name: 室}
  - {id: zone, kind: Collaboration, name: 片区}
links:
"""
PARTS = """
  - {kind: EXTENDS_TO, from: towns, to: stations, share: part}
  - {kind: EXTENDS_TO, from: street, to: stations, share: part}
"""
MEMBERS = """
  - {kind: MEMBER_OF, from: bodies, to: groups, share: one}
  - {kind: MEMBER_OF, from: g1, to: groups, share: one}
"""


def told(links: str, a: str, b: str, lang: str = "en", **more: object) -> list[tuple[list[str], str, str | None]]:
    answer = og.ask(graph(DISTRICT + links), "path", f"small:{a}", f"small:{b}", lang=lang, **more)
    return [([hop["to"].split(":")[1] for hop in row["hops"]], row["certainty"], row["condition"]) for row in answer.rows]


def notes(links: str, a: str, b: str) -> tuple[str, ...]:
    return og.ask(graph(DISTRICT + links), "path", f"small:{a}", f"small:{b}", lang="zh").notes[1:]


def test_two_that_belong_to_one_of_several_groups_meet_if_it_is_the_same() -> None:
    for a, b in (("g1", "bodies"), ("bodies", "g1"), ("bodies", "bodies")):
        assert told(MEMBERS, a, b) == [(["groups", b], "possible", "if both are in the same of the 7 协作组")]
        assert told(MEMBERS, a, b, "zh") == [(["groups", b], "possible", "若两者同属7个协作组中的同一个")]
    assert told(MEMBERS, "g1", "groups", "zh") == [(["groups"], "possible", "若一组所属的正是7个协作组中的这一个")]
    assert told(MEMBERS, "groups", "g1", "zh") == [(["g1"], "possible", "若一组所属的正是7个协作组中的这一个")]


def test_the_group_to_which_a_body_belongs_leads_on_for_certain() -> None:
    """Whichever of the 7 groups it is: the zone guides all of them."""
    assert told(MEMBERS + "  - {kind: PART_OF, from: groups, to: zone}\n", "g1", "zone") == [(["groups", "zone"], "certain", None)]
    assert told(MEMBERS + "  - {kind: PART_OF, from: groups, to: zone}\n", "zone", "bodies") == [(["groups", "bodies"], "certain", None)]


def test_between_the_groups_no_body_leads_as_each_is_in_one_only() -> None:
    assert told(MEMBERS, "groups", "groups") == []
    assert notes(MEMBERS, "groups", "groups")[1] == "图谱所载的途径都在派驻机构、一组处折返：其每个成员只属一方，不能由此从一方到另一方"


def test_no_path_leads_from_one_holder_of_stations_to_the_other_by_way_of_the_stations() -> None:
    for a, b in (("towns", "street"), ("street", "towns"), ("towns", "towns")):
        assert told(PARTS, a, b) == []
        assert notes(PARTS, a, b)[1] == "图谱所载的途径都在联络站处折返：其每个成员只属一方，不能由此从一方到另一方"


def test_a_path_over_one_of_two_holders_is_possible_and_a_note_says_that_they_have_all_together() -> None:
    links = PARTS + "  - {kind: DISPATCHES, from: cc, to: towns}\n  - {kind: DISPATCHES, from: cc, to: street}\n"
    assert told(links, "stations", "cc", "zh") == [(["street", "cc"], "possible", "若423个联络站中的这一个属于街道纪工委")]
    assert told(links, "cc", "stations", "zh") == [(["street", "stations"], "possible", "若423个联络站中的这一个属于街道纪工委")]
    assert notes(links, "stations", "cc") == ("街道纪工委、乡镇纪委合起来担负全部423个联络站，而某一成员属于其中哪一个未载：经其中任何一个的路径都只是可能",)
    assert notes(links, "cc", "street") == ()
    assert told(PARTS, "stations", "towns", "zh") == [(["towns"], "possible", "若423个联络站中的这一个属于18个乡镇纪委中的一个")]
    assert told(PARTS, "stations", "stations", "zh") == [(["street", "stations"], "possible", "若423个联络站中的这两个都属于街道纪工委")]


def test_who_holds_all_alone_leads_to_each_for_certain() -> None:
    alone = "  - {kind: EXTENDS_TO, from: towns, to: stations, share: part}\n  - {kind: DISPATCHES, from: cc, to: towns}\n"
    assert told(alone, "stations", "cc") == [(["towns", "cc"], "certain", None)]
    assert told(alone, "cc", "stations") == [(["towns", "stations"], "certain", None)]
    assert told(alone, "stations", "towns") == [
        (["towns", "cc", "towns"], "certain", None),  # from the office that has it over the commission to each
        (["towns"], "possible", "if this one of the 18 乡镇纪委 is the one to which one of the 423 联络站 belongs"),
    ]
    assert told(alone, "stations", "stations") == [
        (["towns", "cc", "towns", "stations"], "certain", None),
        (["towns", "stations"], "possible", "if both are in the same of the 18 乡镇纪委"),
    ]


def test_a_possible_path_stands_behind_the_certain_ones_and_only_where_it_is_cheaper() -> None:
    links = MEMBERS + "  - {kind: DISPATCHES, from: cc, to: g1}\n  - {kind: DISPATCHES, from: cc, to: bodies}\n"
    assert [(hops, sure) for hops, sure, _ in told(links, "g1", "bodies", paths=3)] == [(["cc", "bodies"], "certain"), (["groups", "bodies"], "possible")]
    links += "  - {kind: COORDINATES_WITH, from: g1, to: bodies}\n"  # costs 1, the possible one 2
    assert [(hops, sure) for hops, sure, _ in told(links, "g1", "bodies", paths=3)] == [(["bodies"], "certain"), (["cc", "bodies"], "certain")]
    assert [(hops, sure) for hops, sure, _ in told(links, "g1", "bodies", disjoint=True)] == [(["bodies"], "certain"), (["cc", "bodies"], "certain")]


def test_several_conditions_are_joined() -> None:
    links = MEMBERS + PARTS + "  - {kind: MEMBER_OF, from: street, to: groups, share: one}\n"
    (row,) = told(links, "g1", "stations")
    assert row == (
        ["groups", "street", "stations"],
        "possible",
        "if 一组 and 街道纪工委 are in the same of the 7 协作组, and this one of the 423 联络站 belongs to 街道纪工委",
    )


def test_what_is_possible_only_is_neither_connected_nor_unknown() -> None:
    summaries = [og.ask(graph(DISTRICT + MEMBERS), "path", f"small:{a}", f"small:{b}").summary for a, b in (("g1", "bodies"), ("g1", "room"))]
    assert summaries == [
        {"connected": 0, "possibly_connected": 1, "no_known_path": 0},
        {"connected": 0, "possibly_connected": 0, "no_known_path": 1},
    ]


@pytest.mark.parametrize(("a", "hops"), [("g1", []), ("bodies", ["room", "bodies"])])
def test_from_a_set_to_itself_a_path_leads_from_one_of_its_members_to_another(a: str, hops: list[str]) -> None:
    ((found, sure, _),) = told("  - {kind: COORDINATES_WITH, from: room, to: bodies}\n", a, a)
    assert (found, sure) == (hops, "certain")
