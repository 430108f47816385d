"""`oversight load`: file → problems → plan → store."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from oversight_graph.cli.files import file_options, guess_text, read_all, told_of, understood
from oversight_graph.cli.options import busy, open_store, progress, store_option
from oversight_graph.errors import PlanRefused, PlanStale

if TYPE_CHECKING:
    from oversight_graph.planning.plan import Plan

TRIES = 5
"""How often a plan is made anew because somebody else was quicker."""


@click.command("load")
@click.argument("files", metavar="FILE…", nargs=-1, required=True)
@store_option
@click.option("--dry-run", is_flag=True, help="Show the plan and end.")
@click.option("--yes", is_flag=True, help="Apply the plan without asking.")
@click.option(
    "--max-removals", type=click.FloatRange(0, 100), default=20.0, show_default=True, metavar="PERCENT", help="Refuse to remove more of what a chart held."
)
@click.option("--details", is_flag=True, help="List every entry of the plan.")
@click.option("--guess", is_flag=True, help="Write what was recognised of a table as a mapping to correct, and end.")
@file_options
def COMMAND(files: tuple[str, ...], store: str | None, dry_run: bool, yes: bool, max_removals: float, details: bool, guess: bool, **told: str | None) -> None:
    """Load charts, rosters, lists of names, tables: show what was understood and what will change, ask, then change all of it or nothing.

    \b
    Example:
      oversight load my-chart.yaml --dry-run
      oversight load roster.xlsx --area 530100 --level prefecture --as-of 2023-06-30
      oversight load roster.xlsx --guess > mapping.yaml
    """
    from oversight_graph.planning.plan import plan

    if guess:
        from oversight_graph.reading import read_files

        click.echo(guess_text(read_files(files, told_of(told))), nl=False)
        return
    readings = read_all(files, told_of(told))
    for line in understood(readings):
        click.echo(line)
    charts = [chart for reading in readings for chart in reading.charts]
    with open_store(store) as place:
        carry_out(lambda: plan(place, charts), details, dry_run, yes, max_removals)


def carry_out(make: Callable[[], Plan], details: bool, dry_run: bool, yes: bool, max_removals: float) -> None:
    """Make a plan, show it, ask, apply it. Where somebody else has changed the store meanwhile, all of that again."""
    from oversight_graph.planning.text import plan_text

    for left in reversed(range(TRIES)):
        with busy("Planning …"):
            made = make()
        click.echo(plan_text(made, details))
        if dry_run or made.empty:
            return
        if not yes:
            _confirm()
        try:
            with progress("Writing …") as told:
                made.apply(max_removals, told)
        except PlanStale as stale:
            if not left:
                raise
            click.echo(f"{str(stale).removesuffix('Make the plan again.')}Planning again.", err=True)
        else:
            click.echo(f"{'Withdrawn' if made.withdrawn_charts else 'Loaded'}: {', '.join(made.charts)}. Store: {made.store.where}")
            return


def _confirm() -> None:
    if not sys.stdin.isatty():
        raise PlanRefused("Nothing was changed: there is no terminal to confirm the plan on. Add --yes to apply it, or --dry-run to see it only.")
    if not click.confirm("Apply this plan?", err=True):
        raise click.Abort
