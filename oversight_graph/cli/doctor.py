"""`oversight doctor`: versions, the store, what is missing."""

from __future__ import annotations

import platform
from importlib import metadata

import click

from oversight_graph.cli.help_pages import command
from oversight_graph.cli.shared_options import open_store, store_option
from oversight_graph.errors import OversightError, StoreError
from oversight_graph.messages import message
from oversight_graph.visible_text import visible


@command("doctor", message("help_commands.doctor"), examples=("oversight doctor",))
@store_option
def COMMAND(store: str | None) -> int:
    """Say what is installed, and whether the store can be reached."""
    click.echo(f"oversight-graph {metadata.version('oversight-graph')}, Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    missing = []
    for line in metadata.requires("oversight-graph") or []:
        name = line.split(";")[0].split("<")[0].split(">")[0].split("=")[0].strip()
        if "extra ==" in line:
            continue
        try:
            click.echo(f"  {name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            missing.append(name)
    from oversight_graph.store.embedded import EmbeddedStore

    place = open_store(store)
    try:
        infos = place.infos()
        nodes = sum(chart.nodes for chart in infos)
        click.echo(visible(str(message("cli.store_reached", store=place.where, charts=len(infos), nodes=nodes))))
        if isinstance(place, EmbeddedStore):
            if not place.has_checksum():
                click.echo(str(message("cli.store_without_checksum")))
            if place.check():
                click.echo(str(message("cli.store_whole")))
        if place.outdated():
            click.echo(str(message("cli.store_outdated")))
        code = 0
    except StoreError as error:
        click.echo(str(message("cli.store_not_reached", store=visible(place.where), why=str(error))))
        code = OversightError.exit_code if missing else StoreError.exit_code
    for name in missing:
        click.echo(str(message("cli.missing", package=name)))
    return code or (1 if missing else 0)
