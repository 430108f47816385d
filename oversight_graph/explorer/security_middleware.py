"""What every request must pass before a page sees it, and what every response says of itself."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from urllib.parse import quote, urlencode

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Message as Event
from starlette.types import Receive, Scope, Send

from oversight_graph.explorer.forms import no_longer_than
from oversight_graph.explorer.limits import ADDRESS_BYTES, ADDRESS_PARAMETERS
from oversight_graph.explorer.request_context import RequestContext
from oversight_graph.explorer.settings import Settings
from oversight_graph.messages import Message, in_language, message

OPEN = "/static/"
"""What is shown without a token: the style of the page that says one is needed."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with no-referrer a form of our own would come with the Origin `null`
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
"""Set on every response, unless the page has set its own."""

Refuse = Callable[[Request, int, Message], Response]
"""Makes the page of a refusal: the request, the status, what is wrong and what to do."""


class SecurityMiddleware:
    """Host, Origin, token and size of a request; the headers of a response. It stands around the whole application, so that
    a page about a fault passes through it too."""

    def __init__(self, app: Starlette, settings: Settings, refuse: Refuse) -> None:
        self.app, self.settings, self.refuse = app, settings, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def sent(event: Event) -> None:
            if event["type"] == "http.response.start":
                headers = MutableHeaders(scope=event)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(event)

        scope["app"] = self.app  # a refusal is a page like others
        request = Request(scope)
        answer = self._endless(request) or self._foreign(request) or self._unknown(request) or self._large(request)
        if answer is not None:
            await answer(scope, receive, sent)
        else:
            with in_language(RequestContext(request, bare=True).lang):  # whatever is said while it is answered, in threads as well
                await self.app(scope, no_longer_than(receive, self.settings.max_upload), sent)

    def _endless(self, request: Request) -> Response | None:
        """An address that no page of this explorer has: what is in it is compared, kept as a key and written into the page."""
        query: bytes = request.scope["query_string"]
        if len(query) + len(request.scope["path"].encode("utf-8", "replace")) > ADDRESS_BYTES or query.count(b"&") >= ADDRESS_PARAMETERS:
            request.scope["query_string"] = b""
            request.scope["path"] = request.scope["path"][:100]
            return self.refuse(Request(request.scope), 414, message("explorer_errors.long_address"))
        return None

    def _foreign(self, request: Request) -> Response | None:
        """A request that speaks to another name, or comes from a page of another origin."""
        host = request.headers.get("host", "")
        if not self.settings.answers_to(host):
            return self.refuse(request, 400, message("explorer_errors.wrong_host"))
        origin = request.headers.get("origin")
        if request.method not in ("GET", "HEAD") and origin is None:
            return self.refuse(request, 403, message("explorer_errors.wrong_origin"))
        if origin is not None and origin.lower() not in (f"http://{host.lower()}", f"https://{host.lower()}"):  # https: behind a server that speaks it
            return self.refuse(request, 403, message("explorer_errors.wrong_origin"))
        return None

    def _unknown(self, request: Request) -> Response | None:
        """A visitor without the token; one who brings it in a link gets a cookie, and the link without it."""
        if self.settings.token is None or request.url.path.startswith(OPEN):
            return None
        name, pass_ = self.settings.cookie("visitor"), self.settings.pass_ or ""
        if not hmac.compare_digest(request.query_params.get("token", "").encode(), self.settings.token.encode()):
            known = hmac.compare_digest(request.cookies.get(name, "").encode(), pass_.encode())
            return None if known else self.refuse(request, 401, message("explorer_errors.token_needed"))
        rest = urlencode([(key, value) for key, value in request.query_params.multi_items() if key != "token"])
        answer = RedirectResponse(_local(request) + (f"?{rest}" if rest else ""), 303)
        answer.set_cookie(name, pass_, httponly=True, samesite="lax")
        return answer

    def _large(self, request: Request) -> Response | None:
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or len(length) > 18 or int(length) > self.settings.max_upload:
            return self.refuse(request, 413, message("explorer_errors.too_large"))
        return None


def _local(request: Request) -> str:
    """The path of a request as one of this explorer: `//elsewhere` would lead away."""
    return quote("/" + request.url.path.lstrip("/\\"), safe="/:")
