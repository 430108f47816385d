"""Who is connected: limits of number and of time, so that connections on which nothing comes can't keep others out.

A connection on which the visitor is waited for (nothing asked yet, the head of a request unfinished, its body unfinished, an answer
not taken) ends when he takes too long. Where there are too many, the one that has been waited for longest makes room for the newest,
of the address that has most of them; so an honest visitor, who sends his request at once, always gets in.
"""

from __future__ import annotations

import asyncio
import socket
import struct
import time
from collections import defaultdict
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from oversight_graph.explorer.limits import Limits
from oversight_graph.messages import message
from oversight_graph.messages.language import LANGUAGES

EVERY = 0.5
"""Seconds between two looks at who takes too long."""
FILES_BESIDE = 128
"""Open files that a process needs besides its connections: the store, uploads on their way, what it was started from."""
_TOO_MANY = message("explorer_errors.too_many_connections")
_SAID = "".join(f"{_TOO_MANY.text(lang)}\n" for lang in LANGUAGES).encode()  # in both, as nothing was asked yet in either
_FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: %d\r\nretry-after: 5\r\nconnection: close\r\n\r\n%s"
    % (
        len(_SAID),
        _SAID,
    )
)
_LOSES_LEAST = ("idle", "head", "body", "taking")


def protocol(limits: Limits) -> type[H11Protocol]:
    """The connections of one server, as uvicorn takes them.

    Parameters
    ----------
    limits
        How many connections there may be, and for how long each is waited for.

    Returns
    -------
    A class that shares one table of connections; a further call makes a table of its own.
    """
    return type("HttpConnection", (HttpConnection,), {"connection_table": ConnectionTable(limits)})


class ConnectionTable:
    """All connections of a server."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.most = min(limits.connections, max(16, open_files() - FILES_BESIDE))
        self._of: dict[str, set[HttpConnection]] = defaultdict(set)
        self._looking: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        return sum(map(len, self._of.values()))

    def enter(self, new: HttpConnection) -> bool:
        """Let a connection in; another one may have to leave for it.

        Parameters
        ----------
        new
            Knows its address.

        Returns
        -------
        False where it isn't let in, as all others are being answered.
        """
        address = new.address
        fits = len(self._of[address]) < min(self.limits.per_address, self.most) or self._make_room(self._of[address])
        if fits and len(self) >= self.most:
            fits = self._make_room(max(self._of.values(), key=len)) or self._make_room({one for held in self._of.values() for one in held})
        if fits:
            self._of[address].add(new)
        elif not self._of[address]:
            del self._of[address]
        if self._looking is None:
            self._looking = new.loop.call_later(EVERY, self._look, new.loop)
        return fits

    def _make_room(self, held: set[HttpConnection]) -> bool:
        for one in held:
            one.note()
        waited_for = [one for one in held if one.waits]
        if not waited_for:
            return False
        longest = min(waited_for, key=lambda one: (_LOSES_LEAST.index(one.waits), one.since))
        self.leave(longest)
        longest.end()
        return True

    def leave(self, gone: HttpConnection) -> None:
        """Forget a connection, so that another one has its place.

        Parameters
        ----------
        gone
            May be one that isn't held any more.
        """
        held = self._of.get(gone.address)
        if held is not None:
            held.discard(gone)
            if not held:
                del self._of[gone.address]

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        now = time.monotonic()
        for one in [one for held in self._of.values() for one in held]:
            if one.overdue(now):
                one.end()
        self._looking = loop.call_later(EVERY, self._look, loop) if self._of else None


class HttpConnection(H11Protocol):
    """A connection that knows what is waited for. `since`: from when on; `got`: bytes that came meanwhile."""

    connection_table: ConnectionTable

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Enter the table, or say that there are too many and close.

        Parameters
        ----------
        transport
            As asyncio gives it.
        """
        super().connection_made(transport)
        self.address = str(self.client[0]) if self.client else ""
        self.waits, self.since, self.got, self._left = "idle", time.monotonic(), 0, 0
        if not self.connection_table.enter(self):
            transport.write(_FULL)
            transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Leave the table.

        Parameters
        ----------
        exc
            Why it was lost; None where it was closed.
        """
        self.connection_table.leave(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what came, and see what is waited for now.

        Parameters
        ----------
        data
            The next bytes of a request.
        """
        self.got += len(data)
        super().data_received(data)
        self.note()

    def on_response_complete(self) -> None:
        """See what is waited for when a request is answered."""
        super().on_response_complete()
        self.note()

    def note(self) -> None:
        """What is waited for now; the clock begins anew when it is something else."""
        waits = self._waited_for()
        if waits != self.waits:
            self.waits, self.since, self.got, self._left = waits, time.monotonic(), 0, self._unsent()

    def _waited_for(self) -> str:
        """`idle`: a request; `head`, `body`: the rest of one; `taking`: that an answer is taken; empty: the visitor waits."""
        if self.conn.their_state is h11.SEND_BODY:
            return "body"
        if self._unsent():
            return "taking"
        if self.cycle is not None and not self.cycle.response_complete:
            return ""
        return "head" if self.conn.trailing_data[0] else "idle"

    def _unsent(self) -> int:
        return self.transport.get_write_buffer_size()

    def overdue(self, now: float) -> bool:
        """Whether the visitor takes too long. A body that isn't read just now, as others are being worked on, isn't waited for.

        Parameters
        ----------
        now
            Seconds of `time.monotonic`.

        Returns
        -------
        False where the visitor waits himself.
        """
        self.note()
        if self.waits == "body" and self.flow.read_paused:
            self.since = now
        limits, passed = self.connection_table.limits, now - self.since
        if self.waits == "body":
            return passed > limits.body + self.got / limits.rate
        if self.waits == "taking":
            return passed > limits.body + (self._left - self._unsent()) / limits.rate
        return bool(self.waits) and passed > (limits.head if self.waits == "head" else limits.idle)

    def end(self) -> None:
        """Close it at once; what is on its way to who doesn't take it is lost, the part that the system holds included."""
        if self.waits == "taking":
            held: socket.socket = self.transport.get_extra_info("socket")
            held.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()


def open_files() -> int:
    """How many files this process may have open at once."""
    try:
        import resource
    except ImportError:  # Windows sets no such limit
        return 1 << 16
    soft: Any = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return 1 << 16 if soft == resource.RLIM_INFINITY else int(soft)
