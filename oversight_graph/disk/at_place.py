"""Reading and writing at a place of an open file, also where the system has no call for it."""

from __future__ import annotations

import os
import threading


def read_at(handle: int, size: int, at: int, lock: threading.Lock) -> bytes:
    """Some bytes of a file, as many as the system gives at once.

    Parameters
    ----------
    handle
        Of the file.
    size
        How many at most.
    at
        Where they begin.
    lock
        Held where reading moves the file's position, as on Windows.

    Returns
    -------
    Empty at the end of the file. Raises OSError where it can't be read.
    """
    if hasattr(os, "pread"):
        return os.pread(handle, size, at)
    with lock:
        os.lseek(handle, at, os.SEEK_SET)
        return os.read(handle, size)


def write_at(handle: int, data: bytes, at: int) -> None:
    """Write all of some bytes.

    Parameters
    ----------
    handle
        Of the file; nobody else moves its position.
    data
        The bytes. Raises OSError where there is no room.
    at
        Where they begin.
    """
    rest = memoryview(data)
    while rest:
        if hasattr(os, "pwrite"):
            done = os.pwrite(handle, rest, at)
        else:  # Windows
            os.lseek(handle, at, os.SEEK_SET)
            done = os.write(handle, rest)
        at, rest = at + done, rest[done:]
