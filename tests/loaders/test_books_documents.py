"""Every table of a document or a page comes out as a reader sees it."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.book_files import document, word_paragraph, word_table
from support.examples import examples
from support.read_books import page, refused, rows

from oversight_graph.loaders.tabular import read_workbook

# -- documents ---------------------------------------------------------------------------------------------------------


def test_a_document_gives_its_tables_with_the_lines_before(tmp_path: Path) -> None:
    body = (
        word_paragraph("附件1") + word_paragraph("") + word_paragraph("派驻机构一览表") + word_table([["组", "单位"], ["驻市财政局\n纪检监察组", "市财政局"]])
    )
    book = read_workbook(document(tmp_path / "a.docx", body + word_paragraph("附件2") + word_table([["x"]])))
    assert [sheet.before for sheet in book.sheets] == [("附件1", "派驻机构一览表"), ("附件2",)]
    assert rows(book) == [["组", "单位"], ["驻市财政局\n纪检监察组", "市财政局"]]


def test_text_that_stands_neither_in_a_table_nor_right_before_one_isnt_passed_over_in_silence(tmp_path: Path) -> None:
    lines = "".join(map(word_paragraph, ["第一监督检查室联系县财政局", *map(str, range(5))]))
    (problem,) = read_workbook(document(tmp_path / "a.docx", lines + word_table([["x"]]) + word_paragraph("县审计局"))).problems
    assert problem.severity == "warning" and "2 lines" in problem.what and "第一监督检查室联系县财政局" in problem.what
    assert not read_workbook(document(tmp_path / "b.docx", word_paragraph("派驻机构一览表") + word_table([["x"]]))).problems


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


def _numbered(pieces: list[str]) -> str:
    numbers = count(1)
    return "".join(piece.replace("T", f"行{next(numbers)}尾") for piece in pieces)


PAGES = st.lists(
    st.sampled_from(["<p>T", "<p>T", "T<br>", "T ", "<table>", "<tr>", "<td>T", "<td>T", "<td>", "</td>T", "</tr>", "</table>", "</table>", "<caption>T</caption>", "<b>T</b>", "<div>T</div>"]),
    max_size=40,
).map(_numbered)  # fmt: skip

# -- pages -------------------------------------------------------------------------------------------------------------


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


@given(PAGES)
@examples(80, long=3000)
def test_every_line_of_a_page_is_in_a_table_before_one_or_said(tmp_path_factory: pytest.TempPathFactory, content: str) -> None:
    """Text above, below, beside and between tables, in captions, between cells, and in tables that only place others; each line of it has its number."""
    path = page(tmp_path_factory.mktemp("page"), content)
    written = set(re.findall("行[0-9]+尾", content))
    if not written:
        return
    book = read_workbook(path)
    shown = {
        line for sheet in book.sheets for text in (*sheet.before, *(cell for row in sheet.rows for cell in row)) for line in re.findall("行[0-9]+尾", text)
    }
    said = [problem.message.values for problem in book.problems if problem.code == "tabular.text_beside_tables"]
    left = written - shown
    assert (said[0]["number"] if said else 0) == len(left)
    assert not said or said[0]["first"] in left


def test_text_of_a_page_that_stands_neither_in_a_table_nor_right_before_one_isnt_passed_over_in_silence(tmp_path: Path) -> None:
    lines = "".join(f"<p>{text}" for text in ("第一监督检查室联系县财政局", *map(str, range(5))))
    book = read_workbook(page(tmp_path, f"{lines}<table><tr><td>x</td>第二监督检查室联系县审计局</table>县统计局"))
    (problem,) = book.problems
    assert problem.severity == "warning" and "3 lines" in problem.what and "第一监督检查室联系县财政局" in problem.what
    assert book.sheets[0].before == tuple("01234")
    assert not read_workbook(page(tmp_path, "<h1>派驻机构一览表</h1><table><tr><td>x</table>")).problems


def test_a_page_without_a_table_is_its_lines(tmp_path: Path) -> None:
    book = read_workbook(page(tmp_path, "<ul><li>驻市财政局纪检监察组<li>驻市水利局<i>纪检</i>监察组</ul>"))
    assert (book.sheets[0].name, rows(book)) == ("text", [["驻市财政局纪检监察组"], ["驻市水利局纪检监察组"]])


def test_the_encoding_that_a_page_declares_decides_where_its_bytes_dont(tmp_path: Path) -> None:
    content = "<meta charset=gb2312><table><tr><td>东湖</table>"
    assert rows(read_workbook(page(tmp_path, content, "gb18030"))) == [["东湖"]]
    assert "can't be told" in refused(page(tmp_path, content.replace("gb2312", "x-x"), "gb18030")).what
