"""What the columns of a file's tables are taken for, for its user to say otherwise: each sheet with its first cells, and what the changes mean as a mapping."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from oversight_graph.chart.build import ChartReading
from oversight_graph.loaders.mapping import IGNORE
from oversight_graph.loaders.mapping_text import known_mapping_of, text_of_written
from oversight_graph.loaders.name_columns import NAME
from oversight_graph.loaders.rosters.detection import filled, heading_row, layout_of
from oversight_graph.loaders.rosters.headings import PERSON, roles
from oversight_graph.loaders.rosters.kinds import TABLE_KINDS
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.loaders.workbook import Sheet
from oversight_graph.messages import Text, Words, message
from oversight_graph.naming.personal_data import has_numbers
from oversight_graph.naming.persons import likeness
from oversight_graph.problems import letters

NAMES = "names"
"""The word for a list of names, among the kinds of tables."""
SHEETS, COLUMNS = 12, 30
"""Sheets of a file, and columns of a sheet, that are shown."""
_SAMPLES, _SAMPLE_LETTERS = 3, 30


@dataclass(frozen=True)
class ColumnAsked:
    """A column of a table.

    Attributes
    ----------
    letters
        As spreadsheets name it.
    heading
        Its text, the levels with ` / ` between.
    role
        What it is taken for; `ignore` where it is left out.
    samples
        The first cells below the heading; `…` for what may be a person's.
    """

    letters: str
    heading: str
    role: str
    samples: tuple[str, ...]


@dataclass(frozen=True)
class TableAsked:
    """A sheet with one table, or with none that is recognised.

    Attributes
    ----------
    sheet
        Its name; "" for the only one of a file.
    table
        The kind of table that it is taken for, `names` for a list of names, `ignore` where it is left out.
    heading
        The rows of its heading, as a mapping says them.
    columns
        From left to right, at most `COLUMNS`.
    """

    sheet: str
    table: str
    heading: str
    columns: tuple[ColumnAsked, ...]


def tables_asked(source_file: SourceFile, readings: Sequence[ChartReading]) -> tuple[TableAsked, ...]:
    """What the tables of a file that was read are taken for. Cost: linear in the first rows of its sheets.

    Parameters
    ----------
    source_file
        As it was read.
    readings
        What came out of it.

    Returns
    -------
    tuple of TableAsked
        One a sheet; none for what a mapping can't say (several tables on a sheet, bodies as columns) and of a file that holds no tables.
    """
    guess = next((reading.guess for reading in readings if reading.guess is not None), None)
    if "book" not in vars(source_file) or (guess is None and any(reading.chart is not None for reading in readings)):
        return ()
    if guess is not None and guess.get("format") not in ("roster", NAMES):
        return ()
    sheets = [sheet for sheet in source_file.book.sheets if sheet.rows][:SHEETS]
    asked = [_asked(sheet, _guessed(guess, sheet, len(sheets)), len(source_file.book.sheets) > 1, guess) for sheet in sheets]
    return tuple(table for table in asked if table is not None)


def _guessed(guess: Mapping[str, Any] | None, sheet: Sheet, number: int) -> Any:
    """What a guess says of a sheet; None where it says nothing."""
    if guess is None:
        return _unrecognised(sheet)
    if "sheets" in guess:
        return guess["sheets"].get(sheet.name)
    return guess if number == 1 and "columns" in guess else None


def _unrecognised(sheet: Sheet) -> dict[str, object]:
    """What is known of a sheet in which nothing is recognised: perhaps its heading, and the roles of some columns."""
    rows, known = filled(sheet), roles()
    number = heading_row(rows, known)
    columns = {letters(column.number): column.role or IGNORE for column in layout_of(rows, known).columns} if number else {}
    return {"table": IGNORE, "heading": str(number), "columns": columns}


def _asked(sheet: Sheet, given: Any, several: bool, guess: Mapping[str, Any] | None) -> TableAsked | None:
    if given is None:
        return None
    if given == IGNORE:
        given = _unrecognised(sheet)
    names = guess is not None and guess.get("format") == NAMES
    table = str(given.get("table", NAMES if names else IGNORE))
    heading = str(given.get("heading", "0"))
    first, _, last = heading.partition("-")
    above, below = int(first), int(last or first)
    width = min(max(map(len, sheet.rows)), COLUMNS)
    columns = []
    for number in range(1, width + 1):
        role = str(given.get("columns", {}).get(letters(number), IGNORE))
        texts = dict.fromkeys(text for row in sheet.rows[max(above, 1) - 1 : below] if (text := _cell(row, number)))
        cells = [text for row in sheet.rows[below : below + 40] if (text := _cell(row, number))][:_SAMPLES]
        shown = tuple(_shown(text) for text in cells) if role != PERSON else ()
        if texts or cells:
            columns.append(ColumnAsked(letters(number), " / ".join(texts), role, shown))
    return TableAsked(sheet.name if several else "", table, heading, tuple(columns))


def _cell(row: Sequence[str], number: int) -> str:
    return row[number - 1].strip() if number <= len(row) else ""


def _shown(text: str) -> str:
    """The beginning of a cell; nothing of it where it may be a person's."""
    line = " ".join(text.split())
    if likeness(line) or has_numbers(line):
        return "…"
    return line if len(line) <= _SAMPLE_LETTERS else f"{line[:_SAMPLE_LETTERS]}…"


def with_tables(mapping: Mapping[str, Any], asked: Sequence[TableAsked], told: Sequence[TableAsked]) -> dict[str, Any]:
    """A mapping with what a user has changed of the tables of a file.

    Parameters
    ----------
    mapping
        As `read_mapping` gives it; it stays as it is.
    asked
        As the tables were shown.
    told
        The same tables as the user has them.

    Returns
    -------
    dict
        As `read_mapping` gives it. A table that wasn't changed is recognised anew; one of another kind than before is, too, by its headings.

    Raises
    ------
    ChartError
        For rows of a heading that are none.
    """
    changed = {new.sheet: _written(old, new) for old, new in zip(asked, told, strict=True) if new != old}
    if not changed:
        return dict(mapping)
    names = any(new.table == NAMES for new in told)
    written: dict[str, Any] = {"format": NAMES if names else "roster"}
    if "" in changed:
        written |= changed[""] if isinstance(changed[""], dict) else {}
    else:
        written["sheets"] = changed
    said = known_mapping_of(text_of_written(written), "")
    sheets = {**mapping.get("sheets", {}), **said.get("sheets", {})}
    rest = {key: value for key, value in mapping.items() if "" not in changed or key not in ("table", "heading", "columns")}
    return rest | said | ({"sheets": sheets} if sheets else {})


def _written(old: TableAsked, new: TableAsked) -> Any:
    """What a mapping says of a table that was changed."""
    columns = {column.letters: column.role for column in new.columns}
    if new.table == IGNORE:
        return IGNORE
    if new.table == NAMES:
        return (
            {"heading": new.heading, "columns": {letter: role if role == NAME else IGNORE for letter, role in columns.items()}}
            if NAME in columns.values()
            else {}
        )
    if old.table not in (IGNORE, new.table) or set(columns.values()) <= {IGNORE}:
        return {"table": new.table}
    return {"table": new.table, "heading": new.heading, "columns": columns}


def roles_of(table: TableAsked) -> list[tuple[str, Text | Words]]:
    """The roles that columns of a table may have.

    Parameters
    ----------
    table
        One that is left out may be of any kind.

    Returns
    -------
    Each with its words, `ignore` first.
    """
    kinds = [kind for kind in TABLE_KINDS if table.table in (kind.id, IGNORE)]
    names: list[tuple[str, Text | Words]] = [(NAME, message("questions.role_name"))] if table.table in (NAMES, IGNORE) else []
    roles: dict[str, Text | Words] = {column.role: Words(column.zh, column.en) for kind in kinds for column in kind.columns}
    held = {column.role: column.role for column in table.columns if column.role not in (*roles, NAME, IGNORE)}  # as person
    return [(IGNORE, message("questions.column_left_out")), *names, *(roles | held).items()]


def kinds_of_tables() -> list[tuple[str, Text | Words]]:
    """What a table may be.

    Returns
    -------
    Each with its words.
    """
    kinds: list[tuple[str, Text | Words]] = [(kind.id, Words(kind.zh, kind.en)) for kind in TABLE_KINDS]
    return [(IGNORE, message("questions.column_left_out")), (NAMES, message("loaders.format_names")), *kinds]
