"""The table of a kind on a sheet: the row of its heading, and what each column holds, by its heading and by the cells below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from oversight_graph.loaders.rosters.cell_contents import quantity
from oversight_graph.loaders.rosters.class_words import is_class_word
from oversight_graph.loaders.rosters.columns_of_persons import with_columns_of_persons
from oversight_graph.loaders.rosters.detection import SEARCHED, filled
from oversight_graph.loaders.rosters.headings import LONGEST, PERSON, plain
from oversight_graph.loaders.rosters.kinds.declaration import TableColumn, TableFound, TableKind
from oversight_graph.loaders.rosters.kinds.table_rows import total_label
from oversight_graph.loaders.rosters.roster_columns import RosterColumn, RosterColumns, given_columns, heading_at
from oversight_graph.loaders.rosters.table_area import TableArea
from oversight_graph.naming.grammar import parse
from oversight_graph.naming.persons import counts_persons, heading_of_persons

_SAMPLE = 60
_LOOKED_AT = 400  # rows below a heading
_SHARE = 0.6  # of the cells below a heading that must be numbers, or names, for it to be a heading of these
NOTHING = frozenset({"无", "—", "-", "–", "/", "——", "--"})
_FIRST = re.compile(r"[、，,；;\n]")
_OF_NUMBERS = re.compile(r"数量?\s*(?:[(（].*[)）])?\Z|[(（][个人名家][)）]\Z")  # a heading of numbers, whatever stands below
_COUNTED = re.compile(r"[\s约近]*[0-9０-９一二三四五六七八九十百两]+\s*[个名人家处所村余]*\Z")

Headings = Mapping[str, Sequence[str]]


def table_by_headings(kind: TableKind, area: TableArea, given: Mapping[str, Any], headings: Headings) -> TableFound | None:
    """The table of a kind in an area.

    Parameters
    ----------
    kind
        What is looked for.
    area
        A part of a sheet.
    given
        What the mapping says of the sheet: its `columns` and rows of its `heading`, or nothing.
    headings
        The headings that the user adds to roles.

    Returns
    -------
    TableFound or None
        None where the area holds none of this kind. Cost: linear in the cells.
    """
    rows = filled(area.sheet)
    if "columns" in given:
        layout = given_columns(given["columns"], given.get("heading", (0, 0)), area.sheet.rows)
        roles = [column.role for column in layout.columns if column.role]
        if given.get("table", kind.id) != kind.id or ("table" not in given and not ({*roles} <= {*kind.roles, PERSON} and kind.is_complete(roles))):
            return None
    elif given.get("table", kind.id) != kind.id:
        return None
    else:
        numbers = [number for number in range(1, min(len(rows), SEARCHED) + 1) if may_head(rows[number - 1], kind, headings)]
        layouts = (heading_of(rows, number, kind, headings) for number in numbers)
        found = next((layout for layout in layouts if layout is not None), None)
        if found is None:
            return None
        layout = found
    layout = with_columns_of_persons(layout, rows, [column.role for column in kind.columns if column.holds == "names" or column.role == "number"])
    top = layout.first - 1 if layout.first else 0
    above = [(number, text) for number, row in enumerate(rows[:top], 1) for text in dict.fromkeys(cell for cell in row if cell)]
    return TableFound(kind, area, layout, [*((0, text) for text in area.sheet.before), *above], rows)


def may_head(cells: Sequence[str], kind: TableKind, headings: Headings) -> bool:
    """Whether a row can be the first of a heading of a kind: two of its texts at least may stand above columns of it.

    Parameters
    ----------
    cells
        Of the row.
    kind
        The kind of table.
    headings
        The headings that the user adds to roles.

    Returns
    -------
    bool
        Told by the texts alone, and quickly.
    """
    texts = dict.fromkeys(cell for cell in cells if cell)
    if len(texts) < 2 or any(len(text) > 60 for text in texts):
        return False
    plains = [compared for text in texts if (compared := plain(text)) and len(compared) <= LONGEST]
    added = {plain(text) for several in headings.values() for text in several}
    likely = (compared in added or any(compared in one.exact or any(part in compared for part in one.within) for one in kind.columns) for compared in plains)
    return sum(likely) > 1


def heading_of(rows: Sequence[Sequence[str]], number: int, kind: TableKind, headings: Headings) -> RosterColumns | None:
    """The heading of a table of a kind that begins in a row.

    Parameters
    ----------
    rows
        Of the sheet, merged blocks filled.
    number
        The row, counted from 1.
    kind
        The kind of table.
    headings
        The headings that the user adds to roles.

    Returns
    -------
    RosterColumns or None
        None where the row is no such heading: too little of it is known, or it names bodies.
    """
    texts = dict.fromkeys(cell for cell in rows[number - 1] if cell)
    if len(texts) < 2 or any(len(text) > 60 for text in texts):
        return None
    layout = heading_at(rows, number, kind.known)
    if layout is None:
        return None
    below = [row for row in rows[layout.last : layout.last + _LOOKED_AT] if _says(row)]
    columns: list[RosterColumn] = []
    taken: set[str] = set()
    for column in layout.columns:
        role = role_of_column(column.heading, (row[column.number - 1] for row in below), kind, headings, taken)
        if role is not None and role in kind.roles and not kind.roles[role].several:
            taken.add(role)
        columns.append(replace(column, role=role))
    roles = [column.role for column in columns if column.role not in (None, PERSON)]
    known = sum(column.role is not None for column in columns)
    if not kind.is_complete([role for role in roles if role]) or 2 * known < len(columns) or any(_is_named(text, kind) for text in texts):
        return None
    return RosterColumns(layout.first, layout.last, tuple(columns))


def role_of_column(heading: str, cells: Iterable[str], kind: TableKind, headings: Headings, taken: set[str]) -> str | None:
    """What a column holds.

    Parameters
    ----------
    heading
        As it is written, the levels with ` / ` between.
    cells
        Those below it.
    kind
        The kind of table.
    headings
        The headings that the user adds to roles.
    taken
        The roles of other columns, which it can't have as well.

    Returns
    -------
    str or None
        A role of the kind, `person`, or None where nobody knows.
    """
    levels = heading.split(" / ")
    texts = dict.fromkeys([levels[-1], "".join(levels), *reversed(levels[:-1])])
    below = _cells_below(cells)
    if below.numbers is None and _OF_NUMBERS.search(levels[-1]):
        below = _CellsBelow(1.0, below.kinds)
    free = [column for column in kind.columns if column.role not in taken and _fits(column, below)]
    for text in texts:
        compared = plain(text)
        if not compared or len(compared) > LONGEST:
            continue
        exact = next((column.role for column in free if compared in column.exact or compared in map(plain, headings.get(column.role, ()))), None)
        if exact is not None:
            return exact
        if heading_of_persons(text):
            return PERSON
        part = next((column.role for column in free if any(within in compared for within in column.within)), None)
        if part is not None:
            return None if part == "staff" and counts_persons(text) else part  # how many head it isn't how many work there
    return None


@dataclass(frozen=True)
class _CellsBelow:
    """What the first cells below a heading are: which share of them numbers (None where all are empty), and the kinds that others surely name."""

    numbers: float | None
    kinds: Counter[str]


def _cells_below(cells: Iterable[str]) -> _CellsBelow:
    written = list(islice((cell for cell in cells if cell and cell not in NOTHING), _SAMPLE))
    if not written:
        return _CellsBelow(None, Counter())
    numeric = [quantity(cell) is not None or _COUNTED.match(cell) is not None for cell in written]
    readings = [parse(_FIRST.split(cell)[0]) for cell, number in zip(written, numeric, strict=True) if not number]
    kinds = Counter(reading.kind for reading in readings if reading.sure and reading.kind)
    return _CellsBelow(sum(numeric) / len(written), kinds)


def _fits(column: TableColumn, below: _CellsBelow) -> bool:
    if below.numbers is None or column.holds == "text":
        return True
    if column.holds == "number":
        return below.numbers >= _SHARE
    named = below.kinds.total()
    return below.numbers < 1 - _SHARE and (not named or not column.only or sum(below.kinds[kind] for kind in column.only) >= _SHARE * named)


def _says(row: Sequence[str]) -> bool:
    """Whether a row can tell what its columns hold: it is none of totals, and no text that is merged over all of them."""
    texts = list(dict.fromkeys(cell for cell in row if cell))
    return not total_label(texts) and (len(texts) > 1 or row.count("") >= len(row) - 1)


def _is_named(text: str, kind: TableKind) -> bool:
    """Whether a text is the name of one body, and so in no heading: 城关镇, but not 乡镇 or 监督检查室."""
    reading = parse(text)
    if not reading.sure or reading.kind is None or reading.parts.set:
        return False
    if is_class_word(text, kind.known):
        return False
    parts = reading.parts
    return any((parts.number, parts.host, parts.commission, parts.township, parts.village))
