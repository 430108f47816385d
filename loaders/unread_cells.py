"""What of a file nobody has read is named in a warning: a table by its first cells, else a column at a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from oversight_graph.loaders.cell_account import CellAccount, Fate, SheetAccount, UnreadCell
from oversight_graph.loaders.draft_entry import Location
from oversight_graph.loaders.rosters.class_words import is_class_word
from oversight_graph.loaders.rosters.columns_of_persons import of_persons
from oversight_graph.messages import Message, Text, message
from oversight_graph.naming.grammar import parse
from oversight_graph.naming.personal_data import may_be_personal, redacted
from oversight_graph.naming.persons import heading_of_persons
from oversight_graph.problems import letters

if TYPE_CHECKING:
    from oversight_graph.loaders.chart_builder import ChartBuilder

FIRST = 6
"""Cells by which a warning names what isn't read."""
_LETTERS = 20
_BETWEEN = re.compile(r"[、，,；;。/\n:：]")  # names in one cell, and the label before them


def say_unread_table(builder: ChartBuilder, account: SheetAccount, cells: Sequence[UnreadCell]) -> None:
    """Name a table of which nothing was recognised by its first cells, in one warning at the first of them.

    Parameters
    ----------
    builder
        Takes the problem.
    account
        Of its sheet.
    cells
        Those of the table that hold something, row by row; none says nothing.
    """
    if not cells:
        return
    number, bodies, first = len(cells), _bodies(cells), shown(cells)
    plain = message("cells.table_not_recognised", number=number, cells=first)
    of_bodies = message("cells.table_of_bodies_not_recognised", number=number, bodies=bodies, cells=first)
    _say(builder, account, cells, of_bodies if bodies else plain)


def say_unread_cells(builder: ChartBuilder, accounts: CellAccount) -> None:
    """Name all that is left of a file, a warning a column: after this, no cell is without a fate.

    Parameters
    ----------
    builder
        Takes the problems.
    accounts
        Of the file.
    """
    for account in accounts.sheets:
        by_column: dict[int, list[UnreadCell]] = {}
        for cell in account.unread():
            by_column.setdefault(cell.column, []).append(cell)
        for column, cells in sorted(by_column.items()):
            number, bodies, first = len(cells), _bodies(cells), shown(cells)
            if of_persons(cell.text for cell in cells):
                said = message("cells.column_of_persons_not_read", column=letters(column), number=number)
                _say(builder, account, cells, said)
                continue
            plain = message("cells.column_not_read", column=letters(column), number=number, cells=first)
            of_bodies = message("cells.column_of_bodies_not_read", column=letters(column), number=number, bodies=bodies, cells=first)
            _say(builder, account, cells, of_bodies if bodies else plain)


def _say(builder: ChartBuilder, account: SheetAccount, cells: Sequence[UnreadCell], said: Message) -> None:
    for cell in cells:
        account.mark(cell.row, cell.column, Fate.SAID)
    builder.problem("warning", said, place=Location(cells[0].row, cells[0].column, account.name))


def _bodies(cells: Sequence[UnreadCell]) -> int:
    return sum(names_bodies(cell.text) for cell in cells)


def names_bodies(text: str) -> bool:
    """Whether the name of a body stands in a text, alone or in a list (`县财政局、县审计局`, `政府部门：县财政局`).

    Parameters
    ----------
    text
        Of a cell.

    Returns
    -------
    bool
        False where none of the names is surely one.
    """
    return any(part and names_body(part) for part in _BETWEEN.split(text))


def names_body(text: str) -> bool:
    """Whether a text is surely the name of a body, and of one.

    Parameters
    ----------
    text
        Of a cell.

    Returns
    -------
    bool
        False for a class of bodies (`各乡镇纪委`) and a bare word for one (`监督检查室`, `单位`). A unit is called by what it is (县财政局, 财政局), so that
        its kind alone tells it.
    """
    reading = parse(text)
    parts = reading.parts
    if not reading.sure or reading.kind is None or parts.set or is_class_word(text):
        return False
    own = (parts.number, parts.host, parts.commission, parts.township, parts.village, parts.area, parts.function, parts.level_word)
    return reading.kind == "Unit" or any(own)


def shown(cells: Sequence[UnreadCell]) -> list[Text]:
    """The first cells as a problem quotes them; what is, or may be, a person's isn't repeated.

    Parameters
    ----------
    cells
        Row by row.

    Returns
    -------
    list of str or Message
        Each cut to a few letters.
    """
    of_persons = {cell.column for cell in cells[:FIRST] if heading_of_persons(cell.text)}
    first: list[Text] = []
    for cell in cells[:FIRST]:
        line = " ".join(redacted(cell.text).text.split())
        hidden = not line or may_be_personal(cell.text) or (cell.column in of_persons and not heading_of_persons(cell.text))
        first.append(message("cells.hidden_text") if hidden else line if len(line) <= _LETTERS else f"{line[:_LETTERS]}…")
    return first
