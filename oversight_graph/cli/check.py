"""`oversight check`: the problems of files, and what would load."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from oversight_graph.cli.options import open_store, store_option
from oversight_graph.errors import ChartError
from oversight_graph.problems import errors, paragraph

if TYPE_CHECKING:
    from oversight_graph.reading import FileReading


@click.command("check")
@click.argument("files", metavar="FILE…", nargs=-1, required=True)
@click.option("--annotate", metavar="OUT.xlsx", help="Write a copy of the one file as a workbook, with each problem as a comment at its cell.")
@store_option
def COMMAND(files: tuple[str, ...], annotate: str | None, store: str | None) -> int:
    """Say what would load, what not and why; change nothing.

    \b
    Example:
      oversight check my-chart.yaml
      oversight check my-table.xlsx --annotate problems.xlsx
    """
    from oversight_graph.chart.check import kinds_of
    from oversight_graph.planning.plan import plan
    from oversight_graph.reading import read_files

    readings = read_files(files)
    if annotate is not None:
        _annotate(readings, annotate)
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


def _annotate(readings: list[FileReading], out: str) -> None:
    from oversight_graph.writing.annotate import annotate

    if len(readings) != 1:
        raise click.UsageError("--annotate makes a copy of one file: check the files one by one.")
    (reading,) = readings
    number = len(reading.problems)
    click.echo(f"{annotate(reading.file, reading.problems, out)}: {number} problem{'' if number == 1 else 's'} noted", err=True)
