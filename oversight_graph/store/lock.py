"""One writer at a time: a lock file beside the store that says who holds it."""

from __future__ import annotations

import contextlib
import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path

from oversight_graph.disk.lock_file import Held, NoLocks, held
from oversight_graph.errors import StoreError
from oversight_graph.messages import Text, message
from oversight_graph.store.current_user import user
from oversight_graph.system_errors import store_fault

PATIENCE = 5.0
"""Seconds that a writer waits for another one: a load of an ordinary chart takes less."""

_TOLD = "process {process} of {user} on {host}"
"""What others are told in the lock file."""
_READ = re.compile(r"process (\d+) of (.+) on (.+)")


def _as_told(holder: Held) -> Text:
    """Who holds a store, in words."""
    known = _READ.fullmatch(holder.who) if isinstance(holder.who, str) else None
    return holder.who if known is None else message("store.process", process=int(known[1]), user=known[2], host=known[3])


def lock_of(path: Path) -> Path:
    """The lock file of a store's file.

    Parameters
    ----------
    path
        The store's file.

    Returns
    -------
    A hidden file beside it; there only while somebody writes, or left by a writer that was killed.
    """
    return path.with_name(f".{path.name}.oversight-lock")


@contextlib.contextmanager
def writing(path: Path, where: str, patience: float = PATIENCE) -> Iterator[None]:
    """Hold an embedded store for writing.

    Parameters
    ----------
    path
        The store's file, no symbolic link.
    where
        The store, as the user names it.
    patience
        Seconds to wait for another writer (contract §2).

    Yields
    ------
    Nothing; the store is let go when the block ends, or when the process does.

    Raises
    ------
    StoreError
        Where another one still writes (it says who), the drive knows no locks, or the lock can't be made.
    """
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(held(lock_of(path), _TOLD.format(process=os.getpid(), user=user(), host=socket.gethostname()), patience))
        except Held as holder:
            raise StoreError(message("store.being_written", where=where, holder=_as_told(holder))) from None
        except NoLocks as missing:
            raise StoreError(message("store.no_locks", where=where, reason=missing.reason)) from None
        except OSError as error:
            raise store_fault(where, "held", error) from None
        yield
