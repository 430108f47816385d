"""Names of several bodies of a row: 第一至第三监督检查室, 15个派驻纪检监察组. They are read by the name of one of them."""

from __future__ import annotations

import re
from typing import NamedTuple

from oversight_graph.naming.chinese_numerals import read_number

_NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十百]{1,4})"
_RANGE = re.compile(rf"(?P<sign>第?)(?P<first>{_NUMBER})(?:至|到|[-—–~])第?(?P<last>{_NUMBER})(?![\d年月日])")
_LIST = re.compile(rf"第(?P<first>{_NUMBER})(?:[、,和及]第?{_NUMBER})+(?=[^\d年月日])")
# 12个乡镇纪委, but not 派驻5个乡镇监察室 (one room), nor 上共20个
_COUNTER = re.compile(r"(?<![等驻出系督共约])(?P<number>\d{1,4}|[一二三四五六七八九十百两]{1,4})(?:个(?!旧)|家(?!村))(?=.{2})")
MOST = 100  # bodies in a range; more is a mistake


class SeveralBodies(NamedTuple):
    """A name of several bodies: what one of them would be called, and how many there are. `numbered`: the number of `one` is only the first of theirs."""

    one: str
    how_many: int
    numbered: bool


def several_bodies(core: str) -> SeveralBodies | None:
    """What a name that counts bodies, or names them from one number to another, says.

    Parameters
    ----------
    core
        A name without its dress.

    Returns
    -------
    None for a name of one body, or of several of which it doesn't say how many.

    Examples
    --------
    >>> several_bodies("第一至第三监督检查室"), several_bodies("15个派驻纪检监察组")
    (SeveralBodies(one='第一监督检查室', how_many=3, numbered=True), SeveralBodies(one='派驻纪检监察组', how_many=15, numbered=False))
    >>> several_bodies("第一、二、五审查调查室")
    SeveralBodies(one='第一审查调查室', how_many=3, numbered=True)
    """
    if match := _RANGE.search(core):
        first, last = read_number(match["first"]), read_number(match["last"])
        if first is None or last is None or not 0 < last - first < MOST:
            return None
        return SeveralBodies(f"{core[: match.start()]}{match['sign']}{match['first']}{core[match.end() :]}", last - first + 1, True)
    if match := _LIST.search(core):
        numbers = re.findall(_NUMBER, match.group())
        return SeveralBodies(f"{core[: match.start()]}第{match['first']}{core[match.end() :]}", len(set(numbers)), True)
    if match := _COUNTER.search(core):
        number = read_number(match["number"])
        return SeveralBodies(core[: match.start()] + core[match.end() :], number, False) if number else None
    return None
