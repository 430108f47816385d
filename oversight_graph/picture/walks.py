"""What the page needs to walk as the rules do: for each link its part in a path of coordination (domain §5) and in reach
(domain §6), worked out here from the declarations, so that the page knows no kind of link by its name."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from oversight_graph.graph.csr import Ints
from oversight_graph.model import BASES, KINDS, LINKS, MECHANISMS
from oversight_graph.picture.cut import Cut

DIRECTED, DOCUMENTED, EPISODE, HEARD = 1, 2, 4, 8
"""Bits of a step: it goes one way only; a mechanism or a membership documents it; it is an episode; a consultation, walked
only where a party committee is an end."""

PARTS = ("", "outward", "counterpart", "leads", "leads_zone", "direct", "periodic", "subordinate", "extends", "serves", "guides", "inside", "member")
"""The part of a link in reach."""
REVERSED, WEAK, WIDE = 16, 32, 64
"""Bits beside the part: it is walked against its direction; its basis makes what it reaches nominal; it holds subordinates."""


@dataclass(frozen=True)
class Walks:
    """A row a link of the cut: the cost of a step (0: not walked), its bits, and its part in reach with its bits."""

    cost: list[int]
    step: list[int]
    reach: list[int]


def walks(cut: Cut) -> Walks:
    """Cost: linear in the links."""
    return Walks(*_steps(cut), _reach(cut).tolist())


def _steps(cut: Cut) -> tuple[list[int], list[int]]:
    from oversight_graph.rules.paths import documented

    graph, links = cut.graph, cut.links
    kinds = list(LINKS)
    cost = np.array([kind.cost or 0 for kind in kinds], np.int64)[cut.link_kind]
    overseer = ~graph.overseen
    cost[~(overseer[graph.source[links]] & overseer[graph.target[links]])] = 0
    for code, kind in enumerate(kinds):
        for name in kind.not_walked_from:
            cost[(cut.link_kind == code) & (graph.kind[graph.source[links]] == KINDS.code(name))] = 0
    mechanism = graph.mechanism[links]
    flags = np.zeros(len(links), np.int64)
    for bit, name in ((DIRECTED, "directed"), (EPISODE, "episode"), (HEARD, "party_committee")):
        holds = np.array([*(getattr(one, name) for one in MECHANISMS), False])  # the last: no mechanism (code −1)
        flags |= np.where(holds[mechanism], bit, 0)
    flags |= np.where(graph.basis[links] == BASES.code("episode"), EPISODE, 0)
    flags |= np.where(documented(graph)[links], DOCUMENTED, 0)
    return cost.tolist(), flags.tolist()


def _reach(cut: Cut) -> Ints:
    from oversight_graph.rules.standing import in_term, standing

    graph, links = cut.graph, cut.links
    firm = np.array([basis.firm for basis in BASES])
    weak = (~firm[graph.basis] & ~graph.links_with("exempt", True))[links]
    held, source, target = standing(graph)[links], graph.kind[graph.source[links]], graph.kind[graph.target[links]]
    commission, room, group, zone = (KINDS.code(name) for name in ("Commission", "Room", "StationedGroup", "Collaboration"))
    mediates = np.isin(graph.mechanism[links], [code for code, one in enumerate(MECHANISMS) if one.mediates])
    part = np.zeros(len(links), np.int64)

    def mark(name: str, where: np.ndarray[tuple[int], np.dtype[np.bool_]], bits: int = 0) -> None:
        part[where & (part == 0)] = PARTS.index(name) | bits

    for code, kind in enumerate(LINKS):
        own = (cut.link_kind == code) & held
        if kind.reach == "mediated":
            start = target if kind.reach_reversed else source
            mark("outward", own & (start == commission), REVERSED if kind.reach_reversed else 0)
            mark("inside", own & (source == zone) & (target == zone))
        elif kind.reach == "counterpart":
            mark("counterpart", own & mediates & (source == room) & (target == group))
            mark("counterpart", own & mediates & (source == group) & (target == room), REVERSED)
        elif kind.reach == "nominal":
            mark("leads", own & (source == commission) & (target == commission))
            mark("leads_zone", own & (source == commission) & (target == zone))
        elif kind.reach == "periodic":  # an inspection that took place counts, whatever its basis
            mark("periodic", (cut.link_kind == code) & in_term(graph)[links])
        elif kind.reach == "inherited":
            mark("subordinate", own & ~graph.professional[links], REVERSED)
        elif kind.reach in _SIMPLE:
            mark(_SIMPLE[kind.reach], own)
        elif kind.membership:
            mark("member", own)
    part |= np.where(weak, WEAK, 0)
    return part | np.where(graph.with_subordinates[links], WIDE, 0)


_SIMPLE = {"direct": "direct", "extended": "extends", "served": "serves", "guidance": "guides"}
