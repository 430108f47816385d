"""The file of an embedded store, opened as what it is: of this version, or of an earlier one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from oversight_graph.disk.growing_file import begins_so
from oversight_graph.store.store_file import StoreFile, damage_told

if TYPE_CHECKING:
    from oversight_graph.store.former_store import FormerStore


def open_file(path: Path, where: str) -> StoreFile | FormerStore:
    """Open the file of a store.

    Parameters
    ----------
    path
        A file, no symbolic link, of whatever content.
    where
        The store, as the user names it.

    Returns
    -------
    For reading, a context manager.

    Raises
    ------
    StoreError
        For what isn't a store, a damaged one, one that can't be read, and one of a newer schema.
    """
    with damage_told(where):
        ours = begins_so(path)
    if ours:
        return StoreFile(path, where)
    from oversight_graph.store.former_store import FormerStore

    return FormerStore(path, where)
