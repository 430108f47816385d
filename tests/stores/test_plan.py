"""Plans: what is listed, who is one body, what stays when a chart goes (contract §1, §2)."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.small import HEADER, chart
from support.stores import content, state

import oversight_graph as og
from oversight_graph.chart.chart import Chart
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


def load(store: Store, *charts: Chart, max_removals: float = 100) -> og.Plan:
    made = og.plan(store, charts)
    made.apply(max_removals)
    return made


def test_a_plan_changes_nothing_before_it_is_applied(store: Store) -> None:
    made = og.plan(store, chart(BASE))
    assert (len(made.added_nodes), len(made.added_links)) == (3, 2)
    assert store.loaded() == (0, [])


def test_the_same_chart_again_has_nothing_to_change(store: Store) -> None:
    load(store, chart(BASE))
    before = state(store)
    again = load(store, chart(BASE))
    assert again.empty and "Nothing to change" in str(again)
    assert state(store) == before


def test_additions_changes_and_removals_are_each_listed(store: Store) -> None:
    load(store, chart(BASE))
    second = BASE.replace("name: 市财政局}", "name: 市财政局, note: renamed}").replace("  - {kind: DISPATCHES, from: cc, to: g}\n", "")
    second = second.replace("links:", "  - {id: u2, kind: Unit, name: 市审计局}\nlinks:")
    made = og.plan(store, chart(second))
    assert [row["id"] for row in made.added_nodes] == ["small:u2"]
    assert [(one.id, one.values) for one in made.changed_nodes] == [("small:u", {"note": (None, "renamed")})]
    assert [row["kind"] for row in made.removed_links] == ["DISPATCHES"] and not made.removed_nodes and not made.added_links


def test_a_chart_that_lost_an_entry_removes_it_unless_another_chart_holds_it(store: Store) -> None:
    load(store, chart(BASE), chart(BASE, "other"))
    smaller = BASE.replace("  - {id: u, kind: Unit, category: government, name: 市财政局}\n", "").replace("  - {kind: STATIONED_AT, from: g, to: u}\n", "")
    made = load(store, chart(smaller))
    assert not made.removed_nodes and not made.removed_links
    assert sorted(store.graph().nodes["id"]) == ["other:u", "small:cc", "small:g"]
    made = load(store, chart(smaller, "other"))
    assert [row["name"] for row in made.removed_nodes] == ["市财政局"] and [row["kind"] for row in made.removed_links] == ["STATIONED_AT"]


def test_unload_restores_what_was_there_before(store: Store) -> None:
    load(store, chart(BASE))
    before = content(store)
    load(store, chart(BASE.replace("市财政局}", "市财政局, aliases: [财局]}").replace("links:", "  - {id: x, kind: Unit, name: 别的}\nlinks:"), "other"))
    assert content(store) != before
    og.withdraw(store, "other").apply()
    assert content(store) == before


def test_more_removals_than_allowed_are_refused_and_nothing_changes(store: Store) -> None:
    load(store, chart(BASE))
    before = state(store)
    smaller = "nodes:\n  - {id: cc, kind: Commission, name: 某市纪委监委}\n"
    made = og.plan(store, chart(smaller))
    assert made.removals == 80  # 2 nodes and 2 links of 5 entries
    with pytest.raises(og.PlanRefused, match="80 %, more than 20 %"):
        made.apply()
    assert state(store) == before
    made.apply(max_removals=80)
    assert len(store.graph()) == 1


def test_a_plan_made_before_another_load_is_refused(store: Store) -> None:
    first, second = og.plan(store, chart(BASE)), og.plan(store, chart(BASE, "other"))
    first.apply()
    with pytest.raises(og.PlanRefused, match="changed since"):
        second.apply()
    assert [one.header.id for one in store.infos()] == ["small"]


def test_bodies_merge_where_kind_level_area_and_name_agree_and_the_plan_says_so(store: Store) -> None:
    """domain §7.10: mixed scripts, short and old names are one body when area, kind and level agree."""
    load(store, chart("nodes:\n  - {id: a, kind: StationedGroup, name: 派駐市財政局 紀檢監察組}\n"))
    made = load(store, chart(BASE, "other"))
    assert [merge.ids for merge in made.merges] == [("small:a", "other:g")]
    graph = store.graph()
    assert "other:g" not in set(graph.nodes["id"])
    row = graph.nodes.set_index("id").loc["small:a"]
    assert row["ids"] == ["small:a", "other:g"] and row["aliases"] == ["驻市财政局纪检监察组"] and row["charts"] == ["small", "other"]


@pytest.mark.parametrize(
    "other",
    [
        "{id: a, kind: Commission, name: 市财政局}",
        "{id: a, kind: Unit, level: county, name: 市财政局}",
        '{id: a, kind: Unit, area: "530200", name: 市财政局}',
        "{id: a, kind: Unit, name: 市审计局}",
        "{id: a, kind: Unit, count: 3, name: 市财政局}",
    ],
)
def test_bodies_that_differ_in_kind_level_area_name_or_are_sets_stay_apart(store: Store, other: str) -> None:
    load(store, chart(BASE))
    assert not load(store, chart(f"nodes:\n  - {other}\n", "other")).merges


def test_a_doubtful_merge_is_left_apart_and_reported(store: Store) -> None:
    """contract §1: merged only where nothing else could be meant."""
    load(store, chart(BASE))
    two = "nodes:\n  - {id: a, kind: Unit, name: 市财政局}\n  - {id: b, kind: Unit, name: 市財政局}\n"
    made = load(store, chart(two, "other"))
    assert not made.merges and [one.ids for one in made.doubtful] == [("small:u", "other:a", "other:b")]
    assert len(store.graph().nodes.query("kind == 'Unit'")) == 3


def test_an_alias_that_could_mean_two_bodies_merges_neither(store: Store) -> None:
    load(store, chart("nodes:\n  - {id: a, kind: Unit, name: 甲局}\n  - {id: b, kind: Unit, name: 乙局}\n"))
    made = load(store, chart("nodes:\n  - {id: x, kind: Unit, name: 甲局, aliases: [乙局]}\n", "other"))
    assert not made.merges and len(made.doubtful) == 1


def test_same_as_joins_and_waits_for_a_chart_that_is_not_loaded(store: Store) -> None:
    waiting = "nodes:\n  - {id: x, kind: Unit, name: 完全不同的名字, same_as: 'small:u'}\n"
    made = load(store, chart(waiting, "other"))
    assert made.waiting == [("other:x", "small:u")] and "waiting" in str(made)
    made = load(store, chart(BASE))
    assert [merge.ids for merge in made.merges] == [("other:x", "small:u")]
    assert "other:x" in set(store.graph().nodes["id"])  # the first loaded keeps its id


def test_same_as_a_node_of_another_kind_or_of_none_is_an_error(store: Store) -> None:
    load(store, chart(BASE))
    for target, what in (("small:g", "nodes of one kind"), ("small:uu", "there is no node")):
        with pytest.raises(og.ChartError, match=what):
            og.plan(store, chart(f"nodes:\n  - {{id: x, kind: Unit, name: 别的, same_as: '{target}'}}\n", "other"))


def test_the_first_written_value_stands_missing_ones_are_filled_in_dates_never(store: Store) -> None:
    load(store, chart("nodes:\n  - {id: u, kind: Unit, name: 市财政局, category: government}\n"))
    other = "nodes:\n  - {id: u, kind: Unit, name: 市财政局, category: party, staff_full_time: 7, valid_from: 2019, valid_to: 2021}\n"
    made = load(store, chart(other, "other"))
    row = store.graph().node_table.to_pylist()[0]
    assert (row["category"], row["staff_full_time"], row["valid_from"], row["valid_to"]) == ("government", 7, None, None)
    assert {(one.attribute, one.kept, one.other) for one in made.conflicts} == {("category", "government", "party")}


def test_defaults_are_applied_after_merging(store: Store) -> None:
    load(
        store,
        chart("nodes:\n  - {id: u, kind: Unit, name: 甲}\n"),
        chart("nodes:\n  - {id: v, kind: Unit, name: 乙, count: 5, level: county, same_as: 'small:u'}\n", "other"),
    )
    row = store.graph().node_table.to_pylist()[0]
    assert (row["count"], row["level"]) == (5, "county")


def test_parallel_links_are_never_merged_or_dropped(store: Store) -> None:
    """domain §3: two links are one only if everything but their sources agrees."""
    more = BASE + "".join(
        f"  - {{kind: STATIONED_AT, from: g, to: u{extra}}}\n"
        for extra in (", authority: [discipline]", ", basis: declared", ", valid_from: 2019", ", scope: with_subordinates", ", count: 2")
    )
    load(store, chart(more))
    assert (store.graph().links["kind"] == "STATIONED_AT").sum() == 6


def test_one_link_in_two_charts_keeps_both_sources(store: Store) -> None:
    load(store, chart(BASE), chart(BASE, "other"))
    links = store.graph().links
    assert len(links) == 2
    assert all(row == ["small:s1", "other:s1"] for row in links["sources"]) and all(row == ["small", "other"] for row in links["charts"])


def test_a_circle_that_two_charts_make_together_is_refused(store: Store) -> None:
    units = "nodes:\n  - {id: a, kind: Unit, name: 甲}\n  - {id: b, kind: Unit, name: 乙}\nlinks:\n"
    load(store, chart(units + "  - {kind: SUBORDINATE_TO, from: a, to: b}\n"))
    with pytest.raises(og.ChartError, match="circle once bodies that are one are joined"):
        og.plan(store, chart(units + "  - {kind: SUBORDINATE_TO, from: b, to: a}\n", "other"))


def test_an_area_that_no_chart_declares_is_refused_and_one_that_another_declares_is_known(store: Store) -> None:
    using = "nodes:\n  - {id: a, kind: Unit, name: 甲, area: zone}\n"
    with pytest.raises(og.ChartError, match="area `zone` is neither"):
        og.plan(store, chart(using, "other"))
    load(store, chart(BASE, header=HEADER + 'areas: [{code: zone, name: 区, part_of: "530100"}]\n'))
    load(store, chart(using, "other"))
    assert set(store.graph(area="530100").nodes["area"]) == {"530100", "zone"}


def test_two_charts_of_one_id_in_one_load_are_refused(store: Store) -> None:
    with pytest.raises(og.ChartError, match="have the id `small`"):
        og.plan(store, [chart(BASE), chart(BASE)])


@pytest.mark.slow
def test_what_was_loaded_comes_out_whole_and_loads_again_to_the_same_graph(store: Store, tmp_path: Path) -> None:
    from oversight_graph.charts import shipped

    load(store, *og.read(*shipped()))
    for name in ("all.yaml", "all.json"):
        (file,) = og.write_charts([one.chart for one in store.loaded()[1]], tmp_path / name)
        again = og.open_store(tmp_path / f"{name}.lbug")
        load(again, *og.read(file))
        assert content(again) == content(store)
        assert og.plan(store, og.read(file)).empty


def test_a_circle_closed_by_same_as_inside_one_chart_is_refused(store: Store) -> None:
    text = """
    nodes: [{id: a, kind: Unit, name: 甲}, {id: b, kind: Unit, name: 乙}, {id: c, kind: Unit, name: 丙, same_as: 'small:a'}]
    links: [{kind: SUBORDINATE_TO, from: a, to: b}, {kind: SUBORDINATE_TO, from: b, to: c}]
    """
    with pytest.raises(og.ChartError, match="runs in a circle"):
        og.plan(store, chart(text))
