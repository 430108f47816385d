"""What a name is that by itself could be several things: what the names beside it in the list are. In a list of a commission's rooms 办公室 is one of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from oversight_graph.naming.grammar import NameReading

REACH = 12
"""How many lines of a list away a neighbour may stand."""
_LEAST = 2  # sure bodies beside a name that must be of one kind: one before and one behind it, or two at the edge of a list
_ROOM = "Room"


class ByNeighbours(NamedTuple):
    """A kind that neighbours tell, and their names."""

    kind: str
    neighbours: tuple[str, ...]


def kinds_by_neighbours(readings: Sequence[NameReading]) -> list[ByNeighbours | None]:
    """The kinds of the names of a list that aren't sure by themselves.

    Parameters
    ----------
    readings
        Of the names, in the order of the list.

    Returns
    -------
    For each name None where it is sure by itself, where its nearest sure neighbours aren't all of one kind, or where it can't be of theirs.
    Cost: linear in the names.

    Examples
    --------
    >>> from oversight_graph.naming.grammar import parse
    >>> names = ["办公室", "组织部", "第一监督检查室", "案件审理室"]
    >>> [one and one.kind for one in kinds_by_neighbours([parse(name) for name in names])]
    ['Room', 'Room', None, None]
    """
    sure = [reading.kind if reading.sure else None for reading in readings]
    found: list[ByNeighbours | None] = []
    for at, reading in enumerate(readings):
        if reading.sure:
            found.append(None)
            continue
        before = [*islice((one for one in range(at - 1, max(at - REACH, 0) - 1, -1) if sure[one]), _LEAST)]
        behind = [*islice((one for one in range(at + 1, min(at + REACH, len(readings) - 1) + 1) if sure[one]), _LEAST)]
        beside = [before[0], behind[0]] if before and behind else sorted(before + behind)  # at the edge of a list two of one side
        kinds = {sure[one] for one in beside}
        kind = kinds.pop() if len(kinds) == 1 and len(beside) >= _LEAST else None
        found.append(ByNeighbours(kind, tuple(readings[one].name for one in beside)) if kind and _can_be(reading, kind) else None)
    return found


def _can_be(reading: NameReading, kind: str) -> bool:
    """Whether the name can be of that kind: one of several that it says, or a room of which it says nothing but that it is one."""
    candidates = {candidate.kind for candidate in reading.candidates}
    if reading.pattern == "several" or reading.parts.set:
        return False
    return kind in candidates if candidates else kind == _ROOM and reading.name.endswith("室")
