"""`oversight cypher`: reading only, on either store; and the Cypher of a question as it is pasted into Neo4j Browser."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from neo4j_server.address import Address
from support.command import Run
from support.examples import examples
from support.store_cases import NASTY

from oversight_graph.cypher.literal import literal
from oversight_graph.queries import QUESTIONS
from oversight_graph.store.neo4j.store import Neo4jStore

STATEMENT = "MATCH (g:StationedGroup)-[r:STATIONED_AT]->(u:Unit) RETURN g.name AS name, count(u) AS units ORDER BY units DESC, name LIMIT 3"


def test_the_rows_of_a_statement_as_table_json_and_csv(run: Run, five: Path) -> None:
    place = {"OVERSIGHT_STORE": str(five)}
    rows = json.loads(run("cypher", STATEMENT, "--format", "json", **place).stdout)
    assert len(rows) == 3 and rows[0]["units"] >= rows[1]["units"]
    table = run("cypher", STATEMENT, **place)
    assert table.stdout.splitlines()[0].split() == ["name", "units"] and "3 rows" in table.stderr
    assert run("cypher", STATEMENT, "--format", "csv", **place).stdout.splitlines()[0] == "name,units"


def test_parameters_of_a_statement_are_json_or_text(run: Run, five: Path) -> None:
    done = run("cypher", "RETURN $a AS a, $b AS b, $c AS c", "--param", "a=3", "--param", "b=6th", "--param", 'c=["x", "y"]', "--format", "json",
               OVERSIGHT_STORE=str(five))  # fmt: skip
    assert json.loads(done.stdout) == [{"a": 3, "b": "6th", "c": ["x", "y"]}]
    assert run("cypher", "RETURN 1", "--param", "nonsense", OVERSIGHT_STORE=str(five)).returncode == 2


@pytest.mark.parametrize(
    "words", [(), ("RETURN 1", "RETURN 2"), ("CREATE (n:Unit {id: 'x'})",), ("MATCH (",), ("--show", "nonsense"), ("--show", "gaps", "--broad")]
)
def test_a_wrong_use_is_said_in_one_paragraph(run: Run, five: Path, words: tuple[str, ...]) -> None:
    done = run("cypher", *words, OVERSIGHT_STORE=str(five))
    assert done.returncode == 2 and done.stderr.strip() and "Traceback" not in done.stderr and not done.stdout


def test_nodes_links_paths_and_dates_of_neo4j_are_shown_as_json(run: Run, neo4j_five: Neo4jStore, neo4j_server: Address) -> None:
    text = "MATCH p = (g:StationedGroup)-[r:STATIONED_AT]->(u) RETURN g, r, p, date('2020-01-01') AS day, u.valid_from AS none ORDER BY g.id, u.id LIMIT 1"
    (row,) = json.loads(run("cypher", text, "--format", "json", **neo4j_server.environment, OVERSIGHT_STORE=neo4j_server.uri).stdout)
    assert row["g"]["labels"] == ["Body", "StationedGroup"] and row["r"]["type"] == "STATIONED_AT" and row["r"]["properties"]["sources"]
    assert len(row["p"]) == 3 and row["day"] == "2020-01-01" and row["none"] is None
    refused = run("cypher", "CREATE (n:Body) RETURN n", **neo4j_server.environment, OVERSIGHT_STORE=neo4j_server.uri)
    assert refused.returncode == 2 and "Only reading is allowed here" in refused.stderr


WITHOUT = ("rules", "who", "chain", "collaborations")
"""Questions that declare no Cypher."""


def test_every_other_question_has_a_twin() -> None:
    assert tuple(question.id for question in QUESTIONS if question.cypher is None) == WITHOUT


@pytest.mark.parametrize("question", WITHOUT)
@pytest.mark.parametrize("bodies", [(), ("派驻省水利厅纪检监察组",)], ids=["bare", "of a body"])
def test_that_a_question_has_no_cypher_is_said_in_one_sentence(run: Run, five: Path, question: str, bodies: tuple[str, ...]) -> None:
    done = run("cypher", "--show", question, *bodies, OVERSIGHT_STORE=str(five))
    assert done.returncode == 2 and not done.stdout
    assert done.stderr.splitlines() == [f"`{question}` has no Cypher; ask it with `oversight {question}`."]
    chinese = run("cypher", "--show", question, *bodies, "--lang", "zh", OVERSIGHT_STORE=str(five))
    assert chinese.stderr.splitlines() == [f"`{question}` 没有 Cypher；请用 `oversight {question}` 提问。"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False) | st.dates() | st.sampled_from(NASTY)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=4), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@given(values=st.lists(VALUES, min_size=1, max_size=8))
@examples(60)
def test_a_value_written_as_cypher_is_that_value(neo4j_store: Neo4jStore, values: list[Any]) -> None:
    (found,) = neo4j_store.cypher(f"RETURN {literal(values)} AS v")[1][0]
    assert found == values


def test_a_date_is_written_as_one() -> None:
    assert literal({"day": datetime.date(2020, 12, 31), "a b": None}) == "{day: date('2020-12-31'), `a b`: null}"
