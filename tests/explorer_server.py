"""A real explorer on a free port, as a visitor meets it, for the tests of its pages and of those in a browser."""

from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from oversight_graph.explorer.app import make_app
from oversight_graph.explorer.server import bound
from oversight_graph.explorer.settings import Settings

SIGN = re.compile(r'name="_sign" value="([0-9a-f]+)"')


class Ready(uvicorn.Server):
    """A server that says when it takes visitors."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        self.ready.set()


@contextlib.contextmanager
def running(place: Path | str, **settings: Any) -> Iterator[Visitor]:
    """An explorer over a store, and somebody who visits it."""
    opened, made = bound(Settings(store=str(place), port=0, **settings))
    app = make_app(made)
    server = Ready(uvicorn.Config(app, log_level="critical", access_log=False, ws="none", server_header=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]})
    thread.start()
    try:
        assert server.ready.wait(30)
        jobs = app.app.state.jobs
        with Visitor(f"http://127.0.0.1:{made.port}", jobs.finish if jobs else lambda: None) as visitor:
            yield visitor
    finally:
        server.should_exit = True
        thread.join()
        opened.close()


class Visitor(httpx.Client):
    """A browser without script: keeps cookies, sends the Origin of the page with every form."""

    def __init__(self, base: str, finish: Callable[[], None]) -> None:
        super().__init__(base_url=base, headers={"accept-language": "en"}, timeout=60)
        self.base, self.finish = base, finish

    def sign(self, page: str = "/load") -> str:
        """The sign in the forms of a page."""
        found = SIGN.search(self.get(page).text)
        assert found
        return found[1]

    def submit(self, path: str, page: str = "/load", files: Any = None, **fields: str) -> httpx.Response:
        """Send a form of a page, and go where it leads."""
        return self.post(path, data={"_sign": self.sign(page), **fields}, files=files, headers={"origin": self.base}, follow_redirects=True)

    def settled(self, answer: httpx.Response) -> httpx.Response:
        """The page of a job when nothing is being done any more."""
        self.finish()
        return self.get(answer.url.path)


@pytest.fixture(scope="module")
def shown(five: Path) -> Iterator[Visitor]:
    """An explorer over the five shipped charts."""
    with running(five) as visitor:
        yield visitor


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Visitor]:
    """An explorer over an empty store."""
    with running(tmp_path / "s.lbug") as visitor:
        yield visitor
