"""The graph in the cache: made of the charts whenever it isn't there as it was written, and never in the way of an answer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from support.charts_strategy import AREAS, Document, chart_sets, read_chart
from support.examples import examples
from support.killing import units
from support.places import TESTS
from support.store_cases import answers, said

import oversight_graph as og
from oversight_graph.charts import graph_of, shipped
from oversight_graph.store import derived_graph, embedded, graph_cache, graph_tables
from oversight_graph.store.embedded import EmbeddedStore
from oversight_graph.store.protocol import LoadedChart


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own."""
    monkeypatch.setenv("OVERSIGHT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "graphs"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often a graph was made of its charts."""
    calls: list[int] = []
    made_whole = derived_graph.made_whole

    def count(key: str, loaded: list[LoadedChart]) -> object:
        calls.append(len(loaded))
        return made_whole(key, loaded)

    monkeypatch.setattr(derived_graph, "made_whole", count)
    return calls


def loaded(place: Path, *charts: og.Chart) -> EmbeddedStore:
    store = EmbeddedStore(place)
    og.plan(store, charts).apply(100)
    return store


def fresh(store: EmbeddedStore) -> EmbeddedStore:
    """The same store, as another process opens it."""
    return EmbeddedStore(store.path)


def test_a_load_keeps_the_graph_and_questions_map_it(tmp_path: Path, cache: Path, made: list[int]) -> None:
    store = loaded(tmp_path / "s.lbug", *og.read(*shipped()))
    (folder,) = cache.iterdir()
    graph = fresh(store).graph()
    whole = graph_of(og.read(*shipped()))
    assert graph.node_table.equals(whole.node_table) and graph.link_table.equals(whole.link_table) and not made
    shutil.rmtree(folder)
    assert fresh(store).graph().node_table.equals(whole.node_table) and made == [5]
    assert fresh(store).graph().link_table.equals(whole.link_table) and made == [5] and list(cache.iterdir()) == [folder]


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def _grown(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"x")


def _changed(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[min(len(content) // 3, 1000)] ^= 8  # of a large file the beginning and the end are looked at
    path.write_bytes(content)


def _gone(path: Path) -> None:
    path.unlink()


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [_cut, _grown, _changed, _gone, _emptied])
@pytest.mark.parametrize("name", ["nodes", "links", "index", "index.json", "page.json"])
def test_a_damaged_graph_is_made_anew(tmp_path: Path, cache: Path, made: list[int], damage: Callable[[Path], None], name: str) -> None:
    store = loaded(tmp_path / "s.lbug", *og.read(*shipped()))
    before = store.graph()
    (folder,) = cache.iterdir()
    if name == "page.json" and damage is _changed:  # whatever it says then
        (folder / name).write_text('{"format": 2, "files": {"nodes": 3}}', "utf-8")
    elif name == "index.json" and damage is _changed:
        (folder / name).write_text('{"edges": 3}', "utf-8")
    else:
        damage(folder / name)
    found = fresh(store).graph()
    assert found.node_table.equals(before.node_table) and found.link_table.equals(before.link_table) and made == [5]
    assert fresh(store).graph().node_table.equals(before.node_table) and made == [5]


@pytest.mark.parametrize("damage", [_cut, _changed, _gone, _emptied])
@pytest.mark.parametrize("name", ["nodes", "links", "patch", "patch-nodes", "patch-links", "layer-0", "layer-1", "layer-0-nodes", "layer-1-links", "index"])
def test_a_damaged_graph_that_a_load_has_patched_is_made_anew(
    tmp_path: Path, cache: Path, made: list[int], monkeypatch: pytest.MonkeyPatch, damage: Callable[[Path], None], name: str
) -> None:
    monkeypatch.setattr(derived_graph, "PART_FROM", 0)
    monkeypatch.setattr(derived_graph, "_PATCH", 1)
    store = loaded(tmp_path / "s.lbug", units(900), units(3, "other"))
    loaded(store.path, units(5, "third"))
    whole = graph_of([units(900), units(3, "other"), units(5, "third")])  # what is mapped from a file that is cut off can't be read any more
    before = len(fresh(store).graph())
    assert len(fresh(store).graph("third")) == 5, "the index is made when somebody asks"
    folder = max(cache.iterdir(), key=lambda one: int(one.name.split("-")[1]))
    assert (folder / name).exists() and before == 908 and not made
    damage(folder / name)
    if name == "index" and damage is _gone:
        (folder / "index.json").unlink()  # an index that isn't there yet is made by the first who asks
    found = fresh(store).graph("third"), fresh(store).graph()
    assert len(found[0]) == 5 and found[1].node_table.equals(whole.node_table) and found[1].link_table.equals(whole.link_table)
    assert made == ([] if name == "index" and damage is _gone else [3])


def test_a_load_goes_on_where_the_kept_graph_has_gone_meanwhile(tmp_path: Path, cache: Path, made: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the plan and the load, too: then the next question makes it of the charts."""
    monkeypatch.setattr(derived_graph, "PART_FROM", 0)
    store = loaded(tmp_path / "s.lbug", units(900))
    planned = EmbeddedStore(store.path)
    plan = og.plan(planned, units(5, "other"))
    assert plan.after.part_of is not None and len(plan.after.nodes) == 5
    planned.close()
    shutil.rmtree(cache)
    plan.apply()
    assert [(info.nodes, info.links) for info in store.infos()] == [(900, 0), (5, 0)]
    assert len(fresh(store).graph()) == 905 and made == [2]


def test_copies_of_a_store_that_go_their_own_ways_have_graphs_of_their_own(tmp_path: Path, cache: Path) -> None:
    """They are of one identity and one revision."""
    one = loaded(tmp_path / "s.lbug", units(3))
    shutil.copy(one.path, tmp_path / "t.lbug")
    other = EmbeddedStore(tmp_path / "t.lbug")
    og.plan(one, units(4)).apply(100)
    og.plan(other, units(5)).apply(100)
    assert (one.loaded()[0], len(fresh(one).graph())) == (2, 4) and (other.loaded()[0], len(fresh(other).graph())) == (2, 5)


@pytest.mark.parametrize("what", ["a file", "for reading only", "full"])
def test_where_nothing_can_be_kept_answers_come_all_the_same(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    if what == "a file":
        cache.parent.write_text("mine", "utf-8")
    elif what == "full":
        monkeypatch.setattr(graph_cache, "write_arrays", _full)
    else:
        cache.mkdir(parents=True)
        cache.chmod(0o555)
        if os.access(cache, os.W_OK):
            monkeypatch.setattr(graph_cache, "tempfile", SimpleNamespace(mkdtemp=_full))
    store = loaded(tmp_path / "s.lbug", units(3), units(4, "other"))
    assert len(fresh(store).graph()) == 7 and len(fresh(store).graph("small")) == 3
    assert fresh(store).cypher("MATCH (n:Unit) RETURN count(n)")[1] == [[7]]
    assert what != "a file" or cache.parent.read_text("utf-8") == "mine"
    assert not cache.is_dir() or list(cache.iterdir()) == []


def _full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


def test_of_a_store_the_newest_graphs_stay_and_of_all_a_bounded_number(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph_cache, "_AT_MOST", 4)
    store = loaded(tmp_path / "s.lbug", units(3))
    for number in range(4, 9):
        og.plan(store, units(number)).apply(100)
        assert len(list(cache.iterdir())) <= 2
    for number in range(9):
        loaded(tmp_path / f"{number}.lbug", units(2))
    assert len(list(cache.iterdir())) <= 5 and len(fresh(store).graph()) == 8


def test_processes_that_make_one_graph_at_once_end_with_one(tmp_path: Path, cache: Path) -> None:
    store = loaded(tmp_path / "s.lbug", *og.read(*shipped()))
    shutil.rmtree(cache)
    script = "import sys, oversight_graph as og; print(len(og.open_store(sys.argv[1]).graph()))"
    running = [subprocess.Popen([sys.executable, "-c", script, str(store.path)], stdout=subprocess.PIPE, text=True, cwd=TESTS) for _ in range(3)]
    assert {one.communicate()[0].strip() for one in running} == {str(len(store.graph()))} and len(list(cache.iterdir())) == 1


def test_cypher_asks_a_database_that_is_made_once(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from oversight_graph.store import cypher_database

    built: list[str] = []
    build = cypher_database.build_file
    monkeypatch.setattr(cypher_database, "build_file", lambda path, *more: built.append(path) or build(path, *more))
    store = loaded(tmp_path / "s.lbug", *og.read(*shipped()))
    asked = "MATCH (n) WHERE n.name IS NOT NULL RETURN count(n)"
    assert store.cypher(asked)[1] == fresh(store).cypher(asked)[1] and len(built) == 1
    (place,) = cache.glob("*/cypher.lbug")
    _changed(place)
    store.cypher(asked)
    assert len(built) == 2 and [one.name for one in tmp_path.iterdir() if one.name != "cache"] == ["s.lbug"]


# -- slices -------------------------------------------------------------------------------------------------------------


def told(answer: og.Answer) -> object:
    """What an answer says, but how much isn't known on its day of all that was looked at: of a slice that is less."""
    found = said(answer)
    assert isinstance(found, dict)
    return found | {"notes": [note for note in found["notes"] if "state no beginning" not in note]}


@given(chart_sets(shares=True))
@examples(5, long=120)
def test_what_is_said_of_an_area_does_not_depend_on_how_closely_it_was_cut(tmp_path_factory: pytest.TempPathFactory, documents: list[Document]) -> None:
    """Coverage, gaps and load of what lies in an area: from the least surroundings and from everything, on the day of each chart and on others."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(embedded, "NEAR_FROM", 0)
        store = EmbeddedStore(tmp_path_factory.mktemp("slices") / "s.lbug")
        try:
            og.plan(store, [read_chart(document) for document in documents]).apply(100)
        except og.ChartError:
            return
        names = [info.header.id for info in store.infos()]
        for scope in ({}, {"as_of": "2018-01-01"}, {"as_of": "2030"}, {"charts": names[:1]}, {"charts": names[-1:], "as_of": "2019"}):
            for area in AREAS:
                try:
                    near, whole = store.graph(area=area, **scope), store.graph(area=area, whole=True, **scope)
                except og.NothingThere:
                    continue
                assert near.near and list(near.nodes["id"]) == list(whole.nodes["id"]) and near.links.equals(whole.links)
                for name in ("coverage", "gaps", "workload"):
                    assert list(map(told, answers(near, name))) == list(map(told, answers(whole, name))), (area, scope, name)


@given(chart_sets(shares=True))
@examples(25, long=300)
def test_a_slice_of_charts_is_what_these_charts_make_of_the_graph(tmp_path_factory: pytest.TempPathFactory, documents: list[Document]) -> None:
    from oversight_graph.graph.by_day import cut_graph

    store = EmbeddedStore(tmp_path_factory.mktemp("slices") / "s.lbug")
    charts = [read_chart(document) for document in documents]
    try:
        og.plan(store, charts).apply(100)
    except og.ChartError:
        return
    nodes, links = graph_tables.derived([LoadedChart(one, "") for one in charts])
    for names in ([one.id for one in charts[:1]], [one.id for one in charts[1:]], [one.id for one in charts]):
        asked = store.cut(names or None)
        expected = cut_graph(nodes, links, asked.as_of, asked.headers, None, asked.areas, every=len(asked.headers) == len(charts))
        found = store.graph(names or None)
        assert found.node_table.equals(expected.node_table) and found.link_table.equals(expected.link_table)


def test_a_slice_brings_what_bears_on_it_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = loaded(tmp_path / "s.lbug", *og.read(*shipped()))
    assert not store.graph(area="620000").near, "of a small graph all comes along"
    monkeypatch.setattr(embedded, "NEAR_FROM", 0)
    near, whole = store.graph(area="620000"), store.graph(area="620000", whole=True)
    assert near.near and not whole.near and len(near) < len(whole) / 4
    assert any("whole=True" in note for note in og.ask(near, "reach", "派驻省水利厅纪检监察组").notes)
