"""How a run is divided: which tests it takes, and which of them one worker of pytest-xdist runs after another.

A test says by a marker what it needs (`pyproject.toml` lists them); what uses the shared Neo4j server or a room that costs much is marked here.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from support.places import ROOT, TESTS

SHARED_SERVER = frozenset(("neo4j_place", "neo4j_stores"))
"""Fixtures behind everything that uses the Neo4j server of a worker, which has one database."""
SLOW_ROOMS = frozenset(("browser", "cli", "explorer", "stores"))
SLOW = 20
"""As many others a slow test counts where it is guessed how long a file takes: it takes seconds, the others about a tenth of one."""
COMMANDS = frozenset(("run", "process"))
"""Fixtures that start the command as a process of its own, a second each time."""
LONG_SECONDS = 60.0
"""What a long test is taken to cost where its marker doesn't say: `@pytest.mark.long(seconds=200)`."""


def mark(items: Sequence[pytest.Item]) -> None:
    """Markers that follow from where a test stands and what it asks for. What needs Neo4j is slow: a start and a statement of each question cost as much as the rest of `make check`."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if SHARED_SERVER & fixtures:
            item.add_marker("neo4j")
        server = "new_neo4j_server" in fixtures or item.get_closest_marker("neo4j")
        if server or COMMANDS & fixtures or room(item) in SLOW_ROOMS:
            item.add_marker("slow")


def room(item: pytest.Item) -> str:
    """The folder in tests/ in which a test stands; its file where it stands in none."""
    return item.path.relative_to(TESTS).parts[0]


def grouped(items: list[pytest.Item]) -> dict[str, str]:
    """Give each test its group, and put first what takes longest, so that no worker is left with it at the end.

    What uses a Neo4j server is two groups of about one length, the engines and the rest, for two workers that start a server each; it is one
    where NEO4J_URI names the only database, as each of these tests empties it. Else a file is a group, for what its tests share, and a long
    test is one by itself. Gives the group of each test by its id.
    """
    groups: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("neo4j"):
            name = "neo4j engines" if room(item) == "engines" and not os.environ.get("NEO4J_URI") else "neo4j"
        else:
            name = item.nodeid if item.get_closest_marker("long") else str(item.path.relative_to(TESTS))
        groups.setdefault(name, []).append(item)

    def weight(name: str) -> tuple[bool, bool, int]:
        some = groups[name]
        return (not name.startswith("neo4j"), not some[0].get_closest_marker("long"), -sum(SLOW if one.get_closest_marker("slow") else 1 for one in some))

    items[:] = [item for name in sorted(groups, key=weight) for item in groups[name]]
    return {item.nodeid: name for name, some in groups.items() for item in some}


def share(items: list[pytest.Item], seconds: float, word: str) -> tuple[list[pytest.Item], list[pytest.Item]]:
    """Leave out the long tests, but for some of them, drawn by a word: that of the commit, so that each run takes its turn at others.

    Parameters
    ----------
    items
        The tests of the run; what is left out is removed from it.
    seconds
        How long the drawn tests may take one after the other, by what their markers say.
    word
        What the draw depends on besides the names of the tests.

    Returns
    -------
    The long tests that stay, in the order in which they were drawn, and those that are left out.
    """
    drawn: list[pytest.Item] = []
    left: list[pytest.Item] = []
    for item in sorted((one for one in items if one.get_closest_marker("long")), key=lambda one: hashlib.sha256(f"{word} {one.nodeid}".encode()).digest()):
        costs = cost(item)
        (drawn if costs <= seconds else left).append(item)
        seconds -= costs if costs <= seconds else 0
    items[:] = [item for item in items if item not in set(left)]
    return drawn, left


def cost(item: pytest.Item) -> float:
    """About how many seconds a long test takes."""
    marker = item.get_closest_marker("long")
    return float(marker.kwargs.get("seconds", LONG_SECONDS)) if marker else 0.0


def the_word() -> str:
    """The commit that is checked out; where there is no git or no repository, the day."""
    return commit() or f"{datetime.now(UTC):%Y-%m-%d}"


def commit() -> str:
    """The commit that is checked out; nothing where there is no git or no repository."""
    try:
        return subprocess.run(["git", "rev-parse", "--short=12", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
