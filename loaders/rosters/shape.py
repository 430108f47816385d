"""The shape of a roster: which rows are title, heading, sections, data, totals and remarks, and what each column holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from oversight_graph.chart.grammar import parse
from oversight_graph.loaders.book import Sheet
from oversight_graph.loaders.rosters.headings import Role, role_by_content, role_of

SEARCHED = 40
"""Rows of a sheet in which its first heading is sought."""
_SEVERAL = ("units", "note", "person", "ignore")  # roles that more than one column may have
KIND_OF = {"group": "StationedGroup", "team": "InspectionTeam", "room": "Room"}
"""The roles of the bodies whose roster it may be, from first to last, and their kind."""
OVERSEERS = tuple(KIND_OF)
_BODIES = (*OVERSEERS, "host", "units")
_TOTAL = re.compile(r"\A(?:合计|总计|小计|共计|累计|总数|合\s*计|total|subtotal|sum)", re.IGNORECASE)
_REMARK = re.compile(r"\A(?:注|备注|说明|附注|备\s*注|填表|制表|审核|联系|※|\*|数据来源|资料来源)\s*[:：0-9一1.、]?|\A(?:note|source)s?\b", re.IGNORECASE)

Kind = Literal["data", "total", "subtotal", "section", "remark"]


@dataclass(frozen=True)
class Column:
    """`heading` as it is written, `role` None where nobody knows what it holds, `by` what told the role."""

    number: int
    heading: str
    role: str | None
    by: Literal["heading", "content", "mapping"] = "heading"


@dataclass(frozen=True)
class Layout:
    """`first`, `last`: the rows of the heading (0 where there is none); `columns` from left to right."""

    first: int
    last: int
    columns: tuple[Column, ...]

    def numbers(self, role: str) -> list[int]:
        return [column.number for column in self.columns if column.role == role]

    @property
    def overseer(self) -> str | None:
        """The role of the column whose roster it is."""
        return next((role for role in OVERSEERS if self.numbers(role)), None)

    @property
    def whole(self) -> bool:
        """Whether it has what a roster needs: an overseer, and whom it oversees."""
        return self.overseer is not None and bool(self.numbers("units") or self.numbers("host"))


class Line(NamedTuple):
    """A row of the table: its number, what it is, its cells (a merged block stands in each of its rows), under which heading."""

    row: int
    kind: Kind
    cells: Sequence[str]
    layout: Layout


@dataclass
class Table:
    """A sheet as a roster: the texts above the first heading with their rows, and the lines below it."""

    sheet: Sheet
    layout: Layout
    above: list[tuple[int, str]]
    rows: list[list[str]] = field(repr=False, default_factory=list)
    known: Sequence[Role] = ()

    def lines(self) -> Iterator[Line]:
        """Row after row, empty ones left out. A heading that comes again (on the next page) is none; another one holds from there on."""
        layout = self.layout
        number = max(layout.last, self.above[-1][0] if self.above and not layout.last else 0)
        while number < len(self.rows):
            cells, number = self.rows[number], number + 1
            if number <= layout.last or not any(cells):
                continue
            again = _heading(self.rows, number, self.known) if _looks_like_heading(cells, self.known) else None
            if again is not None:
                layout = _filled_in(again, layout)
                continue
            yield Line(number, _kind(cells, layout), cells, layout)


def table_of(sheet: Sheet, known: Sequence[Role], told: Layout | None = None) -> Table | None:
    """The roster on a sheet, None where it holds none. `told`: a layout that the user gives."""
    rows = _filled(sheet)
    layout = told or next(
        (
            found
            for number in range(1, min(len(rows), SEARCHED) + 1)
            if _looks_like_heading(rows[number - 1], known) and (found := _heading(rows, number, known))
        ),
        None,
    )
    layout = layout or Layout(0, 0, ())
    if told is None:
        layout = _by_content(rows, layout)
    if not layout.whole:
        return None
    top = layout.first - 1 if layout.first else _first_data(rows, layout)
    above = [(number, text) for number, row in enumerate(rows[:top], 1) for text in dict.fromkeys(cell for cell in row if cell)]
    return Table(sheet, layout, [*((0, text) for text in sheet.before), *above], rows, known)


def _filled(sheet: Sheet) -> list[list[str]]:
    """All rows equally long, the text of a merged block in each of its cells."""
    width = max((len(row) for row in sheet.rows), default=0)
    rows = [[cell.strip(" \t\n　\u00a0") for cell in row] + [""] * (width - len(row)) for row in sheet.rows]
    for top, left, bottom, right in sheet.merged:
        text = rows[top - 1][left - 1] if top <= len(rows) and left <= width else ""
        for row in rows[top - 1 : bottom] if text else ():
            row[left - 1 : right] = [text] * (min(right, width) - left + 1)
    return rows


def _looks_like_heading(cells: Sequence[str], known: Sequence[Role]) -> bool:
    texts = dict.fromkeys(cell for cell in cells if cell)
    if len(texts) < 2 or any(len(text) > 60 for text in texts):
        return False
    found = [role_of(text, known) for text in texts]
    said = [role for role in found if role]
    if len(set(said)) < 2 or not any(role in _BODIES for role in said) or 2 * len(said) < len(texts):
        return False
    return not any(_names_one(text, known) for text in texts)


def _names_one(text: str, known: Sequence[Role]) -> bool:
    """Whether a text is the name of one body; 监督检查室 and 派驻机构 are headings, 第一监督检查室 and 市财政局 names."""
    reading = parse(text)
    if not reading.sure or reading.kind is None or reading.parts.set:
        return False
    parts = reading.parts
    return role_of(text, known) is None or any((parts.number, parts.host, parts.commission, parts.township, parts.village))


def _heading(rows: Sequence[Sequence[str]], number: int, known: Sequence[Role]) -> Layout | None:
    """The heading that begins in a row, with a second level below it where there is one."""
    upper = rows[number - 1]
    lower = rows[number] if number < len(rows) else ()
    two = _second_level(upper, lower, known)
    columns: list[Column] = []
    taken: set[str] = set()
    carried = ""
    for position, above in enumerate(upper):
        carried = above or (carried if two and position < len(lower) and lower[position] else "")
        below = lower[position] if two and position < len(lower) else ""
        tries = [below, f"{carried}{below}", carried] if below and below != carried else [carried]
        role = next((found for text in tries if text and (found := role_of(text, known))), None)
        heading = " / ".join(dict.fromkeys(text for text in (carried, below) if text))
        if role in taken and role not in _SEVERAL:
            role = None
        if role:
            taken.add(role)
        if heading or role:
            columns.append(Column(position + 1, heading, role))
    return Layout(number, number + two, tuple(columns))


def _second_level(upper: Sequence[str], lower: Sequence[str], known: Sequence[Role]) -> bool:
    """Whether a row is the second level of the heading above it: it repeats what is merged downwards or leaves it empty, and names columns."""
    new = [below for above, below in zip(upper, lower, strict=False) if below and below != above]
    if not new or len(new) == len([one for one in upper if one]) == len(upper):
        return False
    spans = any(above and (above == upper[position + 1] or not upper[position + 1]) for position, above in enumerate(upper[:-1]))
    bodies = any(_names_one(text, known) for text in new)
    return spans and not bodies and all(len(text) <= 20 for text in new)


def _filled_in(again: Layout, before: Layout) -> Layout:
    """A later heading; where it is one and the same table, what was told by content before holds on."""
    if again.whole or [column.heading for column in again.columns] != [column.heading for column in before.columns]:
        return again
    return Layout(again.first, again.last, before.columns)


def _by_content(rows: Sequence[Sequence[str]], layout: Layout) -> Layout:
    """The columns that no heading tells, by what stands in them."""
    width = max((len(row) for row in rows), default=0)
    known = {column.number: column for column in layout.columns}
    taken = {column.role for column in layout.columns if column.role}
    for number in range(1, width + 1):
        column = known.get(number)
        if column is not None and column.role:
            continue
        role = role_by_content(row[number - 1] for row in rows[layout.last :])
        if role and (role not in taken or role == "units") and not (column and column.heading and role == "number"):
            known[number] = Column(number, column.heading if column else "", role, "content")
            taken.add(role)
    return Layout(layout.first, layout.last, tuple(known[number] for number in sorted(known)))


def _first_data(rows: Sequence[Sequence[str]], layout: Layout) -> int:
    """How many rows stand above the data of a table without a heading."""
    needed = [number for role in (layout.overseer or "", "units", "host") for number in layout.numbers(role)]
    return next((number for number, row in enumerate(rows) if sum(bool(row[column - 1]) for column in needed) > 1), 0)


def _kind(cells: Sequence[str], layout: Layout) -> Kind:
    texts = list(dict.fromkeys(cell for cell in cells if cell))
    first = texts[0]
    start = cells.index(first) + 1
    labels = [cells[number - 1] for number in (*layout.numbers("number"), *layout.numbers(layout.overseer or "")) if cells[number - 1]]
    for label in (first, *labels):
        if _TOTAL.match(re.sub(r"\s", "", label)) and len(label) <= 12:
            return "subtotal" if "小计" in label or label.lower().startswith("sub") else "total"
    if len(texts) == 1:
        column = next((one for one in layout.columns if one.number == start), None)
        if _REMARK.match(first):
            return "remark"
        if sum(cell == first for cell in cells) > 1 or column is None or column.role not in ("units", "host", "note"):
            reading = parse(first)
            listing = column is not None and reading.sure and reading.kind == KIND_OF.get(column.role or "", "") and sum(cell == first for cell in cells) == 1
            return "data" if listing else "section"
    return "data"


def told_layout(columns: Mapping[int, str], heading: tuple[int, int], rows: Sequence[Sequence[str]]) -> Layout:
    """The layout that a user gives: column number → role."""
    first, last = heading
    above = rows[first - 1 : last] if first else ()
    made = []
    for number, role in columns.items():
        texts = dict.fromkeys(text for row in above if number <= len(row) and (text := row[number - 1].strip()))
        made.append(Column(number, " / ".join(texts), None if role == "ignore" else role, "mapping"))
    return Layout(first, last, tuple(sorted(made, key=lambda column: column.number)))
