"""Texts as people see them: what a terminal or a page would obey, or show as nothing, is written as an escape.

A name may hold a sign that turns the direction of writing, begins a line or moves the cursor. It stays in the data as it is; shown raw
it could pass for something else, or for a line of the program's own.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

OBEYED = (
    r"\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
    r"\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
"""Controls, format characters (those of direction and of no width too), line and paragraph separators, halves of surrogates."""


@cache
def _obeyed(in_lines: bool = False) -> re.Pattern[str]:
    """What is obeyed in a text, in one of lines all but their ends; compiled when a text holds something of the kind."""
    return re.compile(f"(?!\n)[{OBEYED}]" if in_lines else f"[{OBEYED}]")


def visible(text: str) -> str:
    r"""A text on one line.

    Parameters
    ----------
    text
        Any.

    Returns
    -------
    The same where nothing in it is obeyed.

    Examples
    --------
    >>> print(visible("某\u202e局\n\x1b[2J"))
    某\u202e局\n\x1b[2J
    """
    return text if text.isprintable() else _obeyed().sub(_escape, text)


def visible_lines(text: str) -> str:
    r"""Lines, each of which is visible; only `\n` ends one.

    Parameters
    ----------
    text
        Any.

    Returns
    -------
    As many lines as before.

    Examples
    --------
    >>> print(visible_lines("a\u2028b\nc"))
    a\u2028b
    c
    """
    return text if text.replace("\n", "").isprintable() else _obeyed(in_lines=True).sub(_escape, text)


def json_text(value: Any, indent: int | None = None) -> str:
    r"""A value as JSON that reads back exactly, and that no terminal obeys.

    Parameters
    ----------
    value
        What JSON can hold.
    indent
        Spaces for each depth; None writes one line.

    Returns
    -------
    JSON, other scripts as they are.

    Examples
    --------
    >>> print(json_text({"name": "某\u202e局\x7f"}))
    {"name": "某\u202e局\u007f"}
    """
    import json

    written = json.dumps(value, ensure_ascii=False, indent=indent)
    return _obeyed(in_lines=True).sub(lambda found: json_escape(found.group()), written)  # outside its texts JSON has no other control than `\n`


def json_escape(text: str) -> str:
    r"""Every character as JSON escapes it, those beyond U+FFFF as two.

    Parameters
    ----------
    text
        Any, halves of surrogates too.

    Returns
    -------
    ASCII, six characters for each unit of UTF-16.

    Examples
    --------
    >>> print(json_escape("é😀"))
    \u00e9\ud83d\ude00
    """
    units = text.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _escape(found: re.Match[str]) -> str:
    return found.group().encode("unicode_escape").decode()
