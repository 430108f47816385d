"""What the links of a page share out (domain §3a), as its script reads it: nothing where every link speaks of all members."""

from __future__ import annotations

from typing import Any

import numpy as np

from oversight_graph.graph.arrow import NONE
from oversight_graph.picture.subgraph import Subgraph
from oversight_graph.rules.set_states import set_states


def set_data(subgraph: Subgraph) -> dict[str, Any] | None:
    """Who holds what of what is divided; links by their rows on the page.

    Parameters
    ----------
    subgraph
        What is drawn.

    Returns
    -------
    None where no link shares a set out. `paired`: links. `parts`: of a link that states its part the link by which that part is known,
    and the division. `together`: what several holders only have together, if all their links are on the page.
    """
    states = set_states(subgraph.graph)
    if states is None:
        return None
    row_of = np.full(subgraph.graph.link_table.num_rows, NONE)
    row_of[subgraph.links] = np.arange(len(subgraph.links))
    held = states.divisions
    stated = [link for link in subgraph.links.tolist() if states.part_of[link] != NONE and row_of[states.part_of[link]] != NONE]
    return {
        "paired": row_of[subgraph.links[states.pairing[subgraph.links]]].tolist(),
        "parts": [[int(row_of[link]), int(row_of[states.part_of[link]]), int(held.division[link])] for link in stated],
        "together": _together(subgraph, held.together, held.told.tolist(), row_of.tolist()),
    }


def _together(subgraph: Subgraph, together: tuple[Any, Any], told: list[bool], row_of: list[int]) -> list[dict[str, Any]]:
    holders: dict[int, dict[int, list[int]]] = {}
    for link, group in zip(together[0].tolist(), together[1].tolist(), strict=True):
        holders.setdefault(group, {}).setdefault(int(subgraph.graph.source[link]), []).append(row_of[link])
    return [
        {"told": told[group], "holders": list(links.values())}
        for group, links in holders.items()
        if all(row != NONE for rows in links.values() for row in rows)
    ]
