"""A plan as headings with entries: the same for a page and a terminal, in the language of whoever reads it (contract §3)."""

from __future__ import annotations

import pytest
from support.small import HEADER, chart

import oversight_graph as og
from oversight_graph.messages import in_language
from oversight_graph.planning.plan_sections import plan_head, plan_sections
from oversight_graph.planning.plan_text import plan_text
from oversight_graph.store.protocol import Store

BASE = """
nodes:
  - {id: cc, kind: Commission, name: 某市纪委监委}
  - {id: g, kind: StationedGroup, name: 驻市财政局纪检监察组}
  - {id: u, kind: Unit, category: government, name: 市财政局}
links:
  - {kind: DISPATCHES, from: cc, to: g}
  - {kind: STATIONED_AT, from: g, to: u}
"""
LATER = BASE.replace("category: government, name: 市财政局", "category: party, name: 市财政局").replace("  - {kind: DISPATCHES, from: cc, to: g}\n", "")


@pytest.fixture
def later(store: Store) -> og.Plan:
    """A plan that changes a unit and removes a link."""
    og.plan(store, chart(BASE)).apply()
    return og.plan(store, chart(LATER))


def test_a_section_has_its_number_its_counts_and_a_message_for_each_entry(later: og.Plan) -> None:
    sections = {section.id: section for section in plan_sections(later)}
    assert list(sections) == ["links_to_remove", "nodes_to_change"], "what has no entry is left out; what goes is read first"
    removed, changed = sections.values()
    assert (changed.change, changed.total, removed.change, removed.total) == ("change", 1, "remove", 1)
    assert [(word.id, word.zh, number) for word, number in removed.counts] == [("DISPATCHES", "派出", 1)]
    assert changed.entries[0].text("en") == "small:u 市财政局: category government → party"
    assert changed.entries[0].text("zh") == "small:u 市财政局：单位类别由 政府部门 改为 党的机关"


def test_a_plan_is_told_in_the_language_spoken_here(later: og.Plan) -> None:
    assert str(later) == (
        "New version: small\n  1 links to remove (1 DISPATCHES)\n    某市纪委监委 —DISPATCHES→ 驻市财政局纪检监察组\n"
        "  1 nodes to change (1 category)\n    small:u 市财政局: category government → party"
    )
    with in_language("zh"):
        assert str(later) == (
            "新版图谱：small\n  移除关系（1项：派出 1）\n    某市纪委监委 —派出→ 驻市财政局纪检监察组\n"
            "  改动机构（1项：单位类别 1）\n    small:u 市财政局：单位类别由 政府部门 改为 党的机关"
        )


def test_a_shortened_section_says_how_many_there_are_and_keeps_the_first(store: Store) -> None:
    (added, *_) = plan_sections(og.plan(store, chart(BASE)))
    kept = added.shortened(2)
    assert (kept.total, [str(entry) for entry in kept.entries]) == (3, [str(entry) for entry in added.entries[:2]])


def test_a_plan_that_changes_nothing_says_so_and_has_no_sections(store: Store) -> None:
    og.plan(store, chart(BASE)).apply()
    again = og.plan(store, chart(BASE))
    assert not plan_sections(again) and [line.text("zh") for line in plan_head(again)] == ["无需改动：这1张图谱此前已照此导入：small。"]


def listed(units: int, first_row: int = 2, staff: int = 3, category: str = "government", supervisor: str = "g", group_row: int = 1) -> str:
    """Two groups and units of one of them, each entry cited at a row of its file."""
    nodes = [
        f"{{id: g, kind: StationedGroup, name: 驻市财政局纪检监察组, staff_full_time: {staff}, sources: [s1 row {group_row}]}}",
        "{id: h, kind: StationedGroup, name: 驻市教育局纪检监察组, sources: [s1 row 1]}",
        *(f"{{id: u{n}, kind: Unit, category: {category}, name: 市第{n}局, sources: [s1 row {first_row + n}]}}" for n in range(units)),
    ]
    links = [f"{{kind: SUPERVISES, from: {supervisor}, to: u{n}, form: stationed, sources: [s1 row {first_row + n}]}}" for n in range(units)]
    return "nodes:\n" + "".join(f"  - {one}\n" for one in nodes) + "links:\n" + "".join(f"  - {one}\n" for one in links)


def changed(store: Store, before: str, after: str) -> og.Plan:
    """The plan that replaces one version of the chart by another one."""
    header = HEADER.replace("[{id: s1, title: A report}]", "[{id: s1, title: A report}, {id: s2, title: Another one}]")
    og.plan(store, chart(before, header=header)).apply()
    return og.plan(store, chart(after, header=header))


def test_what_only_stands_in_another_row_of_its_file_is_one_line(store: Store) -> None:
    """Contract §3: five units and five links are each cited a row further up; the groups stay where they are."""
    plan = changed(store, listed(5, first_row=7), listed(5, first_row=6))
    (section,) = plan_sections(plan)
    assert (section.id, section.total, len(section.entries)) == ("cited_elsewhere", 10, 10)
    assert str(plan).splitlines()[1:] == ["  10 entries that read as before and only stand elsewhere in their file"]
    every = plan_text(plan, details=True).splitlines()
    assert len(every) == 12 and any("row 7 → " in line and "row 6" in line for line in every)
    assert len(plan.to_dict()["nodes"]["change"]) == 5, "programs are told everything"


def test_another_source_is_no_other_place_in_the_file(store: Store) -> None:
    before = listed(1)
    plan = changed(store, before, before.replace("name: 市第0局, sources: [s1 row 2]", "name: 市第0局, sources: [s2 row 2]"))
    assert [section.id for section in plan_sections(plan)] == ["nodes_to_change"]


def test_staff_stands_before_what_else_changes_and_names_no_row(store: Store) -> None:
    plan = changed(store, listed(1), listed(1, staff=5, category="party", group_row=9))
    sections = plan_sections(plan)
    assert [section.id for section in sections] == ["staff_to_change", "nodes_to_change"]
    assert [entry.text("en") for entry in sections[0].entries] == ["small:g 驻市财政局纪检监察组: staff_full_time 3 → 5"]
    assert [section.leads for section in sections] == [True, False]


@pytest.mark.parametrize("alike", [3, 4, 30])
def test_four_equal_changes_are_one_line_with_their_number(alike: int, store: Store) -> None:
    """Contract §3: the category of so many units changes, and they move to another group; fewer than four are told each."""
    plan = changed(store, listed(alike), listed(alike, category="party", supervisor="h"))
    moved, recategorised = plan_sections(plan)
    assert (moved.id, recategorised.id, moved.total, recategorised.total) == ("bodies_moved", "nodes_to_change", alike, alike)
    for section in (moved, recategorised):
        assert len(section.entries) == (alike if alike < 4 else 1)
        assert section.left(20) == section.shortened(20).left(20) == 0
    if alike >= 4:
        assert moved.entries[0].text("zh") == f"{alike}个机构：派驻监督由 驻市财政局纪检监察组 改为 驻市教育局纪检监察组（市第0局、市第1局、市第2局等）"
        assert recategorised.entries[0].text("en") == f"{alike} alike: category government → party (市第0局, 市第1局, 市第2局 …)"
    single = plan_sections(plan, every=True)
    assert [len(section.entries) for section in single] == [alike, alike]


def test_what_is_not_shown_is_counted_by_changes_and_not_by_lines(store: Store) -> None:
    """One line of four equal changes, then thirty of their own: of 20 lines shown, 34 − 23 are left."""
    before, after = listed(34), listed(34, category="party")
    for n in range(4, 34):
        after = after.replace(f"name: 市第{n}局,", f"name: 市第{n}局, note: 注{n},")
    (section,) = plan_sections(changed(store, before, after))
    assert (section.total, len(section.entries), section.left(20)) == (34, 31, 11)
    assert section.shortened(20).left(20) == 11
