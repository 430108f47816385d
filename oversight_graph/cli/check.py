"""`oversight check`: the problems of files, and what would load."""

from __future__ import annotations

import click

from oversight_graph.cli.options import open_store, store_option
from oversight_graph.errors import ChartError
from oversight_graph.problems import errors, paragraph


@click.command("check")
@click.argument("files", metavar="FILE…", nargs=-1, required=True)
@store_option
def COMMAND(files: tuple[str, ...], store: str | None) -> int:
    """Say what would load, what not and why; change nothing.

    \b
    Example:
      oversight check my-chart.yaml
    """
    from oversight_graph.chart.check import kinds_of
    from oversight_graph.planning.plan import plan
    from oversight_graph.reading import read_files

    readings = read_files(files)
    for reading in readings:
        if reading.problems:
            click.echo(paragraph(reading.problems))
        for chart in reading.charts:
            nodes = ", ".join(f"{number} {kind}" for kind, number in kinds_of(chart.nodes).items())
            click.echo(f"{reading.file}: {chart.id} would load: {nodes or 'no nodes'}; {len(chart.links)} link entries, {len(chart.header.claims)} claims")
    if any(errors(reading.problems) for reading in readings):
        return 1
    with open_store(store) as place:
        try:
            plan(place, [chart for reading in readings for chart in reading.charts])
        except ChartError as error:  # what only shows beside the other charts: areas, same_as, circles
            click.echo(str(error))
            return 1
    return 0
