"""Days as charts write them: `2018`, `2018-03` or `2018-03-01`; the short ones begin on their first and end on their last day (domain §3)."""

from __future__ import annotations

import calendar
import datetime
import re

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")


def within(day: datetime.date, begin: str | None, end: str | None) -> bool:
    """Whether a day lies in a period as it is written; both days are included, an end that isn't written is open (domain §3).

    Parameters
    ----------
    day : datetime.date
        The day asked about.
    begin, end : str or None
        As charts write them: `2018`, `2018-03` or `2018-03-01`.

    Returns
    -------
    bool
        True on the first and on the last day.

    Raises
    ------
    ValueError
        Where one of them is no date.

    Examples
    --------
    >>> within(datetime.date(2018, 3, 31), None, "2018-03"), within(datetime.date(2018, 2, 28), "2018-03", None)
    (True, False)
    """
    return (begin is None or first_day(begin) <= day) and (end is None or day <= last_day(end))


def _read(text: str) -> tuple[int, int | None, int | None]:
    found = _DAY.match(text.strip())
    if not found:
        raise ValueError(f"`{text}` is not a date; write 2018, 2018-03 or 2018-03-01")
    year, month, day = (None if part is None else int(part) for part in found.groups())
    assert year is not None
    return year, month, day


def first_day(text: str) -> datetime.date:
    """The first day of what is written.

    Parameters
    ----------
    text : str
        `2018`, `2018-03` or `2018-03-01`.

    Returns
    -------
    datetime.date
        1 January for a year, the first of a month.

    Raises
    ------
    ValueError
        Where it is no date of the calendar.

    Examples
    --------
    >>> first_day("2018-03")
    datetime.date(2018, 3, 1)
    """
    year, month, day = _read(text)
    return datetime.date(year, 1 if month is None else month, 1 if day is None else day)


def last_day(text: str) -> datetime.date:
    """The last day of what is written.

    Parameters
    ----------
    text : str
        `2018`, `2018-03` or `2018-03-01`.

    Returns
    -------
    datetime.date
        31 December for a year, the last of a month.

    Raises
    ------
    ValueError
        Where it is no date of the calendar.

    Examples
    --------
    >>> last_day("2018-02")
    datetime.date(2018, 2, 28)
    """
    year, month, day = _read(text)
    month = 12 if month is None else month
    if not 1 <= month <= 12:
        raise ValueError(f"`{text}` has no month {month}")
    return datetime.date(year, month, calendar.monthrange(year, month)[1] if day is None else day)
