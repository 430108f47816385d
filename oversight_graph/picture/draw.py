"""`og.draw`: a graph, or the surroundings of bodies, as one page that needs nothing else."""

from __future__ import annotations

import html
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from oversight_graph.errors import NothingThere, WrongQuestion, nearest
from oversight_graph.graph.graph import Graph
from oversight_graph.model import FORMS, GRADES, KINDS, LEVELS, Language
from oversight_graph.model.vocabulary import form_of
from oversight_graph.picture import cut as cuts
from oversight_graph.picture.cut import Cut
from oversight_graph.picture.facts import Tongue, of_links, of_nodes, rows_of
from oversight_graph.picture.labels import visible
from oversight_graph.picture.layout import FONT, LINE, MARGIN_X, STRIPE, layout
from oversight_graph.picture.legend import legend
from oversight_graph.picture.network import NEUTRAL, PAPER, Look, label_of, look_of, network
from oversight_graph.picture.page import ChartFacts, Page, render

LARGE = 1000
"""More bodies than these can't be read at once."""


@dataclass(frozen=True, eq=False)
class Picture:
    """A map: `html` is the whole page, `save` writes it, a notebook shows it. `nodes`, `links`: how many are drawn;
    `note`: what the reader should know of it, or None."""

    nodes: int
    links: int
    note: str | None
    _cut: Cut = field(repr=False)
    _form: str | None = field(repr=False)
    _tongue: Tongue = field(repr=False)
    _title: str = field(repr=False)

    @cached_property
    def html(self) -> str:
        """The page; the same picture gives the same bytes each time."""
        return _html(self)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the page as UTF-8 and give its path. Raises OSError where it can't be written, with the reason."""
        target = Path(path)
        try:
            target.write_text(self.html, encoding="utf-8", newline="\n")
        except OSError as error:
            remedy = "name a file in a folder that exists and may be written"
            raise type(error)(error.errno, f"The map can't be written ({error.strerror}); {remedy}", str(target)) from error
        return target

    def _repr_html_(self) -> str:
        return f'<iframe srcdoc="{html.escape(self.html)}" sandbox="allow-scripts" width="100%" height="640" frameborder="0"></iframe>'


def draw(
    graph: Graph,
    *,
    focus: str | Sequence[str] | None = None,
    hops: int = 1,
    colour: str = "kind",
    lang: Language | None = None,
    title: str | None = None,
) -> Picture:
    """A map of what a graph is asked about, or of the surroundings of bodies.

    Parameters
    ----------
    focus: bodies, each by id, name, alias or a part of a name that fits one only; without it the scope of the graph.
    hops: how many links, of any kind and direction, the surroundings reach.
    colour: `kind`, or a form (`discipline`, `state`, `stationed`, `inspection`, or D, S, P, I): the overseen are coloured
        by the grade at which that form reaches them, overseers stay white.
    lang: `zh` or `en` for names and words; without it names stay as the sources write them and words are English.
    title: the heading of the page; without it the charts, or the bodies in focus.

    Raises UnknownBody where no body or several fit, WrongQuestion for a colour or a number of hops that doesn't exist,
    NothingThere where there is nothing to draw.
    Cost: linear in nodes and links for each of some dozens of widths tried; 1,000 nodes take about half a second.

    >>> import oversight_graph as og
    >>> picture = og.draw(og.example(), focus="驻市财政局", colour="stationed")
    >>> picture.nodes, picture.links
    (4, 4)
    >>> "驻市财政局纪检监察组" in picture.html
    True
    """
    form = _form(colour)
    if isinstance(hops, bool) or not isinstance(hops, int) or hops < 0:
        raise WrongQuestion(f"`hops` is {hops!r}; give a whole number from 0")
    cut = cuts.scope(graph) if focus is None else cuts.around(graph, _bodies(graph, focus), hops)
    if not len(cut):
        raise NothingThere(f"There is nothing to draw: the scope holds no body as of {graph.as_of}. Ask for another area, chart or date.")
    tongue = Tongue(lang)
    note = tongue("large").format(f"{len(cut):,}") if len(cut) > LARGE else None
    return Picture(len(cut), len(cut.links), note, cut, form, tongue, visible(title) if title else _title(cut, tongue))


def _form(colour: str) -> str | None:
    if colour == "kind":
        return None
    form = form_of(colour)
    if form is not None:
        return form
    raise WrongQuestion(f"A map can't be coloured by `{colour}`; {nearest(str(colour), ('kind', *FORMS.ids))} (or D, S, P, I)")


def _bodies(graph: Graph, focus: str | Sequence[str]) -> list[int]:
    from oversight_graph.answer.bodies import find_body

    return [find_body(graph, text) for text in ([focus] if isinstance(focus, str) else focus)]


def _charts(cut: Cut) -> list[str]:
    return [chart for chart in cut.graph.charts if bool(cut.graph.in_chart(chart)[cut.nodes].any())]


def _chart_title(cut: Cut, chart: str, tongue: Tongue) -> str:
    header = cut.graph.headers[chart]
    return visible((header.title_en if tongue.lang == "en" else header.title_zh) or header.title_zh or header.title_en or chart)


def _title(cut: Cut, tongue: Tongue) -> str:
    if len(cut.focus):
        names = [tongue.name(node) for node in rows_of(cut.graph.node_table, cut.focus[:3])]
        more = " …" if len(cut.focus) > 3 else ""
        return f"{'、'.join(names) if tongue.words == 'zh' else ', '.join(names)}{more} · {tongue('around')}"
    charts = _charts(cut)
    return _chart_title(cut, charts[0], tongue) if len(charts) == 1 else tongue("map")


def _grades(cut: Cut, form: str | None) -> list[str | None]:
    """The grade of each overseen node for a form; None for the others."""
    if form is None:
        return [None] * len(cut)
    from oversight_graph.rules.coverage import grades

    names = {grade.number: grade.id for grade in GRADES}
    grade = grades(cut.graph, form).grade
    return [names.get(int(grade[row]), names[None]) if cut.graph.overseen[row] else None for row in cut.nodes]


def _looks(nodes: list[dict[str, Any]], grades: list[str | None], form: str | None) -> list[Look]:
    looks = []
    for node, grade in zip(nodes, grades, strict=True):
        kind = KINDS[node["kind"]]
        looks.append(look_of(kind) if form is None else Look(PAPER, kind.colour) if grade is None else Look(GRADES[grade].colour, NEUTRAL))
    return looks


def _html(picture: Picture) -> str:
    cut, tongue, form = picture._cut, picture._tongue, picture._form
    nodes, links = rows_of(cut.graph.node_table, cut.nodes), rows_of(cut.graph.link_table, cut.links)
    names = [tongue.name(node) for node in nodes]
    grades = _grades(cut, form)
    placed = layout(cut, [label_of(node, name) for node, name in zip(nodes, names, strict=True)])
    by_id = dict(zip(cut.ids, names, strict=True))
    page = Page(
        html_lang="zh-CN" if tongue.words == "zh" else "en",
        title=picture._title,
        shown=_shown(picture),
        note=picture.note,
        charts=tuple(_chart_facts(cut, chart, tongue) for chart in _charts(cut)),
        legend=legend(nodes, links, grades, form, tongue),
        about={
            "nodes": dict(zip(cut.ids, of_nodes(cut, nodes, tongue, grades, form), strict=True)),
            "links": {link["id"]: fact for link, fact in zip(links, of_links(cut, links, by_id, tongue), strict=True)},
        },
        bands=[{"name": list(LEVELS)[band.level].label(tongue.words) if band.level < len(LEVELS) else "", "box": band.box} for band in placed.bands],
        cards=list(placed.cards),
        frame=placed.frame,
        box={"width": placed.width, "stripe": STRIPE, "margin": MARGIN_X, "font": FONT, "line": LINE, "head": placed.head},
        sources_word=tongue("sources"),
        fit_word=tongue("fit"),
        noscript_word=tongue("noscript"),
    )
    return render(network(cut, nodes, links, placed, _looks(nodes, grades, form)), page)


def _shown(picture: Picture) -> str:
    say, cut = picture._tongue, picture._cut
    counts = [f"{picture.nodes:,}{'' if say.words == 'zh' else ' '}{say('nodes')}", f"{picture.links:,}{'' if say.words == 'zh' else ' '}{say('links')}"]
    return " · ".join([*counts, f"{say('as_of')} {cut.graph.as_of.isoformat()}", *_charts(cut)])


def _chart_facts(cut: Cut, chart: str, tongue: Tongue) -> ChartFacts:
    header = cut.graph.headers[chart]
    sources = [", ".join(visible(part) for part in (one.title, one.publisher, one.date) if part) for one in header.sources]
    return ChartFacts(_chart_title(cut, chart, tongue), f"{header.id} · {tongue('as_of')} {header.as_of}", tuple(sources))
