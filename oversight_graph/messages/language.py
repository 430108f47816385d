"""In which language the program speaks: English, unless a command, a page or a program says otherwise for what it does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
_SPOKEN: ContextVar[Language] = ContextVar("language", default="en")


def language() -> Language:
    """The language in which messages are written here and now."""
    return _SPOKEN.get()


@contextmanager
def in_language(lang: Language | None) -> Iterator[None]:
    """Write messages in a language inside the block. Each thread and each request has its own.

    Parameters
    ----------
    lang
        `zh` or `en`; None leaves it as it is.

    Yields
    ------
    Nothing; the language is as before when the block ends.

    Examples
    --------
    >>> from oversight_graph.messages import message
    >>> with in_language("zh"):
    ...     print(message("problems.row", row=7))
    第7行
    """
    if lang is None:
        yield
        return
    before = _SPOKEN.set(lang)
    try:
        yield
    finally:
        _SPOKEN.reset(before)
