"""A folder beside a file, in which its successor is made: what a killed program leaves in it can be told from everything else, and removed.

The folder's name holds the file's and a random token, and a file inside says what it is. Only folders that are so named and so marked are
removed, of them only the files that a making can leave, and never what lies deeper; so nothing of a user's goes, whatever its name.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path

_MARKER = "made-by-oversight-graph"
_SUFFIX = "oversight-writing"
FILE = "store"
"""The name of what is made in a working folder; an engine may put files beside it whose names begin with it and a point."""


@contextlib.contextmanager
def staging_folder(target: Path) -> Iterator[Path]:
    """A new folder beside a file, in which its successor is made; it goes again when the block ends, with what a making leaves in it.

    What interrupted makings left goes first, so the file must be held for writing meanwhile (`disk.lock_file`).

    Parameters
    ----------
    target
        The file that is to be replaced, whether or not it is there.

    Yields
    ------
    The place in the folder where the successor can be made.

    Raises
    ------
    OSError
        Where the folder can't be made.
    """
    sweep(target)
    folder = target.with_name(f".{target.name}.{secrets.token_hex(8)}.{_SUFFIX}")
    folder.mkdir(0o700)
    try:
        _write_new(folder / _MARKER, _words(target))
        yield folder / FILE
    finally:
        _remove(folder)


def sweep(target: Path) -> None:
    """Remove what interrupted makings of a file left beside it. What can't be removed stays, and nothing is raised.

    Parameters
    ----------
    target
        The file.
    """
    for folder in leftovers(target):
        _remove(folder)


def leftovers(target: Path) -> list[Path]:
    """The working folders of a file that are there. Cost: lists the folder of the file.

    Parameters
    ----------
    target
        The file.

    Returns
    -------
    Those that are named and marked as this program's, sorted; none where the folder can't be listed.
    """
    name = re.compile(rf"\.{re.escape(target.name)}\.[0-9a-f]{{16}}\.{_SUFFIX}")
    try:
        with os.scandir(target.parent) as entries:
            folders = [Path(entry.path) for entry in entries if name.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False)]
    except OSError:
        return []
    return sorted(folder for folder in folders if _ours(folder, target))


def _ours(folder: Path, target: Path) -> bool:
    """Whether a folder of the right name is marked, or empty, as between its making and its marking."""
    try:
        held = list(folder.iterdir())
        return not held or (folder / _MARKER).read_bytes() in (_words(target), b"")
    except OSError:
        return False


def _remove(folder: Path) -> None:
    """Remove what a making leaves, the marker last, so that a removal that is interrupted can go on; anything else stays, and the folder with it."""
    with contextlib.suppress(OSError):
        for path in list(folder.iterdir()):
            if path.name == FILE or path.name.startswith(f"{FILE}."):
                _unlink(path)
        if [path.name for path in folder.iterdir()] in ([], [_MARKER]):
            _unlink(folder / _MARKER)
            folder.rmdir()


def _unlink(path: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        if stat.S_ISREG(path.stat(follow_symlinks=False).st_mode):
            path.unlink()


def _words(target: Path) -> bytes:
    return f"oversight-graph makes the next version of this file here: {target.name}\n".encode()


def _write_new(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
