"""Which texts of a whole column surely hold nothing that belongs to a person and stand as they are, told by patterns that Arrow can run.

What fits is let through unread; what doesn't fit is looked at one by one, by persons.py and personal_data.py. So the patterns may leave out what
is harmless, and never let through what isn't: a property in the tests holds them to that.
"""

from __future__ import annotations

import functools
from itertools import groupby
from typing import TYPE_CHECKING

from oversight_graph.naming.persons import words

if TYPE_CHECKING:
    import pyarrow as pa

_SIMPLIFIED = [letter for letter in map(chr, range(0x4E00, 0x9FA6)) if letter.encode("gb2312", "ignore")]
_ENGLISH = r"^[A-Za-z(][A-Za-z ,.'()&-]*[A-Za-z)]$"
_BODY = r"(?i)bureau|office|commission|committee|department|group|court|county|district|province|village|station"
_ADDRESSED = ("微信", "微信号", "QQ", "WeChat")
_ID = r"^[A-Za-z0-9._\x{4e00}-\x{9fa5}-]+$"
_MAY_BE_A_NUMBER = r"(?:^|[^0-9A-Za-z.-])(?:(?:86-?)?1[3-9][0-9](?:-?[0-9]{4}){2}|[1-9][0-9]{14})"
"""The beginning of what personal_data.py takes for a telephone or identity number in an id."""
_SHORT = 4
"""Characters of the longest name of a person that has no post, see `likeness`."""
_CODE = r"^[A-Za-z0-9._-]+$"


@functools.cache
def _names() -> tuple[str, str, str]:
    """Simplified characters alone; an end that no given name has; and what must not stand in a name: without a post nothing beside a post can be a name
    (the same rules as `likeness`, `can_be_given` and the expressions of personal_data.py)."""
    known = words()
    return f"^[{_ranges(_SIMPLIFIED)}]+$", f"[{known.ends}]$", "|".join((*known.posts, "同志", "先生", "女士", *_ADDRESSED))


def _ranges(letters: list[str]) -> str:
    """Characters as ranges of an expression: neighbours together."""
    runs = [[letter for _, letter in run] for _, run in groupby(enumerate(letters), lambda one: ord(one[1]) - one[0])]
    return "".join(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def plain_names(column: pa.Array) -> pa.Array:
    """Which Chinese names surely are no persons' and hold nothing of theirs.

    Parameters
    ----------
    column
        Texts.

    Returns
    -------
    pyarrow.BooleanArray
        Null where the column is. Cost: linear.
    """
    import pyarrow.compute as pc

    simplified, ends, holds = _names()
    bodies = pc.or_(pc.greater(pc.utf8_length(column), _SHORT), pc.match_substring_regex(column, ends))
    return pc.and_(pc.and_(pc.match_substring_regex(column, simplified), bodies), pc.invert(pc.match_substring_regex(column, holds)))


def plain_english(column: pa.Array) -> pa.Array:
    """Which English names surely are no persons' and hold nothing of theirs: a word for a body stands in them, no digit, no sign of an address.

    Parameters
    ----------
    column
        Texts.

    Returns
    -------
    pyarrow.BooleanArray
        Null where the column is. Cost: linear.
    """
    import pyarrow.compute as pc

    held = pc.and_(pc.match_substring_regex(column, _ENGLISH), pc.match_substring_regex(column, _BODY))
    return pc.and_(held, pc.invert(pc.match_substring_regex(column, "|".join(_ADDRESSED))))


def plain_ids(column: pa.Array) -> pa.Array:
    """Which texts are ids in which no number can be a telephone's or an identity card's.

    Parameters
    ----------
    column
        Texts.

    Returns
    -------
    pyarrow.BooleanArray
        Null where the column is. Cost: linear.
    """
    import pyarrow.compute as pc

    return pc.and_(pc.match_substring_regex(column, _ID), pc.invert(pc.match_substring_regex(column, _MAY_BE_A_NUMBER)))


def plain_codes(column: pa.Array) -> pa.Array:
    """Which texts are codes that stand as they are: letters and digits of ASCII, `.`, `_`, `-`.

    Parameters
    ----------
    column
        Texts.

    Returns
    -------
    pyarrow.BooleanArray
        Null where the column is. Cost: linear.
    """
    import pyarrow.compute as pc

    return pc.match_substring_regex(column, _CODE)
