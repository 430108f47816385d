"""What a row of the table of walks means on the columns of a graph: which links it may take, and from where to where."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from oversight_graph.graph.csr import Groups, Ints
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import BASES, KINDS, MECHANISMS, Vocabulary, walks
from oversight_graph.model.vocabulary import LINES
from oversight_graph.model.walk_declarations import Role, Step


def episode(graph: Graph, link: Ints) -> Mask:
    """Which links are mere episodes.

    Parameters
    ----------
    graph
        Where the links are.
    link
        Positions of links, n of them.

    Returns
    -------
    An array of n truth values.
    """
    episodes: Mask = np.array([basis.cap is None for basis in BASES])[graph.basis[link]]
    return episodes


def caps(graph: Graph, link: Ints) -> Ints:
    """The best grade that the basis of each link lets through, 0 for an episode (domain §4).

    Parameters
    ----------
    graph
        Where the links are.
    link
        Positions of links, n of them.

    Returns
    -------
    An array of n grades.
    """
    best: Ints = np.array([basis.cap or 0 for basis in BASES])[graph.basis[link]]
    return best


@dataclass(frozen=True)
class Arcs:
    """The links that a step may take, a row each as it is walked: from `origin` to `end`, positions of nodes. Arrays of int64 of one length."""

    origin: Ints
    end: Ints
    link: Ints

    def at(self, rows: Ints) -> Arcs:
        """Some of the rows.

        Parameters
        ----------
        rows
            Their positions.

        Returns
        -------
        These rows, in that order.
        """
        return Arcs(self.origin[rows], self.end[rows], self.link[rows])

    def by_origin(self, size: int) -> Groups:
        """The rows by the node that they start from.

        Parameters
        ----------
        size
            The nodes of the graph.

        Returns
        -------
        Made once.
        """
        if "_by_origin" not in self.__dict__:
            object.__setattr__(self, "_by_origin", Groups(self.origin, size))
        made: Groups = self.__dict__["_by_origin"]
        return made


def among(vocabulary: Vocabulary[Any], words: tuple[str, ...]) -> Mask:
    """Whether each code of a vocabulary is that of one of some words: a table to be looked up by code.

    Parameters
    ----------
    vocabulary
        Of which the codes are.
    words
        Ids of the vocabulary.

    Returns
    -------
    An array of bool, one longer than the vocabulary: its last place stands for no word (code −1), and is False.
    """
    return np.isin(np.arange(len(vocabulary) + 1), [vocabulary.code(word) for word in words])


@functools.lru_cache(maxsize=256)
def _tests(step: Step) -> tuple[Mask, Mask, Mask, Mask]:
    """By code: the mechanisms, lines and kinds of node at both ends that a step allows."""
    lines = among(LINES, step.lines)
    lines[-1] = not step.lines or lines[0]  # a link without a line has the first
    return among(MECHANISMS, step.mechanisms), lines, among(KINDS, step.origins), among(KINDS, step.ends)


def arcs(graph: Graph, step: Step, allowed: Mask | None = None, episodes: bool = False) -> Arcs:
    """What a step may take; of a step that goes either way first what runs along the links.

    Parameters
    ----------
    graph
        What is walked.
    step
        A row of the table of walks.
    allowed
        Whether each link of the graph may be taken; None where all may.
    episodes
        Whether links that are mere episodes may be taken where the step itself doesn't say so.

    Returns
    -------
    A row for each link and direction. Cost: linear in the links of the step's kinds; kept with the graph but where some links only are allowed.
    """
    known: dict[Step, Arcs] = graph.kept("_arcs_with_episodes" if episodes else "_arcs", dict)
    if step not in known:
        known[step] = _arcs(graph, step, episodes)
    every = known[step]
    return every if allowed is None else every.at(np.flatnonzero(allowed[every.link]))


def _arcs(graph: Graph, step: Step, episodes: bool) -> Arcs:
    mechanisms, lines, origins, ends = _tests(step)
    link = graph.links_of(*step.links)
    if not (episodes or step.episodes):
        link = link[~episode(graph, link)]
    if step.term is not None:
        year = graph.year[link]
        asked = graph.node_day[graph.target[link]].astype("datetime64[Y]").astype(np.int64) + 1970 if graph.as_of is None else graph.as_of.year
        link = link[(year > asked - step.term) & (year <= asked)]
    if step.mechanisms:
        link = link[mechanisms[graph.mechanism[link]]]
    if step.lines:
        link = link[lines[graph.line[link]]]
    forward = (graph.source[link], graph.target[link], link)
    if step.direction == "forward":
        origin, end, link = forward
    elif step.direction == "backward":
        end, origin, link = forward
    else:
        origin, end, link = (np.concatenate(pair) for pair in zip(forward, (forward[1], forward[0], link), strict=True))
    fits = origins[graph.kind[origin]] & ends[graph.kind[end]]
    return Arcs(origin, end, link) if fits.all() else Arcs(origin[fits], end[fits], link[fits])


def weak(graph: Graph, step: Step, link: Ints) -> Mask:
    """Which links make nominal what is reached over them (domain §6).

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
    An array of n truth values.
    """
    return np.zeros(len(link), bool) if step.any_basis else np.array([not basis.firm for basis in BASES])[graph.basis[link]]


def stands(graph: Graph, role: Role, nodes: Ints) -> Mask:
    """Which nodes can stand in a role.

    Parameters
    ----------
    graph
        Where the nodes are.
    role
        A role of the table of walks.
    nodes
        Positions of nodes, n of them.

    Returns
    -------
    An array of n truth values.
    """
    fit: NDArray[np.bool_] = among(KINDS, role.kinds)[graph.kind[nodes]]
    return fit


class Followed(Protocol):
    """Something that walks bring along, a row each: the `node` that they have come to, the `link` that they began with."""

    @property
    def node(self) -> NDArray[np.integer]:
        """Positions of nodes, one item a row."""

    @property
    def link(self) -> NDArray[np.integer]:
        """Positions of links, one item a row."""

    def at(self, rows: Ints) -> Self:
        """Some of the rows.

        Parameters
        ----------
        rows
            Their positions.

        Returns
        -------
        These rows, in that order.
        """
        ...


S = TypeVar("S", bound=Followed)
Onward = Callable[[Step, S, Arcs, Ints, Ints], S]
"""What a further step makes of the rows `left` of something brought along, over the rows `row` of its arcs."""


def follow(graph: Graph, step: Step, brought: S, wanted: Callable[[Step], Arcs | None], onward: Onward[S]) -> Iterator[S]:
    """What a first step has brought, and what all steps that go on from it bring, at most as often as the table says.

    Parameters
    ----------
    graph
        What is walked.
    step
        The step that was taken first.
    brought
        What it has brought, a row for each link that it took.
    wanted
        What a further step may take; None where it isn't to be taken.
    onward
        What a further step makes of rows that were brought.

    Yields
    ------
    What was brought, then what each further step brings. Cost: linear in the links of the steps and in what they bring.
    """
    yield brought
    landed = [(step.to, brought)]
    if step.with_subordinates is not None:
        landed.append((step.with_subordinates, brought.at(np.flatnonzero(graph.with_subordinates[brought.link]))))
    for role, arrived in landed:
        rounds = [arrived]
        for further in sorted(walks.SUPERVISION.onward(role), key=lambda onward_step: not onward_step.loops):
            if not len(arrived.node) or (links := wanted(further)) is None:
                continue
            groups = links.by_origin(len(graph))
            if further.loops:
                for _ in range(further.depth or 0):
                    rounds.append(onward(further, rounds[-1], links, *groups.join(rounds[-1].node)))
                yield from rounds[1:]
            else:
                for rows in rounds:
                    yield from follow(graph, further, onward(further, rows, links, *groups.join(rows.node)), wanted, onward)
