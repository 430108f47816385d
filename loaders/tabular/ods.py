"""Workbooks of LibreOffice and others (.ods): values as a reader sees them, in one pass over the content.

A cell keeps its value beside the text that is shown; calamine gives the first alone (7 for 007, 0.35 for 35%, 2018-03-01 for 2018年3月), and no bounds.
"""

from __future__ import annotations

import re
from pathlib import Path

from oversight_graph.loaders.tabular.limits import MAX_COLUMNS, MAX_ROWS, Size
from oversight_graph.loaders.tabular.merged_cells import Range, uncover
from oversight_graph.loaders.tabular.number_format import plain
from oversight_graph.loaders.tabular.sheet_notes import notes
from oversight_graph.loaders.tabular.xml_events import Events, Pieces
from oversight_graph.loaders.tabular.zip_members import ZipMembers, damaged
from oversight_graph.loaders.workbook import Sheet, Workbook
from oversight_graph.messages import message
from oversight_graph.parsing.document import ParseError
from oversight_graph.problems import Problem

_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_MAX_MERGED = 100_000
_MAX_NAME = 200
# notes at cells, changes that were taken back, drawings, the readings above letters, data of other files: a reader of the cell sees none of them in it
_UNSEEN = frozenset(
    {"annotation", "tracked-changes", "dde-links", "shapes", "forms", "frame", "custom-shape", "rect", "line", "g", "control", "caption", "ruby-text", "note"}
)
_ZEROS = re.compile(r"0\d{1,14}")
_ERROR = re.compile(r"#[A-Z0-9/!?]{2,12}|Err:\d{3}")
_TIME = re.compile(r"PT(\d+)H(\d+)M(\d+)")
_EMPTY: tuple[str, ...] = ()


class _Table:
    """A sheet as it is read, with the attributes of `ReadSheet`."""

    def __init__(self, name: str, style: str) -> None:
        self.name, self.style = name, style
        self.rows: list[list[str] | tuple[str, ...]] = []
        self.merged: list[Range] = []
        self.formulas: list[tuple[int, int]] = []
        self.unknown: list[tuple[int, int]] = []
        self.wrong: list[tuple[int, int, str]] = []
        self.covered: list[tuple[int, int]] = []
        self.hidden_rows = 0
        self.empty = 0  # rows since the last one that holds something


class _Content(Events):
    """The sheets of a workbook; `hidden` are the styles of those that aren't shown, `other_workbooks` says that formulas refer to some."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[_Table] = []
        self.hidden: set[str] = set()
        self.other_workbooks = False
        self._size = Size()
        self._table: _Table | None = None
        self._style = ""
        self._unseen = 0
        self._cells: list[str] = []
        self._columns = 0  # of the row, those at its end that are empty too
        self._repeated = 1
        self._collapsed = False
        self._cell: dict[str, str] | None = None
        self._lines: list[str] = []
        self._text = Pieces()
        self._written = False  # whether a paragraph of the cell is open

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if self._unseen or name in _UNSEEN or (name == "table" and self._table is not None):
            self._unseen += 1
        elif name == "table-cell" or name == "covered-table-cell":
            self._cell = attributes
            self._lines = []
        elif self._cell is not None:
            self._open_in_cell(name, attributes)
        elif name == "table-row":
            self._cells, self._columns = [], 0
            self._repeated = _number(attributes, "table:number-rows-repeated")
            self._collapsed = attributes.get("table:visibility", "visible") != "visible"
        elif name == "style":
            self._style = attributes.get("style:name", "")
        elif name == "table-properties":
            if attributes.get("table:display") == "false":
                self.hidden.add(self._style)
        elif name == "table":
            self._size.sheet()
            self._table = _Table(attributes.get("table:name", "")[:_MAX_NAME], attributes.get("table:style-name", ""))

    def _open_in_cell(self, name: str, attributes: dict[str, str]) -> None:
        if name == "p":
            self._text.take()
            self._written = True
        elif name == "s":
            self._add(" " * min(_number(attributes, "text:c"), 1_000))
        elif name in ("tab", "line-break"):
            self._add("\t" if name == "tab" else "\n")

    def interrupted(self, text: str) -> None:
        if not self._unseen:
            self._add(text)

    def closed(self, name: str, text: str) -> None:
        if self._unseen:
            self._unseen -= 1
        elif self._cell is not None:
            if name in ("table-cell", "covered-table-cell"):
                self._end_cell(self._cell)
                self._cell = None
                return
            self._add(text)
            if name == "p":
                self._lines.append(self._text.take())
                self._written = False
        elif name == "table-row" and self._table is not None:
            self._end_row(self._table)
        elif name == "table" and self._table is not None:
            self.tables.append(self._table)
            self._table.covered = uncover(self._table.rows, self._table.merged)
            self._table = None

    def _add(self, text: str) -> None:
        if self._written:
            self._text.add(text)

    def _end_cell(self, cell: dict[str, str]) -> None:
        times = _number(cell, "table:number-columns-repeated")
        column = self._columns + 1
        self._columns = min(self._columns + times, MAX_COLUMNS + 1)
        table = self._table
        if table is None:
            return
        text = self._seen(cell, table, column)
        self._merge(cell, table, column)
        if not text:
            return
        if self._columns > MAX_COLUMNS:
            raise damaged(message("tabular.column_outside", column=self._columns, columns=MAX_COLUMNS, rows=MAX_ROWS))
        self._cells.extend([""] * (column - len(self._cells) - 1))
        self._cells.extend([text] * times)

    def _seen(self, cell: dict[str, str], table: _Table, column: int) -> str:
        """What a reader sees in the cell that ends here."""
        text = "\n".join(self._lines)
        kind = cell.get("office:value-type", "")
        formula = cell.get("table:formula")
        where = (len(table.rows) + table.empty + 1, column)
        if formula is not None:
            self.other_workbooks |= "'file:" in formula
            if cell.get("calcext:value-type") == "error" or _ERROR.fullmatch(text):
                table.wrong.append((*where, text))
                return ""
            if kind or text:
                table.formulas.append(where)
            else:
                table.unknown.append(where)
        return _shown(kind, cell, text)

    def _merge(self, cell: dict[str, str], table: _Table, column: int) -> None:
        rows, columns = _number(cell, "table:number-rows-spanned"), _number(cell, "table:number-columns-spanned")
        if rows == columns == 1:
            return
        if len(table.merged) >= _MAX_MERGED:
            raise damaged(message("tabular.merged_overlap"))
        top = len(table.rows) + table.empty + 1
        table.merged.append((top, column, min(top + rows - 1, MAX_ROWS), min(column + columns - 1, MAX_COLUMNS)))

    def _end_row(self, table: _Table) -> None:
        last = len(table.rows) + table.empty + self._repeated
        if not self._cells:
            table.empty = min(table.empty + self._repeated, MAX_ROWS)
            return
        if last > MAX_ROWS:
            raise damaged(message("tabular.row_outside", row=last, columns=MAX_COLUMNS, rows=MAX_ROWS))
        table.rows.extend([_EMPTY] * table.empty)
        table.empty = 0
        table.hidden_rows += self._repeated if self._collapsed else 0
        for _ in range(self._repeated):
            self._size.row(len(self._cells), len(table.rows) + 1)
            table.rows.append(list(self._cells))


def read(path: Path, encoding: str | None = None) -> Workbook:
    """The sheets of a workbook. Cost: linear in its content.

    Parameters
    ----------
    path
        A .ods file.
    encoding
        Not used: the file says it itself.

    Returns
    -------
    Workbook
        All sheets, hidden ones too.

    Raises
    ------
    ParseError
        For what can't be read.
    """
    content = _Content()
    with ZipMembers(path) as zipped:
        if b"encryption-data" in b"".join(zipped.chunks(_MANIFEST)):
            raise ParseError(0, message("tabular.password"))
        if _CONTENT not in zipped.names:
            raise damaged(message("tabular.part_missing", part=_CONTENT))
        content.read(zipped.chunks(_CONTENT), message("xml.text_of_the_document"))
        macros = any(name.startswith(("Basic/", "Scripts/")) and name.lower().endswith((".xml", ".py", ".js", ".bsh")) for name in zipped.names)
    if not content.tables:
        raise ParseError(0, message("tabular.no_cells"))
    problems = [Problem("warning", str(path), 0, "", message("tabular.other_workbooks"))] if content.other_workbooks else []
    problems += [Problem("warning", str(path), 0, "", message("tabular.macros"))] if macros else []
    for table in content.tables:
        problems += notes(str(path), table.name, table, table.style in content.hidden)
    return Workbook(tuple(Sheet(table.name, table.rows, tuple(table.merged)) for table in content.tables), problems=tuple(problems))


def _shown(kind: str, cell: dict[str, str], text: str) -> str:
    """A value as the reader of a workbook gives it, of whatever kind."""
    value = cell.get("office:value", "")
    match kind:
        case "float" | "currency":
            return text if _ZEROS.fullmatch(text) or not value else plain(value)
        case "percentage":
            return f"{plain(value, 2)}%" if value else text
        case "boolean":
            return {"true": "TRUE", "false": "FALSE"}.get(cell.get("office:boolean-value", ""), text)
        case "date":
            return _date(cell.get("office:date-value", ""), text) or text
        case "time":
            told = _TIME.match(cell.get("office:time-value", ""))
            return text if told is None else f"{int(told[1]):02}:{told[2]}" + (f":{told[3]}" if int(told[3]) else "")
    return text or cell.get("office:string-value", "")


def _date(value: str, text: str) -> str:
    """A date as far as its cell shows it: 2018-03 for 2018年3月.

    >>> _date("2018-03-01", "2018年3月"), _date("2018-03-01", "2018"), _date("2018-03-01", "01.03.18"), _date("2018-03-01T08:30:00", "2018-03-01 08:30")
    ('2018-03', '2018', '2018-03-01', '2018-03-01 08:30')
    """
    day, _, time = value.partition("T")
    if time.strip("0:") and ":" in text:
        return f"{day} {time[:5] if time[5:] in ('', ':00') else time[:8]}"
    if "年" in text:
        return day if "日" in text or "号" in text else day[:7] if "月" in text else day[:4]
    parts = re.findall(r"\d+|[^\W\d_]+", text)
    if len(parts) == 1 and parts[0] == day[:4]:
        return day[:4]
    return day[:7] if len(parts) == 2 and day[:4] in parts else day


def _number(attributes: dict[str, str], key: str) -> int:
    text = attributes.get(key, "")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 8 else 1
