"""`oversight load --ask`: files are read, what they leave open is asked, and they are read again with the answers, which a mapping keeps."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from oversight_graph.cli.dialogue import Dialogue, Enough
from oversight_graph.cli.garbage_collector import collector_paused
from oversight_graph.cli.kept_answers import keep_beside
from oversight_graph.cli.output import progress
from oversight_graph.errors import ChartError, WrongQuestion
from oversight_graph.messages import message
from oversight_graph.visible_text import visible

if TYPE_CHECKING:
    from oversight_graph.loaders.import_options import ImportOptions
    from oversight_graph.loaders.questions import FileQuestions
    from oversight_graph.loaders.table_questions import TableAsked
    from oversight_graph.reading import FileReading


def read_asking(files: Sequence[str], options: ImportOptions) -> list[FileReading]:
    """Read files, ask what they leave open, and read them again with the answers, until nothing more is to be asked.

    Parameters
    ----------
    files
        Paths.
    options
        What a user says about them.

    Returns
    -------
    The files as they were read last, with what is wrong in them.

    Raises
    ------
    WrongQuestion
        Where there is no terminal to ask on.
    ChartError
        Where the user stops; what was decided before is kept.
    """
    from oversight_graph.loaders.questions import questions_of
    from oversight_graph.reading import read_files

    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise WrongQuestion(message("questions.no_terminal"))
    answers: dict[str, Answers] = {}
    dialogue = Dialogue()
    try:
        while True:
            with progress(message("cli.reading")) as told, collector_paused():
                readings = read_files(files, options, told, {file: known.mapping for file, known in answers.items()}, tables=True)
            for reading in readings:
                if reading.file not in answers:
                    answers[reading.file] = Answers(reading.file, options)
            if any(known.fresh for known in answers.values()):  # what was decided before goes first
                for known in answers.values():
                    known.fresh = False
                continue
            asked = [answers[reading.file].ask(questions_of(reading.readings), reading.tables, dialogue) for reading in readings]
            if not any(asked):
                return readings
    except Enough:
        raise ChartError(message("questions.stopped")) from None
    finally:
        for known in answers.values():
            known.keep()


class Answers:
    """What was decided of a file: the mapping beside it, and what is answered now. `fresh`: whether the file wasn't read with it yet."""

    def __init__(self, file: str, options: ImportOptions) -> None:
        from oversight_graph.loaders.mapping_text import known_mapping

        self.file = file
        self.place = Path(f"{os.fspath(file).rstrip('/')}.mapping.yaml")
        self.mapping: dict[str, Any] = {}
        self.fresh = self.place.is_file()
        self._columns_right = self.fresh  # whoever was asked before has seen them
        self._changed = False
        self._answered: set[str] = set()
        if self.fresh:
            self.mapping = known_mapping(self.place)
            click.echo(visible(str(message("questions.kept_before", file=str(self.place)))), err=True)
        given = options.mapping or {}  # what is given by the user stands
        kinds = {**self.mapping.get("kinds", {}), **given.get("kinds", {})}
        self.mapping = {**self.mapping, **given, **({"kinds": kinds} if kinds else {})}

    def ask(self, questions: FileQuestions, tables: Sequence[TableAsked], dialogue: Dialogue) -> bool:
        """Ask what wasn't asked before.

        Parameters
        ----------
        questions
            Of the file as it was read with the answers so far.
        tables
            What its tables are taken for; asked first, as the names depend on it.
        dialogue
            Where they are asked.

        Returns
        -------
        Whether there was anything to ask: an answer that changed nothing isn't asked for twice.

        Raises
        ------
        Enough
            Where the user stops.
        """
        if self._change_columns(tables, dialogue):
            return True
        header = [key for key in questions.header if key not in self._answered]
        names = [question for question in questions.names if not self._answered.issuperset(name.name for name in question.names)]
        if header or names:
            click.echo(visible(str(message("questions.file", file=self.file))), err=True)
        for key in header:
            self._take({key: dialogue.header(key, questions.proposed.get(key, ""))}, {})
        if names:
            dialogue.names(names, lambda kinds: self._take({}, kinds))
        return bool(header or names)

    def _change_columns(self, tables: Sequence[TableAsked], dialogue: Dialogue) -> bool:
        """Whether the user has changed what the columns hold: then the file is read again before anything else is asked."""
        from oversight_graph.cli.column_dialogue import changed_tables, worth_asking
        from oversight_graph.loaders.table_questions import with_tables

        shown = () if self._columns_right else worth_asking(tables)
        if not shown:
            return False
        click.echo(visible(str(message("questions.file", file=self.file))), err=True)
        told = changed_tables(shown, dialogue)
        self._columns_right = told == shown
        if self._columns_right:
            return False
        self.mapping, self._changed = with_tables(self.mapping, shown, told), True
        return True

    def _take(self, header: dict[str, str], kinds: dict[str, str]) -> None:
        from oversight_graph.loaders.questions import with_answers

        self.mapping = with_answers(self.mapping, header, kinds)
        self._answered |= {*header, *kinds}
        self._changed = True

    def keep(self) -> None:
        """Write what was decided beside the file; where that can't be done it is said, and the load goes on."""
        if not self._changed:
            return
        from oversight_graph.loaders.mapping_text import mapping_text

        self._changed = False
        keep_beside(self.place, mapping_text(self.mapping, message("questions.head_of_file")), message("questions.kept", file=str(self.place)))
