"""What the columns of a roster hold: the layout that a heading gives, of one row or several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from oversight_graph.loaders.rosters.headings import ColumnRole, plain, role_of
from oversight_graph.naming.grammar import parse

KIND_OF = {"group": "StationedGroup", "team": "InspectionTeam", "room": "Room"}
"""The roles of the bodies whose roster it may be, from first to last, and their kind."""
OVERSEERS = tuple(KIND_OF)
_SEVERAL = ("units", "note", "person", "ignore")  # roles that more than one column may have
_LEVELS = 6  # rows that a heading may have
_LETTER = re.compile(r"[^\W\d_]")
_BODIES = (*OVERSEERS, "host", "units")


@dataclass(frozen=True)
class RosterColumn:
    """A column of a roster.

    Attributes
    ----------
    number
        Counted from 1.
    heading
        As it is written; the levels of a heading with ` / ` between.
    role
        The id of what it holds; None where nobody knows.
    by
        What told the role.
    """

    number: int
    heading: str
    role: str | None
    by: Literal["heading", "content", "mapping"] = "heading"


@dataclass(frozen=True)
class RosterColumns:
    """The layout of a roster.

    Attributes
    ----------
    first, last
        The rows of the heading, counted from 1; 0 where there is none.
    columns
        From left to right.
    beyond
        The numbers of columns that a user tells and the table doesn't have.
    """

    first: int
    last: int
    columns: tuple[RosterColumn, ...]
    beyond: tuple[int, ...] = ()

    def numbers(self, role: str) -> list[int]:
        """The columns of a role.

        Parameters
        ----------
        role
            Its id.

        Returns
        -------
        list of int
            Their numbers, from left to right.
        """
        return [column.number for column in self.columns if column.role == role]

    @property
    def overseer(self) -> str | None:
        """The role of the column whose roster it is."""
        return next((role for role in OVERSEERS if self.numbers(role)), None)

    @property
    def is_complete(self) -> bool:
        """Whether it has what a roster needs: an overseer, and whom it oversees."""
        return self.overseer is not None and bool(self.numbers("units") or self.numbers("host"))


def looks_like_heading(cells: Sequence[str], known: Sequence[ColumnRole]) -> bool:
    """Whether a row can be a heading: most of its texts say different roles, bodies among them, and none is the name of one body.

    Parameters
    ----------
    cells
        Of the row.
    known
        The roles.

    Returns
    -------
    bool
        False also for a row of one text.
    """
    texts = dict.fromkeys(cell for cell in cells if cell)
    if len(texts) < 2 or any(len(text) > 60 for text in texts):
        return False
    by_text = [role_of(text, known) for text in texts]
    recognised = [role for role in by_text if role]
    if len(set(recognised)) < 2 or not any(role in _BODIES for role in recognised) or 2 * len(recognised) < len(texts):
        return False
    return not any(_names_one(text, known) for text in texts)


def _names_one(text: str, known: Sequence[ColumnRole]) -> bool:
    """Whether a text is the name of one body; 监督检查室 and 派驻机构 are headings, 第一监督检查室 and 市财政局 names."""
    reading = parse(text)
    if not reading.sure or reading.kind is None or reading.parts.set or any(plain(text) in role.exact for role in known):
        return False
    parts = reading.parts
    return role_of(text, known) is None or any((parts.number, parts.host, parts.commission, parts.township, parts.village))


def heading_at(rows: Sequence[Sequence[str]], number: int, known: Sequence[ColumnRole]) -> RosterColumns | None:
    """The heading that begins in a row, with the levels below it where there are some.

    Parameters
    ----------
    rows
        Of the sheet, merged blocks filled.
    number
        The row, counted from 1.
    known
        The roles.

    Returns
    -------
    RosterColumns
        Columns with a heading; a role that one column alone may have goes to the first.
    """
    last = number
    while last < min(len(rows), number + _LEVELS - 1) and _next_level(rows[number - 1 : last], rows[last], known):
        last += 1
    columns: list[RosterColumn] = []
    taken: set[str] = set()
    for column, path in enumerate(_paths(rows[number - 1 : last]), 1):
        role = next((matched for text in _readings(path) if (matched := role_of(text, known))), None)
        if (role in taken and role not in _SEVERAL) or (role == "staff" and "兼职" in path[-1]):
            role = None
        if role:
            taken.add(role)
        if path:
            columns.append(RosterColumn(column, " / ".join(path), role))
    return RosterColumns(number, last, tuple(columns))


def _next_level(levels: Sequence[Sequence[str]], lower: Sequence[str], known: Sequence[ColumnRole]) -> bool:
    """Whether a row is a further level of a heading: it repeats what is merged downwards or leaves it empty, and names columns."""
    upper = levels[-1]
    texts = [below for above, below in zip(upper, lower, strict=False) if below and below != above]
    if not texts or len(texts) == len([above for above in upper if above]) == len(upper):
        return False
    spans = any(above and (above == upper[position + 1] or not upper[position + 1]) for position, above in enumerate(upper[:-1]))
    bodies = any(_names_one(text, known) or not _LETTER.search(text) for text in texts)
    return spans and not bodies and all(len(text) <= 20 for text in texts) and (len(levels) == 1 or not _says_of_overseer(levels, lower, known))


def _says_of_overseer(levels: Sequence[Sequence[str]], lower: Sequence[str], known: Sequence[ColumnRole]) -> bool:
    """Whether a row has a text of its own below the heading of the overseers or of running numbers: then it is about a body."""
    for position, text in enumerate(lower):
        heading = next((row[position] for row in reversed(levels) if position < len(row) and row[position]), "")
        if text and text != heading and role_of(heading, known) in (*OVERSEERS, "number"):
            return True
    return False


def _paths(levels: Sequence[Sequence[str]]) -> list[list[str]]:
    """The texts above each column from the highest level down, each once; a text reaches over the empty cells beside it below which another level has one."""
    paths: list[list[str]] = []
    carried = [""] * len(levels)
    for position in range(max(map(len, levels))):
        own = [row[position] if position < len(row) else "" for row in levels]
        for level, text in enumerate(own):
            if text and text != carried[level]:
                carried[level:] = [text, *[""] * (len(levels) - level - 1)]
            elif not text and not any(own[level + 1 :]):
                carried[level] = ""
        paths.append(list(dict.fromkeys(text for text in carried if text)))
    return paths


def _readings(path: Sequence[str]) -> Iterator[str]:
    """What the levels above a column may say together: the lowest text, it behind the one above it, that one …"""
    for level in range(len(path) - 1, -1, -1):
        yield path[level]
        if level:
            yield f"{path[level - 1]}{path[level]}"


def given_columns(columns: Mapping[int, str], heading: tuple[int, int], rows: Sequence[Sequence[str]]) -> RosterColumns:
    """The layout that a user gives.

    Parameters
    ----------
    columns
        Roles by the number of the column; `ignore` for none.
    heading
        Its first and last row, 0 for none.
    rows
        Of the sheet.

    Returns
    -------
    RosterColumns
        From left to right.
    """
    first, last = heading
    above = rows[first - 1 : last] if first else ()
    width = max((len(row) for row in rows), default=0)
    given = []
    for number, role in columns.items():
        if number > width:
            continue
        texts = dict.fromkeys(text for row in above if number <= len(row) and (text := row[number - 1].strip()))
        given.append(RosterColumn(number, " / ".join(texts), None if role == "ignore" else role, "mapping"))
    return RosterColumns(first, last, tuple(sorted(given, key=lambda column: column.number)), tuple(number for number in columns if number > width))
