"""A former version of a chart as what its successor lacks: rows that are the same are named by their place there."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from oversight_graph.graph.alike import alike
from oversight_graph.graph.arrow import NONE, filtered, numbers, taken
from oversight_graph.graph.arrow import as_indices as positions
from oversight_graph.graph.csr import spread

RUNS = pa.schema([("skipped", pa.int32()), ("taken", pa.int32()), ("lacking", pa.int32())])
"""Pieces of the former version, one behind the other: how many rows of the successor to go on (back, where it is negative), how many to take from there, and
then how many of those that it lacks."""


def difference(former: pa.Table, successor: pa.Table) -> tuple[pa.Table, pa.Table]:
    """What is to be kept of a version whose successor is kept.

    Parameters
    ----------
    former, successor
        The nodes, or the links, of both, with the same columns.

    Returns
    -------
    The rows of the former that the successor lacks, and the runs (RUNS) of which the former is made. Cost: linear in both.
    """
    if not former.num_rows:
        return former, RUNS.empty_table()
    both = pa.concat_tables([successor, former])
    _, code = alike([column.combine_chunks() for column in both.columns if column.null_count < len(column)])
    held = successor.num_rows
    place = np.full(both.num_rows, NONE)
    place[code[:held][::-1]] = np.arange(held)[::-1]
    at = place[code[held:]]
    lacking = at == NONE
    starts = np.flatnonzero(np.append(True, np.where(lacking[1:] | lacking[:-1], lacking[1:] != lacking[:-1], np.diff(at) != 1)))
    lengths = np.diff(np.append(starts, len(at)))
    return filtered(former, lacking), _pieces(at[starts], lengths, lacking[starts])


def _pieces(first: NDArray[np.int64], length: NDArray[np.int64], lacking: NDArray[np.bool_]) -> pa.Table:
    """RUNS out of runs of rows that stand one behind the other: that begin at a row of the successor, or that it lacks."""
    if lacking[0]:  # a piece begins with what is taken
        first, length, lacking = np.append(0, first), np.append(0, length), np.append(False, lacking)
    kept = np.flatnonzero(~lacking)
    ends = np.append(0, (first + length)[kept][:-1])
    behind = np.append(lacking, False)[kept + 1] * np.append(length, 0)[kept + 1]
    columns = (first[kept] - ends, length[kept], behind)
    return pa.Table.from_arrays([positions(column).cast(pa.int32()) for column in columns], schema=RUNS)


def restored(successor: pa.Table, lacking: pa.Table, runs: pa.Table) -> pa.Table:
    """The version of which a difference is kept.

    Parameters
    ----------
    successor
        The version behind it.
    lacking, runs
        As `difference` gave them.

    Returns
    -------
    Equal to the former version.

    Raises
    ------
    IndexError
        For runs that lead beyond the rows.
    """
    skipped, kept, behind = (numbers(runs.column(name), 0) for name in RUNS.names)
    ends = np.cumsum(skipped + kept)
    first = np.stack([ends - kept, successor.num_rows + np.cumsum(behind) - behind], axis=1).ravel()
    length = np.stack([kept, behind], axis=1).ravel()
    at = spread(first, length)
    both = pa.concat_tables([successor, lacking])
    if len(at) and not 0 <= at.min() <= at.max() < both.num_rows:
        raise IndexError("a run beyond the rows")
    return taken(both, at)
