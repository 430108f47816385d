"""Whatever stands in a file, the answer is a chart or a problem: no traceback, within ten seconds and 500 MB (tests/fuzzing)."""

from __future__ import annotations

import pytest
from fuzzing.runner import run

QUICK, LONG = 150, 20_000


@pytest.mark.slow
def test_some_hundred_damaged_files_are_answered() -> None:
    outcome = run(QUICK, "quick")
    assert outcome.tried == QUICK and not outcome.kinds, str(outcome)


@pytest.mark.long(seconds=600)
@pytest.mark.slow
def test_many_damaged_files_are_answered() -> None:
    outcome = run(LONG)
    assert outcome.tried == LONG and not outcome.kinds, str(outcome)
