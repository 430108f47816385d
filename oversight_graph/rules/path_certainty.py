"""Whether a path exists for certain, and under which condition it does where it is only possible (domain §3a, §5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from oversight_graph.graph.graph import Graph
from oversight_graph.messages import Language, Message, message
from oversight_graph.model.sets import SHARES
from oversight_graph.rules.divisions import Divisions, divisions
from oversight_graph.rules.path_hops import Hop
from oversight_graph.rules.set_crossings import EVERY, POSSIBLE, SOME, known_behind


def joined(lang: Language | None = None) -> dict[str, str]:
    """How conditions stand together: what comes before the first, and between two of them.

    Parameters
    ----------
    lang
        `zh` or `en`; None for the language spoken here.

    Returns
    -------
    `if` and `and`.
    """
    begin, between, _ = message("rules.conditions", conditions=["|", "|"]).text(lang).split("|")
    return {"if": begin, "and": between}


TEXTS = ("belongs", "both_belong", "both_in_the_same", "has_belonging", "in_the_same", "members", "members_of_number", "one_of_members")
"""What conditions are put together of, in the messages of this room; the Cypher and the page of a map fill these themselves."""


@dataclass(frozen=True)
class Certainty:
    """Of some paths: the conditions under which each exists, to be joined by `and`, none where it is certain; and what is to be said of
    divisions at which one is only possible, though their holders together have all."""

    conditions: list[list[Message]]
    held_together: list[Message]


def certainty(graph: Graph, paths: Sequence[Sequence[Hop]], name: Callable[[int], str]) -> Certainty:
    """Under which conditions paths exist: one for each set at which certainty is lost.

    Parameters
    ----------
    graph
        What is asked about.
    paths
        The hops of each, from one end to the other.
    name
        Gives the name of a body by its position.

    Returns
    -------
    In messages. Cost: linear in the hops, and in the `part` links where a path meets a set.
    """
    if not any(graph.population[hop.origin] or graph.population[hop.end] for path in paths for hop in path):
        return Certainty([[] for _ in paths], [])
    held = divisions(graph)
    lost = [list(_losses(graph, held, path)) for path in paths]
    words = [_Words(graph, path, name) for path in paths]
    shared = dict.fromkeys(path[hop].link for path, losses in zip(paths, lost, strict=True) for hop, _ in losses)
    divided = {int(held.division[link]): link for link in shared if held.whole[link] and not held.alone[link]}
    return Certainty(
        [of.conditions(losses) for of, losses in zip(words, lost, strict=True)],
        [_held_together(graph, held, link, name) for link in divided.values()],
    )


def _held_together(graph: Graph, held: Divisions, link: int, name: Callable[[int], str]) -> Message:
    holders = np.unique(graph.source[held.division == held.division[link]])
    return message("rules.held_together", holders=[name(int(one)) for one in holders], members=_members(graph, int(graph.target[link]), name))


def _losses(graph: Graph, held: Divisions, path: Sequence[Hop]) -> Iterator[tuple[int, bool]]:
    """The hops of a path at which certainty is lost: in going over them, or in coming by them, at its end, to some members of a set only."""
    of_many = graph.population
    known = SOME if path and of_many[path[0].origin] else EVERY
    for place, hop in enumerate(path):
        backward = bool(graph.source[hop.link] != hop.origin)
        known = int(known_behind(graph, held.alone, np.array([hop.link]), backward, np.array([known]))[0])
        if known == POSSIBLE:  # given the condition it goes on
            yield place, False
            known = SOME if of_many[hop.end] else EVERY
        elif known == SOME and place == len(path) - 1:
            yield place, True


class _Words:
    """The conditions of a path in words. A link that says `part` or `one` gives each member of its one end exactly one member of its other:
    it belongs to that one. Such a hop leads `upwards`, to that to which something belongs, or downwards, to that which belongs there."""

    def __init__(self, graph: Graph, path: Sequence[Hop], name: Callable[[int], str]) -> None:
        self.graph, self.path, self.name = graph, path, name

    def conditions(self, losses: Sequence[tuple[int, bool]]) -> list[Message]:
        """Those under which the path exists that loses certainty at some hops."""
        found = [self._condition(place, at_end) for place, at_end in losses]
        if len(found) > 1 and found[0].code == "rules.belongs" and found[0] == found[-1]:  # of two members of one set, at both ends
            found = [message("rules.both_belong", **found[0].values), *found[1:-1]]
        return found

    def _condition(self, place: int, at_end: bool) -> Message:
        hop = self.path[place]
        if not self._upwards(place) and place and self._upwards(place - 1) and self.graph.population[hop.origin]:
            return self._same(self.path[place - 1].origin, hop.origin, hop.end)
        here, there = (hop.end, hop.origin) if at_end else (hop.origin, hop.end)  # the end of a path is as the start of the path back
        members, body = self._all(here), self._one(there)
        if self._upwards(place) != at_end:
            return message("rules.belongs", members=members, body=body)
        return message("rules.has_belonging", members=members, body=body)

    def _same(self, a: int, at: int, b: int) -> Message:
        if len(self.path) == 2:
            return message("rules.both_in_the_same", members=self._all(at))
        return message("rules.in_the_same", a=self._one(a), b=self._one(b), members=self._all(at))

    def _upwards(self, place: int) -> bool:
        hop = self.path[place]
        backward = self.graph.source[hop.link] != hop.origin
        share = SHARES.ids[self.graph.share[hop.link]]
        return bool((share == "part" and backward) or (share == "one" and not backward))

    def _all(self, body: int) -> Message:
        return _members(self.graph, body, self.name)

    def _one(self, body: int) -> Message | str:
        return message("rules.one_of_members", members=self._all(body)) if self.graph.population[body] else self.name(body)


def _members(graph: Graph, body: int, name: Callable[[int], str]) -> Message:
    if graph.uncounted[body]:
        return message("rules.members", name=name(body))
    return message("rules.members_of_number", number=int(graph.weight[body]), name=name(body))
