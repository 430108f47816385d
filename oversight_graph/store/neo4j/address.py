"""Where a Neo4j is and how it is entered: an address, and the settings that Neo4j's own tools read from the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from oversight_graph.errors import StoreError, nearest
from oversight_graph.messages import message

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
URI, USERNAME, PASSWORD, DATABASE, CA_FILE = "NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE", "NEO4J_CA_FILE"

CONNECT, ACQUIRE, PROBE, RETRY = 5.0, 7.0, 2.0, 30.0
"""Seconds: until an address that doesn't answer is given up; until a connection that answers but isn't ready is; for a look at
what is wrong with it; and for how long what fails for a passing reason is tried again."""

DRIVER: dict[str, Any] = {"notifications_min_severity": "OFF"}
"""Further settings of the driver: what the server notes about a statement is for who writes it. The tests turn it into errors."""


@dataclass(frozen=True)
class Address:
    """A Neo4j, as it is entered. Its password shows nowhere.

    `database` is None for the home database of the user; `username` None for `neo4j`; without a `password` nobody logs in; `ca_file` holds the
    certificates that are trusted in the place of the system's.
    """

    uri: str
    database: str | None = None
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    ca_file: str | None = None

    @classmethod
    def of(cls, uri: str, username: str | None = None, password: str | None = None, database: str | None = None, ca_file: str | None = None) -> Address:
        """An address as it is typed, the rest from the environment.

        Parameters
        ----------
        uri
            A scheme of SCHEMES, a host, and a port where it isn't 7687.
        username, password, database, ca_file
            By default NEO4J_USERNAME, NEO4J_PASSWORD, NEO4J_DATABASE and NEO4J_CA_FILE; empty is nothing.

        Returns
        -------
        The address; nothing is connected.

        Raises
        ------
        StoreError
            For a scheme that Neo4j doesn't have, an address without a host or with more than a host, and one that holds a password (contract §2).
        """
        try:
            parts = urlsplit(uri)
            host, _ = parts.hostname, parts.port
        except ValueError:
            raise StoreError(message("store_neo4j.unreadable_address")) from None
        if parts.scheme not in SCHEMES:
            raise StoreError(message("store_neo4j.no_such_scheme", scheme=parts.scheme, near=nearest(parts.scheme, SCHEMES)))
        if parts.username is not None or parts.password is not None:
            bare = f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port else "")
            raise StoreError(message("store_neo4j.password_in_address", address=bare, username=USERNAME, password=PASSWORD))
        if not host:
            raise StoreError(message("store_neo4j.no_host", uri=uri, scheme=parts.scheme))
        if parts.path.strip("/") or parts.fragment:
            raise StoreError(message("store_neo4j.more_than_host", uri=uri, database=DATABASE))
        env = os.environ.get
        return cls(
            uri, database or env(DATABASE) or None, username or env(USERNAME) or None, password or env(PASSWORD) or None, ca_file or env(CA_FILE) or None
        )

    @property
    def where(self) -> str:
        """What it is called, also by programs: in messages too."""
        return self.uri if self.database is None else f"{self.uri} (database {self.database})"

    @property
    def routed(self) -> bool:
        """Whether it may lead to a cluster, where a read can land on a server that hasn't got a load yet."""
        return self.uri.startswith("neo4j")

    def driver(self, direct: bool = False) -> Any:
        """A driver of Neo4j's own; connects when it is first used.

        Parameters
        ----------
        direct
            Whether to go to this very server, and to give up within PROBE seconds, to see what is wrong with it: of a routed address that can't be used
            the driver says no more than that.

        Returns
        -------
        A `neo4j.Driver`, to be closed.

        Raises
        ------
        StoreError
            Where the file of certificates can't be read.
        """
        from importlib import metadata

        import neo4j

        uri = self.uri.replace("neo4j", "bolt", 1) if direct and self.routed else self.uri
        settings = dict(DRIVER)
        if self.ca_file is not None:
            if not os.access(self.ca_file, os.R_OK):
                raise StoreError(message("store_neo4j.unreadable_certificates", file=self.ca_file, variable=CA_FILE))
            uri = uri.replace("+ssc://", "://").replace("+s://", "://")  # the driver takes certificates of one's own only with a plain scheme
            settings |= {"encrypted": True, "trusted_certificates": neo4j.TrustCustomCAs(self.ca_file)}
        auth = (self.username or "neo4j", self.password) if self.password is not None else None
        return neo4j.GraphDatabase.driver(
            uri, auth=auth, user_agent=f"oversight-graph/{metadata.version('oversight-graph')}",
            connection_timeout=PROBE if direct else CONNECT, connection_acquisition_timeout=PROBE if direct else ACQUIRE,
            max_transaction_retry_time=RETRY, telemetry_disabled=True, **settings,
        )  # fmt: skip
