"""A named pattern that joins two bodies by itself, and that no better path shows, is told in a note (domain §5)."""

from __future__ import annotations

from typing import Any

import pytest
from support.small import graph

import oversight_graph as og
from oversight_graph.charts import SHIPPED, graph_of

NET = """
nodes:
  - {id: r, kind: Room, name: 一室}
  - {id: z, kind: Collaboration, name: 片区, scope: zone}
  - {id: k, kind: Collaboration, name: 协作组, scope: group}
  - {id: j, kind: Collaboration, name: 办案组, scope: joint_team}
  - {id: o, kind: TownshipOffice, name: 镇纪委}
  - {id: g, kind: StationedGroup, name: 一组}
  - {id: h, kind: StationedGroup, name: 二组}
links:
  - {kind: GUIDES, from: r, to: z}
  - {kind: PART_OF, from: k, to: z}
  - {kind: MEMBER_OF, from: o, to: k}
  - {kind: MEMBER_OF, from: r, to: j}
  - {kind: MEMBER_OF, from: g, to: j}
  - {kind: MEMBER_OF, from: h, to: k}
"""
SHORTER = NET + "  - {kind: COORDINATES_WITH, from: r, to: o, mechanism: counterpart}\n  - {kind: COORDINATES_WITH, from: r, to: g, mechanism: counterpart}\n"


def notes(text: str, a: str, b: str, lang: Any = "en", **asked: Any) -> list[str]:
    return [note for note in og.ask(graph(text), "path", a, b, lang=lang, **asked).notes if "joins the two as well" in note or "还有" in note]


def test_a_pattern_behind_a_better_path_is_told_with_its_bodies_and_cost() -> None:
    """The counterpart costs 1; the zone, its group and the office's membership 3."""
    better = "better paths come before it"
    assert notes(SHORTER, "r", "o") == [f"室+乡镇 joins the two as well: 一室 → 片区 → 协作组 → 镇纪委, at cost 3; {better}"]
    assert notes(SHORTER, "o", "r") == [f"室+乡镇 joins the two as well: 镇纪委 → 协作组 → 片区 → 一室, at cost 3; {better}"]
    assert notes(SHORTER, "r", "g") == [f"室组联合办案 joins the two as well: 一室 → 办案组 → 一组, at cost 2; {better}"]
    assert notes(SHORTER, "r", "o", "zh") == ["两者之间还有室+乡镇：一室 → 片区 → 协作组 → 镇纪委，成本 3；因有更优的路径而未列出"]


@pytest.mark.parametrize(
    ("text", "a", "b", "asked"),
    [
        (NET, "r", "o", {}),  # it is the best path
        (SHORTER, "r", "o", {"paths": 2}),  # it is the second
        (SHORTER, "r", "h", {}),  # a stationed group is no township office
        (SHORTER, "g", "o", {}),  # it leads on from another body
        (SHORTER.replace("from: k, to: z", "from: k, to: j"), "r", "o", {}),  # the group is part of no zone that the room guides
    ],
)
def test_what_is_told_already_or_does_not_lead_from_end_to_end_has_no_note(text: str, a: str, b: str, asked: dict[str, Any]) -> None:
    assert notes(text, a, b, **asked) == []


def test_room_and_township_of_jinghai_comes_out_as_it_is_asked_for() -> None:
    """The counterpart is cheaper (1), and the way up and down again is certain (3); by the net the way is possible only: a zone needn't be the one of the office's group."""
    jinghai = graph_of(og.read(SHIPPED / "tianjin-2019.yaml"))
    for office in ("jinghai-offices", "jinghai-street-office"):
        (told,) = (note for note in og.ask(jinghai, "path", "jinghai-rooms", office, lang="zh").notes if "室+乡镇" in note)
        assert "静海区监督检查室 → 静海区协作区 → 静海区协作组 → " in told and "成本 3，只是可能（若" in told
