"""Workbooks of Excel before 2007 and of LibreOffice come out as .xlsx does: as a reader sees them, or refused with a reason (docs/formats.md)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st
from support.book_files import html_table
from support.examples import examples
from support.ods_files import cell, ods, rows_of
from support.read_books import refused, rows, text_file

import oversight_graph as og
from oversight_graph.loaders.tabular import read_workbook

ROSTER = [["派驻机构", "监督单位", "编制"], ["驻市财政局纪检监察组", "市财政局、市审计局", "7"], ["驻市水利局纪检监察组", "市水利局", "5"]]
TOLD = {"chart": "x", "area": "530100", "level": "prefecture", "as_of": "2023-06-30"}


def xls(path: Path, table: list[list[object]], formats: Mapping[tuple[int, int], str] = {}) -> Path:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("名册")
    for row, cells in enumerate(table):
        for column, value in enumerate(cells):
            if value != "":
                style = xlwt.easyxf(num_format_str=formats.get((row, column), "General"))
                sheet.write(row, column, value, style)
    book.save(str(path))
    return path


@pytest.mark.parametrize(
    ("value", "format_", "shown"),
    [
        (5, "General", "5"), (0.35, "0%", "35%"), (7, "000", "007"), (530100, "General", "530100"), (1234.5, "#,##0.00", "1234.5"), (True, "General", "TRUE"),
        ("005", "@", "005"), (datetime.date(2020, 12, 31), "yyyy-mm-dd", "2020-12-31"), (datetime.date(2018, 3, 1), 'yyyy"年"m"月"', "2018-03"),
        (datetime.date(2018, 1, 1), "yyyy", "2018"), ("two\nlines", "General", "two\nlines"),
    ],
)  # fmt: skip
def test_a_value_of_an_old_workbook_is_read_as_it_is_seen(tmp_path: Path, value: object, format_: str, shown: str) -> None:
    assert rows(read_workbook(xls(tmp_path / "a.xls", [[value]], {(0, 0): format_}))) == [[shown]]


@pytest.mark.parametrize(
    ("text", "attributes", "shown"),
    [
        ("5.00", 'office:value-type="float" office:value="5"', "5"), ("35%", 'office:value-type="percentage" office:value="0.35"', "35%"),
        ("007", 'office:value-type="float" office:value="7"', "007"), ("1,234.50", 'office:value-type="float" office:value="1234.5"', "1234.5"),
        ("WAHR", 'office:value-type="boolean" office:boolean-value="true"', "TRUE"), ("005", "", "005"), ("two\nlines", "", "two\nlines"),
        ("31.12.20", 'office:value-type="date" office:date-value="2020-12-31"', "2020-12-31"),
        ("2018年3月", 'office:value-type="date" office:date-value="2018-03-01"', "2018-03"), ("2018", 'office:value-type="date" office:date-value="2018-01-01"', "2018"),
        ("08:30", 'office:value-type="time" office:time-value="PT08H30M00S"', "08:30"),
    ],
)  # fmt: skip
def test_a_value_of_an_opendocument_sheet_is_read_as_it_is_seen(tmp_path: Path, text: str, attributes: str, shown: str) -> None:
    path = ods(tmp_path / "a.ods", {"s": f"<table:table-row>{cell(text, attributes)}</table:table-row>"})
    assert rows(read_workbook(path)) == [[shown]]


def test_a_roster_is_the_same_chart_from_each_kind_of_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in ROSTER:
        book.worksheets[0].append(row)
    book.save(tmp_path / "r.xlsx")
    xls(tmp_path / "r.xls", [list(row) for row in ROSTER])
    ods(tmp_path / "r.ods", {"名册": rows_of(ROSTER)})
    charts = [og.read(tmp_path / f"r{suffix}", defaults={**TOLD, "source": "名册"})[0] for suffix in (".xlsx", ".xls", ".ods")]
    assert charts[0] == charts[1] == charts[2]
    assert len(charts[0].nodes) == 5


def test_columns_of_persons_are_left_out_of_each_kind_of_workbook(tmp_path: Path) -> None:
    table = [[*row, extra] for row, extra in zip(ROSTER, ("联系人", "张三丰", "李四光"), strict=True)]
    for path in (xls(tmp_path / "r.xls", [list(row) for row in table]), ods(tmp_path / "r.ods", {"s": rows_of(table)})):
        (reading,) = og.read_files([path], TOLD)
        assert any("联系人" in problem.message.text("zh") for problem in reading.problems)
        assert not any("张三丰" in text for text in (str(reading.charts), *(problem.message.text("zh") for problem in reading.problems)))


def test_merged_hidden_and_calculated_cells_of_an_old_workbook_are_told(tmp_path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表")
    sheet.write_merge(0, 1, 0, 1, "合并")
    sheet.write(2, 0, xlwt.Formula("1+1"))
    sheet.write(3, 0, "藏")
    sheet.row(3).hidden = True
    hidden = book.add_sheet("旧")
    hidden.visibility = 1
    hidden.write(0, 0, "x")
    book.save(str(tmp_path / "a.xls"))
    found = read_workbook(tmp_path / "a.xls")
    assert found.sheets[0].merged == ((1, 1, 2, 2),)
    assert [problem.message.code for problem in found.problems] == ["tabular.rows_hidden", "tabular.formulas", "tabular.sheet_hidden"]
    assert (found.problems[1].line, found.problems[1].column) == (3, 1)


def test_merged_hidden_repeated_and_calculated_cells_of_an_opendocument_sheet_are_told(tmp_path: Path) -> None:
    block = cell("合并", 'table:number-columns-spanned="2" table:number-rows-spanned="2"')
    under = '<table:covered-table-cell office:value-type="string"><text:p>盖住</text:p></table:covered-table-cell>'
    twice = cell("甲", 'table:number-columns-repeated="2"')
    sum_ = cell("3", 'table:formula="of:=1+2" office:value-type="float" office:value="3"')
    never, wrong = cell("", 'table:formula="of:=[.A9]" x=""'), cell("#REF!", 'table:formula="of:=x" office:value-type="string"')
    content = (
        f"<table:table-row>{block}<table:covered-table-cell/></table:table-row><table:table-row>{under}</table:table-row>"
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="3"/></table:table-row>'
        f'<table:table-row table:visibility="collapse">{twice}</table:table-row><table:table-row>{sum_}{never}{wrong}</table:table-row>'
    )
    found = read_workbook(ods(tmp_path / "a.ods", {"表": content, "旧": rows_of([["x"]])}, hidden=["旧"]))
    assert rows(found) == [["合并"], [""], [], [], ["甲", "甲"], ["3"]]
    assert found.sheets[0].merged == ((1, 1, 2, 2),)
    assert {problem.message.code: (problem.severity, problem.line, problem.column) for problem in found.problems} == {
        "tabular.rows_hidden": ("warning", 0, 0),
        "tabular.formulas": ("warning", 6, 1),
        "tabular.formula_unknown": ("error", 6, 2),
        "tabular.cell_error": ("warning", 6, 3),
        "tabular.covered": ("warning", 2, 1),
        "tabular.sheet_hidden": ("warning", 0, 0),
    }


def test_notes_and_readings_are_no_part_of_a_cell_of_an_opendocument_sheet(tmp_path: Path) -> None:
    inside = (
        "<office:annotation><text:p>张三</text:p></office:annotation><text:p>市<text:span>财政</text:span><text:s text:c='2'/>局"
        "<text:ruby><text:ruby-base>甲</text:ruby-base><text:ruby-text>jia</text:ruby-text></text:ruby></text:p>"
    )
    path = ods(tmp_path / "a.ods", {"s": f'<table:table-row><table:table-cell office:value-type="string">{inside}</table:table-cell></table:table-row>'})
    assert rows(read_workbook(path)) == [["市财政  局甲"]]


_CELLS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), max_size=6).filter(lambda text: "\r" not in text)


@given(st.lists(st.lists(_CELLS, min_size=1, max_size=4), min_size=1, max_size=5).filter(lambda table: any(any(row) for row in table)))
@examples(25)
def test_a_table_comes_back_from_each_kind_of_workbook(tmp_path: Path, table: list[list[str]]) -> None:
    trimmed = [row[: max((n for n, text in enumerate(row, 1) if text), default=0)] for row in table]
    while not trimmed[-1]:
        trimmed.pop()
    xls(tmp_path / "t.xls", [list(row) for row in table])
    ods(tmp_path / "t.ods", {"s": rows_of(table)})
    assert rows(read_workbook(tmp_path / "t.xls")) == trimmed
    assert rows(read_workbook(tmp_path / "t.ods")) == trimmed


def test_a_page_or_a_newer_workbook_under_the_old_ending_is_read_as_what_it_is(tmp_path: Path) -> None:
    """Many systems export pages as .xls."""
    page = text_file(tmp_path, f"<html><body>{html_table(ROSTER)}</body></html>", "a.xls")
    assert rows(read_workbook(page)) == ROSTER
    book = openpyxl.Workbook()
    book.worksheets[0].append(["x"])
    book.save(tmp_path / "b.xlsx")
    assert rows(read_workbook((tmp_path / "b.xlsx").rename(tmp_path / "b.xls"))) == [["x"]]


def test_what_is_no_workbook_or_has_a_password_is_refused_in_one_paragraph(tmp_path: Path) -> None:
    good = xls(tmp_path / "good.xls", [list(row) for row in ROSTER]).read_bytes()
    for content in (b"", b"x", b"a\tb\nc\td\n", good[:600], good[:8] + b"\0" * 600, good[:2_000] + b"\xff" * 2_000):
        (tmp_path / "a.xls").write_bytes(content)
        assert len(refused(tmp_path / "a.xls").what) < 300
    assert "password" in refused(ods(tmp_path / "a.ods", {"s": ""}, more={"META-INF/manifest.xml": b"<m><encryption-data/></m>"})).what
    assert "document type" in refused(ods(tmp_path / "b.ods", {"s": ""}, head='<!DOCTYPE x [<!ENTITY a "ha">]>')).what


def test_tidy_tables_are_read_from_an_opendocument_workbook(tmp_path: Path) -> None:
    header = [["chart", "title", "as_of", "area", "level"], ["t", "表", "2023", "530100", "prefecture"]]
    nodes = [["id", "kind", "name", "sources"], ["a", "Unit", "市财政局", "s"]]
    sources = [["id", "title"], ["s", "表"]]
    path = ods(tmp_path / "a.ods", {"charts": rows_of(header), "nodes": rows_of(nodes), "sources": rows_of(sources)})
    assert [node.id for node in og.read(path)[0].nodes] == ["a"]
