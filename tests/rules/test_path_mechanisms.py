"""What documents a hop of a path, and every mechanism that links its two bodies (domain §5)."""

from __future__ import annotations

from typing import Any

import pytest
from support.small import graph

import oversight_graph as og
from oversight_graph.charts import SHIPPED, graph_of

CHART = """
nodes:
  - {id: r, kind: Room, name: 一室}
  - {id: g, kind: StationedGroup, name: 一组}
  - {id: o, kind: TownshipOffice, name: 镇纪委}
  - {id: z, kind: Collaboration, name: 片区, scope: zone}
  - {id: k, kind: Collaboration, name: 协作组, scope: group}
  - {id: s, kind: LiaisonStation, name: 联络站}
  - {id: cc, kind: Commission, name: 市纪委}
links:
  - {kind: DISPATCHES, from: cc, to: g}
  - {kind: OVERSEES, from: r, to: g, mechanism: organises}
  - {kind: COORDINATES_WITH, from: r, to: g, mechanism: secondment}
  - {kind: COORDINATES_WITH, from: r, to: g, mechanism: counterpart, basis: inferred}
  - {kind: COORDINATES_WITH, from: g, to: r, mechanism: report}
  - {kind: COORDINATES_WITH, from: g, to: r, mechanism: secondment, basis: declared}
  - {kind: COORDINATES_WITH, from: r, to: g, mechanism: joint_case, basis: episode}
  - {kind: COORDINATES_WITH, from: r, to: g, mechanism: information_sharing, basis: episode}
  - {kind: GUIDES, from: r, to: z}
  - {kind: PART_OF, from: k, to: z}
  - {kind: MEMBER_OF, from: o, to: k}
  - {kind: EXTENDS_TO, from: o, to: s}
"""

ALIKE = """
nodes:
  - {id: a, kind: Room, name: 一室}
  - {id: b, kind: StationedGroup, name: 一组}
  - {id: many, kind: StationedGroup, name: 他组, count: 3}
  - {id: z, kind: Collaboration, name: 片区}
links:
  - {kind: COORDINATES_WITH, from: a, to: b, mechanism: secondment}
  - {kind: COORDINATES_WITH, from: b, to: a, mechanism: counterpart}
  - {kind: COORDINATES_WITH, from: a, to: b, mechanism: consultation}
  - {kind: MEMBER_OF, from: b, to: z}
  - {kind: MEMBER_OF, from: b, to: z, mechanism: information_sharing}
  - {kind: COORDINATES_WITH, from: a, to: many, mechanism: organises}
  - {kind: COORDINATES_WITH, from: many, to: a, mechanism: secondment}
"""


def path(a: str, b: str, **asked: Any) -> dict[str, Any]:
    (row,) = og.ask(graph(CHART), "path", a, b, **asked).rows
    return row


def test_a_hop_tells_every_mechanism_that_links_its_bodies_the_walked_one_first() -> None:
    """The assigned secondment is walked, both ways: the counterpart is inferred, and the report, from the group as firm, comes later in the vocabulary.
    The others follow as the model lists them: also a directed one the other way, and one on a link that no path walks."""
    for ends in (("r", "g"), ("g", "r")):
        row = path(*ends)
        assert (row["hops"][0]["mechanism"], row["mechanisms"]) == ("secondment", [["secondment", "counterpart", "report", "organises"]])


@pytest.mark.parametrize(("asked", "count"), [({}, 1), ({"paths": 2}, 1), ({"disjoint": True}, 1)])
def test_of_equally_good_links_that_with_the_first_mechanism_of_the_vocabulary_is_walked(asked: dict[str, Any], count: int) -> None:
    """domain §5: whichever link stands first by its ends and ids; one without a mechanism that documents its hop comes after those that have one."""
    for ends in (("a", "b"), ("b", "a")):
        rows = og.ask(graph(ALIKE), "path", *ends, **asked).rows
        assert [(row["hops"][0]["mechanism"], row["mechanisms"]) for row in rows] == [("counterpart", [["counterpart", "secondment", "consultation"]])] * count
    (row,) = og.ask(graph(ALIKE), "path", "b", "z", **asked).rows
    assert (row["hops"][0]["mechanism"], row["mechanisms"]) == ("information_sharing", [["information_sharing"]])


def test_through_sets_too_the_first_mechanism_is_walked() -> None:
    (row,) = og.ask(graph(ALIKE), "path", "a", "many").rows
    assert (row["hops"][0]["mechanism"], row["mechanisms"]) == ("secondment", [["secondment", "organises"]])


def test_joint_cases_and_episodes_are_told_only_when_asked_for() -> None:
    assert path("r", "g", episodes=True)["mechanisms"] == [["secondment", "counterpart", "joint_case", "report", "information_sharing", "organises"]]


def test_each_hop_has_its_own_and_a_hop_without_one_an_empty_list() -> None:
    assert path("cc", "r")["mechanisms"] == [[], ["secondment", "counterpart", "report", "organises"]]
    assert path("r", "r")["mechanisms"] == []


@pytest.mark.parametrize(
    ("a", "b", "patterns", "documented"),
    [
        ("o", "s", ["组站联动"], True),
        ("r", "z", [], True),
        # GUIDES and MEMBER_OF document their hops, PART_OF between them doesn't
        ("r", "o", ["室+乡镇"], False),
        ("k", "s", ["组站联动"], True),
    ],
)
def test_an_extension_and_a_guidance_document_their_hop(a: str, b: str, patterns: list[str], documented: bool) -> None:
    row = path(a, b)
    assert (row["patterns"], row["documented"]) == (patterns, documented)


def test_a_group_of_jinghai_and_its_stations_are_documented() -> None:
    jinghai = graph_of(og.read(SHIPPED / "tianjin-2019.yaml"))
    # one group to its own stations; to those of all groups it is certain only over the commission: up 3, down 3, then each group to its stations
    roundabout, own = og.ask(jinghai, "path", "jinghai-stationed", "jinghai-unit-stations").rows
    assert (own["cost"], own["documented"], own["patterns"], own["certainty"]) == (1, True, ["组站联动"], "possible")
    assert (roundabout["cost"], roundabout["documented"], roundabout["certainty"]) == (7, False, "certain")


def test_a_table_names_the_mechanisms_of_each_hop() -> None:
    table = str(og.ask(graph(CHART), "path", "cc", "r", lang="zh"))
    assert "各步机制" in table and "–; 派员、对口、报送、组织协调" in " ".join(table.split())


def test_room_and_township_come_out_where_they_stand_in_sets_as_in_jinghai() -> None:
    """Three rooms guide each of three zones, nine groups are each part of one, eighteen offices each a member of one group: every office has such a way (domain §3a)."""
    sets = """
    nodes:
      - {id: r, kind: Room, name: 监督检查室, count: 3}
      - {id: z, kind: Collaboration, name: 协作区, scope: zone, count: 3}
      - {id: k, kind: Collaboration, name: 协作组, scope: group, count: 9}
      - {id: o, kind: TownshipOffice, name: 乡镇纪委, count: 18}
    links:
      - {kind: GUIDES, from: r, to: z, share: all}
      - {kind: PART_OF, from: k, to: z, share: one}
      - {kind: MEMBER_OF, from: o, to: k, share: one}
    """
    (row,) = og.ask(graph(sets), "path", "r", "o").rows
    assert (row["cost"], row["patterns"], row["documented"], row["certainty"]) == (3, ["室+乡镇"], False, "certain")
    assert row["mechanisms"] == [[], [], []]
