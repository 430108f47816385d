"""What goes wrong as a page: what is wrong and what to do, never a trace."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from oversight_graph.errors import ChartError, NothingThere, OversightError, PlanRefused, StoreError, TooLong, UnknownBody, WrongQuestion
from oversight_graph.explorer.page_rendering import failure
from oversight_graph.explorer.request_context import RequestContext

STATUS: tuple[tuple[type[OversightError], int], ...] = (
    (ChartError, 422), (PlanRefused, 409), (UnknownBody, 404), (NothingThere, 404), (WrongQuestion, 400), (TooLong, 422), (StoreError, 503),
)  # fmt: skip
_KEYS = {400: "wrong_address", 403: "wrong_sign", 404: "not_found", 405: "not_found", 413: "too_large", 503: "busy"}


def status_of(error: OversightError) -> int:
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def said(request: Request, error: Exception) -> Response:
    """An error of this program's own kind: its own words."""
    assert isinstance(error, OversightError)
    return _shown(request, status_of(error), "wrong", in_words(RequestContext(request, bare=True), error))


def in_words(visit: RequestContext, error: OversightError) -> str:
    """What an error says, in the language of the page where it has words there."""
    return visit.word("too_long", seconds=f"{error.seconds:g}") if isinstance(error, TooLong) else str(error)


def refused(request: Request, error: Exception) -> Response:
    """A request that leads nowhere, or isn't allowed."""
    assert isinstance(error, HTTPException)
    answer = _shown(request, error.status_code, _KEYS.get(error.status_code, "wrong_address"), "")
    answer.headers.update(error.headers or {})
    return answer


def broken(request: Request, error: Exception) -> Response:
    """A fault of the program: the visitor learns that there is one, the terminal where it is."""
    return _shown(request, 500, "fault", "")


def _shown(request: Request, status: int, key: str, text: str) -> Response:
    if request.url.path.endswith(".json"):
        return JSONResponse({"error": text or key}, status)
    return failure(request, status, key, text)
