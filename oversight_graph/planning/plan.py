"""A plan: what loading or withdrawing charts does to a store, shown before it is done, then done whole or not at all."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from oversight_graph.chart.chart import Chart
from oversight_graph.chart.identity import Merge
from oversight_graph.chart.resolve import Conflict, Resolved, changed, resolve
from oversight_graph.chart.rows import Row, link_id
from oversight_graph.errors import ChartError, NothingThere, PlanRefused, nearest
from oversight_graph.problems import errors, paragraph
from oversight_graph.store.protocol import Loaded, Progress

if TYPE_CHECKING:
    from oversight_graph.store.protocol import Store

MAX_REMOVALS = 20.0
"""Percent of what the charts held before that a load may remove without being told to."""


@dataclass(frozen=True)
class Change:
    """An entry that stays and reads differently: attribute → (old, new)."""

    id: str
    values: dict[str, tuple[Any, Any]]


@dataclass
class Plan:
    """What will change, and `apply` to change it. Nothing has happened before that."""

    store: Store
    revision: int
    charts: tuple[str, ...]
    loaded: list[Loaded]
    after: Resolved
    before: Resolved = field(default_factory=Resolved)
    held_before: int = 0
    new_charts: list[str] = field(default_factory=list)
    replaced_charts: list[str] = field(default_factory=list)
    withdrawn_charts: list[str] = field(default_factory=list)
    added_nodes: list[Row] = field(default_factory=list)
    changed_nodes: list[Change] = field(default_factory=list)
    removed_nodes: list[Row] = field(default_factory=list)
    added_links: list[Row] = field(default_factory=list)
    changed_links: list[Change] = field(default_factory=list)
    removed_links: list[Row] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    doubtful: list[Merge] = field(default_factory=list)
    waiting: list[tuple[str, str]] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    repeated_links: list[tuple[str, str]] = field(default_factory=list)
    applied: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing to change."""
        return not (self.new_charts or self.replaced_charts or self.withdrawn_charts)

    @property
    def removals(self) -> float:
        """Percent of the nodes and links that the charts held before and that would go."""
        gone = len(self.removed_nodes) + len(self.removed_links)
        return 100.0 * gone / self.held_before if self.held_before else 0.0

    def apply(self, max_removals: float = MAX_REMOVALS, progress: Progress | None = None) -> None:
        """Do it, whole or not at all. `progress` is told how much is done, of how much.

        Raises PlanRefused where more than `max_removals` percent of what the replaced charts held would go, PlanStale where
        the store has changed since the plan was made, StoreError where it can't be written. Withdrawing isn't limited.
        """
        if self.applied:
            raise PlanRefused("This plan has been applied; make a new one.")
        if self.replaced_charts and self.removals > max_removals:
            gone = len(self.removed_nodes) + len(self.removed_links)
            raise PlanRefused(
                f"The new version would remove {gone} of the {self.held_before} nodes and links that {', '.join(self.charts)} held before "
                f"({self.removals:.0f} %, more than {max_removals:g} %). Is the file complete? If so, allow it: --max-removals {-(-self.removals // 1):.0f}."
            )
        if not self.empty:
            self.store.write(self.revision, self.loaded, self.before, self.after, progress)
        self.applied = True

    def __str__(self) -> str:
        from oversight_graph.planning.text import plan_text

        return plan_text(self)


def plan(store: Store, charts: Iterable[Chart] | Chart) -> Plan:
    """What loading `charts` would do to `store`.

    Raises ChartError where the charts contradict each other or what is loaded. Cost: linear in all charts of the store.
    """
    new = [charts] if isinstance(charts, Chart) else list(charts)
    names = [chart.id for chart in new]
    for name in names:
        if names.count(name) > 1:
            files = ", ".join(chart.file for chart in new if chart.id == name)
            raise ChartError(f"Two of the charts to load have the id `{name}` ({files}). Give each an id of its own, or load one of them.")
    revision, before = store.loaded()
    by_id = {one.chart.id: one for one in before}
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    fresh = {chart.id: chart for chart in new if chart.id not in by_id or by_id[chart.id].chart != chart}
    after = [Loaded(fresh[one.chart.id], now) if one.chart.id in fresh else one for one in before]
    after += [Loaded(chart, now) for chart in new if chart.id in fresh and chart.id not in by_id]
    made = _compare(store, revision, tuple(names), before, after)
    made.new_charts = [name for name in names if name not in by_id]
    made.replaced_charts = [name for name in names if name in fresh and name in by_id]
    return made


def withdraw(store: Store, charts: str | Sequence[str]) -> Plan:
    """What withdrawing charts would do to `store`. Raises NothingThere for one that isn't loaded."""
    names = [charts] if isinstance(charts, str) else list(charts)
    revision, before = store.loaded()
    known = [one.chart.id for one in before]
    for name in names:
        if name not in known:
            raise NothingThere(f"The chart `{name}` isn't loaded" + (f"; {nearest(name, known)}" if known else ": the store holds none."))
    made = _compare(store, revision, tuple(names), before, [one for one in before if one.chart.id not in names])
    made.withdrawn_charts = names
    return made


def _compare(store: Store, revision: int, names: tuple[str, ...], before: list[Loaded], after: list[Loaded]) -> Plan:
    if [one.chart for one in before] == [one.chart for one in after]:
        return Plan(store, revision, names, after, Resolved())
    old, new = resolve([one.chart for one in before]), resolve([one.chart for one in after])
    wrong = [problem for problem in new.problems if problem not in old.problems]
    if errors(wrong):
        raise ChartError(paragraph(wrong), tuple(wrong))
    made = Plan(store, revision, names, after, new, old)
    made.held_before = sum(any(name in row["charts"] for name in names) for rows in (old.nodes, old.links) for row in rows.values())
    moved = {name: new.body[kept[0]] for name, row in old.nodes.items() if (kept := [one for one in row["ids"] if one in new.body])}
    _nodes(old, new, moved, made)
    _links(old, new, moved, made)
    made.merges = [merge for merge in new.merges if merge not in old.merges]
    made.doubtful = [merge for merge in new.doubtful if merge not in old.doubtful]
    made.waiting = [pair for pair in new.waiting if pair not in old.waiting]
    made.conflicts = [conflict for conflict in new.conflicts if conflict not in old.conflicts]
    made.repeated_links = [pair for pair in new.repeated_links if pair not in old.repeated_links]
    return made


def _nodes(old: Resolved, new: Resolved, moved: dict[str, str], made: Plan) -> None:
    for name, row in new.nodes.items():
        same = old.nodes.get(name)
        if same is None:
            if not any(one in old.body for one in row["ids"]):
                made.added_nodes.append(row)
                continue
            same = old.nodes[next(old.body[one] for one in row["ids"] if one in old.body)]
        if same != row:
            made.changed_nodes.append(Change(name, changed(same, row)))
    made.removed_nodes = [row for name, row in old.nodes.items() if name not in moved]


def _links(old: Resolved, new: Resolved, moved: dict[str, str], made: Plan) -> None:
    kept: dict[str, Row] = {}
    for name, row in old.links.items():
        ends = {"from": moved.get(row["from"], row["from"]), "to": moved.get(row["to"], row["to"])}
        if ends["from"] != row["from"] or ends["to"] != row["to"]:
            name = link_id({**row, **ends})  # one of its ends is now known as another body's entry
        kept[name] = row
        if name not in new.links:
            made.removed_links.append(row)
    for name, row in new.links.items():
        if name not in kept:
            made.added_links.append(row)
        elif any(row[key] != kept[name][key] for key in ("charts", "sources")):
            made.changed_links.append(Change(name, {key: pair for key, pair in changed(kept[name], row).items() if key in ("charts", "sources")}))
