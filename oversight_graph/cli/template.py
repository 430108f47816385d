"""`oversight template`: an empty chart to fill in."""

from __future__ import annotations

import click

from oversight_graph.cli.help_pages import command, option
from oversight_graph.messages import message
from oversight_graph.model import Language
from oversight_graph.visible_text import visible


@command("template", message("help_commands.template"), examples=("oversight template --out my-chart.xlsx --lang zh", "oversight check my-chart.xlsx"))
@option("--out", metavar=message("help_options.word_workbook"), required=True, help=message("help_options.out_path"))
@option("--lang", type=click.Choice(["zh", "en"]), default="en", show_default=True, help=message("help_options.lang_of_template"))
@option("--table", "tables", metavar=message("help_options.word_table"), multiple=True, help=message("help_options.table_of_template"))
@option("--no-example", is_flag=True, help=message("help_options.no_example"))
def COMMAND(out: str, lang: Language, tables: tuple[str, ...], no_example: bool) -> None:
    """Write a workbook to fill in."""
    if tables:
        from oversight_graph.workbooks.table_templates import write_table_template

        click.echo(visible(str(write_table_template(out, tables, lang))))
        return
    from oversight_graph.workbooks.template_workbook import write_template

    click.echo(visible(str(write_template(out, lang, with_example=not no_example))))
