"""Every table of a workbook or a text comes out as a reader sees it, or the file is refused with a reason."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import numbers
from support.book_files import inline, workbook
from support.read_books import refused, rows, save, text_file

from oversight_graph.loaders.import_options import ImportOptions
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.loaders.tabular import read_workbook
from oversight_graph.loaders.tabular.number_format import plain
from oversight_graph.loaders.workbook import Workbook
from oversight_graph.parsing.document import ParseError
from oversight_graph.problems import Problem


def test_a_sheet_that_cant_be_read_is_named_in_both_languages(tmp_path: Path) -> None:
    """What is wrong and what to do each stay in the language of the reader (docs/style.md, Messages)."""
    rows_out_of_order = f'<sheetData><row r="3">{inline("A3", "甲")}</row><row r="1"/></sheetData>'
    wrong = refused(workbook(tmp_path / "a.xlsx", {"附表1": rows_out_of_order})).message
    assert wrong.parts("en") == (
        "sheet 附表1: the file is damaged: row 1 stands behind row 3",
        "open it in Excel, Word, WPS or LibreOffice and save it again",
    )
    assert wrong.parts("zh") == ("工作表附表1：文件已损坏：第1行排在第3行之后", "用Excel、Word、WPS或LibreOffice打开后重新保存")


# -- values as a reader sees them --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "format_", "shown"),
    [
        (5, "General", "5"), (5.0, "General", "5"), (0.1 + 0.2, "General", "0.3"), (1e15, "General", "1000000000000000"), (-2.50, "0.00", "-2.5"),
        (0.35, "0%", "35%"), (0.125, "0.0%", "12.5%"), (7, "000", "007"), (530100, "General", "530100"), (1234.5, "#,##0.00", "1234.5"),
        (True, "General", "TRUE"), (False, "General", "FALSE"), ("005", "@", "005"), (7, '0"名"', "7"), (7, '[Red]0;[Blue]-0', "7"),
        (datetime.date(2020, 12, 31), "yyyy-mm-dd", "2020-12-31"), (datetime.datetime(2020, 12, 31, 8, 30), "yyyy-mm-dd h:mm", "2020-12-31 08:30"),
        (datetime.date(2018, 3, 1), 'yyyy"年"m"月"', "2018-03"), (datetime.date(2018, 1, 1), "yyyy", "2018"), (datetime.time(8, 30), "h:mm", "08:30"),
        (datetime.date(2020, 12, 31), 'yyyy"年"m"月"d"日"', "2020-12-31"), (datetime.date(2020, 2, 1), numbers.BUILTIN_FORMATS[14], "2020-02-01"),
        ("two\nlines", "General", "two\nlines"), ("a_x000D_\nb_x0000__x005F_x", "General", "a\nb_x"),
    ],
)  # fmt: skip
def test_a_value_of_a_workbook_is_read_as_it_is_seen(tmp_path: Path, value: object, format_: str, shown: str) -> None:
    assert rows(read_workbook(save(tmp_path, [[value]], [format_]))) == [[shown]]


def test_the_date_formats_that_chinese_programs_number_are_dates(tmp_path: Path) -> None:
    """31 is yyyy年m月d日 and 57 yyyy年m月 in Chinese versions; the standard doesn't list them, and no file declares them."""
    styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="31"/><xf numFmtId="57"/></cellXfs></styleSheet>'
    path = workbook(
        tmp_path / "a.xlsx", {"表": '<sheetData><row r="1"><c r="A1" s="1"><v>44196</v></c><c r="B1" s="2"><v>44196</v></c></row></sheetData>'}, styles=styles
    )
    assert rows(read_workbook(path)) == [["2020-12-31", "2020-12"]]


@given(st.floats(-1e15, 1e15))
def test_a_number_is_written_without_an_exponent_and_keeps_fifteen_digits(number: float) -> None:
    found = plain(repr(number))
    assert "e" not in found.lower()
    assert float(found) == pytest.approx(number, rel=1e-14, abs=1e-300)


def test_rows_keep_their_numbers_where_others_are_empty(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["C3"] = "市财政局"
    book.save(tmp_path / "a.xlsx")
    assert rows(read_workbook(tmp_path / "a.xlsx")) == [[], [], ["", "", "市财政局"]]


def test_rows_and_cells_without_a_reference_follow_each_other(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"s": "<sheetData><row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c><v>4</v></c></row></sheetData>"})
    assert rows(read_workbook(path)) == [["1", "", "3"], ["4"]]


def test_readings_above_letters_are_no_part_of_a_text(tmp_path: Path) -> None:
    texts = '<sst><si><r><t>监察</t></r><r><t>组</t></r><rPh sb="0" eb="1"><t>jiancha</t></rPh></si></sst>'
    path = workbook(tmp_path / "a.xlsx", {"s": '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>'}, texts=texts)
    assert rows(read_workbook(path)) == [["监察组"]]


# -- what is said of a workbook ----------------------------------------------------------------------------------------


def said(book: Workbook, words: str) -> Problem:
    (found,) = [problem for problem in book.problems if words in problem.what]
    assert found.severity == "warning"
    return found


def test_merged_cells_are_told_and_what_they_cover_is_left_out(tmp_path: Path) -> None:
    content = f'<sheetData><row r="1">{inline("A1", "驻市财政局纪检监察组")}{inline("B1", "市财政局")}</row><row r="2">{inline("A2", "旧")}{inline("B2", "市审计局")}</row></sheetData>'
    book = read_workbook(workbook(tmp_path / "a.xlsx", {"s": content + '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>'}))
    assert book.sheets[0].merged == ((1, 1, 2, 1),)
    assert rows(book) == [["驻市财政局纪检监察组", "市财政局"], ["", "市审计局"]]
    assert said(book, "nobody sees").cell == "A2"


def test_a_hidden_sheet_is_read_and_said(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("二室")["A1"] = "x"
    book["二室"].sheet_state = "veryHidden"
    book.save(tmp_path / "a.xlsx")
    found = read_workbook(tmp_path / "a.xlsx")
    assert [sheet.name for sheet in found.sheets] == ["Sheet", "二室"]
    assert said(found, "hidden").sheet == "二室"


def test_the_kept_value_of_a_formula_is_read_and_said(tmp_path: Path) -> None:
    cells = '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>A1&amp;""</f><v></v></c>'
    found = read_workbook(workbook(tmp_path / "a.xlsx", {"s": f'<sheetData><row r="1">{cells}</row></sheetData>'}))
    assert rows(found) == [["2"]]
    assert "2 cells hold formulas (A1, B1)" in said(found, "formulas").what


def test_a_formula_that_was_never_calculated_stops_the_load_at_its_cell(tmp_path: Path) -> None:
    """openpyxl writes formulas without their value: what should stand there isn't known, and unknown is never empty."""
    (problem,) = read_workbook(save(tmp_path, [["市财政局", '="市"&"审计局"']])).problems
    assert (problem.severity, problem.cell) == ("error", "B1")


def test_an_error_in_a_cell_is_empty_and_said(tmp_path: Path) -> None:
    found = read_workbook(workbook(tmp_path / "a.xlsx", {"s": '<sheetData><row r="2"><c r="B2" t="e"><v>#REF!</v></c></row></sheetData>'}))
    assert rows(found) == []
    assert said(found, "#REF!").cell == "B2"


def test_links_and_macros_are_left_alone_and_said(tmp_path: Path) -> None:
    more = {"xl/externalLinks/externalLink1.xml": b"<x/>", "xl/vbaProject.bin": b"\0"}
    found = read_workbook(workbook(tmp_path / "a.xlsm", {"s": "<sheetData/>"}, more=more))
    assert said(found, "other workbooks") and said(found, "macros")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "has a password"), (b"", "empty"), (b"PK\x03\x04 cut", "damaged"), ("驻市财政局".encode(), "damaged"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_refused_in_one_paragraph(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert words in refused(path).what


# -- tables as text ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "，"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    lines = [
        "派驻机构一览表",
        *(delimiter.join(row) for row in (["名称", "监督单位"], ["驻市财政局纪检监察组", "市财政局、市审计局"], ["驻市水利局纪检监察组", "市水利局"])),
    ]
    assert rows(read_workbook(text_file(tmp_path, "\n".join(lines))))[2] == ["驻市财政局纪检监察组", "市财政局、市审计局"]


def test_a_comma_within_names_divides_no_cells(tmp_path: Path) -> None:
    """Though more rows hold one than hold the sign that divides."""
    lines = ["某市，派驻机构", "截至，年底", "驻市财政局纪检监察组;市财政局，市审计局", "驻市水利局纪检监察组;市水利局，市气象局"]
    assert rows(read_workbook(text_file(tmp_path, "\n".join(lines))))[2:] == [line.split(";") for line in lines[2:]]


def test_the_delimiter_that_a_file_says_stands(tmp_path: Path) -> None:
    assert rows(read_workbook(text_file(tmp_path, "sep=;\na,b;c\n"))) == [[], ["a,b", "c"]]


def test_quoted_line_breaks_empty_lines_and_ragged_rows_are_kept(tmp_path: Path) -> None:
    assert rows(read_workbook(text_file(tmp_path, 'a,"市财政局\r\n市审计局",c\r\n\r\nd\r\n,\r\n'))) == [["a", "市财政局\n市审计局", "c"], [], ["d"]]


@pytest.mark.parametrize(
    ("text", "row", "words"),
    [
        ('a,b\nc,"d\ne,f\n', 2, "never ends"), ('a,b\nc,"d"e\n', 2, "follows a text in quotes"), ('a,"b\nc"\n"d\n', 2, "line 3 (row 2)"),
        ("a,b\nc,\0\n", 2, "NUL"), ("  \n", 1, "empty"), ("a,b\n" + "x" * 200_000 + ",c\n", 2, "longer than 100,000"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_text_is_told_at_its_row(tmp_path: Path, text: str, row: int, words: str) -> None:
    error = refused(text_file(tmp_path, text))
    assert error.line == row and words in error.what


def test_a_text_is_one_column_and_a_table_where_it_has_tabs(tmp_path: Path) -> None:
    names = read_workbook(text_file(tmp_path, "1. 驻市财政局纪检监察组，\n\n2. 驻市水利局纪检监察组\n", "a.txt"))
    assert (names.sheets[0].name, rows(names)) == ("text", [["1. 驻市财政局纪检监察组，"], [], ["2. 驻市水利局纪检监察组"]])
    assert rows(read_workbook(text_file(tmp_path, "a\tb\nc\td\n", "b.txt"))) == [["a", "b"], ["c", "d"]]


def test_an_encoding_that_is_told_is_taken(tmp_path: Path) -> None:
    """A short text may be either; who knows it says so."""
    path = text_file(tmp_path, "东湖", encoding="gb18030")
    assert "can't be told" in refused(path).what
    assert rows(SourceFile(path, ImportOptions(encoding="gbk")).book) == [["东湖"]]
    with pytest.raises(ParseError, match="no encoding `latin`"):
        read_workbook(path, "latin")


def test_a_kind_of_file_that_isnt_read_says_what_to_save(tmp_path: Path) -> None:
    assert "save it as .xlsx" in refused(text_file(tmp_path, "x", "a.doc")).todo
