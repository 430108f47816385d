"""`oversight export`: what was loaded, whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from oversight_graph.cli.garbage_collector import collector_paused
from oversight_graph.cli.shared_options import open_store, progress, store_option, write
from oversight_graph.errors import NothingThere, nearest
from oversight_graph.messages import message
from oversight_graph.visible_text import visible

if TYPE_CHECKING:
    from oversight_graph.store.protocol import LoadedChart


@dataclass(frozen=True)
class Export:
    """A format to write: `how` names its writer, as `module:function` of this package, which takes charts (`whole`: with when they were
    loaded) and a path and gives the files written; `what` says it in the help."""

    id: str
    how: str
    what: str
    whole: bool = False
    limited: bool = False  # read again only up to a size
    loses: str = ""  # the name of the text, beside its writer, that says what it can't hold

    def write(self, loaded: Sequence[LoadedChart], out: str) -> list[Path]:
        module, _, function = self.how.partition(":")
        home = import_module(f"oversight_graph.{module}")
        files: list[Path] = getattr(home, function)(loaded if self.whole else [one.chart for one in loaded], out)
        if self.loses:
            click.echo(getattr(home, self.loses), err=True)
        return files


FORMATS = (
    Export("chart", "chart.native_documents:write_charts", "the native format, YAML or JSON by the ending; a folder for a file a chart"),
    Export("csv", "writing.tidy_tables:write_csv", "tidy tables, a folder of text files"),
    Export("xlsx", "writing.tidy_tables:write_xlsx", "tidy tables, the sheets of one workbook"),
    Export("parquet", "writing.tidy_tables:write_parquet", "tidy tables, a folder of Parquet files"),
    Export(
        "graphml",
        "writing.graphml_file:write_graphml",
        "GraphML for networkx, yEd, Gephi …, read again as the same charts; a file, or a folder for a file a chart",
        limited=True,
    ),
    Export("gexf", "writing.gexf_file:write_gexf", "the same as GEXF for Gephi", limited=True),
    Export("node-link", "writing.node_link_file:write_node_link", "the same as node-link JSON for networkx and web pages", limited=True),
    Export("cypher", "writing.cypher_script:write_cypher", "a script that makes the graph in any Neo4j; a file that ends in .cypher", loses="LOST"),
    Export(
        "neo4j-admin", "store.neo4j.bulk:write_import", "a folder of files from which Neo4j's own importer makes a store, for very large graphs", whole=True
    ),
)
_GRASS = ("grass", "a style sheet for Neo4j Browser with the colours of the maps; takes no chart and no store")
_CHOICES = (*((one.id, one.what) for one in FORMATS), _GRASS)


@click.command("export")
@click.option("--to", "to", type=click.Choice([name for name, _ in _CHOICES]), required=True, help="; ".join(f"{name}: {what}" for name, what in _CHOICES))
@click.option("--out", metavar="PATH", required=True, help="Where to write.")
@click.option("--chart", "charts", metavar="ID", multiple=True, help="Only this chart (may be repeated).")
@store_option
def COMMAND(to: str, out: str, charts: tuple[str, ...], store: str | None) -> None:
    """Write out what was loaded, whole: ids and sources included, to be loaded again to the same graph.

    \b
    Example:
      oversight export --to chart --chart gansu-2020 --out gansu.yaml
      oversight export --to xlsx --out charts.xlsx
      oversight export --to gexf --out all.gexf
      oversight export --to neo4j-admin --out import
    """
    if to == _GRASS[0]:
        from oversight_graph.store.neo4j.grass import style_sheet

        write(style_sheet(), out)
        click.echo(visible(out))
        return
    chosen = next(one for one in FORMATS if one.id == to)
    with progress(message("cli.writing")), collector_paused():
        files = chosen.write(_loaded(store, charts), out)
    click.echo("\n".join(visible(str(file)) for file in files))
    if chosen.limited:
        _too_large(files)


def _too_large(files: Sequence[Path]) -> None:
    """Say of which files the size is beyond what is read of a graph again."""
    from oversight_graph.loaders.graphs.network import MEGABYTES

    for file in files:
        if file.stat().st_size > MEGABYTES << 20:
            click.echo(
                f"{visible(str(file))}: larger than {MEGABYTES} MB, so this program won't read it again; `--to chart` keeps charts of any size", err=True
            )


def _loaded(store: str | None, charts: tuple[str, ...]) -> list[LoadedChart]:
    with open_store(store) as place:
        known = {one.chart.id: one for one in place.loaded()[1]}
    if not known:
        raise NothingThere(f"The store {place.where} holds no chart, so there is nothing to write.")
    for name in charts:
        if name not in known:
            raise NothingThere(f"The chart `{name}` isn't loaded; {nearest(name, known)}")
    return [one for name, one in known.items() if not charts or name in charts]  # in the order of their loading, on which the graph depends
