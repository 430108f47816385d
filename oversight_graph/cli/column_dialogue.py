"""The columns of a file's tables on the terminal: each with what it is taken for and its first cells, to be changed by a key."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from oversight_graph.cli.dialogue import ENTER, OTHER, Dialogue
from oversight_graph.loaders.mapping import IGNORE
from oversight_graph.messages import Message, Text, Words, message, text

if TYPE_CHECKING:
    from oversight_graph.loaders.table_questions import ColumnAsked, TableAsked

_LETTERS = "abcdefghijklmnoprstuvwxyzABCDEFG"
"""Keys of columns, without q, which stops: as many as columns are shown."""
_KEYS = "123456789abcdefghijklmnoprstuvwxyz"
"""Keys of what a column or a table may be."""


def worth_asking(tables: Sequence[TableAsked]) -> tuple[TableAsked, ...]:
    """The tables of which somebody may want to say otherwise what they hold.

    Parameters
    ----------
    tables
        Of a file.

    Returns
    -------
    Those with two columns or more: one that stands alone is a list of names.
    """
    return tuple(table for table in tables if len(table.columns) > 1)


def changed_tables(tables: Sequence[TableAsked], dialogue: Dialogue) -> tuple[TableAsked, ...]:
    """Show what tables are taken for, and ask whether that is right.

    Parameters
    ----------
    tables
        As they were read.
    dialogue
        Where it is asked.

    Returns
    -------
    As the user has them.

    Raises
    ------
    Enough
        Where the user stops.
    """
    return tuple(_changed(table, dialogue) for table in tables)


def _changed(table: TableAsked, dialogue: Dialogue) -> TableAsked:
    while True:
        columns = dict(zip(_LETTERS, table.columns, strict=False)) if table.table != IGNORE else {}
        _show(table, columns, dialogue)
        while (key := dialogue.key()) not in (*columns, *ENTER, OTHER):
            pass
        if key in ENTER:
            return table
        if key == OTHER:
            kind = _kind(table, dialogue)
            if kind is not None and kind != table.table:
                return replace(table, table=kind)  # its columns are recognised anew
        else:
            role = _role(table, columns[key], dialogue)
            if role is not None:
                table = replace(table, columns=tuple(replace(one, role=role) if one is columns[key] else one for one in table.columns))


def _show(table: TableAsked, columns: dict[str, ColumnAsked], dialogue: Dialogue) -> None:
    from oversight_graph.loaders.table_questions import kinds_of_tables, roles_of

    kind, name = dict(kinds_of_tables())[table.table], table.sheet or message("questions.the_table")
    headed = message("questions.table", name=name, kind=kind, heading=table.heading)
    dialogue.say(message("questions.table_without_heading", name=name, kind=kind) if table.heading == "0" else headed)
    roles = dict(roles_of(table))
    for key, column in columns.items():
        values: dict[str, object] = {"key": key, "letters": column.letters, "heading": column.heading, "role": roles[column.role]}
        dialogue.say(_fitting(message("questions.column", **values), values, column.samples))
    if not columns:
        dialogue.say(message("questions.columns_not_recognised"))
    dialogue.say(message("questions.columns_how") if columns else message("questions.columns_how_kind"))


def _fitting(bare: Message, values: dict[str, object], samples: Sequence[str]) -> Message:
    """A column with as many of its first cells as a line has room for."""
    from rich.cells import cell_len

    room = shutil.get_terminal_size().columns - cell_len(text(bare)) - 4
    shown: list[str] = []
    for sample in samples:
        room -= cell_len(sample) + 3 * bool(shown)
        if room < 0:
            break
        shown.append(sample)
    return message("questions.column_with_cells", cells=shown, **values) if shown else bare


def _kind(table: TableAsked, dialogue: Dialogue) -> str | None:
    from oversight_graph.loaders.table_questions import kinds_of_tables

    dialogue.say(message("questions.which_kind", name=table.sheet or message("questions.the_table")))
    return _chosen(kinds_of_tables(), dialogue)


def _role(table: TableAsked, column: ColumnAsked, dialogue: Dialogue) -> str | None:
    from oversight_graph.loaders.table_questions import roles_of

    dialogue.say(message("questions.which_role", letters=column.letters, heading=column.heading))
    return _chosen(roles_of(table), dialogue)


def _chosen(offered: Sequence[tuple[str, Text | Words]], dialogue: Dialogue) -> str | None:
    """What a key chooses; None where the user goes back."""
    keys = dict(zip(_KEYS, offered, strict=False))
    choices = [message("questions.choice", key=key, what=what) for key, (_, what) in keys.items()]
    dialogue.offer([*choices, message("questions.enter_back"), message("questions.stop")])
    while (key := dialogue.key()) not in keys:
        if key in ENTER:
            return None
    return keys[key][0]
