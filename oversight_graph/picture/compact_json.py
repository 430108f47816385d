"""Columns as short JSON: what is equal everywhere once, what is seldom by its rows, what recurs by its number.

The page reads them back in `page/unpack.js`; the same four forms are known there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_SELDOM = 0.4
_RECURS = 0.7


def pack(values: Sequence[Any]) -> dict[str, Any]:
    """A column, in whichever form is shortest: `all` (one value), `at` and `is` (rows, as steps from one to the next, and
    their values; else nothing), `of` and `no` (distinct values and which of them a row has), or `list`.

    Parameters
    ----------
    values
        What JSON can hold: None, truth values, numbers, texts, and lists of these.

    Returns
    -------
    A mapping of one of the four forms; the values of `at` are packed themselves.

    Examples
    --------
    >>> pack(["a", "a"]), pack([1, 2, 3])
    ({'all': 'a'}, {'list': [1, 2, 3]})
    >>> pack([None, None, None, "x", None, "x"])
    {'at': [3, 2], 'is': {'all': 'x'}}
    """
    keys = [_key(value) for value in values]
    distinct = dict.fromkeys(keys)
    if len(distinct) <= 1:
        return {"all": values[0] if values else None}
    rows = [row for row, value in enumerate(values) if value is not None]
    if len(rows) <= _SELDOM * len(values):
        steps = [row - before for row, before in zip(rows, [0, *rows], strict=False)]
        return {"at": steps, "is": pack([values[row] for row in rows])}
    if len(distinct) <= _RECURS * len(values) and any(isinstance(value, (str, list, tuple)) for value in values):
        number = {key: no for no, key in enumerate(distinct)}
        first = dict(zip(reversed(keys), reversed(values), strict=True))
        return {"of": [first[key] for key in distinct], "no": [number[key] for key in keys]}
    return {"list": list(values)}


def _key(value: Any) -> Any:
    return (tuple(value), "list") if isinstance(value, (list, tuple)) else (value, type(value) is bool)
