"""Provinces, prefectures and counties by their codes (GB/T 2260), each under the names that it bore, with their years (contract §1).

The table `places.csv.gz` is read when a place is first asked for; `places.txt` says where it comes from, `tools/make_places.py` makes it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from oversight_graph.bounded_memo import bounded_memo
from oversight_graph.model.areas import canonical, is_gb

TABLE = Path(__file__).with_name("places.csv.gz")
LIST_OF = 2026
"""The year of the list that says what is in force."""


class Place(NamedTuple):
    """A code under one name. `since`: the year of the first list with it, 0 for the oldest list (1980); `until`: the year in which it went, 9999 for one in force."""

    code: str
    name: str
    since: int
    until: int

    @property
    def in_force(self) -> bool:
        """Whether the newest list holds it."""
        return self.until > LIST_OF

    def held_in(self, year: int | None) -> bool:
        """Whether the code bore this name in a year; both names hold in a year of change.

        Parameters
        ----------
        year
            None for the newest list.

        Returns
        -------
        bool
            Cost: none.
        """
        return self.in_force if year is None or year > LIST_OF else self.since <= year <= self.until


@functools.cache
def _table() -> str:
    """The table as text: a code is sought in it as fast as in a dict, and nothing is made of the other rows."""
    import gzip

    return "\n" + gzip.decompress(TABLE.read_bytes()).decode()


def _place(line: str) -> Place:
    code, name, since, until = line.split(",")
    return Place(code, name, int(since or 0), int(until or 9999))


def every_place() -> Iterator[Place]:
    """All rows of the table.

    Yields
    ------
    Place
        By code, then by name.
    """
    yield from map(_place, _table().split())


@bounded_memo(20_000)
def names_of(code: str) -> tuple[Place, ...]:
    """The names that a code bore.

    Parameters
    ----------
    code
        Of an area, in any spelling.

    Returns
    -------
    tuple of Place
        The newest first; empty for a code that no list holds, one of a township, and one of a chart's own.

    Examples
    --------
    >>> [(one.name, one.in_force) for one in names_of("5301")], names_of("example-zone")
    ([('昆明市', True)], ())
    """
    code = canonical(code)
    if not is_gb(code) or len(code) != 6:
        return ()
    table, found = _table(), []
    start = table.find(f"\n{code},") + 1
    while start and table.startswith(code, start):
        end = table.index("\n", start)
        found.append(_place(table[start:end]))
        start = end + 1
    return tuple(sorted(found, key=lambda one: (one.until, one.since), reverse=True))


def place_of(code: str, year: int | None = None) -> Place | None:
    """What a code is called in a year.

    Parameters
    ----------
    code
        Of an area, in any spelling.
    year
        None for now.

    Returns
    -------
    Place or None
        The newest name where it bore none in that year; None where no list holds the code.

    Examples
    --------
    >>> place_of("130502", 2015).name, place_of("130502").name
    ('桥东区', '襄都区')
    """
    names = names_of(code)
    return next((one for one in names if one.held_in(year)), names[0] if names else None)


def place_name(code: str, year: int | None = None) -> str | None:
    """The name by which a place is told from all others: of a county with its prefecture, else its province, before it.

    Parameters
    ----------
    code
        Of an area, in any spelling.
    year
        In which it is asked about; None for now.

    Returns
    -------
    str or None
        None where no list holds the code.

    Examples
    --------
    >>> place_name("530100"), place_name("530102"), place_name("110105"), place_name("429004"), place_name("530102001")
    ('昆明市', '昆明市五华区', '北京市朝阳区', '湖北省仙桃市', None)
    """
    own = place_of(code, year)
    if own is None or own.code.endswith("00"):
        return own and own.name
    above = place_of(f"{own.code[:4]}00", year) or place_of(f"{own.code[:2]}0000", year)
    return f"{above.name}{own.name}" if above else own.name


def name_and_code(code: str, name: str | None = None) -> str:
    """An area as it is shown where somebody reads its code: the name before it.

    Parameters
    ----------
    code
        Of an area, as it is written.
    name
        What a chart calls it, which goes before the lists; None for nothing.

    Returns
    -------
    str
        The code alone where nothing names it.

    Examples
    --------
    >>> name_and_code("530100"), name_and_code("example-zone", "某区"), name_and_code("CN")
    ('昆明市 530100', '某区 example-zone', 'CN')
    """
    name = name or place_name(code)
    return code if name is None or name == code else name if code in name else f"{name} {code}"


def nearest_code(code: str) -> Place:
    """The place in force whose code a wrong one may be meant for: the fewest other digits, then the nearest number.

    Parameters
    ----------
    code
        One of GB/T 2260 that no list holds.

    Returns
    -------
    Place
        Cost: compares it with every code.
    """
    wrong = canonical(code)[:6]

    def distance(place: Place) -> tuple[int, int]:
        return sum(one != other for one, other in zip(place.code, wrong, strict=True)), abs(int(place.code) - int(wrong))

    return min((one for one in every_place() if one.in_force), key=distance)


def is_unknown(code: str) -> bool:
    """Whether a code of GB/T 2260 stands in no list of any year; one of a township stands there by its county.

    Parameters
    ----------
    code
        Of an area, in any spelling.

    Returns
    -------
    bool
        False for a code of a chart's own. What holds counties without being a place itself (429000, 110100) is known.

    Examples
    --------
    >>> is_unknown("530100"), is_unknown("530102001"), is_unknown("110100"), is_unknown("530999"), is_unknown("example-zone")
    (False, False, False, True, False)
    """
    if not is_gb(code):
        return False
    own = canonical(code)[:6]
    return f"\n{own[:4] if own.endswith('00') else own}" not in _table()
