"""Coverage counted: how many of the overseen of each form are covered by a body at work there, only formally, not at all, and of how many nothing is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

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
    counted: dict[Key, dict[str, dict[str, list[int]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(lambda: [0, 0])))
    for key, form, grade, count in zip(keys, data["form"], data["grade_name"], data["count"], strict=True):
        sums = counted[key][form][grade]
        if count is None:
            sums[1] += 1
        else:
            sums[0] += count
    asked = set(data["form"])
    forms = [form.id for form in FORMS if form.id in asked]
    cells = {key: tuple(_cell(form, {grade: Counted(*sums) for grade, sums in of_form[form].items()}) for form in forms) for key, of_form in counted.items()}
    total = []
    for place, form in enumerate(forms):
        sums_of_grade: dict[str, Counted] = defaultdict(Counted)
        for row in cells.values():
            for grade, one in row[place].grades:
                sums_of_grade[grade] += one
        total.append(_cell(form, sums_of_grade))
    return cells, tuple(total)


def _cell(form: str, counted: Mapping[str, Counted]) -> CoverageCell:
    return CoverageCell(form, tuple((grade.id, counted[grade.id]) for grade in BEST_FIRST if grade.id in counted))
