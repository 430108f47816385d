"""Pages out of templates: every text escaped, what can't be seen written out, the style and script known by what is in them."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from oversight_graph.answer.days import day_message
from oversight_graph.explorer.csrf_tokens import FIELD
from oversight_graph.explorer.model_styles import stylesheet
from oversight_graph.explorer.request_context import RequestContext
from oversight_graph.messages import Message
from oversight_graph.messages.language import LANGUAGES
from oversight_graph.naming.places import name_and_code
from oversight_graph.picture.labels import visible

_HERE = Path(__file__).parent


def page(visit: RequestContext, template: str, status: int = 200, **values: Any) -> Response:
    """A page in the language of the visit. The language that an address asked for is remembered.

    Parameters
    ----------
    visit
        Is known to the template as `visit`.
    template
        The name of a file in `templates/`.
    status
        The HTTP status.
    **values
        What else the template knows; all that it prints is escaped.

    Returns
    -------
    HTML, with the cookies of the visitor and of his language.
    """
    shown = _environment().get_template(template).render(visit=visit, w=visit.word, lang=visit.lang, **values)
    answer = HTMLResponse(shown, status)
    visit.csrf.remember(visit.request, answer, visit.visitor)
    wished = visit.request.query_params.get("lang")
    if wished in LANGUAGES:
        answer.set_cookie(visit.settings.cookie("lang"), wished, httponly=True, samesite="lax", max_age=365 * 24 * 3600)
    return answer


def failure(request: Request, status: int, refusal: Message, text: str = "") -> Response:
    """A page that says what is wrong and what to do. It asks nothing of the store.

    Parameters
    ----------
    request
        What can't be answered.
    status
        The HTTP status.
    refusal
        A message of two parts: the heading, and what to do.
    text
        Lines that stand in the place of what to do; empty for none.

    Returns
    -------
    HTML.
    """
    visit = RequestContext(request, bare=True)
    title, todo = refusal.parts(visit.lang)
    return page(visit, "error.html.j2", status, title=title, text=text or todo)


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
        auto_reload=False,  # an explorer that runs while the program is upgraded keeps to the templates of its own version
    )
    environment.globals |= {"FIELD": FIELD, "LANGUAGES": LANGUAGES, "asset": _asset, "when": day_message, "place": name_and_code}
    return environment


def _shown(value: Any) -> Any:
    """What a template prints, a message in the language of the page: control and format characters in a name would change what is read around it."""
    said = str(value) if isinstance(value, Message) else value
    return visible(said) if isinstance(said, str) and not isinstance(said, Markup) else said


@functools.cache
def assets() -> dict[str, tuple[bytes, str]]:
    """What the pages refer to: name → (bytes, media type)."""
    return {
        "explorer.css": ((_HERE / "static" / "explorer.css").read_bytes(), "text/css"),
        "colours.css": (stylesheet().encode(), "text/css"),
        "explorer.js": ((_HERE / "static" / "explorer.js").read_bytes(), "text/javascript"),
    }


@functools.cache
def _asset(name: str) -> str:
    """The address of an asset. It changes with what is in it, so that a browser may keep it."""
    return f"/static/{hashlib.sha256(assets()[name][0]).hexdigest()[:12]}/{name}"
