"""Stores that the version before wrote, with schema 3: read as they are, and written anew by the next load.

`schema_3/` holds two charts and what that version (commit 6e0e076) made of them by `og.plan(…).apply()`: the file of an embedded store, packed by xz,
and all nodes and relationships of a Neo4j. Neither has any `share` or `of` (domain §3a); what the charts write of sets means `all`.
"""

from __future__ import annotations

import datetime
import json
import lzma
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from neo4j_server.address import Address
from support.command import Run
from support.places import TESTS
from support.store_cases import answers, said
from support.stores import EmptyStore, content

import oversight_graph as og
from oversight_graph.charts import graph_of
from oversight_graph.store.embedded import EmbeddedStore
from oversight_graph.store.ladybug_session import LadybugSession
from oversight_graph.store.protocol import Store
from oversight_graph.store.catalogue import SCHEMA

WRITTEN = TESTS / "stores" / "schema_3"
CHARTS = [WRITTEN / "district.yaml", WRITTEN / "city.yaml"]  # in the order of loading

OLDER = """
chart: older
title: {zh: 又一县}
as_of: 2020
area: "530103"
level: county
sources: [{id: s1, title: 报告}]
nodes:
  - {id: offices, kind: TownshipOffice, name: 乡镇纪委, count: 5}
  - {id: street, kind: TownshipOffice, name: 街道纪工委}
  - {id: stations, kind: LiaisonStation, name: 联络站, count: 12}
links:
  - {kind: EXTENDS_TO, from: offices, to: stations, share: part}
  - {kind: EXTENDS_TO, from: street, to: stations, share: part, count: 4}
"""


@pytest.fixture
def charts() -> list[og.Chart]:
    return og.read(*CHARTS)


@pytest.fixture
def further(tmp_path: Path) -> og.Chart:
    """A chart whose shares no store of schema 3 could hold."""
    (tmp_path / "older.yaml").write_text(OLDER, "utf-8")
    (chart,) = og.read(tmp_path / "older.yaml")
    return chart


def unpacked(place: Path) -> Path:
    place.write_bytes(lzma.decompress((WRITTEN / "store.lbug.xz").read_bytes()))
    return place


def _typed(value: Any) -> Any:
    if isinstance(value, dict):
        return datetime.date.fromisoformat(value["date"]) if "date" in value else datetime.datetime.fromisoformat(value["datetime"])
    return [_typed(one) for one in value] if isinstance(value, list) else value


def put_into(address: Address) -> None:
    """Make the nodes and relationships that the version before made."""
    made = json.loads((WRITTEN / "neo4j.json").read_text("utf-8"))
    with address.driver() as driver:
        ends = []
        for labels, row in made["nodes"]:
            query = f"CREATE (n:{':'.join(labels)}) SET n = $row RETURN elementId(n)"
            ends.append(driver.execute_query(query, {"row": _row(row)}, database_=address.database).records[0].value())
        for start, kind, end, row in made["links"]:
            query = f"MATCH (a) WHERE elementId(a) = $a MATCH (b) WHERE elementId(b) = $b CREATE (a)-[r:{kind}]->(b) SET r = $row"
            driver.execute_query(query, {"a": ends[start], "b": ends[end], "row": _row(row)}, database_=address.database)


def _row(values: dict[str, Any]) -> dict[str, Any]:
    return {key: _typed(value) for key, value in values.items()}


@pytest.fixture(params=("embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Store]:
    """A store of schema 3 that holds the two charts."""
    if request.param == "embedded":
        with og.open_store(unpacked(tmp_path / "s.lbug")) as opened:
            yield opened
        return
    stores: EmptyStore = request.getfixturevalue("neo4j_stores")
    address: Address = request.getfixturevalue("neo4j_server")
    with stores() as opened:
        put_into(address)
        yield opened


def schema(store: Store) -> int:
    """The one that the store itself names."""
    label = "Store" if isinstance(store.where, str) and store.where.endswith(".lbug") else "OversightStore"
    return int(store.cypher(f"MATCH (s:{label}) RETURN s.schema")[1][0][0])


def newest(store: Store) -> int:
    """The schema that this version writes."""
    return SCHEMA if isinstance(store, EmbeddedStore) else 4


def test_a_store_of_before_is_read_and_answers_as_its_charts_do(store: Store, charts: list[og.Chart]) -> None:
    assert (schema(store), store.outdated()) == (3, True)
    assert [info.header.id for info in store.infos()] == ["district", "city"]
    assert [one.chart for one in store.loaded()[1]] == charts
    for day in (None, "2019-06-30", "2021-06-30"):
        stored, made = store.graph(as_of=day), graph_of(charts, day)
        assert stored.node_table.equals(made.node_table) and stored.link_table.equals(made.link_table)
        assert [said(answer) for answer in answers(stored)] == [said(answer) for answer in answers(made)]
    assert store.graph().links["share"].unique().tolist() == ["all"]
    assert (schema(store), store.outdated()) == (3, True)  # asking changes nothing


def test_links_keep_the_names_that_the_version_before_gave_them(store: Store) -> None:
    asked = "MATCH (a)-[r]->(b) WHERE r.id IS NOT NULL RETURN r.id"
    if isinstance(store, EmbeddedStore):  # the file itself: what `cypher` asks is made of the charts by this version
        with LadybugSession(store.path, store.where, read_only=True) as run:
            named = {row[0] for row in run.rows(asked)[1]}
    else:
        named = {row[0] for row in store.cypher(asked)[1]}
    everything = store.graph(as_of="2021-06-30").links["id"].tolist() + store.graph(as_of="2020-06-30").links["id"].tolist()
    assert len(named) == 20 and set(everything) <= named


def test_the_same_charts_again_change_nothing_but_the_schema(store: Store, charts: list[og.Chart]) -> None:
    before, (revision, loaded) = content(store), store.loaded()
    planned = og.plan(store, charts)
    assert planned.empty
    planned.apply()
    assert (schema(store), store.outdated()) == (newest(store), False)
    assert (content(store), store.loaded()) == (before, (revision + 1, loaded))
    again = og.plan(store, charts)
    again.apply()
    assert again.empty and store.loaded()[0] == revision + 1  # now there is nothing to write anew


def test_the_next_load_migrates_and_what_is_withdrawn_leaves_the_rest(store: Store, charts: list[og.Chart], further: og.Chart) -> None:
    before = content(store)
    planned = og.plan(store, further)
    assert not planned.changed_links and not planned.removed_links and len(planned.added_links) == 2
    planned.apply()
    assert (schema(store), store.outdated()) == (newest(store), False)
    stored, made = store.graph(), graph_of([*charts, further])
    assert stored.link_table.equals(made.link_table) and stored.node_table.equals(made.node_table)
    assert [said(answer) for answer in answers(stored)] == [said(answer) for answer in answers(made)]
    kept = store.cypher("MATCH (a)-[r:EXTENDS_TO]->(b) WHERE r.share = 'part' RETURN r.count ORDER BY r.count")[1]
    assert kept == [[4], [None]]
    og.withdraw(store, "older").apply()
    assert content(store) == before


def test_a_chart_is_withdrawn_from_a_store_of_before(store: Store, charts: list[og.Chart]) -> None:
    og.withdraw(store, "city").apply()
    assert (schema(store), [info.header.id for info in store.infos()]) == (newest(store), ["district"])
    assert store.graph().link_table.equals(graph_of(charts[:1]).link_table)


def test_one_link_that_is_now_shared_out_is_told_as_that(store: Store, charts: list[og.Chart], tmp_path: Path) -> None:
    """The chart of the store says of 18 offices and 40 stations that each has each; its new version shares them out."""
    text = CHARTS[0].read_text("utf-8").replace("to: stations, count: 40}", "to: stations, share: part}")
    (tmp_path / "district.yaml").write_text(text, "utf-8")
    planned = og.plan(store, og.read(tmp_path / "district.yaml"))
    (change,) = planned.changed_links
    assert change.values == {"share": ("all", "part"), "count": (40, None)}
    planned.apply()
    assert content(store)[1] == graph_of([*og.read(tmp_path / "district.yaml"), charts[1]]).link_table.to_pylist()


def test_the_command_asks_loads_and_unloads_a_store_of_before(run: Run, tmp_path: Path) -> None:
    unpacked(tmp_path / "store.lbug")
    assert "district" in run("charts").stdout
    before = run("coverage", "--format", "csv").stdout
    assert "earlier version wrote it" in run("doctor").stdout
    assert run("load", *map(str, CHARTS)).returncode == 0 and "earlier version wrote it" in run("doctor").stdout  # nothing to change, nobody was asked
    assert run("load", *map(str, CHARTS), "--yes").returncode == 0
    assert "earlier version wrote it" not in run("doctor").stdout
    assert before and run("coverage", "--format", "csv").stdout == before
    assert run("unload", "city", "--yes").returncode == 0 and "city" not in run("charts").stdout
