"""Pages of maps, opened in a browser."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

import oversight_graph as og
from support.pictures import Opened


def opened(browser: Browser, picture: og.Picture, folder: Path, fragment: str = "", **size: int) -> Opened:
    return Opened(browser, picture.save(folder / "map.html"), fragment, **size)
