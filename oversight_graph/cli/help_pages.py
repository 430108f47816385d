"""Commands, options and arguments whose help is told in the language of the run: click tells the one text that it was given when they were declared.

A command's module declares with `command`, `option` and `argument` of this file instead of click's; each of their texts is a message.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from oversight_graph.cli.help_layout import HelpLayout
from oversight_graph.messages import Message, Words, language, message

F = TypeVar("F", bound=Callable[..., Any])
Said = Message | Words


def spoken(said: Said) -> str:
    """A text of the help in the language of the run.

    Parameters
    ----------
    said
        A message, or a text that its declaration holds in both languages, as a question does.

    Returns
    -------
    The words.
    """
    return str(said) if isinstance(said, Message) else said.zh if language() == "zh" else said.en


class HelpContext(click.Context):
    """A run whose pages of help are laid out by columns."""

    formatter_class = HelpLayout


class BilingualCommand(click.Command):
    """A command whose page is told in the language of the run."""

    context_class = HelpContext

    def __init__(self, *given: Any, said: Sequence[Said], examples: Sequence[str], **settings: Any) -> None:
        super().__init__(*given, **settings)
        self.said, self.examples = said, examples

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the first line.

        Parameters
        ----------
        ctx
            The run.
        formatter
            Takes the line.
        """
        arguments = [piece for parameter in self.get_params(ctx) for piece in parameter.get_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join([str(message("help.options_metavar")), *arguments]), str(message("help.usage")))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does, and examples of it.

        Parameters
        ----------
        ctx
            The run.
        formatter
            Takes the paragraphs.
        """
        with formatter.indentation():
            for paragraph in self.said:
                formatter.write_paragraph()
                formatter.write_text(spoken(paragraph))
            formatter.write_paragraph()
            formatter.write_text(str(message("help.example")))
            with formatter.indentation():
                for example in self.examples:
                    formatter.write(f"{' ' * formatter.current_indent}{example}\n")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the arguments, then the options.

        Parameters
        ----------
        ctx
            The run.
        formatter
            Takes the sections.
        """
        arguments = [(argument.make_metavar(ctx), spoken(argument.said)) for argument in self.params if isinstance(argument, BilingualArgument)]
        if arguments:
            write_section(formatter, message("help.arguments"), arguments)
        write_section(formatter, message("help.options"), option_rows(self, ctx))


class BilingualOption(click.Option):
    """An option whose help and metavar are told in the language of the run."""

    def __init__(self, *given: Any, said: Said, shown_as: Message | None = None, **settings: Any) -> None:
        super().__init__(*given, metavar=None if shown_as is None else shown_as.text("en"), **settings)
        self.said, self.shown_as = said, shown_as

    def make_metavar(self, ctx: click.Context) -> str:
        """What is typed behind the option.

        Parameters
        ----------
        ctx
            The run.

        Returns
        -------
        A word for it, or the words that it may be.
        """
        return str(self.shown_as) if self.shown_as is not None else super().make_metavar(ctx)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option's row in the help.

        Parameters
        ----------
        ctx
            The run.

        Returns
        -------
        How it is typed, and what it does; None where it is hidden.
        """
        record = super().get_help_record(ctx)
        if record is None:
            return None
        extra = self.get_help_extra(ctx)
        behind = [message("help.default", value=extra["default"])] if "default" in extra else []
        said = spoken(self.said)
        if "range" in extra:
            behind.append(message("help.range", range=extra["range"]))
        if self.required:
            behind.append(message("help.required"))
        return record[0], str(message("help.with_extra", said=said, extra=behind)) if behind else said


class BilingualArgument(click.Argument):
    """An argument that the help explains, with its metavar in the language of the run."""

    def __init__(self, *given: Any, said: Said, shown_as: Said, **settings: Any) -> None:
        super().__init__(*given, metavar=shown_as.text("en") if isinstance(shown_as, Message) else shown_as.en, **settings)
        self.said, self.shown_as = said, shown_as

    def make_metavar(self, ctx: click.Context) -> str:
        """What is typed, as the first line of the help shows it.

        Parameters
        ----------
        ctx
            The run.

        Returns
        -------
        A word for it, in brackets where it may be left out.
        """
        return spoken(self.shown_as) if self.required else f"[{spoken(self.shown_as)}]"


def command(name: str, *said: Said, examples: Sequence[str]) -> Callable[[Callable[..., Any]], click.Command]:
    """Declare a command.

    Parameters
    ----------
    name
        As it is typed.
    *said
        What its help says it does, a paragraph each.
    examples
        Whole lines, as they are typed.

    Returns
    -------
    A decorator of the function that carries it out.
    """
    return click.command(name, cls=BilingualCommand, said=said, examples=examples)


def option(*names: str, help: Said, metavar: Message | None = None, **settings: Any) -> Callable[[F], F]:
    """Declare an option of a command.

    Parameters
    ----------
    *names
        As it is typed, and the name of the parameter that takes it where that is another one.
    help
        What it does.
    metavar
        A word for what is typed behind it; None for a switch, and where the words that it may be are shown.
    **settings
        As `click.option` takes them.

    Returns
    -------
    A decorator of the function that takes it.
    """
    return click.option(*names, cls=BilingualOption, said=help, shown_as=metavar, **settings)


def argument(name: str, help: Said, metavar: Said, **settings: Any) -> Callable[[F], F]:
    """Declare what is typed behind a command without an option.

    Parameters
    ----------
    name
        Of the parameter that takes it.
    help
        What it is.
    metavar
        A word for it.
    **settings
        As `click.argument` takes them.

    Returns
    -------
    A decorator of the function that takes it.
    """
    return click.argument(name, cls=BilingualArgument, said=help, shown_as=metavar, **settings)


def option_rows(of: click.Command, ctx: click.Context) -> list[tuple[str, str]]:
    """What the help says of the options of a command.

    Parameters
    ----------
    of
        The command.
    ctx
        The run.

    Returns
    -------
    How each is typed, and what it does; `--help` itself comes last.
    """
    rows = [record for one in of.get_params(ctx) if isinstance(one, BilingualOption) and (record := one.get_help_record(ctx))]
    return [*rows, (", ".join(sorted(of.get_help_option_names(ctx), key=len)), str(message("help.help_option")))]


def write_section(formatter: click.HelpFormatter, heading: Message, rows: Sequence[tuple[str, str]]) -> None:
    """Write a section of a page of help.

    Parameters
    ----------
    formatter
        Takes it.
    heading
        With its colon.
    rows
        Term and text.
    """
    formatter.write_paragraph()
    formatter.write(f"{heading}\n")
    with formatter.indentation():
        formatter.write_dl(rows)
