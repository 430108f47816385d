"""What is worth saying about how a sheet was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from oversight_graph.loaders.tabular.sheet_xml import SheetXml
from oversight_graph.messages import untranslated
from oversight_graph.problems import Problem, letters

_NAMED = 5  # cells that a summary names
_EACH = 20  # cells that get a problem of their own


def notes(file: str, sheet: str, found: SheetXml, hidden: bool) -> list[Problem]:
    """The problems of a sheet: formulas that keep no value are errors, as nobody knows what should stand there."""

    def problem(what: str, todo: str, row: int = 0, column: int = 0, severity: Literal["error", "warning"] = "warning") -> Problem:
        return Problem(severity, file, row, "", untranslated(what, todo), sheet, column)

    made = []
    if hidden:
        made.append(problem("the sheet is hidden", "it is read like the others; delete it if it isn't meant"))
    if found.hidden_rows:
        made.append(problem(f"{_many(found.hidden_rows, 'row is', 'rows are')} hidden", "they are read like the others; delete them if they aren't meant"))
    if found.formulas:
        what = f"{_many(len(found.formulas), 'cell holds a formula', 'cells hold formulas')} ({_cells(found.formulas)})"
        made.append(problem(what, "the values kept in the file are read, nothing is calculated", *found.formulas[0]))
    open_again = "open the file in Excel, WPS or LibreOffice and save it, or write the value"
    for row, column in found.unknown[:_EACH]:
        made.append(problem("the formula was never calculated, so its value isn't known", open_again, row, column, "error"))
    if rest := found.unknown[_EACH:]:
        made.append(problem(f"{_many(len(rest), 'more formula was', 'more formulas were')} never calculated ({_cells(rest)})", open_again, *rest[0], "error"))
    for row, column, word in found.wrong[:_EACH]:
        made.append(problem(f"the cell shows the error `{word[:20]}`", "it is read as empty; mend it", row, column))
    if more := [(row, column) for row, column, _ in found.wrong[_EACH:]]:
        made.append(
            problem(f"{_many(len(more), 'more cell shows an error', 'more cells show errors')} ({_cells(more)})", "they are read as empty; mend them", *more[0])
        )
    if found.covered:
        what = f"{_many(len(found.covered), 'cell', 'cells')} under merged cells hold text that nobody sees ({_cells(found.covered)})"
        made.append(problem(what, "it isn't read; split the merged cells if it is meant", *found.covered[0]))
    return made


def _many(number: int, one: str, several: str) -> str:
    return f"{number:,} {one if number == 1 else several}"


def _cells(places: Sequence[tuple[int, int]]) -> str:
    named = ", ".join(f"{letters(column)}{row}" for row, column in places[:_NAMED])
    return named + (" …" if len(places) > _NAMED else "")
