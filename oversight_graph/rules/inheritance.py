"""What lies below a node (domain §4, §6): one or two administrative steps of subordination, read against its direction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from oversight_graph.graph.csr import Groups, Ints
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.rules.standing import standing

STEPS = 2


@dataclass(frozen=True)
class Step:
    """One step down, a row for each pair: `left` is the row of the step before (at first of the nodes asked about),
    `above` and `node` the upper and the lower node, `link` what joins them."""

    left: Ints
    above: Ints
    node: Ints
    link: Ints


def steps_below(graph: Graph, nodes: Ints, kinds: Mask) -> Iterator[Step]:
    """The first and the second step below `nodes` over links of some kinds. Cost: linear in the links and the pairs."""
    links = np.flatnonzero(kinds & ~graph.professional & standing(graph))
    groups = Groups(graph.target[links], len(graph))
    for _ in range(STEPS):
        left, row = groups.join(nodes)
        above, nodes = nodes[left], graph.source[links[row]]
        yield Step(left, above, nodes, links[row])
