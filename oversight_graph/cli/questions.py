"""A command for each question, made from its declaration; and `oversight ask`, which lists them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from oversight_graph.answer.question import Parameter, Question
from oversight_graph.cli.help_pages import argument, command, option
from oversight_graph.cli.output import ANSWER_FORMATS, BINARY, console, format_of, write, write_blocks
from oversight_graph.cli.shared_options import answer_options, date_of, engine_option, lang_option, open_store, scope_options
from oversight_graph.messages import Message, Words, language, message
from oversight_graph.queries import QUESTIONS
from oversight_graph.visible_text import json_text, visible

if TYPE_CHECKING:
    from oversight_graph.answer.answer import Answer
    from oversight_graph.answer.ask import Engine

FAILED = 4
ROWS_SHOWN, FIRST_SHOWN = 60, 12
"""Rows of a table at most; under an opening, where they aren't asked for."""


def command_of(question: Question) -> click.Command:
    """Make the command of a question: bodies as arguments, the other parameters as options, then scope and output.

    Parameters
    ----------
    question
        Its declaration.

    Returns
    -------
    A command that ends with 4 where `--fail-on` finds what it names.
    """

    def run(store: str | None, charts: tuple[str, ...], area: str | None, as_of: str | None, format_: str | None, out: str | None,
            lang: str | None, engine: Engine = "columns", fail_on: str | None = None, rows: bool = False, **given: Any) -> int:  # fmt: skip
        from oversight_graph.answer.ask import ask

        kind = format_of(format_, out, ANSWER_FORMATS)
        if kind in BINARY and out is None:
            raise click.UsageError(str(message("cli.to_a_file_only", format=kind)))
        area = _one_area(area, given.pop("area_named", None))
        asked = {name: typed(question.parameter(name), value) for name, value in given.items()}
        with open_store(store) as place:
            answer = ask(place, question.id, lang=lang, engine=engine, charts=list(charts) or None, area=area, as_of=date_of(as_of), **asked)  # type: ignore[arg-type]
        if kind == "table" and out is None:
            from oversight_graph.answer.rendering import print_table

            print_table(answer, console(), FIRST_SHOWN if question.opening is not None and question.grouped and not rows else ROWS_SHOWN, rows)
        else:
            _write(answer, kind, out)
        return FAILED if fail_on is not None and _found(question, answer.summary, fail_on) else 0

    declared: Any = lang_option(answer_options(engine_option(scope_options(run))))
    if question.fail_on:
        declared = option("--fail-on", type=click.Choice([status.id for status in question.fail_on]), help=message("help_options.fail_on"))(declared)
    if question.rows_behind or question.grouped:
        declared = option("--rows", is_flag=True, help=message("help_options.rows"))(declared)
    if question.area_argument:
        declared = argument("area_named", message("help_options.area_argument"), message("help_options.word_area"), required=False)(declared)
    for parameter in reversed(question.parameters):
        if parameter.type == "body":
            declared = argument(parameter.id, _help(parameter), _letter(parameter), required=parameter.required)(declared)
        else:
            declared = _option(parameter)(declared)
    return command(question.id, Words(question.help_zh, question.help), examples=(question.example,))(declared)


def _write(answer: Answer, kind: str, out: str | None) -> None:
    """All rows of an answer, in a format."""
    if kind == "parquet" and out is not None:
        from oversight_graph.answer.parquet_file import write_parquet
        from oversight_graph.disk.atomic_write import atomic_write

        with atomic_write([Path(out)]) as (part,):
            write_parquet(answer, part)
    elif kind == "xlsx" and out is not None:
        from oversight_graph.answer.workbook_file import write_workbook
        from oversight_graph.disk.atomic_write import atomic_write

        with atomic_write([Path(out)]) as (part,):
            write_workbook(answer, part)
    elif kind == "table":
        from oversight_graph.answer.rendering import table

        write(table(answer, None), out)
    else:
        from oversight_graph.answer.streamed import csv_blocks, json_blocks

        write_blocks(csv_blocks(answer) if kind == "csv" else chain(json_blocks(answer), [b"\n"]), out)
        if kind == "csv" and out is None:
            click.echo(visible(answer.reference), err=True)


def _one_area(option: str | None, argument: str | None) -> str | None:
    """The area asked about, whichever way it is typed."""
    if option is not None and argument is not None and option != argument:
        raise click.UsageError(str(message("cli.two_areas", argument=argument, option=option)))
    return argument if option is None else option


def options_of(questions: Sequence[Question]) -> Any:
    """Collect the options of some questions, each once.

    Parameters
    ----------
    questions
        Their declarations.

    Returns
    -------
    A decorator of a function that takes them by name.
    """

    def add(declared: Any) -> Any:
        for parameter in {parameter.id: parameter for question in questions for parameter in question.parameters if parameter.type != "body"}.values():
            declared = _option(parameter)(declared)
        return declared

    return add


def _option(parameter: Parameter) -> Any:
    flag = parameter.flag or f"--{parameter.id.replace('_', '-')}"
    if parameter.type == "flag":
        return option(flag, parameter.id, is_flag=True, flag_value=not parameter.default, default=None, help=_help(parameter))
    if parameter.type == "number":
        return option(flag, parameter.id, type=click.IntRange(min=1), metavar=message("help_options.word_number"), help=_help(parameter))
    metavar = {"form": message("help_options.word_form"), "sets": message("help_options.word_sets"), "files": message("help_options.word_file")}[parameter.type]
    return option(flag, parameter.id, multiple=True, metavar=metavar, help=_help(parameter))


def _help(parameter: Parameter) -> Message:
    if parameter.default is True:
        return message("help_options.switch_off", what=Words(parameter.zh, parameter.en))
    return message("help_options.of_question", what=Words(parameter.zh, parameter.en[0].upper() + parameter.en[1:]))


def _letter(parameter: Parameter) -> Words:
    """A body as it stands in the first line of the help."""
    return Words(parameter.id.upper(), parameter.id.upper())


def typed(parameter: Parameter | None, value: Any) -> Any:
    """Change what click gives to what `ask` takes.

    Parameters
    ----------
    parameter
        The declaration; None for one that the question doesn't have.
    value
        As click gives it; an option that may be repeated is a tuple.

    Returns
    -------
    Lists split at commas; None where nothing was typed.
    """
    if parameter is not None and parameter.type in ("form", "sets"):
        return [word.strip() for text in value for word in text.split(",") if word.strip()] or None
    if isinstance(value, tuple):
        return list(value) or None
    return value


def _found(question: Question, summary: Any, named: str) -> bool:
    """Whether the summary counts anything at least as bad."""
    (statuses,) = (column.vocabulary for column in question.columns if column.id == "status")
    assert statuses is not None
    return any(summary.get(status) for status in statuses.ids[: statuses.code(named) + 1])


@command("ask", message("help_commands.ask"), examples=("oversight ask",))
@option("--format", "format_", type=click.Choice(["table", "json"]), default="table", help=message("help_options.format_of_ask"))
def COMMAND(format_: str) -> None:
    """List the questions."""
    if format_ == "json":
        write(json_text([_declared(question) for question in QUESTIONS], 1), None)
        return
    chinese = language() == "zh"
    for question in QUESTIONS:
        bodies = " ".join(body.id.upper() if body.required else f"[{body.id.upper()}]" for body in question.parameters if body.type == "body")
        bodies = "[AREA]" if question.area_argument else bodies
        click.echo(f"{question.id} {bodies}".rstrip() + f" · {question.zh}")
        click.echo(f"  {question.help_zh if chinese else question.help}")
        for parameter in question.parameters:
            name = parameter.id.upper() if parameter.type == "body" else parameter.flag or f"--{parameter.id.replace('_', '-')}"
            click.echo(f"    {name:<14} {parameter.zh if chinese else parameter.en}")
        if question.rows_behind or question.grouped:
            every_row = message("cli.every_row")
            click.echo(f"    {'--rows':<14} {every_row}")
        example = message("cli.as_in", example=question.example)
        click.echo(f"{example}\n")
    click.echo(str(message("cli.every_question")))


def _declared(question: Question) -> dict[str, Any]:
    return {
        "id": question.id, "zh": question.zh, "help": question.help, "example": question.example,
        "parameters": [
            {"id": parameter.id, "type": parameter.type, "zh": parameter.zh, "en": parameter.en, "required": parameter.required, "default": parameter.default}
            for parameter in question.parameters
        ],
        "columns": [{"id": column.id, "zh": column.zh, "en": column.en, "type": column.type} for column in question.columns],
    }  # fmt: skip
