"""What was answered on the terminal, kept in a file beside the one that it is about."""

from __future__ import annotations

import contextlib
from pathlib import Path

import click

from oversight_graph.errors import OversightError
from oversight_graph.messages import Message
from oversight_graph.visible_text import visible


def keep_beside(place: Path, text: str, kept: Message, encoding: str = "utf-8") -> None:
    """Write answers; where that can't be done it is said, and the load goes on.

    Parameters
    ----------
    place
        The file; one that is there is replaced.
    text
        Its whole text.
    kept
        What is said on standard error when it is written.
    encoding
        `utf-8-sig` for a table: spreadsheets know UTF-8 by the mark.
    """
    from oversight_graph.disk.atomic_write import atomic_write

    try:
        with atomic_write([place]) as (part,):
            part.write_text(text, encoding)
    except OversightError as error:
        with contextlib.suppress(OversightError):  # standard error may be what is full
            click.echo(visible(str(error)), err=True)
    else:
        click.echo(visible(str(kept)), err=True)
