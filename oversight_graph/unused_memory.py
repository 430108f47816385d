"""Memory that nobody uses any more, given back to the system: Arrow and the C library keep what one step of a large load has let go, each for itself, when the next step needs it."""

from __future__ import annotations

import contextlib
import ctypes
import sys

_MUCH = 1 << 28
"""Bytes of columns from which on it is worth the time: some hundredths of a second."""


def give_back() -> None:
    """Give back what is unused, between the steps of a large load; of a small one nothing happens."""
    arrow = sys.modules.get("pyarrow")
    if arrow is None or arrow.total_allocated_bytes() < _MUCH:
        return
    arrow.default_memory_pool().release_unused()
    with contextlib.suppress(OSError, AttributeError):  # a system whose C library has no such call gives back by itself
        ctypes.CDLL(None).malloc_trim(0)
