"""PDF files with text: tables where ruled lines cross or lines of text are regular, else lines; pictures of pages are refused in one sentence (docs/formats.md)."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.pdf_files import PICTURE, pdf, ruled, scanned, written
from support.read_books import refused, rows

import oversight_graph as og
from oversight_graph.loaders.tabular import pdf as reader
from oversight_graph.loaders.tabular import read_workbook

TABLE = [["派驻机构", "监督单位", "编制"], ["驻市财政局\n纪检监察组", "市财政局、市审计局", "7"], ["驻市水利局纪检监察组", "市水利局", "5"]]
WIDTHS = (120, 150, 60)


@pytest.mark.parametrize("cell_by_cell", [False, True])
def test_a_ruled_table_is_read_with_the_lines_before_it(tmp_path: Path, cell_by_cell: bool) -> None:
    page = written(200, 750, "云岭市派驻机构一览表") + ruled(TABLE, WIDTHS, cell_by_cell=cell_by_cell) + written(290, 30, "— 1 —")
    found = read_workbook(pdf(tmp_path / "a.pdf", [page]))
    assert rows(found) == TABLE
    assert found.sheets[0].before == ("云岭市派驻机构一览表",)
    assert not found.problems  # the number of the page is none of its text


def test_a_table_that_goes_on_at_the_next_page_is_one(tmp_path: Path) -> None:
    pages = [ruled(TABLE[:2], WIDTHS, top=100) + written(280, 10, "第 1 页 共 2 页"), ruled(TABLE[2:], WIDTHS, top=760) + written(280, 10, "第 2 页 共 2 页")]
    assert rows(read_workbook(pdf(tmp_path / "a.pdf", pages))) == TABLE


def test_a_text_between_two_tables_divides_them(tmp_path: Path) -> None:
    pages = [ruled(TABLE[:2], WIDTHS), written(50, 780, "附表二") + ruled(TABLE[2:], WIDTHS)]
    found = read_workbook(pdf(tmp_path / "a.pdf", pages))
    assert [sheet.before for sheet in found.sheets] == [(), ("附表二",)]


def test_merged_cells_of_a_ruled_table_stand_where_they_are_seen(tmp_path: Path) -> None:
    """Two columns, two rows; the left column is one cell: no line runs between its rows."""
    lines = b"50 700 m 250 700 l S 150 660 m 250 660 l S 50 620 m 250 620 l S 50 700 m 50 620 l S 150 700 m 150 620 l S 250 700 m 250 620 l S\n"
    page = lines + written(55, 680, "第一监督检查室") + written(155, 680, "市财政局") + written(155, 640, "市审计局")
    found = read_workbook(pdf(tmp_path / "a.pdf", [page]))
    assert rows(found) == [["第一监督检查室", "市财政局"], ["", "市审计局"]]
    assert found.sheets[0].merged == ((1, 1, 2, 1),)


def test_a_page_that_is_turned_is_read_as_it_is_seen(tmp_path: Path) -> None:
    """The content is written for a page on its side, and the page is turned back."""
    turned = b"0 1 -1 0 600 0 cm\n" + ruled(TABLE, WIDTHS, top=500)
    assert rows(read_workbook(pdf(tmp_path / "a.pdf", [turned], page_entries="/Rotate 90"))) == TABLE


def test_lines_of_text_in_columns_are_a_table_and_others_lines(tmp_path: Path) -> None:
    columns = b"".join(
        written(x, 700 - 20 * row, text.replace("\n", "")) for row, cells in enumerate(TABLE) for x, text in zip((50, 250, 450), cells, strict=True)
    )
    assert rows(read_workbook(pdf(tmp_path / "a.pdf", [columns]))) == [[text.replace("\n", "") for text in row] for row in TABLE]
    names = written(50, 750, "驻市财政局") + written(100, 750, "纪检监察组") + written(50, 730, "驻市水利局纪检监察组")
    found = read_workbook(pdf(tmp_path / "b.pdf", [names]))
    assert (found.sheets[0].name, rows(found)) == ("text", [["驻市财政局纪检监察组"], ["驻市水利局纪检监察组"]])


def test_a_roster_in_a_pdf_is_loaded(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [written(200, 750, "云岭市纪委监委派驻机构一览表（2023年6月30日）") + ruled([[*row, ""] for row in TABLE], (*WIDTHS, 20))])
    (chart,) = og.read(path, defaults={"chart": "x", "area": "530100", "level": "prefecture"})
    assert {node.name["zh"] for node in chart.nodes} == {"云岭市纪委监委", "驻市财政局纪检监察组", "驻市水利局纪检监察组", "市财政局", "市审计局", "市水利局"}


def test_a_column_of_persons_in_a_pdf_is_left_out(tmp_path: Path) -> None:
    table = [[*row, extra] for row, extra in zip(TABLE, ("联系人", "张三丰", "李四光"), strict=True)]
    (reading,) = og.read_files(
        [pdf(tmp_path / "a.pdf", [ruled(table, (*WIDTHS, 60))])], {"chart": "x", "area": "530100", "level": "prefecture", "as_of": "2023"}
    )
    assert any("联系人" in problem.message.text("zh") for problem in reading.problems)
    assert not any("张三丰" in text for text in (str(reading.charts), *(problem.message.text("zh") for problem in reading.problems)))


def test_pictures_of_pages_are_refused_in_one_sentence_and_single_ones_are_named(tmp_path: Path) -> None:
    wrong = refused(scanned(tmp_path / "a.pdf"))
    assert wrong.message.text("zh") == "PDF只有图片（扫描件），没有文字；先用文字识别（OCR）软件转成.docx或.xlsx，核对后再读取"
    (warning,) = read_workbook(pdf(tmp_path / "b.pdf", [ruled(TABLE, WIDTHS), PICTURE])).problems
    assert warning.message.text("en").startswith("pages that hold pictures and no text weren't read: 2;")


def test_letters_that_no_font_explains_are_refused(tmp_path: Path) -> None:
    unknown = "\ue001\ue002\ue003\ue004"
    assert "which letters" in refused(pdf(tmp_path / "a.pdf", [written(50, 700, unknown)])).what


def test_what_is_no_pdf_is_damaged_or_encrypted_is_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    good = pdf(tmp_path / "good.pdf", [ruled(TABLE, WIDTHS)]).read_bytes()
    for content in (b"", b"%PDF-1.7\n", b"x" * 100, good[:300], good[:-200]):
        (tmp_path / "a.pdf").write_bytes(content)
        try:
            read_workbook(tmp_path / "a.pdf")
        except reader.ParseError as error:
            assert len(error.what) < 300 and error.todo
    key = "/Encrypt<</Filter/Standard/V 1/R 2/P -44/O<" + "00" * 32 + ">/U<" + "11" * 32 + ">>>/ID[<00><00>]"
    assert "encrypted" in refused(pdf(tmp_path / "b.pdf", [ruled(TABLE, WIDTHS)], trailer=key)).what
    assert capfd.readouterr().err == ""  # pypdf writes what it passes over to the terminal, if it is let


def test_more_pages_than_are_read_are_refused(tmp_path: Path) -> None:
    assert "more than 300 pages" in refused(pdf(tmp_path / "a.pdf", [b""] * 301)).what


def test_forms_within_forms_are_refused_before_they_take_long(tmp_path: Path) -> None:
    """Each form shows the next one ten times: a billion steps of drawing in a few hundred bytes."""
    forms = [
        f"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {n + 4} 0 R>>>>/Length 60>>stream\n{'/X Do ' * 10}\nendstream" for n in range(9)
    ]
    last = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 8>>stream\n0 0 m  n\nendstream"
    path = pdf(tmp_path / "a.pdf", [b"/X Do /X Do", *[b""]], objects=[*forms, last], resources="/XObject<</X 3 0 R>>")
    assert refused(path).message.code in ("tabular.pdf_too_much", "tabular.pdf_scanned", "tabular.no_text")
