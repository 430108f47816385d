"""How many bodies and posts stand on each tier of a chain (domain §6), and how surely."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from oversight_graph.graph.arrow import NONE
from oversight_graph.graph.csr import Ints
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.rules.workload_counts import ABOUT, AT_LEAST, AT_MOST, posts

UNKNOWN = NONE


@dataclass(frozen=True)
class TierNumbers:
    """What stands on each tier, an item a row.

    `number`: its bodies, UNKNOWN where no number is told; `floor`: it may be more. `staff`: full-time posts, UNKNOWN where none are told;
    `quantifier`: how they are meant (an id of QUANTIFIERS), None where none are told.
    """

    number: Ints
    floor: Mask
    staff: Ints
    quantifier: NDArray[np.object_]


def tier_numbers(graph: Graph, row: Ints, node: Ints, rows: int) -> TierNumbers:
    """Add up the bodies and the posts of each tier.

    Parameters
    ----------
    graph
        Where the nodes are.
    row, node
        The nodes of each row, as pairs.
    rows
        How many rows there are.

    Returns
    -------
    An item a row. A set of unknown number adds nothing and makes the number a floor; so do posts that aren't told, or told as a ceiling. Cost: linear in the pairs.
    """
    counted = ~graph.uncounted[node]
    number = _sum(row, np.where(counted, graph.weight[node], 0), rows)
    known, floor = _any(row[counted], rows), _any(row[~counted], rows)
    staff, meant = (column[node] for column in posts(graph))
    told = staff >= 0
    ceiling, least, about = (told & (meant == code) for code in (AT_MOST, AT_LEAST, ABOUT))
    only_ceilings = _any(row[ceiling], rows) & ~_any(row[~ceiling], rows)
    adds = told & (~ceiling | only_ceilings[row])
    total = _sum(row, np.where(adds, staff, 0), rows)
    quantifier = np.full(rows, "eq", object)
    quantifier[_any(row[about], rows)] = "approx"
    quantifier[_any(row[least | ~told | ceiling], rows)] = "ge"
    quantifier[only_ceilings] = "le"
    some = _any(row[adds], rows)
    quantifier[~some] = None
    return TierNumbers(np.where(known, number, UNKNOWN), floor, np.where(some, total, UNKNOWN), quantifier)


def _sum(row: Ints, values: Ints, rows: int) -> Ints:
    total = np.zeros(rows, np.int64)
    np.add.at(total, row, values)
    return total


def _any(row: Ints, rows: int) -> Mask:
    mask = np.zeros(rows, bool)
    mask[row] = True
    return mask
