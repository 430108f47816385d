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
from oversight_graph.explorer import bodies, errors, loading, maps, questions, start
from oversight_graph.explorer.csrf import Signs
from oversight_graph.explorer.desk import Desks, page
from oversight_graph.explorer.guard import Guard
from oversight_graph.explorer.jobs import Jobs
from oversight_graph.explorer.library import Library
from oversight_graph.explorer.render import assets, failure
from oversight_graph.explorer.settings import Settings

THREADS = 16
"""Pages that are made at once; the others wait. What they need first is worked out at the desks."""

READING = (
    Route("/", start.start),
    Route("/ask", questions.question_list),
    Route("/ask/{question}", questions.question_page),
    Route("/ask/{question}/map", questions.question_map),
    Route("/ask/{question}/rows.{kind}", questions.question_file),
    Route("/body/{id:path}", bodies.body_page),
    Route("/find", bodies.find_page),
    Route("/find.json", bodies.suggestions),
    Route("/map", maps.map_page),
    Route("/picture", maps.picture),
)
WRITING = (
    Route("/load", loading.load_page),
    Route("/load", loading.load, methods=["POST"]),
    Route("/withdraw", loading.withdraw, methods=["POST"]),
    Route("/load/{job}", loading.job_page),
    Route("/load/{job}", loading.act, methods=["POST"]),
    Route("/load/{job}/state.json", loading.job_state),
)
"""Pages that an explorer started with `--read-only` hasn't got."""


def make_app(settings: Settings) -> Guard:
    """The application over a store, with what guards it around it."""
    library = Library(settings.store, settings.limits)

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        import anyio.to_thread

        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        yield
        if app.state.jobs is not None:
            await anyio.to_thread.run_sync(app.state.jobs.finish)
        library.close()

    app = Starlette(
        routes=[Route("/static/{mark}/{name}", static), *map(_at_desk, READING), *([] if settings.read_only else WRITING)],
        exception_handlers={OversightError: errors.said, HTTPException: errors.refused, Exception: errors.broken},
        lifespan=life,
    )
    app.state.settings, app.state.library, app.state.signs = settings, library, Signs(settings)
    app.state.uploads = 0
    app.state.desks = Desks(settings.limits)
    app.state.jobs = None if settings.read_only else Jobs(lambda: library.store, settings.limits)
    return Guard(app, settings, failure)


def _at_desk(route: Route) -> Route:
    return Route(route.path, page(route.endpoint))


def static(request: Request) -> Response:
    """The style and the script; their address changes with them."""
    found = assets().get(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    return Response(found[0], media_type=found[1], headers={"cache-control": "public, max-age=31536000, immutable"})
