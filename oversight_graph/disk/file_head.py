"""What a file that only grows says of a state of itself."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

_WRITTEN = re.compile(rb"(head (\d{16}) (\d{16}) (\d{16}) (\d{16}) ([0-9a-f]{64}) )([0-9a-f]{32})\n")
HEAD_SIZE = 5 + 4 * 17 + 65 + 33
"""Bytes that a head takes."""


@dataclass(frozen=True)
class FileHead:
    """A state of the file: how many there were before it, where it ends, where its root stands, and the root's digest."""

    number: int
    end: int
    root_at: int
    root_size: int
    root: str

    def written(self) -> bytes:
        """As it stands in the file, with a checksum of itself."""
        said = f"head {self.number:016d} {self.end:016d} {self.root_at:016d} {self.root_size:016d} {self.root} ".encode()
        return said + digest(said, 16).encode() + b"\n"


def digest(data: bytes, size: int = 32) -> str:
    """What tells bytes from others.

    Parameters
    ----------
    data
        The bytes.
    size
        Of the digest, in bytes.

    Returns
    -------
    Twice as many hexadecimal digits.
    """
    return hashlib.blake2b(data, digest_size=size).hexdigest()


def parsed(said: bytes) -> FileHead | None:
    """A head that stands in a file.

    Parameters
    ----------
    said
        The bytes there.

    Returns
    -------
    None for what isn't a head as it was written.
    """
    found = _WRITTEN.fullmatch(said)
    if found is None or digest(found[1], 16).encode() != found[7]:
        return None
    number, end, root_at, root_size = (int(found[place]) for place in (2, 3, 4, 5))
    return FileHead(number, end, root_at, root_size, found[6].decode())
