"""`oversight load`: file → problems → plan → store."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

from oversight_graph.cli.file_options import file_options, guess_text, read_all, told_of, understood, without_errors
from oversight_graph.cli.garbage_collector import collector_paused
from oversight_graph.cli.help_pages import argument, command, option
from oversight_graph.cli.output import progress, write
from oversight_graph.cli.plan_output import PlanOutput, plan_options
from oversight_graph.cli.shared_options import open_store, store_option
from oversight_graph.cli.signals import NOTHING_CHANGED, Stopped
from oversight_graph.errors import PlanRefused, PlanStale, StoreError, WrongQuestion
from oversight_graph.messages import Message, message
from oversight_graph.visible_text import visible

if TYPE_CHECKING:
    from oversight_graph.chart.alias_table import Aliases
    from oversight_graph.chart.chart import Chart
    from oversight_graph.planning.plan import Plan
    from oversight_graph.reading import FileReading

TRIES = 5
"""How often a plan is made anew because somebody else was quicker."""


@command(
    "load",
    message("help_commands.load"),
    examples=(
        "oversight load my-chart.yaml --dry-run",
        "oversight load roster.xlsx --area 昆明市 --level prefecture --as-of 2023-06-30",
        "oversight load names.xlsx --ask",
        "oversight load roster.xlsx --guess > mapping.yaml",
        "oversight load my-chart.yaml --aliases old-names.csv --dry-run --format json",
    ),
)
@argument("files", message("help_options.files_to_load"), message("help_options.word_files"), nargs=-1, required=True)
@store_option
@plan_options
@option("--aliases", metavar=message("help_options.word_file"), help=message("help_options.aliases"))
@option(
    "--max-removals", type=click.FloatRange(0, 100), default=20.0, show_default=True, metavar=message("help_options.word_percent"),
    help=message("help_options.max_removals"),
)  # fmt: skip
@option("--ask", is_flag=True, help=message("help_options.ask"))
@option("--guess", is_flag=True, help=message("help_options.guess"))
@file_options
def COMMAND(
    files: tuple[str, ...],
    store: str | None,
    dry_run: bool,
    yes: bool,
    max_removals: float,
    details: bool,
    format_: str,
    aliases: str | None,
    ask: bool,
    guess: bool,
    **options: str | None,
) -> None:
    """Load files into a store."""
    from oversight_graph.cli.asking_doubts import plan_asking, planned

    if guess and ask:
        raise WrongQuestion(message("questions.not_with_guess"))
    if guess:
        from oversight_graph.reading import read_files

        write(guess_text(read_files(files, told_of(options))), None)
        return
    shown = PlanOutput(format_, details, dry_run, yes)
    readings = read_files_asking(files, options) if ask else read_all(files, told_of(options))
    charts = [chart for reading in readings for chart in reading.charts]
    shown.show_understood(understood(readings), [problem for reading in readings for problem in reading.problems])
    tables: list[Aliases] = []
    if aliases is not None:
        charts, table, shown.more["aliases"] = alias_all(charts, aliases)
        tables.append(table)
    with open_store(store) as place:
        if ask:
            charts, tables = plan_asking(place, charts, readings[0].file, tables)
        carry_out(lambda: planned(place, charts, tables), shown, dry_run, yes, max_removals)


def read_files_asking(files: tuple[str, ...], options: dict[str, str | None]) -> list[FileReading]:
    """Read files, and ask on the terminal what they leave open.

    Parameters
    ----------
    files
        Paths.
    options
        As typed.

    Returns
    -------
    The files, without an error.

    Raises
    ------
    WrongQuestion
        Where there is no terminal to ask on.
    ChartError
        Where errors are left, or the user stops.
    """
    from oversight_graph.cli.asking import read_asking

    return without_errors(read_asking(files, told_of(options)))


def alias_all(charts: list[Chart], file: str) -> tuple[list[Chart], Aliases, dict[str, object]]:
    """Add the aliases of a table to charts; what it met goes to standard error.

    Parameters
    ----------
    charts
        The charts as they were read.
    file
        The table, .csv or .yaml.

    Returns
    -------
    The charts with the aliases; the table; and for programs, how many entries and rows there are and which rows met none.
    """
    from oversight_graph.chart.alias_table import with_aliases
    from oversight_graph.loaders.alias_file import read_aliases

    extended = with_aliases(charts, read_aliases(file))
    if extended.table.joining or not extended.table.parting:
        click.echo(visible(str(extended)), err=True)
    unmet = [{"line": row.line, "name": row.name, "aliases": list(row.aliases)} for row in extended.unmet]
    met = {"file": file, "entries": extended.entries, "rows": len(extended.table.joining), "met_none": unmet}
    return extended.charts, extended.table, met


def carry_out(make: Callable[[], Plan], shown: PlanOutput, dry_run: bool, yes: bool, max_removals: float) -> None:
    """Make a plan, show it, ask, apply it. Where somebody else has changed the store meanwhile, all of that again, up to 5 times in all.

    Parameters
    ----------
    make
        Makes the plan anew from what the store holds.
    shown
        Shows it.
    dry_run
        Show it and end.
    yes
        Don't ask.
    max_removals
        Percent of what the replaced charts held that may go.

    Raises
    ------
    PlanRefused
        Where more would go, or nobody can be asked; nothing was changed.
    PlanStale
        Where the store has changed each time.
    click.Abort
        Where the answer is no.
    """
    for left in reversed(range(TRIES)):
        with progress(message("cli.planning")), collector_paused():
            plan = make()
        shown.show_plan(plan)
        if dry_run or (plan.empty and not yes):
            shown.finish(plan)
            return
        if not yes:
            confirm()
        try:
            with _said_truly(plan, shown):
                with progress(message("cli.writing")) as told:
                    plan.apply(max_removals, told)
                shown.finish(plan)
        except PlanStale as stale:
            if not left:
                raise
            click.echo(visible(str(message("cli.planning_again", changed=stale.changed))), err=True)
        except PlanRefused as refused:
            shown.finish(plan, str(refused))
            raise
        else:
            return


@contextlib.contextmanager
def _said_truly(plan: Plan, shown: PlanOutput) -> Iterator[None]:
    """A signal that comes when the store has taken the plan already doesn't say that nothing was changed."""
    before = plan.store.stamp()
    try:
        yield
    except Stopped as stopped:
        if not plan.empty:
            stopped.said = _after_all(plan, before, shown)
        raise


def _after_all(plan: Plan, before: str, shown: PlanOutput) -> Message:
    try:
        applied = plan.applied or plan.store.stamp() != before
    except StoreError:
        return message("cli.stopped_unknown")
    return message("cli.stopped_when_done", done=shown.done(plan)) if applied else NOTHING_CHANGED


def confirm() -> None:
    """Ask on the terminal whether to apply a plan.

    Raises
    ------
    PlanRefused
        Where nobody can be asked; nothing was changed.
    click.Abort
        Where the answer is no.
    """
    if not sys.stdin.isatty():
        raise PlanRefused(message("cli.no_terminal"))
    question = str(message("cli.apply")) + " [y/N]: "
    while (said := _said_at(question)) not in ("y", "yes"):
        if said in ("", "n", "no"):
            raise click.Abort


def _said_at(question: str) -> str:
    """The answer to a question, in small letters. Not by `input` (and so not by `click.confirm`): asking on standard error, it drops what a signal raises while the
    question is being written, and waits on."""
    click.echo(question, err=True, nl=False)
    line = sys.stdin.readline()
    if not line:  # Ctrl-D
        raise click.Abort
    return line.strip().lower()
