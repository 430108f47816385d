"""The page that holds the map: one file, nothing loaded from elsewhere, every text escaped, scripts known by their hash."""

from __future__ import annotations

import base64
import functools
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from oversight_graph.model import GRADES, STATUSES
from oversight_graph.picture.theme import ink_on

_HERE = Path(__file__).parent / "page"
_TEMPLATE = "page.html.j2"
SCRIPTS = (
    "unpack", "state", "words", "shown", "fold", "compact", "shapes", "shares", "regions", "walk", "summary", "boxes", "grid", "channels", "lines", "detail", "paint", "scene", "about", "panel", "filters", "search", "twin", "save", "keys", "start",
)  # fmt: skip
"""The parts of the script, each one idea, in the order in which they are joined."""
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 0},
    "interaction": {"dragNodes": False, "zoomSpeed": 0.6},
}


@dataclass(frozen=True)
class Page:
    """What the page says before its script runs, as plain text, and the data that the script reads."""

    html_lang: str
    title: str
    noscript_word: str
    data: dict[str, Any]

    @property
    def library(self) -> Markup:
        """vis-network as an inline script."""
        return _library()

    @property
    def script(self) -> Markup:
        """The script of the page, of all its parts."""
        return _script()

    @property
    def style(self) -> Markup:
        """The style sheet of the page."""
        return _style()

    @property
    def policy(self) -> str:
        """Nothing but what this file holds: two scripts and a style sheet by their hashes, images out of the page itself."""
        scripts = f"{_hash(self.library)} {_hash(self.script)}"
        return f"default-src 'none'; script-src {scripts}; style-src {_hash(self.style)}; img-src data: blob:; base-uri 'none'; form-action 'none'"


def render(page: Page) -> str:
    """The page of a pyvis network that gets our template; its own would load from elsewhere and print names as markup. Its
    boxes and edges are made in the page, out of columns: as objects in the file they would take several times the room.

    Parameters
    ----------
    page
        What the template and its script read.

    Returns
    -------
    The whole page as HTML.
    """
    from pyvis.network import Network

    net = Network(directed=True)
    net.options = OPTIONS
    environment = Environment(loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined)
    environment.filters["fromjson"] = json.loads
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}  # tojson escapes < > & ' itself
    environment.globals["page"] = page
    net.templateEnv = environment
    net.path = _TEMPLATE
    return str(net.generate_html(_TEMPLATE.removesuffix(".j2")))


@functools.cache
def _library() -> Markup:
    """vis-network out of the pyvis wheel, without the comment that would make a browser look for a source map."""
    import pyvis

    text = _text(Path(str(pyvis.__file__)).parent / "lib" / "vis-9.1.2" / "vis-network.min.js")
    return _inline_script(re.sub(r"\n//# sourceMappingURL=.*\s*$", "\n", text))


@functools.cache
def _script() -> Markup:
    parts = [_text(_HERE / f"{name}.js") for name in SCRIPTS]
    return _inline_script('"use strict";\n(() => {\n' + "\n".join(parts) + "\n})();\n")


@functools.cache
def _style() -> Markup:
    """The style sheet, with the colours of grades and statuses out of the model."""
    grades = [f".grade-{term.id} {{ background: {term.colour}; color: {ink_on(term.colour)}; }}" for term in GRADES]
    statuses = [f".status-{term.id} {{ background: {term.tint}; }}" for term in STATUSES if term.tint is not None]
    return Markup(_text(_HERE / "page.css").replace("/* GRADES */", "\n".join(grades + statuses)))


def _text(path: Path) -> str:
    """A file with the line ends to which a browser turns all others before it hashes."""
    return path.read_text(encoding="utf-8").replace("\r\n", "\n").replace("\r", "\n")


def _inline_script(text: str) -> Markup:
    """A script that no text inside it can end; in JavaScript these backslashes change nothing."""
    return Markup(re.sub(r"<(/script|!--)", r"<\\\1", text, flags=re.IGNORECASE))


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()}'"
