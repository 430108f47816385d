"""The command as a whole: its verbs, and what an error looks like (contract §3)."""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Callable

import click

from oversight_graph import __version__
from oversight_graph.cli import signals, streams
from oversight_graph.cli.garbage_collector import search_seldom
from oversight_graph.cli.help_pages import BilingualOption, HelpContext, option_rows, spoken, write_section
from oversight_graph.cli.language_option import NAME, language_of_environment, speak_as_typed, with_language
from oversight_graph.errors import OversightError, nearest
from oversight_graph.messages import Message, Text, Words, in_language, language, message, text
from oversight_graph.messages.language import LANGUAGES
from oversight_graph.visible_text import visible

VERBS: tuple[tuple[str, str, Message], ...] = (
    # (verb, module of oversight_graph.cli, what it does)
    ("demo", "demo", message("help.demo")),
    ("load", "load", message("help.load")),
    ("check", "check", message("help.check")),
    ("template", "template", message("help.template")),
    ("charts", "charts", message("help.charts")),
    ("unload", "unload", message("help.unload")),
    ("restore", "restore", message("help.restore")),
    ("forget", "forget", message("help.forget")),
    ("find", "find", message("help.find")),
    ("ask", "questions", message("help.ask")),
    ("map", "map", message("help.map")),
    ("serve", "serve", message("help.serve")),
    ("cypher", "cypher", message("help.cypher")),
    ("export", "export", message("help.export")),
    ("doctor", "doctor", message("help.doctor")),
)


BEGINNING = ("oversight demo", "oversight load my-chart.yaml", "oversight gaps --form state", "oversight map --out map.html")
"""With what to begin, as the help shows it."""


class Verbs(click.Group):
    """Verbs by name; each module is imported when its verb is used, so that `--help` and `--version` cost nothing."""

    context_class = HelpContext

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the language of the run from what was typed, before or behind the command, then what `oversight` itself takes.

        Parameters
        ----------
        ctx
            The run.
        args
            All that was typed.

        Returns
        -------
        What is left for the command.
        """
        speak_as_typed(ctx, args)
        if args and args[0].startswith(f"--{NAME}"):
            _with_own_types(self)
        return super().parse_args(ctx, args)

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
        if command is not None:
            _with_own_types(command)
        typed = ctx.params.get(NAME)  # before the command means the same as first behind it
        return name, command, [f"--{NAME}", typed, *rest] if typed else rest

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs and the questions into the help, without importing the verbs.

        Parameters
        ----------
        ctx
            The run.
        formatter
            Takes the sections.
        """
        write_section(formatter, message("help.commands"), [(verb, str(what)) for verb, _, what in VERBS])
        questions = [(question.id, spoken(Words(question.help_zh, question.help))) for question in _questions()]
        write_section(formatter, message("help.questions"), questions)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options of `oversight` itself, then its commands.

        Parameters
        ----------
        ctx
            The run.
        formatter
            Takes the sections.
        """
        write_section(formatter, message("help.options"), option_rows(self, ctx))
        self.format_commands(ctx, formatter)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the first line.

        Parameters
        ----------
        ctx
            The run.
        formatter
            Takes the line.
        """
        formatter.write_usage(ctx.command_path, str(message("help.commands_metavar")), str(message("help.usage")))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the program is for, and with what to begin.

        Parameters
        ----------
        ctx
            The run.
        formatter
            Takes the paragraphs.
        """
        first, then = str(message("help.start_with")), str(message("help.then"))
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(str(message("help.oversight")))
            formatter.write_paragraph()
            formatter.write_dl(list(zip((first, then, "", ""), BEGINNING, strict=True)))


def _with_own_types(command: click.Command) -> None:
    from oversight_graph.cli.usage_errors import with_own_types

    with_own_types(command)


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


@click.group(cls=Verbs, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option(f"--{NAME}", cls=BilingualOption, said=message("help.lang_option"), type=click.Choice(LANGUAGES))
@click.version_option(__version__, "-V", "--version", prog_name="oversight", cls=BilingualOption, said=message("help.version_option"))
@click.pass_context
def cli(ctx: click.Context, lang: str | None) -> None:
    """The program as a whole; what its help says stands in the catalogue."""
    if ctx.invoked_subcommand is None:
        raise click.exceptions.NoArgsIsHelpError(ctx)


def main() -> None:
    """Run the command: answers to standard output, errors to standard error in one paragraph, exit codes as in the contract."""
    search_seldom()
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
    return cli.main(prog_name="oversight", standalone_mode=False, obj=run)


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
    context = getattr(error, "ctx", None)
    if context is not None and error.format_message() == context.get_help():
        return error.format_message()
    from oversight_graph.cli.usage_errors import said_of

    said = " ".join(text(said_of(error)).split()).rstrip(".")
    chinese = language() == "zh"
    if context is None:
        return visible(said + ("。" if chinese else "."))
    whole = said if chinese or said.endswith(("?", "`")) else f"{said}."
    return visible(str(message("cli.see_help", said=whole, command=context.command_path)))
