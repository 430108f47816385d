"""Maps inside the explorer: the picture's own page at an address of its own, under a policy of its own."""

from __future__ import annotations

import html
import re
import sys
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from oversight_graph.errors import NothingThere, WrongQuestion
from oversight_graph.explorer.limits import MOST_FOCUS
from oversight_graph.explorer.page_rendering import page
from oversight_graph.explorer.request_context import RequestContext
from oversight_graph.messages import Message, message
from oversight_graph.model import FORMS
from oversight_graph.picture.draw import draw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oversight_graph.graph.graph import Graph

MOST = 12_000
"""Bodies of a scope that a map of all of it may hold."""
HOPS = ("0", "1", "2", "3")
_META = re.compile(r'<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"]*)"', re.IGNORECASE)
_SANDBOX = "sandbox allow-scripts allow-downloads allow-modals; frame-ancestors 'self'; form-action 'none'; base-uri 'none'"


def _document(shown: str) -> Response:
    """The page of a picture as it would be opened from a file: what it allows itself, and nothing of this explorer's."""
    found = _META.search(shown)
    policy = html.unescape(found[1]).strip().rstrip(";") if found else "default-src 'none'"
    kept = "; ".join(part for part in (one.strip() for one in policy.split(";")) if part.split(" ")[0] not in ("base-uri", "form-action", "frame-ancestors"))
    return HTMLResponse(shown, headers={"content-security-policy": f"{kept}; {_SANDBOX}", "x-frame-options": "SAMEORIGIN"})


def _map_too_large(bodies: int) -> Message:
    """What is said instead of a map that would hold so many bodies."""
    return message("explorer_errors.map_too_large", n=bodies, most=MOST)


def drawn(visit: RequestContext, key: object, graph: Graph, focus: Sequence[str] | None, hops: int, colour: str, title: str | None = None) -> Response:
    """A picture of a graph, kept as long as the store holds the same.

    Parameters
    ----------
    visit
        The request; its language is that of the map.
    key
        By what the graph and the bodies are known, for keeping the picture.
    graph
        What is drawn of.
    focus
        Bodies whose surroundings are drawn; None for the scope of the graph.
    hops
        How many links the surroundings reach.
    colour
        `kind` or the id of a form.
    title
        None for the title that `draw` gives.

    Returns
    -------
    The picture's own page, under a policy of its own.

    Raises
    ------
    NothingThere
        For a scope of more than MOST bodies.
    """
    if focus is None and int(graph.scope.sum()) > MOST:
        raise NothingThere(_map_too_large(int(graph.scope.sum())))

    def make() -> str:
        return draw(graph, focus=focus, hops=hops, colour=colour, lang=visit.lang, title=title).html

    return _document(visit.store_cache.kept(("map", key, hops, colour, visit.lang, title), make, sys.getsizeof, search=True))


def picture(request: Request) -> Response:
    """The map of a scope, or of what surrounds bodies: the frame's content.

    Raises
    ------
    WrongQuestion
        For more than MOST_FOCUS bodies.
    """
    visit = RequestContext(request)
    focus = list(dict.fromkeys(body for body in request.query_params.getlist("focus") if body))
    if len(focus) > MOST_FOCUS:
        raise WrongQuestion(message("explorer_errors.too_many_bodies", n=len(focus), most=MOST_FOCUS))
    hops = request.query_params.get("hops", "1")
    graph = visit.store_cache.around(visit.scope) if focus else visit.store_cache.graph(visit.scope)
    return drawn(visit, (visit.scope, tuple(focus)), graph, focus or None, int(hops) if hops in HOPS else 1, _colour(request))


def _colour(request: Request) -> str:
    """By kind, or by the grade of a form."""
    wished = request.query_params.get("colour", "kind")
    return wished if wished in FORMS else "kind"


def map_page(request: Request) -> Response:
    """The map of the scope, with the choice of its colours around it."""
    visit = RequestContext(request)
    graph = visit.store_cache.graph(visit.scope)
    inside = int(graph.scope.sum())
    return page(
        visit,
        "map.html.j2",
        graph=graph,
        inside=inside,
        too_large=_map_too_large(inside).text(visit.lang) if inside > MOST else "",
        colour=_colour(request),
        forms=FORMS,
    )
