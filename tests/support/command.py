"""`oversight …` as a user types it: in this process, which takes no time to start, or as a process of its own."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from unittest import mock

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
"""`run(*words, **environment)`: what the command ended with, and what it wrote to its two streams."""

MAIN = "from oversight_graph.cli import main; main()"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`oversight …` in an empty folder, with a store of its own, without a terminal; in the process of the tests."""

    def command(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return in_process(words, tmp_path, surroundings(tmp_path, environment))

    return command


@pytest.fixture
def process(tmp_path: Path) -> Run:
    """What `run` does, as a process of its own: where streams, signals, memory or what is imported are what is tested."""

    def command(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", MAIN, *words], capture_output=True, text=True, encoding="utf-8", cwd=tmp_path,
            env=surroundings(tmp_path, environment), stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip

    return command


def surroundings(folder: Path, environment: dict[str, str]) -> dict[str, str]:
    """The environment of a user who has set nothing, and whose store lies in a folder."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("OVERSIGHT_", "NEO4J_")) or key == "OVERSIGHT_CACHE"}
    return kept | {"OVERSIGHT_STORE": str(folder / "store.lbug"), "COLUMNS": "120"} | environment


def in_process(words: Sequence[str], folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run `main()` with arguments, folder, environment and streams of its own; what it lets through ends with 1 and a traceback, as in a process."""
    from oversight_graph.cli import main

    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    code: object = 0
    with (
        Path(os.devnull).open(encoding="utf-8") as nothing,
        contextlib.chdir(folder),
        mock.patch.dict(os.environ, environment, clear=True),
        mock.patch.multiple(sys, argv=["oversight", *words], stdin=nothing, stdout=out, stderr=err),
    ):
        try:
            main()
        except SystemExit as ended:
            code = ended.code
        except Exception:
            traceback.print_exc()
            code = 1
    if isinstance(code, str):
        err.write(f"{code}\n")
    said, told = (stream.buffer.getvalue().decode("utf-8") for stream in (out, err))  # type: ignore[attr-defined]
    return subprocess.CompletedProcess(["oversight", *words], code if isinstance(code, int) else 1 if code else 0, said, told)
