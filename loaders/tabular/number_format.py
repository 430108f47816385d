"""What a reader sees of a number in a cell: a date, a percentage, leading zeros, or the plain number."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal

_ZH_DATES = {27: "yyyy年m月", 36: "yyyy年m月", 50: "yyyy年m月", 52: "yyyy年m月", 57: "yyyy年m月"} | dict.fromkeys(
    (28, 29, 30, 31, 51, 53, 54, 58), "yyyy年m月d日"
)
_ZH_TIMES = dict.fromkeys((32, 33, 34, 35, 55, 56), "h:mm:ss")
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DIGITS = re.compile(r"-?(?:0|[1-9]\d{0,14})")
_ZEROS = re.compile(r"0{2,15}")

Shown = Callable[[str], str]


def shown(code: int, formats: dict[int, str], from_1904: bool) -> Shown:
    """How a number is shown under a format.

    Parameters
    ----------
    code
        Of the format, as a style names it.
    formats
        By code, those that the file declares itself.
    from_1904
        Whether days are counted from 1904, else from 1900.

    Returns
    -------
    function of str to str
        From the number as the file holds it to what a reader sees.
    """
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

    # what Chinese versions of Excel and WPS mean by the codes that the standard leaves to the language
    written = formats.get(code) or _ZH_DATES.get(code) or _ZH_TIMES.get(code) or BUILTIN_FORMATS.get(code) or "General"
    bare = _QUOTED.sub("", written.partition(";")[0]).lower()
    if is_timedelta_format(written):
        return plain
    if "general" not in bare and is_date_format(written):
        return _dates(bare if code not in _ZH_DATES else written, from_1904)
    if bare.endswith("%"):
        return lambda text: f"{plain(text, 2)}%"
    if _ZEROS.fullmatch(bare):
        return lambda text: plain(text).zfill(len(bare))
    return plain


def plain(text: str, shift: int = 0) -> str:
    """A number as people write it: 5 rather than 5.0 or 5E0, with the fifteen digits that spreadsheets show.

    Parameters
    ----------
    text
        The number as the file holds it.
    shift
        How many digits its point is moved to the right.

    Returns
    -------
    str
        The text itself where it is no finite number.

    Examples
    --------
    >>> plain("5.0"), plain("1E3"), plain("0.30000000000000004"), plain("0.07", 2)
    ('5', '1000', '0.3', '7')
    """
    if not shift and _DIGITS.fullmatch(text):
        return text
    try:
        number = float(text)
    except ValueError:
        return text
    if not -1e300 < number < 1e300:  # nor infinite, nor no number
        return text
    written = f"{Decimal(format(number, '.15g')).scaleb(shift):f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _dates(written: str, from_1904: bool) -> Shown:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

    epoch = CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900
    length = 10 if "d" in written else 7 if "m" in written and "h" not in written else 4 if "y" in written else 10
    if "y" not in written:
        length = 10

    def told(text: str) -> str:
        try:
            moment = from_excel(float(text), epoch)
        except (ValueError, OverflowError, TypeError):
            return text
        if isinstance(moment, datetime):
            if moment.time() == time(0) or length < 10:
                return moment.date().isoformat()[:length]  # a format without a day doesn't tell one
            return moment.isoformat(" ", "minutes" if not moment.second else "seconds")
        if isinstance(moment, time):
            return moment.isoformat("minutes" if not moment.second else "seconds")
        return moment.isoformat() if isinstance(moment, date) else text

    return told
