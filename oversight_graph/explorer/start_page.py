"""The first page: what is loaded, and the coverage matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from oversight_graph.answer.coverage_cells import BEST_FIRST
from oversight_graph.explorer.answer_table import ONLY
from oversight_graph.explorer.matrix import By, Matrix, MatrixRow, matrix
from oversight_graph.explorer.page_rendering import page
from oversight_graph.explorer.request_context import RequestContext
from oversight_graph.model import FORMS, GRADES, LEVELS

if TYPE_CHECKING:
    from oversight_graph.graph.graph import Graph


def start(request: Request) -> Response:
    """What is loaded, and who of each area or category is covered by which form."""
    visit = RequestContext(request)
    infos = visit.store_cache.infos()
    if not infos:
        return page(visit, "start.html.j2", infos=[], found=None)
    by: By = "category" if request.query_params.get("by") == "category" else "area"
    graph = visit.store_cache.graph(visit.scope)
    answer = visit.store_cache.answer(visit.scope, "coverage", {}, visit.lang)
    found = visit.store_cache.kept(("matrix", visit.scope, by, visit.lang), lambda: matrix(graph, answer, by, visit.lang), lambda made: 4000 * len(made.rows))
    return page(
        visit, "start.html.j2", infos=infos, graph=graph, answer=answer, found=found, forms=FORMS, grades=GRADES, best_first=BEST_FIRST,
        behind=lambda row, form: _behind(visit, found, row, form), grade_word=lambda name: GRADES.label(name, visit.lang),
        levels=lambda name: LEVELS.label(name, visit.lang) or "", up=_up(graph),
    )  # fmt: skip


def _behind(visit: RequestContext, found: Matrix, row: MatrixRow | None, form: str) -> str:
    """The rows of the answer that a cell counts."""
    only = [] if row is None else [(f"{ONLY}{name}", value) for name, value in row.only]
    area = visit.scope.area if row is None or row.scope is None else row.scope
    return visit.url("/ask/coverage", *only, form=form, area=area)


def _up(graph: Graph) -> str | None:
    """The area above the one that is looked at."""
    return None if graph.area is None else graph.areas.parent(graph.area)
