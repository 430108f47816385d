"""Rows of placeholders that say the same as one row: `u-1 … u-80` of a repeated entry, with how many they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from oversight_graph.answer.answer_data import AnswerData

Row = dict[str, Any]
_APART = ("id", "name", "count")
"""What placeholders of one entry differ in."""
FEW = 3
"""So many stand one by one."""


def grouped(answer: AnswerData, places: Sequence[int]) -> Sequence[int | Row]:
    """The rows with those as one that placeholders of one entry have alike.

    Parameters
    ----------
    answer : AnswerData
        Its rows have an `id` and a `name`.
    places : sequence of int
        The positions of the rows that are looked at, in their order.

    Returns
    -------
    sequence of (int or dict)
        The position of a row that isn't of a placeholder, else a row. A group stands where its first row stood, with what its names share and their
        number, and adds up `count`; three alike stay single. Cost: linear in the rows, a Python object for each value in those of placeholders.
    """
    repeated = answer.repeated
    if not repeated:
        return places
    bodies = list(answer.data["id"])
    groups: dict[object, list[Any]] = {}
    for place in places:
        if bodies[place] not in repeated:
            groups[place] = [place]
            continue
        (row,) = answer.rows_at([place])
        alike = {name: value for name, value in row.items() if name not in _APART}
        if "links" in row:
            alike["links"] = _links(row, row["id"].rpartition("-")[0])
        key = (row["id"].rpartition("-")[0], _shared(row["name"], row["id"]), repr(alike))
        groups.setdefault(key, []).append(row)
    return [one for group in groups.values() for one in ([_together(group)] if len(group) > FEW else group)]


def _shared(name: str, body: str) -> str:
    """The name of the entry that a placeholder repeats: without its number."""
    return name.removesuffix(body.rpartition("-")[2]).rstrip()


def _links(row: Mapping[str, Any], instead: str) -> list[dict[str, Any]]:
    """The links of a row, with another name where they end at its own body."""
    return [{name: instead if value == row["id"] else value for name, value in link.items()} for link in row["links"]]


def _together(group: Sequence[Mapping[str, Any]]) -> Row:
    row = dict(group[0])
    entry = row["id"].rpartition("-")[0]
    numbers = sorted(int(one["id"].rpartition("-")[2]) for one in group)
    shared = _shared(group[0]["name"], group[0]["id"])
    if "links" in row:
        row["links"] = _links(row, shared)
    row["id"] = f"{entry}-{numbers[0]}…{numbers[-1]}"
    row["name"] = f"{shared}×{len(group)}"
    if "count" in row:
        counts = [one["count"] for one in group]
        row["count"] = None if None in counts else sum(counts)
    return row
