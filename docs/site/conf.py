"""How the pages are built (Sphinx). Nothing that a page needs comes from elsewhere: no fonts, no scripts, no maths."""

from __future__ import annotations

import re
from pathlib import Path
from types import GenericAlias
from typing import Any

from jinja2 import BaseLoader, FileSystemLoader
from jinja2.sandbox import SandboxedEnvironment
from numpydoc import docscrape_sphinx
from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

import oversight_graph

project = "oversight-graph"
author = "the authors of oversight-graph"
project_copyright = ""
version = release = oversight_graph.__version__
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "numpydoc"]
myst_heading_anchors = 3
suppress_warnings = ["misc.highlighting_failure"]  # Pygments knows less Cypher than Neo4j does

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_use_type_comments = False  # there are none, and to look for them each source is parsed anew
autodoc_default_options = {"members": True, "ignore-module-all": True}
numpydoc_show_class_members = False
numpydoc_class_members_toctree = False

html_theme = "alabaster"
html_theme_options = {
    "description": "A graph of the four-supervision system",
    "font_family": "system-ui, -apple-system, 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif",
    "head_font_family": "system-ui, -apple-system, 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif",
    "page_width": "1200px",
    "body_max_width": "none",
    "show_powered_by": False,
    "show_relbars": True,
}
html_title = "oversight-graph"
html_show_copyright = False
html_show_sphinx = False
html_copy_source = False
html_show_search_summary = False  # a page opened from a file may not read the others, and so can't show what stands around a word
html_search_language = "en"
pygments_style = "friendly"

TEMPLATES = SandboxedEnvironment(loader=FileSystemLoader(Path(docscrape_sphinx.__file__).parent / "templates"))


def one_environment(loader: BaseLoader) -> SandboxedEnvironment:
    """numpydoc makes an environment for each docstring, and compiles its template anew in each: a third of the time of a build."""
    return TEMPLATES


docscrape_sphinx.SandboxedEnvironment = one_environment

_CODE = re.compile(r"(?<![`:\\])`([^`\n]+)`(?![`_])")


def as_code(app: Sphinx, what: str, name: str, obj: object, options: object, lines: list[str]) -> None:
    """Docstrings put code between single backticks, as the pages do; reStructuredText wants two."""
    lines[:] = [_CODE.sub(r"``\1``", line) for line in lines]


def plain_defaults(app: Sphinx, what: str, name: str, obj: object, options: object, signature: str | None, gives: str | None) -> tuple[str | None, str | None]:
    """A default that a dataclass makes can't be read as Python, and then nothing of the signature is."""
    return (signature and signature.replace("<factory>", "...")), gives


def no_signature(app: Sphinx, what: str, name: str, obj: object, options: object, signature: str | None, gives: str | None) -> tuple[None, None] | None:
    """A name for a type, as `Rectangle = tuple[float, float, float, float]`, isn't called; numpydoc would give it the signature of `tuple`."""
    return (None, None) if isinstance(obj, GenericAlias) else None


class Search(SearchEnglish):
    """Words of Latin scripts as in English, and each Chinese character by itself: a search for 派驻 finds the pages that have both."""

    lang = "en"
    js_splitter_code = "function splitQuery(query) { return query.match(/\\p{Script=Han}|[\\p{L}\\p{N}_]+/gu)?.flatMap((one) => one.match(/\\p{Script=Han}|\\P{Script=Han}+/gu)) ?? []; }"
    _pieces = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+")

    def split(self, text: str) -> list[str]:
        return self._pieces.findall(text)

    def word_filter(self, word: str) -> bool:
        return "\u3400" <= word[0] <= "\u9fff" or super().word_filter(word)


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_search_language(Search)
    app.connect("autodoc-process-signature", no_signature, priority=400)  # before numpydoc
    app.connect("autodoc-process-signature", plain_defaults)
    app.connect("autodoc-process-docstring", as_code, priority=900)  # behind numpydoc
    return {"parallel_read_safe": True, "parallel_write_safe": True}
