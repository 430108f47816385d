"""What a test asks for to have a Neo4j server; conftest.py imports these. The driver takes half a second to import, so only they do."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Collection, Generator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from neo4j_server.address import Address
    from neo4j_server.server import Server

NewServer = Callable[..., "Server"]
Neo4j = tuple["Address", "Collection[str] | None"]


def _skip_without_parts() -> None:
    from neo4j_server.server import BRING, Server

    if not Server.can_be_had():
        pytest.skip(f"no Neo4j server: bring one with `{BRING}`, or set NEO4J_URI to an empty database")


@pytest.fixture(scope="session")
def neo4j_place() -> Generator[Neo4j]:
    """The database that NEO4J_URI names, with the schema that it had before us, or a server of our own, whose schema is all ours."""
    from neo4j.exceptions import DriverError, Neo4jError

    from neo4j_server.address import Address, NotOurs, check_empty, empty, schema
    from neo4j_server.server import Server

    given = {
        key: os.environ.get(f"NEO4J_{key.upper()}") or default for key, default in (("uri", ""), ("username", "neo4j"), ("password", ""), ("database", "neo4j"))
    }
    if given["uri"]:
        address = Address(**given)
        try:
            with address.driver() as driver:
                driver.verify_connectivity()  # a query would be tried again for half a minute
            check_empty(address)
            kept = set(schema(address))
        except NotOurs as problem:
            pytest.skip(f"NEO4J_URI is set, but {problem}; these tests touch nothing of yours: name an empty database")
        except (Neo4jError, DriverError) as problem:
            pytest.skip(f"NEO4J_URI is set, but {given['uri']} can't be used: {str(problem).splitlines()[0]}")
        yield address, kept
        empty(address, kept)
        return
    _skip_without_parts()
    server = Server()
    try:
        server.start()
        yield server, None
        server.stop()
    finally:
        server.close()


@pytest.fixture(scope="session")
def neo4j_server(neo4j_place: Neo4j) -> Address:
    """The server that the tests share: a Server of our own, or the Address that NEO4J_URI names. It isn't emptied for the test."""
    return neo4j_place[0]


@pytest.fixture
def neo4j_address(neo4j_place: Neo4j) -> Generator[Address]:
    """An empty database: `.uri`, `.auth`, `.database`, `.environment`. The test has failed where a driver was told of deprecated Cypher."""
    from neo4j_server.address import NotOurs, empty

    address, kept = neo4j_place
    try:
        empty(address, kept)
    except NotOurs as problem:
        pytest.skip(f"NEO4J_URI is set, but {problem}")
    told: list[str] = []
    listener = _Listener(told)
    logger = logging.getLogger("neo4j.notifications")
    logger.addHandler(listener)
    yield address
    logger.removeHandler(listener)
    assert not told, "deprecated Cypher:\n" + "\n".join(told)


class _Listener(logging.Handler):
    """Notices of the server reach the log from any driver, that of the program too, whatever it makes warnings of."""

    def __init__(self, told: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._told = told

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage()
        if "'DEPRECATION'" in said:
            self._told.append(said)


@pytest.fixture
def new_neo4j_server(request: pytest.FixtureRequest) -> NewServer:
    """Makes and starts servers that a test may stop and kill; takes what Server takes. About eight seconds each."""
    from neo4j_server.server import Server

    def new(**options: Any) -> Server:
        _skip_without_parts()
        server = Server(**options)
        request.addfinalizer(server.close)
        request.node.neo4j_servers = [*getattr(request.node, "neo4j_servers", []), server]
        server.start()
        return server

    return new


def logs(item: pytest.Item) -> str:
    """What the servers of a test have said, for the report of its failure."""
    from neo4j_server.server import Server

    shared = [value for value in getattr(item, "funcargs", {}).values() if isinstance(value, Server)]
    return "\n".join(server.tail() for server in [*shared, *getattr(item, "neo4j_servers", [])])
