"""The store in Neo4j on a real server: whole or not at all whatever happens, clear words, and what a person sees in Neo4j Browser."""

from __future__ import annotations

import logging
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from neo4j_server.address import Address
from neo4j_server.fixtures import NewServer
from neo4j_server.proxy import Proxy
from support.charts_strategy import AREAS, Document, chart_sets, read_chart
from support.command import Run
from support.examples import examples
from support.places import TESTS
from support.small import chart
from support.store_cases import answers, load, said
from support.stores import EmptyStore, content, opened, state
from support.versions import numbered

import oversight_graph as og
from oversight_graph.charts import shipped
from oversight_graph.errors import PlanStale
from oversight_graph.model import KINDS, LINKS
from oversight_graph.store.neo4j import batches, changes, read, schema, snapshot, store_node, write
from oversight_graph.store.neo4j.store import Neo4jStore

SOME = examples(10, long=200)


def left_behind(address: Address) -> list[Any]:
    """What a database holds besides one valid store: bodies of another generation, loads, parts of charts that aren't loaded."""
    return address.ask(
        "MATCH (s:OversightStore) OPTIONAL MATCH (c:OversightChart) WITH s, collect(c.version) AS versions MATCH (n) "
        "WHERE (n:Body AND n.generation <> s.generation) OR n:OversightLoad OR n:OversightWriter OR (n:OversightPart AND NOT n.version IN versions) "
        "RETURN labels(n), count(*)"
    )


@pytest.fixture
def address(neo4j_server: Address, neo4j_store: Neo4jStore) -> Address:
    """The database of `neo4j_store`, empty."""
    return neo4j_server


# -- whole or not at all --------------------------------------------------------------------------------------------------

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


# -- what is in the way, in one paragraph -------------------------------------------------------------------------------------


def words(uri: str, **access: Any) -> str:
    """What is said when a store can't be read."""
    with pytest.raises(og.StoreError) as error, og.open_store(uri, **access) as store:
        store.graph()
    text = str(error.value)
    assert "\n" not in text and "Traceback" not in text
    return text


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


# -- what is there to see ---------------------------------------------------------------------------------------------------


def test_every_body_and_link_shows_its_kind_and_where_it_comes_from(neo4j_store: Neo4jStore, address: Address) -> None:
    load(neo4j_store, *og.read(*shipped()))
    labels = address.ask("MATCH (n:Body) UNWIND labels(n) AS label WITH label WHERE label <> 'Body' RETURN label, count(*)")
    assert {str(label) for label, _ in labels} <= set(KINDS.ids) and sum(n for _, n in labels) == _held(address, "nodes")  # type: ignore[misc]
    assert {row[0] for row in address.ask("MATCH (:Body)-[r]->(:Body) RETURN DISTINCT type(r)")} <= set(LINKS.ids)
    assert address.ask("MATCH (:Body)-[r]->(:Body) WHERE size(r.sources) = 0 OR r.sources IS NULL RETURN count(r)") == [[0]]
    # from a link to the title of its source, as the docs show it
    rows = address.ask(
        "MATCH (:Body)-[r:STATIONED_AT]->(:Body) UNWIND r.sources AS cited WITH r, split(split(cited, ' ')[0], ':') AS parts "
        "OPTIONAL MATCH (c:OversightChart {id: parts[0]})-[:CITES]->(s:OversightSource {id: parts[1]}) RETURN DISTINCT s.title"
    )
    assert rows and all(title for (title,) in rows)


def _held(address: Address, what: str) -> Any:
    return address.ask(f"MATCH (s:OversightStore) RETURN s.{what}")[0][0]


def test_constraints_and_indexes_are_those_that_the_model_gives(neo4j_store: Neo4jStore, address: Address) -> None:
    load(neo4j_store, numbered(0))
    names = {str(name) for (name,) in address.ask("SHOW INDEXES YIELD name")}
    declared = {statement.split()[2] for statement in schema.CONSTRAINTS}
    assert declared <= names
    with pytest.raises(Exception, match="already exists"):
        address.ask("MATCH (n:Body {id: 'small:u0'}) CREATE (:Body {key: n.key})")
    for kind in LINKS.ids:
        assert any(f":{kind}]" in statement for statement in schema.EXISTENCE)


@pytest.mark.parametrize(
    "query", ["MATCH (n:Body {key: $key}) RETURN n", "MATCH (n:Body) WHERE n.place IN [$key] RETURN n", "MATCH (n:Body) WHERE n.key STARTS WITH $key RETURN n"]
)
def test_what_the_store_looks_up_goes_by_an_index(neo4j_store: Neo4jStore, address: Address, query: str) -> None:
    load(neo4j_store, numbered(0))
    with address.driver() as driver:
        plan = driver.execute_query(f"EXPLAIN {query}", {"key": "0:x"}, database_=address.database).summary.plan
    assert "Index" in str(plan) and "AllNodesScan" not in str(plan)


def test_the_server_sees_who_asks(neo4j_store: Neo4jStore, address: Address) -> None:
    load(neo4j_store, numbered(0))
    agents = {row[0] for row in address.ask("CALL dbms.listConnections() YIELD userAgent RETURN userAgent")}
    assert f"oversight-graph/{og.__version__}" in agents


def test_nothing_that_is_logged_or_shown_holds_the_password(address: Address, neo4j_store: Neo4jStore, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    load(neo4j_store, numbered(0))
    shown = [repr(neo4j_store.address), neo4j_store.where, str(og.plan(neo4j_store, numbered(1))), repr(og.plan(neo4j_store, numbered(1)))]
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("oversight")]
    assert not any(address.password in text for text in (*shown, *ours))
    assert not any(address.password in record.getMessage() for record in caplog.records)  # the driver's own debug log hides it too


# -- reading ----------------------------------------------------------------------------------------------------------------


@given(documents=chart_sets())
@SOME
def test_what_is_said_of_an_area_does_not_depend_on_how_closely_it_was_cut(neo4j_stores: EmptyStore, documents: list[Document]) -> None:
    """Coverage, gaps and load of what lies in an area: from a slice cut in Cypher and from everything."""
    with neo4j_stores() as store:
        try:
            load(store, *(read_chart(document) for document in documents))
        except og.ChartError:
            return
        for area in AREAS:
            try:
                near, whole = store.graph(area=area), store.graph(area=area, whole=True)
            except og.NothingThere:
                continue
            assert list(near.nodes["id"]) == list(whole.nodes["id"]) and near.links.equals(whole.links)
            for name in ("coverage", "gaps", "workload"):
                assert [said(one) for one in answers(near, name)] == [said(one) for one in answers(whole, name)], (area, name)


def test_a_slice_brings_what_bears_on_it_and_no_more(neo4j_store: Neo4jStore) -> None:
    load(neo4j_store, *og.read(*shipped()))
    near, whole = neo4j_store.graph(area="620000"), neo4j_store.graph(area="620000", whole=True)
    assert near.near and not whole.near and len(near) < len(whole) / 4
    answer = og.ask(near, "reach", "派驻省水利厅纪检监察组")
    assert any("whole=True" in note for note in answer.notes)
    assert not any("whole=True" in note for note in og.ask(whole, "reach", "派驻省水利厅纪检监察组").notes)


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that slices send, in the order of their sending."""
    sent: list[str] = []

    def noted(records: Any, columns: Any, table: Any) -> Any:
        sent.append(table.names[2])
        return made(records, columns, table)

    made = read._table
    monkeypatch.setattr(read, "_table", noted)
    return sent


def test_a_large_graph_is_fetched_once_while_nothing_changes(neo4j_store: Neo4jStore, monkeypatch: pytest.MonkeyPatch, statements: list[str]) -> None:
    monkeypatch.setattr("oversight_graph.store.neo4j.store.FROM", 100)
    load(neo4j_store, numbered(0))
    first = content(neo4j_store)
    assert len(statements) == 2
    assert content(neo4j_store) == first and content(neo4j_store, as_of="2020-01-01") == content(neo4j_store, as_of="2020-01-02")
    assert len(neo4j_store.graph(area="530100").nodes) == 60 and len(statements) == 2
    load(neo4j_store, numbered(1))
    assert content(neo4j_store)[0][0]["name"].startswith("第1版") and len(statements) == 4
    files = sorted(neo4j_store.snapshots.folder.iterdir())
    assert [file.suffix for file in files if _id(neo4j_store) in file.name] == [".links", ".nodes"] and files[0].stat().st_mode & 0o077 == 0


def _id(store: Neo4jStore) -> str:
    return store.cypher("MATCH (s:OversightStore) RETURN s.id")[1][0][0]  # type: ignore[no-any-return]


def test_a_spoilt_snapshot_is_fetched_anew(neo4j_store: Neo4jStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oversight_graph.store.neo4j.store.FROM", 100)
    load(neo4j_store, numbered(0))
    first = content(neo4j_store)
    for file in neo4j_store.snapshots.folder.glob(f"{_id(neo4j_store)}*"):
        file.write_bytes(file.read_bytes()[:100])
    assert content(neo4j_store) == first
    assert snapshot.FROM >= 10_000


# -- clusters ---------------------------------------------------------------------------------------------------------------


def test_a_routed_address_works_and_a_later_process_asks_for_what_was_loaded(address: Address, neo4j_store: Neo4jStore) -> None:
    """The bookmark of a load is kept beside the user's data and goes along with the next reading."""
    routed = Address(address.uri.replace("bolt://", "neo4j://"), address.username, address.password, address.database)
    with opened(routed) as store:
        load(store, numbered(0))
    with opened(routed) as later:
        remembered = later._connection._remembered()
        assert remembered is not None and remembered.raw_values
        assert content(later)[0][0]["name"].startswith("第0版")
    with opened(address) as plain:
        assert plain._connection._remembered() is None


def test_an_encrypted_address_is_used_with_an_authority_of_ones_own(new_neo4j_server: NewServer, tmp_path: Path) -> None:
    import trustme

    authority = trustme.CA()
    certificate = authority.issue_cert("127.0.0.1", "localhost")
    folder = tmp_path / "tls"
    folder.mkdir()
    certificate.private_key_pem.write_to_path(folder / "private.key")
    certificate.cert_chain_pems[0].write_to_path(folder / "public.crt")
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    policy = "dbms.ssl.policy.bolt"
    server = new_neo4j_server(
        settings={
            "server.bolt.tls_level": "OPTIONAL", f"{policy}.enabled": "true", f"{policy}.base_directory": str(folder),
            f"{policy}.private_key": "private.key", f"{policy}.public_certificate": "public.crt", f"{policy}.client_auth": "NONE",
        }
    )  # fmt: skip
    port = urlsplit(server.uri).port
    access = {"username": server.username, "password": server.password}
    for scheme in ("bolt+s", "neo4j+s"):
        with og.open_store(f"{scheme}://localhost:{port}", **access, ca_file=str(tmp_path / "ca.pem")) as store:
            load(store, numbered(1 if scheme == "bolt+s" else 2))
            assert len(store.graph()) == 60
        assert "certificate" in words(f"{scheme}://localhost:{port}", **access)
    with og.open_store(f"bolt+ssc://localhost:{port}", **access) as store:
        assert len(store.graph()) == 60
    assert "can't be read" in words(f"bolt+s://localhost:{port}", **access, ca_file=str(tmp_path / "none.pem"))
