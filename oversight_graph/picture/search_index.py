"""What the page needs to find a body as the command does: pinyin initials, the scripts' characters, the known short forms."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from oversight_graph.bounded_memo import bounded_memo
from oversight_graph.naming.normalisation import KNOWN_FORMS, NOISE, simplified

_CJK = range(0x3400, 0xA000)
_BETWEEN = "\n"
_RUNS = re.compile(r"[0-9]+|[^0-9]+")


def initials(names: Iterable[str]) -> list[str]:
    """The pinyin initials of each name, other letters and digits as they are, in lower case.

    Parameters
    ----------
    names
        As the sources write them, in either script.

    Returns
    -------
    One text for each name.

    Examples
    --------
    >>> initials(["省水利厅", "第5监督检查室"])
    ['sslt', 'd5jdjcs']
    """
    return ["".join(_initials(part) for part in _RUNS.findall(name)) for name in names]


@bounded_memo(65_536)
def _initials(name: str) -> str:
    """Of a run of Chinese characters, or of other ones: names that differ in a number alone are read once."""
    from pypinyin import Style, lazy_pinyin

    syllables = lazy_pinyin(simplified(name), style=Style.FIRST_LETTER)  # what isn't Chinese comes as it is written
    return "".join(letter for syllable in syllables for letter in syllable if letter.isalnum()).lower()


def scripts(names: Iterable[str]) -> str:
    """Pairs of a traditional and its simplified character, one after the other, for all that occur in the names: the page
    folds what is typed with them.

    Parameters
    ----------
    names
        As the sources write them.

    Returns
    -------
    Of even length; empty where all names are written alike in both.
    """
    used = {char for name in names for char in name if not char.isascii()}
    return "".join(old + new for old, new in _table() if new in used or old in used)


@functools.cache
def _table() -> tuple[tuple[str, str], ...]:
    chars = [chr(code) for code in _CJK]
    folded = simplified(_BETWEEN.join(chars)).split(_BETWEEN)
    return tuple((old, new) for old, new in zip(chars, folded, strict=True) if old != new and len(new) == 1)


def folding() -> dict[str, object]:
    """What else is folded: characters that say nothing, as a pattern that JavaScript reads alike, and what is written in
    several ways, with the one form of it."""
    return {"noise": NOISE.pattern, "forms": [list(pair) for pair in KNOWN_FORMS]}
