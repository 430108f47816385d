"""Load (domain §6): what a body supervises from close by, per full-time post."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from oversight_graph.graph.arrow import NONE, numbers, texts
from oversight_graph.graph.csr import Groups, Ints, firsts
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import BASES, REACH_CLASSES
from oversight_graph.rules.inheritance import steps_below

_DIRECT, _INHERITED, _EXTENDED = (REACH_CLASSES.code(name) for name in ("direct", "inherited", "extended"))


@dataclass(frozen=True)
class Loads:
    """For every node: the overseen that it reaches directly, by inheritance, by extension; each once, in its best class.
    `floors`: for each of the three, whether a set whose number no source states is among them, so that it is a floor."""

    direct: Ints
    inherited: Ints
    extended: Ints
    floors: tuple[Mask, Mask, Mask]


def loads(graph: Graph) -> Loads:
    """The three classes of reach that make a load, of all bodies at once. Cost: linear in the links and the pairs reached.

    A way over a link that is only declared or statutory is nominal, and no load (domain §6).
    """
    size = len(graph)
    firm_basis = np.array([basis.firm and basis.cap is not None for basis in BASES])
    firm = firm_basis[graph.basis]
    direct = np.flatnonzero(graph.links_with("reach", "direct") & firm)
    parts = [(graph.source[direct], graph.target[direct], _DIRECT)]
    carriers = direct[graph.with_subordinates[direct]]
    body = graph.source[carriers]
    for step in steps_below(graph, graph.target[carriers], graph.links_with("reach", "inherited")):
        body = body[step.left]
        parts.append((body, step.node, _INHERITED))
    out = np.flatnonzero(graph.links_with("reach", "extended") & firm)
    on = np.flatnonzero(graph.links_with("reach", "served") & firm)
    left, row = Groups(graph.source[on], size).join(graph.target[out])
    parts.append((graph.source[out][left], graph.target[on][row], _EXTENDED))
    parts.append((graph.source[on], graph.target[on], _EXTENDED))  # a station's own
    bodies = np.concatenate([part[0] for part in parts])
    nodes = np.concatenate([part[1] for part in parts])
    ranks = np.concatenate([np.full(len(part[0]), part[2], np.int64) for part in parts])
    keep = graph.overseen[nodes] & graph.scope[nodes] & (bodies != nodes)
    bodies, nodes, ranks = bodies[keep], nodes[keep], ranks[keep]
    order = np.lexsort((ranks, nodes, bodies))
    bodies, nodes, ranks = bodies[order], nodes[order], ranks[order]
    first = firsts(bodies, nodes)
    bodies, nodes, ranks = bodies[first], nodes[first], ranks[first]
    weight, uncounted = graph.weight[nodes], graph.uncounted[nodes]

    def total(rank: int) -> Ints:
        mine = ranks == rank
        return np.bincount(bodies[mine], weights=weight[mine], minlength=size).astype(np.int64)

    def floor(rank: int) -> Mask:
        mask = np.zeros(size, bool)
        mask[bodies[(ranks == rank) & uncounted]] = True
        return mask

    return Loads(total(_DIRECT), total(_INHERITED), total(_EXTENDED), (floor(_DIRECT), floor(_INHERITED), floor(_EXTENDED)))


def posts(graph: Graph) -> tuple[Ints, NDArray[np.object_]]:
    """Full-time posts of each node (−1 unknown) and their quantifier (`eq` where none is written)."""
    table = graph.node_table
    return numbers(table.column("staff_full_time"), NONE), texts(pc.fill_null(table.column("staff_quantifier"), "eq"))
