"""What `coverage` opens with: by chart, by area or by category, how many of the overseen each form covers."""

from __future__ import annotations

from typing import NamedTuple

from oversight_graph.answer.area_rows import AreaRow
from oversight_graph.answer.coverage_cells import FORMAL, NONE, UNKNOWN, CoverageCell, coverage_cells
from oversight_graph.answer.opening import Lines, OpenedAnswer, Opening, Said
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
    areas = {places.area_rows[code] for code in set(data["area"])}
    if len(places.charts) > 1:
        by: Said = message("answer.by_chart")
        of_chart, total = coverage_cells(data, [str(body).partition(":")[0] for body in data["id"]])
        rows = [((place, chart), of_chart[chart]) for chart, place in places.charts.items() if chart in of_chart]
    elif len(areas) > 1:
        by = message("answer.by_area")
        of_area, total = coverage_cells(data, [places.area_rows[code] for code in data["area"]])
        rows = [(_area(answer, key), of_area[key]) for key in sorted(of_area, key=lambda key: (key.area or "", key.whole))]
    else:
        by = message("answer.by_category")
        of_category, total = coverage_cells(data, list(map(OfCategory, data["kind"], data["category"])))
        rows = [(key.label, of_category[key]) for key in sorted(of_category, key=lambda key: key.order)]
    table = [(label, *map(_lines, cells)) for label, cells in rows]
    if len(table) > 1:
        table.append(((message("answer.all_together"),), *map(_lines, total)))
    headings = (by, *(FORMS[cell.form] for cell in total))
    return Opening((*places.lines, message("answer.matrix", by=by)), headings, tuple(table), (message("answer.matrix_read"),))


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
