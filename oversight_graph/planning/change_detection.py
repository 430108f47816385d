"""Bodies of a new version that the old one knew as others: renamed, joined, split; surely, or perhaps.

Nothing of this changes the graph. What is sure rests on what the charts write: SUCCEEDS, a name or an alias in common, or the
same number, host or township by the grammar of names where no other body fits. All else is `perhaps`, with its evidence.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from oversight_graph.model.areas import canonical
from oversight_graph.resolution.graph_rows import GraphRow, LinkRow
from oversight_graph.resolution.resolve import Resolved

What = Literal["renamed", "joined", "split", "reorganised"]


@dataclass(frozen=True)
class Match:
    """What has become of some bodies: `before` as the old graph has them, `after` as the new one does.

    `gone`: ids of those before that the new graph doesn't hold; `new`: ids of those after that the old one didn't.
    """

    what: What
    sure: bool
    before: tuple[GraphRow, ...]
    after: tuple[GraphRow, ...]
    why: tuple[str, ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True)
class ReusedId:
    """An id that stood for one body and now has the name of another, while the first one's name stands at another id."""

    id: str
    before: str
    after: str
    elsewhere: str


@dataclass(frozen=True)
class Candidate:
    """A reason why the body `old` has become the body `new`. `sure`: whether it suffices for one to one, for several to one, and for one to several."""

    old: str
    new: str
    why: str
    sure: tuple[bool, bool, bool] = (False, False, False)


@dataclass
class ChangeDetection:
    """What is known of the kinship of two graphs. `kept`: old id → new id of each body that stays."""

    old: Resolved
    new: Resolved
    kept: Mapping[str, str]
    gone: dict[str, GraphRow]
    came: dict[str, GraphRow]
    perhaps: list[Match] = field(default_factory=list)
    reused: list[ReusedId] = field(default_factory=list)
    area_names: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.was: dict[str, str] = {}
        for old, new in self.kept.items():
            self.was.setdefault(new, old)  # the first of several that have merged
        self._sure: dict[tuple[str, ...], Match] = {}
        self.became: dict[str, list[str]] = {}
        self.came_from: dict[str, list[str]] = {}

    def now(self, name: str) -> list[str]:
        """The ids that an old body has in the new graph, for sure: none where it is gone."""
        known = self.became.get(name, [])
        kept = self.kept.get(name)
        return known if kept is None else [kept, *(one for one in known if one != kept)]

    @property
    def sure(self) -> list[Match]:
        return list(self._sure.values())

    @functools.cached_property
    def _places(self) -> dict[str, int]:
        return {name: position for position, name in enumerate(self.old.nodes)}

    def open(self) -> dict[str, GraphRow]:
        """The bodies that something may have become: those that came, and those that are known to have come from others."""
        return {**self.came, **{name: self.new.nodes[name] for name in self.came_from}}

    def take(self, ties: Iterable[Candidate]) -> None:
        """Note what some ties say together; what they explain is out of what further ties can explain."""
        for group in _knots(ties):
            kin = self._kin(group)
            if kin is None:
                continue
            news = tuple(row["id"] for row in kin.after)
            if not kin.sure:
                self.perhaps.append(kin)
            else:
                earlier = [self._sure.pop((name,)) for name in news if (name,) in self._sure]  # this one tells it with more
                self._sure[news] = replace(kin, why=tuple(dict.fromkeys(why for one in (*earlier, kin) for why in one.why)))
            for name in kin.gone:
                self.gone.pop(name, None)
            for name in kin.new:
                self.came.pop(name, None)
            if kin.sure:
                for start, end in dict.fromkeys((tie.old, tie.new) for tie in group):
                    self.became.setdefault(start, []).append(end)
                    self.came_from.setdefault(end, []).append(start)

    def _kin(self, ties: Sequence[Candidate]) -> Match | None:
        news = list(dict.fromkeys(tie.new for tie in ties))
        held = dict.fromkeys(tie.old for tie in ties)
        for name in news:  # into a body that was there before, or whose forerunners are known
            for one in (*([self.was[name]] if name in self.was else []), *self.came_from.get(name, ())):
                held.setdefault(one)
        olds = sorted(held, key=self._places.__getitem__)
        if len(olds) == len(news) == 1 and olds[0] in self.kept and news[0] in self.was:
            return None  # the two stood side by side before, and still do
        what: What = "reorganised" if len(olds) > 1 and len(news) > 1 else "joined" if len(olds) > 1 else "split" if len(news) > 1 else "renamed"
        sure = what == "reorganised" and all(all(tie.sure) for tie in ties)
        if what != "reorganised":
            sure = all(tie.sure[("renamed", "joined", "split").index(what)] for tie in ties)
        return Match(
            what,
            sure,
            tuple(self.old.nodes[name] for name in olds),
            tuple(self.new.nodes[name] for name in news),
            tuple(dict.fromkeys(tie.why for tie in ties)),
            tuple(name for name in olds if name not in self.kept),
            tuple(name for name in news if name not in self.was),
        )


def _knots(ties: Iterable[Candidate]) -> Iterator[list[Candidate]]:
    """Ties that have an end in common belong together. In the order of the ties."""
    up: dict[tuple[str, str], tuple[str, str]] = {}

    def root(end: tuple[str, str]) -> tuple[str, str]:
        while (above := up.setdefault(end, end)) != end:
            up[end] = end = up.setdefault(above, above)
        return end

    held = list(dict.fromkeys(ties))
    for tie in held:
        up[root(("new", tie.new))] = root(("old", tie.old))
    knots: dict[tuple[str, str], list[Candidate]] = {}
    for tie in held:
        knots.setdefault(root(("old", tie.old)), []).append(tie)
    yield from knots.values()


def detect_changes(old: Resolved, new: Resolved, kept: Mapping[str, str], removed: Sequence[GraphRow], added: Sequence[GraphRow]) -> ChangeDetection:
    """The kin among what two graphs hold. `kept`: old id → new id. Cost: linear in the nodes, and in the links where some are gone."""
    from oversight_graph.planning import match_rules

    found = ChangeDetection(old, new, kept, {row["id"]: row for row in removed}, {row["id"]: row for row in added})
    for header in {id(row.header): row.header for one in (old, new) for row in one.nodes.values() if isinstance(row, GraphRow)}.values():
        for area in header.areas:
            if area.zh:
                found.area_names.setdefault(canonical(area.code), []).append(area.zh)
    found.reused = list(match_rules.reused(found))
    if found.gone:
        found.take(match_rules.named(found))
    if added and old.nodes:
        found.take(list(match_rules.said(found)))
    for further in (match_rules.parts, match_rules.words, match_rules.links):
        if found.gone:
            found.take(list(further(found)))
    return found


def links_of(resolved: Resolved, names: Mapping[str, GraphRow]) -> dict[str, list[LinkRow]]:
    """The links of some bodies."""
    found: dict[str, list[LinkRow]] = {name: [] for name in names}
    for row in resolved.links.values():
        assert isinstance(row, LinkRow)
        for end in (row.start, row.end):
            if end in found:
                found[end].append(row)
    return found
