"""Many ranges of places at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from oversight_graph.graph.csr import spread
from oversight_graph.resolution.layer import Numbers, Rows

NO_ROWS: Rows = np.zeros(0, np.int64)


def between(starts: Rows, of: Rows) -> tuple[Rows, Rows]:
    """The places `starts[n] … starts[n + 1] - 1` for each n.

    Parameters
    ----------
    starts
        Where each begins, with the end of the last.
    of
        Which ones.

    Returns
    -------
    The places, one range behind the other, and how many each has.
    """
    length = starts[of + 1] - starts[of]
    return spread(starts[of], length), length


def joined_rows(arrays: Sequence[Rows]) -> Rows:
    """Some arrays of rows as one.

    Parameters
    ----------
    arrays
        Perhaps none.

    Returns
    -------
    One behind the other.
    """
    return np.concatenate([NO_ROWS, *arrays])


def joined_numbers(arrays: Iterable[Numbers]) -> Numbers:
    """Some arrays of numbers of texts as one.

    Parameters
    ----------
    arrays
        Perhaps none.

    Returns
    -------
    One behind the other.
    """
    return np.concatenate([np.zeros(0, np.uint64), *arrays])
