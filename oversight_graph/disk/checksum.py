"""A checksum inside a file: damage is found before anything else reads it, wherever the file is copied or moved to.

The checksum is a line of text: a mark, the length of what it is of, and the digest of that. It stands at the end of the file, as the
formats here are read from what stands at their beginning. A file that is cut loses its end; so a format with unused bytes near the
beginning holds the same line there too, and what lacks one of the two is known to be damaged, not taken for a file that never had one.
It holds no line feed, so that a transfer that changes these, which shifts everything, still leaves the one at the end.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import IO

from oversight_graph.messages import Message, message

MARK = b"oversight-graph seal 1: "
_CHECKSUM = re.compile(rb"oversight-graph seal 1: (\d{16}) ([0-9a-f]{64})")
SIZE = len(MARK) + 16 + 1 + 64
"""Bytes that a checksum takes."""
_PIECE = 1 << 20
_verified: dict[str, tuple[int, ...]] = {}
_REMEMBERED = 256


class Damaged(Exception):
    """A file isn't what its checksum was made of. `said`: what is wrong with it, without its name."""

    def __init__(self, said: Message) -> None:
        super().__init__(said)
        self.said = said

    def __str__(self) -> str:
        return self.said.text()


def add_checksum(path: Path, early_at: int | None = None) -> None:
    """Add its checksum to a finished file, and see that it is on the disk. Cost: reads the file once, about a second for a gigabyte.

    Parameters
    ----------
    path
        The file, without a checksum. It must be nobody else's yet, as it is changed in place.
    early_at
        Where in the file, in bytes from its beginning, there are SIZE bytes that its format doesn't use; None where there are none.

    Raises
    ------
    OSError
        Where it can't be read or written.
    """
    with path.open("r+b") as file:
        length = os.fstat(file.fileno()).st_size
        checksum = MARK + f"{length:016d} {_digest(file, length, early_at)}".encode()
        file.seek(length)
        file.write(checksum)
        if early_at is not None:
            file.seek(early_at)
            file.write(checksum)
        file.flush()
        os.fsync(file.fileno())


def verify(path: Path, early_at: int | None = None) -> int | None:
    """Whether a file is what its checksum was made of. Cost: as `add_checksum`, once in a process while the file stays as it is.

    Parameters
    ----------
    path
        The file.
    early_at
        As for `add_checksum`.

    Returns
    -------
    The length in bytes of what the checksum is of; None where the file has none.

    Raises
    ------
    Damaged
        Where the file isn't what its checksum was made of.
    OSError
        Where it can't be read.
    """
    with path.open("rb") as file:
        status = os.fstat(file.fileno())
        stamp = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        name = os.fspath(path.absolute())
        if _verified.get(name) == stamp:
            return status.st_size - SIZE
        checksums = [_checksum_at(file, status.st_size - SIZE), *([_checksum_at(file, early_at)] if early_at is not None else [])]
        if not any(checksum.startswith(MARK) for checksum in checksums):
            return None
        _check(file, status.st_size, checksums, early_at)
    if len(_verified) >= _REMEMBERED:
        _verified.clear()
    _verified[name] = stamp
    return status.st_size - SIZE


def _check(file: IO[bytes], size: int, checksums: list[bytes], early_at: int | None) -> None:
    parsed = next((match for checksum in checksums if (match := _CHECKSUM.fullmatch(checksum))), None)
    if parsed is None:
        raise Damaged(message("disk.cut_off"))
    length = int(parsed.group(1))
    if size != length + SIZE:
        raise Damaged(message("disk.other_size", size=size, expected=length + SIZE))
    if len(set(checksums)) != 1 or _digest(file, length, early_at) != parsed.group(2).decode():
        raise Damaged(message("disk.other_bytes"))


def _checksum_at(file: IO[bytes], place: int) -> bytes:
    if place < 0:
        return b""
    file.seek(place)
    return file.read(SIZE)


def _digest(file: IO[bytes], length: int, early_at: int | None) -> str:
    """Of the first `length` bytes, without those where the early checksum stands."""
    hasher = hashlib.blake2b(digest_size=32)
    spans = [(0, length)] if early_at is None else [(0, early_at), (early_at + SIZE, length)]
    for start, end in spans:
        file.seek(start)
        left = end - start
        while left > 0 and (piece := file.read(min(_PIECE, left))):
            hasher.update(piece)
            left -= len(piece)
    return hasher.hexdigest()
