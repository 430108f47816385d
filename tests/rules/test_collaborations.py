"""The question `collaborations`: zones, groups and teams with their members, and the bodies of which no membership is known (domain §5)."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from support.charts_strategy import Document, chart_sets, graph_from
from support.examples import examples
from support.small import by_id, graph

import oversight_graph as og
from oversight_graph.answer.rendering import plain_console, print_table
from oversight_graph.charts import SHIPPED, graph_of

CHART = """
nodes:
  - {id: cc, kind: Commission, name: 县纪委}
  - {id: r, kind: Room, name: 一室}
  - {id: other, kind: Room, name: 二室}
  - {id: z, kind: Collaboration, name: 片区, scope: zone, count: 3}
  - {id: k, kind: Collaboration, name: 协作组, scope: group, count: 9}
  - {id: one, kind: Collaboration, name: 单组, scope: group}
  - {id: j, kind: Collaboration, name: 联合办案组, scope: joint_team}
  - {id: bare, kind: Collaboration, name: 工作组}
  - {id: o, kind: TownshipOffice, name: 乡镇纪委, count: 18}
  - {id: s, kind: TownshipOffice, name: 街道工委}
  - {id: p, kind: TownshipOffice, name: 开发区工委}
  - {id: q, kind: TownshipOffice, name: 各园区工委, count: unknown}
  - {id: e, kind: TownshipOffice, name: 一镇纪委}
  - {id: five, kind: TownshipOffice, name: 五镇纪委, count: 5}
  - {id: x, kind: TownshipOffice, name: 试点纪委, repeat: 2}
  - {id: u, kind: Unit, name: 一局}
links:
  - {kind: LEADS, from: cc, to: z}
  - {kind: GUIDES, from: r, to: z}
  - {kind: GUIDES, from: other, to: z, basis: declared}
  - {kind: PART_OF, from: k, to: z}
  - {kind: MEMBER_OF, from: o, to: k, share: one}
  - {kind: MEMBER_OF, from: s, to: k, basis: inferred}
  - {kind: MEMBER_OF, from: s, to: z}
  - {kind: MEMBER_OF, from: q, to: one}
  - {kind: MEMBER_OF, from: five, to: one, share: part}
  - {kind: MEMBER_OF, from: e, to: j, basis: episode}
  - {kind: MEMBER_OF, from: x, to: one}
  - {kind: MEMBER_OF, from: r, to: j, basis: episode}
"""


def test_a_collaboration_tells_who_leads_and_guides_it_and_its_members_with_those_under_it() -> None:
    """Of the zones: 18 offices by their groups, and the street's body, which counts once although it is in both: 19, one of them named. `share: part` to a single group is one
    of the five; two repeated entries aren't named; a set of unknown number makes the members a floor: 1 + 2."""
    answer = og.ask(graph(CHART), "collaborations")
    found = by_id(answer, "scope", "count", "members", "members_quantifier", "named", "basis")
    assert {name: found[name] for name in ("z", "k", "one", "j", "bare")} == {
        "z": ("zone", 3, 19, "eq", 1, "inferred"),
        "k": ("group", 9, 19, "eq", 1, "inferred"),
        "one": ("group", 1, 3, "ge", 0, "assigned"),
        "j": ("joint_team", 1, 2, "eq", 2, "episode"),
        "bare": (None, 1, None, None, 0, None),
    }
    assert by_id(answer, "led_by", "guided_by", "part_of", "bodies")["z"] == (["small:cc"], ["small:other", "small:r"], [], ["small:o", "small:s"])
    assert by_id(answer, "part_of")["k"] == ["small:z"]
    assert [row["id"] for row in answer.rows if row["standing"] == "collaboration"] == ["small:z", "small:k", "small:one", "small:j", "small:bare"]
    assert answer.summary["collaborations"] == {"zone": 3, "group": 10, "joint_team": 1, "scope_unknown": 1}


def test_bodies_in_none_are_of_the_kinds_that_are_members() -> None:
    """Township offices are members of something, rooms only of a joint team (an episode), the commission of nothing. Of 18 + 1 + 1 + 1 + 5 + 2 offices (the unknown ones add nothing)
    18 + 1 + 1 of the five + 2 belong to something, one only to a joint team, and of 1 + 4 nothing is known."""
    answer = og.ask(graph(CHART), "collaborations", lang="zh")
    outside = [(row["id"], row["standing"], row["count"], row["members"]) for row in answer.rows if row["standing"] != "collaboration"]
    assert outside == [("small:e", "episode_only", 1, None), ("small:five", "none_known", 4, None), ("small:p", "none_known", 1, None)]
    assert (answer.n, answer.universe["nodes"]) == (28, 8)
    assert {name: answer.summary[name] for name in ("member", "episode_only", "none_known")} == {"member": 22, "episode_only": 1, "none_known": 5}
    assert answer.notes[0] == "乡镇街道纪检监察机构中有 5 个未见所属：图谱未载的是未知，不等于没有"


def test_a_set_of_unknown_number_in_none_is_told_and_adds_nothing() -> None:
    answer = og.ask(graph(CHART.replace("  - {kind: MEMBER_OF, from: q, to: one}\n", "")), "collaborations")
    assert ("small:q", "none_known", None) in [(row["id"], row["standing"], row["count"]) for row in answer.rows]
    assert answer.summary["none_known"] == 5 and answer.n == 28


def test_members_come_from_whatever_lies_under_a_collaboration() -> None:
    nodes = "".join(f"  - {{id: z{at}, kind: Collaboration, name: 片{at}}}\n" for at in range(5))
    links = "".join(f"  - {{kind: PART_OF, from: z{at + 1}, to: z{at}}}\n" for at in range(4))
    chart = f"nodes:\n{nodes}  - {{id: g, kind: StationedGroup, name: 一组}}\nlinks:\n{links}  - {{kind: MEMBER_OF, from: g, to: z4}}\n"
    assert by_id(og.ask(graph(chart), "collaborations"), "members") == {f"z{at}": 1 for at in range(5)}


def test_a_table_leaves_blank_what_is_no_matter_of_a_body() -> None:
    line = next(line for line in str(og.ask(graph(CHART), "collaborations", lang="zh")).splitlines() if "开发区工委" in line)
    assert "?" not in line
    line = next(line for line in str(og.ask(graph(CHART), "collaborations", lang="zh")).splitlines() if "工作组" in line)
    assert line.count("?") == 2, "of a collaboration scope and members are unknown"


def test_the_collaborations_of_the_shipped_charts() -> None:
    """Jinghai: 3 zones under 3 rooms, 9 groups in them, 18 townships and a street: all by number. city-80: its 80 bodies and the bodies of enterprises and universities in 7 groups."""
    jinghai = by_id(og.ask(graph_of(og.read(SHIPPED / "tianjin-2019.yaml")), "collaborations"), "count", "members", "named", "guided_by")
    assert jinghai["jinghai-zones"] == (3, 19, 1, ["tianjin-2019:jinghai-rooms"]) and jinghai["jinghai-groups"] == (9, 19, 1, [])
    city = by_id(og.ask(graph_of(og.read(SHIPPED / "city-80.yaml")), "collaborations"), "count", "members", "members_quantifier")
    assert city["groups"] == (7, 80, "ge")
    answer = og.ask(graph_of(og.read(SHIPPED / "gansu-2020.yaml")), "collaborations")
    assert len(answer) == 0 and "unknown, not absent" in answer.notes[0]


@given(chart_sets())
@examples(60)
def test_collaborations_of_random_charts_are_those_of_plain_loops(drawn: list[Document]) -> None:
    of = graph_from(*drawn)
    answer = og.ask(of, "collaborations")
    nodes = {row["id"]: row for row in of.nodes.astype(object).where(of.nodes.notna(), None).to_dict("records")}
    ends: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for link in of.links.to_dict("records"):
        ends[link["kind"]].append((link["from"], link["to"], link["basis"]))
    told = {row["id"]: row for row in answer.rows if row["standing"] == "collaboration"}
    assert set(told) == {name for name, row in nodes.items() if row["kind"] == "Collaboration"}
    for name, row in told.items():
        below, size = {name}, 0
        while len(below) > size:
            size = len(below)
            below |= {a for a, b, _ in ends["PART_OF"] if b in below}
        members = {a for a, b, _ in ends["MEMBER_OF"] if b in below}
        counted = [nodes[one]["count"] for one in members if nodes[one]["count"] is not None]
        assert row["bodies"] == sorted(members) and row["members"] == (sum(counted) if counted else None)
        assert row["members_quantifier"] == (None if not counted else "eq" if len(counted) == len(members) else "ge")
        for column, kind, own in (("led_by", "LEADS", 1), ("guided_by", "GUIDES", 1), ("part_of", "PART_OF", 0)):
            assert row[column] == sorted({ends_[1 - own] for ends_ in ends[kind] if ends_[own] == name})
    standing = {a for a, _, basis in ends["MEMBER_OF"] if basis != "episode"}
    kinds = {nodes[name]["kind"] for name in standing} - {"Collaboration"}
    rest = {name for name, row in nodes.items() if row["kind"] in kinds} - standing
    once = {a for a, _, _ in ends["MEMBER_OF"]}
    assert {row["id"]: row["standing"] for row in answer.rows if row["standing"] != "collaboration"} == {
        name: "episode_only" if name in once else "none_known" for name in rest
    }
    assert answer.n == sum(answer.summary[one] for one in ("member", "episode_only", "none_known"))


def test_notes_say_which_sets_have_no_number() -> None:
    notes = og.ask(graph(CHART.replace("scope: zone, count: 3", "scope: zone, count: unknown")), "collaborations", lang="en").notes
    assert [note for note in notes if "no source states" in note] == [
        '1 set of overseers whose number no source states adds nothing to the totals, read each as "at least": 各园区工委',
        '1 set of collaborations whose number no source states adds nothing to the totals, read each as "at least": 片区',
    ]
    of_units = graph(
        "nodes: [{id: cc, kind: Commission, name: 市纪委}, {id: g, kind: StationedGroup, name: 各组, count: unknown}, {id: u, kind: Unit, name: 各局, count: unknown}]"
    )
    told = [note.partition("，")[0] + note[-3:] for note in og.ask(of_units, "chain", lang="zh").notes if "来源未载数量" in note]
    assert told == ["1 个监督对象集合来源未载数量：各局", "1 个监督机构集合来源未载数量：各组"]


def test_of_more_than_five_sets_the_first_are_named() -> None:
    many = "nodes: [" + ", ".join(f"{{id: u{one}, kind: Unit, name: 局{one}, count: unknown}}" for one in range(7)) + "]"
    (note,) = (note for note in og.ask(graph(many), "coverage", lang="zh").notes if "来源未载数量" in note)
    assert note.startswith("7 个监督对象集合") and note.endswith("：局0、局1、局2、局3、局4、…")


def test_a_table_shows_placeholders_alike_as_one_row() -> None:
    text = CHART.replace("试点纪委, repeat: 2", "试点纪委, repeat: 5").replace("from: x, to: one", "from: x, to: j, basis: episode")
    answer = og.ask(graph(text), "collaborations", lang="zh")
    assert [row["id"] for row in answer.rows if row["id"].startswith("small:x-")] == [f"small:x-{number}" for number in range(1, 6)]
    table = plain_console(160)
    print_table(answer, table, rows=False)
    assert "试点纪委×5" in table.file.getvalue() and "试点纪委 1" not in table.file.getvalue()  # type: ignore[attr-defined]
