"""`oversight find`: bodies by id, name or alias."""

from __future__ import annotations

import click

from oversight_graph.cli.shared_options import emit, graph_of, output_options, scope_options
from oversight_graph.errors import UnknownBody

COLUMNS = ("id", "name", "kind", "level", "area", "aliases", "charts")


@click.command("find")
@click.argument("text")
@scope_options
@output_options
def COMMAND(text: str, store: str | None, charts: tuple[str, ...], area: str | None, as_of: str | None, format_: str | None, out: str | None) -> None:
    """Find bodies: by an id, a name or an alias, or by a part of a name, in either script.

    \b
    Example:
      oversight find 纪检监察组 --chart gansu-2020
    """
    from oversight_graph.answer.body_lookup import find_bodies

    graph = graph_of(store, charts, area, as_of, whole=True)
    found = [one for one in find_bodies(graph, text).tolist() if graph.scope[one]]
    if not found:
        raise UnknownBody(f"No body fits `{text}` (among {int(graph.scope.sum()):,}, as of {graph.as_of}). Try a part of the name, or another --as-of.")
    emit(COLUMNS, graph.node_table.select(COLUMNS).take(found).to_pylist(), format_, out)
