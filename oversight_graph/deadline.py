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
    """What is done inside may take so long: beyond it, `keep_to_the_deadline` raises TooLong. On the command line and in Python
    nothing is limited unless somebody asks for it."""
    token = _END.set((time.monotonic() + seconds, seconds))
    try:
        yield
    finally:
        _END.reset(token)


def keep_to_the_deadline() -> None:
    """To be called in every round of a search whose rounds nobody can count beforehand. Raises TooLong when time is up."""
    end = _END.get()
    if end is not None and time.monotonic() > end[0]:
        raise TooLong(end[1])
