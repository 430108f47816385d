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
        begun = self.collection is not None
        super().schedule()
        for node in (
            self.nodes if begun else ()
        ):  # a worker runs a test when it knows the next one: one that takes the place of a dead one needs two groups, or the end
            self._reschedule(node)

    def _split_scope(self, nodeid: str) -> str:
        return self._groups[nodeid]

    def remove_node(self, node: Any) -> str | None:
        """What a dead worker leaves for others: not the test at which it died, at which they would die too, and no group without a test left, for which they would wait."""
        work = self.assigned_work[node]
        crashed: str | None = next((name for tests in work.values() for name, done in tests.items() if not done), None)
        if crashed is not None:
            work[self._groups[crashed]][crashed] = True
        for group in [group for group, tests in work.items() if all(tests.values())]:
            del work[group]
        super().remove_node(node)
        return crashed
