"""`oversight map`: one offline file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from oversight_graph.answer.days import day_message
from oversight_graph.cli.shared_options import graph_of, lang_option, progress, scope_options, words_of_pages, write
from oversight_graph.messages import Language, message
from oversight_graph.model import FORMS
from oversight_graph.visible_text import visible

if TYPE_CHECKING:
    from oversight_graph.picture.compose import View


@click.command("map")
@click.argument("bodies", metavar="[BODY…]", nargs=-1)
@click.option("--out", metavar="FILE.html", required=True, help="The file to write.")
@click.option(
    "--colour", "--color", "colour", type=click.Choice(["kind", *FORMS.ids]), default="kind", show_default=True, help="By kind, or by the grade of a form."
)
@click.option("--hops", type=click.IntRange(1, 10), default=1, show_default=True, help="How far around the bodies.")
@click.option(
    "--view", type=click.Choice(["levels", "rings", "path"]),
    help="Levels from top to bottom, rings around one body, or the path between two; by the number of bodies where it isn't given.",
)  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Show more than 1,000 bodies at once instead of folding them; slow.")
@scope_options
@lang_option
def COMMAND(bodies: tuple[str, ...], out: str, colour: str, hops: int, view: View | None, everything: bool, store: str | None, charts: tuple[str, ...],
            area: str | None, as_of: str | None, lang: Language | None) -> None:  # fmt: skip
    """Draw an interactive map of a scope, of the surroundings of a body, or of the path between two: one file that opens
    without a network.

    \b
    Example:
      oversight map --chart gansu-2020 --out gansu.html
      oversight map 第五监督检查室 --hops 2 --out room.html
      oversight map 派驻省扶贫办纪检监察组 派驻省文旅厅纪检监察组 --out path.html
    """
    from oversight_graph.picture.draw import draw

    graph = graph_of(store, charts, area, as_of, whole=bool(bodies))
    with progress(message("cli.drawing")):
        picture = draw(graph, focus=list(bodies) or None, hops=hops, view=view, colour=colour, lang=words_of_pages(lang), all=everything)
        write(picture.html, out)
    click.echo(visible(str(message("cli.drawn", file=out, nodes=picture.nodes, links=picture.links, day=day_message(graph.days.values())))))
    if picture.note:
        click.echo(visible(str(message("cli.note", note=picture.note))), err=True)
