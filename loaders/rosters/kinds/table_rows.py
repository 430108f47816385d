"""The rows of a table under its heading: data, sections, totals, remarks; with what an empty cell means, and what is merged over several."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, NamedTuple

from oversight_graph.loaders.draft_entry import Location
from oversight_graph.loaders.rosters.kinds.declaration import TableFound
from oversight_graph.loaders.rosters.roster_columns import RosterColumns
from oversight_graph.loaders.rosters.table_area import TableArea

_TOTAL = re.compile(r"(?:合计|总计|小计|共计|累计|总数)\Z|\A(?:合计|总计|小计|共计|累计|总数)(?![\u4e00-\u9fff])|\A(?:total|subtotal|sum)\b", re.IGNORECASE)
_WHOLE = re.compile(r"\A[全总]|总计|总数|\A(?:合计|共计|累计|total|sum)", re.IGNORECASE)
_REMARK = re.compile(
    r"\A(?:注|备注|说明|附注|填表|制表|填报|审核|联系人|※|\*|数据来源|资料来源|截至|截止)\s*[:：0-9一1.、日]?|\A(?:note|source)s?\b", re.IGNORECASE
)
_ORDINAL = re.compile(r"\A[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]?\s*[、.．,，:：]\s*|\A[(（](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]\s*")
_NUMBER_BEHIND = re.compile(r"[(（](?:共)?\s*[\d一二三四五六七八九十]+\s*[个家名处所]?[)）]\s*[:：]?\Z|[:：]\Z")
_LONGEST_LABEL = 16

RowKind = Literal["heading", "data", "section", "total", "subtotal", "remark"]


class TableCell(NamedTuple):
    """A cell with its place in the file; its heading and the number of its column in the table, "" and 0 for the heading of a section."""

    text: str
    place: Location
    heading: str = ""
    column: int = 0


@dataclass
class TableRow:
    """A row of a table.

    Attributes
    ----------
    kind
        What it is.
    number
        Counted from 1.
    cells
        Its texts, a merged block in each of its rows.
    layout
        The heading under which it stands.
    area
        Says where its cells stand in the file.
    context
        What the section says that the row stands in, by the role of a column.
    pools
        Columns whose cell is merged over several bodies.
    repeated
        Columns whose cell is merged with the one above.
    heads
        Of the heading of a section: whether the rows below need it.
    """

    kind: RowKind
    number: int
    cells: Sequence[str]
    layout: RosterColumns
    area: TableArea
    context: Mapping[str, TableCell] = field(default_factory=dict)
    pools: Collection[int] = ()
    repeated: Collection[int] = ()
    heads: bool = False

    def texts(self, role: str) -> list[TableCell]:
        """What the row says in the columns of a role, or its section does.

        Parameters
        ----------
        role
            Of a column.

        Returns
        -------
        list of TableCell
            None of them empty.
        """
        cells = [
            TableCell(text, self.at(column.number), column.heading, column.number)
            for column in self.layout.columns
            if column.role == role and (text := self.cells[column.number - 1])
        ]
        section = self.context.get(role)
        return cells or ([section] if section is not None else [])

    def text(self, role: str) -> TableCell | None:
        """The first of `texts`.

        Parameters
        ----------
        role
            Of a column.

        Returns
        -------
        TableCell or None
            None where there is none.
        """
        return next(iter(self.texts(role)), None)

    def has(self, role: str) -> bool:
        """Whether the table has a column of a role.

        Parameters
        ----------
        role
            Of a column.

        Returns
        -------
        bool
            True also where the row says nothing in it.
        """
        return any(column.role == role for column in self.layout.columns)

    def at(self, column: int) -> Location:
        """Where a cell of the row stands in the file.

        Parameters
        ----------
        column
            Its number in the table.

        Returns
        -------
        Location
            Of the cell.
        """
        return self.area.at(self.number, column)

    @property
    def start(self) -> int:
        """The number of the first column that holds something."""
        return next((position for position, text in enumerate(self.cells, 1) if text), 0)

    @property
    def place(self) -> Location:
        """The first cell that holds something."""
        return self.at(self.start)

    @property
    def lone(self) -> str:
        """The only text of the row, without its number: the heading of a section; "" where there are several."""
        texts = {text for text in self.cells if text}
        numbers = {self.cells[number - 1] for number in self.layout.numbers("number")}
        texts = texts - numbers if len(texts) > 1 else texts
        return section_text(texts.pop()) if len(texts) == 1 else ""


def section_text(text: str) -> str:
    """The heading of a section without the number before it and behind it.

    Parameters
    ----------
    text
        As it is written.

    Returns
    -------
    str
        What it names.

    Examples
    --------
    >>> section_text("一、内设机构（12个）"), section_text("（二）城关镇："), section_text("第一协作区")
    ('内设机构', '城关镇', '第一协作区')
    """
    return _NUMBER_BEHIND.sub("", _ORDINAL.sub("", text.strip())).strip()


def rows_of(table: TableFound, subject: str, heads: Callable[[str], str | None]) -> Iterator[TableRow]:
    """The rows below the heading of a table, empty ones left out; a heading that comes again (on the next page) is said as such.

    Parameters
    ----------
    table
        As it was found.
    subject
        The role of the column whose bodies the rows are about: what is merged over several of these is a pool.
    heads
        Gives the role of what the heading of a section names; None for any other text.

    Yields
    ------
    TableRow
        Its context is for the reader to fill. Cost: linear in the cells.
    """
    layout = table.layout
    headings = [list(row) for row in table.rows[layout.first - 1 : layout.last]] if layout.first else []
    fillings = _Fillings(table, subject)
    for number, cells in enumerate(table.rows[layout.last :], layout.last + 1):
        if not any(cells):
            continue
        kind = "heading" if list(cells) in headings else _kind(cells, layout, heads)
        yield TableRow(kind, number, fillings.carried(cells, kind), layout, table.area, {}, fillings.pools.get(number, ()), fillings.repeated.get(number, ()))


class _Fillings:
    """What empty and merged cells of a table mean."""

    def __init__(self, table: TableFound, subject: str) -> None:
        layout = table.layout
        self.pools: dict[int, set[int]] = defaultdict(set)
        self.repeated: dict[int, set[int]] = defaultdict(set)
        self._above: dict[int, str] = {}
        merged = set()
        subjects = layout.numbers(subject)
        for top, left, bottom, right in table.sheet.merged:
            if bottom == top or bottom <= layout.last:
                continue
            about = {row[number - 1] for row in table.rows[top - 1 : bottom] for number in subjects if row[number - 1]}
            for column in range(left, right + 1):
                merged.add(column)
                for row in range(top, bottom + 1):
                    if len(about) > 1:
                        self.pools[row].add(column)
                    if row > top:
                        self.repeated[row].add(column)
        roles = {column.number: table.kind.roles.get(column.role or "") for column in layout.columns}
        self._carrying = [number for number, column in roles.items() if column is not None and column.carried and number not in merged]
        self._repeating = {number for number in self._carrying if _repeats(table.rows[layout.last :], number)}

    def carried(self, cells: Sequence[str], kind: RowKind) -> Sequence[str]:
        """The cells of a row with what is carried down to them."""
        if kind != "data":
            self._above.clear()
            return cells
        given = list(cells)
        continues = False
        for position, number in enumerate(self._carrying):
            if given[number - 1]:
                if not continues and given[number - 1] != self._above.get(number):  # another zone: its groups begin anew
                    for right in self._carrying[position + 1 :]:
                        self._above.pop(right, None)
                self._above[number] = given[number - 1]
            elif continues or number not in self._repeating:
                given[number - 1] = self._above.get(number, "")
                continues = continues or bool(given[number - 1])
        return given


def _repeats(rows: Sequence[Sequence[str]], number: int) -> bool:
    """Whether a column names its bodies in row after row: an empty cell is then no "the same as above", unless one to its left is."""
    return any(above[number - 1] and above[number - 1] == below[number - 1] for above, below in pairwise(rows))


def total_label(texts: Sequence[str]) -> str:
    """The label of a row of totals.

    Parameters
    ----------
    texts
        Of the row, from left to right, each once.

    Returns
    -------
    str
        Without spaces; "" where the row is none of totals.

    Examples
    --------
    >>> [total_label([text, "4"]) for text in ("合  计", "第一协作区小计", "市统计局", "总计算中心")]
    ['合计', '第一协作区小计', '', '']
    """
    labels = [re.sub(r"\s", "", text) for text in texts[:3]]
    return next((label for label in labels if len(label) <= _LONGEST_LABEL and _TOTAL.search(label)), "")


def _kind(cells: Sequence[str], layout: RosterColumns, heads: Callable[[str], str | None]) -> RowKind:
    texts = list(dict.fromkeys(cell for cell in cells if cell))
    label = total_label(texts)
    if label:
        return "total" if _WHOLE.search(label) else "subtotal"
    if len(texts) == 1 and _REMARK.match(texts[0]):
        return "remark"
    numbers = {cells[number - 1] for number in layout.numbers("number")}
    others = [text for text in texts if text not in numbers] or texts[:1]
    if len(others) == 1:
        start = cells.index(others[0]) + 1
        column = next((column for column in layout.columns if column.number == start), None)
        role = heads(section_text(others[0]))
        if role is not None and (column is None or column.role != role):
            return "section"
        spread = sum(cell == others[0] for cell in cells) > 1
        if len(texts) == 1 and (spread or column is None or column.role in (None, "number")):
            return "section"
    return "data"
