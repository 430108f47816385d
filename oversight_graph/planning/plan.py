"""A plan: what loading or withdrawing charts does to a store, shown before it is done, then done whole or not at all."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from oversight_graph.chart.chart import Chart
from oversight_graph.errors import ChartError, NothingThere, PlanRefused, nearest
from oversight_graph.planning.change_detection import ChangeDetection, Match, ReusedId, What, detect_changes
from oversight_graph.planning.link_changes import Change, Move, link_changes
from oversight_graph.problems import errors
from oversight_graph.resolution.graph_rows import GraphRow
from oversight_graph.resolution.identity import Merge
from oversight_graph.resolution.resolve import Conflict, DatedApart, Resolved, changed, resolve
from oversight_graph.store.protocol import LoadedChart, Progress

if TYPE_CHECKING:
    from oversight_graph.store.protocol import Store

MAX_REMOVALS = 20.0
"""Percent of what the charts held before that a load may remove without being told to."""


@dataclass
class Plan:
    """What will change, and `apply` to change it. Nothing has happened before that.

    What is recognised as kin of something before (`kin`, `moved`, `following`) stands there alone, neither among what is added nor among
    what is removed. What is only `perhaps` kin stands in both.
    """

    store: Store
    revision: int
    charts: tuple[str, ...]
    loaded: list[LoadedChart]
    after: Resolved
    before: Resolved = field(default_factory=Resolved)
    held_before: int = 0
    new_charts: list[str] = field(default_factory=list)
    replaced_charts: list[str] = field(default_factory=list)
    withdrawn_charts: list[str] = field(default_factory=list)
    added_nodes: list[GraphRow] = field(default_factory=list)
    changed_nodes: list[Change] = field(default_factory=list)
    removed_nodes: list[GraphRow] = field(default_factory=list)
    added_links: list[GraphRow] = field(default_factory=list)
    changed_links: list[Change] = field(default_factory=list)
    removed_links: list[GraphRow] = field(default_factory=list)
    kin: list[Match] = field(default_factory=list)
    perhaps: list[Match] = field(default_factory=list)
    reused: list[ReusedId] = field(default_factory=list)
    moved: list[Move] = field(default_factory=list)
    following: list[tuple[GraphRow, GraphRow]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    doubtful: list[Merge] = field(default_factory=list)
    waiting: list[tuple[str, str]] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    dated_apart: list[DatedApart] = field(default_factory=list)
    repeated_links: list[tuple[str, str]] = field(default_factory=list)
    applied: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing to change."""
        return not (self.new_charts or self.replaced_charts or self.withdrawn_charts)

    @property
    def renamed(self) -> list[Match]:
        """Bodies that are known under another id, surely the same."""
        return self._of("renamed")

    @property
    def joined(self) -> list[Match]:
        """Bodies that surely have become one."""
        return self._of("joined")

    @property
    def split(self) -> list[Match]:
        """Bodies that surely have become several."""
        return self._of("split")

    def _of(self, what: What) -> list[Match]:
        return [kin for kin in self.kin if kin.what == what]

    @property
    def gone(self) -> int:
        """Nodes and links that would go and have no kin in what stays or comes: what counts as removed."""
        return len(self.removed_nodes) + len(self.removed_links)

    @property
    def removals(self) -> float:
        """Percent of the nodes and links that the charts held before and that would go. A body that surely was renamed, joined or split,
        a link that follows it or now leads to another body, isn't a removal; a body that only perhaps was is one."""
        return 100.0 * self.gone / self.held_before if self.held_before else 0.0

    def apply(self, max_removals: float = MAX_REMOVALS, progress: Progress | None = None) -> None:
        """Do it, whole or not at all. Withdrawing isn't limited.

        Parameters
        ----------
        max_removals : float
            Percent of what the replaced charts held that may go.
        progress : callable, optional
            Told how much is done, of how much.

        Raises
        ------
        PlanRefused
            Where more than `max_removals` percent would go, or the plan was applied before.
        PlanStale
            Where the store has changed since the plan was made.
        StoreError
            Where it can't be written.
        """
        if self.applied:
            raise PlanRefused("This plan has been applied; make a new one.")
        if self.replaced_charts and self.removals > max_removals:
            raise PlanRefused(self.refusal(max_removals))
        if self.empty:
            self.store.tidy()
        else:
            self.store.write(self.revision, self.loaded, self.before, self.after, progress)
        self.applied = True

    def refusal(self, max_removals: float) -> str:
        """Why more removals than allowed are refused, and what to do."""
        unsure = sum(len(kin.gone) for kin in self.perhaps)
        doubt = (
            f" {unsure} of them {'was' if unsure == 1 else 'were'} perhaps only renamed; the old name as an alias (--aliases) makes it sure." if unsure else ""
        )
        return (
            f"The new version would remove {self.gone} of the {self.held_before} nodes and links that {', '.join(self.charts)} held before "
            f"({self.removals:.0f} %, more than {max_removals:g} %).{doubt} Is the file complete? If so, allow it: --max-removals {-(-self.removals // 1):.0f}."
        )

    def to_dict(self) -> dict[str, Any]:
        """The whole plan as plain values, ready for JSON: every entry with all that it holds."""
        from oversight_graph.planning.plan_json import plan_dict

        return plan_dict(self)

    def __str__(self) -> str:
        from oversight_graph.planning.plan_text import plan_text

        return plan_text(self)

    def _repr_html_(self) -> str:
        from html import escape

        return f"<pre>{escape(str(self))}</pre>"


def plan(store: Store, charts: Iterable[Chart] | Chart) -> Plan:
    """What loading charts would do to a store; nothing happens before `apply`.

    Parameters
    ----------
    store : Store
        Where they would be loaded, as `open_store` gives it.
    charts : Chart or iterable of Chart
        As `read` gives them.

    Returns
    -------
    Plan
        What would be added, changed, removed, merged; `apply` does it. Cost: linear in all charts of the store.

    Raises
    ------
    ChartError
        Where the charts contradict each other or what is loaded.
    StoreError
        Where the store can't be read.

    Examples
    --------
    >>> import tempfile, oversight_graph as og
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     store = og.open_store(Path(folder) / "city.lbug")
    ...     made = og.plan(store, og.read(og.SHIPPED / "city-80.yaml"))
    ...     made.apply()
    ...     made.new_charts, og.plan(store, og.read(og.SHIPPED / "city-80.yaml")).empty
    (['city-80'], True)
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
    after = [LoadedChart(fresh[one.chart.id], now) if one.chart.id in fresh else one for one in before]
    after += [LoadedChart(chart, now) for chart in new if chart.id in fresh and chart.id not in by_id]
    made = compare(store, revision, tuple(names), before, after, bool(fresh))
    made.new_charts = [name for name in names if name not in by_id]
    made.replaced_charts = [name for name in names if name in fresh and name in by_id]
    return made


def withdraw(store: Store, charts: str | Sequence[str]) -> Plan:
    """What withdrawing charts would do to a store.

    Parameters
    ----------
    store : Store
        Where they are loaded.
    charts : str or sequence of str
        Their ids.

    Returns
    -------
    Plan
        `apply` does it.

    Raises
    ------
    NothingThere
        For a chart that isn't loaded.
    """
    names = [charts] if isinstance(charts, str) else list(charts)
    revision, before = store.loaded()
    known = [one.chart.id for one in before]
    for name in names:
        if name not in known:
            raise NothingThere(f"The chart `{name}` isn't loaded" + (f"; {nearest(name, known)}" if known else ": the store holds none."))
    made = compare(store, revision, tuple(names), before, [one for one in before if one.chart.id not in names], False)
    made.withdrawn_charts = names
    return made


def compare(store: Store, revision: int, names: tuple[str, ...], before: list[LoadedChart], after: list[LoadedChart], fresh: bool) -> Plan:
    """The plan from the charts `before` to those `after`. `fresh`: whether anything is loaded; what is withdrawn has become nothing else."""
    if [one.chart for one in before] == [one.chart for one in after]:
        return Plan(store, revision, names, after, Resolved())
    old, new = resolve([one.chart for one in before]), resolve([one.chart for one in after])
    wrong = [problem for problem in new.problems if problem not in old.problems]
    if errors(wrong):
        raise ChartError(problems=tuple(wrong))
    made = Plan(store, revision, names, after, new, old)
    made.held_before = sum(any(name in row["charts"] for name in names) for rows in (old.nodes, old.links) for row in rows.values())
    kept = {name: new.body[still[0]] for name, row in old.nodes.items() if (still := [one for one in row["ids"] if one in new.body])}
    _nodes(old, new, kept, made)
    kin = detect_changes(old, new, kept, made.removed_nodes, made.added_nodes) if fresh else ChangeDetection(old, new, kept, {}, {})
    made.kin, made.perhaps, made.reused = kin.sure, kin.perhaps, kin.reused
    explained = {name for one in kin.sure for name in (*one.gone, *one.new)}
    made.removed_nodes = [row for row in made.removed_nodes if row["id"] not in explained]
    made.added_nodes = [row for row in made.added_nodes if row["id"] not in explained]
    links = link_changes(old, new, kin.now, kept)
    made.added_links, made.changed_links, made.removed_links = links.added, links.changed, links.removed
    made.moved, made.following = links.moved, links.following
    made.merges = [merge for merge in new.merges if merge not in old.merges]
    made.doubtful = [merge for merge in new.doubtful if merge not in old.doubtful]
    made.waiting = [pair for pair in new.waiting if pair not in old.waiting]
    made.conflicts = [conflict for conflict in new.conflicts if conflict not in old.conflicts]
    made.dated_apart = [one for one in new.dated_apart if one not in old.dated_apart]
    made.repeated_links = [pair for pair in new.repeated_links if pair not in old.repeated_links]
    return made


def _nodes(old: Resolved, new: Resolved, kept: dict[str, str], made: Plan) -> None:
    for name, row in new.nodes.items():
        same = old.nodes.get(name)
        if same is None:
            if not any(one in old.body for one in row["ids"]):
                made.added_nodes.append(row)
                continue
            same = old.nodes[next(old.body[one] for one in row["ids"] if one in old.body)]
        if same != row:
            made.changed_nodes.append(Change(name, changed(same, row)))
    made.removed_nodes = [row for name, row in old.nodes.items() if name not in kept]
