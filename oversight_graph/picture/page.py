"""The page that holds the network: one file, nothing loaded from elsewhere, every text escaped, scripts known by their hash."""

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

from oversight_graph.picture.facts import Fact
from oversight_graph.picture.legend import LegendGroup
from oversight_graph.picture.network import FONTS
from oversight_graph.picture.panel import Rectangle

_HERE = Path(__file__).parent
_TEMPLATE = "page.html.j2"


@dataclass(frozen=True)
class ChartFacts:
    """A chart whose bodies are shown: its title, date and counts, and its sources as one would cite them."""

    title: str
    facts: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """What the page says around the network, as plain text."""

    html_lang: str
    title: str
    shown: str
    note: str | None
    charts: tuple[ChartFacts, ...]
    legend: tuple[LegendGroup, ...]
    about: dict[str, dict[str, Fact]]
    bands: list[dict[str, Any]]
    cards: list[Rectangle]
    frame: Rectangle
    box: dict[str, float]
    sources_word: str
    fit_word: str
    noscript_word: str
    fonts: str = FONTS

    @property
    def library(self) -> Markup:
        return _library()

    @property
    def script(self) -> Markup:
        return _script()

    @property
    def style(self) -> Markup:
        return _style()

    @property
    def policy(self) -> str:
        """Nothing but what this file holds: two scripts and a style sheet by their hashes, images out of the page itself."""
        scripts = f"{_hash(self.library)} {_hash(self.script)}"
        return f"default-src 'none'; script-src {scripts}; style-src {_hash(self.style)}; img-src data: blob:; base-uri 'none'; form-action 'none'"


def render(net: Any, page: Page) -> str:
    """The page of a pyvis network. `net` gets our template; its own would load from elsewhere and print names as markup."""
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
    return _inline_script(_text(_HERE / "page.js"))


@functools.cache
def _style() -> Markup:
    return Markup(_text(_HERE / "page.css"))


def _text(path: Path) -> str:
    """A file with the line ends to which a browser turns all others before it hashes."""
    return path.read_text(encoding="utf-8").replace("\r\n", "\n").replace("\r", "\n")


def _inline_script(text: str) -> Markup:
    """A script that no text inside it can end; in JavaScript these backslashes change nothing."""
    return Markup(re.sub(r"<(/script|!--)", r"<\\\1", text, flags=re.IGNORECASE))


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()}'"
