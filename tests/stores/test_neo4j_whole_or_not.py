"""A load into Neo4j arrives whole or not at all, whatever happens."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from neo4j_server.address import Address
from neo4j_server.fixtures import NewServer
from neo4j_server.proxy import Proxy
from support.places import TESTS
from support.small import chart
from support.store_cases import load
from support.stores import content, opened, state
from support.versions import numbered

import oversight_graph as og
from oversight_graph.errors import PlanStale
from oversight_graph.store.neo4j import batches, changes, store_node, write
from oversight_graph.store.neo4j.store import Neo4jStore


def left_behind(address: Address) -> list[Any]:
    """What a database holds besides one valid store: bodies of another generation, loads, parts of charts that aren't loaded."""
    return address.ask(
        "MATCH (s:OversightStore) OPTIONAL MATCH (c:OversightChart) WITH s, collect(c.version) AS versions MATCH (n) "
        "WHERE (n:Body AND n.generation <> s.generation) OR n:OversightLoad OR n:OversightWriter OR (n:OversightPart AND NOT n.version IN versions) "
        "RETURN labels(n), count(*)"
    )


_CHILD = (
    "import sys; sys.path.insert(0, sys.argv[1]); import oversight_graph as og; from oversight_graph.store.neo4j import batches, write\n"
    "from support.versions import numbered\n"
    "if sys.argv[2] == 'staged': write.LIMIT, batches.BATCH = -1, 7\n"
    "og.plan(og.open_store(sys.argv[3]), numbered(int(sys.argv[4]))).apply(100)\n"
)


def child(address: Address, way: str, port: int, number: int) -> subprocess.Popen[bytes]:
    """A process that loads a version of the chart over a port of this machine."""
    import os

    return subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(TESTS), way, f"bolt://127.0.0.1:{port}", str(number)],
        env=os.environ | address.environment, stderr=subprocess.PIPE,
    )  # fmt: skip


@pytest.mark.parametrize("way", ["at once", "staged"])
def test_a_client_killed_at_some_moments_leaves_the_store_before_or_after(way: str, address: Address, neo4j_store: Neo4jStore) -> None:
    killed_at_moments(way, address, neo4j_store, 3)


@pytest.mark.long(seconds=60)
@pytest.mark.parametrize("way", ["at once", "staged"])
def test_a_client_killed_at_any_moment_leaves_the_store_before_or_after(way: str, address: Address, neo4j_store: Neo4jStore) -> None:
    killed_at_moments(way, address, neo4j_store, 20)


def killed_at_moments(way: str, address: Address, neo4j_store: Neo4jStore, moments: int) -> None:
    """Each moment is a number of bytes that the client has sent, spread at random over those of a whole load."""
    parts = urlsplit(address.uri)
    host, port = str(parts.hostname), parts.port or 7687
    load(neo4j_store, numbered(0))
    with Proxy(host, port) as wire, child(address, way, wire.port, 1) as whole:
        assert whole.wait() == 0
    versions = set()
    for moment in random.Random(way).sample(range(500, wire.sent), moments):
        before = state(neo4j_store)
        number = before[0] + 1
        killed: list[subprocess.Popen[bytes]] = []
        with Proxy(host, port, moment, lambda: killed[0].kill()) as cut:  # noqa: B023 (called while this one runs)
            killed.append(child(address, way, cut.port, number))
            with killed[0] as process:
                assert process.wait() != 0
        after = state(neo4j_store)
        names = {row["name"].split("版")[0] for row in after[3][0]} | {row["note"].removesuffix("版") for row in after[3][1]}
        assert after == before or (names == {f"第{number}"} and after[0] == before[0] + 1), moment
        versions.add(after == before)
    assert True in versions
    load(neo4j_store, numbered(999))
    assert not left_behind(address) and content(neo4j_store)[0][0]["name"].startswith("第999版")


@pytest.mark.parametrize("way", [pytest.param("at once", marks=pytest.mark.long(seconds=60)), "staged"])
def test_a_server_stopped_and_started_in_the_middle_of_a_load(way: str, new_neo4j_server: NewServer) -> None:
    """What is managed is tried again until the server is back: the load ends well, or says that it didn't and has changed nothing."""
    server = new_neo4j_server()
    with opened(server) as store:
        load(store, numbered(0))
        port = urlsplit(server.uri).port or 0
        with Proxy("127.0.0.1", port) as wire, child(server, way, wire.port, 1) as whole:
            assert whole.wait() == 0
        before = state(store)
        with Proxy("127.0.0.1", port, wire.sent * 2 // 3, lambda: (server.kill(), server.start())) as cut, child(server, way, cut.port, 2) as process:
            _, error = process.communicate()
        after = state(store)
        names = {row["name"].split("版")[0] for row in after[3][0]} | {row["note"].removesuffix("版") for row in after[3][1]}
        assert after == before if process.returncode else names == {"第2"}, error.decode()
        load(store, numbered(3))
        assert not left_behind(server)


@pytest.mark.parametrize("limit", [write.LIMIT, -1])
def test_of_two_loads_at_once_one_is_refused_and_made_again(limit: int, neo4j_store: Neo4jStore, monkeypatch: pytest.MonkeyPatch, address: Address) -> None:
    monkeypatch.setattr(write, "LIMIT", limit)
    first, second = og.plan(neo4j_store, numbered(1)), og.plan(neo4j_store, chart("nodes: [{id: a, kind: Commission, name: 甲}]", "other"))
    first.apply()
    with pytest.raises(PlanStale, match="Make the plan again"):
        second.apply()
    assert [one.header.id for one in neo4j_store.infos()] == ["small"] and not left_behind(address)


def test_two_commands_that_load_at_once_both_arrive(address: Address, neo4j_store: Neo4jStore, tmp_path: Path) -> None:
    names = ("one", "two", "three")
    processes = []
    for name in names:
        (file,) = og.write_charts([chart(f"nodes: [{{id: a, kind: Commission, name: {name}}}]", name)], tmp_path / f"{name}.yaml")
        import os

        processes.append(
            subprocess.Popen(
                [sys.executable, "-c", "from oversight_graph.cli import main; main()", "load", str(file), "--yes"],
                env={**os.environ, **address.environment, "OVERSIGHT_STORE": address.uri}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            )
        )  # fmt: skip
    for process in processes:
        _, error = process.communicate()
        assert process.returncode == 0, error.decode()
    assert sorted(one.header.id for one in neo4j_store.infos()) == sorted(names) and len(neo4j_store.graph()) == 3


def test_a_staged_load_that_another_one_overtakes_is_refused_and_swept(neo4j_store: Neo4jStore, address: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other load comes in after the first batch: what was staged on the older revision can never become valid."""
    monkeypatch.setattr(write, "LIMIT", -1)
    monkeypatch.setattr(batches, "BATCH", 10)
    slow = og.plan(neo4j_store, numbered(1))
    overtaken: list[bool] = []

    def overtake(done: int, of: int) -> None:
        if not overtaken:
            overtaken.append(True)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(write, "LIMIT", 1000)
                load(neo4j_store, chart("nodes: [{id: a, kind: Commission, name: 甲}]", "other"))

    with pytest.raises(PlanStale):
        slow.apply(progress=overtake)
    assert [one.header.id for one in neo4j_store.infos()] == ["other"]
    load(neo4j_store, numbered(2))
    assert not left_behind(address)


def test_readers_see_nothing_of_what_is_staged_until_it_is_switched_on(neo4j_store: Neo4jStore, address: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    load(neo4j_store, numbered(0))
    before = state(neo4j_store)
    monkeypatch.setattr(write, "LIMIT", -1)
    monkeypatch.setattr(batches, "BATCH", 20)
    seen = []

    def look(done: int, of: int) -> None:
        staged = address.ask("MATCH (s:OversightStore) MATCH (n:Body) WHERE n.generation <> s.generation RETURN count(n)")[0][0]
        seen.append((staged, state(neo4j_store) == before))

    og.plan(neo4j_store, numbered(1)).apply(100, look)
    assert all(same for _, same in seen) and max(staged for staged, _ in seen) == 60
    assert not left_behind(address)


def test_a_store_whose_writer_died_after_its_announcement_can_be_read(neo4j_store: Neo4jStore, address: Address) -> None:
    load(neo4j_store, numbered(0))
    before = state(neo4j_store)
    address.ask("MATCH (s:OversightStore) SET s.announced = s.revision + 1")
    assert state(neo4j_store) == before
    load(neo4j_store, numbered(1))
    assert address.ask("MATCH (s:OversightStore) RETURN s.announced = s.revision") == [[True]]


def test_a_load_whose_answer_was_lost_is_not_done_twice(neo4j_store: Neo4jStore) -> None:
    """The driver tries a transaction again where it doesn't hear of its end; it may have been committed."""
    made = og.plan(neo4j_store, numbered(1))
    writing = write.StoreWrite(neo4j_store._connection, made.revision, made.loaded, made.before, made.after, None)
    found = changes.changes(made.before, made.after)
    store_node.prepare(neo4j_store._connection)
    for _ in range(2):
        neo4j_store._connection.write(lambda tx: writing._at_once(tx, found))
    assert neo4j_store.loaded()[0] == 1 and len(neo4j_store.graph()) == 60


def test_a_store_edited_by_hand_is_noticed_and_nothing_is_changed(neo4j_store: Neo4jStore, address: Address) -> None:
    """Nothing vanishes: what isn't where the plan expects it undoes the load."""
    load(neo4j_store, numbered(0))
    address.ask("MATCH (n:Body {id: 'small:u3'}) DETACH DELETE n")
    before = address.ask("MATCH (n) RETURN count(n)")
    with pytest.raises(og.StoreError, match=r"(?s)59 of 60 .* edited it by hand"):
        load(neo4j_store, numbered(1))
    assert address.ask("MATCH (n) RETURN count(n)") == before
