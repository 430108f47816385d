"""What a plan holds: everything that loading or withdrawing charts changes in a store, and what is recognised in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from oversight_graph.planning.link_changes import Change, Move
from oversight_graph.planning.matches import Match, ReusedId, What
from oversight_graph.resolution.graph_rows import GraphRow
from oversight_graph.resolution.identity import Merge
from oversight_graph.resolution.resolve import Conflict, DatedApart, Resolved
from oversight_graph.store.protocol import LoadedChart

if TYPE_CHECKING:
    from oversight_graph.store.protocol import Store


@dataclass
class PlanContents:
    """What will change.

    What is recognised as something that was there before (`matches`, `moved`, `following`) stands there alone, neither among what is added
    nor among what is removed. What is only `perhaps` recognised stands in both.

    Attributes
    ----------
    store
        Where the plan will be applied.
    revision
        That of the store when the plan was made.
    charts
        Ids of the charts asked for.
    loaded
        All charts that the store will hold, in the order of their loading.
    before, after
        The graph as it is and as it will be, of a large store the part that the plan touches (`Resolved.part_of`); both empty where nothing changes.
    held_before
        How many nodes and links of the graph before the charts asked for held.
    new_charts, replaced_charts, withdrawn_charts
        Ids; none in any of the three where nothing changes.
    added_nodes, removed_nodes, added_links, removed_links
        Rows of the graph that has them; where whole charts come or go, made when they are asked for.
    changed_nodes, changed_links
        What stays and reads differently.
    matches, perhaps
        Bodies that became others, for sure and only perhaps.
    reused
        Ids that have changed hands.
    moved
        Bodies that have another overseer, commission or superior.
    following
        (Row before, row after) of links that only follow a body's new id.
    merges, doubtful
        Entries that are one body from now on, and entries that could be and are left apart.
    apart, one_all_the_same
        Doubts that a table of aliases settles (doubts.py), and merges of what it calls different bodies.
    waiting
        (Id of an entry, id that its same_as names in a chart that isn't loaded).
    conflicts, dated_apart
        What charts say differently of one body: attributes, and dates.
    repeated_links
        (Id of a chart, link that it says twice).
    applied
        Whether `apply` was successful.
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
    added_nodes: Sequence[GraphRow] = ()
    changed_nodes: list[Change] = field(default_factory=list)
    removed_nodes: Sequence[GraphRow] = ()
    added_links: Sequence[GraphRow] = ()
    changed_links: list[Change] = field(default_factory=list)
    removed_links: Sequence[GraphRow] = ()
    matches: list[Match] = field(default_factory=list)
    perhaps: list[Match] = field(default_factory=list)
    reused: list[ReusedId] = field(default_factory=list)
    moved: list[Move] = field(default_factory=list)
    following: list[tuple[GraphRow, GraphRow]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    doubtful: list[Merge] = field(default_factory=list)
    apart: list[Merge] = field(default_factory=list)
    one_all_the_same: list[Merge] = field(default_factory=list)
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

    @property
    def reorganised(self) -> list[Match]:
        """Bodies of which several surely have become several."""
        return self._of("reorganised")

    def _of(self, what: What) -> list[Match]:
        return [match for match in self.matches if match.what == what]

    @property
    def gone(self) -> int:
        """Nodes and links that would go and are recognised in nothing that stays or comes: what counts as removed."""
        return len(self.removed_nodes) + len(self.removed_links)

    @property
    def removals(self) -> float:
        """Percent of the nodes and links that the charts held before and that would go. A body that surely was renamed, joined or split,
        a link that follows it or now leads to another body, isn't a removal; a body that only perhaps was is one."""
        return 100.0 * self.gone / self.held_before if self.held_before else 0.0
