"""Graphs out and in through the command, and the script of Cypher on a real server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.command import Run
from support.nasty_chart import nasty

import oversight_graph as og
from oversight_graph.charts import shipped
from oversight_graph.errors import OversightError
from oversight_graph.loaders.cypher_script import BODY, CHART, SOURCE, write_cypher
from oversight_graph.resolution.resolve import resolve

if TYPE_CHECKING:
    from neo4j_server.address import Address


@pytest.mark.slow
@pytest.mark.parametrize(("format_", "out"), [("graphml", "all.graphml"), ("gexf", "charts"), ("node-link", "all.json")])
def test_what_is_exported_and_loaded_again_changes_nothing(format_: str, out: str, run: Run, tmp_path: Path) -> None:
    assert run("load", *map(str, shipped()), "--yes").returncode == 0
    done = run("export", "--to", format_, "--out", out)
    assert (done.returncode, done.stderr) == (0, "")
    files = done.stdout.split()
    assert len(files) == (5 if out == "charts" else 1)
    again = run("load", *files, "--yes")
    assert again.returncode == 0, again.stderr
    assert again.stdout.startswith("Nothing to change: ")


def test_the_script_says_what_it_does_not_hold_and_a_wrong_ending_is_refused(run: Run, tmp_path: Path) -> None:
    assert run("load", str(shipped()[0]), "--yes").returncode == 0
    done = run("export", "--to", "cypher", "--out", "graph.cypher")
    assert done.returncode == 0
    assert "how each entry was written it doesn't hold" in done.stderr
    refused = run("export", "--to", "graphml", "--out", "graph.gexf")
    assert refused.returncode == 1
    assert ".graphml" in refused.stderr
    with pytest.raises(OversightError, match=r"\.cypher"):
        write_cypher(og.read(shipped()[0]), tmp_path / "folder")


@pytest.mark.parametrize(
    "files", [shipped()[3:4], pytest.param(shipped(), marks=pytest.mark.long(seconds=35))], ids=lambda files: " ".join(one.stem for one in files)
)
def test_the_script_makes_the_graph_in_neo4j_however_often_it_is_run(files: list[Path], neo4j_address: Address, tmp_path: Path) -> None:
    charts = [*og.read(*files), nasty()]
    script = write_cypher(charts, tmp_path / "graph.cypher")[0].read_text("utf-8")
    assert neo4j_address.ask("RETURN 1") == [[1]]
    statements = [one for one in script.removesuffix(";\n").split(";\n") if one.strip()]
    made = resolve(charts)
    with neo4j_address.driver() as driver:
        for _ in range(2):
            for statement in statements:
                driver.execute_query(statement, database_=neo4j_address.database)
        records = driver.execute_query(
            f"MATCH (n:{BODY}) RETURN n.id AS id, n AS node, labels(n) AS labels", database_=neo4j_address.database
        ).records  # fmt: skip
        found = {record["id"]: ({key: _native(value) for key, value in record["node"].items()}, set(record["labels"])) for record in records}
        wanted = {
            name: ({key: value for key, value in dict(row).items() if value is not None and key != "kind"}, {BODY, row["kind"]})
            for name, row in made.nodes.items()
        }
        assert found == wanted
        ties = driver.execute_query(
            f"MATCH (a:{BODY})-[r]->(b:{BODY}) RETURN r.id AS id, type(r) AS kind, a.id AS start, b.id AS end, r AS link", database_=neo4j_address.database
        ).records
        assert len(ties) == len(made.links)
        for record in ties:
            row = {key: value for key, value in dict(made.links[record["id"]]).items() if value is not None}
            said = {key: _native(value) for key, value in record["link"].items()}
            assert said | {"kind": record["kind"], "from": record["start"], "to": record["end"]} == row
        cites = driver.execute_query(
            f"MATCH (c:{CHART})-[:CITES]->(s:{SOURCE}) RETURN c.id AS chart, s.id AS source, s.title AS title", database_=neo4j_address.database
        ).records
        assert {(one["chart"], one["source"], one["title"]) for one in cites} == {
            (chart.id, f"{chart.id}:{source.id}", source.title) for chart in charts for source in chart.header.sources
        }
        driver.execute_query(f"MATCH (n) WHERE n:{BODY} OR n:{CHART} OR n:{SOURCE} DETACH DELETE n", database_=neo4j_address.database)
        for label in (BODY, CHART, SOURCE):
            driver.execute_query(f"DROP CONSTRAINT {label.lower()}_id", database_=neo4j_address.database)


def _native(value: object) -> object:
    """A date of the driver as one of Python."""
    return value.to_native() if hasattr(value, "to_native") else value
