"""Bodies that may be one: what speaks for and against, and what a table of aliases decides of them (contract §1, domain §7.10)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.doubtful_charts import NEW, OLD
from support.examples import examples
from support.small import HEADER, chart

import oversight_graph as og
from oversight_graph.chart.alias_table import Alias, Aliases, with_aliases
from oversight_graph.chart.chart import Chart
from oversight_graph.loaders.alias_file import read_aliases
from oversight_graph.loaders.alias_text import alias_text
from oversight_graph.model import KINDS, LEVELS
from oversight_graph.planning.doubts import MergeQuestion, merge_questions, settle
from oversight_graph.planning.plan import Plan
from oversight_graph.store.protocol import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with og.open_store(tmp_path / "s.lbug") as opened:
        yield opened


def read(text: str, folder: Path) -> list[Chart]:
    (folder / "chart.yaml").write_text(text, "utf-8")
    return og.read(folder / "chart.yaml")


def planned(store: Store, charts: list[Chart], rows: list[Alias]) -> Plan:
    table = Aliases("t", tuple(rows))
    plan = og.plan(store, with_aliases(charts, table).charts)
    settle(plan, [table])
    return plan


@pytest.fixture
def new(store: Store, tmp_path: Path) -> list[Chart]:
    og.plan(store, read(OLD, tmp_path)).apply()
    return read(NEW, tmp_path)


def codes(question: MergeQuestion) -> tuple[set[str], set[str]]:
    case = question.cases[0]
    return {said.code.partition(".")[2] for said in case.speaks_for}, {said.code.partition(".")[2] for said in case.speaks_against}


def test_bodies_of_an_old_and_a_present_name_are_one_question_where_the_same_speaks_for_and_against(store: Store, new: list[Chart]) -> None:
    """Both groups sit where the other chart's group of the old name sits; only the days differ."""
    alike = [one for one in merge_questions(og.plan(store, new)) if len(one.cases) > 1]
    assert [[case.ids for case in one.cases] for one in alike] == [[("new:g1", "old:g1"), ("new:g2", "old:g2")]]
    assert codes(alike[0]) == ({"old_name", "same_block", "same_hosts"}, {"other_days"})


def test_a_body_that_may_be_each_of_two_is_asked_of_each_and_the_other_speaks_against(store: Store, new: list[Chart]) -> None:
    singly = [one for one in merge_questions(og.plan(store, new)) if len(one.cases) == 1]
    assert {one.cases[0].ids for one in singly} == {("old:w", "new:w1"), ("old:w", "new:w2")}
    assert all("rivals" in codes(one)[1] for one in singly)


def test_what_is_decided_to_be_one_becomes_one_and_what_isnt_is_no_doubt_any_more(store: Store, new: list[Chart]) -> None:
    questions = merge_questions(og.plan(store, new))
    answers = {"old:w new:w1": True, "old:w new:w2": False, "new:g1 old:g1": True}
    rows = [row for one in questions for row in one.rows(answers[one.cases[0].mark])]
    plan = planned(store, new, rows)
    assert not plan.doubtful and len(plan.apart) == 1 and not plan.one_all_the_same
    assert {("old:w", "new:w1"), ("old:g1", "new:g1"), ("old:g2", "new:g2")} <= {merge.ids for merge in plan.merges}
    plan.apply()
    assert planned(store, new, rows).empty


def test_that_bodies_are_different_changes_nothing_in_the_graph(store: Store, new: list[Chart]) -> None:
    undecided = og.plan(store, new)
    rows = [row for one in merge_questions(undecided) for row in one.rows(same=False)]
    plan = planned(store, new, rows)
    assert not plan.doubtful and len(plan.apart) == len(undecided.doubtful)
    assert (plan.merges, list(plan.added_nodes), list(plan.added_links)) == (undecided.merges, list(undecided.added_nodes), list(undecided.added_links))


def test_a_doubt_of_which_a_pair_is_left_open_stays_a_doubt(store: Store, new: list[Chart]) -> None:
    plan = planned(store, new, [Alias("old:w", ("new:w2",), same=False)])
    assert any("old:w" in doubt.ids for doubt in plan.doubtful) and not plan.apart


def test_bodies_of_one_name_in_one_chart_are_asked_all_together(store: Store) -> None:
    two = chart("nodes: [{id: a, kind: Unit, name: 市林业局}, {id: b, kind: Unit, name: 林业局}, {id: c, kind: Unit, name: 市林业局}]")
    (question,) = merge_questions(og.plan(store, [two]))
    assert question.cases[0].ids == ("small:a", "small:b", "small:c") and "one_chart" in codes(question)[1]
    one = planned(store, [two], question.rows(same=True))
    assert not one.doubtful and [merge.ids for merge in one.merges] == [("small:a", "small:b", "small:c")]
    assert not planned(store, [two], question.rows(same=False)).doubtful


def test_hosts_and_periods_that_differ_speak_against(store: Store) -> None:
    sits = "nodes: [{{id: g, kind: StationedGroup, name: {name}{more}}}, {{id: u, kind: Unit, name: {unit}}}]\nlinks: [{{kind: STATIONED_AT, from: g, to: u}}]"
    og.plan(store, chart(sits.format(name="驻市财政局纪检监察组", unit="市财政局", more=", valid_from: 2019"), "new")).apply()
    old = chart(sits.format(name="驻市财政局纪检组", unit="市审计局", more=", valid_to: 2018-02"), "old")
    (question,) = merge_questions(og.plan(store, old))
    assert codes(question) == ({"old_name", "same_block"}, {"other_hosts", "other_periods"})


def test_bodies_that_a_table_parts_and_their_names_join_are_said(store: Store) -> None:
    og.plan(store, chart("nodes: [{id: a, kind: Unit, name: 市林业局}]", "one")).apply()
    plan = planned(store, [chart("nodes: [{id: a, kind: Unit, name: 林业局}]", "two")], [Alias("one:a", ("two:a",), same=False)])
    assert [merge.ids for merge in plan.one_all_the_same] == [("one:a", "two:a")]
    assert "different bodies by the table of aliases, and one by their names all the same" in str(plan)


def test_a_row_of_names_parts_only_the_bodies_that_it_is_about(store: Store, new: list[Chart]) -> None:
    names = ("驻市财政局纪检组", ("驻市财政局纪检监察组",))
    assert len(planned(store, new, [Alias(*names, same=False)]).apart) == 1
    assert len(planned(store, new, [Alias(*names, kind="StationedGroup", area="530100", level="prefecture", same=False)]).apart) == 1
    for other in ({"kind": "Unit"}, {"area": "530200"}, {"level": "county"}):
        assert not planned(store, new, [Alias(*names, same=False, **other)]).apart


def test_an_id_beside_a_name_is_a_name_and_joins_nothing(tmp_path: Path) -> None:
    assert Alias("甲局", ("x:y",)).entries == () and Alias("x:z", ("x:y", "甲局")).entries == ("x:y",)
    made = with_aliases([chart("nodes: [{id: y, kind: Unit, name: 乙局}]", "x")], Aliases("t", (Alias("甲局", ("x:y",)),))).charts[0]
    assert made.nodes[0].rest.get("same_as") is None and HEADER


@pytest.mark.parametrize(("cell", "same"), [("", True), ("yes", True), ("是", True), ("no", False), ("No", False), ("否", False)])
def test_the_column_same_says_yes_or_no(tmp_path: Path, cell: str, same: bool) -> None:
    (tmp_path / "t.csv").write_text(f"name,alias,same\n甲局,乙局,{cell}\n", "utf-8")
    assert read_aliases(tmp_path / "t.csv").rows == (Alias("甲局", ("乙局",), line=2, same=same),)


def test_another_word_under_same_is_an_error_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("name,alias,same\n甲局,乙局,perhaps\n", "utf-8")
    with pytest.raises(og.errors.ChartError) as wrong:
        read_aliases(tmp_path / "t.csv")
    assert "perhaps" in str(wrong.value) and wrong.value.problems[0].line == 2


NAMES = (
    st.text(st.sampled_from("市县区财政局水务第一#,\"' =（）-"), min_size=2, max_size=8).map(str.strip).filter(lambda name: name.strip("#,\"' =（）-") != "")
)
ROWS = st.builds(
    Alias, NAMES, st.lists(NAMES, min_size=1, max_size=3, unique=True).map(tuple), st.none() | st.sampled_from(KINDS.ids),
    st.none() | st.just("530100"), st.none() | st.sampled_from(LEVELS.ids), same=st.booleans(),
)  # fmt: skip


@given(rows=st.lists(ROWS, max_size=6, unique=True))
@examples(40)
def test_a_table_reads_as_it_was_written(rows: list[Alias], tmp_path_factory: pytest.TempPathFactory) -> None:
    from oversight_graph.naming.normalisation import plain

    rows = [row for row in rows if plain(row.name) not in map(plain, row.aliases)]
    file = tmp_path_factory.mktemp("aliases") / "t.csv"
    file.write_text(alias_text(rows, "head", {"x:y": "=1,=2\n乙"}), "utf-8-sig")
    read = [Alias(row.name, row.aliases, row.kind, row.area, row.level, 0, row.same) for row in read_aliases(file).rows]
    assert read == rows
