"""Load (domain §6): what a body supervises from close by, per full-time post."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from oversight_graph.graph.arrow import NONE, numbers, texts
from oversight_graph.graph.csr import Ints, firsts
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import REACH_CLASSES, walks
from oversight_graph.model.walk_declarations import Step
from oversight_graph.rules.walk_steps import Arcs, arcs, follow, weak


@dataclass(frozen=True)
class WorkloadCounts:
    """For every node: the overseen that it reaches directly, by inheritance, by extension; each once, in its best class. Arrays, one item a node.

    `floors`: for each of the three, whether a set whose number no source states is among them, so that it is a floor.
    """

    direct: Ints
    inherited: Ints
    extended: Ints
    floors: tuple[Mask, Mask, Mask]


@dataclass(frozen=True)
class _Pairs:
    """Whom bodies reach, a row each, in one class of reach (`rank`), and the link that it begins with."""

    body: Ints
    node: Ints
    link: Ints
    rank: int

    def at(self, rows: Ints) -> _Pairs:
        return _Pairs(self.body[rows], self.node[rows], self.link[rows], self.rank)


def workload_counts(graph: Graph) -> WorkloadCounts:
    """The three classes of reach that make a load, of all bodies at once.

    A way over a link that is only declared or statutory is nominal, and no load (domain §6).

    Parameters
    ----------
    graph
        What is asked about; only overseen nodes in its scope are counted.

    Returns
    -------
    Three numbers for each node, 0 for one that supervises nobody. Cost: linear in the links and the pairs reached.
    """
    size = len(graph)
    direct, inherited, extended = (REACH_CLASSES.code(name) for name in ("direct", "inherited", "extended"))

    def wanted(step: Step) -> Arcs | None:
        return _firm(graph, step) if step.reach in counted else None

    def onward(step: Step, pairs: _Pairs, links: Arcs, left: Ints, row: Ints) -> _Pairs:
        return _Pairs(pairs.body[left], links.end[row], pairs.link[left], max(pairs.rank, REACH_CLASSES.code(str(step.reach))))

    counted = (*walks.SUPERVISION.load, *walks.SUPERVISION.broad)
    parts: list[_Pairs] = []
    for role in walks.SUPERVISION.starts:
        for step in walks.SUPERVISION.onward(role):
            if (first_arcs := wanted(step)) is not None:
                parts += follow(graph, step, _Pairs(first_arcs.origin, first_arcs.end, first_arcs.link, REACH_CLASSES.code(str(step.reach))), wanted, onward)
    bodies = np.concatenate([part.body for part in parts])
    nodes = np.concatenate([part.node for part in parts])
    ranks = np.concatenate([np.full(len(part.body), part.rank, np.int64) for part in parts])
    keep = graph.overseen[nodes] & graph.scope[nodes] & (bodies != nodes)
    bodies, nodes, ranks = bodies[keep], nodes[keep], ranks[keep]
    order = np.lexsort((ranks, nodes, bodies))
    bodies, nodes, ranks = bodies[order], nodes[order], ranks[order]
    best = firsts(bodies, nodes)
    bodies, nodes, ranks = bodies[best], nodes[best], ranks[best]
    weight, uncounted = graph.weight[nodes], graph.uncounted[nodes]

    def total(rank: int) -> Ints:
        in_class = ranks == rank
        return np.bincount(bodies[in_class], weights=weight[in_class], minlength=size).astype(np.int64)

    def floor(rank: int) -> Mask:
        mask = np.zeros(size, bool)
        mask[bodies[(ranks == rank) & uncounted]] = True
        return mask

    return WorkloadCounts(total(direct), total(inherited), total(extended), (floor(direct), floor(inherited), floor(extended)))


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
    return numbers(table.column("staff_full_time"), NONE), texts(pc.fill_null(table.column("staff_quantifier"), "eq"))


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
    Two arrays of bool, one item a node; both False where it can't be told: the posts are unknown, a floor of posts allows less, a set of
    unknown number is supervised, nothing supervised is known, or the body lies outside of the scope, where not all that it supervises is counted.
    Cost: that of `workload_counts`.
    """
    counts = workload_counts(graph)
    number, quantifier = posts(graph)
    supervised = counts.direct + counts.inherited
    known = graph.scope & ~graph.overseen & (number > 0) & (supervised + counts.extended > 0)
    exact = np.isin(quantifier, ["eq", "approx"])
    within = supervised <= most * number
    floor = counts.floors[0] | counts.floors[1]
    return known & within & ~floor & (exact | (quantifier == "ge")), known & ~within & exact
