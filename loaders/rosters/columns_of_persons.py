"""Columns whose cells are natural persons or their numbers, whatever their heading says: none of them gets into a chart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import islice

from oversight_graph.loaders.chart_builder import ChartBuilder
from oversight_graph.loaders.draft_entry import Location
from oversight_graph.loaders.rosters.headings import PERSON
from oversight_graph.loaders.rosters.roster_columns import RosterColumns
from oversight_graph.messages import message
from oversight_graph.naming.personal_data import may_be_personal

_SAMPLE = 200
_SHARE = 0.6  # of the cells of a column that are, or may be, persons'


def of_persons(cells: Iterable[str]) -> bool:
    """Whether most of the cells of a column are, or may be, nothing but persons' names and numbers.

    Parameters
    ----------
    cells
        Of the column, without its heading; the first 200 that hold something are looked at.

    Returns
    -------
    bool
        False for an empty column.
    """
    written = list(islice((cell for cell in cells if cell and not cell.isspace()), _SAMPLE))
    return bool(written) and sum(map(may_be_personal, written)) >= _SHARE * len(written)


def with_columns_of_persons(layout: RosterColumns, rows: Sequence[Sequence[str]], of_bodies: Collection[str]) -> RosterColumns:
    """A layout in which what its cells show to be a column of persons is one.

    Parameters
    ----------
    layout
        As headings and cells told it.
    rows
        Of the table, all equally long.
    of_bodies
        Roles whose cells are names of bodies: of these each name is looked at by itself.

    Returns
    -------
    RosterColumns
        The same where there are none.
    """
    found = [
        column.number
        for column in layout.columns
        if column.role not in (PERSON, *of_bodies) and of_persons(row[column.number - 1] for row in rows[layout.last :] if column.number <= len(row))
    ]
    if not found:
        return layout
    columns = tuple(replace(column, role=PERSON, by="content") if column.number in found else column for column in layout.columns)
    return replace(layout, columns=columns)


def remark(builder: ChartBuilder, text: str, place: Location) -> str | None:
    """A remark in one line; None where it is, or may be, nothing but a person's name or number, which is said.

    Parameters
    ----------
    builder
        Takes the problem.
    text
        Of the cell.
    place
        The cell.

    Returns
    -------
    str or None
        What stands beside a name in a longer text is cut out of it later on.
    """
    if may_be_personal(text):
        builder.problem("warning", message("rosters.remark_of_persons"), place=place)
        return None
    return " ".join(text.split())


def quotable(text: str) -> str:
    """The text of a cell as a problem may quote it.

    Parameters
    ----------
    text
        Of a cell.

    Returns
    -------
    str
        `…` for what is, or may be, a person's name or number.
    """
    return "…" if may_be_personal(text) else text
