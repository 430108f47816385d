"""What readers of text share: lines as a sheet, and what is said of an encoding."""

from __future__ import annotations

from collections.abc import Iterable

from oversight_graph.loaders.workbook import Sheet
from oversight_graph.messages import untranslated
from oversight_graph.parsing.document import ParseError
from oversight_graph.parsing.encoding import Text, sample
from oversight_graph.problems import Problem

BEFORE = 5  # lines before a table that may say what it is: a number, a title, a date


def text_sheet(paragraphs: Iterable[str]) -> Sheet:
    """Paragraphs of text as a sheet of one column. Raises ParseError where there are none."""
    rows = [(line,) if line.strip() else () for paragraph in paragraphs for line in paragraph.split("\n")]
    while rows and not rows[-1]:
        rows.pop()
    if not rows:
        raise ParseError(0, "the file holds no table and no text", "is it complete? What stands in pictures can't be read")
    return Sheet("text", rows)


def encoding_notes(file: str, found: Text, told: str | None) -> tuple[Problem, ...]:
    """What is said about a text that isn't UTF-8, unless the user told what it is."""
    if told is not None or found.encoding == "UTF-8":
        return ()
    what = f"the text isn't UTF-8; it was read as {found.encoding}: “{sample(found.text)}”"
    return (Problem("warning", file, 0, "", untranslated(what, "see whether these words are right; if not, save it as UTF-8")),)
