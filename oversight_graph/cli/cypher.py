"""`oversight cypher`: Cypher on either store, for reading; and the Cypher of a question."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from oversight_graph.answer.question import AnswerColumn
from oversight_graph.cli.help_pages import argument, command, option
from oversight_graph.cli.output import emit, write
from oversight_graph.cli.questions import options_of, typed
from oversight_graph.cli.shared_options import date_of, open_store, output_options, scope_options
from oversight_graph.errors import WrongQuestion, nearest
from oversight_graph.messages import language, message
from oversight_graph.queries import QUESTIONS

if TYPE_CHECKING:
    from oversight_graph.answer.question import Question
    from oversight_graph.store.protocol import Store


def _parameter(ctx: click.Context, _: click.Parameter, written: tuple[str, ...]) -> dict[str, Any]:
    """`name=value`: the value as JSON where it is some, else as a text."""
    parameters = {}
    for text in written:
        name, equals, value = text.partition("=")
        if not equals or not name:
            raise click.BadParameter(str(message("cli.no_name_and_value", text=text)), ctx)
        try:
            parameters[name] = json.loads(value)
        except ValueError:
            parameters[name] = value
    return parameters


@command(
    "cypher",
    message("help_commands.cypher"),
    examples=('oversight cypher "MATCH (g:StationedGroup) RETURN g.name AS name ORDER BY name"', "oversight cypher --show gaps --form state --area 620000"),
)
@argument("words", message("help_options.statement"), message("help_options.word_statement"), nargs=-1)
@option("--show", metavar=message("help_options.word_question"), help=message("help_options.show"))
@option("--param", "parameters", metavar=message("help_options.word_name_value"), multiple=True, callback=_parameter, help=message("help_options.parameter"))
@options_of(QUESTIONS)  # type: ignore[untyped-decorator]
@scope_options
@output_options
def COMMAND(
    words: tuple[str, ...], show: str | None, parameters: dict[str, Any], store: str | None, charts: tuple[str, ...], area: str | None, as_of: str | None,
    format_: str | None, out: str | None, **given: Any,
) -> None:  # fmt: skip
    """Run a statement, or show the one of a question."""
    if show is not None:
        question = next((known for known in QUESTIONS if known.id == show), None)
        if question is None:
            raise WrongQuestion(message("answer.no_question", question=show, near=nearest(show, [known.id for known in QUESTIONS])))
        with open_store(store) as place:
            write(_shown(place, question, words, charts, area, date_of(as_of), given), out)
        return
    if len(words) != 1:
        raise click.UsageError(str(message("cli.one_statement")))
    with open_store(store) as place:
        columns, rows = place.cypher(words[0], parameters)
    shown = _json if (format_ or "") == "json" or (out or "").endswith(".json") else _text
    emit([AnswerColumn(name, name, name) for name in columns], [dict(zip(columns, map(shown, row), strict=True)) for row in rows], format_, out, fold=True)
    if out is None and (format_ or "table") == "table":
        click.echo(str(message("cli.rows", number=len(rows))), err=True)


def _shown(
    store: Store, question: Question, bodies: tuple[str, ...], charts: tuple[str, ...], area: str | None, as_of: str | None, given: Mapping[str, Any]
) -> str:
    from oversight_graph.answer.ask import values_of
    from oversight_graph.cypher.literal import literal

    if question.cypher is None:
        raise WrongQuestion(message("cli.no_cypher", question=question.id))
    asked = {name: typed(question.parameter(name), value) for name, value in given.items()}
    for name, value in asked.items():
        if value is not None and question.parameter(name) is None:
            raise WrongQuestion(message("cli.no_parameter", question=question.id, parameter=name))
    asked = {name: value for name, value in asked.items() if value is not None}
    if bodies:
        graph = store.graph(list(charts) or None, area, as_of, whole=True)
        scope: Any = graph
        values = values_of(graph, question, bodies, asked)
        values |= {
            parameter.id: str(graph.ids[values[parameter.id]])
            for parameter in question.parameters
            if parameter.type == "body" and values[parameter.id] is not None
        }
    else:
        scope = store.cut(list(charts) or None, area, as_of)
        values = values_of(None, question, (), asked)
    query = question.cypher(scope, values)
    help_ = question.help_zh if language() == "zh" and question.help_zh else question.help
    head = message("cli.cypher_head", help=help_, columns=[column.id for column in question.columns])
    return f"{head}\n:params {literal(dict(query.parameters))}\n\n{query.text.rstrip().rstrip(';')};\n"


def _json(value: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_json(item) for item in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)


def _text(value: Any) -> Any:
    """A value in a cell: lists of texts as they are, what is deeper as JSON."""
    plain = _json(value)
    if isinstance(plain, list) and all(isinstance(item, str) for item in plain):
        return plain
    return json.dumps(plain, ensure_ascii=False) if isinstance(plain, dict | list) else plain
