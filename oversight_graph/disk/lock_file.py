"""One holder at a time: a file that is locked while it is held, says who holds it, and goes when it is let go.

It is never written to or removed where it isn't this program's: a link, a folder, or a file that says something else stays as it is.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from oversight_graph.messages import Text, message, text
from oversight_graph.system_errors import refusal

try:
    import fcntl
except ImportError:  # a system without POSIX locks
    fcntl = None  # type: ignore[assignment]

_MARK = b"oversight-graph: held by "
_PAUSE = 0.05
_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)
_TRIES = 10_000


class NoLocks(Exception):
    """The file system of the file knows no locks. `reason`: what the system says."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error)
        self.reason = error.strerror or str(error)


class Held(Exception):
    """Somebody else holds it. `who`: as they have told it, or what is known of them."""

    def __init__(self, who: Text) -> None:
        super().__init__(who)
        self.who = who

    def __str__(self) -> str:
        return text(self.who)


@contextlib.contextmanager
def held(path: Path, who: str, patience: float) -> Iterator[None]:
    """Hold a lock: a file that is there only meanwhile. A process that ends, however it does, lets go of it.

    Parameters
    ----------
    path
        The lock file.
    who
        What others are told that want it too.
    patience
        Seconds to wait for it; 0 for a single try.

    Yields
    ------
    Nothing; the lock is held in the block.

    Raises
    ------
    Held
        Where another process or thread holds it for longer.
    NoLocks
        Where the file system knows no locks, as that of some network drives; nothing is left there.
    OSError
        Where it can't be made, or what stands there isn't a lock.
    """
    if fcntl is None:
        with _held_elsewhere(path, patience):
            yield
        return
    handle = _acquire(path, time.monotonic() + patience)
    try:
        with contextlib.suppress(OSError):  # a full disk, or a file of another user: then others aren't told who
            os.ftruncate(handle, 0)
            os.pwrite(handle, _MARK + who.encode(), 0)
        yield
    finally:
        with contextlib.suppress(OSError):
            if _stands(handle, path):
                path.unlink()
        os.close(handle)


def _acquire(path: Path, until: float) -> int:
    for _ in range(_TRIES):
        handle = _open(path)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            said = _read(handle)
            os.close(handle)
            if time.monotonic() >= until:
                raise Held(said.decode("utf-8", "replace") or message("disk.another_program")) from None
            time.sleep(_PAUSE)
            continue
        except BaseException as error:
            unknown = isinstance(error, OSError) and error.errno in _NO_LOCKS
            if unknown and _stands(handle, path):
                path.unlink()
            os.close(handle)
            if unknown:
                raise NoLocks(error) from None
            raise
        if _stands(handle, path):
            return handle
        os.close(handle)  # its last holder has removed it in between
    raise Held(message("disk.other_programs"))


def _open(path: Path) -> int:
    """The lock file, made where there is none. Raises OSError for anything else of that name."""
    flags = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | flags, 0o666)
        except PermissionError:  # left by a killed process of another user
            if not path.exists():
                raise
            handle = os.open(path, os.O_RDONLY | flags)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EISDIR, errno.ENXIO):
            raise refusal(OSError, message("disk.in_the_way", path=str(path)), error.errno) from None
        raise
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or not _MARK.startswith(os.pread(handle, len(_MARK), 0)):
            raise refusal(OSError, message("disk.in_the_way", path=str(path)), errno.EEXIST)
    except BaseException:
        os.close(handle)
        raise
    return handle


def _read(handle: int) -> bytes:
    return os.pread(handle, 1000, 0).removeprefix(_MARK)


def _stands(handle: int, path: Path) -> bool:
    """Whether the open file is the one of that name."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat(follow_symlinks=False))
    except OSError:
        return False


@contextlib.contextmanager
def _held_elsewhere(path: Path, patience: float) -> Iterator[None]:
    from filelock import FileLock, Timeout

    try:
        with FileLock(path, timeout=patience):
            yield
    except Timeout:
        raise Held(message("disk.another_program")) from None
