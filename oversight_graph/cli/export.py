"""`oversight export`: what was loaded, whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from oversight_graph.cli.options import busy, open_store, store_option, write
from oversight_graph.errors import NothingThere, nearest

if TYPE_CHECKING:
    from oversight_graph.store.protocol import Loaded


def _charts(loaded: Sequence[Loaded], out: str) -> list[Path]:
    from oversight_graph.chart.export import write_charts

    return write_charts([one.chart for one in loaded], out)


def _csv(loaded: Sequence[Loaded], out: str) -> list[Path]:
    from oversight_graph.writing.tables import write_csv

    return write_csv([one.chart for one in loaded], out)


def _xlsx(loaded: Sequence[Loaded], out: str) -> list[Path]:
    from oversight_graph.writing.tables import write_xlsx

    return write_xlsx([one.chart for one in loaded], out)


def _parquet(loaded: Sequence[Loaded], out: str) -> list[Path]:
    from oversight_graph.writing.tables import write_parquet

    return write_parquet([one.chart for one in loaded], out)


def _neo4j_admin(loaded: Sequence[Loaded], out: str) -> list[Path]:
    from oversight_graph.store.neo4j.bulk import write_import

    return write_import(loaded, out)


def _grass(_: Sequence[Loaded], out: str) -> list[Path]:
    from oversight_graph.store.neo4j.grass import style_sheet

    write(style_sheet(), out)
    return [Path(out)]


FORMATS: tuple[tuple[str, Callable[[Sequence[Loaded], str], list[Path]], bool, str], ...] = (
    # (format, how it is written, whether it is of the charts of a store, what it is)
    ("chart", _charts, True, "the native format, YAML or JSON by the ending; a folder for a file a chart"),
    ("csv", _csv, True, "tidy tables, a folder of text files"),
    ("xlsx", _xlsx, True, "tidy tables, the sheets of one workbook"),
    ("parquet", _parquet, True, "tidy tables, a folder of Parquet files"),
    ("neo4j-admin", _neo4j_admin, True, "a folder of files from which Neo4j's own importer makes a store, for very large graphs"),
    ("grass", _grass, False, "a style sheet for Neo4j Browser with the colours of the maps; takes no chart and no store"),
)


@click.command("export")
@click.option("--to", "to", type=click.Choice([one[0] for one in FORMATS]), required=True, help="; ".join(f"{name}: {what}" for name, _, _, what in FORMATS))
@click.option("--out", metavar="PATH", required=True, help="Where to write.")
@click.option("--chart", "charts", metavar="ID", multiple=True, help="Only this chart (may be repeated).")
@store_option
def COMMAND(to: str, out: str, charts: tuple[str, ...], store: str | None) -> None:
    """Write out what was loaded, whole: ids and sources included, to be loaded again to the same graph.

    \b
    Example:
      oversight export --to chart --chart gansu-2020 --out gansu.yaml
      oversight export --to xlsx --out charts.xlsx
      oversight export --to neo4j-admin --out import
    """
    how, of_charts = next((how, of_charts) for name, how, of_charts, _ in FORMATS if name == to)
    with busy("Writing …"):
        files = how(_loaded(store, charts), out) if of_charts else how((), out)
    click.echo("\n".join(str(file) for file in files))


def _loaded(store: str | None, charts: tuple[str, ...]) -> list[Loaded]:
    with open_store(store) as place:
        known = {one.chart.id: one for one in place.loaded()[1]}
    if not known:
        raise NothingThere(f"The store {place.where} holds no chart, so there is nothing to write.")
    for name in charts:
        if name not in known:
            raise NothingThere(f"The chart `{name}` isn't loaded; {nearest(name, known)}")
    return [one for name, one in known.items() if not charts or name in charts]  # in the order of their loading, on which the graph depends
