"""`oversight template`: an empty chart to fill in."""

from __future__ import annotations

import click

from oversight_graph.model import Language
from oversight_graph.visible_text import visible


@click.command("template")
@click.option("--out", metavar="FILE.xlsx", required=True, help="Where to write.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="en", show_default=True, help="Of headings, names of sheets and drop-downs.")
@click.option("--no-example", is_flag=True, help="Without the rows of the example.")
def COMMAND(out: str, lang: Language, no_example: bool) -> None:
    """Write a workbook to fill in: a sheet a table, with instructions, drop-downs and an example.

    \b
    Example:
      oversight template --out my-chart.xlsx --lang zh
      oversight check my-chart.xlsx
    """
    from oversight_graph.workbooks.template_workbook import write_template

    click.echo(visible(str(write_template(out, lang, with_example=not no_example))))
