"""Files for Neo4j's own importer: they hold the graph, and the importer makes of them the store that a load makes."""

from __future__ import annotations

import datetime
import json
import os
import re
import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from neo4j_server.fixtures import NewServer
from neo4j_server.server import BRING, PARTS, Server
from support.command import Run
from support.nasty_chart import nasty
from support.places import ROOT

import oversight_graph as og
from oversight_graph.chart.build import build
from oversight_graph.chart.chart import Chart
from oversight_graph.chart.entry import Entries
from oversight_graph.charts import shipped
from oversight_graph.parsing.json_text import documents
from oversight_graph.resolution.resolve import resolve
from oversight_graph.store.neo4j.bulk import SEPARATOR, write_import
from oversight_graph.store.neo4j.schema import LINK_COLUMNS, MACHINE_COLUMNS, NODE_COLUMNS
from oversight_graph.store.neo4j.stored_nodes import body_values
from oversight_graph.store.protocol import LoadedChart, own_areas


def dated_apart() -> Chart:
    """A chart that dates two bodies of `nasty` differently than it does, one of them with a link."""
    whole = {
        "chart": "apart", "as_of": "2022", "area": "530100", "level": "prefecture", "sources": [{"id": "s1", "title": "t"}],
        "nodes": [
            {"id": "u", "kind": "Unit", "name": "甲", "same_as": "nasty:u0", "valid_to": "2021-06"},
            {"id": "g", "kind": "StationedGroup", "name": "乙", "same_as": "nasty:g", "valid_from": "2018-03"},
        ],
        "links": [{"kind": "STATIONED_AT", "from": "g", "to": "u"}],
    }  # fmt: skip
    reading = build(documents(json.dumps(whole))[0], "apart.json")
    assert reading.chart is not None, reading.problems
    return reading.chart


def held(charts: list[Chart]) -> list[LoadedChart]:
    return [LoadedChart(chart, f"2024-01-0{number}T00:00:00+00:00") for number, chart in enumerate(charts, 1)]


FIELD = re.compile(r'(?:"((?:[^"]|"")*)"|([^",\r\n]*))([,\n])')


def read(file: Path) -> tuple[list[str], list[list[str | None]]]:
    """A strict reader: nothing but fields in quotes and plain ones; a plain one without a letter is None."""
    text, at, rows, row = file.read_bytes().decode("utf-8"), 0, [], []
    while at < len(text):
        field = FIELD.match(text, at)
        assert field is not None, text[at : at + 80]
        quoted, plain, end = field.groups()
        row.append(quoted.replace('""', '"') if quoted is not None else plain or None)
        if end == "\n":
            rows.append(row)
            row = []
        at = field.end()
    assert not row
    assert all(len(one) == len(rows[0]) for one in rows)
    return [str(name) for name in rows[0]], rows[1:]


TYPES: dict[str, Callable[[str], Any]] = {
    "string": str, "string[]": lambda text: text.split(SEPARATOR) if text else [], "long": int, "date": datetime.date.fromisoformat,
    "date[]": lambda text: [datetime.date.fromisoformat(one) for one in text.split(SEPARATOR)],
    "boolean": {"true": True, "false": False}.__getitem__, "ID": str, "": str,
}  # fmt: skip


def typed(file: Path) -> list[dict[str, Any]]:
    """Rows by the names of their columns, with values of the types that the first line says."""
    head, rows = read(file)
    names = [name.partition(":")[0] or re.sub(r"\(.*", "", name) for name in head]
    types = [re.sub(r"\(.*", "", name.partition(":")[2]) for name in head]
    return [
        {name: None if value is None else TYPES.get(kind, str)(value) for name, kind, value in zip(names, types, row, strict=True)} for row in rows
    ]  # fmt: skip


@pytest.mark.parametrize("charts", [[nasty()], og.read(*shipped()), [*og.read(*shipped()), nasty(), dated_apart()]], ids=["nasty", "shipped", "both"])
def test_the_files_hold_the_graph_and_every_column_of_the_schema(charts: list[Chart], tmp_path: Path) -> None:
    loaded, graph, areas = held(charts), resolve(charts), own_areas([chart.header for chart in charts])
    files = write_import(loaded, tmp_path / "import")
    assert all(file.is_file() for file in files) and files[-1].name == "import.sh"
    found = {file.stem: typed(file) for file in files if file.suffix == ".csv"}

    columns = (*NODE_COLUMNS, *MACHINE_COLUMNS)
    assert list(found["bodies"][0]) == [*columns, ":LABEL"]
    assert [[row[name] for name in columns] for row in found["bodies"]] == [body_values(row, 0, areas) for row in graph.nodes.values()]
    assert Counter(row[":LABEL"] for row in found["bodies"]) == Counter(row["kind"] for row in graph.nodes.values())

    assert list(found["links"][0]) == [":START_ID", ":END_ID", *LINK_COLUMNS, ":TYPE"]
    assert [list(row.values()) for row in found["links"]] == [
        [row["from"], row["to"], *(row[name] for name in LINK_COLUMNS), row["kind"]] for row in graph.links.values()
    ]

    (store,) = found["store"]
    assert (store["revision"], store["announced"], store["generation"], store["nodes"], store["links"]) == (1, 1, 0, len(graph.nodes), len(graph.links))
    assert [row["id"] for row in found["charts"]] == [chart.id for chart in charts]
    assert [row["as_of"] for row in found["charts"]] == [chart.header.day for chart in charts]
    for one, row in zip(loaded, found["charts"], strict=True):
        text = "".join(part["text"] for part in found["parts"] if part["version"] == row["version"])
        assert Chart.from_json(row["header"], text) == one.chart and row["loaded_at"] == one.loaded_at
    assert [(row["chart"], row["id"]) for row in found["sources"]] == [(chart.id, source.id) for chart in charts for source in chart.header.sources]
    assert [row[":END_ID"] for row in found["holds"]] == [row[":ID"] for row in found["charts"]]
    assert [row[":END_ID"] for row in found["cites"]] == [row[":ID"] for row in found["sources"]]


def test_the_importer_is_told_of_line_breaks_and_long_values_only_where_there_are_any(tmp_path: Path) -> None:
    write_import(held([nasty(notes=False)]), tmp_path)
    script = (tmp_path / "import.sh").read_text("utf-8")
    assert "--multiline-fields=false" in script and "--read-buffer-size" not in script
    chart = nasty()
    long = replace(chart, header=replace(chart.header, title_en="x" * 2_000_000))
    write_import(held([long]), tmp_path)
    script = (tmp_path / "import.sh").read_text("utf-8")
    assert "--multiline-fields=true" in script and int(re.search(r"--read-buffer-size=(\d+)", script).group(1)) >= 8_000_000  # type: ignore[union-attr]


def test_what_the_files_cannot_hold_is_said_and_leaves_no_script(tmp_path: Path) -> None:
    """No chart that was read has such a character; one that was made by hand could."""
    chart = nasty()
    write_import(held([chart]), tmp_path)
    bad = replace(chart, nodes=(Entries().node({**chart.nodes[0], "aliases": [f"a{SEPARATOR}b"]}), *chart.nodes[1:]))
    with pytest.raises(og.OversightError, match=r"holds U\+001F"):
        write_import(held([bad]), tmp_path)
    assert not (tmp_path / "import.sh").exists()
    (tmp_path / "file").touch()
    with pytest.raises(og.OversightError, match=r"file can't be written: .* Name another folder"):
        write_import(held([chart]), tmp_path / "file")


def test_the_command_writes_all_charts_or_those_that_are_named(run: Run, five: Path, tmp_path: Path) -> None:
    done = run("export", "--to", "neo4j-admin", "--out", "import", OVERSIGHT_STORE=str(five))
    assert done.returncode == 0 and done.stdout.splitlines()[-1] == os.path.join("import", "import.sh"), done.stderr  # noqa: PTH118
    assert len(typed(tmp_path / "import" / "charts.csv")) == 5
    one = run("export", "--to", "neo4j-admin", "--chart", "city-80", "--out", "one", OVERSIGHT_STORE=str(five))
    assert one.returncode == 0
    assert {row["id"].partition(":")[0] for row in typed(tmp_path / "one" / "bodies.csv")} == {"city-80"}
    assert subprocess.run(["sh", "-n", str(tmp_path / "import" / "import.sh")], check=False).returncode == 0


def same(one: Any, other: Any) -> None:
    for ours, theirs in ((one.node_table, other.node_table), (one.link_table, other.link_table)):
        assert ours.num_rows == theirs.num_rows
        for name in theirs.column_names:
            assert ours[name].to_pylist() == theirs[name].to_pylist(), name
        assert ours.equals(theirs)


def dump(store: Any) -> tuple[list[Any], list[Any]]:
    """All that a database holds, but for the marks of a load and a store."""
    load = store.cypher("MATCH (s:OversightStore) RETURN s.written, s.id")[1][0]

    def plain(value: Any) -> Any:
        return value.replace(load[0], "LOAD").replace(load[1], "STORE") if isinstance(value, str) else value

    def text(labels: list[str], properties: dict[str, Any]) -> str:
        return repr((sorted(labels), sorted((name, plain(value)) for name, value in properties.items())))

    nodes = sorted(text(*row) for row in store.cypher("MATCH (n) RETURN labels(n), properties(n)")[1])
    query = "MATCH (a)-[r]->(b) RETURN type(r), properties(r), labels(a), properties(a), labels(b), properties(b)"
    links = sorted((text([row[0]], row[1]), text(*row[2:4]), text(*row[4:6])) for row in store.cypher(query)[1])
    return nodes, links


def test_the_importer_makes_of_them_the_store_that_a_load_makes(
    new_neo4j_server: NewServer, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    """The real importer, a real server on what it wrote, and the same charts loaded over Bolt into it afterwards."""
    if not Server.can_be_had():
        pytest.skip(f"no Neo4j importer: bring one with `{BRING}`")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    file = tmp_path / "nasty.json"
    og.write_charts([nasty(), dated_apart()], file)
    charts = [*og.read(*shipped()), *og.read(file)]
    with og.open_store(tmp_path / "s.lbug") as embedded:
        og.plan(embedded, charts).apply()
        expected = embedded.graph()
        assert run("export", "--to", "neo4j-admin", "--out", "import", OVERSIGHT_STORE=embedded.where).returncode == 0

        home = tmp_path / "home"
        (home / "conf").mkdir(parents=True)
        (home / "conf" / "neo4j.conf").touch()
        admin = tmp_path / "neo4j-admin"
        admin.write_text(
            f"#!/bin/sh\nexec java -Xmx1g -XX:TieredStopAtLevel=1 --add-opens=java.base/java.nio=ALL-UNNAMED -cp '{PARTS}/lib/*' org.neo4j.cli.AdminTool \"$@\"\n"
        )
        admin.chmod(0o755)
        settings = os.environ | {"NEO4J_ADMIN": str(admin), "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
        done = subprocess.run(["sh", str(tmp_path / "import" / "import.sh"), "neo4j"], capture_output=True, text=True, env=settings, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

        server = new_neo4j_server(home=home)
        with og.open_store(server.uri, username=server.username, password=server.password) as store:
            import neo4j

            with neo4j.GraphDatabase.driver(server.uri, auth=(server.username, server.password)) as driver:
                with pytest.raises(og.StoreError, match=r"isn't finished\. Run the file `finish.cypher`"):
                    store.graph()
                with driver.session() as session:
                    for statement in (tmp_path / "import" / "finish.cypher").read_text("utf-8").split(";\n")[:-1]:
                        session.run(statement).consume()
                same(store.graph(), expected)
                assert store.infos() == embedded.infos() and store.loaded() == (1, embedded.loaded()[1])
                imported = dump(store)
                for query in re.findall(r"```cypher\n(.*?)```", (ROOT / "docs" / "neo4j.md").read_text("utf-8"), re.DOTALL):
                    assert store.cypher(query)[1], query
                og.withdraw(store, "apart").apply()  # further loads work on it
                assert set(store.graph().headers) == set(expected.headers) - {"apart"}
                og.plan(store, charts[-1]).apply()
                same(store.graph(), expected)

                driver.execute_query("MATCH (n) DETACH DELETE n")
                once = embedded.loaded()[1]
                store.write(0, once, resolve([]), resolve([one.chart for one in once]))
            loaded = dump(store)
            assert imported[0] == loaded[0]
            assert imported[1] == loaded[1]
