"""Coverage counted: how many of the overseen of each form are covered by a body at work there, only formally, not at all, and of how many nothing is known."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from oversight_graph.answer.columns import Numbers, distinct
from oversight_graph.answer.opening import Counted
from oversight_graph.model import FORMS, GRADES, WORKING

Key = TypeVar("Key", bound=Hashable)
BEST_FIRST = tuple(sorted(GRADES, key=lambda one: -1 if one.number is None else one.number, reverse=True))
"""Grades as a reader looks for them, unknown last."""
FORMAL = tuple(one.id for one in GRADES if one.number is not None and 0 < one.number < WORKING)
AT_WORK = tuple(one.id for one in GRADES if one.number is not None and one.number >= WORKING)
NONE = next(one.id for one in GRADES if one.number == 0)
UNKNOWN = next(one.id for one in GRADES if one.number is None)


@dataclass(frozen=True)
class CoverageCell:
    """Some overseen nodes and a form; `grades`: how many members have each, best first, those that nobody has left out."""

    form: str
    grades: tuple[tuple[str, Counted], ...]

    def of(self, *grades: str) -> Counted:
        """How many members have one of some grades.

        Parameters
        ----------
        *grades : str
            Ids of grades, `unknown` too.

        Returns
        -------
        Counted
            0 where none has one.
        """
        return sum((counted for grade, counted in self.grades if grade in grades), Counted())

    @property
    def n(self) -> Counted:
        """All of them."""
        return sum((counted for _, counted in self.grades), Counted())

    @property
    def working(self) -> Counted:
        """Those that a body at work there covers."""
        return self.of(*AT_WORK)

    @property
    def all_unknown(self) -> bool:
        """Whether nothing is known of any of them: that is no zero."""
        return all(grade == UNKNOWN for grade, _ in self.grades)


def coverage_cells(data: Mapping[str, Sequence[Any]], keys: Sequence[Key]) -> tuple[dict[Key, tuple[CoverageCell, ...]], tuple[CoverageCell, ...]]:
    """The answer to `coverage` counted.

    Parameters
    ----------
    data : mapping
        Its columns.
    keys : sequence
        For each of its rows what it is counted under.

    Returns
    -------
    dict
        For each key a cell for each form that the answer holds, in the order of forms.
    tuple of CoverageCell
        All keys together. Cost: linear in the rows.
    """
    names, key = distinct(keys)
    held, form = distinct(data["form"])
    words, grade = distinct(data["grade_name"])
    number, known = _counts(data["count"])
    shape = len(names), len(held), len(words)
    at = np.ravel_multi_index((key, form, grade), shape) if len(key) else key
    size = math.prod(shape)
    rows, sets = (np.bincount(at[some], minlength=size).reshape(shape) for some in (slice(None), ~known))
    members = np.bincount(at[known], weights=number[known], minlength=size).astype(np.int64).reshape(shape)
    forms = [one.id for one in FORMS if one.id in held]

    def cell(among: tuple[int | slice, int]) -> CoverageCell:
        sums = [one[among].reshape(-1, len(words)).sum(axis=0).tolist() for one in (rows, members, sets)]
        return _cell(held[among[1]], {word: Counted(*of_word) for word, any_row, *of_word in zip(words, *sums, strict=True) if any_row})

    order = [held.index(one) for one in forms]
    return {name: tuple(cell((row, place)) for place in order) for row, name in enumerate(names)}, tuple(cell((slice(None), place)) for place in order)


def _counts(column: Sequence[int | None]) -> tuple[NDArray[np.integer], NDArray[np.bool_]]:
    """Numbers, and which of them are known."""
    if isinstance(column, Numbers):
        return column.values, column.known
    return np.array([one or 0 for one in column], np.int64), np.array([one is not None for one in column], bool)


def _cell(form: str, counted: Mapping[str, Counted]) -> CoverageCell:
    return CoverageCell(form, tuple((grade.id, counted[grade.id]) for grade in BEST_FIRST if grade.id in counted))
