"""A picture put together: its layout, its data, and how the page begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from oversight_graph.answer.days import day_message
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
_WORTH_FOLDING = 4
"""Fewer regions than these stay open: three boxes tell nothing."""
_QUIET = 12
"""From so many on, links that the regions show already are left to them."""


@dataclass(frozen=True, eq=False)
class PageContent:
    """All that makes a page. `paths`: rows of the subgraph; `title`: in Chinese and in English; `titled`: it is a name,
    not words of the page; `fold`: regions begin folded."""

    subgraph: Subgraph
    view: View
    paths: tuple[Path, ...]
    form: str | None
    translator: Translator
    title: tuple[str, str]
    titled: bool
    note: Note | None
    fold: bool


def place(content: PageContent, lang: Language) -> Layout:
    """Where everything stands when names are shown in a language.

    Parameters
    ----------
    content
        What makes the page.
    lang
        Decides the labels, and by them the sizes of the boxes.

    Returns
    -------
    By the view of the plan: levels, rings around the first body in focus, or a path.
    """
    subgraph = content.subgraph
    labels = _labels(content, lang)
    if content.view == "rings":
        return rings(subgraph, int((subgraph.nodes == subgraph.focus[0]).argmax()), labels)
    return line(subgraph, content.paths, labels) if content.view == "path" else layout(subgraph, labels)


def _labels(content: PageContent, lang: Language) -> list[Label]:
    translator = Translator(lang)
    return [label_of(node, translator.name(node)) for node in rows_of(content.subgraph.graph.node_table, content.subgraph.nodes)]


def compose(content: PageContent) -> str:
    """The page as HTML: laid out for Chinese names, and once more for English ones where these differ.

    Parameters
    ----------
    content
        What makes the page.

    Returns
    -------
    The whole page; the same plan gives the same text.
    """
    translator, words = content.translator, page_words()
    layouts = [place(content, "zh")]
    if _labels(content, "zh") != _labels(content, "en"):
        layouts.append(place(content, "en"))
    data = data_of(content.subgraph, *layouts) | {
        "model": model(),
        "walks": table(),
        "words": words,
        "title": content.title,
        "titled": content.titled,
        "file": _file_name(content),
        "note": [text.format(content.note[1]) for text in words[content.note[0]]] if content.note else None,
        **_days(content.subgraph),
        "fonts": FONTS,
        "busy": _BUSY,
        "large": LARGE,
    }  # fmt: skip
    data["start"] = _start(content, data)
    if content.fold and data["start"]["open"]:
        data["note"] = None  # it has too few regions to begin folded
    return render(
        Page(
            "zh-CN" if translator.words == "zh" else "en",
            content.title[1 if (translator.lang if content.titled else translator.words) == "en" else 0],
            translator("noscript"),
            data,
        )
    )


def _days(subgraph: Subgraph) -> dict[str, Any]:
    """The day of the map, or the newest of its charts'; that in words; and where charts have days of their own, by node the year in which it is judged."""
    graph = subgraph.graph
    said = day_message(graph.days.values() or filter(None, [graph.as_of]))
    newest = graph.as_of or max(graph.days.values())
    years = None if graph.as_of is not None else (graph.node_day[subgraph.nodes].astype("datetime64[Y]").astype(int) + 1970).tolist()
    return {"asOf": newest.isoformat(), "asOfSaid": [said.text("zh"), said.text("en")], "years": years}


def _start(content: PageContent, data: dict[str, Any]) -> dict[str, Any]:
    """How the page begins; the reader can change all of it."""
    quiet = data["links"]["quiet"]
    many = len(quiet["at"]) if "at" in quiet else sum(map(bool, quiet.get("list", ())))
    return {
        "lang": content.translator.words,
        "names": "en" if content.translator.lang == "en" else "zh",
        "colour": -1 if content.form is None else FORMS.code(content.form),
        "quiet": many < _QUIET,
        "open": [] if content.fold and len(data["regions"]["rows"]) >= _WORTH_FOLDING else list(range(len(data["regions"]["rows"]))),
    }


def _file_name(content: PageContent) -> str:
    """What a saved picture is called: the charts, or the body in focus."""
    wanted = (
        content.subgraph.ids[int((content.subgraph.nodes == content.subgraph.focus[0]).argmax())]
        if len(content.subgraph.focus)
        else "-".join(content.subgraph.graph.charts) or "map"
    )
    return re.sub(r"[^\w.-]+", "-", wanted)[:80]
