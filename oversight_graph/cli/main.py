"""The command as a whole: its verbs, and what an error looks like (contract §3)."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from typing import Any

import click

from oversight_graph import __version__
from oversight_graph.cli import signals, streams
from oversight_graph.errors import OversightError
from oversight_graph.visible_text import visible

VERBS: tuple[tuple[str, str, str], ...] = (
    # (verb, module of oversight_graph.cli, what it does)
    ("demo", "demo", "Load the five shipped charts into a store of its own, answer the main questions, write maps."),
    ("load", "load", "Load charts: file → problems → plan → store."),
    ("check", "check", "Say what would load, what not and why; change nothing."),
    ("template", "template", "Write an empty workbook to fill in, with instructions, drop-downs and an example."),
    ("charts", "charts", "List what is loaded."),
    ("unload", "unload", "Withdraw a chart."),
    ("find", "find", "Find bodies by id, name or alias, in either script."),
    ("ask", "questions", "List every question with its parameters."),
    ("map", "map", "Draw an interactive map: one file that needs no network."),
    ("serve", "serve", "Look at the store in a browser: the matrix of coverage, every question, every body; load charts there."),
    ("cypher", "cypher", "Run Cypher on the store, reading only; or show the Cypher of a question."),
    ("export", "export", "Write out what was loaded, whole."),
    ("doctor", "doctor", "Say versions, the store, whether it can be reached, what is missing."),
)


PATHS = ("FILE", "OUT", "DIR", "PATH", "PLACE")
"""How the metavar of a parameter that takes a path begins: a path may hold any bytes."""


class Typed(click.types.StringParamType):
    """A text that is looked up or kept: it has to be one."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = str(super().convert(value, param, ctx))
        try:
            text.encode()
        except UnicodeEncodeError:
            self.fail(f"`{visible(text)}` holds bytes that aren't UTF-8; type it in UTF-8", param, ctx)
        return text


class Verbs(click.Group):
    """Verbs by name; each module is imported when its verb is used, so that `--help` and `--version` cost nothing."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [verb for verb, _, _ in VERBS] + [question.id for question in _questions()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        for verb, module, _ in VERBS:
            if verb == cmd_name:
                command: click.Command = importlib.import_module(f"oversight_graph.cli.{module}").COMMAND
                return command
        for question in _questions():
            if question.id == cmd_name:
                from oversight_graph.cli.questions import command_of

                return command_of(question)
        return None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        from oversight_graph.errors import nearest

        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            ctx.fail(f"There is no command `{args[0]}`; {nearest(args[0], self.list_commands(ctx))}")
        name, command, rest = super().resolve_command(ctx, args)
        for parameter in command.params if command is not None else ():
            if parameter.type is click.STRING and not (parameter.metavar or "").startswith(PATHS):
                parameter.type = Typed()
        return name, command, rest

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(verb, what) for verb, _, what in VERBS])
        with formatter.section("Questions"):
            formatter.write_dl([(question.id, question.help) for question in _questions()])


def _questions() -> tuple:  # type: ignore[type-arg]
    from oversight_graph.queries import QUESTIONS

    return QUESTIONS


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, "-V", "--version", prog_name="oversight")
def cli() -> None:
    """A graph of the four-supervision system: who is covered by which form of supervision, how two bodies reach each other,
    how far a body reaches.

    \b
    Start with:  oversight demo
    Then:        oversight load my-chart.yaml
                 oversight gaps --form state
                 oversight map --out map.html
    """


def main() -> None:
    """Run the command: answers to standard output, errors to standard error in one paragraph, exit codes as in the contract."""
    streams.prepare()
    signals.watch()
    sys.unraisablehook = _unraisable
    code = _code_of(lambda: cli.main(standalone_mode=False))
    code = code or _code_of(sys.stdout.flush)
    signals.unwatch()
    sys.exit(code)


def _unraisable(raised: sys.UnraisableHookArgs) -> None:
    """What fails once more when objects are cleared away, as closing a file on a full disk does, has been told already."""
    if not issubclass(raised.exc_type, OSError | signals.Stopped):
        sys.__unraisablehook__(raised)


def _code_of(work: Callable[[], object]) -> int:
    """Do it and give the exit status; whatever a user, the system or a signal can cause is told here, whichever command it was."""
    try:
        code = work()
    except click.ClickException as error:
        return _tell(_of_click(error), error.exit_code)
    except click.Abort:  # `n` at a question, or the end of its input
        return _tell(signals.NOTHING_CHANGED, 1)
    except signals.Stopped as stopped:
        return _tell(stopped.said, stopped.exit_code)
    except OversightError as error:
        return _tell(str(error), error.exit_code)
    except Exception as error:
        from oversight_graph.system_errors import explained

        told = explained(error)
        if told is None:
            raise
        return _tell(str(told), told.exit_code)
    return code if isinstance(code, int) else 0


def _tell(text: str, code: int) -> int:
    click.echo(text, err=True)
    return code


def _of_click(error: click.ClickException) -> str:
    """A wrong use as one paragraph; the command alone shows its help."""
    text, context = error.format_message(), getattr(error, "ctx", None)
    if context is None or text == context.get_help():
        return text
    said = " ".join(text.split()).rstrip(".")
    return visible(f"{said}{'' if said.endswith(('?', '`')) else '.'} See `{context.command_path} --help`.")
