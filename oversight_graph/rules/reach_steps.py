"""The steps of the supervision walk as reach takes them (domain §6): from state to state, each with the class that it gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from oversight_graph.graph.csr import Groups, Ints, firsts
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import REACH_CLASSES, walks
from oversight_graph.model.walk_declarations import Step
from oversight_graph.rules.set_states import SetStates, set_states
from oversight_graph.rules.walk_steps import Arcs, arcs, weak

START = -1
"""The class of the body itself; of a step: that with which the walk has come."""
FAR = 99
"""Worse than every class: not reached."""


@dataclass(frozen=True)
class ReachRows:
    """What a step may take: `origin` and `end` are states, `rank` the class that it gives, `link` the link, `wide` whether its scope is with_subordinates; a row each.

    `together`: from the holders of a set that they have only together to all of it. Rows as above, each with its division in `group`, which
    leads on where so many holders as `number` says are reached.
    """

    origin: Ints
    end: Ints
    rank: Ints
    link: Ints
    wide: Mask
    group: Ints | None = None
    number: Ints | None = None
    together: ReachRows | None = None

    def asked_before(self) -> bool:
        """Whether this has been asked of these rows before: who walks once looks at all rows, to put them in order pays from the second walk on.

        Returns
        -------
        False the first time.
        """
        before = "_asked" in self.__dict__
        object.__setattr__(self, "_asked", True)
        return before

    def by_origin(self, size: int) -> Groups:
        """The rows by the state that they start from.

        Parameters
        ----------
        size
            How many states there are.

        Returns
        -------
        Made once.
        """
        if "_by_origin" not in self.__dict__:
            object.__setattr__(self, "_by_origin", Groups(self.origin, size))
        made: Groups = self.__dict__["_by_origin"]
        return made

    def at(self, keep: Callable[[ReachRows], Mask]) -> ReachRows:
        """The rows that may be kept.

        Parameters
        ----------
        keep
            Which rows of this or of `together` may be.

        Returns
        -------
        Of the same graph.
        """
        rows = keep(self)
        return ReachRows(
            self.origin[rows],
            self.end[rows],
            self.rank[rows],
            self.link[rows],
            self.wide[rows],
            None if self.group is None else self.group[rows],
            self.number,
            None if self.together is None else self.together.at(keep),
        )

    def completed(self, classes: Ints, node: Ints, wide: bool = False) -> tuple[Ints, Ints, Ints]:
        """Of divisions of which every holder is reached: the set's state, the worst of their classes, the first holder of that class.

        Parameters
        ----------
        classes
            The class of each state; FAR where it isn't reached.
        node
            The node of each state.
        wide
            Whether only wide links count.

        Returns
        -------
        A row for each division.
        """
        assert self.group is not None and self.number is not None
        rank = np.maximum(classes[self.origin], self.rank)
        row = np.flatnonzero((rank < FAR) & (self.wide | ~np.array(wide)))
        row = row[np.lexsort((rank[row], node[self.origin[row]], self.group[row]))]
        row = row[firsts(self.group[row], node[self.origin[row]])]  # each holder once, in its best class
        row = row[np.bincount(self.group[row], minlength=len(self.number))[self.group[row]] == self.number[self.group[row]]]
        row = row[np.lexsort((node[self.origin[row]], -rank[row], self.group[row]))]
        row = row[firsts(self.group[row])]
        return self.end[row], rank[row], self.origin[row]


class ReachSteps:
    """The rows of every step, made when they are first asked for. `states`: None where nodes are their own states."""

    def __init__(self, graph: Graph) -> None:
        self.graph, self.states = graph, set_states(graph)
        self._rows: dict[str, ReachRows] = {}
        self._joined: dict[tuple[Step, ...], ReachRows] = {}

    @property
    def size(self) -> int:
        """How many states there are."""
        return len(self.graph) if self.states is None else len(self.states)

    @cached_property
    def nodes(self) -> Ints:
        """The node of each state."""
        return np.arange(len(self.graph)) if self.states is None else self.states.node

    def node(self, state: Ints) -> Ints:
        """The nodes whose states they are.

        Parameters
        ----------
        state
            States.

        Returns
        -------
        Positions of nodes.
        """
        return state if self.states is None else self.states.node[state]

    def rows(self, step: Step) -> ReachRows:
        """What a step may take.

        Parameters
        ----------
        step
            A row of the table of walks.

        Returns
        -------
        Made once.
        """
        if step.id not in self._rows:
            self._rows[step.id] = self._made(step)
        return self._rows[step.id]

    def joined(self, steps: tuple[Step, ...]) -> ReachRows:
        """What several steps may take, without what leads together from holders.

        Parameters
        ----------
        steps
            Rows of the table of walks.

        Returns
        -------
        Made once.
        """
        if steps not in self._joined:
            rows = [self.rows(step) for step in steps]
            origin, end, rank, link, wide = (np.concatenate([getattr(one, name) for one in rows]) for name in ("origin", "end", "rank", "link", "wide"))
            self._joined[steps] = ReachRows(origin, end, rank, link, wide)
        return self._joined[steps]

    def kept(self, keep: Callable[[ReachRows], Mask]) -> ReachSteps:
        """The same steps with some of their rows.

        Parameters
        ----------
        keep
            Which rows of a step may be taken.

        Returns
        -------
        Of the same graph and states.
        """
        some = ReachSteps.__new__(ReachSteps)
        some.graph, some.states = self.graph, self.states
        some._joined = {}
        some._rows = {step.id: self.rows(step).at(keep) for step in walks.SUPERVISION.steps}
        return some

    def _made(self, step: Step) -> ReachRows:
        taken = arcs(self.graph, step)
        together = None if self.states is None else self._together(step, taken, self.states)
        lifted = taken if self.states is None else self.states.lifted(taken)
        link = lifted.link
        return ReachRows(lifted.origin, lifted.end, reach_classes(self.graph, step, link), link, self.graph.with_subordinates[link], together=together)

    def _together(self, step: Step, taken: Arcs, states: SetStates) -> ReachRows | None:
        found = states.together(taken)
        if not len(found.arc):
            return None
        link = taken.link[found.arc]
        return ReachRows(
            found.origin, found.end[found.group], reach_classes(self.graph, step, link), link, self.graph.with_subordinates[link], found.group, found.number
        )


def reach_steps(graph: Graph) -> ReachSteps:
    """The steps of a graph.

    Parameters
    ----------
    graph
        What is walked.

    Returns
    -------
    Kept with the graph, with the rows that have been asked for.
    """
    return graph.kept("_reach_steps", lambda: ReachSteps(graph))


def reach_classes(graph: Graph, step: Step, link: Ints) -> Ints:
    """What links make of the class of what is reached over them: that of the step, or nominal (domain §6).

    Parameters
    ----------
    graph
        Where the links are.
    step
        The step that takes them.
    link
        Positions of links, n of them.

    Returns
    -------
    An array of n codes of REACH_CLASSES; START where the class is that with which the walk has come.
    """
    own = START if step.reach is None else REACH_CLASSES.code(step.reach)
    return np.where(weak(graph, step, link), REACH_CLASSES.code("nominal"), own)
