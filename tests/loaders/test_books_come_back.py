"""Any table comes back from each kind of file; bytes that are changed give tables or a reason."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
from hypothesis import given
from hypothesis import strategies as st
from support.book_files import document, html_table, inline, packed, word_paragraph, word_table, workbook
from support.examples import examples
from support.read_books import Rows, page, rows

from oversight_graph.loaders.tabular import read_workbook
from oversight_graph.parsing.document import ParseError

# -- pages -------------------------------------------------------------------------------------------------------------


# -- any table comes back ----------------------------------------------------------------------------------------------


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
