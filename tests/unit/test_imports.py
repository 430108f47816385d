"""No two modules of the package need each other, not even for their types: what renders something is apart from what it renders (docs/house.md)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import networkx as nx
import pytest
from support.places import ROOT

PACKAGE = "oversight_graph"
FOLDERS = ("oversight_graph", "loaders", "queries")


def name_of(path: Path) -> str:
    """The module of a file; `loaders/` and `queries/` are installed inside the package."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    parts = parts if parts[0] == PACKAGE else (PACKAGE, *parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))}


def imported(path: Path) -> Iterator[str]:
    """The modules of the package that a file imports, wherever in it: in a function and under TYPE_CHECKING too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in MODULES else node.module for name in names)


@cache
def graph() -> nx.DiGraph:
    """Who imports whom."""
    return nx.DiGraph((name, other) for name, path in MODULES.items() for other in imported(path) if other in MODULES and other != name)


@pytest.mark.parametrize("room", sorted({name.split(".")[1] for name in MODULES if name.count(".")}))
def test_no_two_modules_import_each_other(room: str) -> None:
    mutual = {tuple(sorted(pair)) for pair in graph().edges if graph().has_edge(*reversed(pair)) and any(name.split(".")[1:2] == [room] for name in pair)}
    assert not mutual


@pytest.mark.parametrize("room", ["answer", "planning", "queries"])
def test_no_modules_import_each_other_in_a_circle(room: str) -> None:
    circles = [sorted(circle) for circle in nx.strongly_connected_components(graph()) if len(circle) > 1]
    assert not [circle for circle in circles if any(name.split(".")[1:2] == [room] for name in circle)]
