"""The texts of the project: what its own tests read over."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

from support.places import ROOT

FOLDERS = ("oversight_graph", "loaders", "queries", "tests", "docs", "benchmarks", "examples", ".ci", ".github")
ENDINGS = (".py", ".md", ".yaml", ".yml", ".toml", ".txt", ".j2", ".js", ".css", ".csv", ".sh", ".java", ".cfg", ".json", ".html", ".rst")
_PASSED_OVER = {"__pycache__", ".venv", ".cache"}


@functools.cache
def texts() -> dict[str, str]:
    """Every text file of the project by its path: those of its folders, and what stands at the top."""
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in sorted(_files()) if path.name not in ("characters.py",)}


def _files() -> Iterator[Path]:
    yield from (path for path in ROOT.iterdir() if path.is_file() and (path.suffix in ENDINGS or path.name in ("Makefile", ".gitignore")))
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and not _PASSED_OVER & set(path.relative_to(ROOT).parts) and (path.suffix in ENDINGS or folder == ".ci"):
                yield path
