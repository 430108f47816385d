"""One writer at a time: a lock file beside the store that says who holds it."""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Iterator
from pathlib import Path

from oversight_graph.disk.lock_file import Held, held
from oversight_graph.errors import StoreError
from oversight_graph.store.current_user import user
from oversight_graph.system_errors import store_fault

PATIENCE = 5.0
"""Seconds that a writer waits for another one: a load of an ordinary chart takes less."""


def lock_of(path: Path) -> Path:
    """The lock file of a store's file."""
    return path.with_name(f".{path.name}.oversight-lock")


@contextlib.contextmanager
def writing(path: Path, where: str, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the store for writing. `path`: its file, no symbolic link. Raises StoreError that says who holds it, after `patience` seconds."""
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(held(lock_of(path), f"process {os.getpid()} of {user()} on {socket.gethostname()}", patience))
        except Held as holder:
            raise StoreError(f"The store {where} is being written by {holder}. Try again when it has ended.") from None
        except OSError as error:
            raise store_fault(where, "written", error, " Nothing was changed.") from None
        yield
