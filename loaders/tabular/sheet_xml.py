"""One worksheet: its cells as texts, its merged ranges, and what its formulas and errors are."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from oversight_graph.loaders.tabular.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Size
from oversight_graph.loaders.tabular.number_format import Shown, plain
from oversight_graph.loaders.tabular.xml_events import Events, Pieces
from oversight_graph.loaders.tabular.zip_members import damaged
from oversight_graph.messages import message
from oversight_graph.parsing.document import ParseError

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how workbooks write letters that XML doesn't take
_MAX_MERGED = 100_000
_EMPTY: Sequence[str] = ()

Range = tuple[int, int, int, int]


class SheetXml(Events):
    """A worksheet as it is read.

    Attributes
    ----------
    rows, merged
        As in `Sheet`.
    formulas
        Cells (row, column) whose kept value was read.
    unknown
        Cells (row, column) with a formula that keeps no value.
    wrong
        Cells (row, column, error) that show an error.
    covered
        Cells (row, column) with text under a merged range.
    hidden_rows
        How many rows a reader doesn't see; they were read like the others.
    """

    def __init__(self, texts: Sequence[str], shown: Mapping[int, Shown], size: Size) -> None:
        super().__init__()
        self._texts, self._shown, self._size = texts, shown, size
        self.rows: list[Sequence[str]] = []
        self.merged: list[Range] = []
        self.formulas: list[tuple[int, int]] = []
        self.unknown: list[tuple[int, int]] = []
        self.wrong: list[tuple[int, int, str]] = []
        self.covered: list[tuple[int, int]] = []
        self.hidden_rows = 0
        self._columns: dict[str, int] = {}
        self._row = self._column = 0
        self._cells: list[str] = []
        self._kind = self._value = ""
        self._style = 0
        self._formula = self._phonetic = False
        self._inline = Pieces()

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins.

        Parameters
        ----------
        name
            Without prefix.
        attributes
            As they are written.
        """
        if name == "c":
            self._begin(attributes)
        elif name == "row":
            self._begin_row(attributes)
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._phonetic = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def closed(self, name: str, text: str) -> None:
        """An element ends.

        Parameters
        ----------
        name
            Without prefix.
        text
            What stood in it.
        """
        if name == "c":
            self._end_cell()
        elif name == "v":
            self._value = text
        elif name == "t":
            if not self._phonetic:
                self._inline.add(text)
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self._phonetic = False
        elif name == "worksheet":
            self._finish()

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._cells, self._column = [], 0
        number = attributes.get("r", "")
        row = int(number) if number.isascii() and number.isdigit() and len(number) < 8 else len(self.rows) + 1
        self._row = row
        if row > MAX_ROWS:
            raise damaged(message("tabular.row_outside", row=row, columns=MAX_COLUMNS, rows=MAX_ROWS))
        if row <= len(self.rows):
            raise damaged(message("tabular.row_behind", row=row, before=len(self.rows)))
        self.hidden_rows += attributes.get("hidden") in ("1", "true")

    def _begin(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            letters = reference.rstrip("0123456789")
            column = self._columns.get(letters)
            if column is None:
                column = self._columns[letters] = _column(letters)
            self._column = column
        if self._column > MAX_COLUMNS:
            raise _column_outside(self._column)
        self._kind = attributes.get("t", "n")
        style = attributes.get("s", "0")
        self._style = int(style) if style.isascii() and style.isdigit() and len(style) < 8 else 0
        self._value, self._formula = "", False
        self._inline.take()

    def _end_cell(self) -> None:
        text = self._seen()
        if self._formula:
            where = (self._row, self._column)
            if not text and self._kind not in ("str", "e"):
                self.unknown.append(where)
            else:
                self.formulas.append(where)
        if not text:
            return
        cells, column = self._cells, self._column
        if column == len(cells) + 1:
            cells.append(text)
        elif column > len(cells):
            cells.extend([""] * (column - len(cells) - 1))
            cells.append(text)
        else:
            cells[column - 1] = text

    def _seen(self) -> str:
        """What a reader sees in the cell that ends here."""
        kind, value = self._kind, self._value
        if kind == "s":
            if not value:
                return ""
            if not (value.isascii() and value.isdigit()) or len(value) > 9 or int(value) >= len(self._texts):
                raise damaged(message("tabular.text_missing", row=self._row, text=value[:20]))
            return self._texts[int(value)]
        if kind == "n":
            value = value.strip()
            return self._shown.get(self._style, plain)(value) if value else ""
        if kind == "inlineStr":
            return unescaped(self._inline.take())
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(value.strip(), value)
        if kind == "e":
            self.wrong.append((self._row, self._column, value))
            return ""
        return value.removesuffix("T00:00:00").replace("T", " ") if kind == "d" else unescaped(value)

    def _end_row(self) -> None:
        if not self._cells:
            return
        self._size.row(len(self._cells), self._row)
        self.rows.extend([_EMPTY] * (self._row - len(self.rows) - 1))
        self.rows.append(self._cells)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        top, left = _place(first)
        bottom, right = _place(last or first)
        if bottom < top or right < left or len(self.merged) >= _MAX_MERGED:
            raise damaged(message("tabular.merged_senseless", range=reference[:30]))
        if (top, left) != (bottom, right):
            self.merged.append((top, left, bottom, right))

    def _finish(self) -> None:
        """What merged ranges cover isn't seen."""
        looked_at = 0
        written = [row for row, cells in enumerate(self.rows, 1) if cells] if self.merged else []
        for top, left, bottom, right in self.merged:
            for row in written[bisect_left(written, top) : bisect_right(written, bottom)]:
                cells = self.rows[row - 1]
                looked_at += 1 + max(0, min(right, len(cells)) - left)
                if looked_at > MAX_CELLS:
                    raise damaged(message("tabular.merged_overlap"))
                for column in range(left + 1 if row == top else left, min(right, len(cells)) + 1):
                    if cells[column - 1]:
                        self.covered.append((row, column))
                        assert isinstance(cells, list)
                        cells[column - 1] = ""


def unescaped(text: str) -> str:
    """A text of a workbook as a reader sees it: escapes are resolved, its lines are broken by line feeds alone.

    Parameters
    ----------
    text
        As the part holds it.

    Returns
    -------
    str
        As the cell shows it.
    """
    if "_x" in text:
        text = _ESCAPED.sub(_letter, text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _letter(escaped: re.Match[str]) -> str:
    code = int(escaped[1], 16)
    if 0xD800 <= code < 0xE000:  # half a letter
        return escaped[0]
    return chr(code) if code >= 32 or code in (9, 10, 13) else ""


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        if not "A" <= letter <= "Z" or column > MAX_COLUMNS:
            raise _column_outside(letters[:10])
        column = column * 26 + ord(letter) - ord("A") + 1
    if not column:
        raise damaged(message("tabular.cell_without_column"))
    return column


def _place(reference: str) -> tuple[int, int]:
    named = _REFERENCE.fullmatch(reference)
    if named is None:
        raise damaged(message("tabular.no_cell", reference=reference[:30]))
    row, column = int(named[2]), _column(named[1])
    if not 0 < row <= MAX_ROWS or column > MAX_COLUMNS:
        raise damaged(message("tabular.cell_outside", cell=reference, columns=MAX_COLUMNS, rows=MAX_ROWS))
    return row, column


def _column_outside(column: int | str) -> ParseError:
    return damaged(message("tabular.column_outside", column=column, columns=MAX_COLUMNS, rows=MAX_ROWS))
