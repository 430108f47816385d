"""The fates of the cells of a file, and what must hold of them: each cell has one, what is loaded is in the chart, what is left out is named."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from oversight_graph.chart.build import ChartReading
from oversight_graph.loaders.cell_account import Fate, account_of
from oversight_graph.loaders.rosters.cell_contents import parts
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.loaders.unread_cells import names_body
from oversight_graph.model import LINK_ATTRIBUTES, NODE_ATTRIBUTES
from oversight_graph.naming.normalisation import fold

_LABELS = {term.id: (term.zh, term.en) for attribute in (*NODE_ATTRIBUTES, *LINK_ATTRIBUTES) for term in attribute.vocabulary or ()}
"""A cell says a word of a vocabulary by its label, a chart by its id."""


def fates_of(file: SourceFile) -> dict[tuple[str, int, int], Fate]:
    """The fate of each cell that holds something, by sheet, row and column."""
    return {(account.sheet.name, row, column): fate for account in file.cached(account_of).sheets for row, column, _, fate in account.written()}


def accounted(file: SourceFile, reading: ChartReading) -> None:
    """Count the cells of a file that was read, and look each one up."""
    texts = {
        (sheet.name, row, column): text
        for sheet in file.book.sheets
        for row, cells in enumerate(sheet.rows, 1)
        for column, text in enumerate(cells, 1)
        if text.strip()
    }
    fates = fates_of(file)
    assert set(fates) == set(texts), "every cell that holds something has a fate, and no other"
    counted = [Counter({Fate[name.upper()]: number for name, number in sheet.items() if name not in ("sheet", "cells")}) for sheet in reading.cells]
    assert sum(counted, Counter()) == Counter(fates.values()), "what is told of a table is what became of its cells"
    assert sum(sheet["cells"] for sheet in reading.cells) == len(texts)  # type: ignore[misc]
    held = set(_held(reading))
    for (sheet, row, column), text in texts.items():
        fate, here = fates[sheet, row, column], f"{sheet} {row},{column} {text!r}"
        assert fate is not Fate.UNREAD, here
        at_cell = [problem for problem in reading.problems if problem.sheet in ("", sheet) and (problem.line, problem.column) == (row, column)]
        if fate is Fate.SAID:
            assert at_cell or any(problem.sheet in ("", sheet) and _means_several(problem.code) for problem in reading.problems), here
        if reading.chart is not None and fate is Fate.LOADED:
            pieces = [_plain(text), *map(_plain, parts(text))]  # 一、党政机关: the number before it is no part of the name
            assert at_cell or any(value in pieces[0] or any(piece in value for piece in pieces) for value in held), here
        if reading.chart is not None and fate in (Fate.LOADED, Fate.NUMBER, Fate.REMARK, Fate.FILLER):
            for part in parts(text):
                behind = re.split(r"[:：]", part)[-1]
                if fate is Fate.LOADED and names_body(behind) and len(behind) > 2:
                    assert at_cell or any(value in _plain(behind) or _plain(behind) in value for value in held if len(value) > 1), f"{here}: {part}"


def _means_several(code: str) -> bool:
    """Whether a problem names a column or a table by its first cell."""
    return code.startswith("cells.")


def _held(reading: ChartReading) -> Iterator[str]:
    """All texts of a chart, and its numbers, as they are compared."""
    if reading.chart is None:
        return
    for entry in (*reading.chart.nodes, *reading.chart.links):
        yield from _texts(entry.written())
    header = reading.chart.header
    yield from filter(None, (header.as_of, header.title_zh))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
    elif value not in (None, ""):
        yield _plain(str(value))
        yield from map(_plain, _LABELS.get(str(value), ()))


def _plain(text: str) -> str:
    return fold(re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))
