"""Changes as they are read: without the lines of a file that have only shifted, those of staff apart, equal ones together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from oversight_graph.messages import Message, message
from oversight_graph.planning.link_changes import Change, Move
from oversight_graph.planning.plan_entries import EntryMessages, value_messages
from oversight_graph.planning.plan_words import role_word

ALIKE = 4
"""So many equal changes stand in one line."""
_NAMED = 3  # of the bodies in such a line
Row = TypeVar("Row")


@dataclass
class ReadChanges:
    """Changes of nodes or of links.

    Attributes
    ----------
    staff
        Those that change a number of posts, whatever else they change.
    others
        All others that change what the chart says.
    cited_elsewhere
        Those of which only the place in the file has changed, as row 7 → row 6 of the same source.
    """

    staff: list[Change] = field(default_factory=list)
    others: list[Change] = field(default_factory=list)
    cited_elsewhere: list[Change] = field(default_factory=list)


def read_changes(changes: Iterable[Change]) -> ReadChanges:
    """Tell changes apart. A source that is only cited at another place of its file is none of the values that a change keeps.

    Parameters
    ----------
    changes
        As the plan holds them.

    Returns
    -------
    Each change in one of three lists. Cost: linear in the values.
    """
    told = ReadChanges()
    for change in changes:
        values = {key: pair for key, pair in change.values.items() if key != "sources" or not _same_sources(*pair)}
        if not values:
            told.cited_elsewhere.append(change)
        elif any(key.startswith("staff_") for key in values):
            told.staff.append(replace(change, values=values))
        else:
            told.others.append(replace(change, values=values))
    return told


def _same_sources(before: Sequence[str] | None, after: Sequence[str] | None) -> bool:
    """Whether two lists cite the same sources, behind whose id the place in the file stands (domain §1)."""
    return {one.partition(" ")[0] for one in before or ()} == {one.partition(" ")[0] for one in after or ()}


def grouped(rows: Iterable[Row], key: Callable[[Row], Hashable], every: bool = False) -> list[tuple[Row, ...]]:
    """Put equal rows together.

    Parameters
    ----------
    rows
        In their order.
    key
        What is equal of rows that are alike.
    every
        Each row by itself, however many are alike.

    Returns
    -------
    Groups in the order of their first rows: of several rows where at least `ALIKE` are equal, else of one.
    """
    by_key: dict[Hashable, list[Row]] = {}
    for number, row in enumerate(rows):
        alike: Hashable = number if every else key(row)
        by_key.setdefault(alike, []).append(row)
    groups: list[tuple[Row, ...]] = []
    for equal in by_key.values():
        if len(equal) >= ALIKE:
            groups.append(tuple(equal))
        else:
            groups.extend((row,) for row in equal)
    return groups


class GroupMessages(EntryMessages):
    """A line for a group of equal changes; for a group of one its entry."""

    def node_changes(self, group: tuple[Change, ...]) -> Message:
        """Describe bodies that change alike.

        Parameters
        ----------
        group
            Changes with equal values.

        Returns
        -------
        How many, what changes, the first of them.
        """
        if len(group) == 1:
            return self.node_change(group[0])
        named = [self._name(change.id) for change in group[:_NAMED]]
        return message("planning.changed_alike", number=len(group), values=value_messages(group[0].values), which=named)

    def link_changes(self, group: tuple[Change, ...]) -> Message:
        """Describe links that change alike.

        Parameters
        ----------
        group
            Changes with equal values.

        Returns
        -------
        How many, what changes, the first of them.
        """
        if len(group) == 1:
            return self.link_change(group[0])
        links = [self.link(self._plan.after.links[change.id]) for change in group[:_NAMED]]
        return message("planning.changed_alike", number=len(group), values=value_messages(group[0].values, of_link=True), which=links)

    def moves(self, group: tuple[Move, ...]) -> Message:
        """Describe bodies that have moved from the same to the same.

        Parameters
        ----------
        group
            Moves with equal role and ends.

        Returns
        -------
        How many, from whom to whom, the first of them.
        """
        if len(group) == 1:
            return self.move(group[0])
        move, named = group[0], [self._name(one.id) for one in group[:_NAMED]]
        before, after = [self._name(body) for body in move.before], [self._name(body) for body in move.after]
        return message("planning.moved_alike", number=len(group), role=role_word(move.role), before=before, after=after, which=named)

    def cited_elsewhere(self, of_node: bool, change: Change) -> Message:
        """Describe an entry whose place in its file has changed.

        Parameters
        ----------
        of_node
            Whether it is a body; else a link.
        change
            Its sources.

        Returns
        -------
        The entry with its old and its new sources.
        """
        return self.node_change(change) if of_node else self.link_change(change)


def values_of(change: Change) -> Hashable:
    """What is equal of changes that are alike.

    Parameters
    ----------
    change
        Of a node or a link.

    Returns
    -------
    Its values, lists too, as they are written.
    """
    return repr(sorted(change.values.items(), key=lambda item: item[0]))
