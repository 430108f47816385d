"""How often at least: a duration of ISO 8601 as a link states it, `P1W`, `P1M`, `P3M`, `P1Y` (domain §3)."""

from __future__ import annotations

import re

from oversight_graph.model.declare import Language

_DURATION = re.compile(r"P(?:(?P<years>\d{1,4})Y)?(?:(?P<months>\d{1,4})M)?\Z|P(?P<weeks>\d{1,4})W\Z|P(?P<days>\d{1,5})D\Z", re.ASCII)
_ZH = {"D": "日", "W": "周", "M": "个月", "Y": "年"}
_EN = {"D": "day", "W": "week", "M": "month", "Y": "year"}


def normalised(text: str) -> str:
    """A duration in its one spelling: P12M is P1Y, and of days P365D a year, P30D a month, P7D a week (domain §3).

    Parameters
    ----------
    text : str
        Years and months, or weeks, or days: `P1Y6M`, `P2W`, `P30D`.

    Returns
    -------
    str
        With one letter behind the number: years where they are whole, else months; weeks; else days.

    Raises
    ------
    ValueError
        Where it is no such duration, or none at all.

    Examples
    --------
    >>> [normalised(text) for text in ("P12M", "P1Y6M", "P30D", "P365D", "P14D", "P4W", "P10D")]
    ['P1Y', 'P18M', 'P1M', 'P1Y', 'P2W', 'P4W', 'P10D']
    """
    found = _DURATION.match(text.strip())
    if found is None or not any(int(number) for number in found.groups("0")):
        raise ValueError(f"`{text}` is no duration; write P1W, P1M, P3M, P6M or P1Y")
    years, months, weeks, days = (int(found[name] or 0) for name in ("years", "months", "weeks", "days"))
    if days:
        if days % 365 == 0:
            years = days // 365
        elif days % 30 == 0:
            months = days // 30
        elif days % 7 == 0:
            weeks = days // 7
        else:
            return f"P{days}D"
    if weeks:
        return f"P{weeks}W"
    months += 12 * years
    return f"P{months // 12}Y" if months % 12 == 0 else f"P{months}M"


def length(duration: str) -> int:
    """How long a duration is, to be compared with others: a year has 365 days, a month a twelfth of them.

    Parameters
    ----------
    duration : str
        In its one spelling.

    Returns
    -------
    int
        In twelfths of a day.

    Examples
    --------
    >>> length("P1Y") == length(normalised("P12M")), length("P26W") <= length("P6M"), length("P5W") <= length("P1M")
    (True, True, False)
    """
    return int(duration[1:-1]) * _TWELFTHS[duration[-1]]


_TWELFTHS = {"D": 12, "W": 84, "M": 365, "Y": 4380}


def in_words(duration: str, lang: Language) -> str:
    """A duration as a reader says it.

    Parameters
    ----------
    duration : str
        In its one spelling.
    lang : {'zh', 'en'}
        The language.

    Returns
    -------
    str
        How often at least.

    Examples
    --------
    >>> in_words("P3M", "zh"), in_words("P1W", "zh"), in_words("P1Y", "en"), in_words("P6M", "en")
    ('每3个月', '每周', 'every year', 'every 6 months')
    """
    number, unit = int(duration[1:-1]), duration[-1]
    if lang == "zh":
        return f"每{_ZH[unit].removeprefix('个')}" if number == 1 else f"每{number}{_ZH[unit]}"
    return f"every {_EN[unit]}" if number == 1 else f"every {number} {_EN[unit]}s"
