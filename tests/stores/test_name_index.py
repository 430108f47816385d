"""What is found in the index of names is what a look at each body finds (contract §3); the index beside a graph is made anew wherever it isn't as it was written."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.charts_strategy import AREAS, Document, chart_sets, read_chart
from support.examples import examples
from support.places import TESTS

import oversight_graph as og
from oversight_graph.answer.body_lookup import find_bodies
from oversight_graph.charts import shipped
from oversight_graph.errors import UnknownBody
from oversight_graph.graph.name_index import name_index
from oversight_graph.naming.normalisation import fold
from oversight_graph.naming.pinyin_letters import first_letters
from oversight_graph.store import kept_names
from oversight_graph.store.embedded import EmbeddedStore
from oversight_graph.store.kept_graph import KeptGraph

Row = dict[str, object]
WORDS = ("驻", "駐", "市", "水利局", "水務廳", "重庆", "纪委", "紀律檢查委員會", "中共", "第5", "第五", "·", " ", "Bureau", "b", "cq", "\ue000", "ÿ", "Ｂ", "—")
NAMES = st.lists(st.sampled_from(WORDS), max_size=4).map("".join)
IDS = st.sampled_from(("a:x", "b:x", "a:b:x", "x", "a:u1", "a:u11", "cq", "水利局"))


@st.composite
def tables(draw: st.DrawFn) -> list[Row]:
    return [
        {
            "ids": draw(st.lists(IDS, max_size=2)),
            "name": draw(NAMES),
            "name_en": draw(st.none() | NAMES),
            "aliases": draw(st.none() | st.lists(NAMES, max_size=2)),
        }
        for _ in range(draw(st.integers(0, 5)))
    ]


def as_table(rows: list[Row]) -> pa.Table:
    texts = pa.list_(pa.string())
    return pa.Table.from_pylist(rows, pa.schema([("ids", texts), ("name", pa.string()), ("name_en", pa.string()), ("aliases", texts)]))


def initials_fit(name: str, letters: str) -> tuple[bool, bool]:
    """Whether letters are the initials of a name, and whether they are a part of them: each fits some reading of its character."""
    sounds = [first_letters(one) for one in name if first_letters(one) or one.isalnum()]
    fits = [all(letter in one for letter, one in zip(letters, sounds[at:], strict=False)) for at in range(len(sounds) - len(letters) + 1)]
    return bool(fits and fits[0] and len(sounds) == len(letters)), any(fits)


def looked_at(rows: list[Row], text: str) -> list[int]:
    """The bodies that a text fits, by looking at each: contract §3 word by word."""
    wanted, folded = text.strip(), fold(text.strip())
    if not wanted:
        return []

    def names(row: Row) -> list[str]:
        return [row["name"], *([row["name_en"]] if row["name_en"] is not None else []), *(row["aliases"] or [])]  # type: ignore[misc,list-item]

    letters = "".join(wanted.split()).lower()
    sounded = len(letters) > 1 and letters.isascii() and letters.isalnum()
    ways: tuple[Callable[[Row], bool], ...] = (
        lambda row: wanted in row["ids"],  # type: ignore[operator]
        lambda row: any(one.endswith(f":{wanted}") for one in row["ids"]),  # type: ignore[attr-defined]
        lambda row: bool(folded) and any(fold(name) == folded for name in names(row)),
        lambda row: bool(folded) and any(folded in fold(name) for name in names(row)),
        lambda row: sounded and any(initials_fit(name, letters)[0] for name in [row["name"], *(row["aliases"] or [])]),  # type: ignore[misc]
        lambda row: sounded and any(initials_fit(name, letters)[1] for name in [row["name"], *(row["aliases"] or [])]),  # type: ignore[misc]
    )
    return next((found for way in ways if (found := [at for at, row in enumerate(rows) if way(row)])), [])


@given(tables(), NAMES | IDS | st.sampled_from(("zsslj", "cq", "zq", "d5", "sswt", "\ud800", "?")))
@examples(300)
def test_the_index_finds_what_a_look_at_each_body_finds(rows: list[Row], text: str) -> None:
    """In either script, with signs and blanks between, by an id, its last part, a name, a part of one, pinyin initials in any reading."""
    found = next((some.tolist() for some in name_index(as_table(rows)).stages(text, initials=True) if len(some)), [])
    assert found == looked_at(rows, text)


@pytest.mark.parametrize("letters", ["cqs", "zqs", "CQS", "c q s"])
def test_a_character_of_several_readings_is_found_by_each(letters: str) -> None:
    rows: list[Row] = [{"ids": ["a"], "name": "重庆市", "name_en": None, "aliases": None}, {"ids": ["b"], "name": "昆明市", "name_en": None, "aliases": None}]
    assert [some.tolist() for some in name_index(as_table(rows)).stages(letters, initials=True)][-2:] == [[0], [0]]


# -- beside a graph ------------------------------------------------------------------------------------------------------


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own."""
    monkeypatch.setenv("OVERSIGHT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "graphs"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which indices were made of the tables."""
    calls: list[str] = []
    for name in ("name_index", "initial_index"):
        make = getattr(kept_names, name)
        monkeypatch.setattr(kept_names, name, lambda nodes, name=name, make=make: calls.append(name) or make(nodes))
    return calls


def stored(place: Path, *charts: og.Chart) -> EmbeddedStore:
    store = EmbeddedStore(place)
    og.plan(store, charts).apply(100)
    return store


@given(chart_sets(), st.data())
@examples(40)
def test_a_store_finds_what_the_graph_finds(tmp_path_factory: pytest.TempPathFactory, documents: list[Document], data: st.DataObject) -> None:
    """Of all charts and of some, in an area, on the day of each chart and on earlier ones, on which links say who was there."""
    store = EmbeddedStore(tmp_path_factory.mktemp("names") / "s.oversight")
    try:
        og.plan(store, [read_chart(document) for document in documents]).apply(100)
    except og.ChartError:
        return
    charts = [info.header.id for info in store.infos()]
    scope = data.draw(st.sampled_from([{}, {"as_of": "2018-01-01"}, {"as_of": "2030"}, {"charts": charts[:1]}, {"charts": charts[-1:], "as_of": "2019"}]))
    scope |= data.draw(st.sampled_from([{}, *({"area": area} for area in AREAS)]))
    try:
        whole = store.graph(**scope, whole=True)
    except og.NothingThere:
        return
    rows = whole.node_table.to_pylist()
    texts = [text for row in store.graph().node_table.to_pylist() for text in (row["id"], row["name"], row["name"][1:], row["id"][-2:])]
    text = data.draw(st.sampled_from(texts or ["甲"]))
    found = store.bodies(**scope, text=text)
    at = find_bodies(found, text, initials=True)
    expected = looked_at(rows, text)
    assert found.node_table.column("id").take(pa.array(at)).to_pylist() == [rows[one]["id"] for one in expected]
    assert found.scope[at].tolist() == whole.scope[expected].tolist()
    assert find_bodies(whole, text, initials=True).tolist() == expected


def test_a_body_that_is_asked_about_is_never_told_by_initials(five: Path) -> None:
    """A list may hold what somebody didn't mean, an answer mustn't be about it."""
    with og.open_store(five) as store:
        assert len(find_bodies(store.graph(), "sslt", initials=True))
        with pytest.raises(UnknownBody):
            og.ask(store.graph(), "reach", "sslt")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def _changed(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 + 20] ^= 8
    path.write_bytes(content)


def _first_line(path: Path) -> None:
    path.write_bytes(b"{}" + path.read_bytes()[2:])


def _another_state(path: Path) -> None:
    content = path.read_bytes()
    key = content.split(b'"key": "')[1][:10]
    path.write_bytes(content.replace(key, b"0123456789", 1))


@pytest.mark.parametrize("damage", [_cut, _changed, _first_line, _another_state, Path.unlink, lambda path: path.write_bytes(b"")])
@pytest.mark.parametrize(("name", "text"), [("names", "水利"), ("initials", "sslt")])
def test_a_damaged_index_is_made_anew(tmp_path: Path, cache: Path, made: list[str], damage: Callable[[Path], None], name: str, text: str) -> None:
    store = stored(tmp_path / "s.oversight", *og.read(*shipped()))
    before = store.bodies(text=text).node_table
    assert before.num_rows and EmbeddedStore(store.path).bodies(text=text).node_table.equals(before)
    del made[:]
    (place,) = cache.glob(f"*/{name}")
    damage(place)
    assert EmbeddedStore(store.path).bodies(text=text).node_table.equals(before) and len(made) == 1
    assert EmbeddedStore(store.path).bodies(text=text).node_table.equals(before) and len(made) == 1
    assert not list(cache.glob("*/.making-*"))


def test_where_no_index_can_be_kept_bodies_are_found_all_the_same(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kept_names, "_write", full)
    store = stored(tmp_path / "s.oversight", *og.read(*shipped()))
    assert len(store.bodies(text="水利")) and not list(cache.glob("*/names"))


def test_of_what_was_found_alone_rows_are_read(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = stored(tmp_path / "s.oversight", *og.read(*shipped()))
    store.bodies(text="水利")
    read: list[int] = []
    for name in ("some_nodes", "some_links"):
        take = getattr(KeptGraph, name)
        monkeypatch.setattr(KeptGraph, name, lambda graph, rows, take=take: read.append(len(rows)) or take(graph, rows))
    found = store.bodies(text="水利厅")
    assert 0 < len(found) < 10 and max(read) <= len(found)


def test_a_load_is_seen_by_the_next_look(tmp_path: Path, cache: Path) -> None:
    charts = og.read(*shipped())
    store = stored(tmp_path / "s.oversight", *charts[:1])
    with pytest.raises(UnknownBody):
        og.ask(store.graph(), "reach", "甘肃省纪委监委机关第五监督检查室的名字")
    assert not len(store.bodies(text="gansu-2020:g-water"))
    stored(store.path, *[one for one in charts if one.id == "gansu-2020"])
    assert store.bodies(text="gansu-2020:g-water").node_table.column("id").to_pylist() == ["gansu-2020:g-water"]
    graph = store.graph()
    assert graph.ids[find_bodies(graph, "gansu-2020:g-water")].tolist() == ["gansu-2020:g-water"]


def test_processes_that_make_one_index_at_once_find_the_same(tmp_path: Path, cache: Path) -> None:
    store = stored(tmp_path / "s.oversight", *og.read(*shipped()))
    script = "import sys, oversight_graph as og; print(og.open_store(sys.argv[1]).bodies(text='水利').node_table.column('id').to_pylist())"
    running = [subprocess.Popen([sys.executable, "-c", script, str(store.path)], stdout=subprocess.PIPE, text=True, cwd=TESTS) for _ in range(2)]
    assert {one.communicate()[0].strip() for one in running} == {str(store.bodies(text="水利").node_table.column("id").to_pylist())}
    assert len(list(cache.glob("*/names"))) == 1 and not list(cache.glob("*/.making-*"))


def test_positions_of_a_graph_that_holds_fewer_bodies_are_its_own(tmp_path: Path, cache: Path) -> None:
    """The index is of all bodies on all days; of a graph on a day some are gone."""
    store = stored(tmp_path / "s.oversight", *og.read(*shipped()))
    graph = store.graph(as_of="2017")
    assert 0 < len(graph) < len(store.graph())
    rows = graph.node_table.to_pylist()
    for text in ("纪委", "监督检查室", rows[0]["id"], rows[-1]["name"]):
        assert find_bodies(graph, text).tolist() == looked_at(rows, text)
    assert np.array_equal(graph.source, np.array([graph.ids.tolist().index(one) for one in graph.link_table.column("from").to_pylist()]))
