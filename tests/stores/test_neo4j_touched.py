"""A load into Neo4j reads and sends what it touches: over random sequences the graph on the server, what it says of its charts and the plans are those of resolving everything."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test
from neo4j_server.address import Address
from support.examples import examples
from support.load_sequences import SEEDS, LoadSequences
from support.small import HEADER, chart
from support.store_cases import load
from support.stores import EmptyStore, content, opened
from support.versions import numbered

import oversight_graph as og
from oversight_graph.errors import PlanStale
from oversight_graph.resolution.resolve import resolve
from oversight_graph.store import derived_graph
from oversight_graph.store.graph_tables import graph_tables
from oversight_graph.store.neo4j import kept_charts, store_node, stored_charts
from oversight_graph.store.neo4j.read import GraphSlice, consistently
from oversight_graph.store.neo4j.store import Neo4jStore
from oversight_graph.store.protocol import own_areas
from oversight_graph.store.store_write import counted


def on_the_server(store: Neo4jStore) -> tuple[Any, Any, list[dict[str, Any]], dict[str, list[str]]]:
    """The state of the store, its graph on all days, what it says of its charts, and where each body lies."""

    def read(tx: Any, state: Any) -> Any:
        within = dict(tx.run("MATCH (n:Body) RETURN n.id, n.within").values())
        nodes, links = GraphSlice(tx, state, None, True).whole()
        return (nodes.to_pylist(), links.to_pylist()), store_node.headers(tx), within

    state, (graph, rows, within) = consistently(store._connection, read)
    return state, graph, rows, within


def check(store: Neo4jStore, charts: list[og.Chart]) -> None:
    """Everything on the server is as if the charts had been loaded into an empty store."""
    state, graph, rows, within = on_the_server(store)
    nodes, links = graph_tables(resolve(charts))
    assert graph == (nodes.to_pylist(), links.to_pylist())
    assert (state.nodes, state.links) == (nodes.num_rows, links.num_rows)
    assert [row["id"] for row in rows] == [one.id for one in charts] and [row["position"] for row in rows] == list(range(len(charts)))
    assert {row["id"]: (row["nodes"], row["links"]) for row in rows} == counted([one.id for one in charts], nodes, links)
    bodies = nodes.select(["id", "area", "charts"]).to_pylist()
    assert {row["id"]: row["areas"] for row in rows} == {one.id: sorted({body["area"] for body in bodies if one.id in body["charts"]}) for one in charts}
    areas = own_areas([one.header for one in charts])
    assert within == {body["id"]: areas.above(body["area"]) for body in bodies}
    assert [one.chart for one in store.loaded()[1]] == charts


def test_sequences_of_loads_that_look_at_what_they_touch(neo4j_stores: EmptyStore) -> None:
    """At each step two users, each with a cache of their own: the one who loads may have to catch up with what the other has loaded since."""

    class InNeo4j(LoadSequences):
        kind = Neo4jStore

        def __init__(self) -> None:
            super().__init__()
            self.folder = Path(tempfile.mkdtemp())
            self.patch.setattr(kept_charts, "KEEP_FROM", 0)
            self.user(0)
            self.emptied = neo4j_stores()
            made: Any = self.emptied.__enter__()
            self.address = made.address
            self.open: list[Neo4jStore] = []

        def user(self, number: int) -> None:
            self.patch.setenv("OVERSIGHT_CACHE", str(self.folder / f"cache-{number}"))

        def store(self) -> Neo4jStore:
            self.open.append(opened(self.address))
            return self.open[-1]

        def teardown(self) -> None:
            for store in self.open:
                store.close()
            self.emptied.__exit__(None, None, None)
            self.patch.undo()
            shutil.rmtree(self.folder)

        @precondition(lambda self: self.charts)
        @rule(seed=SEEDS)
        def another_user_comes(self, seed: int) -> None:
            self.user(Random(seed).randrange(2))

        @invariant()
        def the_server_holds_the_graph_of_the_charts_from_nothing(self) -> None:
            if self.charts:
                check(self.store(), [one for one, _ in self.charts.values()])

    run_state_machine_as_test(InNeo4j, settings=examples(4, long=60, stateful_step_count=6))  # type: ignore[no-untyped-call]


COUNTY = chart("nodes: [{id: a, kind: Commission, name: 某县纪委监委, area: '530102'}, {id: b, kind: Unit, name: 某县财政局, area: '530102'}]", "county")
CITY = "nodes: [{id: a, kind: Commission, name: 某市纪委监委}, {id: c, kind: Unit, name: 某区财政局, area: own, level: county}]"


@pytest.fixture
def every_entry_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Stores of a few entries are kept, and small parts of them looked at."""
    monkeypatch.setenv("OVERSIGHT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(kept_charts, "KEEP_FROM", 0)
    monkeypatch.setattr(derived_graph, "_SHARE", 0)


@pytest.fixture
def read_versions(monkeypatch: pytest.MonkeyPatch, every_entry_counts: None) -> list[str]:
    """The charts whose entries were fetched from the server."""
    fetched: list[str] = []

    def noted(tx: Any, kept: Any) -> Any:
        rows, read = made(tx, kept)
        fetched.extend(row["id"] for row in rows if row["version"] in read)
        return rows, read

    made = stored_charts.texts
    monkeypatch.setattr("oversight_graph.store.neo4j.store.texts", noted)
    return fetched


def versions(address: Address) -> dict[str, str]:
    return {str(name): str(version) for name, version in address.ask("MATCH (c:OversightChart) RETURN c.id, c.version")}


def test_a_load_fetches_only_the_charts_that_somebody_has_changed_since(
    address: Address, neo4j_store: Neo4jStore, read_versions: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    load(neo4j_store, numbered(0), COUNTY)
    with opened(address) as later:
        assert og.plan(later, COUNTY).empty and read_versions == []
    with monkeypatch.context() as patch:
        patch.setenv("OVERSIGHT_CACHE", str(tmp_path / "other"))
        with opened(address) as another:
            load(another, numbered(1))
    assert read_versions == ["small", "county"]  # nothing was kept for this user
    read_versions.clear()
    with opened(address) as later:
        load(later, chart("nodes: [{id: z, kind: Unit, name: 某县卫生局, area: '530102'}]", "third"))
    assert read_versions == ["small"]


def test_the_entries_of_a_chart_that_stays_lie_where_they_lay(address: Address, neo4j_store: Neo4jStore, every_entry_counts: None) -> None:
    load(neo4j_store, numbered(0), COUNTY)
    before, parts = versions(address), address.ask("MATCH (p:OversightPart {chart: 'small'}) RETURN elementId(p)")
    load(neo4j_store, chart("nodes: [{id: b, kind: Unit, name: 某县财政局, area: '530102'}]", "county"))
    after = versions(address)
    assert after["small"] == before["small"] and after["county"] != before["county"]
    assert address.ask("MATCH (p:OversightPart {chart: 'small'}) RETURN elementId(p)") == parts
    assert address.ask("MATCH (p:OversightPart {chart: 'county'}) RETURN count(DISTINCT p.version)") == [[1]]


def test_what_only_the_area_of_a_chart_moves_lies_elsewhere(neo4j_store: Neo4jStore, every_entry_counts: None) -> None:
    """The bodies of another chart lie in an area that this one declares; where it says anew what holds the area, they lie there, too."""
    inside = chart("nodes: [{id: d, kind: Unit, name: 某区卫生局, area: own, level: county}]", "inside")
    former, moved = (_in_city(above) for above in ("530100", "530000"))
    load(neo4j_store, numbered(0), former, inside)
    made = og.plan(neo4j_store, moved)
    assert made.after.part_of is not None
    made.apply(100)
    check(neo4j_store, [numbered(0), moved, inside])


def _in_city(above: str) -> og.Chart:
    return chart(CITY, "city", f"{HEADER}areas: [{{code: own, name: {{zh: 某区}}, part_of: '{above}'}}]\n")


def test_a_cache_that_is_damaged_or_cannot_be_written_costs_a_reading(
    address: Address, neo4j_store: Neo4jStore, read_versions: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    load(neo4j_store, numbered(0), COUNTY)
    for file in (tmp_path / "cache").rglob("layer-0"):
        file.write_bytes(file.read_bytes()[:-50])
    with opened(address) as later:
        load(later, numbered(1))
        assert read_versions == ["small", "county"]
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("OVERSIGHT_CACHE", str(tmp_path / "file"))
    with opened(address) as later:
        load(later, numbered(2))
        check(later, [numbered(2), COUNTY])


def test_a_part_of_a_store_that_was_put_back_is_not_written(address: Address, neo4j_store: Neo4jStore, every_entry_counts: None) -> None:
    """It has come to the same revision by another load, of which the plan knows nothing."""
    load(neo4j_store, numbered(0), COUNTY)
    made = og.plan(neo4j_store, numbered(1))
    address.ask("MATCH (s:OversightStore) SET s.written = 'another'")
    before = content(neo4j_store)
    with pytest.raises(PlanStale):
        made.apply(100)
    assert content(neo4j_store) == before


def test_what_several_charts_hold_is_counted_on_the_server(neo4j_store: Neo4jStore, every_entry_counts: None) -> None:
    load(neo4j_store, numbered(0), COUNTY, chart("nodes: [{id: b, kind: Unit, name: 某县财政局, area: '530102'}]", "beside"))
    assert neo4j_store.held(["county"]) == 2 and neo4j_store.held(["county", "beside"]) == 2 and neo4j_store.held(["small", "county"]) == 60 + 59 + 2
