"""Reading one key of a mapping: its type is checked, its words are looked up, what is wrong gets its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

from oversight_graph.messages import message
from oversight_graph.model import Attribute, Vocabulary, days, durations
from oversight_graph.model.vocabulary import FORMS
from oversight_graph.parsing.document import MappingNode, PlainText, SequenceNode, Value
from oversight_graph.parsing.located_mapping import LocatedMapping
from oversight_graph.parsing.written_values import INTEGER, UNKNOWN, cut, reads_as_written, shape

MAX_NUMBER = 10**9
_LETTERS = {form.letter: form.id for form in FORMS}


class FieldReader(LocatedMapping):
    """A mapping being read, key by key.

    What is wrong with a value is noted, and then its key reads as if nothing valid were written.
    """

    __slots__ = ()

    def text(self, key: str, required: bool = False) -> str | None:
        """The text of a key.

        Parameters
        ----------
        key
            The key.
        required
            Whether it is a problem where nothing is written.

        Returns
        -------
        In normal form (NFC), without spaces around; None where nothing valid is written.
        """
        value = self.get(key)
        if value is None:
            if required:
                self.problem(key if key in self.values else "", message("parsing.missing", key=key))
            return None
        return self.as_text(key, value)

    def as_text(self, key: str, value: Value, item: int | None = None) -> str | None:
        """A value of a key as text.

        Parameters
        ----------
        key
            Under which it stands.
        value
            What is written.
        item
            Its position in the list of the key; None where it is no item.

        Returns
        -------
        In normal form (NFC), without spaces around; None where it is no text, empty, or reads otherwise than it is written (contract §1).
        """
        name = key if item is None else f"{key}[{item}]"
        if not isinstance(value, str):
            self.problem(key, message("parsing.text_expected", key=name, value=shape(value)), item=item)
            return None
        if isinstance(value, PlainText) and not reads_as_written(value):
            self.problem(key, message("parsing.unquoted", value=shape(value), text=cut(value)), item=item)
            return None
        clean = unicodedata.normalize("NFC", str(value)).strip()
        for letter in "" if clean.isprintable() else clean:
            if unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t":
                self.problem(key, message("parsing.character_of_no_text", key=name, number=ord(letter)), item=item)
                return None
        if not clean:
            self.problem(key, message("parsing.empty_text", key=name), item=item)
            return None
        return clean

    def texts(self, key: str) -> list[str]:
        """The texts of a key: a list, or one text by itself.

        Parameters
        ----------
        key
            The key.

        Returns
        -------
        Only the valid ones.
        """
        value = self.get(key)
        if value is None:
            return []
        if not isinstance(value, SequenceNode):
            text = self.as_text(key, value)
            return [] if text is None else [text]
        return [text for number, item in enumerate(value) if (text := self.as_text(key, item, number)) is not None]

    def integer(self, key: str, low: int, high: int = MAX_NUMBER) -> int | None:
        """The whole number of a key.

        Parameters
        ----------
        key
            The key.
        low, high
            The least and the greatest that is valid.

        Returns
        -------
        None where nothing valid is written.
        """
        value = self.get(key)
        if value is None:
            return None
        number = int(value) if isinstance(value, str) and len(value) < 20 and INTEGER.match(value) else None
        if number is None or not low <= number <= high:
            self.problem(key, message("parsing.number_expected", key=key, value=shape(value), low=low, high=high))
            return None
        return number

    def day(self, key: str, read: Callable[[str], object]) -> str | None:
        """The date of a key.

        Parameters
        ----------
        key
            The key.
        read
            What reads a date and raises ValueError where it is none.

        Returns
        -------
        As it is written: `2018`, `2018-03` or `2018-03-01`; None where nothing valid is.
        """
        value = self.get(key)
        if value is None:
            return None
        if not isinstance(value, str):
            self.problem(key, message("parsing.date_expected", key=key, value=shape(value)))
            return None
        try:
            read(value if value.isascii() else "")  # full-width digits would be kept, and shown, as they are
        except ValueError:
            self.problem(key, message("parsing.no_such_date", key=key, value=shape(value)))
            return None
        return str(value).strip()

    def term(self, key: str, vocabulary: Vocabulary[Any]) -> str | None:
        """The word of a key, out of a vocabulary.

        Parameters
        ----------
        key
            The key.
        vocabulary
            The valid words; a form may be written by its letter.

        Returns
        -------
        The id of the word; None where nothing valid is written.
        """
        value = self.get(key)
        return None if value is None else self._as_term(key, value, vocabulary)

    def _as_term(self, key: str, value: Value, vocabulary: Vocabulary[Any], item: int | None = None) -> str | None:
        if not isinstance(value, str):
            self.problem(key, message("parsing.word_expected", key=key, value=shape(value), words=vocabulary.ids), item=item)
            return None
        word = _LETTERS.get(value, str(value)) if vocabulary.name in ("form", "authority") else str(value)
        if word not in vocabulary:
            self.problem(key, message("parsing.no_such_word", value=shape(value), vocabulary=vocabulary, near=self.near(value, vocabulary.ids)), item=item)
            return None
        return word

    def terms(self, key: str, vocabulary: Vocabulary[Any]) -> list[str] | None:
        """The words of a key, out of a vocabulary: a list, or one word by itself.

        Parameters
        ----------
        key
            The key.
        vocabulary
            The valid words; forms may be written by their letters.

        Returns
        -------
        The ids of the valid ones, each once, in the order of the vocabulary; None where nothing is written.
        """
        value = self.get(key)
        if value is None:
            return None
        items = list(enumerate(value)) if isinstance(value, SequenceNode) else [(None, value)]
        written = [word for number, item in items if (word := self._as_term(key, item, vocabulary, number)) is not None]
        return [word for word in vocabulary.ids if word in written]

    def name(self, key: str = "name", required: bool = True) -> dict[str, str] | None:
        """The name of a key: a text, or {zh, en} of which zh must be there.

        Parameters
        ----------
        key
            The key.
        required
            Whether it is a problem where nothing is written.

        Returns
        -------
        `zh`, and `en` where it is written; None where no name is.
        """
        value = self.get(key)
        if isinstance(value, MappingNode):
            inner = self.inner(value, key)
            inner.unknown(("zh", "en"))
            zh, en = inner.text("zh", required=True), inner.text("en")
            return None if zh is None else {"zh": zh} | ({"en": en} if en else {})
        zh = self.text(key, required)
        return None if zh is None else {"zh": zh}

    def attribute(self, attribute: Attribute) -> object:
        """The value of a declared attribute, by the type that it is declared with.

        Parameters
        ----------
        attribute
            An attribute of nodes or links; its id is the key.

        Returns
        -------
        None where nothing (valid) is written.
        """
        key, kind = attribute.id, attribute.type
        if kind == "term":
            assert attribute.vocabulary is not None
            return self.term(key, attribute.vocabulary)
        if kind == "terms":
            assert attribute.vocabulary is not None
            return self.terms(key, attribute.vocabulary)
        if kind == "texts":
            return self.texts(key) or None
        if kind == "count":
            return UNKNOWN if self.get(key) == UNKNOWN else self.integer(key, 1)
        if kind == "number":
            return self.integer(key, 0)
        if kind == "year":
            return self.integer(key, 1900, 2200)
        if kind in ("first_day", "last_day"):
            return self.day(key, days.first_day if kind == "first_day" else days.last_day)
        if kind == "period":
            return self.duration(key)
        return self.text(key)

    def duration(self, key: str) -> str | None:
        """The duration of a key, in its one spelling.

        Parameters
        ----------
        key
            The key.

        Returns
        -------
        As `P1M`; None where nothing valid is written.
        """
        value = self.get(key)
        if value is None:
            return None
        try:
            return durations.normalised(value if isinstance(value, str) else "")
        except ValueError:
            self.problem(key, message("parsing.no_duration", key=key, value=shape(value)))
            return None

    def period(self) -> None:
        """Note dates that are the wrong way round: `valid_from` behind `valid_to`."""
        begin, end = self.get("valid_from"), self.get("valid_to")
        if isinstance(begin, str) and isinstance(end, str):
            try:
                wrong = days.first_day(begin) > days.last_day(end)
            except ValueError:
                return  # said already where the date itself was read
            if wrong:
                self.problem("valid_from", message("parsing.dates_reversed", begin=str(begin), end=str(end)))
