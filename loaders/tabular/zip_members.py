"""The parts of a workbook or a document, which is a zip file: only those that are asked for, and never more than they may hold."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from oversight_graph.messages import Text, message
from oversight_graph.parsing.document import ParseError
from oversight_graph.parsing.text_file import check

MAX_PARTS = 10_000
MAX_INFLATED = 200 << 20  # bytes of all parts that are read
MAX_RATIO = 200  # of a part beyond a megabyte; tables that repeat themselves reach fifty, bombs a thousand
_RATIO_FROM = 1 << 20
_CHUNK = 1 << 16
_TAIL = 70_000  # the end of a zip file with the longest comment
_PART_OF_DIRECTORY = 1_000  # bytes for each part
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what Office wrote before 2007, and what it puts around a file with a password
_ENCRYPTED = 0x1


class ZipMembers:
    """A zip file that is open; a context manager. Raises ParseError for what isn't one, is damaged, has a password or is a bomb."""

    def __init__(self, path: Path) -> None:
        size = check(path)
        with path.open("rb") as file:
            head = file.read(len(_OLD))
        if head == _OLD:
            raise ParseError(0, message("tabular.password_or_old", suffix=path.suffix.lower()))
        if not size:
            raise ParseError(0, message("tabular.empty"))
        if _directory(path, size) > MAX_PARTS * _PART_OF_DIRECTORY:
            raise _too_many()
        try:
            self._file = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, UnicodeError, EOFError, struct.error) as error:
            raise damaged(message("tabular.no_archive", suffix=path.suffix.lower(), error=str(error))) from None
        self._read = 0
        self._part: IO[bytes] | None = None  # that is being read: one that is refused half way is closed with the file
        try:
            self._check()
        except ParseError:
            self._file.close()
            raise

    def _check(self) -> None:
        parts = self._file.infolist()
        if len(parts) > MAX_PARTS:
            raise _too_many()
        names = set()
        for part in parts:
            if part.filename.startswith(("/", "\\")) or ".." in part.filename.replace("\\", "/").split("/") or ":" in part.filename:
                raise ParseError(0, message("tabular.part_leads_out", name=part.filename[:80]))
            if part.filename in names:
                raise ParseError(0, message("tabular.part_twice", name=part.filename[:80]))
            names.add(part.filename)

    def __enter__(self) -> ZipMembers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._part is not None:
            self._part.close()
        self._file.close()

    @property
    def names(self) -> list[str]:
        """The names of all parts."""
        return self._file.namelist()

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a part. Cost: linear in what it holds.

        Parameters
        ----------
        name
            Of the part.

        Yields
        ------
        bytes
            At most 64 KB; none where there is no such part.

        Raises
        ------
        ParseError
            For a part that is damaged, has a password or unpacks to too much.
        """
        try:
            part = self._file.getinfo(name)
        except KeyError:
            return
        self._admit(part)
        try:
            with self._file.open(part) as stream:  # reads no more than the directory says, and compares the sum at the end
                self._part = stream
                while chunk := stream.read(_CHUNK):
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, struct.error, OSError) as error:
            raise damaged(message("tabular.part_not_unpacked", part=name[:80], error=str(error))) from None

    def _admit(self, part: zipfile.ZipInfo) -> None:
        if part.flag_bits & _ENCRYPTED:
            raise ParseError(0, message("tabular.password"))
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged(message("tabular.packed_unknown"))
        self._read += part.file_size
        packed = max(1, part.compress_size)
        if self._read > MAX_INFLATED or (part.file_size > _RATIO_FROM and part.file_size / packed > MAX_RATIO):
            raise ParseError(0, message("tabular.unpacks_too_much", packed=packed, unpacked=part.file_size))


def _directory(path: Path, size: int) -> int:
    """The bytes of the list of parts, which the zip library reads whole; it stands at the end, and is told there."""
    with path.open("rb") as file:
        file.seek(max(0, size - _TAIL))
        tail = file.read(_TAIL)
    size_told = 0
    for mark, begin, end in ((b"PK\x05\x06", 12, 16), (b"PK\x06\x06", 40, 48)):  # the second one where the first is too small
        place = tail.rfind(mark)
        told = int.from_bytes(tail[place + begin : place + end], "little") if place >= 0 else 0
        if told != 0xFFFFFFFF:
            size_told = max(size_told, told)
    return size_told


def _too_many() -> ParseError:
    return ParseError(0, message("tabular.too_many_parts", most=MAX_PARTS))


def damaged(why: Text) -> ParseError:
    """The error for a file whose parts don't fit together.

    Parameters
    ----------
    why
        What is wrong with it.

    Returns
    -------
    ParseError
        To be raised.
    """
    return ParseError(0, message("tabular.damaged", why=why))
