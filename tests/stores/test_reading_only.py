"""`oversight cypher` only reads: nothing that it is given writes, reads other files, reaches the network or changes the engine's state."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from neo4j_server.address import Address
from support.examples import examples

import oversight_graph as og
from oversight_graph.queries import QUESTIONS
from oversight_graph.store.neo4j.store import Neo4jStore
from oversight_graph.store.reading_only import LADYBUG, NEO4J, Dialect, reading_only

BEYOND_LADYBUG = (
    "CHECKPOINT", "checkpoint;", "COPY (MATCH (n:Unit) RETURN n.id) TO 'out.csv'", "EXPORT DATABASE 'out'", "IMPORT DATABASE 'out'", "INSTALL httpfs",
    "LOAD EXTENSION json", "LOAD json", "UNINSTALL json", "ATTACH 'x.db' AS y (dbtype sqlite)", "DETACH y", "USE y", "LOAD FROM 'in.csv' RETURN *",
    "LOAD WITH HEADERS (a INT64) FROM 'in.csv' RETURN *", "MATCH (n:Unit) WITH n LIMIT 1 LOAD FROM 'in.csv' RETURN *", "CALL threads=1",
    "CALL read_csv_serial('in.csv') RETURN *", "MATCH (n:Unit) CALL `READ_CSV_SERIAL`('in.csv') RETURN *", "CALL PROJECT_GRAPH('g', ['Unit'], ['REPORTS_TO'])",
    "CALL project_graph_cypher('g', \"LOAD FROM 'in.csv' RETURN *\")", "BEGIN TRANSACTION", "COMMIT", "CREATE MACRO f(x) AS x + 1", "ALTER TABLE Unit ADD x STRING",
    "PROFILE COPY (MATCH (n:Unit) RETURN n.id) TO 'out.csv'", "EXPLAIN CHECKPOINT", "explain profile Copy (RETURN 1) TO 'out.csv'", "RETURN 1; CHECKPOINT",
    "RETURN 1; COPY (RETURN 1) TO 'out.csv'", "/* RETURN */ CHECKPOINT", "// RETURN 1\nCHECKPOINT", "LO/**/AD FROM 'in.csv' RETURN *",
    "LOAD/* x */FROM 'in.csv' RETURN *", "RETURN 1 AS a // '\n; CHECKPOINT // '", "RETURN '\\q'; CHECKPOINT //'",
    "RETURN '\\'' ; CHECKPOINT", "RETURN `a``b` ; CHECKPOINT", "WITH 1.LOAD FROM 'in.csv' RETURN *", "RETURN '\\u0027; CHECKPOINT //'", "RETURN 1 \x0b; CHECKPOINT",
    "RETURN 1\rLOAD FROM 'in.csv' RETURN *", "", ";", "// nothing", "CREATE (n:Unit {id: 'x'})", "DROP TABLE Unit", "MERGE (n:Unit {id: 'x'})", "RETURN 'x", "RETURN 1 /*",
)  # fmt: skip

BEYOND_NEO4J = (
    "LOAD CSV FROM 'file:///in.csv' AS row RETURN row", "MATCH (n) WITH n LIMIT 1 LOAD CSV WITH HEADERS FROM 'http://127.0.0.1:9/x' AS row RETURN row",
    "load /* */ csv FROM 'file:///in.csv' AS row RETURN row", "L\\u004fAD CSV FROM 'file:///in.csv' AS row RETURN row", "CALL { LOAD CSV FROM 'file:///in.csv' AS r RETURN r } RETURN r",
    "RETURN COLLECT { LOAD CSV FROM 'file:///in.csv' AS r RETURN r } AS r", "CALL db.clearQueryCaches()", "CALL dbms.setConfigValue('a', 'b')",
    "CALL dbms.listConfig() YIELD name RETURN name", "CALL apoc.load.json('http://127.0.0.1/')", "CALL `apoc`.`load`.`json`('x') YIELD value RETURN value",
    "MATCH (n) CALL apoc.export.csv.all('x.csv', {}) YIELD file RETURN file", "OPTIONAL CALL apoc.load.csv('x') YIELD list RETURN list",
    "RETURN apoc.cypher.runFirstColumnSingle('LOAD CSV FROM \"file:///in.csv\" AS r RETURN r', {})", "RETURN genai.vector.encode('x', 'OpenAI', {token: 'y'}) AS v",
    "RETURN `genai`.`vector` . encode('x', 'OpenAI', {})", "RETURN ai.text.embed('x', 'OpenAI', {})", "SHOW TRANSACTIONS", "SHOW SETTINGS",
    "SHOW INDEXES YIELD name TERMINATE TRANSACTIONS 'x'", "TERMINATE TRANSACTIONS 'x'", "CREATE DATABASE x", "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
    "USING PERIODIC COMMIT LOAD CSV FROM 'x' AS r RETURN r", "USE system SHOW USERS", "CYPHER 5 CREATE (n:Body)", "CYPHER runtime=slotted LOAD CSV FROM 'x' AS r RETURN r",
    "RETURN '\\u0027 CALL dbms.x() //'", "RETURN 'a\\\\\\u0027 + 1", "STOP DATABASE neo4j", "DROP INDEX x", "CREATE (n:Body)", "EXPLAIN CREATE (n:Body)", "FOREACH (x IN [1] | CREATE (:Body))",
)  # fmt: skip

READS = (
    "MATCH (n:Unit) RETURN count(n) AS n;", "  optional match (n:Unit) return n.id LIMIT 1 ;; ", "UNWIND [1, 2] AS x RETURN x", "WITH 1 AS x RETURN x", "RETURN 'COPY x TO y; CHECKPOINT'",
    'RETURN "LOAD FROM" AS a', "RETURN 1 AS `LOAD FROM`", "/* CHECKPOINT; */ RETURN 1 // COPY", "RETURN 'it\\'s; // no comment /* none */' AS a", "EXPLAIN MATCH (n:Unit) RETURN n",
    "PROFILE MATCH (n:Unit) RETURN n.id LIMIT 1", "RETURN {load: 1, call: 2} AS m", "WITH 1 AS load RETURN load ORDER BY load", "WITH {load: 1} AS csv RETURN csv.load AS load",
    "MATCH (n:Unit) WHERE n.name CONTAINS '局' RETURN n.name LIMIT 1", "RETURN '\\u00e9' AS e", "RETURN 1 AS a UNION RETURN 2 AS a", "RETURN 'a\\\\b' AS backslash",
    "/***/ RETURN ' */ ; CHECKPOINT // ' AS a",  # an engine that goes on to the second */ is given no comment at all
)  # fmt: skip
READS_LADYBUG = (*READS, "CALL show_tables() RETURN *", "call table_info('Unit') RETURN *", "MATCH (n:Unit) RETURN list_transform([1], x -> x + 1) LIMIT 1")
READS_NEO4J = (
    *READS, "CALL db.labels() YIELD label RETURN label", "CALL db.schema.visualization()", "CALL dbms.components() YIELD name RETURN name", "SHOW INDEXES", "show constraints yield name",
    "SHOW BUILT IN FUNCTIONS", "MATCH (n:Body) CALL (n) { RETURN 1 AS x } RETURN x LIMIT 1", "RETURN date.truncate('year', date('2020-02-03')) AS d, duration.inDays(date(), date()) AS e",
    "CYPHER 5 RETURN 1 AS a", "CYPHER runtime=slotted RETURN 1 AS a", "CYPHER 5 EXPLAIN RETURN 1 AS a",
    "RETURN COUNT { MATCH (n:Body) } AS n", "MATCH (n:Body) WHERE n.name IN ['a'] AND (true) RETURN n.name",
)  # fmt: skip


def _state(folder: Path) -> dict[str, str]:
    return {str(one.relative_to(folder)): hashlib.blake2b(one.read_bytes()).hexdigest() for one in folder.rglob("*") if one.is_file()}


@pytest.fixture
def place(tmp_path: Path, five: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store in the working folder, beside a file that a statement may try to read."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.csv").write_text("a\n1\n", "utf-8")
    (tmp_path / "s.lbug").write_bytes(five.read_bytes())
    return tmp_path


@pytest.mark.parametrize("text", BEYOND_LADYBUG)
def test_what_does_more_than_read_is_refused_and_leaves_no_trace_beside_the_store(place: Path, text: str) -> None:
    before = _state(place)
    with og.open_store("s.lbug") as store:
        nodes = len(store.graph())
        with pytest.raises(og.WrongQuestion):
            store.cypher(text)
        assert len(store.graph()) == nodes > 300
    assert _state(place) == before


@pytest.mark.parametrize("text", BEYOND_LADYBUG)
def test_what_does_more_than_read_does_not_reach_the_embedded_engine(text: str) -> None:
    with pytest.raises(og.WrongQuestion):
        reading_only(text, LADYBUG)


@pytest.mark.parametrize("text", BEYOND_NEO4J)
def test_what_does_more_than_read_does_not_reach_the_server(text: str) -> None:
    with pytest.raises(og.WrongQuestion):
        reading_only(text, NEO4J)


@pytest.mark.parametrize("text", READS_LADYBUG)
def test_what_only_reads_is_answered_by_the_embedded_store(five: Path, text: str) -> None:
    columns, _ = og.open_store(five).cypher(text)
    assert columns


def test_a_comment_leaves_its_lines_and_columns_so_that_an_error_says_the_right_place() -> None:
    assert reading_only("MATCH (n) /* a\nb */ RETURN n // c", LADYBUG) == "MATCH (n)     \n     RETURN n"


def test_every_question_as_cypher_counts_as_reading(five: Path) -> None:
    """What `--show` prints is pasted back by users."""
    with og.open_store(five) as store:
        cut = store.cut()
        for question in QUESTIONS:
            if question.cypher is not None and not any(one.required for one in question.parameters):
                from oversight_graph.answer.ask import values_of

                assert reading_only(question.cypher(cut, values_of(None, question, (), {})).text, NEO4J)


WORDS = st.lists(
    st.sampled_from(("RETURN", "1", " ", "\n", "'", '"', "`", "\\", "\\'", "//", "/*", "*/", "/", "*", ";", "CHECKPOINT", "COPY (RETURN 1) TO 'out.csv'", "AS a", "\r", "\\u0027", "é")),
    max_size=14,
)  # fmt: skip


@given(words=WORDS)
@examples(300)
def test_no_mixture_of_quotes_comments_and_statements_gets_past(five: Path, words: list[str]) -> None:
    """The engine is asked itself what it made of it: what was let through never is a CHECKPOINT or a COPY, and leaves no file."""
    text = "RETURN 1 " + "".join(words)
    try:
        og.open_store(five).cypher(text)
    except og.WrongQuestion as wrong:
        assert "Checkpoint failed" not in str(wrong) and "Cannot checkpoint" not in str(wrong)
    assert [one.name for one in five.parent.iterdir() if ".wal" in one.name or ".shadow" in one.name] == [] and not Path("out.csv").exists()


# -- the same on a real server ----------------------------------------------------------------------------------------------


def _raw(address: Address, text: str) -> list[object]:
    """A statement past this program's check, in a session for reading."""
    import neo4j

    with address.driver() as driver, driver.session(database=address.database, default_access_mode=neo4j.READ_ACCESS) as session:
        return session.execute_read(lambda tx: tx.run(text).values())  # type: ignore[no-any-return]


@pytest.mark.slow
def test_a_server_lets_more_through_in_reading_than_reading_so_it_is_refused_before(neo4j_five: Neo4jStore, neo4j_server: Address, tmp_path: Path) -> None:
    """Why the check is needed: in a session for reading a server reads files, empties its caches, tells its settings and lists what others do."""
    ours = hasattr(neo4j_server, "home")  # a server on this machine, without a folder that it reads files from alone
    beyond = [
        "CALL db.clearQueryCaches()",
        "CALL dbms.listConfig() YIELD name RETURN name LIMIT 1",
        "SHOW TRANSACTIONS",
        "SHOW SETTINGS YIELD name RETURN name LIMIT 1",
    ]
    if ours:
        secret = tmp_path / "in.csv"
        secret.write_text("secret\n", "utf-8")
        beyond += [f"LOAD CSV FROM '{secret.as_uri()}' AS row RETURN row", f"CALL () {{ LOAD CSV FROM '{secret.as_uri()}' AS r RETURN r }} RETURN r"]
        assert _raw(neo4j_server, beyond[-2]) == [[["secret"]]]
    for text in beyond:
        assert _raw(neo4j_server, text), f"the server itself refuses {text}: it need not stand here"
        with pytest.raises(og.WrongQuestion, match="Only reading is allowed"):
            neo4j_five.cypher(text)


@pytest.mark.slow
def test_what_only_reads_is_answered_by_a_server(neo4j_five: Neo4jStore) -> None:
    for text in READS_NEO4J:
        neo4j_five.cypher(text)


@pytest.mark.slow
@pytest.mark.parametrize("text", ["MATCH (n:Unit) SET n.name = 'x'", "MATCH (n) DETACH DELETE n", "MATCH (n:Unit) REMOVE n.name", "WITH 1 AS x MERGE (:Body {key: 'x'})",
                                  "MATCH (n:Unit) CALL (n) { CREATE (:Body {key: 'y'}) } RETURN 1", "UNWIND [1] AS x FOREACH (y IN [x] | CREATE (:Body))"])  # fmt: skip
def test_what_begins_by_reading_and_then_writes_is_refused_by_the_server(neo4j_five: Neo4jStore, text: str) -> None:
    before = neo4j_five.stamp(), neo4j_five.cypher("MATCH (n) RETURN count(n), collect(n.name)")
    with pytest.raises(og.WrongQuestion, match="nly reading is allowed"):
        neo4j_five.cypher(text)
    assert (neo4j_five.stamp(), neo4j_five.cypher("MATCH (n) RETURN count(n), collect(n.name)")) == before


def test_every_dialect_says_its_procedures_in_small_letters() -> None:
    check: Callable[[Dialect], bool] = lambda one: all(name == name.lower() for name in (*one.procedures, *(one.functions or ())))  # noqa: E731
    assert check(LADYBUG) and check(NEO4J)
