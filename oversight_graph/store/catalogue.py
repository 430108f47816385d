"""The tables of a store's file: a database of SQLite in memory, whose pages stand in the file and of which a load adds those that it changed.

The root of the file (`disk.growing_file`) says where each page stands, and what the digest of all of them is; so SQLite never sees other bytes than it wrote.
"""

from __future__ import annotations

import hashlib
import sqlite3
import struct
from collections.abc import Sequence

from oversight_graph.disk.checksum import Damaged
from oversight_graph.disk.growing_file import START, GrowingFile, Growth
from oversight_graph.messages import message

SCHEMA = 5
"""Raised when the tables change; a store of a newer schema is refused, not guessed at. Up to 4 stores were files of LadybugDB."""
_PAGE = 1024
_ROOT = struct.Struct("<QQ32s")
_TABLES = """
CREATE TABLE store(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE chart(id TEXT PRIMARY KEY, position INTEGER NOT NULL, version INTEGER NOT NULL, nodes INTEGER NOT NULL, links INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE version(chart TEXT NOT NULL, number INTEGER NOT NULL, mark TEXT NOT NULL, header TEXT NOT NULL, loaded_at TEXT NOT NULL, withdrawn_at TEXT,
  nodes INTEGER NOT NULL, links INTEGER NOT NULL, PRIMARY KEY (chart, number));
CREATE TABLE content(chart TEXT NOT NULL, number INTEGER NOT NULL, role TEXT NOT NULL, place INTEGER NOT NULL, part INTEGER NOT NULL,
  PRIMARY KEY (chart, number, role, place)) WITHOUT ROWID;
CREATE INDEX content_part ON content(part);
CREATE TABLE part(number INTEGER PRIMARY KEY, name BLOB NOT NULL UNIQUE, at INTEGER NOT NULL, size INTEGER NOT NULL);
"""


class Catalogue:
    """The tables, open. What is written to `database` is in the file once `root` has added it and that is committed."""

    def __init__(self, image: bytes | None, places: Sequence[int]) -> None:
        self._image, self._places = image or b"", list(places)
        self.database = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        if image is not None:
            self.database.deserialize(image)
            return
        for statement in (f"PRAGMA page_size = {_PAGE}", f"PRAGMA user_version = {SCHEMA}", *filter(str.strip, _TABLES.split(";"))):
            self.database.execute(statement)

    @classmethod
    def empty(cls) -> Catalogue:
        """Tables in which nothing is yet."""
        return cls(None, ())

    @classmethod
    def of(cls, file: GrowingFile) -> Catalogue:
        """The tables of a file.

        Parameters
        ----------
        file
            Open.

        Returns
        -------
        As they were committed. Raises Damaged where the file isn't what was written. Cost: linear in charts and versions, not in their entries.
        """
        root = file.root()
        if len(root) < _ROOT.size:
            raise Damaged(message("disk.cut_off"))
        size, page, digest = _ROOT.unpack_from(root)
        places = struct.unpack_from(f"<{size // page}Q", root, _ROOT.size)
        image = b"".join(file.read(at, length) for at, length in _runs(places, page))
        if hashlib.blake2b(image, digest_size=32).digest() != digest:
            raise Damaged(message("disk.other_bytes"))
        return cls(image, places)

    def root(self, growth: Growth) -> bytes:
        """Add to a file the pages that have changed.

        Parameters
        ----------
        growth
            Takes them.

        Returns
        -------
        The root, by which all pages are found; to be committed. Raises OSError where there is no room.
        """
        image = self.database.serialize()
        pages = range(0, len(image), _PAGE)
        places = [
            known if known is not None and image[at : at + _PAGE] == self._image[at : at + _PAGE] else None
            for at, known in zip(pages, [*self._places, *[None] * len(pages)], strict=False)
        ]
        start = 0
        while start < len(places):
            stop = start + 1
            if places[start] is None:
                while stop < len(places) and places[stop] is None:
                    stop += 1
                at = growth.add(image[start * _PAGE : stop * _PAGE])
                places[start:stop] = range(at, at + (stop - start) * _PAGE, _PAGE)
            start = stop
        self._image, self._places = image, [place for place in places if place is not None]
        return _ROOT.pack(len(image), _PAGE, hashlib.blake2b(image, digest_size=32).digest()) + struct.pack(f"<{len(places)}Q", *self._places)

    def moved(self) -> Catalogue:
        """The same tables, to be added to another file, in which none of their pages is."""
        self._image, self._places = b"", []
        return self

    def size(self) -> int:
        """Bytes of the file that something leads to: heads, pages, root and parts."""
        parts: int = self.database.execute("SELECT coalesce(sum(size), 0) FROM part").fetchone()[0]
        return START + len(self._image) + _ROOT.size + 8 * len(self._places) + parts

    def close(self) -> None:
        """Let go of the memory."""
        self.database.close()


def _runs(places: Sequence[int], page: int) -> list[tuple[int, int]]:
    """Pages that stand one behind the other, as one piece: where it begins, and how long it is."""
    runs: list[tuple[int, int]] = []
    for at in places:
        if runs and sum(runs[-1]) == at:
            runs[-1] = (runs[-1][0], runs[-1][1] + page)
        else:
            runs.append((at, page))
    return runs
