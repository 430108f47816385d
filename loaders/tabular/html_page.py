"""Pages (.html, .htm): their tables, each with its caption and the lines before it; a page without a table is its lines as one column.

What stands neither in a table nor right before one isn't read, and is said.
"""

from __future__ import annotations

import re
from pathlib import Path

from oversight_graph.loaders.tabular.grid import Grid
from oversight_graph.loaders.tabular.html_tokens import Token, tokens
from oversight_graph.loaders.tabular.limits import MAX_LETTERS, Size, too_long
from oversight_graph.loaders.tabular.lines import BEFORE, encoding_notes, text_beside_tables, text_sheet
from oversight_graph.loaders.workbook import Sheet, Workbook
from oversight_graph.messages import message
from oversight_graph.parsing import encoding as encodings
from oversight_graph.parsing.document import ParseError
from oversight_graph.parsing.text_file import read_raw

MAX_BYTES = 16 << 20
MAX_DEPTH = 50  # tables in each other
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_MEANT = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5", "big5-hkscs": "big5", "utf-8": "utf-8", "utf8": "utf-8"}
_UNSEEN = {"script", "style", "template", "noscript", "select", "textarea", "iframe", "title", "xmp", "noframes", "svg"}
_BREAKS = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "section", "article", "header", "footer", "pre", "blockquote", "center",
    "body", "form", "main", "nav", "aside", "address", "figure", "hr", "br",
}  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f]+")


def read(path: Path, encoding: str | None = None) -> Workbook:
    """The tables of a page, or its lines as one column. Cost: linear.

    Parameters
    ----------
    path
        A file of at most 16 MB.
    encoding
        Where it is told; else what the bytes tell, else what the page declares.

    Returns
    -------
    Workbook
        A sheet for each table that holds text, in the order in which they end.

    Raises
    ------
    ParseError
        For what can't be read.
    """
    decoded = _decoded(read_raw(path, MAX_BYTES), encoding)
    page = _Page()
    for token in tokens(decoded.text):
        page.take(token)
    page.close()
    notes = encoding_notes(str(path), decoded, encoding)
    if not page.sheets:
        return Workbook((text_sheet(page.all_lines),), decoded.encoding, notes)
    return Workbook(tuple(page.sheets), decoded.encoding, (*notes, *text_beside_tables(str(path), page.beside)))


def _decoded(raw: bytes, told: str | None) -> encodings.Text:
    """The encoding that the page declares is a hint: it stands where the bytes alone don't tell."""
    try:
        return encodings.decode(raw, told)
    except ParseError:
        declared = _DECLARED.search(raw[:4096])
        meant = _MEANT.get(declared[1].decode().lower()) if declared else None
        if told is not None or meant is None:
            raise
        return encodings.decode(raw, meant)


class _Flow:
    """Text that is being read, of the page or of a cell: whole `lines`, and the words of the one that isn't whole yet."""

    def __init__(self, spans: tuple[tuple[str, int], ...] = ()) -> None:
        self.lines: list[str] = []
        self.spans = dict(spans)
        self._words: list[str] = []
        self._letters = 0

    def write(self, text: str) -> None:
        self._letters += len(text)
        if self._letters > MAX_LETTERS:
            self._words = [_SPACE.sub(" ", "".join(self._words) + text)]  # much of a page may be the space between its tags
            self._letters = len(self._words[0])
            if self._letters > MAX_LETTERS:
                raise too_long()
        else:
            self._words.append(text)

    def end_line(self) -> str:
        """The line that ends here, "" where there is none."""
        line = _SPACE.sub(" ", "".join(self._words)).strip() if self._words else ""
        self._words.clear()
        self._letters = 0
        if line:
            self.lines.append(line)
        return line


class _Table:
    """A table that is open: `cell` where one is, `row` whether one is. `before`: the lines before it. `holds`: another table stands in it.

    `in_cell`: how many of these a cell of the table around it holds as well. `passed_on`: lines of its cells that stand before a table in it.
    """

    def __init__(self, size: Size, before: list[str]) -> None:
        self.grid = Grid(size)
        self.before = before
        self.in_cell = len(before)
        self.passed_on: set[str] = set()
        self.cell: _Flow | None = None
        self.caption: _Flow | None = None
        self.row = self.holds = False

    def begin_row(self) -> None:
        self.end_cell()
        self.grid.begin_row()
        self.row = True

    def begin_cell(self, token: Token) -> None:
        self.end_cell()
        if not self.row:
            self.begin_row()
        self.cell = _Flow(token.spans)

    def end_cell(self) -> None:
        if self.caption is not None:
            self.caption.end_line()
            self.before += self.caption.lines
            self.caption = None
        if self.cell is not None:
            self.cell.end_line()
            text = "\n".join(self.cell.lines)
            if len(text) > MAX_LETTERS:
                raise too_long(len(self.grid.rows))
            spans = self.cell.spans
            self.grid.put(text, min(max(1, spans.get("colspan", 1)), 1_000), min(spans.get("rowspan", 1) or 65_534, 65_534))  # 0: to the end
            self.cell = None


class _Page:
    """`sheets` so far, and the lines `beside` them that stand right before none.

    Tables within tables, by which old pages place things, are sheets of their own. Text between the cells of a table, which a browser shows before it, is
    text of the page.
    """

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.all_lines: list[str] = []
        self.beside: list[str] = []
        self._size = Size()
        self._page = _Flow()
        self._between = _Flow()
        self._tables: list[_Table] = []
        self._unseen = ""

    def take(self, token: Token) -> None:
        tag = token.tag
        if self._unseen:
            if tag == f"/{self._unseen}":
                self._unseen = ""
        elif not tag:
            flow = self._flow()
            if flow is not self._between or not token.text.isspace():
                flow.write(token.text)
        elif tag in _UNSEEN:
            self._unseen = tag
        elif tag.lstrip("/") in _BREAKS:
            self._break()
        elif tag == "table":
            self._begin_table()
        elif self._tables:
            self._take_in_table(self._tables[-1], token)

    def _take_in_table(self, table: _Table, token: Token) -> None:
        tag = token.tag
        if table.cell is None and table.caption is None:
            self._break()
        if tag == "tr":
            table.begin_row()
        elif tag in ("td", "th"):
            table.begin_cell(token)
        elif tag in ("/td", "/th", "/caption"):
            table.end_cell()
        elif tag in ("/tr", "thead", "tbody", "tfoot", "/thead", "/tbody", "/tfoot"):
            table.end_cell()
            table.row = False
        elif tag == "caption":
            table.end_cell()
            table.caption = _Flow()
        elif tag == "/table":
            self._end_table()

    def _flow(self) -> _Flow:
        """Where text goes: the innermost cell, the page outside tables, or between cells."""
        if not self._tables:
            return self._page
        return self._tables[-1].cell or self._tables[-1].caption or self._between

    def _break(self) -> None:
        flow = self._flow()
        if (line := flow.end_line()) and (flow is self._page or flow is self._between):
            self._size.row(1, 1)
            self.all_lines.append(line)
            passed = max(0, len(flow.lines) - BEFORE) if flow is self._page else len(flow.lines)
            self.beside += flow.lines[:passed]
            del flow.lines[:passed]

    def _begin_table(self) -> None:
        if len(self._tables) >= MAX_DEPTH:
            raise ParseError(0, message("tabular.tables_too_deep", most=MAX_DEPTH))
        self._break()
        flow = self._flow()
        self._size.sheet()
        before = flow.lines[-BEFORE:]
        if self._tables:
            self._tables[-1].holds = True
        else:
            flow.lines.clear()
        self._tables.append(_Table(self._size, before))

    def _end_table(self) -> None:
        table = self._tables.pop()
        table.end_cell()
        sheet = table.grid.sheet(f"table {len(self.sheets) + 1}", table.before[-BEFORE:])
        only_places = table.holds and sum(any(row) for row in sheet.rows) < 2
        if sheet.rows and not only_places:
            self.sheets.append(sheet)
            lines = table.before[:-BEFORE]
            if self._tables:
                self._tables[-1].passed_on.update(sheet.before)
        else:
            lines = [*table.before, *(line for row in sheet.rows for text in row for line in text.split("\n") if line and line not in table.passed_on)]
            self.all_lines += lines[table.in_cell :]
        self.beside += lines[table.in_cell :] if self._tables else lines

    def close(self) -> None:
        while self._tables:
            self._break()
            self._end_table()
        self._break()
        self.beside += self._page.lines
