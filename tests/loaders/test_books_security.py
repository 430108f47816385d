"""No file, however made, takes more than ten seconds of work or 500 MB: it is refused with a reason, or read.

The files are read in a process of their own, which tells what it took.
"""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlwt
from support.book_files import document, inline, packed, word_paragraph, workbook
from support.ods_files import cell, ods
from support.pdf_files import pdf
from support.peaks import PEAK

SECONDS, MEGABYTES = 10, 500
READ = "read"

_READER = f"""{PEAK}
import json, sys, time
from pathlib import Path
from oversight_graph.parsing.document import ParseError
from oversight_graph.loaders.tabular import read_workbook

for line in sys.stdin:
    path = Path(line.rstrip("\\n"))
    begun = time.process_time()
    try:
        found = ["read", sum(len(sheet.rows) for sheet in read_workbook(path).sheets)]
    except ParseError as error:
        found = [error.what, error.todo]
    print(json.dumps([*found, time.process_time() - begun, peak_megabytes()]), flush=True)
"""


def stored(path: Path, parts: dict[str, bytes]) -> Path:
    """Not packed, so that no ratio gives it away."""
    with zipfile.ZipFile(path, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return path


def sheet_of(path: Path, content: bytes, pack: bool = False) -> Path:
    """A workbook whose only sheet is these bytes."""
    with zipfile.ZipFile(workbook(path, {"s": ""})) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    parts["xl/worksheets/sheet1.xml"] = content
    return packed(path, parts) if pack else stored(path, parts)


def lying(path: Path) -> Path:
    """The list of parts says that a part of a megabyte has a hundred bytes."""
    sheet_of(path, b"<worksheet><sheetData/>" + b" " * (1 << 20) + b"</worksheet>", pack=True)
    raw = path.read_bytes()
    place = raw.rindex(b"xl/worksheets/sheet1.xml") - 46
    assert raw[place : place + 4] == b"PK\x01\x02"
    path.write_bytes(raw[: place + 24] + struct.pack("<I", 100) + raw[place + 28 :])
    return path


def many_parts(path: Path) -> Path:
    """A list of half a million parts, each of 48 bytes, which the zip library would read whole."""
    count = 500_000
    entries = b"".join(struct.pack("<4s4B4HL2L5H2L", b"PK\1\2", 20, 3, 20, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0) + b"%07d" % n for n in range(count))
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 65_535, 65_535, len(entries), 0, 0)
    path.write_bytes(entries + end)
    return path


def locked(path: Path) -> Path:
    """As zip programs encrypt: the part says it."""
    raw = bytearray(workbook(path, {"s": "<sheetData/>"}).read_bytes())
    place = 0
    while (place := raw.find(b"PK\1\2", place)) >= 0:
        raw[place + 8] |= 1
        place += 4
    path.write_bytes(raw)
    return path


def text(content: bytes) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return make


def sized(size: int) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        with path.open("wb") as file:
            file.truncate(size)
        return path

    return make


_LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(f'<!ENTITY {n} "{f"&{p};" * 10}">' for p, n in zip("abcdefgh", "bcdefghi", strict=True)) + "]>"
_OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
_FAR = "".join(f'<row r="{row}">{inline(f"XFD{row}", "x")}</row>' for row in range(1, 401))
_OVER = '<mergeCell ref="A1:XFD1048576"/>' * 50_000
_WIDE = f'<w:tbl><w:tr>{f"""<w:tc><w:tcPr><w:gridSpan w:val="1000"/></w:tcPr>{word_paragraph("x")}</w:tc>""" * 5_000}</w:tr></w:tbl>'

_EVERYWHERE = cell("x", 'table:number-columns-repeated="16384"')

HOSTILE: dict[str, tuple[str, Callable[[Path], Path], str]] = {
    "a part that unpacks to a thousand times its size": (".xlsx", lambda path: sheet_of(path, b" " * (64 << 20), pack=True), "unpacks from"),
    "parts that are too large together": (".xlsx", lambda path: sheet_of(path, b"<a>" + b" " * (220 << 20)), "more than any table needs"),
    "a list of parts that lies about a size": (".xlsx", lying, "damaged"),
    "half a million parts": (".xlsx", many_parts, "parts"),
    "a part with a password": (".xlsx", locked, "password"),
    "two parts of one name": (".docx", lambda path: twice(path), "two parts"),
    "a name that leads out of the file": (".xlsx", lambda path: workbook(path, {"s": "<sheetData/>"}, more={"../../evil": b"x"}), "leads out of it"),
    "an absolute name": (".docx", lambda path: packed(path, {"/etc/passwd": b"x"}), "leads out of it"),
    "a billion laughs in a workbook": (".xlsx", lambda path: workbook(path, {"s": "<sheetData/>"}, texts=f"{_LAUGHS}<sst><si><t>&i;</t></si></sst>"), "document type"),
    "a billion laughs in a document": (".docx", lambda path: words(path, f"{_LAUGHS}<w:document>&i;</w:document>"), "document type"),
    "an outside entity": (".docx", lambda path: words(path, f"{_OUTSIDE}<w:document>&a;</w:document>"), "document type"),
    "a billion laughs in UTF-16": (".docx", lambda path: words(path, f"{_LAUGHS}<w:document>&i;</w:document>", "utf-16"), "document type"),
    "a cell of 100 MB": (".xlsx", lambda path: sheet_of(path, b'<worksheet><sheetData><row><c t="inlineStr"><is><t>' + b"x" * (100 << 20)), "longer than 100,000"),
    "a tag of 100 MB": (".xlsx", lambda path: sheet_of(path, b'<worksheet a="' + b"x" * (100 << 20)), "longer than 100,000"),
    "a paragraph of 100 MB in pieces": (".docx", lambda path: words(path, "<d><p>" + f"<t>{'x' * 50_000}</t>" * 2_000 + "</p></d>"), "longer than 100,000"),
    "elements in each other": (".xlsx", lambda path: sheet_of(path, b"<a>" * 5_000_000), "nests"),
    "cells of nothing": (".xlsx", lambda path: sheet_of(path, b"<worksheet>" + (b"<row>" + b"<c/>" * 16_000 + b"</row>") * 1_000), "elements"),
    "a sheet that claims to be as large as sheets get": (".xlsx", lambda path: workbook(path, {"s": '<dimension ref="A1:XFD1048576"/><sheetData/>'}), READ),
    "two cells as far from each other as cells get": (".xlsx", lambda path: workbook(path, {"s": f'<sheetData><row r="1">{inline("A1", "x")}</row><row r="1048576">{inline("XFD1048576", "x")}</row></sheetData>'}), READ),
    "many cells far to the right": (".xlsx", lambda path: workbook(path, {"s": f"<sheetData>{_FAR}</sheetData>"}), "more than 3,000,000 cells"),
    "a cell beyond the last column": (".xlsx", lambda path: workbook(path, {"s": f'<sheetData><row r="1">{inline("XFE1", "x")}</row></sheetData>'}), "outside"),
    "a row beyond the last one": (".xlsx", lambda path: workbook(path, {"s": f'<sheetData><row r="1048577">{inline("A1048577", "x")}</row></sheetData>'}), "outside"),
    "merged ranges over each other": (".xlsx", lambda path: sheet_of(path, f"<worksheet><sheetData>{_FAR[:12_000].rpartition('<row')[0]}</sheetData><mergeCells>{_OVER}</mergeCells></worksheet>".encode()), "lie over each other"),
    "too many sheets": (".xlsx", lambda path: workbook(path, {f"s{n}": "<sheetData/>" for n in range(501)}), "more than 500 tables"),
    "cells of a document over a thousand columns": (".docx", lambda path: document(path, _WIDE), "cells"),
    "tables in each other": (".html", text(b"<table><tr><td>" * 1_000_000), "50 tables"),
    "cells of a page over all rows and columns": (".html", text(b"<table><tr>" + b"<td rowspan=0 colspan=1000>" * 1_000 + b"<tr>" * 1_500_000), "cells"),
    "tags that never end": (".html", text(b"<a " * 5_000_000), "no table and no text"),
    "comments that never end": (".html", text(b"<!--<" * 3_000_000), "no table and no text"),
    "quotes that never end": (".html", text(b"<a b='\"" * 2_000_000 + b">" * 1_000_000), "longer than 100,000"),
    "tags of nothing": (".html", text(b"<b>" * 5_500_000), "tags"),
    "a row of millions of cells": (".csv", text(b"a,b\n" + b"," * 30_000_000), "longer than 100,000"),
    "a quote that never ends": (".csv", text(b'a,b\n"' + b"x\n" * 15_000_000), "longer than 100,000"),
    "rows of nothing": (".csv", text(b"\n" * 30_000_000 + b"a"), "larger than"),
    "many short cells": (".csv", text(b"ab,cd,ef,gh\n" * 2_500_000 + "😀".encode()), "cells"),
    "thirty megabytes that are no text": (".csv", text(bytes(range(129, 255)) * 240_000), "no text"),
    "a text that is too large": (".csv", sized(33 << 20), "larger than 32 MB"),
    "a workbook that is too large": (".xlsx", sized(513 << 20), "larger than 512 MB"),
    "nothing but NUL bytes": (".txt", sized(30 << 20), "NUL"),
    "two cells of an old workbook as far from each other as cells get": (".xls", lambda path: old_workbook(path, [(0, 0), (65_535, 255)]), READ),
    "cells far to the right of an old workbook": (".xls", lambda path: old_workbook(path, [(row, 255) for row in range(12_000)]), "more than 3,000,000 cells"),
    "a cell that stands everywhere in an opendocument sheet": (".ods", lambda path: ods(path, {"s": f'<table:table-row table:number-rows-repeated="1048576">{_EVERYWHERE}</table:table-row>'}), "more than 3,000,000 cells"),
    "empty rows up to the last one of an opendocument sheet": (".ods", lambda path: ods(path, {"s": f'<table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/></table:table-row><table:table-row>{cell("x")}</table:table-row>'}), READ),
    "rows beyond the last one of an opendocument sheet": (".ods", lambda path: ods(path, {"s": f'<table:table-row table:number-rows-repeated="1048577">{cell("x")}</table:table-row>'}), "outside"),
    "a billion laughs in an opendocument sheet": (".ods", lambda path: ods(path, {"s": ""}, head=_LAUGHS), "document type"),
    "a page of a PDF that unpacks to a thousand times its size": (".pdf", lambda path: pdf(path, [b" " * (70 << 20)]), "more than any table needs"),
    "a page of a PDF with half a million lines": (".pdf", lambda path: pdf(path, [b"0 0 m 9 9 l S " * 400_000]), "more than any table needs"),
    "lines of a PDF that all cross": (".pdf", lambda path: pdf(path, [b"".join(b"%d 0 m %d 700 l S 0 %d m 500 %d l S\n" % (n, n, n, n) for n in range(0, 4_000, 4)) + b"BT /F 9 Tf 9 9 Td <5e02> Tj ET"]), READ),
}  # fmt: skip


def old_workbook(path: Path, places: list[tuple[int, int]]) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("s")
    for row, column in places:
        sheet.write(row, column, "x")
    book.save(str(path))
    return path


def words(path: Path, content: str, codec: str = "utf-8") -> Path:
    return stored(path, {"word/document.xml": content.encode(codec)})


def twice(path: Path) -> Path:
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "w") as file:
        file.writestr("word/document.xml", "<a/>")
        file.writestr("word/document.xml", "<b/>")
    return path


@pytest.fixture(scope="module")
def reader() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen([sys.executable, "-c", _READER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


@pytest.mark.slow
@pytest.mark.parametrize("what", HOSTILE)
def test_a_file_that_is_made_to_hurt_is_refused_at_little_cost(reader: subprocess.Popen[str], tmp_path: Path, what: str) -> None:
    suffix, make, words = HOSTILE[what]
    path = make(tmp_path / f"a{suffix}")
    assert reader.stdin is not None and reader.stdout is not None
    reader.stdin.write(f"{path}\n")
    reader.stdin.flush()
    found, todo, seconds, peak = json.loads(reader.stdout.readline())
    path.unlink()
    print(f"{seconds:5.1f} s {peak:4} MB  {what}: {found}")
    assert words in found and todo is not None, found
    assert len(found) < 400
    assert seconds < SECONDS and peak < MEGABYTES
