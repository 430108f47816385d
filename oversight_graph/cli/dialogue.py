"""Questions on the terminal that a key answers: what a name is, what a file doesn't say."""

from __future__ import annotations

import shutil
import signal
import sys
from collections import deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from oversight_graph.chart.entry_reading import is_chart_id
from oversight_graph.cli.signals import Stopped
from oversight_graph.messages import Message, Text, Words, message, text
from oversight_graph.model import KINDS, LEVELS, days
from oversight_graph.naming.places import name_and_code
from oversight_graph.parsing.written_values import is_id
from oversight_graph.visible_text import visible

if TYPE_CHECKING:
    from oversight_graph.chart.unsure_name import UnsureName
    from oversight_graph.loaders.questions import NameQuestion

_NAMES_SHOWN, _PLACES_SHOWN = 6, 3
ENTER, _STOP, OTHER, SINGLY = ("\r", "\n"), ("q", "Q"), "0", "s"
_LETTERS = "abcdefghijklmnop"
"""Keys of all kinds, where another one than those offered is meant; without q, which stops."""
_LEFT_OUT = "none"
_BETWEEN = 4
"""Columns before a choice, at most."""


class Enough(Exception):
    """Whoever was asked wants to stop."""


class Dialogue:
    """Asks on standard error, and reads keys and lines from the terminal."""

    def __init__(self) -> None:
        self._typed: deque[str] = deque()

    def names(self, questions: Sequence[NameQuestion], decided: Callable[[dict[str, str]], None]) -> None:
        """Ask what names are.

        Parameters
        ----------
        questions
            In the order in which they are asked.
        decided
            Takes each answer as it comes: a kind or `none` by name.

        Raises
        ------
        Enough
            Where the user stops; what was answered before has been taken.
        """
        self.say(message("questions.how", number=len(questions)))
        for at, question in enumerate(questions, 1):
            self._one(question, question.names, at, len(questions), decided)

    def _one(self, question: NameQuestion, names: Sequence[UnsureName], at: int, of: int, decided: Callable[[dict[str, str]], None]) -> None:
        """Ask one question about names that are alike, or about each of them where the user wants that."""
        choices = (*question.kinds, _LEFT_OUT)
        keys = {str(number): kind for number, kind in enumerate(choices, 1)}
        other, several = question.any_kind, len(names) > 1
        self._show(question, names, at, of, [(key, _word(kind)) for key, kind in keys.items()])
        while True:
            key = self.key()
            if key in ENTER:
                kind = question.otherwise
            elif key in keys:
                kind = keys[key]
            elif key == OTHER and other and (chosen := self._any_kind()) is not None:
                kind = chosen
            elif key == SINGLY and several:
                for name in names:
                    self._one(question, (name,), at, of, decided)
                return
            else:
                continue
            self.say(message("questions.decided", what=_word(kind)))
            decided({name.name: kind for name in names})
            return

    def _show(self, question: NameQuestion, names: Sequence[UnsureName], at: int, of: int, offered: Sequence[tuple[str, Text | Words]]) -> None:
        shown: list[Text] = [_with_places(name) for name in names[:_NAMES_SHOWN]]
        if len(names) > _NAMES_SHOWN:
            shown.append(message("questions.and_more", number=len(names) - _NAMES_SHOWN))
        if len(names) > 1:
            self.say(message("questions.of_names_alike", at=at, of=of, number=len(names), names=shown))
        else:
            self.say(message("questions.of_name", at=at, of=of, names=shown))
        self.say(message("questions.why", reason=question.reason))
        choices = [message("questions.choice", key=key, what=what) for key, what in offered]
        if question.any_kind:
            choices.append(message("questions.choice", key=OTHER, what=message("questions.other_kind")))
        if len(names) > 1:
            choices.append(message("questions.choice", key=SINGLY, what=message("questions.one_by_one")))
        kept = question.otherwise
        choices.append(message("questions.enter_leaves_out") if kept == _LEFT_OUT else message("questions.enter_keeps", kind=_word(kept)))
        self.offer([*choices, message("questions.stop")])

    def _any_kind(self) -> str | None:
        """Any kind; None where the user goes back."""
        keys = dict(zip(_LETTERS, KINDS.ids, strict=False))
        offered = [message("questions.choice", key=key, what=_word(kind)) for key, kind in keys.items()]
        self.offer([*offered, message("questions.stop")])
        while (key := self.key()) not in keys:
            if key in (*ENTER, OTHER):
                return None
        return keys[key]

    def header(self, key: str, proposed: str = "") -> str:
        """Ask for what a file doesn't say.

        Parameters
        ----------
        key
            `chart`, `area`, `level` or `as_of`.
        proposed
            What Enter takes; empty where it stops.

        Returns
        -------
        What was answered, of the form that the key has.

        Raises
        ------
        Enough
            Where the user stops.
        """
        if key == "level":
            return self._level()
        question, fits = {
            "chart": (message("questions.ask_chart"), is_chart_id),
            "area": (message("questions.ask_area"), is_id),
            "as_of": (message("questions.ask_as_of"), _is_day),
        }[key]
        if key == "area" and proposed:
            question = message("questions.ask_area_proposed", area=name_and_code(proposed))
        while True:
            click.echo(visible(str(question)), err=True, nl=False)
            said = sys.stdin.readline().strip()
            if not said and proposed:
                return proposed
            if not said or said in _STOP:
                raise Enough
            if fits(said):
                return said
            self.say(message("questions.not_so", said=said))

    def _level(self) -> str:
        self.say(message("questions.ask_level"))
        keys = {str(number): level for number, level in enumerate(LEVELS, 1)}
        offered = [message("questions.choice", key=key, what=Words(level.zh, level.en)) for key, level in keys.items()]
        self.offer([*offered, message("questions.stop")])
        while (key := self.key()) not in keys:
            pass
        return keys[key].id

    def key(self) -> str:
        """The next key.

        Returns
        -------
        A character; of arrows and the like nothing.

        Raises
        ------
        Enough
            For q.
        Stopped
            For Ctrl-C: while a key is awaited, the terminal makes no signal of it.
        """
        while not self._typed:
            try:
                read = click.getchar()
            except KeyboardInterrupt:
                raise Stopped(signal.SIGINT) from None
            except EOFError:  # Ctrl-D
                raise Enough from None
            if not read:  # the terminal has gone
                raise Enough
            self._typed.extend("" if read[0] in "\x1b\x00\xe0" else read)  # what begins so is an arrow or the like
        key = self._typed.popleft()
        if key in _STOP:
            raise Enough
        return key

    def offer(self, choices: Sequence[Message]) -> None:
        """Say what can be pressed, in as many lines as the width of the terminal needs.

        Parameters
        ----------
        choices
            A key each, with what it means.
        """
        from rich.cells import cell_len

        width, line, taken = shutil.get_terminal_size().columns, list[Message](), 0
        for choice in choices:
            needs = cell_len(text(choice)) + _BETWEEN
            if line and taken + needs > width:
                self.say(message("questions.choices", choices=line))
                line, taken = [], 0
            line.append(choice)
            taken += needs
        self.say(message("questions.choices", choices=line))

    @staticmethod
    def say(said: Message) -> None:
        """Say a line or several on standard error.

        Parameters
        ----------
        said
            In the language spoken here.
        """
        click.echo(visible(text(said)), err=True)


def _word(kind: str) -> Text | Words:
    return Words(KINDS[kind].zh, KINDS[kind].en) if kind in KINDS else message("questions.left_out")


def _with_places(name: UnsureName) -> Text:
    from oversight_graph.problems import letters

    places = [" ".join((sheet, f"{letters(column)}{row}")).strip() for sheet, row, column in name.places[:_PLACES_SHOWN]]
    more = ["…"] if name.number > len(places) and places else []
    return message("questions.name_at", name=name.name, place=[*places, *more]) if places else name.name


def _is_day(said: str) -> bool:
    try:
        days.last_day(said if said.isascii() else "")
    except ValueError:
        return False
    return True
