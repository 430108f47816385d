"""The worked examples: what the shipped charts are known to say, from the facts of their reports (domain §8)."""

from __future__ import annotations

from functools import cache

import pytest
from support.oracle_graph import rows as rows_of

import oversight_graph as og
from oversight_graph.charts import SHIPPED, graph_of


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
