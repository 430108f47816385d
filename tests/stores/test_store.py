"""The embedded store: whole or not at all, one writer, and clear words where it can't be reached."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.killing import context, start
from support.places import TESTS
from support.small import chart

import oversight_graph as og
from oversight_graph.disk.growing_file import has_remains
from oversight_graph.errors import PlanStale
from oversight_graph.store.embedded import EmbeddedStore
from oversight_graph.store.lock import lock_of, writing

UNITS = "nodes:\n" + "".join(f"  - {{id: u{n}, kind: Unit, name: 单位{n}}}\n" for n in range(50))


def filled(place: Path) -> Path:
    with og.open_store(place) as store:
        og.plan(store, chart(UNITS)).apply()
    return place


@pytest.mark.parametrize("moment", ["FIRST", "SECOND"])
def test_a_process_killed_in_the_middle_of_a_load_leaves_the_store_as_it_was(tmp_path: Path, moment: str) -> None:
    """Killed when what the load adds is in the file, before or behind the write that makes it count; the next load cuts it off, or goes on from it."""
    place = filled(tmp_path / "s.lbug")
    before = place.read_bytes()
    script = (
        "import sys, os, signal; sys.path.insert(0, sys.argv[2]); import oversight_graph as og; from support.small import chart\n"
        "FIRST, SECOND = 1, 2\n"
        "calls = []\n"
        "def die(*a): calls.append(a), len(calls) < " + moment + " or os.kill(os.getpid(), signal.SIGKILL)\n"
        "os.fsync = die\n"
        "og.plan(og.open_store(sys.argv[1]), chart('nodes: [{id: a, kind: Unit, name: A}]', 'other')).apply()\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(place), str(TESTS)], check=False)
    assert done.returncode == -signal.SIGKILL and lock_of(place).exists()
    with og.open_store(place) as store:
        assert place.stat().st_size > len(before) and len(store.graph()) == (50 if moment == "FIRST" else 51)
        og.plan(store, chart("nodes: [{id: a, kind: Unit, name: A}, {id: b, kind: Unit, name: B}]", "other")).apply()
        assert len(store.graph()) == 52 and not has_remains(place)
    assert list(tmp_path.iterdir()) == [place]


def test_a_write_that_fails_leaves_the_store_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = filled(tmp_path / "s.lbug")
    before = place.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    for target in (place, tmp_path / "new.lbug"):
        with og.open_store(target) as store, pytest.raises(og.StoreError, match=r"No space left on device\. It is as it was before"):
            og.plan(store, chart("nodes: [{id: a, kind: Unit, name: A}]", "other")).apply()
    assert place.read_bytes() == before and list(tmp_path.iterdir()) == [place]


def _hold(place: str, held: multiprocessing.synchronize.Event, free: multiprocessing.synchronize.Event) -> None:
    with writing(Path(place), place):
        held.set()
        free.wait()


def test_a_second_writer_is_told_who_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oversight_graph.store.lock.PATIENCE", 0.0)
    place = filled(tmp_path / "s.lbug")
    held, free = multiprocessing.Event(), multiprocessing.Event()
    other = multiprocessing.Process(target=_hold, args=(str(place), held, free))
    other.start()
    try:
        held.wait()
        with pytest.raises(og.StoreError, match=f"process {other.pid} of"), writing(place, str(place), 0.0):
            pass
        assert len(og.open_store(place).graph()) == 50  # readers aren't kept out
    finally:
        free.set()
        other.join()
    with writing(place, str(place), 0.0):
        pass


@pytest.mark.parametrize("content", [b"", b"hello", b"\x00" * 8192])
def test_a_file_that_is_no_store_is_left_untouched_and_said(tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "x.lbug"
    place.write_bytes(content)
    with pytest.raises(og.StoreError, match=r"x\.lbug"):
        og.open_store(place).graph()
    with pytest.raises(og.StoreError):
        og.plan(og.open_store(place), chart(UNITS))
    assert place.read_bytes() == content


def test_a_database_of_something_else_is_left_untouched(tmp_path: Path) -> None:
    import ladybug

    place = tmp_path / "x.lbug"
    database = ladybug.Database(str(place))
    ladybug.Connection(database).execute("CREATE NODE TABLE Mine(id STRING PRIMARY KEY)")
    database.close()
    before = place.read_bytes()
    with pytest.raises(og.StoreError, match="database of something else"):
        og.plan(og.open_store(place), chart(UNITS))
    assert place.read_bytes() == before


def test_no_store_is_made_by_asking(tmp_path: Path) -> None:
    with pytest.raises(og.StoreError, match="There is no store"):
        og.open_store(tmp_path / "none.lbug").graph()
    assert not list(tmp_path.iterdir())


def test_an_address_of_a_kind_that_there_is_not_is_said() -> None:
    with pytest.raises(og.StoreError, match=r"`redis://`; use one of: bolt, bolt\+s"):
        og.open_store("redis://localhost")


def test_reading_works_while_a_load_goes_on(tmp_path: Path) -> None:
    """A reader that starts before the switch sees the old store, one after it the new one; none fails."""
    place = filled(tmp_path / "s.lbug")
    script = "import sys; sys.path.insert(0, sys.argv[2]); import oversight_graph as og; from support.small import chart\n" + (
        "[og.plan(og.open_store(sys.argv[1]), chart(f'nodes: [{{id: a, kind: Unit, name: A{n}}}]', 'other')).apply(100) for n in range(5)]\n"
    )
    with subprocess.Popen([sys.executable, "-c", script, str(place), str(TESTS)]) as writer:
        sizes = set()
        while writer.poll() is None:
            sizes.add(len(og.open_store(place).graph()))
            time.sleep(0)
    assert writer.returncode == 0 and sizes <= {50, 51}


def _load_often(place: str, name: str, times: int) -> None:
    """Load versions of 20, 40, … bodies, whose names say which version they are of."""
    for number in range(1, times + 1):
        units = "".join(f"  - {{id: x{n}, kind: Unit, name: {name}{number}号{n}}}\n" for n in range(20 * number))
        while True:
            try:
                og.plan(og.open_store(place), chart("nodes:\n" + units, name)).apply(100)
                break
            except PlanStale:  # the other one was quicker
                continue


def _read_often(place: str, over: multiprocessing.synchronize.Event) -> None:
    while not over.is_set():
        for one in og.open_store(place).loaded()[1]:
            names = [node.name["zh"].split("号")[0] for node in one.chart.nodes]
            assert one.chart.id == "small" or (len(set(names)) == 1 and len(names) == 20 * int(names[0].removeprefix(one.chart.id))), names


@pytest.mark.slow
def test_two_writers_and_ten_readers(tmp_path: Path) -> None:
    """Each load of either writer is there in the end, and each reader sees whole loads alone: of every chart all bodies of one of its versions."""
    place, times = filled(tmp_path / "s.lbug"), 5
    over = context.Event()
    readers = [start(_read_often, str(place), over) for _ in range(10)]
    writers = [start(_load_often, str(place), name, times) for name in ("one", "two")]
    for one in writers:
        one.join()
    over.set()
    for one in readers:
        one.join()
    assert [one.exitcode for one in (*writers, *readers)] == [0] * 12
    store = EmbeddedStore(place)
    store.check()
    assert {name: [version.nodes for version in store.versions(name)] for name in ("one", "two")} == dict.fromkeys(("one", "two"), [20 * n for n in range(1, times + 1)])
    assert list(tmp_path.iterdir()) == [place] and not has_remains(place)
