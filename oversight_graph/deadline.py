"""A limit to how long something may be worked on, looked at by what may take long."""

from __future__ import annotations

import contextlib
import contextvars
import time
from collections.abc import Iterator

from oversight_graph.errors import TooLong

_END: contextvars.ContextVar[tuple[float, float] | None] = contextvars.ContextVar("end", default=None)


@contextlib.contextmanager
def within_seconds(seconds: float) -> Iterator[None]:
    """Limit the time of what is done inside the block: beyond it, `keep_to_the_deadline` raises TooLong.

    On the command line and in Python nothing is limited unless somebody asks for it.

    Parameters
    ----------
    seconds
        From now on; parts of a second count.

    Yields
    ------
    Nothing; an outer limit holds again when the block ends.
    """
    token = _END.set((time.monotonic() + seconds, seconds))
    try:
        yield
    finally:
        _END.reset(token)


def keep_to_the_deadline() -> None:
    """Look whether there is still time. To be called in every round of a search whose rounds nobody can count beforehand.

    Raises
    ------
    TooLong
        When the time of `within_seconds` is up.
    """
    end = _END.get()
    if end is not None and time.monotonic() > end[0]:
        raise TooLong(end[1])
