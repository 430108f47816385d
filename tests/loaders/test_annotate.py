"""Problems noted in a copy: each at its cell, the rest of the workbook as it was, nothing in it that could run."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from support.command import Run
from support.tidy_files import PLACES, SMALL, WRONG, changed, folder, workbook
from support.untranslated import untranslated

import oversight_graph as og
from oversight_graph.loaders.tabular import read_workbook
from oversight_graph.problems import Problem
from oversight_graph.workbooks import annotate as noting
from oversight_graph.workbooks import sanitised_workbook as kept_copies
from oversight_graph.workbooks.annotate import AUTHOR, FILLS, annotate
from oversight_graph.workbooks.template_workbook import write_template


def checked(path: Path, out: Path) -> tuple[list[Problem], Any]:
    (found,) = og.read_files([path])
    return found.problems, openpyxl.load_workbook(annotate(path, found.problems, out))


def notes(book: Any) -> dict[tuple[str, str], str]:
    return {
        (sheet.title, cell.coordinate): cell.comment.text
        for sheet in book
        for row in sheet.rows
        for cell in row
        if cell.comment and cell.comment.author == AUTHOR
    }


def texts(sheet: Any) -> list[list[str]]:
    return [["" if value is None else str(value) for value in row] for row in sheet.values]


@pytest.mark.parametrize("kept", [True, False], ids=["with formats", "bare"])
def test_each_problem_is_noted_at_its_cell_in_its_colour(kept: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not kept:
        monkeypatch.setattr(kept_copies, "MOST_CELLS", 0)
    problems, book = checked(workbook(tmp_path / "x.xlsx", WRONG), tmp_path / "out.xlsx")
    found = notes(book)
    assert sorted(found) == sorted(PLACES)
    for problem in problems:
        assert problem.what in found[problem.sheet, problem.cell] and problem.todo in found[problem.sheet, problem.cell]
        assert book[problem.sheet][problem.cell].fill.fgColor.rgb[2:] == FILLS[problem.severity].fgColor.rgb[2:]
    for name, rows in WRONG.items():
        assert texts(book[name]) == [[str(cell) for cell in row] for row in rows]


def test_a_sheet_lists_all_problems(tmp_path: Path) -> None:
    problems, book = checked(workbook(tmp_path / "x.xlsx", WRONG), tmp_path / "out.xlsx")
    assert book.sheetnames[0] == "problems"
    listed = texts(book["problems"])[1:]
    assert sorted(row[2:4] for row in listed) == sorted([problem.sheet, problem.cell] for problem in problems)
    assert all(row[0] == "error" and row[1] == "x.xlsx" and row[4] and row[5] for row in listed)


def test_files_of_a_set_become_one_workbook(tmp_path: Path) -> None:
    place = folder(tmp_path / "set", WRONG)
    for path in (place, place / "nodes.csv"):
        _, book = checked(path, tmp_path / "out.xlsx")
        assert sorted(notes(book)) == sorted(PLACES)
        assert set(book.sheetnames) == {"problems", *WRONG}


def test_problems_of_one_cell_stand_together_and_worst_colours_it(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", SMALL)
    found = [
        Problem("warning", "x", 2, "", untranslated("doubtful", "look"), "nodes", 1),
        Problem("error", "x", 2, "", untranslated("wrong", "mend"), "nodes", 1),
        Problem("error", "x", 3, "", untranslated("row", "mend"), "nodes"),
    ]
    book = openpyxl.load_workbook(annotate(path, found, tmp_path / "out.xlsx"))
    assert notes(book) == {("nodes", "A2"): "warning: doubtful; look\nerror: wrong; mend", ("nodes", "A3"): "error: row; mend"}
    assert book["nodes"]["A2"].fill.fgColor.rgb == FILLS["error"].fgColor.rgb


def test_a_workbook_keeps_its_look_and_its_own_comments_and_loses_marks_of_before(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", changed(nodes=[["id", "kind", "name"], ["a", "Rom", "一室"]], links=None))
    book = openpyxl.load_workbook(path)
    book["nodes"]["C2"].font = Font(bold=True)
    book["nodes"]["C2"].comment = Comment("of the author", "someone")
    book["nodes"].column_dimensions["C"].width = 33
    book.save(path)
    _, once = checked(path, tmp_path / "once.xlsx")
    assert once["nodes"]["C2"].font.bold and once["nodes"].column_dimensions["C"].width == 33
    assert once["nodes"]["C2"].comment.text == "of the author"
    once["nodes"]["B2"].value, once["nodes"]["A2"].value = "Room", "a b"
    once.save(tmp_path / "mended.xlsx")
    _, twice = checked(tmp_path / "mended.xlsx", tmp_path / "twice.xlsx")
    assert list(notes(twice)) == [("nodes", "A2")]
    assert twice["nodes"]["B2"].fill.fill_type is None
    assert len([name for name in twice.sheetnames if name.startswith("problems")]) == 1


def test_a_problem_in_a_merged_block_is_noted_at_its_first_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", SMALL)
    book = openpyxl.load_workbook(path)
    book["nodes"].merge_cells("A2:B3")
    book.save(path)
    out = openpyxl.load_workbook(annotate(path, [Problem("error", "x", 3, "", untranslated("wrong", "mend"), "nodes", 2)], tmp_path / "out.xlsx"))
    assert list(notes(out)) == [("nodes", "A2")]


def test_nothing_in_the_copy_can_run_or_reach_out(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", SMALL)
    book = openpyxl.load_workbook(path)
    sheet = book["nodes"]
    sheet["F9"], sheet["F10"] = '=HYPERLINK("http://example.org")', "=1+1"
    sheet["A2"].hyperlink = "http://example.org/"
    book.defined_names["far"] = DefinedName("far", attr_text="[1]Sheet1!$A$1")
    book.save(path)
    out = annotate(path, [Problem("error", "x", 2, "", untranslated("=cmd|' /C calc'!A0", "@mend"), "nodes", 1)], tmp_path / "out.xlsx")
    assert not [cell for one in openpyxl.load_workbook(out) for row in one.rows for cell in row if cell.data_type == "f"]
    with ZipFile(out) as parts:
        assert b"example.org" not in b"".join(parts.read(name) for name in parts.namelist())
        assert b"[1]" not in parts.read("xl/workbook.xml")


@pytest.mark.parametrize("trap", ["merge", "link", "comment", "corner", "drawing"])
def test_what_would_take_openpyxl_for_ever_is_copied_without_its_formats(trap: str, tmp_path: Path) -> None:
    path, trapped = workbook(tmp_path / "plain.xlsx", changed(nodes=[["id", "kind", "name"], ["a", "Rom", "一室"]], links=None)), tmp_path / "x.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["nodes"]
    if trap == "comment":
        sheet["A1"].comment = Comment("text", "someone")
    if trap == "corner":
        sheet["XFD1048000"] = "far"
    book.save(path)
    swaps = {
        "merge": (b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="E1:XFD1048576"/></mergeCells>'),
        "link": (b"</sheetData>", b"</sheetData><hyperlinks><hyperlink display='>' location='a' ref='A1:XFD1048576'/></hyperlinks>"),
        "comment": (b'ref="A1"', b'ref="A1:XFD1048576"'),
    }
    old, new = swaps.get(trap, (b"", b""))
    with ZipFile(path) as before, ZipFile(trapped, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, content.replace(old, new) if old and not name.endswith("workbook.xml") and b"<dimension" not in old else content)
        if trap == "drawing":
            after.writestr("xl/drawings/drawing9.xml", b"<a/>" * 2_000_000)
    assert (kept_copies.sanitised_copy(trapped, read_workbook(trapped).sheets) is None) == (trap != "corner")
    _, out = checked(trapped, tmp_path / "out.xlsx")
    assert out["nodes"]["B2"].comment.author == AUTHOR


def test_texts_that_look_like_formulas_stay_texts(tmp_path: Path) -> None:
    place = folder(tmp_path / "set", changed(nodes=[["id", "kind", "name"], ["a", "Rom", "'=1+1"]], links=None))
    _, book = checked(place, tmp_path / "out.xlsx")
    cell = book["nodes"]["C2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_more_comments_than_a_spreadsheet_bears_are_colours_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(noting, "MOST_COMMENTS", 1)
    path = workbook(tmp_path / "x.xlsx", SMALL)
    found = [Problem("error", "x", row, "", untranslated(f"wrong {row}", "mend"), "nodes", 1) for row in (2, 3, 4)]
    for most in (10_000, 0):
        monkeypatch.setattr(kept_copies, "MOST_CELLS", most)
        book = openpyxl.load_workbook(annotate(path, found, tmp_path / "out.xlsx"))
        assert list(notes(book)) == [("nodes", "A2")]
        assert {book["nodes"][f"A{row}"].fill.fgColor.rgb[2:] for row in (2, 3, 4)} == {FILLS["error"].fgColor.rgb[2:]}
        assert len(texts(book["problems"])) == 4


def test_a_file_without_tables_gives_the_list_alone(tmp_path: Path) -> None:
    for name, content in (("x.xlsx", b"PK no workbook"), ("x.yaml", b"chart: A")):
        (tmp_path / name).write_bytes(content)
        problems, book = checked(tmp_path / name, tmp_path / "out.xlsx")
        assert problems and book.sheetnames == ["problems"] and len(texts(book["problems"])) == len(problems) + 1


def test_the_file_itself_is_never_written_over(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", SMALL)
    before = path.read_bytes()
    with pytest.raises(og.OversightError, match="is the file itself"):
        annotate(path, [], tmp_path / ".." / tmp_path.name / "x.xlsx")
    assert path.read_bytes() == before


def test_the_command_notes_the_problems_and_ends_as_check_does(run: Run, tmp_path: Path) -> None:
    write_template(tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    book["nodes"]["C3"] = "Roon"
    book.save(tmp_path / "t.xlsx")
    done = run("check", "t.xlsx", "--annotate", "out.xlsx")
    assert done.returncode == 1 and "did you mean `Room`" in done.stdout and "out.xlsx: " in done.stderr
    assert ("nodes", "C3") in notes(openpyxl.load_workbook(tmp_path / "out.xlsx"))
    for words, code, said in (
        (["t.xlsx", "out.xlsx", "--annotate", "o.xlsx"], 2, "one file"),
        (["t.xlsx", "--annotate", "o.xls"], 1, "not `.xls`"),
        (["t.xlsx", "--annotate", "t.xlsx"], 1, "file itself"),
    ):
        done = run("check", *words)
        assert done.returncode == code and said in done.stderr and "Traceback" not in done.stderr
