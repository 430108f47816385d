"""The coverage matrix: areas or categories × forms, each cell k of n with what is unknown told apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from oversight_graph.answer.area_rows import AreaRow, area_rows
from oversight_graph.answer.cell_text import UNKNOWN as UNKNOWN_VALUE
from oversight_graph.answer.coverage_cells import UNKNOWN, CoverageCell, coverage_cells
from oversight_graph.answer.coverage_opening import OfCategory
from oversight_graph.answer.opening import in_words
from oversight_graph.explorer.model_styles import STEPS
from oversight_graph.messages import Message, message
from oversight_graph.model import KINDS, Language
from oversight_graph.picture.area_names import area_names

if TYPE_CHECKING:
    from oversight_graph.answer.answer import Answer
    from oversight_graph.graph.graph import Graph

By = Literal["area", "category"]


class MatrixCell(CoverageCell):
    """A cell of the page's matrix: what is counted in it, its colour, its bar."""

    @property
    def shown(self) -> Message:
        """How many are covered; of what nobody knows anything, that is no zero."""
        return message("answer.no_number") if self.all_unknown else self.working.shown

    @property
    def heat(self) -> str:
        """The classes of its colour: the share known to be covered, marked where of some nothing is known; nothing known at
        all has a colour of its own."""
        if self.all_unknown:
            return "g-unknown"
        share = self.working.number * STEPS // self.n.number if self.n.number else STEPS * bool(self.working)
        return f"heat-{share}" + (" some" if self.of(UNKNOWN) else "")

    @property
    def bars(self) -> tuple[tuple[str, float, float], ...]:
        """The grades as parts of a bar of width 100: (grade, start, width), best first; sets that say no number have no width."""
        made, start = [], 0.0
        for grade, count in self.grades:
            width = 100 * count.number / max(self.n.number, 1)
            made.append((grade, round(start, 2), round(width, 2)))
            start += width
        return tuple(made)


@dataclass(frozen=True)
class MatrixRow:
    """`scope`: the area that holds all of the row, where one does; else `only`: what its nodes have in common."""

    label: str
    hint: str
    scope: str | None
    only: tuple[tuple[str, str], ...]
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True)
class Matrix:
    """The rows by area or by category, all of them together, and among how many was counted."""

    by: By
    rows: tuple[MatrixRow, ...]
    total: tuple[MatrixCell, ...]
    n: int


def matrix(graph: Graph, answer: Answer, by: By, lang: Language) -> Matrix:
    """The answer to `coverage`, over all forms, counted. Cost: linear in its rows.

    Parameters
    ----------
    graph
        Has the names of the areas.
    answer
        To `coverage`, over any forms.
    by
        What a row is.
    lang
        Of the labels.

    Returns
    -------
    A column for each form that the answer holds.
    """
    data = answer.data
    if by == "area":
        of_area, total = coverage_cells(data, area_rows(graph, list(data["area"])))
        areas = sorted(of_area, key=lambda key: (key.area or "", not key.whole))
        rows = [_area_row(graph, key, _drawn(of_area[key]), lang) for key in areas]
    else:
        of_category, total = coverage_cells(data, list(map(OfCategory, data["kind"], data["category"])))
        rows = [_category_row(key, _drawn(of_category[key]), lang) for key in sorted(of_category, key=lambda key: key.order)]
    return Matrix(by, tuple(rows), _drawn(total), answer.n)


def _drawn(cells: tuple[CoverageCell, ...]) -> tuple[MatrixCell, ...]:
    return tuple(MatrixCell(cell.form, cell.grades) for cell in cells)


def _area_row(graph: Graph, key: AreaRow, cells: tuple[MatrixCell, ...], lang: Language) -> MatrixRow:
    code, name = key.area, _area_name(graph, key.area, lang)
    if key.whole:
        return MatrixRow(code or "", name, code, (), cells)
    return MatrixRow(code or UNKNOWN_VALUE, name, None, (("area", code or UNKNOWN_VALUE),), cells)


def _area_name(graph: Graph, code: str | None, lang: Language) -> str:
    """What the maps call an area, else the commission of that area, in English too before a name in Chinese; nothing where there is none of these."""
    if code is None:
        return ""
    zh, en = area_names(graph, [code])[0]
    name = en if lang == "en" else zh
    if code not in name:
        return name
    if code not in graph.area_codes:
        return zh if code not in zh else ""
    from oversight_graph.answer.ask import node_names

    here = (graph.kind == KINDS.code("Commission")) & (graph.area_of == graph.area_codes.index(code)) & ~graph.population
    at = here.nonzero()[0]
    return node_names(graph, lang, at)[0] if len(at) == 1 else zh if code not in zh else ""


def _category_row(key: OfCategory, cells: tuple[MatrixCell, ...], lang: Language) -> MatrixRow:
    label, *hint = (in_words(said, lang) for said in key.label)
    return MatrixRow(label, "".join(hint), None, (("kind", key.kind), ("category", key.category or UNKNOWN_VALUE)), cells)
