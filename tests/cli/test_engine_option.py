"""`--engine cypher` as a user types it: the same in every format, and one paragraph where it can't be (contract §3, §4)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from neo4j_server.address import Address
from support.command import Run
from support.twins import PLANNED_ONCE

import oversight_graph as og
from oversight_graph.errors import WrongQuestion
from oversight_graph.store.neo4j import inside
from oversight_graph.store.neo4j.store import Neo4jStore

ASKED = ("inspections", "mechanisms")
"""Questions whose statements are planned in no time."""


@pytest.mark.parametrize("question", ASKED)
@pytest.mark.parametrize("lang", [(), ("--lang", "en")], ids=["as written", "en"])
def test_each_format_says_the_same(
    question: str, lang: tuple[str, ...], run: Run, neo4j_five: Neo4jStore, neo4j_server: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inside, "PLANNING", PLANNED_ONCE)
    access = {**neo4j_server.environment, "OVERSIGHT_STORE": neo4j_server.uri}
    for form in ("table", "json", "csv"):
        here, there = (run(question, "--format", form, *lang, "--engine", engine, **access) for engine in ("cypher", "columns"))
        assert here.returncode == 0, here.stderr
        assert (here.stdout, here.stderr) == (there.stdout, there.stderr)
    files = [tmp_path / f"{engine}.parquet" for engine in ("cypher", "columns")]
    for file in files:
        assert run(question, *lang, "--engine", file.stem, "--out", str(file), **access).returncode == 0
    here, there = map(pq.read_table, files)
    assert here.equals(there, check_metadata=True) and here.num_rows


REFUSED: list[tuple[tuple[str, ...], str, str]] = [
    (("coverage",), "isn't in a Neo4j", "不是 Neo4j 图库"),
    (("reach", "g-water"), "isn't in a Neo4j", "不是 Neo4j 图库"),
    (("rules",), "`rules` has no Cypher", "`rules` 没有 Cypher"),
    (("who", "g-water"), "`who` has no Cypher", "`who` 没有 Cypher"),
]


@pytest.mark.parametrize(("words", "english", "chinese"), REFUSED, ids=lambda value: " ".join(value) if isinstance(value, tuple) else None)
def test_what_can_t_be_asked_inside_is_said_in_one_paragraph(words: tuple[str, ...], english: str, chinese: str, run: Run, five: Path) -> None:
    for lang, said in (("en", english), ("zh", chinese)):
        done = run(*words, "--engine", "cypher", "--lang", lang, OVERSIGHT_STORE=str(five))
        assert done.returncode == 2 and not done.stdout
        assert said in done.stderr and len(done.stderr.strip().splitlines()) == 1


def test_an_engine_that_doesn_t_exist_is_a_wrong_use(run: Run, five: Path) -> None:
    done = run("coverage", "--engine", "cyfer", OVERSIGHT_STORE=str(five))
    assert done.returncode == 2 and "cypher" in done.stderr


def test_from_python_a_store_or_a_graph_is_asked(five: Path) -> None:
    with og.open_store(five) as store:
        graph = store.graph(area="620000", whole=True)
        assert og.ask(store, "reach", "gansu-2020:g-water", area="620000").to_dict() == og.ask(graph, "reach", "gansu-2020:g-water").to_dict()
        refused: list[tuple[Any, dict[str, Any], str]] = [
            (graph, {"engine": "cypher"}, "hand over the store"), (graph, {"area": "620000"}, "are of a store"),
            (store, {"engine": "cypher"}, "isn't in a Neo4j"), (store, {"engine": "sql"}, "no engine `sql`"),
        ]  # fmt: skip
        for asked, given, said in refused:
            with pytest.raises(WrongQuestion, match=said):
                og.ask(asked, "coverage", **given)
