"""The store in Neo4j on a real server: what a person sees in Neo4j Browser, what is read, clusters."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import neo4j
import pytest
from hypothesis import given
from neo4j_server.address import Address
from neo4j_server.fixtures import NewServer
from support.charts_strategy import AREAS, Document, chart_sets, read_chart
from support.examples import examples
from support.neo4j_words import words
from support.store_cases import answers, load, said
from support.stores import EmptyStore, content, opened
from support.versions import numbered

import oversight_graph as og
from oversight_graph.charts import shipped
from oversight_graph.model import KINDS, LINKS
from oversight_graph.store.neo4j import read, schema, snapshot
from oversight_graph.store.neo4j.session import Connection
from oversight_graph.store.neo4j.store import Neo4jStore

SOME = examples(10, long=200)


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


def test_who_asks_in_the_same_process_waits_for_the_load_before_it(address: Address, neo4j_store: Neo4jStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the data folder can't be written, and for a store that was open before the load."""
    monkeypatch.setattr(Connection, "_remember", lambda *_: None)
    monkeypatch.setattr(Connection, "_remembered", lambda _: None)
    monkeypatch.setattr("oversight_graph.store.neo4j.session._SHARED", {})
    routed = Address(address.uri.replace("bolt://", "neo4j://"), address.username, address.password, address.database)
    with opened(routed) as reader, opened(routed) as writer:
        assert reader.stamp() == ""
        before = reader._connection._bookmarks.get_bookmarks()
        load(writer, numbered(0))
        assert reader._connection._bookmarks.get_bookmarks() == writer._connection._bookmarks.get_bookmarks() != before
        assert content(reader)[0][0]["name"].startswith("第0版")


def test_what_another_program_loaded_meanwhile_is_waited_for(address: Address, neo4j_store: Neo4jStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file that keeps the bookmark is looked at for each transaction, not once when a program starts."""
    monkeypatch.setattr("oversight_graph.store.neo4j.session._SHARED", {})
    routed = Address(address.uri.replace("bolt://", "neo4j://"), address.username, address.password, address.database)
    with opened(routed) as running:
        load(running, numbered(0))
        kept = running._connection._kept
        assert kept is not None
        (own,) = running._connection._bookmarks.get_bookmarks()
        kept.write_text('["FB:of-another-program"]', "utf-8")
        assert running._connection._bookmarks.get_bookmarks() == {own, "FB:of-another-program"}
        kept.unlink()


def test_a_transaction_for_reading_refuses_to_write(address: Address, neo4j_store: Neo4jStore) -> None:
    """Its access mode is READ, by which a cluster sends it to any server that has the graph."""
    load(neo4j_store, numbered(0))
    with pytest.raises(og.WrongQuestion):
        neo4j_store._connection.read(lambda tx: tx.run("CREATE (n:Body) RETURN n").consume())
    with pytest.raises(og.WrongQuestion):
        neo4j_store.inside(None, None, None, lambda inside: list(inside.records("MATCH (n:Body) SET n.name = 'x' RETURN n.name", {})))


def test_what_a_server_ends_for_its_time_is_said(neo4j_store: Neo4jStore) -> None:
    ended = neo4j.unit_of_work(timeout=0.01)(lambda tx: tx.run("UNWIND range(1, 10000000000) AS n WITH n WHERE n < 0 RETURN count(n)").consume())
    with pytest.raises(og.StoreError, match=r"db\.transaction\.timeout"):
        neo4j_store._connection.read(ended)


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
