"""What several verbs share: the options of the store, of the scope and of an answer, and what is read by them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from oversight_graph.cli.help_pages import option
from oversight_graph.cli.output import ANSWER_FORMATS, FORMATS
from oversight_graph.errors import WrongQuestion
from oversight_graph.messages import Language, Message, language, message
from oversight_graph.model import days

if TYPE_CHECKING:
    from oversight_graph.graph.graph import Graph
    from oversight_graph.store.protocol import Store

F = TypeVar("F", bound=Callable[..., Any])


def store_option(command: F) -> F:
    """Give a command the option `--store`.

    Parameters
    ----------
    command
        A function that takes `store`.

    Returns
    -------
    The same function, or command, with the option.
    """
    return option("--store", metavar=message("help_options.word_place"), help=message("help_options.store"))(command)


def chart_option(command: F) -> F:
    """Give a command the option `--chart`, of charts that are loaded.

    Parameters
    ----------
    command
        A function that takes `charts`.

    Returns
    -------
    The same function, or command, with the option.
    """
    return option("--chart", "charts", metavar=message("help_options.word_id"), multiple=True, help=message("help_options.chart"))(command)


def scope_options(command: F) -> F:
    """Give a command the options that say which part of a store is asked about.

    Parameters
    ----------
    command
        A function that takes `store`, `charts`, `area` and `as_of`.

    Returns
    -------
    The same function, or command, with the options.
    """
    for add in (
        option("--as-of", "as_of", metavar=message("help_options.word_date"), help=message("help_options.as_of")),
        option("--area", metavar=message("help_options.word_area"), help=message("help_options.area")),
        chart_option,
        store_option,
    ):
        command = add(command)
    return command


def engine_option(command: F) -> F:
    """Give a command the option `--engine`.

    Parameters
    ----------
    command
        A function that takes `engine`.

    Returns
    -------
    The same function, or command, with the option.
    """
    return option("--engine", type=click.Choice(["columns", "cypher"]), default="columns", help=message("help_options.engine"))(command)


def output_options(command: F) -> F:
    """Give a command the options that say how and where a listing is written.

    Parameters
    ----------
    command
        A function that takes `format_` and `out`.

    Returns
    -------
    The same function, or command, with the options.
    """
    return _output_options(command, FORMATS, message("help_options.format_of_answer"))


def answer_options(command: F) -> F:
    """Give a command the options that say how and where an answer is written.

    Parameters
    ----------
    command
        A function that takes `format_` and `out`.

    Returns
    -------
    The same function, or command, with the options.
    """
    return _output_options(command, ANSWER_FORMATS, message("help_options.format_of_rows"))


def _output_options(command: F, formats: Sequence[str], said: Message) -> F:
    for add in (
        option("--out", metavar=message("help_options.word_file"), help=message("help_options.out")),
        option("--format", "format_", type=click.Choice(formats), help=said),
    ):
        command = add(command)
    return command


def words_of_pages(lang: Language | None) -> Language | None:
    """Choose the language of a page.

    Parameters
    ----------
    lang
        As typed.

    Returns
    -------
    The one typed, else Chinese where Chinese is spoken; None is English words, and names as the sources write them.
    """
    return lang or ("zh" if language() == "zh" else None)


def lang_option(command: F) -> F:
    """Give a command the option `--lang`, of words and names in its answer.

    Parameters
    ----------
    command
        A function that takes `lang`.

    Returns
    -------
    The same function, or command, with the option.
    """
    return option("--lang", type=click.Choice(["zh", "en"]), help=message("help_options.lang_of_names"))(command)


def open_store(place: str | None) -> Store:
    """Open a store; the module is imported when a command needs it.

    Parameters
    ----------
    place
        A path or an address; None for the one that the environment names, else a file in the data folder.

    Returns
    -------
    The store; it need not exist yet.
    """
    from oversight_graph.store import open_store as opened

    return opened(place)


def graph_of(place: str | None, charts: Sequence[str], area: str | None, as_of: str | None, whole: bool = False) -> Graph:
    """Read the graph of a scope as typed.

    Parameters
    ----------
    place
        As for `open_store`.
    charts
        Ids; all where there are none.
    area
        A code; None for everywhere.
    as_of
        A day, a month or a year; None for the newest date in scope.
    whole
        With all that surrounds the area, as a body that is named may lie anywhere.

    Returns
    -------
    What holds on that day.
    """
    with open_store(place) as store:
        return store.graph(list(charts) or None, area, date_of(as_of), whole)


def date_of(typed: str | None) -> str | None:
    """Check a date.

    Parameters
    ----------
    typed
        A day, a month or a year; None where nothing was typed.

    Returns
    -------
    The same.

    Raises
    ------
    WrongQuestion
        Where it is no date of the calendar.
    """
    if typed is not None:
        try:
            days.last_day(typed)
        except ValueError:
            raise WrongQuestion(message("cli.bad_date", date=typed)) from None
    return typed
