"""A load, a withdrawal, a restoring or a forgetting that is killed at any moment: the store is as before or as after, the next command works, nothing is left."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from multiprocessing.process import BaseProcess
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import pytest
from support.killing import Work, forget, kill_at_step, kill_when, load, restore, steps_of, units, unload, whole, written
from support.stores import state

import oversight_graph as og
from oversight_graph.disk.growing_file import has_remains, stamp_of
from oversight_graph.store.embedded import EmbeddedStore
from oversight_graph.store.store_check import check_file
from oversight_graph.store.store_file import StoreFile


def held(place: Path) -> object:
    """Charts with all their versions, and the graph."""
    store = EmbeddedStore(place)
    with StoreFile(place, "s") as file:
        check_file(file)
        versions = [[file.tables(name, one.number) for one in file.versions(name)] for name in file.names()]
    charts = [one.chart for one in store.loaded()[1]]
    assert all(one.nodes for one in charts), "read before the test puts the file back"
    return charts, versions, state(store)[3]


def _committed(place: Path) -> Callable[[BaseProcess], bool]:
    before = stamp_of(place)
    return lambda process: stamp_of(place) != before


def _wrote(most: int) -> Callable[[BaseProcess], bool]:
    return lambda process: written(process) >= most


@dataclass
class Works:
    """Works on a store that holds two charts, one of them in two versions; each with the states before and after it."""

    folder: Path
    place: Path
    original: bytes = b""
    before: object = None
    after: dict[Work, object] = field(default_factory=dict)
    lengths: dict[Work, int] = field(default_factory=dict)

    WORKS: ClassVar[dict[Work, tuple[int, str]]] = {load: (307, "small"), unload: (0, "other"), restore: (1, "small"), forget: (2, "small")}

    def __post_init__(self) -> None:
        for number, name in ((40, "small"), (300, "other"), (45, "small")):
            load(str(self.place), number, name)
        self.original, self.before = self.place.read_bytes(), held(self.place)
        for work, words in self.WORKS.items():
            self.put_back()
            self.lengths[work] = whole(work, self.place, *words)
            self.after[work] = held(self.place)
            self.put_back()

    def put_back(self) -> None:
        self.place.write_bytes(self.original)

    def then(self, work: Work, killed: str) -> bool:
        """Look at what was left, and do it again, or another thing where it is done already. Returns whether it is as before."""
        now = held(self.place)
        assert now in (self.before, self.after[work]), f"{work.__name__}, killed {killed}, left something else"
        if now == self.after[work] and work is unload:
            load(str(self.place), 300, "other")
            unload(str(self.place), 0, "other")  # another version of it is in its history
        else:
            work(str(self.place), *self.WORKS[work])
            assert held(self.place) == self.after[work]
        held(self.place)
        assert [one.name for one in self.folder.iterdir()] == [self.place.name] and not has_remains(self.place)
        return now == self.before


@pytest.fixture
def works(tmp_path: Path) -> Works:
    return Works(tmp_path, tmp_path / "city[1].lbug")


def _kills(works: Works, seed: int, number: int) -> tuple[int, int]:
    """Kill so many loads, unloads, restores and forgettings at random moments. Returns how many were killed in time, and of these how many left the store of before."""
    rng = random.Random(seed)
    killed = was_before = 0
    for step in range(number):
        work = list(works.WORKS)[step % 4]
        most = rng.randrange(works.lengths[work])
        # every fifth as soon as the store is the new one: what is still to be done is tidying
        hit = kill_when(work, works.place, *works.WORKS[work], _committed(works.place) if step % 5 == 4 else _wrote(most))
        was_before += hit & works.then(work, f"at {most} bytes (kill {step})")
        killed += hit
        works.put_back()
    return killed, was_before


def test_a_work_killed_at_any_moment_leaves_the_store_of_before_or_after_and_the_next_one_works(works: Works) -> None:
    assert _kills(works, 1, 10)[0] >= 3


@pytest.mark.long(seconds=40)
@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 8))
def test_works_killed_at_two_hundred_moments(works: Works, seed: int) -> None:
    killed, before = _kills(works, seed, 40)
    print(f"{killed} of 40 killed before their end: {before} left the store of before")
    assert killed >= 20 and 2 <= before <= killed - 2


def _killed_at_steps(works: Works, these: Iterable[Work], parts: tuple[float, ...], every: int) -> int:
    """Kill works at each step by which they change files. Returns how many were killed."""
    killed = 0
    for work in these:
        words = works.WORKS[work]
        steps = steps_of(work, works.folder, works.place, *words)
        works.put_back()
        counting = steps.index("pwrite"), len(steps) - 1 - steps[::-1].index("fsync")  # from the first write of the store's to the last that must reach the disk
        for at in range(counting[0], counting[1] + 2, every):
            for part in parts if at < len(steps) and steps[at] == "pwrite" else (0.0,):
                if at < len(steps):
                    kill_at_step(work, at, part, works.place, *words)
                    works.then(work, f"at step {at} ({steps[at]}, {part} of it)")
                    works.put_back()
                    killed += 1
    return killed


def test_a_work_killed_at_steps_of_its_writing(works: Works) -> None:
    assert _killed_at_steps(works, works.WORKS, (0.5,), 4) >= 8


@pytest.mark.long(seconds=40)
@pytest.mark.slow
@pytest.mark.parametrize("work", Works.WORKS)
def test_a_work_killed_at_every_step_of_its_writing(works: Works, work: Work) -> None:
    killed = _killed_at_steps(works, [work], (0.0, 0.5, 1.0), 1)
    print(f"{work.__name__}: killed {killed} times")
    assert killed >= 10


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
