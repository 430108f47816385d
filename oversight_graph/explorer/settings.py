"""How an explorer was started, and under which names it may be spoken to."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import socket
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from oversight_graph.explorer.limits import MB, Limits
from oversight_graph.model import Language

MAX_UPLOAD = 64 * MB
"""Bytes that one request may send. A spreadsheet of 100,000 rows has about 10 million."""


@dataclass(frozen=True)
class Settings:
    """`store`: a place as `--store` takes it. `token`: demanded from every visitor, None: from nobody."""

    store: str | None = None
    host: str = "127.0.0.1"
    port: int = 8765
    token: str | None = None
    read_only: bool = False
    lang: Language | None = None
    max_upload: int = MAX_UPLOAD
    limits: Limits = field(default_factory=Limits)

    @property
    def pass_(self) -> str | None:
        """What a visitor's cookie holds once the token was shown: not the token itself."""
        return None if self.token is None else hmac.new(self.token.encode(), b"oversight visitor", hashlib.sha256).hexdigest()

    def cookie(self, name: str) -> str:
        """The name of a cookie of this explorer. Cookies are shared by all ports of a machine, so their names hold the port.

        Parameters
        ----------
        name
            What the cookie is for: `session`, `lang`, `visitor`.

        Returns
        -------
        The name that the browser knows.
        """
        return f"oversight_{name}_{self.port}"

    def answers_to(self, header: str) -> bool:
        """Whether a request's Host names this explorer. A page elsewhere that points a name of its own at this machine
        (DNS rebinding) sends that name; an address can't be pointed anywhere.

        Parameters
        ----------
        header
            The Host header of the request.

        Returns
        -------
        False where it is no name.
        """
        name = _host_of(header)
        if name is None:
            return False
        if name in ("localhost", self.host.lower()) or is_loopback(name):
            return True
        return not is_loopback(self.host) and (_address(name) is not None or name in _own_names())


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a host.

    Parameters
    ----------
    host
        A name or an address.

    Returns
    -------
    True for `localhost` and for addresses of the machine itself; no name is looked up.

    Examples
    --------
    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    address = _address(host)
    return host.lower() == "localhost" if address is None else address.is_loopback


def _host_of(header: str) -> str | None:
    """The name in a Host header, without its port; None for what is none.

    >>> _host_of("LocalHost:8765"), _host_of("[::1]:80"), _host_of("a b"), _host_of("")
    ('localhost', '::1', None, None)
    """
    try:
        parts = urlsplit(f"//{header}")
        parts.port  # noqa: B018 (raises where it is no number)
    except ValueError:
        return None
    plain = not (parts.path or parts.query or parts.fragment or "@" in header or any(one.isspace() for one in header))
    return parts.hostname if plain else None


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _own_names() -> set[str]:
    name = socket.gethostname().lower()
    return {name, name.partition(".")[0], f"{name.partition('.')[0]}.local"}
