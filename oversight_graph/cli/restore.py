"""`oversight restore`: load a former version of a chart again."""

from __future__ import annotations

import click

from oversight_graph.cli.former_versions import keeping_versions
from oversight_graph.cli.help_pages import argument, command, option
from oversight_graph.cli.load import carry_out
from oversight_graph.cli.plan_output import PlanOutput, plan_options
from oversight_graph.cli.shared_options import open_store, store_option
from oversight_graph.messages import message


@command("restore", message("help_commands.restore"), examples=("oversight charts --history gansu-2020", "oversight restore gansu-2020 --version 1"))
@argument("chart", message("help_options.chart_to_restore"), message("help_options.word_chart"))
@option(
    "--version", "number", type=click.IntRange(1), required=True, metavar=message("help_options.word_number"),
    help=message("help_options.version_to_restore"),
)  # fmt: skip
@option(
    "--max-removals", type=click.FloatRange(0, 100), default=20.0, show_default=True, metavar=message("help_options.word_percent"),
    help=message("help_options.max_removals"),
)  # fmt: skip
@store_option
@plan_options
def COMMAND(chart: str, number: int, max_removals: float, store: str | None, dry_run: bool, yes: bool, details: bool, format_: str) -> None:
    """Load a former version of a chart again."""
    from oversight_graph.planning.plan import plan

    shown = PlanOutput(format_, details, dry_run, yes)
    with open_store(store) as place:
        kept = keeping_versions(place)
        carry_out(lambda: plan(place, kept.version(chart, number).chart), shown, dry_run, yes, max_removals)
