"""One writer at a time: a lock file beside the store that says who holds it."""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from oversight_graph.errors import StoreError
from oversight_graph.faults import store_fault
from oversight_graph.store.who import user

PATIENCE = 5.0
"""Seconds that a writer waits for another one: a load of an ordinary chart takes less."""


@contextlib.contextmanager
def writing(path: Path, where: str, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the store for writing. Raises StoreError that says who holds it, after `patience` seconds."""
    owner = path.with_name(path.name + ".owner")
    lock = FileLock(path.with_name(path.name + ".lock"))
    try:
        lock.acquire(timeout=patience)
    except Timeout:
        holder = owner.read_text("utf-8").strip() if owner.exists() else "another program"
        raise StoreError(f"The store {where} is being written by {holder}. Try again when it has ended.") from None
    except OSError as error:
        raise store_fault(where, "written", error) from None
    try:
        owner.write_text(f"process {os.getpid()} of {user()} on {socket.gethostname()}", "utf-8")
        yield
    finally:
        with contextlib.suppress(OSError):
            owner.unlink()
        lock.release()
