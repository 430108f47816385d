"""`--lang` of every command, and OVERSIGHT_LANG: in which language the program speaks (contract §3)."""

from __future__ import annotations

import os
from contextlib import ExitStack
from itertools import pairwise

import click

from oversight_graph.cli.help_pages import BilingualOption
from oversight_graph.errors import WrongQuestion, nearest
from oversight_graph.messages import Language, in_language, message
from oversight_graph.messages.language import LANGUAGES

VARIABLE = "OVERSIGHT_LANG"
NAME = "lang"


def language_of_environment() -> Language | None:
    """The language that OVERSIGHT_LANG names; None where it says nothing.

    Raises
    ------
    WrongQuestion
        For another word.
    """
    word = os.environ.get(VARIABLE, "").strip()
    if word and word not in LANGUAGES:
        raise WrongQuestion(message("cli.no_language", variable=VARIABLE, word=word, near=nearest(word, LANGUAGES)))
    return next((lang for lang in LANGUAGES if lang == word), None)


def with_language(command: click.Command) -> click.Command:
    """Give a command `--lang`, which sets the language of the whole run, before anything else of the command is looked at.

    A command that has a `--lang` of its own, as the questions for names, keeps it, and speaks that language where it is typed.

    Parameters
    ----------
    command
        It is changed.

    Returns
    -------
    The same command.
    """
    option: click.Parameter | None = next((parameter for parameter in command.params if parameter.name == NAME), None)
    if option is None:
        option = BilingualOption([f"--{NAME}"], type=click.Choice(LANGUAGES), expose_value=False, said=message("help.lang_option"))
        command.params.append(option)
    option.is_eager, option.callback = True, _speak
    return command


def speak_as_typed(context: click.Context, arguments: list[str]) -> None:
    """Set the language of the whole run by what was typed, before click looks at it: an option that there isn't ends the run at once.

    Parameters
    ----------
    context
        The run.
    arguments
        All that was typed; what stands last holds.
    """
    words = arguments[: arguments.index("--")] if "--" in arguments else arguments
    named = [word.partition("=")[2] or after for word, after in pairwise([*words, ""]) if word.partition("=")[0] == f"--{NAME}"]
    run = context.find_object(ExitStack)
    if run is not None:
        run.enter_context(in_language(next((lang for lang in LANGUAGES if lang in named[-1:]), None)))


def _speak(context: click.Context, option: click.Parameter, value: Language | None) -> Language | None:
    typed = option.name is not None and context.get_parameter_source(option.name) is click.core.ParameterSource.COMMANDLINE
    if value is not None and typed:
        run = context.find_object(ExitStack)
        spoken = in_language(value)
        if run is not None:  # until the run ends, as its errors are told when the command has ended
            run.enter_context(spoken)
        else:
            context.with_resource(spoken)
    return value
