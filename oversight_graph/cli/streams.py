"""Standard input, output and error, whatever they are connected to (contract §3).

Everything that the command says goes through an `Outlet`: it shows what a terminal would obey as escapes, holds text in any encoding,
takes no offence when its reader leaves, and tells any other fault once, in one sentence.
"""

from __future__ import annotations

import codecs
import contextlib
import errno
import io
import os
import sys
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING, TextIO, cast

from oversight_graph.errors import OversightError
from oversight_graph.messages import message
from oversight_graph.visible_text import json_escape, visible_lines

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer
    from rich.console import Console

WIDTH = 120
"""Columns of a table that doesn't go to a terminal, unless COLUMNS says otherwise."""
NARROWEST, WIDEST = 20, 10_000
"""Between these COLUMNS is believed: narrower tables hold nothing, wider ones only cost."""
_ESCAPES = "oversight_graph.escapes"


class _Drain(io.FileIO):
    """The bytes of a stream. After a fault what still comes goes nowhere, so that the end of the program doesn't tell it again."""

    def __init__(self, number: int, silent: bool) -> None:
        super().__init__(number, "w", closefd=False)
        self._silent = silent
        self.left = False

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except OSError as error:
            self._go_nowhere()
            self.left = True
            if not self._silent and not isinstance(error, BrokenPipeError):
                raise _unwritable(error) from None
            return memoryview(data).nbytes

    def _go_nowhere(self) -> None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.fileno())
        os.close(nowhere)


def _unwritable(error: OSError) -> OversightError:
    from oversight_graph.system_errors import reason

    return OversightError(message("cli.output_closed", reason=reason(error)))


class Outlet(io.TextIOWrapper):
    """Standard output or error. What it is given is text that people read, unless it is said to be `exact` or `drawn`.

    An encoding that the user chose is kept, what it can't hold is written as JSON escapes it; where only ASCII is known, as with a bare
    C locale, it is UTF-8, as in Python itself.
    """

    def __init__(self, number: int, before: TextIO | None) -> None:
        self._drain = _Drain(number, silent=number == 2)
        self._shut = before is None
        known = codecs.lookup(before.encoding if before is not None and before.encoding else "utf-8").name
        at_once = number == 2 or self._drain.isatty()
        self._bytes = io.BufferedWriter(self._drain)
        super().__init__(self._bytes, "utf-8" if known == "ascii" else known, _ESCAPES, "\n", line_buffering=at_once)

    @property
    def left(self) -> bool:
        """Whether whoever read it has gone, or it failed."""
        return self._drain.left

    def check(self) -> None:
        """Refuse to go on where it was closed from the beginning: before something is done that would be told on it.

        Raises
        ------
        OversightError
            Where it was closed.
        """
        if self._shut:
            raise _unwritable(OSError(errno.EBADF, os.strerror(errno.EBADF)))

    def write(self, text: str, /) -> int:
        """Write text that people read: what a terminal would obey stands as escapes.

        Parameters
        ----------
        text
            What is said.

        Returns
        -------
        How many characters were written, escapes included.
        """
        return super().write(visible_lines(text))

    def exact(self, text: str) -> None:
        """Write data for another program, to the letter; on a terminal it is read by people all the same.

        Parameters
        ----------
        text
            The data.
        """
        super().write(visible_lines(text) if self.isatty() else text)

    def raw_utf8(self, text: bytes | memoryview) -> bool:
        """Write data for another program that is UTF-8 already, where it can go out as it is.

        Parameters
        ----------
        text
            The data.

        Returns
        -------
        Whether it was written: not on a terminal, nor in another encoding.
        """
        if self.isatty() or codecs.lookup(self.encoding).name != "utf-8":
            return False
        self.flush()
        self._bytes.write(text)
        return True

    def drawn(self, text: str) -> int:
        """Write what `rich` has made of texts that were visible, with its own colours.

        Parameters
        ----------
        text
            With the codes of colours.

        Returns
        -------
        How many characters were written.
        """
        return super().write(text)


class _Canvas:
    """An outlet as `rich` writes to it."""

    def __init__(self, outlet: Outlet) -> None:
        self._outlet = outlet
        self.write, self.flush, self.isatty, self.fileno, self.encoding = outlet.drawn, outlet.flush, outlet.isatty, outlet.fileno, outlet.encoding


def prepare() -> None:
    """Put outlets in the place of the standard streams, and make good those that are closed: else the next file that is opened would
    get their number, and what is said would be written into it. Streams that are none of the system's (in a test) stay."""
    codecs.register_error(_ESCAPES, _escaped)
    for number, mode in ((0, os.O_RDONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, mode)  # takes the lowest number that is free; as it is for reading, writing to output fails as if it were closed
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115 (as long as the program)
    if _is(sys.stdout, 1):
        sys.stdout = Outlet(1, sys.stdout)
    if _is(sys.stderr, 2):
        sys.stderr = Outlet(2, sys.stderr)


def _is(stream: TextIO | None, number: int) -> bool:
    with contextlib.suppress(OSError, ValueError):
        return stream is None or stream.fileno() == number
    return False


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json_escape(error.object[error.start : error.end]), error.end


def data(text: str) -> None:
    """Write text that programs read (CSV, JSON, Cypher) to standard output.

    Parameters
    ----------
    text
        To the letter; also where standard output isn't an `Outlet`.
    """
    if isinstance(sys.stdout, Outlet):
        sys.stdout.exact(text)
    else:
        sys.stdout.write(text)
    sys.stdout.flush()


def data_blocks(blocks: Iterable[bytes | memoryview]) -> None:
    """Write text that programs read to standard output piece by piece, until nobody reads it any more.

    Parameters
    ----------
    blocks
        UTF-8, each ending with a whole character.
    """
    for block in blocks:
        if not (isinstance(sys.stdout, Outlet) and sys.stdout.raw_utf8(block)):
            data(str(block, "utf-8"))
        if reader_is_gone():
            return
    sys.stdout.flush()


def reader_is_gone() -> bool:
    """Whether nobody reads standard output any more."""
    return isinstance(sys.stdout, Outlet) and sys.stdout.left


def raise_if_output_closed() -> None:
    """Refuse to go on where standard output is closed.

    Raises
    ------
    OversightError
        Where it was closed from the beginning.
    """
    if isinstance(sys.stdout, Outlet):
        sys.stdout.check()


def screen(stream: TextIO) -> Console:
    """Make a console of a stream for people: colours on a terminal only, NO_COLOR honoured.

    Parameters
    ----------
    stream
        Standard output or error.

    Returns
    -------
    A console as wide as COLUMNS says, in reason; else as the terminal, else 120.
    """
    from rich.console import Console

    from oversight_graph.answer.rendering import HEIGHT

    file = cast("IO[str]", _Canvas(stream) if isinstance(stream, Outlet) else stream)
    return Console(file=file, width=_width(stream), height=HEIGHT, highlight=False, soft_wrap=False)


def _width(stream: TextIO) -> int:
    told = os.environ.get("COLUMNS", "").strip()
    columns = int(told) if told.isascii() and told.isdecimal() and len(told) < 10 else 0
    if not columns and stream.isatty():
        with contextlib.suppress(OSError, ValueError):
            columns = os.get_terminal_size(stream.fileno()).columns
    return min(max(columns, NARROWEST), WIDEST) if columns else WIDTH
