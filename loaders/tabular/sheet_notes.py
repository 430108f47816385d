"""What is worth saying about how a sheet was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from oversight_graph.messages import Message, message
from oversight_graph.problems import Problem, letters

_NAMED = 5  # cells that a summary names
_EACH = 20  # cells that get a problem of their own


class ReadSheet(Protocol):
    """A sheet that was read, whatever the kind of its file: cells by (row, column), counted from 1, as `SheetXml` has them."""

    formulas: list[tuple[int, int]]
    unknown: list[tuple[int, int]]
    wrong: list[tuple[int, int, str]]
    covered: list[tuple[int, int]]
    hidden_rows: int


def notes(file: str, sheet: str, xml: ReadSheet, hidden: bool) -> list[Problem]:
    """The problems of a sheet: formulas that keep no value are errors, as nobody knows what should stand there.

    Parameters
    ----------
    file, sheet
        As problems name them.
    xml
        The sheet, read to its end.
    hidden
        Whether a reader of the workbook doesn't see it.

    Returns
    -------
    list of Problem
        Those of twenty cells each, the others together.
    """

    def note(said: Message, row: int = 0, column: int = 0, severity: Literal["error", "warning"] = "warning") -> None:
        problems.append(Problem(severity, file, row, "", said, sheet, column))

    problems: list[Problem] = []
    if hidden:
        note(message("tabular.sheet_hidden"))
    if xml.hidden_rows:
        note(message("tabular.rows_hidden", number=xml.hidden_rows))
    if xml.formulas:
        note(message("tabular.formulas", number=len(xml.formulas), cells=_cells(xml.formulas)), *xml.formulas[0])
    for row, column in xml.unknown[:_EACH]:
        note(message("tabular.formula_unknown"), row, column, "error")
    if rest := xml.unknown[_EACH:]:
        note(message("tabular.formulas_unknown", number=len(rest), cells=_cells(rest)), *rest[0], "error")
    for row, column, word in xml.wrong[:_EACH]:
        note(message("tabular.cell_error", word=word[:20]), row, column)
    if more := [(row, column) for row, column, _ in xml.wrong[_EACH:]]:
        note(message("tabular.cells_error", number=len(more), cells=_cells(more)), *more[0])
    if xml.covered:
        note(message("tabular.covered", number=len(xml.covered), cells=_cells(xml.covered)), *xml.covered[0])
    return problems


def _cells(places: Sequence[tuple[int, int]]) -> Message | list[str]:
    """The first of some cells by their names, and whether there are more."""
    named = [f"{letters(column)}{row}" for row, column in places[:_NAMED]]
    return message("tabular.cells_and_more", cells=named) if len(places) > _NAMED else named
