"""Reach, who stands above a body and load through sets (domain §3a, §6)."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import Phase, given
from support.charts_strategy import Document, graph_from, overseers
from support.examples import examples
from support.shared_charts import shared_charts, world
from support.small import by_id, graph
from support.smallest_chart import hold

import oversight_graph as og
from oversight_graph.answer.rendering import table
from oversight_graph.model import REACH_CLASSES

often = examples(40, phases=[Phase.generate])
WORLDS = 3


def plain(name: str) -> str:
    return name.split(":", 1)[1]


def reach_in(document: Document, starts: list[str]) -> dict[str, int]:
    """What some bodies of a chart without sets reach together: the best class of each."""
    graph = graph_from(document)
    found: dict[str, int] = {}
    for start in starts:
        for row in og.ask(graph, "reach", f"random:{start}").rows:
            found[plain(row["id"])] = min(found.get(plain(row["id"]), 99), REACH_CLASSES.code(row["class"]))
    return found


@given(shared_charts())
@often
def test_what_is_reached_for_certain_is_in_every_world_and_what_isnt_told_in_none(document: Document) -> None:
    graph = graph_from(document)
    random = Random(str(document))
    count = {node["id"]: node["count"] for node in document["nodes"]}
    for _ in range(WORLDS):
        if (made := world(random, document)) is None:
            continue
        told_apart, members = made
        for body in map(plain, overseers(graph)):
            answer = og.ask(graph, "reach", f"random:{body}")
            rows = {plain(row["id"]): row for row in answer.rows}
            there = reach_in(told_apart, members[body])
            for name, named in members.items():
                classes = [there[one] for one in named if one in there]
                if name == body:
                    continue
                if name not in rows:
                    assert not classes, (body, name)
                    continue
                row = rows[name]
                within = [one for one in classes if one <= REACH_CLASSES.code(row["class"])]
                if row["certainty"] == "certain" and row["count"] is not None and row["count"] == row["of"]:
                    assert len(within) == len(named), (body, row, there)
                elif row["certainty"] == "certain" and (count[name] != "unknown" or not answer.summary["exact"]):
                    assert within, (body, row, there)
                    assert row["count"] is None or len(classes) >= row["count"], (body, row, there)
            for code, term in enumerate(REACH_CLASSES):
                so_far = [one.id for one in REACH_CLASSES.terms[: code + 1]]
                overseen = {node["id"] for node in document["nodes"] if node["kind"] in ("Unit", "Township", "Village")} - {body}
                reached = sum(1 for name in overseen for one in members[name] if there.get(one, 99) <= code)
                assert sum(answer.summary[one] for one in so_far) <= reached, (body, term.id, there)


@given(shared_charts(14))
@often
def test_who_stands_above_a_body_is_who_reaches_it_through_sets_too(document: Document) -> None:
    hold(inverse, document)


def inverse(graph: og.Graph) -> None:
    above: dict[str, dict[str, Any]] = {str(name): {} for name in graph.ids}
    for body in overseers(graph):
        for row in og.ask(graph, "reach", body).rows:
            above[row["id"]][body] = (row["class"], row["via"], row["certainty"], row["count"])
    for name, expected in above.items():
        rows = og.ask(graph, "who", name).rows
        assert {row["id"]: (row["class"], row["via"], row["certainty"], row["reached"]) for row in rows} == expected, name


@given(shared_charts(14))
@often
def test_the_parts_of_a_reach_add_up_to_n(document: Document) -> None:
    graph = graph_from(document)
    for body in overseers(graph):
        answer = og.ask(graph, "reach", body)
        parts = [*REACH_CLASSES.ids, "possible", "rest_of_sets", "no_way_known"]
        assert sum(answer.summary[part] for part in parts) == answer.n
        assert len({row["id"] for row in answer.rows}) == len(answer.rows)


# -- worked examples ----------------------------------------------------------------------------------------------------

DISTRICT = """
nodes:
  - {id: cc, kind: Commission, name: 区纪委监委}
  - {id: towns, kind: TownshipOffice, name: 乡镇纪委, count: 18, staff_full_time: 54}
  - {id: street, kind: TownshipOffice, name: 街道纪工委, staff_full_time: 3}
  - {id: stations, kind: LiaisonStation, name: 联络站, count: 423}
  - {id: villages, kind: Village, name: 村, count: 423}
  - {id: others, kind: Village, name: 其他村, count: 7}
links:
  - {kind: DISPATCHES, from: cc, to: towns}
  - {kind: DISPATCHES, from: cc, to: street}
  - {kind: SERVES, from: stations, to: villages, share: part}
"""


def extends(start: str, count: int | None = None, basis: str = "assigned") -> str:
    return f"  - {{kind: EXTENDS_TO, from: {start}, to: stations, share: part, basis: {basis}{f', count: {count}' if count else ''}}}\n"


def told(of: og.Graph, body: str) -> dict[str, tuple[Any, ...]]:
    found: dict[str, tuple[Any, ...]] = by_id(og.ask(of, "reach", f"small:{body}"), "class", "count", "of", "certainty")
    return found


def test_a_division_is_reached_whole_where_all_its_holders_are_in_the_worst_of_their_classes() -> None:
    of = graph(DISTRICT + extends("towns") + extends("street", basis="declared"))
    assert told(of, "street")["villages"] == ("nominal", None, 423, "certain")
    assert told(of, "towns")["villages"] == ("extended", None, 423, "certain")
    assert told(of, "cc")["stations"] == told(of, "cc")["villages"] == ("nominal", 423, 423, "certain")
    summary = og.ask(of, "reach", "small:cc").summary
    assert (summary["nominal"], summary["total"], summary["exact"], summary["no_way_known"], summary["rest_of_sets"]) == (
        423,
        0,
        False,
        7,
        0,
    )  # some are mediated


def test_an_unknown_part_makes_a_floor_and_its_rest_is_not_of_no_known_way() -> None:
    answer = og.ask(graph(DISTRICT + extends("towns") + extends("street")), "reach", "small:street")
    summary = answer.summary
    assert (summary["extended"], summary["total"], summary["exact"], summary["no_way_known"], summary["rest_of_sets"]) == (0, 0, False, 7, 423)
    text = table(answer)
    assert "an unknown part of 423" in text and "reached for certain: unknown (extended ?)" in text and "without a known way: ≥ 7" in text


def test_a_stated_part_is_carried_through_sets_of_equal_number_and_adds_up() -> None:
    of = graph(DISTRICT + extends("towns", 400) + extends("street", 20))  # 3 are others'
    assert told(of, "street")["villages"] == ("extended", 20, 423, "certain")
    assert told(of, "cc")["villages"] == ("mediated", 420, 423, "certain")
    summary = og.ask(of, "reach", "small:cc").summary
    assert (summary["mediated"], summary["total"], summary["exact"], summary["rest_of_sets"]) == (420, 420, True, 3)


def test_stated_parts_keep_their_classes_and_the_row_stands_in_the_worst() -> None:
    of = graph(DISTRICT + extends("towns", 400) + extends("street", 20) + "  - {kind: EXTENDS_TO, from: cc, to: stations, share: part, count: 2}\n")
    assert told(of, "cc")["villages"] == ("mediated", 422, 423, "certain")
    summary = og.ask(of, "reach", "small:cc").summary
    assert (summary["extended"], summary["mediated"], summary["total"]) == (2, 420, 422)


def test_one_member_of_a_set_is_some_of_it_and_what_it_leads_on_to_is_only_possible() -> None:
    of = graph("""
        nodes:
          - {id: t, kind: TownshipOffice, name: 镇纪委}
          - {id: s, kind: LiaisonStation, name: 联络站, count: 7}
          - {id: v, kind: Village, name: 村}
          - {id: w, kind: Village, name: 庄}
        links:
          - {kind: EXTENDS_TO, from: t, to: s, share: one}
          - {kind: SERVES, from: s, to: v, share: part}
          - {kind: SERVES, from: s, to: w}
        """)
    assert told(of, "t") == {"s": ("extended", None, 7, "certain"), "w": ("extended", 1, 1, "certain"), "v": ("extended", None, 1, "possible")}
    assert og.ask(of, "reach", "small:t").summary["possible"] == 1
    assert by_id(og.ask(of, "who", "small:v"), "certainty") == {"s": "certain", "t": "possible"}
    (row,) = [row for row in og.ask(of, "workload").rows if row["id"] == "small:t"]
    assert (row["direct"], row["inherited"], row["extended"]) == (0, 0, 1)


def test_a_load_with_an_unknown_part_or_without_any_known_supervision_is_unknown() -> None:
    of = graph(DISTRICT + extends("towns") + extends("street"))
    found = by_id(og.ask(of, "workload", broad=True), "direct", "extended", "own_extend", "load", "load_is")
    assert found["street"] == found["towns"] == (0, None, None, None, "unknown")
    assert found["cc"] == (None, None, 423, None, "unknown")
    exact = graph(DISTRICT + extends("towns", 403) + extends("street", 20))
    found = by_id(og.ask(exact, "workload", broad=True), "extended", "load", "load_is")
    assert (found["street"], found["towns"]) == ((20, 6.6667, "exact"), (403, 7.463, "exact"))


def test_a_table_leaves_out_bodies_of_which_no_supervision_is_known_and_says_how_many() -> None:
    bare = graph("nodes: [{id: g, kind: StationedGroup, name: 甲组, count: 3}, {id: h, kind: StationedGroup, name: 乙组}, {id: u, kind: Unit, name: 局}]\n"
                 "links: [{kind: STATIONED_AT, from: h, to: u}]")  # fmt: skip
    answer = og.ask(bare, "workload", lang="en")
    assert by_id(answer, "direct") == {"g": None, "h": 1}
    assert "甲组" not in table(answer) and "of 3 bodies no supervision is known" in table(answer)
    assert "甲组" in table(og.ask(bare, "workload", "small:g"))


def test_estimated_posts_give_a_load_that_a_note_speaks_of_and_a_ceiling_of_posts_gives_none() -> None:
    text = """
        nodes:
          - {id: g, kind: StationedGroup, name: 甲组, staff_full_time: 4, staff_quantifier: approx}
          - {id: h, kind: StationedGroup, name: 乙组, staff_full_time: 4, staff_quantifier: le}
          - {id: u, kind: Unit, name: 局}
        links:
          - {kind: STATIONED_AT, from: h, to: u}
          - {kind: STATIONED_AT, from: g, to: u}
        """
    answer = og.ask(graph(text), "workload")
    assert by_id(answer, "load", "load_is") == {"g": (0.25, "exact"), "h": (None, "unknown")}
    assert any("estimate" in note for note in answer.notes)
