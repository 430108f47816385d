"""What readers of text share: lines as a sheet, and what is said of an encoding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from oversight_graph.loaders.workbook import Sheet
from oversight_graph.messages import message
from oversight_graph.naming.personal_data import redacted
from oversight_graph.naming.persons import likeness
from oversight_graph.parsing.document import ParseError
from oversight_graph.parsing.encoding import Text, sample
from oversight_graph.problems import Problem

BEFORE = 5  # lines before a table that may say what it is: a number, a title, a date


def text_sheet(paragraphs: Iterable[str]) -> Sheet:
    """Paragraphs of text as a sheet of one column.

    Parameters
    ----------
    paragraphs
        Each may hold several lines.

    Returns
    -------
    Sheet
        A line a row, without empty rows at the end.

    Raises
    ------
    ParseError
        Where they hold no text.
    """
    rows = [(line,) if line.strip() else () for paragraph in paragraphs for line in paragraph.split("\n")]
    while rows and not rows[-1]:
        rows.pop()
    if not rows:
        raise ParseError(0, message("tabular.no_text"))
    return Sheet("text", rows)


def text_beside_tables(file: str, lines: Sequence[str]) -> tuple[Problem, ...]:
    """What is said of the text of a document that stands neither in a table nor right before one: it isn't read.

    Parameters
    ----------
    file
        As problems name it.
    lines
        Those that hold something.

    Returns
    -------
    tuple of Problem
        One warning with the first line, or none; what belongs to persons isn't repeated.
    """
    if not lines:
        return ()
    first = next((text for line in lines if (text := redacted(line).text) and not likeness(line)), "…")
    said = message("tabular.text_beside_tables", number=len(lines), first=first if len(first) <= 30 else f"{first[:30]}…")
    return (Problem("warning", file, 0, "", said),)


def encoding_notes(file: str, decoded: Text, told: str | None) -> tuple[Problem, ...]:
    """What is said about a text that isn't UTF-8, unless the user told what it is.

    Parameters
    ----------
    file
        As problems name it.
    decoded
        The text and its encoding.
    told
        The encoding that the user told; None without one.

    Returns
    -------
    tuple of Problem
        One warning, or none.
    """
    if told is not None or decoded.encoding == "UTF-8":
        return ()
    return (Problem("warning", file, 0, "", message("tabular.not_utf8", encoding=decoded.encoding, sample=sample(decoded.text))),)
