"""A wire between a client and a server that can be cut after a number of bytes: a moment of a load that no clock decides."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from types import TracebackType


class Proxy:
    """Forwards to a server what comes in on `port`. Once the clients together have sent `after` bytes, `then` is called, before
    these bytes go on; what comes later is forwarded as long as both ends stand. `sent`: how many bytes clients have sent."""

    def __init__(self, host: str, port: int, after: int | None = None, then: Callable[[], object] = lambda: None) -> None:
        self._server, self._after, self._then = (host, port), after, then
        self.sent = 0
        self._lock = threading.Lock()
        self._ears = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._ears.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> Proxy:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._ears.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._ears.accept()
                try:
                    server = socket.create_connection(self._server)
                except OSError:
                    client.close()
                    continue
                for origin, end, counted in ((client, server, True), (server, client, False)):
                    threading.Thread(target=self._forward, args=(origin, end, counted), daemon=True).start()

    def _forward(self, origin: socket.socket, end: socket.socket, counted: bool) -> None:
        with contextlib.suppress(OSError):
            while data := origin.recv(4096):
                if counted:
                    with self._lock:
                        self.sent += len(data)
                        due = self._after is not None and self.sent >= self._after
                        if due:
                            self._after = None
                    if due:
                        self._then()
                end.sendall(data)
        for one in (origin, end):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
