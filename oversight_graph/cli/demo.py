"""`oversight demo`: the main job on the shipped charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from oversight_graph.graph.graph import Graph

from oversight_graph.cli.help_pages import command, option
from oversight_graph.cli.output import console, made_folder, write
from oversight_graph.cli.shared_options import words_of_pages
from oversight_graph.messages import Message, message
from oversight_graph.visible_text import visible

QUESTIONS: tuple[tuple[Message, str, dict[str, object], tuple[str, ...], str | None], ...] = (
    # (heading, question, parameters, charts, date)
    (message("demo.covered"), "coverage", {}, ("city-80",), None),
    (message("demo.by_its_time"), "gaps", {"form": "discipline", "norms": "city-80-pre-2018"}, ("city-80",), None),
    (message("demo.by_later_norms"), "gaps", {"form": "state", "norms": "national"}, ("city-80",), "2019-06-30"),
    (message("demo.path"), "path", {"a": "派驻省扶贫办纪检监察组", "b": "派驻省文旅厅纪检监察组"}, ("gansu-2020",), None),
    (message("demo.reach"), "reach", {"a": "驻自治区工信厅纪检监察组"}, ("xinjiang-2021",), None),
    (message("demo.workload"), "workload", {}, ("tianjin-2019",), None),
)
SHOWN = 6


@command("demo", message("help.demo"), examples=("oversight demo --out demo",))
@option("--out", metavar=message("help_options.word_folder"), default="oversight-demo", show_default=True, help=message("help_options.out_folder"))
def COMMAND(out: str) -> None:
    """Do the main job with the shipped charts."""
    from rich.text import Text

    from oversight_graph.answer.ask import ask
    from oversight_graph.answer.rendering import print_table
    from oversight_graph.charts import NAMES, shipped
    from oversight_graph.picture.draw import draw
    from oversight_graph.planning.plan import plan
    from oversight_graph.reading import read

    folder = made_folder(out)
    from oversight_graph.store import open_store

    place = folder / "demo.lbug"
    with open_store(place) as store:
        planned = plan(store, read(*shipped()))
        if not planned.empty:
            planned.apply()
        loaded = message("demo.charts", store=visible(str(place)), number=len(NAMES), charts=NAMES)
        click.echo(f"{loaded}\n")
        screen = console()
        for number, (heading, question, parameters, charts, as_of) in enumerate(QUESTIONS, 1):
            screen.print(Text(f"{number}. {heading}", "bold"))
            answer = ask(store.graph(charts, as_of=as_of), question, **parameters)  # type: ignore[arg-type]
            print_table(answer, screen, SHOWN, rows=False)
            file = folder / f"{number}-{question}.json"
            write(answer.to_json() + "\n", str(file))
            whole = message("demo.whole_answer", file=visible(str(file)))
            click.echo(f"{whole}\n")
        maps: list[tuple[str, Graph, dict[str, str]]] = [(f"map-{name}.html", store.graph(name), {}) for name in NAMES]
        maps.append(("map-city-80-state.html", store.graph("city-80", as_of="2019-06-30"), {"colour": "state"}))
        for name, graph, options in maps:
            write(draw(graph, colour=options.get("colour", "kind"), lang=words_of_pages(None)).html, str(folder / name))
    click.echo(str(message("demo.maps")))
    for name, _, _ in maps:
        click.echo(visible(f"  {folder / name}"))
    go_on = message("demo.go_on")
    click.echo(f"\n{go_on}\n  oversight gaps --store {visible(str(place))} --area 650000\n  oversight ask")
