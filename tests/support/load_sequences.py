"""Random sequences of loads, replacements, withdrawals and restores into a store that looks only at what each touches."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

import oversight_graph as og
from oversight_graph.chart.chart import Chart
from oversight_graph.planning.plan import Plan
from oversight_graph.planning.plan_text import plan_text
from oversight_graph.store import derived_graph
from oversight_graph.store.protocol import Store
from support.charts_strategy import chart_sets, read_chart
from support.renewed_charts import meeting_charts, renewed

Document = dict[str, Any]
SEEDS = st.integers(0, 2**32)


class LoadSequences(RuleBasedStateMachine):
    """A store whose charts are kept beside it as they were loaded. What it says of a small load is compared with what it says when it resolves everything.

    Attributes
    ----------
    kind
        The class of the store.
    """

    kind: type[Any]

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(derived_graph, "PART_FROM", 0)
        self.patch.setattr(derived_graph, "_SHARE", 0)
        self.charts: dict[str, tuple[Chart, Document]] = {}
        self.former: dict[str, tuple[Chart, Document]] = {}

    def store(self) -> Store:
        """The store, opened anew, as another process does."""
        raise NotImplementedError

    def carry_out(self, charts: dict[str, tuple[Chart, Document]], make: Callable[[], Plan]) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(self.kind, "touched", lambda *_: None)
            try:
                expected = make()
            except og.ChartError as error:
                problems = [repr(one) for one in error.problems]
                patch.undo()
                with pytest.raises(og.ChartError) as raised:
                    make()
                assert [repr(one) for one in raised.value.problems] == problems
                return
        plan = make()
        if self.charts and not plan.empty:
            assert plan.after.part_of is not None, "the store looks at what is touched only"
        assert told(plan) == told(expected)
        plan.apply(100)
        self.former |= {name: held for name, held in self.charts.items() if charts.get(name) is not held}
        self.charts = charts

    @rule(documents=chart_sets(shares=True), seed=SEEDS)
    def load(self, documents: list[Document], seed: int) -> None:
        """One or several of a few charts whose bodies meet, as new ones or in the place of others."""
        random = Random(seed)
        try:
            drawn = [(read_chart(one), one) for one in meeting_charts(documents, seed) if random.random() < 0.7]
        except AssertionError:  # what was drawn makes no valid chart
            return
        loaded = {chart.id: (chart, document) for chart, document in drawn}
        if loaded:
            self.carry_out({**self.charts, **loaded}, lambda: og.plan(self.store(), [chart for chart, _ in loaded.values()]))

    @precondition(lambda self: self.charts)
    @rule(seed=SEEDS)
    def replace(self, seed: int) -> None:
        """A chart by its new version, asked for together with one that stays as it is."""
        random = Random(seed)
        name, beside = random.choice(list(self.charts)), random.choice(list(self.charts))
        document = renewed(random, self.charts[name][1])
        try:
            chart = read_chart(document)
        except AssertionError:
            return
        asked = {beside: self.charts[beside][0]} | {name: chart}
        self.carry_out({**self.charts, name: (chart, document)}, lambda: og.plan(self.store(), list(asked.values())))

    @precondition(lambda self: self.charts)
    @rule(seed=SEEDS)
    def withdraw(self, seed: int) -> None:
        name = Random(seed).choice(list(self.charts))
        left = {other: held for other, held in self.charts.items() if other != name}
        self.carry_out(left, lambda: og.withdraw(self.store(), name))

    @precondition(lambda self: self.former)
    @rule(seed=SEEDS)
    def restore(self, seed: int) -> None:
        """What a chart was before it was last replaced or withdrawn."""
        name = Random(seed).choice(list(self.former))
        held = self.former[name]
        self.carry_out({**self.charts, name: held}, lambda: og.plan(self.store(), held[0]))


def told(plan: Plan) -> object:
    """All that a plan says; ways in which one circle is told are one."""
    said = plan.to_dict()
    return [{key: value for key, value in said.items() if key != "revision"}, plan_text(plan, details=True), plan.held_before, plan.removals]
