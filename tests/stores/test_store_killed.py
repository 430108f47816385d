"""A load or a withdrawal that is killed at any moment: the store is as before or as after, the next command works, nothing is left."""

from __future__ import annotations

import random
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from support.killing import Work, kill_when, load, units, unload, whole, written
from support.stores import state

import oversight_graph as og


def held(place: Path) -> object:
    with og.open_store(place) as store:
        charts = [(one.chart, len(one.chart.nodes)) for one in store.loaded()[1]]
        return charts, state(store)[3]


def _replaced(place: Path) -> Callable[[BaseProcess], bool]:
    before = place.stat().st_ino
    return lambda process: place.stat().st_ino != before


def _wrote(most: int) -> Callable[[BaseProcess], bool]:
    return lambda process: written(process) >= most


def _kills(folder: Path, seed: int, number: int) -> tuple[int, int, int]:
    """Kill so many loads and unloads. Returns how many were killed in time, and of these how many left the store of before and of after."""
    rng, place = random.Random(seed), folder / "city[1].lbug"
    base, more = 40, 300
    original = folder / "base.lbug"
    load(str(original), base, "small")
    load(str(original), more, "other")
    lengths: dict[Work, int] = {}
    states: dict[Work, tuple[object, object]] = {}
    charts: dict[Work, tuple[int, str]] = {load: (more + 7, "small"), unload: (0, "other")}
    killed = was_before = was_after = 0
    for step in range(number):
        work = (load, unload)[step % 2]
        words = charts[work]
        place.write_bytes(original.read_bytes())
        if work not in lengths:
            before = held(place)
            lengths[work] = whole(work, place, *words)
            states[work] = before, held(place)
            place.write_bytes(original.read_bytes())
        most = rng.randrange(lengths[work])
        # every fifth as soon as the new file has taken the place: what is still to be done is removing
        hit = kill_when(work, place, *words, _replaced(place) if step % 5 == 4 else _wrote(most))
        killed += hit
        now = held(place)
        assert now in states[work], f"kill {step} at {most} bytes left something else"
        was_before += hit and now == states[work][0]
        was_after += hit and now == states[work][1]
        if work is load or now == states[work][0]:
            work(str(place), *words)
        else:
            load(str(place), more, "other")  # withdrawn already: any next load
            unload(str(place), 0, "other")
        assert held(place) == states[work][1] and sorted(one.name for one in folder.iterdir()) == ["base.lbug", place.name]
    return killed, was_before, was_after


def test_a_load_killed_at_any_byte_leaves_the_store_of_before_or_after_and_the_next_one_works(tmp_path: Path) -> None:
    killed, before, _ = _kills(tmp_path, 1, 10)
    assert killed >= 3 and before >= 1


@pytest.mark.long(seconds=170)
@pytest.mark.slow
def test_a_load_killed_at_any_byte_in_many_tries(tmp_path: Path) -> None:
    killed, before, after = _kills(tmp_path, 2, 110)
    print(f"{killed} of 110 killed before their end: {before} left the store of before, {after} that of after")
    assert killed >= 60 and before >= 30


def test_what_a_killed_first_load_left_goes_with_a_load_that_changes_nothing(tmp_path: Path) -> None:
    place = tmp_path / "s.lbug"
    assert kill_when(load, place, 50, "small", lambda process: any(tmp_path.iterdir()))
    with og.open_store(place) as store:
        og.plan(store, units(50)).apply()
        (tmp_path / ".s.lbug.0123456789abcdef.oversight-writing").mkdir()  # as one that was killed as it began
        again = og.plan(store, units(50))
        assert again.empty
        again.apply()
    assert list(tmp_path.iterdir()) == [place]
