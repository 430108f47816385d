"""Tables that are written otherwise than a body a row: bodies as columns, a form a body, a table of units below the name of the body that oversees them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from oversight_graph.loaders.rosters.class_words import is_class_word
from oversight_graph.loaders.rosters.detection import RosterTable, filled, layout_of, table_of
from oversight_graph.loaders.rosters.headings import ColumnRole, plain, role_of
from oversight_graph.loaders.rosters.roster_columns import KIND_OF, OVERSEERS
from oversight_graph.loaders.rosters.table_area import TableArea
from oversight_graph.loaders.unread_cells import names_body
from oversight_graph.loaders.workbook import Sheet
from oversight_graph.naming.grammar import parse

_WIDEST = 2000  # rows and columns of a table that may be turned
_FORM = 200  # rows of a table of forms
_COLON = re.compile(r"[:：]\s*\Z")


def table_in(area: TableArea, known: Sequence[ColumnRole]) -> RosterTable | None:
    """The roster in an area, whichever way it is written.

    Parameters
    ----------
    area
        A part of a sheet.
    known
        The roles that a column may have.

    Returns
    -------
    RosterTable or None
        None where it holds none.
    """
    table = table_of(area, known)
    if table is not None and table.layout.first:
        return table
    for other in (_forms(area, known), turned(area, known), _under_their_overseer(area, known)):
        if other is not None and (read := table_of(other, known)) is not None and read.layout.first:
            return read
    return table


def turned(area: TableArea, known: Sequence[ColumnRole]) -> TableArea | None:
    """The area with its rows as columns, where its first column can be a heading; what stands above it stays before it.

    Parameters
    ----------
    area
        A part of a sheet.
    known
        The roles that a column may have.

    Returns
    -------
    TableArea or None
        None where it can't be such a table.
    """
    rows = filled(area.sheet)
    title = next((number for number, row in enumerate(rows) if len({text for text in row if text}) > 1), 0)
    first = [row[0] for row in rows[title:]]
    if max(len(rows), len(rows[0]) if rows else 0) > _WIDEST or sum(_says_role(text, known) for text in first) < 2:
        return None
    titles = [(number, column, text) for number, row in enumerate(rows[:title], 1) for text, (_, column) in _each_once(row, number)]
    part = area.part(title + 1, len(rows), before=(*area.sheet.before, *(text for *_, text in titles)))
    turned = [list(column) for column in zip(*rows[title:], strict=True)]
    merged = tuple((left, top, right, bottom) for top, left, bottom, right in part.sheet.merged)
    sheet = Sheet(area.sheet.name, turned, merged, part.sheet.before)
    return TableArea(sheet, area.name, part.top, part.left, turned=True, titles=tuple((row + area.top, column + area.left) for row, column, _ in titles))


def _forms(area: TableArea, known: Sequence[ColumnRole]) -> TableArea | None:
    """Labels with what they say beside them (机构名称 | 驻县财政局纪检监察组 | 编制 | 5), a body a form; as a table with the labels as its heading."""
    rows = filled(area.sheet)
    if not 0 < len(rows) <= _FORM:
        return None
    above: list[tuple[str, tuple[int, int]]] = []
    fields: list[tuple[str, tuple[int, int], str, tuple[int, int]]] = []
    for number, row in enumerate(rows, 1):
        cells = list(_each_once(row, number))
        if len(cells) == 1 and not fields:
            above.append(cells[0])
        elif len(cells) % 2:
            return None
        for (label, where), (value, stands) in zip(cells[::2], cells[1::2], strict=False):
            if not _is_label(label, known) or _says_role(value, known):
                return None
            fields.append((label, where, value, stands))
    labels = list(dict.fromkeys(plain(label) for label, *_ in fields))
    by_label = {role_of(label, known) for label in labels}
    if not by_label & set(OVERSEERS) or not by_label & {"units", "host"}:
        return None
    return _as_table(area, above, fields, labels)


def _each_once(row: Sequence[str], number: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """The texts of a row with their cells, those of a merged block once."""
    for column, text in enumerate(row, 1):
        if text and (column == 1 or row[column - 2] != text):
            yield text, (number, column)


def _says_role(text: str, known: Sequence[ColumnRole]) -> bool:
    """Whether a text is a heading itself, and so no value beside one."""
    return _is_label(text, known) and (is_class_word(text, known) or role_of(text, known) is not None)


def _is_label(text: str, known: Sequence[ColumnRole]) -> bool:
    return len(text) <= 16 and any(letter.isalpha() for letter in text) and (is_class_word(text, known) or not names_body(text))


def _as_table(
    area: TableArea, above: Sequence[tuple[str, tuple[int, int]]], fields: Sequence[tuple[str, tuple[int, int], str, tuple[int, int]]], labels: Sequence[str]
) -> TableArea:
    """Fields as a table; a label that comes again begins the next body."""
    moved: dict[tuple[int, int], tuple[int, int]] = {}
    rows: list[list[str]] = []

    def put(row: int, column: int, text: str, stands: tuple[int, int]) -> None:
        while len(rows) < row:
            rows.append([""] * len(labels))
        rows[row - 1][column - 1] = text
        moved[row, column] = (stands[0] + area.top, stands[1] + area.left)

    for number, (text, stands) in enumerate(above, 1):
        put(number, 1, text, stands)
    heading, last = len(above) + 1, len(above) + 1
    written: set[str] = set()
    for label, where, value, stands in fields:
        word = plain(label)
        if word in written or last == heading:
            last += 1
            written.clear()
        written.add(word)
        column = labels.index(word) + 1
        if (heading, column) not in moved:
            put(heading, column, _COLON.sub("", label), where)
        put(last, column, value, stands)
    return TableArea(Sheet(area.sheet.name, rows, (), area.sheet.before), area.name, moved=moved)


def _under_their_overseer(area: TableArea, known: Sequence[ColumnRole]) -> TableArea | None:
    """Units below the name of their overseer: in a row of its own, above the table, or as the name of the sheet. The name gets a column of its own."""
    rows = filled(area.sheet)
    layout = layout_of(rows, known)
    if layout.overseer is not None or not (layout.numbers("units") or layout.numbers("host")) or not layout.first:
        return None
    width = len(rows[0]) + 1
    name, stands = _named_above(area, rows[: layout.first - 1])
    moved: dict[tuple[int, int], tuple[int, int]] = {}
    made: list[list[str]] = []
    kind = None
    for number, row in enumerate(rows, 1):
        cells = [*row, ""]
        texts = list(dict.fromkeys(cell for cell in row if cell))
        if number > layout.last and len(texts) == 1 and _overseer(texts[0]) and row.count(texts[0]) in (1, len(row)):
            name, stands, cells = _COLON.sub("", texts[0]), (number, next(column for column, text in enumerate(row, 1) if text)), [""] * width
        elif number > layout.last and texts and name:
            cells[-1], moved[number, width], name = name, stands, ""
            kind = kind or parse(cells[-1]).kind
        made.append(cells)
    if kind is None:
        return None
    made[layout.last - 1][-1] = next(role for role in known if KIND_OF.get(role.id) == kind).zh
    moved[layout.last, width] = (0, 0)
    again = rows[layout.last - 1]
    for number in range(layout.last + 1, len(made) + 1):  # the heading on the next page
        if rows[number - 1] == again:
            made[number - 1][-1], moved[number, width] = made[layout.last - 1][-1], (0, 0)
    moved = {cell: (row + area.top if row else 0, column + area.left if row else 0) for cell, (row, column) in moved.items()}
    merged = tuple((top, left, bottom, right) for top, left, bottom, right in area.sheet.merged if top > layout.last and any(made[top - 1]))
    return TableArea(Sheet(area.sheet.name, made, merged, area.sheet.before), area.name, area.top, area.left, moved=moved)


def _named_above(area: TableArea, above: Sequence[Sequence[str]]) -> tuple[str, tuple[int, int]]:
    """The overseer that a title, a line before the table or the sheet's name is, the nearest one, and its cell; (0, 0) where it stands in none."""
    for number in range(len(above), 0, -1):
        for column, text in enumerate(above[number - 1], 1):
            if text and _overseer(text):
                return _COLON.sub("", text), (number, column)
    for text in (*reversed(area.sheet.before), area.sheet.name):
        if _overseer(text):
            return _COLON.sub("", text), (0, 0)
    return "", (0, 0)


def _overseer(text: str) -> bool:
    name = _COLON.sub("", text)
    return bool(name) and names_body(name) and parse(name).kind in KIND_OF.values()
