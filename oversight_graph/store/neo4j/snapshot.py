"""A large graph beside the user's data, by the store's revision, so that it is fetched once while nothing changes."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.ipc

from oversight_graph.store import tables
from oversight_graph.store.neo4j.head import Head

FROM = 50_000
"""Nodes and links from which on a store's graph is kept."""


class Snapshots:
    """The files of one folder: `<store>-<revision>.<nodes|links>`, readable by their owner alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, of: Head) -> tuple[pa.Table, pa.Table] | None:
        """The graph of a store at its revision, or None where it isn't kept or can't be read."""
        try:
            nodes, links = (self._read(self._file(of, part)) for part in ("nodes", "links"))
        except (OSError, pa.ArrowInvalid):
            return None
        if nodes.schema != tables.NODES or links.schema != tables.LINKS or (nodes.num_rows, links.num_rows) != (of.nodes, of.links):
            return None
        return nodes, links

    def put(self, of: Head, nodes: pa.Table, links: pa.Table) -> None:
        """Keep a graph in the place of older ones of that store. A folder that can't be written is none."""
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for old in self.folder.glob(f"{of.id}-*"):
                old.unlink(missing_ok=True)
            for part, table in (("nodes", nodes), ("links", links)):
                handle, name = tempfile.mkstemp(dir=self.folder, prefix="writing-")
                try:
                    with os.fdopen(handle, "wb") as file, pyarrow.ipc.new_file(file, table.schema) as writer:
                        writer.write_table(table)
                    Path(name).replace(self._file(of, part))
                except BaseException:
                    Path(name).unlink(missing_ok=True)
                    raise

    def _file(self, of: Head, part: str) -> Path:
        return self.folder / f"{of.id}-{of.revision}.{part}"

    @staticmethod
    def _read(path: Path) -> pa.Table:
        with pa.memory_map(str(path)) as source:
            return pyarrow.ipc.open_file(source).read_all()
