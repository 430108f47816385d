"""A plan as headings and what stands under each, in no language yet: what a page, a terminal or a notebook makes its text of::

    for section in plan_sections(plan):
        draw(section.heading.text("zh"), section.total, section.counts)
        for entry in section.entries[:500]:
            draw(entry.text("zh"))

Before the sections stand the lines of `plan_head`. Where there is no section, the plan changes the charts and not the graph (`plan.empty`
tells whether it changes the charts); the message `planning.same_graph` says so. The entries are made when they are asked for, and hold the rows of the graph until
then; `section.shortened(20)` keeps the first ones as messages and nothing else, for who keeps a plan that is done.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar, overload

from oversight_graph.messages import Message, message
from oversight_graph.planning.link_changes import Change as EntryChange
from oversight_graph.planning.plan_contents import PlanContents
from oversight_graph.planning.plan_entries import EntryMessages
from oversight_graph.planning.plan_groups import GroupMessages, grouped, read_changes, values_of
from oversight_graph.planning.plan_words import Word, attribute_word, kind_word, role_word
from oversight_graph.resolution.graph_rows import GraphRow
from oversight_graph.resolution.parts import counts_by_kind

Change = Literal["add", "change", "remove", "recognise", "notice"]
"""What a section tells of: what comes, reads differently, goes; what is recognised in it; what somebody should look at."""
_LEADING = ("bodies_moved", "nodes_to_remove", "links_to_remove", "staff_to_change")
Row = TypeVar("Row")


class Entries(Sequence[Message], Generic[Row]):
    """A message for each row, made when it is asked for: a plan may hold a million of them."""

    def __init__(self, rows: Sequence[Row], as_message: Callable[[Row], Message]) -> None:
        self._rows, self._as_message = rows, as_message

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Message: ...

    @overload
    def __getitem__(self, at: slice) -> list[Message]: ...

    def __getitem__(self, at: int | slice) -> Message | list[Message]:
        return [self._as_message(row) for row in self._rows[at]] if isinstance(at, slice) else self._as_message(self._rows[at])


@dataclass(frozen=True)
class PlanSection:
    """A heading of a plan and what stands under it.

    Attributes
    ----------
    id
        Which section it is, the same in every language: `nodes_to_add`, `bodies_renamed` …, as in `messages/planning.py`.
    change
        What it tells of.
    heading
        Without the number.
    total
        How many entries there are.
    counts
        How many of each kind, where that is told: (word, number); a word has `.zh` and `.en`.
    entries
        A message each, of all of them (`shortened`: of the first); one for several that are alike.
    sizes
        How many each entry tells of; empty where each tells of one.
    folded
        Whether the heading says enough, and the entries are for who asks for all.
    """

    id: str
    change: Change
    heading: Message
    total: int
    counts: tuple[tuple[Word, int], ...]
    entries: Sequence[Message]
    sizes: Sequence[int] = ()
    folded: bool = False

    @property
    def leads(self) -> bool:
        """Whether it is read before all others: who has moved, what goes, how staff changes."""
        return self.id in _LEADING

    def left(self, shown: int) -> int:
        """How many the first entries don't tell of.

        Parameters
        ----------
        shown
            So many entries are shown, or all where there are fewer.

        Returns
        -------
        A number of nodes, links or whatever the section counts.
        """
        shown = min(shown, len(self.entries))
        return self.total - (sum(self.sizes[:shown]) if self.sizes else shown)

    def shortened(self, limit: int) -> PlanSection:
        """The section with its first entries only, and nothing of the graph.

        Parameters
        ----------
        limit
            How many entries it keeps; `total` stays.

        Returns
        -------
        A section whose entries are made already.
        """
        return dataclasses.replace(self, entries=tuple(self.entries[:limit]), sizes=tuple(self.sizes[:limit]))

    @property
    def title(self) -> Message:
        """The heading with its numbers, as `3 nodes to add (2 Unit, 1 Room)`."""
        if not self.counts:
            return message("planning.section", total=self.total, heading=self.heading)
        counts = [message("planning.count", number=number, what=word) for word, number in self.counts]
        return message("planning.section_counted", total=self.total, heading=self.heading, counts=counts)


def plan_head(plan: PlanContents) -> list[Message]:
    """Which charts are new, replaced or withdrawn, a line each; of a plan that changes nothing, a line that says so.

    Parameters
    ----------
    plan
        What is shown.

    Returns
    -------
    One to three lines.
    """
    if plan.empty:
        return [message("planning.nothing", charts=plan.charts, number=len(plan.charts))]
    lines = (
        (plan.new_charts, message("planning.new_charts", charts=plan.new_charts)),
        (plan.replaced_charts, message("planning.replaced_charts", charts=plan.replaced_charts)),
        (plan.withdrawn_charts, message("planning.withdrawn_charts", charts=plan.withdrawn_charts)),
    )
    return [line for charts, line in lines if charts]


def plan_sections(plan: PlanContents, every: bool = False) -> list[PlanSection]:
    """What changes and what is to be said of it, in the order in which it is read: moves, removals and changes of staff first, what has only moved in its file last.

    Parameters
    ----------
    plan
        What is shown. Cost: linear in its rows, for the counts; entries cost when they are read.
    every
        Equal changes each by itself.

    Returns
    -------
    The sections that have entries; none where the graph stays as it is.
    """
    messages_of = GroupMessages(plan)
    nodes, links = read_changes(plan.changed_nodes), read_changes(plan.changed_links)
    sections = (
        *_leading(plan, messages_of, nodes.staff, every),
        *_of_matches(plan, messages_of),
        *_of_nodes(plan, messages_of, nodes.others, every),
        *_of_links(plan, messages_of, [*links.staff, *links.others], every),
        *_of_identity(plan, messages_of),
        _cited_elsewhere(messages_of, nodes.cited_elsewhere, links.cited_elsewhere),
    )
    return [section for section in sections if section.total]


def _section(
    change: Change, heading: Message, rows: Sequence[Row], as_message: Callable[[Row], Message], counts: Iterable[tuple[Word, int]] = ()
) -> PlanSection:
    return PlanSection(heading.code.partition(".")[2], change, heading, len(rows), tuple(counts), Entries(rows, as_message))


def _grouped(
    change: Change,
    heading: Message,
    groups: Sequence[tuple[Row, ...]],
    as_message: Callable[[tuple[Row, ...]], Message],
    counts: Iterable[tuple[Word, int]] = (),
) -> PlanSection:
    section = _section(change, heading, groups, as_message, counts)
    sizes = [len(group) for group in groups]
    return dataclasses.replace(section, total=sum(sizes), sizes=sizes)


def _leading(plan: PlanContents, messages_of: GroupMessages, staff: Sequence[EntryChange], every: bool) -> tuple[PlanSection, ...]:
    roles = [(role_word(role), number) for role, number in Counter(move.role for move in plan.moved).items()]
    moves = grouped(plan.moved, lambda move: (move.role, move.before, move.after), every)
    return (
        _grouped("recognise", message("planning.bodies_moved"), moves, messages_of.moves, roles),
        _section("remove", message("planning.nodes_to_remove"), plan.removed_nodes, messages_of.node, _by_kind(plan.removed_nodes)),
        _section("remove", message("planning.links_to_remove"), plan.removed_links, messages_of.link, _by_kind(plan.removed_links)),
        _grouped("change", message("planning.staff_to_change"), grouped(staff, values_of, every), messages_of.node_changes),
    )


def _of_nodes(plan: PlanContents, messages_of: GroupMessages, others: Sequence[EntryChange], every: bool) -> tuple[PlanSection, ...]:
    keys = Counter(key for change in others for key in change.values)
    changes = [(attribute_word(key), number) for key, number in keys.items()]
    return (
        _section("add", message("planning.nodes_to_add"), plan.added_nodes, messages_of.node, _by_kind(plan.added_nodes)),
        _grouped("change", message("planning.nodes_to_change"), grouped(others, values_of, every), messages_of.node_changes, changes),
    )


def _of_matches(plan: PlanContents, messages_of: EntryMessages) -> tuple[PlanSection, ...]:
    return (
        _section("recognise", message("planning.bodies_renamed"), plan.renamed, messages_of.match),
        _section("recognise", message("planning.bodies_joined"), plan.joined, messages_of.match),
        _section("recognise", message("planning.bodies_split"), plan.split, messages_of.match),
        _section("recognise", message("planning.bodies_reorganised"), plan.reorganised, messages_of.match),
        _section("notice", message("planning.bodies_perhaps"), plan.perhaps, messages_of.perhaps),
        _section("notice", message("planning.reused_ids"), plan.reused, messages_of.reused_id),
    )


def _of_links(plan: PlanContents, messages_of: GroupMessages, changes: Sequence[EntryChange], every: bool) -> tuple[PlanSection, ...]:
    following = _by_kind(after for _, after in plan.following)
    return (
        _section("add", message("planning.links_to_add"), plan.added_links, messages_of.link, _by_kind(plan.added_links)),
        _grouped("change", message("planning.links_to_change"), grouped(changes, values_of, every), messages_of.link_changes),
        _section("recognise", message("planning.links_following"), plan.following, messages_of.link_following, following),
    )


def _of_identity(plan: PlanContents, messages_of: EntryMessages) -> tuple[PlanSection, ...]:
    return (
        _section("recognise", message("planning.merges"), plan.merges, messages_of.merge),
        _section("notice", message("planning.doubtful"), plan.doubtful, messages_of.doubt),
        _section("notice", message("planning.one_all_the_same"), plan.one_all_the_same, messages_of.merge),
        dataclasses.replace(_section("recognise", message("planning.decided_apart"), plan.apart, messages_of.doubt), folded=True),
        _section("notice", message("planning.waiting"), plan.waiting, messages_of.waits),
        _section("notice", message("planning.contradictions"), plan.conflicts, messages_of.contradiction),
        _section("notice", message("planning.dated_apart"), plan.dated_apart, messages_of.dated_apart),
        _section("notice", message("planning.repeated_links"), plan.repeated_links, messages_of.repeated_link),
    )


def _cited_elsewhere(messages_of: GroupMessages, nodes: Sequence[EntryChange], links: Sequence[EntryChange]) -> PlanSection:
    """What reads as before and stands elsewhere in its file: one line."""
    rows = [*((True, change) for change in nodes), *((False, change) for change in links)]
    section = _section("change", message("planning.cited_elsewhere"), rows, lambda row: messages_of.cited_elsewhere(*row))
    return dataclasses.replace(section, folded=True)


def _by_kind(rows: Iterable[GraphRow]) -> list[tuple[Word, int]]:
    return [(kind_word(kind), number) for kind, number in counts_by_kind(rows).items()]
