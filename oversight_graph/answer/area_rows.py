"""In which row of a table by areas each area is counted: as finely as a number of rows allows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from oversight_graph.model.areas import EVERYWHERE

if TYPE_CHECKING:
    from oversight_graph.graph.graph import Graph

ROWS = 40
"""Areas are told apart as finely as this many rows allow."""
_DEPTH = 5  # province, prefecture, county, township, village


class AreaRow(NamedTuple):
    """A row of a table by areas; `whole`: all that the area holds, else only what lies in itself."""

    area: str | None
    whole: bool


def area_rows(graph: Graph, codes: Sequence[str | None]) -> list[AreaRow]:
    """For each area the row that it is counted in.

    Parameters
    ----------
    graph : Graph
        Who holds whom among the areas, and the area that is asked about.
    codes : sequence of str or None
        Areas of nodes; None for one that isn't known.

    Returns
    -------
    list of AreaRow
        One for each area. Cost: the distinct areas.
    """
    chains = {code: _chain(graph, code) for code in set(codes)}
    above = {one for chain in chains.values() for one in chain[:-1]}

    def at(depth: int) -> dict[str | None, AreaRow]:
        made: dict[str | None, AreaRow] = {}
        for code, chain in chains.items():
            if len(chain) >= depth:
                made[code] = AreaRow(chain[depth - 1], True)
            else:
                outer = chain[-1] if chain else code
                made[code] = AreaRow(outer, not (outer in above or not chain))
        return made

    depth = max((depth for depth in range(1, _DEPTH + 1) if len(set(at(depth).values())) <= ROWS), default=1)
    group = at(depth)
    return [group[code] for code in codes]


def _chain(graph: Graph, code: str | None) -> list[str]:
    """The areas that hold one, from the outermost inside the scope down to itself."""
    outer = set(graph.areas.above(graph.area)) if graph.area is not None else {EVERYWHERE}
    return [one for one in reversed(graph.areas.above(code or EVERYWHERE)) if one not in outer]
