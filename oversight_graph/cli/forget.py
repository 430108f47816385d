"""`oversight forget`: let former versions of a chart go."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import click

from oversight_graph.cli.former_versions import keeping_versions
from oversight_graph.cli.help_pages import argument, command, option
from oversight_graph.cli.load import confirm
from oversight_graph.cli.output import write
from oversight_graph.cli.plan_output import check_of_format
from oversight_graph.cli.shared_options import open_store, store_option
from oversight_graph.cli.signals import Stopped
from oversight_graph.errors import StoreError
from oversight_graph.messages import Message, message
from oversight_graph.store.protocol import ChartVersion, Store
from oversight_graph.visible_text import json_text, visible


@command("forget", message("help_commands.forget"), examples=("oversight charts --history gansu-2020", "oversight forget gansu-2020 --before 3"))
@argument("chart", message("help_options.chart_to_forget"), message("help_options.word_chart"))
@option("--before", type=click.IntRange(1), required=True, metavar=message("help_options.word_number"), help=message("help_options.before_version"))
@store_option
@option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help=message("help_options.format_of_plan"))
@option("--yes", is_flag=True, help=message("help_options.yes"))
@option("--dry-run", is_flag=True, help=message("help_options.dry_run"))
def COMMAND(chart: str, before: int, store: str | None, format_: str, yes: bool, dry_run: bool) -> None:
    """Let former versions of a chart go."""
    check_of_format(format_, dry_run, yes)
    with open_store(store) as place:
        kept = keeping_versions(place)
        going, staying = kept.before(chart, before)
        done = message("cli.forgotten", chart=chart, number=len(going), store=place.where)
        if format_ == "text":
            _show(chart, going, staying)
        if not going or dry_run:
            _finish(format_, chart, going, staying, False)
            return
        if not yes:
            confirm()
        with _said_truly(place, done):
            kept.forget(chart, before)
        _finish(format_, chart, going, staying, True)
        if format_ == "text":
            click.echo(visible(str(done)))


def _show(chart: str, going: list[ChartVersion], staying: list[ChartVersion]) -> None:
    if not going:
        click.echo(visible(str(message("cli.nothing_to_forget", chart=chart, first=staying[0].number))))
        return
    click.echo(visible(str(message("cli.to_forget", chart=chart, number=len(going), staying=len(staying)))))
    for one in going:
        said = message("cli.version", number=one.number, since=_day(one.loaded_at), until=_day(one.until or ""), nodes=one.nodes, links=one.links)
        click.echo(visible(f"    {said}"))


def _day(moment: str) -> str:
    return moment[:10]


def _finish(format_: str, chart: str, going: list[ChartVersion], staying: list[ChartVersion], applied: bool) -> None:
    if format_ == "json":
        write(json_text({"chart": chart, "forget": [one.number for one in going], "keep": [one.number for one in staying], "applied": applied}, 1), None)


@contextlib.contextmanager
def _said_truly(place: Store, done: Message) -> Iterator[None]:
    """A signal that comes when the versions have gone already doesn't say that nothing was changed."""
    before = place.stamp()
    try:
        yield
    except Stopped as stopped:
        with contextlib.suppress(StoreError):
            if place.stamp() != before:
                stopped.said = message("cli.stopped_when_done", done=str(done))
        raise
