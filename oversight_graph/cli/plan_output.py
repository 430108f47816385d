"""How a plan is shown: as text that is read before the question, or as one JSON object at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from oversight_graph.cli.help_pages import option
from oversight_graph.cli.output import write
from oversight_graph.cli.streams import raise_if_output_closed, reader_is_gone
from oversight_graph.messages import message
from oversight_graph.store.protocol import KeepsVersions
from oversight_graph.visible_text import json_text, visible

if TYPE_CHECKING:
    from oversight_graph.planning.plan import Plan
    from oversight_graph.problems import Problem

F = TypeVar("F", bound=Callable[..., Any])


def plan_options(command: F) -> F:
    """Give a command the options of showing and applying a plan.

    Parameters
    ----------
    command
        A function that takes `format_`, `details`, `yes` and `dry_run`.

    Returns
    -------
    The same function, or command, with the options.
    """
    for add in (
        option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help=message("help_options.format_of_plan")),
        option("--details", is_flag=True, help=message("help_options.details")),
        option("--yes", is_flag=True, help=message("help_options.yes")),
        option("--dry-run", is_flag=True, help=message("help_options.dry_run")),
    ):
        command = add(command)
    return command


def check_of_format(format_: str, dry_run: bool, yes: bool) -> None:
    """See that no question is asked where one JSON object is the output.

    Parameters
    ----------
    format_
        `text` or `json`.
    dry_run, yes
        Whether nothing is applied, or it is without asking.

    Raises
    ------
    click.UsageError
        For JSON with neither.
    """
    if format_ == "json" and not (dry_run or yes):
        raise click.UsageError(str(message("cli.json_needs_yes_or_dry_run")))


class PlanOutput:
    """Shows plans as text, or as one JSON object at the end. `more`: what this object holds besides the plan."""

    def __init__(self, format_: str, details: bool, dry_run: bool, yes: bool, **more: object) -> None:
        check_of_format(format_, dry_run, yes)
        self.json, self.details, self.more = format_ == "json", details, more

    def show_understood(self, understood: Sequence[str], problems: Sequence[Problem]) -> None:
        """Show what was recognised in the files, before the plan; their warnings have gone to standard error.

        Parameters
        ----------
        understood
            A line each.
        problems
            The warnings; they stand in the JSON object only.
        """
        if self.json:
            self.more |= {"understood": list(understood), "problems": [problem.to_dict() for problem in problems]}
        for line in () if self.json else understood:
            click.echo(line)

    def show_plan(self, plan: Plan) -> None:
        """Show a plan before the question; as JSON it is told at the end, if anywhere.

        Parameters
        ----------
        plan
            Not yet applied.
        """
        if self.json:
            raise_if_output_closed()
        else:
            from oversight_graph.planning.plan_text import plan_text

            click.echo(plan_text(plan, self.details))
        if isinstance(plan.store, KeepsVersions) and plan.store.outdated():
            anew = message("cli.written_anew", store=plan.store.where)
            self.more["written_anew"] = str(anew)
            if not self.json:
                click.echo(visible(str(anew)))

    def finish(self, plan: Plan, refused: str | None = None) -> None:
        """Say what has become of a plan. Where standard output takes it no more, standard error says what was done.

        Parameters
        ----------
        plan
            Applied or not.
        refused
            Why it wasn't applied, where that was refused.
        """
        try:
            if self.json:
                write(json_text(plan.to_dict() | self.more | ({"refused": refused} if refused else {}), 1), None)
            elif plan.applied and not plan.empty:
                click.echo(self.done(plan))
            sys.stdout.flush()
        finally:
            if plan.applied and not plan.empty and reader_is_gone():
                click.echo(self.done(plan), err=True)

    @staticmethod
    def done(plan: Plan) -> str:
        """Say what an applied plan has done.

        Parameters
        ----------
        plan
            One that changed something.

        Returns
        -------
        A sentence with the charts and the store.
        """
        charts, store = plan.charts, plan.store.where
        done = message("cli.withdrawn", charts=charts, store=store) if plan.withdrawn_charts else message("cli.loaded", charts=charts, store=store)
        return visible(str(done))
