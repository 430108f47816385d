"""Load (domain §6): what a body supervises from close by, per full-time post."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from oversight_graph.graph.arrow import NONE, codes, frozen, numbers
from oversight_graph.graph.csr import Groups, Ints, distinct, firsts
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.graph.link_columns import Codes
from oversight_graph.model import REACH_CLASSES, walks
from oversight_graph.model.vocabulary import QUANTIFIERS
from oversight_graph.model.walk_declarations import Role, Step
from oversight_graph.rules.reach_numbers import members
from oversight_graph.rules.set_crossings import POSSIBLE
from oversight_graph.rules.set_states import SetStates, Together, set_states
from oversight_graph.rules.walk_steps import Arcs, arcs, stands, weak

EXACTLY, AT_LEAST, AT_MOST, ABOUT = (QUANTIFIERS.code(word) for word in ("eq", "ge", "le", "approx"))
"""How numbers of posts are meant; `eq` stands first."""


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
        self._together: dict[str, tuple[Together, Groups]] = {}

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
            every = distinct(links.origin, len(self.graph))
            pairs = _Pairs(every, every, np.full(len(every), NONE), np.full(len(every), NONE))
        left, row = lifted.by_origin(self.size).join(pairs.state)
        found = _Pairs(pairs.body[left], lifted.end[row], lifted.link[row], np.maximum(pairs.rank[left], code))
        return found if self.states is None else _joined([found, self._completed(step, links, self.states, pairs, code)])

    def _rows(self, step: Step) -> tuple[Arcs, Arcs]:
        """What a step may take from node to node, and from state to state."""
        if step.id not in self._links:
            links = _firm(self.graph, step)
            self._links[step.id] = links, links if self.states is None else self.states.lifted(links)
        return self._links[step.id]

    def _completed(self, step: Step, links: Arcs, states: SetStates, pairs: _Pairs, code: int) -> _Pairs:
        """The sets of which a body has come to all holders: they are reached as a whole, in the worst of the classes."""
        if step.id not in self._together:
            made = states.together(links)
            self._together[step.id] = made, Groups(made.origin, self.size)
        together, by_origin = self._together[step.id]
        left, row = by_origin.join(pairs.state)
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
        kept = np.flatnonzero((self.graph.overseen & self.graph.scope)[node] & (pairs.body != node))
        pairs, node = pairs.at(kept), node[kept]
        doubtful = np.zeros(len(node), bool) if self.states is None else self.states.in_doubt[node]
        counts = [self._of_wholes(pairs.body[~doubtful], node[~doubtful], pairs.rank[~doubtful])]
        if self.states is not None and doubtful.any():
            counts.append(self._of_sets(pairs.at(doubtful), self.states))
        body, rank, number, unknown = (np.concatenate([getattr(one, name) for one in counts]) for name in ("body", "rank", "number", "unknown"))
        supervises, size = np.zeros(len(self.graph), bool), len(self.graph)
        supervises[np.concatenate([one.certain for one in counts])] = True

        def total(name: str) -> Ints:
            code = REACH_CLASSES.code(name)
            here = rank == code
            sums = np.bincount(body[here], weights=number[here], minlength=size).astype(np.int64)
            sums[~supervises] = NONE
            sums[body[here & unknown]] = NONE
            return sums

        close = np.isin(rank, [REACH_CLASSES.code(name) for name in walks.SUPERVISION.load])
        close_by = np.bincount(body[close], weights=number[close], minlength=size).astype(np.int64)
        return WorkloadCounts(total("direct"), total("inherited"), total("extended"), close_by)

    def _of_wholes(self, body: Ints, node: Ints, rank: Ints) -> _Counted:
        """Of nodes of which every member is known in any case: each once for a body, in its best class."""
        size, classes = len(self.graph), len(REACH_CLASSES)
        key = np.sort((body * size + node) * classes + rank)
        pair, rank = np.divmod(key, classes)
        first = firsts(pair)
        (body, node), rank = np.divmod(pair[first], size), rank[first]
        return _Counted(body, rank, self.graph.weight[node], self.graph.uncounted[node], body)

    def _of_sets(self, pairs: _Pairs, states: SetStates) -> _Counted:
        order = np.lexsort((pairs.rank, pairs.state, pairs.body))
        pairs = pairs.at(order[firsts(pairs.body[order], pairs.state[order])])  # a stated part that is come to by several links is one part
        chosen, numbers_ = members(self.graph, states, pairs.state, pairs.rank, owner=pairs.body)
        body, rank = pairs.body[chosen], pairs.rank[chosen]
        certain = states.knowledge[pairs.state[chosen]] != POSSIBLE
        unknown = np.flatnonzero(certain & (numbers_.known == NONE))
        return _Counted(
            np.concatenate([body[numbers_.row], body[unknown]]),
            np.concatenate([numbers_.rank, rank[unknown]]),
            np.concatenate([numbers_.number, np.zeros(len(unknown), np.int64)]),
            np.repeat([False, True], [len(numbers_.row), len(unknown)]),
            body[certain],
        )


@dataclass(frozen=True)
class _Counted:
    """What bodies supervise, a row each: whose it is, in which class, how many, whether the number is unknown. `certain`: the bodies that surely supervise something."""

    body: Ints
    rank: Ints
    number: Ints
    unknown: Mask
    certain: Ints


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
    return step_arcs if firm.all() else step_arcs.at(np.flatnonzero(firm))


def posts(graph: Graph) -> tuple[Ints, Codes]:
    """The full-time posts of each node, and how their number is meant.

    Parameters
    ----------
    graph
        What is asked about.

    Returns
    -------
    Numbers (−1 unknown) and codes of QUANTIFIERS (that of `eq` where none is written), one item a node each. Kept with the graph.
    """

    def made() -> tuple[Ints, Codes]:
        table = graph.node_table
        return numbers(table.column("staff_full_time"), NONE), frozen(np.maximum(codes(table.column("staff_quantifier"), QUANTIFIERS), EXACTLY))

    return graph.kept("_posts", made)


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
    exact = (quantifier == EXACTLY) | (quantifier == ABOUT)
    within = counts.close_by <= most * number
    return known & within & told & (exact | (quantifier == AT_LEAST)), known & ~within & exact
