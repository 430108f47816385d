"""Which bodies a table of aliases says are different ones: the rows with `no` in the column `same` (contract §1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from oversight_graph.chart.alias_table import Alias
from oversight_graph.naming.normalisation import key, one_commission

Member = tuple[int, int]
"""A row, and which of its names."""


@dataclass(frozen=True)
class ToldBody:
    """What a row can mean a body by.

    Attributes
    ----------
    ids
        In a store, of its entries.
    names
        Chinese names and aliases.
    kind, level, area
        Its block; the area in its one spelling.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    kind: str
    level: str | None
    area: str


class ApartRows:
    """Finds the rows that part two bodies.

    Parameters
    ----------
    rows
        Those of the tables that say of bodies that they are different ones.
    area_names
        What charts call the areas that they declare.
    """

    def __init__(self, rows: Iterable[Alias], area_names: Mapping[str, Sequence[str]]) -> None:
        self._rows, self._area_names = tuple(rows), area_names
        self._ids: dict[str, set[Member]] = {}
        self._names: dict[tuple[str, str | None, str], dict[str, set[Member]]] = {}
        for number, row in enumerate(self._rows):
            for at, stored in enumerate((row.name, *row.aliases) if row.target else ()):
                self._ids.setdefault(stored, set()).add((number, at))

    def __bool__(self) -> bool:
        return bool(self._rows)

    def between(self, one: ToldBody, other: ToldBody) -> Alias | None:
        """The row that says that two bodies are different ones.

        Parameters
        ----------
        one, other
            The bodies.

        Returns
        -------
        The first such row, or None. Cost: linear in the rows once for each block, then in the names of the two.
        """
        if not self._rows:
            return None
        theirs = self._members(other)
        parting = [row for row, at in self._members(one) for number, place in theirs if number == row and place != at]
        return self._rows[min(parting)] if parting else None

    def _members(self, body: ToldBody) -> Set[Member]:
        folded = self._in_block(body.kind, body.level, body.area)
        found = [self._ids.get(stored, set()) for stored in body.ids]
        return set().union(*found, *(folded.get(self._key(name, body), set()) for name in body.names))

    def _in_block(self, kind: str, level: str | None, area: str) -> dict[str, set[Member]]:
        block = (kind, level, area)
        if block not in self._names:
            known = self._names[block] = {}
            meant = ToldBody((), (), kind, level, area)
            for number, row in enumerate(self._rows):
                if not row.target and row.about(kind, level, area):
                    for at, name in enumerate((row.name, *row.aliases)):
                        known.setdefault(self._key(name, meant), set()).add((number, at))
        return self._names[block]

    def _key(self, name: str, body: ToldBody) -> str:
        folded = key(name, body.level, body.area, self._area_names.get(body.area, ()))
        return one_commission(folded) if body.kind == "Commission" else folded
