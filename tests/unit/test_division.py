"""How a run is divided: the share of the long tests, and which tests one worker runs after another."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from support import division
from support.command import Run
from support.examples import AT_HAND, AT_MOST, TIMES, examples
from support.places import ROOT, TESTS


class Item:
    """As much of a test as is looked at."""

    def __init__(self, name: str, *marks: pytest.MarkDecorator, fixtures: tuple[str, ...] = ()) -> None:
        self.path, self.nodeid, self.fixturenames = TESTS / name.partition("::")[0], f"tests/{name}", fixtures
        self.marks = {one.name: one.mark for one in marks}

    def get_closest_marker(self, name: str) -> pytest.Mark | None:
        return self.marks.get(name)

    def iter_markers(self, name: str) -> Iterator[pytest.Mark]:
        return (one for one in self.marks.values() if one.name == name)

    def add_marker(self, marker: str | pytest.MarkDecorator) -> None:
        made = getattr(pytest.mark, marker) if isinstance(marker, str) else marker
        self.marks[made.name] = made.mark


def items() -> list[pytest.Item]:
    long = [Item(f"stores/test_kills.py::test_{number}", pytest.mark.long(seconds=40)) for number in range(9)]
    return [Item("unit/test_a.py::test_a"), *long, Item("rules/test_b.py::test_b", pytest.mark.slow)]  # type: ignore[list-item]


def names(some: list[pytest.Item]) -> list[str]:
    return [one.nodeid.rpartition("::")[2] for one in some]


def test_a_share_is_the_same_for_a_word_takes_no_longer_than_allowed_and_leaves_all_that_isn_t_long() -> None:
    first, again = items(), items()
    drawn, left = division.share(first, 100, "a commit")
    assert names(drawn) == names(division.share(again, 100, "a commit")[0])
    assert len(drawn) == 2 and len(left) == 7
    assert sorted(names(first)) == sorted(["test_a", "test_b", *names(drawn)])


def test_every_long_test_has_its_turn() -> None:
    seen = {name for number in range(60) for name in names(division.share(items(), 100, f"commit {number}")[0])}
    assert seen == {f"test_{number}" for number in range(9)}


def test_a_long_test_that_says_nothing_of_its_length_is_taken_for_a_minute() -> None:
    some: list[pytest.Item] = [Item("a/test_a.py::test_a", pytest.mark.long)]  # type: ignore[list-item]
    assert division.share(some, 59, "x")[0] == [] and some == []


def test_what_uses_a_neo4j_server_is_two_groups_a_file_another_and_a_long_test_one_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_URI", raising=False)
    some: list[pytest.Item] = [
        Item("unit/test_a.py::test_1"), Item("unit/test_a.py::test_2"), Item("stores/test_b.py::test_3", fixtures=("neo4j_place",)),
        Item("cli/test_c.py::test_4", pytest.mark.neo4j), Item("unit/test_a.py::test_5", pytest.mark.long),
        Item("engines/test_d.py::test_6", fixtures=("neo4j_stores",)),
    ]  # type: ignore[list-item]  # fmt: skip
    division.mark(some)
    groups = {name.rpartition("::")[2]: group for name, group in division.grouped(some).items()}
    assert groups["test_3"] == groups["test_4"] == "neo4j" and groups["test_1"] == groups["test_2"] and len(set(groups.values())) == 4
    assert set(names(some)[:3]) == {"test_3", "test_4", "test_6"}, "what takes longest is begun first"
    assert {name for name in groups if (next(one for one in some if one.nodeid.endswith(name))).get_closest_marker("slow")} == {"test_3", "test_4", "test_6"}
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:7687")
    alone = {name.rpartition("::")[2]: group for name, group in division.grouped(some).items()}
    assert alone["test_6"] == alone["test_3"] == "neo4j", "one database is one worker's"


def test_a_file_goes_before_others_by_its_slow_tests_wherever_they_stand_in_it() -> None:
    """One slow test counts twenty others: a file of two, of which only the last is slow, takes longer than one of fifteen quick ones."""
    quick = [Item(f"unit/test_quick.py::test_{number}") for number in range(15)]
    late = [Item("unit/test_late.py::test_0"), Item("unit/test_late.py::test_1", pytest.mark.slow)]
    some: list[pytest.Item] = [*quick, *late]  # type: ignore[list-item]
    division.grouped(some)
    assert names(some) == names([*late, *quick])  # type: ignore[list-item]


@pytest.mark.slow
def test_two_workers_share_the_files_and_none_takes_a_part_of_one() -> None:
    """A run of its own: `[gw0] [ 5%] PASSED tests/…` says which worker ran a test."""
    files = [str(next(TESTS.rglob(f"test_{name}.py"))) for name in ("days_and_areas", "mapping", "norms", "name_lists")]
    words = ["-m", "pytest", "-vv", "-n", "2", "--dist", "loadgroup", "--no-loadscope-reorder", "-p", "no:cacheprovider", *files]
    done = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    ran = set(re.findall(r"^\[(gw\d)\].* PASSED \S*?(test_\w+)\.py::", done.stdout, re.MULTILINE))
    assert done.returncode == 0 and len(ran) == len(files) and {worker for worker, _ in ran} == {"gw0", "gw1"}, done.stdout


def test_examples_are_few_in_check_more_in_test_and_many_in_long() -> None:
    now = settings.get_current_profile_name()
    counts = []
    try:
        for profile in ("check", "test", "long"):
            settings.load_profile(profile)
            counts.append((examples(60).max_examples, examples(4).max_examples, examples(60).derandomize))
    finally:
        settings.load_profile(now)
    assert counts == [(AT_MOST, 4, True), (60 // AT_HAND, 4, True), (60 * TIMES, 4 * TIMES, False)]


def test_a_command_in_the_process_of_the_tests_leaves_nothing_behind(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OVERSIGHT_STORE", "of-the-user")
    before = (Path.cwd(), dict(os.environ), sys.argv, sys.stdout, sys.stderr, sys.stdin)
    assert "no store" in run("charts", COLUMNS="40").stderr and run("gap").returncode == 2
    assert (Path.cwd(), dict(os.environ), sys.argv, sys.stdout, sys.stderr, sys.stdin) == before
