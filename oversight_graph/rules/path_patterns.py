"""The named patterns of coordination (domain §5), recognised in a path: told only where each hop has a link of the kind, or with the
mechanism, that the pattern asks for, never because of the kinds of the bodies alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from oversight_graph.graph.graph import Graph
from oversight_graph.model import KINDS, LINKS, MECHANISMS
from oversight_graph.model.path_patterns import ANY, PATTERNS, Pattern
from oversight_graph.rules.path_hops import Hop, PossibleHops


@dataclass(frozen=True)
class _Link:
    """A link between two bodies next to each other on a path."""

    kind: str
    mechanism: str | None


@dataclass(frozen=True)
class _Pair:
    """Two bodies next to each other on a path: their kinds, the scope of the second, the links that may be walked between them."""

    kinds: tuple[str, str]
    scope: str | None
    links: Sequence[_Link]


def patterns(graph: Graph, hops: PossibleHops, path: Sequence[Hop]) -> list[str]:
    """The patterns along a path (domain §5), recognised by the kinds of its bodies and by all links between each two of them.

    Parameters
    ----------
    graph
        What is asked about.
    hops
        The hops among which the path was found.
    path
        Its hops, from one end to the other.

    Returns
    -------
    Their Chinese names, in the order of the table.
    """
    pairs = [_pair(graph, hops, hop) for hop in path]
    return [pattern.zh for pattern in PATTERNS if any(_shows(pattern, pairs[start : start + pattern.span]) for start in range(len(pairs) - pattern.span + 1))]


def _shows(pattern: Pattern, pairs: Sequence[_Pair]) -> bool:
    """Whether the pairs match the pattern."""
    if not pattern.of_scope(pairs[0].scope):
        return False
    kinds = (pairs[0].kinds[0], *(pair.kinds[1] for pair in pairs))
    return any(
        all(asked in (ANY, kind) for asked, kind in zip(bodies, kinds, strict=True))
        and all(any(join.by(link.kind, link.mechanism) for link in pair.links) for join, pair in zip(joins, pairs, strict=True))
        for bodies, joins in pattern.readings()
    )


def _pair(graph: Graph, hops: PossibleHops, hop: Hop) -> _Pair:
    kinds = (KINDS.ids[graph.kind[hop.origin]], KINDS.ids[graph.kind[hop.end]])
    scope = graph.node_table.column("scope")[hop.end].as_py()
    return _Pair(kinds, scope, [_link(graph, int(link)) for link in hops.between(hop.origin, hop.end)])


def _link(graph: Graph, link: int) -> _Link:
    mechanism = int(graph.mechanism[link])
    return _Link(LINKS.ids[graph.link_kind[link]], MECHANISMS.ids[mechanism] if mechanism >= 0 else None)
