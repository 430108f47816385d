"""Rosters written as sheets, and what is read of them."""

from __future__ import annotations

from pathlib import Path

from oversight_graph.chart.build import ChartReading
from oversight_graph.loaders import name_list, roster
from oversight_graph.loaders.import_options import ImportOptions
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.loaders.workbook import Sheet, Workbook

HEADER = {"chart": "yunling", "area": "530600", "level": "prefecture", "as_of": "2023-06-30"}


def opened(*sheets: Sheet, **told: object) -> SourceFile:
    """A file of some sheets, as it is before anybody has read it."""
    file = SourceFile(Path("roster.xlsx"), ImportOptions.of({**HEADER, **told}))
    file.__dict__["book"] = Workbook(sheets)
    return file


def read_opened(file: SourceFile) -> ChartReading:
    """The chart of a file by the format that takes it: a roster, else a list of names."""
    taker = roster if roster.recognises(file) else name_list
    (reading,) = taker.read(file)
    return reading


def read(*sheets: Sheet, **told: object) -> ChartReading:
    (reading,) = roster.read(opened(*sheets, **told))
    return reading


def sheet(*rows: str, merged: tuple[tuple[int, int, int, int], ...] = (), name: str = "表") -> Sheet:
    """A sheet of rows whose cells stand between bars."""
    return Sheet(name, [[cell.strip() for cell in row.split("|")] for row in rows], merged)


def links(reading: ChartReading, kind: str) -> set[tuple[str, str]]:
    assert reading.chart is not None, [str(problem) for problem in reading.problems]
    names = {node.id: node.zh for node in reading.chart.nodes}
    return {(names[link.start], names[link.end]) for link in reading.chart.links if link.kind == kind}


def names(reading: ChartReading, kind: str) -> set[str]:
    assert reading.chart is not None, [str(problem) for problem in reading.problems]
    return {node.zh for node in reading.chart.nodes if node.kind == kind}


def said(reading: ChartReading) -> str:
    return "\n".join(map(str, reading.problems))
