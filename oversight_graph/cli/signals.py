"""Ctrl-C and SIGTERM: the program unwinds, says one line and ends with the status that shells give to a signal."""

from __future__ import annotations

import signal
from types import FrameType

from oversight_graph.messages import Text, message

SIGNALS = (signal.SIGINT, signal.SIGTERM)
NOTHING_CHANGED = message("cli.nothing_changed")


class Stopped(BaseException):
    """A signal has come. `said`: what has become of the work; `exit_code`: 128 and its number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = 128 + number
        self.said: Text = NOTHING_CHANGED


def watch() -> None:
    """Raise Stopped in the main thread when one of SIGNALS comes, unless the program was started with it ignored. The same signal a second
    time ends the program at once: a store is whole at any moment."""
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def unwatch() -> None:
    """At the end of the program there is nothing left to unwind."""
    for number in SIGNALS:
        if signal.getsignal(number) is _stop:
            signal.signal(number, signal.SIG_DFL)


def _stop(number: int, _: FrameType | None) -> None:
    signal.signal(number, signal.SIG_DFL)
    raise Stopped(number)
