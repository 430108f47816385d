"""What has become of the links: which follow a body that is renamed, read otherwise, or show that a body has moved to another."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from oversight_graph.model import LINKS, LinkKind, walks
from oversight_graph.planning.differences import Differing
from oversight_graph.planning.kept_bodies import Kept
from oversight_graph.resolution.graph_rows import GraphRow
from oversight_graph.resolution.link_ids import link_id
from oversight_graph.resolution.link_rows import LinkRow
from oversight_graph.resolution.resolve import Resolved, changed

NOT_COMPARED = ("id", "from", "to", "charts", "sources")
_ADDED_UP = ("charts", "sources", "evidence")
"""What may change of a link that stays the one that it is."""


@dataclass(frozen=True)
class Change:
    """An entry that stays and reads differently: attribute → (old, new)."""

    id: str
    values: dict[str, tuple[Any, Any]]


@dataclass(frozen=True)
class Move:
    """A body that stays and has another overseer, commission or superior.

    Attributes
    ----------
    id
        The body, as the new graph has it.
    role
        The form of supervision, else the kind of link.
    before, after
        Ids of the others, one of each for each link that went and came.
    removed, added
        These links: rows of the old and of the new graph.
    """

    id: str
    role: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    removed: tuple[GraphRow, ...] = ()
    added: tuple[GraphRow, ...] = ()


@dataclass
class LinkChanges:
    """The links of two graphs compared.

    Attributes
    ----------
    added, removed
        What nothing explains: rows of the new graph, rows of the old one.
    changed
        Links between the same bodies that read differently.
    following
        (Row of the old graph, row of the new one) of links that only follow a body's new id.
    moved
        Bodies that have another overseer, commission or superior.
    """

    added: Sequence[GraphRow] = ()
    changed: list[Change] = field(default_factory=list)
    removed: Sequence[GraphRow] = ()
    following: list[tuple[GraphRow, GraphRow]] = field(default_factory=list)
    moved: list[Move] = field(default_factory=list)


@dataclass
class _Unexplained:
    """The links that went and those that came while they are compared: each step takes out what it explains and notes it in `changes`."""

    gone: list[GraphRow]
    came: dict[str, GraphRow]
    changes: LinkChanges
    now: Callable[[str], Sequence[str]]

    def present_id(self, body: str) -> str:
        """The id that a body of the old graph has in the new one; its own where it has none, or several."""
        known = self.now(body)
        return known[0] if len(known) == 1 else body


def link_changes(links: Differing[LinkRow], new: Resolved, now: Callable[[str], Sequence[str]], kept: Kept) -> LinkChanges:
    """Compare the links of two graphs.

    Parameters
    ----------
    links
        Those of both graphs that may differ.
    new
        The graph as it will be.
    now
        Gives the ids that a body of the old graph has in the new one: none where it is gone, several where it was split.
    kept
        Which bodies both graphs hold.

    Returns
    -------
    Each link that differs, explained where it can be. Cost: linear in the links that may differ.
    """
    changes = LinkChanges()
    held: dict[str, GraphRow] = {}
    gone: list[GraphRow] = []
    for name, row in links.old.items():
        start, end = kept.get(row["from"]), kept.get(row["to"])
        if (start, end) != (row["from"], row["to"]) and start and end:
            name = link_id({**row, "from": start, "to": end})  # one of its ends is now known as another body's entry
        held[name] = row
        if name not in links.new and not (name != row["id"] and name in new.links):
            gone.append(row)
    came: dict[str, GraphRow] = {}
    for name, row in links.new.items():
        same = held.get(name)
        if same is None:
            came[name] = row
        elif any(row[key] != same[key] for key in _ADDED_UP):
            changes.changed.append(Change(name, {key: pair for key, pair in changed(same, row).items() if key in _ADDED_UP}))
    unexplained = _Unexplained(gone, came, changes, now)
    if unexplained.gone:
        _take_followers(unexplained, links, new, kept)
    if unexplained.gone and unexplained.came:
        _take_rewritten(unexplained)
        _take_moves(unexplained)
    changes.removed, changes.added = links.with_gone(unexplained.gone), links.with_come(list(unexplained.came.values()))
    return changes


def _take_followers(unexplained: _Unexplained, links: Differing[LinkRow], new: Resolved, kept: Kept) -> None:
    """Links that are the same once their ends bear their new ids. Where bodies were joined, several
    may follow into one, or into one that was there."""
    left, used = [], set()
    for row in unexplained.gone:
        starts, stops = unexplained.now(row["from"]) or [row["from"]], unexplained.now(row["to"]) or [row["to"]]
        if starts in ([row["from"]], [kept.get(row["from"])]) and stops in ([row["to"]], [kept.get(row["to"])]):
            left.append(row)  # the same bodies: it has been looked for
            continue
        names = []
        for start, end in itertools.product(starts, stops):
            name = link_id({**row, "from": start, "to": end})
            # what joins a body that wasn't there is among what differs: only between others need it be sought among all
            if name in links.new or (kept.was(start) is not None and kept.was(end) is not None and name in new.links):
                names.append(name)
        if not names:
            left.append(row)
        for name in names:
            unexplained.changes.following.append((row, new.links[name]))
            used.add(name)
    for name in used:
        unexplained.came.pop(name, None)
    unexplained.gone = left


def _take_rewritten(unexplained: _Unexplained) -> None:
    """One link between two bodies that says something else than the one that was there."""
    after: dict[tuple[str, str, str], list[str]] = {}
    for name, row in unexplained.came.items():
        after.setdefault((row["kind"], row["from"], row["to"]), []).append(name)
    before: dict[tuple[str, str, str], list[GraphRow]] = {}
    for row in unexplained.gone:
        before.setdefault((row["kind"], unexplained.present_id(row["from"]), unexplained.present_id(row["to"])), []).append(row)
    done: set[str] = set()
    for ends, rows in before.items():
        names = after.get(ends, ())
        if len(rows) == 1 and len(names) == 1:
            pairs = changed(rows[0], unexplained.came.pop(names[0]))
            unexplained.changes.changed.append(Change(names[0], {key: pair for key, pair in pairs.items() if key not in NOT_COMPARED}))
            done.add(rows[0]["id"])
    unexplained.gone = [row for row in unexplained.gone if row["id"] not in done]


def _take_moves(unexplained: _Unexplained) -> None:
    """A link to one overseer that went and one to another that came: paired off, those of one kind first; what is left over is left."""
    after: dict[tuple[str, str], list[GraphRow]] = {}
    for row in unexplained.came.values():
        if (role := _role(row)) is not None:
            after.setdefault((row[_end_that_stays(row)], role), []).append(row)
    before: dict[tuple[str, str], list[GraphRow]] = {}
    for row in unexplained.gone:
        if (role := _role(row)) is not None:
            before.setdefault((unexplained.present_id(row[_end_that_stays(row)]), role), []).append(row)
    done: set[str] = set()
    for (body, role), rows in before.items():
        pairs = _pairs(rows, after.get((body, role), []))
        if pairs:
            olds, news = zip(*pairs, strict=True)
            end = "from" if _end_that_stays(olds[0]) == "to" else "to"
            unexplained.changes.moved.append(Move(body, role, tuple(row[end] for row in olds), tuple(row[end] for row in news), olds, news))
            done.update(row["id"] for row in olds)
            for row in news:
                del unexplained.came[row["id"]]
    unexplained.gone = [row for row in unexplained.gone if row["id"] not in done]


def _pairs(olds: list[GraphRow], news: list[GraphRow]) -> list[tuple[GraphRow, GraphRow]]:
    free: dict[str, list[GraphRow]] = {}
    for row in reversed(news):
        free.setdefault(row["kind"], []).append(row)
    pairs, left = [], []
    for row in olds:
        if free.get(row["kind"]):
            pairs.append((row, free[row["kind"]].pop()))
        else:
            left.append(row)
    others = [row for rows in free.values() for row in reversed(rows)]
    return [*pairs, *zip(left, others, strict=False)]


def _role(row: GraphRow) -> str | None:
    kind = LINKS[_kind(row)]
    if moving_end(kind) is None:
        return None
    return row["form"] or kind.id if kind.id in walks.SUPERVISION.links("direct") else kind.id


def _end_that_stays(row: GraphRow) -> Literal["from", "to"]:
    end = moving_end(LINKS[_kind(row)])
    assert end is not None
    return end


def moving_end(kind: LinkKind) -> Literal["from", "to"] | None:
    """Name the end of a link that keeps what it is when the other end changes: the overseen, the dispatched, the part, the member.

    Parameters
    ----------
    kind
        The kind of the link.

    Returns
    -------
    None where a second link takes nothing's place: an inspection, a cooperation, a succession.
    """
    if kind.id in walks.SUPERVISION.links("own", "zone_part", "subordinate", "member"):
        return "from"
    return "to" if kind.id in walks.SUPERVISION.links("direct", "extended", "served", "dispatched", "led") else None


def _kind(row: GraphRow) -> str:
    assert isinstance(row, LinkRow)
    return row.entry.kind
