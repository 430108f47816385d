"""`oversight serve`: the store in a browser."""

from __future__ import annotations

import contextlib
import os
import secrets
from typing import TYPE_CHECKING

import click

from oversight_graph.cli.help_pages import command, option
from oversight_graph.cli.shared_options import lang_option, store_option
from oversight_graph.cli.signals import Stopped
from oversight_graph.errors import WrongQuestion
from oversight_graph.messages import message

if TYPE_CHECKING:
    from oversight_graph.explorer.settings import Settings

TOKEN = "OVERSIGHT_TOKEN"
SHORTEST = 16


@command("serve", message("help_commands.serve"), message("help_commands.serve_reach"), examples=("oversight serve", "oversight serve --port 9000 --read-only"))
@option("--port", metavar=message("help_options.word_port"), type=click.IntRange(0, 65535), default=8765, show_default=True, help=message("help_options.port"))
@option("--host", metavar=message("help_options.word_address"), default="127.0.0.1", show_default=True, help=message("help_options.host"))
@option(
    "--max-upload", metavar=message("help_options.word_megabytes"), type=click.IntRange(1, 4096), default=64, show_default=True,
    help=message("help_options.max_upload"),
)  # fmt: skip
@option(
    "--max-connections", metavar=message("help_options.word_number"), type=click.IntRange(16, 100_000), default=512, show_default=True,
    help=message("help_options.max_connections"),
)  # fmt: skip
@option(
    "--time-limit", metavar=message("help_options.word_seconds"), type=click.FloatRange(0.1, 3600), default=10.0, show_default=True,
    help=message("help_options.time_limit"),
)  # fmt: skip
@option("--read-only", is_flag=True, help=message("help_options.read_only"))
@store_option
@lang_option
def COMMAND(port: int, host: str, max_upload: int, max_connections: int, time_limit: float, read_only: bool, store: str | None, lang: str | None) -> None:
    """Serve the explorer until a signal ends it."""
    from oversight_graph.explorer.limits import MB, Limits
    from oversight_graph.explorer.server import serve, way_in
    from oversight_graph.explorer.settings import Settings, is_loopback

    token = os.environ.get(TOKEN) or (None if is_loopback(host) else secrets.token_urlsafe(24))
    if token is not None and len(token) < SHORTEST:
        raise WrongQuestion(message("cli.token_too_short", variable=TOKEN, length=len(token), least=SHORTEST))

    def ready(settings: Settings) -> None:
        click.echo(str(message("cli.serving", address=way_in(settings))))

    with contextlib.suppress(Stopped):  # raised behind the server's own end; a signal is how it is meant to end
        limits = Limits(connections=max_connections, per_address=max_connections // 2, question=time_limit)
        serve(Settings(store, host, port, token, read_only, lang, max_upload * MB, limits), ready)  # type: ignore[arg-type]
    click.echo(str(message("cli.served")), err=True)
