"""`oversight check`: the problems of files, and what would load."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from oversight_graph.cli.file_options import file_options, told_of, understood
from oversight_graph.cli.help_pages import argument, command, option
from oversight_graph.cli.output import write
from oversight_graph.cli.shared_options import open_store, store_option
from oversight_graph.errors import ChartError
from oversight_graph.messages import Message, message, text
from oversight_graph.problems import errors, paragraph
from oversight_graph.visible_text import json_text, visible

if TYPE_CHECKING:
    from oversight_graph.chart.chart import Chart
    from oversight_graph.loaders.import_options import ImportOptions
    from oversight_graph.problems import Problem
    from oversight_graph.reading import FileReading


@command(
    "check",
    message("help_commands.check"),
    examples=(
        "oversight check my-chart.yaml",
        "oversight check roster.xlsx --area 530100 --level prefecture --format json",
        "oversight check my-table.xlsx --annotate problems.xlsx",
    ),
)
@argument("files", message("help_options.files_to_check"), message("help_options.word_files"), nargs=-1, required=True)
@option("--annotate", metavar=message("help_options.word_workbook"), help=message("help_options.annotate"))
@option("--aliases", metavar=message("help_options.word_file"), help=message("help_options.aliases"))
@store_option
@option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help=message("help_options.format_of_check"))
@file_options
def COMMAND(files: tuple[str, ...], annotate: str | None, aliases: str | None, store: str | None, format_: str, **options: str | None) -> int:
    """Check files, and what they hold beside the charts of the store."""
    from oversight_graph.reading import read_files

    asked = told_of(options)
    readings = read_files(files, asked)
    problems = [problem for reading in readings for problem in reading.problems]
    if not errors(problems):
        problems += _beside_others([chart for reading in readings for chart in reading.charts], store, aliases)
    if annotate is not None:
        _annotate(readings, problems, annotate, asked)
    if format_ == "json":
        write(_json(readings, problems), None)
    else:
        for line in _text(readings, problems):
            click.echo(line)
    return 1 if errors(problems) else 0


def _beside_others(charts: list[Chart], store: str | None, aliases: str | None) -> list[Problem]:
    """What only shows beside the charts that are loaded: areas, same_as, circles."""
    from oversight_graph.cli.load import alias_all
    from oversight_graph.planning.plan import plan

    if aliases is not None:
        charts, _, _ = alias_all(charts, aliases)
    with open_store(store) as place:
        try:
            plan(place, charts)
        except ChartError as error:
            if not error.problems:
                raise
            return list(error.problems)
    return []


def _text(readings: list[FileReading], problems: list[Problem]) -> list[str]:
    lines = understood(readings)
    if problems:
        lines.append(paragraph(problems))
    return lines + [visible(str(message("cli.of_file", file=reading.file, line=line))) for reading in readings for line in _would_load(reading)]


def _would_load(reading: FileReading) -> list[Message]:
    from oversight_graph.chart.link_rules import kinds_of
    from oversight_graph.planning.plan_words import kind_word

    lines = []
    for chart in reading.charts:
        kinds = [message("planning.count", number=number, what=kind_word(kind)) for kind, number in kinds_of(chart.nodes).items()]
        links, claims = len(chart.links), len(chart.header.claims)
        if kinds:
            lines.append(message("cli.would_load", chart=chart.id, kinds=kinds, links=links, claims=claims))
        else:
            lines.append(message("cli.would_load_no_nodes", chart=chart.id, links=links, claims=claims))
    return lines


def _json(readings: list[FileReading], problems: list[Problem]) -> str:
    from oversight_graph.chart.link_rules import kinds_of

    files = [
        {
            "file": reading.file,
            "understood": [text(line) for line in reading.understood],
            **({"cells": list(cells)} if (cells := [sheet for one in reading.readings for sheet in one.cells]) else {}),
            "charts": [
                {"chart": chart.id, "nodes": kinds_of(chart.nodes), "links": len(chart.links), "claims": len(chart.header.claims)} for chart in reading.charts
            ],
        }
        for reading in readings
    ]
    checked = {"ok": not errors(problems), "files": files, "problems": [problem.to_dict() for problem in problems]}
    return json_text(checked, 1) + "\n"


def _annotate(readings: list[FileReading], problems: list[Problem], out: str, options: ImportOptions) -> None:
    from oversight_graph.workbooks.annotate import annotate

    if len(readings) != 1:
        raise click.UsageError(str(message("cli.annotate_one_file")))
    (reading,) = readings
    copy = str(annotate(reading.file, problems, out, options))
    click.echo(visible(str(message("cli.problems_noted", file=copy, number=len(problems)))), err=True)
