"""A user at a real terminal, for the dialogues of `oversight load --ask`."""

from __future__ import annotations

import contextlib
import os
import pty
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from pathlib import Path

from support.command import MAIN, surroundings


class Terminal:
    """A user at a terminal: reads what stands there, and presses keys once the question stands there too."""

    def __init__(self, folder: Path, *words: str) -> None:
        self._master, slave = pty.openpty()
        self.said = ""
        self._process = subprocess.Popen(
            [sys.executable, "-c", MAIN, "load", *words], stdin=slave, stdout=slave, stderr=slave, cwd=folder, env=surroundings(folder, {"TERM": "dumb"}),
            start_new_session=True,
        )  # fmt: skip
        os.close(slave)

    def until(self, text: str) -> None:
        """Read until a text stands there that wasn't read before."""
        seen = len(self.said)
        while text not in self.said[seen:]:
            read = self._read()
            assert read, f"`{text}` never came:\n{self.said}"
            self.said += read

    def press(self, key: str) -> None:
        """Press a key once one is awaited: what is pressed before that the terminal throws away."""
        while termios.tcgetattr(self._master)[3] & termios.ICANON:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(0.01)
                raise AssertionError(f"it has ended:\n{self.said}")
        os.write(self._master, key.encode())

    def type(self, line: str) -> None:
        os.write(self._master, f"{line}\n".encode())

    def end(self) -> int:
        while read := self._read():
            self.said += read
        os.close(self._master)
        return self._process.wait()

    def _read(self) -> str:
        try:
            return os.read(self._master, 1 << 16).decode("utf-8", "replace")
        except OSError:  # the other end was closed
            return ""

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()


@contextlib.contextmanager
def terminals(folder: Path) -> Iterator[Callable[..., Terminal]]:
    """Starts `oversight load WORD …` in a folder, at a terminal of its own each time; what still runs is ended."""
    opened: list[Terminal] = []

    def start(*words: str) -> Terminal:
        opened.append(Terminal(folder, *words))
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.stop()
