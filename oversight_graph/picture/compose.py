"""A picture put together: its layout, its data, and how the page begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from oversight_graph.model import FORMS, Language
from oversight_graph.picture.cut import Cut
from oversight_graph.picture.data import data_of
from oversight_graph.picture.facts import Tongue, rows_of
from oversight_graph.picture.layout import FONT, LINE, MARGIN_X, MARGIN_Y, STRIPE, Label, Layout, layout
from oversight_graph.picture.line import Path, line
from oversight_graph.picture.look import FONTS, label_of, model
from oversight_graph.picture.page import Page, render
from oversight_graph.picture.rings import rings
from oversight_graph.picture.standing import LARGE
from oversight_graph.picture.walks import DIRECTED, DOCUMENTED, EPISODE, HEARD, PARTS, REVERSED, WEAK, WIDE
from oversight_graph.picture.words import WORDS

View = Literal["levels", "rings", "path"]
VIEWS: tuple[View, ...] = ("levels", "rings", "path")
Note = tuple[str, str]
"""A key of the words, and what is filled in."""
_BUSY = 24
"""From so many links on, the links of a body are drawn paler, or they would cover the rest."""
_QUIET = 12
"""From so many on, links that the regions show already are left to them."""


@dataclass(frozen=True, eq=False)
class Plan:
    """All that makes a page. `paths`: rows of the cut; `title`: in Chinese and in English; `fold`: regions begin folded."""

    cut: Cut
    view: View
    paths: tuple[Path, ...]
    form: str | None
    tongue: Tongue
    title: tuple[str, str]
    note: Note | None
    fold: bool


def place(plan: Plan) -> Layout:
    """Where everything stands; boxes hold the name in either language."""
    cut = plan.cut
    nodes = rows_of(cut.graph.node_table, cut.nodes)
    tongues: tuple[Language, ...] = ("zh", "en")
    labels: list[list[Label]] = [[label_of(node, Tongue(lang).name(node)) for node in nodes] for lang in tongues]
    if labels[0] == labels[1]:
        labels.pop()
    if plan.view == "rings":
        return rings(cut, int((cut.nodes == cut.focus[0]).argmax()), *labels)
    return line(cut, plan.paths, *labels) if plan.view == "path" else layout(cut, *labels)


def compose(plan: Plan) -> str:
    """The page."""
    placed, tongue = place(plan), plan.tongue
    data = data_of(plan.cut, placed) | {
        "model": model(),
        "walk": {
            "directed": DIRECTED, "documented": DOCUMENTED, "episode": EPISODE, "heard": HEARD, "parts": PARTS, "reversed": REVERSED, "weak": WEAK,
            "wide": WIDE,
        },
        "words": WORDS,
        "title": plan.title,
        "file": _file_name(plan),
        "note": [one.format(plan.note[1]) for one in WORDS[plan.note[0]]] if plan.note else None,
        "asOf": plan.cut.graph.as_of.isoformat(),
        "box": {"width": placed.width, "stripe": STRIPE, "margin": MARGIN_X, "pad": MARGIN_Y, "font": FONT, "line": LINE, "head": placed.head},
        "fonts": FONTS,
        "busy": _BUSY,
        "large": LARGE,
    }  # fmt: skip
    data["start"] = _start(plan, data)
    return render(Page("zh-CN" if tongue.words == "zh" else "en", plan.title[0 if tongue.words == "zh" else 1], tongue("noscript"), data))


def _start(plan: Plan, data: dict[str, Any]) -> dict[str, Any]:
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


def _file_name(plan: Plan) -> str:
    """What a saved picture is called: the charts, or the body in focus."""
    wanted = plan.cut.ids[int((plan.cut.nodes == plan.cut.focus[0]).argmax())] if len(plan.cut.focus) else "-".join(plan.cut.graph.charts) or "map"
    return re.sub(r"[^\w.-]+", "-", wanted)[:80]
