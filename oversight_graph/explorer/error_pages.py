"""What goes wrong as a page: what is wrong and what to do, never a trace."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from oversight_graph.errors import ChartError, NothingThere, OversightError, PlanRefused, StoreError, TooLong, UnknownBody, WrongQuestion
from oversight_graph.explorer.page_rendering import failure
from oversight_graph.messages import Message, message

STATUS: tuple[tuple[type[OversightError], int], ...] = (
    (ChartError, 422), (PlanRefused, 409), (UnknownBody, 404), (NothingThere, 404), (WrongQuestion, 400), (TooLong, 422), (StoreError, 503),
)  # fmt: skip
REFUSALS = {
    400: message("explorer_errors.wrong_address"),
    403: message("explorer_errors.wrong_sign"),
    404: message("explorer_errors.not_found"),
    405: message("explorer_errors.not_found"),
    413: message("explorer_errors.too_large"),
    503: message("explorer_errors.busy"),
}


def status_of(error: OversightError) -> int:
    """The HTTP status of an error.

    Parameters
    ----------
    error
        Of any kind of this program's.

    Returns
    -------
    500 for a kind that STATUS doesn't name.
    """
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def said(request: Request, error: Exception) -> Response:
    """An error of this program's own kind: its own words, in the language of the page (SecurityMiddleware)."""
    assert isinstance(error, OversightError)
    return _shown(request, status_of(error), message("explorer_errors.no_words"), str(error))


def refused(request: Request, error: Exception) -> Response:
    """A request that leads nowhere, or isn't allowed."""
    assert isinstance(error, HTTPException)
    answer = _shown(request, error.status_code, REFUSALS.get(error.status_code, REFUSALS[400]))
    answer.headers.update(error.headers or {})
    return answer


def broken(request: Request, error: Exception) -> Response:
    """A fault of the program: the visitor learns that there is one, the terminal where it is."""
    return _shown(request, 500, message("explorer_errors.fault"))


def _shown(request: Request, status: int, refusal: Message, text: str = "") -> Response:
    if request.url.path.endswith(".json"):
        return JSONResponse({"error": text or refusal.code.partition(".")[2]}, status)
    return failure(request, status, refusal, text)
