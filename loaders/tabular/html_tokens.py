"""The text and the tags of a page, in one pass whose cost is linear whatever the page holds.

html5lib and the standard library's parser take minutes for a few megabytes of tags that never end; tables need neither a tree nor the
mending of one.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from oversight_graph.messages import message
from oversight_graph.parsing.document import ParseError

_NAME = re.compile(r"/?[A-Za-z][^\s/>]{0,40}")
_ATTRIBUTE = re.compile(r"""\b(colspan|rowspan)\s*=\s*["']?\s*(\d{1,6})""", re.IGNORECASE)
_RAW = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "title", "textarea", "xmp", "iframe", "noframes")}
"""Elements whose content is no markup: it goes to their end."""


MAX_TAGS = 3_000_000  # a table of 100,000 rows and ten columns has some two


class Token(NamedTuple):
    """A tag or a text of a page.

    Attributes
    ----------
    tag
        In small letters, with / where it closes; "" for text.
    text
        Without character references; "" for a tag.
    spans
        The colspan and the rowspan that a tag has, as (name, number).
    """

    tag: str
    text: str = ""
    spans: tuple[tuple[str, int], ...] = ()


def tokens(page: str) -> Iterator[Token]:
    """All tags and texts of a page; comments, declarations, and what scripts and styles hold are left out.

    Parameters
    ----------
    page
        Its text.

    Yields
    ------
    Token
        In their order; a text may come in several.

    Raises
    ------
    ParseError
        For more than 3,000,000 tags.
    """
    place, length, tags = 0, len(page), 0
    while place < length:
        start = page.find("<", place)
        if start < 0:
            start = length
        if start > place:
            yield Token("", html.unescape(page[place:start]))
        if start == length:
            return
        if page.startswith("<!--", start):
            end = page.find("-->", start + 4)
            place = length if end < 0 else end + 3
            continue
        name = _NAME.match(page, start + 1)
        if name is None and page[start + 1 : start + 2] not in ("!", "?", "/"):
            yield Token("", "<")
            place = start + 1
            continue
        tags += 1
        if tags > MAX_TAGS:
            raise ParseError(0, message("tabular.too_many_tags", most=MAX_TAGS))
        end = _end(page, start)
        if name is not None:
            tag = name[0].lower()
            written = page[name.end() : end]
            yield Token(tag, "", tuple((key.lower(), int(number)) for key, number in _ATTRIBUTE.findall(written)) if "span" in written.lower() else ())
            if tag in _RAW:
                closing = _RAW[tag].search(page, end)
                end = length if closing is None else closing.start() - 1
        place = end + 1


def _end(page: str, start: int) -> int:
    """Where the tag that begins here has its `>`: not one within quotes."""
    place = start
    while True:
        end = page.find(">", place)
        if end < 0:
            return len(page)
        for quote in "\"'":
            if page.count(quote, place, end) % 2:
                closing = page.find(quote, end)
                if closing < 0:
                    return end
                place = closing + 1
                break
        else:
            return end
