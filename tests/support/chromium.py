"""The browser of the tests: the system's Chromium, started once in each process of a run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Each page or context that a test opens is its own: no cookie, size or script of an earlier one is there."""
    from playwright.sync_api import sync_playwright

    path = os.environ.get("OVERSIGHT_CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        pytest.skip("no Chromium: install one (apt-get install chromium) or name it in OVERSIGHT_CHROMIUM; .ci/run brings it")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()
