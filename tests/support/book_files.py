"""Files with tables, as tests need them: written by other libraries or, where they must be odd, by hand."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(
    path: Path, sheets: Mapping[str, str], *, texts: str = "", styles: str = "", more: Mapping[str, bytes] = {}, states: Mapping[str, str] = {}
) -> Path:
    """A workbook whose sheets have these XML contents (what stands within <worksheet>)."""
    listed = "".join(f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="r{n}" state="{states.get(name, "visible")}"/>' for n, name in enumerate(sheets, 1))
    related = "".join(f'<Relationship Id="r{n}" Type="{_TYPE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in range(1, len(sheets) + 1))
    related += f'<Relationship Id="s" Type="{_TYPE}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="y" Type="{_TYPE}/styles" Target="styles.xml"/>'
    parts = {
        "_rels/.rels": f'<Relationships><Relationship Id="w" Type="{_TYPE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f"<workbook {_MAIN}><sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships>{related}</Relationships>",
        "xl/sharedStrings.xml": texts or f"<sst {_MAIN}/>",
        "xl/styles.xml": styles or f"<styleSheet {_MAIN}/>",
    }
    for n, content in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/sheet{n}.xml"] = f"<worksheet {_MAIN}>{content}</worksheet>"
    return packed(path, {**{name: text.encode() for name, text in parts.items()}, **more})


def packed(path: Path, parts: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return path


def document(path: Path, body: str) -> Path:
    """A .docx with this body (WordprocessingML without the prefix's declaration)."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return packed(
        path,
        {
            "_rels/.rels": f'<Relationships><Relationship Id="w" Type="{_TYPE}/officeDocument" Target="word/document.xml"/></Relationships>'.encode(),
            "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>'.encode(),
        },
    )


def word_paragraph(text: str) -> str:
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:p><w:r>{lines}</w:r></w:p>"


def word_table(rows: Sequence[Sequence[str]]) -> str:
    return "<w:tbl>" + "".join("<w:tr>" + "".join(f"<w:tc>{word_paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows) + "</w:tbl>"


def html_table(rows: Sequence[Sequence[str]]) -> str:
    return "<table>" + "".join("<tr>" + "".join(f"<td>{escape(cell).replace(chr(10), '<br>')}</td>" for cell in row) + "</tr>" for row in rows) + "</table>"


def inline(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
