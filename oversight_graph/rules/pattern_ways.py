"""Named patterns that join two bodies from one end to the other, though no path that is told shows them (domain §5)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from oversight_graph.graph.arrow import codes
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import KINDS, LINKS, MECHANISMS
from oversight_graph.model.path_patterns import ANY, PATTERNS, Joined, Pattern
from oversight_graph.model.vocabulary import COLLABORATION_SCOPES
from oversight_graph.rules.hops_near import hops_near
from oversight_graph.rules.path_hops import Hop, PossibleHops
from oversight_graph.rules.path_patterns import patterns
from oversight_graph.rules.path_search import best_over


@dataclass(frozen=True)
class PatternWay:
    """A path from one body to another that is nothing but a pattern."""

    pattern: Pattern
    path: list[Hop]

    @property
    def cost(self) -> int:
        """That of its hops."""
        return sum(hop.cost for hop in self.path)


def pattern_ways(graph: Graph, start: int, goal: int, told: Collection[str], episodes: bool = False) -> list[PatternWay]:
    """The patterns that lead from one body to another by themselves, each by its best path: a certain one before one that is only possible.

    Parameters
    ----------
    graph
        What is asked about.
    start, goal
        Positions of two bodies.
    told
        Chinese names of patterns that need not be looked for.
    episodes
        Whether joint cases and links that are mere episodes are walked too.

    Returns
    -------
    In the order of the table of patterns. Cost: a few passes over the hops about the two ends, and a search where a pattern is there.
    """
    hops = hops_near(graph, start, goal, max(pattern.span for pattern in PATTERNS) // 2, episodes)  # no body of a pattern is further from both ends
    found = []
    for pattern in PATTERNS:
        if pattern.zh in told:
            continue
        on_pattern = _on_pattern(graph, hops, pattern, start, goal)
        if not on_pattern.any():
            continue
        ways = best_over(graph, hops.at(on_pattern), start, goal)
        shown = [way for way in ways if len(way) == pattern.span and pattern.zh in patterns(graph, hops, way)]
        if shown:
            found.append(PatternWay(pattern, shown[0]))
    return found


def _on_pattern(graph: Graph, hops: PossibleHops, pattern: Pattern, start: int, goal: int) -> Mask:
    """The hops that lie on some row of hops from one body to the other that shows the pattern; what sets bar is let be."""
    kept: Mask = np.zeros(len(hops.link), bool)
    for bodies, joins in pattern.readings():
        if not (_stands(graph, start, bodies[0]) and _stands(graph, goal, bodies[-1])):
            continue
        here = _only(graph, start)
        layers = []
        for place, join in enumerate(joins):
            layer = here[hops.origin] & _joined(graph, hops, join)
            if bodies[place + 1] != ANY:
                layer &= graph.kind[hops.end] == KINDS.code(bodies[place + 1])
            if not place:
                layer &= _in_scope(graph, hops, pattern)
            here = _reached(graph, hops.end[layer])
            layers.append(layer)
        behind = _only(graph, goal)
        for layer in reversed(layers):
            layer &= behind[hops.end]
            behind = _reached(graph, hops.origin[layer])
            kept |= layer
    return kept


def _stands(graph: Graph, body: int, kind: str) -> bool:
    return kind == ANY or KINDS.ids[graph.kind[body]] == kind


def _only(graph: Graph, body: int) -> Mask:
    return _reached(graph, np.array([body]))


def _reached(graph: Graph, bodies: np.ndarray) -> Mask:
    mask: Mask = np.zeros(len(graph), bool)
    mask[bodies] = True
    return mask


def _joined(graph: Graph, hops: PossibleHops, join: Joined) -> Mask:
    """Whether the link of each hop joins as the pattern asks."""
    table = np.array([[join.by(kind, mechanism) for mechanism in (*MECHANISMS.ids, None)] for kind in LINKS.ids])  # the last column: no mechanism, of code -1
    mask: Mask = table[graph.link_kind[hops.link], graph.mechanism[hops.link]]
    return mask


def _in_scope(graph: Graph, hops: PossibleHops, pattern: Pattern) -> Mask:
    """Whether the body in second place is a collaboration of the scope that the pattern asks for."""
    table = np.array([pattern.of_scope(scope) for scope in (*COLLABORATION_SCOPES.ids, None)])  # the last one: no scope, of code -1
    if table.all():
        return np.ones(len(hops.link), bool)
    mask: Mask = table[codes(graph.node_table.column("scope"), COLLABORATION_SCOPES)[hops.end]]
    return mask
