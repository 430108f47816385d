"""What is in the way of a store in Neo4j is said in one paragraph, and no password with it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Generator

import pytest
from neo4j_server.address import Address
from neo4j_server.fixtures import NewServer
from support.command import Run
from support.neo4j_words import words
from support.store_cases import load
from support.versions import numbered

import oversight_graph as og
from oversight_graph.store.neo4j.store import Neo4jStore


def test_a_wrong_password_is_said_and_not_shown(address: Address, run: Run) -> None:
    text = words(address.uri, username=address.username, password="s3cret-and-wrong", database=address.database)
    assert "doesn't accept the user" in text and "NEO4J_PASSWORD" in text and "s3cret" not in text
    assert "wants a user and a password" in words(address.uri)
    done = run("gaps", **{**address.environment, "NEO4J_PASSWORD": "s3cret-and-wrong", "OVERSIGHT_STORE": address.uri})
    assert done.returncode == 3 and "s3cret" not in done.stderr + done.stdout and "Traceback" not in done.stderr


def test_an_expired_password_is_said(new_neo4j_server: NewServer) -> None:
    server = new_neo4j_server()
    with server.driver() as driver:
        driver.execute_query("ALTER USER neo4j SET PASSWORD 'another-one' CHANGE REQUIRED", database_="system")
    assert "has expired" in words(server.uri, username="neo4j", password="another-one")


def test_an_unknown_database_is_said(address: Address) -> None:
    text = words(address.uri, username=address.username, password=address.password, database="nowhere")
    assert "no such database" in text and "NEO4J_DATABASE" in text


@pytest.mark.slow
def test_an_address_that_answers_nothing_is_given_up_soon() -> None:
    """It takes connections and never says a word. The promise is ten seconds to a clear message."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        begun = time.monotonic()
        text = words(f"bolt://127.0.0.1:{silent.getsockname()[1]}", password="x")
        assert time.monotonic() - begun < 10
    assert "can't be reached" in text or "isn't a Neo4j server" in text


def test_an_address_where_nothing_listens_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    for scheme in ("bolt", "neo4j"):
        assert "can't be reached" in words(f"{scheme}://127.0.0.1:{port}", password="x")


@pytest.fixture
def web_server() -> Generator[int]:
    """Something that isn't Neo4j."""
    from http.server import BaseHTTPRequestHandler, HTTPServer

    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    BaseHTTPRequestHandler.log_message = lambda *_: None  # type: ignore[method-assign,assignment]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.mark.slow
def test_an_address_that_is_not_neo4j_is_said(web_server: int) -> None:
    assert "isn't a Neo4j server that speaks Bolt" in words(f"bolt://127.0.0.1:{web_server}", password="x")


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("neo4j://alice:s3cret@host:7687", "holds a user or a password"),
        ("neo4j://alice@host", "holds a user or a password"),
        ("neo4j://", "names no host"),
        ("neo4j://host:7687/db", "NEO4J_DATABASE"),
        ("neo4j://host:port", "can't be read"),
        ("http://host:7474", "use one of: bolt"),
    ],
)
def test_an_address_that_cannot_be_one_is_refused(place: str, said: str) -> None:
    with pytest.raises(og.StoreError) as error:
        og.open_store(place)
    assert said in str(error.value) and "s3cret" not in str(error.value)


def test_a_database_of_somebody_is_left_untouched_and_said(neo4j_store: Neo4jStore, address: Address) -> None:
    address.ask("CREATE (:OversightForeign {name: 'mine'})-[:KNOWS]->(:OversightForeign)")  # a label that the tests may remove again
    with pytest.raises(og.StoreError, match="holds 2 nodes of something else"):
        load(neo4j_store, numbered(0))
    assert address.ask("MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(n), count(r), collect(n.name)") == [[2, 1, ["mine"]]]


def test_a_store_of_a_newer_schema_is_neither_read_nor_written(neo4j_store: Neo4jStore, address: Address) -> None:
    load(neo4j_store, numbered(0))
    address.ask("MATCH (s:OversightStore) SET s.schema = s.schema + 1")
    before = address.ask("MATCH (n) RETURN count(n), sum(n.revision)")
    for use in (lambda: neo4j_store.graph(), lambda: neo4j_store.loaded(), lambda: load(neo4j_store, numbered(1)), lambda: neo4j_store.infos()):
        with pytest.raises(og.StoreError, match="newer version of this program"):
            use()
    assert address.ask("MATCH (n) RETURN count(n), sum(n.revision)") == before
