"""Every table of a file comes out as a reader sees it, or the file is refused with a reason."""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import numbers
from support.book_files import document, html_table, inline, packed, word_paragraph, word_table, workbook
from support.examples import examples

from oversight_graph.loaders.import_options import ImportOptions
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.loaders.tabular import read_workbook
from oversight_graph.loaders.tabular.number_format import plain
from oversight_graph.loaders.workbook import Workbook
from oversight_graph.parsing.document import ParseError
from oversight_graph.problems import Problem

Rows = list[list[str]]


def rows(book: Workbook, sheet: int = 0) -> Rows:
    return [list(row) for row in book.sheets[sheet].rows]


def save(tmp_path: Path, values: Sequence[Sequence[object]], formats: Sequence[str] = ()) -> Path:
    """A workbook of one sheet; `formats` are the number formats of its first row."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in values:
        sheet.append(row)
    for column, format_ in enumerate(formats, 1):
        sheet.cell(1, column).number_format = format_
    path = tmp_path / "a.xlsx"
    book.save(path)
    return path


def text_file(tmp_path: Path, text: str, name: str = "a.csv", encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def refused(path: Path) -> ParseError:
    with pytest.raises(ParseError) as caught:
        read_workbook(path)
    assert caught.value.what and caught.value.todo
    return caught.value


def test_a_sheet_that_cant_be_read_is_named_in_both_languages(tmp_path: Path) -> None:
    """What is wrong and what to do each stay in the language of the reader (docs/style.md, Messages)."""
    rows_out_of_order = f'<sheetData><row r="3">{inline("A3", "甲")}</row><row r="1"/></sheetData>'
    wrong = refused(workbook(tmp_path / "a.xlsx", {"附表1": rows_out_of_order})).message
    assert wrong.parts("en") == (
        "sheet 附表1: the file is damaged: row 1 stands behind row 3",
        "open it in Excel, Word, WPS or LibreOffice and save it again",
    )
    assert wrong.parts("zh") == ("工作表附表1：文件已损坏：第1行排在第3行之后", "用Excel、Word、WPS或LibreOffice打开后重新保存")


# --- values as a reader sees them


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


# --- what is said of a workbook


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


# --- tables as text


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
    assert "save it as .xlsx" in refused(text_file(tmp_path, "x", "a.xls")).todo


# --- documents


def test_a_document_gives_its_tables_with_the_lines_before(tmp_path: Path) -> None:
    body = (
        word_paragraph("附件1") + word_paragraph("") + word_paragraph("派驻机构一览表") + word_table([["组", "单位"], ["驻市财政局\n纪检监察组", "市财政局"]])
    )
    book = read_workbook(document(tmp_path / "a.docx", body + word_paragraph("附件2") + word_table([["x"]])))
    assert [sheet.before for sheet in book.sheets] == [("附件1", "派驻机构一览表"), ("附件2",)]
    assert rows(book) == [["组", "单位"], ["驻市财政局\n纪检监察组", "市财政局"]]


def test_merged_cells_of_a_document_stand_where_they_are_seen(tmp_path: Path) -> None:
    """A group beside three units: its cell is merged downwards, the heading over two columns."""

    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{word_paragraph(text)}</w:tc>"

    wide, down, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = (
        f"<w:tbl><w:tr>{cell('一览表', wide)}{cell('备注')}</w:tr><w:tr>{cell('驻市财政局纪检监察组', down)}{cell('市财政局')}{cell('a', down)}</w:tr>"
        f'<w:tr>{cell("", on)}{cell("市审计局")}{cell("", on)}</w:tr><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("市统计局")}{cell("b")}</w:tr></w:tbl>'
    )
    (sheet,) = read_workbook(document(tmp_path / "a.docx", body)).sheets
    assert [list(row) for row in sheet.rows] == [["一览表", "", "备注"], ["驻市财政局纪检监察组", "市财政局", "a"], ["", "市审计局"], ["", "市统计局", "b"]]
    assert set(sheet.merged) == {(1, 1, 1, 2), (2, 1, 3, 1), (2, 3, 3, 3)}


def test_what_a_document_doesnt_show_isnt_read(tmp_path: Path) -> None:
    """A deletion that is tracked, the code of a field, the same text box once more for old programs."""
    shown = '<mc:AlternateContent xmlns:mc="m"><mc:Choice><w:t>纪检</w:t></mc:Choice><mc:Fallback><w:t>纪检</w:t></mc:Fallback></mc:AlternateContent>'
    body = f"<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText>{shown}<w:t>监察组</w:t></w:r></w:p>"
    assert rows(read_workbook(document(tmp_path / "a.docx", body))) == [["纪检监察组"]]


def test_a_document_without_a_table_is_its_paragraphs(tmp_path: Path) -> None:
    book = read_workbook(
        document(
            tmp_path / "a.docx", word_paragraph("驻市财政局纪检监察组") + word_paragraph("") + word_paragraph("驻市水利局纪检监察组\n驻市审计局纪检监察组")
        )
    )
    assert (book.sheets[0].name, rows(book)) == ("text", [["驻市财政局纪检监察组"], [], ["驻市水利局纪检监察组"], ["驻市审计局纪检监察组"]])
    assert "no table and no text" in refused(document(tmp_path / "b.docx", "")).what


# --- pages


def page(tmp_path: Path, content: str, encoding: str = "utf-8") -> Path:
    return text_file(tmp_path, content, "a.html", encoding)


def test_a_page_gives_its_tables_with_caption_and_heading(tmp_path: Path) -> None:
    content = "<title>x</title><style>td{}</style><h1>派驻<b>机构</b></h1><p>截至2020年<table><caption>一览表</caption><tr><th>组<th>单位<tr><td>驻市财政局<br>纪检监察组<td>市&#36130;政局&nbsp;</table>"
    (sheet,) = read_workbook(page(tmp_path, content)).sheets
    assert sheet.before == ("派驻机构", "截至2020年", "一览表")
    assert [list(row) for row in sheet.rows] == [["组", "单位"], ["驻市财政局\n纪检监察组", "市财政局"]]


def test_cells_of_a_page_that_take_several_places_stand_where_they_are_seen(tmp_path: Path) -> None:
    content = (
        "<table><tr><td colspan=2>表</td><td rowspan=0>注</td></tr><tr><td rowspan=2>组</td><td>一</td></tr><tr><td>二</td></tr><tr><td>组乙<td>三</table>"
    )
    (sheet,) = read_workbook(page(tmp_path, content)).sheets
    assert [list(row) for row in sheet.rows] == [["表", "", "注"], ["组", "一"], ["", "二"], ["组乙", "三"]]
    assert set(sheet.merged) == {(1, 1, 1, 2), (1, 3, 4, 3), (2, 1, 3, 1)}


def test_scripts_comments_and_tags_with_odd_attributes_dont_show(tmp_path: Path) -> None:
    content = """<script>if (a < b) "<table><tr><td>x</table>"</script><!-- <table> --><table><tr><td title="a>b">市财政局<!--x--><td>1 < 2</table>"""
    assert rows(read_workbook(page(tmp_path, content))) == [["市财政局", "1 < 2"]]


def test_a_table_that_only_places_another_one_is_no_sheet(tmp_path: Path) -> None:
    content = "<table><tr><td>派驻机构一览表<p><table><tr><td>组<td>单位<tr><td>a<td>b</table></table>"
    (sheet,) = read_workbook(page(tmp_path, content)).sheets
    assert (sheet.before, [list(row) for row in sheet.rows]) == (("派驻机构一览表",), [["组", "单位"], ["a", "b"]])


def test_a_table_that_holds_another_one_and_more_is_a_sheet_too(tmp_path: Path) -> None:
    content = "<table><tr><td>a<td><table><tr><td>in</table><tr><td>b<td>c</table>"
    assert [[list(row) for row in sheet.rows] for sheet in read_workbook(page(tmp_path, content)).sheets] == [[["in"]], [["a"], ["b", "c"]]]


def test_a_page_without_a_table_is_its_lines(tmp_path: Path) -> None:
    book = read_workbook(page(tmp_path, "<ul><li>驻市财政局纪检监察组<li>驻市水利局<i>纪检</i>监察组</ul>"))
    assert (book.sheets[0].name, rows(book)) == ("text", [["驻市财政局纪检监察组"], ["驻市水利局纪检监察组"]])


def test_the_encoding_that_a_page_declares_decides_where_its_bytes_dont(tmp_path: Path) -> None:
    content = "<meta charset=gb2312><table><tr><td>东湖</table>"
    assert rows(read_workbook(page(tmp_path, content, "gb18030"))) == [["东湖"]]
    assert "can't be told" in refused(page(tmp_path, content.replace("gb2312", "x-x"), "gb18030")).what


# --- any table comes back

_cell = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFFF, exclude_categories=("Cs", "Cn", "Co", "Cc", "Zl", "Zp")), max_size=8) | st.sampled_from(
    ["市财政局", "驻市财政局\n纪检监察组", 'a"b', "a,b;c", "=1+1", "'x", "5", "5.0", "TRUE", " x ", "2020-12-31"]
)
_cell = _cell.filter(lambda text: "_x" not in text)  # what openpyxl ought to escape, and doesn't
_table = st.lists(st.lists(_cell, min_size=1, max_size=5), min_size=1, max_size=6)
_quick = examples(60)


def trimmed(table: Sequence[Sequence[str]]) -> Rows:
    """Without the empty cells at the end of rows and the empty rows at the end, which no format keeps."""
    found: Rows = []
    for row in table:
        cells = list(row)
        while cells and not cells[-1]:
            cells.pop()
        found.append(cells)
    while found and not found[-1]:
        found.pop()
    return found


@_quick
@given(_table)
def test_a_table_comes_back_from_a_workbook(tmp_path: Path, table: Rows) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row, cells in enumerate(table, 1):
        for column, cell in enumerate(cells, 1):
            if cell:
                sheet.cell(row, column).value = cell
                sheet.cell(row, column).data_type = "s"
    book.save(tmp_path / "a.xlsx")
    assert trimmed(rows(read_workbook(tmp_path / "a.xlsx"))) == trimmed(table)


@_quick
@given(_table, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
def test_a_table_comes_back_from_text_in_each_encoding(tmp_path: Path, table: Rows, encoding: str) -> None:
    heading = ["派驻机构", "监督单位", "对应监督检查室", "编制人数", "备注"]  # enough for an encoding to be told by, and five cells wide
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([heading, *table, heading])
    path = tmp_path / "a.csv"
    path.write_bytes(stream.getvalue().encode(encoding))
    try:
        found = read_workbook(path, None if encoding != "gb18030" else "gb18030")
    except ParseError as error:  # the text isn't made up of Chinese words
        assert "can't be told" in error.what or "no text" in error.what
        return
    assert trimmed(rows(found)) == trimmed([heading, *table, heading])


_shown = _cell.map(lambda text: "\n".join(" ".join(line.split()) for line in text.split("\n")).strip())  # spaces of a page are one


@_quick
@given(st.lists(st.lists(_shown, min_size=1, max_size=5), min_size=1, max_size=6).filter(lambda table: any(any(row) for row in table)))
def test_a_table_comes_back_from_a_document_and_a_page(tmp_path: Path, table: Rows) -> None:
    assert trimmed(rows(read_workbook(document(tmp_path / "a.docx", word_table(table))))) == trimmed(table)
    assert trimmed(rows(read_workbook(page(tmp_path, f"<meta charset=utf-8><p>派驻机构{html_table(table)}")))) == trimmed(table)


@_quick
@given(st.data())
def test_bytes_that_are_changed_or_cut_give_a_book_or_a_reason(tmp_path: Path, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(_samples(tmp_path))))
    raw = bytearray(_samples(tmp_path)[kind])
    for _ in range(data.draw(st.integers(0, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / f"changed{kind}"
    path.write_bytes(raw[: data.draw(st.integers(0, len(raw)) | st.just(len(raw)))])
    try:
        read_workbook(path)
    except ParseError as error:
        assert error.what and error.todo


@_quick
@given(st.data())
def test_parts_that_are_changed_give_a_book_or_a_reason(tmp_path: Path, data: st.DataObject) -> None:
    """As above within the parts of a zip file, which a changed byte outside would only make unreadable."""
    kind = data.draw(st.sampled_from([".xlsx", ".docx"]))
    with zipfile.ZipFile(io.BytesIO(_samples(tmp_path)[kind])) as file:
        parts = {name: file.read(name).decode() for name in file.namelist()}
    for _ in range(data.draw(st.integers(1, 3))):
        name = data.draw(st.sampled_from(sorted(parts)))
        words = re.findall(r"[\w.:/]+|[^\w.:/]+", parts[name])
        place = data.draw(st.integers(0, len(words) - 1))
        words[place] = data.draw(
            st.sampled_from([*words, "", "-1", "0", "²", "99999999999", "A0", "1e999", "nan", "²", "XFE1", "\x01", "&lt;", "..", "é"]) | st.text(max_size=3)
        )
        parts[name] = "".join(words)
    path = packed(tmp_path / f"changed{kind}", {name: text.encode("utf-8", "surrogatepass") for name, text in parts.items()})
    try:
        read_workbook(path)
    except ParseError as error:
        assert error.what and error.todo


def _samples(tmp_path: Path) -> dict[str, bytes]:
    styles = '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="9"/></cellXfs></styleSheet>'
    cells = (
        '<c r="B1"><f>1</f><v>2</v></c><c r="C1" s="1"><v>44196.5</v></c><c r="D1" s="2"><v>3</v></c><c r="E1" s="3"><v>0.3</v></c><c r="F1" t="s"><v>0</v></c>'
    )
    content = f'<sheetData><row r="1">{inline("A1", "驻市财政局纪检监察组")}{cells}</row></sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells>'
    table = 'a,"市财政局\n市审计局",c\nd,e,f\n'
    return {
        ".xlsx": workbook(tmp_path / "sample.xlsx", {"s": content}, styles=styles, texts="<sst><si><t>a</t></si></sst>").read_bytes(),
        ".csv": table.encode(),
        ".tsv": table.encode("gb18030"),
        ".txt": table.encode("utf-16"),
        ".docx": document(tmp_path / "sample.docx", word_paragraph("一") + word_table([["a", "b"], ["市财政局", "c"]])).read_bytes(),
        ".html": f"<p>一{html_table([['a', 'b'], ['市财政局', 'c']])}<!-- x --><script></script>".encode(),
    }
