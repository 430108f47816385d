"""The names of links: a digest of what makes each the one that it is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from oversight_graph.chart.periods import PERIODS
from oversight_graph.graph.arrow import as_indices
from oversight_graph.model import LINK_ATTRIBUTES
from oversight_graph.resolution.link_rows import LinkRow

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def link_id(row: Mapping[str, Any]) -> str:
    """A name for all that makes a link the one that it is: everything but its sources, its evidence and its charts, and what these say of its ends.

    Parameters
    ----------
    row
        A link with all its columns, its ends by id.

    Returns
    -------
    16 hexadecimal digits.
    """
    return _digest(_identity(row))


_NOT_SAID = ("id", "sources", "charts", "evidence", *PERIODS)
_SAID_LATELY = {"period": None, "of": None, "share": LINK_ATTRIBUTES["share"].default}
"""Keys that came after stores had named links, with what stands where they aren't written: that changes no name."""


def _identity(row: Mapping[str, Any]) -> str:
    said = {key: row[key] for key in row if key not in _NOT_SAID and (key not in _SAID_LATELY or row[key] != _SAID_LATELY[key])}
    return json.dumps(said, sort_keys=True, ensure_ascii=False, default=str)


def _digest(identity: str) -> str:
    return hashlib.blake2b(identity.encode(), digest_size=8).hexdigest()


class LinkIds:
    """`link_id` for the many links of one chart: what links say alike is put into words once, and only their ends anew."""

    def __init__(self) -> None:
        self._around: dict[tuple[str, int], list[str]] = {}

    def of(self, row: LinkRow) -> str:
        """The name of a link.

        Parameters
        ----------
        row
            Its entry has to live as long as this object.

        Returns
        -------
        What `link_id` gives.
        """
        around = self.around(row)
        return _digest(f"{around[0]}{_quoted(row.start)}{around[1]}{_quoted(row.end)}{around[2]}")

    def around(self, row: LinkRow) -> list[str]:
        """What stands before, between and behind the ends of a link in the text that its name is made of.

        Parameters
        ----------
        row
            Its entry has to live as long as this object.

        Returns
        -------
        Three texts.
        """
        alike = row.entry.kind, id(row.entry.rest)  # the entries outlive this object, so the number stays that of one mapping
        around = self._around.get(alike)
        if around is None:
            if len(self._around) >= _REMEMBERED:
                self._around.clear()
            around = self._around[alike] = _identity({**row, "from": _END, "to": _END}).split(_quoted(_END))
        return around


def digests(around: Sequence[Sequence[str]], group: NDArray[np.int64], names: pa.Array, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> pa.Array:
    """The names of many links at once.

    Parameters
    ----------
    around
        What `LinkIds.around` gives for each group of links that say the same.
    group
        Of each link.
    names
        The ids of bodies.
    starts, ends
        Of each link the places of its ends among these.

    Returns
    -------
    Of each what `link_id` gives. Some thousands at once: as Python's texts all of them would take several times what they take in columns.
    """
    parts = [tuple(text.encode() for text in one) for one in around]
    made = []
    for first in range(0, len(group), _AT_ONCE):
        some = slice(first, first + _AT_ONCE)
        a, b = ([_quoted(name).encode() for name in names.take(as_indices(at[some])).to_pylist()] for at in (starts, ends))
        made.append(pa.array(_digested(parts, group[some].tolist(), a, b), pa.string()))
    return pa.concat_arrays(made) if made else pa.array([], pa.string())


def _digested(parts: Sequence[tuple[bytes, ...]], group: list[int], starts: list[bytes], ends: list[bytes]) -> list[str]:
    hashed = hashlib.blake2b
    return [
        hashed(b"".join((parts[one][0], start, parts[one][1], end, parts[one][2])), digest_size=8).hexdigest()
        for one, start, end in zip(group, starts, ends, strict=True)
    ]


_AT_ONCE = 1 << 16
_END = "\0"  # no text of a chart holds it
_quoted = json.JSONEncoder(ensure_ascii=False).encode
_REMEMBERED = 10_000
