"""A checksum inside a file: damage is found before anything else reads it, wherever the file is copied or moved to.

The seal is a line of text: a mark, the length of what it seals, and the digest of that. It stands at the end of the file, as the formats
sealed here are read from what stands at their beginning. A file that is cut loses its end; so a format with unused bytes near the
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
_BLOCK = re.compile(rb"oversight-graph seal 1: (\d{16}) ([0-9a-f]{64})")
SIZE = len(MARK) + 16 + 1 + 64
"""Bytes that a seal takes."""
_PIECE = 1 << 20
_verified: dict[str, tuple[int, ...]] = {}
_REMEMBERED = 256


class Damaged(Exception):
    """A sealed file isn't what was sealed. `said`: what is wrong with it, without its name."""

    def __init__(self, said: Message) -> None:
        super().__init__(said)
        self.said = said

    def __str__(self) -> str:
        return self.said.text()


def seal(path: Path, early: int | None = None) -> None:
    """Seal a finished file, and see that it is on the disk. Cost: reads the file once, about a second for a gigabyte.

    Parameters
    ----------
    path
        The file, without a seal. It must be nobody else's yet, as it is changed in place.
    early
        Where in the file, in bytes from its beginning, there are SIZE bytes that its format doesn't use; None where there are none.

    Raises
    ------
    OSError
        Where it can't be read or written.
    """
    with path.open("r+b") as file:
        length = os.fstat(file.fileno()).st_size
        block = MARK + f"{length:016d} {_digest(file, length, early)}".encode()
        file.seek(length)
        file.write(block)
        if early is not None:
            file.seek(early)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())


def verify(path: Path, early: int | None = None) -> int | None:
    """Whether a file is what was sealed. Cost: as `seal`, once in a process while the file stays as it is.

    Parameters
    ----------
    path
        The file.
    early
        As for `seal`.

    Returns
    -------
    The length in bytes of what the seal seals; None where the file has no seal.

    Raises
    ------
    Damaged
        Where the file isn't what was sealed.
    OSError
        Where it can't be read.
    """
    with path.open("rb") as file:
        status = os.fstat(file.fileno())
        stamp = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        name = os.fspath(path.absolute())
        if _verified.get(name) == stamp:
            return status.st_size - SIZE
        blocks = [_at(file, status.st_size - SIZE), *([_at(file, early)] if early is not None else [])]
        if not any(block.startswith(MARK) for block in blocks):
            return None
        _check(file, status.st_size, blocks, early)
    if len(_verified) >= _REMEMBERED:
        _verified.clear()
    _verified[name] = stamp
    return status.st_size - SIZE


def _check(file: IO[bytes], size: int, blocks: list[bytes], early: int | None) -> None:
    sealed = next((match for block in blocks if (match := _BLOCK.fullmatch(block))), None)
    if sealed is None:
        raise Damaged(message("disk.cut_off"))
    length = int(sealed.group(1))
    if size != length + SIZE:
        raise Damaged(message("disk.other_size", size=size, expected=length + SIZE))
    if len(set(blocks)) != 1 or _digest(file, length, early) != sealed.group(2).decode():
        raise Damaged(message("disk.other_bytes"))


def _at(file: IO[bytes], place: int) -> bytes:
    if place < 0:
        return b""
    file.seek(place)
    return file.read(SIZE)


def _digest(file: IO[bytes], length: int, early: int | None) -> str:
    """Of the first `length` bytes, without those where the early block stands."""
    digest = hashlib.blake2b(digest_size=32)
    spans = [(0, length)] if early is None else [(0, early), (early + SIZE, length)]
    for start, end in spans:
        file.seek(start)
        left = end - start
        while left > 0 and (piece := file.read(min(_PIECE, left))):
            digest.update(piece)
            left -= len(piece)
    return digest.hexdigest()
