"""Reading one key of a mapping: its type is checked, its words are looked up, what is wrong gets its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from typing import Any, Literal

import yaml

from oversight_graph.errors import nearest
from oversight_graph.messages import Message, message, untranslated
from oversight_graph.model import Attribute, Vocabulary, days
from oversight_graph.model.vocabulary import FORMS
from oversight_graph.naming.persons import heading_of_persons
from oversight_graph.parsing.document import MappingNode, PlainText, SequenceNode, Value
from oversight_graph.problems import SHOWN, Keys, Problem, path_of

MAX_NUMBER = 10**9
LONGEST = 60
UNKNOWN = "unknown"
_SEEK = 2 * SHOWN  # problems for which a near word is sought: seeking costs, and a file may hold 100,000 problems
_INTEGER = re.compile(r"(?:0|-?[1-9][0-9]*)\Z")  # no leading zero: YAML reads 010 as 8
_FRACTION = re.compile(r"-?[0-9]+\.[0-9]+\Z")
_RESOLVERS = yaml.SafeLoader.yaml_implicit_resolvers
_LETTERS = {form.letter: form.id for form in FORMS}


class FieldReader:
    """A mapping being read: `path` is its place in the document, by its keys or as one word, `subject` what it describes (for the messages)."""

    __slots__ = ("file", "keys", "mapping", "problems", "subject", "values")

    def __init__(self, mapping: MappingNode, path: Keys | str, file: str, problems: list[Problem], subject: str = "") -> None:
        self.keys: Keys = path if isinstance(path, tuple) else (path,) if path else ()
        self.mapping, self.file, self.problems, self.subject = mapping, file, problems, subject
        self.values = mapping.as_dict()

    def inner(self, mapping: MappingNode, *keys: str | int) -> FieldReader:
        """The reader of a mapping that stands below some keys of this one."""
        return FieldReader(mapping, (*self.keys, *keys), self.file, self.problems, self.subject)

    def problem(
        self, key: str, said: Message | str, todo: Message | str = "", severity: Literal["error", "warning"] = "error", item: int | None = None
    ) -> None:
        """Note a problem of a key ("": of the whole mapping), of one `item` of its list, at its line."""
        line = self.mapping.line_of(key)
        keys: Keys = (*self.keys, cut(key)) if key else self.keys
        if item is not None:
            keys, value = (*keys, item), self.values[key]
            line = value.line_of(item) if isinstance(value, SequenceNode) else line
        said = said if isinstance(said, Message) else untranslated(said, todo)
        self.problems.append(Problem(severity, self.file, line, path_of(keys), said, subject=self.subject, keys=keys))

    def unknown(self, valid: Iterable[str]) -> None:
        """Unknown keys are errors with the nearest valid one offered (contract §1), and so are keys that stand twice."""
        words = list(valid)
        for key, line in self.mapping.twice:
            self.problem(key, message("parsing.key_twice", key=cut(key), line=line))
        for key in self.values:
            if key not in words:
                if len(key) <= LONGEST and heading_of_persons(key):
                    self.problem(key, message("parsing.key_of_person", key=key))
                elif key == "<<":
                    self.problem(key, message("parsing.merge_key"))
                else:
                    self.problem(key, message("parsing.unknown_key", key=cut(key), near=self.near(key, words)))

    @property
    def seeking(self) -> bool:
        return len(self.problems) < _SEEK

    def near(self, word: str, words: Collection[str]) -> Message:
        """The nearest valid word, or the words themselves."""
        return nearest(cut(word) if self.seeking else "", words)

    def get(self, key: str) -> Value:
        return self.values.get(key)

    def has(self, key: str) -> bool:
        return self.values.get(key) is not None

    def holds(self, key: str) -> bool:
        """Whether anything is written: neither nothing nor an empty list."""
        return self.values.get(key) not in (None, [])

    def text(self, key: str, required: bool = False) -> str | None:
        value = self.get(key)
        if value is None:
            if required:
                self.problem(key if key in self.values else "", message("parsing.missing", key=key))
            return None
        return self.as_text(key, value)

    def as_text(self, key: str, value: Value, item: int | None = None) -> str | None:
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
        value = self.get(key)
        if value is None:
            return []
        if not isinstance(value, SequenceNode):
            text = self.as_text(key, value)
            return [] if text is None else [text]
        return [text for number, item in enumerate(value) if (text := self.as_text(key, item, number)) is not None]

    def integer(self, key: str, low: int, high: int = MAX_NUMBER) -> int | None:
        value = self.get(key)
        if value is None:
            return None
        number = int(value) if isinstance(value, str) and len(value) < 20 and _INTEGER.match(value) else None
        if number is None or not low <= number <= high:
            self.problem(key, message("parsing.number_expected", key=key, value=shape(value), low=low, high=high))
            return None
        return number

    def day(self, key: str, read: Callable[[str], object]) -> str | None:
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
        value = self.get(key)
        return None if value is None else self.as_term(key, value, vocabulary)

    def as_term(self, key: str, value: Value, vocabulary: Vocabulary[Any], item: int | None = None) -> str | None:
        if not isinstance(value, str):
            self.problem(key, message("parsing.word_expected", key=key, value=shape(value), words=vocabulary.ids), item=item)
            return None
        word = _LETTERS.get(value, str(value)) if vocabulary.name in ("form", "authority") else str(value)
        if word not in vocabulary:
            self.problem(key, message("parsing.no_such_word", value=shape(value), vocabulary=vocabulary, near=self.near(value, vocabulary.ids)), item=item)
            return None
        return word

    def terms(self, key: str, vocabulary: Vocabulary[Any]) -> list[str] | None:
        value = self.get(key)
        if value is None:
            return None
        items = list(enumerate(value)) if isinstance(value, SequenceNode) else [(None, value)]
        written = [word for number, item in items if (word := self.as_term(key, item, vocabulary, number)) is not None]
        return [word for word in vocabulary.ids if word in written]

    def name(self, key: str = "name", required: bool = True) -> dict[str, str] | None:
        """A text, or {zh, en} of which zh must be there."""
        value = self.get(key)
        if isinstance(value, MappingNode):
            inner = self.inner(value, key)
            inner.unknown(("zh", "en"))
            zh, en = inner.text("zh", required=True), inner.text("en")
            return None if zh is None else {"zh": zh} | ({"en": en} if en else {})
        zh = self.text(key, required)
        return None if zh is None else {"zh": zh}

    def attribute(self, attribute: Attribute) -> object:
        """The written value of a declared attribute, None where nothing (valid) is written."""
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
        return self.text(key)

    def period(self) -> None:
        """The dates of an entry must not be the wrong way round."""
        begin, end = self.get("valid_from"), self.get("valid_to")
        if isinstance(begin, str) and isinstance(end, str):
            try:
                wrong = days.first_day(begin) > days.last_day(end)
            except ValueError:
                return  # said already where the date itself was read
            if wrong:
                self.problem("valid_from", message("parsing.dates_reversed", begin=str(begin), end=str(end)))


def reads_as_written(value: str) -> bool:
    """Whether an unquoted YAML scalar is text, or a number that reads as it is written (contract §1).

    >>> [reads_as_written(word) for word in ("530100", "no", "010", "2020-01-01", "财政局", "1_000")]
    [True, False, False, False, True, False]
    """
    if any(pattern.match(value) for _, pattern in _RESOLVERS.get(value[:1], ())):
        return bool(_INTEGER.match(value) or (_FRACTION.match(value) and repr(float(value)) == value))
    return True


def is_id(text: str) -> bool:
    """Letters and digits of any script, with the vowel signs that Tibetan and others write apart, `.`, `_` and `-` (contract §1)."""
    return all(letter in "._-" or unicodedata.category(letter)[0] in "LMN" for letter in text)


def cut(text: str) -> str:
    """A text as a message quotes it: not longer than a line."""
    return str(text) if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def shape(value: Value) -> Message:
    """What was written, as a message says it: quoted, where it is no list or mapping."""
    if isinstance(value, MappingNode):
        return message("parsing.a_mapping")
    if isinstance(value, SequenceNode):
        return message("parsing.a_list")
    if value is None:
        return message("parsing.empty")
    return message("parsing.quoted", text=str(value).lower() if isinstance(value, bool) else cut(value))
