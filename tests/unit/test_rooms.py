"""The tests themselves: each stands in a room, none takes anything from another, and what a room needs is found in tests/support."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.places import TESTS

ROOMS = {"browser", "cli", "engines", "explorer", "loaders", "rules", "stores", "unit"}
FILES = sorted(TESTS.rglob("test_*.py"))


def test_every_test_stands_in_a_room_and_every_file_has_a_name_of_its_own() -> None:
    assert {path.relative_to(TESTS).parts[0] for path in FILES} == ROOMS
    assert len({path.name for path in FILES}) == len(FILES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_test_file_takes_anything_from_another_or_from_conftest(path: Path) -> None:
    """In a text that a process runs neither."""
    found = re.findall(r"\b(?:from|import) ((?:\w+\.)*(?:test_\w+|conftest))\b", path.read_text("utf-8"))
    assert not found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_test_waits_for_a_time(path: Path) -> None:
    """What is waited for is an event: a line that is printed, a process that ends, a page that says it is ready."""
    assert not re.findall(r"wait_for_timeout\(|\bsleep\((?!0\))", path.read_text("utf-8"))
