"""A file of LadybugDB: looked at before the engine opens it, which may crash or hang over anything else."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

try:
    import resource
except ImportError:  # a system without limits of this kind
    resource = None  # type: ignore[assignment]

from oversight_graph.disk.checksum import SIZE, Damaged, verify
from oversight_graph.errors import StoreError
from oversight_graph.messages import Message, Text, message
from oversight_graph.system_errors import reason

PAGE = 4096
EARLY = PAGE - SIZE
"""Where the engine's first page, of which it uses the first hundred bytes, has room for the early copy of the checksum."""
_MAGIC = b"LBUG"
_NEARLY_FULL = 1 << 20
JOURNAL = 5 << 20
"""Bytes that the engine's journals take at most beside a small store; they grow by less than an eighth of a large one."""
_BESIDE = (".wal", ".shadow")


def look_at(path: Path, where: str) -> bool:
    """Look whether a file can be given to the engine.

    Parameters
    ----------
    path
        The file, no symbolic link.
    where
        The store, as the user names it.

    Returns
    -------
    Whether it has a checksum, which a store written by an older version lacks. Cost: that of `disk.checksum.verify`.

    Raises
    ------
    StoreError
        For what isn't a store, a damaged one, one that can't be read, and one beside which another program left changes.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise StoreError(message("store.folder", where=where))
        if not stat.S_ISREG(status.st_mode):
            raise StoreError(message("store.device", where=where))
        try:
            has_checksum = verify(path, EARLY) is not None
        except Damaged as damage:
            raise StoreError(message("store.damaged", where=where, damage=damage.said)) from None
        with path.open("rb") as file:
            begins = file.read(len(_MAGIC))
    except OSError as error:
        raise StoreError(message("store.unreadable", where=where, reason=reason(error))) from None
    if status.st_size < PAGE or begins != _MAGIC:
        raise StoreError(_no_store(where, status.st_size))
    if has_checksum and (beside := [str(journal) for journal in (path.with_name(path.name + suffix) for suffix in _BESIDE) if journal.exists()]):
        raise StoreError(message("store.journals", where=where, journals=beside))
    return has_checksum


def _no_store(where: str, size: int) -> Message:
    if not size:
        return message("store.empty_file", where=where)
    return message("store.tiny_file", where=where, size=size) if size < len(_MAGIC) else message("store.foreign_file", where=where)


@contextlib.contextmanager
def full_disk_told(path: Path) -> Iterator[None]:
    """Say that the disk is full where it is: the engine may speak of what followed from it.

    Parameters
    ----------
    path
        The file that the block writes.

    Yields
    ------
    Nothing.

    Raises
    ------
    OSError
        ENOSPC in the place of the engine's RuntimeError where less than 1 MiB is free.
    """
    try:
        yield
    except RuntimeError:
        if shutil.disk_usage(path.parent).free < _NEARLY_FULL:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from None
        raise


def room_for(path: Path, size: int) -> None:
    """Make sure that a file can grow: where the engine finds no room for its journal, it ends the whole process.

    Parameters
    ----------
    path
        A file, whether or not it is there.
    size
        In bytes.

    Raises
    ------
    OSError
        ENOSPC where so many bytes aren't free beside it, EFBIG where the process may not write a file of so many.
    """
    if shutil.disk_usage(path.parent).free < size:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if resource is not None and 0 <= resource.getrlimit(resource.RLIMIT_FSIZE)[0] < size:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))


def reason_of(error: BaseException) -> Text:
    """Why the engine failed, without the paths and numbers of its own.

    Parameters
    ----------
    error
        What the engine raised.

    Returns
    -------
    The engine's words, at most 400 characters of them; a message where it has none, as memory ran out.
    """
    text = " ".join(str(error).split())
    _, cause, system = text.rpartition("Error: ")
    if cause and system:
        return system.rstrip(".")
    if isinstance(error, MemoryError) or not text:
        return message("store.not_enough_memory")
    return text[:400].rstrip(".")


def not_opened(where: str, error: RuntimeError) -> Message:
    """What is said where the engine can't open a file for reading.

    Parameters
    ----------
    where
        The store, as the user names it.
    error
        What the engine raised.

    Returns
    -------
    That it is in use, that memory doesn't suffice, or that it isn't a store, by the words of the engine.
    """
    words = " ".join(str(error).split())
    if "lock" in words.lower():
        return message("store.in_use", where=where)
    if "memory" in words.lower() or "mmap" in words.lower() or "address space" in words.lower():
        return message("store.no_memory", where=where, words=words)
    return message("store.no_store_of_ours", where=where, words=words)
