"""All that this package raises.

OversightError              exit status of the command
├── ChartError          1   a chart can't be read; carries its problems
├── PlanRefused         1   a plan isn't applied (too many removals, contradictions)
│   └── PlanStale       1   … because the store has changed since it was made
├── UnknownBody         1   no body, or more than one, fits what was typed
├── NothingThere        1   the scope asked for holds nothing
├── TooLong             1   something takes longer than it was allowed to
├── WrongQuestion       2   a question, a parameter or a word of a vocabulary that doesn't exist
└── StoreError          3   the store can't be reached, is in use or isn't one of ours
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from oversight_graph.messages import Message, Text, message, text
from oversight_graph.visible_text import visible

if TYPE_CHECKING:
    from oversight_graph.problems import Problem

_OFFERED = 20  # valid words that a message lists


class OversightError(Exception):
    """The root: one paragraph that says what is wrong, where, and what to do. `lines` stand under it; what a name or a path holds begins none."""

    exit_code = 1

    def __init__(self, said: Text = "", *lines: Text) -> None:
        super().__init__(said, *lines)
        self.said, self.lines = said, lines

    def __str__(self) -> str:
        """The paragraph, in the language spoken here."""
        return "\n".join(visible(text(line)) for line in (self.said, *self.lines))


class ChartError(OversightError):
    """A chart can't be read. `problems`: all of them, warnings included; they are told a line each, and what else there is to say below."""

    def __init__(self, said: Text = "", problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(said)
        self.problems = problems

    def __str__(self) -> str:
        if not self.problems:
            return super().__str__()
        from oversight_graph.problems import paragraph

        return "\n".join(part for part in (paragraph(self.problems), super().__str__() if self.said else "") if part)


class PlanRefused(OversightError):
    """A plan isn't applied; the store is as before."""


class PlanStale(PlanRefused):
    """A plan was made against an older revision of the store: make it again. `changed`: that the store has changed since, as a sentence."""

    def __init__(self, changed: Text) -> None:
        super().__init__(message("planning.stale", changed=changed))
        self.changed = changed


class UnknownBody(OversightError):
    """No body, or several, fit what was typed. `candidates`: (id, name, kind) of those that do."""

    def __init__(self, said: Text, candidates: tuple[tuple[str, str, str], ...] = (), lines: Iterable[Text] = ()) -> None:
        super().__init__(said, *lines)
        self.candidates = candidates


class NothingThere(OversightError):
    """The scope asked for holds nothing."""


class TooLong(OversightError):
    """Something takes longer than the `seconds` that it was allowed."""

    def __init__(self, seconds: float) -> None:
        super().__init__(message("errors.too_long", seconds=f"{seconds:g}"))
        self.seconds = seconds


class WrongQuestion(OversightError):
    """A question, a parameter or a word that doesn't exist."""

    exit_code = 2


class StoreError(OversightError):
    """The store can't be reached, is in use, or isn't one of ours."""

    exit_code = 3


def nearest(word: str, words: Iterable[str]) -> Message:
    """What to offer for a word that isn't valid: `did you mean x?` for the nearest valid one, else the words themselves.

    Parameters
    ----------
    word
        What was written; empty to offer the words in any case.
    words
        The valid ones.

    Returns
    -------
    To be put into another message, or said by itself. Cost: compares the word with every valid one.
    """
    valid = [str(each) for each in words]
    near = nearest_word(word, valid)
    return message("errors.use_one_of", words=offered(valid)) if near is None else message("errors.did_you_mean", word=near)


def nearest_word(word: str, valid: Sequence[str]) -> str | None:
    """The valid word that somebody may have meant.

    Parameters
    ----------
    word
        What was written.
    valid
        The valid words. Case, `_`, `-` and spaces count for little.

    Returns
    -------
    None where none is near.
    """
    folded = {each.lower().replace("_", ""): each for each in valid}
    key = word.lower().replace("_", "").replace("-", "").replace(" ", "")
    if key in folded:
        return folded[key]
    import difflib

    close = difflib.get_close_matches(word, valid, 1, 0.6) or [folded[hit] for hit in difflib.get_close_matches(key, list(folded), 1, 0.6)]
    return close[0] if close else None


def offered(valid: Sequence[str]) -> list[str]:
    """Valid words as a message lists them: not all of very many.

    Parameters
    ----------
    valid
        The valid words.

    Returns
    -------
    The first 20, and `…` for the rest.
    """
    return [*valid[:_OFFERED], *(["…"] if len(valid) > _OFFERED else [])]
