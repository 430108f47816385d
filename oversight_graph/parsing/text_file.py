"""The bytes of a file as text: UTF-8 (contract §1), and what else it seems to be where it isn't."""

from __future__ import annotations

import contextlib
import stat
from collections.abc import Iterator
from pathlib import Path

from oversight_graph.messages import message
from oversight_graph.parsing.document import ParseError
from oversight_graph.parsing.encoding import guess
from oversight_graph.system_errors import reason

MAX_BYTES = 512 << 20


@contextlib.contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise ParseError(0, message("parsing.no_such_file")) from None
    except (OSError, ValueError) as error:  # ValueError: a path that no file can have, as one with a NUL
        raise ParseError(0, message("parsing.unreadable", reason=reason(error) if isinstance(error, OSError) else str(error))) from None


def check(path: Path, limit: int = MAX_BYTES) -> int:
    """Make sure that a file can be read, and say how large it is.

    Parameters
    ----------
    path
        The file.
    limit
        Bytes that it may have.

    Returns
    -------
    Its size in bytes.

    Raises
    ------
    ParseError
        For what can't be read, is no file or is larger.
    """
    with _readable():
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ParseError(0, message("parsing.folder"))
        if not stat.S_ISREG(status.st_mode):  # a pipe or a device may never end
            raise ParseError(0, message("parsing.pipe"))
        if status.st_size > limit:
            raise ParseError(0, message("parsing.too_large", limit=limit >> 20))
        with path.open("rb"):
            return status.st_size


def read_raw(path: Path, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a file.

    Parameters
    ----------
    path
        The file.
    limit
        Bytes that it may have.

    Returns
    -------
    All of them.

    Raises
    ------
    ParseError
        For what can't be read, is no file or is larger.
    """
    check(path, limit)
    with _readable():
        return path.read_bytes()


def read_text(path: Path) -> str:
    """The text of a UTF-8 file (contract §1).

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Without a byte-order mark.

    Raises
    ------
    ParseError
        For what can't be read, isn't UTF-8, is empty or holds a NUL.
    """
    raw = read_raw(path)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ParseError(line, message("parsing.not_utf8", guess=guess(raw))) from None
    if not text.strip():
        raise ParseError(1, message("parsing.empty_file", how=message("chart.how_to_write")))
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ParseError(line, message("parsing.nul_bytes", guess=guess(raw)))
    return text
