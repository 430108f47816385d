"""Load (domain §6): what a body supervises from close by, per full-time post."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from oversight_graph.graph.arrow import NONE, numbers, texts
from oversight_graph.graph.csr import Groups, Ints, firsts
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import REACH_CLASSES, walks
from oversight_graph.model.walk_declarations import Role, Step
from oversight_graph.rules.reach_numbers import members
from oversight_graph.rules.set_crossings import POSSIBLE
from oversight_graph.rules.set_states import SetStates, Together, set_states
from oversight_graph.rules.walk_steps import Arcs, arcs, stands, weak


@dataclass(frozen=True)
class WorkloadCounts:
    """For every node: the overseen that it reaches directly, by inheritance, by extension; each once, in its best class. Arrays, one item a node.

    NONE where the number is unknown: no supervision of it is known at all, or one of unknown number is among it. `close_by`: how many it
    reaches directly or by inheritance at least.
    """

    direct: Ints
    inherited: Ints
    extended: Ints
    close_by: Ints


@dataclass(frozen=True)
class _Pairs:
    """Whom bodies reach, a row each: in which state, over which link, in which class."""

    body: Ints
    state: Ints
    link: Ints
    rank: Ints

    def at(self, rows: NDArray[np.integer] | Mask) -> _Pairs:
        return _Pairs(self.body[rows], self.state[rows], self.link[rows], self.rank[rows])


def workload_counts(graph: Graph) -> tuple[WorkloadCounts, WorkloadCounts]:
    """The three classes of reach that make a load, of all bodies at once.

    A way over a link that is only declared or statutory is nominal, and no load (domain §6).

    Parameters
    ----------
    graph
        What is asked about; only overseen nodes in its scope are counted.

    Returns
    -------
    What bodies supervise by their own links, and what their own bodies (a commission's rooms, groups and township offices) do together.
    Cost: linear in the links and the pairs reached.
    """
    loads = _Loads(graph)
    own = [loads.taken(walks.SUPERVISION[name], None, NONE) for name in walks.SUPERVISION.own]
    return loads.counts(loads.run(None)), loads.counts(loads.run(_joined(own)))


class _Loads:
    """The supervision walk as far as it makes a load, from many bodies at once: each pair of a body and a state that it reaches is a row."""

    def __init__(self, graph: Graph) -> None:
        self.graph, self.states = graph, set_states(graph)
        self.size = len(graph) if self.states is None else len(self.states)
        self.counted = (*walks.SUPERVISION.load, *walks.SUPERVISION.broad)
        self.parts: list[_Pairs] = []
        self._links: dict[str, tuple[Arcs, Arcs]] = {}

    def run(self, begun: _Pairs | None) -> list[_Pairs]:
        """All that bodies reach from where their walks begin; None: each at itself."""
        self.parts = []
        for role in walks.SUPERVISION.starts:
            self._from(role, None if begun is None else begun.at(stands(self.graph, role, self.node(begun.state))))
        return self.parts

    def node(self, state: Ints) -> Ints:
        return state if self.states is None else self.states.node[state]

    def _from(self, role: Role, arrived: _Pairs | None) -> None:
        """All that is reached from where pairs stand in a role."""
        for step in sorted(walks.SUPERVISION.onward(role), key=lambda one: not one.loops):
            if step.reach not in self.counted:
                continue
            code = REACH_CLASSES.code(step.reach)
            if step.loops:
                rounds, ended = [arrived], arrived
                for _ in range(step.depth or 0):
                    ended = self.taken(step, ended, code)
                    rounds.append(ended)
                    self.parts.append(ended)
                arrived = _joined([one for one in rounds if one is not None]) if arrived is not None else None
                continue
            ends = self.taken(step, arrived, code)
            self.parts.append(ends)
            if walks.SUPERVISION.onward(step.to):
                self._from(step.to, ends)
            if step.with_subordinates is not None:
                self._from(step.with_subordinates, ends.at(self.graph.with_subordinates[ends.link]))

    def taken(self, step: Step, pairs: _Pairs | None, code: int) -> _Pairs:
        """Where a step leads to from where pairs stand, in its class or a worse one."""
        links, lifted = self._rows(step)
        if pairs is None and self.states is None:
            return _Pairs(lifted.origin, lifted.end, lifted.link, np.full(len(lifted.link), code))
        if pairs is None:
            every = np.flatnonzero(np.isin(np.arange(len(self.graph)), links.origin))
            pairs = _Pairs(every, every, np.full(len(every), NONE), np.full(len(every), NONE))
        left, row = Groups(lifted.origin, self.size).join(pairs.state)
        found = _Pairs(pairs.body[left], lifted.end[row], lifted.link[row], np.maximum(pairs.rank[left], code))
        return found if self.states is None else _joined([found, self._completed(links, self.states, pairs, code)])

    def _rows(self, step: Step) -> tuple[Arcs, Arcs]:
        """What a step may take from node to node, and from state to state."""
        if step.id not in self._links:
            links = _firm(self.graph, step)
            self._links[step.id] = links, links if self.states is None else self.states.lifted(links)
        return self._links[step.id]

    def _completed(self, links: Arcs, states: SetStates, pairs: _Pairs, code: int) -> _Pairs:
        """The sets of which a body has come to all holders: they are reached as a whole, in the worst of the classes."""
        together = states.together(links)
        left, row = Groups(together.origin, self.size).join(pairs.state)
        wide = self.graph.with_subordinates[links.link[together.arc[row]]]
        return _joined([self._whole(together, states, pairs, links, left[kept], row[kept], code) for kept in (np.ones(len(row), bool), wide)])

    def _whole(self, together: Together, states: SetStates, pairs: _Pairs, links: Arcs, left: Ints, row: Ints, code: int) -> _Pairs:
        body, rank, group, holder = pairs.body[left], np.maximum(pairs.rank[left], code), together.group[row], states.node[together.origin[row]]
        wide = self.graph.with_subordinates[links.link[together.arc[row]]]
        order = np.lexsort((wide, rank, holder, group, body))
        order = order[firsts(body[order], group[order], holder[order])]  # each holder once, in its best class
        body, rank, group, row = body[order], rank[order], group[order], row[order]
        first = firsts(body, group)
        which = np.cumsum(first) - 1
        worst = np.full(int(first.sum()), code, np.int64)
        np.maximum.at(worst, which, rank)
        link = np.full(len(worst), NONE)
        for some in (wide[order], ~wide[order]):  # one whose scope is self, if there is one: what is below is reached only over wide ones
            link[which[some]] = links.link[together.arc[row[some]]]
        whole = np.bincount(which, minlength=len(worst)) == together.number[group[first]]
        return _Pairs(body[first][whole], together.end[group[first]][whole], link[whole], worst[whole])

    def counts(self, parts: list[_Pairs]) -> WorkloadCounts:
        """The numbers of each body."""
        pairs = _joined(parts)
        node = self.node(pairs.state)
        pairs = pairs.at(self.graph.overseen[node] & self.graph.scope[node] & (pairs.body != node))
        if self.states is not None:  # a stated part that is come to by several links is one part
            order = np.lexsort((pairs.rank, pairs.state, pairs.body))
            pairs = pairs.at(order[firsts(pairs.body[order], pairs.state[order])])
        chosen, numbers_ = members(self.graph, self.states, pairs.state, pairs.rank, owner=pairs.body)
        body = pairs.body[chosen]
        certain = np.ones(len(chosen), bool) if self.states is None else self.states.knowledge[pairs.state[chosen]] != POSSIBLE
        unknown = certain & (numbers_.known == NONE)
        supervises = np.zeros(len(self.graph), bool)
        supervises[body[certain]] = True

        def total(name: str) -> Ints:
            code = REACH_CLASSES.code(name)
            here = numbers_.rank == code
            sums = np.bincount(body[numbers_.row[here]], weights=numbers_.number[here], minlength=len(self.graph)).astype(np.int64)
            sums[~supervises] = NONE
            sums[body[unknown & (pairs.rank[chosen] == code)]] = NONE
            return sums

        close = np.isin(numbers_.rank, [REACH_CLASSES.code(name) for name in walks.SUPERVISION.load])
        close_by = np.bincount(body[numbers_.row[close]], weights=numbers_.number[close], minlength=len(self.graph)).astype(np.int64)
        return WorkloadCounts(total("direct"), total("inherited"), total("extended"), close_by)


def _joined(parts: list[_Pairs]) -> _Pairs:
    if len(parts) == 1:
        return parts[0]
    body, state, link, rank = (np.concatenate([np.empty(0, np.int64), *(getattr(one, name) for one in parts)]) for name in ("body", "state", "link", "rank"))
    return _Pairs(body, state, link, rank)


def _firm(graph: Graph, step: Step) -> Arcs:
    """What a step may take without making nominal what it reaches."""
    step_arcs = arcs(graph, step)
    if step.any_basis:
        return step_arcs
    firm = ~weak(graph, step, step_arcs.link)
    return Arcs(step_arcs.origin[firm], step_arcs.end[firm], step_arcs.link[firm])


def posts(graph: Graph) -> tuple[Ints, NDArray[np.object_]]:
    """The full-time posts of each node, and how their number is meant.

    Parameters
    ----------
    graph
        What is asked about.

    Returns
    -------
    Numbers (−1 unknown) and ids of QUANTIFIERS (`eq` where none is written), one item a node each.
    """
    table = graph.node_table
    quantifier = texts(table.column("staff_quantifier")).copy()
    quantifier[[word is None for word in quantifier]] = "eq"
    return numbers(table.column("staff_full_time"), NONE), quantifier


def loads(graph: Graph, most: int) -> tuple[Mask, Mask]:
    """Whose load is surely at most so much, and whose surely is more (domain §6).

    Parameters
    ----------
    graph
        What is asked about.
    most
        A load: supervised directly or by inheritance, per full-time post.

    Returns
    -------
    Two arrays of bool, one item a node; both False where it can't be told: the posts are unknown, a floor of posts allows less, a set or
    a part of unknown number is supervised, nothing supervised is known, or the body lies outside of the scope, where not all that it supervises is counted.
    Cost: that of `workload_counts`.
    """
    counts, _ = workload_counts(graph)
    number, quantifier = posts(graph)
    told = (counts.direct >= 0) & (counts.inherited >= 0)
    known = (
        graph.scope & ~graph.overseen & (number > 0) & np.any([counts.direct >= 0, counts.inherited >= 0, counts.extended >= 0, counts.close_by > 0], axis=0)
    )
    exact = np.isin(quantifier, ["eq", "approx"])
    within = counts.close_by <= most * number
    return known & within & told & (exact | (quantifier == "ge")), known & ~within & exact
