"""Files that are there whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from oversight_graph.disk.replace_file import replace, replaceable, target_of
from oversight_graph.messages import message
from oversight_graph.system_errors import refusal, unwritable

_OF_THE_SYSTEM = ("/dev/", "/proc/")


@contextlib.contextmanager
def atomic_write(targets: Sequence[Path]) -> Iterator[list[Path]]:
    """Names to write to, beside the targets; what stands there takes their places when the block ends well, and goes when it doesn't.

    A target behind a symbolic link is replaced where it lies and keeps its mode; a device or a pipe is written to itself.

    Parameters
    ----------
    targets
        The files; their folders are made.

    Yields
    ------
    A name to write to for each target, in order.

    Raises
    ------
    OversightError
        Where something can't be written, in words. A file that mayn't be written isn't replaced either, and a target that was there is as it was.
    """
    try:
        for folder in {target.parent for target in targets}:
            folder.mkdir(parents=True, exist_ok=True)
        with replacing(targets) as parts:
            yield parts
    except OSError as error:
        raise unwritable(targets[0], error) from None


@contextlib.contextmanager
def replacing(targets: Sequence[Path]) -> Iterator[list[Path]]:
    """As `atomic_write`, in folders that exist and with the error of the system where something can't be written.

    Parameters
    ----------
    targets
        The files.

    Yields
    ------
    A name to write to for each target, in order.

    Raises
    ------
    OSError
        Where a target or the file beside it can't be written.
    """
    places = [(_beside(target), target_of(target)) if _may_be_replaced(target) else (target, target) for target in targets]
    fresh = [(part, target) for part, target in places if part != target]
    try:
        yield [part for part, _ in places]
        for part, target in fresh:
            replace(part, target)
    finally:
        for part, _ in fresh:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)


def _beside(target: Path) -> Path:
    return target_of(target).with_name(f".{os.urandom(8).hex()}.part")  # a name that nothing else has


def _may_be_replaced(target: Path) -> bool:
    """Whether another file may take its place; else it is written itself. Raises OSError where neither may be."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return True
    if stat.S_ISDIR(mode):
        raise refusal(IsADirectoryError, message("disk.is_a_folder"), errno.EISDIR, str(target))
    if not stat.S_ISREG(mode) or str(target).startswith(_OF_THE_SYSTEM):
        return False
    replaceable(target_of(target))
    return os.access(os.path.realpath(target.parent), os.W_OK)
