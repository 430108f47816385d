"""What a JSON file is about, by the beginning of it: enough to tell formats apart, never to read one."""

from __future__ import annotations

import re

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"\s*(:?)|[{}\[\]]', re.DOTALL)


def keys_of(head: str) -> set[str]:
    """The keys of the outermost mapping, or of the first one of a list or of lines, as far as the beginning shows them.

    Parameters
    ----------
    head
        The beginning of a file, cut off anywhere.

    Returns
    -------
    set of str
        Empty for what isn't JSON.

    Examples
    --------
    >>> sorted(keys_of('[{"id": "a", "properties": {"name": ["b"]}, "sch'))
    ['id', 'properties']
    """
    keys: set[str] = set()
    depth, lists = 0, 0
    for token in _TOKEN.finditer(head):
        sign = token.group()[0]
        if sign == "[" and depth == 0:
            lists += 1
            if lists > 1:
                break
        elif sign in "{[":
            depth += 1
        elif sign in "}]":
            depth -= 1
            if depth <= 0:
                break
        elif depth == 1 and token.group(2):
            keys.add(token.group(1))
        elif depth == 0:
            break
    return keys
