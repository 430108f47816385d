"""`oversight export`: what was loaded, whole."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from oversight_graph.cli.former_versions import keeping_versions
from oversight_graph.cli.garbage_collector import collector_paused
from oversight_graph.cli.help_pages import command, option
from oversight_graph.cli.output import progress
from oversight_graph.cli.shared_options import chart_option, open_store, store_option
from oversight_graph.errors import NothingThere, nearest
from oversight_graph.loaders import outputs
from oversight_graph.messages import message
from oversight_graph.visible_text import visible

if TYPE_CHECKING:
    from oversight_graph.store.protocol import LoadedChart

_OUTPUTS = {output.id: output for output in outputs()}


@command(
    "export",
    message("help_commands.export"),
    examples=(
        "oversight export --to chart --chart gansu-2020 --out gansu.yaml",
        "oversight export --to chart --chart gansu-2020 --version 1 --out gansu-1.yaml",
        "oversight export --to xlsx --out charts.xlsx",
        "oversight export --to gexf --out all.gexf",
        "oversight export --to neo4j-admin --out import",
    ),
)
@option(
    "--to", "to", type=click.Choice([*_OUTPUTS]), required=True,
    help=message("help_options.to", outputs=[message("help_options.to_one", id=output.id, what=output.help) for output in _OUTPUTS.values()]),
)  # fmt: skip
@option("--out", metavar=message("help_options.word_path"), required=True, help=message("help_options.out_path"))
@chart_option
@option("--version", "number", type=click.IntRange(1), metavar=message("help_options.word_number"), help=message("help_options.version_to_export"))
@store_option
def COMMAND(to: str, out: str, charts: tuple[str, ...], number: int | None, store: str | None) -> None:
    """Write charts, or their graph, as files."""
    chosen = _OUTPUTS[to]
    if number is not None and (len(charts) != 1 or not chosen.takes_charts):
        raise click.UsageError(str(message("export.version_of_one_chart")))
    with progress(message("cli.writing")), collector_paused():
        files = chosen.write(_loaded(store, charts, number) if chosen.takes_charts else [], out)
    if chosen.loses is not None:
        click.echo(chosen.loses.text(), err=True)
    click.echo("\n".join(visible(str(file)) for file in files))
    if chosen.megabytes:
        _say_too_large(files, chosen.megabytes)


def _say_too_large(files: Sequence[Path], megabytes: int) -> None:
    """Say of which files the size is beyond what is read of such a format again."""
    for file in files:
        if file.stat().st_size > megabytes << 20:
            click.echo(message("export.too_large_to_read", file=visible(str(file)), megabytes=megabytes).text(), err=True)


def _loaded(store: str | None, charts: tuple[str, ...], number: int | None) -> list[LoadedChart]:
    with open_store(store) as place:
        if number is not None:
            return [keeping_versions(place).version(charts[0], number)]
        known = {loaded.chart.id: loaded for loaded in place.loaded()[1]}
    if not known:
        raise NothingThere(message("export.nothing_loaded", store=place.where))
    for name in charts:
        if name not in known:
            raise NothingThere(message("export.not_loaded", chart=name, near=nearest(name, known)))
    return [loaded for name, loaded in known.items() if not charts or name in charts]  # in the order of their loading, on which the graph depends
