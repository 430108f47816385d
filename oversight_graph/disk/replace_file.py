"""A finished file put in the place of another one, in one step, as if that one had been written: it stays the same file to everybody else."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from oversight_graph.messages import Message, message
from oversight_graph.system_errors import refusal


def target_of(path: Path) -> Path:
    """The file that a path leads to, through symbolic links.

    Parameters
    ----------
    path
        Any path, whether or not a file is there.

    Returns
    -------
    An absolute path without symbolic links.

    Raises
    ------
    OSError
        For links that lead in a circle, and folders that can't be searched.
    """
    target = Path(os.path.realpath(path))
    with contextlib.suppress(FileNotFoundError):
        target.stat()
    return target


@contextlib.contextmanager
def folder_of(target: Path) -> Iterator[None]:
    """Make the folder that a file is to stand in; folders that were made go again where the block fails.

    Parameters
    ----------
    target
        The file.

    Yields
    ------
    Nothing; the folder is there in the block.

    Raises
    ------
    OSError
        Where a folder can't be made.
    """
    new_folders: list[Path] = []
    folder = target.parent
    while not folder.exists():
        new_folders.append(folder)
        folder = folder.parent
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for folder in new_folders:
            with contextlib.suppress(OSError):
                folder.rmdir()  # only where it is empty
        raise


def replaceable(target: Path) -> os.stat_result | None:
    """What stands at a place that is to be replaced.

    Parameters
    ----------
    target
        The place; a symbolic link isn't followed.

    Returns
    -------
    Its status; None where nothing is there.

    Raises
    ------
    OSError
        In words, for what must not be replaced: a folder, a device, a pipe, or a file that is protected from writing.
    """
    try:
        status = target.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(status.st_mode):
        raise refusal(IsADirectoryError, message("disk.is_a_folder"))
    if not stat.S_ISREG(status.st_mode):
        raise refusal(OSError, message("disk.no_file"))
    if not status.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise refusal(PermissionError, message("disk.protected"))
    return status


def replace(fresh: Path, target: Path) -> list[Message]:
    """Put a finished file in the place of another one, in one step.

    Mode, access lists and attributes of the file before are kept, its owner and group where the user may give them.

    Parameters
    ----------
    fresh
        The finished file; is gone afterwards.
    target
        The place, in the same file system and no symbolic link; nothing need be there.

    Returns
    -------
    What couldn't be kept of the file before, in sentences.

    Raises
    ------
    OSError
        Where it can't be replaced; then `target` is as it was.
    """
    former = replaceable(target)
    said: list[Message] = [] if former is None else _alike(fresh, target, former)
    with fresh.open("rb") as file:
        os.fsync(file.fileno())
    fresh.replace(target)
    with contextlib.suppress(OSError):  # some file systems don't sync folders
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    return said


def _alike(fresh: Path, target: Path, former: os.stat_result) -> list[Message]:
    said: list[Message] = []
    now = fresh.stat()
    if (now.st_uid, now.st_gid) != (former.st_uid, former.st_gid) and hasattr(os, "chown"):
        for owner, group in ((former.st_uid, former.st_gid), (-1, former.st_gid)):
            with contextlib.suppress(OSError):
                os.chown(fresh, owner, group)
                break
        now = fresh.stat()
        if (now.st_uid, now.st_gid) != (former.st_uid, former.st_gid):
            said.append(
                message(
                    "disk.other_owner",
                    target=str(target),
                    user=now.st_uid,
                    group=now.st_gid,
                    former_user=former.st_uid,
                    former_group=former.st_gid,
                )
            )
    if hasattr(os, "listxattr"):
        with contextlib.suppress(OSError):
            for name in os.listxattr(target):
                with contextlib.suppress(OSError):
                    os.setxattr(fresh, name, os.getxattr(target, name))
    fresh.chmod(stat.S_IMODE(former.st_mode))
    if former.st_nlink > 1:
        said.append(message("disk.hard_links", target=str(target), others=former.st_nlink - 1))
    return said
