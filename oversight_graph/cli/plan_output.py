"""How a plan is shown: as text that is read before the question, or as one JSON object at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from oversight_graph.cli.shared_options import write
from oversight_graph.cli.streams import check_output, output_left
from oversight_graph.messages import message
from oversight_graph.visible_text import json_text, visible

if TYPE_CHECKING:
    from oversight_graph.planning.plan import Plan
    from oversight_graph.problems import Problem

F = TypeVar("F", bound=Callable[..., Any])


def plan_options(command: F) -> F:
    for option in (
        click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="json: the whole plan as one object."),
        click.option("--details", is_flag=True, help="List every entry of the plan."),
        click.option("--yes", is_flag=True, help="Apply the plan without asking."),
        click.option("--dry-run", is_flag=True, help="Show the plan and end."),
    ):
        command = option(command)
    return command


class PlanOutput:
    """Shows plans in a format. `more`: what the JSON object holds besides the plan."""

    def __init__(self, format_: str, details: bool, dry_run: bool, yes: bool, **more: object) -> None:
        if format_ == "json" and not (dry_run or yes):
            raise click.UsageError(str(message("cli.json_asks_nothing")))
        self.json, self.details, self.more = format_ == "json", details, more

    def read(self, understood: Sequence[str], problems: Sequence[Problem]) -> None:
        """What was recognised in the files, before the plan; their warnings have gone to standard error."""
        if self.json:
            self.more |= {"understood": list(understood), "problems": [problem.to_dict() for problem in problems]}
        for line in () if self.json else understood:
            click.echo(line)

    def plan(self, made: Plan) -> None:
        """Before the question; as JSON it is told at the end, if anywhere."""
        if self.json:
            check_output()
        else:
            from oversight_graph.planning.plan_text import plan_text

            click.echo(plan_text(made, self.details))

    def end(self, made: Plan, refused: str | None = None) -> None:
        """After all, applied or not. Where standard output takes it no more, standard error says what was done."""
        try:
            if self.json:
                write(json_text(made.to_dict() | self.more | ({"refused": refused} if refused else {}), 1), None)
            elif made.applied and not made.empty:
                click.echo(self.done(made))
            sys.stdout.flush()
        finally:
            if made.applied and not made.empty and output_left():
                click.echo(self.done(made), err=True)

    @staticmethod
    def done(made: Plan) -> str:
        """What an applied plan has done, in a sentence."""
        charts, store = made.charts, made.store.where
        done = message("cli.withdrawn", charts=charts, store=store) if made.withdrawn_charts else message("cli.loaded", charts=charts, store=store)
        return visible(str(done))
