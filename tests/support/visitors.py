"""Explorers that a test visits; `explorer_server` says what a Visitor does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from support.explorer_server import Visitor


@pytest.fixture(scope="session")
def shown(five: Path) -> Iterator[Visitor]:
    """An explorer over the five shipped charts; for reading only."""
    from support.explorer_server import running

    with running(five) as visitor:
        yield visitor


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Visitor]:
    """An explorer over an empty store."""
    from support.explorer_server import running

    with running(tmp_path / "s.lbug") as visitor:
        yield visitor
