"""The forms in which the model is declared, and the checks that a declaration must pass at import."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Literal, TypeVar

Language = Literal["zh", "en"]


class DeclarationError(TypeError):
    """A declaration of the model contradicts itself; the message says the repair."""


@dataclass(frozen=True)
class Term:
    """One word of a vocabulary with its label in both languages."""

    id: str
    zh: str
    en: str

    def label(self, lang: Language = "en") -> str:
        """The label in a language.

        Parameters
        ----------
        lang : {'zh', 'en'}
            English by default.

        Returns
        -------
        str
            Never empty: a term without one of its labels isn't declared.
        """
        return self.zh if lang == "zh" else self.en


T = TypeVar("T", bound=Term)


@dataclass(frozen=True)
class Vocabulary(Generic[T]):
    """An ordered set of terms; the position of a term is its code in the columns of a graph. `name` and `zh` are what one of its terms is called."""

    name: str
    terms: tuple[T, ...]
    zh: str = ""

    @property
    def en(self) -> str:
        """The name, for a message in English."""
        return self.name

    def __post_init__(self) -> None:
        object.__setattr__(self, "zh", self.zh or self.name)
        for number, term in enumerate(self.terms):
            if not (term.id and term.zh and term.en):
                raise DeclarationError(f"{self.name} #{number + 1} `{term.id}`: id, zh and en must not be empty; add what is missing")
        for name in self.ids:
            if self.ids.count(name) > 1:
                raise DeclarationError(f"{self.name}: `{name}` is declared twice; remove one of the two")

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of the terms, in the order of their codes."""
        return tuple(term.id for term in self.terms)

    @cached_property
    def _codes(self) -> dict[str, int]:
        return {name: code for code, name in enumerate(self.ids)}

    def __iter__(self) -> Iterator[T]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    def __contains__(self, name: object) -> bool:
        return name in self._codes

    def __getitem__(self, name: str) -> T:
        return self.terms[self.code(name)]

    def code(self, name: str) -> int:
        """The position of a term, by which the columns of a graph name it.

        Parameters
        ----------
        name : str
            The id of a term.

        Returns
        -------
        int
            From 0.

        Raises
        ------
        KeyError
            For any other word; it names the vocabulary and its words.
        """
        try:
            return self._codes[name]
        except KeyError:
            raise KeyError(f"`{name}` is not one of {self.name}: {', '.join(self.ids)}") from None

    def label(self, name: str | None, lang: Language = "en") -> str | None:
        """The label of a word in a language.

        Parameters
        ----------
        name : str or None
            The id of a term, or something else.
        lang : {'zh', 'en'}
            English by default.

        Returns
        -------
        str or None
            What isn't a term comes back as it is, None too.
        """
        return self[name].label(lang) if name is not None and name in self else name
