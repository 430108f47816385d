"""Over random sequences of loads, replacements and withdrawals: the graph is the one that the charts make from nothing, and a plan tells all that differs."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from support.charts_strategy import chart_sets, read_chart
from support.examples import examples
from support.renewed_charts import renewed
from support.resolved_by_rows import resolved_by_rows

import oversight_graph as og
from oversight_graph.chart.chart import Chart
from oversight_graph.planning.plan import Plan, compare
from oversight_graph.resolution.resolve import Resolved
from oversight_graph.store.protocol import LoadedChart

Document = dict[str, Any]
SEEDS = st.integers(0, 2**32)


def column_wise(chart: Chart) -> Chart:
    """The chart as a store gives it, without an object for an entry."""
    return Chart.of_tables(chart.header, chart.node_table, chart.link_table)


class Sequences(RuleBasedStateMachine):
    """The charts of a store in memory, changed by plans that nothing writes."""

    def __init__(self) -> None:
        super().__init__()
        self.charts: dict[str, tuple[Chart, Document]] = {}
        self.graph: Resolved | None = None

    def changed(self, charts: dict[str, tuple[Chart, Document]], names: tuple[str, ...], fresh: bool) -> None:
        before, after = ([LoadedChart(chart, "") for chart, _ in held.values()] for held in (self.charts, charts))
        try:
            plan = compare(None, 0, names, before, after, fresh)  # type: ignore[arg-type]
        except og.ChartError:
            return  # they contradict each other: nothing is changed
        if [one.chart for one in before] != [one.chart for one in after]:
            tells_all(plan, *(resolved_by_rows([one.chart for one in held]) for held in (before, after)))
            self.graph = plan.after
        self.charts = charts

    @rule(documents=chart_sets(shares=True), seed=SEEDS)
    def load(self, documents: list[Document], seed: int) -> None:
        """One of a few charts, which were drawn together or not: as a new one, or in the place of another."""
        document = Random(seed).choice(documents)
        chart = column_wise(read_chart(document))
        self.changed({**self.charts, chart.id: (chart, document)}, (chart.id,), True)

    @precondition(lambda self: self.charts)
    @rule(seed=SEEDS)
    def replace(self, seed: int) -> None:
        random = Random(seed)
        name = random.choice(list(self.charts))
        document = renewed(random, self.charts[name][1])
        try:
            chart = read_chart(document)
        except AssertionError:  # no valid chart any more
            return
        self.changed({**self.charts, name: (chart, document)}, (name,), True)

    @precondition(lambda self: self.charts)
    @rule(seed=SEEDS)
    def withdraw(self, seed: int) -> None:
        name = Random(seed).choice(list(self.charts))
        self.changed({other: held for other, held in self.charts.items() if other != name}, (name,), False)

    @invariant()
    def the_graph_is_that_of_the_charts_from_nothing(self) -> None:
        if self.graph is not None:
            made = resolved_by_rows([chart for chart, _ in self.charts.values()])
            assert self.graph.nodes == made.nodes and self.graph.links == made.links
            assert self.graph.merges == made.merges and self.graph.doubtful == made.doubtful and self.graph.conflicts == made.conflicts


def tells_all(plan: Plan, old: Resolved, new: Resolved) -> None:
    """Each body and link that differs is told, and none that doesn't."""
    gone = [row["id"] for row in plan.removed_nodes] + [name for match in plan.matches for name in match.gone]
    came = [row["id"] for row in plan.added_nodes] + [name for match in plan.matches for name in match.new]
    kept = {entry for row in old.nodes.values() for entry in row["ids"]} & {entry for row in new.nodes.values() for entry in row["ids"]}
    assert sorted(gone) == sorted(name for name, row in old.nodes.items() if kept.isdisjoint(row["ids"]))
    assert sorted(came) == sorted(name for name, row in new.nodes.items() if kept.isdisjoint(row["ids"]))
    differing = {name for name, row in new.nodes.items() if name in old.nodes and old.nodes[name] != row}
    assert {change.id for change in plan.changed_nodes} & old.nodes.keys() == differing
    away = {row["id"] for row in plan.removed_links} | {row["id"] for move in plan.moved for row in move.removed} | {one["id"] for one, _ in plan.following}
    here = {row["id"] for row in plan.added_links} | {row["id"] for move in plan.moved for row in move.added} | {one["id"] for _, one in plan.following}
    told = {change.id for change in plan.changed_links}
    assert away <= old.links.keys() and here | told <= new.links.keys()
    assert new.links.keys() - old.links.keys() - here - told <= {row["id"] for row in new.links.values() if {row["from"], row["to"]} & moved_ids(old, new)}
    assert {row["id"] for row in plan.added_links} <= new.links.keys() - old.links.keys()
    held = sum(any(name in row["charts"] for name in plan.charts) for rows in (old.nodes, old.links) for row in rows.values())
    assert plan.held_before == held


def moved_ids(old: Resolved, new: Resolved) -> set[str]:
    """Bodies of the new graph that the old one knew by another entry."""
    return {new.body[entry] for row in old.nodes.values() for entry in row["ids"] if entry in new.body and new.body[entry] != row["id"]}


TestSequences = Sequences.TestCase
TestSequences.settings = settings(examples(40), stateful_step_count=8)


def small(name: str, *bodies: str, links: tuple[tuple[str, str], ...] = ()) -> Chart:
    """A chart of a commission and groups; ids are names."""
    kinds = {"纪委监委": "Commission"}
    return read_chart(
        {
            "chart": name, "as_of": "2020-12-31", "area": "530100", "level": "prefecture", "sources": [{"id": "s1", "title": "甲"}],
            "nodes": [{"id": body, "kind": kinds.get(body, "StationedGroup"), "name": body} for body in bodies],
            "links": [{"kind": "DISPATCHES", "from": start, "to": end} for start, end in links],
        }
    )  # fmt: skip


def test_links_of_a_chart_that_stays_are_the_same_when_a_body_begins_or_ceases_to_be_shared() -> None:
    """The body of `stays` is known by the id of the other chart as long as that, loaded first, has it too: its links follow silently (contract §2)."""
    without, sharing = small("first", "第一组"), small("first", "第一组", "纪委监委")
    stays = LoadedChart(small("stays", "纪委监委", "第二组", links=(("纪委监委", "第二组"),)), "")
    for old, new, body in ((without, sharing, "first:纪委监委"), (sharing, without, "stays:纪委监委")):
        plan = compare(None, 0, ("first",), [LoadedChart(old, ""), stays], [LoadedChart(new, ""), stays], True)  # type: ignore[arg-type]
        assert [change.id for change in plan.changed_nodes] == [body] and not plan.added_nodes and not plan.removed_nodes
        assert not plan.added_links and not plan.removed_links and not plan.changed_links
        assert [row["from"] for row in plan.after.links.values()] == [body]
