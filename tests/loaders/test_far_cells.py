"""A cell far away, or a block merged over everything, costs what its cells cost; a text that comes again costs what the first did."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from support import roster_readings

import oversight_graph as og
from oversight_graph.loaders.draft_entry import Location
from oversight_graph.loaders.rosters import detection
from oversight_graph.loaders.rosters.far_cells import FAR_COLUMNS, FAR_ROWS, near_parts
from oversight_graph.loaders.rosters.table_area import TableArea
from oversight_graph.loaders.tabular import xlsx
from oversight_graph.loaders.workbook import Sheet

TOLD = {"chart": "t", "as_of": "2023-06-30", "area": "530600", "level": "prefecture"}
ROWS = [["派驻机构", "监督单位", "备注"], ["驻市财政局纪检监察组", "市财政局、市审计局"], ["驻市教育局纪检监察组", "市教育局"]]
CORNER = "XFD1048576"


def book(path: Path, cells: dict[str, str], merged: str = "") -> Path:
    """A workbook with a roster, further cells, and a merged range that openpyxl itself would take for cells."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in ROWS:
        sheet.append(row)
    for cell, text in cells.items():
        sheet[cell] = text
    workbook.save(path)
    if merged:
        with zipfile.ZipFile(path) as file:
            parts = {name: file.read(name) for name in file.namelist()}
        name = "xl/worksheets/sheet1.xml"
        parts[name] = parts[name].replace(b"</sheetData>", f'</sheetData><mergeCells count="1"><mergeCell ref="{merged}"/></mergeCells>'.encode())
        with zipfile.ZipFile(path, "w") as file:
            for part, raw in parts.items():
                file.writestr(part, raw)
    return path


def read(path: Path, **told: object) -> Any:
    (found,) = og.read_files([path], TOLD | told)
    return found


@pytest.mark.slow
@pytest.mark.parametrize(
    ("format_", "cells", "merged"),
    [
        ("roster", {CORNER: "远"}, ""),
        ("names", {"XFD40000": "远"}, ""),
        ("roster", {"XFD4": "远"}, ""),
        ("roster", {"A40000": "远"}, ""),
        ("roster", {"D1": "远"}, f"D1:{CORNER}"),
        ("roster", {"A4": "远"}, f"A4:{CORNER}"),
        ("roster", {"A4": "远", "XFD40000": "远"}, "A4:XFC39999"),
    ],
    ids=str,
)
def test_a_far_cell_or_block_makes_no_rectangle_of_cells(
    cells: dict[str, str], merged: str, format_: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted: the cells of all tables that are filled up, and the objects that rows are."""
    counted: list[int] = []
    whole = detection.filled

    def counting(sheet: Sheet) -> list[list[str]]:
        counted.append(len(sheet.rows) * max(map(len, sheet.rows), default=0))
        return whole(sheet)

    for module in ("detection", "table_cutting", "rearranged", "report", "kinds.tables_of_file", "kinds.table_search"):
        monkeypatch.setattr(f"oversight_graph.loaders.rosters.{module}.filled", counting)
    path = book(tmp_path / "far.xlsx", cells, merged)
    found = read(path, format=format_)
    assert max(counted, default=0) <= 100, "the roster has four rows of four columns at most"
    (sheet,) = xlsx.read(path).sheets
    assert len({id(row) for row in sheet.rows}) <= 6, "rows without cells are one and the same"
    if format_ == "roster":
        nodes = found.charts[0].nodes
        assert sorted(node.kind for node in nodes) == ["StationedGroup"] * 2 + ["Unit"] * 3


@pytest.mark.slow
def test_a_far_cell_is_named_in_a_warning_at_its_place(tmp_path: Path) -> None:
    (problem,) = read(book(tmp_path / "far.xlsx", {CORNER: "远处的说明"}, "")).problems
    assert (problem.severity, problem.line, problem.column) == ("warning", 1048576, 16384) and "远处的说明" in problem.what


@pytest.mark.parametrize("empty", [0, 1, FAR_ROWS, FAR_ROWS + 1])
def test_a_sheet_is_cut_only_where_no_table_has_such_a_gap(empty: int) -> None:
    sheet = Sheet("s", [*ROWS, *[[]] * empty, ["驻市审计局纪检监察组", "市审计局"]], ((1, 1, 1, 3), (2, 1, 1048576, 16384)))
    parts = near_parts(TableArea(sheet))
    assert len(parts) == (2 if empty > FAR_ROWS else 1)
    assert [row for part in parts for row in part.sheet.rows if row] == [row for row in sheet.rows if row]
    assert parts[-1].at(len(parts[-1].sheet.rows), 1) == Location(4 + empty, 1)
    assert all(block[2] <= len(part.sheet.rows) and block[3] <= 3 for part in parts for block in part.sheet.merged)


@pytest.mark.parametrize("empty", [FAR_COLUMNS, FAR_COLUMNS + 1])
def test_columns_are_cut_likewise(empty: int) -> None:
    sheet = Sheet("s", [[*row, *[""] * (empty + 3 - len(row)), "远"] for row in ROWS])
    parts = near_parts(TableArea(sheet))
    assert len(parts) == (2 if empty > FAR_COLUMNS else 1) and parts[-1].at(1, len(parts[-1].sheet.rows[0])) == Location(1, empty + 4)


def test_a_table_far_down_keeps_its_places_in_what_is_guessed() -> None:
    """What `--guess` says, given back, reads the same chart: rows and columns count from the first of the sheet."""
    sheet = Sheet("表", [*[[]] * (FAR_ROWS + 5), *ROWS])
    first = roster_readings.read(sheet)
    heading = FAR_ROWS + 6
    assert first.guess is not None and (first.guess["heading"], first.guess["columns"]) == (str(heading), {"A": "group", "B": "units", "C": "note"})
    again = roster_readings.read(sheet, mapping={"heading": (heading, heading), "columns": {1: "group", 2: "units", 3: "note"}})
    assert first.chart is not None and again.chart is not None and (again.chart.nodes, again.chart.links) == (first.chart.nodes, first.chart.links)


class Cited(str):
    """A citation that counts how often it is compared."""

    compared = 0

    def __eq__(self, other: object) -> bool:
        Cited.compared += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


def test_a_body_named_in_every_row_is_not_sought_among_all_that_it_was_cited_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """500 rows that say the same: a citation a row and body, each compared with a few and not with all before it (250 on average)."""
    cited = Location.cited
    monkeypatch.setattr(Location, "cited", lambda place, source: Cited(cited(place, source)))
    path = tmp_path / "same.csv"
    path.write_text("派驻机构,监督单位\n" + "驻市财政局纪检监察组,市财政局、市审计局\n" * 500, "utf-8")
    Cited.compared = 0
    found = read(path)
    assert len(found.charts[0].nodes) == 3 and all(len(node.sources) == 500 for node in found.charts[0].nodes)
    assert Cited.compared < 20 * 500
