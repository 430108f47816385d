"""An answer in a notebook: its rows with the colours of grades and statuses, and among how many they were found. Every text is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from oversight_graph.answer.answer_data import AnswerData
from oversight_graph.answer.cell_text import cell
from oversight_graph.answer.opening import Opening, Said, in_words
from oversight_graph.answer.question import AnswerColumn
from oversight_graph.answer.rendering import reference, summary_lines
from oversight_graph.messages import Language, message
from oversight_graph.model import GRADES, STATUSES
from oversight_graph.model.colour_contrast import contrast
from oversight_graph.model.requirements import RULE_STATUSES

SHOWN = 100
"""Rows that are shown; how many more there are is said."""


def as_html(answer: AnswerData) -> str:
    """An answer as its opening and a table with its denominator as the caption; no script, nothing loaded.

    Parameters
    ----------
    answer : AnswerData
        What is shown.

    Returns
    -------
    str
        HTML in which every text is escaped; the first 100 rows, and how many more there are.
    """
    columns = answer.asked.columns
    head = "".join(f'<th scope="col" style="text-align:{_side(column)}">{escape(column.zh if answer.words == "zh" else column.en)}</th>' for column in columns)
    rows = "".join(f"<tr>{''.join(_cell(column, row, answer) for column in columns)}</tr>" for row in answer.rows_at(range(min(SHOWN, len(answer)))))
    more = len(answer) - SHOWN
    opening = answer.opening
    summary = [] if opening is not None and opening.summed else summary_lines(answer)
    lines = [*summary, reference(answer), *answer.notes]
    if more > 0:
        lines.insert(0, message("answer.more_rows", number=more).text(answer.words))
    if not len(answer):
        lines.insert(0, message("answer.no_rows").text(answer.words))
    under = "".join(f"<div>{escape(line)}</div>" for line in lines)
    return (
        f"{_opening(opening, answer.words) if opening is not None else ''}"
        f'<table style="border-collapse:collapse"><caption style="caption-side:bottom;text-align:start;padding-top:6px">{under}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _opening(opening: Opening, lang: Language) -> str:
    """Lines, a table, lines."""

    def cell_of(lines: Iterable[Said], kind: str, place: int) -> str:
        side = "right" if place >= opening.numbers else "left"
        return f'<{kind} style="text-align:{side};vertical-align:top">{"".join(f"<div>{escape(in_words(line, lang))}</div>" for line in lines)}</{kind}>'

    head = "".join(cell_of((heading,), "th", place) for place, heading in enumerate(opening.headings))
    rows = "".join(f"<tr>{''.join(cell_of(lines, 'td', place) for place, lines in enumerate(row))}</tr>" for row in opening.rows)
    table = f'<table style="border-collapse:collapse"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>' if opening.headings else ""
    before, after = ("".join(f"<div>{escape(in_words(line, lang))}</div>" for line in lines) for lines in (opening.lines, opening.after))
    return before + table + after


def _side(column: AnswerColumn) -> str:
    return "right" if column.type in ("number", "decimal") else "left"


def _cell(column: AnswerColumn, row: Mapping[str, Any], answer: AnswerData) -> str:
    colour = _colour(column, row[column.id])
    shade = f";background:{colour};color:{'#000' if contrast(colour, '#000000') >= contrast(colour, '#ffffff') else '#fff'}" if colour else ""
    return f'<td style="text-align:{_side(column)};vertical-align:top{shade}">{escape(cell(column, row, answer, answer.words))}</td>'


def _colour(column: AnswerColumn, value: Any) -> str | None:
    """That of a grade or a status; an unknown grade is grey, never the colour of a gap."""
    if column.vocabulary in (STATUSES, RULE_STATUSES):
        return str(column.vocabulary[value].colour) if value else None
    if column.vocabulary is GRADES:
        return GRADES[value or "unknown"].colour
    if column.id == "grade":
        return next(grade.colour for grade in GRADES if grade.number == value)
    return None
