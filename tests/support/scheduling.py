"""Groups of tests that one worker of pytest-xdist runs: told by the workers, which have collected, to the process that hands tests out.

`--dist loadgroup` of pytest-xdist would write the group behind a test's id, which pytest 9.2 no longer lets it do.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling


def tell(folder: str, worker: str, groups: Mapping[str, str]) -> None:
    """Of a worker, before it says what it has collected: the group of each test by its id."""
    (Path(folder) / f"{worker}.json").write_text(json.dumps(groups), "utf-8")


class GroupScheduling(LoadScopeScheduling):
    """Hands out groups as the workers have told them; each worker has told the same."""

    def __init__(self, config: pytest.Config, log: Any, folder: Path) -> None:
        super().__init__(config, log)
        self._folder = folder
        self._groups: dict[str, str] = {}

    def schedule(self) -> None:
        if not self._groups:
            self._groups = json.loads(next(self._folder.glob("*.json")).read_text("utf-8"))
        super().schedule()

    def _split_scope(self, nodeid: str) -> str:
        return self._groups[nodeid]
