"""The bytes of a file as text: UTF-8 (contract §1), and what else it seems to be where it isn't."""

from __future__ import annotations

import contextlib
import stat
from collections.abc import Iterator
from pathlib import Path

from oversight_graph.chart.build import A_CHART
from oversight_graph.parsing.document import ParseError
from oversight_graph.parsing.encoding import guess

MAX_BYTES = 512 << 20


@contextlib.contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise ParseError(0, "there is no such file", "check the path") from None
    except (OSError, ValueError) as error:  # ValueError: a path that no file can have, as one with a NUL
        raise ParseError(0, f"the file can't be read ({getattr(error, 'strerror', error)})", "check the path, and that you may read it") from None


def check(path: Path, limit: int = MAX_BYTES) -> int:
    """The size of a file. Raises ParseError for what can't be read, is no file or is larger than `limit` bytes."""
    with _readable():
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise ParseError(0, "this is a folder", "name the files in it, as `folder/*.yaml`")
        if not stat.S_ISREG(found.st_mode):  # a pipe or a device may never end
            raise ParseError(0, "this isn't a file but a pipe or a device", "save its text to a file first")
        if found.st_size > limit:
            raise ParseError(0, f"the file is larger than {limit >> 20} MB", "split it into several charts")
        with path.open("rb"):
            return found.st_size


def read_raw(path: Path, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a file. Raises ParseError for what can't be read, is no file or is larger than `limit` bytes."""
    check(path, limit)
    with _readable():
        return path.read_bytes()


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, a byte-order mark taken off. Raises ParseError for what can't be read or isn't UTF-8."""
    raw = read_raw(path)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ParseError(line, f"the file isn't UTF-8 text; it seems to be {guess(raw)}", "save it as UTF-8 and load it again") from None
    if not text.strip():
        raise ParseError(1, "the file is empty", A_CHART)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ParseError(line, f"the file holds NUL bytes; it seems to be {guess(raw)}", "save it as UTF-8 text and load it again")
    return text
