"""What a column of a roster holds, told by its heading (table headings.yaml) or, where that fails, by what stands in it."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

import yaml

from oversight_graph.bounded_memo import bounded_memo
from oversight_graph.naming.grammar import parse
from oversight_graph.naming.normalisation import simplified
from oversight_graph.naming.persons import counts_persons, heading_of_persons

_BRACKETS = re.compile(r"[(（\[【<《].*?[)）\]】>》]")
_NOISE = re.compile(r"[\s·•:：*＊、，,。.\-—_/]+")
PERSON = "person"
LONGEST = 24
"""Characters: what is longer is no heading."""
_SAMPLE = 200
_RUNNING = 5  # digits of a running number; what is longer may be a telephone's
_SHARE = 0.6  # of the cells of a column that must read alike for it to be taken by its content


@dataclass(frozen=True)
class ColumnRole:
    """What a column may hold.

    Attributes
    ----------
    id
        The word for it in a mapping.
    zh, en
        What it is called.
    exact
        Headings that say so, as `plain` makes them.
    parts
        Texts in a heading that say so.
    """

    id: str
    zh: str
    en: str
    exact: frozenset[str]
    parts: tuple[str, ...]

    def __hash__(self) -> int:
        return hash(self.id)  # quick: the roles are asked about for every text


def plain(text: str) -> str:
    """A heading as it is compared: simplified, half width, small letters, without brackets and signs.

    Parameters
    ----------
    text
        As it is written.

    Returns
    -------
    str
        What stands in brackets stays where nothing else is there.

    Examples
    --------
    >>> plain("派駐機構 名稱（全称）")
    '派驻机构名称'
    """
    folded = simplified(unicodedata.normalize("NFKC", text)).casefold()
    return _NOISE.sub("", _BRACKETS.sub("", folded)) or _NOISE.sub("", folded)


@functools.cache
def _shipped() -> tuple[ColumnRole, ...]:
    text = resources.files("oversight_graph.loaders.rosters").joinpath("headings.yaml").read_text("utf-8")
    shipped = []
    for name, row in yaml.safe_load(text).items():
        exact = frozenset(plain(str(heading)) or str(heading) for heading in (*row.get("is", ()), row["zh"], row["en"], name))
        shipped.append(ColumnRole(name, row["zh"], row["en"], exact, tuple(plain(heading) for heading in row.get("has", ()))))
    return tuple(shipped)


def roles(added: Mapping[str, Sequence[str]] | None = None) -> tuple[ColumnRole, ...]:
    """The roles, with the headings that a user adds to them.

    Parameters
    ----------
    added
        Headings by the id of a role; None for none.

    Returns
    -------
    tuple of ColumnRole
        Those shipped, in the order in which they are tried.
    """
    if not added:
        return _shipped()
    return tuple(ColumnRole(role.id, role.zh, role.en, role.exact | {plain(text) for text in added.get(role.id, ())}, role.parts) for role in _shipped())


def role_of(heading: str, known: Sequence[ColumnRole]) -> str | None:
    """The role that a heading says.

    Parameters
    ----------
    heading
        As it is written.
    known
        The roles.

    Returns
    -------
    str or None
        The id of the role, `person` for a column of persons; None for a heading that says none.

    Examples
    --------
    >>> [role_of(text, roles()) for text in ("派驻机构名称", "综合监督单位", "对口监督检查室", "联系电话", "负责监督的市直单位", "天气")]
    ['group', 'units', 'room', 'person', 'units', None]
    >>> [role_of(text, roles()) for text in ("对口室主任", "专职人数", "组长职数", "head of group", "headcount")]
    ['person', 'staff', None, 'person', 'staff']
    """
    return _role_of(heading, tuple(known))


@bounded_memo(1 << 13)
def _role_of(heading: str, known: tuple[ColumnRole, ...]) -> str | None:
    text = plain(heading)
    if not text or len(text) > LONGEST:
        return None
    exact = next((role.id for role in known if text in role.exact), None)
    if exact is not None:
        return exact
    if heading_of_persons(heading):
        return PERSON
    by_part = next((role.id for role in known if any(part in text for part in role.parts)), None)
    return None if by_part == "staff" and counts_persons(heading) else by_part  # how many head it isn't how many work there


_BY_KIND = {"StationedGroup": "group", "Room": "room", "InspectionTeam": "team", "Unit": "units", "Commission": "commission"}
_SEPARATED = re.compile(r"[、，,；;\n/]")


def role_by_content(cells: Iterable[str]) -> str | None:
    """The role that the cells of a column themselves tell: bodies of one kind, or running numbers.

    Parameters
    ----------
    cells
        Of the column; the first 200 that hold something are looked at.

    Returns
    -------
    str or None
        The id of a role; None where they don't tell one.
    """
    counted: Counter[str] = Counter()
    written = [cell.strip() for cell in cells if cell.strip()][:_SAMPLE]
    if not written:
        return None
    if all(cell.isdecimal() and len(cell) <= _RUNNING for cell in written) and [int(cell) for cell in written] == list(
        range(int(written[0]), int(written[0]) + len(written))
    ):
        return "number" if len(written) > 1 else None
    for cell in written:
        first = _SEPARATED.split(cell)[0]
        reading = parse(first)
        role = _BY_KIND.get(reading.kind or "") if reading.sure else None
        if role is None and reading.kind == "Collaboration" and reading.sure:
            role = "zone" if reading.parts.scope == "zone" else "collaboration"
        if role:
            counted[role] += 1
    role, number = counted.most_common(1)[0] if counted else ("", 0)
    return role if number >= _SHARE * len(written) else None
