"""Values as Cypher writes them, for statements that are pasted; what this program itself sends goes as parameters."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def literal(value: Any) -> str:
    """A value as Cypher: null, true, numbers, texts, dates, lists and maps of these.

    Parameters
    ----------
    value
        None, a truth value, a number, a text, a date, or lists and mappings of these.

    Returns
    -------
    One expression; a sign that can't be seen or that could end a text is escaped.

    Examples
    --------
    >>> literal({"form": "state", "day": datetime.date(2020, 12, 31), "charts": ["it's"], "area": None})
    "{form: 'state', day: date('2020-12-31'), charts: ['it\\\\'s'], area: null}"
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return "'" + "".join(_character(one) for one in value) + "'"
    if isinstance(value, datetime.date):
        return f"date('{value.isoformat()}')"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(str(key))}: {literal(one)}" for key, one in value.items()) + "}"
    return "[" + ", ".join(map(literal, value)) + "]"


def _key(name: str) -> str:
    return name if _PLAIN.match(name) else f"`{name.replace('`', '``')}`"


def _character(one: str) -> str:
    """What could end the text, or what a reader doesn't see (controls, changes of direction), by its number."""
    if one in _ESCAPES:
        return _ESCAPES[one]
    if ord(one) < 32 or 0x7F <= ord(one) < 0xA0 or 0x2028 <= ord(one) <= 0x202E or 0x2066 <= ord(one) <= 0x2069 or one in "\u200e\u200f\ufeff":
        return f"\\u{ord(one):04x}"
    return one
