"""What `coverage` opens with: by chart, by area or by category, how many of the overseen each form covers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pyarrow.compute as pc

from oversight_graph.answer.area_rows import AreaRow
from oversight_graph.answer.columns import Coded, Texts, distinct, mapped
from oversight_graph.answer.coverage_cells import FORMAL, NONE, UNKNOWN, CoverageCell, coverage_cells
from oversight_graph.answer.opening import Lines, OpenedAnswer, Opening, Said
from oversight_graph.graph.arrow import as_indices, encoded, numbers
from oversight_graph.messages import message
from oversight_graph.model import CATEGORIES, FORMS, GRADES, KINDS


class OfCategory(NamedTuple):
    """A row of a table by categories; units alone have some."""

    kind: str
    category: str | None

    @property
    def label(self) -> Lines:
        """The category, else the kind; of a unit of unknown category, that too."""
        if self.category is not None:
            return (CATEGORIES[self.category],)
        return (KINDS[self.kind], message("answer.category_unknown")) if self.kind == "Unit" else (KINDS[self.kind],)

    @property
    def order(self) -> tuple[int, int]:
        """Kinds as the model has them, their categories too, unknown ones last."""
        return KINDS.code(self.kind), CATEGORIES.code(self.category) if self.category is not None else len(CATEGORIES)


def coverage_opening(answer: OpenedAnswer) -> Opening:
    """A matrix: a row a chart where several are asked about, else an area where several hold nodes, else a category; a column a form.

    Parameters
    ----------
    answer : OpenedAnswer
        To `coverage`.

    Returns
    -------
    Opening
        Cost: linear in the rows of the answer.
    """
    places, data = answer.places, answer.data
    if not len(data["id"]):
        return Opening(places.lines)
    rows: list[tuple[Lines, tuple[CoverageCell, ...]]]
    area = mapped(data["area"], places.area_rows.__getitem__)
    if len(places.charts) > 1:
        by: Said = message("answer.by_chart")
        of_chart, total = coverage_cells(data, _charts(data["id"]))
        rows = [((place, chart), of_chart[chart]) for chart, place in places.charts.items() if chart in of_chart]
    elif len(set(area.values) - {None}) > 1:
        by = message("answer.by_area")
        of_area, total = coverage_cells(data, area)
        rows = [(_area(answer, key), of_area[key]) for key in sorted(of_area, key=lambda key: (key.area or "", key.whole))]
    else:
        by = message("answer.by_category")
        of_category, total = coverage_cells(data, categories(data["kind"], data["category"]))
        rows = [(key.label, of_category[key]) for key in sorted(of_category, key=lambda key: key.order)]
    table = [(label, *map(_lines, cells)) for label, cells in rows]
    if len(table) > 1:
        table.append(((message("answer.all_together"),), *map(_lines, total)))
    headings = (by, *(FORMS[cell.form] for cell in total))
    return Opening((*places.lines, message("answer.matrix", by=by)), headings, tuple(table), (message("answer.matrix_read"),))


def categories(kind: Sequence[str], category: Sequence[str | None]) -> Coded:
    """The row of a table by categories in which each node is counted.

    Parameters
    ----------
    kind, category : sequence of str
        Of the nodes; a category is None where none is known.

    Returns
    -------
    Coded
        Of OfCategory. Cost: linear in the nodes.
    """
    (kinds, of_kind), (words, of_category) = distinct(kind), distinct(category)
    return Coded(of_kind * len(words) + of_category, [OfCategory(one, word) for one in kinds for word in words])


def _charts(ids: Sequence[str]) -> Sequence[str]:
    """The chart of each body: its id up to the colon."""
    if not isinstance(ids, Texts):
        return [body.partition(":")[0] for body in ids]
    used, row = np.unique(ids.codes, return_inverse=True)
    parts = pc.split_pattern(ids.table.take(as_indices(used)), pattern=":", max_splits=1)
    charts, of_body = encoded(pc.list_flatten(parts).take(as_indices(numbers(parts.offsets, 0)[:-1])))
    return Coded(of_body[row], charts)


def _area(answer: OpenedAnswer, row: AreaRow) -> Lines:
    if row.area is None:
        return (message("answer.no_area"),)
    name = answer.places.areas[row.area]
    code = () if name == row.area else (row.area,)
    return (name, *code) if row.whole else (name, *code, message("answer.area_itself"))


def _lines(cell: CoverageCell) -> Lines:
    """k of n, and what the rest is; where nothing is known of any of them, no number but n."""
    if cell.all_unknown:
        return (message("answer.k_of_n", k=message("answer.no_number"), n=cell.n.shown),)
    rest = (
        (message("answer.formal_only"), cell.of(*FORMAL)),
        (GRADES[NONE], cell.of(NONE)),
        (GRADES[UNKNOWN], cell.of(UNKNOWN)),
    )
    return message("answer.k_of_n", k=cell.working.shown, n=cell.n.shown), *(message("answer.part", what=what, number=one.shown) for what, one in rest if one)
