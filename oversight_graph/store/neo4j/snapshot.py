"""A large graph beside the user's data, by the store's revision, so that it is fetched once while nothing changes."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.ipc

from oversight_graph.disk.checksum import Damaged, add_checksum, verify
from oversight_graph.messages import message
from oversight_graph.store import graph_tables
from oversight_graph.store.neo4j.store_node import StoreState

FROM = 50_000
"""Nodes and links from which on a store's graph is kept."""
_ID = re.compile("[0-9a-f-]{8,64}")
_PARTS = ("nodes", "links")


class Snapshots:
    """The files of one folder: `<store>-<revision>.<nodes|links>`, readable by their owner alone, each with a checksum."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, head: StoreState) -> tuple[pa.Table, pa.Table] | None:
        """The graph of a store at its revision.

        Parameters
        ----------
        head
            The state of the store.

        Returns
        -------
        The nodes and the links on all days; None where they aren't kept, are damaged, of other columns or of another number, or can't be read.
        """
        try:
            nodes, links = (self._read(self._file(head, part)) for part in _PARTS)
        except (OSError, pa.ArrowInvalid, Damaged):
            return None
        if nodes.schema != graph_tables.NODES or links.schema != graph_tables.LINKS or (nodes.num_rows, links.num_rows) != (head.nodes, head.links):
            return None
        return nodes, links

    def put(self, head: StoreState, nodes: pa.Table, links: pa.Table) -> None:
        """Keep a graph in the place of older ones of that store. Nothing is kept, and nothing raised, where the folder can't be written.

        Parameters
        ----------
        head
            The state of the store that it was read at.
        nodes
            Table with the columns NODES, on all days.
        links
            Table with the columns LINKS, on all days.
        """
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for part, table in zip(_PARTS, (nodes, links), strict=True):
                handle, name = tempfile.mkstemp(dir=self.folder, prefix="writing-")
                try:
                    with os.fdopen(handle, "wb") as file, pyarrow.ipc.new_file(file, table.schema) as writer:
                        writer.write_table(table)
                    add_checksum(Path(name))
                    Path(name).replace(self._file(head, part))
                except BaseException:
                    Path(name).unlink(missing_ok=True)
                    raise
            self._remove_others(head)

    def _remove_others(self, head: StoreState) -> None:
        """Remove the snapshots of that store at other revisions: files of exactly such names."""
        name = re.compile(rf"{re.escape(head.id)}-(\d+)\.(?:{'|'.join(_PARTS)})")
        for path in list(self.folder.iterdir()):
            match = name.fullmatch(path.name)
            if match and int(match.group(1)) != head.revision:
                path.unlink(missing_ok=True)

    def _file(self, head: StoreState, part: str) -> Path:
        """Raises OSError where the id, which a server says, isn't one that this program gave: it could lead anywhere."""
        if not _ID.fullmatch(head.id):
            raise FileNotFoundError(head.id)
        return self.folder / f"{head.id}-{head.revision}.{part}"

    @staticmethod
    def _read(path: Path) -> pa.Table:
        length = verify(path)
        if length is None:
            raise Damaged(message("disk.no_checksum"))
        with pa.memory_map(str(path)) as source:
            return pyarrow.ipc.open_file(source.read_buffer(length)).read_all()
