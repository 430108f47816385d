"""`og.draw`: a graph, the surroundings of a body or the path between two, as one page that needs nothing else."""

from __future__ import annotations

import html
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from oversight_graph.answer.days import day_message
from oversight_graph.disk.atomic_write import replacing
from oversight_graph.errors import NothingThere, WrongQuestion, nearest
from oversight_graph.graph.graph import Graph
from oversight_graph.messages import message
from oversight_graph.model import FORMS, Language
from oversight_graph.model.vocabulary import form_of
from oversight_graph.picture import subgraph as subgraphs
from oversight_graph.picture.compose import VIEWS, Note, PageContent, View, compose
from oversight_graph.picture.grouping import FOLDED, LARGE
from oversight_graph.picture.i18n import Translator, page_words, rows_of
from oversight_graph.picture.labels import visible
from oversight_graph.picture.path_view import Path as Bodies
from oversight_graph.picture.subgraph import Subgraph


@dataclass(frozen=True, eq=False)
class Picture:
    """A map: `html` is the whole page, `save` writes it, a notebook shows it. `nodes`, `links`: how many are drawn;
    `note`: what the reader should know of it, or None."""

    nodes: int
    links: int
    note: str | None
    _content: PageContent = field(repr=False)

    @cached_property
    def html(self) -> str:
        """The page; the same picture gives the same bytes each time."""
        return compose(self._content)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the page as UTF-8, whole or not at all.

        Parameters
        ----------
        path
            The file; one that is there is replaced.

        Returns
        -------
        The path of the file.

        Raises
        ------
        OSError
            Where it can't be written, with the reason.
        """
        target = Path(path)
        try:
            with replacing([target]) as (part,):
                part.write_text(self.html, encoding="utf-8", newline="\n")
        except OSError as error:
            failure = message("picture_errors.cannot_write", reason=error.strerror)
            raise type(error)(error.errno, failure.text(), str(target)) from error
        return target

    def _repr_html_(self) -> str:
        """In a notebook: a frame of its own, which sees nothing of the notebook and loads nothing."""
        allowed = "allow-scripts allow-downloads allow-modals"
        return f'<iframe srcdoc="{html.escape(self.html)}" sandbox="{allowed}" width="100%" height="640" frameborder="0" title="{html.escape(self._content.title[1])}"></iframe>'


def draw(
    graph: Graph,
    *,
    focus: str | Sequence[str] | None = None,
    hops: int = 1,
    view: View | None = None,
    colour: str = "kind",
    lang: Language | None = None,
    title: str | None = None,
    all: bool = False,
) -> Picture:
    """A map of what a graph is asked about, of the surroundings of bodies, or of the path between two.

    Parameters
    ----------
    graph : Graph
        What is drawn.
    focus : str or sequence of str, optional
        Bodies, each by id, name, alias or a part of a name that fits one only; without it the scope of the graph.
    hops : int
        How many links, of any kind and direction, the surroundings reach; from 0.
    view : {'levels', 'rings', 'path'}, optional
        Levels from top to bottom, rings around one body, or a path between two in a line; without it rings for one body, a path for
        two, else levels.
    colour : str
        `kind`, or a form (`discipline`, `state`, `stationed`, `inspection`, or D, S, P, I): the overseen are coloured by the grade at
        which that form reaches them, overseers stay white.
    lang : {'zh', 'en'}, optional
        Names and words, which can be changed in the page; without it names stay as the sources write them and words are English.
    title : str, optional
        The heading of the page; without it the charts, or the bodies in focus.
    all : bool
        Show every body at once, also where there are more than 150; without it these are folded by area and commission.

    Returns
    -------
    Picture
        `save` writes the page, a notebook shows it. Cost: linear in nodes and links for each of some dozens of widths tried; 1,000
        nodes take about a second.

    Raises
    ------
    UnknownBody
        Where no body or several fit.
    WrongQuestion
        For a colour, a view or a number of hops that doesn't exist.
    NothingThere
        Where there is nothing to draw.

    Examples
    --------
    >>> import oversight_graph as og
    >>> picture = og.draw(og.example(), focus="驻市财政局", colour="stationed")
    >>> picture.nodes, picture.links
    (4, 4)
    >>> "驻市财政局纪检监察组" in picture.html
    True
    """
    form = _form(colour)
    if isinstance(hops, bool) or not isinstance(hops, int) or hops < 0:
        raise WrongQuestion(message("picture_errors.wrong_hops", hops=repr(hops)))
    bodies = [] if focus is None else _bodies(graph, focus)
    view = _view(view, bodies)
    translator = Translator(lang)
    paths: list[Bodies] = []
    note: Note | None = None
    if view == "path":
        paths, note = _paths(graph, bodies)
        subgraph = subgraphs.along(graph, paths, bodies)
    else:
        subgraph = subgraphs.around(graph, bodies, hops) if bodies else subgraphs.scope(graph)
    if not len(subgraph):
        raise NothingThere(message("picture_errors.nothing_there", day=day_message(graph.days.values())))
    folded = view == "levels" and len(subgraph) > FOLDED and not all
    if folded or (view == "levels" and len(subgraph) > LARGE):
        note = ("large" if folded else "large_all", f"{len(subgraph):,}")
    heading = (visible(title), visible(title)) if title else _between(graph, bodies, translator) if view == "path" else _title(subgraph, translator)
    rows = {int(node): row for row, node in enumerate(subgraph.nodes)}
    along = tuple(tuple(rows[node] for node in path) for path in paths)
    content = PageContent(
        subgraph,
        view,
        along,
        form,
        translator,
        heading,
        bool(title) or (not bodies and len(_charts(subgraph)) == 1),
        note,
        fold=folded,
    )
    return Picture(len(subgraph), len(subgraph.links), translator(note[0]).format(note[1]) if note else None, content)


def _view(view: str | None, bodies: list[int]) -> View:
    if view is None:
        return "rings" if len(bodies) == 1 else "path" if len(bodies) == 2 and bodies[0] != bodies[1] else "levels"
    if view not in VIEWS:
        raise WrongQuestion(message("picture_errors.no_such_view", view=view, near=nearest(view, VIEWS)))
    named = len(set(bodies))
    if view == "rings" and named != 1:
        raise WrongQuestion(message("picture_errors.view_of_one", view=view, named=named))
    if view == "path" and named != 2:
        raise WrongQuestion(message("picture_errors.view_of_two", view=view, named=named))
    return next(known for known in VIEWS if known == view)


def _paths(graph: Graph, bodies: list[int]) -> tuple[list[Bodies], Note]:
    """The paths between two bodies, and what they are: of coordination, else a chain of any links, else none."""
    from oversight_graph.picture.path_view import chain, coordination

    start, goal = bodies
    paths, possible = coordination(graph, start, goal)
    if paths:
        return paths, ("path_found_possible" if possible else "path_found", str(len(paths)))
    links = chain(graph, start, goal)
    return links, ("path_links" if links else "path_nothing", "")


def _form(colour: str) -> str | None:
    if colour == "kind":
        return None
    form = form_of(colour)
    if form is not None:
        return form
    raise WrongQuestion(message("picture_errors.no_such_colour", colour=colour, near=nearest(str(colour), ("kind", *FORMS.ids))))


def _bodies(graph: Graph, focus: str | Sequence[str]) -> list[int]:
    from oversight_graph.answer.body_lookup import find_body

    return [find_body(graph, text) for text in ([focus] if isinstance(focus, str) else focus)]


def _charts(subgraph: Subgraph) -> list[str]:
    return [chart for chart in subgraph.graph.charts if bool(subgraph.graph.in_chart(chart)[subgraph.nodes].any())]


def _between(graph: Graph, bodies: list[int], translator: Translator) -> tuple[str, str]:
    name = " → ".join(translator.name(node) for node in rows_of(graph.node_table, bodies))
    return name, name


def _title(subgraph: Subgraph, translator: Translator) -> tuple[str, str]:
    """The heading in Chinese and in English."""
    if len(subgraph.focus):
        names = [translator.name(node) for node in rows_of(subgraph.graph.node_table, subgraph.focus[:3])]
        more = " …" if len(subgraph.focus) > 3 else ""
        zh, en = page_words()["around_title"]
        return f"{'、'.join(names)}{more} · {zh}", f"{', '.join(names)}{more} · {en}"
    charts = _charts(subgraph)
    if len(charts) != 1:
        return page_words()["map"]
    header = subgraph.graph.headers[charts[0]]
    return visible(header.title_zh or header.title_en or charts[0]), visible(header.title_en or header.title_zh or charts[0])
