"""The Neo4j server that other tests rest on: who gets in, what lasts, and that nothing of anybody else's is ever removed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import neo4j
import pytest
from neo4j.exceptions import AuthError
from neo4j_server.address import Address, NotOurs, check_empty, empty, schema
from neo4j_server.fixtures import NewServer
from neo4j_server.server import Server
from support.places import TESTS


def test_the_right_password_gets_in_and_a_wrong_one_does_not(neo4j_address: Address) -> None:
    with neo4j.GraphDatabase.driver(neo4j_address.uri, auth=neo4j_address.auth) as driver:
        driver.verify_connectivity()
    for wrong in ("wrong", "neo4j", ""):
        with neo4j.GraphDatabase.driver(neo4j_address.uri, auth=(neo4j_address.username, wrong)) as driver, pytest.raises(AuthError):
            driver.verify_connectivity()


def test_stop_kill_and_start_keep_data_address_and_password(new_neo4j_server: NewServer) -> None:
    server = new_neo4j_server()
    server.ask("CREATE (:Body {id: 'a'})")
    uri = server.uri
    server.restart()
    assert server.uri == uri and server.ask("MATCH (b:Body) RETURN b.id") == [["a"]]
    server.ask("CREATE (:Body {id: 'b'})")
    server.kill()
    server.start()
    assert server.uri == uri and server.ask("MATCH (b:Body) RETURN b.id ORDER BY b.id") == [["a"], ["b"]]


def test_a_database_that_holds_a_node_of_somebody_is_left_as_it_is(neo4j_address: Address) -> None:
    """As if it were somebody's: with `kept`, whoever the server belongs to."""
    kept = set(schema(neo4j_address))
    check_empty(neo4j_address)
    neo4j_address.ask("CREATE (:Person {name: 'mine'})-[:KNOWS]->(), (:Body {id: 'a'})")
    try:
        with pytest.raises(NotOurs, match="isn't empty"):
            check_empty(neo4j_address)
        with pytest.raises(NotOurs, match="nodes: 2"):
            empty(neo4j_address, kept)
        assert neo4j_address.ask("MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(n), count(r)") == [[3, 1]]
    finally:
        neo4j_address.ask("MATCH (p:Person)-[:KNOWS]->(n) DETACH DELETE p, n")
    empty(neo4j_address, kept)
    check_empty(neo4j_address)


def test_emptying_takes_our_nodes_and_schema_and_keeps_the_schema_that_was_there(neo4j_address: Address) -> None:
    neo4j_address.ask("CREATE INDEX theirs FOR (p:Person) ON (p.name)")
    kept = set(schema(neo4j_address))
    neo4j_address.ask("CREATE CONSTRAINT ours FOR (b:Body) REQUIRE b.id IS UNIQUE")
    neo4j_address.ask("CREATE (:Body {id: 'a'}), (:OversightChart {id: 'c'})")
    assert set(schema(neo4j_address)) == {"theirs", "ours"} | kept
    empty(neo4j_address, kept)
    assert set(schema(neo4j_address)) == kept
    check_empty(neo4j_address)
    neo4j_address.ask("DROP INDEX theirs")


def test_deprecated_cypher_is_an_error(neo4j_server: Address) -> None:
    with pytest.raises(neo4j.warnings.Neo4jDeprecationWarning):
        neo4j_server.ask("CALL { RETURN 1 AS x } WITH x MATCH (n) RETURN id(n)")


@pytest.mark.slow
def test_a_server_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    """Killed, so that nothing of it is left that could tidy up. The pipe in the place of its log ends when the last process that holds it does."""
    if not Server.can_be_had():
        pytest.skip("no Neo4j server of our own")
    home = tmp_path / "home"
    home.mkdir()
    os.mkfifo(home / "server.log")
    code = "import os, sys, pathlib; from neo4j_server.server import Server; s = Server(pathlib.Path(sys.argv[1])); s.start(); print(s.port, flush=True); os.kill(os.getpid(), 9)"
    with open(os.open(home / "server.log", os.O_RDONLY | os.O_NONBLOCK), "rb") as log:  # noqa: PTH123 (a descriptor)
        done = subprocess.run([sys.executable, "-c", code, str(home)], cwd=TESTS, stdout=subprocess.PIPE, text=True, check=False)
        assert done.returncode == -signal.SIGKILL
        os.set_blocking(log.fileno(), True)
        log.read()
    assert not listens(int(done.stdout))


def listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except ConnectionRefusedError:
        return False
    return True
