"""Reach (domain §6): from a body outwards, each node once, in its best class."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from oversight_graph.graph.csr import Groups, Ints, firsts
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import BASES, KINDS, LINKS, MECHANISMS, REACH_CLASSES
from oversight_graph.rules.inheritance import steps_below
from oversight_graph.rules.standing import in_term, standing

DIRECT, INHERITED, EXTENDED, MEDIATED, PERIODIC, GUIDANCE, NOMINAL = range(len(REACH_CLASSES))
_START = -1
_FAR = 99


@dataclass(frozen=True)
class Reached:
    """What a body reaches: positions of nodes, the class of each (a code of REACH_CLASSES), and from where it was reached."""

    node: Ints
    rank: Ints
    via: Ints


def reach(graph: Graph, start: int) -> Reached:
    """All that a body reaches, each node once, in its best class; what is reached through something has the worse class
    of the two. Cost: linear in the links, once for each step outwards."""
    return _Walk(graph, start).run()


class _Walk:
    def __init__(self, graph: Graph, start: int) -> None:
        self.graph, self.start = graph, start
        self.size = len(graph)
        firm = np.array([basis.firm for basis in BASES])
        exempt = graph.links_with("exempt", True)
        self.standing = standing(graph)
        # domain §6: every way that holds a link of basis declared or statutory is nominal, three kinds of link excepted
        self.weak: Mask = ~firm[graph.basis] & ~exempt
        self.best = np.full(self.size, _FAR, np.int64)
        self.via = np.full(self.size, -1, np.int64)

    def run(self) -> Reached:
        bodies = self._bodies()
        active = np.flatnonzero(bodies < _FAR)
        self._close_by(active, bodies)
        self._stations(active, bodies)
        self._guided(active, bodies)
        self.best[self.start] = _FAR
        node = np.flatnonzero(self.best < _FAR)
        return Reached(node, self.best[node], self.via[node])

    def _links(self, reach: str, allowed: Mask | None = None) -> Ints:
        return np.flatnonzero(self.graph.links_with("reach", reach) & (self.standing if allowed is None else allowed))

    def _note(self, node: Ints, rank: Ints, via: Ints) -> None:
        """Keep the best class of each node, and of several ways of that class the one from the first body."""
        order = np.lexsort((via, rank, node))
        node, rank, via = node[order], rank[order], via[order]
        first = firsts(node)
        node, rank, via = node[first], rank[first], via[first]
        better = rank < self.best[node]
        self.best[node[better]] = rank[better]
        self.via[node[better]] = via[better]

    # -- bodies that the reach goes on through: a commission's own, a room's counterpart groups, lower commissions -------

    def _bodies(self) -> Ints:
        """The class in which each body is walked through; −1 for the start."""
        graph = self.graph
        source, target, rank = self._outward()
        found = np.full(self.size, _FAR, np.int64)
        found[self.start] = _START
        groups = Groups(source, self.size)
        frontier = np.array([self.start])
        while len(frontier):
            left, row = groups.join(frontier)
            origin, node = frontier[left], target[row]
            worse = np.maximum(found[origin], rank[row])
            passes = worse < found[node]
            origin, node, worse = origin[passes], node[passes], worse[passes]
            np.minimum.at(found, node, worse)
            self._note(node, worse, origin)
            frontier = np.unique(node)
        listed = graph.links_with("reach", "nominal") & self.standing & (graph.kind[graph.source] == KINDS.code("Commission"))
        dead_end = np.flatnonzero(listed & (graph.kind[graph.target] == KINDS.code("Collaboration")) & (found[graph.source] < _FAR))
        self._note(graph.target[dead_end], np.full(len(dead_end), NOMINAL), graph.source[dead_end])
        return found

    def _outward(self) -> tuple[Ints, Ints, Ints]:
        """Steps from a body to another that it reaches through: (from, to, class)."""
        graph = self.graph
        kind = graph.kind
        commission, room, group = (KINDS.code(name) for name in ("Commission", "Room", "StationedGroup"))
        parts: list[tuple[Ints, Ints, Ints]] = []
        for code, declared in enumerate(LINKS):
            if declared.reach != "mediated":
                continue
            links = np.flatnonzero((graph.link_kind == code) & self.standing)
            a, b = (graph.target, graph.source) if declared.reach_reversed else (graph.source, graph.target)
            links = links[kind[a[links]] == commission]  # a commission gains its rooms' reach; groups of collaboration only guide
            parts.append((a[links], b[links], np.where(self.weak[links], NOMINAL, MEDIATED)))
        mediates = [code for code, mechanism in enumerate(MECHANISMS) if mechanism.mediates]
        pairs = self._links("counterpart", self.standing & np.isin(graph.mechanism, mediates))
        for a, b in ((graph.source, graph.target), (graph.target, graph.source)):  # written either way round, walked from the room
            links = pairs[(kind[a[pairs]] == room) & (kind[b[pairs]] == group)]
            parts.append((a[links], b[links], np.where(self.weak[links], NOMINAL, MEDIATED)))
        led = self._links("nominal")
        led = led[(kind[graph.source[led]] == commission) & (kind[graph.target[led]] == commission)]
        parts.append((graph.source[led], graph.target[led], np.full(len(led), NOMINAL)))
        return tuple(np.concatenate([np.asarray(part[side], np.int64) for part in parts]) for side in range(3))  # type: ignore[return-value]

    # -- what a body reaches itself -------------------------------------------------------------------------------------

    def _close_by(self, active: Ints, bodies: Ints) -> None:
        """Direct and periodic links, and what is subordinate to their targets; nothing lies behind an overseer."""
        graph = self.graph
        inspected = self._links("periodic", in_term(graph))  # an inspection that took place counts, whatever its basis
        for links, rank in ((self._links("direct"), DIRECT), (inspected, PERIODIC)):
            links = links[np.isin(graph.source[links], active)]
            body = graph.source[links]
            worse = np.maximum(bodies[body], np.where(self.weak[links], NOMINAL, rank))
            self._note(graph.target[links], worse, body)
            self._subordinates(links[graph.with_subordinates[links]], worse[graph.with_subordinates[links]])

    def _subordinates(self, links: Ints, rank: Ints) -> None:
        for step in steps_below(self.graph, self.graph.target[links], self.graph.links_with("reach", "inherited")):
            rank = np.maximum(rank[step.left], INHERITED)
            self._note(step.node, rank, step.above)

    def _stations(self, active: Ints, bodies: Ints) -> None:
        graph = self.graph
        out = self._links("extended")
        out = out[np.isin(graph.source[out], active)]
        rank = np.maximum(bodies[graph.source[out]], np.where(self.weak[out], NOMINAL, EXTENDED))
        self._note(graph.target[out], rank, graph.source[out])
        stations = np.full(self.size, _FAR, np.int64)
        np.minimum.at(stations, graph.target[out], rank)
        if graph.kind[self.start] == KINDS.code("LiaisonStation"):
            stations[self.start] = EXTENDED
        on = self._links("served")
        on = on[stations[graph.source[on]] < _FAR]
        served = np.maximum(stations[graph.source[on]], np.where(self.weak[on], NOMINAL, EXTENDED))
        self._note(graph.target[on], served, graph.source[on])

    def _guided(self, active: Ints, bodies: Ints) -> None:
        """The collaborations that a room guides, all under them, and the members of all of these; nothing behind."""
        graph = self.graph
        guides = self._links("guidance")
        guides = guides[np.isin(graph.source[guides], active)]
        rank = np.maximum(bodies[graph.source[guides]], np.where(self.weak[guides], NOMINAL, GUIDANCE))
        self._note(graph.target[guides], rank, graph.source[guides])
        zones = np.full(self.size, _FAR, np.int64)
        np.minimum.at(zones, graph.target[guides], rank)
        collaboration = KINDS.code("Collaboration")
        inside = np.flatnonzero((graph.link_kind == LINKS.code("PART_OF")) & self.standing & (graph.kind[graph.source] == collaboration))
        members = np.flatnonzero(graph.links_with("membership", True) & self.standing)
        under = Groups(graph.target[inside], self.size)
        frontier = np.flatnonzero(zones < _FAR)
        while len(frontier):
            left, row = under.join(frontier)
            origin, node = frontier[left], graph.source[inside[row]]
            rank = zones[origin]  # of the round before
            new = rank < zones[node]
            origin, node, rank = origin[new], node[new], rank[new]
            np.minimum.at(zones, node, rank)
            self._note(node, rank, origin)
            frontier = np.unique(node)
        members = members[zones[graph.target[members]] < _FAR]
        joined = np.maximum(zones[graph.target[members]], np.where(self.weak[members], NOMINAL, GUIDANCE))
        self._note(graph.source[members], joined, graph.target[members])
