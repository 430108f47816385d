"""Starting the explorer: a socket, the way in, and the application on it."""

from __future__ import annotations

import contextlib
import dataclasses
import math
import socket
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from oversight_graph.errors import OversightError
from oversight_graph.explorer.limits import HEAD_BYTES
from oversight_graph.explorer.settings import Settings
from oversight_graph.messages import in_language, message
from oversight_graph.messages.language import LANGUAGES

if TYPE_CHECKING:
    import uvicorn

    from oversight_graph.explorer.security_middleware import SecurityMiddleware
    from oversight_graph.explorer.store_cache import StoreCache


def bound(settings: Settings) -> tuple[socket.socket, Settings]:
    """A socket at the host and port, and the settings with the port that it got.

    Parameters
    ----------
    settings
        Port 0 asks for a free one.

    Returns
    -------
    A socket that listens already, and the settings.

    Raises
    ------
    OversightError
        Where the host is unknown or the port can't be had.
    """
    try:
        family, kind, number, _, address = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        opened = socket.socket(family, kind, number)
    except OSError as error:
        raise OversightError(message("explorer_errors.no_such_host", host=settings.host, reason=error.strerror)) from None
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind(address)
        opened.listen(512)
    except OSError as error:
        opened.close()
        raise OversightError(message("explorer_errors.no_such_port", port=settings.port, host=settings.host, reason=error.strerror)) from None
    return opened, dataclasses.replace(settings, port=int(opened.getsockname()[1]))


def way_in(settings: Settings) -> str:
    """The link that leads in.

    Parameters
    ----------
    settings
        With the port that was got.

    Returns
    -------
    An `http` address, with the token where one is demanded; of this machine's name where it listens at all addresses.
    """
    host = {"0.0.0.0": socket.gethostname(), "::": socket.gethostname()}.get(settings.host, settings.host)
    query = f"?{urlencode({'token': settings.token})}" if settings.token else ""
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}/{query}"


def configured(app: SecurityMiddleware, settings: Settings) -> uvicorn.Config:
    """How uvicorn serves it. There is no access log, as it would hold tokens; connections are kept long, as one that is closed while a
    visitor asks is an error to him; how many there are, and for how long, is looked after by `connection_limits`.

    Parameters
    ----------
    app
        The application with its guard.
    settings
        The limits of connections.

    Returns
    -------
    The configuration of one server.
    """
    import uvicorn

    from oversight_graph.explorer.connection_limits import protocol

    return uvicorn.Config(
        app, http=protocol(settings.limits), log_level="error", access_log=False, server_header=False, proxy_headers=False, ws="none",
        timeout_graceful_shutdown=5, timeout_keep_alive=math.ceil(settings.limits.idle), h11_max_incomplete_event_size=HEAD_BYTES,
    )  # fmt: skip


def serve(settings: Settings, ready: Callable[[Settings], None]) -> None:
    """Serve until told to stop (Ctrl-C).

    Parameters
    ----------
    settings
        How the explorer is started.
    ready
        Is called with the settings, the port that was got in them, when visitors may come.
    """
    import uvicorn

    from oversight_graph.explorer.app import make_app

    opened, settings = bound(settings)
    app = make_app(settings)
    config = configured(app, settings)
    ready(settings)
    threading.Thread(target=_warm, args=(app.app.state.store_cache, settings), daemon=True).start()
    uvicorn.Server(config).run(sockets=[opened])


def _warm(store_cache: StoreCache, settings: Settings) -> None:
    """Work out what the first page shows, and bring in what draws maps, while the first visitor is on the way."""
    from oversight_graph.explorer.page_scope import PageScope

    with contextlib.suppress(OversightError):  # the page that is asked for will say it
        if store_cache.infos():
            for lang in (settings.lang,) if settings.lang else LANGUAGES:
                with in_language(lang):
                    store_cache.answer(PageScope(), "coverage", {}, lang)
    import pyvis.network  # noqa: F401
