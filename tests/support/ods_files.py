"""OpenDocument spreadsheets as tests need them: a zip of XML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from support.book_files import packed

_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("draw", "drawing"))
)
_SPACES += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def ods(path: Path, sheets: Mapping[str, str], *, hidden: Sequence[str] = (), more: Mapping[str, bytes] = {}, head: str = "") -> Path:
    """A workbook whose sheets have these rows in XML."""
    styles = '<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style>'
    tables = "".join(
        f"<table:table table:name={quoteattr(name)} table:style-name={quoteattr('h' if name in hidden else 'v')}>{rows}</table:table>"
        for name, rows in sheets.items()
    )
    content = (
        f"{head}<office:document-content {_SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return packed(path, {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode(), **more})


def cell(text: str, attributes: str = "") -> str:
    if not text and not attributes:
        return "<table:table-cell/>"
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n")) if text else ""
    kind = "" if "value-type" in attributes or not text else 'office:value-type="string" '
    return f"<table:table-cell {kind}{attributes}>{lines}</table:table-cell>"


def rows_of(rows: Sequence[Sequence[str]]) -> str:
    return "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
