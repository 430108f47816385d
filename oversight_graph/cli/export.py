"""`oversight export`: what was loaded, whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from oversight_graph.cli.options import open_store, progress, store_option
from oversight_graph.errors import NothingThere, nearest

if TYPE_CHECKING:
    from oversight_graph.chart.chart import Chart


def _charts(charts: Sequence[Chart], out: str) -> list[Path]:
    from oversight_graph.chart.export import write_charts

    return write_charts(charts, out)


FORMATS: tuple[tuple[str, Callable[[Sequence[Chart], str], list[Path]], str], ...] = (
    # (format, how it is written, what it is)
    ("chart", _charts, "the native format, YAML or JSON by the ending; a folder for a file a chart"),
)


@click.command("export")
@click.option("--to", "to", type=click.Choice([name for name, _, _ in FORMATS]), required=True, help="; ".join(f"{name}: {what}" for name, _, what in FORMATS))
@click.option("--out", metavar="PATH", required=True, help="Where to write.")
@click.option("--chart", "charts", metavar="ID", multiple=True, help="Only this chart (may be repeated).")
@store_option
def COMMAND(to: str, out: str, charts: tuple[str, ...], store: str | None) -> None:
    """Write out what was loaded, whole: ids and sources included, to be loaded again to the same graph.

    \b
    Example:
      oversight export --to chart --chart gansu-2020 --out gansu.yaml
    """
    with open_store(store) as place:
        known = {one.chart.id: one.chart for one in place.loaded()[1]}
    if not known:
        raise NothingThere(f"The store {place.where} holds no chart, so there is nothing to write.")
    for name in charts:
        if name not in known:
            raise NothingThere(f"The chart `{name}` isn't loaded; {nearest(name, known)}")
    write = next(how for name, how, _ in FORMATS if name == to)
    with progress("Writing …"):
        files = write([known[name] for name in charts or known], out)
    click.echo("\n".join(str(file) for file in files))
