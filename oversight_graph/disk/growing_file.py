"""A file that only grows: what is added stands behind what was there, and one small write at the beginning turns the state before into the state after.

Two heads stand at the beginning, each in a block of its own, and are written by turns. A head says how long the file is, and where in it one piece
stands, the root, by which all others are found. So

- a reader takes no lock: what the head of its opening leads to is never written over, however often the file is added to;
- a copy that is made while somebody writes is whole: the heads are copied first, and what they lead to was there by then;
- a writer that is killed leaves some bytes behind the end that the head says: nobody reads them, and the next writer cuts them off;
- damage of one place stays there: no writing rests on bytes that it hasn't looked at.

A head also stands at the end of what was added with it, and is on the disk there before it is written at the beginning. A head at the beginning that can't be
read is either one whose writing was cut short by a loss of power, or damaged; in both cases the one at the end is the same, and whole.
"""

from __future__ import annotations

import contextlib
import errno
import os
import threading
import time
import weakref
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from oversight_graph.disk.at_place import read_at, write_at
from oversight_graph.disk.checksum import Damaged
from oversight_graph.disk.file_head import HEAD_SIZE, FileHead, digest, parsed
from oversight_graph.messages import message
from oversight_graph.system_errors import refusal

MAGIC = b"\x89oversight-graph file 1\r\n\x1a\n"
"""How such a file begins; a transfer that changes the ends of lines changes it too."""
_BLOCK = 4096  # what a disk writes whole or not at all is at most as long
_HEADS = (_BLOCK, 2 * _BLOCK)
START = 3 * _BLOCK
"""Where in the file what is added begins."""
_TRIES, _PAUSE = 5, 0.02
_BINARY: int = getattr(os, "O_BINARY", 0)


def begins_so(path: Path) -> bool:
    """Whether a file begins as these do.

    Parameters
    ----------
    path
        A file of whatever content. Raises OSError where it can't be read.

    Returns
    -------
    True for one of these, which may be damaged further on.
    """
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


class GrowingFile:
    """A file of this kind, open for reading in any thread: it shows the state of its opening, whatever is added later.

    Parameters
    ----------
    path
        One that `begins_so`. Raises Damaged where no state can be made out, OSError where it can't be read.
    """

    def __init__(self, path: Path, *, writable: bool = False) -> None:
        self.handle = os.open(path, (os.O_RDWR if writable else os.O_RDONLY) | _BINARY)
        self.close = weakref.finalize(self, os.close, self.handle)
        self._lock = threading.Lock()
        try:
            self.head = self._found()
        except BaseException:
            self.close()
            raise

    def size(self) -> int:
        """How long the file is just now, in bytes; beyond the end of the head there may be what a writer is about to add, or a killed one left."""
        return os.fstat(self.handle).st_size

    def read(self, at: int, size: int) -> bytes:
        """Some bytes of the file.

        Parameters
        ----------
        at
            Where they begin.
        size
            How many.

        Returns
        -------
        They.

        Raises
        ------
        Damaged
            Where there aren't so many.
        """
        found = self._read(at, size)
        if len(found) != size:
            raise Damaged(message("disk.cut_off"))
        return found

    def _read(self, at: int, size: int) -> bytes:
        pieces: list[bytes] = []
        while size > 0 and (piece := read_at(self.handle, size, at, self._lock)):
            pieces.append(piece)
            at, size = at + len(piece), size - len(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def root(self) -> bytes:
        """The root of this state.

        Returns
        -------
        The piece by which all others are found.

        Raises
        ------
        Damaged
            Where it isn't what its digest was made of.
        """
        found = self.read(self.head.root_at, self.head.root_size)
        if digest(found) != self.head.root:
            raise Damaged(message("disk.other_bytes"))
        return found

    def heads(self) -> list[FileHead | None]:
        """The two heads at the beginning as they are now; None for one that can't be read, or that stands where the other one should."""
        found = [parsed(self._read(at, HEAD_SIZE)) for at in _HEADS]
        return [head if head is not None and head.number % 2 == place else None for place, head in enumerate(found)]

    def _found(self) -> FileHead:
        for left in reversed(range(_TRIES)):
            try:
                return self.current()
            except Damaged:
                if not left:
                    raise
                time.sleep(_PAUSE)  # perhaps a head was being written just then
        raise AssertionError

    def current(self) -> FileHead:
        """The state that the file is in now.

        Returns
        -------
        Its head.

        Raises
        ------
        Damaged
            Where none can be made out.
        """
        if self._read(0, len(MAGIC)) != MAGIC:
            raise Damaged(message("disk.other_bytes"))
        heads = [head for head in self.heads() if head is not None]
        if not heads:
            raise Damaged(message("disk.heads_lost"))
        head, size = max(heads, key=lambda one: one.number), self.size()
        if len(heads) == 1:
            last = parsed(self._read(max(0, size - HEAD_SIZE), HEAD_SIZE))
            if last is None or last.end != size or last.number - head.number not in (0, 1):
                raise Damaged(message("disk.heads_lost"))
            return last
        if size < head.end:
            raise Damaged(message("disk.other_size", size=size, expected=head.end))
        return head


class Growth:
    """What is being added to a file; nothing of it counts before `commit`. `end`: where the next piece will stand."""

    def __init__(self, file: GrowingFile) -> None:
        self.file, self.end = file, file.head.end

    def add(self, data: bytes) -> int:
        """Add a piece.

        Parameters
        ----------
        data
            Its bytes.

        Returns
        -------
        Where it stands. Raises OSError where there is no room for it, or somebody else has written meanwhile.
        """
        self._look_for_others()
        at = self.end
        write_at(self.file.handle, data, at)
        self.end += len(data)
        return at

    def commit(self, root: bytes) -> FileHead:
        """Make what was added the state of the file.

        Parameters
        ----------
        root
            The piece by which all others are found.

        Returns
        -------
        The head of this state, which is on the disk.

        Raises
        ------
        OSError
            Where it can't be written, or somebody else has written meanwhile; then the state is as before.
        """
        handle = self.file.handle
        at = self.add(root)
        head = FileHead(self.file.head.number + 1, self.end + HEAD_SIZE, at, len(root), digest(root))
        self.add(head.written())
        os.fsync(handle)
        self._look_for_others()
        place = _HEADS[head.number % 2]
        former = self.file.read(place, HEAD_SIZE)
        try:
            write_at(handle, head.written(), place)
            os.fsync(handle)
        except OSError:
            with contextlib.suppress(OSError):
                write_at(handle, former, place)
            raise
        self.file.head = head
        return head

    def _look_for_others(self) -> None:
        """Where a lock keeps nobody out, as on some network drives, what another one has committed must not be written over."""
        if max((head.number for head in self.file.heads() if head is not None), default=-1) != self.file.head.number:
            raise refusal(OSError, message("disk.written_meanwhile"), errno.EAGAIN)


@contextlib.contextmanager
def growing(path: Path) -> Iterator[Growth]:
    """Add to a file. One at a time may: the file must be held meanwhile (`disk.lock_file`).

    Parameters
    ----------
    path
        A file that `begins_so`.

    Yields
    ------
    Takes what is added. What isn't committed when the block ends, however it ends, is cut off.

    Raises
    ------
    Damaged
        Where the state of the file can't be made out.
    OSError
        Where it can't be written.
    """
    file = GrowingFile(path, writable=True)
    try:
        _mend(file)
        _cut(file)
        yield Growth(file)
    finally:
        with contextlib.suppress(OSError, Damaged):
            _cut(file)
        file.close()


def create(path: Path) -> None:
    """Make a file of this kind in which nothing stands; its root is empty.

    Parameters
    ----------
    path
        Where nothing is yet. Raises OSError where it can't be made.
    """
    first = FileHead(1, START + HEAD_SIZE, START, 0, digest(b""))
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    try:
        write_at(handle, MAGIC, 0)
        for number in (0, 1):
            write_at(handle, replace(first, number=number).written(), _HEADS[number])
        write_at(handle, first.written(), START)
    finally:
        os.close(handle)


def has_remains(path: Path) -> bool:
    """Whether a killed writer has left something in a file, or somebody writes just now.

    Parameters
    ----------
    path
        A file that `begins_so`. Raises Damaged and OSError as GrowingFile does.

    Returns
    -------
    True where the file is longer than its head says.
    """
    with contextlib.closing(GrowingFile(path)) as file:
        return file.size() > file.head.end


def stamp_of(path: Path) -> str:
    """What tells the state of a file from every other.

    Parameters
    ----------
    path
        A file that `begins_so`. Raises Damaged and OSError as GrowingFile does.

    Returns
    -------
    A short text. Cost: reads the heads.
    """
    with contextlib.closing(GrowingFile(path)) as file:
        return f"{file.head.number} {file.head.root}"


def _mend(file: GrowingFile) -> None:
    """Write a head at the beginning anew that can't be read."""
    heads = file.heads()
    for place, head in enumerate(heads):
        if head is None:
            number = file.head.number
            write_at(file.handle, replace(file.head, number=number if number % 2 == place else number - 1).written(), _HEADS[place])
            os.fsync(file.handle)


def _cut(file: GrowingFile) -> None:
    """Cut off what no head at the beginning leads to."""
    end = file.current().end
    if file.size() > end:
        os.ftruncate(file.handle, end)
