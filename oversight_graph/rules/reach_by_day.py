"""What a reach leaves open because not all is known of its day (domain §4, The day)."""

from __future__ import annotations

from oversight_graph.graph.by_day import by_day
from oversight_graph.graph.graph import Graph
from oversight_graph.rules.reach_walk import Reached, reach


def more_if_known(graph: Graph, start: int, reached: Reached) -> bool:
    """Whether more of the overseen, or the same otherwise, would be reached if all were there that isn't known on the day: then the numbers are floors.

    Parameters
    ----------
    graph
        What is asked about.
    start
        The position of the body.
    reached
        What it reaches by what is known.

    Returns
    -------
    False where all is known. Cost: that of `reach`.
    """
    if graph.as_of is None or graph.unknown is None:
        return False
    one = by_day(graph)[0]
    if one.possible is None:
        return False
    further = reach(one.possible, int(one.possible_node[start]))
    place = {int(there): here for here, there in enumerate(one.possible_node)}
    here, there = _told(graph, reached), _told(one.possible, further)
    return any(here.get(place.get(node, -1)) != told for node, told in there.items())


def _told(graph: Graph, reached: Reached) -> dict[int, list[tuple[int, ...]]]:
    """How each of the overseen is reached: its class and what is known of its members, the numbers by class, the classes with an unknown number."""
    numbers = reached.numbers
    told: dict[int, list[tuple[int, ...]]] = {}
    rows = [
        *zip(reached.node.tolist(), reached.rank.tolist(), reached.knowledge.tolist(), strict=True),
        *zip(reached.node[numbers.row].tolist(), numbers.rank.tolist(), numbers.number.tolist(), strict=True),
        *((node, rank) for node, rank in zip(reached.node[numbers.open_row].tolist(), numbers.open_rank.tolist(), strict=True)),
    ]
    for node, *what in rows:
        if graph.overseen[node]:
            told.setdefault(node, []).append(tuple(what))
    return {node: sorted(what) for node, what in told.items()}
