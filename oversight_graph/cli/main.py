"""The command as a whole: its verbs, and what an error looks like (contract §3)."""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Callable
from typing import Any

import click

from oversight_graph import __version__
from oversight_graph.cli import signals, streams
from oversight_graph.cli.language_option import language_of_environment, with_language
from oversight_graph.errors import OversightError, nearest
from oversight_graph.messages import Text, in_language, message, text
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
        """Take what was typed.

        Parameters
        ----------
        value
            As click has it.
        param
            The parameter that it was typed for, to be named in an error.
        ctx
            The run, to be named in an error.

        Returns
        -------
        The same text; one that isn't UTF-8 is a wrong use of the command.
        """
        typed = str(super().convert(value, param, ctx))
        try:
            typed.encode()
        except UnicodeEncodeError:
            self.fail(str(message("cli.not_utf8", text=visible(typed))), param, ctx)
        return typed


class Verbs(click.Group):
    """Verbs by name; each module is imported when its verb is used, so that `--help` and `--version` cost nothing."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List what can be typed, for `--help` and for a word that is nearly one.

        Parameters
        ----------
        ctx
            The run.

        Returns
        -------
        The verbs, then the questions, each in the order of its declaration.
        """
        return [verb for verb, _, _ in VERBS] + [question.id for question in _questions()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a verb, or make the command of a question.

        Parameters
        ----------
        ctx
            The run.
        cmd_name
            As typed.

        Returns
        -------
        The command with `--lang`; None where there is none of this name.
        """
        command = _command(cmd_name)
        return with_language(command) if command is not None else None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed, and have its texts checked; a word that is none ends the run with the nearest one.

        Parameters
        ----------
        ctx
            The run.
        args
            All that was typed after the options of `oversight` itself.

        Returns
        -------
        The name, the command, and what was typed behind it.
        """
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            ctx.fail(str(message("cli.no_command", command=args[0], near=nearest(args[0], self.list_commands(ctx)))))
        name, command, rest = super().resolve_command(ctx, args)
        for parameter in command.params if command is not None else ():
            if parameter.type is click.STRING and not (parameter.metavar or "").startswith(PATHS):
                parameter.type = Typed()
        return name, command, rest

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs and the questions into the help, without importing the verbs.

        Parameters
        ----------
        ctx
            The run.
        formatter
            Takes the sections.
        """
        with formatter.section("Commands"):
            formatter.write_dl([(verb, what) for verb, _, what in VERBS])
        with formatter.section("Questions"):
            formatter.write_dl([(question.id, question.help) for question in _questions()])


def _command(name: str) -> click.Command | None:
    for verb, module, _ in VERBS:
        if verb == name:
            command: click.Command = importlib.import_module(f"oversight_graph.cli.{module}").COMMAND
            return command
    for question in _questions():
        if question.id == name:
            from oversight_graph.cli.questions import command_of

            return command_of(question)
    return None


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
    with contextlib.ExitStack() as run:  # what a command sets for all of the run, its language, ends here
        code = _code_of(lambda: _run(run))
        code = code or _code_of(sys.stdout.flush)
        signals.unwatch()
    sys.exit(code)


def _run(run: contextlib.ExitStack) -> object:
    run.enter_context(in_language(language_of_environment()))
    return cli.main(standalone_mode=False, obj=run)


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


def _tell(said: Text, code: int) -> int:
    click.echo(text(said), err=True)
    return code


def _of_click(error: click.ClickException) -> str:
    """A wrong use as one paragraph; the command alone shows its help."""
    said, context = error.format_message(), getattr(error, "ctx", None)
    if context is None or said == context.get_help():
        return said
    said = " ".join(said.split()).rstrip(".")
    return visible(str(message("cli.see_help", said=said if said.endswith(_ENDS) else f"{said}.", command=context.command_path)))


_ENDS = ("?", "`", "？", "。")
