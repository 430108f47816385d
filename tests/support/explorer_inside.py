"""An explorer asked in this process, without a server."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx


def inside(app: Any, paths: Iterable[str], look: Callable[[httpx.Response], Any]) -> list[Any]:
    """What is seen of the answers to some addresses, asked of an application in this process."""

    async def ask() -> list[Any]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:8765") as visitor:
            return [look(await visitor.get(path)) for path in paths]

    with ThreadPoolExecutor(1) as apart:  # a browser of another test may keep a loop running in this thread
        return apart.submit(asyncio.run, ask()).result()
