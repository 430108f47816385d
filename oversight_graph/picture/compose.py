"""A picture put together: its layout, its data, and how the page begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from oversight_graph.model import FORMS, Language
from oversight_graph.picture.grouping import LARGE
from oversight_graph.picture.i18n import Translator, page_words, rows_of
from oversight_graph.picture.layout import Label, Layout, layout
from oversight_graph.picture.page import Page, render
from oversight_graph.picture.page_data import data_of
from oversight_graph.picture.path_view import Path, line
from oversight_graph.picture.ring_view import rings
from oversight_graph.picture.subgraph import Subgraph
from oversight_graph.picture.theme import FONTS, label_of, model
from oversight_graph.picture.walk_data import table

View = Literal["levels", "rings", "path"]
VIEWS: tuple[View, ...] = ("levels", "rings", "path")
Note = tuple[str, str]
"""A key of the words, and what is filled in."""
_BUSY = 24
"""From so many links on, the links of a body are drawn paler, or they would cover the rest."""
_QUIET = 12
"""From so many on, links that the regions show already are left to them."""


@dataclass(frozen=True, eq=False)
class PageContent:
    """All that makes a page. `paths`: rows of the cut; `title`: in Chinese and in English; `titled`: it is a name,
    not words of the page; `fold`: regions begin folded."""

    cut: Subgraph
    view: View
    paths: tuple[Path, ...]
    form: str | None
    tongue: Translator
    title: tuple[str, str]
    titled: bool
    note: Note | None
    fold: bool


def place(plan: PageContent, lang: Language) -> Layout:
    """Where everything stands when names are shown in a language.

    Parameters
    ----------
    plan
        What makes the page.
    lang
        Decides the labels, and by them the sizes of the boxes.

    Returns
    -------
    By the view of the plan: levels, rings around the first body in focus, or a path.
    """
    cut = plan.cut
    labels = _labels(plan, lang)
    if plan.view == "rings":
        return rings(cut, int((cut.nodes == cut.focus[0]).argmax()), labels)
    return line(cut, plan.paths, labels) if plan.view == "path" else layout(cut, labels)


def _labels(plan: PageContent, lang: Language) -> list[Label]:
    tongue = Translator(lang)
    return [label_of(node, tongue.name(node)) for node in rows_of(plan.cut.graph.node_table, plan.cut.nodes)]


def compose(plan: PageContent) -> str:
    """The page as HTML: laid out for Chinese names, and once more for English ones where these differ.

    Parameters
    ----------
    plan
        What makes the page.

    Returns
    -------
    The whole page; the same plan gives the same text.
    """
    tongue, words = plan.tongue, page_words()
    layouts = [place(plan, "zh")]
    if _labels(plan, "zh") != _labels(plan, "en"):
        layouts.append(place(plan, "en"))
    data = data_of(plan.cut, *layouts) | {
        "model": model(),
        "walks": table(),
        "words": words,
        "title": plan.title,
        "titled": plan.titled,
        "file": _file_name(plan),
        "note": [one.format(plan.note[1]) for one in words[plan.note[0]]] if plan.note else None,
        "asOf": plan.cut.graph.as_of.isoformat(),
        "fonts": FONTS,
        "busy": _BUSY,
        "large": LARGE,
    }  # fmt: skip
    data["start"] = _start(plan, data)
    return render(
        Page(
            "zh-CN" if tongue.words == "zh" else "en", plan.title[1 if (tongue.lang if plan.titled else tongue.words) == "en" else 0], tongue("noscript"), data
        )
    )


def _start(plan: PageContent, data: dict[str, Any]) -> dict[str, Any]:
    """How the page begins; the reader can change all of it."""
    quiet = data["links"]["quiet"]
    many = len(quiet["at"]) if "at" in quiet else sum(map(bool, quiet.get("list", ())))
    return {
        "lang": plan.tongue.words,
        "names": "en" if plan.tongue.lang == "en" else "zh",
        "colour": -1 if plan.form is None else FORMS.code(plan.form),
        "quiet": many < _QUIET,
        "open": [] if plan.fold else list(range(len(data["lots"]["rows"]))),
    }


def _file_name(plan: PageContent) -> str:
    """What a saved picture is called: the charts, or the body in focus."""
    wanted = plan.cut.ids[int((plan.cut.nodes == plan.cut.focus[0]).argmax())] if len(plan.cut.focus) else "-".join(plan.cut.graph.charts) or "map"
    return re.sub(r"[^\w.-]+", "-", wanted)[:80]
