"""The garbage collector of Python, where a command makes millions of objects and drops few."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

BETWEEN_SEARCHES = 50_000
"""Objects that are made before garbage is looked for; Python's own 700 are passed dozens of times while modules are imported, which leave none."""


def search_seldom() -> None:
    """Look for garbage less often, in a command, which is a process of its own."""
    gc.set_threshold(BETWEEN_SEARCHES)


@contextlib.contextmanager
def collector_paused() -> Iterator[None]:
    """Don't look for garbage inside the block, which would take a fifth of reading or planning. What is there at its end stays out of later
    searches too, which is what a writer that drops much needs.

    For a command, which is a process of its own; a library leaves the collector to whoever uses it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
