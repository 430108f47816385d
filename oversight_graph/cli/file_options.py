"""What `load` and `check` share: files, what a user says about those that don't say it themselves, what was understood of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from oversight_graph.cli.shared_options import busy
from oversight_graph.errors import ChartError, WrongQuestion, nearest
from oversight_graph.messages import message
from oversight_graph.model import LEVELS
from oversight_graph.model.vocabulary import FORMS, form_of
from oversight_graph.problems import errors, paragraph, visible

if TYPE_CHECKING:
    from oversight_graph.loaders.import_options import ImportOptions
    from oversight_graph.reading import FileReading

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--chart", metavar="ID", help="For a file that doesn't say it itself: the chart's id."),
    click.option("--title", metavar="TEXT", help="… its title."),
    click.option("--area", metavar="CODE", help="… the area of its entries."),
    click.option("--level", type=click.Choice(LEVELS.ids), help="… their level."),
    click.option("--as-of", "as_of", metavar="DATE", help="… the date that it describes."),
    click.option("--source", metavar="TEXT", help="… the title of the source on which it rests; the file itself by default."),
    click.option("--commission", metavar="NAME", help="… the commission that its groups and rooms belong to."),
    click.option("--complete", metavar="FORM,…", help="… the forms in which it lists all of its area and level, so that nothing is a gap."),
    click.option("--mapping", metavar="FILE", help="What its columns and names mean (YAML); --guess of `load` writes one."),
    click.option("--encoding", metavar="NAME", help="… of its text, where it can't be told: UTF-8, GB18030, Big5, UTF-16."),
    click.option("--from", "format", metavar="FORMAT", help="What kind of file it is, where it could be several: roster, names, …"),
)


def file_options(command: F) -> F:
    """The options by which a user tells what files don't say (contract §3)."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def told_of(values: dict[str, Any]) -> ImportOptions:
    """What the options say. Raises WrongQuestion for a word that doesn't exist, ChartError for a mapping that can't be read."""
    from oversight_graph.loaders import FORMATS
    from oversight_graph.loaders.import_options import ImportOptions
    from oversight_graph.loaders.mapping import read_mapping
    from oversight_graph.loaders.name_list import NAME
    from oversight_graph.loaders.rosters.headings import roles

    formats = tuple(one.id for one in FORMATS if one.read is not None)
    values = {key: value for key, value in values.items() if value is not None}
    if values.get("format", formats[0]) not in formats:
        raise WrongQuestion(f"--from: `{values['format']}` is no format; {nearest(values['format'], formats)}")
    if "encoding" in values:
        values["encoding"] = _encoding(values["encoding"])
    if "complete" in values:
        values["complete"] = [_form(word.strip()) for word in values["complete"].split(",") if word.strip()]
    if "mapping" in values:
        values["mapping"] = read_mapping(values["mapping"], formats, (*(role.id for role in roles()), NAME, "ignore"))
        values.setdefault("format", values["mapping"].get("format"))
    return ImportOptions.of(values)


def _encoding(word: str) -> str:
    from oversight_graph.parsing.encoding import NAMES

    found = next((name for name in NAMES if name.lower() == word.lower()), None)
    if found is None:
        raise WrongQuestion(f"--encoding: `{word}` is no encoding that is read; {nearest(word, NAMES)}")
    return found


def _form(word: str) -> str:
    found = form_of(word)
    if found is None:
        raise WrongQuestion(f"--complete: `{word}` is no form; {nearest(word, FORMS.ids)}")
    return found


def read_all(files: Sequence[str], options: ImportOptions) -> list[FileReading]:
    """All files read; their warnings go to standard error, an error in one of them stops everything."""
    from oversight_graph.reading import read_files

    with busy("Reading …") as progress:
        readings = read_files(files, options, progress)
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
    """What was recognised in files that aren't charts of ours, a line each."""
    return [visible(f"{reading.file}: {line}") for reading in readings for line in reading.understood]


def guess_text(readings: Sequence[FileReading]) -> str:
    """What was recognised, as a mapping file to correct. Raises ChartError where there is nothing to guess, or several files to guess of."""
    import yaml

    found = [reading.guess for file in readings for reading in file.readings if reading.guess is not None]
    if len(found) != 1:
        what = "none of these files is a table or a list of names" if not found else "these are several files"
        raise ChartError(f"A mapping says what the columns of one file mean, and {what}. Name one file with --guess.")
    head = "# What was recognised; correct it, and give it back with --mapping. `?`: decide what the name is, a kind or `none`.\n"
    return head + str(yaml.safe_dump(found[0], allow_unicode=True, sort_keys=False, width=120))
