"""What a plan recognises of a new version: renamed, joined, split and moved bodies; surely or perhaps; and that it changes nothing."""

from __future__ import annotations

import json

import pytest
from support.small import chart

import oversight_graph as og
from oversight_graph.chart.chart import Chart
from oversight_graph.planning.matches import Match
from oversight_graph.store.protocol import Store

STATIONED = "  - {{kind: SUPERVISES, from: {}, to: {}, form: stationed}}\n"


def version(*nodes: str, links: str = "") -> Chart:
    """A city with its commission, two groups and some more nodes, each of its own or with `Unit` for a department."""
    entries = "".join(f"  - {{{node if 'kind:' in node else f'kind: Unit, category: government, {node}'}}}\n" for node in nodes)
    return chart(
        f"""nodes:
  - {{id: cc, kind: Commission, name: 某市纪委监委}}
  - {{id: g1, kind: StationedGroup, name: 第一纪检监察组}}
  - {{id: g2, kind: StationedGroup, name: 第二纪检监察组}}
{entries}links:
  - {{kind: DISPATCHES, from: cc, to: g1}}
  - {{kind: DISPATCHES, from: cc, to: g2}}
{links}"""
    )


def planned(store: Store, old: Chart, new: Chart) -> og.Plan:
    og.plan(store, old).apply(100)
    return og.plan(store, new)


def told(matches: list[Match]) -> list[tuple[list[str], list[str]]]:
    """Local ids before and after."""
    return [([row["id"].split(":")[1] for row in one.before], [row["id"].split(":")[1] for row in one.after]) for one in matches]


def nothing_else(made: og.Plan) -> bool:
    return not (made.added_nodes or made.removed_nodes or made.added_links or made.removed_links or made.perhaps)


# -- renamed ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "new",
    [
        "id: fin, name: 市財政局",  # the same name in the other script
        "id: fin, name: 市财金局, aliases: [市财政局]",  # the new one has the old name as an alias
        "id: fin, name: 财局",  # the old one had this name as an alias
    ],
)
def test_a_body_under_another_id_with_a_name_in_common_is_renamed_and_its_links_follow(store: Store, new: str) -> None:
    made = planned(
        store,
        version("id: u, name: 市财政局, aliases: [财局]", links=STATIONED.format("g1", "u")),
        version(new, links=STATIONED.format("g1", "fin")),
    )
    assert told(made.renamed) == [(["u"], ["fin"])] and nothing_else(made)
    assert [(old["to"], now["to"]) for old, now in made.following] == [("small:u", "small:fin")]
    assert made.removals == 0


@pytest.mark.parametrize(
    ("kind", "old", "new", "why"),
    [
        ("StationedGroup", "驻市财政局纪检组", "驻市财政局纪检监察组", "a known old name"),
        ("StationedGroup", "驻市财政局纪检监察组", "市纪委监委派驻市财政局纪检监察组", "host 财政局"),
        ("StationedGroup", "第三纪检监察组", "市纪委监委派驻第三纪检监察组", "number 3"),
        ("Room", "第三审查调查室", "市纪委第三审查调查室", "number 3, function 审查调查"),
    ],
)
def test_an_old_name_or_the_same_parts_by_the_grammar_suffice_where_nothing_else_fits(store: Store, kind: str, old: str, new: str, why: str) -> None:
    made = planned(store, version(f"kind: {kind}, id: a, name: {old}"), version(f"kind: {kind}, id: b, name: {new}"))
    assert told(made.renamed) == [(["a"], ["b"])] and why in "; ".join(map(str, made.renamed[0].why)) and nothing_else(made)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: Room, id: a, name: 第三审查调查室", "kind: Room, id: b, name: 第三监督检查室"),  # two rooms of one number
        ("kind: StationedGroup, id: a, name: 驻市财政局纪检监察组", "kind: StationedGroup, id: b, name: 驻市审计局纪检监察组"),
        ("id: a, name: 市财政局", "id: b, name: 市财政局, level: county"),
        ("id: a, name: 市财政局", 'id: b, name: 市财政局, area: "530200"'),
        ("id: a, name: 市财政局", "kind: Commission, id: b, name: 市财政局"),
        ("id: a, name: 市财政局", "id: b, name: 市财政局, count: 3"),
    ],
)
def test_bodies_that_differ_in_what_makes_them_one_are_one_gone_and_one_new(store: Store, old: str, new: str) -> None:
    made = planned(store, version(old), version(new))
    assert not made.matches and not made.perhaps
    assert [row["id"] for row in made.removed_nodes] == ["small:a"] and [row["id"] for row in made.added_nodes] == ["small:b"]


def test_the_same_place_among_the_others_is_a_hint_and_counts_as_removed(store: Store) -> None:
    made = planned(
        store, version("id: a, name: 市统计局", links=STATIONED.format("g1", "a")), version("id: b, name: 市体育局", links=STATIONED.format("g1", "b"))
    )
    assert not made.matches and told(made.perhaps) == [(["a"], ["b"])] and "the only link" in str(made.perhaps[0].why[0])
    assert [row["id"] for row in made.removed_nodes] == ["small:a"] and [row["id"] for row in made.added_nodes] == ["small:b"]
    assert made.removals == pytest.approx(100 * 2 / 7)  # the unit and its link, of four nodes and three links
    with pytest.raises(og.PlanRefused, match=r"1 of them was perhaps only renamed.*--aliases"):
        made.apply()


def test_two_units_of_one_group_that_are_both_replaced_are_not_guessed(store: Store) -> None:
    old = version("id: a, name: 市统计局", "id: b, name: 市体育局", links=STATIONED.format("g1", "a") + STATIONED.format("g1", "b"))
    new = version("id: c, name: 市气象局", "id: d, name: 市地震局", links=STATIONED.format("g1", "c") + STATIONED.format("g1", "d"))
    made = planned(store, old, new)
    assert not made.matches and not made.perhaps and len(made.removed_nodes) == len(made.added_nodes) == 2


def test_an_id_that_now_stands_for_another_body_is_said(store: Store) -> None:
    old = version("id: u1, name: 市财政局", "id: u2, name: 市审计局")
    made = planned(store, old, version("id: u1, name: 市教育局", "id: u2, name: 市财政局", "id: u3, name: 市审计局"))
    assert [(one.id, one.before, one.elsewhere) for one in made.reused] == [("small:u1", "市财政局", "small:u2"), ("small:u2", "市审计局", "small:u3")]
    assert "ids that now stand for another body" in str(made)


# -- joined and split ---------------------------------------------------------------------------------------------------

TWO = version("id: a, name: 市旅游局", "id: b, name: 市文化局", links=STATIONED.format("g1", "a") + STATIONED.format("g1", "b"))


def test_bodies_whose_names_one_body_bears_are_joined_and_their_links_follow_into_one(store: Store) -> None:
    made = planned(store, TWO, version("id: c, name: 市文化和旅游局, aliases: [旅遊局, 市文化局]", links=STATIONED.format("g1", "c")))
    assert told(made.joined) == [(["a", "b"], ["c"])] and nothing_else(made) and made.removals == 0
    assert [(old["to"], now["to"]) for old, now in made.following] == [("small:a", "small:c"), ("small:b", "small:c")]


def test_a_body_that_joins_one_that_stays_is_joined(store: Store) -> None:
    made = planned(store, TWO, version("id: b, name: 市文化和旅游局, aliases: [市旅游局]", links=STATIONED.format("g1", "b")))
    assert told(made.joined) == [(["a", "b"], ["b"])] and nothing_else(made)
    assert [(one.id, one.values["name"]) for one in made.changed_nodes] == [("small:b", ("市文化局", "市文化和旅游局"))]


def test_succeeds_joins_bodies_that_stay_beside_their_successor(store: Store) -> None:
    links = STATIONED.format("g1", "c") + "".join(f"  - {{kind: SUCCEEDS, from: c, to: {one}}}\n" for one in "ab")
    made = planned(store, TWO, version("id: a, name: 市旅游局, valid_to: 2019", "id: b, name: 市文化局, valid_to: 2019", "id: c, name: 市文旅局", links=links))
    assert told(made.joined) == [(["a", "b"], ["c"])] and made.joined[0].gone == () and made.joined[0].new == ("small:c",)
    assert not made.removed_links and {row["kind"] for row in made.added_links} == {"SUCCEEDS"}


def test_an_alias_and_succeeds_together_make_one_join(store: Store) -> None:
    new = version("id: b, name: 市文化局, valid_to: 2019", "id: c, name: 市文旅局, aliases: [旅游局]", links="  - {kind: SUCCEEDS, from: c, to: b}\n")
    made = planned(store, TWO, new)
    assert told(made.matches) == [(["a", "b"], ["c"])] and made.matches == made.joined and made.joined[0].gone == ("small:a",)
    assert tuple(map(str, made.joined[0].why)) == ("市旅游局 and 旅游局 are one name", "the chart says it: SUCCEEDS") and not made.removed_nodes


def test_words_in_common_alone_make_a_join_a_doubt(store: Store) -> None:
    made = planned(store, TWO, version("id: c, name: 市文化和旅游局", links=STATIONED.format("g1", "c")))
    assert not made.matches and [(one.what, one.sure) for one in made.perhaps] == [("joined", False)] and told(made.perhaps) == [(["a", "b"], ["c"])]
    assert len(made.removed_nodes) == 2 and len(made.added_nodes) == 1
    made.apply(100)
    assert len(made.store.graph()) == 4  # three overseers and the new one: nothing was merged


def test_a_dual_body_that_became_one_group_is_a_doubt(store: Store) -> None:
    """domain §1: before 2018 a unit could have a discipline group and a supervision office."""
    old = version("kind: StationedGroup, id: a, name: 驻市财政局纪检组", "kind: StationedGroup, id: b, name: 驻市财政局监察室")
    made = planned(store, old, version("kind: StationedGroup, id: c, name: 驻市财政局纪检监察组"))
    assert not made.matches and told(made.perhaps) == [(["a", "b"], ["c"])]


def test_succeeds_splits_and_an_old_name_that_two_bear_is_a_doubt(store: Store) -> None:
    one = version("id: a, name: 市农业农村局", links=STATIONED.format("g1", "a"))
    links = STATIONED.format("g1", "b") + "".join(f"  - {{kind: SUCCEEDS, from: {new}, to: a}}\n" for new in "bc")
    made = planned(store, one, version("id: a, name: 市农业农村局, valid_to: 2019", "id: b, name: 市农业局", "id: c, name: 市乡村局", links=links))
    assert told(made.split) == [(["a"], ["b", "c"])] and not made.removed_links
    both = version("id: b, name: 市农业局, aliases: [市农业农村局]", "id: c, name: 市乡村局, aliases: [市农业农村局]")
    made = og.plan(store, both)
    assert not made.matches and [(match.what, match.sure) for match in made.perhaps] == [("split", False)] and len(made.removed_nodes) == 1


# -- moved --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "role"),
    [
        (STATIONED.format("g1", "u"), STATIONED.format("g2", "u"), "stationed"),
        ("  - {kind: STATIONED_AT, from: g1, to: u}\n", STATIONED.format("g2", "u"), "stationed"),
        ("  - {kind: SUBORDINATE_TO, from: u, to: v}\n", "  - {kind: SUBORDINATE_TO, from: u, to: w}\n", "SUBORDINATE_TO"),
    ],
)
def test_a_body_with_another_overseer_or_superior_has_moved(store: Store, before: str, after: str, role: str) -> None:
    units = ("id: u, name: 市财政局", "id: v, name: 市审计局", "id: w, name: 市教育局")
    made = planned(store, version(*units, links=before), version(*units, links=after))
    assert [(one.id, one.role, len(one.before), len(one.after)) for one in made.moved] == [("small:u", role, 1, 1)]
    assert nothing_else(made) and made.removals == 0


def test_a_second_overseer_that_nobody_replaces_is_removed(store: Store) -> None:
    unit = "id: u, name: 市财政局"
    other = "  - {kind: SUPERVISES, from: cc, to: u, form: stationed}\n"
    made = planned(store, version(unit, links=STATIONED.format("g1", "u") + STATIONED.format("g2", "u")), version(unit, links=other))
    assert [(one.before, one.after) for one in made.moved] == [(("small:g1",), ("small:cc",))]
    assert [row["from"] for row in made.removed_links] == ["small:g2"] and made.gone == 1


def test_an_overseer_under_another_id_is_no_move_and_a_second_inspection_neither(store: Store) -> None:
    team = "kind: InspectionTeam, id: t{}, name: 市委第{}巡察组"
    old = version("id: u, name: 市财政局", team.format(1, "一"), team.format(2, "二"), links="  - {kind: INSPECTS, from: t1, to: u, year: 2018}\n")
    new = version("id: u, name: 市财政局", team.format(9, "一"), team.format(2, "二"), links="  - {kind: INSPECTS, from: t2, to: u, year: 2020}\n")
    made = planned(store, old, new)
    assert told(made.renamed) == [(["t1"], ["t9"])] and not made.moved and len(made.removed_links) == len(made.added_links) == 1


def test_a_link_that_says_something_else_is_changed_and_shown_old_to_new(store: Store) -> None:
    unit = "id: u, name: 市财政局"
    made = planned(
        store, version(unit, links=STATIONED.format("g1", "u")), version(unit, links=STATIONED.format("g1", "u, basis: declared, authority: [state]"))
    )
    assert [one.values for one in made.changed_links] == [{"authority": (["discipline", "state"], ["state"]), "basis": ("assigned", "declared")}]
    assert nothing_else(made) and "basis assigned → declared" in str(made)


# -- what a plan doesn't recognise, and how it shows what it does -------------------------------------------------------


def test_what_is_withdrawn_or_new_has_become_nothing(store: Store) -> None:
    og.plan(store, TWO).apply()
    other = chart("nodes:\n  - {id: x, kind: Unit, name: 市文化和旅游局, aliases: [旅游局2]}\n", "other")
    made = og.plan(store, other)
    assert not made.matches and not made.perhaps
    made.apply()
    made = og.withdraw(store, "small")
    assert not (made.matches or made.perhaps or made.moved or made.following) and len(made.removed_nodes) == 5


def test_a_body_that_is_withdrawn_has_not_become_its_namesake_in_another_chart(store: Store) -> None:
    og.plan(store, chart("nodes: [{id: u, kind: Unit, name: 市财政局}]", "other")).apply()
    og.plan(store, version("id: a, name: 市财政局", "id: b, name: 市財政局")).apply()  # two candidates: left apart
    made = og.withdraw(store, "small")
    assert not made.matches and not made.perhaps and len(made.removed_nodes) == 5


def test_the_text_names_what_is_recognised_with_its_reason(store: Store) -> None:
    made = planned(store, TWO, version("id: c, name: 市文化和旅游局, aliases: [旅游局, 市文化局]", links=STATIONED.format("g2", "c")))
    text = str(made)
    assert "1 bodies joined into one, neither new nor removed\n    small:a 市旅游局 + small:b 市文化局 → small:c 市文化和旅游局 (" in text
    assert "small:c 市文化和旅游局: stationed 第一纪检监察组 → 第二纪检监察组" in text
    assert "both are called 市文化局" in text
    assert "<pre>New version" in made._repr_html_()


def test_as_json_a_plan_holds_all_and_says_whether_it_was_applied(store: Store) -> None:
    made = planned(store, TWO, version("id: c, name: 市文旅局, aliases: [旅游局, 市文化局]", "id: d, name: 市体育局", links=STATIONED.format("g1", "c")))
    said = json.loads(json.dumps(made.to_dict(), ensure_ascii=False))
    assert (said["applied"], said["empty"], said["charts"]["replaced"]) == (False, False, ["small"])
    assert said["counts"]["nodes"] == {"add": {"Unit": 1}, "change": {}, "remove": {}}
    assert [one["id"] for one in said["joined"][0]["remove"]] == ["small:a", "small:b"] and said["joined"][0]["after"][0]["name"] == "市文旅局"
    assert len(said["links"]["follow"]) == 2 and said["removals"] == {"gone": 0, "of": 9, "percent": 0.0}
    made.apply()
    assert made.to_dict()["applied"] is True
