"""Which places a name may mean: full and short names, with or without what holds them before, in either script (contract §1)."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable

from oversight_graph.naming.normalisation import NOISE, simplified
from oversight_graph.naming.places import Place, every_place, names_of, place_name

_SHORTEST = 2
"""Characters of a short name: 横县 has none."""
_PEOPLES = re.compile(
    r"(?:(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南"
    r"|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|德昂|保安|裕固|京|独龙|鄂伦春|各)族|蒙古|哈萨克|柯尔克孜|锡伯|塔吉克|维吾尔)+\Z"
)
_AUTONOMOUS = {"自治区": "自治区", "自治州": "州", "自治县": "县", "自治旗": "旗"}
_ENDINGS = ("特别行政区", "地区", "林区", "特区", "新区", "省", "市", "盟", "区", "县", "旗")

Index = dict[str, list[tuple[bool, Place]]]


def places_called(text: str, year: int | None = None) -> tuple[Place, ...]:
    """The places that a name means in a year.

    Parameters
    ----------
    text
        As 昆明, 昆明市, 云南省昆明市, 云南昆明.
    year
        In which it is asked about; None for now.

    Returns
    -------
    tuple of Place
        One where it is sure. Several where it may mean each of them: none of them is to be chosen. None where no list has such a name. A full name goes before a short one,
        a place of that year before a former one; of one place that has changed its code the newer one stands. Cost: the first time some 40 ms, which read the table.

    Examples
    --------
    >>> [one.code for one in places_called("昆明")], [one.code for one in places_called("雲南省昆明市")]
    (['530100'], ['530100'])
    >>> [place_name(one.code) for one in places_called("鼓楼区")]
    ['南京市鼓楼区', '徐州市鼓楼区', '福州市鼓楼区', '开封市鼓楼区']
    """
    wide = NOISE.sub("", unicodedata.normalize("NFKC", text))
    if len(wide) < _SHORTEST or wide.isascii():
        return ()
    fits = _fits(wide, _index()) or _fits(simplified(wide), _index()) or _fits(simplified(wide), _simplified_index())
    return _of_year(fits, year)


def year_of(as_of: object) -> int | None:
    """The year of a date as a file or a user writes it.

    Parameters
    ----------
    as_of
        A day, a month, a year or None.

    Returns
    -------
    int or None
        None where it doesn't begin with four digits.
    """
    year = str(as_of or "")[:4]
    return int(year) if len(year) == 4 and year.isascii() and year.isdecimal() else None


def area_code(area: str | None, as_of: object = None) -> str | None:
    """The code of an area that is written by its code or its name.

    Parameters
    ----------
    area
        As it is written.
    as_of
        The date as of which a name is meant.

    Returns
    -------
    str or None
        The text itself where it is no name of one place alone: what is wrong is said where the chart is checked.

    Examples
    --------
    >>> area_code("昆明市"), area_code("5301"), area_code("朝阳区"), area_code(None)
    ('530100', '5301', '朝阳区', None)
    """
    places = places_called(area, year_of(as_of)) if area is not None else ()
    return places[0].code if len(places) == 1 else area


def told(places: Iterable[Place], year: int | None = None) -> list[str]:
    """Places as a message lists them: the code and the name by which each is told from the others.

    Parameters
    ----------
    places
        Any.
    year
        Of the names; None for now.

    Returns
    -------
    list of str
        In their order.

    Examples
    --------
    >>> told(places_called("昆明"))
    ['530100 昆明市']
    """
    return [f"{one.code} {place_name(one.code, year if one.held_in(year) else one.since or one.until)}" for one in places]


def like(text: str) -> tuple[Place, ...]:
    """The place in force whose name is most like a text that is none.

    Parameters
    ----------
    text
        What was written.

    Returns
    -------
    tuple of Place
        At most one; none where no name is much like it, or several are equally. Cost: compares it with every name, some 50 ms.

    Examples
    --------
    >>> [one.name for one in like("西双版那傣族自治州")], like("某市")
    (['西双版纳傣族自治州'], ())
    """
    import difflib

    wide = simplified(NOISE.sub("", unicodedata.normalize("NFKC", text)))
    near = difflib.get_close_matches(wide, [name for name in _index() if len(name) > _SHORTEST], 1, 0.75) if len(wide) > _SHORTEST else []
    places = places_called(near[0]) if near else ()
    return places if len(places) == 1 and places[0].in_force else ()


def short_names(place: Place) -> set[str]:
    """The short names of a place.

    Parameters
    ----------
    place
        A code under one name.

    Returns
    -------
    set of str
        Without the full name; none has fewer than two characters.

    Examples
    --------
    >>> sorted(short_names(Place("532900", "大理白族自治州", 0, 9999))), short_names(Place("450127", "横县", 0, 2021))
    (['大理', '大理州'], set())
    """
    name = place.name
    found: set[str] = set()
    for ending, short in _AUTONOMOUS.items():
        if name.endswith(ending):
            whole = name.removesuffix(ending)
            core = _PEOPLES.sub("", whole)
            if len(core) < _SHORTEST:  # 内蒙古, 东乡族: the people's name is the place's
                core = whole.removesuffix("族")
            found |= {core, f"{core}{short}"}
            break
    else:
        found |= {name.removesuffix(ending) for ending in [next((one for one in _ENDINGS if name.endswith(one)), "")]}
    return {one for one in found if len(one) >= _SHORTEST} - {name}


def _fits(text: str, index: Index) -> list[tuple[bool, Place]]:
    """What the end of a text names, where before it stands nothing or what holds it."""
    return [
        (full, place) for start in range(len(text) - _SHORTEST + 1) for full, place in index.get(text[start:], ()) if not start or _holds(text[:start], place)
    ]  # fmt: skip


def _holds(before: str, place: Place) -> bool:
    provinces = _spellings(f"{place.code[:2]}0000")
    if place.code.endswith("00"):
        return before in provinces and not place.code.endswith("0000")
    prefectures = _spellings(f"{place.code[:4]}00")
    return before in provinces or before in prefectures or any(before == f"{one}{other}" for one in provinces for other in prefectures)


@functools.lru_cache(500)
def _spellings(code: str) -> set[str]:
    return {spelling for one in names_of(code) for spelling in (one.name, *short_names(one))}


def _of_year(fits: list[tuple[bool, Place]], year: int | None) -> tuple[Place, ...]:
    """Of all that fit: full names before short ones, but those of the year before all; of one place the newest code."""
    for some in ([one for full, one in fits if full and one.held_in(year)], [one for _, one in fits if one.held_in(year)], [one for _, one in fits]):
        if some:
            break
    else:
        return ()
    if not any(one.held_in(year) for one in some):  # no place of that year: the last ones that were called so
        last = max(one.until for one in some)
        some = [one for one in some if one.until == last]
    newest: dict[str, Place] = {}
    for one in sorted(some, key=lambda one: (one.since, one.code)):
        newest[place_name(one.code, year) or one.code] = one
    return tuple(sorted(newest.values(), key=lambda one: one.code))


@functools.cache
def _index() -> Index:
    index: Index = {}
    for place in every_place():
        index.setdefault(place.name, []).append((True, place))
        for short in short_names(place):
            index.setdefault(short, []).append((False, place))
    return index


@functools.cache
def _simplified_index() -> Index:
    """The same by what OpenCC makes of the names: of 乾安县 it makes another one."""
    names = list(_index())
    return {name: _index()[written] for name, written in zip(simplified("\n".join(names)).split("\n"), names, strict=True) if name != written}
