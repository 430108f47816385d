"""`oversight map`: one offline file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from oversight_graph.answer.days import day_message
from oversight_graph.cli.help_pages import argument, command, option
from oversight_graph.cli.output import file_in, progress, write
from oversight_graph.cli.shared_options import graph_of, lang_option, scope_options, words_of_pages
from oversight_graph.messages import Language, message
from oversight_graph.model import FORMS
from oversight_graph.visible_text import visible

if TYPE_CHECKING:
    from oversight_graph.picture.compose import View


@command(
    "map",
    message("help_commands.map"),
    examples=(
        "oversight map --chart gansu-2020 --out gansu.html",
        "oversight map 第五监督检查室 --hops 2 --out room.html",
        "oversight map 派驻省扶贫办纪检监察组 派驻省文旅厅纪检监察组 --out path.html",
    ),
)
@argument("bodies", message("help_options.bodies_to_draw"), message("help_options.word_bodies"), nargs=-1)
@option("--out", metavar=message("help_options.word_web_page"), required=True, help=message("help_options.out_web_page"))
@option("--colour", "--color", "colour", type=click.Choice(["kind", *FORMS.ids]), default="kind", show_default=True, help=message("help_options.colour"))
@option("--hops", metavar=message("help_options.word_number"), type=click.IntRange(1, 10), default=1, show_default=True, help=message("help_options.hops"))
@option("--view", type=click.Choice(["levels", "rings", "path"]), help=message("help_options.view"))
@option("--all", "everything", is_flag=True, help=message("help_options.everything"))
@scope_options
@lang_option
def COMMAND(bodies: tuple[str, ...], out: str, colour: str, hops: int, view: View | None, everything: bool, store: str | None, charts: tuple[str, ...],
            area: str | None, as_of: str | None, lang: Language | None) -> None:  # fmt: skip
    """Draw a map into a file."""
    from oversight_graph.picture.draw import draw

    file_in(out, "map.html")
    if Path(out).suffix.lower() not in ("", ".html", ".htm"):
        raise click.UsageError(str(message("cli.map_ending", path=out, ending=Path(out).suffix)))
    graph = graph_of(store, charts, area, as_of, whole=bool(bodies))
    with progress(message("cli.drawing")):
        picture = draw(graph, focus=list(bodies) or None, hops=hops, view=view, colour=colour, lang=words_of_pages(lang), all=everything)
        write(picture.html, out)
    click.echo(visible(str(message("cli.drawn", file=out, nodes=picture.nodes, links=picture.links, day=day_message(graph.days.values())))))
    if picture.note:
        click.echo(visible(str(message("cli.note", note=picture.note))), err=True)
