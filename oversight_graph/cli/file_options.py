"""What `load` and `check` share: files, what a user says about those that don't say it themselves, what was understood of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from oversight_graph.cli.garbage_collector import collector_paused
from oversight_graph.cli.help_pages import option
from oversight_graph.cli.output import progress
from oversight_graph.errors import ChartError, WrongQuestion, nearest
from oversight_graph.messages import message
from oversight_graph.model import LEVELS
from oversight_graph.model.vocabulary import FORMS, form_of
from oversight_graph.visible_text import visible

if TYPE_CHECKING:
    from oversight_graph.loaders.import_options import ImportOptions
    from oversight_graph.reading import FileReading

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    option("--chart", metavar=message("help_options.word_id"), help=message("help_options.file_chart")),
    option("--title", metavar=message("help_options.word_text"), help=message("help_options.file_title")),
    option("--area", metavar=message("help_options.word_area"), help=message("help_options.file_area")),
    option("--level", type=click.Choice(LEVELS.ids), help=message("help_options.file_level")),
    option("--as-of", "as_of", metavar=message("help_options.word_date"), help=message("help_options.file_as_of")),
    option("--source", metavar=message("help_options.word_text"), help=message("help_options.file_source")),
    option("--commission", metavar=message("help_options.word_name"), help=message("help_options.file_commission")),
    option("--complete", metavar=message("help_options.word_form"), help=message("help_options.file_complete")),
    option("--mapping", metavar=message("help_options.word_file"), help=message("help_options.file_mapping")),
    option("--encoding", metavar=message("help_options.word_name"), help=message("help_options.file_encoding")),
    option("--unsure", type=click.Choice(("refuse", "leave-out")), help=message("help_options.file_unsure")),
    option("--from", "format", metavar=message("help_options.word_format"), help=message("help_options.file_from")),
)


def file_options(command: F) -> F:
    """Give a command the options by which a user tells what files don't say (contract §3).

    Parameters
    ----------
    command
        A function that takes them by name, as `told_of` does.

    Returns
    -------
    The same function, or command, with the options.
    """
    for add in reversed(_OPTIONS):
        command = add(command)
    return command


def told_of(values: dict[str, Any]) -> ImportOptions:
    """Check what the options say.

    Parameters
    ----------
    values
        What click gives for each of `file_options`; None is nothing typed.

    Returns
    -------
    What a user says about all files of the run. A mapping file is read for it.

    Raises
    ------
    WrongQuestion
        For a format, an encoding or a form of supervision that doesn't exist.
    ChartError
        For a mapping that can't be read.
    """
    from oversight_graph.loaders import FORMATS
    from oversight_graph.loaders.import_options import ImportOptions

    formats = tuple(known.id for known in FORMATS if known.read is not None)
    values = {key: value for key, value in values.items() if value is not None}
    if values.get("format", formats[0]) not in formats:
        raise WrongQuestion(message("cli.no_format", word=values["format"], near=nearest(values["format"], formats)))
    if "encoding" in values:
        values["encoding"] = _encoding(values["encoding"])
    if "complete" in values:
        values["complete"] = [_form(word.strip()) for word in values["complete"].split(",") if word.strip()]
    if "mapping" in values:
        from oversight_graph.loaders.mapping_text import known_mapping

        values["mapping"] = known_mapping(values["mapping"])
    return ImportOptions.of(values)


def _encoding(word: str) -> str:
    from oversight_graph.parsing.encoding import NAMES

    encoding = next((name for name in NAMES if name.lower() == word.lower()), None)
    if encoding is None:
        raise WrongQuestion(message("cli.no_encoding", word=word, near=nearest(word, NAMES)))
    return encoding


def _form(word: str) -> str:
    form = form_of(word)
    if form is None:
        raise WrongQuestion(message("cli.no_form", word=word, near=nearest(word, FORMS.ids)))
    return form


def read_all(files: Sequence[str], options: ImportOptions) -> list[FileReading]:
    """Read all files; their warnings go to standard error, an error in one of them stops everything.

    Parameters
    ----------
    files
        Paths.
    options
        What a user says about them.

    Returns
    -------
    The files in the order in which they were typed.

    Raises
    ------
    ChartError
        Where there are errors; it holds all problems.
    """
    from oversight_graph.reading import read_files

    with progress(message("cli.reading")) as told, collector_paused():
        readings = read_files(files, options, told)
    return without_errors(readings)


def without_errors(readings: list[FileReading]) -> list[FileReading]:
    """Say the warnings of files on standard error; an error in one of them stops everything.

    Parameters
    ----------
    readings
        The files as they were read.

    Returns
    -------
    The same.

    Raises
    ------
    ChartError
        Where there are errors; it holds all problems.
    """
    from oversight_graph.problems import errors, paragraph

    problems = [problem for reading in readings for problem in reading.problems]
    wrong = errors(problems)
    if wrong:
        for line in understood(readings):
            click.echo(line, err=True)
        raise ChartError(message("cli.nothing_loaded", errors=len(wrong)), tuple(problems))
    if problems:
        click.echo(paragraph(problems), err=True)
    return readings


def understood(readings: Iterable[FileReading]) -> list[str]:
    """Write what was recognised in files that aren't charts of ours.

    Parameters
    ----------
    readings
        The files.

    Returns
    -------
    Lines, each with the name of its file.
    """
    return [visible(str(message("cli.of_file", file=reading.file, line=line))) for reading in readings for line in reading.understood]


def guess_text(readings: Sequence[FileReading]) -> str:
    """Write what was recognised as a mapping file to correct.

    Parameters
    ----------
    readings
        The files.

    Returns
    -------
    YAML, with comments at its head.

    Raises
    ------
    ChartError
        Where there is nothing to guess, or there are several files to guess of.
    """
    import yaml

    guessed = [reading for file in readings for reading in file.readings if reading.guess is not None]
    if len(guessed) != 1:
        raise ChartError(message("cli.several_to_guess") if guessed else message("cli.nothing_to_guess"))
    unread = [f"# {visible(str(problem))}" for problem in guessed[0].problems if problem.code.startswith("cells.")]  # what the mapping may say more of
    head = "\n".join([str(message("cli.guess_head")), *unread])
    return f"{head}\n{yaml.safe_dump(guessed[0].guess, allow_unicode=True, sort_keys=False, width=120)}"
