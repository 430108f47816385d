"""`oversight unload`: withdraw a chart."""

from __future__ import annotations

from oversight_graph.cli.help_pages import argument, command
from oversight_graph.cli.load import carry_out
from oversight_graph.cli.plan_output import PlanOutput, plan_options
from oversight_graph.cli.shared_options import open_store, store_option
from oversight_graph.messages import message


@command("unload", message("help_commands.unload"), examples=("oversight unload gansu-2020",))
@argument("charts", message("help_options.charts_to_unload"), message("help_options.word_charts"), nargs=-1, required=True)
@store_option
@plan_options
def COMMAND(charts: tuple[str, ...], store: str | None, dry_run: bool, yes: bool, details: bool, format_: str) -> None:
    """Withdraw charts."""
    from oversight_graph.planning.plan import withdraw

    shown = PlanOutput(format_, details, dry_run, yes)
    with open_store(store) as place:
        carry_out(lambda: withdraw(place, charts), shown, dry_run, yes, 100)
