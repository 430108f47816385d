"""A plan: what loading or withdrawing charts does to a store, shown before it is done, then done whole or not at all."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, TypeVar

from oversight_graph.chart.chart import Chart
from oversight_graph.errors import ChartError, NothingThere, PlanRefused, nearest
from oversight_graph.messages import Message, message
from oversight_graph.planning.change_detection import detect_changes
from oversight_graph.planning.differences import Differences, differences
from oversight_graph.planning.kept_bodies import Kept
from oversight_graph.planning.link_changes import Change, link_changes
from oversight_graph.planning.matching import ChangeDetection
from oversight_graph.planning.plan_contents import PlanContents
from oversight_graph.planning.plan_json import plan_dict
from oversight_graph.planning.plan_text import plan_text
from oversight_graph.problems import errors
from oversight_graph.progress import Progress
from oversight_graph.resolution.by_id import LinksById, NodesById
from oversight_graph.resolution.graph_rows import GraphRow
from oversight_graph.resolution.resolve import Resolved, changed, resolve
from oversight_graph.store.protocol import LoadedChart, ResolvesParts
from oversight_graph.unused_memory import give_back

if TYPE_CHECKING:
    from oversight_graph.store.protocol import Store

MAX_REMOVALS = 20.0
"""Percent of what the charts held before that a load may remove without being told to."""


@dataclass
class Plan(PlanContents):
    """What will change, and `apply` to change it. Nothing has happened before that."""

    def apply(self, max_removals: float = MAX_REMOVALS, progress: Progress | None = None) -> None:
        """Do it, whole or not at all. Withdrawing isn't limited. Where nothing changes, a store of an earlier version is written anew as it is.

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
            Where the store has changed since the plan was planned.
        StoreError
            Where it can't be written.
        """
        if self.applied:
            raise PlanRefused(message("planning.applied_already"))
        if self.replaced_charts and self.removals > max_removals:
            raise PlanRefused(self.refusal(max_removals))
        if not self.empty:
            self.store.write(self.revision, self.loaded, self.before, self.after, progress)
        elif self.store.outdated():
            graph = resolve([loaded.chart for loaded in self.loaded])
            self.store.write(self.revision, self.loaded, graph, graph, progress)
        else:
            self.store.tidy()
        self.applied = True

    def refusal(self, max_removals: float) -> Message:
        """Say why more removals than allowed are refused, and what to do.

        Parameters
        ----------
        max_removals
            Percent of what the replaced charts held that may go.

        Returns
        -------
        A message that names the percentage which would do.
        """
        values = {
            "gone": self.gone,
            "held": self.held_before,
            "charts": self.charts,
            "percent": f"{self.removals:.0f}",
            "allowed": f"{max_removals:g}",
            "enough": f"{-(-self.removals // 1):.0f}",
        }
        unsure = sum(len(match.gone) for match in self.perhaps)
        if unsure:
            return message("planning.too_many_removals_perhaps_renamed", unsure=unsure, **values)
        return message("planning.too_many_removals", **values)

    def to_dict(self) -> dict[str, Any]:
        """The whole plan as plain values, ready for JSON: every entry with all that it holds."""
        return plan_dict(self)

    def __str__(self) -> str:
        return plan_text(self)

    def _repr_html_(self) -> str:
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
        What would be added, changed, removed, merged; `apply` does it. Cost: linear in the charts that change and what they share with others, where the store
        can tell it (`ResolvesParts`); else in all charts of the store.

    Raises
    ------
    ChartError
        Where two charts have one id, or the charts contradict each other or what is loaded.
    StoreError
        Where the store can't be read.

    Examples
    --------
    >>> import tempfile, oversight_graph as og
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     store = og.open_store(Path(folder) / "city.lbug")
    ...     plan = og.plan(store, og.read(og.SHIPPED / "city-80.yaml"))
    ...     plan.apply()
    ...     plan.new_charts, og.plan(store, og.read(og.SHIPPED / "city-80.yaml")).empty
    (['city-80'], True)
    """
    new = [charts] if isinstance(charts, Chart) else list(charts)
    names = [chart.id for chart in new]
    for name in names:
        if names.count(name) > 1:
            files = [chart.file for chart in new if chart.id == name]
            raise ChartError(message("planning.chart_twice", chart=name, files=files))
    revision, before = store.loaded()
    by_id = {loaded.chart.id: loaded for loaded in before}
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    fresh = {chart.id: chart for chart in new if chart.id not in by_id or by_id[chart.id].chart != chart}
    after = [LoadedChart(fresh[loaded.chart.id], now) if loaded.chart.id in fresh else loaded for loaded in before]
    after += [LoadedChart(chart, now) for chart in new if chart.id in fresh and chart.id not in by_id]
    planned = compare(store, revision, tuple(names), before, after, bool(fresh))
    planned.new_charts = [name for name in names if name not in by_id]
    planned.replaced_charts = [name for name in names if name in fresh and name in by_id]
    return planned


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
    known = [loaded.chart.id for loaded in before]
    for name in names:
        if name not in known:
            near = message("planning.not_loaded", chart=name, near=nearest(name, known)) if known else message("planning.none_loaded", chart=name)
            raise NothingThere(near)
    planned = compare(store, revision, tuple(names), before, [loaded for loaded in before if loaded.chart.id not in names], False)
    planned.withdrawn_charts = names
    return planned


def compare(store: Store, revision: int, names: tuple[str, ...], before: list[LoadedChart], after: list[LoadedChart], fresh: bool) -> Plan:
    """Make the plan that leads from some charts to others.

    Parameters
    ----------
    store
        Where it will be applied; it isn't read here.
    revision
        That of the store when `before` was read.
    names
        Ids of the charts asked for.
    before
        All charts that the store holds, in the order of their loading.
    after
        All charts that it will hold, in this order.
    fresh
        Whether anything is loaded; where charts are only withdrawn, no body has become another.

    Returns
    -------
    The plan; which charts are new, replaced or withdrawn is for the caller to note. Cost: as for `plan`.

    Raises
    ------
    ChartError
        Where the charts of `after` have errors together that those of `before` haven't.
    """
    if [loaded.chart for loaded in before] == [loaded.chart for loaded in after]:
        return Plan(store, revision, names, after, Resolved())
    old, new = _resolved(store, revision, before, after)
    give_back()
    wrong = [problem for problem in new.problems if problem not in old.problems]
    if errors(wrong):
        raise ChartError(problems=tuple(wrong))
    planned = Plan(store, revision, names, after, new, old)
    planned.held_before = _held(store, old, names, before, after)
    found = differences(old, new, fresh)
    kept = Kept(old, new, found)
    _nodes(old, found, kept, planned)
    detected = ChangeDetection(old, new, kept, {}, {}, found.links)
    if fresh and not (found.nodes.come or found.links.come):  # else nothing has gone or differs that could have become something else
        detected = detect_changes(old, new, kept, planned.removed_nodes, planned.added_nodes, found.links)
    planned.matches, planned.perhaps, planned.reused = detected.sure, detected.perhaps, detected.reused
    explained = {name for match in detected.sure for name in (*match.gone, *match.new)}
    if explained:
        planned.removed_nodes = [row for row in planned.removed_nodes if row["id"] not in explained]
        planned.added_nodes = [row for row in planned.added_nodes if row["id"] not in explained]
    links = link_changes(found.links, new, detected.now, kept)
    planned.added_links, planned.changed_links, planned.removed_links = links.added, links.changed, links.removed
    planned.moved, planned.following = links.moved, links.following
    planned.merges = _only_in(new.merges, old.merges)
    planned.doubtful = _only_in(new.doubtful, old.doubtful)
    planned.waiting = _only_in(new.waiting, old.waiting)
    planned.conflicts = _only_in(new.conflicts, old.conflicts)
    planned.dated_apart = _only_in(new.dated_apart, old.dated_apart)
    planned.repeated_links = _only_in(new.repeated_links, old.repeated_links)
    return planned


def _resolved(store: Store, revision: int, before: Sequence[LoadedChart], after: Sequence[LoadedChart]) -> tuple[Resolved, Resolved]:
    """The graph as it is and as it will be; of a store that can tell it only what the change touches."""
    part = store.touched(revision, before, after) if isinstance(store, ResolvesParts) else None
    return part or (resolve([loaded.chart for loaded in before]), resolve([loaded.chart for loaded in after]))


def _held(store: Store, old: Resolved, names: Sequence[str], before: Sequence[LoadedChart], after: Sequence[LoadedChart]) -> int:
    """How many nodes and links of the graph as it is some charts hold."""
    known, stay = {loaded.chart.id for loaded in before}, {id(loaded) for loaded in after}
    if old.part_of is not None and any(loaded.chart.id in names and id(loaded) in stay for loaded in before):  # one that doesn't change isn't whole in the part
        assert isinstance(store, ResolvesParts)
        return store.held([name for name in names if name in known])
    return sum(part.held_by(names) for rows in (old.nodes, old.links) if isinstance(rows, NodesById | LinksById) for part in rows.parts)


T = TypeVar("T")


def _only_in(new: Sequence[T], old: Sequence[T]) -> list[T]:
    known = set(old)
    return [one for one in new if one not in known]


def _nodes(old: Resolved, found: Differences, kept: Kept, planned: Plan) -> None:
    added: list[GraphRow] = []
    for name, row in found.nodes.new.items():
        was = name if name in old.nodes else kept.before(row)
        if was is None:
            added.append(row)
        elif (same := old.nodes[was]) != row:
            planned.changed_nodes.append(Change(name, changed(same, row)))
    planned.added_nodes = found.nodes.with_come(added)
    planned.removed_nodes = found.nodes.with_gone([row for name, row in found.nodes.old.items() if kept.get(name) is None])
