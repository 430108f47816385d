"""`oversight charts`: what is loaded."""

from __future__ import annotations

import click

from oversight_graph.cli.shared_options import emit, open_store, output_options, store_option

COLUMNS = ("id", "as_of", "area", "level", "nodes", "links", "claims", "loaded_at", "title", "sources")


@click.command("charts")
@store_option
@output_options
def COMMAND(store: str | None, format_: str | None, out: str | None) -> None:
    """List what is loaded: counts, date, sources, when.

    \b
    Example:
      oversight charts
    """
    with open_store(store) as place:
        rows = [
            {
                "id": one.header.id, "title": one.header.title(), "as_of": one.header.as_of, "area": one.header.area, "level": one.header.level,
                "nodes": one.nodes, "links": one.links, "claims": len(one.header.claims),
                "sources": [source.title for source in one.header.sources], "loaded_at": one.loaded_at[:16].replace("T", " ") + " UTC",
            }
            for one in place.infos()
        ]  # fmt: skip
    emit(COLUMNS, rows, format_, out)
