"""A real explorer on a free port, as a visitor meets it, for the tests of its pages and of those in a browser."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from oversight_graph.explorer.app import make_app
from oversight_graph.explorer.server import bound, configured
from oversight_graph.explorer.settings import Settings

CITY = """
chart: city
title: {zh: 某市, en: A city}
as_of: 2020-12-31
area: "530100"
level: prefecture
sources: [{id: s1, title: 一览, date: 2021-01-15, url: "https://example.org/list"}]
complete: [{forms: [stationed]}]
nodes:
  - {id: cc, kind: Commission, name: 市纪委监委}
  - {id: g, kind: StationedGroup, name: 驻市财政局纪检监察组, staff_full_time: 5}
  - {id: u, kind: Unit, category: government, name: 市财政局}
  - {id: v, kind: Unit, category: government, name: 市图书馆}
links:
  - {kind: DISPATCHES, from: cc, to: g, source: s1 ¶2}
  - {kind: STATIONED_AT, from: g, to: u, source: s1 ¶2}
"""
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
    config = configured(app, made)
    config.log_level = "critical"
    config.configure_logging()
    server = Ready(config)
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
        self.base_port = int(base.rsplit(":", 1)[1])

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


def load(city: Visitor, text: str | bytes, name: str = "city.yaml", **fields: str) -> httpx.Response:
    return city.settled(city.submit("/load", files={"file": (name, text)}, **fields))


def act(city: Visitor, page: httpx.Response, action: str, **fields: str) -> httpx.Response:
    return city.settled(city.submit(page.url.path, action=action, **fields))


def charts(city: Visitor) -> list[str]:
    return re.findall(r'<small class="soft">([a-z0-9-]+)</small></th>', city.get("/").text)


class Served:
    """`oversight serve` as a process of its own; `program`: another way to start it."""

    def __init__(self, *words: str, program: str = "from oversight_graph.cli import main; main()", **environment: str) -> None:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("OVERSIGHT_", "NEO4J_")) or key == "OVERSIGHT_CACHE"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, "serve", *words],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=kept | environment,
        )  # fmt: skip

    def __enter__(self) -> Served:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()

    def address(self) -> str:
        """What it prints when visitors may come."""
        assert self.process.stdout
        line = self.process.stdout.readline()
        found = re.match(r"Open (http://\S+) in a browser", line)
        assert found, (line, self.process.communicate())
        return found[1]

    def end(self) -> tuple[int, str]:
        _, said = self.process.communicate()
        return self.process.returncode, said
