"""A plan as headings with entries: the same for a page and a terminal, in the language of whoever reads it (contract §3)."""

from __future__ import annotations

import pytest
from support.small import chart

import oversight_graph as og
from oversight_graph.messages import in_language
from oversight_graph.planning.plan_sections import plan_head, plan_sections
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
    assert list(sections) == ["nodes_to_change", "links_to_remove"], "what has no entry is left out"
    changed, removed = sections.values()
    assert (changed.change, changed.total, removed.change, removed.total) == ("change", 1, "remove", 1)
    assert [(word.id, word.zh, number) for word, number in removed.counts] == [("DISPATCHES", "派出", 1)]
    assert changed.entries[0].text("en") == "small:u 市财政局: category government → party"
    assert changed.entries[0].text("zh") == "small:u 市财政局：单位类别由 政府部门 改为 党的机关"


def test_a_plan_is_told_in_the_language_spoken_here(later: og.Plan) -> None:
    assert str(later) == (
        "New version: small\n  1 nodes to change (1 category)\n    small:u 市财政局: category government → party\n"
        "  1 links to remove (1 DISPATCHES)\n    某市纪委监委 —DISPATCHES→ 驻市财政局纪检监察组"
    )
    with in_language("zh"):
        assert str(later) == (
            "新版图谱：small\n  改动机构（1项：单位类别 1）\n    small:u 市财政局：单位类别由 政府部门 改为 党的机关\n"
            "  移除关系（1项：派出 1）\n    某市纪委监委 —派出→ 驻市财政局纪检监察组"
        )


def test_a_shortened_section_says_how_many_there_are_and_keeps_the_first(store: Store) -> None:
    (added, *_) = plan_sections(og.plan(store, chart(BASE)))
    kept = added.shortened(2)
    assert (kept.total, [str(entry) for entry in kept.entries]) == (3, [str(entry) for entry in added.entries[:2]])


def test_a_plan_that_changes_nothing_says_so_and_has_no_sections(store: Store) -> None:
    og.plan(store, chart(BASE)).apply()
    again = og.plan(store, chart(BASE))
    assert not plan_sections(again) and [line.text("zh") for line in plan_head(again)] == ["无需改动：这1张图谱此前已照此导入：small。"]
