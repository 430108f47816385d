"""What a page needs and nobody has worked out yet is worked out in a queue, a few things at once; meanwhile the page holds no thread.

A page is a plain function that asks the cache of the store for graphs and answers. Where one isn't there, `NotComputedYet` ends the
function; a queue works it out, and the function is called again. So pages that need nothing new are shown at once, however many wait.
"""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

import anyio
import anyio.to_thread
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from oversight_graph.deadline import within_seconds
from oversight_graph.errors import OversightError
from oversight_graph.explorer.limits import Limits, QueueLimits

Handler = Callable[[Request], Response]
Endpoint = Callable[[Request], Awaitable[Response]]
ROUNDS = 60
"""Things that one page may need; more than any does, so that a store that changes all the time can't keep it going."""


class NotComputedYet(BaseException):
    """A page needs what isn't worked out yet. No page may catch it as an error."""

    def __init__(self, key: Hashable, make: Callable[[], Any], search: bool) -> None:
        super().__init__()
        self.key, self.make, self.search = key, make, search


@dataclass
class PendingPage:
    """What was worked out for one request: the values, and what working them out has raised."""

    values: dict[Hashable, Any] = field(default_factory=dict)
    errors: dict[Hashable, OversightError] = field(default_factory=dict)

    def get(self, key: Hashable) -> tuple[bool, Any]:
        """Whether a value is there, and what it is. Raises what working it out has raised.

        Parameters
        ----------
        key
            By what the value is known.

        Returns
        -------
        (False, None) where it isn't worked out yet.
        """
        if key in self.errors:
            raise self.errors[key].with_traceback(None)
        return key in self.values, self.values.get(key)


PAGE: contextvars.ContextVar[PendingPage | None] = contextvars.ContextVar("page", default=None)
"""The page that is being made in this thread; None where who asks waits for what he asks."""


class WorkQueue:
    """A few threads for one sort of work, and a queue of bounded length. What many ask for is worked out once for all of them."""

    def __init__(self, lane: QueueLimits, seconds: float) -> None:
        self._lane, self._seconds = lane, seconds
        self._threads = anyio.CapacityLimiter(lane.at_once)
        self._making: dict[Hashable, asyncio.Task[Any]] = {}

    async def work(self, need: NotComputedYet) -> Any:
        """What `need` makes. Raises what making it raises.

        Parameters
        ----------
        need
            What a page has stopped at; another one of the same key is waited for together.

        Returns
        -------
        The value.

        Raises
        ------
        HTTPException
            503 where too much waits already.
        """
        task = self._making.get(need.key)
        if task is None:
            if len(self._making) >= self._lane.at_once + self._lane.waiting:
                raise HTTPException(503, headers={"retry-after": str(max(1, round(self._seconds)))})
            task = self._making[need.key] = asyncio.create_task(self._in_turn(need.make))
            task.add_done_callback(lambda _: self._making.pop(need.key, None))
        return await asyncio.shield(task)  # who asked first may leave, and others wait for it too

    async def _in_turn(self, make: Callable[[], Any]) -> Any:
        return await anyio.to_thread.run_sync(self._made, make, limiter=self._threads)

    def _made(self, make: Callable[[], Any]) -> Any:
        PAGE.set(None)
        with within_seconds(self._seconds):
            return make()


class WorkQueues:
    """The two queues of an explorer: for what is linear in the graph, and for what may take longer (searches, maps, files)."""

    def __init__(self, limits: Limits) -> None:
        self._read, self._search = WorkQueue(limits.read, limits.question), WorkQueue(limits.search, limits.question)

    def of(self, need: NotComputedYet) -> WorkQueue:
        """The queue for a need.

        Parameters
        ----------
        need
            Says whether it is a search.

        Returns
        -------
        That for searches, or that for what is linear in the graph.
        """
        return self._search if need.search else self._read


def page(handler: Handler) -> Endpoint:
    """A page whose graphs and answers are worked out in the queues.

    Parameters
    ----------
    handler
        Makes the page; called again each time something that it needs was worked out, so it may change nothing.

    Returns
    -------
    What Starlette calls; it raises HTTPException 503 where a page needs more than ROUNDS things.
    """

    async def endpoint(request: Request) -> Response:
        made = PendingPage()
        for _ in range(ROUNDS):
            try:
                return await run_in_threadpool(_in_page, made, handler, request)
            except NotComputedYet as one:
                need = one
            try:
                made.values[need.key] = await request.app.state.work_queues.of(need).work(need)
            except OversightError as error:
                made.errors[need.key] = error
        raise HTTPException(503, headers={"retry-after": "1"})

    return endpoint


def _in_page(made: PendingPage, handler: Handler, request: Request) -> Response:
    token = PAGE.set(made)
    try:
        return handler(request)
    finally:
        PAGE.reset(token)
