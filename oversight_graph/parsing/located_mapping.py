"""A mapping of a file with its place: its keys, and what is wrong with them, noted where it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Literal, Self

from oversight_graph.errors import nearest
from oversight_graph.messages import Message, message, untranslated
from oversight_graph.naming.persons import heading_of_persons
from oversight_graph.parsing.document import MappingNode, SequenceNode, Value
from oversight_graph.parsing.written_values import LONGEST, cut
from oversight_graph.problems import SHOWN, Keys, Problem, path_of

_SEEK = 2 * SHOWN  # problems for which a near word is sought: seeking costs, and a file may hold 100,000 problems


class LocatedMapping:
    """A mapping with its place in a file, where problems of its keys are noted.

    `path` is its place in the document, by its keys or as one word, `subject` what it describes (for the messages).
    """

    __slots__ = ("file", "keys", "mapping", "problems", "subject", "values")

    def __init__(self, mapping: MappingNode, path: Keys | str, file: str, problems: list[Problem], subject: str = "") -> None:
        self.keys: Keys = path if isinstance(path, tuple) else (path,) if path else ()
        self.mapping, self.file, self.problems, self.subject = mapping, file, problems, subject
        self.values = mapping.as_dict()

    def inner(self, mapping: MappingNode, *keys: str | int) -> Self:
        """The reader of a mapping that stands below some keys of this one.

        Parameters
        ----------
        mapping
            What stands there.
        *keys
            Keys and positions in lists that lead to it.

        Returns
        -------
        It notes problems in the same list.
        """
        return type(self)(mapping, (*self.keys, *keys), self.file, self.problems, self.subject)

    def problem(
        self, key: str, said: Message | str, todo: Message | str = "", severity: Literal["error", "warning"] = "error", item: int | None = None
    ) -> None:
        """Note a problem at the line of a key.

        Parameters
        ----------
        key
            The key; empty for the whole mapping.
        said
            What is wrong and what to do.
        todo
            What to do, where `said` is a text.
        severity
            `error` keeps the file from being loaded, `warning` doesn't.
        item
            The position in the list of the key, where one item is meant; None for the value as a whole.
        """
        line = self.mapping.line_of(key)
        keys: Keys = (*self.keys, cut(key)) if key else self.keys
        if item is not None:
            keys, value = (*keys, item), self.values[key]
            line = value.line_of(item) if isinstance(value, SequenceNode) else line
        said = said if isinstance(said, Message) else untranslated(said, todo)
        self.problems.append(Problem(severity, self.file, line, path_of(keys), said, subject=self.subject, keys=keys))

    def unknown(self, valid: Iterable[str]) -> None:
        """Note unknown keys, with the nearest valid one offered (contract §1), and keys that stand twice.

        Parameters
        ----------
        valid
            All keys that may stand in the mapping.
        """
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
        """Whether a near word is still sought: not any more behind 100 problems."""
        return len(self.problems) < _SEEK

    def near(self, word: str, words: Collection[str]) -> Message:
        """What to offer for a word that isn't valid.

        Parameters
        ----------
        word
            What is written.
        words
            The valid ones.

        Returns
        -------
        The nearest valid word, or the words themselves.
        """
        return nearest(cut(word) if self.seeking else "", words)

    def get(self, key: str) -> Value:
        """The value of a key as it is written.

        Parameters
        ----------
        key
            Any key.

        Returns
        -------
        None where nothing is written.
        """
        return self.values.get(key)

    def has(self, key: str) -> bool:
        """Whether something is written, be it an empty list.

        Parameters
        ----------
        key
            Any key.

        Returns
        -------
        False for `key:` with nothing behind it.
        """
        return self.values.get(key) is not None

    def holds(self, key: str) -> bool:
        """Whether anything is written: neither nothing nor an empty list.

        Parameters
        ----------
        key
            Any key.

        Returns
        -------
        True for a value that isn't valid, too.
        """
        return self.values.get(key) not in (None, [])
