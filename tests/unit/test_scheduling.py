"""A worker of pytest-xdist that dies takes one test with it; all others are run, once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.places import TESTS

CONFTEST = """
from pathlib import Path
from support import scheduling
FOLDER = Path(__file__).parent / "told"
def pytest_collection_modifyitems(config, items):
    if hasattr(config, "workerinput"):
        scheduling.tell(str(FOLDER), config.workerinput["workerid"], {item.nodeid: item.path.name for item in items})
def pytest_xdist_make_scheduler(config, log):
    return scheduling.GroupScheduling(config, log, FOLDER)
"""
DIES = "import os\ndef test_before(): pass\ndef test_dies(): os._exit(1)\ndef test_after(): pass\n"


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
def test_what_a_dead_worker_leaves_is_run_but_for_the_test_at_which_it_died(tmp_path: Path, workers: str) -> None:
    (tmp_path / "told").mkdir()
    for name, text in (("conftest", CONFTEST), ("test_a", "def test_a(): pass\n"), ("test_b", DIES), ("test_c", "def test_c(): pass\n")):
        (tmp_path / f"{name}.py").write_text(text, "utf-8")
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")} | {"PYTHONPATH": str(TESTS)}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", workers, "--dist", "loadgroup", "--no-loadscope-reorder", "-p", "no:cacheprovider", "--rootdir", str(tmp_path)],
        cwd=tmp_path, env=surroundings, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 1 and "1 failed, 4 passed" in done.stdout, done.stdout + done.stderr
