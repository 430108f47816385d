"""What is known of the bodies of two graphs while one rule after another looks at them: candidates become matches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from oversight_graph.planning.differences import Differing
from oversight_graph.planning.kept_bodies import Kept
from oversight_graph.planning.matches import Candidate, Match, ReusedId, What
from oversight_graph.resolution.by_id import NodesById
from oversight_graph.resolution.graph_rows import GraphRow
from oversight_graph.resolution.link_rows import LinkRow
from oversight_graph.resolution.resolve import Resolved


@dataclass
class ChangeDetection:
    """Which bodies of two graphs are one, as far as it is known.

    Attributes
    ----------
    old, new
        The two graphs.
    kept
        Old id → new id of each body that both hold, and the way back.
    gone, came
        Bodies of the old and of the new graph that nothing explains yet, by id.
    links
        Links of both graphs that may differ: all that touch a body which goes or comes are among them.
    perhaps
        Matches that aren't sure.
    reused
        Ids that have changed hands.
    area_names
        Names of areas by their code, as the charts declare them.
    became, came_from
        Old id → new ids and new id → old ids of what is sure.
    """

    old: Resolved
    new: Resolved
    kept: Kept
    gone: dict[str, GraphRow]
    came: dict[str, GraphRow]
    links: Differing[LinkRow]
    perhaps: list[Match] = field(default_factory=list)
    reused: list[ReusedId] = field(default_factory=list)
    area_names: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._sure: dict[tuple[str, ...], Match] = {}
        self.became: dict[str, list[str]] = {}
        self.came_from: dict[str, list[str]] = {}

    def now(self, name: str) -> list[str]:
        """List the ids that an old body has in the new graph, for sure.

        Parameters
        ----------
        name
            Its id in the old graph.

        Returns
        -------
        None where it is gone; first the id under which it is kept.
        """
        known = self.became.get(name, [])
        kept = self.kept.get(name)
        return known if kept is None else [kept, *(name for name in known if name != kept)]

    @property
    def sure(self) -> list[Match]:
        """The matches that are sure, in the order in which they were found."""
        return list(self._sure.values())

    def open(self) -> dict[str, GraphRow]:
        """The bodies that something may have become: those that came, and those that are known to have come from others."""
        return {**self.came, **{name: self.new.nodes[name] for name in self.came_from}}

    def take(self, candidates: Iterable[Candidate]) -> None:
        """Note what some candidates say together; what they explain is out of what further ones can explain.

        Parameters
        ----------
        candidates
            Those with an end in common become one match. They are all read before anything is noted.
        """
        for group in _connected(candidates):
            match = self._match(group)
            if match is None:
                continue
            news = tuple(row["id"] for row in match.after)
            if not match.sure:
                self.perhaps.append(match)
            else:
                earlier = [self._sure.pop((name,)) for name in news if (name,) in self._sure]  # this one tells it with more
                self._sure[news] = replace(match, why=tuple(dict.fromkeys(why for told in (*earlier, match) for why in told.why)))
            for name in match.gone:
                self.gone.pop(name, None)
            for name in match.new:
                self.came.pop(name, None)
            if match.sure:
                for start, end in dict.fromkeys((candidate.old, candidate.new) for candidate in group):
                    self.became.setdefault(start, []).append(end)
                    self.came_from.setdefault(end, []).append(start)

    def _match(self, group: Sequence[Candidate]) -> Match | None:
        news = list(dict.fromkeys(candidate.new for candidate in group))
        held = dict.fromkeys(candidate.old for candidate in group)
        for name in news:  # into a body that was there before, or whose forerunners are known
            was = self.kept.was(name)
            for old in (*([] if was is None else [was]), *self.came_from.get(name, ())):
                held.setdefault(old)
        assert isinstance(self.old.nodes, NodesById)
        olds = sorted(held, key=self.old.nodes.place)
        if len(olds) == len(news) == 1 and self.kept.get(olds[0]) is not None and self.kept.was(news[0]) is not None:
            return None  # the two stood side by side before, and still do
        what: What = "reorganised" if len(olds) > 1 and len(news) > 1 else "joined" if len(olds) > 1 else "split" if len(news) > 1 else "renamed"
        sure = what == "reorganised" and all(all(candidate.sure) for candidate in group)
        if what != "reorganised":
            sure = all(candidate.sure[("renamed", "joined", "split").index(what)] for candidate in group)
        return Match(
            what,
            sure,
            tuple(self.old.nodes[name] for name in olds),
            tuple(self.new.nodes[name] for name in news),
            tuple(dict.fromkeys(candidate.why for candidate in group)),
            tuple(name for name in olds if self.kept.get(name) is None),
            tuple(name for name in news if self.kept.was(name) is None),
        )


def _connected(candidates: Iterable[Candidate]) -> Iterator[list[Candidate]]:
    """Candidates that have an end in common belong together. In the order of the candidates."""
    up: dict[tuple[str, str], tuple[str, str]] = {}

    def root(end: tuple[str, str]) -> tuple[str, str]:
        while (above := up.setdefault(end, end)) != end:
            up[end] = end = up.setdefault(above, above)
        return end

    held = list(dict.fromkeys(candidates))
    for candidate in held:
        up[root(("new", candidate.new))] = root(("old", candidate.old))
    groups: dict[tuple[str, str], list[Candidate]] = {}
    for candidate in held:
        groups.setdefault(root(("old", candidate.old)), []).append(candidate)
    yield from groups.values()


def links_of(links: Iterable[LinkRow], bodies: Iterable[str]) -> dict[str, list[LinkRow]]:
    """List the links of some bodies.

    Parameters
    ----------
    links
        All that may be theirs.
    bodies
        Ids.

    Returns
    -------
    The links at either end of each body, by its id; an empty list where there are none. Cost: linear in the links.
    """
    found: dict[str, list[LinkRow]] = {name: [] for name in bodies}
    for row in links:
        for end in (row.start, row.end):
            if end in found:
                found[end].append(row)
    return found
