"""An answer as people and programs read it: a table, JSON, CSV."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from oversight_graph.answer.answer_data import AnswerData
from oversight_graph.answer.cell_text import area_cell, cell
from oversight_graph.answer.days import day_message
from oversight_graph.answer.grouped_rows import grouped
from oversight_graph.answer.opening_table import print_opening
from oversight_graph.answer.question import AnswerColumn
from oversight_graph.messages import message
from oversight_graph.model import Language
from oversight_graph.visible_text import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


HEIGHT = 25
"""Lines of a screen, for `rich`, which otherwise reads COLUMNS itself and may fall over it; nothing is cut to it."""
_CHARTS = 6  # that the line of reference names
_STYLES = {
    "gap": "bold red",
    "formal_only": "red",
    "broken": "bold red",
    "partial": "yellow",
    "undetermined": "dim",
    "none": "bold red",
    "unknown": "dim",
    "nominal": "red",
}


def reference(answer: AnswerData) -> str:
    """Among how many, when, on which charts, by which norms: the line under every answer.

    Parameters
    ----------
    answer : AnswerData
        What is shown.

    Returns
    -------
    str
        One line in the language of the answer.
    """
    charts = list(answer.scope["charts"])
    shown = message("answer.charts", charts=charts)
    if len(charts) > _CHARTS:
        shown = message("answer.charts_and_more", charts=charts[:_CHARTS], number=len(charts))
    if "area" in answer.scope:
        shown = message("answer.charts_in_area", charts=shown, area=area_cell(answer, answer.scope["area"]))
    parts = [
        message("answer.among", n=answer.n, what=answer.universe["what"], nodes=answer.universe["nodes"]),
        day_message(answer.as_of_by_chart.values() or ([answer.as_of] if answer.as_of else [])),
        shown,
        *([message("answer.norms", norms=answer.norms)] if answer.norms else []),
    ]
    return " · ".join(part.text(answer.words) for part in parts)


def summary_lines(answer: AnswerData) -> list[str]:
    """The counts of an answer in words; of a summary with parts of its own, a line each.

    Parameters
    ----------
    answer : AnswerData
        What is shown.

    Returns
    -------
    list of str
        In the language of the answer.
    """
    lines, flat = [], []
    for name, value in answer.summary.items():
        if isinstance(value, Mapping):
            part = message("answer.part_of_summary", name=_word(name, answer), counts=_counts(value, answer, f"{name}."))
            lines.append(part.text(answer.words))
        elif isinstance(value, int) and not isinstance(value, bool):
            flat.append((name, value))
    return ([_counts(dict(flat), answer)] if flat else []) + lines


def _counts(counts: Mapping[str, Any], answer: AnswerData, within: str = "") -> str:
    floors = [name.removeprefix(within) for name in answer.summary.get("floors", ()) if name.startswith(within)]
    shown = [f"{_word(name, answer)} {_count(value, name in floors, answer)}" for name, value in counts.items() if value or name in floors or len(counts) <= 5]
    return " · ".join(shown) if shown else "–"


def _count(value: int, floor: bool, answer: AnswerData) -> str:
    """A count that holds an unknown part is a floor, and of 0 nothing is known."""
    if not floor:
        return f"{value:,}"
    return (message("answer.at_least", number=value) if value else message("answer.unknown_number")).text(answer.words)


def _word(name: str, answer: AnswerData) -> str:
    """The name of a count: a word of one of the answer's columns, else of the question's own counts."""
    for column in answer.asked.columns:
        if column.vocabulary is not None and name in column.vocabulary:
            return str(column.vocabulary.label(name, answer.words))
    return next((term.label(answer.words) for term in answer.asked.counts if term.id == name), name.replace("_", " "))


def table(answer: AnswerData, limit: int | None = 60) -> str:
    """The answer as plain text, without colours.

    Parameters
    ----------
    answer : AnswerData
        What is shown.
    limit : int or None
        Rows shown at most; None for all.

    Returns
    -------
    str
        160 columns wide.
    """
    plain = plain_console(160)
    print_table(answer, plain, limit)
    return str(plain.file.getvalue())  # type: ignore[attr-defined]


def plain_console(width: int) -> Console:
    """A console whose `file` gathers plain text, whatever the surroundings say about colours.

    Parameters
    ----------
    width : int
        In columns.

    Returns
    -------
    rich.console.Console
        Its `file` is an `io.StringIO`.
    """
    from rich.console import Console

    return Console(file=io.StringIO(), width=width, height=HEIGHT, force_terminal=False, color_system=None, highlight=False)


def print_table(answer: AnswerData, console: Console, limit: int | None = None, rows: bool = True) -> None:
    """Print the answer with its opening and its frame of reference.

    Parameters
    ----------
    answer : AnswerData
        What is shown.
    console : rich.console.Console
        Where it is printed; columns without room there are named below.
    limit : int or None
        Rows shown at most; how many more there are is said.
    rows : bool
        Every row by itself; else as the question has it: behind its opening, or placeholders that say the same as one.
    """
    opening = answer.opening
    if opening is not None:
        print_opening(opening, console, answer.words)
    if rows or not answer.asked.rows_behind:
        _print_rows(answer, console, limit, rows)
    elif len(answer):
        _line(console, message("answer.rows_behind", number=len(answer)).text(answer.words))
    console.print()
    notes = [message("answer.note", note=note).text(answer.words) for note in answer.notes]
    summary = [] if opening is not None and opening.summed else summary_lines(answer)
    for line in (*summary, reference(answer), *notes):
        _line(console, line)


def _print_rows(answer: AnswerData, console: Console, limit: int | None, single: bool) -> None:
    from rich.table import Table
    from rich.text import Text

    lang = answer.words
    told = _told(answer)
    lines: Sequence[int | dict[str, Any]] = told if single or not answer.asked.grouped else grouped(answer, told)
    rows = [line for one in lines[:limit] for line in (answer.rows_at([one]) if isinstance(one, int) else [one])]
    cells = {column.id: [visible(cell(column, row, answer, lang)) for row in rows] for column in answer.asked.columns}
    shown, left_out = _fitting(answer.asked.columns, cells, console.width, lang)
    grid = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for column in shown:
        add_column(grid, _heading(column, lang), cells[column.id], column.type in _FOLDED, column.type in ("number", "decimal"))
    for number, row in enumerate(rows):
        styles = [_STYLES.get(row[column.id], "") if column.type == "term" else "" for column in shown]
        grid.add_row(*(Text(cells[column.id][number], style) for column, style in zip(shown, styles, strict=True)))
    if rows:
        print_grid(console, grid)
    else:
        _line(console, message("answer.no_rows").text(lang))
    if len(lines) > len(rows):
        _line(console, message("answer.more_rows_in_file", number=len(lines) - len(rows)).text(lang))
    if len(lines) < len(told):
        _line(console, message("answer.rows_grouped").text(lang))
    if left_out:
        _line(console, message("answer.columns_without_room", columns=left_out).text(lang))


def _told(answer: AnswerData) -> Sequence[int]:
    """The rows of a table, by their positions: without those of which nothing is known that the question is about; a note says how many these are."""
    if not answer.asked.known or any(parameter.type == "body" and parameter.id in answer.parameters for parameter in answer.asked.parameters):
        return range(len(answer))
    told = zip(*(answer.data[name] for name in answer.asked.known), strict=True)
    return [place for place, values in enumerate(told) if any(value is not None for value in values)]


def _line(console: Console, text: str) -> None:
    """A line that the terminal breaks, and nothing else does."""
    from rich.text import Text

    console.print(Text(visible(text)), soft_wrap=True)


_FOLDED = ("id", "ids", "name", "text", "texts", "hops", "mechanisms", "links")
_SHORT = 8  # a text doesn't fold into less
_LONG = 34  # a longer text folds rather than driving other columns out


def add_column(grid: Table, heading: str, cells: Iterable[str], folds: bool, right: bool = False) -> None:
    """A column that folds down to a few letters, or not at all: on a screen that is too narrow lines run over, and nothing is cut off.

    Parameters
    ----------
    grid : rich.table.Table
        Gets the column.
    heading : str
        As it is shown.
    cells : iterable of str
        What will stand in it, for its width.
    folds : bool
        Whether its texts may take several lines.
    right : bool
        Numbers stand at the right.
    """
    from rich.cells import cell_len
    from rich.text import Text

    widest = max(map(cell_len, (heading, *cells)))
    grid.add_column(Text(heading), justify="right" if right else "left", overflow="fold", no_wrap=not folds, min_width=min(widest, _SHORT) if folds else widest)


def print_grid(console: Console, grid: Table) -> None:
    """Print a table made of such columns; where they don't fit, it is wider than the screen.

    Parameters
    ----------
    console : rich.console.Console
        Where it is printed.
    grid : rich.table.Table
        Of columns that `add_column` made.
    """
    least = sum(column.min_width or 0 for column in grid.columns) + 2 * (len(grid.columns) - 1)
    if least > console.width:
        grid.width = least
    console.print(grid, crop=False)


def _heading(column: AnswerColumn, lang: Language) -> str:
    return column.zh if lang == "zh" else column.en


def _fitting(columns: Sequence[AnswerColumn], cells: Mapping[str, Sequence[str]], width: int, lang: Language) -> tuple[list[AnswerColumn], list[str]]:
    """The columns that fit, and the headings of those that had to go."""
    from rich.cells import cell_len

    needs = {column.id: min(max(map(cell_len, [_heading(column, lang), *cells[column.id]])), _LONG) + 2 for column in columns}
    shown, left_out = list(columns), []
    while sum(needs[column.id] for column in shown) - 2 > width:
        dropped = max(shown, key=lambda column: column.drop_priority)
        if not dropped.drop_priority:
            break
        shown.remove(dropped)
        left_out.append(_heading(dropped, lang))
    return shown, left_out


def plain_rows(answer: AnswerData) -> list[list[Any]]:
    """The rows with a plain value a cell: lists joined by `;`, hops, their mechanisms and links as JSON, an unknown as an empty text, numbers as they are.

    Parameters
    ----------
    answer : AnswerData
        What is shown.

    Returns
    -------
    list of list
        A list a row, in the order of the columns.
    """
    from oversight_graph.answer.cell_formats import plain

    columns = [[plain(column.type, value) for value in answer.data[column.id]] for column in answer.asked.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def as_csv(answer: AnswerData) -> str:
    """The rows as CSV: lists joined by `;`, hops, their mechanisms and links as JSON, flags as true and false, an unknown as an empty cell.

    Parameters
    ----------
    answer : AnswerData
        What is shown.

    Returns
    -------
    str
        With a heading; lines end in a line feed; what a spreadsheet would run is text, halves of characters are escapes.
    """
    from oversight_graph.answer.streamed import csv_blocks

    return b"".join(csv_blocks(answer)).decode()
