"""`oversight unload`: withdraw a chart."""

from __future__ import annotations

import click

from oversight_graph.cli.load import carry_out
from oversight_graph.cli.options import open_store, store_option


@click.command("unload")
@click.argument("charts", metavar="CHART…", nargs=-1, required=True)
@store_option
@click.option("--dry-run", is_flag=True, help="Show the plan and end.")
@click.option("--yes", is_flag=True, help="Apply the plan without asking.")
@click.option("--details", is_flag=True, help="List every entry of the plan.")
def COMMAND(charts: tuple[str, ...], store: str | None, dry_run: bool, yes: bool, details: bool) -> None:
    """Withdraw a chart: what no other chart holds goes, the rest stays as before it was loaded.

    \b
    Example:
      oversight unload gansu-2020
    """
    from oversight_graph.planning.plan import withdraw

    with open_store(store) as place:
        carry_out(lambda: withdraw(place, charts), details, dry_run, yes, 100)
