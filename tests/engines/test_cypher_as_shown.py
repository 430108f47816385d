"""`oversight cypher --show`: the statement of a question as it is pasted into Neo4j Browser. Here, as a server that has planned these statements for other tests plans them no more; so does a question of an area with `--engine cypher`."""

from __future__ import annotations

import json

import pytest
from neo4j_server.address import Address
from support.command import Run
from support.twins import PLANNED_ONCE

from oversight_graph.store.neo4j import inside
from oversight_graph.store.neo4j.store import Neo4jStore

QUESTIONED: list[tuple[str, ...]] = [
    ("coverage", "--form", "state", "--chart", "gansu-2020"),
    ("gaps", "--as-of", "2019-06-30", "--all", "--no-switch"),
    ("gaps", "--norms", "national", "--area", "620000"),
    ("reach", "派驻省水利厅纪检监察组"),
    ("workload", "--broad", "--chart", "gansu-2020"),
    ("mechanisms", "--chart", "gansu-2020"),
    ("inspections", "--chart", "urumqi-2022"),
    ("path", "派驻省扶贫办纪检监察组", "派驻省水利厅纪检监察组", "--chart", "gansu-2020"),
]


@pytest.mark.parametrize("words", QUESTIONED, ids=" ".join)
def test_what_is_shown_of_a_question_gives_its_rows_when_pasted(words: tuple[str, ...], run: Run, neo4j_five: Neo4jStore, neo4j_server: Address) -> None:
    """The line of parameters and the statement, as a person pastes them; nothing is handed over besides."""
    access = {**neo4j_server.environment, "OVERSIGHT_STORE": neo4j_server.uri}
    shown = run("cypher", "--show", *words, **access)
    assert shown.returncode == 0, shown.stderr
    head, _, statement = shown.stdout.partition("\n\n")
    (written,) = [line.removeprefix(":params ") for line in head.splitlines() if line.startswith(":params ")]
    parameters = neo4j_five.cypher(f"RETURN {written} AS p")[1][0][0]
    columns, rows = neo4j_five.cypher(statement.rstrip().rstrip(";"), parameters)
    answer = json.loads(run(*words, "--format", "json", **access).stdout)
    assert answer["rows"] and [dict(zip(columns, row, strict=True)) for row in rows] == answer["rows"]


def test_a_question_of_an_area_ends_with_its_status(run: Run, neo4j_five: Neo4jStore, neo4j_server: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inside, "PLANNING", PLANNED_ONCE)
    access = {**neo4j_server.environment, "OVERSIGHT_STORE": neo4j_server.uri}
    words = ("gaps", "--area", "620000", "--fail-on", "partial", "--rows")
    here, there = (run(*words, "--engine", engine, **access) for engine in ("cypher", "columns"))
    assert (here.returncode, here.stdout, here.stderr) == (there.returncode, there.stdout, there.stderr)
    assert here.stdout
