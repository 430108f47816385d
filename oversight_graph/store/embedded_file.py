"""What stands where an embedded store should: looked at before the engine opens it, which may crash or hang over anything else."""

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

PAGE = 4096
EARLY = PAGE - SIZE
"""Where the engine's first page, of which it uses the first hundred bytes, has room for the early block of the seal."""
_MAGIC = b"LBUG"
_NEARLY_FULL = 1 << 20
JOURNAL = 5 << 20
"""Bytes that the engine's journals take at most beside a small store; they grow by less than an eighth of a large one."""
_BESIDE = (".wal", ".shadow")


def look_at(path: Path, where: str) -> bool:
    """Look whether a file can be given to the engine; says whether it has a checksum, which a store written by an older version lacks.

    Raises StoreError for what isn't a store, a damaged one, and one beside which another program left changes. Cost: see seal.verify.
    """
    another = "It is left untouched; name another path with --store."
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise StoreError(f"{where} is a folder and not a store of this program. Name a file in it with --store.")
        if not stat.S_ISREG(found.st_mode):
            raise StoreError(f"{where} is a device or a pipe and not a store of this program. {another}")
        try:
            sealed = verify(path, EARLY) is not None
        except Damaged as damage:
            raise StoreError(
                f"The store {where} is damaged: {damage}, since this program wrote it. Nothing was read from it. Put a copy of it (a backup) in its "
                f"place, or move it away and load its charts anew: `oversight load FILE… --store {where}`."
            ) from None
        with path.open("rb") as file:
            begins = file.read(len(_MAGIC))
    except OSError as error:
        raise StoreError(f"The store {where} can't be read: {error.strerror}. Allow reading it, or name another place with --store.") from None
    if found.st_size < PAGE or begins != _MAGIC:
        what = "is empty" if not found.st_size else f"has {found.st_size} bytes" if found.st_size < len(_MAGIC) else "is a file of another kind"
        raise StoreError(f"{where} {what} and is not a store of this program. {another}")
    if sealed and (beside := [str(one) for one in (path.with_name(path.name + suffix) for suffix in _BESIDE) if one.exists()]):
        raise StoreError(
            f"Beside the store {where} lies {' and '.join(beside)}, left by another program that opened the store and didn't end well; the store itself is "
            "whole. Move that away, then try again."
        )
    return sealed


@contextlib.contextmanager
def full_disk_told(path: Path) -> Iterator[None]:
    """Say that the disk is full where it is: the engine may speak of what followed from it. Raises OSError."""
    try:
        yield
    except RuntimeError:
        if shutil.disk_usage(path.parent).free < _NEARLY_FULL:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from None
        raise


def room_for(path: Path, size: int) -> None:
    """Raise OSError where so many more bytes, or a file of so many, can't be written: where the engine finds no room for its journal, it ends
    the whole process."""
    if shutil.disk_usage(path.parent).free < size:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if resource is not None and 0 <= resource.getrlimit(resource.RLIMIT_FSIZE)[0] < size:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))


def reason_of(error: BaseException) -> str:
    """Why the engine failed, without the paths and numbers of its own."""
    text = " ".join(str(error).split())
    _, cause, system = text.rpartition("Error: ")
    if cause and system:
        return system.rstrip(".")
    if isinstance(error, MemoryError) or not text:
        return "there isn't enough memory"
    return text[:400].rstrip(".")


def not_opened(where: str, error: RuntimeError) -> str:
    """What is said where the engine can't open a file for reading."""
    text = " ".join(str(error).split())
    if "lock" in text.lower():
        return f"The store {where} is in use by another program. Close it there, then try again."
    if "memory" in text.lower() or "mmap" in text.lower() or "address space" in text.lower():
        return f"The store {where} can't be opened for want of memory ({text}). Allow the program more address space."
    return f"{where} is not a store of this program ({text}). Name another path with --store."
