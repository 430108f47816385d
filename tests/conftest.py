"""What the tests share: charts, stores, a way to run the command as a user does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import oversight_graph as og

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`oversight …` as a process of its own, in an empty folder, with a store of its own."""

    def command(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith("OVERSIGHT_")}
        settings = {"OVERSIGHT_STORE": str(tmp_path / "store.lbug"), "COLUMNS": "120", **environment}
        return subprocess.run(
            [sys.executable, "-c", "from oversight_graph.cli import main; main()", *words],
            capture_output=True, text=True, encoding="utf-8", cwd=tmp_path, env=kept | settings, stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip

    return command


@pytest.fixture(scope="session")
def five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the five shipped charts; for reading only."""
    from oversight_graph.charts import shipped

    place = tmp_path_factory.mktemp("five") / "five.lbug"
    with og.open_store(place) as store:
        og.plan(store, og.read(*shipped())).apply()
    return place
