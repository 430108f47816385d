"""The explorer as an application: which address leads where."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from oversight_graph.errors import OversightError
from oversight_graph.explorer import body_pages, error_pages, job_pages, load_pages, map_pages, question_pages, start_page
from oversight_graph.explorer.csrf_tokens import CsrfTokens
from oversight_graph.explorer.jobs import Jobs
from oversight_graph.explorer.page_rendering import assets, failure
from oversight_graph.explorer.security_middleware import SecurityMiddleware
from oversight_graph.explorer.settings import Settings
from oversight_graph.explorer.store_cache import StoreCache
from oversight_graph.explorer.work_queues import WorkQueues, page

THREADS = 16
"""Pages that are made at once; the others wait. What they need first is worked out in the queues."""

READING = (
    Route("/", start_page.start),
    Route("/ask", question_pages.question_list),
    Route("/ask/{question}", question_pages.question_page),
    Route("/ask/{question}/map", question_pages.question_map),
    Route("/ask/{question}/rows.{kind}", question_pages.question_file),
    Route("/body/{id:path}", body_pages.body_page),
    Route("/find", body_pages.find_page),
    Route("/find.json", body_pages.suggestions),
    Route("/map", map_pages.map_page),
    Route("/picture", map_pages.picture),
)
WRITING = (
    Route("/load", load_pages.load_page),
    Route("/load", load_pages.load, methods=["POST"]),
    Route("/withdraw", load_pages.withdraw, methods=["POST"]),
    Route("/load/{job}", job_pages.job_page),
    Route("/load/{job}", load_pages.act, methods=["POST"]),
    Route("/load/{job}/state.json", job_pages.job_state),
    Route("/load/{job}/mapping.yaml", job_pages.mapping_file),
    Route("/load/{job}/aliases.csv", job_pages.aliases_file),
)
"""Pages that an explorer started with `--read-only` hasn't got."""


def make_app(settings: Settings) -> SecurityMiddleware:
    """The application over a store, with what guards it around it.

    Parameters
    ----------
    settings
        How the explorer was started.

    Returns
    -------
    An ASGI application; it opens the store when it is first asked, and closes it when it ends.
    """
    store_cache = StoreCache(settings.store, settings.limits)

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        import anyio.to_thread

        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        yield
        if app.state.jobs is not None:
            await anyio.to_thread.run_sync(app.state.jobs.finish)
        store_cache.close()

    app = Starlette(
        routes=[Route("/static/{mark}/{name}", _static), *map(_at_desk, READING), *([] if settings.read_only else WRITING)],
        exception_handlers={OversightError: error_pages.said, HTTPException: error_pages.refused, Exception: error_pages.broken},
        lifespan=life,
    )
    app.state.settings, app.state.store_cache, app.state.csrf = settings, store_cache, CsrfTokens(settings)
    app.state.uploads = 0
    app.state.work_queues = WorkQueues(settings.limits)
    app.state.jobs = None if settings.read_only else Jobs(lambda: store_cache.store, settings.limits)
    return SecurityMiddleware(app, settings, failure)


def _at_desk(route: Route) -> Route:
    return Route(route.path, page(route.endpoint))


def _static(request: Request) -> Response:
    """The style and the script; their address changes with them."""
    found = assets().get(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    return Response(found[0], media_type=found[1], headers={"cache-control": "public, max-age=31536000, immutable"})
