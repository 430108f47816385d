"""A copy of the package in a folder, which a test changes and runs by itself."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import oversight_graph

PARTS = ("loaders", "queries")
"""Folders that stand at the top of the project and are installed inside the package."""
_NO_CACHE = shutil.ignore_patterns("__pycache__")


def copied(root: Path) -> Path:
    """Copy the package into a folder, and give the copy."""
    package = root / "oversight_graph"
    shutil.copytree(Path(oversight_graph.__file__).parent, package, ignore=_NO_CACHE)
    for part in PARTS:
        module = importlib.import_module(f"oversight_graph.{part}")
        shutil.copytree(Path(str(module.__file__)).parent, package / part, ignore=_NO_CACHE, dirs_exist_ok=True)
    return package


def file_of(root: Path, path: str) -> Path:
    """Where a file of the project stands in the copy."""
    return root / ("oversight_graph/" * path.startswith(PARTS) + path)


def python(root: Path, code: str) -> str:
    """Run code with the copy alone on the path (an editable install's finder is left out); what it prints."""
    boot = f"import sys; sys.meta_path = [one for one in sys.meta_path if 'editable' not in repr(one).lower()]; sys.path.insert(0, {str(root)!r})\n"
    done = subprocess.run(
        [sys.executable, "-c", boot + code], capture_output=True, text=True, encoding="utf-8", cwd=root, env=os.environ | {"COLUMNS": "120"}, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def command(root: Path, *words: str) -> str:
    """Run `oversight` of the copy; what it prints."""
    return python(root, f"sys.argv[1:] = {[*words]!r}\nfrom oversight_graph.cli import main\nmain()")
