"""Documents (.docx): their tables, each with the lines right before it; a document without a table is its paragraphs as one column."""

from __future__ import annotations

from pathlib import Path

from oversight_graph.loaders.tabular.grid import Grid
from oversight_graph.loaders.tabular.limits import MAX_LETTERS, Size, too_long
from oversight_graph.loaders.tabular.lines import BEFORE, text_beside_tables, text_sheet
from oversight_graph.loaders.tabular.package_parts import main_part
from oversight_graph.loaders.tabular.xml_events import Events, Pieces
from oversight_graph.loaders.tabular.zip_members import ZipMembers
from oversight_graph.loaders.workbook import Sheet, Workbook
from oversight_graph.messages import message

_UNSEEN = {"Fallback", "del", "moveFrom", "instrText", "delText"}  # what another program would show instead, and what was taken out


class _Cell:
    """A cell that is open: its lines, how many columns it takes, whether it goes on the cell above."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.letters = 0
        self.columns = 1
        self.goes_on = False


class _Table:
    """A table that is open."""

    def __init__(self, size: Size) -> None:
        self.grid = Grid(size)
        self.before = 0  # columns that a row leaves out at its beginning
        self.cells: list[_Cell] = []


class _Document(Events):
    """`sheets` so far and `lines` since the last one; a table within a cell is lines of that cell."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[Sheet] = []
        self.lines: list[str] = []
        self.all_lines: list[str] = []
        self.beside: list[str] = []  # lines that stand neither in a table nor right before one
        self._size = Size()
        self._table: _Table | None = None
        self._tables = 0  # how many are open in each other
        self._paragraphs: list[Pieces] = []  # open in each other, as text boxes are
        self._unseen = 0

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if self._unseen or name in _UNSEEN:
            self._unseen += 1
        elif name == "p":
            self._paragraphs.append(Pieces())
        elif name == "tbl":
            self._tables += 1
            if self._tables == 1:
                self._size.sheet()
                self._table = _Table(self._size)
        elif name in ("br", "cr"):
            self._write("\n")
        elif name == "tab" and not attributes:  # one with attributes is a tab stop
            self._write("\t")
        elif self._table is not None and self._tables == 1:
            self._open_in_table(self._table, name, {key.rpartition(":")[2]: value for key, value in attributes.items()})

    def _open_in_table(self, table: _Table, name: str, attributes: dict[str, str]) -> None:
        if name == "tr":
            table.before, table.cells = 0, []
        elif name == "tc":
            table.cells.append(_Cell())
        elif name == "gridBefore":
            table.before = _number(attributes)
        elif name == "gridSpan" and table.cells:
            table.cells[-1].columns = max(1, _number(attributes))
        elif name == "vMerge" and table.cells:
            table.cells[-1].goes_on = attributes.get("val", "continue") == "continue"

    def closed(self, name: str, text: str) -> None:
        if self._unseen:
            self._unseen -= 1
        elif name == "t":
            self._write(text)
        elif name == "p" and self._paragraphs:
            self._end_paragraph(self._paragraphs.pop().take())
        elif name == "tbl" and self._table is not None:
            self._tables -= 1
            if not self._tables:
                self._end_table(self._table)
        elif name == "tr" and self._table is not None and self._tables == 1:
            self._end_row(self._table)

    def _write(self, text: str) -> None:
        if self._paragraphs:
            self._paragraphs[-1].add(text)

    def _end_paragraph(self, line: str) -> None:
        if self._table is None:
            self._size.row(1, 1)
            self.all_lines.append(line)
            if line.strip():
                self.lines.append(line.strip())
                self.beside += self.lines[:-BEFORE]
                del self.lines[:-BEFORE]
        elif self._table.cells:
            cell = self._table.cells[-1]
            cell.letters += len(line) + 1
            if cell.letters > MAX_LETTERS:
                raise too_long(len(self._table.grid.rows) + 1, len(self._table.cells))
            cell.lines.append(line)

    def _end_row(self, table: _Table) -> None:
        table.grid.begin_row()
        if table.before:
            table.grid.skip(table.before)
        for cell in table.cells:
            table.grid.put("\n".join(cell.lines).strip("\n"), cell.columns, goes_on=cell.goes_on)
        table.cells = []

    def _end_table(self, table: _Table) -> None:
        self.sheets.append(table.grid.sheet(f"table {len(self.sheets) + 1}", tuple(self.lines)))
        self.lines.clear()
        self._table = None


def read(path: Path, encoding: str | None = None) -> Workbook:
    """The tables of a document, or its paragraphs as one column. Cost: linear.

    Parameters
    ----------
    path
        A .docx file.
    encoding
        Not used: the file says it itself.

    Returns
    -------
    Workbook
        A sheet for each table, in their order.

    Raises
    ------
    ParseError
        For what can't be read.
    """
    document = _Document()
    with ZipMembers(path) as zipped:
        main = main_part(zipped, "word/document.xml")
        document.read(zipped.chunks(main), message("xml.text_of_the_document"))
    if not document.sheets:
        return Workbook((text_sheet(document.all_lines),))
    return Workbook(tuple(document.sheets), problems=text_beside_tables(str(path), [*document.beside, *document.lines]))


def _number(attributes: dict[str, str]) -> int:
    text = attributes.get("val", "")
    return min(int(text), 1_000) if text.isascii() and text.isdigit() and len(text) < 8 else 0
