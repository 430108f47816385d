"""What stands where an embedded store should: the file behind symbolic links, or nothing yet."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from oversight_graph.disk.replace_file import target_of
from oversight_graph.errors import StoreError
from oversight_graph.messages import message
from oversight_graph.system_errors import store_fault


def place_of(path: Path, where: str) -> Path:
    """The file itself, behind symbolic links.

    Parameters
    ----------
    path
        As the user names it, absolute.
    where
        The store, as messages call it.

    Returns
    -------
    A path without symbolic links. Raises StoreError for links that lead in a circle.
    """
    try:
        return target_of(path)
    except (OSError, ValueError) as error:
        raise store_fault(where, "read", error) from None


def status_of(path: Path, where: str) -> os.stat_result | None:
    """What the system says of the file of a store.

    Parameters
    ----------
    path
        As the user names it, absolute.
    where
        The store, as messages call it.

    Returns
    -------
    None where there is none yet.

    Raises
    ------
    StoreError
        For what can't be looked at, or is no file: a pipe may never end.
    """
    try:
        status = place_of(path, where).stat()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise store_fault(where, "read", error) from None
    if not stat.S_ISREG(status.st_mode):
        raise StoreError(message("store.is_folder", where=where) if stat.S_ISDIR(status.st_mode) else message("store.is_device", where=where))
    return status
