"""What an answer opens with: a few lines and a small table that say the main thing before any row does. Worked out from what the answer holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from oversight_graph.answer.places import PlacesAsked
from oversight_graph.messages import Message, Text, message, text
from oversight_graph.model import Language, Term

Said = Text | Term
"""A message, a word of the model, or what is the same in every language."""
Lines = tuple[Said, ...]
"""What stands in a cell, a line each."""


def in_words(said: Said, lang: Language) -> str:
    """What an opening says, in words.

    Parameters
    ----------
    said : Message, Term or str
        What is said.
    lang : {'zh', 'en'}
        In which language.

    Returns
    -------
    str
        Not escaped.
    """
    return said.label(lang) if isinstance(said, Term) else text(said, lang)


@dataclass(frozen=True)
class Opening:
    """Lines, a table and lines again; a text, a page and a notebook show the same.

    Attributes
    ----------
    lines
        Before the table.
    headings
        Of its columns; none where there is no table.
    rows
        A cell for each heading.
    after
        Under the table.
    numbers
        From which column on numbers stand, at the right.
    summed
        Whether it says what the summary says, so that this isn't said again.
    """

    lines: Lines = ()
    headings: Lines = ()
    rows: tuple[tuple[Lines, ...], ...] = ()
    after: Lines = ()
    numbers: int = 1
    summed: bool = False


class OpenedAnswer(Protocol):
    """What an opening is worked out from: an answer."""

    @property
    def data(self) -> Mapping[str, Sequence[Any]]:
        """Its columns."""

    @property
    def summary(self) -> Mapping[str, Any]:
        """Its counts."""

    @property
    def told(self) -> Mapping[str, Any]:
        """What its computation says for the opening besides."""

    @property
    def places(self) -> PlacesAsked:
        """Which places its charts and areas are."""

    @property
    def words(self) -> Language:
        """In which language it is worded."""


@dataclass(frozen=True)
class Counted:
    """A number of members, and how many sets among them say none: with these it is a floor (domain §4)."""

    number: int = 0
    sets: int = 0

    def __add__(self, other: Counted) -> Counted:
        return Counted(self.number + other.number, self.sets + other.sets)

    def __bool__(self) -> bool:
        return bool(self.number or self.sets)

    @property
    def shown(self) -> Message:
        """As it is read: `≥` before a floor, and of sets alone nothing but that their number isn't known."""
        if not self.sets:
            return message("answer.number", number=self.number)
        return message("answer.floor", number=self.number) if self.number else message("answer.no_number")
